//! What rows refer to, by number: texts, rows, sources, places, cited lines.
//!
//! What stands in every row is kept small: names are one string that is cut, and
//! a source is a number, since a pointer in a table costs a relocation besides.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    check::{self, Knowledge},
    emit::variant,
    place::{self, Scope},
    rows::{self, Said},
    sentence,
    source::cite,
    words::Words,
};

/// The numbers of rows, sources and places, the sentences, and every list of
/// cited places once.
pub(super) struct Tables<'a> {
    rows: BTreeMap<&'a str, usize>,
    sources: BTreeMap<&'a str, usize>,
    places: Vec<&'a str>,
    texts: Vec<(&'a str, Said<'a>)>,
    cites: Vec<&'a [String]>,
    all: &'a Knowledge,
}

impl<'a> Tables<'a> {
    pub(super) fn new(all: &'a Knowledge) -> Self {
        let mut tables = Self {
            rows: BTreeMap::new(),
            sources: BTreeMap::new(),
            places: Vec::new(),
            texts: Vec::new(),
            cites: Vec::new(),
            all,
        };
        for (_, file) in &all.files {
            for row in &file.source {
                let number = tables.sources.len();
                tables.sources.insert(&row.key, number);
            }
            tables.texts.extend(texts(file));
            for (_, origin) in check::origins(file) {
                let number = tables.rows.len();
                tables.rows.insert(origin.key, number);
                if !tables.cites.contains(&origin.from) {
                    tables.cites.push(origin.from);
                }
                if let Ok(Scope::Asl(_, name) | Scope::Municipality(name)) =
                    place::scope(origin.scope, &all.names)
                    && !tables.places.contains(&name)
                {
                    tables.places.push(name);
                }
            }
        }
        tables
    }

    /// The sentences; then the names of the rows and of the places, and what
    /// replaces what.
    pub(super) fn texts(&self, words: &Words, out: &mut String) -> Result<String, String> {
        let all = self.all;
        let mut sentences: Vec<Said<'_>> = self.texts.iter().map(|(_, said)| *said).collect();
        let _ = writeln!(
            out,
            "pub(super) const ROW_TEXTS: u16 = {};",
            sentences.len()
        );
        let said = words.emit(&all.names, &mut sentences);
        out.push_str(&sentence::pack(&sentences)?);
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
        Ok(said)
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

    pub(super) fn row(&self, key: &str) -> usize {
        self.rows.get(key).copied().unwrap_or_default()
    }

    pub(super) fn text(&self, key: &str) -> String {
        let texts = self.texts.iter();
        let number = texts.take_while(|(one, _)| *one != key).count();
        format!("TextKey({number})")
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
        match place::scope(text, &self.all.names) {
            Ok(Scope::Regions(set)) => format!("Scope::Regions(Regions({set}))"),
            Ok(Scope::Asl(region, name)) => format!(
                "Scope::Asl(Region::{}, PlaceName({}))",
                variant(region),
                number(name)
            ),
            Ok(Scope::Municipality(name)) => {
                format!("Scope::Municipality(PlaceName({}))", number(name))
            }
            Ok(Scope::National) | Err(_) => "Scope::National".into(),
        }
    }
}

/// The sentences of a file, by the keys of their rows.
fn texts(file: &rows::File) -> Vec<(&str, Said<'_>)> {
    // Another source is called by its origin in every language.
    let documents = file.source.iter().filter(|row| row.kind == "document");
    let mut texts: Vec<_> = documents
        .map(|row| (row.key.as_str(), row.said()))
        .collect();
    texts.extend(file.text.iter().map(|row| (row.key.as_str(), row.said())));
    let own = check::origins(file).into_iter().map(|(_, origin)| origin);
    let own = own.filter(|row| row.text.is_none());
    texts.extend(own.map(|row| (row.key, row.said)));
    texts
}
