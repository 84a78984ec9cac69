//! Signatures of issuers: RSA PKCS #1 v1.5, RSASSA-PSS and ECDSA (ICAO Doc
//! 9303-12 section 4.4).

use cie_core::extension::Modulus;
use der::{Decode, Sequence, asn1::UintRef};
use ecdsa::{Signature, VerifyingKey, signature::hazmat::PrehashVerifier};
use rsa::{BoxedUint, Pkcs1v15Sign, RsaPublicKey};
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use spki::AlgorithmIdentifierOwned;

use super::{
    any_curve,
    hash::HashAlgorithm,
    pss::{PssKey, PssParameters},
};
use crate::emrtd::{curve::Curve, public_key::PublicKey};

/// Why a signature was not found to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// The signature is not one of this key over this message.
    #[error("the signature does not match")]
    Invalid,
    /// The key, the algorithm or its parameters make no sense.
    #[error("the key or the signature algorithm is malformed: {0}")]
    Malformed(&'static str),
    /// Nothing can be said: this crate cannot compute it.
    #[error("the signature algorithm is not supported: {0}")]
    Unsupported(&'static str),
}

/// A way to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    /// RSASSA-PKCS1-v1_5; `None` when the identifier names no hash.
    Pkcs1(Option<HashAlgorithm>),
    /// RSASSA-PSS.
    Pss(PssParameters),
    /// ECDSA; `None` when the identifier names no hash.
    Ecdsa {
        hash: Option<HashAlgorithm>,
        format: EcdsaFormat,
    },
}

/// How the two numbers of an ECDSA signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EcdsaFormat {
    /// `Ecdsa-Sig-Value` (RFC 3279 section 2.2.3).
    Der,
    /// `r ‖ s`, each as long as the order (BSI TR-03111 section 5.2.1.1).
    Plain,
}

/// A key that signs.
#[derive(Clone, Debug)]
pub(super) struct SigningKey {
    pub(super) key: PublicKey,
    /// Of an RSA key that is for RSASSA-PSS alone.
    pub(super) pss: Option<PssKey>,
}

/// Arcs under which RSA signatures are named (RFC 8017 appendix A.2, RFC 5754
/// section 3.2), those of ECDSA (RFC 5758 section 3.2), and those of plain
/// ECDSA (BSI TR-03111 section 5.2.1.1).
const RSA: &str = "1.2.840.113549.1.1.";
const ECDSA: &str = "1.2.840.10045.";
const ECDSA_PLAIN: &str = "0.4.0.127.0.7.1.1.4.1.";

impl Scheme {
    /// The scheme of a signature algorithm.
    pub(super) fn of(algorithm: &AlgorithmIdentifierOwned) -> Result<Self, SignatureError> {
        use HashAlgorithm::{Sha1, Sha224, Sha256, Sha384, Sha512};
        let ecdsa = |hash, format| Ok(Self::Ecdsa { hash, format });
        let oid = algorithm.oid.to_string();
        if let Some(arc) = oid.strip_prefix(RSA) {
            return match arc {
                "1" => Ok(Self::Pkcs1(None)),
                "5" => Ok(Self::Pkcs1(Some(Sha1))),
                "14" => Ok(Self::Pkcs1(Some(Sha224))),
                "11" => Ok(Self::Pkcs1(Some(Sha256))),
                "12" => Ok(Self::Pkcs1(Some(Sha384))),
                "13" => Ok(Self::Pkcs1(Some(Sha512))),
                "10" => Ok(Self::Pss(PssParameters::of(algorithm)?)),
                _ => Err(SignatureError::Unsupported("an RSA scheme")),
            };
        }
        if let Some(arcs) = oid.strip_prefix(ECDSA) {
            return match arcs {
                "2.1" => ecdsa(None, EcdsaFormat::Der),
                "4.1" => ecdsa(Some(Sha1), EcdsaFormat::Der),
                "4.3.1" => ecdsa(Some(Sha224), EcdsaFormat::Der),
                "4.3.2" => ecdsa(Some(Sha256), EcdsaFormat::Der),
                "4.3.3" => ecdsa(Some(Sha384), EcdsaFormat::Der),
                "4.3.4" => ecdsa(Some(Sha512), EcdsaFormat::Der),
                _ => Err(SignatureError::Unsupported("an ECDSA scheme")),
            };
        }
        match oid.strip_prefix(ECDSA_PLAIN) {
            Some("1") => ecdsa(Some(Sha1), EcdsaFormat::Plain),
            Some("2") => ecdsa(Some(Sha224), EcdsaFormat::Plain),
            Some("3") => ecdsa(Some(Sha256), EcdsaFormat::Plain),
            Some("4") => ecdsa(Some(Sha384), EcdsaFormat::Plain),
            Some("5") => ecdsa(Some(Sha512), EcdsaFormat::Plain),
            _ => Err(SignatureError::Unsupported("an unknown algorithm")),
        }
    }

