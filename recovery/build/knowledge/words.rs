//! What is said besides the facts: a sentence, or a word, for each value of an
//! enumeration.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Deserialize;

use super::{names::Names, rows::Said, sentence};

/// The tables of `words`, the enumeration whose values each of them names, and what
/// its function is for.
const TABLES: [(&str, &str, &str); 18] = [
    (
        "question",
        "Input",
        "What is asked; for what is never asked, what it is.",
    ),
    ("card", "Card", "A kind of card."),
    ("code", "Code", "A code, in a sentence."),
    ("pin", "CodeState", "What there is of the PIN."),
    ("puk", "CodeState", "What there is of the PUK."),
    ("requester", "Requester", "Who asks."),
    ("contacts", "Contacts", "The contacts given."),
    ("region", "Region", "A Region's name."),
    ("label", "Label", "A heading or a short word."),
    ("reason", "Reason", "Why there is no way."),
    (
        "relation",
        "Relation",
        "How a stage follows the one before.",
    ),
    ("confidence", "Confidence", "How sure a fact is."),
    ("weekday", "Weekday", "A day of the week."),
    (
        "operation",
        "Operation",
        "What a program does itself: the words of its button.",
    ),
    (
        "phrase",
        "Phrase",
        "What is said in the same words each time.",
    ),
    ("half", "Half", "One of the halves, in a sentence."),
    (
        "occasion",
        "Occasion",
        "When codes are handed out, in a sentence.",
    ),
    (
        "join_note",
        "JoinNote",
        "What to tell about a code that was joined.",
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    it: Option<String>,
    en: Option<String>,
    de: Option<String>,
}

impl Sentence {
    fn said(&self) -> Said<'_> {
        [self.it.as_deref(), self.en.as_deref(), self.de.as_deref()]
    }
}

/// Tables of sentences by the names of values.
#[derive(Default)]
pub(super) struct Words(BTreeMap<String, BTreeMap<String, Sentence>>);

impl Words {
    /// Takes the tables of a file.
    pub(super) fn take(&mut self, text: &str) -> Result<(), String> {
        let tables: BTreeMap<String, BTreeMap<String, Sentence>> =
            toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        for (table, sentences) in tables {
            for (name, sentence) in &sentences {
                sentence::check(sentence.said()).map_err(|why| format!("{table}.{name}: {why}"))?;
            }
            self.0.entry(table).or_default().extend(sentences);
        }
        Ok(())
    }

    /// Refuses a value without a sentence, and a sentence without a value.
    pub(super) fn check(&self, names: &Names) -> Result<(), String> {
        for table in self.0.keys() {
            if !TABLES.iter().any(|(known, ..)| known == table) {
                return Err(format!("words: nothing says what is in {table:?}"));
            }
        }
        for (table, kind, _) in TABLES {
            let said = self.0.get(table).into_iter().flat_map(BTreeMap::keys);
            for name in said {
                names
                    .one("name", name, kind)
                    .map_err(|why| format!("words: {table}.{name}: {why}"))?;
            }
            for name in names.of(kind) {
                self.said(table, name)
                    .ok_or_else(|| format!("words: no {table}.{name}"))?;
            }
        }
        Ok(())
    }

    fn said(&self, table: &str, name: &str) -> Option<Said<'_>> {
        self.0.get(table)?.get(name).map(Sentence::said)
    }

    /// Their sentences behind those of the rows, and a function for each table: a
    /// value's sentence has the number of its place.
    pub(super) fn emit<'a>(&'a self, names: &Names, sentences: &mut Vec<Said<'a>>) -> String {
        let mut out = String::new();
        for (table, kind, doc) in TABLES {
            let first = sentences.len();
            let all = names.of(kind).iter();
            sentences.extend(all.filter_map(|name| self.said(table, name)));
            let _ = writeln!(
                out,
                "/// {doc}\n#[must_use]\n\
                 pub fn {table}(of: {kind}, lang: Lang) -> &'static str {{\n    \
                     TextKey({first} + of as u16).sentence(lang)\n}}"
            );
        }
        out
    }
}
