//! `cie codes join`.

use crate::{
    cie::{Home, NEW, PIN, PUK},
    prompt::Terminal,
};

fn halves(code: &str) -> [&str; 2] {
    let (first, second) = code.split_at(4);
    [first, second]
}

#[test]
fn halves_are_joined_and_used_without_being_shown() {
    let home = Home::new();
    let join = |code, lines: &[&str]| home.json(&["codes", "join", code, "--reader", "sim"], lines);
    let answer = join("pin", &halves(PIN));
    for text in [&answer.stdout, &answer.stderr] {
        assert!(
            !text.contains(PIN) && !text.contains(halves(PIN)[0]),
            "{text}"
        );
    }
    assert_eq!(answer.done()["operation"], "verify_pin");
    let [first, second] = halves(PUK);
    assert_eq!(
        join("puk", &[first, second, NEW]).done()["operation"],
        "unblock_pin"
    );
    home.pin(&["verify"], &[NEW]).done();
    // Swapped ones are another code, and cost a try like any.
    let [first, second] = halves(NEW);
    let swapped = join("pin", &[second, first]).failed(1, "wrong_pin");
    assert_eq!(swapped["error"]["tries_left"], 2);
}

#[test]
fn a_malformed_half_is_named_and_nothing_is_sent() {
    let home = Home::new();
    for (lines, half) in [
        (&["246", "1357"][..], "first"),
        (&["2468", "135x"], "second"),
        (&["2468", "13579"], "second"),
        (&["2468"], "second"),
        (&[], "first"),
    ] {
        let answer = home.json(&["codes", "join", "pin", "--reader", "sim"], lines);
        assert!(!answer.stderr.contains("246") && !answer.stdout.contains("246"));
        let failed = answer.failed(1, "malformed_code");
        assert_eq!(failed["error"]["half"], half, "{failed}");
        assert_eq!(failed.get("exchanges"), None);
    }
}

#[test]
fn a_code_is_shown_only_when_asked_for_and_never_in_the_json() {
    let home = Home::new();
    let show = ["codes", "join", "--show", "--lang", "en"];
    let shown = home.run(&[&show[..], &["pin"]].concat(), b"2468\n1357\n");
    assert_eq!((shown.exit, shown.stdout.as_str()), (0, "PIN: 24681357\n"));
    assert!(shown.stderr.contains("swapped"), "{}", shown.stderr);
    let ts = ["puk", "--card", "ts-cns"];
    let other = home.run(&[&show[..], &ts].concat(), b"135\n79864\n");
    assert_eq!(other.stdout, "PUK: 13579864\n");
    assert!(
        other.stderr.contains("divided differently"),
        "{}",
        other.stderr
    );
    // Which order is right cannot be known, so both are there to choose from.
    let swapped = home.run(&[&show[..], &ts].concat(), b"246813\n57\n");
    let both = "PUK, in the order entered: 24681357\nPUK, with the halves swapped: 57246813\n";
    assert_eq!(swapped.stdout, both);
    assert!(swapped.stderr.contains("swapped"), "{}", swapped.stderr);
    let json = home.json(&[&show[..], &["pin"]].concat(), &["2468", "1357"]);
    json.failed(2, "usage");
    let unused = ["codes", "join", "cip", "--card", "ts-cns"];
    home.json(&unused, &["24", "681"]).failed(2, "usage");
    let none = ["codes", "join", "--show", "cip"];
    assert_eq!(home.run(&none, b"24\n681\n").exit, 1);
}

#[test]
fn at_a_terminal_halves_are_not_shown() {
    let home = Home::new();
    let arguments = [
        "codes", "join", "pin", "--reader", "sim", "--json", "--lang", "en",
    ];
    let mut terminal = Terminal::start(&home, &arguments);
    for (name, half) in ["First", "Second"].into_iter().zip(halves(PIN)) {
        terminal.wait_for(&format!("{name} half of the PIN (not shown): "));
        terminal.type_in(&format!("{half}\n"));
    }
    let (answer, shown) = terminal.end();
    answer.done();
    assert!(
        halves(PIN).iter().all(|half| !shown.contains(half)),
        "{shown}"
    );
    assert!(shown.contains("registered letter"), "{shown}");
}
