//! A broken row does not build, and what is said names it. Uses the same code as
//! `build.rs`.

use std::path::Path;

#[allow(dead_code, reason = "build.rs uses the rest")]
#[path = "../../build/knowledge/mod.rs"]
mod knowledge;

fn rows() -> Vec<knowledge::Text> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(knowledge::FOLDER);
    knowledge::read(&folder).unwrap()
}

fn compile(files: &[knowledge::Text]) -> Result<String, String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join(knowledge::SOURCES);
    let generated = knowledge::compile(files, knowledge::Names::read(&sources).unwrap());
    generated.map(|knowledge::Generated { rows, .. }| rows)
}

/// What the build says of the rows with `from` replaced by `to`, once.
fn said_of(from: &str, to: &str) -> String {
    let mut files = rows();
    let file = files.iter_mut().find(|(_, text)| text.contains(from));
    let Some((_, text)) = file else {
        return "no row has it".into();
    };
    *text = text.replacen(from, to, 1);
    let compiled = compile(&files);
    compiled.err().unwrap_or_else(|| "it builds".into())
}

#[test]
fn the_rows_as_they_are_build() {
    assert!(compile(&rows()).unwrap().contains("static LOMBARDIA: Path"));
}

#[rustfmt::skip]
const BROKEN: &[(&str, &str, &str)] = &[
    // No fact without a source.
    ("from = [\"cie_municipality_page 9\"]\n", "from = []\n", "cie/purpose.toml: cie_codes_given: no source"),
    ("from = [\"cie_municipality_page 9\"]\n", "", "missing field `from`"),
    ("cie_municipality_page 9\"", "cie_page 9\"", "cie_codes_given: \"cie_page\" is not a source"),
    ("cie_municipality_page 9\"", "cie_municipality_page\"", "must name lines of the document, 1 to 81"),
    ("cie_municipality_page 9\"", "cie_municipality_page 82\"", "must name lines of the document, 1 to 81"),
    ("cie_municipality_page 9\"", "cie_municipality_page 9-7\"", "must name lines of the document, 1 to 81"),
    ("cie_municipality_page 9\"", "cie_municipality_page x\"", "must name lines of the document, 1 to 81"),
    ("from = [\"io_help\"]", "from = [\"io_help 3\"]", "only a document has lines"),
    // Confidence is that of the sources.
    ("from = [\"io_help\"]\nconfidence = \"external\"", "from = [\"io_help\"]\nconfidence = \"source\"", "cie_length: confidence \"source\" with another source"),
    ("9\"]\nconfidence = \"source\"", "9\"]\nconfidence = \"external\"", "cie_codes_given: confidence \"external\" without another source"),
    ("confidence = \"source\"", "confidence = \"sure\"", "\"sure\" is not a confidence"),
    // No number without a scope, nor without a word about its hours.
    ("scope = \"municipality:Carpi\"\n", "", "carpi_phone: no scope"),
    ("scope = \"municipality:Carpi\"\n", "scope = \"here\"\n", "carpi_phone: \"here\" is not a scope"),
    ("scope = \"region:lazio\"", "scope = \"region:latium\"", "region \"latium\" is not one of"),
    ("hours = \"Mo-Sa 08:30-12:00\"\n", "", "carpi_phone: no hours"),
    ("value = \"059/649575\"", "value = \"unknown\"", "\"unknown\" is not a phone number"),
    ("value = \"spoc_siss@ariaspa.it\"", "value = \"spoc_siss\"", "\"spoc_siss\" is not an e-mail address"),
    // Hours that parse.
    ("Mo-Sa 08:30-12:00", "Mo-Sa 8:30-12:00", "\"8:30\" is not a time"),
    ("Mo-Sa 08:30-12:00", "Mo-Sa 08:60-12:00", "\"08:60\" is not a time"),
    ("Mo-Sa 08:30-12:00", "Mo-Sa 08:30-25:00", "\"25:00\" is not a time"),
    ("Mo-Sa 08:30-12:00", "Mo-Sa 12:00-08:30", "ends before it begins"),
    ("Mo-Sa 08:30-12:00", "Sa-Mo 08:30-12:00", "counts days backwards"),
    ("Mo-Sa 08:30-12:00", "Mo-Sa,Tu 08:30-12:00", "names a day twice"),
    ("Mo-Sa 08:30-12:00", "Lu-Sa 08:30-12:00", "\"Lu\" is not a day"),
    ("Mo-Sa 08:30-12:00", "always", "a span needs days and an interval"),
    ("Mo-Sa 08:30-12:00", "Mo-Sa 08:30-12:00; Tu 11:00-13:00", "two spans overlap"),
    // No link that the source does not have.
    ("address = \"Via di Novoli 26, Firenze\"", "address = \"www.regione.toscana.it\"", "is a link; links go into `url`"),
    ("origin = \"Comune di Cesate\"", "origin = \"https://comune.cesate.mi.it\"", "is a link; links go into `url`"),
    // Dates.
    ("stated = \"2024-10-29\"", "stated = \"29 October\"", "\"29 October\" is not a date"),
    ("stated = \"2024-10-29\"", "stated = \"2024-13-29\"", "\"2024-13-29\" is not a date"),
    ("stated = \"2024-10-29\"\n", "", "missing field `stated`"),
    // Keys and references.
    ("key = \"cie_pin_purpose\"", "key = \"cie_codes_given\"", "cie_codes_given: the key is there twice"),
    ("key = \"cie_pin_purpose\"", "key = \"PIN purpose\"", "\"PIN purpose\" is not a key"),
    ("notes = [\"cie_any_municipality\"", "notes = [\"carpi_phone\"", "cie_anagrafe: \"carpi_phone\" is not a fact"),
    ("sender = \"lombardia_sogei_sender\"", "sender = \"sogei\"", "lombardia_second_part_email: \"sogei\" is not a contact"),
    ("if = [\"mobile\"]", "if = [\"rain\"]", "if \"rain\" is not one of"),
    ("not_for = [\"parent\", \"minor\"]", "not_for = [\"child\"]", "trento: who \"child\" is not one of"),
    ("instead_of = \"card_with_chip\"", "instead_of = \"nothing\"", "bolzano_card: \"nothing\" is not a document"),
    ("on_request = [\"cip\"]", "on_request = [\"can\"]", "lazio: code \"can\" is not one of"),
    ("if = [\"reader\"]", "if = [\"cable\"]", "cie_set_new_pin: if \"cable\" is not one of"),
    ("topic = \"purpose\"", "topic = \"weather\"", "topic \"weather\" is not one of"),
    ("second = true\n", "", "has two first ways"),
    // What it is said of, and when it was read.
    ("about = \"lost\"\n", "", "no word about what it is said of"),
    ("about = \"lost\"", "about = \"losing\"", "about \"losing\" is not one of activation, lost, both"),
    ("copied = \"none\"\n", "", "missing field `copied`"),
    // What is replaced is older or less official, and a source that was struck out
    // says nothing any more.
    ("replaces = [\"cie_issuing_municipality\"]", "replaces = [\"cie_nothing\"]", "\"cie_nothing\" is not a fact to replace"),
    ("from = [\"progetto_omnia\"]", "from = [\"ministry_puk\"]", "cie_issuing_municipality is neither older nor less official"),
    ("from = [\"progetto_omnia\"]", "from = [\"ciefacile\"]", "ciefacile is struck out"),
    // A sentence in every language, beside what it says, once.
    ("en = \"Ministry, number for the CIE\"\n", "", "cie/card.toml: cie_help_phone: no sentence in `en`"),
    ("de = \"Persönlich, am Schalter\"\n", "", "regions/_texts.toml: at_a_desk: no sentence in `de`"),
    ("it = \"Ministero, numero per la CIE\"", "it = \"\"", "cie_help_phone: `it` is not one clean line"),
    ("it = \"Ministero, numero per la CIE\"", "it = \"Ministero {ora}\"", "cie_help_phone: `it` has a placeholder that nothing fills"),
    ("text = \"go_to_asl\"\n", "text = \"go_to_asl\"\nen = \"Go.\"\n", "`en` beside `text`, which says it"),
    ("text = \"go_to_asl\"\n", "", "no sentence in `it`"),
    ("origin = \"Comune di Cesate\"\n", "origin = \"Comune di Cesate\"\nit = \"Cesate\"\n", "`it` beside an origin, which says it"),
    // What is said besides: for each value, and for nothing else.
    ("[label.bring]\n", "[label.brink]\n", "words: label.brink: name \"brink\" is not one of bring, where"),
    ("[half.second]\nit = ", "[half.second]\nfr = ", "unknown field `fr`"),
    ("[phrase.not_said]\n", "[phrases.not_said]\n", "words: nothing says what is in \"phrases\""),
    ("channel = \"here\"", "chanel = \"here\"", "unknown field `chanel`"),
];

