//! A terminal of the tests' own.

use chacha20::ChaCha20Rng;
use cie_core::agreement::group::Group;
use cie_core::agreement::pace::{
    self, Accepted, Choice, Established, PaceError, Protocol, Request,
};
use cie_core::agreement::{bac, chip_authentication as chip};
use cie_core::bytes::{hex, tlv};
use cie_core::channel::secure::{SecureError, SecureMessaging};
use cie_core::{Can, MrzKey, Password};
use cie_core::{
    StatusWord,
    apdu::{Command, Form, Le, Response},
};
use cie_sim::lds::PaceSuite;
use cie_sim::{Card, DocumentOptions, Faults, Options, Profile};
use rand_core::SeedableRng;

pub(crate) const OK: StatusWord = StatusWord::OK;
pub(crate) const REFUSED: StatusWord = StatusWord::SECURITY_STATUS_NOT_SATISFIED;
pub(crate) const SELECT_DOCUMENT: &str = "00A4040C07A0000002471001";
pub(crate) const SELECT_MF: &str = "00A4000C";
pub(crate) const SELECT_CIE: &str = "00A4040C06A00000000039";

pub(crate) struct Terminal {
    pub(crate) card: Card,
    pub(crate) channel: Option<SecureMessaging>,
    pub(crate) rng: ChaCha20Rng,
    /// Whether every command is extended, also those that need not be.
    pub(crate) extended: bool,
    /// Every command sent.
    pub(crate) sent: Vec<Vec<u8>>,
}

pub(crate) fn options(settings: &[&str], faults: &[&str]) -> Options {
    Options {
        seed: Some(1),
        faults: Faults::parse(faults).unwrap(),
        document: DocumentOptions::parse(settings).unwrap(),
        ..Options::default()
    }
}

pub(crate) fn can(digits: &str) -> Password {
    Password::Can(Can::new(digits.as_bytes()).unwrap())
}

pub(crate) fn right() -> Password {
    can(cie_sim::STANDARD_CAN)
}

impl Terminal {
    pub(crate) fn new(settings: &[&str]) -> Self {
        Self::with_faults(settings, &[])
    }

    pub(crate) fn with_faults(settings: &[&str], faults: &[&str]) -> Self {
        Self::of_card(Card::new(Profile::Gemalto, options(settings, faults)))
    }

    pub(crate) fn of_profile(profile: Profile) -> Self {
        Self::of_card(Card::new(profile, options(&[], &[])))
    }

    pub(crate) fn of_card(card: Card) -> Self {
        Self {
            card,
            channel: None,
            rng: ChaCha20Rng::seed_from_u64(2),
            extended: false,
            sent: Vec::new(),
        }
    }

    /// A card opened by PACE with the first suite it offers, the application selected.
    pub(crate) fn open(settings: &[&str], faults: &[&str]) -> Self {
        let mut terminal = Self::with_faults(settings, faults);
        terminal.pace(&right()).unwrap();
        assert_eq!(terminal.secure_hex(SELECT_DOCUMENT).status, OK);
        terminal
    }

    pub(crate) fn exchange(&mut self, command: &[u8]) -> Response {
        self.sent.push(command.to_vec());
        Response::parse(&self.card.process(command)).unwrap()
    }

    pub(crate) fn clear(&mut self, command: &str) -> Response {
        self.exchange(&hex::decode(&command.replace(' ', "")).unwrap())
    }

    pub(crate) fn status(&mut self, command: &str) -> StatusWord {
        self.clear(command).status
    }

    pub(crate) fn send(&mut self, command: &Command) -> Response {
        let long = self.extended || command.data.len() > 255;
        let form = if long { Form::Extended } else { Form::Short };
        let encoded = command.encode(form).unwrap();
        self.exchange(&encoded)
    }

    /// As the rules of the card say: short where it must be.
    pub(crate) fn request(&mut self, request: &Request) -> Response {
        let extended = self.extended;
        self.extended &= !request.must_be_short;
        let response = self.send(&request.command);
        self.extended = extended;
        response
    }

    pub(crate) fn mrz(&self) -> MrzKey {
        let document = self.card.travel_document();
        MrzKey::new(document.mrz().information().as_bytes())
    }

    pub(crate) fn offered(&self) -> PaceSuite {
        self.card.travel_document().options().pace[0]
    }

    pub(crate) fn begin(&self, suite: PaceSuite, password: &Password) -> pace::Terminal {
        let protocol = Protocol::from_oid(&suite.protocol()).unwrap();
        let group = Group::standardised(suite.parameter_id()).unwrap();
        pace::Terminal::begin(Choice::new(protocol, group).unwrap(), password)
    }

