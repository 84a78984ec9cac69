//! What must hold of every row.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    hours, place, rows,
    source::{self, cite, is_url, no_url},
};

const CARDS: &[&str] = &["cie", "ts_cns", "ts_without_chip"];
const CODES: &[&str] = &["pin", "puk", "cip"];
const TOPICS: &[&str] = &[
    "purpose",
    "length",
    "tries",
    "issue",
    "obtain",
    "activation",
    "use_online",
    "who",
    "cost",
    "time",
    "outcome",
    "loss",
    "faulty",
    "how",
    "conflict",
];
const REQUESTERS: &[&str] = &["holder", "parent", "guardian", "minor", "other"];
const DOCUMENTS: &[&str] = &[
    "id_document",
    "id_copy",
    "card",
    "card_copy",
    "form",
    "email",
];
const CONTACTS: &[&str] = &["phone", "email", "sender", "web"];
const REACHES: &[&str] = &["any", "landline", "mobile"];
const CHANNELS: &[&str] = &[
    "here",
    "app",
    "program",
    "desk",
    "phone",
    "online_form",
    "email",
    "video_call",
    "wait",
    "keep",
];
const OPERATIONS: &[&str] = &["unblock_pin"];
const PARTS: &[&str] = &["first", "second", "both", "not_stated"];
const CARRIERS: &[&str] = &["desk", "email", "sms", "letter"];
const TIMES: &[&str] = &["at_once", "after_video_call", "not_stated"];
const CONDITIONS: &[&str] = &["mobile", "no_mobile", "email", "no_email"];
/// Whether a source speaks of the first codes, of codes that are lost, or of both.
const SUBJECTS: &[&str] = &["activation", "lost", "both"];

/// Every row, checked, by file.
pub(super) struct Knowledge {
    pub(super) files: Vec<(String, rows::File)>,
}

/// What each key stands for, to check that references go to the right kind.
struct Keys<'a> {
    kinds: BTreeMap<&'a str, &'static str>,
    sources: BTreeMap<&'a str, &'a rows::Source>,
    origins: BTreeMap<&'a str, rows::Origin<'a>>,
    cited: BTreeSet<String>,
    said: BTreeSet<String>,
}

pub(super) fn check(files: Vec<(String, rows::File)>) -> Result<Knowledge, String> {
    {
        let mut keys = collect(&files)?;
        let mut regions = BTreeSet::new();
        for (name, file) in &files {
            file_rows(file, &mut keys, &mut regions)
                .map_err(|why| format!("{name}.toml: {why}"))?;
        }
        for (key, row) in &keys.sources {
            if !keys.cited.contains(*key) && row.struck.is_none() {
                return Err(format!("{key}: nothing cites this source"));
            }
        }
        for (key, kind) in &keys.kinds {
            if *kind == "text" && !keys.said.contains(*key) {
                return Err(format!("{key}: no row says this text"));
            }
        }
    }
    Ok(Knowledge { files })
}

/// Every row of a file that is a fact, in order.
pub(super) fn origins(file: &rows::File) -> Vec<(&'static str, rows::Origin<'_>)> {
    let mut all: Vec<(&'static str, rows::Origin<'_>)> = Vec::new();
    all.extend(file.fact.iter().map(|row| ("fact", row.origin())));
    all.extend(file.document.iter().map(|row| ("document", row.origin())));
    all.extend(file.contact.iter().map(|row| ("contact", row.origin())));
    all.extend(file.desk.iter().map(|row| ("desk", row.origin())));
    for path in &file.path {
        let whole = path.origin();
        let (scope, about) = (whole.scope, whole.about);
        all.push(("path", whole));
        let steps = path.step.iter().map(|row| ("step", row.origin()));
        let deliveries = path.delivery.iter().map(|row| ("delivery", row.origin()));
        all.extend(steps.chain(deliveries).map(|(kind, own)| {
            let (scope, about) = (own.scope.or(scope), own.about.or(about));
            (
                kind,
                rows::Origin {
                    scope,
                    about,
                    ..own
                },
            )
        }));
    }
    all
}

