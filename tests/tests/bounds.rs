//! A card, or what is between, that answers for ever comes to an end: in so
//! many exchanges as the threat model says.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::{fmt::Write, fs, path::Path};

use cie_core::{
    CardKind, Error, ErrorKind, Limits, LinkError, Pending, Transceive, apdu::command::ins,
    channel::plain::bounds,
};
use cie_sim::{Profile, cns};
use cie_tests::{Operation, PIN, Rig, TestCard, wire::Script};

/// Answers every command that `drips` picks with `61FF` for ever, a byte at a
/// time; what goes on between is passed on.
struct Drip<'w, F> {
    card: &'w mut dyn Transceive,
    drips: F,
    /// GET RESPONSE since the last command that was picked.
    asked: u32,
    picked: bool,
    exchanges: u32,
}

impl<F: FnMut(&[u8]) -> bool> Transceive for Drip<'_, F> {
    fn limits(&self) -> Limits {
        self.card.limits()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.exchanges += 1;
        if self.picked && command[1] == ins::GET_RESPONSE {
            self.asked += 1;
            return Ok(vec![0x00, 0x61, 0xFF]);
        }
        if (self.drips)(command) {
            self.picked = true;
            self.asked = 0;
            return Ok(vec![0x00, 0x61, 0xFF]);
        }
        assert!(!self.picked, "the operation went on behind it");
        self.card.transceive(command)
    }
}

/// Runs `operation` on a link that drips; the error, and GET RESPONSE behind.
fn dripping<C: TestCard>(
    rig: &mut Rig<C>,
    operation: Operation,
    drips: impl FnMut(&[u8]) -> bool,
) -> (Error, u32) {
    rig.tap_wire(|wire, hand| {
        let mut link = Drip {
            card: wire,
            drips,
            asked: 0,
            picked: false,
            exchanges: 0,
        };
        let result = operation.run_with(C::CODES, &mut hand.card_on(&mut link));
        (result.unwrap_err(), link.asked)
    })
}

#[test]
fn no_command_with_a_code_is_followed_by_more_than_two_get_response() {
    let pending = |error: &Error| match error.kind {
        ErrorKind::OutcomeUnknown { pending } => pending,
        _ => unreachable!("{error}"),
    };
    for (operation, instruction, lost) in [
        (Operation::Verify, ins::VERIFY, Pending::VerifyPin),
        (
            Operation::Change,
            ins::CHANGE_REFERENCE_DATA,
            Pending::ChangePin,
        ),
        (Operation::Unblock, ins::VERIFY, Pending::VerifyPuk),
        (
            Operation::Unblock,
            ins::RESET_RETRY_COUNTER,
            Pending::ResetPin,
        ),
    ] {
        for limits in [Limits::SHORT, Limits::EXTENDED] {
            let mut rig = Rig::new(Profile::Gemalto, limits);
            let (error, asked) = dripping(&mut rig, operation, |command| command[1] == instruction);
            assert_eq!((pending(&error), asked), (lost, 2), "{operation:?}");
        }
    }
    for (operation, instruction, lost) in [
        (Operation::Verify, ins::VERIFY, Pending::VerifyPin),
        (
            Operation::Unblock,
            ins::RESET_RETRY_COUNTER,
            Pending::UnblockPin,
        ),
    ] {
        let mut rig = Rig::cns(cns::Profile::Athena, Limits::SHORT);
        rig.only = Some(CardKind::TsCns);
        let (error, asked) = dripping(&mut rig, operation, |command| command[1] == instruction);
        assert_eq!((pending(&error), asked), (lost, 2), "{operation:?}");
    }
}

#[test]
fn an_answer_without_code_has_no_more_than_32_pieces_at_any_step() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
    rig.verify(PIN).unwrap();
    let commands = rig.last.log.iter().map(|exchange| exchange.command[1]);
    let commands = commands.filter(|ins| *ins != ins::GET_RESPONSE).count();
    for index in 0..commands {
        let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
        let mut seen = 0;
        let (error, asked) = dripping(&mut rig, Operation::Verify, |command| {
            seen += usize::from(command[1] != ins::GET_RESPONSE);
            seen > index && command[1] != ins::GET_RESPONSE
        });
        let most = if error.code().name() == "outcome_unknown" {
            2
        } else {
            32
        };
        assert_eq!(asked, most, "{index}: {error}");
    }
}

/// A card that hands out every answer a byte at a time.
struct Crumbs<'w> {
    card: &'w mut dyn Transceive,
    left: Vec<u8>,
    exchanges: u32,
    longest: u32,
    since: u32,
    crumb: usize,
}

