//! `cie recover --sources`: every source and every fact, for whoever maintains
//! them. What is not a sentence of the catalogue is by its stable name.

use cie_core::recovery::{
    knowledge::{self, Fact, Scope, Source},
    text,
};
use serde_json::{Value, json};

use super::json::source;
use crate::{output::Done, text::Lang};

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
            done.lines
                .push(format!("  {key} [{scope}; {about}]: {text}"));
            for other in fact.replaces() {
                done.lines.push(format!("    > {}", other.fact.key.name()));
            }
        }
        let mut value = source(one, lang);
        if let Value::Object(object) = &mut value {
            let facts: Vec<Value> = taken.iter().map(|fact| of(fact, lang)).collect();
            object.insert("facts".into(), facts.into());
        }
        told.push(value);
    }
    done.field("sources", told)
}

fn of(fact: &Fact, lang: Lang) -> Value {
    let replaces: Vec<&str> = fact.replaces().map(|other| other.fact.key.name()).collect();
    json!({
        "key": fact.key.name(),
        "text": text::fact(fact, lang),
        "scope": scope(fact.scope),
        "about": fact.about.name(),
        "confidence": fact.confidence.name(),
        "replaces": replaces,
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
