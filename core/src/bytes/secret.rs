//! Codes as types: validated once, wiped when dropped, silent in `Debug`.

use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// Digits of a CIE's PIN, and of every PUK (italia/cie-middleware-linux,
/// `PINManager.cpp`; pagopa/cie-sdk-android, `^[0-9]{8}$`; OpenSC
/// `src/libopensc/pkcs15-itacns.c`).
pub const CIE_CODE_DIGITS: usize = 8;

/// Digits of the shortest PIN of a TS-CNS; its longest has eight (OpenSC
/// `src/libopensc/pkcs15-itacns.c`).
pub const SHORTEST_PIN_DIGITS: usize = 5;

/// Bytes of a code as a TS-CNS takes it.
const BLOCK_LEN: usize = 8;

/// What a TS-CNS takes behind a code's digits (OpenSC
/// `src/libopensc/pkcs15-itacns.c`).
const PADDING: u8 = 0xFF;

/// Why a text is not a code. Says nothing of the text itself.
///
/// Exhaustive: a language binding has to name every reason.
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
    /// Not the number of digits of any card's PIN.
    #[error(
        "a PIN of {SHORTEST_PIN_DIGITS} to {BLOCK_LEN} digits is needed, not of {found} characters"
    )]
    PinLength {
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

/// Five to eight digits with padding behind them, on the heap: moving the owner
/// leaves no copy behind.
#[derive(Clone)]
struct Digits(Box<Zeroizing<[u8; BLOCK_LEN]>>);

impl Digits {
    /// Reads at most eight digits; how many it takes besides is the caller's
    /// rule, which says what is wrong with any other number of characters.
    fn parse(
        code: &[u8],
        rule: impl Fn(usize) -> Result<(), MalformedCode>,
    ) -> Result<Self, MalformedCode> {
        // Characters, not bytes: what a person would count.
        rule(code.iter().filter(|byte| **byte & 0xC0 != 0x80).count())?;
        if !code.iter().all(u8::is_ascii_digit) {
            return Err(MalformedCode::NotDigits);
        }
        let mut block = Box::new(Zeroizing::new([PADDING; BLOCK_LEN]));
        for (to, from) in block.iter_mut().zip(code) {
            *to = *from;
        }
        Ok(Self(block))
    }

    fn len(&self) -> usize {
        self.0.iter().filter(|byte| **byte != PADDING).count()
    }

    fn steps_by(&self, step: i16) -> bool {
        let digits = self.0.get(..self.len()).unwrap_or_default();
        digits.windows(2).all(|pair| match pair {
            [a, b] => i16::from(*b) - i16::from(*a) == step,
            _ => false,
        })
    }
}

impl PartialEq for Digits {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_slice().ct_eq(other.0.as_slice()).into()
    }
}

const fn eight_digits(found: usize) -> Result<(), MalformedCode> {
    match found {
        CIE_CODE_DIGITS => Ok(()),
        found => Err(MalformedCode::Length {
            expected: CIE_CODE_DIGITS,
            found,
        }),
    }
}

const fn digits_of_a_pin(found: usize) -> Result<(), MalformedCode> {
    match found {
        SHORTEST_PIN_DIGITS..=BLOCK_LEN => Ok(()),
        found => Err(MalformedCode::PinLength { found }),
    }
}

/// A code as a CIE takes it: exactly eight digits. A shorter one cannot be made
/// into this, and nothing else is sent to a CIE.
#[derive(Clone, Copy)]
pub struct EightDigits<'c>(&'c [u8; BLOCK_LEN]);

impl EightDigits<'_> {
    pub(crate) const fn bytes(&self) -> &[u8; BLOCK_LEN] {
        self.0
    }
}

/// A code as a TS-CNS takes it: its digits with `FF` behind them, eight bytes.
#[derive(Clone, Copy)]
pub struct PaddedCode<'c>(&'c [u8; BLOCK_LEN]);

