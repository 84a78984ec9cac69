//! What an answer under a right checksum may say, by somebody between program
//! and card who has the session keys.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use cie_core::{
    Error, ErrorKind, Limits, Pending, Report, Settlement, StatusWord, apdu::command::ins,
    memory::TryBound,
};
use cie_sim::Profile;
use cie_tests::{
    Operation, Rig,
    twist::{Twist, Twisted as _},
};

/// Runs `operation` on a card whose answer to the protected command with
/// instruction `at`, after it has been carried out, says `status` inside.
fn run(rig: &mut Rig, operation: Operation, at: u8, status: u16) -> Result<Report, Error> {
    let told = Twist::Told {
        status,
        delivered: true,
    };
    cie_sim::Card::tap(
        rig,
        |command| {
            if command.ins == at {
                told
            } else {
                Twist::Honest
            }
        },
        |card| operation.run_on(card),
    )
}

fn rig() -> Rig {
    Rig::new(Profile::Gemalto, Limits::EXTENDED)
}

/// Commands with `ins` in the last run.
fn sent(rig: &Rig, ins: u8) -> usize {
    let log = rig.last.log.iter();
    log.filter(|exchange| exchange.command[1] == ins).count()
}

#[test]
fn a_code_is_not_sent_again_when_the_channel_asks_for_it_either() {
    for (operation, at, pending) in [
        (Operation::Verify, ins::VERIFY, Pending::VerifyPin),
        (
            Operation::Change,
            ins::CHANGE_REFERENCE_DATA,
            Pending::ChangePin,
        ),
        (
            Operation::Unblock,
            ins::RESET_RETRY_COUNTER,
            Pending::ResetPin,
        ),
    ] {
        let mut rig = rig();
        let error = run(&mut rig, operation, at, 0x6C08).unwrap_err();
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown { pending });
        assert_eq!((sent(&rig, at), rig.record().pending), (1, Some(pending)));
    }
}

#[test]
fn a_refused_step_of_device_authentication_ends_it_before_any_code() {
    for step in [
        ins::MANAGE_SECURITY_ENVIRONMENT,
        ins::PERFORM_SECURITY_OPERATION,
        ins::GET_CHALLENGE,
        ins::EXTERNAL_AUTHENTICATE,
        ins::INTERNAL_AUTHENTICATE,
    ] {
        for status in [0x6300, 0x6982, 0x6285, 0x9001] {
            let mut rig = rig();
            let error = run(&mut rig, Operation::Verify, step, status).unwrap_err();
            let refused = ErrorKind::CardRefused {
                status: StatusWord(status),
                confirmed: true,
            };
            assert_eq!(error.kind, refused, "{step:02X}");
            assert_eq!(sent(&rig, ins::VERIFY), 0);
        }
    }
}

#[test]
fn a_strange_status_word_after_a_check_is_no_success_and_costs_the_try_that_it_may_have_cost() {
    for status in [0x6110, 0x6200, 0x6581, 0x6F00, 0x9001, 0x0000] {
        let mut rig = rig();
        rig.run(Operation::Verify).unwrap();
        let error = run(&mut rig, Operation::Verify, ins::VERIFY, status).unwrap_err();
        assert_eq!(error.code().name(), "card_refused", "{status:04X}");
        assert_eq!(rig.record().pin, Some(TryBound::AtLeast(2)), "{status:04X}");
    }
}

#[test]
fn a_change_that_is_not_clearly_refused_stays_to_be_settled() {
    for (operation, at) in [
        (Operation::Change, ins::CHANGE_REFERENCE_DATA),
        (Operation::Unblock, ins::RESET_RETRY_COUNTER),
    ] {
        for status in [0x6110, 0x6200, 0x6581, 0x6F00, 0x9001] {
            let mut rig = rig();
            let error = run(&mut rig, operation, at, status).unwrap_err();
            assert_eq!(error.code().name(), "outcome_unknown", "{status:04X}");
            let resolution = rig.resolve().unwrap();
            assert_eq!(resolution.settlement, Settlement::NewPin, "{status:04X}");
        }
        let mut rig = rig();
        let error = run(&mut rig, operation, at, 0x6A80).unwrap_err();
        assert_eq!(error.code().name(), "card_refused");
        assert_eq!(rig.record().pending, None);
    }
}
