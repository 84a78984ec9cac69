//! The rows as Rust: a `static` for each, and an enum of text keys for each
//! file, so that a language that lacks a text does not compile.

use std::fmt::Write as _;

use super::{
    check::{self, Knowledge},
    hours, rows,
};

pub(super) fn emit(all: &Knowledge) -> String {
    let mut out = String::new();
    keys(all, &mut out);
    let mut lists = Lists::default();
    for (name, file) in &all.files {
        let text = Text(name);
        for row in &file.source {
            lists.sources.push(constant(&row.key));
            source(row, text, &mut out);
        }
        for row in &file.fact {
            lists.facts.push(constant(&row.key));
            let _ = writeln!(
                out,
                "pub(crate) static {}: Statement = Statement {{ fact: {}, card: Card::{}, \
                 topic: Topic::{}, region: {} }};",
                constant(&row.key),
                fact(&row.key, &row.from, &row.confidence, text),
                variant(&row.card),
                variant(&row.topic),
                region(row.region.as_deref()),
            );
        }
        for row in &file.document {
            let _ = writeln!(
                out,
                "pub(crate) static {}: Document = Document {{ fact: {}, kind: DocumentKind::{} }};",
                constant(&row.key),
                fact(&row.key, &row.from, &row.confidence, text),
                variant(&row.kind),
            );
            lists.documents.push(constant(&row.key));
        }
        for row in &file.contact {
            lists.contacts.push(constant(&row.key));
            contact(row, text, &mut out);
        }
        for row in &file.desk {
            lists.desks.push(constant(&row.key));
            desk(row, text, &mut out);
        }
        for row in &file.path {
            lists.paths.push(constant(&row.key));
            path(row, text, &mut out);
        }
    }
    lists.write(&mut out);
    out
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

/// An enum of text keys for each file, and one over all.
fn keys(all: &Knowledge, out: &mut String) {
    let mut kinds = String::new();
    let mut names = String::new();
    let mut every = String::new();
    for (name, file) in &all.files {
        let kind = variant(name);
        let _ = writeln!(
            out,
            "/// The texts of the rows in `{name}.toml`.\n\
             #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n\
             pub enum {kind}Text {{"
        );
        let mut count = 0;
        for key in keys_of(file) {
            let variant = variant(key);
            let _ = writeln!(out, "    /// `{key}`.\n    {variant},");
            let _ = writeln!(
                names,
                "            Self::{kind}({kind}Text::{variant}) => {key:?},"
            );
            let _ = writeln!(every, "        Self::{kind}({kind}Text::{variant}),");
            count += 1;
        }
        out.push_str("}\n");
        if count > 0 {
            let _ = writeln!(kinds, "    /// Of `{name}.toml`.\n    {kind}({kind}Text),");
        }
    }
    let _ = writeln!(
        out,
        "/// By which a sentence of the knowledge is looked up in the catalogue.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n\
         pub enum TextKey {{\n{kinds}}}\n\
         impl TextKey {{\n    \
             /// Every key.\n    \
             pub const ALL: &[Self] = &[\n{every}    ];\n\n    \
             /// The stable name, which is the row's key.\n    \
             #[must_use]\n    \
             pub const fn name(self) -> &'static str {{\n        \
                 match self {{\n{names}        }}\n    }}\n}}"
    );
}

fn keys_of(file: &rows::File) -> Vec<&str> {
    let mut keys: Vec<&str> = Vec::new();
    // An external source is called by its origin in every language.
    let documents = file.source.iter().filter(|row| row.kind == "document");
    keys.extend(documents.map(|row| row.key.as_str()));
    keys.extend(file.fact.iter().map(|row| row.key.as_str()));
    keys.extend(file.document.iter().map(|row| row.key.as_str()));
    keys.extend(file.contact.iter().map(|row| row.key.as_str()));
    keys.extend(file.desk.iter().map(|row| row.key.as_str()));
    for path in &file.path {
        keys.push(&path.key);
        keys.extend(path.step.iter().map(|row| row.key.as_str()));
        keys.extend(path.delivery.iter().map(|row| row.key.as_str()));
    }
    keys
}

/// The file whose texts are asked for.
#[derive(Clone, Copy)]
struct Text<'a>(&'a str);

impl Text<'_> {
    fn key(self, key: &str) -> String {
        let kind = variant(self.0);
        format!("TextKey::{kind}({kind}Text::{})", variant(key))
    }
}

fn source(row: &rows::Source, text: Text<'_>, out: &mut String) {
    let name = match &row.origin {
        Some(origin) => format!("SourceName::External({origin:?})"),
        None => format!(
            "SourceName::Document {{ title: {}, file: {:?} }}",
            text.key(&row.key),
            row.file.as_deref().unwrap_or_default(),
        ),
    };
    let stated = match check::date(&row.stated) {
        Ok(Some((year, month, day))) => {
            format!("PartialDate::new({year}, Some({month}), {day:?})")
        }
        _ => "None".into(),
    };
    let _ = writeln!(
        out,
        "pub(crate) static {}: Source = Source {{ id: {:?}, name: {name}, stated: {stated} }};",
        constant(&row.key),
        row.key,
    );
}

