//! A card whose answers are the fuzzer's: each is two bytes of length,
//! big-endian, and so many bytes; when they are used up the card is gone.
//!
//! The terminal's random numbers are the same in every run, so that a seed can
//! hold the recorded answers of a card that does everything right, and a run
//! begins at the end of it. `tests/tests/fuzz_seeds.rs` records them, and takes
//! this file in to see that they still lead to the end.

use chacha20::ChaCha20Rng;
use cie_core::{
    Can, Card, CardInfo, Error, HealthCard, InstallationKey, Limits, LinkError, MrzKey, Password,
    Pending, Pin, Puk, ResolveCodes, StatusWord, Transceive, UnblockVariant,
    agreement::{
        bac,
        group::{Agreement, Group},
        pace::{self, Choice, Mapping, PaceError, Protocol},
    },
    apdu::{Command, Response},
    channel::{
        cipher::{SessionKeys, Suite},
        plain::Link,
        protected::ProtectedLink,
        secure::SecureMessaging,
        ssc::Ssc,
    },
    file::{self, Ef},
    memory::VolatileMemory,
    time::UnixTime,
};
use cie_document::{Access, Identity, ReadRequest, emrtd::com::DataGroup, read_identity};
use rand_core::SeedableRng as _;

/// The CAN of every run.
pub const CAN: &[u8] = b"123456";
/// Document number, birth and expiry of every run, with their check digits, as
/// the simulated document has them.
pub const MRZ: &[u8] = b"CA00000AA480010143501014";

/// The random numbers of a terminal.
#[must_use]
pub fn terminal_rng() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(1)
}

/// The answers that are left.
pub struct Answers<'i>(pub &'i [u8]);

impl<'i> Iterator for Answers<'i> {
    type Item = &'i [u8];

    fn next(&mut self) -> Option<&'i [u8]> {
        let (length, rest) = self.0.split_first_chunk()?;
        let length = usize::from(u16::from_be_bytes(*length)).min(rest.len());
        let (answer, rest) = rest.split_at(length);
        self.0 = rest;
        Some(answer)
    }
}

/// As [`Answers`] reads it.
#[must_use]
pub fn encode<'a>(answers: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut input = Vec::new();
    for answer in answers {
        let length = u16::try_from(answer.len()).unwrap_or(u16::MAX);
        input.extend(length.to_be_bytes());
        input.extend_from_slice(answer);
    }
    input
}

/// Gives the answers as they are.
struct Clear<'i> {
    answers: Answers<'i>,
    limits: Limits,
}

impl Transceive for Clear<'_> {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        assert!(command.len() <= self.limits.max_command);
        let answer = self.answers.next().ok_or(LinkError::Lost)?;
        Ok(answer.to_vec())
    }
}

/// The first byte of an input says what the link carries.
#[must_use]
pub fn split_limits(input: &[u8]) -> (Limits, &[u8]) {
    match input.split_first() {
        Some((0, answers)) => (Limits::SHORT, answers),
        Some((_, answers)) => (Limits::EXTENDED, answers),
        None => (Limits::SHORT, input),
    }
}

