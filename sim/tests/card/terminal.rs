//! A small terminal of the tests' own, on the protocol machines of the core and nothing above them.

use cie_core::agreement::ias::terminal as constants;
use cie_core::agreement::iso9796;
use cie_core::agreement::kdf::{Hash, session_keys};
use cie_core::agreement::modular::Modulus;
use cie_core::apdu::command::CLA_CHAINING;
use cie_core::bytes::{hex, tlv};
use cie_core::channel::cipher::{SessionKeys, Suite};
use cie_core::channel::secure::SecureMessaging;
use cie_core::channel::ssc::Ssc;
use cie_core::{
    StatusWord,
    apdu::{Command, Form, Le, Response},
};
use cie_sim::{Card, Faults, Options, Profile};
use hex_literal::hex;

pub(crate) const OK: StatusWord = StatusWord::OK;
pub(crate) const SELECT_IAS: &str = "00A4040C0DA0000000308000000009816001";
pub(crate) const SELECT_CIE: &str = "00A4040C06A00000000039";
pub(crate) const GET_G: &str = "00CB3FFF0C4D0A7008BFA10104A3029700";
pub(crate) const GET_P: &str = "00CB3FFF0C4D0A7008BFA10104A3029800";
pub(crate) const GET_Q: &str = "00CB3FFF0C4D0A7008BFA10104A3029900";
pub(crate) const GET_GROUP: &str = "00CB3FFF0A4D087006BFA10102A380";
pub(crate) const GET_AUTHORITY: &str = "00CB3FFF0B4D097007BFA004037F4980";
pub(crate) const GET_PUBLIC_VALUE: &str = "00CB3FFF064D04A6029100";
pub(crate) const RANDOM: [u8; 8] = hex!("1112131415161718");

/// Everything both sides know after the agreement.
#[derive(Clone, Default)]
pub(crate) struct Agreed {
    pub(crate) own: Vec<u8>,
    pub(crate) chip: Vec<u8>,
    pub(crate) g: Vec<u8>,
    pub(crate) p: Vec<u8>,
    pub(crate) q: Vec<u8>,
}

#[derive(Clone)]
pub(crate) struct Terminal {
    pub(crate) card: Card,
    pub(crate) channel: Option<(SessionKeys, Ssc)>,
    pub(crate) agreed: Agreed,
    /// Every command sent.
    pub(crate) sent: Vec<Vec<u8>>,
}

impl Terminal {
    pub(crate) fn new(card: Card) -> Self {
        Self {
            card,
            channel: None,
            agreed: Agreed::default(),
            sent: Vec::new(),
        }
    }

    pub(crate) fn with_faults(profile: Profile, faults: &[&str]) -> Self {
        Self::new(Card::new(profile, seeded(faults)))
    }

    /// One exchange.
    pub(crate) fn exchange(&mut self, command: &[u8]) -> Response {
        self.sent.push(command.to_vec());
        Response::parse(&self.card.process(command)).unwrap()
    }

    /// One exchange and as many GET RESPONSE as the card asks for.
    pub(crate) fn send(&mut self, command: &[u8]) -> Response {
        let mut response = self.exchange(command);
        while response.status.bytes_available().is_some() {
            let next = self.exchange(&[0x00, 0xC0, 0x00, 0x00, response.status.sw2()]);
            response.data.extend_from_slice(&next.data);
            response.status = next.status;
        }
        response
    }

    pub(crate) fn clear(&mut self, command: &str) -> Response {
        self.send(&hex::decode(&command.replace(' ', "")).unwrap())
    }

    pub(crate) fn status(&mut self, command: &str) -> StatusWord {
        self.clear(command).status
    }

    /// The value at the end of a path in the answer to a command in clear.
    pub(crate) fn value(&mut self, command: &str, path: &[u32]) -> Vec<u8> {
        let response = self.clear(command);
        assert_eq!(response.status, OK, "{command}");
        tlv::descend(&response.data, path).unwrap().value.to_vec()
    }

    /// Diffie-Hellman; secure messaging is on afterwards.
    pub(crate) fn agree(&mut self) -> &mut Self {
        let group = |tag| [0x70, 0xBF_A1_01, 0xA3, tag];
        self.agreed.g = self.value(GET_G, &group(0x97));
        self.agreed.p = self.value(GET_P, &group(0x98));
        self.agreed.q = self.value(GET_Q, &group(0x99));
        self.exchange_public_values()
    }

