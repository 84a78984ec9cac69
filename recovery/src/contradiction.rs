//! Answers that cannot all be right.

use super::question::Input;

/// Answers that do not fit together, each with what was given: names and numbers that
/// [`Situation::set`](super::Situation::set) has taken, never a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these answers do not fit together: {}", self.listed())]
pub struct Contradiction(pub Vec<(Input, String)>);

impl Contradiction {
    fn listed(&self) -> String {
        let all = self.0.iter();
        let all: Vec<String> = all
            .map(|(input, value)| format!("{}={value}", input.name()))
            .collect();
        all.join(", ")
    }
}

/// The values of an input that are meant.
enum Of {
    These(&'static [&'static str]),
    AllBut(&'static str),
}

use Of::{AllBut, These};

/// Rows of answers of which at least one is wrong. What a card said overrules what
/// the person says, so it contradicts nothing.
const NEVER: [&[(Input, Of)]; 9] = [
    &[
        (Input::Pin, These(&["lost"])),
        (Input::CardLost, These(&["no"])),
    ],
    &[
        (Input::Pin, These(&["lost"])),
        (Input::CardAtHand, These(&["yes"])),
    ],
    &[
        (Input::CardLost, These(&["yes"])),
        (Input::CardAtHand, These(&["yes"])),
    ],
    // What was given is an e-mail address or a mobile number.
    &[
        (Input::Contacts, These(&["given"])),
        (Input::Email, These(&["no"])),
        (Input::Mobile, These(&["no"])),
    ],
    // Without a limit are identity cards of people over seventy.
    &[
        (Input::Requester, These(&["parent", "minor"])),
        (Input::Expires, These(&["unlimited"])),
    ],
    &[
        (Input::Card, These(&["ts_cns", "ts_without_chip"])),
        (Input::Expires, These(&["unlimited"])),
    ],
    // An identity card has none.
    &[(Input::Card, These(&["cie"])), (Input::Cip, AllBut(""))],
    &[
        (Input::Pin, These(&["blocked"])),
        (Input::PinTries, AllBut("0")),
    ],
    &[
        (Input::Puk, These(&["blocked"])),
        (Input::PukTries, AllBut("0")),
    ],
];

/// The first answers of these that do not fit together; none where all of them can
/// be right.
///
/// # Errors
/// [`Contradiction`]: with these answers.
pub fn consistent(told: &[(Input, &str)]) -> Result<(), Contradiction> {
    let given = |(input, of): &(Input, Of)| {
        let meant = |value: &str| match of {
            These(values) => values.contains(&value),
            AllBut(other) => value != *other,
        };
        let mut answers = told.iter();
        let found = answers.find(|(one, value)| one == input && meant(value));
        found.map(|(input, value)| (*input, (*value).to_owned()))
    };
    let broken = |row: &&[(Input, Of)]| row.iter().map(given).collect::<Option<Vec<_>>>();
    match NEVER.iter().find_map(broken) {
        Some(answers) => Err(Contradiction(answers)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_which_one_must_be_wrong_are_named_and_others_pass() {
        use Input as I;
        for row in [
            &[(I::Pin, "lost"), (I::CardLost, "no")][..],
            &[(I::Pin, "lost"), (I::CardAtHand, "yes")],
            &[(I::CardLost, "yes"), (I::CardAtHand, "yes")],
            &[(I::Contacts, "given"), (I::Email, "no"), (I::Mobile, "no")],
            &[(I::Requester, "minor"), (I::Expires, "unlimited")],
            &[(I::Requester, "parent"), (I::Expires, "unlimited")],
            &[(I::Card, "ts_cns"), (I::Expires, "unlimited")],
            &[(I::Card, "cie"), (I::Cip, "forgotten")],
            &[(I::Pin, "blocked"), (I::PinTries, "2")],
            &[(I::Puk, "blocked"), (I::PukTries, "1")],
        ] {
            let named = row.iter().map(|(one, value)| (*one, (*value).to_owned()));
            let expected = Contradiction(named.collect());
            // In whatever order, and among others.
            let mut told = vec![(I::Municipality, "Carpi")];
            told.extend(row.iter().rev());
            assert_eq!(consistent(&told), Err(expected), "{row:?}");
            // Each of them alone is right.
            for one in row {
                assert_eq!(consistent(&[*one]), Ok(()), "{one:?}");
            }
        }
        for row in [
            &[(I::Contacts, "given"), (I::Email, "no")][..],
            &[(I::Requester, "guardian"), (I::Expires, "unlimited")],
            &[(I::Card, "ts_cns"), (I::Cip, "forgotten")],
            &[(I::Pin, "blocked"), (I::PinTries, "0")],
            &[(I::Pin, "known"), (I::PinTries, "0")],
            &[(I::CardLost, "yes"), (I::CardAtHand, "no")],
        ] {
            assert_eq!(consistent(row), Ok(()), "{row:?}");
        }
    }
}
