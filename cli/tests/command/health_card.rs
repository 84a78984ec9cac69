//! The same commands on a TS-CNS.

use serde_json::Value;

use crate::cie::{Answer, Home, Served};

const PIN: &str = cie_sim::cns::STANDARD_PIN;
const PUK: &str = cie_sim::cns::STANDARD_PUK;
const NEW: &str = "8642097";

const PROFILES: [&str; 5] = [
    "cns-athena",
    "cns-st",
    "cns-idemia",
    "cns-idemia-nfc",
    "cns-st2022-nfc",
];

fn on(home: &Home, reader: &str, command: &[&str], codes: &[&str]) -> Answer {
    home.json(&[command, &["--reader", reader]].concat(), codes)
}

fn nothing_proved(value: &Value) {
    assert_eq!(value["chip"]["key_proved"], false, "{value}");
    assert_eq!(value["chip"]["issuer_checked"], false, "{value}");
    assert_eq!(value["simulated"], true, "{value}");
}

#[test]
fn the_pin_is_checked_changed_and_unblocked_on_every_card_system() {
    for profile in PROFILES {
        let home = Home::new();
        let reader = format!("sim:{profile}");
        let run = |command: &[&str], codes: &[&str]| on(&home, &reader, command, codes);
        let value = run(&["pin", "verify"], &[PIN]).done();
        nothing_proved(&value);
        run(&["pin", "change"], &[PIN, NEW]).done();
        let value = run(&["pin", "verify"], &[PIN]).failed(1, "wrong_pin");
        assert_eq!(value["error"]["tries_left"], 2);
        run(&["pin", "unblock"], &[PUK, PIN]).done();
        run(&["pin", "verify"], &[PIN]).done();
        let value = run(&["pin", "unblock"], &["90817263", NEW]).failed(1, "wrong_puk");
        assert_eq!(value["error"]["tries_left"], 2, "{value}");
        assert!(
            value["error"]["remedy"]
                .as_str()
                .unwrap()
                .contains("health")
        );
        let value = run(&["pin", "resolve"], &[]).done();
        assert_eq!(value["settlement"], "nothing_pending");
    }
}

#[test]
fn info_tells_kind_system_number_and_the_region_that_the_number_hints_at() {
    for (profile, system, region) in [
        ("cns-athena", "Athena", "lombardia"),
        ("cns-st", "ST", "toscana"),
        ("cns-idemia", "IDEMIA", "emilia_romagna"),
        ("cns-idemia-nfc", "IDEMIA", "emilia_romagna"),
        ("cns-st2022-nfc", "ST 2022", "veneto"),
    ] {
        let home = Home::new();
        let value = on(&home, &format!("sim:{profile}"), &["info"], &[]).done();
        nothing_proved(&value);
        assert_eq!(value["kind"], "ts_cns");
        assert_eq!(value["system"], system);
        assert_eq!(value["region"], region);
        assert_eq!(value["card_number"].as_str().unwrap().len(), 16);
        assert_eq!(value.get("service_number"), None);
    }
}

#[test]
fn a_health_card_is_read_without_a_code() {
    for profile in PROFILES {
        let home = Home::new();
        let value = on(&home, &format!("sim:{profile}"), &["read"], &[]).done();
        nothing_proved(&value);
        let holder = cie_sim::identity::Identity::standard().holder();
        assert_eq!(value["surname"], holder.surname, "{profile}");
        assert_eq!(value["given_names"], holder.given_name);
        assert_eq!(value["fiscal_code"], holder.fiscal_code);
        assert_eq!(value["birth"], "1980-01-01");
        assert_eq!(
            value["certificate"]["not_after"].as_str().unwrap().len(),
            10
        );
    }
}

#[test]
fn a_blocked_pin_of_a_health_card_leads_to_the_advice_for_a_health_card() {
    for (reader, code, wrong, card) in [
        ("sim:cns-athena", PIN, "90817", "--card ts-cns"),
        ("sim", crate::cie::PIN, crate::cie::WRONG, "--card cie"),
    ] {
        let home = Home::new();
        on(&home, reader, &["pin", "verify"], &[code]).done();
        let command = ["pin", "verify", "--allow-last-try"];
        on(&home, reader, &command, &[wrong]).failed(1, "wrong_pin");
        on(&home, reader, &command, &[wrong]).failed(1, "wrong_pin");
        let value = on(&home, reader, &command, &[wrong]).failed(1, "pin_blocked");
        let remedy = value["error"]["remedy"].as_str().unwrap();
        let advice = format!("`cie recover {card} --pin blocked`");
        assert!(remedy.contains(&advice), "{remedy}");
    }
}

