//! Codes that come in two halves.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cie_core::{MalformedCode, bytes::secret::CIE_CODE_DIGITS};
use cie_recovery::{codes, text};
use zeroize::Zeroizing;

use super::words::{CodeHalf, RecoveryCard, RecoveryCode};
use crate::{fault::masked, language::Language, words::mirror};

mirror! {
    /// What to tell a person about a code that was joined.
    JoinNote = codes::JoinNote {
        /// The halves are equally long: whether they were swapped cannot be seen.
        OrderUnchecked,
        /// The lengths are those of swapped halves: see `JoinedCode.swap`.
        MaybeSwapped,
        /// The total is right, and the halves are cut otherwise than is known.
        OtherSplit,
        /// How long this code is is not known, so nothing was checked.
        LengthUnknown,
        /// Both halves are the same: maybe one was entered twice.
        SameHalves,
    }
}

/// The note in a sentence.
#[uniffi::export]
#[must_use]
pub fn join_note_sentence(note: JoinNote, language: Language) -> String {
    text::join_note(note.core(), language.core()).into()
}

/// Why two halves make no code. Says nothing of their digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum JoinError {
    /// One half does not have its length.
    #[error("a half has {found} characters, and {expected} digits are needed")]
    WrongLength {
        /// Which.
        half: CodeHalf,
        /// Digits that it must have.
        expected: u64,
        /// Characters given.
        found: u64,
    },
    /// One half has something other than the digits 0 to 9.
    #[error("a half has something other than digits")]
    NotDigits {
        /// Which.
        half: CodeHalf,
    },
    /// Neither half has its length, and their total is wrong.
    #[error("the two halves have {found} digits together, and {expected} are needed")]
    WrongTotal {
        /// Digits that the code must have.
        expected: u64,
        /// Digits given.
        found: u64,
    },
    /// The card has no such code.
    #[error("this card has no such code")]
    NoSuchCode,
}

impl From<codes::JoinError> for JoinError {
    fn from(core: codes::JoinError) -> Self {
        match core {
            codes::JoinError::Malformed { half, why } => match why {
                MalformedCode::Length { expected, found } => Self::WrongLength {
                    half: half.into(),
                    expected: expected as u64,
                    found: found as u64,
                },
                // Halves are held against the length of the whole.
                MalformedCode::PinLength { found } => Self::WrongLength {
                    half: half.into(),
                    expected: CIE_CODE_DIGITS as u64,
                    found: found as u64,
                },
                MalformedCode::NotDigits => Self::NotDigits { half: half.into() },
            },
            codes::JoinError::Total { expected, found } => Self::WrongTotal {
                expected: expected as u64,
                found: found as u64,
            },
            codes::JoinError::NoSuchCode => Self::NoSuchCode,
        }
    }
}

impl JoinError {
    fn core(&self) -> codes::JoinError {
        let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let malformed = |half: CodeHalf, why| codes::JoinError::Malformed {
            half: half.core(),
            why,
        };
        match *self {
            Self::WrongLength {
                half,
                expected,
                found,
            } => malformed(
                half,
                MalformedCode::Length {
                    expected: size(expected),
                    found: size(found),
                },
            ),
            Self::NotDigits { half } => malformed(half, MalformedCode::NotDigits),
            Self::WrongTotal { expected, found } => codes::JoinError::Total {
                expected: size(expected),
                found: size(found),
            },
            Self::NoSuchCode => codes::JoinError::NoSuchCode,
        }
    }
}

#[uniffi::export]
impl JoinError {
    /// What to tell the person.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        text::join_error(self.core(), language.core())
    }
}

/// A whole code. Nothing shows its digits, and they are overwritten when the
/// object is destroyed.
#[derive(Debug, uniffi::Object)]
pub struct JoinedCode(Mutex<Option<codes::Joined>>);

/// Joins the halves of a code. The bytes are borrowed: the one who calls
/// overwrites them afterwards. A wrong code costs a try, so look at
/// `JoinedCode.notes` before it is used.
///
/// # Errors
/// [`JoinError`], which names the half that is malformed.
#[uniffi::export]
pub fn join_halves(
    card: RecoveryCard,
    code: RecoveryCode,
    first: &[u8],
    second: &[u8],
) -> Result<Arc<JoinedCode>, JoinError> {
    let mut first = Zeroizing::new(first.to_vec());
    let mut second = Zeroizing::new(second.to_vec());
    let joined = masked(|| codes::join(card.core(), code.core(), &mut first, &mut second))?;
    Ok(Arc::new(JoinedCode(Mutex::new(Some(joined)))))
}

#[uniffi::export]
impl JoinedCode {
    /// What to tell the person before the code is used.
    #[must_use]
    pub fn notes(&self) -> Vec<JoinNote> {
        let joined = self.locked();
        let notes = joined.iter().flat_map(codes::Joined::notes);
        notes.copied().map(Into::into).collect()
    }

    /// Puts the halves in the other order, for [`JoinNote::MaybeSwapped`].
    pub fn swap(&self) {
        let mut joined = self.locked();
        *joined = joined.take().map(codes::Joined::swap);
    }

    /// How many digits it has.
    #[must_use]
    pub fn length(&self) -> u32 {
        let length = self.locked().as_ref().map_or(0, |one| one.reveal().len());
        u32::try_from(length).unwrap_or_default()
    }

    /// One digit as an ASCII byte, the first at 0; 0 after the last. They cross
    /// one by one, since a text or array would leave a copy in a buffer that
    /// nobody overwrites. Whoever collects them overwrites them after use.
    #[must_use]
    pub fn digit(&self, at: u32) -> u8 {
        let joined = self.locked();
        let digits = joined
            .as_ref()
            .map_or(&[][..], |one| one.reveal().as_bytes());
        let digit = usize::try_from(at).ok().and_then(|at| digits.get(at));
        digit.copied().unwrap_or_default()
    }
}

impl JoinedCode {
    fn locked(&self) -> MutexGuard<'_, Option<codes::Joined>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
