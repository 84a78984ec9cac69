//! Where the fields lie in the lines, and how they are read from there.

use core::ops::Range;

use super::{Field, Format, Mrz, MrzDate, MrzError, Names, check::check_digit, field::sex};

/// Where the fields lie in the lines put one after the other.
pub(super) struct Layout {
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

/// The lines one after the other, of a length and characters that were
/// checked: every range of a layout is inside.
pub(super) struct Zone<'a>(pub(super) &'a str);

impl<'a> Zone<'a> {
    fn at(&self, range: Range<usize>) -> &'a str {
        self.0.get(range).unwrap_or_default()
    }

    /// Whether the check digit of `text` is `digit`. A filler stands for the
    /// one of a field that is empty.
    fn holds(text: &str, digit: &str) -> bool {
        let empty = digit == "<" && text.bytes().all(|byte| byte == b'<');
        empty || check_digit(&[text]).is_some_and(|expected| digit.chars().eq([expected]))
    }
}

/// Stands for a character that no zone has.
pub(super) const STRANGE: char = '?';

/// The characters of a zone, one byte each.
pub(super) fn characters(text: impl Iterator<Item = char>) -> String {
    text.map(|character| match character.to_ascii_uppercase() {
        printed @ ('A'..='Z' | '0'..='9' | '<') => printed,
        _ => STRANGE,
    })
    .collect()
}

pub(super) const fn is_printed(character: &char) -> bool {
    !character.is_whitespace()
}

impl Layout {
    pub(super) const fn of(zone: &str) -> Result<&'static Self, MrzError> {
        match zone.len() {
            90 => Ok(&TD1),
            72 => Ok(&TD2),
            88 => Ok(&TD3),
            other => Err(MrzError::Length(other)),
        }
    }

    pub(super) fn read(&self, zone: &Zone<'_>) -> Mrz {
        let mut wrong = Vec::new();
        let mut malformed = Vec::new();
        let mut optional = zone.at(self.optional.clone());

        let field = zone.at(self.number..self.number + NUMBER_LEN);
        let digit = zone.at(self.number + NUMBER_LEN..self.number + NUMBER_LEN + 1);
        let (number, digit) = match self.continued(zone, field, digit) {
            Some(Continued { rest, digit, after }) => {
                optional = after;
                ([field, rest].concat(), digit)
            }
            None => (field.to_owned(), digit),
        };
        if !Zone::holds(&number, digit) {
            wrong.push(Field::DocumentNumber);
        }
        let mut information = [&number, digit].concat();

        let mut date = |start: usize, name: Field| {
            let text = zone.at(start..start + DATE_LEN);
            let digit = zone.at(start + DATE_LEN..start + DATE_LEN + 1);
            if !Zone::holds(text, digit) {
                wrong.push(name);
            }
            information.extend([text, digit]);
            MrzDate::parse(text, name).unwrap_or_else(|_| {
                malformed.push(name);
                MrzDate::UNKNOWN
            })
        };
        let birth = date(self.birth, Field::Birth);
        let expiry = date(self.expiry, Field::Expiry);

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

        let mut whole = |text: &str, field: Field| {
            if text.contains(STRANGE) {
                malformed.push(field);
                return String::new();
            }
            text.to_owned()
        };
        let nationality = zone.at(self.nationality..self.nationality + 3);
        let more_optional = self.more_optional.clone().map(|range| zone.at(range));
        Mrz {
            format: self.format,
            document_code: trimmed(&whole(zone.at(0..2), Field::DocumentCode)),
            issuing_state: trimmed(&whole(zone.at(2..5), Field::IssuingState)),
            document_number: trimmed(&whole(&number, Field::DocumentNumber)),
            names: Names::parse(&whole(zone.at(self.names.clone()), Field::Names)),
            nationality: trimmed(&whole(nationality, Field::Nationality)),
            birth,
            sex: sex(zone.at(self.sex..self.sex + 1)),
            expiry,
            optional_data: [Some(optional), more_optional]
                .into_iter()
                .flatten()
                .map(|text| trimmed(&whole(text, Field::OptionalData)))
                .collect(),
            wrong,
            malformed,
            information,
        }
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
