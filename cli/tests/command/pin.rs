use cie_sim::Profile;

use crate::cie::{Home, NEW, PIN, PUK, WRONG};

#[test]
fn a_right_pin_is_told_as_documented() {
    let home = Home::new();
    let value = home.pin(&["verify"], &[PIN]).done();
    assert_eq!(value["operation"], "verify_pin");
    assert_eq!(value["reader"], "sim:gemalto");
    assert_eq!(value["simulated"], true);
    assert_eq!(value["tries_left"], 3);
    assert_eq!(value["card_id"].as_str().unwrap().len(), 32);
    assert_eq!(value["chip"]["key_proved"], true);
    assert_eq!(value["chip"]["issuer_checked"], false);
    for count in ["exchanges", "bytes_up", "bytes_down"] {
        assert!(value[count].as_u64().unwrap() > 0, "{value}");
    }
}

#[test]
fn a_wrong_pin_is_told_with_the_tries_that_the_card_confirms() {
    let home = Home::new();
    let value = home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
    assert_eq!(value["operation"], "verify_pin");
    assert_eq!(value["simulated"], true);
    assert_eq!(value["error"]["tries_left"], 2);
    assert_eq!(value["error"]["tries_confirmed"], true);
    assert_eq!(value["error"]["phase"], "verify_pin");
    assert!(value["exchanges"].as_u64().unwrap() > 0);
}

#[test]
fn the_last_try_is_refused_until_it_is_allowed() {
    let home = Home::new();
    home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
    home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
    let refused = home.pin(&["verify"], &[WRONG]).failed(1, "last_try");
    assert_eq!(refused["error"]["about"], "pin");
    let remedy = refused["error"]["remedy"].as_str().unwrap();
    assert!(remedy.contains("--allow-last-try"), "{remedy}");
    home.pin(&["verify", "--allow-last-try"], &[WRONG])
        .failed(1, "pin_blocked");
}

#[test]
fn a_change_and_both_ways_of_unblocking_set_the_pin_on_every_family() {
    for profile in Profile::ALL {
        let home = Home::new();
        let reader = format!("sim:{profile}");
        let pin = |operation: &[&str], codes: &[&str]| {
            let reader = ["--reader", &reader];
            home.json(&[&["pin"], operation, &reader].concat(), codes)
        };
        assert_eq!(
            pin(&["change"], &[PIN, NEW]).done()["operation"],
            "change_pin"
        );
        pin(&["verify"], &[PIN]).failed(1, "wrong_pin");
        pin(&["verify"], &[NEW]).done();
        let unblocked = pin(&["unblock"], &[PUK, PIN]).done();
        assert_eq!(unblocked["operation"], "unblock_pin");
        assert_eq!(unblocked["tries_left"], 3);
        pin(&["verify"], &[PIN]).done();
        pin(&["unblock", "--reset-first"], &[PUK, NEW]).done();
        pin(&["verify"], &[NEW]).done();
    }
}

#[test]
fn a_short_link_takes_more_exchanges_and_says_how_many() {
    let home = Home::new();
    let exchanges = |link| {
        let value = home.pin(&["verify", "--link", link], &[PIN]).done();
        value["exchanges"].as_u64().unwrap()
    };
    assert!(exchanges("short") > exchanges("extended"));
}

#[test]
fn a_wrong_puk_is_told_with_its_tries() {
    let home = Home::new();
    let value = home.pin(&["unblock"], &[WRONG, NEW]).failed(1, "wrong_puk");
    assert_eq!(value["error"]["tries_left"], 9);
}

#[test]
fn codes_that_cannot_be_right_never_reach_a_card() {
    let home = Home::new();
    for (operation, codes, code) in [
        ("verify", &["1234"][..], "malformed_code"),
        ("verify", &["123456789"], "malformed_code"),
        ("verify", &[""], "malformed_code"),
        ("verify", &[], "malformed_code"),
        ("verify", &["2468135x"], "malformed_code"),
        ("verify", &["２４６８１３５７"], "malformed_code"),
        ("change", &[PIN], "malformed_code"),
        ("unblock", &[PUK, "1"], "malformed_code"),
        ("change", &[PIN, PIN], "same_pin"),
        ("change", &[PIN, "12345678"], "weak_pin"),
        ("unblock", &[PUK, "77777777"], "weak_pin"),
    ] {
        let value = home.pin(&[operation], codes).failed(1, code);
        let exchanges = value["exchanges"].as_u64().unwrap_or_default();
        assert_eq!(exchanges, 0, "{value}");
    }
    let endless = vec![b'1'; 200_000];
    let arguments = ["pin", "verify", "--reader", "sim", "--json"];
    let value = home.run(&arguments, &endless).failed(1, "malformed_code");
    let message = value["error"]["message"].as_str().unwrap();
    assert!(!message.contains("nothing was entered"), "{message}");
}

