//! Codes as types: validated once, wiped when dropped, silent in `Debug`.

use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// Digits of a CIE's PIN and of its PUK (italia/cie-middleware-linux,
/// `PINManager.cpp`; pagopa/cie-sdk-android, `^[0-9]{8}$`).
pub const CIE_CODE_DIGITS: usize = 8;

/// Why a text is not a code. Says nothing of the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MalformedCode {
    /// Not the right number of digits.
    #[error("a code of {expected} digits is needed, not of {found} characters")]
    Length {
        /// Digits that the code must have.
        expected: usize,
        /// Characters given.
        found: usize,
    },
    /// Something other than the digits 0 to 9.
    #[error("a code has only the digits 0 to 9")]
    NotDigits,
}

/// Why a well-formed new PIN is refused: the rules that the official
/// programs check (italia/cie-middleware, `CIEID/MainForm.cs`;
/// italia/cieid-ios-sdk, `Token.mm`). The card itself enforces none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeakPin {
    /// All digits are the same.
    #[error("all digits are the same")]
    AllEqual,
    /// Each digit is one more than the digit before, as in 12345678.
    #[error("the digits count up")]
    Ascending,
    /// Each digit is one less than the digit before, as in 87654321.
    #[error("the digits count down")]
    Descending,
}

/// Digits on the heap: moving the owner leaves no copy behind.
#[derive(Clone)]
struct Digits(Zeroizing<Box<[u8]>>);

impl Digits {
    fn parse(code: &[u8], expected: usize) -> Result<Self, MalformedCode> {
        if code.len() != expected {
            // Characters, not bytes: what a person would count.
            let found = code.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
            if found != expected {
                return Err(MalformedCode::Length { expected, found });
            }
        }
        if !code.iter().all(u8::is_ascii_digit) {
            return Err(MalformedCode::NotDigits);
        }
        Ok(Self(Zeroizing::new(code.into())))
    }

    fn steps_by(&self, step: i16) -> bool {
        self.0.windows(2).all(|pair| match pair {
            [a, b] => i16::from(*b) - i16::from(*a) == step,
            _ => false,
        })
    }
}

impl PartialEq for Digits {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq)]
        pub struct $name(Digits);

        impl $name {
            /// Reads a code of exactly [`CIE_CODE_DIGITS`] ASCII digits. The
            /// caller's buffer is left alone: see [`Self::take`].
            ///
            /// # Errors
            /// [`MalformedCode`]; nothing has been sent to a card then.
            pub fn new(code: &[u8]) -> Result<Self, MalformedCode> {
                Digits::parse(code, CIE_CODE_DIGITS).map(Self)
            }

            /// As [`Self::new`], and overwrites the caller's buffer with
            /// zeros, whether the code was well formed or not.
            ///
            /// # Errors
            /// [`MalformedCode`]; nothing has been sent to a card then.
            pub fn take(code: &mut [u8]) -> Result<Self, MalformedCode> {
                let parsed = Self::new(code);
                code.zeroize();
                parsed
            }

            pub(crate) fn digits(&self) -> &[u8] {
                &self.0.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(hidden)"))
            }
        }
    };
}

code! {
    /// The personal code of a CIE: 8 digits, 3 tries. Comparison is constant
    /// in time; `Debug` shows no digit; the digits are wiped when dropped.
    Pin
}

code! {
    /// The code that unblocks a CIE's PIN: 8 digits, 10 tries according to
    /// italia/cie-middleware-windows-docs (`sblocco.rst`). Comparison is
    /// constant in time; `Debug` shows no digit; wiped when dropped.
    Puk
}

impl Pin {
    /// Checks the rules for a *new* PIN. See [`WeakPin`].
    ///
    /// # Errors
    /// The first rule that the PIN breaks.
    pub fn check_strength(&self) -> Result<(), WeakPin> {
        if self.0.steps_by(0) {
            Err(WeakPin::AllEqual)
        } else if self.0.steps_by(1) {
            Err(WeakPin::Ascending)
        } else if self.0.steps_by(-1) {
            Err(WeakPin::Descending)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn only_exactly_eight_ascii_digits_are_a_code() {
        assert!(Pin::new(b"24681357").is_ok());
        for (code, error) in [
            (
                &b""[..],
                MalformedCode::Length {
                    expected: 8,
                    found: 0,
                },
            ),
            (
                b"1234567",
                MalformedCode::Length {
                    expected: 8,
                    found: 7,
                },
            ),
            (
                b"123456789",
                MalformedCode::Length {
                    expected: 8,
                    found: 9,
                },
            ),
            (b"1234567a", MalformedCode::NotDigits),
            (b"1234 567", MalformedCode::NotDigits),
            ("１２３４５６７８".as_bytes(), MalformedCode::NotDigits),
            ("1234567é".as_bytes(), MalformedCode::NotDigits),
        ] {
            assert_eq!(Pin::new(code).unwrap_err(), error);
            assert_eq!(Puk::new(code).unwrap_err(), error);
        }
    }

    #[test]
    fn a_new_pin_may_not_repeat_count_up_or_count_down() {
        let check = |code: &[u8]| Pin::new(code).unwrap().check_strength();
        assert_eq!(check(b"77777777"), Err(WeakPin::AllEqual));
        assert_eq!(check(b"12345678"), Err(WeakPin::Ascending));
        assert_eq!(check(b"87654321"), Err(WeakPin::Descending));
        // No wrap-around: the official programs let this pass too.
        assert_eq!(check(b"89012345"), Ok(()));
        assert_eq!(check(b"12345679"), Ok(()));
    }

    #[test]
    fn debug_of_a_code_shows_no_digit() {
        let shown = format!(
            "{:?}{:?}",
            Pin::new(b"24681357").unwrap(),
            Puk::new(b"13572468")
        );
        assert_eq!(shown, "Pin(hidden)Ok(Puk(hidden))");
    }

    #[test]
    fn taking_a_code_overwrites_the_callers_buffer_even_when_it_is_malformed() {
        let mut good = *b"24681357";
        assert!(Pin::take(&mut good).is_ok());
        assert_eq!(good, [0; 8]);
        let mut bad = *b"2468135x";
        assert!(Pin::take(&mut bad).is_err());
        assert_eq!(bad, [0; 8]);
    }
}
