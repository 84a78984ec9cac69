//! `cie recover`.

use std::fs;

use serde_json::Value;

use crate::{
    cie::{Home, NEW, PUK, WRONG},
    prompt::Terminal,
};

const LOMBARDIA: [&str; 9] = [
    "recover",
    "--card",
    "ts-cns",
    "--pin",
    "forgotten",
    "--puk",
    "both-halves-missing",
    "--region",
    "LOMBARDIA",
];

#[test]
fn every_line_of_json_is_as_the_published_schema_says() {
    let schema = include_str!("../../../docs/recover.schema.json");
    let schema = serde_json::from_str(schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let home = Home::new();
    let page = home.path().join("plan.html");
    let html = [&LOMBARDIA[..], &["--html", page.to_str().unwrap()]].concat();
    for (arguments, advice) in [
        (&["recover"][..], "questions"),
        (&LOMBARDIA, "plan"),
        (&["recover", "--card", "ts_without_chip"], "not_covered"),
        (&html, "plan"),
        (&["recover", "--tap", "--reader", "sim"], "questions"),
        (&["recover", "--tap", "--reader", HEALTH], "questions"),
    ] {
        let answer = home.json(arguments, &[]).done();
        let wrong = schema.validate(&answer).err();
        let wrong = wrong.map(|error| format!("{error} at {}", error.instance_path()));
        assert_eq!(wrong, None, "{arguments:?}");
        assert_eq!(answer["advice"], advice, "{arguments:?}");
        assert_eq!(answer["operation"], "recover", "{arguments:?}");
    }
}

#[test]
fn on_a_terminal_questions_come_one_at_a_time_and_can_be_taken_back() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, &["recover", "--lang", "en"]);
    let mut answer = |question: &str, keys: &str| {
        terminal.wait_for(question);
        terminal.wait_for("Number: ");
        terminal.type_in(keys);
    };
    answer("Which card is it?", "b\n");
    answer("This is the first question.", "2\n");
    answer("happened", "12345\n");
    answer("from 1 to 8", "b\n");
    // The card again; this time it is the CIE.
    answer("Which card is it?", "1\n");
    answer("happened", "1\n");
    answer("PUK", "1\n");
    let (answer, shown) = terminal.end();
    assert_eq!(answer.exit, 0, "{shown}");
    assert!(shown.contains("No code is asked for here"), "{shown}");
    for wanted in ["1. ", "PUK", "Source: "] {
        assert!(answer.stdout.contains(wanted), "{}", answer.stdout);
    }
}

#[test]
fn who_leaves_gets_no_plan_and_no_page() {
    let home = Home::new();
    let page = home.path().join("plan.html");
    for keys in ["q\n", "\u{4}"] {
        let html = ["recover", "--lang", "en", "--html", page.to_str().unwrap()];
        let mut terminal = Terminal::start(&home, &html);
        terminal.wait_for("Number: ");
        terminal.type_in(keys);
        let (answer, _) = terminal.end();
        assert_eq!((answer.exit, answer.stdout.as_str()), (1, ""));
        assert!(!page.exists());
    }
}

#[test]
fn without_a_terminal_nothing_is_read_and_what_is_open_is_told() {
    let home = Home::new();
    let open = home.json(&["recover", "--card", "cie", "--pin", "blocked"], &["1"]);
    let open = open.done();
    assert_eq!(open["advice"], "questions");
    assert_eq!(open["questions"][0]["option"], "--puk");
    let people = home.run(&["recover", "--lang", "en"], b"1\n");
    assert_eq!(people.exit, 0);
    assert!(people.stdout.contains("--card"), "{}", people.stdout);
}

