//! The way back when codes are lost, and codes in two halves, as they cross.
//! What is advised is said in `cie_recovery`.

mod halves;
mod hours;
mod plan;
mod teller;
mod words;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cie_core::{Error, ErrorKind, time::UnixTime};
use cie_recovery::{RomeTime, text};

pub use self::{
    halves::{JoinError, JoinNote, JoinedCode, join_halves, join_note_sentence},
    hours::{DayHours, OpenState, Opening, StatedHours},
    plan::{
        Advice, AdviceAnswer, AdviceContact, AdviceDelivery, AdviceDesk, AdviceDocument,
        AdviceFact, AdviceOperation, AdvicePlan, AdviceQuestion, AdviceSource, AdviceStage,
        AdviceStep, AdviceWarning,
    },
    words::{
        Channel, CodeHalf, Confidence, ContactKind, NoAdviceReason, OperationKind, Reach,
        RecoveryCard, RecoveryCode, SituationInput, StageRelation,
    },
};
use crate::{error::CieError, fault::masked, language::Language, words::Tries};

/// What the situation was told is not a value of this input. The value is not
/// repeated: it might be a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum SituationError {
    /// The situation is as before.
    #[error("{name} does not take this value")]
    UnknownValue {
        /// Which input.
        input: SituationInput,
        /// Its stable name, for a log.
        name: String,
    },
}

/// What is known of a card, its codes and who asks; empty at first. It never
/// holds a code, needs no card, and sends nothing anywhere.
#[derive(Debug, Default, uniffi::Object)]
pub struct Situation(Mutex<cie_recovery::Situation>);

#[uniffi::export]
impl Situation {
    /// Nothing is known.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Takes one input: the value of an answer to a question, or what the app
    /// knows by itself. Values are stable names, as `docs/recover.schema.json`
    /// has them; a Region may be typed in any way.
    ///
    /// # Errors
    /// [`SituationError`]; the situation is as before.
    pub fn set(&self, input: SituationInput, value: &str) -> Result<(), SituationError> {
        let set = self.locked().set(input.core(), value);
        set.map_err(|why| SituationError::UnknownValue {
            input: why.0.into(),
            name: why.0.name().into(),
        })
    }

    /// The inputs whose values do not fit together, so that one of them is wrong: an app
    /// asks for these again before it gives advice. Empty if nothing contradicts. To be
    /// asked before a card is read: what a card says overrules what a person says.
    #[must_use]
    pub fn contradicting_inputs(&self) -> Vec<SituationInput> {
        let Err(cie_recovery::Contradiction(answers)) = self.locked().consistent() else {
            return Vec::new();
        };
        answers.into_iter().map(|(input, _)| input.into()).collect()
    }

    /// The questions that are still open, fewest first, or what to do. With a
    /// time (seconds since 1970-01-01, UTC) it also says of each number and desk
    /// whether it is open then.
    #[must_use]
    pub fn advise(&self, language: Language, at: Option<u64>) -> Advice {
        masked(|| {
            let advice = cie_recovery::advise(&self.locked());
            teller::Teller::new(language, at.and_then(rome)).advice(&advice)
        })
    }

    /// The same as lines of text; with `all`, also what is only background.
    #[uniffi::method(default(all = false))]
    #[must_use]
    pub fn advise_in_lines(&self, language: Language, at: Option<u64>, all: bool) -> Vec<String> {
        masked(|| {
            let advice = cie_recovery::advise(&self.locked());
            let detail = text::Detail {
                all,
                ..text::Detail::default()
            };
            text::plain(&advice, language.core(), at.and_then(rome), detail)
        })
    }

    /// The same as one HTML page that loads nothing and runs nothing: to print, to share, to keep.
    /// It says on which day it was made, if there is a time, and not what is open then. While
    /// questions are open, it has no plan.
    #[must_use]
    pub fn advise_as_page(&self, language: Language, at: Option<u64>) -> String {
        masked(|| {
            let situation = self.locked();
            let advice = cie_recovery::advise(&situation);
            let now = at.and_then(rome);
            cie_recovery::page(&advice, &situation, now, None, language.core())
        })
    }
}

impl Situation {
    fn locked(&self) -> MutexGuard<'_, cie_recovery::Situation> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl CieError {
    /// What the error says of the card, its PIN and its PUK, to be advised on;
    /// `None` for an error that is not about a code.
    #[must_use]
    pub fn situation(&self) -> Option<Arc<Situation>> {
        let error = self.about_a_code()?;
        let known = cie_recovery::Situation::after(&error)?;
        Some(Arc::new(Situation(Mutex::new(known))))
    }
}

impl CieError {
    /// The core's error again, as far as it is about a code of a card.
    fn about_a_code(&self) -> Option<Error> {
        let details = self.known();
        let tries = details
            .tries
            .map(|Tries { left, confirmed }| cie_core::Tries { left, confirmed });
        let kind = match self {
            Self::WrongPin { .. } => ErrorKind::WrongPin { tries: tries? },
            Self::WrongPuk { .. } => ErrorKind::WrongPuk { tries: tries? },
            Self::PinBlocked { .. } => ErrorKind::PinBlocked {
                confirmed: tries?.confirmed,
            },
            Self::PukBlocked { .. } => ErrorKind::PukBlocked {
                confirmed: tries?.confirmed,
            },
            Self::LastTry { .. } => ErrorKind::LastTry {
                code: details.last_try.as_ref()?.code.core(),
            },
            _ => return None,
        };
        let error = Error::new(kind, details.phase.core());
        Some(match details.card {
            Some(card) => error.on(card.core()),
            None => error,
        })
    }
}

/// The date in Italy, `YYYY-MM-DD`, at a time in seconds since 1970-01-01, UTC:
/// the value of `today`. `None` after the year 9999.
#[uniffi::export]
#[must_use]
pub fn italian_date(at: u64) -> Option<String> {
    rome(at).map(|time| time.date().to_string())
}

fn rome(at: u64) -> Option<RomeTime> {
    RomeTime::at(UnixTime(at))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn an_app_learns_which_answers_do_not_fit_together() {
        let situation = Situation::new();
        situation.set(SituationInput::Card, "cie").unwrap();
        situation.set(SituationInput::CardAtHand, "yes").unwrap();
        assert_eq!(situation.contradicting_inputs(), []);
        situation.set(SituationInput::CardLost, "yes").unwrap();
        assert_eq!(
            situation.contradicting_inputs(),
            [SituationInput::CardLost, SituationInput::CardAtHand]
        );
        situation.set(SituationInput::CardAtHand, "no").unwrap();
        assert_eq!(situation.contradicting_inputs(), []);
    }
}
