//! What the travel document says about the holder beyond [`Holder`](crate::identity::Holder).

use super::options::DocumentOptions;
use crate::identity::HOLDER;

/// A day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Date {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
}

impl Date {
    /// Eight digits, year first.
    pub(super) fn digits(self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month, self.day)
    }
}

/// The dates in the machine-readable zone, six digits each; they need not be days.
pub(super) struct Printed {
    pub(super) birth: String,
    pub(super) expiry: String,
    /// Eight digits, for DG11.
    pub(super) whole_birth: String,
}

impl Printed {
    pub(super) fn of(options: &DocumentOptions) -> Self {
        let text = |digits: [u8; 6]| String::from_utf8_lossy(&digits).into_owned();
        let birth = text(options.birth);
        Self {
            whole_birth: format!("19{birth}"),
            birth,
            expiry: text(options.expiry),
        }
    }
}

pub(super) struct Person {
    pub(super) surname: &'static str,
    pub(super) given_name: &'static str,
    pub(super) fiscal_code: &'static str,
    pub(super) sex: char,
    pub(super) place_of_birth: &'static str,
    pub(super) address: &'static str,
    pub(super) authority: &'static str,
    pub(super) issue: Date,
}

/// The person of the certificate. Birth and sex are those that the fiscal code tells; the places
/// do not exist, as its municipality Z999 does not.
pub(super) const PERSON: Person = Person {
    surname: HOLDER.surname,
    given_name: HOLDER.given_name,
    fiscal_code: HOLDER.fiscal_code,
    sex: 'F',
    place_of_birth: "PROVA<ZZ",
    address: "VIA DELLA SIMULAZIONE 1<PROVA<ZZ",
    authority: "COMUNE DI PROVA",
    issue: Date {
        year: 2025,
        month: 3,
        day: 1,
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lds::options::STANDARD_BIRTH;

    #[test]
    fn birth_and_sex_are_those_of_the_fiscal_code() {
        // Decree of 23 December 1976, article 3: year, a letter for the month, the day plus 40 for
        // women.
        const MONTHS: &str = "ABCDEHLMPRST";
        let digits = STANDARD_BIRTH.map(|digit| usize::from(digit - b'0'));
        let [y1, y2, m1, m2, d1, d2] = digits;
        let letter = MONTHS.chars().nth(10 * m1 + m2 - 1).unwrap_or('?');
        let day = 10 * d1 + d2 + if PERSON.sex == 'F' { 40 } else { 0 };
        let expected = format!("{y1}{y2}{letter}{day:02}");
        assert_eq!(PERSON.fiscal_code.get(6..11), Some(expected.as_str()));
    }
}