    /// Verifies `signature` over `message`. `fallback` is the hash where the
    /// scheme names none.
    pub(super) fn verify(
        self,
        key: &SigningKey,
        fallback: Option<HashAlgorithm>,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        let named = |hash: Option<HashAlgorithm>| {
            hash.or(fallback)
                .ok_or(SignatureError::Malformed("no hash is named"))
        };
        if let Some(restriction) = &key.pss {
            restriction.allows(self)?;
        }
        match (self, &key.key) {
            (Self::Pkcs1(hash), PublicKey::Rsa { modulus, exponent }) => {
                let hash = named(hash)?;
                let key = rsa_key(modulus, exponent)?;
                let digest = hash.digest(&[message]);
                key.verify(pkcs1(hash), &digest, signature)
                    .map_err(|_| SignatureError::Invalid)
            }
            (Self::Pss(parameters), PublicKey::Rsa { modulus, exponent }) => {
                parameters.verify(modulus, exponent, message, signature)
            }
            (Self::Ecdsa { hash, format }, PublicKey::Ec { curve, point }) => {
                let curve = curve.ok_or(SignatureError::Unsupported("an unknown curve"))?;
                let digest = named(hash)?.digest(&[message]);
                verify_ecdsa(curve, point, &digest, format, signature)
            }
            // Whoever signed has a key of another kind.
            _ => Err(SignatureError::Invalid),
        }
    }
}

pub(super) fn rsa_key(modulus: &[u8], exponent: &[u8]) -> Result<RsaPublicKey, SignatureError> {
    const MALFORMED: SignatureError = SignatureError::Malformed("the RSA key");
    if modulus.len() > RsaPublicKey::MAX_SIZE / 8 || exponent.len() > 8 {
        return Err(SignatureError::Unsupported("an RSA key of this size"));
    }
    let number = BoxedUint::from_be_slice_vartime;
    RsaPublicKey::new(number(modulus), number(exponent)).map_err(|error| match error {
        rsa::Error::ModulusTooSmall | rsa::Error::ModulusTooLarge => {
            SignatureError::Unsupported("an RSA key of this size")
        }
        _ => MALFORMED,
    })
}

/// The modulus of a key that the check of [`rsa_key`] accepts.
pub(super) fn rsa_modulus(modulus: &[u8], exponent: &[u8]) -> Result<Modulus, SignatureError> {
    rsa_key(modulus, exponent)?;
    Modulus::new(modulus).map_err(|_| SignatureError::Unsupported("an RSA key of this size"))
}

pub(super) fn pkcs1(hash: HashAlgorithm) -> Pkcs1v15Sign {
    match hash {
        HashAlgorithm::Sha1 => Pkcs1v15Sign::new::<Sha1>(),
        HashAlgorithm::Sha224 => Pkcs1v15Sign::new::<Sha224>(),
        HashAlgorithm::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
        HashAlgorithm::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
        HashAlgorithm::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
    }
}

/// `Ecdsa-Sig-Value` (RFC 3279 section 2.2.3).
#[derive(Sequence)]
struct EcdsaSigValue<'a> {
    r: UintRef<'a>,
    s: UintRef<'a>,
}

/// Verifies an ECDSA signature over a digest.
pub(super) fn verify_ecdsa(
    curve: Curve,
    point: &[u8],
    digest: &[u8],
    format: EcdsaFormat,
    signature: &[u8],
) -> Result<(), SignatureError> {
    // The orders of these curves are as long as their field elements.
    let len = curve.field_len();
    let plain = match format {
        EcdsaFormat::Plain => signature.to_vec(),
        EcdsaFormat::Der => {
            let value = EcdsaSigValue::from_der(signature).map_err(|_| SignatureError::Invalid)?;
            let mut plain = Vec::with_capacity(2 * len);
            for number in [value.r, value.s] {
                let bytes = number.as_bytes();
                let padding = len
                    .checked_sub(bytes.len())
                    .ok_or(SignatureError::Invalid)?;
                plain.extend(core::iter::repeat_n(0, padding));
                plain.extend_from_slice(bytes);
            }
            plain
        }
    };
    macro_rules! verify {
        ($curve:ty) => {{
            let key = VerifyingKey::<$curve>::from_sec1_bytes(point)
                .map_err(|_| SignatureError::Malformed("the point is not on the curve"))?;
            let signature =
                Signature::<$curve>::from_slice(&plain).map_err(|_| SignatureError::Invalid)?;
            key.verify_prehash(digest, &signature)
                .map_err(|_| SignatureError::Invalid)
        }};
    }
    match curve {
        Curve::NistP256 => verify!(p256::NistP256),
        Curve::NistP384 => verify!(p384::NistP384),
        Curve::NistP521 => verify!(p521::NistP521),
        Curve::BrainpoolP256r1 => verify!(bp256::BrainpoolP256r1),
        Curve::BrainpoolP384r1 => verify!(bp384::BrainpoolP384r1),
        Curve::NistP192
        | Curve::NistP224
        | Curve::BrainpoolP192r1
        | Curve::BrainpoolP224r1
        | Curve::BrainpoolP320r1
        | Curve::BrainpoolP512r1 => any_curve::verify(curve.definition(), point, digest, &plain),
    }
}
