//! EF_DatiPersonali (`3F00/1100/1102`): who the card belongs to.
//!
//! ```text
//! 00005F 046030 0801012024 0801012030 05ROSSI 05MARIO … 00 00 \0 \0 …
//! |      | |
//! |      | value, of so many characters
//! |      length, two hexadecimal digits
//! length of all the fields, six hexadecimal digits
//! ```
//!
//! The fields have no names: their order says which is which, and an empty one
//! has the length 00. Programs that look at fixed places find them by luck.
//! (OpenSC `src/libopensc/pkcs15-itacns.c`; cri99/ng-smartcard-reader;
//! amusarra/raspberry-pi-access-via-ts-cns; the reader of zeroDenial; the trace
//! of a card in OpenSC issue 3804.)

use core::fmt;

use crate::{
    bytes::text::harmless,
    date::Date,
    person::{
        Sex,
        fiscal_code::{FiscalCode, FiscalCodeError},
    },
};

/// Bytes of the length before the fields.
pub const HEADER_LEN: usize = 6;
/// Digits of the length of one field.
const FIELD_HEADER_LEN: usize = 2;
/// Fields that the file has at most.
const FIELDS: usize = 16;

/// A field, by its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who issued the card.
    Issuer,
    /// The day it was issued.
    Issued,
    /// The last day it is valid.
    Expires,
    /// Surname.
    Surname,
    /// Given names.
    GivenNames,
    /// Date of birth.
    Birth,
    /// Sex.
    Sex,
    /// Height.
    Height,
    /// Fiscal code.
    FiscalCode,
    /// Citizenship.
    Citizenship,
    /// Municipality of birth.
    BirthMunicipality,
    /// State of birth, for those born abroad.
    BirthState,
    /// Record of birth.
    BirthRecord,
    /// Municipality of residence.
    ResidenceMunicipality,
    /// Street of residence.
    ResidenceAddress,
    /// Note on travel abroad.
    TravelNote,
}

impl Field {
    /// In the order of the file.
    pub const ALL: [Self; FIELDS] = [
        Self::Issuer,
        Self::Issued,
        Self::Expires,
        Self::Surname,
        Self::GivenNames,
        Self::Birth,
        Self::Sex,
        Self::Height,
        Self::FiscalCode,
        Self::Citizenship,
        Self::BirthMunicipality,
        Self::BirthState,
        Self::BirthRecord,
        Self::ResidenceMunicipality,
        Self::ResidenceAddress,
        Self::TravelNote,
    ];
}

/// Why a file is not personal data. Says nothing of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PersonalDataError {
    /// The six digits at the beginning are missing or not digits.
    #[error("the file does not begin with a length")]
    Header,
    /// The fields are longer than the file.
    #[error("the fields need {wanted} bytes, and the file has {found}")]
    Truncated {
        /// Bytes of the fields by the file's first six.
        wanted: usize,
        /// Bytes behind these.
        found: usize,
    },
    /// The length of a field is missing or not a number.
    #[error("field {0:?} has no length")]
    Length(Field),
    /// A field is longer than what is left.
    #[error("field {0:?} is longer than what is left")]
    Overrun(Field),
    /// There is something behind the last field.
    #[error("there are more than 16 fields")]
    TooMany,
    /// A field is not UTF-8.
    #[error("field {0:?} is not text")]
    Text(Field),
    /// A date is not a day.
    #[error("field {0:?} is not a date")]
    Date(Field),
    /// The sex is neither M nor F.
    #[error("field Sex is neither M nor F")]
    Sex,
    /// The fiscal code is not one.
    #[error("field FiscalCode: {0}")]
    FiscalCode(FiscalCodeError),
}

/// What the file says of the card and its holder. A field that is empty, or
/// that the file ends before, is `None`.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PersonalData {
    /// Who issued the card: kind of card and issuer, as its number begins.
    pub issuer: Option<String>,
    /// The day it was issued.
    pub issued: Option<Date>,
    /// The last day it is valid.
    pub expires: Option<Date>,
    /// Surname, in capital letters.
    pub surname: Option<String>,
    /// Given names, in capital letters.
    pub given_names: Option<String>,
    /// Date of birth.
    pub birth: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Height; empty on health cards.
    pub height: Option<String>,
    /// The fiscal code, with its check character verified.
    pub fiscal_code: Option<FiscalCode>,
    /// Citizenship; empty on the health cards that are published.
    pub citizenship: Option<String>,
    /// Cadastral code of the municipality of birth.
    pub birth_municipality: Option<String>,
    /// State of birth, for those born abroad.
    pub birth_state: Option<String>,
    /// Record of birth.
    pub birth_record: Option<String>,
    /// Cadastral code of the municipality of residence.
    pub residence_municipality: Option<String>,
    /// Street of residence; often empty.
    pub residence_address: Option<String>,
    /// Note on travel abroad.
    pub travel_note: Option<String>,
}

