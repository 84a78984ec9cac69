//! The fiscal code (*codice fiscale*), the personal number in DG11 of the CIE.
//!
//! Form, check character and the replacement of digits where two persons
//! would have the same code (*omocodia*): decree of the Minister of Finance
//! of 23 December 1976, n. 13813, articles 2 to 7.
//!
//! ```text
//! RSS MRA 85 T 10 A562 S
//! |   |   |  | |  |    check character
//! |   |   |  | |  place of birth (cadastral code)
//! |   |   |  | day of birth, 40 more for women
//! |   |   |  month of birth
//! |   |   year of birth, two digits
//! |   given names
//! surname
//! ```

use core::fmt;

use super::Sex;
use crate::date::{Date, two_digits};

/// Characters of a fiscal code.
const LEN: usize = 16;
/// The characters of the months, January first.
const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";
/// What stands for the digits 0 to 9 in an omocode.
const OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";
/// What a character at an odd place (the first is place 1) counts, `A` to
/// `Z`; digits count as `A` to `J`.
const ODD: [u16; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/// Why a text is not a fiscal code. Says nothing of the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FiscalCodeError {
    /// Not 16 characters.
    #[error("a fiscal code has 16 characters, not {0}")]
    Length(usize),
    /// A letter where a digit must be, a digit where a letter must be, or
    /// another character.
    #[error("character {0} of the fiscal code cannot stand there")]
    Character(usize),
    /// The check character does not match: most likely one character is
    /// mistyped.
    #[error("the check character of the fiscal code does not match")]
    CheckCharacter,
    /// Month and day are not those of any date.
    #[error("the fiscal code has no date of birth")]
    Date,
}

/// A fiscal code of a person with its check character verified.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FiscalCode {
    /// Capital letters and digits as given.
    code: [u8; LEN],
    /// The same with the digits that omocodia has replaced.
    plain: [u8; LEN],
}

impl FiscalCode {
    /// Reads a code; small letters and white space are accepted.
    ///
    /// # Errors
    /// [`FiscalCodeError`].
    pub fn parse(text: &str) -> Result<Self, FiscalCodeError> {
        let characters = || text.chars().filter(|character| !character.is_whitespace());
        let found = characters().count();
        if found != LEN {
            return Err(FiscalCodeError::Length(found));
        }
        let mut code = [0; LEN];
        let mut plain = [0; LEN];
        for (place, ((code, plain), character)) in
            (1..).zip(code.iter_mut().zip(&mut plain).zip(characters()))
        {
            let wrong = FiscalCodeError::Character(place);
            let character = u8::try_from(character.to_ascii_uppercase()).map_err(|_| wrong)?;
            *code = character;
            *plain = match place {
                7 | 8 | 10 | 11 | 13..=15 => digit(character),
                _ => Some(character).filter(u8::is_ascii_uppercase),
            }
            .ok_or(wrong)?;
        }
        let this = Self { code, plain };
        if this.expected_check() != this.code.last().copied() {
            return Err(FiscalCodeError::CheckCharacter);
        }
        // 29 February is a date in 2000 and not in 1900: either will do.
        if this.born_in(2000).is_none() {
            return Err(FiscalCodeError::Date);
        }
        Ok(this)
    }

    /// The code as given, in capital letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        text(&self.code)
    }

    /// Whether letters stand for digits in it, since another person would
    /// have the same code otherwise.
    #[must_use]
    pub fn is_omocode(&self) -> bool {
        self.code != self.plain
    }

    /// The sex that the day of birth tells.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.day().is_some_and(|day| day > 40) {
            Sex::Female
        } else {
            Sex::Male
        }
    }

    /// The date of birth seen at `today`: in this century unless that would
    /// be in the future. `None` for 29 February of a year that has none. A
    /// person of a hundred years or more comes out too young.
    #[must_use]
    pub fn birth(&self, today: Date) -> Option<Date> {
        let century = today.year() / 100 * 100;
        match self.born_in(century).filter(|date| *date <= today) {
            Some(date) => Some(date),
            None => self.born_in(century.checked_sub(100)?),
        }
    }

    /// The cadastral code of the place of birth (`H501` for Rome; `Z…` for a
    /// foreign country), without omocodia.
    #[must_use]
    pub fn birth_place(&self) -> &str {
        text(self.plain.get(11..15).unwrap_or_default())
    }

    fn born_in(&self, century: u16) -> Option<Date> {
        let [_, _, _, _, _, _, y1, y2, month, ..] = self.plain;
        let month = MONTHS.iter().position(|letter| *letter == month)? + 1;
        let day = self.day()?;
        Date::new(
            century + u16::from(two_digits([y1, y2])?),
            u8::try_from(month).ok()?,
            if day > 40 { day - 40 } else { day },
        )
    }

    /// The day with the 40 of women.
    const fn day(&self) -> Option<u8> {
        let [.., d1, d2, _, _, _, _, _] = self.plain;
        two_digits([d1, d2])
    }

    /// The check character over the code as it stands, omocodia included.
    fn expected_check(&self) -> Option<u8> {
        let (_, body) = self.code.split_last()?;
        let sum: u16 = body
            .iter()
            .enumerate()
            .map(|(index, character)| {
                let value = match character {
                    b'0'..=b'9' => character - b'0',
                    _ => character.saturating_sub(b'A'),
                };
                if index.is_multiple_of(2) {
                    ODD.get(usize::from(value)).copied().unwrap_or_default()
                } else {
                    u16::from(value)
                }
            })
            .sum();
        u8::try_from(sum % 26).ok().map(|check| b'A' + check)
    }
}

