//! What the travel document says about the holder beyond [`Holder`](crate::identity::Holder).

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

    /// Two digits each of year, month and day.
    fn in_the_zone(self) -> String {
        format!("{:02}{:02}{:02}", self.year % 100, self.month, self.day)
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
    /// The person's, unless others are given.
    pub(super) fn of(person: &Person, birth: Option<[u8; 6]>, expiry: Option<[u8; 6]>) -> Self {
        let given = |digits: [u8; 6]| String::from_utf8_lossy(&digits).into_owned();
        let birth = birth.map(given);
        Self {
            whole_birth: match &birth {
                Some(digits) => format!("19{digits}"),
                None => person.birth.digits(),
            },
            birth: birth.unwrap_or_else(|| person.birth.in_the_zone()),
            expiry: expiry.map_or_else(|| person.expiry.in_the_zone(), given),
        }
    }
}

pub(super) struct Person {
    pub(super) surname: &'static str,
    pub(super) given_name: &'static str,
    pub(super) fiscal_code: &'static str,
    pub(super) sex: char,
    pub(super) birth: Date,
    pub(super) place_of_birth: &'static str,
    pub(super) address: &'static str,
    pub(super) authority: &'static str,
    pub(super) issue: Date,
    pub(super) expiry: Date,
}

/// The person of the certificate. Birth and sex are those that the fiscal code tells; the places
/// do not exist, as its municipality Z999 does not.
pub(super) const PERSON: Person = Person {
    surname: HOLDER.surname,
    given_name: HOLDER.given_name,
    fiscal_code: HOLDER.fiscal_code,
    sex: 'F',
    birth: Date {
        year: 1980,
        month: 1,
        day: 1,
    },
    place_of_birth: "PROVA<ZZ",
    address: "VIA DELLA SIMULAZIONE 1<PROVA<ZZ",
    authority: "COMUNE DI PROVA",
    issue: Date {
        year: 2025,
        month: 3,
        day: 1,
    },
    expiry: Date {
        year: 2035,
        month: 1,
        day: 1,
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birth_and_sex_are_those_of_the_fiscal_code() {
        // Decree of 23 December 1976, article 3: year, a letter for the month, the day plus 40 for
        // women.
        const MONTHS: &str = "ABCDEHLMPRST";
        let Date { year, month, day } = PERSON.birth;
        let letter = MONTHS.chars().nth(usize::from(month) - 1);
        let day = if PERSON.sex == 'F' { day + 40 } else { day };
        let expected = format!("{:02}{}{day:02}", year % 100, letter.unwrap_or('?'));
        assert_eq!(PERSON.fiscal_code.get(6..11), Some(expected.as_str()));
    }
}
