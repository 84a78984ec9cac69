//! The rows as Rust: a `static` for each. [`Tables`] has what they refer to.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{Generated, check::Knowledge, hours, rows, source::date, tables::Tables, words::Words};

pub(super) fn emit(all: &Knowledge, words: &Words) -> Result<Generated, String> {
    let tables = Tables::new(all);
    let mut out = String::new();
    let words = tables.texts(words, &mut out)?;
    let mut lists = Lists::default();
    let mut listed = Listed::new(all);
    for (_, file) in &all.files {
        for row in &file.source {
            lists.sources.push(constant(&row.key));
            tables.source(row, &mut out);
        }
        for row in &file.fact {
            lists.facts.push(constant(&row.key));
            let _ = writeln!(
                out,
                "pub(crate) static {}: Statement = Statement {{ fact: {}, card: Card::{}, \
                 topic: Topic::{}, main: {}, who: {}, only_if: {} }};",
                constant(&row.key),
                tables.fact(&row.origin()),
                variant(&row.card),
                variant(&row.topic),
                row.main,
                requesters(&row.who),
                conditions(&row.only_if),
            );
        }
        for row in &file.document {
            let _ = writeln!(
                out,
                "pub(crate) static {}: Document = Document {{ fact: {}, kind: DocumentKind::{}, \
                 instead_of: {} }};",
                constant(&row.key),
                tables.fact(&row.origin()),
                variant(&row.kind),
                row.instead_of.as_deref().map_or_else(
                    || "None".into(),
                    |other| format!("Some(RowKey({}))", tables.row(other))
                ),
            );
            lists.documents.push(constant(&row.key));
        }
        for row in &file.contact {
            lists.contacts.push(constant(&row.key));
            let _ = writeln!(
                out,
                "pub(crate) static {}: Contact = Contact {{ fact: {}, kind: ContactKind::{}, \
                 value: {:?}, reach: Reach::{}, hours: {}, only_if: {} }};",
                constant(&row.key),
                tables.fact(&row.origin()),
                variant(&row.kind),
                row.value,
                variant(row.reach.as_deref().unwrap_or_default()),
                opening(row.hours.as_deref()),
                conditions(&row.only_if),
            );
        }
        for row in &file.desk {
            lists.desks.push(constant(&row.key));
            let _ = writeln!(
                out,
                "pub(crate) static {}: Desk = Desk {{ fact: {}, address: {:?}, \
                 by_appointment: {}, hours: {} }};",
                constant(&row.key),
                tables.fact(&row.origin()),
                row.address,
                row.appointment,
                opening(row.hours.as_deref()),
            );
        }
        for row in &file.path {
            lists.paths.push(constant(&row.key));
            tables.path(row, &mut listed, &mut out);
        }
    }
    lists.write(&mut out);
    listed.write(&mut out);
    Ok(Generated { rows: out, words })
}

#[derive(Default)]
struct Lists {
    sources: Vec<String>,
    facts: Vec<String>,
    documents: Vec<String>,
    contacts: Vec<String>,
    desks: Vec<String>,
    paths: Vec<String>,
}

impl Lists {
    fn write(&self, out: &mut String) {
        for (name, kind, items) in [
            ("SOURCES", "Source", &self.sources),
            ("STATEMENTS", "Statement", &self.facts),
            ("DOCUMENTS", "Document", &self.documents),
            ("CONTACTS", "Contact", &self.contacts),
            ("DESKS", "Desk", &self.desks),
            ("PATHS", "Path", &self.paths),
        ] {
            let _ = writeln!(
                out,
                "pub(super) static {name}: &[&{kind}] = &{};",
                references(items.iter().map(String::as_str)),
            );
        }
    }
}

/// What steps and ways list, by number: a pointer each would cost a relocation
/// besides.
struct Listed<'a> {
    numbers: BTreeMap<&'a str, usize>,
    all: Vec<usize>,
}

impl<'a> Listed<'a> {
    fn new(all: &'a Knowledge) -> Self {
        let mut numbers = BTreeMap::new();
        let files = || all.files.iter().map(|(_, file)| file);
        let facts = files().flat_map(|file| file.fact.iter().map(|row| &row.key));
        let documents = files().flat_map(|file| file.document.iter().map(|row| &row.key));
        let contacts = files().flat_map(|file| file.contact.iter().map(|row| &row.key));
        let desks = files().flat_map(|file| file.desk.iter().map(|row| &row.key));
        numbers.extend(facts.enumerate().map(|(at, key)| (key.as_str(), at)));
        numbers.extend(documents.enumerate().map(|(at, key)| (key.as_str(), at)));
        numbers.extend(contacts.enumerate().map(|(at, key)| (key.as_str(), at)));
        numbers.extend(desks.enumerate().map(|(at, key)| (key.as_str(), at)));
        Self {
            numbers,
            all: Vec::new(),
        }
    }

    /// These rows, of one kind.
    fn rows(&mut self, keys: &[String]) -> String {
        let first = self.all.len();
        let numbers = keys.iter().map(|key| {
            let number = self.numbers.get(key.as_str());
            number.copied().unwrap_or_default()
        });
        self.all.extend(numbers);
        format!("Rows::new({first}, {})", keys.len())
    }

    fn write(&self, out: &mut String) {
        let all: Vec<String> = self.all.iter().map(usize::to_string).collect();
        let all = all.join(", ");
        let _ = writeln!(out, "pub(super) static LISTED: &[u16] = &[{all}];");
    }
}

