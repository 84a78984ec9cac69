//! The English of comments, documents and sentences, as far as a program can judge it, and the one
//! voice of the sentences for citizens ([ADR 0024](../../../docs/adr/0024-one-voice.md)).

use std::path::{Path, PathBuf};

use crate::markdown::{files, read};

/// These hold what they refuse.
const QUOTING: [&str; 3] = [
    "docs/glossary.md",
    "recovery/tests/recovery/voice.rs",
    "tests/tests/docs/language.rs",
];

const BE: [&str; 4] = ["is", "are", "was", "were"];
const HAVE: [&str; 3] = ["has", "have", "had"];

/// What may stand behind "is no": "is no longer", "is no more than".
const COMPARED: [&str; 16] = [
    "longer",
    "more",
    "less",
    "fewer",
    "other",
    "better",
    "worse",
    "different",
    "greater",
    "larger",
    "smaller",
    "later",
    "earlier",
    "wider",
    "further",
    "one",
];

/// What stands before a noun, and so behind a "has" that means "possesses".
const BEFORE_A_NOUN: [&str; 17] = [
    "a", "an", "the", "any", "its", "his", "her", "their", "our", "this", "that", "these", "those",
    "such", "enough", "what", "no",
];

/// The formal address of Italian. `Sue` and `Suo` are names, too, and are looked for where only
/// Italian is.
const FORMAL: [&str; 4] = ["Sua", "Suo", "Suoi", "Sue"];

/// The formal imperative, where a sentence begins with it. Those that are nouns as well ("controlli",
/// "usi") are not here.
const FORMAL_IMPERATIVES: [&str; 20] = [
    "Allontani",
    "Attivi",
    "Avvicini",
    "Chieda",
    "Chiuda",
    "Clicchi",
    "Confronti",
    "Inserisca",
    "Ricominci",
    "Riprovi",
    "Salvi",
    "Sblocchi",
    "Scelga",
    "Scriva",
    "Si fidi",
    "Telefoni",
    "Tenga",
    "Unisca",
    "Vada",
    "Verifichi",
];

/// A word, as it stands in the text and without what surrounds it.
pub(crate) struct Word<'t> {
    raw: &'t str,
    pub(crate) bare: &'t str,
    line: usize,
}

impl Word<'_> {
    fn is(&self, one_of: &[&str]) -> bool {
        one_of
            .iter()
            .any(|word| self.bare.eq_ignore_ascii_case(word))
    }

    fn ends_a_sentence(&self) -> bool {
        let end = self
            .raw
            .trim_end_matches(['"', '\'', ')', '»', '*', '_', '`']);
        end.ends_with(['.', ':', '?', '!', ';'])
    }

    /// Whether nothing separates it from the word behind it.
    fn goes_on(&self) -> bool {
        self.raw.ends_with(self.bare)
    }
}

/// The words of a text, over the ends of lines; without what marks a comment, a list or a string
/// that goes on.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let lines = text.lines().enumerate();
    let all =
        lines.flat_map(|(number, line)| line.split_whitespace().map(move |raw| (number, raw)));
    let marks = |raw: &&str| raw.chars().any(char::is_alphanumeric);
    all.filter(|(_, raw)| marks(raw))
        .map(|(number, raw)| Word {
            raw,
            bare: raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '`'),
            line: number + 1,
        })
        .collect()
}

/// What a native speaker would not write: line and words.
fn mistakes(text: &str) -> Vec<String> {
    // The end of a table's cell is the end of what it says.
    let text = text.replace(" |", "|");
    let words = words(&text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let behind = |distance: usize| words.get(at + distance);
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let Some(next) = behind(1).filter(|_| word.goes_on()) else {
            continue;
        };
        let third = behind(2).filter(|_| next.goes_on());
        let there = before.is_some_and(|word| word.bare.to_lowercase().ends_with("there"));
        let none_for_not = word.is(&BE)
            && !there
            && (next.bare == "none"
                || next.bare == "no" && third.is_some_and(|third| !third.is(&COMPARED)));
        let not_for_none = word.is(&HAVE)
            && next.bare == "not"
            && third.is_some_and(|third| third.is(&BEFORE_A_NOUN));
        let who = word.is(&["to", "for", "by", "with"]) && next.bare == "who";
        let who_not = word.bare.eq_ignore_ascii_case("who")
            && next.is(&HAVE)
            && third.is_some_and(|third| third.bare == "not")
            && behind(3).is_some_and(|fourth| fourth.is(&BEFORE_A_NOUN));
        let fragment = word.bare == "By" && next.bare == "which"
            || ["With", "In", "Of"].contains(&word.bare)
                && next.bare == "what"
                && third.is_none_or(|third| third.bare != "follows")
                && before.is_none_or(|before| before.line < word.line);
        if none_for_not || not_for_none || who || who_not || fragment {
            let said = [Some(word), Some(next), third].into_iter().flatten();
            let said: Vec<_> = said.map(|word| word.bare).collect();
            found.push(format!("{}: {}", word.line, said.join(" ")));
        }
    }
    found
}

