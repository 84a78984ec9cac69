//! The operations with codes on every simulated TS-CNS.

use cie_core::{
    CardKind, ChipProof, CodeKind, Error, ErrorKind, LastTry, Limits, MalformedCode, Phase, Report,
    Tries, UnblockVariant,
    apdu::command::ins,
    memory::{TryBound, TryRecord},
};
use cie_sim::{Faults, cns::Profile};
use cie_tests::{Codes, LinkFault, Operation, Rig, tcp::TcpCard};

const CODES: Codes = Codes::CNS;

/// What the card says of its tries comes in clear.
fn said(left: u8) -> Tries {
    Tries::unconfirmed(left)
}

/// What is remembered of it.
const fn assumed(left: u8) -> Option<TryBound> {
    Some(TryBound::Assumed(left))
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
            for operation in Operation::OF_A_TS_CNS {
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
                assert_eq!(record.pin, Some(TryBound::AtLeast(3)), "{what}");
            }
        }
    }
}

#[test]
fn over_tcp_every_operation_works_too() {
    for profile in Profile::ALL {
        for operation in Operation::OF_A_TS_CNS {
            let mut rig = rig(profile);
            let card = rig.card.clone();
            let limits = rig.limits.clone();
            let mut link = TcpCard::serve(card, limits);
            operation
                .run_with(CODES, &mut rig.hand().card_on(&mut link))
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
            assert_eq!(rig.record().pin, assumed(left));
        }
        let error = rig.verify(CODES.wrong_pin).unwrap_err();
        let code = CodeKind::Pin;
        assert_eq!(error.kind, ErrorKind::LastTry { code });
        assert_eq!(rig.card.pin_tries(), 1, "{profile}");

        rig.last_try = LastTry::AllowAny;
        let error = rig.verify(CODES.wrong_pin).unwrap_err();
        let confirmed = false;
        assert_eq!(error.kind, ErrorKind::PinBlocked { confirmed });
        assert_eq!(rig.card.pin_tries(), 0);
        let error = rig.verify(CODES.pin).unwrap_err();
        assert_eq!(error.kind, ErrorKind::PinBlocked { confirmed });
        // That it is blocked came in clear: it is not certain that asking is
        // free, so it is said again and not asked.
        rig.last_try = LastTry::Ask;
        let sent = codes_received(&rig);
        let error = rig.verify(CODES.pin).unwrap_err();
        assert_eq!(error.kind, ErrorKind::PinBlocked { confirmed });
        assert_eq!(codes_received(&rig), sent, "{profile}");

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
        assert_eq!(record.pin, assumed(2));
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
        rig.last_try = LastTry::AllowAny;
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
        for operation in Operation::OF_A_TS_CNS {
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
        for operation in Operation::OF_A_TS_CNS {
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
fn codes_that_a_cie_could_take_go_in_clear_only_to_a_card_that_was_named() {
    let eight = cie_tests::PIN;
    for profile in Profile::ALL {
        let mut rig = rig(profile);
        rig.only = Some(CardKind::TsCns);
        rig.change(CODES.pin, eight).unwrap();
        rig.verify(eight).unwrap();
        rig.only = None;
        let sent = codes_received(&rig);
        let errors = [
            rig.verify(eight),
            rig.change(eight, cie_tests::NEW_PIN),
            rig.unblock(CODES.puk, eight, UnblockVariant::Direct),
        ];
        for error in errors {
            let error = error.unwrap_err();
            assert_eq!(error.kind, ErrorKind::OtherCard, "{profile}");
            let text = cie_core::messages::error(&error, cie_core::messages::Lang::En);
            assert!(text.message.contains("health card"), "{}", text.message);
        }
        assert_eq!(codes_received(&rig), sent, "{profile}");
        // One that is too short for a CIE says for which card they are.
        rig.change(eight, CODES.pin).unwrap();
    }
}

#[test]
fn the_way_of_unblocking_that_only_a_cie_knows_is_refused_before_a_code() {
    for profile in Profile::ALL {
        let mut rig = rig(profile);
        let error = rig.run(Operation::UnblockResetFirst).unwrap_err();
        let card = CardKind::TsCns;
        assert_eq!(error.kind, ErrorKind::NotOnThisCard { card }, "{profile}");
        assert_eq!(codes_received(&rig), 0, "{profile}");
        assert_eq!(rig.record(), TryRecord::default(), "{profile}");
    }
}

#[test]
fn whatever_is_answered_in_clear_the_third_wrong_code_asks_first() {
    let words = [
        0x63C0, 0x63C1, 0x63C2, 0x63C9, 0x63CF, 0x6300, 0x6700, 0x6982, 0x6983, 0x6985, 0x6A80,
        0x6A86, 0x6A88, 0x6D00, 0x6E00, 0x6F00,
    ];
    type Run = fn(&mut Rig<cie_sim::cns::Card>) -> Result<Report, Error>;
    let runs: [Run; 3] = [
        |rig| rig.verify(CODES.wrong_pin),
        |rig| rig.change(CODES.wrong_pin, CODES.new_pin),
        |rig| rig.unblock(CODES.wrong_puk, CODES.new_pin, UnblockVariant::Direct),
    ];
    for said in words {
        for profile in Profile::ALL {
            for run in runs {
                // Something on the link answers in the card's stead.
                let lying = |rig: &mut Rig<cie_sim::cns::Card>| {
                    let mut whole = rig.clone();
                    let sent = codes_received(&whole);
                    let _ = run(&mut whole);
                    if codes_received(&whole) > sent {
                        rig.bend = Some(LinkFault::Answer(whole.last.log.len() - 1, said));
                    }
                    run(rig)
                };
                for known in [false, true] {
                    let mut rig = rig(profile);
                    if known {
                        rig.verify(CODES.pin).unwrap();
                    }
                    let errors: Vec<_> = (0..5).map(|_| lying(&mut rig).unwrap_err()).collect();
                    let left = [rig.card.pin_tries(), rig.card.puk_tries()];
                    let what = format!("{profile} {said:04X} {left:?} {errors:?}");
                    assert!(left.iter().all(|tries| *tries > 0), "{what}");
                }
            }
        }
    }
}

#[test]
fn a_number_in_clear_only_lowers_the_bound() {
    for (said, pin) in [
        (0x63C0, TryBound::SaidBlocked),
        (0x6983, TryBound::SaidBlocked),
        (0x63C1, TryBound::Assumed(1)),
        (0x63C9, TryBound::Assumed(2)),
        (0x6A86, TryBound::Assumed(2)),
    ] {
        let faults = Faults {
            plain_status_on_code: Some(said),
            ..Faults::default()
        };
        for profile in Profile::ALL {
            let mut rig = Rig::cns_with_faults(profile, Limits::EXTENDED, faults.clone());
            rig.verify(CODES.pin).unwrap_err();
            assert_eq!(rig.record().pin, Some(pin), "{profile} {said:04X}");
            rig.run(Operation::Unblock).unwrap_err();
            assert_eq!(rig.record().puk, Some(pin), "{profile} {said:04X}");
        }
    }
}
