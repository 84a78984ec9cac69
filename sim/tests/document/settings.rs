//! The settings of the document, as `docs/simulator.md` tells them.

use std::fs;
use std::path::Path;

use cie_sim::DocumentOptions;

#[test]
fn the_settings_in_the_documentation_are_those_of_the_simulator_with_their_defaults() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/simulator.md");
    let text = fs::read_to_string(file).unwrap();
    let section = text.split("\n## The travel document\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows: Vec<&str> = section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    assert_eq!(rows.len(), DocumentOptions::SETTINGS.len());
    for (row, setting) in rows.into_iter().zip(DocumentOptions::SETTINGS) {
        let cells: Vec<_> = row.trim_matches(['|', ' ']).split(" | ").collect();
        let [name, value, default, description] = cells[..] else {
            panic!("{row}");
        };
        assert_eq!(name, format!("`{}`", setting.name));
        assert_eq!(value, format!("`{}`", setting.value.replace('|', "\\|")));
        assert_eq!(description, setting.description);
        let text = format!("{}={}", setting.name, default.trim_matches('`'));
        let options = DocumentOptions::parse([&text]).unwrap();
        assert_eq!(options, DocumentOptions::default(), "{text}");
    }
}