impl Transceive for Crumbs<'_> {
    fn limits(&self) -> Limits {
        self.card.limits()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.exchanges += 1;
        if command[1] == ins::GET_RESPONSE {
            self.since += 1;
        } else {
            self.left = self.card.transceive(command)?;
            self.since = 1;
        }
        self.longest = self.longest.max(self.since);
        if self.left.len() <= 2 + self.crumb {
            return Ok(core::mem::take(&mut self.left));
        }
        let mut answer: Vec<u8> = self.left.drain(..self.crumb).collect();
        answer.extend([0x61, u8::try_from(self.left.len() - 2).unwrap_or(0)]);
        Ok(answer)
    }
}

#[test]
fn answers_in_small_pieces_are_put_together_up_to_the_bound() {
    for (crumb, code) in [
        (32, None),
        (16, None),
        (8, None),
        (1, Some("card_misbehaved")),
    ] {
        let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
        let (error, longest) = rig.tap_wire(|wire, hand| {
            let mut link = Crumbs {
                card: wire,
                left: Vec::new(),
                exchanges: 0,
                longest: 0,
                since: 0,
                crumb,
            };
            let error = hand.card_on(&mut link).info().err();
            (error, link.longest)
        });
        assert_eq!(
            error.as_ref().map(|error| error.code().name()),
            code,
            "{crumb}"
        );
        assert!(longest <= 1 + bounds::GET_RESPONSE, "{crumb}: {longest}");
    }
}

#[test]
fn a_file_that_is_handed_out_byte_by_byte_ends_at_its_bound() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
    // A data object of 65,535 bytes, each in as many exchanges as pass.
    let mut file = [0x30, 0x82, 0xFF, 0xFF].into_iter();
    let mut waits = 0;
    let (error, exchanges) = rig.tap_wire(|wire, hand| {
        let mut link = Script::new(wire.limits(), |command: &[u8]| {
            Ok(match command[1] {
                ins::READ_BINARY => {
                    waits = 0;
                    vec![0x61, 0x01]
                }
                ins::GET_RESPONSE if waits < bounds::GET_RESPONSE - 1 => {
                    waits += 1;
                    vec![if waits % 2 == 0 { 0x61 } else { 0x6C }, 0x01]
                }
                ins::GET_RESPONSE => vec![file.next().unwrap_or(0), 0x90, 0x00],
                _ => vec![0x90, 0x00],
            })
        });
        let error = hand.card_on(&mut link).pending().unwrap_err();
        (error, link.exchanges)
    });
    let (_, misbehaved) = (error.code().name(), error.to_string());
    assert!(misbehaved.contains("too many pieces"), "{misbehaved}");
    // Two selections before it.
    assert_eq!(exchanges, 2 + bounds::FILE);
}

#[test]
fn the_threat_model_has_the_bounds_in_one_table() {
    let mut table = String::from("| of | at most |\n|---|---:|\n");
    for (what, most) in [
        (
            "GET RESPONSE after a command with a code",
            bounds::GET_RESPONSE_AFTER_CODE,
        ),
        ("GET RESPONSE after any other command", bounds::GET_RESPONSE),
        (
            "exchanges for one logical command: a chain, its answer, a repetition",
            bounds::LOGICAL_EXCHANGE,
        ),
        ("exchanges for one file", bounds::FILE),
        ("exchanges for one operation", bounds::OPERATION),
    ] {
        writeln!(table, "| {what} | {most} |").unwrap();
    }
    for (what, file, before, after) in [
        (
            "seconds for an exchange of the command, with a PC/SC reader or `tcp:`",
            "cli/src/readers/deadline.rs",
            "const ANSWER_LIMIT: Duration = Duration::from_secs(",
            ")",
        ),
        (
            "seconds for an exchange of `IsoDepTransceiver` (Kotlin)",
            "android/sdk/src/main/kotlin/cie/sdk/IsoDepTransceiver.kt",
            "const val LONGEST_EXCHANGE: Int = ",
            "_000",
        ),
        (
            "seconds for an exchange of `CoreNFCTransceiver` (Swift)",
            "ios/Sources/Cie/CoreNFCTransceiver.swift",
            "static let longestExchange = ",
            ".0",
        ),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
        let source = fs::read_to_string(path).unwrap();
        let (_, value) = source.split_once(before).unwrap();
        let (seconds, _) = value.split_once(after).unwrap();
        writeln!(table, "| {what} | {seconds} |").unwrap();
    }
    cie_tests::docs::holds("../docs/threat-model.md", "bounds", &table);
}
