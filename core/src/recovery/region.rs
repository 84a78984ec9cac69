//! Regions, and how people write them.

use super::named::named;

named! {
    /// A Region of Italy, or one of the two autonomous provinces, which issue
    /// health cards of their own.
    Region {
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
    ("trentinosudtirol", Region::TrentinoAltoAdige),
    ("trentinosouthtyrol", Region::TrentinoAltoAdige),
    ("trentoebolzano", Region::TrentinoAltoAdige),
    ("trentino", Region::Trento),
    ("trient", Region::Trento),
    ("altoadige", Region::Bolzano),
    ("sudtirol", Region::Bolzano),
    ("suedtirol", Region::Bolzano),
    ("southtyrol", Region::Bolzano),
    ("bozen", Region::Bolzano),
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
    /// use cie_core::recovery::Region;
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
fn plain(written: &str) -> String {
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
mod tests {
    use super::*;

    /// As the Constitution writes them (articles 116 and 131), and as people do.
    const WRITTEN: &[(&[&str], Region)] = &[
        (&["Abruzzo", "ABRUZZI", " abruzzo "], Region::Abruzzo),
        (&["Basilicata", "regione basilicata"], Region::Basilicata),
        (&["Calabria", "Regione Calabria"], Region::Calabria),
        (&["Campania", "campania"], Region::Campania),
        (
            &[
                "Emilia-Romagna",
                "Emilia Romagna",
                "emiliaromagna",
                "Emilia–Romagna",
                "Regione dell'Emilia-Romagna",
                "EMILIA  ROMAGNA",
            ],
            Region::EmiliaRomagna,
        ),
        (
            &[
                "Friuli-Venezia Giulia",
                "Friuli Venezia-Giulia",
                "friuli venezia giulia",
                "FVG",
                "Friûl-Vignesie Julie",
                "Furlanija Julijska krajina",
                "Friaul-Julisch Venetien",
                "Regione Autonoma del Friuli Venezia Giulia",
                "Regione autonoma Friuli Venezia Giulia",
                "Friuli VG",
                "Friuli-Venezia Giulia/Furlanija Julijska krajina",
            ],
            Region::FriuliVeneziaGiulia,
        ),
        (&["Lazio", "LAZIO"], Region::Lazio),
        (&["Liguria"], Region::Liguria),
        (
            &["Lombardia", "Regione Lombardia", "Lombardy", "Lombardei"],
            Region::Lombardia,
        ),
        (&["Marche", "le Marche"], Region::Marche),
        (&["Molise"], Region::Molise),
        (&["Piemonte", "Piedmont"], Region::Piemonte),
        (&["Puglia", "Puglie", "Apulien"], Region::Puglia),
        (
            &[
                "Sardegna",
                "Sardigna",
                "Sardegna/Sardigna",
                "Regione autonoma della Sardegna",
                "Regione Autònoma de Sardigna",
            ],
            Region::Sardegna,
        ),
        (
            &["Sicilia", "Sizilien", "Regione Siciliana"],
            Region::Sicilia,
        ),
        (&["Toscana", "Tuscany"], Region::Toscana),
        (
            &[
                "Trentino-Alto Adige/Südtirol",
                "Trentino-Alto Adige",
                "trentino alto adige",
                "Trentino-Südtirol",
                "TRENTINO ALTO ADIGE / SÜDTIROL",
                "Autonome Region Trentino-Südtirol",
                "Regione Autonoma Trentino-Alto Adige / Autonome Region Trentino-Südtirol",
            ],
            Region::TrentinoAltoAdige,
        ),
        (
            &[
                "Trento",
                "Provincia autonoma di Trento",
                "P.A. di Trento",
                "PA Trento",
                "Trentino",
                "Trient",
            ],
            Region::Trento,
        ),
        (
            &[
                "Bolzano",
                "Bolzano/Bozen",
                "Bolzano - Bozen",
                "Bozen",
                "Alto Adige",
                "Südtirol",
                "Su\u{308}dtirol",
                "Suedtirol",
                "Provincia autonoma di Bolzano",
                "Autonome Provinz Bozen",
                "Provincia autonoma di Bolzano - Alto Adige",
                "Autonome Provinz Bozen – Südtirol",
                "Autonome Provinz Bozen — Südtirol",
                "Provinzia Autonoma de Bulsan - Südtirol",
                "Bozen-Südtirol",
                "Bozen-Bolzano",
                "Bolzano (Bozen)",
                "Südtirol-Alto Adige",
                "PA Bolzano",
            ],
            Region::Bolzano,
        ),
        (&["Umbria", "Regione dell'Umbria"], Region::Umbria),
        (
            &[
                "Valle d'Aosta",
                "Valle d’Aosta",
                "VALLE D AOSTA",
                "valle daosta",
                "Vallée d'Aoste",
                "Valle d'Aosta/Vallée d'Aoste",
                "Val d'Aosta",
                "Val d'Aoste",
                "Vallée d'Aoste-Valle d'Aosta",
                "Région autonome Vallée d'Aoste",
            ],
            Region::ValleDAosta,
        ),
        (&["Veneto", "Venetien"], Region::Veneto),
    ];

    #[test]
    fn every_region_is_recognised_however_it_is_typed() {
        for (names, region) in WRITTEN {
            for name in *names {
                assert_eq!(Region::find(name), Some(*region), "{name}");
            }
        }
        let tried: Vec<Region> = WRITTEN.iter().map(|(_, region)| *region).collect();
        assert!(Region::ALL.iter().all(|region| tried.contains(region)));
    }

    #[test]
    fn what_is_no_region_or_two_regions_is_not_recognised() {
        for written in [
            "",
            " ",
            "/",
            "Ticino",
            "Roma",
            "Lazio/Toscana",
            "Lombardia - Veneto",
            "Trento-Bolzano",
            "Lazio (Toscana)",
            "-",
            "()",
            "pa",
            "regione",
            "Lazio2",
            "Venezia",
        ] {
            assert_eq!(Region::find(written), None, "{written}");
        }
        assert_eq!(Region::find(&"a".repeat(100_000)), None);
    }

    #[test]
    fn no_written_form_stands_for_two_regions() {
        for (index, (name, region)) in OTHER_NAMES.iter().enumerate() {
            let official = Region::ALL
                .iter()
                .find(|other| other.name().replace('_', "") == *name);
            assert_eq!(official, None, "{name}");
            assert_eq!(*name, plain(name), "could never be found");
            for (other, _) in OTHER_NAMES.iter().skip(index + 1) {
                assert_ne!(name, other, "{region:?}");
            }
        }
    }
}