/// Where Italian says *Lei*.
fn formal(text: &str) -> Vec<String> {
    let words = words(text);
    let mut found = Vec::new();
    let mut starts = true;
    for (at, word) in words.iter().enumerate() {
        let pair = words
            .get(at + 1)
            .map(|next| format!("{} {}", word.bare, next.bare));
        let imperative = FORMAL_IMPERATIVES
            .iter()
            .any(|one| *one == word.bare || pair.as_deref() == Some(one));
        let quoted = word.raw.starts_with(['*', '`', '«']);
        if !quoted && (word.bare == "Lei" || !starts && FORMAL.contains(&word.bare) || imperative) {
            found.push(format!("{}: {}", word.line, word.bare));
        }
        starts = word.ends_a_sentence();
    }
    found
}

/// The literals of a program; any other text as it is.
pub(crate) fn said(path: &Path, text: &str) -> String {
    if path
        .extension()
        .is_some_and(|extension| extension == "rs" || extension == "swift")
    {
        text.split('"')
            .skip(1)
            .step_by(2)
            .collect::<Vec<_>>()
            .join("\n")
    } else if path
        .extension()
        .is_some_and(|extension| extension == "toml")
    {
        let spoken = |line: &&str| LANGUAGES.iter().any(|one| line.starts_with(one));
        text.lines().filter(spoken).collect::<Vec<_>>().join("\n")
    } else {
        text.to_owned()
    }
}

/// How a row begins a sentence in each language.
const LANGUAGES: [&str; 3] = ["it = ", "en = ", "de = "];

/// Written by people and kept in the project.
pub(crate) fn ours(extension: &str) -> Vec<PathBuf> {
    let mut paths = files(extension);
    paths.retain(|path| {
        let built = path.iter().any(|part| part == "build") && !path.starts_with("recovery");
        let generated = built || path.iter().any(|part| part == "Generated");
        !generated && !is_under(path, &QUOTING)
    });
    paths
}

/// What `look` finds in files with these extensions, with the name of each.
fn in_ours(extensions: &[&str], look: impl Fn(&Path, &str) -> Vec<String>) -> Vec<String> {
    let files = extensions.iter().flat_map(|extension| ours(extension));
    let named = files.flat_map(|path| {
        let found = look(&path, &read(&path));
        found
            .into_iter()
            .map(move |at| format!("{}:{at}", path.display()))
    });
    named.collect()
}

pub(crate) fn is_under(path: &Path, folders: &[&str]) -> bool {
    let path = path.to_str().unwrap();
    folders.iter().any(|folder| path.starts_with(folder))
}

#[test]
fn comments_documents_and_sentences_are_free_of_what_no_native_speaker_writes() {
    let extensions = ["rs", "md", "toml", "kt", "swift"];
    let found = in_ours(&extensions, |_, text| mistakes(text));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_check_finds_bad_sentences_and_leaves_good_ones() {
    for bad in [
        "A refusal is no\n/// success.",
        "cards that are no CIE",
        "the number is none.",
        "a chip that has not the key",
        "those that have not a name",
        "It belongs to who runs it.",
        "Who has not the key learns nothing.",
        "/// By which a card is known.",
        "/// In what a file deviates.",
        "\"There may be more: it is no \\\n    proof\"",
    ] {
        assert_eq!(mistakes(bad).len().min(1), 1, "{bad}");
    }
    for good in [
        "There is no code in it.",
        "there are still no cards",
        "It is no longer valid, and no more than four.",
        "The answer is no.",
        "is no, and",
        "A card that has not been tried; it has none.",
        "Is there no reader?",
        "anyone who has not seen it",
        "`is_none`",
    ] {
        assert_eq!(mistakes(good), Vec::<String>::new(), "{good}");
    }
}

#[test]
fn italian_sentences_say_tu() {
    let extensions = ["rs", "md", "toml", "xml", "xcstrings", "kt", "swift"];
    let found = in_ours(&extensions, |path, text| formal(&said(path, text)));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_check_of_the_voice_finds_lei_and_leaves_tu() {
    for bad in [
        "Che cosa vuole fare con la Sua carta?",
        "Solo se l'ha cambiato Lei.",
        "Non è corretto. Inserisca il PIN.",
    ] {
        assert_eq!(formal(bad).len(), 1, "{bad}");
    }
    for good in [
        "Che cosa vuoi fare con la tua carta?",
        "La carta controlla il suo PIN. Suo è il contatore.",
        "Italian says *tu*, not *Lei*.",
        "Prima che qualcuno inserisca un PIN",
    ] {
        assert_eq!(formal(good), Vec::<String>::new(), "{good}");
    }
}
