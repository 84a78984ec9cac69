//! How the sentences speak: one voice, one word for a thing, names as people write
//! them.

use cie_core::messages::Lang;
use cie_recovery::{knowledge, text};

use crate::texts::all;

#[test]
fn a_german_plan_names_its_sources_in_german() {
    let of = |id: &str| {
        let mut sources = knowledge::sources().iter();
        let source = sources.find(|one| one.key.name() == id).unwrap();
        text::source(source, Lang::De)
    };
    for (id, name) in [
        (
            "ministry_puk",
            "Innenministerium (Kopie vom 4. Oktober 2026)",
        ),
        (
            "circular_60",
            "Innenministerium, Rundschreiben 60/2026 (vom 24. Juli 2026)",
        ),
        ("milano", "Gemeinde Mailand (vom 2. Oktober 2026)"),
        ("bolzano_old", "Provinz Bozen, alte Website (ohne Datum)"),
        ("lazio_cns", "Region Latium (ohne Datum)"),
        (
            "sicilia_region",
            "Region Sizilien, alter Text (Kopie vom 28. März 2024)",
        ),
        ("libero_2022", "libero.it (vom August 2022)"),
    ] {
        assert_eq!(of(id), name);
    }
    for source in knowledge::sources() {
        let told = text::source(source, Lang::De);
        for italian in [
            "Ministero",
            "Regione",
            "Comune",
            "Provincia",
            "sito",
            "testo",
        ] {
            assert!(!told.contains(italian), "{told}");
        }
    }
}

/// Offices keep their names; what is said of a page is English.
#[test]
fn an_english_plan_says_in_english_what_kind_of_page_a_source_is() {
    for source in knowledge::sources() {
        let told = text::source(source, Lang::En);
        for italian in [
            "Ministero",
            "sito",
            "testo",
            "copia",
            "aiuto",
            "Codice",
            "circolare",
            "moduli",
        ] {
            assert!(!told.contains(italian), "{told}");
        }
    }
}

/// Words that a reader stumbled over.
#[test]
fn plans_use_the_words_that_people_use() {
    free_of(
        Lang::De,
        &[
            "Leser",
            "braucht es nicht mehr",
            "zur Aktivierung gesagt",
            "war nicht zu lesen",
            "Gesundheitsdienst",
            "ebührenfrei",
            "Steueragentur",
            "Dienstecharta",
            "vorbestellt",
            "«",
        ],
    );
    free_of(
        Lang::It,
        &[
            "Alla fine ha",
            "non si è lett",
            "malato per un periodo",
            "la propria e-mail",
        ],
    );
    free_of(
        Lang::En,
        &[
            "nabled",
            "blind",
            "By these hours",
            "foreign police",
            "printed again at a municipality",
        ],
    );
}

fn free_of(lang: Lang, words: &[&str]) {
    let texts = all(lang).join("\n");
    for word in words {
        assert!(!texts.contains(word), "{word}");
    }
}

/// One voice, that of the guidelines for public services: *tu*, in small letters.
#[test]
fn italian_speaks_to_the_reader_as_tu() {
    let polite = [
        "Sua",
        "Suo",
        "Suoi",
        "Sue",
        "Lei",
        "Tu",
        "Tuo",
        "Tua",
        "chieda",
        "vada",
        "faccia",
        "scelga",
        "telefoni",
        "scriva",
        "guardi",
        "avvicini",
        "aspetti",
        "porti",
        "prenda",
        "apra",
        "tenga",
        "sblocchi",
        "usi",
        "mandi",
        "compili",
        "firmi",
        "conservi",
        "controlli",
        "cerchi",
        "dica",
        "metta",
        "fissi",
    ];
    let mut said = 0;
    for text in all(Lang::It) {
        for word in text.split(|c: char| !c.is_alphabetic()) {
            let capital = polite.contains(&word) && word.starts_with(char::is_uppercase);
            let verb = polite.contains(&word.to_lowercase().as_str());
            assert!(!capital && !verb, "{word}: {text}");
            said += usize::from(["chiedi", "vai", "hai", "tua", "puoi"].contains(&word));
        }
    }
    assert!(said > 20, "{said}");
}
