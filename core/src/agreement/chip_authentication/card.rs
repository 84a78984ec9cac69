//! The card's side.

use core::fmt;

use super::{
    ChipAuthenticationError, DYNAMIC_AUTHENTICATION_DATA, EPHEMERAL_KEY, EPHEMERAL_KEY_KAT,
    KEY_REFERENCE, PROTOCOL, Protocol, SET_AT, SET_KAT, agree,
};
use crate::{
    agreement::group::{Group, KeyPair, PrivateKey},
    apdu::{Command, Response, StatusWord, command::ins},
    bytes::tlv::{self, TlvError},
    channel::{cipher::Suite, secure::SecureMessaging},
};

/// What comes of a command to the card.
#[derive(Debug)]
pub struct CardAnswer {
    /// What to send back, under the old keys.
    pub response: Response,
    /// The channel for the next command, when there is one.
    pub channel: Option<Box<SecureMessaging>>,
}

/// The card's side: one static key.
#[derive(Clone)]
pub struct CardSide {
    group: Group,
    key: KeyPair,
    key_id: Option<Vec<u8>>,
    /// What MSE SET AT has chosen.
    selected: Option<Suite>,
}

impl CardSide {
    /// A card with a static key on the standard generator of its group, by
    /// its private part. Where it has a name, commands must give it.
    ///
    /// # Errors
    /// [`ChipAuthenticationError::UnusableKey`] for a key out of range.
    pub fn new(
        group: Group,
        key: PrivateKey,
        key_id: Option<&[u8]>,
    ) -> Result<Self, ChipAuthenticationError> {
        let key = group
            .key_pair(&group.generator(), key)
            .map_err(ChipAuthenticationError::UnusableKey)?;
        Ok(Self {
            group,
            key,
            key_id: key_id.map(<[u8]>::to_vec),
            selected: None,
        })
    }

    /// The static public key: as long as p, or `04 ‖ x ‖ y`.
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        self.key.public().as_bytes()
    }

    /// Takes an opened MSE SET KAT, MSE SET AT or GENERAL AUTHENTICATE;
    /// `None` for another command.
    pub fn answer(&mut self, command: &Command) -> Option<CardAnswer> {
        const MSE: u8 = ins::MANAGE_SECURITY_ENVIRONMENT;
        let data = &command.data;
        let selected = self.selected.take();
        let result = match [command.cla, command.ins, command.p1, command.p2] {
            [0, MSE, p1, p2] if (p1, p2) == SET_KAT => self.set_kat(data),
            [0, MSE, p1, p2] if (p1, p2) == SET_AT => self.set_at(data),
            [0, ins::GENERAL_AUTHENTICATE, 0, 0] => self.general_authenticate(selected, data),
            _ => {
                self.selected = selected;
                return None;
            }
        };
        Some(result.unwrap_or_else(|status| CardAnswer {
            response: Response::status(status),
            channel: None,
        }))
    }

    fn set_kat(&self, data: &[u8]) -> Result<CardAnswer, StatusWord> {
        self.check_reference(data)?;
        let key = tlv::find(data, EPHEMERAL_KEY_KAT).map_err(|_| StatusWord::WRONG_DATA)?;
        let response = Response::status(StatusWord::OK);
        self.agree(Suite::TripleDes, key.value, response)
    }

    fn set_at(&mut self, data: &[u8]) -> Result<CardAnswer, StatusWord> {
        self.check_reference(data)?;
        let oid = tlv::find(data, PROTOCOL).map_err(|_| StatusWord::WRONG_DATA)?;
        let protocol = Protocol::from_oid(oid.value)
            .filter(|protocol| protocol.agreement == self.group.agreement())
            .ok_or(StatusWord::WRONG_DATA)?;
        self.selected = Some(protocol.suite);
        Ok(CardAnswer {
            response: Response::status(StatusWord::OK),
            channel: None,
        })
    }

    fn general_authenticate(
        &self,
        selected: Option<Suite>,
        data: &[u8],
    ) -> Result<CardAnswer, StatusWord> {
        let suite = selected.ok_or(StatusWord::CONDITIONS_NOT_SATISFIED)?;
        let key = tlv::descend(data, &[DYNAMIC_AUTHENTICATION_DATA, EPHEMERAL_KEY])
            .map_err(|_| StatusWord::WRONG_DATA)?;
        let answer = tlv::encode(DYNAMIC_AUTHENTICATION_DATA, &[]);
        self.agree(suite, key.value, Response::new(answer, StatusWord::OK))
    }

    fn check_reference(&self, data: &[u8]) -> Result<(), StatusWord> {
        let named = match tlv::find(data, KEY_REFERENCE) {
            Ok(object) => Some(object.value),
            Err(TlvError::Missing(_)) => None,
            Err(_) => return Err(StatusWord::WRONG_DATA),
        };
        if named == self.key_id.as_deref() {
            Ok(())
        } else {
            Err(StatusWord::REFERENCED_DATA_NOT_FOUND)
        }
    }

    fn agree(
        &self,
        suite: Suite,
        key: &[u8],
        response: Response,
    ) -> Result<CardAnswer, StatusWord> {
        let channel = self
            .group
            .element(key)
            .and_then(|terminal| agree(&self.group, &self.key, &terminal, suite))
            .map_err(|_| StatusWord::WRONG_DATA)?;
        Ok(CardAnswer {
            response,
            channel: Some(Box::new(channel)),
        })
    }
}

impl fmt::Debug for CardSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardSide({:?})", self.group)
    }
}