    /// PACE with the first suite that the card offers.
    pub(crate) fn pace(&mut self, password: &Password) -> Result<Established, PaceError> {
        self.pace_with(self.offered(), password)
    }

    pub(crate) fn pace_with(
        &mut self,
        suite: PaceSuite,
        password: &Password,
    ) -> Result<Established, PaceError> {
        let mut machine = self.begin(suite, password);
        loop {
            let request = machine.next().unwrap();
            let response = self.request(&request);
            match machine.accept(&response, &mut self.rng)? {
                Accepted::Continue => {}
                Accepted::ParametersDemanded(_) => assert!(machine.name_parameters()),
                Accepted::Done(mut established) => {
                    let (keys, ssc) = (established.messaging.keys(), established.messaging.ssc());
                    let channel = SecureMessaging::new(keys.clone(), ssc);
                    self.channel = Some(core::mem::replace(&mut established.messaging, channel));
                    return Ok(*established);
                }
            }
        }
    }

    pub(crate) fn basic_access(&mut self, key: &MrzKey) -> Result<(), bac::BacError> {
        let mut machine = bac::Terminal::begin(key, &mut self.rng)?;
        while let Some(command) = machine.next()? {
            let response = self.send(&command);
            if let bac::Accepted::Done(channel) = machine.accept(&response)? {
                self.channel = Some(*channel);
                break;
            }
        }
        Ok(())
    }

    /// Chip authentication with a key that the card announces.
    pub(crate) fn authenticate_chip(
        &mut self,
        key: &cie_sim::lds::ChipAuthenticationKey,
    ) -> Result<(), chip::ChipAuthenticationError> {
        use cie_sim::lds::ChipKey;
        let (group, public) = match &key.key {
            ChipKey::Dh(key) => (Group::standardised(2), key.public_value()),
            ChipKey::Ec(key) => (
                Group::standardised(key.curve().parameter_id()),
                key.public_point(),
            ),
        };
        let public = chip::ChipPublicKey::new(group.unwrap(), public)?;
        let protocol = chip::Protocol::from_oid(&key.suite.protocol()).unwrap();
        let id = key.id.map(|id| [id]);
        let id = id.as_ref().map(<[u8; 1]>::as_slice);
        let mut machine = chip::Terminal::begin(protocol, public, id, &mut self.rng)?;
        while let Some(command) = machine.next() {
            let response = self.secure(&command);
            if let chip::Accepted::Done(channel) = machine.accept(&response)? {
                self.channel = Some(*channel);
            }
        }
        Ok(())
    }

    /// One protected exchange.
    pub(crate) fn try_secure(&mut self, command: &Command) -> Result<Response, SecureError> {
        let mut channel = self.channel.take().unwrap();
        let protected = channel.protect(command, Form::Extended, Le::Max).unwrap();
        let long = protected.data.len() > 255 || !matches!(command.le, Le::None | Le::Exact(..256));
        let form = if long { Form::Extended } else { Form::Short };
        let encoded = protected.encode(form).unwrap();
        let answer = self.exchange(&encoded);
        let opened = channel.open_response(&answer, command.ins % 2 == 1);
        self.channel = Some(channel);
        opened
    }

    pub(crate) fn secure(&mut self, command: &Command) -> Response {
        self.try_secure(command).unwrap()
    }

    pub(crate) fn secure_hex(&mut self, command: &str) -> Response {
        let (command, _) =
            Command::parse(&hex::decode(&command.replace(' ', "")).unwrap()).unwrap();
        self.secure(&command)
    }

    /// A whole file by its short identifier, in as many reads as it takes.
    pub(crate) fn read(&mut self, short: u8) -> Vec<u8> {
        let mut content = Vec::new();
        loop {
            let offset = u16::try_from(content.len()).unwrap();
            let [hi, lo] = offset.to_be_bytes();
            let (p1, p2) = if content.is_empty() {
                (0x80 | short, 0)
            } else {
                (hi, lo)
            };
            let piece = self.secure(&Command::new(0xB0, p1, p2).le(Le::Exact(2000)));
            assert_eq!(piece.status, OK);
            content.extend_from_slice(&piece.data);
            if tlv::Tlv::single(&content).is_ok() {
                return content;
            }
        }
    }

    /// The status word of a read of eight bytes by short identifier.
    pub(crate) fn read_status(&mut self, short: u8) -> StatusWord {
        self.secure(&Command::new(0xB0, 0x80 | short, 0).le(Le::Exact(8)))
            .status
    }
}
