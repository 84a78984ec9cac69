use crate::cie::{Home, PIN};

#[test]
fn wrong_usage_ends_with_two_and_one_line_of_json() {
    let home = Home::new();
    for arguments in [
        &[][..],
        &["pin"],
        &["fly"],
        &["pin", "verify", "--fly"],
        &["pin", "verify", "--reader", "sim:x"],
        &["pin", "verify", "--reader", "usb"],
        &["pin", "verify", "--link", "long"],
        &["info", "--lang", "fr"],
        &["sim", "serve"],
        &["sim", "serve", "--listen", "0", "--vpcd", "x:1"],
        &["sim", "serve", "--listen", "0", "--fault", "x"],
        &["sim", "serve", "--listen", "0", "--document", "x=1"],
        &["sim", "serve", "--listen", "0", "--document", "kind=td4"],
        &["sim", "serve", "--listen", "0", "--profile", "cns"],
        &[
            "sim",
            "serve",
            "--listen",
            "0",
            "--profile",
            "cns-st",
            "--fault",
            "no-q",
        ],
        &[
            "sim",
            "serve",
            "--listen",
            "0",
            "--profile",
            "cns-st",
            "--document",
            "kind=td1",
        ],
        &["sim", "trust"],
        &["read", "--reader", "sim", "--dg", "3"],
        &["read", "--reader", "sim", "--dg", "17"],
        &["read", "--reader", "sim", "--trust", "/nowhere"],
        &["sim", "trust", "/"],
        &["info", "--reader", "sim", "--trace", "/"],
    ] {
        let value = home.json(arguments, &[PIN]).failed(2, "usage");
        assert!(!value["error"]["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn without_json_wrong_usage_is_said_on_standard_error() {
    let home = Home::new();
    let answer = home.run(&["pin", "fly", "--lang", "it"], b"");
    assert_eq!(answer.exit, 2);
    assert_eq!(answer.stdout, "");
    assert!(answer.stderr.contains("Comando non valido"));
    assert!(answer.stderr.contains("'fly'"), "{}", answer.stderr);
}

#[test]
fn a_code_on_the_command_line_is_refused_and_not_repeated() {
    let home = Home::new();
    for argument in [
        PIN,
        "--pin=24681357",
        "2468-1357",
        "PIN24681357",
        "x24681357",
    ] {
        let arguments = ["pin", "verify", argument, "--reader", "sim"];
        let answer = home.json(&arguments, &[PIN]);
        let said = format!("{}{}", answer.stdout, answer.stderr);
        assert!(!said.contains("2468"), "{said}");
        answer.failed(2, "usage");
    }
}

#[test]
fn the_message_inside_the_json_is_in_the_language_that_was_asked_for() {
    let home = Home::new();
    let value = home
        .json(&["pin", "verify", "24681357", "--lang=de"], &[])
        .failed(2, "usage");
    let message = value["error"]["message"].as_str().unwrap();
    assert!(message.contains("Befehlszeile"), "{message}");
}

#[test]
fn help_and_version_are_no_errors() {
    let home = Home::new();
    for argument in ["--help", "--version"] {
        let answer = home.run(&[argument], b"");
        assert_eq!(answer.exit, 0);
        assert!(answer.stdout.contains("cie"), "{}", answer.stdout);
        assert_eq!(answer.stderr, "");
        let value = home.json(&[argument], &[]).done();
        assert!(value["text"].as_str().unwrap().contains("cie"));
    }
}

#[cfg(not(feature = "pcsc"))]
#[test]
fn without_a_reader_the_remedy_names_the_simulated_card() {
    let home = Home::new();
    for arguments in [
        &["pin", "verify"][..],
        &["info", "--reader", "pcsc"],
        &["info", "--reader", "pcsc:some reader"],
    ] {
        let value = home.json(arguments, &[PIN]).failed(1, "reader_unavailable");
        let remedy = value["error"]["remedy"].as_str().unwrap();
        assert!(remedy.contains("--reader sim"), "{remedy}");
    }
}

#[test]
fn an_address_without_a_card_is_no_reader() {
    let home = Home::new();
    // A port that was free a moment ago.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let reader = format!("tcp:{}", listener.local_addr().unwrap());
    drop(listener);
    home.json(&["info", "--reader", &reader], &[])
        .failed(1, "reader_unavailable");
}

#[test]
fn the_simulated_readers_are_always_listed() {
    let home = Home::new();
    let value = home.json(&["readers"], &[]).done();
    let names: Vec<_> = value["readers"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|reader| reader["simulated"] == true)
        .map(|reader| reader["reader"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "sim:gemalto",
            "sim:st",
            "sim:nxp",
            "sim:actalis",
            "sim:bit4id",
            "sim:cns-athena",
            "sim:cns-st",
            "sim:cns-idemia",
            "sim:cns-idemia-nfc",
            "sim:cns-st2022-nfc"
        ]
    );
    for name in names {
        home.json(&["info", "--reader", name], &[]).done();
    }
}
