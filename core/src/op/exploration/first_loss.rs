//! A card that was never used and of which nothing is known; the right codes;
//! one answer lost. Neither the same operation once more nor `resolve` and then
//! the operation asks anything.

use super::{
    Counters, State, Step, UnblockVariant,
    world::{self, Answers, Codes, Effect, Run},
};
use crate::{
    app::code::CodeAnswer,
    card::LastTry,
    error::ErrorKind,
    memory::TryRecord,
    vocabulary::{CardKind, Pending},
};

/// What the person wants, and with which codes it is done while the old PIN is
/// valid and when the new one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Verify,
    Change,
    Unblock(UnblockVariant),
}

impl Wish {
    const fn step(self, right: bool) -> Step {
        match self {
            Self::Verify => Step::Verify(right),
            Self::Change => Step::Change(right),
            // The PUK stays right.
            Self::Unblock(variant) => Step::Unblock(true, variant),
        }
    }
}

/// Runs a step on a card that answers as it is; the command with number `lost`
/// is lost, on the way there or on the way back.
fn honest(kind: CardKind, state: State, step: Step, lost: Option<(usize, bool)>) -> Run {
    let (codes, answers) = (Codes::new(), Answers::new(kind));
    let mut script = Vec::new();
    loop {
        let run = world::run((&answers, true), state, step, LastTry::Ask, &codes, &script);
        let Some(entry) = run.log.get(script.len()) else {
            return run;
        };
        let right = match step {
            Step::ResolveWith(new, old, _) if entry.command == Pending::VerifyPin => {
                if script.is_empty() { new } else { old }
            }
            Step::Verify(right) | Step::Change(right) | Step::Unblock(right, _) => right,
            _ => true,
        };
        let choices = answers.to(entry.command, right, entry.before);
        let wanted = |(answer, effect): &(CodeAnswer, Effect)| match lost {
            Some((number, after)) if number == script.len() => {
                let there = if after {
                    Effect::CarriedOut
                } else {
                    Effect::Nothing
                };
                *answer == CodeAnswer::Unknown && *effect == there
            }
            _ => is_honest(kind, *answer, *effect, entry.before.pin, right),
        };
        script.push(choices.iter().position(wanted).unwrap());
    }
}

fn is_honest(kind: CardKind, answer: CodeAnswer, effect: Effect, left: u8, right: bool) -> bool {
    let word = match (kind, answer) {
        (CardKind::Cie, CodeAnswer::Confirmed(word))
        | (CardKind::TsCns, CodeAnswer::Plain(word)) => word.0,
        _ => return false,
    };
    if right {
        effect == Effect::CarriedOut && word == 0x9000
    } else {
        effect == Effect::Counted && word == 0x63C0 | u16::from(left - 1)
    }
}

fn asks(run: &Run) -> bool {
    matches!(
        run.result.as_ref().map_err(|error| &error.kind),
        Err(ErrorKind::LastTry { .. }
            | ErrorKind::PinBlocked { .. }
            | ErrorKind::PukBlocked { .. })
    )
}

/// Which losses end in a question: the card, the wish, how many commands had
/// gone through, and whether the lost one was carried out.
fn questions() -> Vec<(CardKind, Wish, usize, bool, &'static str)> {
    let mut asked = Vec::new();
    for kind in CardKind::ALL {
        let mut wishes = vec![
            Wish::Verify,
            Wish::Change,
            Wish::Unblock(UnblockVariant::Direct),
        ];
        if kind == CardKind::Cie {
            wishes.push(Wish::Unblock(UnblockVariant::ResetFirst));
        }
        for wish in wishes {
            let fresh = State {
                record: TryRecord::default(),
                counters: Counters::full(kind),
            };
            let whole = honest(kind, fresh, wish.step(true), None);
            assert!(whole.result.is_ok(), "{kind} {wish:?}");
            for number in 0..whole.log.len() {
                for carried_out in [false, true] {
                    let lost = honest(kind, fresh, wish.step(true), Some((number, carried_out)));
                    let last = lost.log.last().unwrap().command;
                    // The new PIN is valid: the old one is wrong from here on.
                    let changed = carried_out && last.may_have_changed_the_card();
                    let changed = changed && last != Pending::ResetCounter;
                    let again = honest(kind, lost.after, wish.step(!changed), None);
                    if asks(&again) {
                        asked.push((kind, wish, number, carried_out, "again"));
                    }
                    let pending = lost.after.record.pending;
                    let settle = match pending {
                        Some(what) if what.may_have_changed_the_card() => {
                            Step::ResolveWith(changed, !changed, true)
                        }
                        _ => Step::Resolve,
                    };
                    let settled = honest(kind, lost.after, settle, None);
                    let then = honest(kind, settled.after, wish.step(true), None);
                    if asks(&settled) || asks(&then) {
                        asked.push((kind, wish, number, carried_out, "resolve"));
                    }
                }
            }
        }
    }
    asked
}

#[test]
fn after_one_lost_answer_right_codes_go_through_unasked_but_for_two_cases_of_a_ts_cns() {
    let unblock = Wish::Unblock(UnblockVariant::Direct);
    let card = CardKind::TsCns;
    assert_eq!(
        questions(),
        [
            // The new PIN is refused: the old one would be the third try.
            (card, Wish::Change, 0, false, "resolve"),
            // Nothing is known of the PIN, and the PUK may have been wrong.
            (card, unblock, 0, false, "resolve"),
            (card, unblock, 0, true, "resolve"),
        ]
    );
}
