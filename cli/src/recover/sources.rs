//! `cie recover --sources`: every source and every fact, for whoever maintains
//! them. What is not a sentence of the catalogue is by its stable name.

use cie_recovery::{
    Hours,
    knowledge::{self, Fact, Scope, Source},
    text::{self, Label, label},
};
use serde_json::{Value, json};

use crate::{advice::json::source, output::Done, text::Lang};

/// The sources in the order of their table, each with what is taken from it.
pub(super) fn all(lang: Lang) -> Done {
    let facts = knowledge::facts();
    let mut done = Done::default();
    let mut told = Vec::new();
    for one in knowledge::sources() {
        let cites = |fact: &&Fact| fact.sources().any(|other| other == *one);
        let taken: Vec<&Fact> = facts.iter().copied().filter(cites).collect();
        done.lines.push(heading(one, lang));
        for fact in &taken {
            let about = fact.about.name();
            let scope = scope(fact.scope);
            let key = fact.key.name();
            let text = text::fact(fact, lang);
            let mut from: Vec<String> = lines(fact, one);
            from.insert(0, fact.key.file());
            let from = from.join(" ");
            done.lines
                .push(format!("  {key} [{scope}; {about}; {from}]: {text}"));
            let value = value(fact, lang);
            if !value.is_empty() {
                done.lines.push(format!("    = {value}"));
            }
            for other in fact.replaces() {
                done.lines.push(format!("    > {}", other.fact.key.name()));
            }
        }
        let mut value = source(one, lang);
        if let Value::Object(object) = &mut value {
            let facts: Vec<Value> = taken.iter().map(|fact| of(fact, one, lang)).collect();
            object.insert("facts".into(), facts.into());
        }
        told.push(value);
    }
    done.field("sources", told)
}

/// The lines of a source that say it, where it has lines.
fn lines(fact: &Fact, of: &Source) -> Vec<String> {
    let cites = fact.cites().iter().filter(|cite| cite.source() == of);
    let lines = cites.filter_map(|cite| cite.lines());
    lines
        .map(|(first, last)| format!("{first}-{last}"))
        .collect()
}

/// The number, address and hours of a contact or a desk; empty for other facts.
fn value(fact: &Fact, lang: Lang) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut hours = &Hours::NotStated;
    if let Some(contact) = knowledge::contacts().iter().find(|one| one.fact == *fact) {
        told.push(contact.value.into());
        told.push(text::reach(contact, lang).into());
        hours = &contact.hours;
    }
    if let Some(desk) = knowledge::desks().iter().find(|one| one.fact == *fact) {
        told.push(desk.address.unwrap_or_default().into());
        if desk.by_appointment {
            told.push(label(Label::ByAppointment, lang).into());
        }
        hours = &desk.hours;
    }
    if matches!(hours, Hours::Stated(_)) {
        told.push(text::hours(hours, lang));
    }
    told.retain(|one| !one.is_empty());
    told.join("; ")
}

fn of(fact: &Fact, source: &Source, lang: Lang) -> Value {
    let replaces: Vec<&str> = fact.replaces().map(|other| other.fact.key.name()).collect();
    json!({
        "key": fact.key.name(),
        "text": text::fact(fact, lang),
        "scope": scope(fact.scope),
        "about": fact.about.name(),
        "confidence": fact.confidence.name(),
        "replaces": replaces,
        "file": fact.key.file(),
        "lines": lines(fact, source),
        "value": value(fact, lang),
    })
}

fn heading(one: &Source, lang: Lang) -> String {
    let mut line = format!(
        "{} ({}): {}",
        one.key.name(),
        one.kind.name(),
        text::source(one, lang)
    );
    if let Some(url) = one.url {
        line += &format!(" {url}");
    }
    if let Some(why) = one.struck() {
        line += &format!(" [struck out: {why}]");
    }
    line
}

/// As the rows write it.
fn scope(scope: Scope) -> String {
    match scope {
        Scope::National => "national".into(),
        Scope::Regions(regions) => {
            let names: Vec<&str> = regions.iter().map(|region| region.name()).collect();
            format!("region:{}", names.join(","))
        }
        Scope::Asl(region, name) => format!("asl:{}:{}", region.name(), name.name()),
        Scope::Municipality(name) => format!("municipality:{}", name.name()),
    }
}
