//! The machine-readable zone: of cards (TD1: three lines of 30, ICAO Doc
//! 9303-5 section 4.2), of larger cards (TD2: two of 36, Doc 9303-6 section
//! 4.2) and of passports (TD3: two of 44, Doc 9303-4 section 4.2).

use core::{fmt, ops::Range};

mod check;
mod field;
mod key;
#[cfg(test)]
mod tests;

pub use check::check_digit;
pub use field::{Field, MrzDate, Names, Sex};
pub use key::printed_key;

use crate::agreement::password::MrzKey;

/// Why a text is not a machine-readable zone. Says nothing of the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MrzError {
    /// Neither 90, nor 72, nor 88 characters.
    #[error("a machine-readable zone has 90, 72 or 88 characters, not {0}")]
    Length(usize),
    /// A character other than `A` to `Z`, `0` to `9` and `<`.
    #[error("the machine-readable zone has only letters, digits and <")]
    Character,
    /// A field has not the form it must have.
    #[error("the {0} is malformed")]
    Malformed(Field),
    /// A check digit does not match: most likely one character is mistyped.
    #[error("the check digit of the {0} does not match")]
    CheckDigit(Field),
}

/// Size of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A card: three lines of 30 characters.
    Td1,
    /// A larger card: two lines of 36 characters.
    Td2,
    /// A passport: two lines of 44 characters.
    Td3,
}

/// A machine-readable zone, taken apart. Trailing fillers are left out.
#[derive(Clone, PartialEq, Eq)]
pub struct Mrz {
    /// Size of the document.
    pub format: Format,
    /// `I`, `ID`, `P`, `C` …; the CIE has `C`.
    pub document_code: String,
    /// State or organisation that issued it: up to three letters (ICAO Doc
    /// 9303-3 section 5).
    pub issuing_state: String,
    /// The number of the document, whole also when it has more than nine
    /// characters.
    pub document_number: String,
    /// The name of the holder.
    pub names: Names,
    /// Nationality: up to three letters.
    pub nationality: String,
    /// Date of birth.
    pub birth: MrzDate,
    /// Sex.
    pub sex: Sex,
    /// Date of expiry.
    pub expiry: MrzDate,
    /// What the issuing state put into the optional fields: two in a card,
    /// one in the others; without the rest of a long document number.
    pub optional_data: Vec<String>,
    wrong: Vec<Field>,
}

/// Where the fields lie in the lines put one after the other.
struct Layout {
    format: Format,
    number: usize,
    birth: usize,
    sex: usize,
    expiry: usize,
    nationality: usize,
    names: Range<usize>,
    optional: Range<usize>,
    more_optional: Option<Range<usize>>,
    /// The optional data with a check digit of its own (at its end).
    checked_optional: Option<usize>,
    /// What the composite check digit covers.
    covered: &'static [Range<usize>],
    composite: usize,
}

static TD1: Layout = Layout {
    format: Format::Td1,
    number: 5,
    birth: 30,
    sex: 37,
    expiry: 38,
    nationality: 45,
    names: 60..90,
    optional: 15..30,
    more_optional: Some(48..59),
    checked_optional: None,
    covered: &[5..37, 38..45, 48..59],
    composite: 59,
};

static TD2: Layout = Layout {
    format: Format::Td2,
    number: 36,
    birth: 49,
    sex: 56,
    expiry: 57,
    nationality: 46,
    names: 5..36,
    optional: 64..71,
    more_optional: None,
    checked_optional: None,
    covered: &[36..46, 49..56, 57..71],
    composite: 71,
};

static TD3: Layout = Layout {
    format: Format::Td3,
    number: 44,
    birth: 57,
    sex: 64,
    expiry: 65,
    nationality: 54,
    names: 5..44,
    optional: 72..86,
    more_optional: None,
    checked_optional: Some(86),
    covered: &[44..54, 57..64, 65..87],
    composite: 87,
};

/// Characters of the document number field, without its check digit.
const NUMBER_LEN: usize = 9;
/// Characters of a date, without its check digit.
const DATE_LEN: usize = 6;