fn collect(files: &[(String, rows::File)]) -> Result<Keys<'_>, String> {
    let mut keys = Keys {
        kinds: BTreeMap::new(),
        sources: BTreeMap::new(),
        origins: BTreeMap::new(),
        cited: BTreeSet::new(),
        said: BTreeSet::new(),
    };
    for (name, file) in files {
        let mut all: Vec<(&str, &'static str)> = Vec::new();
        all.extend(file.source.iter().map(|row| (row.key.as_str(), "source")));
        all.extend(file.text.iter().map(|row| (row.key.as_str(), "text")));
        for (kind, origin) in origins(file) {
            all.push((origin.key, kind));
            keys.origins.insert(origin.key, origin);
        }
        for (key, kind) in all {
            let clean = key.starts_with(|c: char| c.is_ascii_lowercase())
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if !clean || key.contains("__") || key.ends_with('_') {
                return Err(format!(
                    "{name}.toml: {key:?} is not a key: a-z, 0-9 and single _"
                ));
            }
            if keys.kinds.insert(key, kind).is_some() {
                return Err(format!("{name}.toml: {key}: the key is there twice"));
            }
        }
        keys.sources
            .extend(file.source.iter().map(|row| (row.key.as_str(), row)));
    }
    Ok(keys)
}

fn file_rows<'a>(
    file: &'a rows::File,
    keys: &mut Keys<'a>,
    regions: &mut BTreeSet<u32>,
) -> Result<(), String> {
    for row in &file.source {
        source::check(row).map_err(|why| format!("{}: {why}", row.key))?;
    }
    for (_, origin) in origins(file) {
        grounded(&origin, keys).map_err(|why| format!("{}: {why}", origin.key))?;
    }
    for row in &file.fact {
        one_of("card", &row.card, CARDS)
            .and_then(|()| one_of("topic", &row.topic, TOPICS))
            .and_then(|()| all_of("who", &row.who, REQUESTERS))
            .map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.document {
        one_of("kind", &row.kind, DOCUMENTS).map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.contact {
        contact(row).map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.desk {
        opening(row.hours.as_deref())
            .and_then(|()| no_url(row.address.as_deref().unwrap_or_default()))
            .map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.path {
        path(row, keys).map_err(|why| format!("{}: {why}", row.key))?;
        if let Ok(place::Scope::Regions(set)) = place::scope(row.origin().scope)
            && !row.second
            && !regions.insert(set)
        {
            let scope = row.origin().scope.unwrap_or_default();
            return Err(format!("{}: {scope} has two first ways", row.key));
        }
    }
    Ok(())
}

/// Nothing is said without a source, a scope and a subject; its confidence is
/// that of the sources; what it replaces, it leads.
fn grounded(row: &rows::Origin<'_>, keys: &mut Keys<'_>) -> Result<(), String> {
    if row.from.is_empty() {
        return Err("no source".into());
    }
    let mut external = 0;
    for text in row.from {
        let (key, lines) = cite(text);
        let source = keys
            .sources
            .get(key)
            .ok_or_else(|| format!("{key:?} is not a source"))?;
        if let Some(why) = &source.struck {
            return Err(format!("{key} is struck out: {why}"));
        }
        match (source.last_line, lines) {
            (Some(end), Some((first, last))) if (1..=last).contains(&first) && last <= end => {}
            (Some(end), _) => {
                return Err(format!(
                    "{text:?} must name lines of the document, 1 to {end}"
                ));
            }
            (None, None) => external += 1,
            (None, Some(_)) => return Err(format!("{text:?}: only a document has lines")),
        }
        keys.cited.insert(key.to_owned());
    }
    match row.confidence {
        "source" if external == 0 => {}
        "source" => return Err("confidence \"source\" with another source".into()),
        "external" if external > 0 => {}
        "external" => return Err("confidence \"external\" without another source".into()),
        "inferred" => {}
        other => {
            return Err(format!(
                "{other:?} is not a confidence: source, external, inferred"
            ));
        }
    }
    place::scope(row.scope)?;
    let about = row
        .about
        .ok_or("no word about what it is said of: activation, lost or both")?;
    one_of("about", about, SUBJECTS)?;
    if let Some(text) = row.text {
        if keys.kinds.get(text) != Some(&"text") {
            return Err(format!("{text:?} is not a text"));
        }
        keys.said.insert(text.to_owned());
    }
    replaces(row, keys)
}

fn replaces(row: &rows::Origin<'_>, keys: &Keys<'_>) -> Result<(), String> {
    let sources = |from: &[String]| -> Vec<&rows::Source> {
        let keys = from
            .iter()
            .filter_map(|text| keys.sources.get(cite(text).0));
        keys.copied().collect()
    };
    for other in row.replaces {
        let replaced = keys
            .origins
            .get(other.as_str())
            .filter(|_| keys.kinds.get(other.as_str()) == Some(&"fact"))
            .ok_or_else(|| format!("{other:?} is not a fact to replace"))?;
        if !source::leads(&sources(row.from), &sources(replaced.from)) {
            return Err(format!(
                "{other} is neither older nor less official, so it cannot be replaced"
            ));
        }
    }
    Ok(())
}

fn contact(row: &rows::Contact) -> Result<(), String> {
    one_of("kind", &row.kind, CONTACTS)?;
    opening(row.hours.as_deref())?;
    let reach = row
        .reach
        .as_deref()
        .ok_or("no reach: any, landline or mobile")?;
    one_of("reach", reach, REACHES)?;
    let is_email = row.value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !row.value.contains(char::is_whitespace)
    });
    let digits = row.value.chars().filter(char::is_ascii_digit).count();
    let is_phone = digits >= 6
        && row
            .value
            .chars()
            .all(|c| c.is_ascii_digit() || "+ ./".contains(c));
    match row.kind.as_str() {
        "web" if is_url(&row.value) => Ok(()),
        "web" => Err(format!("{:?} is not a link", row.value)),
        "phone" if !is_phone => Err(format!("{:?} is not a phone number", row.value)),
        "email" | "sender" if !is_email => Err(format!("{:?} is not an e-mail address", row.value)),
        _ => no_url(&row.value),
    }
}

fn path(row: &rows::Path, keys: &Keys<'_>) -> Result<(), String> {
    one_of("card", &row.card, CARDS)?;
    all_of("code", &row.codes, CODES)?;
    let facts = row.cost.iter().chain(&row.time).chain(&row.when);
    refer(facts.chain(&row.notes), "fact", keys)?;
    refer(&row.help, "contact", keys)?;
    if row.step.is_empty() {
        return Err("no step".into());
    }
    for step in &row.step {
        one_of("channel", &step.channel, CHANNELS)
            .and_then(|()| all_of("operation", &step.operation, OPERATIONS))
            .and_then(|()| refer(&step.documents, "document", keys))
            .and_then(|()| refer(&step.contacts, "contact", keys))
            .and_then(|()| refer(&step.desks, "desk", keys))
            .map_err(|why| format!("{}: {why}", step.key))?;
    }
    for delivery in &row.delivery {
        one_of("part", &delivery.part, PARTS)
            .and_then(|()| one_of("by", &delivery.by, CARRIERS))
            .and_then(|()| one_of("when", &delivery.when, TIMES))
            .and_then(|()| refer(&delivery.sender, "contact", keys))
            .and_then(|()| all_of("if", &delivery.only_if, CONDITIONS))
            .map_err(|why| format!("{}: {why}", delivery.key))?;
    }
    Ok(())
}

fn refer<'a>(
    names: impl IntoIterator<Item = &'a String>,
    kind: &str,
    keys: &Keys<'_>,
) -> Result<(), String> {
    for name in names {
        if keys.kinds.get(name.as_str()) != Some(&kind) {
            return Err(format!("{name:?} is not a {kind}"));
        }
    }
    Ok(())
}

fn all_of<'a>(
    what: &str,
    values: impl IntoIterator<Item = &'a String>,
    allowed: &[&str],
) -> Result<(), String> {
    values
        .into_iter()
        .try_for_each(|value| one_of(what, value, allowed))
}

fn one_of(what: &str, value: &str, allowed: &[&str]) -> Result<(), String> {
    if allowed.contains(&value) {
        Ok(())
    } else {
        Err(format!(
            "{what} {value:?} is not one of {}",
            allowed.join(", ")
        ))
    }
}

fn opening(text: Option<&str>) -> Result<(), String> {
    hours::parse(text.ok_or("no hours: write \"not stated\" if there are none")?).map(|_| ())
}