#[test]
fn a_code_of_eight_digits_names_the_option_that_sends_it_to_a_health_card() {
    let home = Home::new();
    let value = on(&home, "sim:cns-athena", &["pin", "verify"], &["90817263"]);
    let value = value.failed(1, "other_card");
    let remedy = value["error"]["remedy"].as_str().unwrap();
    assert!(remedy.ends_with("Option: `--card ts-cns`."), "{remedy}");
}

#[test]
fn what_a_health_card_has_not_is_said() {
    let home = Home::new();
    for more in [&["--chip"][..], &["--photo", "photo.jp2"]] {
        let command = [&["read"], more].concat();
        let value =
            on(&home, "sim:cns-athena", &command, &["123456"]).failed(1, "not_on_this_card");
        let message = value["error"]["message"].as_str().unwrap();
        assert!(message.contains("health card"), "{message}");
    }
}

#[test]
fn a_pin_of_five_digits_is_not_sent_to_a_cie() {
    let home = Home::new();
    let value = on(&home, "sim", &["pin", "verify"], &[PIN]).failed(1, "malformed_code");
    assert_eq!(value["exchanges"], 2, "the two selections");
    assert_eq!(
        home.pin(&["verify"], &[crate::cie::PIN]).done()["tries_left"],
        3
    );
}

#[test]
fn a_served_health_card_is_known_as_simulated() {
    for profile in PROFILES {
        let home = Home::new();
        let served = Served::start(&home, &["--profile", profile]);
        let value = on(&home, &served.reader, &["pin", "verify"], &[PIN]).done();
        nothing_proved(&value);
        let value = on(&home, &served.reader, &["read"], &[]).done();
        assert_eq!(value["kind"], "ts_cns");
    }
}

#[test]
fn no_code_of_a_health_card_is_in_what_the_command_says() {
    let home = Home::new();
    for (command, codes) in [
        ("verify", &[PIN][..]),
        ("verify", &["90817"]),
        ("change", &[PIN, NEW]),
        ("unblock", &[PUK, PIN]),
    ] {
        let trace = home.path().join("trace");
        let trace = trace.to_str().unwrap();
        let answer = on(
            &home,
            "sim:cns-st",
            &["pin", command, "--trace", trace],
            codes,
        );
        let traced = std::fs::read_to_string(trace).unwrap();
        for code in codes {
            for text in [&answer.stdout, &answer.stderr, &traced] {
                assert!(!text.contains(code), "{command}");
            }
            let in_hex: String = code.bytes().map(|byte| format!("{byte:02X}")).collect();
            assert!(!traced.contains(&in_hex), "{command}");
        }
    }
}

#[test]
fn the_halves_of_a_health_card_s_codes_are_joined_and_used_at_once() {
    let home = Home::new();
    let run = |code: &str, codes: &[&str]| {
        let join = ["codes", "join", code, "--card", "ts-cns"];
        on(&home, "sim:cns-st", &join, codes)
    };
    let [pin, puk] = [PIN, PUK].map(|code| code.split_at(2));
    let value = run("pin", &[pin.0, pin.1]).done();
    assert_eq!(value["operation"], "verify_pin");
    nothing_proved(&value);
    // Halves in the wrong order would cost one of three tries.
    let value = run("pin", &[pin.1, pin.0]).failed(2, "usage");
    assert_eq!(value.get("exchanges"), None, "{value}");
    run("puk", &[puk.1, puk.0, NEW]).failed(2, "usage");
    run("puk", &[puk.0, puk.1, NEW]).done();
    on(&home, "sim:cns-st", &["pin", "verify"], &[NEW]).done();
}

#[test]
fn a_code_that_is_said_to_be_for_one_kind_of_card_is_not_sent_to_the_other() {
    let home = Home::new();
    for (reader, own, other, pin, puk) in [
        ("sim:cns-athena", "ts-cns", "cie", PIN, PUK),
        ("sim", "cie", "ts-cns", "24681357", "13572468"),
    ] {
        let run = |command: &[&str], codes: &[&str]| on(&home, reader, command, codes);
        run(&["pin", "verify", "--card", other], &[pin]).failed(1, "other_card");
        run(&["pin", "change", "--card", other], &[pin, "31415927"]).failed(1, "other_card");
        run(&["pin", "unblock", "--card", other], &[puk, "31415927"]).failed(1, "other_card");
        run(&["pin", "verify", "--card", own], &[pin]).done();
    }
    // Halves say what card they are of.
    let join = ["codes", "join", "puk"];
    on(&home, "sim:cns-athena", &join, &["1357", "2468", NEW]).failed(1, "other_card");
}
