//! The link is lost at every exchange of every operation, before the command
//! reaches the card and after the card has processed it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and this one says how much it tried"
)]

use std::time::Instant;

use cie_core::{
    Error, ErrorKind, LastTry, Limits, Pending, Phase, Settlement, UnblockVariant,
    apdu::command::ins,
    memory::{KnownTries, TryBound},
};
use cie_sim::Profile;
use cie_tests::{LinkFault, NEW_PIN, Operation, PIN, PUK, Rig};

const CODE_INSTRUCTIONS: [u8; 3] = [
    ins::VERIFY,
    ins::CHANGE_REFERENCE_DATA,
    ins::RESET_RETRY_COUNTER,
];

fn codes_received(rig: &Rig) -> usize {
    CODE_INSTRUCTIONS
        .into_iter()
        .map(|ins| rig.received(ins))
        .sum()
}

/// Runs `operation` with `bend`, and checks everything that must hold
/// whatever was lost.
fn lose(profile: Profile, limits: &Limits, operation: Operation, bend: LinkFault) {
    let what = format!("{profile} {operation:?} {bend:?}");
    let mut rig = Rig::new(profile, limits.clone());
    rig.bend = Some(bend);
    let Error { kind, phase, .. } = rig.run(operation).unwrap_err();
    let received = codes_received(&rig);
    assert!(
        received <= rig.last.codes_sent.len(),
        "{what}: a code was sent and not told"
    );
    assert!(
        received <= operation.code_commands(),
        "{what}: a code was sent twice"
    );

    let pending = rig.record().pending;
    match kind {
        ErrorKind::CardLost => {
            assert_eq!(
                rig.last.codes_sent,
                [],
                "{what}: the tap could be run again"
            );
            assert_eq!(
                pending.filter(|pending| *pending != Pending::ResetCounter),
                None,
                "{what}"
            );
            assert!(phase <= Phase::ChipAuthentication, "{what}: {phase}");
            assert_eq!(received, 0, "{what}: a code was sent and not accounted for");
        }
        ErrorKind::OutcomeUnknown { pending: told } => {
            assert_eq!(pending, Some(told), "{what}");
            assert!(phase >= Phase::VerifyPin, "{what}: {phase}");
        }
        other => panic!("{what}: {other:?}"),
    }

    let tries = rig.card.pin_tries();
    if let Some(known) = rig.record().pin {
        assert!(
            known.at_least() <= tries,
            "{what}: {known:?} is more than the card has"
        );
    }
    settle(&mut rig, operation, &what);
}

/// The next tap settles what is pending, or runs the operation afresh, and
/// ends in a card whose state is what the program says it is.
fn settle(rig: &mut Rig, operation: Operation, what: &str) {
    let before = rig.card.has_pin(NEW_PIN.as_bytes());
    let resolution = rig
        .resolve()
        .unwrap_or_else(|error| panic!("{what}: {error}"));
    match resolution.settlement {
        Settlement::NewPin => assert!(rig.card.has_pin(NEW_PIN.as_bytes()), "{what}"),
        Settlement::OldPin => assert!(rig.card.has_pin(PIN.as_bytes()), "{what}"),
        Settlement::NothingPending | Settlement::NothingToSettle { .. } => {
            assert_eq!(rig.card.has_pin(NEW_PIN.as_bytes()), before, "{what}");
            rig.run(operation)
                .unwrap_or_else(|error| panic!("{what}: {error}"));
        }
        Settlement::UnblockAgain => {
            assert!(!before, "{what}: the new PIN was valid");
            rig.unblock(PUK, NEW_PIN, UnblockVariant::Direct).unwrap();
        }
        other => panic!("{what}: {other:?}"),
    }
    assert_eq!(rig.record().pending, None, "{what}");
    let valid = if rig.card.has_pin(NEW_PIN.as_bytes()) {
        NEW_PIN
    } else {
        PIN
    };
    let report = rig
        .verify(valid)
        .unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(
        (report.tries_left, rig.card.pin_tries()),
        (Some(KnownTries::exactly(3)), 3),
        "{what}"
    );
}

