//! Chip-authentication mapping: what the chip proves of its static key (ICAO
//! Doc 9303-11 section 4.4.3.5).
//!
//! The chip divides its private mapping key by its static private key and
//! sends the quotient encrypted. The static public key times the quotient is
//! the public mapping key: only who has both private keys can say such a
//! number before the terminal has checked anything.

use core::fmt;

use zeroize::Zeroizing;

use super::PaceError;
use crate::{
    agreement::group::{Element, Group, PrivateKey},
    channel::{
        cipher::{SessionKeys, unpadded_len},
        ssc::Ssc,
    },
};

/// The initialisation vector is the encryption of -1.
pub(super) const IV_OF: Ssc = Ssc::of_16_bytes(u128::MAX);

/// What the chip says about its key.
#[derive(Clone)]
pub struct ChipAuthenticationData {
    group: Group,
    mapping_key: Element,
    quotient: PrivateKey,
}

impl ChipAuthenticationData {
    /// Decrypts the object `8A`.
    pub(super) fn open(
        keys: &SessionKeys,
        encrypted: &[u8],
        group: Group,
        mapping_key: Element,
    ) -> Result<Self, PaceError> {
        let malformed = PaceError::Misbehaved("malformed chip authentication data");
        let mut data = Zeroizing::new(encrypted.to_vec());
        keys.decrypt(&IV_OF, &mut data).map_err(|_| malformed)?;
        let len = unpadded_len(&data).ok_or(malformed)?;
        data.truncate(len);
        Ok(Self {
            group,
            mapping_key,
            quotient: PrivateKey::new(&data),
        })
    }

    /// Checks the chip's static public key: `04 ‖ x ‖ y` on the curve of the
    /// agreement, from EF.CardSecurity. Whether *that* is genuine is for its
    /// signature to say.
    ///
    /// # Errors
    /// [`PaceError::ChipNotProved`].
    pub fn verify(&self, static_key: &[u8]) -> Result<(), PaceError> {
        let product = self
            .group
            .element(static_key)
            .and_then(|element| self.group.key_pair(&element, self.quotient.clone()))
            .map_err(|_| PaceError::ChipNotProved)?;
        if *product.public() == self.mapping_key {
            Ok(())
        } else {
            Err(PaceError::ChipNotProved)
        }
    }

    /// The group of the agreement, in which the chip's key must be.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }
}

impl fmt::Debug for ChipAuthenticationData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChipAuthenticationData({:?})", self.group)
    }
}
