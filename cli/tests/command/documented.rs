use std::collections::BTreeSet;

use serde_json::Value;

use crate::cie::{Home, NEW, PIN, WRONG};

const JSON_MD: &str = include_str!("../../../docs/json.md");

#[test]
fn every_key_and_every_word_of_the_json_is_documented() {
    let home = Home::new();
    let sim = ["--reader", "sim"];
    let photo = home.path().join("photo");
    let trust = home.path().join("trust.pem");
    let json = |arguments: &[&str], codes: &[&str]| home.json(arguments, codes).value();
    let answers = [
        home.pin(&["change"], &[PIN, NEW]).value(),
        home.pin(&["verify"], &[WRONG]).value(),
        json(&[&["info"], &sim[..]].concat(), &[]),
        home.pin(&["verify"], &[WRONG]).value(),
        home.pin(&["verify"], &[WRONG]).value(),
        home.pin(&["resolve"], &[]).value(),
        json(&["info", "--reader", "tcp:127.0.0.1:1"], &[]),
        json(
            &[
                "read",
                "--reader",
                "sim",
                "--dg",
                "com,1,2,7,11,12,14,15",
                "--photo",
                photo.to_str().unwrap(),
            ],
            &["123456"],
        ),
        json(&["read", "--reader", "sim"], &["654321"]),
        json(&["read", "--reader", "sim", "--mrz"], &["X"]),
        json(&["readers"], &[]),
        json(&["demo"], &[]),
        json(&["table"], &[]),
        json(&["sim", "reset"], &[]),
        json(&["sim", "trust", trust.to_str().unwrap()], &[]),
        json(&["fly"], &[]),
        json(&["--version"], &[]),
    ];
    let mut words = BTreeSet::new();
    for answer in &answers {
        collect(answer, &mut words);
    }
    for word in words {
        assert!(JSON_MD.contains(&format!("`{word}`")), "{word}");
    }
}

/// Keys, operations and settlements.
fn collect(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                words.insert(key.clone());
                if let ("operation" | "settlement", Some(word)) = (key.as_str(), value.as_str()) {
                    words.insert(word.to_owned());
                }
                collect(value, words);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        _ => {}
    }
}
