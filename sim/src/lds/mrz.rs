//! The machine-readable zone (ICAO Doc 9303-3 to -6).

use super::options::DocumentKind;
use super::person::{Person, Printed};

/// The machine-readable zone of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mrz {
    lines: Vec<String>,
    information: String,
}

impl Mrz {
    pub(super) fn new(
        kind: DocumentKind,
        person: &Person,
        printed: &Printed,
        number: &str,
    ) -> Self {
        let number = with_check_digit(&filled(number, 9));
        let birth = with_check_digit(&printed.birth);
        let expiry = with_check_digit(&printed.expiry);
        let (state, sex) = ("ITA", person.sex);
        let name = format!("{}<<{}", person.surname, person.given_name).replace(' ', "<");
        let lines = match kind {
            DocumentKind::Td1 => {
                let first = format!("C<{state}{number}{}", filled("", 15));
                let second = format!("{birth}{sex}{expiry}{state}{}", filled("", 11));
                let covered = [first.get(5..), second.get(..7), second.get(8..15)]
                    .into_iter()
                    .chain([second.get(18..)]);
                let check = check_digit(&covered.flatten().collect::<String>());
                vec![first, format!("{second}{check}"), filled(&name, 30)]
            }
            DocumentKind::Td2 => {
                let second = format!("{number}{state}{birth}{sex}{expiry}{}", filled("", 7));
                let check = check_digit(&composite(&second));
                let first = format!("I<{state}{}", filled(&name, 31));
                vec![first, format!("{second}{check}")]
            }
            DocumentKind::Td3 => {
                let optional = filled("", 14);
                // Of an empty field the check digit may be a filler (Doc 9303-4, section 4.2.2.2).
                let second = format!("{number}{state}{birth}{sex}{expiry}{optional}<");
                let check = check_digit(&composite(&second));
                let first = format!("P<{state}{}", filled(&name, 39));
                vec![first, format!("{second}{check}")]
            }
        };
        Self {
            lines,
            information: format!("{number}{birth}{expiry}"),
        }
    }

    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The lines one after the other, as DG1 holds them.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines.concat()
    }

    /// What BAC and PACE hash: number of the document, date of birth and date of expiry, each with
    /// its check digit (ICAO Doc 9303-11, section 4.3.2).
    #[must_use]
    pub fn information(&self) -> &str {
        &self.information
    }
}

/// The second line of TD2 and TD3 without nationality and sex.
fn composite(line: &str) -> String {
    let parts = [line.get(..10), line.get(13..20), line.get(21..)];
    parts.into_iter().flatten().collect()
}

fn filled(text: &str, length: usize) -> String {
    format!("{text:<<length$.length$}")
}

fn with_check_digit(field: &str) -> String {
    format!("{field}{}", check_digit(field))
}

/// ICAO Doc 9303-3, section 4.9: weights 7, 3, 1; letters count from 10, fillers 0.
fn check_digit(field: &str) -> u32 {
    let sum: u32 = field
        .chars()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(character, weight)| character.to_digit(36).unwrap_or(0) * weight)
        .sum();
    sum % 10
}

#[cfg(test)]
mod tests {
    use super::super::person::PERSON;
    use super::*;

    #[test]
    fn check_digits_are_those_of_the_specimens_in_the_standard() {
        // ICAO Doc 9303-4 appendix B (TD3), 9303-5 appendix B (TD1): number, birth, expiry.
        for (field, digit) in [
            ("L898902C3", 6),
            ("740812", 2),
            ("120415", 9),
            ("ZE184226B<<<<<", 1),
            ("L898902C3674081221204159ZE184226B<<<<<1", 0),
            ("D23145890", 7),
            ("D231458907<<<<<<<<<<<<<<<74081221204159<<<<<<<<<<<", 6),
        ] {
            assert_eq!(check_digit(field), digit, "{field}");
        }
    }

    #[test]
    fn every_kind_has_its_lines_and_the_same_information() {
        let printed = Printed::of(&crate::DocumentOptions::default());
        let zone = |kind| Mrz::new(kind, &PERSON, &printed, "CA00000AA");
        assert_eq!(
            zone(DocumentKind::Td1).lines(),
            [
                "C<ITACA00000AA4<<<<<<<<<<<<<<<",
                "8001014F3501014ITA<<<<<<<<<<<4",
                "PROVA<<SIMULATA<<<<<<<<<<<<<<<",
            ]
        );
        assert_eq!(
            zone(DocumentKind::Td2).lines(),
            [
                "I<ITAPROVA<<SIMULATA<<<<<<<<<<<<<<<<",
                "CA00000AA4ITA8001014F3501014<<<<<<<4",
            ]
        );
        assert_eq!(
            zone(DocumentKind::Td3).lines(),
            [
                "P<ITAPROVA<<SIMULATA<<<<<<<<<<<<<<<<<<<<<<<<",
                "CA00000AA4ITA8001014F3501014<<<<<<<<<<<<<<<4",
            ]
        );
        for kind in [DocumentKind::Td1, DocumentKind::Td2, DocumentKind::Td3] {
            assert_eq!(zone(kind).information(), "CA00000AA480010143501014");
        }
    }
}
