//! Active authentication: the chip signs a challenge with the key of DG15
//! (ICAO Doc 9303-11 section 6.1). RSA keys sign by ISO/IEC 9796-2:2010
//! scheme 1 with partial recovery, elliptic-curve keys by ECDSA in plain form.
//!
//! ```text
//! representative = 6A ‖ M1 ‖ H(M1 ‖ challenge) ‖ BC            (SHA-1)
//!                  6A ‖ M1 ‖ H(M1 ‖ challenge) ‖ hash id ‖ CC
//! ```
//!
//! `M1` is the chip's own random part.

use cie_core::extension::{ModularError, Modulus};
use subtle::ConstantTimeEq;

use super::{
    hash::HashAlgorithm,
    signature::{EcdsaFormat, SignatureError, verify_ecdsa},
};
use crate::emrtd::{public_key::PublicKey, security_info::ActiveAuthenticationInfo};

/// Bytes of the challenge.
pub const CHALLENGE_LEN: usize = 8;

/// Verifies the chip's answer to `challenge` with the key of DG15. `info` is
/// the entry of DG14 that names the hash for an elliptic-curve key.
///
/// That the key is the document's own is another matter: DG15 must have the
/// digest that EF.SOD has for it.
///
/// # Errors
/// [`SignatureError`].
pub fn verify(
    key: &PublicKey,
    info: Option<&ActiveAuthenticationInfo>,
    challenge: [u8; CHALLENGE_LEN],
    answer: &[u8],
) -> Result<(), SignatureError> {
    match key {
        PublicKey::Rsa { modulus, exponent } => verify_rsa(modulus, exponent, &challenge, answer),
        PublicKey::Ec { curve, point } => {
            let curve = curve.ok_or(SignatureError::Unsupported("an unknown curve"))?;
            let info = info.ok_or(SignatureError::Unsupported(
                "DG14 names no hash for the chip's signature",
            ))?;
            let hash = plain_ecdsa_hash(&info.signature_algorithm).ok_or(
                SignatureError::Unsupported("the hash of the chip's signature"),
            )?;
            let digest = hash.digest(&[&challenge]);
            verify_ecdsa(curve, point, &digest, EcdsaFormat::Plain, answer)
        }
        PublicKey::Dh { .. } => Err(SignatureError::Malformed("a key that cannot sign")),
    }
}

/// `ecdsa-plain-signatures` (BSI TR-03111 section 5.2.1.1).
fn plain_ecdsa_hash(oid: &[u8]) -> Option<HashAlgorithm> {
    /// 0.4.0.127.0.7.1.1.4.1.
    const PLAIN: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01];
    match oid.strip_prefix(PLAIN)? {
        [1] => Some(HashAlgorithm::Sha1),
        [2] => Some(HashAlgorithm::Sha224),
        [3] => Some(HashAlgorithm::Sha256),
        [4] => Some(HashAlgorithm::Sha384),
        [5] => Some(HashAlgorithm::Sha512),
        _ => None,
    }
}

fn verify_rsa(
    modulus: &[u8],
    exponent: &[u8],
    challenge: &[u8],
    answer: &[u8],
) -> Result<(), SignatureError> {
    /// Longest exponent that is computed with: more are a way to keep a
    /// verifier busy.
    const MAX_EXPONENT: usize = 8;
    if exponent.len() > MAX_EXPONENT {
        return Err(SignatureError::Unsupported("an RSA key of this size"));
    }
    let key = Modulus::new(modulus)
        .map_err(|_| SignatureError::Unsupported("an RSA key of this size"))?;
    if answer.len() != key.byte_len() {
        return Err(SignatureError::Invalid);
    }
    let opened = key.pow(answer, exponent).map_err(|error| match error {
        ModularError::Base => SignatureError::Invalid,
        _ => SignatureError::Malformed("the RSA key"),
    })?;
    if check_representative(&opened, challenge) {
        return Ok(());
    }
    // A signer may send n - s for s, whichever is smaller (ISO/IEC 9796-2
    // annex B): then this is what opens it.
    if check_representative(&complement(modulus, &opened), challenge) {
        Ok(())
    } else {
        Err(SignatureError::Invalid)
    }
}

/// Header, padding, `M1`, hash, trailer. Total recovery, which would leave
/// the challenge out, is refused by the header's third bit.
fn check_representative(representative: &[u8], challenge: &[u8]) -> bool {
    let Some((hash, body)) = split_trailer(representative) else {
        return false;
    };
    let Some((head, digest)) = body
        .len()
        .checked_sub(hash.digest_len())
        .and_then(|at| body.split_at_checked(at))
    else {
        return false;
    };
    let recovered = match head {
        [0x6A, recovered @ ..] => recovered,
        // Padding: 6B BB … BA.
        [0x6B, padded @ ..] => {
            let fill = padded.iter().take_while(|byte| **byte == 0xBB).count();
            match padded.get(fill..) {
                Some([0xBA, recovered @ ..]) => recovered,
                _ => return false,
            }
        }
        _ => return false,
    };
    hash.digest(&[recovered, challenge]).ct_eq(digest).into()
}

/// The hash of the trailer (ISO/IEC 10118-3 numbers) and what stands before
/// it.
fn split_trailer(representative: &[u8]) -> Option<(HashAlgorithm, &[u8])> {
    match representative {
        [body @ .., 0xBC] => Some((HashAlgorithm::Sha1, body)),
        [body @ .., id, 0xCC] => {
            let hash = match id {
                0x33 => HashAlgorithm::Sha1,
                0x34 => HashAlgorithm::Sha256,
                0x35 => HashAlgorithm::Sha512,
                0x36 => HashAlgorithm::Sha384,
                0x38 => HashAlgorithm::Sha224,
                _ => return None,
            };
            Some((hash, body))
        }
        _ => None,
    }
}

/// `modulus - number`, for a number of the modulus's length and below it.
fn complement(modulus: &[u8], number: &[u8]) -> Vec<u8> {
    let modulus = cie_core::extension::without_leading_zeros(modulus);
    let mut borrow = 0;
    let mut difference: Vec<u8> = modulus
        .iter()
        .rev()
        .zip(number.iter().rev())
        .map(|(minuend, subtrahend)| {
            let (partial, first) = minuend.overflowing_sub(*subtrahend);
            let (byte, second) = partial.overflowing_sub(borrow);
            borrow = u8::from(first || second);
            byte
        })
        .collect();
    difference.reverse();
    difference
}
