//! Public keys and domain parameters as `SubjectPublicKeyInfo` and
//! `AlgorithmIdentifier` carry them in EF.CardAccess, DG14, DG15 and in
//! certificates.

use core::fmt;

use der::{
    Decode, Sequence,
    asn1::{AnyRef, BitStringRef, ObjectIdentifier, OctetStringRef, UintRef},
};
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::curve::{Curve, Explicit};

/// `id-ecPublicKey`, RFC 5480 section 2.1.1.
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
/// `prime-field`, ANSI X9.62.
const PRIME_FIELD: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.1.1");
/// `dhpublicnumber`, RFC 3279 section 2.3.3.
const DH_PUBLIC_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10046.2.1");
/// `dhKeyAgreement`, PKCS #3.
const DH_KEY_AGREEMENT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.3.1");
/// `standardizedDomainParameters`, BSI TR-03110-3 appendix A.2.1.1.
const STANDARDIZED: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.127.0.7.1.2");
/// `rsaEncryption`, RFC 8017 appendix A.1.
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// Most bytes of a number of a DH group that is taken from a card.
const MAX_NUMBER: usize = 1024;

/// Why a public key or its parameters cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not what its standard says.
    #[error("the public key is malformed")]
    Malformed,
    /// An algorithm that this crate does not know.
    #[error("the public key's algorithm is not known")]
    UnknownAlgorithm,
}

impl From<der::Error> for KeyError {
    fn from(_: der::Error) -> Self {
        Self::Malformed
    }
}

/// A group for key agreement or signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupParameters {
    /// A Diffie-Hellman group by its number, 0 to 2: RFC 5114 section 2.1 to
    /// 2.3.
    StandardizedDh(u8),
    /// A Diffie-Hellman group by its numbers.
    Dh(DhParameters),
    /// A curve, by number, name or explicit parameters.
    Curve(Curve),
    /// Parameters that are well-formed and not known: a reserved number, a
    /// curve that is not among the standardised ones.
    Unknown,
}

/// Big-endian numbers without leading zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DhParameters {
    /// The prime.
    pub p: Vec<u8>,
    /// The generator.
    pub g: Vec<u8>,
    /// The order of the subgroup; PKCS #3 has none.
    pub q: Option<Vec<u8>>,
}

/// X9.42 `GroupParameters` (RFC 3279 section 2.3.3).
#[derive(Sequence)]
struct DomainParametersX942<'a> {
    p: UintRef<'a>,
    g: UintRef<'a>,
    q: UintRef<'a>,
    j: Option<UintRef<'a>>,
    validation: Option<ValidationParameters<'a>>,
}

/// `ValidationParms` (RFC 3279 section 2.3.3), which nothing here needs.
#[derive(Sequence)]
struct ValidationParameters<'a> {
    seed: BitStringRef<'a>,
    counter: UintRef<'a>,
}

/// PKCS #3 `DHParameter`.
#[derive(Sequence)]
struct DhParameter<'a> {
    prime: UintRef<'a>,
    base: UintRef<'a>,
    private_value_length: Option<UintRef<'a>>,
}

/// `ECParameters` in explicit form (ANSI X9.62; SEC 1 appendix C.2), which
/// ICAO Doc 9303-12 section 4.1.6.3 asks of certificates.
#[derive(Sequence)]
struct EcParameters<'a> {
    version: u8,
    field: Field<'a>,
    coefficients: Coefficients<'a>,
    base: &'a OctetStringRef,
    order: UintRef<'a>,
    cofactor: Option<UintRef<'a>>,
    hash: Option<AlgorithmIdentifierRef<'a>>,
}

#[derive(Sequence)]
struct Field<'a> {
    kind: ObjectIdentifier,
    parameters: AnyRef<'a>,
}

#[derive(Sequence)]
struct Coefficients<'a> {
    a: &'a OctetStringRef,
    b: &'a OctetStringRef,
    seed: Option<BitStringRef<'a>>,
}

impl GroupParameters {
    /// Reads an `AlgorithmIdentifier` in DER: a key algorithm with its group.
    ///
    /// # Errors
    /// [`KeyError`]: malformed, or neither DH nor an elliptic curve.
    pub fn parse(algorithm_identifier: &[u8]) -> Result<Self, KeyError> {
        Self::of(&AlgorithmIdentifierRef::from_der(algorithm_identifier)?)
    }

    /// The parameters with this number (BSI TR-03110-3 table 4).
    #[must_use]
    pub fn from_number(number: u8) -> Self {
        match number {
            0..=2 => Self::StandardizedDh(number),
            _ => Curve::from_number(number).map_or(Self::Unknown, Self::Curve),
        }
    }

