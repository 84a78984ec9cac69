//! RSASSA-PSS (RFC 8017 sections 8.1.2 and 9.1.2; its parameters in appendix
//! A.2.3 and RFC 4055 section 3), with any two hashes for the message and for
//! the mask.

use cie_core::extension::ModularError;
use der::{
    Any, Decode, Encode, Sequence,
    asn1::{ObjectIdentifier, UintRef},
};
use spki::AlgorithmIdentifierOwned;

use super::{
    hash::HashAlgorithm,
    signature::{Scheme, SignatureError, rsa_modulus},
};

/// `id-RSASSA-PSS`, RFC 8017 appendix A.2.3.
const PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
/// `id-mgf1`, RFC 8017 appendix A.2.1.
const MGF1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.8");

const MALFORMED: SignatureError = SignatureError::Malformed("the parameters of PSS");

/// `RSASSA-PSS-params` (RFC 8017 appendix A.2.3).
#[derive(Sequence)]
struct RsassaPssParams<'a> {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt_len: Option<UintRef<'a>>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<UintRef<'a>>,
}

/// The parameters of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PssParameters {
    hash: HashAlgorithm,
    /// Of MGF1.
    mask_hash: HashAlgorithm,
    salt_len: usize,
}

/// All of RFC 8017's own.
const DEFAULT: PssParameters = PssParameters {
    hash: HashAlgorithm::Sha1,
    mask_hash: HashAlgorithm::Sha1,
    salt_len: 20,
};

impl PssParameters {
    /// Those of a signature algorithm; none at all are the defaults.
    pub(super) fn of(algorithm: &AlgorithmIdentifierOwned) -> Result<Self, SignatureError> {
        algorithm
            .parameters
            .as_ref()
            .map_or(Ok(DEFAULT), Self::parse)
    }

    fn parse(parameters: &Any) -> Result<Self, SignatureError> {
        let encoding = parameters.to_der().map_err(|_| MALFORMED)?;
        let parameters = RsassaPssParams::from_der(&encoding).map_err(|_| MALFORMED)?;
        let known = |oid| {
            HashAlgorithm::from_oid(oid)
                .ok_or(SignatureError::Unsupported("PSS with an unknown hash"))
        };
        let hash = match &parameters.hash {
            Some(hash) => known(hash.oid)?,
            None => DEFAULT.hash,
        };
        let mask_hash = match &parameters.mask {
            Some(mask) if mask.oid == MGF1 => {
                let hash = mask.parameters.as_ref().ok_or(MALFORMED)?;
                let hash: AlgorithmIdentifierOwned = hash.decode_as().map_err(|_| MALFORMED)?;
                known(hash.oid)?
            }
            Some(_) => return Err(SignatureError::Unsupported("PSS with an unknown mask")),
            None => DEFAULT.mask_hash,
        };
        let salt_len = match &parameters.salt_len {
            Some(len) => small(len).ok_or(MALFORMED)?,
            None => DEFAULT.salt_len,
        };
        if parameters
            .trailer
            .is_some_and(|trailer| small(&trailer) != Some(1))
        {
            return Err(SignatureError::Unsupported("PSS with an unknown trailer"));
        }
        Ok(Self {
            hash,
            mask_hash,
            salt_len,
        })
    }

    /// RFC 8017 section 8.1.2.
    pub(super) fn verify(
        self,
        modulus: &[u8],
        exponent: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        let modulus = rsa_modulus(modulus, exponent)?;
        if signature.len() != modulus.byte_len() {
            return Err(SignatureError::Invalid);
        }
        let opened = modulus
            .pow(signature, exponent)
            .map_err(|error| match error {
                ModularError::Base => SignatureError::Invalid,
                _ => SignatureError::Malformed("the RSA key"),
            })?;
        // The encoded message is one bit shorter than the modulus, and so may
        // be one byte shorter.
        let bits = modulus.bits() - 1;
        let len = bits.div_ceil(8) as usize;
        let skip = opened.len().saturating_sub(len);
        let (ahead, encoded) = opened
            .split_at_checked(skip)
            .ok_or(SignatureError::Invalid)?;
        let unused = 8 * u32::try_from(len).unwrap_or_default() - bits;
        if ahead.iter().all(|byte| *byte == 0) && self.is_encoded(encoded, unused, message) {
            Ok(())
        } else {
            Err(SignatureError::Invalid)
        }
    }

