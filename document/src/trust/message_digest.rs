//! A digest that is to be signed with RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2)
//! by a card that leaves the padding to its host.

use super::{
    hash::HashAlgorithm,
    signature::{SignatureError, pkcs1, rsa_key},
};
use crate::emrtd::public_key::PublicKey;

/// The bytes are not a digest of that function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest of {expected} bytes is expected, not of {found}")]
pub struct MalformedDigest {
    /// Bytes of a digest of the function.
    pub expected: usize,
    /// Bytes that were given.
    pub found: usize,
}

/// The digest of a message, and by which function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageDigest {
    algorithm: HashAlgorithm,
    bytes: Vec<u8>,
}

impl MessageDigest {
    /// A digest that was computed elsewhere.
    ///
    /// # Errors
    /// [`MalformedDigest`] when it does not have the function's length.
    pub fn new(algorithm: HashAlgorithm, bytes: &[u8]) -> Result<Self, MalformedDigest> {
        let (expected, found) = (algorithm.digest_len(), bytes.len());
        if expected != found {
            return Err(MalformedDigest { expected, found });
        }
        let bytes = bytes.to_vec();
        Ok(Self { algorithm, bytes })
    }

    /// The digest of `message`.
    #[must_use]
    pub fn of(algorithm: HashAlgorithm, message: &[u8]) -> Self {
        let bytes = algorithm.digest(&[message]);
        Self { algorithm, bytes }
    }

    /// The function.
    #[must_use]
    pub const fn algorithm(&self) -> HashAlgorithm {
        self.algorithm
    }

    /// The digest itself.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// EMSA-PKCS1-v1_5 (RFC 8017 section 9.2) for a modulus of `len` bytes:
    /// `00 01 FF … FF 00`, `DigestInfo`; `None` when the modulus is too short
    /// for eight bytes `FF`.
    #[must_use]
    pub fn padded(&self, len: usize) -> Option<Vec<u8>> {
        let prefix = pkcs1(self.algorithm).prefix;
        let filling = len
            .checked_sub(3 + prefix.len() + self.bytes.len())
            .filter(|filling| *filling >= 8)?;
        let filling = vec![0xFF; filling];
        Some([&[0x00, 0x01], &filling[..], &[0x00], &prefix, &self.bytes].concat())
    }

    /// Verifies a signature over the digest.
    ///
    /// # Errors
    /// [`SignatureError`]; `Invalid`, too, when the key is not an RSA key.
    pub fn verify(&self, key: &PublicKey, signature: &[u8]) -> Result<(), SignatureError> {
        let PublicKey::Rsa { modulus, exponent } = key else {
            return Err(SignatureError::Invalid);
        };
        rsa_key(modulus, exponent)?
            .verify(pkcs1(self.algorithm), &self.bytes, signature)
            .map_err(|_| SignatureError::Invalid)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;

    /// RFC 8017 section 9.2, note 1.
    const PREFIXES: [(HashAlgorithm, &[u8]); 5] = [
        (
            HashAlgorithm::Sha1,
            &hex!("30 21 30 09 06 05 2b 0e 03 02 1a 05 00 04 14"),
        ),
        (
            HashAlgorithm::Sha224,
            &hex!("30 2d 30 0d 06 09 60 86 48 01 65 03 04 02 04 05 00 04 1c"),
        ),
        (
            HashAlgorithm::Sha256,
            &hex!("30 31 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20"),
        ),
        (
            HashAlgorithm::Sha384,
            &hex!("30 41 30 0d 06 09 60 86 48 01 65 03 04 02 02 05 00 04 30"),
        ),
        (
            HashAlgorithm::Sha512,
            &hex!("30 51 30 0d 06 09 60 86 48 01 65 03 04 02 03 05 00 04 40"),
        ),
    ];

    #[test]
    fn a_block_is_as_long_as_the_modulus_and_ends_in_the_digest_info_of_rfc_8017() {
        for (algorithm, prefix) in PREFIXES {
            let digest = MessageDigest::of(algorithm, b"message");
            let info = [prefix, digest.as_bytes()].concat();
            for len in [128, 256, info.len() + 11] {
                let filling = vec![0xFF; len - info.len() - 3];
                let expected = [&[0, 1], &filling[..], &[0], &info].concat();
                assert_eq!(digest.padded(len), Some(expected), "{algorithm:?}");
            }
            assert_eq!(digest.padded(info.len() + 10), None);
            assert_eq!(digest.padded(0), None);
        }
    }

    #[test]
    fn bytes_of_another_length_are_no_digest() {
        for (algorithm, _) in PREFIXES {
            let expected = algorithm.digest_len();
            let bytes = [0x5A; 65];
            for found in (0..=65).filter(|found| *found != expected) {
                let error = MalformedDigest { expected, found };
                let bytes = bytes.get(..found).unwrap();
                assert_eq!(MessageDigest::new(algorithm, bytes), Err(error));
            }
            let digest = MessageDigest::of(algorithm, b"message");
            assert_eq!(MessageDigest::new(algorithm, digest.as_bytes()), Ok(digest));
        }
    }
}
