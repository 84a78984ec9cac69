#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use cie_recovery::Situation;
use jsonschema::Validator;

use super::*;

const SCHEMA: &str = include_str!("../../../docs/recover.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// The schema with every key forbidden that it does not name: the published
/// one leaves room for more.
fn strict() -> Value {
    let mut schema = schema();
    // Others are this and more; theirs are forbidden there.
    let fact = schema["$defs"]["fact"].take();
    forbid_other_keys(&mut schema);
    schema["$defs"]["fact"] = fact;
    schema
}

fn forbid_other_keys(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(forbid_other_keys);
            if object.get("type") == Some(&json!("object")) {
                object.insert("unevaluatedProperties".into(), false.into());
            }
        }
        Value::Array(values) => values.iter_mut().for_each(forbid_other_keys),
        _ => {}
    }
}

#[test]
fn the_schema_leaves_room_for_new_keys_and_the_tests_of_it_do_not() {
    let answer = cie_recovery::advise(&set(&[("card", "ts_without_chip")]));
    let answer = Value::from(advice(&answer, at(9), Lang::It));
    let open = jsonschema::validator_for(&schema()).unwrap();
    let strict = jsonschema::validator_for(&strict()).unwrap();
    assert!(open.is_valid(&answer) && strict.is_valid(&answer));
    for place in [
        "",
        "/reason",
        "/plan",
        "/plan/background/0",
        "/plan/sources/0",
    ] {
        let mut more = answer.clone();
        more.pointer_mut(place).unwrap()["new"] = true.into();
        assert!(open.is_valid(&more), "{place}");
        assert!(!strict.is_valid(&more), "{place}");
    }
}

fn set(inputs: &[(&str, &str)]) -> Situation {
    let mut situation = Situation::default();
    for (input, value) in inputs {
        let input = cie_recovery::Input::parse(input).unwrap();
        situation.set(input, value).unwrap();
    }
    situation
}

fn at(hour: u8) -> Option<RomeTime> {
    // A Tuesday.
    let date = cie_core::date::Date::new(2026, 12, 1).unwrap();
    RomeTime::new(date, hour, 0)
}

/// Calls `told` with the answer to every conversation that begins like this,
/// and with every answer on the way.
fn every_conversation(begin: &Situation, told: &mut impl FnMut(&Advice)) {
    let answer = cie_recovery::advise(begin);
    told(&answer);
    if let Advice::Questions(open) = &answer {
        for choice in &open.ask[0].answers {
            let mut next = begin.clone();
            next.answer(*choice);
            every_conversation(&next, told);
        }
    }
}

/// Beginnings that lead to what no answer to a question leads to.
fn beginnings() -> Vec<Situation> {
    let cie = ("card", "cie");
    let ts = ("card", "ts_cns");
    vec![
        Situation::default(),
        set(&[
            cie,
            ("pin_tries", "2"),
            ("expires", "2026-01-31"),
            ("today", "2026-11-27"),
        ]),
        set(&[
            ts,
            ("email", "no"),
            ("card_at_hand", "no"),
            ("mobile", "no"),
        ]),
        set(&[ts, ("region", "lombardia"), ("mobile", "yes")]),
        set(&[cie, ("nfc_phone", "no"), ("reader", "no")]),
        {
            let mut unconfirmed = set(&[cie, ("puk_tries", "0")]);
            unconfirmed.card_said.unconfirmed = true;
            unconfirmed
        },
    ]
}

