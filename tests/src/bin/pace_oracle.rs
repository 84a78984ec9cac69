//! Our terminal's side of PACE against a card's side that another program
//! plays: `pace_oracle PROGRAM OID PARAMETER can|mrz|wrong-can|wrong-mrz`.
//!
//! OID is the value field of the protocol's object identifier in hexadecimal,
//! PARAMETER the number of the standardised domain parameters. The program is
//! started anew for every run and speaks the lines that
//! `tests/peers/libeac/card.c` describes. Standard output says `agreed` when
//! both ends took each other's token and a protected command and response
//! arrived, `wrong password` when both refused, and what went wrong otherwise
//! (exit code 1).

use std::{
    error::Error,
    io::{self, BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command as Program, ExitCode, Stdio},
};

use chacha20::ChaCha20Rng;
use cie_core::{
    Can, MrzKey, Password, StatusWord,
    agreement::pace::{Accepted, Choice, Established, PaceError, PaceOffer, Step, Terminal},
    apdu::{Command, Form, Le, Response},
    bytes::{hex, tlv},
    channel::cipher,
};
use rand_core::SeedableRng;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const CAN: &str = "123456";
const WRONG_CAN: &str = "123457";
/// The specimen of ICAO Doc 9303-5 (TD1), as the card takes it.
const MRZ: &str = concat!(
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
);
/// Its document number, dates and their check digits, as our terminal takes
/// it, and those of a document that expires a day later.
const MRZ_INFORMATION: &[u8] = b"D23145890774081221204159";
const WRONG_MRZ_INFORMATION: &[u8] = b"D23145890774081221204162";
/// Each is a run of its own: leading zeros and unlucky nonces differ.
const RUNS: u64 = 5;
/// What travels under the channel's protection, in either direction.
const QUESTION: [u8; 7] = [0xA0, 0, 0, 2, 0x47, 0x10, 1];
const REPLY: &[u8] = b"a reply of more than one block";

fn main() -> ExitCode {
    let (line, code) = match runs() {
        Ok(outcome) => (outcome.to_owned(), ExitCode::SUCCESS),
        Err(error) => (error.to_string(), ExitCode::FAILURE),
    };
    // Who closed the pipe does not want to know.
    let _ = writeln!(io::stdout(), "{line}");
    code
}

fn runs() -> Result<&'static str> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, oid, parameter, password] = arguments.as_slice() else {
        return Err("pace_oracle PROGRAM OID PARAMETER can|mrz|wrong-can|wrong-mrz".into());
    };
    let offer = PaceOffer {
        oid: hex::decode(oid).ok_or("the identifier is not hexadecimal")?,
        version: 2,
        parameter_id: Some(parameter.parse()?),
    };
    let choice = Choice::of_offer(&offer).ok_or("our terminal does not have this protocol")?;
    let can = |digits: &str| Can::new(digits.as_bytes()).map(Password::Can);
    let (password, printed) = match password.as_str() {
        "can" => (can(CAN)?, format!("can {CAN}")),
        "wrong-can" => (can(WRONG_CAN)?, format!("can {CAN}")),
        "mrz" => (mrz(MRZ_INFORMATION), format!("mrz {MRZ}")),
        "wrong-mrz" => (mrz(WRONG_MRZ_INFORMATION), format!("mrz {MRZ}")),
        other => return Err(format!("no password is called {other}").into()),
    };
    let mut outcome = None;
    let mut left_out = 0;
    for seed in 0..RUNS {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let mut card = Card::start(program, &offer, &printed)?;
        let terminal = Terminal::begin(choice.clone(), &password);
        let this = match agree(terminal, &mut card, &mut rng) {
            Ok(established) => {
                exchange(*established, choice.protocol().suite(), &mut card)?;
                "agreed"
            }
            Err(error) => {
                if let Some(PaceError::WrongPassword { .. }) = error.downcast_ref() {
                    "wrong password"
                } else if let Some(Refusal::ShortSecret) = error.downcast_ref() {
                    left_out += 1;
                    continue;
                } else {
                    return Err(error);
                }
            }
        };
        card.end()?;
        let first = *outcome.get_or_insert(this);
        if this != first {
            return Err(format!("{this} in run {seed}, but {first} before").into());
        }
    }
    if left_out > 2 {
        // One run in some 170 is the card's flaw; three of five are another.
        return Err(format!("{left_out} of {RUNS} runs left out").into());
    }
    outcome.ok_or_else(|| "no run came to its end".into())
}

fn mrz(information: &[u8]) -> Password {
    Password::Mrz(MrzKey::new(information))
}