impl Tables<'_> {
    fn source(&self, row: &rows::Source, out: &mut String) {
        let name = match &row.origin {
            Some(origin) => format!("SourceName::External({origin:?})"),
            None => format!(
                "SourceName::Document {{ title: {}, file: {:?} }}",
                self.text(&row.key),
                row.file.as_deref().unwrap_or_default(),
            ),
        };
        let day = |text: &str| match date(text) {
            Ok(Some((year, month, day))) => {
                format!("PartialDate::new({year}, {month:?}, {day:?})")
            }
            _ => "None".into(),
        };
        let _ = writeln!(
            out,
            "pub(crate) static {}: Source = Source {{ key: SourceKey({}), name: {name}, \
             kind: SourceKind::{}, url: {:?}, stated: {}, copied: {} }};",
            constant(&row.key),
            self.number(&row.key),
            variant(&row.kind),
            row.url,
            day(&row.stated),
            day(&row.copied),
        );
    }

    fn path(&self, row: &rows::Path, listed: &mut Listed<'_>, out: &mut String) {
        let whole = row.origin();
        let within = |own: rows::Origin<'_>| {
            let scope = own.scope.or(whole.scope).map(str::to_owned);
            let about = own.about.or(whole.about).map(str::to_owned);
            self.fact(&rows::Origin {
                scope: scope.as_deref(),
                about: about.as_deref(),
                ..own
            })
        };
        let mut steps = String::new();
        for step in &row.step {
            let operation = step.operation.as_deref().map_or_else(
                || "None".into(),
                |operation| format!("Some(Operation::{})", variant(operation)),
            );
            let _ = write!(
                steps,
                "Step {{ fact: {}, channel: Channel::{}, operation: {operation}, \
                 documents: {}, contacts: {}, desks: {}, who: {}, only_if: {} }}, ",
                within(step.origin()),
                variant(&step.channel),
                listed.rows(&step.documents),
                listed.rows(&step.contacts),
                listed.rows(&step.desks),
                requesters(&step.who),
                conditions(&step.only_if),
            );
        }
        let mut deliveries = String::new();
        for delivery in &row.delivery {
            let sender = delivery
                .sender
                .as_deref()
                .map_or_else(|| "None".into(), |key| format!("Some(&{})", constant(key)));
            let _ = write!(
                deliveries,
                "Delivery {{ fact: {}, part: Part::{}, by: Carrier::{}, when: When::{}, \
                 sender: {sender}, only_if: {} }}, ",
                within(delivery.origin()),
                variant(&delivery.part),
                variant(&delivery.by),
                variant(&delivery.when),
                conditions(&delivery.only_if),
            );
        }
        let codes = |codes: &[String]| {
            let codes = codes.iter().map(|code| format!("Code::{}", variant(code)));
            codes.collect::<Vec<_>>().join(", ")
        };
        let _ = writeln!(
            out,
            "pub(crate) static {}: Path = Path {{ fact: {}, card: Card::{}, codes: &[{}], \
             on_request: &[{}], who: {}, not_for: {}, only_if: {}, when: {}, cost: {}, time: {}, help: {}, notes: {}, link_lost: {}, second: {}, \
             steps: &[{steps}], deliveries: &[{deliveries}] }};",
            constant(&row.key),
            self.fact(&whole),
            variant(&row.card),
            codes(&row.codes),
            codes(&row.on_request),
            requesters(&row.who),
            requesters(&row.not_for),
            conditions(&row.only_if),
            statement(row.when.as_deref()),
            statement(row.cost.as_deref()),
            statement(row.time.as_deref()),
            listed.rows(&row.help),
            listed.rows(&row.notes),
            row.link_lost,
            row.second,
        );
    }
}

fn references(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names.map(|name| format!("&{}", name.as_ref())).collect();
    format!("[{}]", names.join(", "))
}

fn requesters(names: &[String]) -> String {
    bits("Requesters", names, "Requester", "u8")
}

fn conditions(names: &[String]) -> String {
    bits("Conditions", names, "Condition", "u16")
}

/// A set of an enumeration's values.
fn bits(set: &str, names: &[String], of: &str, size: &str) -> String {
    let bit = |name: &String| format!("1 << {of}::{} as {size}", variant(name));
    let bits: Vec<String> = names.iter().map(bit).collect();
    let bits = if bits.is_empty() {
        "0".into()
    } else {
        bits.join(" | ")
    };
    format!("{set}({bits})")
}

fn statement(key: Option<&str>) -> String {
    key.map_or_else(|| "None".into(), |key| format!("Some(&{})", constant(key)))
}

fn opening(text: Option<&str>) -> String {
    let Some(Ok(Some(spans))) = text.map(hours::parse) else {
        return "Hours::NotStated".into();
    };
    let spans: Vec<String> = spans
        .iter()
        .map(|span| {
            format!(
                "Span {{ days: Days({:#09b}), from: {}, to: Minute({}), disputed: {} }}",
                span.days,
                span.from
                    .map_or_else(|| "None".into(), |from| format!("Some(Minute({from}))")),
                span.to,
                span.disputed,
            )
        })
        .collect();
    format!("Hours::Stated(&[{}])", spans.join(", "))
}

fn constant(key: &str) -> String {
    key.to_ascii_uppercase()
}

/// `ts_cns` as `TsCns`.
pub(super) fn variant(key: &str) -> String {
    key.split('_')
        .map(|word| {
            let mut chars = word.chars();
            chars
                .next()
                .map(|first| first.to_ascii_uppercase().to_string() + chars.as_str())
                .unwrap_or_default()
        })
        .collect()
}
