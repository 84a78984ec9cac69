//! Every operation on every family, over every link that runs in this process
//! or over a socket; `tests/operations.md` shows it, and is compared here.
//! The column for a real pcscd is filled in by `cargo xtask test`'s own suite.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fmt::Write;

use cie_core::{CardDetails, LastTry, Limits, Phase, Settlement, memory::KnownTries};
use cie_sim::Profile;
use cie_tests::{NEW_PIN, Operation, PIN, Rig, WRONG_PIN, tcp::TcpCard};

/// Exchanges of `operation` on a fresh card in this process.
fn in_process(profile: Profile, limits: Limits, operation: Operation) -> u32 {
    let mut rig = Rig::new(profile, limits);
    let report = rig.run(operation).unwrap();
    check(&rig, operation);
    assert_eq!(report.tries_left, Some(KnownTries::exactly(3)));
    assert!(report.chip.key_proved && !report.chip.issuer_checked);
    assert_eq!(report.traffic.exchanges as usize, rig.last.log.len());
    let sum = |of: fn(&cie_tests::wire::Exchange) -> usize| {
        rig.last.log.iter().map(of).sum::<usize>() as u64
    };
    assert_eq!(
        report.traffic.bytes_up,
        sum(|exchange| exchange.command.len())
    );
    assert_eq!(
        report.traffic.bytes_down,
        sum(|exchange| exchange.response.len())
    );
    report.traffic.exchanges
}

/// The same over a TCP socket.
fn over_tcp(profile: Profile, operation: Operation) -> u32 {
    let mut rig = Rig::new(profile, Limits::EXTENDED);
    let mut link = TcpCard::serve(rig.card.clone(), rig.limits.clone());
    let report = operation
        .run_on(&mut rig.hand().card_on(&mut link))
        .unwrap();
    rig.card = link.into_card();
    check(&rig, operation);
    report.traffic.exchanges
}

fn check(rig: &Rig, operation: Operation) {
    let valid = if operation == Operation::Verify {
        PIN
    } else {
        NEW_PIN
    };
    assert!(rig.card.has_pin(valid.as_bytes()), "{operation:?}");
    assert_eq!((rig.card.pin_tries(), rig.card.puk_tries()), (3, 10));
}

#[test]
fn every_operation_succeeds_on_every_family_and_the_table_says_in_how_many_exchanges() {
    let mut table = String::from(
        "| family | operation | in process, 261 bytes | in process, extended | over TCP |\n\
         |---|---|---:|---:|---:|\n",
    );
    for profile in Profile::ALL {
        for operation in Operation::ALL {
            let short = in_process(profile, Limits::SHORT, operation);
            let extended = in_process(profile, Limits::EXTENDED, operation);
            let tcp = over_tcp(profile, operation);
            let name = operation.name();
            writeln!(
                table,
                "| {profile} | {name} | {short} | {extended} | {tcp} |"
            )
            .unwrap();
            let (most_short, most_extended) = match operation {
                Operation::Verify => (27, 18),
                Operation::Change | Operation::Unblock => (28, 19),
                Operation::UnblockResetFirst => (29, 20),
            };
            let most_extended = if profile.takes_extended_in_ias() {
                most_extended
            } else {
                most_short
            };
            assert!(
                short <= most_short && extended <= most_extended,
                "{profile} {name}"
            );
        }
    }
    cie_tests::docs::holds("operations.md", "operations", &table);
}

#[test]
fn wrong_codes_count_down_block_and_are_unblocked_on_every_family() {
    for profile in Profile::ALL {
        let mut rig = Rig::new(profile, Limits::SHORT);
        for left in [2, 1] {
            let error = rig.verify(WRONG_PIN).unwrap_err();
            assert_eq!(
                (error.code().name(), error.phase),
                ("wrong_pin", Phase::VerifyPin),
                "{profile}"
            );
            assert_eq!(
                error.tries(),
                Some(cie_core::Tries::confirmed(left)),
                "{profile}"
            );
        }
        assert_eq!(
            rig.verify(PIN).unwrap_err().code().name(),
            "last_try",
            "{profile}"
        );
        assert_eq!(
            rig.card.pin_tries(),
            1,
            "the refused try never reached the card"
        );
        rig.last_try = LastTry::AllowAny;
        assert_eq!(
            rig.verify(WRONG_PIN).unwrap_err().code().name(),
            "pin_blocked"
        );
        rig.last_try = LastTry::Ask;
        assert_eq!(rig.verify(PIN).unwrap_err().code().name(), "pin_blocked");
        rig.run(Operation::Unblock).unwrap();
        assert_eq!(
            rig.verify(NEW_PIN).unwrap().tries_left,
            Some(KnownTries::exactly(3))
        );
        assert_eq!(
            rig.resolve().unwrap().settlement,
            Settlement::NothingPending
        );
    }
}

#[test]
fn information_tells_family_service_number_and_what_is_known_without_a_code() {
    for profile in Profile::ALL {
        for with_atr in [true, false] {
            let mut rig = Rig::new(profile, Limits::SHORT);
            if !with_atr {
                rig.limits.atr = None;
            }
            let info = rig.info().unwrap();
            let CardDetails::Cie {
                family,
                service_number,
                ..
            } = info.details
            else {
                panic!("{profile} is a CIE")
            };
            assert_eq!(
                service_number.as_bytes(),
                cie_sim::identity::Identity::standard().nis()
            );
            assert_eq!(info.card_id, rig.card_id());
            assert!(!info.chip.key_proved);
            let family = family.map(|family| family.name().to_lowercase());
            // EF.ATR of Bit4id is in no public source: without an answer to
            // reset its family is not told.
            if with_atr || profile != Profile::Bit4id {
                assert_eq!(family.as_deref(), Some(profile.name()), "{with_atr}");
            }
            let _ = rig.verify(WRONG_PIN);
            assert_eq!(rig.info().unwrap().known.pin.unwrap().at_least(), 2);
        }
    }
}

#[test]
fn progress_goes_forward_through_the_named_phases_and_ends_at_one() {
    for limits in [Limits::SHORT, Limits::EXTENDED] {
        let mut rig = Rig::new(Profile::Gemalto, limits);
        rig.run(Operation::Change).unwrap();
        let told = &rig.last.progress;
        assert!(
            told.windows(2)
                .all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1)
        );
        assert_eq!(told.last(), Some(&(Phase::Done, 1.0)));
        for phase in [
            Phase::Select,
            Phase::Parameters,
            Phase::KeyAgreement,
            Phase::ChangePin,
        ] {
            assert!(told.iter().any(|(told, _)| *told == phase), "{phase}");
        }
    }
}
