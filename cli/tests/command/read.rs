//! The travel document is read.

use std::{fs, os::unix::fs::PermissionsExt as _, sync::Arc};

use cie_sim::{Card, Options, Profile, STANDARD_CAN, lds::Document};
use serde_json::Value;

use crate::cie::{Answer, Home, Served};

const OTHER_CAN: &str = "654321";

fn document() -> Arc<Document> {
    Card::new(Profile::default(), Options::default()).travel_document()
}

/// Document number, birth and expiry of the simulated document, as typed.
fn values() -> [String; 3] {
    let document = document();
    let key = document.mrz().information().to_owned();
    [&key[..9], &key[10..16], &key[17..23]].map(str::to_owned)
}

fn read(home: &Home, more: &[&str], codes: &[&str]) -> Answer {
    home.json(&[&["read", "--reader", "sim"], more].concat(), codes)
}

fn lines(owned: &[String]) -> Vec<&str> {
    owned.iter().map(String::as_str).collect()
}

fn check(value: &Value) {
    assert_eq!(value["operation"], "read");
    assert_eq!(value["simulated"], true);
    let holder = cie_sim::identity::Identity::standard().holder();
    assert_eq!(value["surname"], holder.surname);
    assert_eq!(value["given_names"], holder.given_name);
    assert_eq!(value["fiscal_code"], holder.fiscal_code);
    assert_eq!(value["birth"], "1980-01-01");
    assert_eq!(value["expiry"], "2035-01-01");
    assert_eq!(value["document_number"], values()[0].trim_end_matches('<'));
    assert!(!value["address"].as_array().unwrap().is_empty());
    assert_eq!(value["data_intact"]["code"], "proved");
    assert_eq!(value["signed_by"]["code"], "proved");
}

#[test]
fn the_right_can_reads_and_claims_no_more_than_was_checked() {
    let value = read(&Home::new(), &[], &[STANDARD_CAN]).done();
    check(&value);
    assert_eq!(value["data_groups"], serde_json::json!([1, 11]));
    assert_ne!(value["signer_trusted"]["code"], "proved");
    assert_ne!(value["chip_genuine"]["code"], "proved");
    assert_eq!(value.get("photo"), None);
}

#[test]
fn a_wrong_can_and_wrong_printed_data_have_errors_of_their_own_and_cost_no_try() {
    let home = Home::new();
    let value = read(&home, &[], &[OTHER_CAN]).failed(1, "wrong_can");
    assert_eq!(value["error"]["phase"], "open_document");
    let [_, birth, expiry] = values();
    let other = ["XX0000000", birth.as_str(), expiry.as_str()];
    for way in ["--mrz", "--bac"] {
        read(&home, &[way], &other).failed(1, "wrong_mrz");
    }
    home.pin(&["verify"], &[crate::cie::WRONG])
        .failed(1, "wrong_pin");
    let value = home.pin(&["verify"], &[crate::cie::PIN]).done();
    assert_eq!(value["tries_left"], 3);
}

#[test]
fn what_cannot_be_right_never_reaches_the_card() {
    let home = Home::new();
    for can in [&["12345"][..], &["1234567"], &["12345x"], &[]] {
        let value = read(&home, &[], can).failed(1, "malformed_code");
        assert_eq!(value.get("exchanges"), None);
    }
    let zone = document().mrz().lines().to_vec();
    let mistyped = zone[1].replacen("800101", "810101", 1);
    assert_ne!(mistyped, zone[1]);
    for printed in [
        &["CA00000AA", "80O101", "350101"][..],
        &["CA00000AA", "80010", "350101"],
        &["", "800101", "350101"],
        &["è", "800101", "350101"],
        &[&zone[0], &mistyped, &zone[2]],
        &[&zone[0], &zone[1], &zone[1][1..]],
    ] {
        let value = read(&home, &["--mrz"], printed).failed(1, "malformed_mrz");
        assert_eq!(value.get("exchanges"), None);
    }
}

#[test]
fn the_printed_values_and_the_printed_lines_open_the_document() {
    let home = Home::new();
    check(&read(&home, &["--mrz"], &lines(&values())).done());
    let zone = document().mrz().lines().to_vec();
    check(&read(&home, &["--mrz"], &lines(&zone)).done());
}

