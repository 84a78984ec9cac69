//! The catalogue of sentences, in its three languages.

use cie_core::{
    ErrorCode,
    messages::{self, Lang, Text},
};

use crate::words::Phase;

/// A language of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Language {
    /// Italian.
    Italian,
    /// English.
    English,
    /// German.
    German,
}

impl Language {
    pub(crate) const ALL: [Self; 3] = [Self::Italian, Self::English, Self::German];

    pub(crate) const fn core(self) -> Lang {
        match self {
            Self::Italian => Lang::It,
            Self::English => Lang::En,
            Self::German => Lang::De,
        }
    }
}

/// The language of a tag (`de-CH`) or locale (`it_IT`); `None` for a language
/// that the catalogue does not have.
#[uniffi::export]
#[must_use]
pub fn language_of_tag(tag: &str) -> Option<Language> {
    let core = Lang::from_tag(tag)?;
    Language::ALL.into_iter().find(|own| own.core() == core)
}

/// What to tell a person, in whole sentences.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Sentences {
    /// The language.
    pub language: Language,
    /// What happened, and what it means.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl Sentences {
    /// The same in every language.
    pub(crate) fn of(error: &cie_core::Error) -> Vec<Self> {
        let sentences = |language: Language| {
            let Text { message, remedy } = messages::error(error, language.core());
            Self {
                language,
                message,
                remedy,
            }
        };
        Language::ALL.map(sentences).into()
    }
}

/// Every stable error code, in the order of the catalogue.
#[uniffi::export]
#[must_use]
pub fn error_codes() -> Vec<String> {
    ErrorCode::ALL.map(|code| code.name().into()).into()
}

/// What an error with this code means in general; `None` for an unknown code.
#[uniffi::export]
#[must_use]
pub fn error_sentences(code: &str, language: Language) -> Option<Sentences> {
    let (code, lang) = (ErrorCode::parse(code)?, language.core());
    Some(Sentences {
        language,
        message: messages::cause(code, lang).into(),
        remedy: messages::remedy(code, lang).into(),
    })
}

/// A line that says what is going on.
#[uniffi::export]
#[must_use]
pub fn phase_sentence(phase: Phase, language: Language) -> String {
    messages::phase(phase.core(), language.core()).into()
}

/// What was proved of the chip.
#[uniffi::export]
#[must_use]
pub fn chip_sentence(proof: crate::result::ChipProof, language: Language) -> String {
    messages::chip(proof.key_proved, proof.issuer_checked, language.core()).into()
}

/// How an operation has ended that was left open.
#[uniffi::export]
#[must_use]
pub fn settlement_sentence(settlement: crate::words::Settlement, language: Language) -> String {
    messages::settlement(&settlement.core(), language.core()).into()
}
