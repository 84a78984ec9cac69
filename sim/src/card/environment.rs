//! MANAGE SECURITY ENVIRONMENT, SET (ISO/IEC 7816-4, 11.5.11).

use cie_core::bytes::tlv;
use cie_core::{StatusWord, apdu::Command};

use super::Card;
use super::files::Application;
use super::session::{InternalKey, Session};
use crate::interface::{Answer, ok};

/// P1: SET for computation, internal authentication and key agreement.
const COMPUTATION: u8 = 0x41;
/// P1: SET for verification and external authentication.
const VERIFICATION: u8 = 0x81;
/// P2: authentication template.
const AUTHENTICATION: u8 = 0xA4;
/// P2: key agreement template.
const KEY_AGREEMENT: u8 = 0xA6;
/// P2: digital signature template.
const SIGNATURE: u8 = 0xB6;

/// Cryptographic mechanism reference.
const ALGORITHM: u32 = 0x80;
/// Reference of a public key, or a certificate holder reference.
const PUBLIC_KEY: u32 = 0x83;
/// Reference of a private key.
const PRIVATE_KEY: u32 = 0x84;
/// The terminal's public value.
const PUBLIC_VALUE: u32 = 0x91;

/// Client authentication: RSA, PKCS #1 v1.5, without any hash.
const CLIENT_AUTHENTICATION: &[u8] = &[0x02];
/// ISO/IEC 9796-2 scheme 1 with SHA-256.
const CERTIFICATE_VERIFICATION: &[u8] = &[0x41];
/// Diffie-Hellman asymmetric authentication with privacy and SHA-256.
const DEVICE_AUTHENTICATION: &[u8] = &[0x9B];

impl Card {
    pub(super) fn manage_security_environment(&mut self, command: &Command) -> Answer {
        if self.application != Application::Cie {
            return Err(StatusWord::REFERENCED_DATA_NOT_FOUND);
        }
        let data = command.data.as_slice();
        match (command.p1, command.p2) {
            (COMPUTATION, KEY_AGREEMENT) => self.receive_public_value(data),
            (COMPUTATION, AUTHENTICATION) => self.set_internal_key(data),
            (VERIFICATION, SIGNATURE) => {
                if reference(data)?.len() == 12 {
                    if !self.profile.takes_holder_in_b6() {
                        return Err(StatusWord::WRONG_DATA);
                    }
                    return self.set_holder(data);
                }
                self.set_authority(data)
            }
            (VERIFICATION, AUTHENTICATION) => self.set_holder(data),
            _ => Err(StatusWord::WRONG_P1P2),
        }
    }

    fn receive_public_value(&mut self, data: &[u8]) -> Answer {
        if self.session.channel.is_some() {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        check(value(data, ALGORITHM)?, DEVICE_AUTHENTICATION)?;
        known(value(data, PUBLIC_KEY)?, &[0x81])?;
        let terminal = value(data, PUBLIC_VALUE)?.to_vec();
        self.session = Session::default();
        self.accept_public_value(terminal)
    }

    fn set_internal_key(&mut self, data: &[u8]) -> Answer {
        let (algorithm, key) = (value(data, ALGORITHM)?, value(data, PRIVATE_KEY)?);
        let (key, needed) = match key {
            [0x81] => (InternalKey::User, CLIENT_AUTHENTICATION),
            [0x82] => (InternalKey::DeviceAuthentication, DEVICE_AUTHENTICATION),
            [0x83] => (InternalKey::Services, CLIENT_AUTHENTICATION),
            _ => return Err(StatusWord::REFERENCED_DATA_NOT_FOUND),
        };
        check(algorithm, needed)?;
        self.session.environment.internal = Some(key);
        Ok(ok())
    }

    fn set_authority(&mut self, data: &[u8]) -> Answer {
        check(value(data, ALGORITHM)?, CERTIFICATE_VERIFICATION)?;
        known(reference(data)?, &[0x84])?;
        self.session.environment.authority = true;
        Ok(ok())
    }

    fn set_holder(&mut self, data: &[u8]) -> Answer {
        let holder = reference(data)?;
        let session = &mut self.session;
        let terminal = session
            .terminal
            .as_ref()
            .filter(|terminal| terminal.holder == holder)
            .ok_or(StatusWord::REFERENCED_DATA_NOT_FOUND)?;
        session.environment.holder = Some(terminal.holder);
        Ok(ok())
    }
}

fn reference(data: &[u8]) -> Result<&[u8], StatusWord> {
    value(data, PUBLIC_KEY)
}

fn value(data: &[u8], tag: u32) -> Result<&[u8], StatusWord> {
    tlv::find(data, tag)
        .map(|object| object.value)
        .map_err(|_| StatusWord::WRONG_DATA)
}

fn check(found: &[u8], needed: &[u8]) -> Result<(), StatusWord> {
    (found == needed)
        .then_some(())
        .ok_or(StatusWord::WRONG_DATA)
}

fn known(found: &[u8], needed: &[u8]) -> Result<(), StatusWord> {
    (found == needed)
        .then_some(())
        .ok_or(StatusWord::REFERENCED_DATA_NOT_FOUND)
}
