//! Answers that cannot all be right.

use super::{
    question::{Input, NO, UNLIMITED, YES},
    situation::{Card, CodeState, Contacts, Expiry, Place, Requester, Situation},
};

/// Answers that do not fit together, each with its value as [`Situation::set`] takes it:
/// never a code.
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

/// An answer that was given, if it is one of those that are meant.
type Told = Option<(Input, String)>;

impl Situation {
    /// Whether all that was told can be right, and is of this card. To be asked before
    /// the card is: what a card says overrules what a person says, so it contradicts
    /// nothing.
    ///
    /// # Errors
    /// [`Contradiction`]: the first answers that do not fit together.
    pub fn consistent(&self) -> Result<(), Contradiction> {
        let broken = |row: &[Told]| row.iter().cloned().collect::<Option<Vec<_>>>();
        match self.never().iter().find_map(|row| broken(row)) {
            Some(answers) => Err(Contradiction(answers)),
            None => Ok(()),
        }
    }

    /// Rows of answers of which at least one is wrong.
    fn never(&self) -> [Vec<Told>; 13] {
        fn when(input: Input, holds: bool, value: impl Into<String>) -> Told {
            holds.then(|| (input, value.into()))
        }
        let (at_hand, said) = (self.at_hand, self.card_said);
        let card = |of: &[Card]| -> Told {
            let card = self.card.filter(|card| of.contains(card))?;
            Some((Input::Card, card.name().into()))
        };
        let health = || card(&[Card::TsCns, Card::TsWithoutChip]);
        let identity = || card(&[Card::Cie]);
        let blocked = |input, state: Option<CodeState>| -> Told {
            let state = state.filter(|state| *state == CodeState::Blocked)?;
            Some((input, state.name().into()))
        };
        let tries = |input, tries: Option<u8>, fewest: u8| -> Told {
            let tries = tries.filter(|tries| *tries >= fewest)?;
            Some((input, tries.to_string()))
        };
        let unlimited = || {
            let is = said.expires == Some(Expiry::Unlimited);
            when(Input::Expires, is, UNLIMITED)
        };
        let child = matches!(self.requester, Some(Requester::Parent | Requester::Minor));
        let requester = self.requester.map_or("", Requester::name);
        let contacts = self.contacts.map_or("", Contacts::name);
        let given = self.contacts == Some(Contacts::Given);
        let region = self
            .region()
            .map(|of| (Input::Region, Place::Region(of).name().into()));
        let cip = self.cip.map(|state| (Input::Cip, state.name().into()));
        [
            vec![
                when(Input::CardLost, self.card_lost, YES),
                when(Input::CardAtHand, at_hand.card == Some(true), YES),
            ],
            // What was given is an e-mail address or a mobile number.
            vec![
                when(Input::Contacts, given, contacts),
                when(Input::Email, at_hand.email == Some(false), NO),
                when(Input::Mobile, at_hand.mobile == Some(false), NO),
            ],
            // Without a limit are identity cards of people over seventy.
            vec![when(Input::Requester, child, requester), unlimited()],
            vec![health(), unlimited()],
            vec![
                blocked(Input::Pin, self.pin),
                tries(Input::PinTries, said.pin_tries, 1),
            ],
            vec![
                blocked(Input::Puk, self.puk),
                tries(Input::PukTries, said.puk_tries, 1),
            ],
            // Three tries of the PIN and ten of the PUK are all that an identity card has.
            vec![identity(), tries(Input::PinTries, said.pin_tries, 4)],
            vec![identity(), tries(Input::PukTries, said.puk_tries, 11)],
            // An identity card has no CIP, and any municipality serves it; the codes of
            // a health card come from its Region.
            vec![identity(), cip],
            vec![identity(), region],
            vec![
                health(),
                when(Input::Contacts, self.contacts.is_some(), contacts),
            ],
            vec![
                health(),
                self.municipality
                    .clone()
                    .map(|name| (Input::Municipality, name)),
            ],
            // A card without a chip says nothing.
            vec![
                card(&[Card::TsWithoutChip]),
                tries(Input::PinTries, said.pin_tries, 0),
            ],
        ]
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn told(answers: &[(Input, &str)]) -> Situation {
        let mut situation = Situation::default();
        for (input, value) in answers {
            situation.set(*input, value).unwrap();
        }
        situation
    }

    #[test]
    fn answers_of_which_one_must_be_wrong_are_named_and_others_pass() {
        use Input as I;
        for row in [
            &[(I::CardLost, "yes"), (I::CardAtHand, "yes")][..],
            &[(I::Contacts, "given"), (I::Email, "no"), (I::Mobile, "no")],
            &[(I::Requester, "minor"), (I::Expires, "unlimited")],
            &[(I::Requester, "parent"), (I::Expires, "unlimited")],
            &[(I::Card, "ts_cns"), (I::Expires, "unlimited")],
            &[(I::Card, "cie"), (I::Cip, "forgotten")],
            &[(I::Pin, "blocked"), (I::PinTries, "2")],
            &[(I::Puk, "blocked"), (I::PukTries, "1")],
            &[(I::Card, "cie"), (I::PinTries, "4")],
            &[(I::Card, "cie"), (I::PukTries, "11")],
            &[(I::Card, "cie"), (I::Region, "lazio")],
            &[(I::Card, "ts_cns"), (I::Contacts, "not_given")],
            &[(I::Card, "ts_cns"), (I::Municipality, "Carpi")],
            &[(I::Card, "ts_without_chip"), (I::Municipality, "Carpi")],
            &[(I::Card, "ts_without_chip"), (I::PinTries, "0")],
        ] {
            let named = row.iter().map(|(one, value)| (*one, (*value).to_owned()));
            let expected = Contradiction(named.collect());
            // In whatever order, and among others.
            let mut all = vec![(I::Today, "2026-11-30")];
            all.extend(row.iter().rev());
            assert_eq!(told(&all).consistent(), Err(expected), "{row:?}");
            // Each of them alone is right.
            for one in row {
                assert_eq!(told(&[*one]).consistent(), Ok(()), "{one:?}");
            }
        }
        for row in [
            &[(I::Contacts, "given"), (I::Email, "no")][..],
            &[(I::Requester, "guardian"), (I::Expires, "unlimited")],
            &[(I::Card, "ts_cns"), (I::Cip, "forgotten")],
            &[
                (I::Card, "ts_cns"),
                (I::Region, "lazio"),
                (I::PukTries, "11"),
            ],
            &[(I::Card, "cie"), (I::Region, "not_said")],
            &[(I::Card, "cie"), (I::PinTries, "3"), (I::PukTries, "10")],
            &[(I::Pin, "blocked"), (I::PinTries, "0")],
            &[(I::Pin, "known"), (I::PinTries, "0")],
            &[(I::CardLost, "yes"), (I::CardAtHand, "no")],
        ] {
            assert_eq!(told(row).consistent(), Ok(()), "{row:?}");
        }
    }

    #[test]
    fn a_lost_card_is_not_there_however_it_is_said() {
        use Input as I;
        let there = told(&[(I::Pin, "lost"), (I::CardAtHand, "yes")]);
        assert!(there.consistent().is_err());
    }
}
