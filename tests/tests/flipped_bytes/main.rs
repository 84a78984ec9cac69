//! Every byte of every protected answer is flipped in turn, and of the answers
//! to commands with codes every bit.
//!
//! Families differ in what they answer in clear: under secure messaging all
//! answer alike to what this client sends. What differs there is
//!
//! * the limits: a long answer comes in one piece or over GET RESPONSE;
//! * the outer status word of a refusal: `9000` or that of the refusal;
//! * a card that refuses extended length only there, and is asked again.
//!
//! The outer status word is not under the checksum and proves nothing, so
//! a flip there must change nothing either. Two values of its first half mean
//! something: `61` that the answer goes on, and half an answer is a bad one;
//! `6C` that the command should be sent again, which one with a code never is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says how much it has done"
)]

mod flip;
mod health_card;
mod reading;
mod recording;

use cie_core::{
    Card, Error, ErrorKind, Limits, Pending, Report, UnblockVariant,
    apdu::{Command, command::ins},
};
use cie_sim::{ExtendedLength, Faults, Options, Profile};
use cie_tests::{
    NEW_PIN, Operation, PIN, PUK, Rig, WRONG_PIN,
    rig::{pin, puk},
};

use crate::{
    flip::{Must, flips, in_parallel, is_protected, must},
    recording::{Flip, Recording, Replay, parse},
};

/// What came of a run, without what counts its exchanges.
fn without_traffic(outcome: Result<Report, Error>) -> Result<Report, Error> {
    outcome.map(|mut report| {
        report.traffic = Default::default();
        report
    })
}

/// What is run, on which card, over which link.
#[derive(Clone)]
struct Scene {
    name: &'static str,
    operation: Operation,
    pin: &'static str,
    limits: Limits,
    options: Options,
}

impl Scene {
    fn rig(&self) -> Rig {
        Rig::with_options(Profile::Gemalto, self.limits.clone(), self.options.clone())
    }

    fn run(&self, card: &mut Card<'_>) -> Result<Report, Error> {
        let (old, new, puk) = (pin(self.pin), pin(NEW_PIN), puk(PUK));
        match self.operation {
            Operation::Verify => card.verify_pin(&old),
            Operation::Change => card.change_pin(&old, &new),
            Operation::Unblock => card.unblock_pin(&puk, &new, UnblockVariant::Direct),
            Operation::UnblockResetFirst => {
                card.unblock_pin(&puk, &new, UnblockVariant::ResetFirst)
            }
        }
    }
}

/// The headers of the commands with codes, in their order.
fn code_commands<'c>(commands: impl IntoIterator<Item = &'c Vec<u8>>) -> Vec<[u8; 4]> {
    let commands = commands.into_iter().map(|command| parse(command));
    commands
        .filter(Command::is_code_command)
        .map(
            |Command {
                 cla, ins, p1, p2, ..
             }| [cla, ins, p1, p2],
        )
        .collect()
}

fn pending(command: &Command) -> Pending {
    match (command.ins, command.p1, command.p2) {
        (ins::VERIFY, 0, 0x81) => Pending::VerifyPin,
        (ins::VERIFY, 0, 0x82) => Pending::VerifyPuk,
        (ins::CHANGE_REFERENCE_DATA, 0, 0x81) => Pending::ChangePin,
        (ins::RESET_RETRY_COUNTER, 2, 0x81) => Pending::ResetPin,
        (ins::RESET_RETRY_COUNTER, 3, 0x81) => Pending::ResetCounter,
        other => panic!("{other:?} carries no code"),
    }
}