impl Mrz {
    /// Reads the zone from a chip or from a person: white space is left out,
    /// small letters are made capital. Wrong check digits are noted, see
    /// [`Self::verify`].
    ///
    /// # Errors
    /// [`MrzError`]; never [`MrzError::CheckDigit`].
    pub fn parse(text: &str) -> Result<Self, MrzError> {
        let zone: zeroize::Zeroizing<String> = zeroize::Zeroizing::new(
            text.chars()
                .filter(|character| !character.is_whitespace())
                .map(|character| character.to_ascii_uppercase())
                .collect(),
        );
        if !zone
            .bytes()
            .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'<'))
        {
            return Err(MrzError::Character);
        }
        let layout = match zone.len() {
            90 => &TD1,
            72 => &TD2,
            88 => &TD3,
            other => return Err(MrzError::Length(other)),
        };
        layout.read(&Zone(&zone))
    }

    /// The fields whose check digits do not match.
    #[must_use]
    pub fn wrong_check_digits(&self) -> &[Field] {
        &self.wrong
    }

    /// Requires every check digit to match: what a person has typed is right,
    /// but for two mistakes that cancel out.
    ///
    /// # Errors
    /// [`MrzError::CheckDigit`] with the first wrong one.
    pub fn verify(&self) -> Result<(), MrzError> {
        self.wrong
            .first()
            .map_or(Ok(()), |field| Err(MrzError::CheckDigit(*field)))
    }

    /// Whether it is an Italian identity card that is valid without a limit: then
    /// `990101` is printed for a date (circular 60/2026 of the Ministry of the
    /// Interior). On any other document that is a date.
    #[must_use]
    pub fn is_unlimited(&self) -> bool {
        let italian = self.document_code == "C" && self.issuing_state == "ITA";
        italian && self.expiry.as_str() == "990101"
    }

    /// What opens the chip.
    ///
    /// # Errors
    /// [`MrzError::CheckDigit`] when one of the three check digits that take
    /// part in it does not match.
    pub fn key(&self) -> Result<MrzKey, MrzError> {
        let part =
            |field: &&Field| matches!(field, Field::DocumentNumber | Field::Birth | Field::Expiry);
        match self.wrong.iter().find(part) {
            Some(field) => Err(MrzError::CheckDigit(*field)),
            None => printed_key(&self.document_number, self.birth, self.expiry),
        }
    }
}

/// Which document it is, is not for logs.
impl fmt::Debug for Mrz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mrz({:?}, hidden)", self.format)
    }
}

/// The lines one after the other, of a length and characters that were
/// checked: every range of a layout is inside.
struct Zone<'a>(&'a str);

impl<'a> Zone<'a> {
    fn at(&self, range: Range<usize>) -> &'a str {
        self.0.get(range).unwrap_or_default()
    }

    /// Whether the check digit of `text` is `digit`.
    fn holds(text: &str, digit: &str) -> bool {
        check_digit(&[text]).is_some_and(|expected| digit.chars().eq([expected]))
    }
}

impl Layout {
    fn read(&self, zone: &Zone<'_>) -> Result<Mrz, MrzError> {
        let mut wrong = Vec::new();
        let mut optional = zone.at(self.optional.clone());

        let field = zone.at(self.number..self.number + NUMBER_LEN);
        let digit = zone.at(self.number + NUMBER_LEN..self.number + NUMBER_LEN + 1);
        let mut document_number = trimmed(field);
        match self.continued(zone, field, digit) {
            Some(Continued { rest, digit, after }) => {
                document_number.push_str(rest);
                if !Zone::holds(&document_number, digit) {
                    wrong.push(Field::DocumentNumber);
                }
                optional = after;
            }
            None if !Zone::holds(field, digit) => wrong.push(Field::DocumentNumber),
            None => {}
        }

        let mut date = |start: usize, name: Field| {
            let text = zone.at(start..start + DATE_LEN);
            if !Zone::holds(text, zone.at(start + DATE_LEN..start + DATE_LEN + 1)) {
                wrong.push(name);
            }
            MrzDate::parse(text, name)
        };
        let birth = date(self.birth, Field::Birth)?;
        let expiry = date(self.expiry, Field::Expiry)?;

        if let Some(position) = self.checked_optional {
            let digit = zone.at(position..position + 1);
            let empty = optional.trim_end_matches('<').is_empty() && digit == "<";
            if !empty && !Zone::holds(optional, digit) {
                wrong.push(Field::OptionalData);
            }
        }

        let covered: Vec<_> = self
            .covered
            .iter()
            .map(|range| zone.at(range.clone()))
            .collect();
        let composite = zone.at(self.composite..self.composite + 1);
        if !check_digit(&covered).is_some_and(|expected| composite.chars().eq([expected])) {
            wrong.push(Field::Composite);
        }

        Ok(Mrz {
            format: self.format,
            document_code: trimmed(zone.at(0..2)),
            issuing_state: trimmed(zone.at(2..5)),
            document_number,
            names: Names::parse(zone.at(self.names.clone())),
            nationality: trimmed(zone.at(self.nationality..self.nationality + 3)),
            birth,
            sex: Sex::parse(zone.at(self.sex..self.sex + 1))?,
            expiry,
            optional_data: [
                Some(optional),
                self.more_optional.clone().map(|range| zone.at(range)),
            ]
            .into_iter()
            .flatten()
            .map(trimmed)
            .collect(),
            wrong,
        })
    }

    /// A number of more than nine characters: its check digit's place has a
    /// filler, and the optional data begin with the rest of the number and
    /// its check digit (ICAO Doc 9303-5 section 4.2.4, -6 section 4.2.4).
    fn continued<'a>(&self, zone: &Zone<'a>, field: &str, digit: &str) -> Option<Continued<'a>> {
        if self.format == Format::Td3 || digit != "<" || field.ends_with('<') {
            return None;
        }
        let optional = zone.at(self.optional.clone());
        let (rest, after) = optional.split_once('<').unwrap_or((optional, ""));
        let (rest, digit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
        Some(Continued { rest, digit, after })
    }
}

struct Continued<'a> {
    rest: &'a str,
    digit: &'a str,
    /// Optional data after the number.
    after: &'a str,
}

fn trimmed(text: &str) -> String {
    text.trim_matches('<').to_owned()
}
