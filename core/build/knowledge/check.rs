//! What must hold of every row.

use std::collections::{BTreeMap, BTreeSet};

use super::{hours, rows};

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
    "how",
    "conflict",
];
const DOCUMENTS: &[&str] = &[
    "id_document",
    "id_copy",
    "card",
    "card_copy",
    "form",
    "email",
];
const CONTACTS: &[&str] = &["phone", "email", "sender"];
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
const PARTS: &[&str] = &["first", "second", "not_stated"];
const CARRIERS: &[&str] = &["desk", "email", "sms", "letter"];
const TIMES: &[&str] = &["at_once", "after_video_call", "not_stated"];
/// As `recovery::Region` names them.
const REGIONS: &[&str] = &[
    "abruzzo",
    "basilicata",
    "calabria",
    "campania",
    "emilia_romagna",
    "friuli_venezia_giulia",
    "lazio",
    "liguria",
    "lombardia",
    "marche",
    "molise",
    "piemonte",
    "puglia",
    "sardegna",
    "sicilia",
    "toscana",
    "umbria",
    "valle_d_aosta",
    "veneto",
    "trento",
    "bolzano",
    "trentino_alto_adige",
];

/// Every row, checked, by file.
pub(super) struct Knowledge {
    pub(super) files: Vec<(String, rows::File)>,
}

/// What each key stands for, to check that references go to the right kind.
struct Keys<'a> {
    kinds: BTreeMap<&'a str, &'static str>,
    sources: BTreeMap<&'a str, &'a rows::Source>,
    cited: BTreeSet<String>,
}

pub(super) fn check(files: Vec<(String, rows::File)>) -> Result<Knowledge, String> {
    {
        let mut keys = collect(&files)?;
        for (name, file) in &files {
            file_rows(file, &mut keys).map_err(|why| format!("{name}.toml: {why}"))?;
        }
        for source in keys.sources.keys() {
            if !keys.cited.contains(*source) {
                return Err(format!("sources.toml: {source}: nothing cites it"));
            }
        }
    }
    Ok(Knowledge { files })
}