#[test]
fn a_missing_line_is_named() {
    let home = Home::new();
    let value = home.pin(&["change"], &[PIN]).failed(1, "malformed_code");
    let remedy = value["error"]["remedy"].as_str().unwrap();
    assert!(remedy.contains("the new PIN"), "{remedy}");
}

#[test]
fn lines_may_end_as_on_windows_or_not_at_all() {
    let home = Home::new();
    let arguments = ["pin", "change", "--reader", "sim", "--json"];
    let input = format!("{PIN}\r\n{NEW}");
    home.run(&arguments, input.as_bytes()).done();
}

#[test]
fn no_code_is_in_what_the_command_says_or_writes() {
    let home = Home::new();
    let trace = home.path().join("trace");
    let traced = ["--trace", trace.to_str().unwrap()];
    let codes = [WRONG, NEW, PIN, PUK];
    for (operation, given) in [
        ("verify", &[WRONG][..]),
        ("change", &[PIN, NEW]),
        ("unblock", &[PUK, WRONG]),
        ("verify", &["90817263x"]),
    ] {
        let _ = std::fs::remove_file(&trace);
        let answer = home.pin(&[&[operation], &traced[..]].concat(), given);
        let traced = std::fs::read_to_string(&trace).unwrap_or_default();
        let said = format!("{}{}{traced}", answer.stdout, answer.stderr);
        for code in codes {
            let hex: String = code.bytes().map(|byte| format!("{byte:02x}")).collect();
            assert!(!said.contains(code), "{operation}");
            assert!(!said.to_lowercase().contains(&hex), "{operation}");
        }
    }
}

#[test]
fn a_trace_has_a_line_for_each_command_and_only_its_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = Home::new();
    let trace = home.path().join("trace");
    std::fs::write(&trace, "old").unwrap();
    let value = home
        .pin(&["verify", "--trace", trace.to_str().unwrap()], &[PIN])
        .done();
    let text = std::fs::read_to_string(&trace).unwrap();
    let commands = text.lines().filter(|line| line.contains(" > ")).count();
    assert_eq!(commands as u64, value["exchanges"].as_u64().unwrap());
    assert!(text.starts_with("-- "), "{text}");
    let mode = std::fs::metadata(&trace).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn without_json_people_get_sentences_in_their_language() {
    let home = Home::new();
    for (lang, sentence, simulated) in [
        ("it", "Il PIN è corretto.", "Carta simulata"),
        ("en", "The PIN is correct.", "Simulated card"),
        ("de", "Die PIN ist richtig.", "Simulierte Karte"),
    ] {
        let arguments = ["pin", "verify", "--reader", "sim", "--lang", lang];
        let answer = home.run(&arguments, PIN.as_bytes());
        assert_eq!(answer.exit, 0);
        assert!(answer.stdout.contains(sentence), "{}", answer.stdout);
        assert!(answer.stdout.contains(simulated), "{}", answer.stdout);
        assert_eq!(answer.stderr, "");
    }
}

#[test]
fn info_needs_no_code_and_tells_what_is_remembered() {
    let home = Home::new();
    home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
    let value = home.json(&["info", "--reader", "sim"], &[]).done();
    assert_eq!(value["operation"], "info");
    assert_eq!(value["kind"], "cie");
    assert_eq!(value["family"], "Gemalto");
    assert_eq!(value["service_number"].as_str().unwrap().len(), 12);
    assert_eq!(value["tries_left"], 2);
    assert_eq!(value["pin_tries"]["exact"], true);
    assert!(value["puk_tries"].is_null());
    assert!(value["pending"].is_null());
    assert_eq!(value["chip"]["key_proved"], false);
}