    pub(crate) fn exchange_public_values(&mut self) -> &mut Self {
        let modulus = Modulus::new(&self.agreed.p).unwrap();
        let exponent = [0x5A; 32];
        self.agreed.own = modulus.pow(&self.agreed.g, &exponent).unwrap().to_vec();
        assert_eq!(self.offer(&self.agreed.own.clone()), OK);
        self.agreed.chip = self.value(GET_PUBLIC_VALUE, &[0xA6, 0x91]);
        let secret = modulus.pow(&self.agreed.chip, &exponent).unwrap();
        let keys = session_keys(Hash::Sha256, Suite::TripleDes, &secret).unwrap();
        self.channel = Some((keys, Ssc::of_8_bytes(1)));
        self
    }

    /// The chained MSE that hands over the terminal's public value.
    pub(crate) fn offer(&mut self, value: &[u8]) -> StatusWord {
        let data = [&hex!("80019B830181")[..], &tlv::encode(0x91, value)].concat();
        self.clear_chained(0x22, 0x41, 0xA6, &data)
    }

    pub(crate) fn clear_chained(&mut self, ins: u8, p1: u8, p2: u8, data: &[u8]) -> StatusWord {
        let mut pieces = data.chunks(255).peekable();
        loop {
            let piece = pieces.next().unwrap_or_default();
            let last = pieces.peek().is_none();
            let cla = if last { 0 } else { CLA_CHAINING };
            let command = Command::new(ins, p1, p2).cla(cla).data(piece);
            let status = self.send(&command.encode(Form::Short).unwrap()).status;
            if last || status != OK {
                return status;
            }
        }
    }

    /// One protected exchange, without any check of what is sent; the whole answer.
    pub(crate) fn protected_answer(&mut self, command: &Command) -> Response {
        let (keys, ssc) = self.channel.as_mut().unwrap();
        let mut machine = SecureMessaging::new(keys.clone(), *ssc);
        ssc.increment();
        let sealed = machine.protect(command, Form::Short, Le::Max).unwrap();
        self.send(&sealed.encode(Form::Short).unwrap())
    }

    /// A protected command in one extended exchange.
    pub(crate) fn secure_extended(&mut self, command: &Command) -> Response {
        let (keys, ssc) = self.channel.as_mut().unwrap();
        let mut machine = SecureMessaging::new(keys.clone(), *ssc);
        ssc.increment();
        ssc.increment();
        let sealed = machine.protect(command, Form::Extended, Le::Max).unwrap();
        let sealed = sealed.encode(Form::Extended).unwrap();
        let answer = self.exchange(&sealed);
        machine
            .open_response(&answer, command.ins % 2 == 1)
            .unwrap()
    }

    /// A protected command, in pieces of 231 bytes, and its protected answer.
    pub(crate) fn secure(&mut self, command: &Command) -> Response {
        let mut pieces = command.data.chunks(231).peekable();
        loop {
            let piece = pieces.next().unwrap_or_default();
            let last = pieces.peek().is_none();
            let part = Command::new(command.ins, command.p1, command.p2)
                .cla(if last { 0 } else { CLA_CHAINING })
                .data(piece)
                .le(if last { command.le } else { Le::None });
            let answer = self.protected_answer(&part);
            let (keys, ssc) = self.channel.as_mut().unwrap();
            let mut machine = SecureMessaging::new(keys.clone(), *ssc);
            ssc.increment();
            let response = machine
                .open_response(&answer, command.ins % 2 == 1)
                .unwrap();
            if last || response.status != OK {
                return response;
            }
        }
    }

    /// A protected command with data and Le, and the protected status word.
    pub(crate) fn secure_status(&mut self, header: [u8; 3], data: &[u8]) -> StatusWord {
        let [ins, p1, p2] = header;
        self.secure(&Command::new(ins, p1, p2).data(data)).status
    }

    /// The certificate that every terminal issues to itself, its body changed by `change`.
    pub(crate) fn certificate(&mut self, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let key = [0x70, 0xBF_A0_04, 0x7F49];
        let authority = Card::new(self.card.profile(), Options::default());
        let mut clear = Self::new(authority);
        clear.clear(SELECT_CIE);
        let object = clear.value(GET_AUTHORITY, &key);
        let part = |tag| tlv::find(&object, tag).unwrap().value;
        let reference = &part(0x5F20)[4..];
        let mut body = [
            &[constants::CERTIFICATE_PROFILE],
            reference,
            &[0; 4],
            &constants::SERIAL_NUMBER,
            &part(0x5F4C)[..6],
            &[1],
            &constants::CERTIFICATE_OID,
            &constants::MODULUS,
            &constants::PUBLIC_EXPONENT,
        ]
        .concat();
        change(&mut body);
        let modulus = Modulus::new(part(0x81)).unwrap();
        let (recoverable, rest) = body.split_at(iso9796::recoverable_len(&modulus));
        let exponent = constants::AUTHORITY_PRIVATE_EXPONENT;
        let signature = iso9796::sign(&modulus, &exponent, recoverable, &[rest]).unwrap();
        let mut parts = tlv::encode(0x5F37, &signature);
        tlv::push(&mut parts, 0x5F38, rest);
        tlv::push(&mut parts, 0x42, reference);
        tlv::encode(0x7F21, &parts)
    }

