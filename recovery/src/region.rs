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

/// How a Region is written, without case, accents and signs: its name, then those in the
/// languages with official standing there, and in English and German.
const NAMES: [(Region, &str); 22] = [
    (Region::Abruzzo, "abruzzo abruzzi abruzzen"),
    (Region::Basilicata, "basilicata lucania basilikata"),
    (Region::Calabria, "calabria calabre kalabrien"),
    (Region::Campania, "campania kampanien"),
    (Region::EmiliaRomagna, "emiliaromagna emilia romagna"),
    (
        Region::FriuliVeneziaGiulia,
        "friuliveneziagiulia friuli friulivg fvg friulvignesiejulie furlanijajulijskakrajina friauljulischvenetien friaul",
    ),
    (Region::Lazio, "lazio latium"),
    (Region::Liguria, "liguria ligurien"),
    (Region::Lombardia, "lombardia lombardy lombardei"),
    (
        Region::Marche,
        "marche lemarche marches themarches marken diemarken",
    ),
    (Region::Molise, "molise"),
    (Region::Piemonte, "piemonte piedmont piemont"),
    (Region::Puglia, "puglia apulia apulien puglie"),
    (Region::Sardegna, "sardegna sardigna sardinia sardinien"),
    (Region::Sicilia, "sicilia siciliana sicily sizilien"),
    (Region::Toscana, "toscana tuscany toskana"),
    (
        Region::TrentinoAltoAdige,
        "trentinoaltoadige trentinoaltoadigesudtirol trentinoaltoadigesouthtyrol trentinosudtirol trentinosouthtyrol trentoebolzano",
    ),
    (Region::Trento, "trento trentino tn trient"),
    (
        Region::Bolzano,
        "bolzano altoadige sudtirol suedtirol southtyrol bozen bz bulsan bolzanobozen bolzanosudtirol altoadigesudtirol bolzanoaltoadige",
    ),
    (Region::Umbria, "umbria umbrien"),
    (
        Region::ValleDAosta,
        "valledaosta aosta valledaoste valleedaoste valledaostavalleedaoste valdaosta valdaoste aostatal aostavalley vda",
    ),
    (Region::Veneto, "veneto venetien"),
];

/// Words in front of a name that say nothing, the longer first.
const PREFIXES: &str = "\
regioneautonomadella regioneautonomadel regioneautonomade regioneautonoma regionautonome \
regionedella regionedell regionedel regione autonomeregion region provinciaautonomadi \
provinciaautonoma provinciadi provincia provinziaautonomade padi pa autonomousprovinceof \
autonomeprovinz provinz";

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
        let found = NAMES
            .iter()
            .find(|(_, names)| names.split(' ').any(|one| one == name));
        found.map(|(region, _)| *region)
    };
    exact(&plain).or_else(|| {
        let mut names = PREFIXES
            .split(' ')
            .filter_map(|prefix| plain.strip_prefix(prefix));
        names.find_map(exact)
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
