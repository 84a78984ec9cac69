//! Regions, and how people write them.

use cie_core::named;

named! {
    /// A Region of Italy, or one of the two autonomous provinces, which issue
    /// health cards of their own.
    pub enum Region {
        /// Abruzzo.
        Abruzzo => "abruzzo",
        /// Basilicata.
        Basilicata => "basilicata",
        /// Calabria.
        Calabria => "calabria",
        /// Campania.
        Campania => "campania",
        /// Emilia-Romagna.
        EmiliaRomagna => "emilia_romagna",
        /// Friuli Venezia Giulia.
        FriuliVeneziaGiulia => "friuli_venezia_giulia",
        /// Lazio.
        Lazio => "lazio",
        /// Liguria.
        Liguria => "liguria",
        /// Lombardia.
        Lombardia => "lombardia",
        /// Marche.
        Marche => "marche",
        /// Molise.
        Molise => "molise",
        /// Piemonte.
        Piemonte => "piemonte",
        /// Puglia.
        Puglia => "puglia",
        /// Sardegna.
        Sardegna => "sardegna",
        /// Sicilia.
        Sicilia => "sicilia",
        /// Toscana.
        Toscana => "toscana",
        /// Trentino-Alto Adige/Südtirol, when the province is not said.
        TrentinoAltoAdige => "trentino_alto_adige",
        /// The autonomous province of Trento.
        Trento => "trento",
        /// The autonomous province of Bolzano/Bozen.
        Bolzano => "bolzano",
        /// Umbria.
        Umbria => "umbria",
        /// Valle d'Aosta/Vallée d'Aoste.
        ValleDAosta => "valle_d_aosta",
        /// Veneto.
        Veneto => "veneto",
    }
}

/// Other ways to write a Region, without case, accents and signs: the names in
/// the languages with official standing there, and in English and German.
const OTHER_NAMES: &[(&str, Region)] = &[
    ("abruzzi", Region::Abruzzo),
    ("abruzzen", Region::Abruzzo),
    ("lucania", Region::Basilicata),
    ("basilikata", Region::Basilicata),
    ("calabre", Region::Calabria),
    ("kalabrien", Region::Calabria),
    ("kampanien", Region::Campania),
    ("emilia", Region::EmiliaRomagna),
    ("romagna", Region::EmiliaRomagna),
    ("friuli", Region::FriuliVeneziaGiulia),
    ("friulivg", Region::FriuliVeneziaGiulia),
    ("fvg", Region::FriuliVeneziaGiulia),
    ("friulvignesiejulie", Region::FriuliVeneziaGiulia),
    ("furlanijajulijskakrajina", Region::FriuliVeneziaGiulia),
    ("friauljulischvenetien", Region::FriuliVeneziaGiulia),
    ("friaul", Region::FriuliVeneziaGiulia),
    ("latium", Region::Lazio),
    ("ligurien", Region::Liguria),
    ("lombardy", Region::Lombardia),
    ("lombardei", Region::Lombardia),
    ("lemarche", Region::Marche),
    ("marches", Region::Marche),
    ("themarches", Region::Marche),
    ("marken", Region::Marche),
    ("diemarken", Region::Marche),
    ("piedmont", Region::Piemonte),
    ("piemont", Region::Piemonte),
    ("apulia", Region::Puglia),
    ("apulien", Region::Puglia),
    ("puglie", Region::Puglia),
    ("sardigna", Region::Sardegna),
    ("sardinia", Region::Sardegna),
    ("sardinien", Region::Sardegna),
    ("siciliana", Region::Sicilia),
    ("sicily", Region::Sicilia),
    ("sizilien", Region::Sicilia),
    ("tuscany", Region::Toscana),
    ("toskana", Region::Toscana),
    ("trentinoaltoadigesudtirol", Region::TrentinoAltoAdige),
    ("trentinoaltoadigesouthtyrol", Region::TrentinoAltoAdige),
    ("trentinosudtirol", Region::TrentinoAltoAdige),
    ("trentinosouthtyrol", Region::TrentinoAltoAdige),
    ("trentoebolzano", Region::TrentinoAltoAdige),
    ("trentino", Region::Trento),
    ("tn", Region::Trento),
    ("trient", Region::Trento),
    ("altoadige", Region::Bolzano),
    ("sudtirol", Region::Bolzano),
    ("suedtirol", Region::Bolzano),
    ("southtyrol", Region::Bolzano),
    ("bozen", Region::Bolzano),
    ("bz", Region::Bolzano),
    ("bulsan", Region::Bolzano),
    ("bolzanobozen", Region::Bolzano),
    ("bolzanosudtirol", Region::Bolzano),
    ("altoadigesudtirol", Region::Bolzano),
    ("bolzanoaltoadige", Region::Bolzano),
    ("umbrien", Region::Umbria),
    ("aosta", Region::ValleDAosta),
    ("valledaoste", Region::ValleDAosta),
    ("valleedaoste", Region::ValleDAosta),
    ("valledaostavalleedaoste", Region::ValleDAosta),
    ("valdaosta", Region::ValleDAosta),
    ("valdaoste", Region::ValleDAosta),
    ("aostatal", Region::ValleDAosta),
    ("aostavalley", Region::ValleDAosta),
    ("vda", Region::ValleDAosta),
    ("venetien", Region::Veneto),
];