fn with_card<T>(input: &[u8], run: impl FnOnce(&mut Card<'_>) -> T) -> T {
    let (limits, answers) = split_limits(input);
    let mut reader = Clear {
        answers: Answers(answers),
        limits,
    };
    let mut store = VolatileMemory::of(InstallationKey::new([0x42; 32]));
    let mut rng = terminal_rng();
    run(&mut Card::with(
        &mut reader,
        &mut store,
        &mut rng,
        UnixTime(0),
    ))
}

/// What kind of card it is: selecting, EF.ATR, files and GET RESPONSE in clear.
///
/// # Errors
/// The operation's.
pub fn card_info(input: &[u8]) -> Result<CardInfo, Error> {
    with_card(input, |card| card.info())
}

/// Reading a TS-CNS, and then every operation with a code on it, all in clear:
/// [`health_card_at_hand`].
///
/// # Errors
/// The operation's.
pub fn health_card(input: &[u8]) -> Result<HealthCard, Error> {
    with_card(input, health_card_at_hand)
}

/// Reads a TS-CNS whose PIN and PUK are those of a simulated one; checks the
/// PIN, changes it, unblocks it back; and settles a change that was never made.
///
/// # Errors
/// The operation's.
pub fn health_card_at_hand(card: &mut Card<'_>) -> Result<HealthCard, Error> {
    let read = card.read_personal_data()?;
    cie_document::HolderCertificate::of(&read)?;
    let (pin, new) = (
        Pin::new(b"24680").map_err(Error::at_start)?,
        Pin::new(b"8642097").map_err(Error::at_start)?,
    );
    let puk = Puk::new(b"13572468").map_err(Error::at_start)?;
    card.verify_pin(&pin)?;
    card.change_pin(&pin, &new)?;
    card.unblock_pin(&puk, &pin, UnblockVariant::Direct)?;
    let mut record = card.store().get(&read.card_id).map_err(Error::at_start)?;
    record.pending = Some(Pending::ChangePin);
    let written = card.store().put(&read.card_id, &record);
    written.map_err(Error::at_start)?;
    let codes = ResolveCodes {
        card: read.card_id,
        new_pin: Some(&new),
        old_pin: Some(&pin),
        puk: None,
    };
    card.resolve(Some(codes))?;
    Ok(read)
}

/// What is read of a travel document.
#[must_use]
pub const fn read_request(access: Access<'_>) -> ReadRequest<'_> {
    ReadRequest::new(access, &[DataGroup::DG1, DataGroup::DG11]).com(true)
}

/// The whole reading of a travel document, opened as the first byte says.
///
/// # Errors
/// The operation's.
pub fn identity(input: &[u8]) -> Option<Result<Identity, Error>> {
    let (first, input) = input.split_first()?;
    let password = Password::Can(Can::new(CAN).ok()?);
    let key = MrzKey::new(MRZ);
    let request = read_request(match first {
        0 => Access::Pace(&password),
        _ => Access::Bac(&key),
    });
    let run = |card: &mut Card<'_>| read_identity(card, &request);
    Some(with_card(input, run))
}

/// One group for each kind of key agreement and mapping. Curves for all but
/// one: arithmetic is not what is sought here.
const CHOICES: [(Agreement, Mapping, Suite, u8); PACE_CHOICES as usize] = [
    (Agreement::Dh, Mapping::Generic, Suite::TripleDes, 0),
    (Agreement::Ecdh, Mapping::Generic, Suite::Aes128, 13),
    (Agreement::Dh, Mapping::Integrated, Suite::Aes128, 0),
    (Agreement::Ecdh, Mapping::Integrated, Suite::Aes256, 12),
    (
        Agreement::Ecdh,
        Mapping::ChipAuthentication,
        Suite::Aes192,
        13,
    ),
];

/// How many ways of PACE there are to begin an input with.
pub const PACE_CHOICES: u8 = 5;

/// What the first byte of an input stands for.
#[must_use]
pub fn pace_choice(first: u8) -> Option<Choice> {
    let (agreement, mapping, suite, parameter) = *CHOICES.get(usize::from(first))?;
    let protocol = Protocol::new(agreement, mapping, suite).ok()?;
    Choice::new(protocol, Group::standardised(parameter).ok()?).ok()
}

/// PACE: dynamic authentication data, points, tokens.
pub fn pace(input: &[u8]) -> Option<Result<pace::Established, PaceError>> {
    let (first, answers) = input.split_first()?;
    let password = Password::Can(Can::new(CAN).ok()?);
    let mut terminal = pace::Terminal::begin(pace_choice(*first)?, &password);
    let mut rng = terminal_rng();
    for answer in Answers(answers) {
        terminal.next()?;
        match terminal.accept(&Response::parse(answer)?, &mut rng) {
            Ok(pace::Accepted::Continue) => {}
            Ok(pace::Accepted::ParametersDemanded(_)) => {
                if !terminal.name_parameters() {
                    return None;
                }
            }
            Ok(pace::Accepted::Done(established)) => return Some(Ok(*established)),
            Err(error) => return Some(Err(error)),
        }
    }
    None
}

/// Basic access control.
pub fn basic_access(input: &[u8]) -> Option<Result<SecureMessaging, bac::BacError>> {
    let mut rng = terminal_rng();
    let mut terminal = bac::Terminal::begin(&MrzKey::new(MRZ), &mut rng).ok()?;
    for answer in Answers(input) {
        terminal.next().ok()??;
        match terminal.accept(&Response::parse(answer)?) {
            Ok(bac::Accepted::Continue) => {}
            Ok(bac::Accepted::Done(messaging)) => return Some(Ok(*messaging)),
            Err(error) => return Some(Err(error)),
        }
    }
    None
}

/// Keys and counter of a channel that both ends have.
#[must_use]
pub fn messaging(first: u8) -> Option<SecureMessaging> {
    let (suite, ssc) = match first {
        0 => (Suite::TripleDes, Ssc::of_8_bytes(7)),
        1 => (Suite::Aes128, Ssc::of_16_bytes(7)),
        2 => (Suite::Aes256, Ssc::of_16_bytes(7)),
        _ => return None,
    };
    let key = [0x3B; 32];
    let key = key.get(..suite.key_len())?;
    let keys = SessionKeys::new(suite, key, key).ok()?;
    Some(SecureMessaging::new(keys, ssc))
}

/// Protects the answers as a card does that has the keys.
struct Protecting<'i> {
    answers: Answers<'i>,
    messaging: SecureMessaging,
    limits: Limits,
}

impl Transceive for Protecting<'_> {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        let answer = self.answers.next().ok_or(LinkError::Lost)?;
        let response = Response::parse(answer).ok_or(LinkError::Lost)?;
        let command = Command::parse(command).map_err(|_| LinkError::Lost)?.0;
        // What is not a command of its own, or was sent in pieces, is answered in
        // clear.
        let Ok(command) = self.messaging.open_command(&command) else {
            return Ok(answer.to_vec());
        };
        let protected =
            self.messaging
                .protect_response(&response, command.ins % 2 == 1, StatusWord::OK);
        protected
            .map(|protected| protected.encode())
            .map_err(|_| LinkError::Lost)
    }
}

/// A file read under secure messaging, from a card that has the keys and
/// answers what it likes.
///
/// # Errors
/// Those of reading.
pub fn protected_file(input: &[u8]) -> Option<Result<Vec<u8>, Error>> {
    let (first, input) = input.split_first()?;
    let (limits, answers) = split_limits(input);
    let mut card = Protecting {
        answers: Answers(answers),
        messaging: messaging(*first)?,
        limits,
    };
    let mut observer = ();
    let mut link = Link::new(&mut card, &mut observer, 1).ok()?;
    if link.may_be_extended() {
        link.assume_extended();
    }
    let mut channel = ProtectedLink::new(&mut link, messaging(*first)?);
    let ef = Ef {
        id: 0x011E,
        short: 0x1E,
    };
    let content = file::read_data_object(&mut channel, ef, 1);
    Some(content.map(|content| content.to_vec()))
}
