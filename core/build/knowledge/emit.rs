//! The rows as Rust: a `static` for each, and an enum of text keys for each
//! group, so that a language that lacks a text does not compile.
//!
//! What stands in every row is kept small: names are one string that is cut, and
//! a source is a number, since a pointer in a table costs a relocation besides.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    GROUPS,
    check::{self, Knowledge},
    hours,
    place::{self, REGIONS},
    rows,
    source::{cite, date},
};

pub(super) fn emit(all: &Knowledge) -> String {
    let tables = Tables::new(all);
    let mut out = String::new();
    tables.texts(all, &mut out);
    let mut lists = Lists::default();
    for (_, file) in &all.files {
        for row in &file.source {
            lists.sources.push(constant(&row.key));
            tables.source(row, &mut out);
        }
        for row in &file.fact {
            lists.facts.push(constant(&row.key));
            let who: Vec<String> = row
                .who
                .iter()
                .map(|one| format!("1 << Requester::{} as u8", variant(one)))
                .collect();
            let who = if who.is_empty() {
                "0".into()
            } else {
                who.join(" | ")
            };
            let _ = writeln!(
                out,
                "pub(crate) static {}: Statement = Statement {{ fact: {}, card: Card::{}, \
                 topic: Topic::{}, main: {}, who: Requesters({who}) }};",
                constant(&row.key),
                tables.fact(&row.origin()),
                variant(&row.card),
                variant(&row.topic),
                row.main,
            );
        }
        for row in &file.document {
            let _ = writeln!(
                out,
                "pub(crate) static {}: Document = Document {{ fact: {}, kind: DocumentKind::{} }};",
                constant(&row.key),
                tables.fact(&row.origin()),
                variant(&row.kind),
            );
            lists.documents.push(constant(&row.key));
        }
        for row in &file.contact {
            lists.contacts.push(constant(&row.key));
            let _ = writeln!(
                out,
                "pub(crate) static {}: Contact = Contact {{ fact: {}, kind: ContactKind::{}, \
                 value: {:?}, reach: Reach::{}, hours: {} }};",
                constant(&row.key),
                tables.fact(&row.origin()),
                variant(&row.kind),
                row.value,
                variant(row.reach.as_deref().unwrap_or_default()),
                opening(row.hours.as_deref()),
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
            tables.path(row, &mut out);
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

/// The numbers of rows, sources and places, the group of each text, and every
/// list of cited places once.
struct Tables<'a> {
    rows: BTreeMap<&'a str, usize>,
    sources: BTreeMap<&'a str, usize>,
    places: Vec<&'a str>,
    groups: BTreeMap<&'a str, &'a str>,
    cites: Vec<&'a [String]>,
}

impl<'a> Tables<'a> {
    fn new(all: &'a Knowledge) -> Self {
        let mut tables = Self {
            rows: BTreeMap::new(),
            sources: BTreeMap::new(),
            places: Vec::new(),
            groups: BTreeMap::new(),
            cites: Vec::new(),
        };
        for (name, file) in &all.files {
            let group = name.split('/').next().unwrap_or_default();
            for row in &file.source {
                let number = tables.sources.len();
                tables.sources.insert(&row.key, number);
            }
            for key in texts(file) {
                tables.groups.insert(key, group);
            }
            for (_, origin) in check::origins(file) {
                let number = tables.rows.len();
                tables.rows.insert(origin.key, number);
                if !tables.cites.contains(&origin.from) {
                    tables.cites.push(origin.from);
                }
                if let Ok(place::Scope::Asl(_, name) | place::Scope::Municipality(name)) =
                    place::scope(origin.scope)
                    && !tables.places.contains(&name)
                {
                    tables.places.push(name);
                }
            }
        }
        tables
    }

    /// An enum of text keys for each group and one over all; then the names of
    /// the rows and of the places, and what replaces what.
    fn texts(&self, all: &Knowledge, out: &mut String) {
        let mut kinds = String::new();
        let mut every = String::new();
        let mut numbers = String::new();
        let mut before = 0;
        for group in GROUPS {
            let kind = variant(group);
            let of_group = |name: &str| name.split('/').next() == Some(group);
            let files = all.files.iter().filter(|(name, _)| of_group(name));
            let keys: Vec<&str> = files.flat_map(|(_, file)| texts(file)).collect();
            let _ = writeln!(
                out,
                "/// The texts of the rows in `{group}`.\n\
                 #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n\
                 pub enum {kind}Text {{"
            );
            for key in &keys {
                let variant = variant(key);
                let _ = writeln!(out, "    /// `{key}`.\n    {variant},");
                let _ = writeln!(every, "        Self::{kind}({kind}Text::{variant}),");
            }
            out.push_str("}\n");
            let _ = writeln!(
                numbers,
                "            Self::{kind}(key) => {before} + key as usize,"
            );
            before += keys.len();
            let _ = writeln!(kinds, "    /// Of `{group}`.\n    {kind}({kind}Text),");
        }
        let _ = writeln!(
            out,
            "/// By which a sentence of the knowledge is looked up in the catalogue.\n\
             #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n\
             pub enum TextKey {{\n{kinds}}}\n\
             impl TextKey {{\n    \
                 /// Every key.\n    \
                 pub const ALL: &[Self] = &[\n{every}    ];\n    \
                 /// The place in [`Self::ALL`].\n    \
                 pub(crate) const fn number(self) -> usize {{\n        \
                     match self {{\n{numbers}        }}\n    }}\n}}"
        );
        let mut names: Vec<(&str, usize)> = self.rows.iter().map(|(k, n)| (*k, *n)).collect();
        names.sort_by_key(|(_, number)| *number);
        let names: Vec<&str> = names.into_iter().map(|(name, _)| name).collect();
        let sources = || all.files.iter().flat_map(|(_, file)| &file.source);
        let mut replaced = String::new();
        for (_, file) in &all.files {
            for (_, origin) in check::origins(file) {
                for other in origin.replaces {
                    let _ = write!(
                        replaced,
                        "(RowKey({}), RowKey({})), ",
                        self.row(origin.key),
                        self.row(other)
                    );
                }
            }
        }
        let _ = writeln!(
            out,
            "pub(super) static ROW_NAMES: &str = {:?};\n\
             pub(super) static PLACE_NAMES: &str = {:?};\n\
             pub(super) static SOURCE_NAMES: &str = {:?};\n\
             pub(super) static CITES: &[Cite] = &[{}];\n\
             pub(super) static STRUCK: &[(SourceKey, &str)] = &[{}];\n\
             pub(super) static REPLACED: &[(RowKey, RowKey)] = &[{replaced}];",
            names.join("\n"),
            self.places.join("\n"),
            sources()
                .map(|row| row.key.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            self.cited(),
            sources()
                .filter_map(|row| {
                    let why = row.struck.as_deref()?;
                    Some(format!("(SourceKey({}), {why:?}), ", self.number(&row.key)))
                })
                .collect::<String>(),
        );
    }

    /// Every list of cited places, one behind the other.
    fn cited(&self) -> String {
        let mut out = String::new();
        for from in self.cites.iter().copied().flatten() {
            let (source, lines) = cite(from);
            let _ = write!(
                out,
                "Cite {{ source: {}, lines: {:?} }}, ",
                self.number(source),
                lines.unwrap_or((0, 0))
            );
        }
        out
    }

    fn number(&self, source: &str) -> usize {
        self.sources.get(source).copied().unwrap_or_default()
    }

    fn row(&self, key: &str) -> usize {
        self.rows.get(key).copied().unwrap_or_default()
    }

    fn text(&self, key: &str) -> String {
        let kind = variant(self.groups.get(key).copied().unwrap_or_default());
        format!("TextKey::{kind}({kind}Text::{})", variant(key))
    }

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
                format!("PartialDate::new({year}, Some({month}), {day:?})")
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

    fn fact(&self, origin: &rows::Origin<'_>) -> String {
        let lists = self.cites.iter();
        let first: usize = lists
            .take_while(|from| **from != origin.from)
            .map(|from| from.len())
            .sum();
        format!(
            "Fact {{ key: RowKey({}), text: {}, confidence: Confidence::{}, \
             about: Subject::{}, scope: {}, cites: Cites {{ first: {first}, count: {} }} }}",
            self.row(origin.key),
            self.text(origin.text.unwrap_or(origin.key)),
            variant(origin.confidence),
            variant(origin.about.unwrap_or_default()),
            self.scope(origin.scope),
            origin.from.len(),
        )
    }

    fn scope(&self, text: Option<&str>) -> String {
        let number = |name: &str| self.places.iter().position(|one| *one == name).unwrap_or(0);
        match place::scope(text) {
            Ok(place::Scope::Regions(set)) => format!("Scope::Regions(Regions({set}))"),
            Ok(place::Scope::Asl(region, name)) => format!(
                "Scope::Asl(Region::{}, PlaceName({}))",
                variant(REGIONS.get(region).copied().unwrap_or_default()),
                number(name)
            ),
            Ok(place::Scope::Municipality(name)) => {
                format!("Scope::Municipality(PlaceName({}))", number(name))
            }
            Ok(place::Scope::National) | Err(_) => "Scope::National".into(),
        }
    }

    fn path(&self, row: &rows::Path, out: &mut String) {
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
                 documents: &{}, contacts: &{}, desks: &{} }}, ",
                within(step.origin()),
                variant(&step.channel),
                references(step.documents.iter().map(|key| constant(key))),
                references(step.contacts.iter().map(|key| constant(key))),
                references(step.desks.iter().map(|key| constant(key))),
            );
        }
        let mut deliveries = String::new();
        for delivery in &row.delivery {
            let condition = delivery.only_if.as_deref().map_or_else(
                || "None".into(),
                |only_if| format!("Some(Condition::{})", variant(only_if)),
            );
            let sender = delivery
                .sender
                .as_deref()
                .map_or_else(|| "None".into(), |key| format!("Some(&{})", constant(key)));
            let _ = write!(
                deliveries,
                "Delivery {{ fact: {}, part: Part::{}, by: Carrier::{}, when: When::{}, \
                 sender: {sender}, only_if: {condition} }}, ",
                within(delivery.origin()),
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
            "pub(crate) static {}: Path = Path {{ fact: {}, card: Card::{}, codes: &[{}], \
             when: {}, cost: {}, time: {}, help: &{}, notes: &{}, link_lost: {}, second: {}, \
             steps: &[{steps}], deliveries: &[{deliveries}] }};",
            constant(&row.key),
            self.fact(&whole),
            variant(&row.card),
            codes.join(", "),
            statement(row.when.as_deref()),
            statement(row.cost.as_deref()),
            statement(row.time.as_deref()),
            references(row.help.iter().map(|key| constant(key))),
            references(row.notes.iter().map(|key| constant(key))),
            row.link_lost,
            row.second,
        );
    }
}

/// The keys of a file that have a sentence of their own.
fn texts(file: &rows::File) -> Vec<&str> {
    // Another source is called by its origin in every language.
    let documents = file.source.iter().filter(|row| row.kind == "document");
    let mut keys: Vec<&str> = documents.map(|row| row.key.as_str()).collect();
    keys.extend(file.text.iter().map(|row| row.key.as_str()));
    let own = check::origins(file).into_iter().map(|(_, origin)| origin);
    keys.extend(own.filter(|row| row.text.is_none()).map(|row| row.key));
    keys
}

fn references(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names.map(|name| format!("&{}", name.as_ref())).collect();
    format!("[{}]", names.join(", "))
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
