//! ISO/IEC 9796-2:2010 digital signature scheme 1 with SHA-256 and the
//! implicit trailer `BC`, as IAS ECC uses it for certificates and device
//! authentication:
//!
//! ```text
//! representative = 6A ‖ M1 ‖ SHA-256(message) ‖ BC      (as long as the modulus)
//! ```
//!
//! `M1` is the recoverable beginning of the message; what does not fit goes
//! beside the signature in clear.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::modular::{ModularError, Modulus};

const HEADER: u8 = 0x6A;
const TRAILER: u8 = 0xBC;
const HASH_LEN: usize = 32;

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Iso9796Error {
    /// The signature does not have the length of the modulus, or is not below it.
    #[error("the signature does not belong to the key's modulus")]
    Length,
    /// Header or trailer are wrong.
    #[error("the signature opens to something else")]
    Format,
    /// The recoverable part is not as long as it must be.
    #[error("the message is too short to be signed")]
    Message,
    /// The hash does not match.
    #[error("the hash does not match")]
    Hash,
}

/// Bytes of the message that a signature of this modulus carries.
#[must_use]
pub const fn recoverable_len(modulus: &Modulus) -> usize {
    modulus.byte_len().saturating_sub(HASH_LEN + 2)
}

/// Signs: `recoverable` must be exactly [`recoverable_len`] bytes, the start
/// of the message; `rest` is hashed after it and not carried.
///
/// # Errors
/// [`Iso9796Error::Message`] when `recoverable` has another length.
pub fn sign(
    modulus: &Modulus,
    private_exponent: &[u8],
    recoverable: &[u8],
    rest: &[&[u8]],
) -> Result<Vec<u8>, Iso9796Error> {
    if recoverable.len() != recoverable_len(modulus) {
        return Err(Iso9796Error::Message);
    }
    let mut representative = Zeroizing::new(Vec::with_capacity(modulus.byte_len()));
    representative.push(HEADER);
    representative.extend_from_slice(recoverable);
    representative.extend(digest(recoverable, rest));
    representative.push(TRAILER);
    // 6A has its top bit clear, so a modulus of whole bytes is always above.
    let signature = modulus.pow(&representative, private_exponent)?;
    Ok(signature.to_vec())
}

/// Opens a signature and checks its hash over the recovered part and `rest`;
/// gives the recovered part.
///
/// # Errors
/// [`Iso9796Error`]: the signature is not one of this key over this message.
pub fn verify(
    modulus: &Modulus,
    public_exponent: &[u8],
    signature: &[u8],
    rest: &[&[u8]],
) -> Result<Vec<u8>, Iso9796Error> {
    let opened = Representative::new(modulus, public_exponent, signature)?;
    opened.check(rest)?;
    Ok(opened.recovered)
}

/// An opened signature whose hash has not been checked yet, for a verifier
/// that must look into the recovered part to know the rest of the message.
#[derive(Clone, Debug)]
pub struct Representative {
    /// The beginning of the message.
    pub recovered: Vec<u8>,
    hash: [u8; HASH_LEN],
}

impl Representative {
    /// Applies the public key and takes the representative apart.
    ///
    /// # Errors
    /// [`Iso9796Error::Length`] or [`Iso9796Error::Format`].
    pub fn new(
        modulus: &Modulus,
        public_exponent: &[u8],
        signature: &[u8],
    ) -> Result<Self, Iso9796Error> {
        if signature.len() != modulus.byte_len() {
            return Err(Iso9796Error::Length);
        }
        let representative = modulus.pow(signature, public_exponent)?;
        let [HEADER, middle @ .., TRAILER] = representative.as_slice() else {
            return Err(Iso9796Error::Format);
        };
        let (recovered, hash) = middle
            .split_last_chunk::<HASH_LEN>()
            .ok_or(Iso9796Error::Format)?;
        Ok(Self {
            recovered: recovered.to_vec(),
            hash: *hash,
        })
    }

    /// Checks the hash over the recovered part and `rest`, in constant time.
    ///
    /// # Errors
    /// [`Iso9796Error::Hash`].
    pub fn check(&self, rest: &[&[u8]]) -> Result<(), Iso9796Error> {
        let expected = digest(&self.recovered, rest);
        if expected.ct_eq(&self.hash).into() {
            Ok(())
        } else {
            Err(Iso9796Error::Hash)
        }
    }
}

impl From<ModularError> for Iso9796Error {
    fn from(_: ModularError) -> Self {
        Self::Length
    }
}

fn digest(recovered: &[u8], rest: &[&[u8]]) -> [u8; HASH_LEN] {
    let mut hash = Sha256::new();
    hash.update(recovered);
    for part in rest {
        hash.update(part);
    }
    hash.finalize().into()
}
