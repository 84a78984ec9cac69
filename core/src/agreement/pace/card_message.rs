//! The card's side of the messages: what it reads, and its answers.

use zeroize::Zeroizing;

use super::{
    ChipAuthenticationData, SetAuthentication, Step,
    chip_data::IV_OF,
    message::{
        DYNAMIC_AUTHENTICATION_DATA, PARAMETERS, PASSWORD, PROTOCOL, SET_AUTHENTICATION, template,
    },
};
use crate::{
    agreement::{
        group::{Group, GroupError, PrivateKey},
        password::PasswordReference,
    },
    apdu::{Command, Response, StatusWord, command::ins},
    bytes::tlv,
    channel::cipher::{SessionKeys, pad},
};

impl SetAuthentication {
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

impl ChipAuthenticationData {
    /// Card: the object `8A`.
    pub(super) fn seal(
        keys: &SessionKeys,
        group: &Group,
        mapping_key: &PrivateKey,
        static_key: &PrivateKey,
    ) -> Result<Vec<u8>, GroupError> {
        let quotient = group.divide(mapping_key, static_key)?;
        let mut data = Zeroizing::new(Vec::with_capacity(quotient.as_bytes().len() + 16));
        data.extend_from_slice(quotient.as_bytes());
        pad(&mut data, keys.suite().block_len());
        keys.encrypt(&IV_OF, &mut data)
            .map_err(|_| GroupError::Parameters)?;
        Ok(data.to_vec())
    }
}
