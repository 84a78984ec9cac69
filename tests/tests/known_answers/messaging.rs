//! Secure messaging, both sides of it.

use cie_core::{
    StatusWord,
    agreement::kdf::{Hash, session_keys},
    apdu::{Command, Form, Le, Response},
    channel::{
        cipher::{SessionKeys, Suite},
        secure::SecureMessaging,
        ssc::Ssc,
    },
};
use serde::Deserialize;

use super::vector::{Bytes, KnownAnswer, flipped};

/// A command and its answer, in clear and protected; whole APDUs.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exchange {
    #[serde(rename = "name")]
    _name: String,
    command: Bytes,
    protected_command: Bytes,
    response: Bytes,
    protected_response: Bytes,
}

impl Exchange {
    fn expected(&mut self) -> [&mut [u8]; 4] {
        [
            &mut self.command.0,
            &mut self.protected_command.0,
            &mut self.response.0,
            &mut self.protected_response.0,
        ]
    }
}

/// Lets terminal and card do the exchanges; `None` when a side refuses.
fn replay(keys: &SessionKeys, ssc: Ssc, exchanges: &[Exchange]) -> Option<bool> {
    let mut terminal = SecureMessaging::new(keys.clone(), ssc);
    let mut card = SecureMessaging::new(keys.clone(), ssc);
    let mut same = true;
    for exchange in exchanges {
        let (command, _) = Command::parse(&exchange.command).ok()?;
        let response = Response::parse(&exchange.response)?;
        let odd = command.ins % 2 == 1;

        let sent = terminal.protect(&command, Form::Short, Le::Max).ok()?;
        same &= **sent.encode(Form::Short).ok()? == *exchange.protected_command;
        let (received, _) = Command::parse(&exchange.protected_command).ok()?;
        same &= card.open_command(&received).ok()? == command;

        let sealed = card.protect_response(&response, odd, StatusWord::OK).ok()?;
        same &= sealed.encode() == *exchange.protected_response;
        let received = Response::parse(&exchange.protected_response)?;
        same &= terminal.open_response(&received, odd).ok()? == response;
    }
    Some(same)
}

fn counter(ssc: &[u8]) -> Ssc {
    Ssc::of_8_bytes(u64::from_be_bytes(ssc.try_into().unwrap()))
}

/// A session of a travel document with its keys.
#[derive(Clone, Deserialize)]
pub(crate) struct TravelDocumentSession {
    k_enc: Bytes,
    k_mac: Bytes,
    ssc: Bytes,
    pub(crate) exchange: Vec<Exchange>,
}

impl KnownAnswer for TravelDocumentSession {
    fn holds(&self) -> bool {
        let keys = SessionKeys::new(Suite::TripleDes, &self.k_enc, &self.k_mac).unwrap();
        replay(&keys, counter(&self.ssc), &self.exchange).unwrap_or(false)
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| {
            vector
                .exchange
                .iter_mut()
                .flat_map(Exchange::expected)
                .collect()
        })
    }
}

/// Sessions of the IAS application, whose keys come from one secret.
#[derive(Clone, Deserialize)]
pub(crate) struct IasSessions {
    secret: Bytes,
    k_enc: Bytes,
    k_mac: Bytes,
    session: Vec<IasSession>,
    command_length: Vec<CommandLength>,
    response_length: Vec<ResponseLength>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct IasSession {
    ssc: Bytes,
    rnd_icc: Option<Bytes>,
    rnd_ifd: Option<Bytes>,
    exchange: Vec<Exchange>,
}

/// Bytes of data in a command without Le, bytes of the protected APDU.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommandLength {
    data: usize,
    apdu: usize,
}

/// Bytes of data in an answer, bytes of the protected data field.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponseLength {
    data: usize,
    body: usize,
}

impl IasSessions {
    /// Sessions, exchanges, lengths of commands, lengths of responses.
    pub(crate) fn counts(&self) -> [usize; 4] {
        [
            self.session.len(),
            self.session
                .iter()
                .map(|session| session.exchange.len())
                .sum(),
            self.command_length.len(),
            self.response_length.len(),
        ]
    }

    fn lengths_hold(&self, keys: &SessionKeys) -> bool {
        let mut channel = SecureMessaging::new(keys.clone(), Ssc::of_8_bytes(1));
        let commands = self.command_length.iter().all(|length| {
            let command = Command::new(0x2A, 0x00, 0xAE).data(vec![0; length.data]);
            let sent = channel.protect(&command, Form::Short, Le::Max).unwrap();
            sent.encode(Form::Short).unwrap().len() == length.apdu
        });
        let responses = self.response_length.iter().all(|length| {
            let answer = Response::new(vec![0; length.data], StatusWord::OK);
            let sealed = channel.protect_response(&answer, false, StatusWord::OK);
            sealed.unwrap().data.len() == length.body
        });
        commands && responses
    }
}

impl IasSession {
    /// The counter is that of the challenges, where there are any.
    fn seeded(&self) -> bool {
        match (&self.rnd_icc, &self.rnd_ifd) {
            (Some(icc), Some(ifd)) => {
                let (icc, ifd) = ((**icc).try_into().unwrap(), (**ifd).try_into().unwrap());
                Ssc::from_challenges(icc, ifd).bytes() == *self.ssc
            }
            _ => true,
        }
    }
}

impl KnownAnswer for IasSessions {
    fn holds(&self) -> bool {
        let keys = session_keys(Hash::Sha256, Suite::TripleDes, &self.secret).unwrap();
        keys.enc() == &*self.k_enc
            && keys.mac_key() == &*self.k_mac
            && self.session.iter().all(|session| {
                let replayed = replay(&keys, counter(&session.ssc), &session.exchange);
                session.seeded() && replayed.unwrap_or(false)
            })
            && self.lengths_hold(&keys)
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        let mut variants = flipped(self, |vector| {
            let mut expected = vec![&mut vector.k_enc.0[..], &mut vector.k_mac.0];
            for session in &mut vector.session {
                if session.rnd_icc.is_some() {
                    expected.push(&mut session.ssc.0);
                }
                expected.extend(session.exchange.iter_mut().flat_map(Exchange::expected));
            }
            expected
        });
        for index in 0..self.command_length.len() {
            let mut variant = self.clone();
            variant.command_length[index].apdu += 1;
            variants.push(vec![variant]);
        }
        for index in 0..self.response_length.len() {
            let mut variant = self.clone();
            variant.response_length[index].body += 1;
            variants.push(vec![variant]);
        }
        variants
    }
}
