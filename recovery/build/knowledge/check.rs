//! What must hold of every row.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    hours,
    names::Names,
    place, rows, sentence,
    source::{self, cite, is_url, no_url},
};

/// Every row, checked, by file.
pub(super) struct Knowledge {
    pub(super) files: Vec<(String, rows::File)>,
    pub(super) names: Names,
}

/// What each key stands for, to check that references go to the right kind.
struct Keys<'a> {
    kinds: BTreeMap<&'a str, &'static str>,
    sources: BTreeMap<&'a str, &'a rows::Source>,
    origins: BTreeMap<&'a str, rows::Origin<'a>>,
    cited: BTreeSet<String>,
    said: BTreeSet<String>,
    names: &'a Names,
}

pub(super) fn check(files: Vec<(String, rows::File)>, names: Names) -> Result<Knowledge, String> {
    {
        let mut keys = collect(&files, &names)?;
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
    Ok(Knowledge { files, names })
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

fn collect<'a>(files: &'a [(String, rows::File)], names: &'a Names) -> Result<Keys<'a>, String> {
    let mut keys = Keys {
        kinds: BTreeMap::new(),
        sources: BTreeMap::new(),
        origins: BTreeMap::new(),
        cited: BTreeSet::new(),
        said: BTreeSet::new(),
        names,
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
        source::check(row, keys.names).map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.text {
        sentence::check(row.said()).map_err(|why| format!("{}: {why}", row.key))?;
    }
    for (_, origin) in origins(file) {
        grounded(&origin, keys).map_err(|why| format!("{}: {why}", origin.key))?;
    }
    for row in &file.fact {
        keys.names
            .one("card", &row.card, "Card")
            .and_then(|()| keys.names.one("topic", &row.topic, "Topic"))
            .and_then(|()| keys.names.all("who", &row.who, "Requester"))
            .and_then(|()| keys.names.all("if", &row.only_if, "Condition"))
            .map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.document {
        keys.names
            .one("kind", &row.kind, "DocumentKind")
            .and_then(|()| refer(&row.instead_of, "document", keys))
            .map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.contact {
        contact(row, keys.names).map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.desk {
        opening(row.hours.as_deref())
            .and_then(|()| no_url(row.address.as_deref().unwrap_or_default()))
            .map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.path {
        path(row, keys).map_err(|why| format!("{}: {why}", row.key))?;
        if let Ok(place::Scope::Regions(set)) = place::scope(row.origin().scope, keys.names)
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
    place::scope(row.scope, keys.names)?;
    let about = row
        .about
        .ok_or("no word about what it is said of: activation, lost or both")?;
    keys.names.one("about", about, "Subject")?;
    if let Some(text) = row.text {
        sentence::none(row.said, "`text`")?;
        if keys.kinds.get(text) != Some(&"text") {
            return Err(format!("{text:?} is not a text"));
        }
        keys.said.insert(text.to_owned());
    } else {
        sentence::check(row.said)?;
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

fn contact(row: &rows::Contact, names: &Names) -> Result<(), String> {
    names.one("kind", &row.kind, "ContactKind")?;
    names.all("if", &row.only_if, "Condition")?;
    opening(row.hours.as_deref())?;
    let reach = row
        .reach
        .as_deref()
        .ok_or("no reach: any, landline or mobile")?;
    names.one("reach", reach, "Reach")?;
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
    keys.names.one("card", &row.card, "Card")?;
    let codes = row.codes.iter().chain(&row.on_request);
    keys.names.all("code", codes, "Code")?;
    let people = row.who.iter().chain(&row.not_for);
    keys.names.all("who", people, "Requester")?;
    keys.names.all("if", &row.only_if, "Condition")?;
    let facts = row.cost.iter().chain(&row.time).chain(&row.when);
    refer(facts.chain(&row.notes), "fact", keys)?;
    refer(&row.help, "contact", keys)?;
    if row.step.is_empty() {
        return Err("no step".into());
    }
    for step in &row.step {
        keys.names
            .one("channel", &step.channel, "Channel")
            .and_then(|()| keys.names.all("operation", &step.operation, "Operation"))
            .and_then(|()| keys.names.all("who", &step.who, "Requester"))
            .and_then(|()| keys.names.all("if", &step.only_if, "Condition"))
            .and_then(|()| refer(&step.documents, "document", keys))
            .and_then(|()| refer(&step.contacts, "contact", keys))
            .and_then(|()| refer(&step.desks, "desk", keys))
            .map_err(|why| format!("{}: {why}", step.key))?;
    }
    for delivery in &row.delivery {
        keys.names
            .one("part", &delivery.part, "Part")
            .and_then(|()| keys.names.one("by", &delivery.by, "Carrier"))
            .and_then(|()| keys.names.one("when", &delivery.when, "When"))
            .and_then(|()| refer(&delivery.sender, "contact", keys))
            .and_then(|()| keys.names.all("if", &delivery.only_if, "Condition"))
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

fn opening(text: Option<&str>) -> Result<(), String> {
    hours::parse(text.ok_or("no hours: write \"not stated\" if there are none")?).map(|_| ())
}
