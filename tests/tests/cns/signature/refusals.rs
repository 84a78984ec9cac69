//! No signature: wrong codes, other cards, a lost link, refusals.

use cie_core::{
    CardKind, CodeKind, Error, ErrorKind, LastTry, Limits, LinkError, Pending, Phase, StatusWord,
    Tries,
    apdu::command::{CLA_CHAINING, ins},
    bytes::hex,
    memory::TryBound,
};
use cie_sim::cns::Profile;
use cie_tests::{LinkFault, Rig, rig::pin, wire::Script};

use super::{CODES, digest, sign, sign_over};

#[test]
fn a_wrong_pin_signs_nothing_and_the_last_try_asks() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        for left in [2, 1] {
            let error = sign(&mut rig, CODES.wrong_pin).unwrap_err();
            let tries = Tries::unconfirmed(left);
            assert_eq!(error.kind, ErrorKind::WrongPin { tries });
            assert_eq!(rig.record().pin, Some(TryBound::Assumed(left)));
        }
        let error = sign(&mut rig, CODES.wrong_pin).unwrap_err();
        let code = CodeKind::Pin;
        assert_eq!(error.kind, ErrorKind::LastTry { code });
        assert_eq!(rig.received(ins::VERIFY), 2, "{profile}");
        rig.last_try = LastTry::AllowAny;
        let error = sign(&mut rig, CODES.wrong_pin).unwrap_err();
        let confirmed = false;
        assert_eq!(error.kind, ErrorKind::PinBlocked { confirmed });
        assert_eq!(
            rig.received(ins::MANAGE_SECURITY_ENVIRONMENT),
            0,
            "{profile}"
        );
        assert_eq!(
            rig.received(ins::PERFORM_SECURITY_OPERATION),
            0,
            "{profile}"
        );
    }
}

#[test]
fn a_link_lost_at_any_exchange_costs_at_most_the_check_of_the_pin() {
    for profile in Profile::ALL {
        for limits in [Limits::EXTENDED, Limits::SHORT] {
            let mut whole = Rig::cns(profile, limits.clone());
            sign(&mut whole, CODES.pin).unwrap();
            let log = &whole.last.log;
            let verify = log.iter().position(|one| one.command[1] == ins::VERIFY);
            let verify = verify.unwrap();
            for exchange in 0..log.len() {
                for bend in [
                    LinkFault::LoseCommand(exchange),
                    LinkFault::LoseAnswer(exchange),
                ] {
                    let what = format!("{profile} {bend:?}");
                    let mut rig = Rig::cns(profile, limits.clone());
                    rig.bend = Some(bend);
                    let Error { kind, phase, .. } = sign(&mut rig, CODES.pin).unwrap_err();
                    let record = rig.record();
                    if exchange == verify {
                        let pending = Pending::VerifyPin;
                        assert_eq!(kind, ErrorKind::OutcomeUnknown { pending }, "{what}");
                        assert_eq!(record.pending, Some(pending), "{what}");
                    } else {
                        assert_eq!(kind, ErrorKind::CardLost, "{what}");
                        assert_eq!(record.pending, None, "{what}");
                        assert_eq!(phase == Phase::Sign, exchange > verify, "{what}");
                    }
                    assert!(rig.received(ins::VERIFY) <= 1, "{what}");
                    // Nothing was lost by it.
                    assert_eq!(rig.card.pin_tries(), 3, "{what}");
                    sign(&mut rig, CODES.pin).unwrap();
                    assert_eq!(rig.record().pending, None, "{what}");
                }
            }
        }
    }
}

/// Whether the command has extended length fields.
fn is_extended(command: &[u8]) -> bool {
    command.len() > 6 && command[4] == 0
}

#[test]
fn a_card_that_refuses_the_extended_signature_is_asked_in_short_and_gets_no_second_pin() {
    for profile in Profile::ALL {
        if !profile.takes_extended_length() {
            continue;
        }
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let expected = sign(&mut rig, CODES.pin).unwrap();
        let mut card = rig.card.clone();
        let (mut refused, mut pieces, mut checks) = (0, 0, 0);
        let mut link = Script::new(rig.limits.clone(), |command| {
            match command[1] {
                ins::PERFORM_SECURITY_OPERATION if is_extended(command) => {
                    refused += 1;
                    return Ok(vec![0x67, 0x00]);
                }
                ins::PERFORM_SECURITY_OPERATION if command[0] == CLA_CHAINING => pieces += 1,
                ins::VERIFY => checks += 1,
                _ => {}
            }
            card.exchange(command)
        });
        let signature = sign_over(&mut rig, &mut link).unwrap();
        assert_eq!(signature.bytes, expected.bytes, "{profile}");
        assert_eq!((refused, pieces, checks), (1, 1, 1), "{profile}");
    }
}

