//! MANAGE SECURITY ENVIRONMENT and PERFORM SECURITY OPERATION (ISO/IEC 7816-8) with the holder's
//! authentication key, as OpenSC uses them (`src/libopensc/card-itacns.c`): whoever wants a
//! signature pads the block, and the card does nothing but the bare RSA operation.

use cie_core::bytes::tlv;
use cie_core::{StatusWord, apdu::Command};

use super::card::Card;
use super::profile::Layout;
use crate::identity::CnsKeys;
use crate::interface::{Answer, ok, ok_with};

/// P1: RESTORE.
const RESTORE: u8 = 0xF3;
/// P1: SET, for whatever use of a private key.
const SET: u8 = 0xF1;
/// P2 of RESTORE: the security environment of the authentication key.
const ENVIRONMENT: u8 = 0x03;
/// P2 of SET: digital signature template.
const SIGNATURE: u8 = 0xB6;
/// P2 of SET: confidentiality template.
const CONFIDENTIALITY: u8 = 0xB8;
/// Reference of the key.
const KEY: u32 = 0x83;

/// P1 and P2 of COMPUTE DIGITAL SIGNATURE.
const COMPUTE_SIGNATURE: (u8, u8) = (0x9E, 0x9A);
/// P1 and P2 of DECIPHER.
const DECIPHER: (u8, u8) = (0x80, 0x86);

/// What the environment that was restored is set to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Environment {
    Restored,
    Signature,
    Confidentiality,
}

impl Card {
    pub(super) fn manage_security_environment(&mut self, command: &Command) -> Answer {
        match (command.p1, command.p2) {
            (RESTORE, ENVIRONMENT) if command.data.is_empty() => {
                self.session.environment = Some(Environment::Restored);
                Ok(ok())
            }
            (RESTORE, ENVIRONMENT) => Err(StatusWord::WRONG_DATA),
            (RESTORE, _) => Err(StatusWord::REFERENCED_DATA_NOT_FOUND),
            (SET, SIGNATURE) => self.set_key(&command.data, Environment::Signature),
            (SET, CONFIDENTIALITY) => self.set_key(&command.data, Environment::Confidentiality),
            _ => Err(StatusWord::WRONG_P1P2),
        }
    }

    fn set_key(&mut self, data: &[u8], environment: Environment) -> Answer {
        if self.session.environment.is_none() {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        let reference = tlv::find(data, KEY).map_err(|_| StatusWord::WRONG_DATA)?;
        let own: u8 = match self.profile.layout() {
            Layout::Classic => 0x01,
            Layout::Idemia => 0x02,
        };
        if reference.value != [own] || !self.is_at_key() {
            return Err(StatusWord::REFERENCED_DATA_NOT_FOUND);
        }
        self.session.environment = Some(environment);
        Ok(ok())
    }

    pub(super) fn perform_security_operation(&self, command: &Command) -> Answer {
        let data = command.data.as_slice();
        let (needed, block) = match (command.p1, command.p2) {
            COMPUTE_SIGNATURE => (Environment::Signature, data),
            DECIPHER => match data {
                // Padding indicator: no further indication.
                [0x00, block @ ..] => (Environment::Confidentiality, block),
                _ => return Err(StatusWord::WRONG_DATA),
            },
            _ => return Err(StatusWord::WRONG_P1P2),
        };
        if self.session.environment != Some(needed) {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        if !self.session.pin_verified {
            return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
        }
        if block.len() != self.profile.modulus_length() {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let key = CnsKeys::standard().key(self.profile.key_length());
        let result = key.private_operation(block);
        result.map(ok_with).map_err(|_| StatusWord::WRONG_DATA)
    }
}