/// Every exchange of every operation, on one family.
fn lose_everything(profile: Profile) {
    let begun = Instant::now();
    let mut runs = 0;
    for limits in [Limits::SHORT, Limits::EXTENDED] {
        for operation in Operation::ALL {
            let mut whole = Rig::new(profile, limits.clone());
            whole.run(operation).unwrap();
            for index in 0..whole.last.log.len() {
                lose(profile, &limits, operation, LinkFault::LoseCommand(index));
                lose(profile, &limits, operation, LinkFault::LoseAnswer(index));
                runs += 2;
            }
        }
    }
    println!(
        "{profile}: {runs} losses in {:.1} s",
        begun.elapsed().as_secs_f32()
    );
    assert!(runs > 350, "{runs}");
}

// The families that differ on the wire: the usual one, the one that does not
// know the root application, and the one with another order of the children of
// the key template.

#[test]
fn whatever_exchange_is_lost_no_code_is_sent_twice_and_the_next_tap_settles_it_on_gemalto() {
    lose_everything(Profile::Gemalto);
}

#[test]
fn whatever_exchange_is_lost_no_code_is_sent_twice_and_the_next_tap_settles_it_on_nxp() {
    lose_everything(Profile::Nxp);
}

#[test]
fn whatever_exchange_is_lost_no_code_is_sent_twice_and_the_next_tap_settles_it_on_actalis() {
    lose_everything(Profile::Actalis);
}

#[test]
fn a_lost_check_lowers_what_is_known_of_the_tries_and_leaves_nothing_to_settle() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
    rig.verify(PIN).unwrap();
    let last = rig.last.log.len() - 1;
    rig.bend = Some(LinkFault::LoseAnswer(last));
    let error = rig.verify(PIN).unwrap_err();
    assert_eq!(
        error.kind,
        ErrorKind::OutcomeUnknown {
            pending: Pending::VerifyPin
        }
    );
    assert_eq!(error.phase, Phase::VerifyPin);
    let resolution = rig.resolve().unwrap();
    assert!(matches!(
        resolution.settlement,
        Settlement::NothingToSettle {
            at_least: Some(2),
            ..
        }
    ));
    assert_eq!(rig.received(ins::VERIFY), 2);
}

/// The index of the only exchange of a run that carries `ins`.
fn index_of(rig: &Rig, ins: u8) -> usize {
    let is = |command: &[u8]| command.get(1) == Some(&ins);
    rig.last
        .log
        .iter()
        .rposition(|exchange| is(&exchange.command))
        .unwrap()
}

fn lost(operation: Operation, ins: u8, after: bool) -> Rig {
    let mut rig = Rig::new(Profile::St, Limits::SHORT);
    rig.run(operation).unwrap();
    let index = index_of(&rig, ins);
    let mut rig = Rig::new(Profile::St, Limits::SHORT);
    rig.bend = Some(if after {
        LinkFault::LoseAnswer(index)
    } else {
        LinkFault::LoseCommand(index)
    });
    rig.run(operation).unwrap_err();
    rig
}

#[test]
fn a_lost_change_is_settled_by_trying_the_new_pin_and_then_the_old_one() {
    let mut rig = lost(Operation::Change, ins::CHANGE_REFERENCE_DATA, true);
    assert_eq!(rig.resolve().unwrap().settlement, Settlement::NewPin);
    assert_eq!(
        rig.received(ins::VERIFY),
        2,
        "one before the change, one to settle it"
    );

    let mut rig = lost(Operation::Change, ins::CHANGE_REFERENCE_DATA, false);
    assert_eq!(rig.resolve().unwrap().settlement, Settlement::OldPin);
    assert_eq!(
        rig.received(ins::VERIFY),
        3,
        "the new PIN, refused, and the old one"
    );
    assert_eq!(rig.card.pin_tries(), 3, "the old PIN gives the tries back");
}

#[test]
fn a_lost_change_is_not_settled_without_asking_when_fewer_than_two_tries_are_known() {
    for known in [
        TryBound::Exactly(1),
        TryBound::AtLeast(1),
        TryBound::Assumed(1),
    ] {
        let mut rig = lost(Operation::Change, ins::CHANGE_REFERENCE_DATA, false);
        let mut record = rig.record();
        record.pin = Some(known);
        rig.remember(&record);
        let verified = rig.received(ins::VERIFY);
        assert_eq!(rig.resolve().unwrap_err().code().name(), "last_try");
        assert_eq!(rig.received(ins::VERIFY), verified, "nothing was sent");
        assert_eq!(
            rig.record().pending,
            Some(Pending::ChangePin),
            "still to be settled"
        );
        rig.last_try = LastTry::AllowAny;
        assert_eq!(rig.resolve().unwrap().settlement, Settlement::OldPin);
    }
}