#[test]
fn a_card_that_refuses_the_signature_in_either_form_gets_no_second_pin() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let mut card = rig.card.clone();
        let (mut forms, mut checks) = (Vec::new(), 0);
        let mut link = Script::new(rig.limits.clone(), |command| {
            checks += usize::from(command[1] == ins::VERIFY);
            if command[1] == ins::PERFORM_SECURITY_OPERATION {
                forms.push(is_extended(command));
                return Ok(vec![0x67, 0x00]);
            }
            card.exchange(command)
        });
        let error = sign_over(&mut rig, &mut link).unwrap_err();
        let expected = ErrorKind::CardRefused {
            status: StatusWord::WRONG_LENGTH,
            confirmed: false,
        };
        assert_eq!(error.kind, expected, "{profile}");
        let in_turn: &[bool] = match profile {
            Profile::Athena => &[false],
            _ => &[true, false],
        };
        assert_eq!((forms.as_slice(), checks), (in_turn, 1), "{profile}");
    }
}

#[test]
fn what_the_card_refuses_behind_the_pin_is_told_and_sent_no_second_time() {
    for instruction in [
        ins::MANAGE_SECURITY_ENVIRONMENT,
        ins::PERFORM_SECURITY_OPERATION,
    ] {
        for status in [0x6985_u16, 0x6982, 0x6A88, 0x6700, 0x6F00] {
            let mut rig = Rig::cns(Profile::Athena, Limits::EXTENDED);
            let mut card = rig.card.clone();
            let (mut refused, mut checks) = (0, 0);
            let mut link = Script::new(rig.limits.clone(), |command| {
                checks += usize::from(command[1] == ins::VERIFY);
                if command[1] == instruction {
                    refused += 1;
                    return Ok(status.to_be_bytes().to_vec());
                }
                card.exchange(command)
            });
            let error = sign_over(&mut rig, &mut link).unwrap_err();
            let expected = ErrorKind::CardRefused {
                status: StatusWord(status),
                confirmed: false,
            };
            assert_eq!((error.kind, error.phase), (expected, Phase::Sign));
            assert_eq!((refused, checks), (1, 1));
            assert_eq!(rig.record().pending, None);
        }
    }
}

#[test]
fn who_cancels_behind_the_pin_gets_no_signature_and_nothing_is_pending() {
    let mut rig = Rig::cns(Profile::St, Limits::EXTENDED);
    let mut card = rig.card.clone();
    let cancel = rig.cancel.clone();
    let mut link = Script::new(rig.limits.clone(), |command: &[u8]| {
        let answer: Result<Vec<u8>, LinkError> = card.exchange(command);
        if command[1] == ins::VERIFY {
            cancel.cancel();
        }
        answer
    });
    let error = sign_over(&mut rig, &mut link).unwrap_err();
    assert_eq!(
        (error.kind, error.phase),
        (ErrorKind::Cancelled, Phase::Sign)
    );
    assert_eq!(rig.record().pending, None);
}

#[test]
fn codes_for_a_cie_are_not_sent_to_a_ts_cns_and_a_cie_signs_nothing() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.only = Some(CardKind::TsCns);
        sign(&mut rig, CODES.pin).unwrap();
        rig.only = Some(CardKind::Cie);
        let error = sign(&mut rig, CODES.pin).unwrap_err();
        assert_eq!(error.kind, ErrorKind::OtherCard);
        assert_eq!(rig.received(ins::VERIFY), 1, "{profile}");
    }
    let card = CardKind::Cie;
    for (only, expected) in [
        (None, ErrorKind::NotOnThisCard { card }),
        (Some(CardKind::Cie), ErrorKind::NotOnThisCard { card }),
        (Some(CardKind::TsCns), ErrorKind::OtherCard),
    ] {
        for profile in cie_sim::Profile::ALL {
            let mut rig = Rig::new(profile, Limits::EXTENDED);
            rig.only = only;
            let error = rig
                .tap(|card| cie_document::sign(card, &pin(cie_tests::PIN), &digest()))
                .unwrap_err();
            assert_eq!((&error.kind, error.card), (&expected, Some(card)));
            let instructions = rig.last.log.iter().map(|one| one.command[1]);
            assert!(instructions.eq([ins::SELECT, ins::SELECT]), "{profile}");
        }
    }
}

#[test]
fn a_card_system_of_which_nobody_has_published_the_pin_is_told_as_such() {
    let mut rig = Rig::cns(Profile::Athena, Limits::EXTENDED);
    // ACe 2025 (OpenSC issue 3804).
    let atr = "3BFF1800FF8131FE4D006B0404B85B01F101434E531031809D";
    rig.limits.atr = Some(hex::decode(atr).unwrap());
    let error = sign(&mut rig, CODES.pin).unwrap_err();
    assert!(
        matches!(error.kind, ErrorKind::UnsupportedCard(_)),
        "{error}"
    );
    assert_eq!(rig.received(ins::VERIFY), 0);
}
