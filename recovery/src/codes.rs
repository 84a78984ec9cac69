//! Codes that come in two halves, joined.
//!
//! | card | code | digits | halves | if the halves are otherwise |
//! |---|---|---|---|---|
//! | CIE | PIN, PUK | 8 | 4 + 4 | refused |
//! | TS-CNS | PIN | 5 | 2 + 3 | a note, if the total is right |
//! | TS-CNS | PUK | 8 | 2 + 6 | a note, if the total is right |
//! | TS-CNS | CIP | not known | not known | always a note |
//!
//! The lengths are external facts ([`Topic::Length`](super::Topic::Length)); the
//! split of the TS-CNS is that of Lombardia. Halves that are swapped show where
//! their lengths differ. Those of a CIE are equally long: swapped ones cannot be
//! noticed, and would cost a try.
//!
//! ```
//! use cie_recovery::{Card, Code, codes};
//!
//! // From the receipt and from the letter.
//! let (mut first, mut second) = (*b"2468", *b"1357");
//! let joined = codes::join(Card::Cie, Code::Pin, &mut first, &mut second)?;
//! // The halves are gone, and nothing shows the code.
//! assert_eq!((first, second), ([0; 4], [0; 4]));
//! assert_eq!(format!("{joined:?}"), "Joined { card: Cie, code: Pin, notes: [OrderUnchecked], .. }");
//! let pin = joined.into_pin().unwrap();
//! # drop(pin);
//! # Ok::<(), codes::JoinError>(())
//! ```

use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use super::{
    knowledge::{self, Fact, Part},
    region::Region,
    situation::{Card, Code},
};
use cie_core::named;
use cie_core::{MalformedCode, Pin, Puk};

named! {
    /// One of the two halves of a code.
    pub enum Half {
        /// The first.
        First => "first",
        /// The second.
        Second => "second",
    }
}

named! {
    /// What to tell a person about a code that was joined.
    pub enum JoinNote {
        /// The halves are equally long: whether they were swapped cannot be
        /// seen.
        OrderUnchecked => "order_unchecked",
        /// The lengths are those of swapped halves: see [`Joined::swap`].
        MaybeSwapped => "maybe_swapped",
        /// The total is right, and the halves are cut otherwise than is known.
        OtherSplit => "other_split",
        /// How long this code is is not known, so nothing was checked.
        LengthUnknown => "length_unknown",
        /// Both halves are the same: maybe one was entered twice.
        SameHalves => "same_halves",
    }
}

/// Why two halves make no code. Says nothing of their digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// One half cannot be right.
    #[error("the {} half: {why}", .half.name())]
    Malformed {
        /// Which.
        half: Half,
        /// Why.
        why: MalformedCode,
    },
    /// Neither half has its length, and their total is wrong.
    #[error("the two halves have {found} digits together, and {expected} are needed")]
    Total {
        /// Digits that the code must have.
        expected: usize,
        /// Digits given.
        found: usize,
    },
    /// The card has no such code.
    #[error("this card has no such code")]
    NoSuchCode,
}

/// Digits of a code's halves, where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Of the first half.
    pub first: usize,
    /// Of the second half.
    pub second: usize,
    /// Whether other halves with the same total are refused. Otherwise the
    /// split is one system's, and another gets a note.
    pub strict: bool,
}

impl Split {
    /// Digits of the whole code.
    #[must_use]
    pub const fn total(self) -> usize {
        self.first + self.second
    }

    const fn of(self, half: Half) -> usize {
        match half {
            Half::First => self.first,
            Half::Second => self.second,
        }
    }
}

/// More digits than any code has; longer input is not a half.
const LONGEST: usize = 16;

/// How a code as it was issued is cut; `None` where that is not known.
///
/// # Errors
/// [`JoinError::NoSuchCode`].
pub const fn split(card: Card, code: Code) -> Result<Option<Split>, JoinError> {
    let (first, second, strict) = match (card, code) {
        (Card::Cie, Code::Pin | Code::Puk) => (4, 4, true),
        (Card::TsCns, Code::Pin) => (2, 3, false),
        (Card::TsCns, Code::Puk) => (2, 6, false),
        (Card::TsCns, Code::Cip) => return Ok(None),
        (Card::Cie, Code::Cip) | (Card::TsWithoutChip, _) => return Err(JoinError::NoSuchCode),
    };
    Ok(Some(Split {
        first,
        second,
        strict,
    }))
}

/// A whole code. `Debug` shows no digit, comparison is constant in time, and
/// the digits are wiped when dropped.
pub struct Joined {
    card: Card,
    code: Code,
    notes: Vec<JoinNote>,
    first: usize,
    digits: Zeroizing<Box<[u8]>>,
}

/// Joins the halves of a code, and overwrites both buffers with zeros, whatever
/// comes of it.
///
/// # Errors
/// [`JoinError`], which names the half that is malformed.
pub fn join(
    card: Card,
    code: Code,
    first: &mut [u8],
    second: &mut [u8],
) -> Result<Joined, JoinError> {
    let joined = check(card, code, first, second).map(|mut notes| {
        // Of equal length, or the answer is no.
        if bool::from(first.ct_eq(&*second)) {
            notes.push(JoinNote::SameHalves);
        }
        Joined {
            card,
            code,
            notes,
            first: first.len(),
            digits: Zeroizing::new([&*first, &*second].concat().into_boxed_slice()),
        }
    });
    first.zeroize();
    second.zeroize();
    joined
}

fn check(card: Card, code: Code, first: &[u8], second: &[u8]) -> Result<Vec<JoinNote>, JoinError> {
    let split = split(card, code)?;
    for (half, digits) in [(Half::First, first), (Half::Second, second)] {
        check_half(digits, split.as_ref(), half)
            .map_err(|why| JoinError::Malformed { half, why })?;
    }
    let note = match split {
        None => Some(JoinNote::LengthUnknown),
        Some(split) => compare_lengths((first.len(), second.len()), &split)?,
    };
    Ok(note.into_iter().collect())
}

