//! The sentences of the rows, by number.

use std::sync::OnceLock;

use cie_core::messages::Lang;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

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

/// The sentences of a language, as one string that is compressed, and where each of them ends.
pub(super) struct Packed {
    deflated: &'static [u8],
    ends: &'static [u16],
    /// The string, once a sentence was asked for.
    text: OnceLock<String>,
}

impl Packed {
    pub(super) const fn new(deflated: &'static [u8], ends: &'static [u16]) -> Self {
        Self {
            deflated,
            ends,
            text: OnceLock::new(),
        }
    }

    fn unpacked(&self) -> String {
        let length = self.ends.last().copied().unwrap_or_default();
        let bytes = decompress_to_vec_with_limit(self.deflated, length.into());
        // The build has packed it, and a test unpacks it: nothing can be wrong here.
        let text = bytes.ok().map(String::from_utf8);
        text.and_then(Result::ok).unwrap_or_default()
    }

    fn get(&'static self, TextKey(number): TextKey) -> &'static str {
        let at = usize::from(number);
        let end = |at: usize| self.ends.get(at).copied().map(usize::from);
        let from = at.checked_sub(1).and_then(end).unwrap_or_default();
        let to = end(at).unwrap_or_default();
        let text = self.text.get_or_init(|| self.unpacked());
        text.get(from..to).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_is_cut_and_the_numbers_end_with_the_sentences() {
        let [italian, ..] = &SENTENCES;
        for language in &SENTENCES {
            let length = language.ends.last().copied().map(usize::from);
            assert_eq!(Some(language.unpacked().len()), length);
        }
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
