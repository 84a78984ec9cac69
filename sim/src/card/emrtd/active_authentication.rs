//! Active authentication (ICAO Doc 9303-11, section 6.1).

use cie_core::{StatusWord, apdu::Command};
use rand_core::TryRng;

use crate::card::Card;
use crate::identity::{Hash, RSA_BYTES};
use crate::interface::{Answer, ok_with};
use crate::lds::{ActiveAuthentication, active_authentication_ec_key};

/// Bytes of the terminal's challenge.
const CHALLENGE: usize = 8;
/// First byte of a signature by ISO/IEC 9796-2 with partial recovery.
const HEADER: u8 = 0x6A;

impl Card {
    /// INTERNAL AUTHENTICATE in the application.
    pub(in crate::card) fn authenticate_actively(&mut self, command: &Command) -> Answer {
        if (command.p1, command.p2) != (0, 0) {
            return Err(StatusWord::WRONG_P1P2);
        }
        if self.session.channel.is_none() || !self.session.document.opened {
            return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
        }
        self.refused_proof()?;
        let kind = self.document().options().active_authentication;
        let kind = kind.ok_or(StatusWord::CONDITIONS_NOT_SATISFIED)?;
        if command.data.len() != CHALLENGE {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let mut challenge = command.data.to_vec();
        if self.faults().wrong_chip_signature
            && let Some(first) = challenge.first_mut()
        {
            *first ^= 1;
        }
        let signature = match kind {
            ActiveAuthentication::Ecdsa => active_authentication_ec_key()
                .sign_plain(&challenge)
                .map_err(|_| StatusWord::NO_DIAGNOSIS)?,
            ActiveAuthentication::RsaSha1 => self.recoverable(Hash::Sha1, &[0xBC], &challenge)?,
            ActiveAuthentication::RsaSha256 => {
                self.recoverable(Hash::Sha256, &[0x34, 0xCC], &challenge)?
            }
        };
        Ok(ok_with(signature))
    }

    /// Digital signature scheme 1 of ISO/IEC 9796-2: the chip's random part can be read from it,
    /// the challenge is hashed only.
    fn recoverable(
        &mut self,
        hash: Hash,
        trailer: &[u8],
        challenge: &[u8],
    ) -> Result<Vec<u8>, StatusWord> {
        let failed = StatusWord::NO_DIAGNOSIS;
        let rest = 1 + hash.digest(&[]).len() + trailer.len();
        let mut random = vec![0; RSA_BYTES - rest];
        let Ok(()) = self.random.try_fill_bytes(&mut random);
        let digest = hash.digest(&[random.as_slice(), challenge].concat());
        let block = [&[HEADER][..], &random, &digest, trailer].concat();
        let key = self.identity.device_authentication_key();
        key.private_operation(&block).map_err(|_| failed)
    }
}