    fn of(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Self, KeyError> {
        let parameters = || algorithm.parameters.ok_or(KeyError::Malformed);
        match algorithm.oid {
            EC_PUBLIC_KEY => Self::curve(parameters()?),
            DH_PUBLIC_NUMBER => {
                let group: DomainParametersX942<'_> = parameters()?.decode_as()?;
                dh(&group.p, &group.g, Some(&group.q))
            }
            DH_KEY_AGREEMENT => {
                let group: DhParameter<'_> = parameters()?.decode_as()?;
                dh(&group.prime, &group.base, None)
            }
            STANDARDIZED => {
                let number: u64 = parameters()?.decode_as()?;
                Ok(u8::try_from(number).map_or(Self::Unknown, Self::from_number))
            }
            _ => Err(KeyError::UnknownAlgorithm),
        }
    }

    fn curve(parameters: AnyRef<'_>) -> Result<Self, KeyError> {
        if let Ok(oid) = parameters.decode_as::<ObjectIdentifier>() {
            return Ok(Curve::from_oid(oid.as_bytes()).map_or(Self::Unknown, Self::Curve));
        }
        let explicit: EcParameters<'_> = parameters.decode_as()?;
        if explicit.field.kind != PRIME_FIELD {
            return Ok(Self::Unknown);
        }
        let p: UintRef<'_> = explicit.field.parameters.decode_as()?;
        let curve = Curve::from_explicit(&Explicit {
            p: p.as_bytes(),
            a: explicit.coefficients.a.as_bytes(),
            b: explicit.coefficients.b.as_bytes(),
            base: explicit.base.as_bytes(),
            order: explicit.order.as_bytes(),
            cofactor: explicit.cofactor.as_ref().map(UintRef::as_bytes),
        });
        Ok(curve.map_or(Self::Unknown, Self::Curve))
    }
}

fn dh(
    p: &UintRef<'_>,
    g: &UintRef<'_>,
    q: Option<&UintRef<'_>>,
) -> Result<GroupParameters, KeyError> {
    let number = |number: &UintRef<'_>| {
        let bytes = number.as_bytes();
        (bytes.len() <= MAX_NUMBER)
            .then(|| bytes.to_vec())
            .ok_or(KeyError::Malformed)
    };
    Ok(GroupParameters::Dh(DhParameters {
        p: number(p)?,
        g: number(g)?,
        q: q.map(number).transpose()?,
    }))
}

/// A public key with its group.
#[derive(Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// An RSA key: big-endian numbers without leading zeros.
    Rsa {
        /// The modulus.
        modulus: Vec<u8>,
        /// The public exponent.
        exponent: Vec<u8>,
    },
    /// A Diffie-Hellman key.
    Dh {
        /// The group: [`GroupParameters::StandardizedDh`] or
        /// [`GroupParameters::Dh`].
        group: GroupParameters,
        /// The public value, big-endian without leading zeros.
        value: Vec<u8>,
    },
    /// A point of a curve.
    Ec {
        /// The curve; `None` when it is not among the standardised ones.
        curve: Option<Curve>,
        /// The encoded point (SEC 1 section 2.3.3). Not yet checked to be on
        /// the curve.
        point: Vec<u8>,
    },
}

/// `RSAPublicKey` (RFC 8017 appendix A.1.1).
#[derive(Sequence)]
struct RsaPublicKey<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

impl PublicKey {
    /// Reads a `SubjectPublicKeyInfo` in DER.
    ///
    /// # Errors
    /// [`KeyError`]: malformed, or an algorithm other than RSA, DH and
    /// elliptic curves.
    pub fn parse(subject_public_key_info: &[u8]) -> Result<Self, KeyError> {
        let info = SubjectPublicKeyInfoRef::from_der(subject_public_key_info)?;
        let key = info
            .subject_public_key
            .as_bytes()
            .ok_or(KeyError::Malformed)?;
        if info.algorithm.oid == RSA {
            return Self::parse_rsa(key);
        }
        match GroupParameters::of(&info.algorithm)? {
            GroupParameters::Curve(curve) => Ok(Self::Ec {
                curve: Some(curve),
                point: key.to_vec(),
            }),
            GroupParameters::Unknown if info.algorithm.oid == EC_PUBLIC_KEY => Ok(Self::Ec {
                curve: None,
                point: key.to_vec(),
            }),
            GroupParameters::Unknown => Err(KeyError::UnknownAlgorithm),
            group => Ok(Self::Dh {
                group,
                value: UintRef::from_der(key)?.as_bytes().to_vec(),
            }),
        }
    }
}

impl PublicKey {
    /// Reads an `RSAPublicKey` (RFC 8017 appendix A.1.1) in DER, which stands
    /// in a `SubjectPublicKeyInfo` for whatever RSA is to be used.
    pub(crate) fn parse_rsa(key: &[u8]) -> Result<Self, KeyError> {
        let key = RsaPublicKey::from_der(key)?;
        Ok(Self::Rsa {
            modulus: key.modulus.as_bytes().to_vec(),
            exponent: key.exponent.as_bytes().to_vec(),
        })
    }
}

/// What kind of key it is, for error reports; not its bytes.
impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa { modulus, .. } => write!(f, "Rsa({} bytes)", modulus.len()),
            Self::Dh { value, .. } => write!(f, "Dh({} bytes)", value.len()),
            Self::Ec { curve, .. } => write!(f, "Ec({})", curve.map_or("unknown", Curve::name)),
        }
    }
}