#[test]
fn a_plan_is_for_one_time_and_one_language() {
    let home = Home::new();
    let at = |time| {
        let sardinian = [
            "recover",
            "--card",
            "ts_cns",
            "--pin",
            "forgotten",
            "--puk",
            "second_half_missing",
            "--region",
            "molise",
            "--requester",
            "holder",
            "--at",
            time,
        ];
        home.json(&sardinian, &[]).done()
    };
    let state = |answer: &Value| {
        let mut state = Value::Null;
        for_each(&answer["plan"], &mut |object| {
            if object.get("value") == Some(&"+39 800.030.070".into()) {
                state = object["open"]["state"].clone();
            }
        });
        state
    };
    // Stated for Monday to Saturday, from 8 to 20.
    assert_eq!(state(&at("2026-11-28T19:59")), "open");
    assert_eq!(state(&at("2026-11-28T20:00")), "closed");
    assert_eq!(state(&at("2026-11-29T12:00")), "closed");
    assert_eq!(state(&at("2026-12-08T12:00")), "public_holiday");
    let first = |lang| {
        let plan = home
            .json(&[&LOMBARDIA[..], &["--lang", lang]].concat(), &[])
            .done();
        plan["plan"]["stages"][0]["steps"][0]["text"].clone()
    };
    assert_ne!(first("it"), first("de"));
    assert_ne!(first("en"), first("de"));
}

/// The card is not at hand: the first line says so, and by which option it is lost.
#[test]
fn without_the_card_the_first_line_says_what_to_do() {
    let home = Home::new();
    let told = [
        "recover", "--card", "cie", "--pin", "blocked", "--puk", "known",
    ];
    let first = |lang, at_hand| {
        let more = ["--card-at-hand", at_hand, "--lang", lang];
        let shown = home.run(&[&told[..], &more].concat(), b"");
        shown.stdout.lines().next().unwrap_or_default().to_owned()
    };
    for (lang, word) in [
        ("it", "prendila"),
        ("en", "fetch it"),
        ("de", "Holen Sie sie"),
    ] {
        let line = first(lang, "no");
        assert!(
            line.contains(word) && line.ends_with("(--card-lost yes)"),
            "{line}"
        );
        assert!(!first(lang, "yes").contains(word));
    }
}

#[test]
fn a_code_is_never_an_argument_and_a_wrong_value_is_not_repeated() {
    let home = Home::new();
    for arguments in [
        &["recover", "--pin", "24681"][..],
        &["recover", "--puk", PUK],
        &["recover", "--cip=x2468"],
        &["codes", "join", "2468", "1357"],
        &["codes", "join", "pin", "24"],
        &["recover", "--region", "24681"],
    ] {
        let answer = home.json(arguments, &[]);
        assert!(!format!("{}{}", answer.stdout, answer.stderr).contains("2468"));
        let message = answer.failed(2, "usage")["error"]["message"].clone();
        assert!(
            message.as_str().unwrap().contains("looks like a code"),
            "{message}"
        );
    }
    let wrong = home.json(&["recover", "--lang", "en", "--puk", "perhaps"], &[]);
    let message = wrong.failed(2, "usage")["error"]["message"].clone();
    assert!(
        message.as_str().unwrap().contains("--puk takes: known|"),
        "{message}"
    );
    let wrong = home.json(&["recover", "--region", "Lombadria"], &[]);
    let message = wrong.failed(2, "usage")["error"]["message"].clone();
    for name in ["Lombardia", "not_said"] {
        assert!(message.as_str().unwrap().contains(name), "{message}");
    }
    home.json(&["recover", "--expires", "2026-11-27"], &[])
        .done();
    home.json(&["recover", "--expires=2026-02-30"], &[])
        .failed(2, "usage");
}

