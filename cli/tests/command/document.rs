//! The simulated travel document, and who signs it.

use cie_core::trust::store::{Added, TrustStore};
use cie_sim::DocumentOptions;

use crate::cie::Home;

#[test]
fn the_simulated_country_signers_are_written_as_a_verifier_takes_them() {
    let home = Home::new();
    let file = home.path().join("trust.pem");
    let path = file.to_str().unwrap();
    let value = home.json(&["sim", "trust", path], &[]).done();
    assert_eq!(value["operation"], "sim_trust");
    assert_eq!(value["simulated"], true);
    assert_eq!(value["file"], path);
    let pem = std::fs::read(&file).unwrap();
    assert!(pem.starts_with(b"-----BEGIN CERTIFICATE-----\n"));
    let mut store = TrustStore::new();
    let added = store.add(&pem).unwrap();
    let expected = Added {
        anchors: 2,
        ..Added::default()
    };
    assert_eq!(added, expected);
    assert_eq!(value["certificates"], added.anchors);
    let answer = home.run(&["sim", "trust", path, "--lang", "de"], b"");
    assert!(answer.stdout.contains("simulierten"), "{}", answer.stdout);
}

#[test]
fn the_help_of_serve_lists_every_setting_of_the_document() {
    let answer = Home::new().run(&["sim", "serve", "--help"], b"");
    for setting in DocumentOptions::SETTINGS {
        let shown = format!("  {}={}", setting.name, setting.value);
        let words = answer.stdout.split_whitespace().collect::<String>();
        let wanted = shown.split_whitespace().collect::<String>();
        assert!(words.contains(&wanted), "{shown}");
    }
}
