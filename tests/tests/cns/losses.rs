//! The link to a TS-CNS is lost at every exchange of every operation, and what
//! was left open is settled.

use cie_core::{
    CodeKind, Error, ErrorKind, LastTry, Limits, Pending, Phase, Report, Settlement,
    UnblockVariant,
    apdu::command::ins,
    memory::{TryBound, TryRecord},
};
use cie_sim::cns::{Card, Profile};
use cie_tests::{Codes, LinkFault, Operation, Rig};

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
fn lose(profile: Profile, operation: Operation, bend: LinkFault) {
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
                Operation::Unblock => Pending::UnblockPin,
                Operation::UnblockResetFirst => panic!("{what}: no TS-CNS knows it"),
            };
            assert_eq!((told, pending), (expected, Some(expected)), "{what}");
        }
        other => panic!("{what}: {other:?}"),
    }
    settle(&mut rig, operation, pending, &what);
}

fn settle(rig: &mut Rig<Card>, operation: Operation, pending: Option<Pending>, what: &str) {
    // Nothing is known of the PIN's tries: behind an unblocking the person has to
    // agree, and so before the old PIN if the new one was refused.
    let before = rig.card.has_pin(CODES.new_pin.as_bytes());
    let asks = match pending {
        Some(Pending::ChangePin) => !before,
        Some(Pending::UnblockPin) => true,
        _ => false,
    };
    if asks {
        let error = rig.resolve().unwrap_err();
        assert!(matches!(error.kind, ErrorKind::LastTry { .. }), "{what}");
        rig.last_try = LastTry::AllowAny;
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
    rig.last_try = LastTry::Ask;
    rig.verify(if changed { CODES.new_pin } else { CODES.pin })
        .unwrap();
    assert_eq!(rig.card.pin_tries(), 3, "{what}");
}

#[test]
fn a_link_lost_at_any_exchange_is_told_and_settled() {
    for profile in Profile::ALL {
        for operation in Operation::OF_A_TS_CNS {
            let mut whole = Rig::cns(profile, Limits::EXTENDED);
            whole.run(operation).unwrap();
            for exchange in 0..whole.last.log.len() {
                lose(profile, operation, LinkFault::LoseCommand(exchange));
                lose(profile, operation, LinkFault::LoseAnswer(exchange));
            }
        }
    }
}

#[test]
fn a_lost_change_of_a_card_that_is_known_needs_a_word_only_if_it_was_not_carried_out() {
    for profile in Profile::ALL {
        let mut whole = Rig::cns(profile, Limits::EXTENDED);
        whole.run(Operation::Change).unwrap();
        let last = whole.last.log.len() - 1;
        for bend in [LinkFault::LoseCommand(last), LinkFault::LoseAnswer(last)] {
            let mut rig = Rig::cns(profile, Limits::EXTENDED);
            rig.verify(CODES.pin).unwrap();
            rig.bend = Some(bend);
            rig.run(Operation::Change).unwrap_err();
            let taken = rig.card.has_pin(CODES.new_pin.as_bytes());
            if !taken {
                // The card says in clear that two tries are left: the old PIN
                // may be the third.
                let code = CodeKind::Pin;
                let error = rig.resolve().unwrap_err();
                assert_eq!(error.kind, ErrorKind::LastTry { code }, "{profile}");
                rig.last_try = LastTry::AllowAny;
            }
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

/// Loses the answer to the code of `run`, which is its last exchange.
fn lose_answer<T>(
    rig: &mut Rig<Card>,
    run: impl Fn(&mut Rig<Card>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut whole = rig.clone();
    let sent = codes_received(&whole);
    let _ = run(&mut whole);
    if codes_received(&whole) > sent {
        rig.bend = Some(LinkFault::LoseAnswer(whole.last.log.len() - 1));
    }
    run(rig)
}

#[test]
fn lost_answers_to_wrong_codes_never_end_a_card_without_a_question() {
    type Run = fn(&mut Rig<Card>) -> Result<Report, Error>;
    let verify: Run = |rig| rig.verify(CODES.wrong_pin);
    let change: Run = |rig| rig.change(CODES.wrong_pin, CODES.new_pin);
    let unblock: Run = |rig| rig.unblock(CODES.wrong_puk, CODES.new_pin, UnblockVariant::Direct);
    for profile in Profile::ALL {
        for (run, code) in [
            (verify, CodeKind::Pin),
            (change, CodeKind::Pin),
            (unblock, CodeKind::Puk),
        ] {
            for settled in [false, true] {
                let mut rig = Rig::cns(profile, Limits::EXTENDED);
                let mut asked = 0;
                for _ in 0..6 {
                    let error = lose_answer(&mut rig, run).unwrap_err();
                    asked += usize::from(error.kind == ErrorKind::LastTry { code });
                    if settled {
                        // With no codes: what needs none is forgotten.
                        let _ = rig.tap(|card| card.resolve(None));
                    }
                }
                let left = [rig.card.pin_tries(), rig.card.puk_tries()];
                assert!(
                    left.iter().all(|tries| *tries > 0),
                    "{profile} {code:?} {left:?}"
                );
                assert!(asked >= 4, "{profile} {code:?} settled {settled}: {asked}");
            }
        }
    }
}

#[test]
fn after_a_lost_unblocking_with_a_wrong_puk_no_last_try_of_the_pin_goes_unasked() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.verify(CODES.wrong_pin).unwrap_err();
        rig.verify(CODES.wrong_pin).unwrap_err();
        assert_eq!(rig.card.pin_tries(), 1);
        // On another device: nothing of it is known here.
        rig.remember(&TryRecord::default());
        let unblock = |rig: &mut Rig<Card>| {
            rig.unblock(CODES.wrong_puk, CODES.new_pin, UnblockVariant::Direct)
        };
        lose_answer(&mut rig, unblock).unwrap_err();
        let error = rig.resolve().unwrap_err();
        let code = CodeKind::Pin;
        assert_eq!(error.kind, ErrorKind::LastTry { code }, "{profile}");
        assert_eq!(rig.card.pin_tries(), 1, "{profile}");
        assert_eq!(rig.record().pending, Some(Pending::UnblockPin), "{profile}");
    }
}

/// The new PIN may have been valid before: that it is valid now does not prove
/// the PUK right, and three wrong ones end the card.
#[test]
fn a_lost_unblocking_that_seems_done_gives_no_try_of_the_puk_back() {
    for profile in Profile::ALL {
        for (digits, left) in [(CODES.puk, 3), (CODES.wrong_puk, 2)] {
            let mut rig = Rig::cns(profile, Limits::EXTENDED);
            rig.change(CODES.pin, CODES.new_pin).unwrap();
            let unblock =
                |rig: &mut Rig<Card>| rig.unblock(digits, CODES.new_pin, UnblockVariant::Direct);
            lose_answer(&mut rig, unblock).unwrap_err();
            let settlement = rig.resolve().unwrap().settlement;
            assert_eq!(settlement, Settlement::NewPin, "{profile}");
            assert_eq!(rig.card.puk_tries(), left, "{profile}");
            assert_eq!(rig.record().puk, Some(TryBound::Assumed(2)), "{profile}");
        }
    }
}
