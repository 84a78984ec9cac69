//! What must be true of every step, said without the code that makes it so.

use super::{
    Counters, State, Step,
    world::{Entry, Run},
};
use crate::{
    apdu::StatusWord,
    app::code::CodeAnswer,
    error::ErrorKind,
    memory::{TryBound, TryRecord},
    op::Settlement,
    vocabulary::{CardKind, CodeKind, Pending},
};

const CODES: [CodeKind; 2] = [CodeKind::Pin, CodeKind::Puk];

/// Whether no bound is above its counter. Of a card that nothing is known of, it
/// is taken for granted that it was never used.
pub(super) fn is_true(state: &State) -> bool {
    let State { record, counters } = state;
    CODES.into_iter().all(|code| {
        let left = counters.of(code);
        match record.bound(code) {
            None => [CardKind::Cie, CardKind::TsCns]
                .iter()
                .any(|kind| Counters::full(*kind).of(code) == left),
            // A lost reset may have given a blocked PIN its tries back.
            Some(TryBound::Exactly(0)) if code == CodeKind::Pin => {
                left == 0 || record.pending.is_some_and(Pending::may_unblock_the_pin)
            }
            Some(TryBound::Exactly(told)) => told == left,
            Some(TryBound::AtLeast(bound) | TryBound::Assumed(bound)) => bound <= left,
            Some(TryBound::SaidBlocked) => true,
        }
    })
}

pub(super) fn check(kind: CardKind, state: State, step: Step, allowed: bool, run: &Run) {
    let what = || {
        let Run { log, after, result } = run;
        format!("{kind} {state:?} {step:?} allowed: {allowed}\n{log:#?}\n{after:?} {result:?}")
    };
    for entry in &run.log {
        if let Some(code) = entry.command.spends() {
            let last = entry.before.of(code) == 1 && entry.after.of(code) == 0;
            assert!(allowed || !last, "a last try unasked: {}", what());
        }
        let on_its_way = State {
            record: entry.spent,
            counters: entry.after,
        };
        let killed = "the record is wrong if the process ends here";
        assert!(is_true(&on_its_way), "{killed}: {}", what());
    }
    assert!(is_true(&run.after), "the record is wrong: {}", what());
    let unsettled = still_unsettled(state.record.pending, &run.log, step, &run.result);
    let pending = run.after.record.pending;
    let kept = pending.is_some_and(Pending::may_have_changed_the_card);
    assert!(
        kept || !unsettled,
        "what is pending is forgotten: {}",
        what()
    );
    for code in CODES {
        let (fewest, lowered) = expected(kind, code, &state.record, &run.log);
        let bound = bound(kind, code, &run.after.record);
        let good = if lowered {
            bound <= fewest
        } else {
            bound == fewest
        };
        assert!(good, "{code:?}: {bound} instead of {fewest}: {}", what());
    }
    blocked_in_clear(run, &what);
    unsent(&state, run, allowed, &what);
}

/// "Blocked" in clear is remembered as such, so that the next code is not sent.
fn blocked_in_clear(run: &Run, what: &impl Fn() -> String) {
    let Some(entry) = run.log.last() else { return };
    let in_clear = !matches!(entry.answer, CodeAnswer::Confirmed(_));
    if let Some(code) = entry.command.spends()
        && in_clear
        && number(entry.answer) == Some(0)
    {
        let bound = run.after.record.bound(code);
        assert_eq!(bound, Some(TryBound::SaidBlocked), "{}", what());
    }
}

fn bound(kind: CardKind, code: CodeKind, record: &TryRecord) -> u8 {
    let full = Counters::full(kind).of(code);
    record.bound(code).map_or(full, TryBound::at_least)
}

/// Nothing is sent only where a person has to be asked, or where the code was
/// said to be blocked; then the record stays what it was, and one word less is
/// never the reason.
fn unsent(state: &State, run: &Run, allowed: bool, what: &impl Fn() -> String) {
    let Err(error) = &run.result else { return };
    if !run.log.is_empty() {
        return;
    }
    assert!(!allowed, "not sent with leave: {}", what());
    assert_eq!(state.record, run.after.record, "{}", what());
    let (code, said_blocked) = match error.kind {
        ErrorKind::LastTry { code } => (code, false),
        ErrorKind::PinBlocked { confirmed: false } => (CodeKind::Pin, true),
        ErrorKind::PukBlocked { confirmed: false } => (CodeKind::Puk, true),
        _ => panic!("{}", what()),
    };
    let bound = state.record.bound(code);
    assert_ne!(bound, Some(TryBound::Exactly(0)), "{}", what());
    let blocked = bound == Some(TryBound::SaidBlocked);
    assert_eq!(blocked, said_blocked, "{}", what());
}

/// Status words that count: under a checksum, and of a TS-CNS any but a number.
const fn believed(answer: CodeAnswer) -> Option<StatusWord> {
    match answer {
        CodeAnswer::Confirmed(word) | CodeAnswer::Plain(word) => Some(word),
        CodeAnswer::Unconfirmed(_) | CodeAnswer::Unknown => None,
    }
}

/// Whether something may have changed the card and no answer has settled it.
fn still_unsettled(
    before: Option<Pending>,
    log: &[Entry],
    step: Step,
    result: &Result<Option<Settlement>, crate::error::Error>,
) -> bool {
    let mut unsettled = before.is_some_and(Pending::may_have_changed_the_card);
    for entry in log {
        match believed(entry.answer) {
            Some(StatusWord::OK) => match entry.command {
                Pending::VerifyPuk => {}
                Pending::ResetCounter => unsettled = true,
                _ => unsettled = false,
            },
            Some(word) if word.is_refusal() => {}
            _ => unsettled |= entry.command.may_have_changed_the_card(),
        }
    }
    // The PIN that was to be set is refused: it was not set.
    let again = matches!(result, Ok(Some(Settlement::UnblockAgain)));
    if again {
        assert!(matches!(step, Step::ResolveWith(..)));
        let said_no = log.iter().all(|entry| {
            believed(entry.answer).is_some_and(|word| !word.is_ok() && word.is_refusal())
        });
        assert!(said_no && log.len() == 1);
    }
    unsettled && !again
}

/// The fewest tries that may be taken to be left behind these commands, and
/// whether a number in clear may have made it less.
fn expected(kind: CardKind, code: CodeKind, before: &TryRecord, log: &[Entry]) -> (u8, bool) {
    let full = Counters::full(kind).of(code);
    let mut fewest = bound(kind, code, before);
    let mut lowered = false;
    for entry in log {
        let word = believed(entry.answer);
        let right = word == Some(StatusWord::OK);
        if code == CodeKind::Pin && right && entry.command != Pending::VerifyPuk {
            (fewest, lowered) = (full, false);
        } else if entry.command.spends() == Some(code) && !right {
            fewest = fewest.saturating_sub(1);
            match (entry.answer, number(entry.answer)) {
                (CodeAnswer::Confirmed(_), Some(left)) => {
                    (fewest, lowered) = (left.min(full), false)
                }
                (_, Some(_)) => lowered = true,
                _ => {}
            }
        }
    }
    (fewest, lowered)
}

fn number(answer: CodeAnswer) -> Option<u8> {
    match answer {
        CodeAnswer::Confirmed(word) | CodeAnswer::Plain(word) | CodeAnswer::Unconfirmed(word) => {
            let blocked = (word == StatusWord::BLOCKED).then_some(0);
            word.tries_left().or(blocked)
        }
        CodeAnswer::Unknown => None,
    }
}