/// Personal, and so silent.
impl fmt::Debug for FiscalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FiscalCode(hidden)")
    }
}

/// The digit that a character at a digit's place stands for.
fn digit(character: u8) -> Option<u8> {
    if character.is_ascii_digit() {
        return Some(character);
    }
    let value = OMOCODIA.iter().position(|letter| *letter == character)?;
    u8::try_from(value).ok().map(|value| b'0' + value)
}

/// Letters and digits were checked on the way in.
fn text(characters: &[u8]) -> &str {
    core::str::from_utf8(characters).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::new(2026, 11, 22).unwrap()
    }

    /// Codes and what they say, from the tests and the front page of
    /// fabiocaccamo/python-codicefiscale.
    #[test]
    fn published_codes_tell_birth_place_and_sex() {
        for (code, birth, place, sex) in [
            ("CCCFBA85D03L219P", (1985, 4, 3), "L219", Sex::Male),
            ("THDSDA95P08Z330H", (1995, 9, 8), "Z330", Sex::Male),
            ("BRNGNN71B26L219T", (1971, 2, 26), "L219", Sex::Male),
            ("RSSMRA80A41F205B", (1980, 1, 1), "F205", Sex::Female),
            ("rss mra 68a01 h501y", (1968, 1, 1), "H501", Sex::Male),
        ] {
            let (year, month, day) = birth;
            let code = FiscalCode::parse(code).unwrap();
            assert_eq!(code.birth(today()), Date::new(year, month, day));
            assert_eq!(code.birth_place(), place);
            assert_eq!(code.sex(), sex);
            assert!(!code.is_omocode());
        }
    }

    /// Those of fabiocaccamo/python-codicefiscale `README.md`.
    #[test]
    fn every_omocode_tells_the_same_as_the_code_it_replaces() {
        for omocode in [
            "CCCFBA85D03L21VE",
            "CCCFBA85D03L2MVP",
            "CCCFBA85D03LNMVE",
            "CCCFBA85D0PLNMVA",
            "CCCFBA85DLPLNMVL",
            "CCCFBA8RDLPLNMVX",
            "CCCFBAURDLPLNMVU",
        ] {
            let code = FiscalCode::parse(omocode).unwrap();
            assert!(code.is_omocode());
            assert_eq!(code.as_str(), omocode);
            assert_eq!(code.birth(today()), Date::new(1985, 4, 3));
            assert_eq!(code.birth_place(), "L219");
        }
    }

    #[test]
    fn the_check_character_finds_every_single_wrong_character() {
        let right = "CCCFBA85D03L219P";
        for place in 0..LEN {
            for character in b'0'..=b'Z' {
                let mut code = right.as_bytes().to_vec();
                if *code.get(place).unwrap() == character {
                    continue;
                }
                *code.get_mut(place).unwrap() = character;
                assert!(FiscalCode::parse(core::str::from_utf8(&code).unwrap()).is_err());
            }
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_named() {
        use FiscalCodeError::{Character, CheckCharacter, Date, Length};
        for (code, error) in [
            ("", Length(0)),
            ("CCCFBA85D03L219PP", Length(17)),
            ("CCCFBA85D03L219B", CheckCharacter),
            ("CC0FBA85D03L219P", Character(3)),
            ("CCCFBA8XD03L219P", Character(8)),
            ("ÇCCFBA85D03L219P", Character(1)),
            ("CCCFBA85D00L219J", Date),
            ("CCCFBA85B30L219F", Date),
            ("CCCFBA85D40L219N", Date),
            ("CCCFBA85D99L219M", Date),
        ] {
            assert_eq!(FiscalCode::parse(code), Err(error), "{code}");
        }
    }

    #[test]
    fn a_leap_day_is_in_a_year_that_has_it() {
        let code = FiscalCode::parse("RSSMRA00B29H501Y").unwrap();
        assert_eq!(code.birth(today()), Date::new(2000, 2, 29));
        assert_eq!(code.birth(Date::new(1999, 1, 1).unwrap()), None);
    }
}