/// How many bytes the fields are long, from the file's first [`HEADER_LEN`]:
/// what has to be read behind them.
///
/// # Errors
/// [`PersonalDataError::Header`].
pub fn length(start: &[u8]) -> Result<usize, PersonalDataError> {
    let header = start.get(..HEADER_LEN).ok_or(PersonalDataError::Header)?;
    hexadecimal(header).ok_or(PersonalDataError::Header)
}

impl PersonalData {
    /// Reads the file, or as much of it as [`length()`] says. What is behind the
    /// fields is not looked at.
    ///
    /// # Errors
    /// [`PersonalDataError`] for whatever is not as it should be: a person's
    /// data are not guessed at.
    pub fn parse(file: &[u8]) -> Result<Self, PersonalDataError> {
        let wanted = length(file)?;
        let body = file.get(HEADER_LEN..).unwrap_or_default();
        let mut rest = body.get(..wanted).ok_or(PersonalDataError::Truncated {
            wanted,
            found: body.len(),
        })?;
        let mut this = Self::default();
        for field in Field::ALL {
            if rest.is_empty() {
                return Ok(this);
            }
            let value = take(&mut rest, field)?;
            if !value.is_empty() {
                this.set(field, value)?;
            }
        }
        if rest.is_empty() {
            Ok(this)
        } else {
            Err(PersonalDataError::TooMany)
        }
    }

    fn set(&mut self, field: Field, value: &[u8]) -> Result<(), PersonalDataError> {
        let text = || text(value, field).map(Some);
        match field {
            Field::Issuer => self.issuer = text()?,
            Field::Issued => self.issued = Some(date(value, field)?),
            Field::Expires => self.expires = Some(date(value, field)?),
            Field::Surname => self.surname = text()?,
            Field::GivenNames => self.given_names = text()?,
            Field::Birth => self.birth = Some(date(value, field)?),
            Field::Sex => {
                self.sex = Some(match value {
                    b"M" => Sex::Male,
                    b"F" => Sex::Female,
                    _ => return Err(PersonalDataError::Sex),
                });
            }
            Field::Height => self.height = text()?,
            Field::FiscalCode => {
                let code = FiscalCode::parse(&self::text(value, field)?);
                self.fiscal_code = Some(code.map_err(PersonalDataError::FiscalCode)?);
            }
            Field::Citizenship => self.citizenship = text()?,
            Field::BirthMunicipality => self.birth_municipality = text()?,
            Field::BirthState => self.birth_state = text()?,
            Field::BirthRecord => self.birth_record = text()?,
            Field::ResidenceMunicipality => self.residence_municipality = text()?,
            Field::ResidenceAddress => self.residence_address = text()?,
            Field::TravelNote => self.travel_note = text()?,
        }
        Ok(())
    }
}

/// Which person it is, is not for logs.
impl fmt::Debug for PersonalData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalData(hidden)")
    }
}

/// The value of the field at the beginning of `rest`, which is left behind.
fn take<'a>(rest: &mut &'a [u8], field: Field) -> Result<&'a [u8], PersonalDataError> {
    let (length, behind) = rest
        .split_at_checked(FIELD_HEADER_LEN)
        .ok_or(PersonalDataError::Length(field))?;
    let length = hexadecimal(length).ok_or(PersonalDataError::Length(field))?;
    let (value, behind) = behind
        .split_at_checked(length)
        .ok_or(PersonalDataError::Overrun(field))?;
    *rest = behind;
    Ok(value)
}

/// Hexadecimal digits as a number: digits only, no sign.
fn hexadecimal(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0, |number, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(number << 4 | digit as usize)
    })
}

/// Cards are known with ASCII only. Whether accents can come, and how they
/// are written, is not published: UTF-8 is taken, since hardly anything else is
/// that by chance, and other bytes are not guessed at.
fn text(value: &[u8], field: Field) -> Result<String, PersonalDataError> {
    let text = core::str::from_utf8(value).map_err(|_| PersonalDataError::Text(field))?;
    Ok(harmless(text))
}

/// Eight digits `DDMMYYYY`.
fn date(value: &[u8], field: Field) -> Result<Date, PersonalDataError> {
    let parts = <[u8; 8]>::try_from(value).ok();
    parts
        .and_then(|[d1, d2, m1, m2, y1, y2, y3, y4]| {
            Date::from_lds(&[y1, y2, y3, y4, m1, m2, d1, d2])
        })
        .ok_or(PersonalDataError::Date(field))
}

#[cfg(test)]
#[path = "personal_data_tests.rs"]
mod tests;