/// The steps, with the card's answers put into the form of GENERAL
/// AUTHENTICATE (ICAO Doc 9303-11 section 4.4.4.2).
fn agree(
    mut terminal: Terminal,
    card: &mut Card,
    rng: &mut ChaCha20Rng,
) -> Result<Box<Established>> {
    while let (Some(step), Some(request)) = (terminal.step(), terminal.next()) {
        let sent = request.command.data.as_slice();
        let (sent_tag, name, answered_tag) = match step {
            Step::SetAuthentication => {
                terminal.accept(&Response::status(StatusWord::OK), rng)?;
                continue;
            }
            Step::Nonce => (None, "nonce", 0x80),
            Step::Map => (Some(0x81), "map", 0x82),
            Step::Agree => (Some(0x83), "key", 0x84),
            Step::Token => (Some(0x85), "token", 0x86),
        };
        if let Some(tag) = sent_tag {
            let object = tlv::descend(sent, &[0x7C, tag])?;
            card.say(&hex::upper(object.value))?;
        }
        let response = match card.answer(name) {
            Ok(data) => Response::new(
                tlv::encode(0x7C, &tlv::encode(answered_tag, &data)),
                StatusWord::OK,
            ),
            Err(Refusal::Wrong) if step == Step::Token => {
                Response::status(StatusWord::AUTHENTICATION_FAILED)
            }
            Err(other) => return Err(other.into()),
        };
        if let Accepted::Done(established) = terminal.accept(&response, rng)? {
            return Ok(established);
        }
    }
    Err("the terminal has no step left and no channel".into())
}

/// A protected command to the card and a protected response from it.
fn exchange(mut established: Established, suite: cipher::Suite, card: &mut Card) -> Result<()> {
    let block = suite.block_len();
    let command = Command::new(0xA4, 4, 0x0C).data(QUESTION);
    let sent = established
        .messaging
        .protect(&command, Form::Short, Le::Max)?;
    let cryptogram = tlv::find(&sent.data, 0x87)?.value;
    let mac = tlv::find(&sent.data, 0x8E)?.value;
    let cryptogram = cryptogram.strip_prefix(&[1]).ok_or("padding indicator")?;
    let covered = sent.data.len() - tlv::encode(0x8E, mac).len();
    let mut objects = sent
        .data
        .as_slice()
        .get(..covered)
        .unwrap_or_default()
        .to_vec();
    let mut maced = vec![sent.cla, sent.ins, sent.p1, sent.p2];
    cipher::pad(&mut maced, block);
    cipher::pad(&mut objects, block);
    maced.append(&mut objects);
    let words = [&maced, cryptogram, mac].map(hex::upper);
    card.say(&words.join(" "))?;
    if card.answer("opened")? != QUESTION {
        return Err("the card opened something else".into());
    }
    card.say(&hex::upper(REPLY))?;
    let sealed = Response::new(card.answer("response")?, StatusWord::OK);
    let opened = established.messaging.open_response(&sealed, false)?;
    if opened != Response::new(REPLY.to_vec(), StatusWord::OK) {
        return Err("the terminal opened something else".into());
    }
    Ok(())
}

/// The other program.
struct Card {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// An answer that is not the one asked for.
#[derive(Debug)]
enum Refusal {
    Wrong,
    /// The card's own flaw: it cannot go on, and says so.
    ShortSecret,
    Other(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Wrong => f.write_str("the card found a token wrong"),
            Self::ShortSecret => f.write_str("the card lost a leading zero of the secret"),
            Self::Other(what) => f.write_str(what),
        }
    }
}

impl Error for Refusal {}

impl Card {
    fn start(program: &str, offer: &PaceOffer, password: &str) -> Result<Self> {
        let mut process = Program::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = process.stdin.take().ok_or("no standard input")?;
        let output = process.stdout.take().ok_or("no standard output")?;
        let mut card = Self {
            process,
            input,
            output: BufReader::new(output),
        };
        card.say(&hex::upper(&card_access(offer)))?;
        card.say(password)?;
        Ok(card)
    }

    fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.input, "{line}")?;
        self.input.flush()
    }

    /// The bytes of the line that starts with `name`.
    fn answer(&mut self, name: &str) -> std::result::Result<Vec<u8>, Refusal> {
        let mut line = String::new();
        let read = self.output.read_line(&mut line);
        let line = line.trim_end_matches('\n');
        match line.split_once(' ') {
            Some((found, bytes)) if found == name => hex::decode(bytes),
            None if line == "wrong" => return Err(Refusal::Wrong),
            None if line == "short-secret" => return Err(Refusal::ShortSecret),
            _ => None,
        }
        .ok_or_else(|| Refusal::Other(format!("wanted '{name}', got '{line}' ({read:?})")))
    }

    /// It has nothing more to say and ends well.
    fn end(mut self) -> Result<()> {
        drop(self.input);
        let status = self.process.wait()?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("the card's program ended with {status}").into())
        }
    }
}

/// EF.CardAccess with one entry (ICAO Doc 9303-11 section 9.2.1).
fn card_access(offer: &PaceOffer) -> Vec<u8> {
    let mut info = tlv::encode(0x06, &offer.oid);
    tlv::push(&mut info, 0x02, &[offer.version]);
    if let Some(id) = offer.parameter_id {
        tlv::push(&mut info, 0x02, &[id]);
    }
    tlv::encode(0x31, &tlv::encode(0x30, &info))
}
