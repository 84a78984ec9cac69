//! RSA key pairs of the simulated cards and of the authorities that sign for them.

use std::fmt;

use crypto_bigint::BoxedUint;
use rsa::pkcs1::EncodeRsaPublicKey;
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey};
use thiserror::Error;

use super::BuildError;
use super::primes::PrimePair;
use super::seed::SeedStream;

/// Length in bytes of every RSA modulus, block and signature of the simulated CIE.
pub const RSA_BYTES: usize = 256;

/// Public exponent of every ordinary key, 65537: so it is in the services key of a card in the unit
/// tests of pagopa/cie-sdk-android (`CieCommandsTest.kt`).
const PUBLIC_EXPONENT: u32 = 65537;

/// A block that is not as long as the modulus, or no number below it, was given to an RSA operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error("the block is not as long as the RSA modulus and smaller")]
pub struct BlockOutOfRange;

/// An RSA key pair; `Debug` shows nothing of it.
pub struct RsaKey {
    key: RsaPrivateKey,
    public_key_file: Vec<u8>,
}

impl RsaKey {
    pub(super) fn new<const N: usize>(primes: &PrimePair<N>) -> Result<Self, BuildError> {
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
    /// [`BlockOutOfRange`] when the block is not as long as n or, read big-endian, not smaller.
    pub fn private_operation(&self, block: &[u8]) -> Result<Vec<u8>, BlockOutOfRange> {
        if block.len() != self.key.size() {
            return Err(BlockOutOfRange);
        }
        let number = number(block);
        // Without a generator the operation is not blinded against being timed: these keys are
        // published with the program.
        let result =
            rsa::hazmat::rsa_decrypt_and_check(&self.key, None::<&mut SeedStream>, &number)
                .map_err(|_| BlockOutOfRange)?;
        Ok(result.to_be_bytes().into_vec())
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

/// A block as a number, on exactly as many limbs as a modulus of its length.
pub(super) fn number(block: &[u8]) -> BoxedUint {
    // No modulus is longer than 2^32 bits.
    let bits = u32::try_from(block.len() * 8).unwrap_or(u32::MAX);
    BoxedUint::from_be_slice_truncated(block, bits)
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
            assert_ne!(signature, block.to_vec());
            let back = rsa::hazmat::rsa_encrypt(key.public_key(), &number(&signature)).unwrap();
            assert_eq!(&*back.to_be_bytes(), &block);
        }
    }

    #[test]
    fn a_block_that_is_not_as_long_as_the_modulus_and_below_it_is_refused() {
        let key = Identity::standard().user_key();
        let modulus: [u8; RSA_BYTES] = key.modulus().as_ref().try_into().unwrap();
        let mut below = modulus;
        *below.last_mut().unwrap() -= 1;

        assert_eq!(key.private_operation(&modulus), Err(BlockOutOfRange));
        assert_eq!(
            key.private_operation(&[0xFF; RSA_BYTES]),
            Err(BlockOutOfRange)
        );
        for length in [0, 128, 255, 257] {
            let block = vec![1; length];
            assert_eq!(key.private_operation(&block), Err(BlockOutOfRange));
        }
        // (−1)^d = −1, as d is odd.
        assert_eq!(key.private_operation(&below), Ok(below.to_vec()));
    }

    #[test]
    fn debug_shows_nothing_of_a_key() {
        assert_eq!(
            format!("{:?}", Identity::standard().user_key()),
            "RsaKey { .. }"
        );
    }
}
