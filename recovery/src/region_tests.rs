//! Every way that a Region is written.

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
            "Trentino-Alto Adige/South Tyrol",
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
fn no_written_form_stands_for_two_regions_and_each_has_its_name_first() {
    let mut all = Vec::new();
    assert_eq!(NAMES.map(|(region, _)| region), Region::ALL);
    for (region, names) in NAMES {
        assert_eq!(
            names.split(' ').next(),
            Some(region.name().replace('_', "").as_str())
        );
        for name in names.split(' ') {
            assert_eq!(name, plain(name), "could never be found");
            assert!(
                !name.is_empty() && !all.contains(&name),
                "{region:?}: {name}"
            );
            all.push(name);
        }
    }
}