#[test]
fn a_short_link_is_refused_with_the_can_and_reads_with_basic_access() {
    let home = Home::new();
    let short = ["--link", "short"];
    let value = read(&home, &short, &[STANDARD_CAN]).failed(1, "link_too_short");
    let remedy = value["error"]["remedy"].as_str().unwrap();
    assert!(remedy.contains("cie read --bac"), "{remedy}");
    let bac = [&short[..], &["--bac"]].concat();
    check(&read(&home, &bac, &lines(&values())).done());
}

#[test]
fn the_photo_is_written_untouched_for_its_owner_only() {
    let home = Home::new();
    let file = home.path().join("photo.jp2");
    let path = file.to_str().unwrap();
    let value = read(&home, &["--photo", path], &[STANDARD_CAN]).done();
    assert!(fs::read(&file).unwrap() == document().photo());
    assert_eq!(value["photo"]["media_type"], "image/jp2");
    assert_eq!(value["photo"]["bytes"], document().photo().len());
    assert_eq!(value["photo"]["file"], path);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_that_is_there_already_is_not_overwritten_by_the_photo() {
    let home = Home::new();
    let file = home.path().join("photo.jp2");
    fs::write(&file, "somebody's").unwrap();
    let path = file.to_str().unwrap();
    let value = read(&home, &["--photo", path], &[STANDARD_CAN]).failed(2, "usage");
    assert_eq!(value.get("exchanges"), None, "the card was not read");
    assert_eq!(fs::read(&file).unwrap(), b"somebody's");
    // Nor through a link that leads nowhere yet.
    let link = home.path().join("link.jp2");
    std::os::unix::fs::symlink(home.path().join("nowhere"), &link).unwrap();
    let path = link.to_str().unwrap();
    read(&home, &["--photo", path], &[STANDARD_CAN]).failed(2, "usage");
    assert!(!home.path().join("nowhere").exists());
}

#[cfg(not(feature = "photo-png"))]
#[test]
fn a_png_that_this_program_cannot_make_is_refused_before_the_card_is_read() {
    let home = Home::new();
    let file = home.path().join("photo.png");
    let path = file.to_str().unwrap();
    let value = read(&home, &["--photo", path], &[STANDARD_CAN]).failed(2, "usage");
    assert_eq!(value.get("exchanges"), None);
    assert!(!file.exists());
}

#[cfg(feature = "photo-png")]
#[test]
fn a_photo_whose_name_ends_in_png_is_one() {
    let home = Home::new();
    let file = home.path().join("photo.PNG");
    let path = file.to_str().unwrap();
    let value = read(&home, &["--photo", path], &[STANDARD_CAN]).done();
    assert_eq!(value["photo"]["media_type"], "image/png");
    assert_eq!(value["photo"]["png_problem"], Value::Null);
    let written = fs::read(&file).unwrap();
    assert!(written.starts_with(b"\x89PNG\r\n\x1A\n"));
    assert_eq!(value["photo"]["bytes"], written.len());
}

#[test]
fn whatever_can_be_asked_for_is_read_and_the_list_of_files_is_compared() {
    let home = Home::new();
    let all = ["--dg", "com,1,7,11,12,14,15"];
    let value = read(&home, &all, &[STANDARD_CAN]).done();
    check(&value);
    assert_eq!(value["data_groups"], serde_json::json!([1, 11, 12, 14]));
    assert_eq!(value["issuing_authority"], "COMUNE DI PROVA");
    assert_eq!(value["issue"], "2025-03-01");
    assert_eq!(
        (&value["sex"], &value["nationality"]),
        (&"F".into(), &"ITA".into())
    );
    assert_eq!(value["com"]["code"], "agrees");
    assert_eq!(value["com"]["lds_version"], "1.7");
    for list in ["3", "4", "17", "0", "sod", ""] {
        read(&home, &["--dg", list], &[STANDARD_CAN]).failed(2, "usage");
    }
}

#[test]
fn with_a_trusted_country_signer_and_a_proof_of_the_chip_everything_is_proved() {
    let home = Home::new();
    let folder = home.path().join("trust");
    fs::create_dir(&folder).unwrap();
    let file = folder.join("signers.pem");
    let (folder, file) = (folder.to_str().unwrap(), file.to_str().unwrap());
    read(&home, &["--trust", folder], &[STANDARD_CAN]).failed(2, "usage");
    home.json(&["sim", "trust", file], &[]).done();
    fs::write(format!("{folder}/README"), "no certificate").unwrap();
    for trust in [file, folder] {
        let value = read(&home, &["--trust", trust, "--chip"], &[STANDARD_CAN]).done();
        check(&value);
        assert_eq!(value["signer_trusted"]["code"], "proved");
        assert_eq!(value["signer_country"]["code"], "proved");
        assert_eq!(value["chip_genuine"]["code"], "proved");
        assert_eq!(value["authenticity"]["code"], "complete");
        assert_eq!(value["oddities"], serde_json::json!([]));
        // Who signed is named in the sentence.
        let summary = value["authenticity"]["message"].as_str().unwrap();
        assert!(summary.contains("(eIdentityCardSigner, "), "{summary}");
    }
    // Without DG1 the country cannot be compared, and the sentence says so.
    let arguments = ["--trust", file, "--chip", "--dg", "11", "--lang", "en"];
    let value = read(&home, &arguments, &[STANDARD_CAN]).done();
    assert_eq!(value["signer_country"]["code"], "issuing_state_not_read");
    assert_eq!(value["authenticity"]["code"], "complete");
    let summary = value["authenticity"]["message"].as_str().unwrap();
    assert!(summary.ends_with("was not checked."), "{summary}");
}

#[test]
fn a_served_document_is_known_as_simulated_and_an_altered_one_is_not_trusted() {
    let home = Home::new();
    let settings = [
        "--document",
        "can=654321",
        "--document",
        "signature=ecdsa-p256",
    ];
    let served = Served::start(&home, &settings);
    let arguments = ["read", "--reader", &served.reader];
    check(&home.json(&arguments, &[OTHER_CAN]).done());
    let altered = Served::start(&home, &["--fault", "modified-dg=1"]);
    let arguments = ["read", "--reader", &altered.reader, "--lang", "it"];
    let answer = home.json(&arguments, &[STANDARD_CAN]);
    assert!(answer.stderr.contains("Non fidarti"), "{}", answer.stderr);
    assert_eq!(answer.done()["data_intact"]["code"], "file_altered");
}

#[test]
fn people_get_dates_as_their_language_writes_them() {
    let home = Home::new();
    for (lang, birth) in [
        ("it", "Nascita: 1° gennaio 1980"),
        ("en", "Birth: 1 January 1980"),
        ("de", "Geburt: 1. Januar 1980"),
    ] {
        for (reader, codes) in [("sim", "123456\n"), ("sim:cns-athena", "")] {
            let arguments = ["read", "--reader", reader, "--lang", lang];
            let answer = home.run(&arguments, codes.as_bytes());
            assert!(answer.stdout.contains(birth), "{reader}: {}", answer.stdout);
        }
    }
}

#[test]
fn a_can_that_was_not_entered_is_not_called_a_pin() {
    for more in [&[][..], &["--mrz"]] {
        let value = read(&Home::new(), more, &[]).failed(1, "malformed_code");
        assert_eq!(
            value["error"]["message"],
            "Not everything was entered. Nothing was sent to the card."
        );
    }
}

#[test]
fn people_get_one_sentence_on_the_authenticity_in_their_language() {
    let home = Home::new();
    for (lang, sentence) in [
        ("it", "non è stato verificato chi li ha firmati"),
        ("en", "the signer was not checked"),
        ("de", "der Unterzeichner wurde nicht geprüft"),
    ] {
        let arguments = ["read", "--reader", "sim", "--lang", lang];
        let answer = home.run(&arguments, STANDARD_CAN.as_bytes());
        assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
        assert_eq!(answer.stdout.matches(sentence).count(), 1);
        let holder = cie_sim::identity::Identity::standard().holder();
        assert!(answer.stdout.contains(holder.fiscal_code));
    }
}
