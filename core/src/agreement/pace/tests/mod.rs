#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bad_answers;
mod bad_commands;
mod both_sides;
mod chip_data;
mod choice;
mod leading_zeros;

use chacha20::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;
use crate::{
    agreement::{
        group::{Agreement, Group, PrivateKey},
        password::{Can, MrzKey, Password},
    },
    apdu::{Command, Form, Le, Response},
    bytes::tlv,
    channel::cipher::Suite,
};

const SUITES: [Suite; 4] = [
    Suite::TripleDes,
    Suite::Aes128,
    Suite::Aes192,
    Suite::Aes256,
];
const MAPPINGS: [Mapping; 3] = [
    Mapping::Generic,
    Mapping::Integrated,
    Mapping::ChipAuthentication,
];
/// What the CIE has, and small and fast parameters.
const CIE: (Mapping, Suite, u8) = (Mapping::Generic, Suite::TripleDes, 2);
const FAST: (Mapping, Suite, u8) = (Mapping::Generic, Suite::Aes128, 12);

/// The prime of RFC 5114 section 2.3.
const PRIME_2: [u8; 256] = hex_literal::hex!(
    "87A8E61DB4B6663CFFBBD19C651959998CEEF608660DD0F25D2CEED4435E3B00"
    "E00DF8F1D61957D4FAF7DF4561B2AA3016C3D91134096FAA3BF4296D830E9A7C"
    "209E0C6497517ABD5A8A9D306BCF67ED91F9E6725B4758C022E0B1EF4275BF7B"
    "6C5BFC11D45F9088B941F54EB1E59BB8BC39A0BF12307F5C4FDB70C581B23F76"
    "B63ACAE1CAA6B7902D52526735488A0EF13C6D9A51BFA4AB3AD8347796524D8E"
    "F6A167B5A41825D967E144E5140564251CCACB83E6B486F6B3CA3F7971506026"
    "C0B857F689962856DED4010ABD0BE621C3A3960A54E710C375F26375D7014103"
    "A4B54330C198AF126116D2276E11715F693877FAD7EF09CADB094AE91E1A1597"
);

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn can() -> Password {
    Password::Can(Can::new(b"010203").unwrap())
}

fn mrz() -> Password {
    Password::Mrz(MrzKey::new(b"T22000129364081251010318"))
}

/// A protocol in a group; `None` for the combinations that do not exist.
fn maybe((mapping, suite, parameter_id): (Mapping, Suite, u8)) -> Option<Choice> {
    let group = Group::standardised(parameter_id).unwrap();
    let protocol = Protocol::new(group.agreement(), mapping, suite).ok()?;
    Some(Choice::new(protocol, group).unwrap())
}

fn choice(parts: (Mapping, Suite, u8)) -> Choice {
    maybe(parts).unwrap()
}

/// Settings of a card, with a static key where the mapping needs one.
fn settings(choice: &Choice) -> CardSettings {
    let group = choice.group();
    let key = group.draw_any(&group.generator(), &mut rng(99)).unwrap();
    CardSettings {
        chip_key: Some(key.private().clone()),
        ..CardSettings::default()
    }
}

/// Both sides, and what went between them.
struct Run {
    terminal: Terminal,
    card: CardSide,
    rng: ChaCha20Rng,
    commands: Vec<Command>,
    answers: Vec<Response>,
    on_card: Option<Established>,
}

impl Run {
    fn new(choice: &Choice, password: &Password, settings: CardSettings, seed: u64) -> Self {
        let mut rng = rng(seed);
        Self {
            terminal: Terminal::begin(choice.clone(), password),
            card: CardSide::begin(choice.clone(), password, settings, &mut rng).unwrap(),
            rng,
            commands: Vec::new(),
            answers: Vec::new(),
            on_card: None,
        }
    }

    fn of(parts: (Mapping, Suite, u8), seed: u64) -> Self {
        let choice = choice(parts);
        let settings = settings(&choice);
        Self::new(&choice, &can(), settings, seed)
    }

