//! Cards that are not a CIE, that talk nonsense, or that want to be abused.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use cie_core::{
    CardDetails, Error, ErrorKind, Limits, LinkError, Pending, Phase, Transceive, Tries,
    UnblockVariant, apdu::command::ins, memory::TryBound,
};
use cie_sim::{ExtendedLength, Faults, Options, Profile};
use cie_tests::{NEW_PIN, Operation, PIN, PUK, Rig, WRONG_PIN, rig::pin, wire::Script};

fn faults(knobs: &[&str]) -> Faults {
    Faults::parse(knobs).unwrap()
}

fn with(knobs: &[&str]) -> Rig {
    Rig::with_faults(Profile::Gemalto, Limits::SHORT, faults(knobs))
}

fn verify_on(answer: impl FnMut(&[u8]) -> Result<Vec<u8>, LinkError>) -> (Error, u32) {
    let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
    let mut script = Script::new(Limits::EXTENDED, answer);
    let error = rig
        .hand()
        .card_on(&mut script)
        .verify_pin(&pin(PIN))
        .unwrap_err();
    (error, script.exchanges)
}

#[test]
fn a_card_without_the_application_is_not_a_cie() {
    for status in [0x6A82_u16, 0x6D00, 0x6E00, 0x6985, 0x6F00, 0x6A86] {
        let (error, exchanges) = verify_on(|_| Ok(status.to_be_bytes().to_vec()));
        assert_eq!(error.code().name(), "not_a_cie", "{status:04X}");
        assert_eq!(error.phase, Phase::Select);
        assert!(exchanges <= 8, "{exchanges}");
    }
}

#[test]
fn a_card_that_answers_nothing_or_less_than_a_status_word_misbehaves() {
    for answer in [&[][..], &[0x90]] {
        let (error, exchanges) = verify_on(|_| Ok(answer.to_vec()));
        assert_eq!(error.code().name(), "card_misbehaved");
        assert_eq!(exchanges, 1);
    }
}

#[test]
fn an_endless_answer_ends_after_a_bounded_number_of_exchanges() {
    let (error, exchanges) = verify_on(|_| Ok(vec![0x61, 0xFF]));
    assert_eq!((error.code().name(), exchanges), ("card_misbehaved", 2));
    let (error, exchanges) = verify_on(|_| Ok([vec![0; 255], vec![0x61, 0xFF]].concat()));
    assert_eq!(error.code().name(), "card_misbehaved");
    assert_eq!(exchanges, 1 + 32);
    let (error, exchanges) = verify_on(|_| Ok(vec![0x6C, 0x10]));
    assert_eq!(error.code().name(), "not_a_cie");
    assert!(exchanges < 20, "{exchanges}");
}

#[test]
fn a_card_that_corrects_the_length_of_get_response_is_understood() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
    let mut corrections = 0;
    let report = rig.tap_wire(|wire, hand| {
        let limits = wire.limits();
        let mut asked = false;
        let mut script = Script::new(limits, |command: &[u8]| {
            if command[1] == ins::GET_RESPONSE && !asked {
                asked = true;
                corrections += 1;
                return Ok(vec![0x6C, command[4]]);
            }
            asked = false;
            wire.transceive(command)
        });
        hand.card_on(&mut script).verify_pin(&pin(PIN))
    });
    assert!(report.is_ok());
    assert!(corrections > 4);
    assert_eq!(rig.received(ins::VERIFY), 1);
}

#[test]
fn a_card_that_knows_no_short_identifiers_has_its_files_selected() {
    for limits in [Limits::SHORT, Limits::EXTENDED] {
        let mut rig = Rig::new(Profile::Gemalto, limits);
        rig.limits.atr = None;
        let (report, info) = rig.tap_wire(|wire, hand| {
            let limits = wire.limits();
            let mut script = Script::new(limits, |command: &[u8]| {
                if command[1] == ins::READ_BINARY && command[2] & 0x80 != 0 {
                    return Ok(vec![0x6A, 0x86]);
                }
                wire.transceive(command)
            });
            let report = hand.card_on(&mut script).verify_pin(&pin(PIN));
            (report, hand.card_on(&mut script).info())
        });
        assert!(report.is_ok());
        let CardDetails::Cie { family, .. } = info.unwrap().details else {
            panic!("another card")
        };
        assert_eq!(family.map(|family| family.name()), Some("Gemalto"));
    }
}

