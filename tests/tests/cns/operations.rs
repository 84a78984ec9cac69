//! The operations with codes on every simulated TS-CNS.

use cie_core::{
    apdu::command::ins,
    bytes::secret::MalformedCode,
    error::{CardKind, CodeKind, Error, ErrorKind, Tries},
    op::{ChipProof, UnblockVariant, memory::KnownTries},
    progress::Phase,
    transceive::Limits,
};
use cie_sim::{Faults, cns::Profile};
use cie_tests::{Codes, Operation, Rig, tcp::TcpCard};

const CODES: Codes = Codes::CNS;

/// What the card says of its tries comes in clear.
fn said(left: u8) -> Tries {
    Tries::unconfirmed(left)
}

fn rig(profile: Profile) -> Rig<cie_sim::cns::Card> {
    Rig::cns(profile, Limits::EXTENDED)
}

fn codes_received(rig: &Rig<cie_sim::cns::Card>) -> usize {
    [
        ins::VERIFY,
        ins::CHANGE_REFERENCE_DATA,
        ins::RESET_RETRY_COUNTER,
    ]
    .into_iter()
    .map(|ins| rig.received(ins))
    .sum()
}

#[test]
fn every_operation_works_on_every_card_system_in_one_command_with_a_code() {
    for profile in Profile::ALL {
        for limits in [Limits::EXTENDED, Limits::SHORT] {
            for operation in Operation::ALL {
                let mut rig = Rig::cns(profile, limits.clone());
                let report = rig.run(operation).unwrap();
                let what = format!("{profile} {operation:?}");
                assert_eq!(report.chip, ChipProof::NOTHING, "{what}");
                assert_eq!(report.card_id, rig.card_id(), "{what}");
                assert_eq!(codes_received(&rig), 1, "{what}");
                let valid = match operation {
                    Operation::Verify => CODES.pin,
                    _ => CODES.new_pin,
                };
                assert!(rig.card.has_pin(valid.as_bytes()), "{what}");
                let record = rig.record();
                assert_eq!(record.pending, None, "{what}");
                assert_eq!(
                    record.pin,
                    Some(KnownTries {
                        at_least: 3,
                        exact: false
                    }),
                    "{what}"
                );
            }
        }
    }
}

#[test]
fn over_tcp_every_operation_works_too() {
    for profile in Profile::ALL {
        for operation in Operation::ALL {
            let mut rig = rig(profile);
            let card = rig.card.clone();
            let limits = rig.limits.clone();
            let mut link = TcpCard::serve(card, limits);
            rig.with_context(|cx| operation.run_with(CODES, &mut link, cx))
                .unwrap();
            let card = link.into_card();
            let changed = operation != Operation::Verify;
            assert_eq!(card.has_pin(CODES.new_pin.as_bytes()), changed, "{profile}");
        }
    }
}

#[test]
fn a_wrong_pin_tells_the_tries_and_the_third_blocks() {
    for profile in Profile::ALL {
        let mut rig = rig(profile);
        for left in [2, 1] {
            let error = rig.verify(CODES.wrong_pin).unwrap_err();
            assert_eq!(error.kind, ErrorKind::WrongPin { tries: said(left) });
            assert_eq!(error.card, Some(CardKind::TsCns));
            assert_eq!(rig.record().pin, Some(KnownTries::exactly(left)));
        }
        let error = rig.verify(CODES.wrong_pin).unwrap_err();
        let code = CodeKind::Pin;
        assert_eq!(error.kind, ErrorKind::LastTry { code });
        assert_eq!(rig.card.pin_tries(), 1, "{profile}");

        rig.allow_last_try = true;
        let error = rig.verify(CODES.wrong_pin).unwrap_err();
        let confirmed = false;
        assert_eq!(error.kind, ErrorKind::PinBlocked { confirmed });
        assert_eq!(rig.card.pin_tries(), 0);
        rig.allow_last_try = false;
        // A blocked PIN spends nothing, and may have been unblocked elsewhere.
        let error = rig.verify(CODES.pin).unwrap_err();
        assert_eq!(error.kind, ErrorKind::PinBlocked { confirmed });

        let variant = UnblockVariant::Direct;
        rig.unblock(CODES.puk, CODES.new_pin, variant).unwrap();
        rig.verify(CODES.new_pin).unwrap();
        assert_eq!(rig.card.pin_tries(), 3, "{profile}");
    }
}

