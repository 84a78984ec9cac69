//! How the chip of an open document proves that it is no copy.

use rand_core::CryptoRng;

use super::Document;
use crate::{
    agreement::{
        chip_authentication::{self, ChipPublicKey},
        group::Group,
    },
    apdu::{Command, Le, command::ins},
    app::emrtd::{
        public_key::{DomainParameters, PublicKey},
        security_info::SecurityInfos,
    },
    channel::plain::Link,
    error::{Error, ErrorKind},
};

impl Document<'_, '_> {
    /// Chip authentication with the first key of DG14 that can be used. Gives
    /// `false` when it offers none.
    ///
    /// # Errors
    /// `chip_check_failed` when the chip does not have the key.
    pub fn authenticate_chip(
        &mut self,
        offers: &SecurityInfos,
        rng: &mut dyn CryptoRng,
    ) -> Result<bool, Error> {
        let Some((protocol, key, key_id)) = usable_key(offers) else {
            return Ok(false);
        };
        let failed = |link: &Link<'_>, error| {
            link.error(match error {
                chip_authentication::ChipAuthenticationError::Refused(status) => {
                    ErrorKind::CardRefused {
                        status,
                        confirmed: true,
                    }
                }
                chip_authentication::ChipAuthenticationError::Misbehaved(what) => {
                    ErrorKind::CardMisbehaved(what)
                }
                _ => ErrorKind::ChipCheckFailed("the chip's key cannot be used"),
            })
        };
        let mut machine =
            chip_authentication::Terminal::begin(protocol, key, key_id.as_deref(), rng)
                .map_err(|error| failed(self.channel.link(), error))?;
        while let Some(command) = machine.next() {
            let response = self
                .channel
                .exchange(&command)
                .map_err(|error| self.channel.link().failure(error))?;
            match machine
                .accept(&response)
                .map_err(|error| failed(self.channel.link(), error))?
            {
                chip_authentication::Accepted::GoOn => {}
                chip_authentication::Accepted::Done(messaging) => self.channel.rekey(*messaging),
            }
        }
        Ok(true)
    }

    /// INTERNAL AUTHENTICATE with a challenge of 8 bytes: the chip's
    /// signature for active authentication.
    ///
    /// # Errors
    /// `card_refused`.
    pub fn sign_challenge(&mut self, challenge: [u8; 8]) -> Result<Vec<u8>, Error> {
        let command = Command::new(ins::INTERNAL_AUTHENTICATE, 0, 0)
            .data(challenge)
            .le(Le::Max);
        let response = self
            .channel
            .exchange(&command)
            .map_err(|error| self.channel.link().failure(error))?;
        if response.status.is_ok() {
            return Ok(response.data.to_vec());
        }
        let kind = ErrorKind::CardRefused {
            status: response.status,
            confirmed: true,
        };
        Err(self.link().error(kind))
    }
}

/// The first key of DG14 whose protocol and group are here.
fn usable_key(
    offers: &SecurityInfos,
) -> Option<(
    chip_authentication::Protocol,
    ChipPublicKey,
    Option<Vec<u8>>,
)> {
    offers.chip_authentication().find_map(|info| {
        let protocol = chip_authentication::Protocol::from_oid(&info.oid)?;
        let key = offers.chip_authentication_keys().find(|key| {
            key.agreement == info.agreement && (info.key_id.is_none() || key.key_id == info.key_id)
        })?;
        let (group, value) = match &key.key {
            PublicKey::Dh {
                group: DomainParameters::StandardizedDh(number),
                value,
            } => (Group::standardised(*number).ok()?, value),
            PublicKey::Dh {
                group: DomainParameters::Dh(numbers),
                value,
            } => {
                let q = numbers.q.as_deref();
                (
                    Group::diffie_hellman(&numbers.p, &numbers.g, q).ok()?,
                    value,
                )
            }
            PublicKey::Ec {
                curve: Some(curve),
                point,
            } => (Group::standardised(curve.number()).ok()?, point),
            _ => return None,
        };
        Some((
            protocol,
            ChipPublicKey::new(group, value).ok()?,
            info.key_id.clone(),
        ))
    })
}
