//! Hashes and key derivation.

use cie_core::{
    agreement::{
        iso9796,
        kdf::{Hash, Purpose, derive},
        modular::Modulus,
    },
    channel::cipher::Suite,
};
use serde::Deserialize;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::{
    symmetric::SuiteName,
    vector::{Bytes, KnownAnswer, flipped},
};

/// [`Hash`] by its name.
#[derive(Deserialize)]
#[serde(remote = "Hash")]
enum HashName {
    Sha1,
    Sha256,
}

/// [`Purpose`] by its name.
#[derive(Deserialize)]
#[serde(remote = "Purpose")]
enum PurposeName {
    Encryption,
    Mac,
    Password,
}

/// A digest of `message`, `repeat` times.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Digest {
    #[serde(with = "HashName")]
    hash: Hash,
    message: Bytes,
    repeat: usize,
    digest: Bytes,
}

impl KnownAnswer for Digest {
    fn holds(&self) -> bool {
        let message = self.message.repeat(self.repeat);
        match self.hash {
            Hash::Sha1 => Sha1::digest(&message)[..] == *self.digest,
            Hash::Sha256 => {
                Sha256::digest(&message)[..] == *self.digest
                    && signed_digest(&message).is_none_or(|digest| digest == *self.digest)
            }
        }
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| vec![&mut vector.digest.0])
    }
}

/// The SHA-256 in an ISO/IEC 9796-2 signature of `message` with the exponent
/// 1, which is its representative; `None` when the message is too short for
/// the smallest modulus.
fn signed_digest(message: &[u8]) -> Option<Vec<u8>> {
    let modulus = Modulus::new(&[0xFF; 128]).unwrap();
    let (recoverable, rest) = message.split_at_checked(iso9796::recoverable_len(&modulus))?;
    let representative = iso9796::sign(&modulus, &[1], recoverable, &[rest]).unwrap();
    let [0x6A, carried @ .., 0xBC] = &representative[..] else {
        panic!("no representative")
    };
    let digest = carried.strip_prefix(recoverable).unwrap();
    Some(digest.to_vec())
}

/// A key derived from a secret and a counter.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DerivedKey {
    #[serde(with = "HashName")]
    hash: Hash,
    #[serde(with = "SuiteName")]
    suite: Suite,
    #[serde(with = "PurposeName")]
    purpose: Purpose,
    secret: Bytes,
    key: Bytes,
    parity_adjusted: bool,
}

impl KnownAnswer for DerivedKey {
    fn holds(&self) -> bool {
        let ignored = if self.parity_adjusted { 0x01 } else { 0x00 };
        let compared = |key: &[u8]| key.iter().map(|byte| byte & !ignored).collect::<Vec<_>>();
        let derived = derive(self.hash, self.suite, &self.secret, self.purpose);
        compared(&derived) == compared(&self.key)
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| vec![&mut vector.key.0])
    }
}