    /// EMSA-PSS-VERIFY (RFC 8017 section 9.1.2): `encoded` is
    /// `masked DB ‖ H ‖ BC`, its first `unused` bits zero.
    fn is_encoded(self, encoded: &[u8], unused: u32, message: &[u8]) -> bool {
        let Some((0xBC, rest)) = encoded.split_last() else {
            return false;
        };
        let Some((masked, digest)) = rest
            .len()
            .checked_sub(self.hash.digest_len())
            .and_then(|at| rest.split_at_checked(at))
        else {
            return false;
        };
        let top = 0xFF_u8.checked_shr(unused).unwrap_or_default();
        if masked.first().is_none_or(|first| first & !top != 0) {
            return false;
        }
        let mask = mgf1(self.mask_hash, digest, masked.len());
        let mut data: Vec<u8> = masked.iter().zip(mask).map(|(a, b)| a ^ b).collect();
        if let Some(first) = data.first_mut() {
            *first &= top;
        }
        let Some((padding, salt)) = data
            .len()
            .checked_sub(self.salt_len)
            .and_then(|at| data.split_at_checked(at))
        else {
            return false;
        };
        let Some((0x01, zeros)) = padding.split_last() else {
            return false;
        };
        let message = self.hash.digest(&[message]);
        zeros.iter().all(|byte| *byte == 0)
            && self.hash.digest(&[&[0; 8], &message, salt]) == digest
    }
}

/// MGF1 (RFC 8017 appendix B.2.1).
fn mgf1(hash: HashAlgorithm, seed: &[u8], len: usize) -> impl Iterator<Item = u8> {
    (0_u32..)
        .flat_map(move |counter| hash.digest(&[seed, &counter.to_be_bytes()]))
        .take(len)
}

fn small(number: &UintRef<'_>) -> Option<usize> {
    match number.as_bytes() {
        [low] => Some(usize::from(*low)),
        [high, low] => Some(usize::from(*high) << 8 | usize::from(*low)),
        _ => None,
    }
}

/// What a key for RSASSA-PSS alone may be used with (RFC 4055 sections 1.2 and
/// 3.1): with these hashes and at least that salt, if it names any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PssKey(Option<PssParameters>);

impl PssKey {
    /// `None` for a key of another algorithm.
    pub(super) fn of(algorithm: &AlgorithmIdentifierOwned) -> Result<Option<Self>, SignatureError> {
        if algorithm.oid != PSS {
            return Ok(None);
        }
        let parameters = algorithm.parameters.as_ref().map(PssParameters::parse);
        Ok(Some(Self(parameters.transpose()?)))
    }

    /// # Errors
    /// A signature that this key must not make does not count as its signature.
    pub(super) fn allows(self, scheme: Scheme) -> Result<(), SignatureError> {
        let Scheme::Pss(used) = scheme else {
            return Err(SignatureError::Invalid);
        };
        let allowed = self.0.is_none_or(|key| {
            used.hash == key.hash
                && used.mask_hash == key.mask_hash
                && used.salt_len >= key.salt_len
        });
        if allowed {
            Ok(())
        } else {
            Err(SignatureError::Invalid)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HashAlgorithm::*, *};

    #[test]
    fn a_key_with_parameters_allows_those_hashes_and_no_shorter_salt() {
        let parameters = |hash, mask_hash, salt_len| PssParameters {
            hash,
            mask_hash,
            salt_len,
        };
        let key = parameters(Sha256, Sha1, 32);
        for (used, allowed) in [
            (key, true),
            (parameters(Sha256, Sha1, 33), true),
            (parameters(Sha256, Sha1, 31), false),
            (parameters(Sha256, Sha256, 32), false),
            (parameters(Sha1, Sha1, 32), false),
        ] {
            let scheme = Scheme::Pss(used);
            assert_eq!(PssKey(Some(key)).allows(scheme).is_ok(), allowed);
            assert!(PssKey(None).allows(scheme).is_ok());
        }
        let pkcs1 = Scheme::Pkcs1(Some(Sha256));
        for key in [PssKey(None), PssKey(Some(key))] {
            assert_eq!(key.allows(pkcs1), Err(SignatureError::Invalid));
        }
    }
}
