//! Documents and chips that are odd in one way or another: what is said of them.

use std::sync::Arc;

use cie_sim::{Card, DocumentOptions, Options, Profile, STANDARD_CAN, lds::Document};
use serde_json::{Value, json};

use crate::cie::{Answer, Home, Served};

fn document(settings: &[&str]) -> Arc<Document> {
    let options = Options {
        document: DocumentOptions::parse(settings).unwrap(),
        ..Options::default()
    };
    Card::new(Profile::default(), options).travel_document()
}

/// The printed lines of the document with these settings.
fn lines(settings: &[&str]) -> Vec<String> {
    document(settings).mrz().lines().to_vec()
}

fn served(home: &Home, settings: &[&str], faults: &[&str]) -> Served {
    let settings = settings.iter().flat_map(|setting| ["--document", setting]);
    let faults = faults.iter().flat_map(|fault| ["--fault", fault]);
    Served::start(home, &settings.chain(faults).collect::<Vec<_>>())
}

fn read(home: &Home, served: &Served, way: &[&str], typed: &[String]) -> Answer {
    let arguments = [&["read", "--reader", served.reader.as_str()], way].concat();
    let typed: Vec<_> = typed.iter().map(String::as_str).collect();
    home.json(&arguments, &typed)
}

fn can() -> Vec<String> {
    vec![STANDARD_CAN.to_owned()]
}

#[test]
fn every_result_says_with_what_the_document_was_opened() {
    let home = Home::new();
    let served = served(&home, &[], &[]);
    let printed = lines(&[]);
    let agree = json!({ "agree": true, "differ": [] });
    for (way, typed, opened_with, passed_over, printed_lines) in [
        (&[][..], can(), "pace_can", Value::Null, Value::Null),
        (
            &["--mrz"],
            printed.clone(),
            "pace_mrz",
            Value::Null,
            agree.clone(),
        ),
        (&["--bac"], printed, "bac", true.into(), agree),
    ] {
        let value = read(&home, &served, way, &typed).done();
        assert_eq!(value["opened_with"], opened_with);
        assert_eq!(value["pace_passed_over"], passed_over, "{way:?}");
        assert_eq!(value["printed_lines"], printed_lines, "{way:?}");
        assert_eq!(value["not_read"], json!([]));
    }
    for (lang, sentence) in [
        ("it", "Aperto nel modo più vecchio (BAC)"),
        ("en", "Opened in the older way (BAC)"),
        ("de", "Auf die ältere Art (BAC)"),
    ] {
        let reader = served.reader.as_str();
        let arguments = ["read", "--bac", "--reader", reader, "--lang", lang];
        let answer = home.run(&arguments, (lines(&[]).join("\n") + "\n").as_bytes());
        assert!(answer.stdout.contains(sentence), "{}", answer.stdout);
        assert!(answer.stdout.contains("PACE"), "{}", answer.stdout);
    }
}

#[test]
fn hidden_offers_of_pace_never_lead_to_basic_access_unless_it_is_asked_for() {
    let home = Home::new();
    for (faults, code) in [
        (&["hidden-card-access"][..], "card_reset_required"),
        (&["hidden-card-access", "hidden-cie"], "basic_access_only"),
    ] {
        let served = served(&home, &[], faults);
        read(&home, &served, &["--mrz"], &lines(&[])).failed(1, code);
        read(&home, &served, &[], &can()).failed(1, code);
        let value = read(&home, &served, &["--bac"], &lines(&[])).done();
        assert_eq!(value["opened_with"], "bac");
        assert_eq!(value["pace_passed_over"], true);
    }
}

#[test]
fn a_chip_without_basic_access_is_said_to_open_with_the_can_or_with_pace_and_the_lines() {
    let home = Home::new();
    let served = served(&home, &["bac=off"], &[]);
    let way = ["--bac", "--lang", "en"];
    let value = read(&home, &served, &way, &lines(&[])).failed(1, "no_basic_access");
    let remedy = value["error"]["remedy"].as_str().unwrap();
    assert!(
        remedy.contains("CAN") && remedy.contains("PACE"),
        "{remedy}"
    );
    assert!(!remedy.to_lowercase().contains("municipality"), "{remedy}");
}

