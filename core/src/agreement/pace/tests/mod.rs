#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod both_sides;

use chacha20::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;
use crate::{
    agreement::{
        group::Group,
        password::{Can, Password},
    },
    apdu::Response,
    channel::cipher::Suite,
};

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn can(digits: &[u8]) -> Password {
    Password::Can(Can::new(digits).unwrap())
}

/// A protocol in a group.
fn choice(mapping: Mapping, suite: Suite, parameter_id: u8) -> Choice {
    let group = Group::standardised(parameter_id).unwrap();
    let protocol = Protocol::new(group.agreement(), mapping, suite).unwrap();
    Choice::new(protocol, group).unwrap()
}

/// Lets both sides talk until one of them ends it.
fn run(
    terminal: &mut Terminal,
    card: &mut Card,
    rng: &mut ChaCha20Rng,
) -> Result<(Established, Established), PaceError> {
    let set = terminal.next().unwrap();
    assert!(SetAuthentication::parse(&set.command).unwrap().is_ok());
    let mut response = Response::status(StatusWord::OK);
    let mut on_card = None;
    loop {
        match terminal.accept(&response, rng)? {
            Accepted::GoOn => {}
            Accepted::ParametersDemanded(_) => panic!("nobody demands parameters"),
            Accepted::Done(at_terminal) => return Ok((*at_terminal, on_card.unwrap())),
        }
        let answer = card.answer(&terminal.next().unwrap().command, rng);
        response = answer.response;
        if let Outcome::Done(established) = answer.outcome {
            on_card = Some(*established);
        }
    }
}

/// Both sides have the same channel: a protected exchange arrives.
fn assert_same_channel(terminal: &mut Established, card: &mut Established) {
    use crate::apdu::{Command, Form, Le};
    let command = Command::new(0xA4, 4, 0x0C).data([0xA0, 0, 0, 2, 0x47, 0x10, 1]);
    let sent = terminal
        .messaging
        .protect(&command, Form::Short, Le::Max)
        .unwrap();
    assert_eq!(card.messaging.open_command(&sent).unwrap(), command);
    assert_eq!(terminal.transcript.chip_key, card.transcript.chip_key);
    assert_eq!(
        terminal.transcript.terminal_key,
        card.transcript.terminal_key
    );
}
