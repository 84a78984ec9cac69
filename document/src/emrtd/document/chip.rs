//! How the chip of an open document proves that it is not a copy.

use cie_core::{
    Error,
    extension::{
        ChannelError, ChipAgreement, ChipAuthenticationProtocol, ChipPublicKey, Command, Group, Le,
        agree_with_chip, ins,
    },
};
use rand_core::CryptoRng;

use super::Document;
use crate::emrtd::{
    com::DataGroup,
    public_key::{GroupParameters, PublicKey},
    security_info::SecurityInfos,
};

pub(crate) const REFUSED: &str = "the chip refused to prove itself";

/// What came of chip authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipAuthentication {
    /// DG14 offers no key that can be used.
    NoUsableKey,
    /// The chip has the private key.
    Proved,
    /// It has not shown that it has: why. The channel may be closed.
    Failed(&'static str),
}

impl Document<'_, '_> {
    /// Chip authentication with the first key of DG14 that can be used. A
    /// chip without the key closes the channel: whatever is wanted of the
    /// document is read before.
    ///
    /// # Errors
    /// Those of the link; `card_misbehaved` for a wrong answer under the old
    /// keys. A refusal is not an error.
    pub fn authenticate_chip(
        &mut self,
        offers: &SecurityInfos,
        rng: &mut dyn CryptoRng,
    ) -> Result<ChipAuthentication, Error> {
        let Some((protocol, key, key_id)) = usable_key(offers) else {
            return Ok(ChipAuthentication::NoUsableKey);
        };
        let key_id = key_id.as_deref();
        match agree_with_chip(&mut self.channel, protocol, key, key_id, rng)? {
            ChipAgreement::NewKeys => self.prove_new_keys(),
            ChipAgreement::Refused => Ok(ChipAuthentication::Failed(REFUSED)),
            ChipAgreement::UnusableKey => {
                Ok(ChipAuthentication::Failed("the chip's key cannot be used"))
            }
        }
    }

    /// Any answer that verifies under the new keys is the proof, whatever it
    /// says: the beginning of DG14 is read, with a short command, so that no
    /// answer can be taken for a refusal of long ones.
    fn prove_new_keys(&mut self) -> Result<ChipAuthentication, Error> {
        let command =
            Command::new(ins::READ_BINARY, 0x80 | DataGroup::DG14.number(), 0).le(Le::Exact(4));
        match self.channel.exchange(&command) {
            Ok(_) => Ok(ChipAuthentication::Proved),
            Err(
                error @ (ChannelError::Link(_)
                | ChannelError::Cancelled
                | ChannelError::LinkTooShort),
            ) => Err(self.channel.link().failure(error)),
            Err(_) => Ok(ChipAuthentication::Failed(
                "the chip did not prove the key of DG14",
            )),
        }
    }

    /// INTERNAL AUTHENTICATE with a challenge of 8 bytes: the chip's
    /// signature for active authentication; `None` when it refuses.
    ///
    /// # Errors
    /// Those of the link; `card_misbehaved`.
    pub fn sign_challenge(&mut self, challenge: [u8; 8]) -> Result<Option<Vec<u8>>, Error> {
        let command = Command::new(ins::INTERNAL_AUTHENTICATE, 0, 0)
            .data(challenge)
            .le(Le::Max);
        let response = match self.channel.exchange(&command) {
            Err(error) if error.is_refusal() => return Ok(None),
            answer => answer.map_err(|error| self.channel.link().failure(error))?,
        };
        Ok(response.status.is_ok().then(|| response.data.to_vec()))
    }
}

/// The first key of DG14 whose protocol and group are here.
fn usable_key(
    offers: &SecurityInfos,
) -> Option<(ChipAuthenticationProtocol, ChipPublicKey, Option<Vec<u8>>)> {
    offers.chip_authentication().find_map(|info| {
        let protocol = ChipAuthenticationProtocol::from_oid(&info.oid)?;
        let key = offers.chip_authentication_keys().find(|key| {
            key.agreement == info.agreement && (info.key_id.is_none() || key.key_id == info.key_id)
        })?;
        let (group, value) = match &key.key {
            PublicKey::Dh {
                group: GroupParameters::StandardizedDh(number),
                value,
            } => (Group::standardised(*number).ok()?, value),
            PublicKey::Dh {
                group: GroupParameters::Dh(numbers),
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
