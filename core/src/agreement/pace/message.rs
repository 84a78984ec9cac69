//! What the commands and answers carry.

use super::{PaceError, Step};
use crate::{
    apdu::{
        Command, Le,
        command::{CLA_CHAINING, ins},
    },
    bytes::tlv::{self, Tlv},
};

/// Dynamic authentication data (ISO/IEC 7816-4:2020 section 11.5.5).
pub(super) const DYNAMIC_AUTHENTICATION_DATA: u32 = 0x7C;
/// MSE SET for mutual authentication.
pub(super) const SET_AUTHENTICATION: (u8, u8) = (0xC1, 0xA4);
pub(super) const PROTOCOL: u32 = 0x80;
pub(super) const PASSWORD: u32 = 0x83;
pub(super) const PARAMETERS: u32 = 0x84;

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

pub(super) fn template(data: &[u8]) -> Option<Tlv<'_>> {
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