#[test]
fn every_answer_is_as_the_schema_says_and_the_schema_says_nothing_that_never_comes() {
    let validator: Validator = jsonschema::validator_for(&strict()).unwrap();
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for (hour, beginning) in [9, 10, 15, 20].into_iter().cycle().zip(beginnings()) {
        every_conversation(&beginning, &mut |answer| {
            let value = Value::from(advice(answer, at(hour), Lang::De));
            let wrong = validator.validate(&value).err();
            let wrong = wrong.map(|error| format!("{error} at {}", error.instance_path()));
            assert_eq!(wrong, None, "{answer:?}");
            collect(&value, "", &mut seen);
            count += 1;
        });
    }
    assert!(count > 1000, "{count}");
    for hour in [7, 9, 16] {
        for region in cie_recovery::Region::ALL {
            let beginning = set(&[
                ("card", "ts_cns"),
                ("pin", "forgotten"),
                ("puk", "both_halves_missing"),
                ("requester", "holder"),
                ("region", region.name()),
            ]);
            collect(
                &Value::from(advice(
                    &cie_recovery::advise(&beginning),
                    at(hour),
                    Lang::It,
                )),
                "",
                &mut seen,
            );
        }
    }
    // What a tap adds is beside the advice; `cli/tests/command/recover.rs` has it come.
    seen.insert("/proposed_region".into());
    let mut said = BTreeSet::new();
    let schema = schema();
    properties(&schema, &schema, "", &mut said);
    let never: Vec<_> = said.difference(&seen).collect();
    assert!(never.is_empty(), "{never:#?}");
}

/// Every key, with the one that it is under.
fn collect(value: &Value, under: &str, seen: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                seen.insert(format!("{under}/{key}"));
                collect(value, key, seen);
            }
        }
        Value::Array(values) => values.iter().for_each(|one| collect(one, under, seen)),
        _ => {}
    }
}

/// The same from the schema.
fn properties(schema: &Value, root: &Value, under: &str, said: &mut BTreeSet<String>) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(reference.strip_prefix('#').unwrap()).unwrap();
        properties(target, root, under, said);
    }
    for several in ["allOf", "anyOf"] {
        for one in schema
            .get(several)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            properties(one, root, under, said);
        }
    }
    if let Some(items) = schema.get("items") {
        properties(items, root, under, said);
    }
    for (key, value) in schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        said.insert(format!("{under}/{key}"));
        properties(value, root, key, said);
    }
}

#[test]
fn the_words_of_the_schema_are_those_of_the_core() {
    use cie_recovery::{Code, Input, Reason, Region, Relation, Topic, Weekday, knowledge as k};
    fn names<T, const N: usize>(all: [T; N], name: fn(T) -> &'static str) -> Vec<&'static str> {
        all.map(name).into()
    }
    let schema = schema();
    for (definition, names) in [
        ("code", names(Code::ALL, Code::name)),
        ("region", names(Region::ALL, Region::name)),
        ("input", names(Input::ALL, Input::name)),
        ("reason", names(Reason::ALL, Reason::name)),
        ("relation", names(Relation::ALL, Relation::name)),
        ("confidence", names(Confidence::ALL, Confidence::name)),
        ("topic", names(Topic::ALL, Topic::name)),
        ("subject", names(k::Subject::ALL, k::Subject::name)),
        (
            "source_kind",
            names(k::SourceKind::ALL, k::SourceKind::name),
        ),
        ("operation", names(k::Operation::ALL, k::Operation::name)),
        (
            "document_kind",
            names(k::DocumentKind::ALL, k::DocumentKind::name),
        ),
        (
            "contact_kind",
            names(k::ContactKind::ALL, k::ContactKind::name),
        ),
        ("reach", names(k::Reach::ALL, k::Reach::name)),
        ("channel", names(k::Channel::ALL, k::Channel::name)),
        ("part", names(k::Part::ALL, k::Part::name)),
        ("carrier", names(k::Carrier::ALL, k::Carrier::name)),
        ("when", names(k::When::ALL, k::When::name)),
        ("weekday", names(Weekday::ALL, Weekday::name)),
    ] {
        assert_eq!(
            schema["$defs"][definition]["enum"],
            json!(names),
            "{definition}"
        );
    }
}

#[test]
fn every_question_names_an_option_that_takes_its_answers() {
    every_conversation(&Situation::default(), &mut |answer| {
        let Advice::Questions(open) = answer else {
            return;
        };
        for Question { input, answers } in &open.ask {
            for choice in answers {
                let mut situation = Situation::default();
                let mut picked = Situation::default();
                situation.set(*input, choice.name()).unwrap();
                picked.answer(*choice);
                assert_eq!(situation, picked, "--{} {}", option(*input), choice.name());
            }
        }
    });
}