#[test]
fn a_file_that_is_refused_is_named_with_its_reason_and_the_others_are_shown() {
    let home = Home::new();
    let served = served(&home, &[], &["refused-dg=11:SW6982"]);
    let value = read(&home, &served, &["--chip"], &can()).done();
    let [unread] = value["not_read"].as_array().unwrap().as_slice() else {
        panic!("{value}");
    };
    assert_eq!(unread["file"], "DG11");
    assert_eq!(unread["code"], "card_refused");
    assert_eq!(unread["status"], "6982");
    assert_eq!(value["data_groups"], json!([1, 14]));
    assert_eq!(value["document_number"], "CA00000AA");
    assert_eq!(value["data_intact"]["code"], "proved");
    // It has proved its key; nobody was given who could vouch for that.
    assert_eq!(value["chip_genuine"]["code"], "chip_key_not_signed");
}

#[test]
fn lines_that_were_typed_and_are_not_those_of_the_chip_are_said() {
    let home = Home::new();
    let served = served(&home, &[], &[]);
    let mut typed = lines(&[]);
    // No check digit covers the name.
    typed[2] = format!("{:<<30}", "ALTRA<<PERSONA");
    let value = read(&home, &served, &["--mrz"], &typed).done();
    let differ = json!({ "agree": false, "differ": ["names"] });
    assert_eq!(value["printed_lines"], differ);
    let arguments = ["read", "--mrz", "--reader", &served.reader, "--lang", "en"];
    let answer = home.run(&arguments, (typed.join("\n") + "\n").as_bytes());
    let plain = home.run(&arguments, (lines(&[]).join("\n") + "\n").as_bytes());
    assert_eq!(
        answer.stdout.lines().count(),
        plain.stdout.lines().count() + 1
    );
}

#[test]
fn dates_that_are_no_days_are_shown_as_printed_and_open_the_document() {
    let home = Home::new();
    let settings = ["birth=680000", "expiry=999999"];
    let served = served(&home, &settings, &[]);
    for way in ["--mrz", "--bac"] {
        let value = read(&home, &served, &[way], &lines(&settings)).done();
        assert_eq!(value["birth_as_printed"], "680000");
        assert_eq!(value["expiry_as_printed"], "999999");
        assert_eq!(value["expiry"], Value::Null);
        assert_eq!(value["unlimited"], false);
        assert_eq!(value["document_number"], "CA00000AA");
        assert_eq!(value["malformed"], json!([]));
    }
    let values = ["CA00000AA", "680000", "999999"].map(str::to_owned);
    read(&home, &served, &["--mrz"], &values).done();
    let arguments = ["read", "--reader", served.reader.as_str()];
    let answer = home.run(&arguments, format!("{STANDARD_CAN}\n").as_bytes());
    assert!(answer.stdout.contains("999999"), "{}", answer.stdout);
}

#[test]
fn an_identity_card_that_never_expires_is_said_to_be_valid_without_limit() {
    let home = Home::new();
    for (kind, unlimited) in [("kind=td1", true), ("kind=td3", false)] {
        let served = served(&home, &[kind, "expiry=990101"], &[]);
        let value = read(&home, &served, &[], &can()).done();
        assert_eq!(value["unlimited"], unlimited, "{kind}");
        assert_eq!(value["expiry_as_printed"], "990101", "{kind}");
    }
}

#[test]
fn a_card_that_breaks_off_at_long_reads_is_read_by_the_next_command() {
    let home = Home::new();
    let served = served(&home, &[], &["most-read-in-clear=128:SW6700"]);
    let value = read(&home, &served, &[], &can()).failed(1, "long_read_refused");
    assert_eq!(value["error"]["phase"], "read_document");
    let value = read(&home, &served, &["--dg", "1,11,12", "--chip"], &can()).done();
    assert_eq!(value["opened_with"], "pace_can");
    assert_eq!(value["data_intact"]["code"], "proved");
    // It has proved its key; nobody was given who could vouch for that.
    assert_eq!(value["chip_genuine"]["code"], "chip_key_not_signed");
}

#[test]
fn a_signed_object_in_ber_is_verified_and_the_deviation_is_noted() {
    let home = Home::new();
    let served = served(&home, &["sod=ber"], &[]);
    let value = read(&home, &served, &[], &can()).done();
    assert_eq!(value["signed_by"]["code"], "proved");
    assert_eq!(value["oddities"], json!(["ber"]));
}
