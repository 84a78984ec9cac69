//! The simulated travel document, and who signs it.

use cie_document::trust::store::{Added, TrustStore};
use cie_sim::{DocumentOptions, STANDARD_CAN};

use crate::cie::{Home, Served};

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
        revocation_lists: 2,
        ..Added::default()
    };
    assert_eq!(added, expected);
    assert_eq!(value["certificates"], added.anchors);
    assert_eq!(value["revocation_lists"], added.revocation_lists);
    let answer = home.run(&["sim", "trust", path, "--lang", "de"], b"");
    assert!(answer.stdout.contains("simulierten"), "{}", answer.stdout);
}

#[test]
fn a_signer_that_the_written_lists_revoke_is_not_trusted_and_a_valid_one_is() {
    for signature in ["rsa-sha256", "ecdsa-p256"] {
        for (signer, code) in [("valid", "proved"), ("revoked", "certificate_revoked")] {
            let home = Home::new();
            let file = home.path().join("trust.pem");
            let path = file.to_str().unwrap();
            home.json(&["sim", "trust", path], &[]).done();
            let [signature, signer] = [("signature", signature), ("signer", signer)]
                .map(|(name, value)| format!("{name}={value}"));
            let settings = ["--document", &signature, "--document", &signer];
            let card = Served::start(&home, &settings);
            let arguments = ["read", "--reader", &card.reader, "--trust", path, "--chip"];
            let value = home.json(&arguments, &[STANDARD_CAN]).done();
            assert_eq!(value["signer_trusted"]["code"], code, "{settings:?}");
            let complete = value["authenticity"]["code"] == "complete";
            assert_eq!(complete, code == "proved", "{settings:?}");
        }
    }
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