#[test]
fn a_card_that_says_yes_to_everything_gets_no_code() {
    for data in [0, 8, 256] {
        let (error, exchanges) = verify_on(|command| {
            assert!(![ins::VERIFY, ins::CHANGE_REFERENCE_DATA].contains(&command[1]));
            Ok([vec![0x30; data], vec![0x90, 0x00]].concat())
        });
        assert_eq!(error.code().name(), "card_misbehaved");
        assert!(exchanges < 20);
    }
}

#[test]
fn noise_from_any_exchange_on_is_refused_without_a_code_sent_twice() {
    for knob in ["garbage", "empty", "endless-61"] {
        for index in 0..28 {
            for operation in [Operation::Verify, Operation::Unblock] {
                let mut rig = with(&[&format!("{knob}={index}")]);
                let Err(error) = rig.run(operation) else {
                    assert!(index >= 27, "{knob} from {index} was not noticed");
                    continue;
                };
                assert!(
                    [
                        "card_misbehaved",
                        "outcome_unknown",
                        "card_refused",
                        "not_a_cie"
                    ]
                    .contains(&error.code().name()),
                    "{knob} from {index}: {error}"
                );
                let sent = rig
                    .last
                    .trace
                    .iter()
                    .filter(|line| line.contains("> 0C 20 "))
                    .count();
                assert!(sent <= 1, "{knob} from {index}");
            }
        }
    }
}

#[test]
fn a_group_that_nobody_may_use_is_refused_before_any_key_is_sent() {
    for group in ["even-p", "g-one", "short-p"] {
        let mut rig = with(&[&format!("bad-group={group}")]);
        let error = rig.verify(PIN).unwrap_err();
        assert_eq!(
            (error.code().name(), error.phase),
            ("card_misbehaved", Phase::Parameters),
            "{group}"
        );
        assert_eq!(rig.received(ins::MANAGE_SECURITY_ENVIRONMENT), 0);
    }
    for key in ["y-zero", "y-one", "y-minus-one", "y-outside"] {
        let mut rig = with(&[&format!("bad-group={key}")]);
        let error = rig.verify(PIN).unwrap_err();
        assert_eq!(
            (error.code().name(), error.phase),
            ("card_misbehaved", Phase::KeyAgreement),
            "{key}"
        );
    }
}

#[test]
fn a_chip_that_cannot_sign_with_its_key_gets_no_code() {
    let mut rig = with(&["wrong-chip-signature"]);
    let error = rig.verify(PIN).unwrap_err();
    assert_eq!(
        (error.code().name(), error.phase),
        ("chip_check_failed", Phase::ChipAuthentication)
    );
    assert_eq!(rig.received(ins::VERIFY), 0);
    assert_eq!(rig.record(), Default::default());
}

#[test]
fn a_card_that_asks_for_a_code_again_does_not_get_it() {
    for operation in Operation::ALL {
        let mut rig = with(&["wrong-le-on-code"]);
        let error = rig.run(operation).unwrap_err();
        let verify = if matches!(operation, Operation::Verify | Operation::Change) {
            Pending::VerifyPin
        } else {
            Pending::VerifyPuk
        };
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown { pending: verify });
        let sent = rig
            .last
            .log
            .iter()
            .filter(|exchange| exchange.command[1] == ins::VERIFY);
        assert_eq!(sent.count(), 1);
    }
}

#[test]
fn success_without_protection_is_misbehaviour_and_a_refusal_is_unconfirmed() {
    let cases = [
        (
            0x9000,
            ErrorKind::CardMisbehaved("success without protection"),
        ),
        (
            0x63C1,
            ErrorKind::WrongPin {
                tries: Tries::unconfirmed(1),
            },
        ),
        (0x6983, ErrorKind::PinBlocked { confirmed: false }),
        (
            0x6300,
            ErrorKind::WrongPin {
                tries: Tries::unknown(),
            },
        ),
        (
            0x6982,
            ErrorKind::CardRefused {
                status: 0x6982.into(),
                confirmed: false,
            },
        ),
    ];
    for (status, expected) in cases {
        let mut rig = with(&[&format!("plain-status-on-code={status:04X}")]);
        let mut record = rig.record();
        record.pin = Some(TryBound::Exactly(3));
        rig.remember(&record);
        assert_eq!(rig.verify(PIN).unwrap_err().kind, expected, "{status:04X}");
        // What comes without a checksum may lower what is known, never raise it.
        let left = match status {
            0x63C1 => TryBound::AtLeast(1),
            0x63C0 | 0x6983 => TryBound::SaidBlocked,
            _ => TryBound::AtLeast(2),
        };
        assert_eq!(rig.record().pin, Some(left), "{status:04X}");
    }
}