    /// The terminal's proof for the card's challenge.
    pub(crate) fn proof(&self, challenge: &[u8]) -> Vec<u8> {
        let modulus = Modulus::new(&constants::MODULUS).unwrap();
        let agreed = &self.agreed;
        let message = [
            &agreed.own,
            &constants::SERIAL_NUMBER[..],
            challenge,
            &agreed.chip,
            &agreed.g,
            &agreed.p,
            &agreed.q,
        ];
        let key = &constants::PRIVATE_EXPONENT;
        let signature = iso9796::sign(&modulus, key, &[0x77; 222], &message).unwrap();
        [&constants::SERIAL_NUMBER[..], &signature].concat()
    }

    /// The terminal's half of device authentication, up to the challenge.
    pub(crate) fn present_certificate(&mut self) -> &mut Self {
        let certificate = self.certificate(|_| {});
        assert_eq!(
            self.secure_status([0x22, 0x81, 0xB6], &hex!("800141830184")),
            OK
        );
        assert_eq!(self.secure_status([0x2A, 0x00, 0xAE], &certificate), OK);
        assert_eq!(
            self.secure_status([0x22, 0x81, 0xA4], &holder_reference()),
            OK
        );
        self
    }

    pub(crate) fn challenge(&mut self) -> Vec<u8> {
        let response = self.secure(&Command::new(0x84, 0, 0).le(Le::Exact(8)));
        assert_eq!(response.status, OK);
        response.data.to_vec()
    }

    pub(crate) fn prove_terminal(&mut self) -> Vec<u8> {
        self.present_certificate();
        let challenge = self.challenge();
        let proof = self.proof(&challenge);
        assert_eq!(self.secure_status([0x82, 0, 0], &proof), OK);
        challenge
    }

    /// Device authentication in full, the chip's signature checked.
    pub(crate) fn authenticate(&mut self) -> &mut Self {
        let challenge = self.prove_terminal();
        assert_eq!(
            self.secure_status([0x22, 0x41, 0xA4], &hex!("84018280019B")),
            OK
        );
        let answer = self.secure(&Command::new(0x88, 0, 0).data(RANDOM));
        assert_eq!(answer.status, OK);
        let (serial_number, signature) = answer.data.split_at(8);
        let agreed = &self.agreed;
        let message = [
            &agreed.chip,
            serial_number,
            &RANDOM,
            &agreed.own,
            &agreed.g,
            &agreed.p,
            &agreed.q,
        ];
        let key = cie_sim::identity::Identity::standard().device_authentication_key();
        let modulus = Modulus::new(&key.modulus()).unwrap();
        iso9796::verify(&modulus, &key.public_exponent(), signature, &message).unwrap();
        let challenge = challenge.try_into().unwrap();
        self.channel.as_mut().unwrap().1 = Ssc::from_challenges(challenge, RANDOM);
        self
    }

    pub(crate) fn verify(&mut self, reference: u8, code: &str) -> StatusWord {
        self.secure_status([0x20, 0x00, reference], code.as_bytes())
    }
}

pub(crate) fn seeded(faults: &[&str]) -> Options {
    Options {
        seed: Some(1),
        faults: Faults::parse(faults).unwrap(),
        ..Options::default()
    }
}

/// `83 0C` and the holder reference of the terminal's certificate.
pub(crate) fn holder_reference() -> Vec<u8> {
    [&hex!("830C00000000")[..], &constants::SERIAL_NUMBER].concat()
}

/// A terminal that has selected DF_CIE.
pub(crate) fn in_cie(profile: Profile, faults: &[&str]) -> Terminal {
    let mut terminal = Terminal::with_faults(profile, faults);
    assert_eq!(terminal.status(SELECT_CIE), OK);
    terminal
}

/// A terminal after device authentication.
pub(crate) fn authenticated(profile: Profile, faults: &[&str]) -> Terminal {
    let mut terminal = in_cie(profile, faults);
    terminal.agree().authenticate();
    terminal
}