/// Runs a scene with one flip, and checks what must come of it.
fn check(scene: &Scene, recording: &Recording<Report>, flip: Flip) {
    let what = format!("{} {flip:?}", scene.name);
    let Flip { exchange, .. } = flip;
    let mut rig = scene.rig();
    let mut replay = Replay::new(recording, flip);
    let outcome = without_traffic(scene.run(&mut rig.hand().card_on(&mut replay)));
    let commands = replay.commands;

    let recorded = recording.log.iter().map(|exchange| &exchange.command);
    let (codes, recorded_codes) = (code_commands(&commands), code_commands(recorded.clone()));
    assert!(
        recorded_codes.starts_with(&codes),
        "{what}: {codes:02X?} were sent, not {recorded_codes:02X?}"
    );

    match must(recording, flip) {
        Must::ChangeNothingOrFailEarly => {
            if outcome != recording.outcome {
                assert!(outcome.is_err(), "{what}: {outcome:?}");
                assert!(codes.is_empty(), "{what}: {codes:02X?}");
            }
        }
        Must::ChangeNothing => {
            assert_eq!(outcome, recording.outcome, "{what}");
            let asked = |command: &&Vec<u8>| parse(command).ins != ins::GET_RESPONSE;
            let sent: Vec<_> = commands.iter().filter(asked).collect();
            assert_eq!(sent, recorded.filter(asked).collect::<Vec<_>>(), "{what}");
            assert!(commands.len() <= recording.log.len() + 1, "{what}");
        }
        Must::Fail { rest } => {
            let error = outcome.unwrap_err();
            let last = if rest {
                recording.end_of_answer(exchange)
            } else {
                exchange
            };
            assert_eq!(commands.len(), last + 1, "{what}: {error}, and went on");
            check_error(&mut rig, &recording.asked(exchange), &error, &what);
        }
    }
}

/// The error after an answer that cannot be believed.
fn check_error(rig: &mut Rig, asked: &Command, error: &Error, what: &str) {
    let remembered = rig.record();
    match &error.kind {
        ErrorKind::OutcomeUnknown { pending: told } if asked.is_code_command() => {
            assert_eq!(*told, pending(asked), "{what}");
            assert_eq!(remembered.pending, Some(*told), "{what}");
        }
        ErrorKind::CardMisbehaved(_) if !asked.is_code_command() => {
            assert_eq!(remembered.pending, None, "{what}");
        }
        other => panic!("{what}: {other:?}"),
    }
}

/// Flips everything that there is in a scene; only the last answer if
/// `last_only`, where all before it is the same as in another scene.
fn flip_everything(scene: &Scene, last_only: bool) -> usize {
    let recording = Recording::new(&mut scene.rig(), |card| without_traffic(scene.run(card)));
    let all = recording.log.len();
    let first = if last_only { all - 1 } else { 0 };
    let work: Vec<Flip> = (first..all)
        .filter(|exchange| is_protected(&recording, *exchange))
        .flat_map(|exchange| flips(&recording, exchange))
        .collect();
    in_parallel(scene.name, &work, |flip| check(scene, &recording, flip));
    work.len()
}

fn scene(name: &'static str, operation: Operation, limits: Limits) -> Scene {
    Scene {
        name,
        operation,
        pin: PIN,
        limits,
        options: Options::default(),
    }
}

#[test]
fn no_flipped_answer_is_believed_over_a_short_link() {
    let mut flips = 0;
    for (name, operation) in [
        ("verify, short", Operation::Verify),
        ("change, short", Operation::Change),
        ("unblock, short", Operation::Unblock),
        ("unblock with 2C 03, short", Operation::UnblockResetFirst),
    ] {
        flips += flip_everything(&scene(name, operation, Limits::SHORT), false);
    }
    assert!(flips > 2000, "{flips}");
}

#[test]
fn no_flipped_answer_is_believed_over_an_extended_link() {
    let mut flips = 0;
    for (name, operation) in [
        ("verify, extended", Operation::Verify),
        ("change, extended", Operation::Change),
        ("unblock, extended", Operation::Unblock),
        ("unblock with 2C 03, extended", Operation::UnblockResetFirst),
    ] {
        flips += flip_everything(&scene(name, operation, Limits::EXTENDED), false);
    }
    assert!(flips > 2000, "{flips}");
}

#[test]
fn no_flipped_refusal_of_a_code_is_believed_whatever_its_outer_status_word() {
    for (name, outer_is_inner) in [
        ("wrong PIN, outer 9000", false),
        ("wrong PIN, outer = inner", true),
    ] {
        let mut scene = scene(name, Operation::Verify, Limits::SHORT);
        scene.pin = WRONG_PIN;
        scene.options.faults = Faults {
            outer_is_inner,
            ..Faults::default()
        };
        assert!(flip_everything(&scene, true) > 100);
    }
}

#[test]
fn no_flipped_answer_is_believed_of_a_card_that_is_asked_again_with_short_commands() {
    let mut scene = scene("verify, asked again", Operation::Verify, Limits::EXTENDED);
    scene.options.extended = ExtendedLength::RefusedUnderSecureMessaging;
    assert!(flip_everything(&scene, false) > 500);
}