#[test]
fn a_card_that_needs_the_counter_reset_first_is_unblocked_only_when_asked_so() {
    let mut rig = with(&["reset-needs-2c03"]);
    let error = rig.run(Operation::Unblock).unwrap_err();
    let refused = ErrorKind::CardRefused {
        status: 0x6985.into(),
        confirmed: true,
    };
    assert_eq!((error.kind, error.phase), (refused, Phase::ResetPin));
    assert_eq!(
        rig.received(ins::RESET_RETRY_COUNTER),
        1,
        "no change of variant on its own"
    );
    assert_eq!(rig.record().pending, None);
    assert!(
        rig.unblock(PUK, NEW_PIN, UnblockVariant::ResetFirst)
            .is_ok()
    );
}

#[test]
fn every_way_in_which_a_card_ends_a_file_is_lived_through() {
    for limits in [Limits::SHORT, Limits::EXTENDED] {
        for end in ["short-9000", "6282", "6b00", "6cxx", "empty-9000"] {
            let knob = format!("eof={end}");
            let mut rig = Rig::with_faults(Profile::St, limits.clone(), faults(&[knob.as_str()]));
            assert!(rig.verify(PIN).is_ok(), "{end}");
            assert!(rig.info().is_ok(), "{end}");
        }
    }
}

#[test]
fn a_card_without_q_and_one_with_all_parameters_at_once_are_served() {
    for knob in ["no-q", "single-get-only", "reorder-children", "outer-inner"] {
        let mut rig = with(&[knob]);
        assert!(rig.verify(PIN).is_ok(), "{knob}");
        assert_eq!(
            rig.verify(WRONG_PIN).unwrap_err().code().name(),
            "wrong_pin",
            "{knob}"
        );
    }
}

#[test]
fn a_card_that_refuses_extended_length_is_asked_again_in_short_before_any_code() {
    for extended in [
        ExtendedLength::Refused,
        ExtendedLength::RefusedUnderSecureMessaging,
    ] {
        for operation in Operation::ALL {
            let options = Options {
                extended,
                ..Options::default()
            };
            let mut rig = Rig::with_options(Profile::Actalis, Limits::EXTENDED, options);
            rig.run(operation).unwrap();
            assert!(
                rig.last
                    .trace
                    .iter()
                    .any(|line| line.contains("wants short commands"))
            );
            assert_eq!(
                rig.received(ins::VERIFY),
                usize::from(operation == Operation::Verify).max(1)
            );
            let sent: usize = [
                ins::VERIFY,
                ins::CHANGE_REFERENCE_DATA,
                ins::RESET_RETRY_COUNTER,
            ]
            .into_iter()
            .map(|ins| rig.received(ins))
            .sum();
            assert_eq!(sent, operation.code_commands());
            let exchanges = rig.last.log.len();
            let most = if extended == ExtendedLength::Refused {
                31
            } else {
                45
            };
            assert!(exchanges <= most, "{exchanges}");
        }
    }
}

#[test]
fn a_link_that_carries_too_little_is_refused_before_the_first_exchange() {
    let mut rig = Rig::new(
        Profile::Gemalto,
        Limits::SHORT.carrying(127, Limits::SHORT.max_response),
    );
    let error = rig.verify(PIN).unwrap_err();
    assert_eq!(
        (error.code().name(), rig.last.log.len()),
        ("link_too_short", 0)
    );
    for (max_command, max_response) in [(128, 128), (200, 258), (253, 253), (261, 200)] {
        let limits = Limits::SHORT.carrying(max_command, max_response);
        for operation in Operation::ALL {
            let mut rig = Rig::new(Profile::Gemalto, limits.clone());
            rig.run(operation)
                .unwrap_or_else(|error| panic!("{max_command}: {error}"));
        }
    }
}
