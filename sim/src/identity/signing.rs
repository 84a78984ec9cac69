//! With which key and how the simulated authorities sign.

use core::fmt;

use der::Encode;
use der::asn1::ObjectIdentifier;
use der::oid::AssociatedOid;
use rsa::signature::{self, Keypair, RandomizedSigner, SignatureEncoding, Signer};
use rsa::{RsaPrivateKey, pkcs1v15, pss};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::spki::{
    self, AlgorithmIdentifierOwned, DynSignatureAlgorithmIdentifier, EncodePublicKey,
    SubjectPublicKeyInfoOwned,
};

use super::BuildError;
use super::ec_key::EcKey;
use super::rsa_key::RsaKey;
use super::seed::SeedStream;

/// `ecdsa-with-SHA256`, RFC 5758 section 3.2.
const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
/// `ecdsa-with-SHA384`, RFC 5758 section 3.2.
const ECDSA_WITH_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
/// `ecdsa-with-SHA512`, RFC 5758 section 3.2.
const ECDSA_WITH_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4");
/// `ecdsa-with-SHA1`, RFC 3279 section 2.2.3.
const ECDSA_WITH_SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.1");

/// A hash function of a signature.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(crate) fn digest(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(message).to_vec(),
            Self::Sha256 => Sha256::digest(message).to_vec(),
            Self::Sha384 => Sha384::digest(message).to_vec(),
            Self::Sha512 => Sha512::digest(message).to_vec(),
        }
    }

    /// Without parameters, as RFC 5754 section 2 asks and the signed object in the unit tests of
    /// pagopa/cie-sdk-android (`CieCommandsTest.kt`) has it.
    pub(crate) const fn algorithm(self) -> AlgorithmIdentifierOwned {
        let oid = match self {
            Self::Sha1 => Sha1::OID,
            Self::Sha256 => Sha256::OID,
            Self::Sha384 => Sha384::OID,
            Self::Sha512 => Sha512::OID,
        };
        AlgorithmIdentifierOwned {
            oid,
            parameters: None,
        }
    }
}

/// A private key and the signature scheme that it is used with.
#[derive(Clone)]
pub(crate) enum SigningKey {
    /// RSASSA-PKCS1-v1_5.
    Pkcs1(RsaPrivateKey, Hash),
    /// RSASSA-PSS with MGF1 of the same hash, a salt as long as the hash, and the label of the
    /// stream that the salt is taken from.
    Pss(RsaPrivateKey, Hash, &'static str),
    /// ECDSA with the hash that goes with the curve.
    Ec(EcKey),
}

/// Runs `$body` with `$D` standing for the hash's type.
macro_rules! with_hash {
    ($hash:expr, $D:ident => $body:expr) => {
        match $hash {
            Hash::Sha1 => {
                type $D = Sha1;
                $body
            }
            Hash::Sha256 => {
                type $D = Sha256;
                $body
            }
            Hash::Sha384 => {
                type $D = Sha384;
                $body
            }
            Hash::Sha512 => {
                type $D = Sha512;
                $body
            }
        }
    };
}

impl SigningKey {
    pub(crate) fn pkcs1(key: &RsaKey, hash: Hash) -> Self {
        Self::Pkcs1(key.private_key().clone(), hash)
    }

    pub(crate) fn pss(key: &RsaKey, hash: Hash, salt: &'static str) -> Self {
        Self::Pss(key.private_key().clone(), hash, salt)
    }

    /// The hash of the scheme.
    pub(crate) const fn hash(&self) -> Hash {
        match self {
            Self::Pkcs1(_, hash) | Self::Pss(_, hash, _) => *hash,
            Self::Ec(key) => key.hash(),
        }
    }

    /// The algorithm as certificates and signed objects name it.
    pub(crate) fn algorithm(&self) -> Result<AlgorithmIdentifierOwned, BuildError> {
        Ok(match self {
            Self::Pkcs1(key, hash) => with_hash!(*hash, D =>
                pkcs1v15::SigningKey::<D>::new(key.clone()).signature_algorithm_identifier()?),
            Self::Pss(key, hash, _) => with_hash!(*hash, D =>
                pss::SigningKey::<D>::new(key.clone()).signature_algorithm_identifier()?),
            Self::Ec(key) => AlgorithmIdentifierOwned {
                oid: match key.hash() {
                    Hash::Sha1 => ECDSA_WITH_SHA1,
                    Hash::Sha256 => ECDSA_WITH_SHA256,
                    Hash::Sha384 => ECDSA_WITH_SHA384,
                    Hash::Sha512 => ECDSA_WITH_SHA512,
                },
                parameters: None,
            },
        })
    }

    /// The signature over the message.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, BuildError> {
        Ok(match self {
            Self::Pkcs1(key, hash) => with_hash!(*hash, D =>
                pkcs1v15::SigningKey::<D>::new(key.clone()).try_sign(message)?.to_vec()),
            Self::Pss(key, hash, salt) => with_hash!(*hash, D => {
                let mut salt = SeedStream::new(salt);
                let key = pss::SigningKey::<D>::new(key.clone());
                key.try_sign_with_rng(&mut salt, message)?.to_vec()
            }),
            Self::Ec(key) => key.sign_der(message)?,
        })
    }

    /// The public key. On a curve with its parameters written out, as ICAO Doc 9303-12 demands of
    /// certificates.
    pub(crate) fn public_key(&self) -> Result<SubjectPublicKeyInfoOwned, BuildError> {
        Ok(match self {
            Self::Pkcs1(key, _) | Self::Pss(key, _, _) => {
                SubjectPublicKeyInfoOwned::from_key(key.as_public_key())?
            }
            Self::Ec(key) => key.explicit_public_key()?,
        })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey")
    }
}

/// A public key for the builders of certificates, which encode it themselves.
#[derive(Clone)]
pub(crate) struct EncodedPublicKey(Vec<u8>);

impl EncodePublicKey for EncodedPublicKey {
    fn to_public_key_der(&self) -> spki::Result<der::Document> {
        Ok(der::Document::try_from(self.0.as_slice())?)
    }
}

/// A signature for the builders of certificates.
pub(crate) struct EncodedSignature(Vec<u8>);

impl spki::SignatureBitStringEncoding for EncodedSignature {
    fn to_bitstring(&self) -> der::Result<der::asn1::BitString> {
        der::asn1::BitString::from_bytes(&self.0)
    }
}

impl Keypair for SigningKey {
    type VerifyingKey = EncodedPublicKey;

    fn verifying_key(&self) -> EncodedPublicKey {
        // Of a key that was built, only its size could fail, which certificates would refuse.
        let encoded = self.public_key().ok().and_then(|key| key.to_der().ok());
        EncodedPublicKey(encoded.unwrap_or_default())
    }
}

impl DynSignatureAlgorithmIdentifier for SigningKey {
    fn signature_algorithm_identifier(&self) -> spki::Result<AlgorithmIdentifierOwned> {
        self.algorithm().map_err(|_| spki::Error::KeyMalformed)
    }
}

impl Signer<EncodedSignature> for SigningKey {
    fn try_sign(&self, message: &[u8]) -> Result<EncodedSignature, signature::Error> {
        self.sign(message)
            .map(EncodedSignature)
            .map_err(|_| signature::Error::new())
    }
}