/// What is wrong about the answers is said, in the language of whoever gave them.
#[test]
fn answers_that_cannot_be_right_are_refused_in_the_readers_language() {
    let home = Home::new();
    let message = |lang: &str, told: &[&str]| {
        let told = [&["recover", "--lang", lang], told].concat();
        let answer = home.json(&told, &[]);
        let error = answer.failed(2, "usage")["error"]["message"].clone();
        error.as_str().unwrap().to_owned()
    };
    let lost = [
        "--card",
        "cie",
        "--card-lost",
        "yes",
        "--card-at-hand",
        "yes",
    ];
    for (lang, told, said) in [
        (
            "it",
            &lost[..],
            "Le risposte --card-lost yes e --card-at-hand yes non vanno insieme.",
        ),
        (
            "en",
            &lost,
            "The answers --card-lost yes and --card-at-hand yes do not fit together.",
        ),
        (
            "it",
            &["--card", "cie", "--pin", "lost"],
            "se hai perso il PIN scrivi --pin forgotten, se hai perso la carta --card-lost yes",
        ),
        (
            "de",
            &["--puk", "lost"],
            "Ist die PUK verloren, schreiben Sie --puk forgotten",
        ),
        (
            "de",
            &["--contacts", "given", "--email", "no", "--mobile", "no"],
            "Die Antworten --contacts given, --email no und --mobile no passen nicht zusammen.",
        ),
        (
            "it",
            &["--expires", "31/12/2026"],
            "Questa data non è possibile.",
        ),
        ("de", &["--expires=2027-02-29"], "nicht möglich"),
        (
            "it",
            &["--pin", "known", "--pin", "known"],
            "--pin c'è più di una volta.",
        ),
        ("de", &["--at", "tomorrow"], "--at 2027-02-28T10:05"),
        ("it", &["--at", "-1"], "Questo momento non è possibile."),
        (
            "it",
            &["--at", "2026-11-30T25:00"],
            "Questo momento non è possibile.",
        ),
        ("it", &["--expires", "-1"], "Questa data non è possibile."),
        (
            "it",
            &["--expires", "1890-01-01"],
            "Questa data non è possibile.",
        ),
        ("de", &["--expires", "00-00-00"], "nicht möglich"),
        (
            "it",
            &["--pin-tries", "-1"],
            "L'opzione --pin-tries accetta: 0-15.",
        ),
        (
            "it",
            &["--card", "cie", "--region", "lazio"],
            "Le risposte --card cie e --region lazio non vanno insieme.",
        ),
        (
            "de",
            &["--card", "ts-cns", "--contacts", "given"],
            "Die Antworten --card ts_cns und --contacts given passen nicht zusammen.",
        ),
        (
            "it",
            &["--card", "cie", "--puk-tries", "11"],
            "--puk-tries 11",
        ),
        (
            "it",
            &["--card", "ts-cns", "--municipality", "x\u{202E}y"],
            "--card ts_cns e --municipality non vanno insieme.",
        ),
        ("it", &["--sources", "--tap"], "non vanno insieme"),
        ("de", &["--all", "--all"], "--all steht mehr als einmal da."),
        ("it", &["--reader", "sim"], "solo con --tap"),
        ("it", &["--municipality", ""], "il nome di un Comune"),
    ] {
        let found = message(lang, told);
        assert!(found.contains(said), "{found}");
        assert!(!found.contains("2027-02-29") && !found.contains("tomorrow"));
    }
}

