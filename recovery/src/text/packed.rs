//! The sentences of the knowledge in one language, as one string.
//!
//! A match whose arms are strings becomes a table of references, of four words
//! for each sentence of two lines. Here it is evaluated while the library is
//! compiled, and what stays is where each sentence ends.

use crate::knowledge::TextKey;

/// How many sentences a language has.
const COUNT: usize = TextKey::ALL.len();

/// Where each sentence ends, in the order of [`TextKey::ALL`].
pub(super) struct Packed {
    text: &'static str,
    ends: [u16; COUNT],
}

impl Packed {
    pub(super) const fn new(text: &'static str, sentences: &[&str; COUNT]) -> Self {
        Self {
            text,
            ends: ends(sentences),
        }
    }

    /// The sentence of a key.
    pub(super) fn get(&self, key: TextKey) -> &'static str {
        let at = key.number();
        let end = |at: usize| self.ends.get(at).copied().map(usize::from);
        let from = at.checked_sub(1).and_then(end).unwrap_or_default();
        let to = end(at).unwrap_or_default();
        self.text.get(from..to).unwrap_or_default()
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "runs in the compiler, where the one stops the build and the others are checked"
)]
const fn ends(sentences: &[&str; COUNT]) -> [u16; COUNT] {
    let mut ends = [0; COUNT];
    let (mut at, mut end) = (0, 0);
    while at < COUNT {
        end += sentences[at].len();
        assert!(end <= u16::MAX as usize, "too long for an offset");
        ends[at] = end as u16;
        at += 1;
    }
    ends
}

/// How long all sentences are.
#[allow(clippy::indexing_slicing, reason = "runs in the compiler")]
pub(super) const fn length(sentences: &[&str; COUNT]) -> usize {
    let (mut at, mut length) = (0, 0);
    while at < COUNT {
        length += sentences[at].len();
        at += 1;
    }
    length
}

/// All sentences, one behind the other.
#[allow(clippy::indexing_slicing, reason = "runs in the compiler")]
pub(super) const fn joined<const LENGTH: usize>(sentences: &[&str; COUNT]) -> [u8; LENGTH] {
    let mut all = [0; LENGTH];
    let (mut at, mut end) = (0, 0);
    while at < COUNT {
        let sentence = sentences[at].as_bytes();
        let mut byte = 0;
        while byte < sentence.len() {
            all[end] = sentence[byte];
            end += 1;
            byte += 1;
        }
        at += 1;
    }
    all
}

/// Packs the sentences of the modules of a language, each with a function `text`.
macro_rules! packed {
    ($name:ident) => {
        #[allow(clippy::indexing_slicing, reason = "runs in the compiler")]
        static $name: $crate::text::packed::Packed = {
            use $crate::{
                knowledge::TextKey,
                text::packed::{Packed, joined, length},
            };

            const fn text(key: TextKey) -> &'static str {
                match key {
                    TextKey::Documents(key) => documents::text(key),
                    TextKey::Cie(key) => cie::text(key),
                    TextKey::TsCns(key) => ts_cns::text(key),
                    TextKey::Regions(key) => regions::text(key),
                }
            }
            const SENTENCES: [&str; TextKey::ALL.len()] = {
                let mut all = [""; TextKey::ALL.len()];
                let mut at = 0;
                while at < all.len() {
                    all[at] = text(TextKey::ALL[at]);
                    at += 1;
                }
                all
            };
            const LENGTH: usize = length(&SENTENCES);
            const BYTES: [u8; LENGTH] = joined(&SENTENCES);
            const TEXT: &str = match core::str::from_utf8(&BYTES) {
                Ok(text) => text,
                Err(_) => "",
            };
            Packed::new(TEXT, &SENTENCES)
        };
    };
}
pub(super) use packed;

#[cfg(test)]
mod tests {
    use super::TextKey;
    use cie_core::messages::Lang;

    #[test]
    fn every_key_has_its_own_number_and_no_sentence_is_cut() {
        for (number, key) in TextKey::ALL.iter().enumerate() {
            assert_eq!(key.number(), number, "{key:?}");
            for lang in &Lang::ALL {
                let text = super::super::knowledge(*key, *lang);
                assert!(!text.is_empty(), "{key:?}");
                assert_eq!(text, text.trim(), "{key:?}");
            }
        }
        let [first, .., last] = TextKey::ALL else {
            unreachable!("there are more than two")
        };
        assert_ne!(
            super::super::knowledge(*first, Lang::It),
            super::super::knowledge(*last, Lang::It)
        );
    }
}
