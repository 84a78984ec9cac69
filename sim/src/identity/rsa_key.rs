//! RSA-2048 key pairs of the simulated card and of the authorities that sign for it.

use std::fmt;

use crypto_bigint::BoxedUint;
use rsa::pkcs1::EncodeRsaPublicKey;
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey};
use thiserror::Error;

use super::BuildError;
use super::primes::PrimePair;
use super::seed::SeedStream;

/// Length in bytes of every RSA modulus, block and signature of the simulated card.
pub const RSA_BYTES: usize = 256;

const RSA_BITS: u32 = 2048;

/// Public exponent of every ordinary key, 65537: so it is in the services key of a card in the unit
/// tests of pagopa/cie-sdk-android (`CieCommandsTest.kt`).
const PUBLIC_EXPONENT: u32 = 65537;

/// A block that is no number below the modulus was given to an RSA operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error("the block is not smaller than the RSA modulus")]
pub struct BlockOutOfRange;

/// An RSA-2048 key pair; `Debug` shows nothing of it.
pub struct RsaKey {
    key: RsaPrivateKey,
    public_key_file: Vec<u8>,
}

impl RsaKey {
    pub(super) fn new(primes: &PrimePair) -> Result<Self, BuildError> {
        let key = RsaPrivateKey::from_p_q(
            BoxedUint::from_be_slice_vartime(&primes.p),
            BoxedUint::from_be_slice_vartime(&primes.q),
            BoxedUint::from(PUBLIC_EXPONENT),
        )?;
        let public_key_file = key.as_public_key().to_pkcs1_der()?.into_vec();
        Ok(Self {
            key,
            public_key_file,
        })
    }

    /// The public key as the card's public-key files hold it: DER
    /// `SEQUENCE { INTEGER n, INTEGER e }`, which is `RSAPublicKey` of RFC 8017, appendix A.1.1.
    pub fn public_key_file(&self) -> &[u8] {
        &self.public_key_file
    }

    /// The modulus n, big-endian without a leading zero byte.
    pub fn modulus(&self) -> Box<[u8]> {
        self.key.n_bytes()
    }

    /// The public exponent e, big-endian without leading zero bytes.
    pub fn public_exponent(&self) -> Box<[u8]> {
        self.key.e_bytes()
    }

    /// The bare private-key operation, block^d mod n (RSASP1, RFC 8017 section 5.2.1).
    ///
    /// No padding is added or looked at: that is the card's work.
    ///
    /// # Errors
    /// [`BlockOutOfRange`] when the block, read big-endian, is not smaller than n.
    pub fn private_operation(
        &self,
        block: &[u8; RSA_BYTES],
    ) -> Result<[u8; RSA_BYTES], BlockOutOfRange> {
        let number = number(block);
        // Without a generator the operation is not blinded against being timed: these keys are
        // published with the program.
        let result =
            rsa::hazmat::rsa_decrypt_and_check(&self.key, None::<&mut SeedStream>, &number)
                .map_err(|_| BlockOutOfRange)?;
        block_of(&result).ok_or(BlockOutOfRange)
    }

    pub(crate) fn public_key(&self) -> &RsaPublicKey {
        self.key.as_public_key()
    }

    pub(crate) fn private_key(&self) -> &RsaPrivateKey {
        &self.key
    }
}

impl fmt::Debug for RsaKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RsaKey").finish_non_exhaustive()
    }
}

/// A block as a number, on exactly as many limbs as a modulus.
pub(super) fn number(block: &[u8; RSA_BYTES]) -> BoxedUint {
    BoxedUint::from_be_slice_truncated(block, RSA_BITS)
}

/// A number below a modulus as a block; `None` when it has more limbs than a modulus.
pub(super) fn block_of(number: &BoxedUint) -> Option<[u8; RSA_BYTES]> {
    number.to_be_bytes().as_ref().try_into().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step must fail the test")]

    use super::super::Identity;
    use super::*;

    #[test]
    fn the_private_operation_is_undone_by_the_public_one() {
        let block: [u8; RSA_BYTES] = std::array::from_fn(|i| u8::try_from(i).unwrap() / 2);
        for key in Identity::standard().card_keys() {
            let signature = key.private_operation(&block).unwrap();
            assert_ne!(signature, block);
            let back = rsa::hazmat::rsa_encrypt(key.public_key(), &number(&signature)).unwrap();
            assert_eq!(block_of(&back).unwrap(), block);
        }
    }

    #[test]
    fn a_block_that_is_not_below_the_modulus_is_refused() {
        let key = Identity::standard().user_key();
        let modulus: [u8; RSA_BYTES] = key.modulus().as_ref().try_into().unwrap();
        let mut below = modulus;
        *below.last_mut().unwrap() -= 1;

        assert_eq!(key.private_operation(&modulus), Err(BlockOutOfRange));
        assert_eq!(
            key.private_operation(&[0xFF; RSA_BYTES]),
            Err(BlockOutOfRange)
        );
        // (−1)^d = −1, as d is odd.
        assert_eq!(key.private_operation(&below), Ok(below));
    }

    #[test]
    fn debug_shows_nothing_of_a_key() {
        assert_eq!(
            format!("{:?}", Identity::standard().user_key()),
            "RsaKey { .. }"
        );
    }
}
