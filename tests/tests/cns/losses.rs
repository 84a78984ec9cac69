//! The link to a TS-CNS is lost at every exchange of every operation, and what
//! was left open is settled.

use cie_core::{
    apdu::command::ins,
    error::{Error, ErrorKind, Pending},
    op::Settlement,
    progress::Phase,
    transceive::Limits,
};
use cie_sim::cns::{Card, Profile};
use cie_tests::{Bend, Codes, Operation, Rig};

const CODES: Codes = Codes::CNS;

const CODE_INSTRUCTIONS: [u8; 3] = [
    ins::VERIFY,
    ins::CHANGE_REFERENCE_DATA,
    ins::RESET_RETRY_COUNTER,
];

fn codes_received(rig: &Rig<Card>) -> usize {
    let all = CODE_INSTRUCTIONS.into_iter();
    all.map(|ins| rig.received(ins)).sum()
}

/// Runs `operation` with `bend`, and checks everything that must hold
/// whatever was lost; then settles it.
fn lose(profile: Profile, operation: Operation, bend: Bend) {
    let what = format!("{profile} {operation:?} {bend:?}");
    let mut rig = Rig::cns(profile, Limits::EXTENDED);
    rig.bend = Some(bend);
    let Error { kind, phase, .. } = rig.run(operation).unwrap_err();
    let received = codes_received(&rig);
    assert!(received <= 1, "{what}");
    let pending = rig.record().pending;
    match kind {
        ErrorKind::CardLost => {
            assert_eq!((pending, received), (None, 0), "{what}");
            assert!(phase <= Phase::ReadCard, "{what}: {phase}");
        }
        ErrorKind::OutcomeUnknown { pending: told } => {
            let expected = match operation {
                Operation::Verify => Pending::VerifyPin,
                Operation::Change => Pending::ChangePin,
                Operation::Unblock | Operation::UnblockResetFirst => Pending::UnblockPin,
            };
            assert_eq!((told, pending), (expected, Some(expected)), "{what}");
        }
        other => panic!("{what}: {other:?}"),
    }
    if let Some(known) = rig.record().puk {
        assert!(known.at_least <= rig.card.puk_tries(), "{what}");
    }
    settle(&mut rig, operation, pending, &what);
}

fn settle(rig: &mut Rig<Card>, operation: Operation, pending: Option<Pending>, what: &str) {
    // After a lost change of a card of whose tries nothing is known, the
    // person has to agree.
    let before = rig.card.has_pin(CODES.new_pin.as_bytes());
    if pending == Some(Pending::ChangePin) {
        let error = rig.resolve().unwrap_err();
        assert!(matches!(error.kind, ErrorKind::LastTry { .. }), "{what}");
        rig.allow_last_try = true;
    }
    let resolution = rig.resolve().unwrap();
    assert_eq!(resolution.pending, pending, "{what}");
    match resolution.settlement {
        Settlement::NewPin => assert!(before, "{what}"),
        Settlement::OldPin => assert!(rig.card.has_pin(CODES.pin.as_bytes()), "{what}"),
        Settlement::UnblockAgain => {
            assert!(!before, "{what}");
            rig.run(operation).unwrap();
        }
        Settlement::NothingPending | Settlement::NothingToSettle { .. } => {}
        Settlement::Needs(_) => panic!("{what}: codes are missing"),
    }
    assert_eq!(rig.record().pending, None, "{what}");
    assert!(rig.card.puk_tries() >= 2, "{what}");
    let changed = rig.card.has_pin(CODES.new_pin.as_bytes());
    rig.verify(if changed { CODES.new_pin } else { CODES.pin })
        .unwrap();
    assert_eq!(rig.card.pin_tries(), 3, "{what}");
}

#[test]
fn a_link_lost_at_any_exchange_is_told_and_settled() {
    for profile in Profile::ALL {
        for operation in Operation::ALL {
            let mut whole = Rig::cns(profile, Limits::EXTENDED);
            whole.run(operation).unwrap();
            for exchange in 0..whole.last.log.len() {
                lose(profile, operation, Bend::LoseCommand(exchange));
                lose(profile, operation, Bend::LoseAnswer(exchange));
            }
        }
    }
}

#[test]
fn lost_changes_of_a_card_that_is_known_need_no_word() {
    for profile in Profile::ALL {
        let mut whole = Rig::cns(profile, Limits::EXTENDED);
        whole.run(Operation::Change).unwrap();
        let last = whole.last.log.len() - 1;
        for bend in [Bend::LoseCommand(last), Bend::LoseAnswer(last)] {
            let mut rig = Rig::cns(profile, Limits::EXTENDED);
            rig.verify(CODES.pin).unwrap();
            rig.bend = Some(bend);
            rig.run(Operation::Change).unwrap_err();
            let taken = rig.card.has_pin(CODES.new_pin.as_bytes());
            let settlement = rig.resolve().unwrap().settlement;
            let expected = if taken {
                Settlement::NewPin
            } else {
                Settlement::OldPin
            };
            assert_eq!(settlement, expected, "{profile}");
            assert_eq!(rig.card.pin_tries(), 3, "{profile}");
        }
    }
}