impl PaddedCode<'_> {
    pub(crate) const fn bytes(&self) -> &[u8; BLOCK_LEN] {
        self.0
    }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $rule:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq)]
        pub struct $name(Digits);

        impl $name {
            /// Reads a code of so many ASCII digits as it may have. The
            /// caller's buffer is left alone: see [`Self::take`].
            ///
            /// # Errors
            /// [`MalformedCode`]; nothing has been sent to a card then.
            pub fn new(code: &[u8]) -> Result<Self, MalformedCode> {
                Digits::parse(code, $rule).map(Self)
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

            /// The code as a CIE takes it.
            ///
            /// # Errors
            /// [`MalformedCode::Length`] when it has fewer than eight digits.
            pub fn eight_digits(&self) -> Result<EightDigits<'_>, MalformedCode> {
                eight_digits(self.0.len())?;
                Ok(EightDigits(&self.0.0))
            }

            /// The code as a TS-CNS takes it.
            #[must_use]
            pub fn padded(&self) -> PaddedCode<'_> {
                PaddedCode(&self.0.0)
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
    /// A personal code: 5 to 8 digits. How many of these a card takes is the
    /// card's rule: a CIE exactly 8, a TS-CNS any. Comparison is constant
    /// in time; `Debug` shows no digit; the digits are wiped when dropped.
    Pin, digits_of_a_pin
}

code! {
    /// The code that unblocks a PIN: 8 digits; on a CIE 10 tries according to
    /// italia/cie-middleware-windows-docs (`sblocco.rst`), on a TS-CNS 3
    /// according to several Regions. Comparison is constant in time; `Debug`
    /// shows no digit; wiped when dropped.
    Puk, eight_digits
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
    fn a_pin_has_five_to_eight_ascii_digits_and_a_puk_exactly_eight() {
        for pin in [&b"24680"[..], b"246801", b"2468013", b"24681357"] {
            assert!(Pin::new(pin).is_ok());
        }
        assert!(Puk::new(b"24681357").is_ok());
        for found in [0, 1, 4, 9, 40] {
            let code = vec![b'1'; found];
            assert_eq!(
                Pin::new(&code).unwrap_err(),
                MalformedCode::PinLength { found }
            );
        }
        for found in [0, 5, 7, 9] {
            let code = vec![b'1'; found];
            let expected = 8;
            assert_eq!(
                Puk::new(&code).unwrap_err(),
                MalformedCode::Length { expected, found }
            );
        }
        for code in [
            &b"1234567a"[..],
            b"1234 567",
            "１２３４５６７８".as_bytes(),
            "1234567é".as_bytes(),
        ] {
            assert_eq!(Pin::new(code).unwrap_err(), MalformedCode::NotDigits);
            assert_eq!(Puk::new(code).unwrap_err(), MalformedCode::NotDigits);
        }
    }

    #[test]
    fn a_pin_that_is_too_short_for_a_cie_takes_no_form_that_a_cie_is_sent() {
        let short = Pin::new(b"24680").unwrap();
        assert_eq!(
            short.eight_digits().map(|_| ()),
            Err(MalformedCode::Length {
                expected: 8,
                found: 5
            })
        );
        assert_eq!(short.padded().bytes(), b"24680\xFF\xFF\xFF");
        let long = Pin::new(b"24681357").unwrap();
        assert_eq!(long.eight_digits().unwrap().bytes(), b"24681357");
        assert_eq!(long.padded().bytes(), b"24681357");
        assert!(short != Pin::new(b"246800").unwrap() && short == short.clone());
    }

    #[test]
    fn a_new_pin_may_not_repeat_count_up_or_count_down() {
        let check = |code: &[u8]| Pin::new(code).unwrap().check_strength();
        assert_eq!(check(b"77777777"), Err(WeakPin::AllEqual));
        assert_eq!(check(b"12345678"), Err(WeakPin::Ascending));
        assert_eq!(check(b"12345"), Err(WeakPin::Ascending));
        assert_eq!(check(b"55555"), Err(WeakPin::AllEqual));
        assert_eq!(check(b"54321"), Err(WeakPin::Descending));
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