fn collect(files: &[(String, rows::File)]) -> Result<Keys<'_>, String> {
    let mut keys = Keys {
        kinds: BTreeMap::new(),
        sources: BTreeMap::new(),
        cited: BTreeSet::new(),
    };
    for (name, file) in files {
        let mut all: Vec<(&str, &'static str)> = Vec::new();
        all.extend(file.source.iter().map(|row| (row.key.as_str(), "source")));
        all.extend(file.fact.iter().map(|row| (row.key.as_str(), "fact")));
        all.extend(
            file.document
                .iter()
                .map(|row| (row.key.as_str(), "document")),
        );
        all.extend(file.contact.iter().map(|row| (row.key.as_str(), "contact")));
        all.extend(file.desk.iter().map(|row| (row.key.as_str(), "desk")));
        for path in &file.path {
            all.push((&path.key, "path"));
            all.extend(path.step.iter().map(|row| (row.key.as_str(), "step")));
            all.extend(
                path.delivery
                    .iter()
                    .map(|row| (row.key.as_str(), "delivery")),
            );
        }
        for (key, kind) in all {
            let clean = key.starts_with(|c: char| c.is_ascii_lowercase())
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if !clean || key.contains("__") || key.ends_with('_') {
                return Err(format!(
                    "{name}.toml: {key:?} is no key: a-z, 0-9 and single _"
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

fn file_rows(file: &rows::File, keys: &mut Keys<'_>) -> Result<(), String> {
    for row in &file.source {
        source(row).map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.fact {
        grounded(&row.from, &row.confidence, keys)
            .and_then(|()| one_of("card", &row.card, CARDS))
            .and_then(|()| one_of("topic", &row.topic, TOPICS))
            .and_then(|()| region(row.region.as_deref()))
            .map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.document {
        grounded(&row.from, &row.confidence, keys)
            .and_then(|()| one_of("kind", &row.kind, DOCUMENTS))
            .map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.contact {
        contact(row, keys).map_err(|why| format!("{}: {why}", row.key))?;
    }
    for row in &file.desk {
        grounded(&row.from, &row.confidence, keys)
            .and_then(|()| scope(row.scope.as_deref()))
            .and_then(|()| opening(row.hours.as_deref()))
            .and_then(|()| no_url(row.address.as_deref().unwrap_or_default()))
            .map_err(|why| format!("{}: {why}", row.key))?;
    }
    let mut regions = BTreeSet::new();
    for row in &file.path {
        path(row, keys).map_err(|why| format!("{}: {why}", row.key))?;
        if let Some(region) = &row.region
            && !regions.insert(region)
        {
            return Err(format!("{}: {region} has two paths", row.key));
        }
    }
    Ok(())
}

fn source(row: &rows::Source) -> Result<(), String> {
    match (row.kind.as_str(), &row.file, row.last_line, &row.origin) {
        ("document", Some(_), Some(1..), None) => {}
        ("document", ..) => return Err("a document has a file and a last line, no origin".into()),
        ("external", None, None, Some(origin)) => no_url(origin)?,
        ("external", ..) => return Err("an external source has an origin alone".into()),
        (kind, ..) => return Err(format!("{kind:?} is no kind of source")),
    }
    date(&row.stated).map(|_| ())
}

/// `none`, `YYYY-MM` or `YYYY-MM-DD`: year, month, day.
pub(super) fn date(text: &str) -> Result<Option<(u16, u8, Option<u8>)>, String> {
    if text == "none" {
        return Ok(None);
    }
    let wrong = || format!("{text:?} is no date: YYYY-MM-DD, YYYY-MM or none");
    let parts: Vec<&str> = text.split('-').collect();
    let (year, month, day) = match *parts {
        [year, month] => (year, month, None),
        [year, month, day] => (year, month, Some(day)),
        _ => return Err(wrong()),
    };
    let year: u16 = year.parse().map_err(|_| wrong())?;
    let month: u8 = month.parse().map_err(|_| wrong())?;
    let day: Option<u8> = day.map(str::parse).transpose().map_err(|_| wrong())?;
    if !(1990..=2100).contains(&year)
        || !(1..=12).contains(&month)
        || day.is_some_and(|d| !(1..=31).contains(&d))
    {
        return Err(wrong());
    }
    Ok(Some((year, month, day)))
}

/// A citation: the source's key, and the lines of a document.
pub(super) fn cite(text: &str) -> (&str, Option<(u16, u16)>) {
    let Some((key, lines)) = text.split_once(' ') else {
        return (text, None);
    };
    let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) => (key, Some((first, last))),
        // No line 0: refused below.
        _ => (key, Some((0, 0))),
    }
}

/// Nothing is said without a source, and its confidence is that of the sources.
fn grounded(from: &[String], confidence: &str, keys: &mut Keys<'_>) -> Result<(), String> {
    if from.is_empty() {
        return Err("no source".into());
    }
    let mut external = 0;
    for text in from {
        let (key, lines) = cite(text);
        let source = keys
            .sources
            .get(key)
            .ok_or_else(|| format!("{key:?} is no source"))?;
        match (source.last_line, lines) {
            (Some(end), Some((first, last))) if (1..=last).contains(&first) && last <= end => {}
            (Some(end), _) => {
                return Err(format!(
                    "{text:?} must name lines of the document, 1 to {end}"
                ));
            }
            (None, None) => external += 1,
            (None, Some(_)) => return Err(format!("{text:?}: an external source has no lines")),
        }
        keys.cited.insert(key.to_owned());
    }
    match confidence {
        "source" if external == 0 => Ok(()),
        "source" => Err("confidence \"source\" with an external source".into()),
        "external" if external > 0 => Ok(()),
        "external" => Err("confidence \"external\" without an external source".into()),
        "inferred" => Ok(()),
        _ => Err(format!(
            "{confidence:?} is no confidence: source, external, inferred"
        )),
    }
}

fn contact(row: &rows::Contact, keys: &mut Keys<'_>) -> Result<(), String> {
    grounded(&row.from, &row.confidence, keys)?;
    one_of("kind", &row.kind, CONTACTS)?;
    scope(row.scope.as_deref())?;
    opening(row.hours.as_deref())?;
    let reach = row
        .reach
        .as_deref()
        .ok_or("no reach: any, landline or mobile")?;
    one_of("reach", reach, REACHES)?;
    no_url(&row.value)?;
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
        "phone" if !is_phone => Err(format!("{:?} is no phone number", row.value)),
        "email" | "sender" if !is_email => Err(format!("{:?} is no e-mail address", row.value)),
        _ => Ok(()),
    }
}

fn path(row: &rows::Path, keys: &mut Keys<'_>) -> Result<(), String> {
    grounded(&row.from, &row.confidence, keys)?;
    one_of("card", &row.card, CARDS)?;
    region(row.region.as_deref())?;
    for code in &row.codes {
        one_of("code", code, CODES)?;
    }
    refer(
        row.cost.iter().chain(&row.time).chain(&row.notes),
        "fact",
        keys,
    )?;
    refer(&row.help, "contact", keys)?;
    if row.step.is_empty() {
        return Err("no step".into());
    }
    for step in &row.step {
        grounded(&step.from, &step.confidence, keys)
            .and_then(|()| one_of("channel", &step.channel, CHANNELS))
            .and_then(|()| refer(&step.documents, "document", keys))
            .and_then(|()| refer(&step.contacts, "contact", keys))
            .and_then(|()| refer(&step.desks, "desk", keys))
            .map_err(|why| format!("{}: {why}", step.key))?;
    }
    for delivery in &row.delivery {
        grounded(&delivery.from, &delivery.confidence, keys)
            .and_then(|()| one_of("part", &delivery.part, PARTS))
            .and_then(|()| one_of("by", &delivery.by, CARRIERS))
            .and_then(|()| one_of("when", &delivery.when, TIMES))
            .and_then(|()| refer(&delivery.sender, "contact", keys))
            .and_then(|()| condition(delivery))
            .map_err(|why| format!("{}: {why}", delivery.key))?;
    }
    Ok(())
}

fn condition(row: &rows::Delivery) -> Result<(), String> {
    match (row.only_if.as_deref(), row.unless.as_deref()) {
        (None, None) | (Some("mobile"), None) | (None, Some("mobile")) => Ok(()),
        _ => Err("a condition is `if = \"mobile\"` or `unless = \"mobile\"`".into()),
    }
}

fn refer<'a>(
    names: impl IntoIterator<Item = &'a String>,
    kind: &str,
    keys: &Keys<'_>,
) -> Result<(), String> {
    for name in names {
        if keys.kinds.get(name.as_str()) != Some(&kind) {
            return Err(format!("{name:?} is no {kind}"));
        }
    }
    Ok(())
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

fn region(name: Option<&str>) -> Result<(), String> {
    name.map_or(Ok(()), |name| one_of("region", name, REGIONS))
}

/// A number without a scope would be shown to people who cannot use it.
fn scope(text: Option<&str>) -> Result<(), String> {
    match text {
        None => Err("no scope: national, municipality or region:NAME".into()),
        Some("national" | "municipality") => Ok(()),
        Some(text) => match text.strip_prefix("region:") {
            Some(name) => region(Some(name)),
            None => Err(format!("{text:?} is no scope")),
        },
    }
}

fn opening(text: Option<&str>) -> Result<(), String> {
    hours::parse(text.ok_or("no hours: write \"not stated\" if there are none")?).map(|_| ())
}

/// The two documents lost their links, and no other source gave one with a date.
fn no_url(value: &str) -> Result<(), String> {
    let low = value.to_ascii_lowercase();
    if low.contains("://") || low.contains("www.") {
        return Err(format!("{value:?} is a link, and no source has one"));
    }
    Ok(())
}