/// Whether a half has only digits, and as many as its code allows: those of its split
/// where that is strict, up to [`LONGEST`] where it is not.
fn check_half(digits: &[u8], split: Option<&Split>, half: Half) -> Result<(), MalformedCode> {
    let found = characters(digits);
    let expected = split.map_or(1, |split| split.of(half));
    let fits = match split {
        Some(split) if split.strict => found == expected,
        _ => (1..=LONGEST).contains(&found),
    };
    if !fits {
        return Err(MalformedCode::Length { expected, found });
    }
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(MalformedCode::NotDigits);
    }
    Ok(())
}

/// What the lengths of the halves say of them.
fn compare_lengths(lengths: (usize, usize), split: &Split) -> Result<Option<JoinNote>, JoinError> {
    let (first, second) = lengths;
    let found = first + second;
    if lengths == (split.first, split.second) {
        let equal = split.first == split.second;
        return Ok(equal.then_some(JoinNote::OrderUnchecked));
    }
    if lengths == (split.second, split.first) {
        return Ok(Some(JoinNote::MaybeSwapped));
    }
    if found == split.total() {
        return Ok(Some(JoinNote::OtherSplit));
    }
    // The half that does not have its length is the one to look at.
    let wrong = |half, found| JoinError::Malformed {
        half,
        why: MalformedCode::Length {
            expected: split.of(half),
            found,
        },
    };
    Err(if first == split.first {
        wrong(Half::Second, second)
    } else if second == split.second {
        wrong(Half::First, first)
    } else {
        let expected = split.total();
        JoinError::Total { expected, found }
    })
}

/// Characters, not bytes: what a person would count.
fn characters(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

impl Joined {
    /// Whose code it is.
    #[must_use]
    pub const fn card(&self) -> Card {
        self.card
    }

    /// Which code it is.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// What to tell the person before the code is used: a wrong one costs a
    /// try.
    #[must_use]
    pub fn notes(&self) -> &[JoinNote] {
        &self.notes
    }

    /// Joins the halves in the other order, for [`JoinNote::MaybeSwapped`].
    #[must_use]
    pub fn swap(mut self) -> Self {
        let (first, second) = self.digits.split_at(self.first.min(self.digits.len()));
        let swapped = Zeroizing::new([second, first].concat().into_boxed_slice());
        self.first = second.len();
        self.digits = swapped;
        self.notes.retain(|note| *note != JoinNote::MaybeSwapped);
        self
    }

    /// The PIN that an operation takes.
    ///
    /// # Errors
    /// The code itself, if it is not a PIN, or not one that [`Pin`] takes.
    pub fn into_pin(self) -> Result<Pin, Self> {
        match self.code {
            Code::Pin => Pin::new(&self.digits).map_err(|_| self),
            Code::Puk | Code::Cip => Err(self),
        }
    }

    /// The PUK that an operation takes.
    ///
    /// # Errors
    /// The code itself, if it is not a PUK, or not one that [`Puk`] takes.
    pub fn into_puk(self) -> Result<Puk, Self> {
        match self.code {
            Code::Puk => Puk::new(&self.digits).map_err(|_| self),
            Code::Pin | Code::Cip => Err(self),
        }
    }

    /// The digits, for a person who has asked to see them. Whoever calls this
    /// keeps no copy.
    #[must_use]
    pub fn reveal(&self) -> &str {
        // Nothing but digits was taken.
        core::str::from_utf8(&self.digits).unwrap_or_default()
    }
}

impl PartialEq for Joined {
    fn eq(&self, other: &Self) -> bool {
        self.card == other.card
            && self.code == other.code
            && self.digits.ct_eq(&other.digits).into()
    }
}

impl fmt::Debug for Joined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Joined")
            .field("card", &self.card)
            .field("code", &self.code)
            .field("notes", &self.notes)
            .finish_non_exhaustive()
    }
}

named! {
    /// When codes are handed out.
    pub enum Occasion {
        /// With a new card.
        Issue => "issue",
        /// When they are had again.
        Reprint => "reprint",
    }
}

/// Where a half comes from. It differs between the two occasions and, at a
/// reprint of a TS-CNS, from Region to Region. Empty: not stated.
#[must_use]
pub fn origin(
    card: Card,
    half: Half,
    occasion: Occasion,
    region: Option<Region>,
) -> Vec<&'static Fact> {
    let path = match (card, occasion) {
        (Card::TsWithoutChip, _) => return Vec::new(),
        (Card::Cie, Occasion::Issue) => {
            return vec![match half {
                Half::First => &knowledge::CIE_FIRST_HALF_AT_ISSUE.fact,
                Half::Second => &knowledge::CIE_SECOND_HALF_AT_ISSUE.fact,
            }];
        }
        (Card::TsCns, Occasion::Issue) => {
            return vec![match half {
                Half::First => &knowledge::TS_CNS_FIRST_HALF.fact,
                Half::Second => &knowledge::TS_CNS_SECOND_HALF.fact,
            }];
        }
        (Card::Cie, Occasion::Reprint) => &knowledge::CIE_ANAGRAFE,
        (Card::TsCns, Occasion::Reprint) => knowledge::path_of(region),
    };
    let part = match half {
        Half::First => Part::First,
        Half::Second => Part::Second,
    };
    let deliveries = path.deliveries.iter();
    deliveries
        .filter(|delivery| delivery.part == part)
        .map(|delivery| &delivery.fact)
        .collect()
}

#[cfg(test)]
#[path = "codes_tests.rs"]
mod tests;
