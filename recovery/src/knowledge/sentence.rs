//! The sentences of the rows, by number.

use cie_core::messages::Lang;

use super::table::{ROW_TEXTS, SENTENCES};

/// The key by which a sentence of the rows is looked up, in each language; several rows
/// may say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextKey(pub(crate) u16);

impl TextKey {
    /// Every key of a row.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..ROW_TEXTS).map(Self)
    }

    /// The sentence.
    #[must_use]
    pub fn sentence(self, lang: Lang) -> &'static str {
        let [italian, english, german] = &SENTENCES;
        match lang {
            Lang::It => italian.get(self),
            Lang::En => english.get(self),
            Lang::De => german.get(self),
        }
    }
}

/// The sentences of a language, as one string, and where each of them ends.
pub(super) struct Packed {
    pub(super) text: &'static str,
    pub(super) ends: &'static [u16],
}

impl Packed {
    fn get(&self, TextKey(number): TextKey) -> &'static str {
        let at = usize::from(number);
        let end = |at: usize| self.ends.get(at).copied().map(usize::from);
        let from = at.checked_sub(1).and_then(end).unwrap_or_default();
        let to = end(at).unwrap_or_default();
        self.text.get(from..to).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_is_cut_and_the_numbers_end_with_the_sentences() {
        let [italian, ..] = &SENTENCES;
        let all = u16::try_from(italian.ends.len()).unwrap_or_default();
        for key in (0..all).map(TextKey) {
            for lang in Lang::ALL {
                let text = key.sentence(lang);
                assert!(!text.is_empty(), "{key:?}");
                assert_eq!(text, text.trim(), "{key:?}");
            }
        }
        assert!(all > 200, "{all}");
        assert_eq!(TextKey(all).sentence(Lang::It), "");
    }
}
