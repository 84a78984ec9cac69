//! The fields of a machine-readable zone that need more than trimming: dates,
//! names, sex.

use core::fmt;

use cie_core::{
    date::{Date, PartialDate, two_digits},
    person::Sex,
};

use super::MrzError;

/// What a check digit or an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The kind of document.
    DocumentCode,
    /// The state that issued it.
    IssuingState,
    /// The name.
    Names,
    /// The nationality.
    Nationality,
    /// The number of the document.
    DocumentNumber,
    /// The date of birth.
    Birth,
    /// The date of expiry.
    Expiry,
    /// The sex.
    Sex,
    /// The optional data of a passport.
    OptionalData,
    /// The check digit over the others.
    Composite,
}

impl Field {
    /// A stable name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DocumentCode => "document_code",
            Self::IssuingState => "issuing_state",
            Self::Names => "names",
            Self::Nationality => "nationality",
            Self::DocumentNumber => "document_number",
            Self::Birth => "birth",
            Self::Expiry => "expiry",
            Self::Sex => "sex",
            Self::OptionalData => "optional_data",
            Self::Composite => "composite",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DocumentCode => "document code",
            Self::IssuingState => "issuing state",
            Self::Names => "name",
            Self::Nationality => "nationality",
            Self::DocumentNumber => "document number",
            Self::Birth => "date of birth",
            Self::Expiry => "date of expiry",
            Self::Sex => "sex",
            Self::OptionalData => "optional data",
            Self::Composite => "whole zone",
        })
    }
}

/// Years before today in which the expiry of a document that still answers
/// may lie: the first chips were issued in 2004. The rest of the century
/// belongs to documents of long validity.
const EXPIRY_YEARS_BACK: u16 = 24;

/// `YYMMDD` as printed: no century, and `<<` for what is unknown (ICAO Doc
/// 9303-3 section 4.8). What is printed need not be a day: births of `680000`
/// and expiries of `999999` are issued. It opens the chip all the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MrzDate([u8; 6]);

impl MrzDate {
    /// A date of which nothing is known.
    pub(super) const UNKNOWN: Self = Self(*b"<<<<<<");

    /// Six characters, each a digit or `<`. Whether they are a day is for
    /// [`Self::birth`] and [`Self::expiry`] to say.
    ///
    /// # Errors
    /// [`MrzError::Malformed`] names `field`.
    pub fn parse(text: &str, field: Field) -> Result<Self, MrzError> {
        let malformed = MrzError::Malformed(field);
        let date = Self(text.as_bytes().try_into().map_err(|_| malformed)?);
        let may_be_printed = |byte: &u8| matches!(byte, b'0'..=b'9' | b'<');
        if date.0.iter().all(may_be_printed) {
            Ok(date)
        } else {
            Err(malformed)
        }
    }

    /// The text of [`Self::parse`].
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// As a date of birth seen at `today`: in this century unless that would
    /// be in the future. A person of a hundred years or more comes out too
    /// young; DG11 has the full date. A month or day of `00` is unknown. `None`
    /// when the year is unknown or the rest is not a day.
    #[must_use]
    pub fn birth(&self, today: Date) -> Option<PartialDate> {
        let year = self.year()?;
        let century = today.year() / 100 * 100;
        let candidate = self.in_year(century + year);
        // An unknown month or day is taken as the earliest.
        let first_day = |date: PartialDate| {
            Date::new(
                date.year(),
                date.month().unwrap_or(1),
                date.day().unwrap_or(1),
            )
        };
        match candidate.filter(|date| first_day(*date) <= Some(today)) {
            Some(date) => Some(date),
            None => self.in_year((century + year).checked_sub(100)?),
        }
    }

    /// As a date of expiry seen at `today`: at most 24 years ago, else in the
    /// future. A month or day of `00` is unknown. `None` when the year is
    /// unknown or the day does not exist in the year.
    #[must_use]
    pub fn expiry(&self, today: Date) -> Option<PartialDate> {
        let first = today.year().checked_sub(EXPIRY_YEARS_BACK)?;
        let year = first / 100 * 100 + self.year()?;
        let year = if year < first { year + 100 } else { year };
        self.in_year(year)
    }

    fn year(self) -> Option<u16> {
        let [y1, y2, ..] = self.0;
        two_digits([y1, y2]).map(u16::from)
    }

    fn in_year(self, year: u16) -> Option<PartialDate> {
        let [_, _, m1, m2, d1, d2] = self.0;
        PartialDate::from_digits(year, [m1, m2], [d1, d2])
    }
}

impl From<PartialDate> for MrzDate {
    fn from(date: PartialDate) -> Self {
        let pair = |part: Option<u8>| match part {
            Some(part) => [b'0' + part / 10 % 10, b'0' + part % 10],
            None => *b"<<",
        };
        // The remainder is below 100.
        let [y1, y2] = pair(u8::try_from(date.year() % 100).ok());
        let [m1, m2] = pair(date.month());
        let [d1, d2] = pair(date.day());
        Self([y1, y2, m1, m2, d1, d2])
    }
}

impl From<Date> for MrzDate {
    fn from(date: Date) -> Self {
        PartialDate::from(date).into()
    }
}

/// Part of what opens the chip, and so silent.
impl fmt::Debug for MrzDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MrzDate(hidden)")
    }
}

/// The sex as the zone gives it (ICAO Doc 9303-3, -4, -5: `M`, `F`, `<`), or `X`
/// as in the visual zone; `None` for another character.
pub(super) fn sex(text: &str) -> Option<Sex> {
    match text {
        "M" => Some(Sex::Male),
        "F" => Some(Sex::Female),
        "<" | "X" => Some(Sex::Unspecified),
        _ => None,
    }
}

/// A name as transliterated for machines (ICAO Doc 9303-3 section 4.6):
/// `PRIMARY<<SECONDARY<SECONDARY`.
#[derive(Clone, PartialEq, Eq)]
pub struct Names {
    /// The surname, its parts with spaces between them.
    pub primary: String,
    /// The given names, with spaces between them. May be empty.
    pub secondary: String,
    /// The field was filled to its last character, so that something may be
    /// missing. DG11 has the full name.
    pub may_be_truncated: bool,
}

impl Names {
    /// Reads the field.
    #[must_use]
    pub fn parse(field: &str) -> Self {
        let (primary, secondary) = field.split_once("<<").unwrap_or((field, ""));
        Self {
            primary: words(primary),
            secondary: words(secondary),
            may_be_truncated: !field.is_empty() && !field.ends_with('<'),
        }
    }
}

/// Which person it is, is not for logs.
impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Names(hidden)")
    }
}

/// The parts between fillers, with spaces.
fn words(text: &str) -> String {
    let parts: Vec<_> = text.split('<').filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