fn fact(key: &str, from: &[String], confidence: &str, text: Text<'_>) -> String {
    let cites: Vec<String> = from
        .iter()
        .map(|from| {
            let (source, lines) = check::cite(from);
            format!("Cite {{ source: &{}, lines: {lines:?} }}", constant(source))
        })
        .collect();
    format!(
        "Fact {{ text: {}, confidence: Confidence::{}, cites: &[{}] }}",
        text.key(key),
        variant(confidence),
        cites.join(", "),
    )
}

fn contact(row: &rows::Contact, text: Text<'_>, out: &mut String) {
    let _ = writeln!(
        out,
        "pub(crate) static {}: Contact = Contact {{ fact: {}, kind: ContactKind::{}, value: {:?}, \
         scope: {}, reach: Reach::{}, hours: {} }};",
        constant(&row.key),
        fact(&row.key, &row.from, &row.confidence, text),
        variant(&row.kind),
        row.value,
        scope(row.scope.as_deref()),
        variant(row.reach.as_deref().unwrap_or_default()),
        opening(row.hours.as_deref()),
    );
}

fn desk(row: &rows::Desk, text: Text<'_>, out: &mut String) {
    let _ = writeln!(
        out,
        "pub(crate) static {}: Desk = Desk {{ fact: {}, address: {:?}, scope: {}, \
         by_appointment: {}, hours: {} }};",
        constant(&row.key),
        fact(&row.key, &row.from, &row.confidence, text),
        row.address,
        scope(row.scope.as_deref()),
        row.appointment,
        opening(row.hours.as_deref()),
    );
}

fn path(row: &rows::Path, text: Text<'_>, out: &mut String) {
    let mut steps = String::new();
    for step in &row.step {
        let _ = write!(
            steps,
            "Step {{ fact: {}, channel: Channel::{}, documents: &{}, contacts: &{}, desks: &{} }}, ",
            fact(&step.key, &step.from, &step.confidence, text),
            variant(&step.channel),
            references(step.documents.iter().map(|key| constant(key))),
            references(step.contacts.iter().map(|key| constant(key))),
            references(step.desks.iter().map(|key| constant(key))),
        );
    }
    let mut deliveries = String::new();
    for delivery in &row.delivery {
        let condition = match (&delivery.only_if, &delivery.unless) {
            (Some(_), _) => "Some(true)",
            (None, Some(_)) => "Some(false)",
            (None, None) => "None",
        };
        let sender = delivery
            .sender
            .as_deref()
            .map_or_else(|| "None".into(), |key| format!("Some(&{})", constant(key)));
        let _ = write!(
            deliveries,
            "Delivery {{ fact: {}, part: Part::{}, by: Carrier::{}, when: When::{}, \
             sender: {sender}, mobile: {condition} }}, ",
            fact(&delivery.key, &delivery.from, &delivery.confidence, text),
            variant(&delivery.part),
            variant(&delivery.by),
            variant(&delivery.when),
        );
    }
    let codes: Vec<String> = row
        .codes
        .iter()
        .map(|code| format!("Code::{}", variant(code)))
        .collect();
    let _ = writeln!(
        out,
        "pub(crate) static {}: Path = Path {{ fact: {}, card: Card::{}, region: {}, codes: &[{}], \
         cost: {}, time: {}, help: &{}, notes: &{}, link_lost: {}, steps: &[{steps}], deliveries: &[{deliveries}] }};",
        constant(&row.key),
        fact(&row.key, &row.from, &row.confidence, text),
        variant(&row.card),
        region(row.region.as_deref()),
        codes.join(", "),
        statement(row.cost.as_deref()),
        statement(row.time.as_deref()),
        references(row.help.iter().map(|key| constant(key))),
        references(row.notes.iter().map(|key| constant(key))),
        row.link_lost,
    );
}

fn references(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names.map(|name| format!("&{}", name.as_ref())).collect();
    format!("[{}]", names.join(", "))
}

fn statement(key: Option<&str>) -> String {
    key.map_or_else(|| "None".into(), |key| format!("Some(&{})", constant(key)))
}

fn region(name: Option<&str>) -> String {
    name.map_or_else(
        || "None".into(),
        |name| format!("Some(Region::{})", variant(name)),
    )
}

fn scope(text: Option<&str>) -> String {
    match text {
        Some("municipality") => "Scope::Municipality".into(),
        Some(text) if text.starts_with("region:") => {
            format!(
                "Scope::Region(Region::{})",
                variant(text.trim_start_matches("region:"))
            )
        }
        _ => "Scope::National".into(),
    }
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
fn variant(key: &str) -> String {
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
