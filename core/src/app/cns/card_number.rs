//! EF_IDCarta (`3F00/1000/1003`): the number of the card.
//!
//! Sixteen digits (OpenSC `src/libopensc/card-itacns.c`): kind of card, issuer,
//! a number, and a check digit (the Java reader of zeroDenial).

use core::fmt;

/// Digits of the number, and bytes of the file.
pub const LEN: usize = 16;

/// Why bytes are not the number of a card. Says nothing of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardNumberError {
    /// Not 16 bytes.
    #[error("the number of a card has 16 digits, not {0}")]
    Length(usize),
    /// Something other than the digits 0 to 9.
    #[error("character {0} of the card number is not a digit")]
    NotADigit(usize),
    /// The check digit does not match.
    #[error("the check digit of the card's number does not match")]
    CheckDigit,
    /// The first digit is that of no known kind of card.
    #[error("no card's number begins with the digit {0}")]
    Kind(u8),
}

/// The number of a card, with its check digit verified.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CardNumber([u8; LEN]);

/// Whose card it is, by the first digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 5: a citizen's, issued by the state.
    NationalCitizen,
    /// 6: a citizen's, issued by a Region: the health card.
    RegionalCitizen,
    /// 7: a citizen's, issued by somebody else.
    OtherCitizen,
    /// 8: an operator's, issued by the state.
    NationalOperator,
    /// 9: an operator's, issued by a Region.
    RegionalOperator,
}

impl CardNumber {
    /// Reads the whole content of the file.
    ///
    /// # Errors
    /// [`CardNumberError`].
    pub fn parse(content: &[u8]) -> Result<Self, CardNumberError> {
        let digits: [u8; LEN] = content
            .try_into()
            .map_err(|_| CardNumberError::Length(content.len()))?;
        if let Some(place) = digits.iter().position(|digit| !digit.is_ascii_digit()) {
            return Err(CardNumberError::NotADigit(place + 1));
        }
        if !luhn(&digits).is_multiple_of(10) {
            return Err(CardNumberError::CheckDigit);
        }
        let this = Self(digits);
        match Kind::of(this.first()) {
            Some(_) => Ok(this),
            None => Err(CardNumberError::Kind(this.first() - b'0')),
        }
    }

    /// All sixteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        text(&self.0)
    }

    /// Whose card it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        // Looked at on the way in.
        Kind::of(self.first()).unwrap_or(Kind::OtherCitizen)
    }

    /// The digits of the issuer: six on cards of neither state nor Region,
    /// three on the others. On one published card of a Region they are the
    /// ministry of health's code of that Region (OpenSC issue 3804); that
    /// it is so on all is likely and not known.
    #[must_use]
    pub fn issuer(&self) -> &str {
        let end = match self.kind() {
            Kind::OtherCitizen => 7,
            _ => 4,
        };
        text(self.0.get(1..end).unwrap_or_default())
    }

    const fn first(&self) -> u8 {
        let [first, ..] = self.0;
        first
    }
}

impl Kind {
    const fn of(digit: u8) -> Option<Self> {
        Some(match digit {
            b'5' => Self::NationalCitizen,
            b'6' => Self::RegionalCitizen,
            b'7' => Self::OtherCitizen,
            b'8' => Self::NationalOperator,
            b'9' => Self::RegionalOperator,
            _ => return None,
        })
    }
}

/// Identifies a person's card, and so silent.
impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardNumber(hidden)")
    }
}

/// The sum of the digits, where every second one from the last but one to the
/// left is doubled, and a doubled one above 9 counts less 9 (ISO/IEC 7812-1,
/// annex B).
fn luhn(digits: &[u8; LEN]) -> u32 {
    let digits = digits.iter().rev().map(|digit| u32::from(digit - b'0'));
    digits
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit) {
            (0, digit) => digit,
            (_, 0..=4) => digit * 2,
            _ => digit * 2 - 9,
        })
        .sum()
}

/// Digits were checked on the way in.
fn text(digits: &[u8]) -> &str {
    core::str::from_utf8(digits).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn kind_and_issuer_are_read_from_a_number_with_the_right_check_digit() {
        for (number, kind, issuer) in [
            (b"6030000000000019", Kind::RegionalCitizen, "030"),
            (b"6090123456789013", Kind::RegionalCitizen, "090"),
            // Test numbers of payment systems begin so too.
            (b"5555555555554444", Kind::NationalCitizen, "555"),
            (b"7000001000000003", Kind::OtherCitizen, "000001"),
        ] {
            let number = CardNumber::parse(number).unwrap();
            assert_eq!((number.kind(), number.issuer()), (kind, issuer));
        }
    }

    #[test]
    fn one_wrong_digit_or_two_neighbours_exchanged_are_found_out() {
        let right = *b"6090123456789013";
        for place in 0..LEN {
            for digit in b'0'..=b'9' {
                let mut number = right;
                *number.get_mut(place).unwrap() = digit;
                let same = number == right;
                assert_eq!(CardNumber::parse(&number).is_ok(), same, "{place} {digit}");
            }
        }
        let mut exchanged = right;
        exchanged.swap(5, 6);
        assert_eq!(
            CardNumber::parse(&exchanged),
            Err(CardNumberError::CheckDigit)
        );
    }

    #[test]
    fn what_is_no_number_of_a_card_is_refused() {
        for (content, error) in [
            (&b""[..], CardNumberError::Length(0)),
            (b"60300000000000190", CardNumberError::Length(17)),
            (b"603000000000001\0", CardNumberError::NotADigit(16)),
            (b"4111111111111111", CardNumberError::Kind(4)),
            (b"6030000000000018", CardNumberError::CheckDigit),
        ] {
            assert_eq!(CardNumber::parse(content), Err(error));
        }
    }

    #[test]
    fn debug_shows_no_digit() {
        let number = CardNumber::parse(b"6030000000000019").unwrap();
        assert_eq!(format!("{number:?}"), "CardNumber(hidden)");
    }
}
