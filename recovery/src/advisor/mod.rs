//! From a situation to what to do: a pure function.
//!
//! The decisions are here; everything that is said is a row of
//! [`knowledge`](super::knowledge). What the two documents say comes first;
//! what other sources say is in the notes, and marked.

mod cie;
mod draft;
mod ts_cns;

use self::draft::Draft;
use super::{
    advice::{Advice, Questions, Reason, Relation},
    knowledge::{self, Contact},
    question::{Input, Question},
    situation::{Card, CodeState, Situation},
};

/// What to do, or what has to be known first.
///
/// Asks only what changes the answer. Every situation ends in a plan, or in
/// "not covered", after a question of each kind at most.
#[must_use]
pub fn advise(situation: &Situation) -> Advice {
    match situation.card {
        None => ask(&[Input::Card], &[]),
        Some(Card::Cie) => cie::advise(situation),
        Some(Card::TsCns) => ts_cns::advise(situation),
        Some(Card::TsWithoutChip) => {
            let mut draft = Draft::new(situation);
            if situation.card_lost {
                draft.stage(&knowledge::TS_WITHOUT_CHIP_LOST, Relation::Then);
            } else if situation.expired().is_some() {
                draft.stage(&knowledge::TS_WITHOUT_CHIP_EXPIRED, Relation::Then);
            }
            draft.note(&knowledge::TS_NO_CHIP_NO_CODES);
            draft.matters(&knowledge::TS_WITHOUT_CHIP_SINCE);
            draft.help(&knowledge::SISTEMA_TS_PHONE);
            draft.not_covered(Reason::NoChip)
        }
    }
}

fn ask(inputs: &[Input], meanwhile: &[&'static Contact]) -> Advice {
    Advice::Questions(Questions {
        ask: inputs.iter().copied().map(Question::about).collect(),
        meanwhile: meanwhile.to_vec(),
    })
}

/// The PIN is there, but the card has counted wrong entries.
fn nearly_blocked(situation: &Situation) -> bool {
    let known = situation.pin() == Some(CodeState::Known);
    known && matches!(situation.card_said.pin_tries, Some(1 | 2))
}

/// Which halves are there, when the code cannot be used for lack of one.
const fn is_missing(state: CodeState) -> bool {
    !matches!(state, CodeState::Known | CodeState::Blocked)
}

const fn one_half_missing(state: CodeState) -> bool {
    matches!(
        state,
        CodeState::FirstHalfMissing | CodeState::SecondHalfMissing
    )
}
