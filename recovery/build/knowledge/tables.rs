//! What rows refer to, by number: texts, rows, sources, places, cited lines.
//!
//! What stands in every row is kept small: names are one string that is cut, and
//! a source is a number, since a pointer in a table costs a relocation besides.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    GROUPS,
    check::{self, Knowledge},
    emit::variant,
    place::{self, REGIONS},
    rows,
    source::cite,
};

/// The numbers of rows, sources and places, the group of each text, and every
/// list of cited places once.
pub(super) struct Tables<'a> {
    rows: BTreeMap<&'a str, usize>,
    sources: BTreeMap<&'a str, usize>,
    places: Vec<&'a str>,
    groups: BTreeMap<&'a str, &'a str>,
    cites: Vec<&'a [String]>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(all: &'a Knowledge) -> Self {
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
    pub(super) fn texts(&self, all: &Knowledge, out: &mut String) {
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
            let _ = write!(numbers, "            Self::{kind}(key) => key as usize");
            if before > 0 {
                let _ = write!(numbers, " + {before}");
            }
            numbers.push_str(",\n");
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
        let mut files = String::new();
        let mut first = 0;
        for (name, file) in &all.files {
            let _ = write!(files, "({first}, {name:?}), ");
            first += check::origins(file).len();
        }
        let _ = writeln!(out, "pub(super) static FILES: &[(u16, &str)] = &[{files}];");
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

    pub(super) fn number(&self, source: &str) -> usize {
        self.sources.get(source).copied().unwrap_or_default()
    }

    fn row(&self, key: &str) -> usize {
        self.rows.get(key).copied().unwrap_or_default()
    }

    pub(super) fn text(&self, key: &str) -> String {
        let kind = variant(self.groups.get(key).copied().unwrap_or_default());
        format!("TextKey::{kind}({kind}Text::{})", variant(key))
    }

    pub(super) fn fact(&self, origin: &rows::Origin<'_>) -> String {
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
