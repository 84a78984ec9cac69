//! Where card and advice meet: what an operation ended with is what the advisor
//! begins with.

use super::{
    advice::Advice,
    advisor::advise,
    situation::{Card, CardSaid, CodeState, Situation},
};
use cie_core::{CardKind, CodeKind, Error, ErrorKind, Tries};

impl Situation {
    /// What an error of an operation with a code says of the card, its PIN and
    /// its PUK. `None` for an error that is not about a code.
    ///
    /// Where the error came before the card was told apart, it is taken for a
    /// CIE.
    #[must_use]
    pub fn after(error: &Error) -> Option<Self> {
        let mut situation = Self {
            card: Some(match error.card {
                Some(CardKind::TsCns) => Card::TsCns,
                Some(CardKind::Cie) | None => Card::Cie,
            }),
            ..Self::default()
        };
        let said = &mut situation.card_said;
        match error.kind {
            ErrorKind::WrongPin { tries } => said.counted(CodeKind::Pin, tries),
            ErrorKind::WrongPuk { tries } => said.counted(CodeKind::Puk, tries),
            ErrorKind::PinBlocked { confirmed } => {
                said.counted(CodeKind::Pin, blocked(confirmed));
                situation.pin = Some(CodeState::Blocked);
            }
            ErrorKind::PukBlocked { confirmed } => {
                said.counted(CodeKind::Puk, blocked(confirmed));
                situation.puk = Some(CodeState::Blocked);
            }
            ErrorKind::LastTry { code } => said.counted(code, Tries::confirmed(1)),
            _ => return None,
        }
        Some(situation)
    }
}

const fn blocked(confirmed: bool) -> Tries {
    Tries {
        left: Some(0),
        confirmed,
    }
}

impl CardSaid {
    const fn counted(&mut self, code: CodeKind, tries: Tries) {
        match code {
            CodeKind::Pin => self.pin_tries = tries.left,
            CodeKind::Puk => self.puk_tries = tries.left,
        }
        self.unconfirmed = tries.left.is_some() && !tries.confirmed;
    }
}

/// What to do after an error of an operation with a code: a plan, or the
/// questions that lead to one. `None` for an error that is not about a code.
///
/// ```
/// use cie_core::{Error, ErrorKind};
/// use cie_recovery::{Advice, Reason, advice_for};
///
/// // What `unblock_pin` ends with when the PUK is blocked.
/// let error = Error::at_start(ErrorKind::PukBlocked { confirmed: true });
/// let Some(Advice::NotCovered { reason, plan }) = advice_for(&error) else {
///     unreachable!()
/// };
/// assert_eq!(reason, Reason::PukBlocked);
/// // The two documents are silent; other sources are not.
/// assert!(plan.steps().count() > 0);
/// ```
#[must_use]
pub fn advice_for(error: &Error) -> Option<Advice> {
    Situation::after(error).map(|situation| advise(&situation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, Reason, Warning};

    #[test]
    fn a_blocked_puk_ends_in_advice_and_not_only_in_an_error() {
        let error = Error::at_start(ErrorKind::PukBlocked { confirmed: true });
        let Some(Advice::NotCovered { reason, plan }) = advice_for(&error) else {
            unreachable!("{error:?}")
        };
        assert_eq!(reason, Reason::PukBlocked);
        let steps: Vec<&str> = plan.steps().map(|one| one.step.fact.key.name()).collect();
        assert_eq!(steps, ["cie_mind_the_pin", "cie_ask_for_new_card"]);
        assert!(!plan.warnings.contains(&Warning::NotConfirmed));

        let last = Error::at_start(ErrorKind::WrongPuk {
            tries: Tries::confirmed(0),
        });
        assert_eq!(advice_for(&last), advice_for(&error));
    }

    #[test]
    fn an_answer_without_protection_is_said_to_be_uncertain() {
        let error = Error::at_start(ErrorKind::PukBlocked { confirmed: false });
        let advice = advice_for(&error);
        let plan = advice.as_ref().and_then(Advice::plan);
        assert!(plan.is_some_and(|plan| plan.warnings.contains(&Warning::NotConfirmed)));
    }

    #[test]
    fn a_blocked_pin_leaves_one_question_about_the_puk() {
        for kind in [
            ErrorKind::PinBlocked { confirmed: true },
            ErrorKind::WrongPin {
                tries: Tries::confirmed(0),
            },
        ] {
            let Some(Advice::Questions(questions)) = advice_for(&Error::at_start(kind.clone()))
            else {
                unreachable!("{kind:?}")
            };
            let asked: Vec<Input> = questions.ask.iter().map(|one| one.input).collect();
            assert_eq!(asked, [Input::Puk]);
        }
    }

    #[test]
    fn an_error_that_is_not_about_a_code_has_no_advice() {
        assert_eq!(advice_for(&Error::at_start(ErrorKind::CardLost)), None);
        assert_eq!(advice_for(&Error::at_start(ErrorKind::Cancelled)), None);
    }
}