    /// The card's answer to the terminal's next command.
    fn answer(&mut self) -> Response {
        let command = self.terminal.next().unwrap().command;
        let response = if let Some(set) = SetAuthentication::parse(&command) {
            assert!(set.is_ok());
            Response::status(StatusWord::OK)
        } else {
            let answer = self.card.answer(&command, &mut self.rng);
            if let Outcome::Done(established) = answer.outcome {
                self.on_card = Some(*established);
            }
            answer.response
        };
        self.commands.push(command);
        self.answers.push(response.clone());
        response
    }

    /// One step; `None` while it goes on.
    fn step(&mut self) -> Result<Option<Established>, PaceError> {
        let response = self.answer();
        self.accept(&response)
    }

    fn accept(&mut self, response: &Response) -> Result<Option<Established>, PaceError> {
        match self.terminal.accept(response, &mut self.rng)? {
            Accepted::Continue => Ok(None),
            Accepted::ParametersDemanded(status) => panic!("{status}"),
            Accepted::Done(established) => Ok(Some(*established)),
        }
    }

    /// Goes on until this step is next.
    fn until(&mut self, step: Step) {
        while self.terminal.step() != Some(step) {
            assert!(self.step().unwrap().is_none());
        }
    }

    fn finish(&mut self) -> Result<Established, PaceError> {
        loop {
            if let Some(established) = self.step()? {
                return Ok(established);
            }
        }
    }

    /// Asserts that both sides have one channel: a protected exchange arrives
    /// and is answered.
    fn succeeds(mut self) -> (Self, Established) {
        let mut terminal = self.finish().unwrap();
        let mut card = self.on_card.take().unwrap();
        let command = Command::new(0xA4, 4, 0x0C).data([0xA0, 0, 0, 2, 0x47, 0x10, 1]);
        let sent = terminal
            .messaging
            .protect(&command, Form::Short, Le::Max)
            .unwrap();
        assert_eq!(card.messaging.open_command(&sent).unwrap(), command);
        let response = Response::status(StatusWord::OK);
        let sealed = card
            .messaging
            .protect_response(&response, false, StatusWord::OK)
            .unwrap();
        let opened = terminal.messaging.open_response(&sealed, false).unwrap();
        assert_eq!(opened, response);
        assert_eq!(terminal.transcript.chip_key, card.transcript.chip_key);
        assert_eq!(
            terminal.transcript.terminal_key,
            card.transcript.terminal_key
        );
        assert!(self.terminal.next().is_none());
        (self, terminal)
    }

    /// The object that a step's command or answer carries.
    fn object(data: &[u8], tag: u32) -> Vec<u8> {
        tlv::descend(data, &[0x7C, tag]).unwrap().value.to_vec()
    }
}

/// GENERAL AUTHENTICATE answered with one object.
fn answer(tag: u32, value: &[u8]) -> Response {
    Response::new(tlv::encode(0x7C, &tlv::encode(tag, value)), StatusWord::OK)
}

/// Public keys that nobody may take, of a group.
fn bad_keys(group: &Group) -> Vec<Vec<u8>> {
    let good = group.generator().as_bytes().to_vec();
    let mut bad = vec![vec![], vec![0x00], good[..good.len() - 1].to_vec()];
    let mut longer = good.clone();
    longer.push(1);
    bad.push(longer);
    match group.agreement() {
        Agreement::Dh => {
            let len = group.element_len();
            let small = |number| {
                let mut bytes = vec![0; len];
                bytes[len - 1] = number;
                bytes
            };
            assert_eq!(group.parameter_id(), Some(2));
            let mut minus_one = PRIME_2.to_vec();
            minus_one[len - 1] -= 1;
            // 0, 1, p - 1, p, and 3, which is not in the subgroup.
            bad.extend([
                small(0),
                small(1),
                minus_one,
                PRIME_2.to_vec(),
                small(3),
                vec![0xFF; len],
            ]);
        }
        Agreement::Ecdh => {
            let len = (group.element_len() - 1) / 2;
            let mut off = good.clone();
            off[2 * len] ^= 1;
            let mut compressed = good[..=len].to_vec();
            compressed[0] = 0x02;
            let mut hybrid = good.clone();
            hybrid[0] = 0x06 | (good[2 * len] & 1);
            let mut out_of_field = good;
            out_of_field[1..=len].fill(0xFF);
            bad.extend([off, compressed, hybrid, out_of_field]);
        }
    }
    bad
}
