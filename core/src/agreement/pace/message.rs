//! What the commands and answers carry.

use super::{PaceError, Step};
use crate::{
    agreement::password::PasswordReference,
    apdu::{
        Command, Le, Response, StatusWord,
        command::{CLA_CHAINING, ins},
    },
    bytes::tlv::{self, Tlv},
};

/// Dynamic authentication data (ISO/IEC 7816-4:2020 section 11.5.5).
const DYNAMIC_AUTHENTICATION_DATA: u32 = 0x7C;
/// MSE SET for mutual authentication.
const SET_AUTHENTICATION: (u8, u8) = (0xC1, 0xA4);
const PROTOCOL: u32 = 0x80;
const PASSWORD: u32 = 0x83;
const PARAMETERS: u32 = 0x84;

impl Step {
    /// Tag of the terminal's data in GENERAL AUTHENTICATE. The request for
    /// the nonce has none.
    pub(super) const fn command_tag(self) -> Option<u32> {
        match self {
            Self::SetAuthentication | Self::Nonce => None,
            Self::Map => Some(0x81),
            Self::Agree => Some(0x83),
            Self::Token => Some(0x85),
        }
    }

    /// Tag of the card's data.
    pub(super) const fn response_tag(self) -> u32 {
        match self {
            Self::SetAuthentication | Self::Nonce => 0x80,
            Self::Map => 0x82,
            Self::Agree => 0x84,
            Self::Token => 0x86,
        }
    }

    /// The class byte: the last command ends the chain.
    pub(super) const fn class(self) -> u8 {
        match self {
            Self::SetAuthentication | Self::Token => 0,
            Self::Nonce | Self::Map | Self::Agree => CLA_CHAINING,
        }
    }
}

/// MSE SET AT, read or to be sent (ICAO Doc 9303-11 section 4.4.4.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAuthentication {
    /// The value field of the protocol's object identifier.
    pub oid: Vec<u8>,
    /// Reference of the password.
    pub password: u8,
    /// Number of the domain parameters, when the terminal names them.
    pub parameter_id: Option<u8>,
}

impl SetAuthentication {
    /// The command.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut data = tlv::encode(PROTOCOL, &self.oid);
        tlv::push(&mut data, PASSWORD, &[self.password]);
        if let Some(id) = self.parameter_id {
            tlv::push(&mut data, PARAMETERS, &[id]);
        }
        let (p1, p2) = SET_AUTHENTICATION;
        Command::new(ins::MANAGE_SECURITY_ENVIRONMENT, p1, p2).data(data)
    }

    /// Card: reads the command; what a card without terminal authentication
    /// does not need is passed over. `None` when it is another command.
    ///
    /// # Errors
    /// The status word to answer with.
    pub fn parse(command: &Command) -> Option<Result<Self, StatusWord>> {
        let (p1, p2) = SET_AUTHENTICATION;
        let own = command.cla == 0
            && command.ins == ins::MANAGE_SECURITY_ENVIRONMENT
            && (command.p1, command.p2) == (p1, p2);
        own.then(|| Self::read(&command.data).ok_or(StatusWord::WRONG_DATA))
    }

    fn read(data: &[u8]) -> Option<Self> {
        let password = tlv::find(data, PASSWORD).ok()?.value;
        let parameter_id = match tlv::find(data, PARAMETERS) {
            Ok(object) => Some(*single(object.value)?),
            Err(tlv::TlvError::Missing(_)) => None,
            Err(_) => return None,
        };
        Some(Self {
            oid: tlv::find(data, PROTOCOL).ok()?.value.to_vec(),
            password: *single(password)?,
            parameter_id,
        })
    }

    /// The kind of password that is meant.
    #[must_use]
    pub const fn password_reference(&self) -> Option<PasswordReference> {
        PasswordReference::from_byte(self.password)
    }
}

const fn single(bytes: &[u8]) -> Option<&u8> {
    match bytes {
        [byte] => Some(byte),
        _ => None,
    }
}

/// GENERAL AUTHENTICATE of a step.
pub(super) fn general_authenticate(step: Step, data: &[u8]) -> Command {
    let body = match step.command_tag() {
        Some(tag) => tlv::encode(tag, data),
        None => Vec::new(),
    };
    Command::new(ins::GENERAL_AUTHENTICATE, 0, 0)
        .cla(step.class())
        .data(tlv::encode(DYNAMIC_AUTHENTICATION_DATA, &body))
        .le(Le::Max)
}

/// Card: the terminal's data of a step. `None` when it is another command.
pub(super) fn read_general_authenticate(
    step: Step,
    command: &Command,
) -> Result<Vec<u8>, StatusWord> {
    if command.ins != ins::GENERAL_AUTHENTICATE {
        return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
    }
    if (command.p1, command.p2) != (0, 0) {
        return Err(StatusWord::WRONG_P1P2);
    }
    if command.cla != step.class() {
        return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
    }
    let template = template(&command.data).ok_or(StatusWord::WRONG_DATA)?;
    match step.command_tag() {
        None if template.value.is_empty() => Ok(Vec::new()),
        None => Err(StatusWord::WRONG_DATA),
        Some(tag) => template
            .child(tag)
            .map(|object| object.value.to_vec())
            .map_err(|_| StatusWord::WRONG_DATA),
    }
}

/// Card: the answer of a step.
pub(super) fn answer(step: Step, data: &[u8], more: Option<(u32, &[u8])>) -> Response {
    let mut body = tlv::encode(step.response_tag(), data);
    if let Some((tag, value)) = more {
        tlv::push(&mut body, tag, value);
    }
    Response::new(
        tlv::encode(DYNAMIC_AUTHENTICATION_DATA, &body),
        StatusWord::OK,
    )
}

/// Terminal: the template that an answer holds.
pub(super) fn read_answer(data: &[u8]) -> Result<Tlv<'_>, PaceError> {
    template(data).ok_or(PaceError::Misbehaved("malformed authentication data"))
}

/// Terminal: one object of a template.
pub(super) fn object<'a>(template: &Tlv<'a>, tag: u32) -> Result<&'a [u8], PaceError> {
    template
        .child(tag)
        .map(|object| object.value)
        .map_err(|_| PaceError::Misbehaved("authentication data are missing"))
}

fn template(data: &[u8]) -> Option<Tlv<'_>> {
    let template = Tlv::single(data).ok()?;
    (template.tag == DYNAMIC_AUTHENTICATION_DATA).then_some(template)
}

/// Bytes of a template with one object of `len` bytes.
pub(super) fn template_len(len: usize) -> usize {
    let header = |len: usize| match len {
        0..=0x7F => 2,
        0x80..=0xFF => 3,
        _ => 4,
    };
    let object = header(len) + len;
    header(object) + object
}