#[test]
fn a_page_is_written_when_there_is_a_plan_and_what_was_typed_is_escaped() {
    let home = Home::new();
    let page = home.path().join("plan.html");
    let html = ["--html", page.to_str().unwrap()];
    let open = home.json(&[&["recover"], &html[..]].concat(), &[]);
    let error = open.failed(2, "usage");
    assert!(
        error["error"]["message"]
            .as_str()
            .unwrap()
            .contains("--card")
    );
    assert!(!page.exists());
    let place = ["--municipality", "<script>alert('x')</script>&\"\u{202E}"];
    let cie = [
        "recover", "--card", "cie", "--pin", "blocked", "--puk", "known",
    ];
    let done = home.json(&[&cie[..], &html, &place].concat(), &[]).done();
    assert_eq!(done["file"], page.to_str().unwrap());
    let text = fs::read_to_string(&page).unwrap();
    assert!(
        !text.contains("<script") && !text.contains("alert('"),
        "{text}"
    );
    assert!(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;</dd>"));
    // A page that is there already stays as it is, and nobody is asked first.
    fs::write(&page, "somebody's").unwrap();
    let again = [&["recover", "--lang", "en"], &html[..]].concat();
    let mut terminal = Terminal::start(&home, &again);
    terminal.wait_for("exists");
    assert_eq!(terminal.end().0.exit, 2);
    assert_eq!(fs::read_to_string(&page).unwrap(), "somebody's");
    let nowhere = home.path().join("no/plan.html");
    let nowhere = ["--html", nowhere.to_str().unwrap()];
    home.json(&[&LOMBARDIA[..], &nowhere].concat(), &[])
        .failed(2, "usage");
}

#[test]
fn the_page_marks_what_is_concluded_and_links_what_can_be_called() {
    let home = Home::new();
    let page = home.path().join("plan.html");
    let html = ["--html", page.to_str().unwrap(), "--lang", "en"];
    let situation = "recover --card cie --pin blocked --puk forgotten --requester holder \
                     --contacts given --nfc-phone no --municipality Carpi";
    let situation: Vec<_> = situation.split_whitespace().collect();
    let answer = home.json(&[&situation[..], &html].concat(), &[]).done();
    let page = fs::read_to_string(&page).unwrap();
    let (mut inferred, mut links) = (0, 0);
    let plan = &answer["plan"];
    for part in ["stages", "help", "notes", "background"] {
        for_each(&plan[part], &mut |object| {
            inferred += usize::from(object.get("confidence") == Some(&"inferred".into()));
            if let Some(link) = object.get("link").and_then(Value::as_str) {
                assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
                links += 1;
            }
        });
    }
    assert!(inferred > 0 && links > 2, "{plan}");
    let marks = page.matches("class=\"origin\">(our reading)").count();
    assert_eq!(marks, inferred);
    assert!(page.contains("href=\"tel:+39059649575\""), "{page}");
    assert!(
        page.contains("<table") && page.contains("<details"),
        "{page}"
    );
}

#[test]
fn every_source_and_every_fact_is_listed_for_whoever_maintains_them() {
    let home = Home::new();
    let answer = home.json(&["recover", "--sources"], &[]).done();
    let sources = answer["sources"].as_array().unwrap();
    let of = |id: &str| sources.iter().find(|one| one["id"] == id).unwrap();
    assert!(of("ciefacile")["struck"].is_string());
    assert_eq!(of("ciefacile")["facts"], Value::Array(Vec::new()));
    let guide = of("ts_cns_guide")["facts"].as_array().unwrap();
    assert!(guide.iter().any(|fact| fact["about"] == "lost"));
    let lines = home
        .run(&["recover", "--sources", "--lang", "en"], b"")
        .stdout;
    assert!(lines.contains("municipality:Carpi") && lines.contains("region:lazio"));
    // What it says, where it is written, and where it was read.
    for told in [
        "carpi_phone [municipality:Carpi; lost; municipalities/carpi.toml 25-25 29-29 71-73]",
        "    = 059/649575; Monday–Saturday 08:30 to 12:00",
        "    = Via di Novoli 26, Firenze; by appointment; Monday, Wednesday, Friday 09:00 to 13:00",
        "lazio_old_card [region:lazio; activation; regions/lazio.toml]",
    ] {
        assert!(lines.contains(told), "{told}: {lines}");
    }
    let phone = guide
        .iter()
        .find(|fact| fact["key"] == "lazio_phone")
        .unwrap();
    assert_eq!(phone["file"], "regions/lazio.toml");
    assert_eq!(phone["lines"][0], "47-47");
}

#[test]
fn a_page_of_a_national_holiday_says_so() {
    let home = Home::new();
    let page = |at: &str, file: &str| {
        let file = home.path().join(file);
        let options = ["--html", file.to_str().unwrap(), "--at", at, "--lang", "en"];
        home.run(&[&LOMBARDIA[..], &options].concat(), b"");
        fs::read_to_string(file).unwrap()
    };
    let holiday = "It is a national holiday";
    assert!(page("2026-12-25T10:00", "a.html").contains(holiday));
    assert!(!page("2026-12-28T10:00", "b.html").contains(holiday));
}

/// Calls with every object, from the outside in.
fn for_each(value: &Value, told: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            told(object);
            object.values().for_each(|value| for_each(value, told));
        }
        Value::Array(values) => values.iter().for_each(|value| for_each(value, told)),
        _ => {}
    }
}