#[test]
fn a_broken_row_does_not_build_and_is_named() {
    let mut wrong = Vec::new();
    for (from, to, expected) in BROKEN {
        let said = said_of(from, to);
        if !said.contains(expected) {
            wrong.push(format!("{from:?} as {to:?}: {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_source_that_nothing_cites_does_not_build() {
    let mut files = rows();
    files[0].1 += "\n[[source]]\nkey = \"nobody\"\nkind = \"other\"\norigin = \"x.it\"\nstated = \"none\"\ncopied = \"none\"\n";
    let said = compile(&files).err().unwrap();
    assert_eq!(said, "nobody: nothing cites this source");
}

#[test]
fn a_value_that_nothing_is_said_of_does_not_build() {
    let mut files = rows();
    let (_, text) = files
        .iter_mut()
        .find(|(name, _)| name == "words/codes")
        .unwrap();
    let (before, after) = text.split_once("[half.second]\n").unwrap();
    let (_, after) = after.split_once("\n\n").unwrap();
    *text = format!("{before}{after}");
    assert_eq!(compile(&files).err().unwrap(), "words: no half.second");
}

/// The Region to copy of `docs/knowledge.md`.
#[test]
fn the_region_of_the_manual_builds_and_names_every_value_there_is() {
    use cie_recovery::{
        Card, Code, Requester, Topic,
        knowledge::{
            Carrier, Channel, Condition, Confidence, ContactKind, DocumentKind, Operation, Part,
            Reach, SourceKind, Subject, When,
        },
    };
    let manual = include_str!("../../../docs/knowledge.md");
    let (_, block) = manual.split_once("```toml\n").unwrap();
    let (example, _) = block.split_once("```").unwrap();
    let mut files = rows();
    files.push(("regions/umbria".into(), example.into()));
    let built = compile(&files);
    assert!(
        built
            .as_ref()
            .is_ok_and(|rust| rust.contains("static UMBRIA: Path")),
        "{built:.300?}"
    );
    macro_rules! names {
        ($($kind:ident)*) => { [$($kind::ALL.iter().map(|one| one.name()).collect::<Vec<_>>(),)*] };
    }
    let words: Vec<&str> = example
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect();
    let all = names!(Card Code Requester Topic Carrier Channel Condition Confidence ContactKind
        DocumentKind Operation Part Reach SourceKind Subject When);
    for name in all.iter().flatten() {
        assert!(words.contains(name), "{name}");
    }
}