#[test]
fn a_lost_reset_is_settled_by_trying_the_new_pin_or_by_unblocking_again() {
    let mut rig = lost(Operation::Unblock, ins::RESET_RETRY_COUNTER, true);
    assert_eq!(rig.resolve().unwrap().settlement, Settlement::NewPin);

    let mut rig = lost(Operation::Unblock, ins::RESET_RETRY_COUNTER, false);
    assert_eq!(rig.resolve().unwrap().settlement, Settlement::UnblockAgain);
    assert_eq!(rig.record().pending, None);
    assert!(rig.unblock(PUK, NEW_PIN, UnblockVariant::Direct).is_ok());
}

#[test]
fn a_lost_reset_of_a_blocked_pin_costs_nothing_to_settle() {
    let mut rig = Rig::new(Profile::St, Limits::SHORT);
    rig.last_try = LastTry::AllowAny;
    for _ in 0..3 {
        rig.verify("11223344").unwrap_err();
    }
    rig.last_try = LastTry::Ask;
    let mut whole = rig.clone();
    whole.run(Operation::Unblock).unwrap();
    let index = index_of(&whole, ins::RESET_RETRY_COUNTER);
    rig.bend = Some(LinkFault::LoseCommand(index));
    rig.run(Operation::Unblock).unwrap_err();
    assert_eq!(rig.resolve().unwrap().settlement, Settlement::UnblockAgain);
}

#[test]
fn a_lost_counter_reset_goes_on_with_the_new_pin() {
    for after in [true, false] {
        let mut rig = Rig::new(Profile::St, Limits::SHORT);
        rig.run(Operation::UnblockResetFirst).unwrap();
        let index = index_of(&rig, ins::RESET_RETRY_COUNTER) - 1;
        let mut rig = Rig::new(Profile::St, Limits::SHORT);
        rig.bend = Some(if after {
            LinkFault::LoseAnswer(index)
        } else {
            LinkFault::LoseCommand(index)
        });
        let error = rig.run(Operation::UnblockResetFirst).unwrap_err();
        assert_eq!(
            error.kind,
            ErrorKind::OutcomeUnknown {
                pending: Pending::ResetCounter
            }
        );
        let resolution = rig.resolve().unwrap();
        assert_eq!(resolution.settlement, Settlement::NewPin);
        assert_eq!(resolution.pending, Some(Pending::ResetCounter));
        assert!(rig.card.has_pin(NEW_PIN.as_bytes()));
    }
}

#[test]
fn where_nothing_is_known_the_third_check_after_two_lost_ones_is_not_sent_without_asking() {
    let mut whole = Rig::new(Profile::St, Limits::SHORT);
    whole.verify(PIN).unwrap();
    let last = whole.last.log.len() - 1;
    let mut rig = Rig::new(Profile::St, Limits::SHORT);
    for _ in 0..2 {
        rig.bend = Some(LinkFault::LoseAnswer(last));
        let error = rig.verify("11223344").unwrap_err();
        assert_eq!(error.code().name(), "outcome_unknown");
    }
    assert_eq!(rig.card.pin_tries(), 1);
    assert_eq!(
        rig.verify("11223344").unwrap_err().code().name(),
        "last_try"
    );
    assert_eq!(rig.card.pin_tries(), 1, "it was not sent");
    rig.last_try = LastTry::AllowAny;
    assert_eq!(
        rig.verify(PIN).unwrap().tries_left,
        Some(KnownTries::exactly(3))
    );
}

#[test]
fn a_lost_check_does_not_hide_an_older_lost_change() {
    let mut rig = lost(Operation::Change, ins::CHANGE_REFERENCE_DATA, true);
    let mut whole = rig.clone();
    whole.verify(NEW_PIN).unwrap();
    rig.bend = Some(LinkFault::LoseCommand(whole.last.log.len() - 1));
    rig.verify(NEW_PIN).unwrap_err();
    assert_eq!(rig.record().pending, Some(Pending::ChangePin));
    // Two answers are lost, so that only one try is certain to be left.
    assert_eq!(rig.resolve().unwrap_err().code().name(), "last_try");
    rig.last_try = LastTry::AllowAny;
    assert_eq!(rig.resolve().unwrap().settlement, Settlement::NewPin);
}
