//! INTERNAL AUTHENTICATE: the chip's device authentication (key 82), and plain signatures with the
//! holder's key (81) and the services key (83).

use cie_core::{StatusWord, apdu::Command};

use super::Card;
use super::session::InternalKey;
use crate::identity::{RSA_BYTES, RsaKey};
use crate::interface::{Answer, ok_with};

impl Card {
    pub(super) fn internal_authenticate(&mut self, command: &Command) -> Answer {
        if (command.p1, command.p2) != (0, 0) {
            return Err(StatusWord::WRONG_P1P2);
        }
        let data = command.data.as_slice();
        match self.session.environment.internal {
            None => Err(StatusWord::CONDITIONS_NOT_SATISFIED),
            Some(InternalKey::DeviceAuthentication) => self.authenticate_device(data),
            Some(InternalKey::Services) => sign(self.identity.services_key(), data),
            Some(InternalKey::User) if self.session.pin_verified => {
                sign(self.identity.user_key(), data)
            }
            Some(InternalKey::User) => Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED),
        }
    }
}

/// PKCS #1 v1.5 padding of type 1 around the data as they are, no hash and no DigestInfo:
/// terminals send challenges of 8 bytes and DigestInfo alike (italia/cie-PN532,
/// italia/cie-nis-java-sdk, pagopa/cie-sdk-ios).
fn sign(key: &RsaKey, data: &[u8]) -> Answer {
    const OVERHEAD: usize = 11;
    let filling = RSA_BYTES
        .checked_sub(data.len() + OVERHEAD)
        .filter(|_| !data.is_empty())
        .ok_or(StatusWord::WRONG_LENGTH)?;
    let filling = vec![0xFF; filling + OVERHEAD - 3];
    let block = [&[0x00, 0x01], filling.as_slice(), &[0x00], data].concat();
    let signature = key
        .private_operation(&block)
        .map_err(|_| StatusWord::NO_DIAGNOSIS)?;
    Ok(ok_with(signature))
}