/// Words in front of a name that say nothing.
const PREFIXES: &[&str] = &[
    "regioneautonomadella",
    "regioneautonomadel",
    "regioneautonomade",
    "regioneautonoma",
    "regionautonome",
    "regionedella",
    "regionedell",
    "regionedel",
    "regione",
    "autonomeregion",
    "region",
    "provinciaautonomadi",
    "provinciaautonoma",
    "provinciadi",
    "provincia",
    "provinziaautonomade",
    "padi",
    "pa",
    "autonomousprovinceof",
    "autonomeprovinz",
    "provinz",
];

impl Region {
    /// The Region that somebody has written: case, accents, spaces, hyphens and
    /// apostrophes do not matter; nor does "Regione" in front, nor the second
    /// name of a Region with two, after a stroke, a dash or in brackets. `None`
    /// for anything else.
    ///
    /// ```
    /// use cie_recovery::Region;
    ///
    /// assert_eq!(Region::find("emilia romagna"), Some(Region::EmiliaRomagna));
    /// assert_eq!(Region::find("VALLÉE D’AOSTE"), Some(Region::ValleDAosta));
    /// assert_eq!(Region::find("Bolzano/Bozen"), Some(Region::Bolzano));
    /// assert_eq!(Region::find("Ticino"), None);
    /// ```
    #[must_use]
    pub fn find(written: &str) -> Option<Self> {
        // Nobody writes more than that, and nothing is gained by looking.
        if written.len() > 200 {
            return None;
        }
        known(written).or_else(|| {
            // Two names of one Region; a name may have a hyphen itself.
            let parted = written.replace(" - ", "/");
            all_name_one(parted.split(['/', '–', '—', '(', ')']), |name| {
                known(name).or_else(|| all_name_one(name.split('-'), known))
            })
        })
    }
}

/// The Region that all names stand for; names without a letter are left out.
fn all_name_one<'a>(
    names: impl Iterator<Item = &'a str>,
    find: impl Fn(&str) -> Option<Region>,
) -> Option<Region> {
    let mut found = None;
    for name in names.filter(|name| !plain(name).is_empty()) {
        let region = find(name)?;
        if found.is_some_and(|other| other != region) {
            return None;
        }
        found = Some(region);
    }
    found
}

fn known(written: &str) -> Option<Region> {
    let plain = plain(written);
    let exact = |name: &str| {
        let official = Region::ALL
            .iter()
            .find(|region| region.name().replace('_', "") == name);
        official.copied().or_else(|| {
            let other = OTHER_NAMES.iter().find(|(other, _)| *other == name);
            other.map(|(_, region)| *region)
        })
    };
    exact(&plain).or_else(|| {
        let names = PREFIXES
            .iter()
            .filter_map(|prefix| plain.strip_prefix(prefix));
        names.filter_map(exact).next()
    })
}

/// Small letters without accents, and nothing else.
pub(super) fn plain(written: &str) -> String {
    written
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'à' | 'á' | 'â' | 'ä' => Some('a'),
            'è' | 'é' | 'ê' | 'ë' => Some('e'),
            'ì' | 'í' | 'î' | 'ï' => Some('i'),
            'ò' | 'ó' | 'ô' | 'ö' => Some('o'),
            'ù' | 'ú' | 'û' | 'ü' => Some('u'),
            c => c.is_ascii_alphanumeric().then_some(c),
        })
        .collect()
}

#[cfg(test)]
#[path = "region_tests.rs"]
mod tests;