#[test]
fn a_wrong_old_pin_in_a_change_costs_a_try_and_leaves_nothing_pending() {
    for profile in Profile::ALL {
        let mut rig = rig(profile);
        let error = rig.change(CODES.wrong_pin, CODES.new_pin).unwrap_err();
        assert_eq!(error.kind, ErrorKind::WrongPin { tries: said(2) });
        let record = rig.record();
        assert_eq!(record.pin, Some(KnownTries::exactly(2)));
        assert_eq!(record.pending, None);
        assert!(rig.card.has_pin(CODES.pin.as_bytes()));
    }
}

#[test]
fn a_wrong_puk_tells_the_tries_of_the_puk_and_its_end_is_final() {
    let variant = UnblockVariant::Direct;
    for profile in Profile::ALL {
        let mut rig = rig(profile);
        for left in [2, 1] {
            let error = rig
                .unblock(CODES.wrong_puk, CODES.new_pin, variant)
                .unwrap_err();
            assert_eq!(error.kind, ErrorKind::WrongPuk { tries: said(left) });
            assert_eq!(rig.card.puk_tries(), left, "{profile}");
            assert_eq!(rig.card.pin_tries(), 3, "{profile}");
            assert_eq!(rig.record().pending, None);
        }
        let error = rig
            .unblock(CODES.wrong_puk, CODES.new_pin, variant)
            .unwrap_err();
        let code = CodeKind::Puk;
        assert_eq!(error.kind, ErrorKind::LastTry { code });
        rig.allow_last_try = true;
        let error = rig
            .unblock(CODES.wrong_puk, CODES.new_pin, variant)
            .unwrap_err();
        let confirmed = false;
        assert_eq!(error.kind, ErrorKind::PukBlocked { confirmed });
        let text = cie_core::messages::error(&error, cie_core::messages::Lang::En);
        assert!(text.message.contains("final"), "{}", text.message);
        assert!(text.remedy.contains("health authority"), "{}", text.remedy);
        let error = rig.unblock(CODES.puk, CODES.new_pin, variant).unwrap_err();
        assert_eq!(error.kind, ErrorKind::PukBlocked { confirmed });
        assert!(rig.card.has_pin(CODES.pin.as_bytes()));
    }
}

#[test]
fn what_was_answered_without_checking_the_code_is_told_and_nothing_stays_pending() {
    let faults = Faults {
        plain_status_on_code: Some(0x6982),
        ..Faults::default()
    };
    for profile in Profile::ALL {
        for operation in Operation::ALL {
            let mut rig = Rig::cns_with_faults(profile, Limits::EXTENDED, faults.clone());
            let error = rig.run(operation).unwrap_err();
            assert!(
                matches!(error.kind, ErrorKind::CardRefused { .. }),
                "{error}"
            );
            assert_eq!(rig.record().pending, None, "{profile} {operation:?}");
        }
    }
}

#[test]
fn a_card_that_wants_the_code_again_does_not_get_it() {
    let faults = Faults {
        wrong_le_on_code: true,
        ..Faults::default()
    };
    for profile in Profile::ALL {
        for operation in Operation::ALL {
            let mut rig = Rig::cns_with_faults(profile, Limits::EXTENDED, faults.clone());
            let Error { kind, .. } = rig.run(operation).unwrap_err();
            assert!(matches!(kind, ErrorKind::OutcomeUnknown { .. }), "{kind}");
            assert_eq!(codes_received(&rig), 1, "{profile} {operation:?}");
        }
    }
}

#[test]
fn a_pin_of_five_digits_is_never_sent_to_a_cie() {
    let mut rig = Rig::new(cie_sim::Profile::default(), Limits::EXTENDED);
    let why = MalformedCode::Length {
        expected: 8,
        found: 5,
    };
    let short = "24680";
    let errors = [
        rig.verify(short),
        rig.change(short, cie_tests::NEW_PIN),
        rig.change(cie_tests::PIN, short),
        rig.unblock(cie_tests::PUK, short, UnblockVariant::Direct),
    ];
    for error in errors {
        let error = error.unwrap_err();
        assert_eq!(error.kind, ErrorKind::MalformedCode(why));
        assert_eq!(
            (error.phase, error.card),
            (Phase::Select, Some(CardKind::Cie))
        );
    }
    assert_eq!(rig.record(), Default::default());
    assert_eq!((rig.card.pin_tries(), rig.card.puk_tries()), (3, 10));
}

#[test]
fn a_pin_of_eight_digits_is_for_either_card() {
    for profile in Profile::ALL {
        let mut rig = rig(profile);
        rig.change(CODES.pin, cie_tests::PIN).unwrap();
        rig.verify(cie_tests::PIN).unwrap();
        assert!(rig.card.has_pin(cie_tests::PIN.as_bytes()));
    }
}
