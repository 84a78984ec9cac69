//! The machine-readable zone: of cards (TD1: three lines of 30, ICAO Doc
//! 9303-5 section 4.2), of larger cards (TD2: two of 36, Doc 9303-6 section
//! 4.2) and of passports (TD3: two of 44, Doc 9303-4 section 4.2).

use core::fmt;

pub use check::check_digit;
use cie_core::MrzKey;
pub use cie_core::person::Sex;
pub use field::{Field, MrzDate, Names};
pub use key::printed_key;

use self::layout::{Layout, STRANGE, Zone, characters, is_printed};

mod check;
mod field;
mod key;
mod layout;
#[cfg(test)]
mod tests;

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
    /// A field does not have the form it must have.
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
    /// Sex; `None` for a letter that no document should have.
    pub sex: Option<Sex>,
    /// Date of expiry.
    pub expiry: MrzDate,
    /// What the issuing state put into the optional fields: two in a card,
    /// one in the others; without the rest of a long document number.
    pub optional_data: Vec<String>,
    wrong: Vec<Field>,
    malformed: Vec<Field>,
    /// Document number, birth and expiry with their check digits, as printed:
    /// what opens the chip.
    information: String,
}

impl Mrz {
    /// Reads the zone from a person: white space is left out, small letters are
    /// made capital. Wrong check digits are noted, see [`Self::verify`].
    ///
    /// # Errors
    /// [`MrzError`]; never [`MrzError::CheckDigit`].
    pub fn parse(text: &str) -> Result<Self, MrzError> {
        let zone = zeroize::Zeroizing::new(characters(text.chars().filter(is_printed)));
        if zone.contains(STRANGE) {
            return Err(MrzError::Character);
        }
        let this = Layout::of(&zone)?.read(&Zone(&zone));
        match this.malformed.first() {
            Some(field) => Err(MrzError::Malformed(*field)),
            None => Ok(this),
        }
    }

    /// Reads the zone from a chip, field by field: one that does not have the form it
    /// must have is empty and is noted, see [`Self::malformed`], and the others
    /// are read all the same. What the issuer has signed is not to be dropped for
    /// one character of it.
    ///
    /// # Errors
    /// [`MrzError::Length`].
    pub fn from_chip(zone: &[u8]) -> Result<Self, MrzError> {
        let bytes = || zone.iter().copied().map(char::from);
        // One byte for each character; else with line ends, or in UTF-8.
        let as_they_stand = zeroize::Zeroizing::new(characters(bytes()));
        if let Ok(layout) = Layout::of(&as_they_stand) {
            return Ok(layout.read(&Zone(&as_they_stand)));
        }
        let printed = zeroize::Zeroizing::new(characters(bytes().filter(is_printed)));
        if let Ok(layout) = Layout::of(&printed) {
            return Ok(layout.read(&Zone(&printed)));
        }
        let text = String::from_utf8_lossy(zone);
        let printed = zeroize::Zeroizing::new(characters(text.chars().filter(is_printed)));
        Ok(Layout::of(&printed)?.read(&Zone(&printed)))
    }

    /// The fields that do not have the form they must have: each is empty here, a
    /// date unknown. Only [`Self::from_chip`] leaves any.
    #[must_use]
    pub fn malformed(&self) -> &[Field] {
        &self.malformed
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
            None => Ok(MrzKey::new(self.information.as_bytes())),
        }
    }

    /// The fields in which two zones of one document differ: what a person has
    /// typed, and what the chip has.
    #[must_use]
    pub fn differs_from(&self, other: &Self) -> Vec<Field> {
        let pairs = [
            (
                Field::DocumentCode,
                self.document_code == other.document_code,
            ),
            (
                Field::IssuingState,
                self.issuing_state == other.issuing_state,
            ),
            (
                Field::DocumentNumber,
                self.document_number == other.document_number,
            ),
            (Field::Names, self.names == other.names),
            (Field::Nationality, self.nationality == other.nationality),
            (Field::Birth, self.birth == other.birth),
            (Field::Sex, self.sex == other.sex),
            (Field::Expiry, self.expiry == other.expiry),
            (
                Field::OptionalData,
                self.optional_data == other.optional_data,
            ),
        ];
        let is_malformed =
            |field: &Field| self.malformed.contains(field) || other.malformed.contains(field);
        let differs = pairs
            .into_iter()
            .filter(|(field, same)| !same || is_malformed(field));
        differs.map(|(field, _)| field).collect()
    }
}

/// Which document it is, is not for logs.
impl fmt::Debug for Mrz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mrz({:?}, hidden)", self.format)
    }
}