#[test]
fn a_tap_tells_what_is_remembered_and_costs_no_try() {
    let home = Home::new();
    let tap = ["recover", "--tap", "--reader", "sim"];
    let fresh = home.json(&tap, &[]).done();
    assert_eq!(fresh["questions"][0]["input"], "pin", "{fresh}");
    for _ in 0..2 {
        home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
    }
    home.pin(&["verify", "--allow-last-try"], &[WRONG])
        .failed(1, "pin_blocked");
    let blocked = home.json(&tap, &[]).done();
    assert_eq!(blocked["questions"][0]["input"], "puk", "{blocked}");
    let info = home.json(&["info", "--reader", "sim"], &[]).done();
    assert_eq!(info["pin_tries"]["at_least"], 0);
    home.json(&["recover", "--reader", "sim"], &[])
        .failed(2, "usage");
    let other = [&tap[..], &["--card", "ts-cns"]].concat();
    home.json(&other, &[]).failed(1, "other_card");
    let chipless = [&tap[..], &["--card", "ts-without-chip"]].concat();
    home.json(&chipless, &[]).failed(2, "usage");
}

const HEALTH: &str = "sim:cns-athena";

#[test]
fn a_tap_of_a_health_card_leads_to_the_way_of_its_region_and_proposes_which() {
    let home = Home::new();
    let tap = ["recover", "--tap", "--reader", HEALTH];
    let fresh = home.json(&tap, &[]).done();
    // Of a CIE, too: the plan tells them apart.
    assert_eq!(fresh["questions"][0]["input"], "pin", "{fresh}");
    assert_eq!(fresh["proposed_region"], "lombardia");
    let told = "--card ts-cns --pin blocked --puk both-halves-missing";
    let told: Vec<_> = told.split_whitespace().collect();
    let open = home.json(&[&tap[..], &told].concat(), &[]).done();
    // It is a proposal: which Region it is, is asked all the same.
    assert_eq!(open["questions"][0]["input"], "region", "{open}");
    assert_eq!(open["proposed_region"], "lombardia");
    let region = ["--region", "LOMBARDIA"];
    let plan = home.json(&[&tap[..], &told, &region].concat(), &[]).done();
    assert_eq!(plan["advice"], "plan", "{plan}");
    assert_eq!(plan["proposed_region"], Value::Null);
    for text in [plan["plan"].to_string(), open.to_string()] {
        assert!(!text.contains("CieID"), "{text}");
    }
    let cie = [&tap[..], &["--card", "cie"]].concat();
    home.json(&cie, &[]).failed(1, "other_card");
    let people = [&tap[..], &["--lang", "en"]].concat();
    let people = home.run(&people, b"");
    let hint = "Region (perhaps, from the number): Lombard";
    assert!(people.stdout.contains(hint), "{}", people.stdout);
}

#[test]
fn on_a_terminal_the_region_of_the_number_is_told_with_the_question() {
    let home = Home::new();
    let tap = "recover --tap --reader sim:cns-st --lang en --pin forgotten \
               --puk both-halves-missing";
    let tap: Vec<_> = tap.split_whitespace().collect();
    let mut terminal = Terminal::start(&home, &tap);
    terminal.wait_for("Region (perhaps, from the number): Toscana (Tuscany)");
    terminal.wait_for("Number: ");
    terminal.type_in("Toscana\n");
    let (answer, shown) = terminal.end();
    assert_eq!(answer.exit, 0, "{shown}");
    assert!(!answer.stdout.contains("CieID"), "{}", answer.stdout);
}

#[test]
fn a_blocked_puk_prints_what_to_do() {
    let home = Home::new();
    let mut last = Value::Null;
    for _ in 0..10 {
        let unblock = home.pin(&["unblock", "--allow-last-try"], &[WRONG, NEW]);
        last = unblock.value();
        if last["error"]["code"] == "puk_blocked" {
            break;
        }
        assert_eq!(last["error"]["code"], "wrong_puk", "{last}");
        assert!(last["error"].get("advice").is_none(), "{last}");
    }
    assert_eq!(last["error"]["advice"]["advice"], "not_covered", "{last}");
    assert_eq!(last["error"]["advice"]["reason"]["code"], "puk_blocked");
    let unblock = ["pin", "unblock", "--reader", "sim", "--lang", "en"];
    let lines = format!("{PUK}\n{NEW}\n");
    let people = home.run(&unblock, lines.as_bytes());
    assert_eq!(people.exit, 1);
    assert!(people.stderr.contains("Source: "), "{}", people.stderr);
}
