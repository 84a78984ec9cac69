//! Errors, as they cross: one variant for each stable code, all with the same
//! details.

use cie_core::{
    Error, ErrorCode, ErrorKind, MalformedCode,
    bytes::secret::{CIE_CODE_DIGITS, SHORTEST_PIN_DIGITS},
};

use crate::{
    language::{Language, Sentences},
    words::{Blame, CardKind, LastTry, NextStep, PendingOperation, Phase, Tries},
};

/// How many digits a code must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CodeLength {
    /// As few as these.
    pub least: u8,
    /// As many as these.
    pub most: u8,
}

impl CodeLength {
    /// What a malformed code should have had, if it was its length.
    fn wanted(why: MalformedCode) -> Option<Self> {
        let (least, most) = match why {
            MalformedCode::Length { expected, .. } => (expected, expected),
            MalformedCode::PinLength { .. } => (SHORTEST_PIN_DIGITS, CIE_CODE_DIGITS),
            MalformedCode::NotDigits => return None,
        };
        Some(Self {
            least: u8::try_from(least).ok()?,
            most: u8::try_from(most).ok()?,
        })
    }
}

/// What is known of an error.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct ErrorDetails {
    /// The stable code, the same in every language binding: see
    /// `docs/errors.md`.
    pub code: String,
    /// Who has to do something about it.
    pub blame: Blame,
    /// Where the operation was.
    pub phase: Phase,
    /// Which card it was, once that was known. The sentences follow it.
    pub card: Option<CardKind>,
    /// The card's id in this installation, once it was known: for
    /// `same_card` of the options, when the operation is called once more.
    pub card_id: Option<String>,
    /// Tries left of the code that the error is about, if it says so.
    pub tries: Option<Tries>,
    /// What may be the last try, if a step is to ask about it: for `last_try` of the
    /// options once the person has agreed, when the operation is called once more.
    pub last_try: Option<LastTry>,
    /// What to do now: the button to show first.
    pub next: NextStep,
    /// What can be done instead, in this order.
    pub otherwise: Vec<NextStep>,
    /// How many digits the code must have, if the error is `malformed_code` for
    /// its length: what `card` wants, or any card where that is not known yet.
    pub wanted_length: Option<CodeLength>,
    /// What was left open and `resolve` will settle.
    pub pending: Option<PendingOperation>,
    /// For a log, in English: no code, no key, no number of a card.
    pub summary: String,
    /// For the person, in every language of the catalogue.
    pub sentences: Vec<Sentences>,
}

impl std::fmt::Display for ErrorDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.summary)
    }
}

impl From<&Error> for ErrorDetails {
    fn from(error: &Error) -> Self {
        Self {
            code: error.code().name().into(),
            blame: error.blame().into(),
            phase: error.phase.into(),
            card: error.card.map(Into::into),
            card_id: error.card_id.map(|id| id.to_string()),
            tries: error.tries().map(Into::into),
            last_try: error
                .card_id
                .zip(error.last_try())
                .map(|(id, code)| LastTry {
                    card_id: id.to_string(),
                    code: code.into(),
                }),
            next: error.next_step().into(),
            otherwise: error.otherwise().into_iter().map(Into::into).collect(),
            wanted_length: match error.kind {
                ErrorKind::MalformedCode(why) => CodeLength::wanted(why),
                _ => None,
            },
            pending: match error.kind {
                ErrorKind::OutcomeUnknown { pending } => Some(pending.into()),
                _ => error.pending.map(Into::into),
            },
            summary: error.to_string(),
            sentences: Sentences::of(error),
        }
    }
}

macro_rules! errors {
    ($($(#[$doc:meta])* $variant:ident,)*) => {
        /// Why an operation did not succeed.
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
        pub enum CieError {
            $(
                $(#[$doc])*
                #[error("{details}")]
                $variant {
                    /// What is known of it.
                    details: ErrorDetails,
                },
            )*
        }

        impl From<Error> for CieError {
            fn from(error: Error) -> Self {
                let details = ErrorDetails::from(&error);
                match error.code() {
                    $(ErrorCode::$variant => Self::$variant { details },)*
                }
            }
        }

        impl CieError {
            /// What is known of it.
            pub(crate) fn known(&self) -> &ErrorDetails {
                match self {
                    $(Self::$variant { details } => details,)*
                }
            }
        }
    };
}

errors! {
    /// The card says that the PIN is wrong.
    WrongPin,
    /// The PIN is blocked.
    PinBlocked,
    /// The card says that the PUK is wrong.
    WrongPuk,
    /// The PUK is blocked; nothing on the card unblocks it. That is final.
    PukBlocked,
    /// One try may be all that is left, and `last_try` of the options does not
    /// allow it. The code was not sent.
    LastTry,
    /// The code cannot be right, or not on the card at hand. No code was sent.
    MalformedCode,
    /// The new PIN breaks a rule. Nothing was sent.
    WeakPin,
    /// The new PIN is the old one. Nothing was sent.
    SamePin,
    /// The codes were collected for another card, or are for another kind of
    /// card. None was sent.
    OtherCard,
    /// A command with a code was sent and its answer was lost or cannot be
    /// believed: `resolve` finds out.
    OutcomeUnknown,
    /// The card left the field. No code was under way.
    CardLost,
    /// The card is neither a CIE nor a TS-CNS.
    NotACie,
    /// What was asked for is not there on a card of this kind.
    NotOnThisCard,
    /// A CIE or TS-CNS of a kind that is not supported.
    UnsupportedCard,
    /// The card refused something that should work.
    CardRefused,
    /// The card broke the protocol.
    CardMisbehaved,
    /// The chip did not prove that it has its key.
    ChipCheckFailed,
    /// The six digits (CAN) are not this card's.
    WrongCan,
    /// The machine-readable zone is not this card's.
    WrongMrz,
    /// The card hides its travel document until it has left the field.
    CardResetRequired,
    /// The card ended the channel at a long read. Held again, it is read in
    /// small blocks.
    LongReadRefused,
    /// The document shows no way of PACE; basic access control is used only
    /// where it is asked for.
    BasicAccessOnly,
    /// Basic access control was asked for, and the document does not have it.
    NoBasicAccess,
    /// The link carries too few bytes.
    LinkTooShort,
    /// The reader cannot be used now: NFC is off, or no reader is connected.
    ReaderUnavailable,
    /// This device or this app cannot work with cards: no NFC, no permission for it, no random
    /// numbers.
    UnsupportedDevice,
    /// The person stopped the operation. No code was under way.
    Cancelled,
    /// Another operation uses the card.
    Busy,
    /// The store of tries cannot be read or written. No code was sent.
    MemoryUnavailable,
    /// The library itself has a fault, which `summary` names by file and line: please
    /// report it. The books of tries hold; `pending` says what is open.
    LibraryFault,
}

#[uniffi::export]
impl CieError {
    /// What is known of the error, whichever it is.
    #[must_use]
    pub fn details(&self) -> ErrorDetails {
        self.known().clone()
    }

    /// What to tell the person. `None` cannot happen with a language of the
    /// catalogue.
    #[must_use]
    pub fn sentences(&self, language: Language) -> Option<Sentences> {
        let mut all = self.known().sentences.iter();
        all.find(|sentences| sentences.language == language)
            .cloned()
    }
}
