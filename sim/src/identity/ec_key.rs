//! Keys on elliptic curves, made from the written seed.

use core::fmt;

use der::asn1::BitString;
use ecdsa::elliptic_curve::sec1::ToSec1Point;
use ecdsa::signature::hazmat::PrehashSigner;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::BuildError;
use super::curve::Curve;
use super::seed::SeedStream;
use super::signing::Hash;

use rand_core::Rng;

/// Runs `$body` with `$C` standing for the curve's type.
macro_rules! on_curve {
    ($curve:expr, $C:ident => $body:expr) => {
        match $curve {
            Curve::P256 => {
                type $C = p256::NistP256;
                $body
            }
            Curve::BrainpoolP256r1 => {
                type $C = bp256::BrainpoolP256r1;
                $body
            }
            Curve::P384 => {
                type $C = p384::NistP384;
                $body
            }
            Curve::BrainpoolP384r1 => {
                type $C = bp384::BrainpoolP384r1;
                $body
            }
            Curve::P521 => {
                type $C = p521::NistP521;
                $body
            }
        }
    };
}

/// A key pair on an elliptic curve; `Debug` shows nothing of it.
#[derive(Clone)]
pub struct EcKey {
    curve: Curve,
    private: Vec<u8>,
    public: Vec<u8>,
}

impl EcKey {
    /// The first number of the seed's stream with this label that is a private key of the curve.
    pub(crate) fn from_seed(curve: Curve, label: &'static str) -> Self {
        let mut stream = SeedStream::new(label);
        loop {
            let mut private = vec![0; curve.byte_len()];
            stream.fill_bytes(&mut private);
            // Otherwise almost no candidate would be below the order of P-521.
            if curve == Curve::P521
                && let Some(first) = private.first_mut()
            {
                *first &= 0x01;
            }
            if let Some(public) = public_point(curve, &private) {
                return Self {
                    curve,
                    private,
                    public,
                };
            }
        }
    }

    /// Another key on the same curve, which nobody has signed.
    pub(crate) fn other(&self) -> Self {
        Self::from_seed(self.curve, "another chip")
    }

    /// The curve.
    #[must_use]
    pub const fn curve(&self) -> Curve {
        self.curve
    }

    /// The private key, big-endian, as long as a coordinate. Published with this program.
    #[must_use]
    pub fn private_key(&self) -> &[u8] {
        &self.private
    }

    /// The public point, uncompressed: `04`, x, y.
    #[must_use]
    pub fn public_point(&self) -> &[u8] {
        &self.public
    }

    /// The hash that goes with the curve's length.
    pub(crate) const fn hash(&self) -> Hash {
        match self.curve {
            Curve::P256 | Curve::BrainpoolP256r1 => Hash::Sha256,
            Curve::P384 | Curve::BrainpoolP384r1 => Hash::Sha384,
            Curve::P521 => Hash::Sha512,
        }
    }

    /// ECDSA over the message with [`Self::hash`], deterministic (RFC 6979): r and s, each as long
    /// as the order (BSI TR-03111, "plain signature").
    pub(crate) fn sign_plain(&self, message: &[u8]) -> Result<Vec<u8>, BuildError> {
        let digest = self.hash().digest(message);
        on_curve!(self.curve, C => {
            let key = ecdsa::SigningKey::<C>::from_slice(&self.private)?;
            let signature: ecdsa::Signature<C> = key.sign_prehash(&digest)?;
            Ok(signature.to_bytes().to_vec())
        })
    }

    /// As [`Self::sign_plain`], in the DER of RFC 3279 section 2.2.3.
    pub(crate) fn sign_der(&self, message: &[u8]) -> Result<Vec<u8>, BuildError> {
        let digest = self.hash().digest(message);
        on_curve!(self.curve, C => {
            let key = ecdsa::SigningKey::<C>::from_slice(&self.private)?;
            let signature: ecdsa::Signature<C> = key.sign_prehash(&digest)?;
            Ok(signature.to_der().as_bytes().to_vec())
        })
    }

    /// The public key with the curve's parameters written out.
    pub(crate) fn explicit_public_key(&self) -> der::Result<SubjectPublicKeyInfoOwned> {
        Ok(SubjectPublicKeyInfoOwned {
            algorithm: self.curve.explicit_algorithm()?,
            subject_public_key: BitString::from_bytes(&self.public)?,
        })
    }

    /// The public key with the curve's parameters by their number.
    pub(crate) fn numbered_public_key(&self) -> der::Result<SubjectPublicKeyInfoOwned> {
        Ok(SubjectPublicKeyInfoOwned {
            algorithm: self.curve.numbered_algorithm()?,
            subject_public_key: BitString::from_bytes(&self.public)?,
        })
    }
}

fn public_point(curve: Curve, private: &[u8]) -> Option<Vec<u8>> {
    on_curve!(curve, C => {
        let key = ecdsa::elliptic_curve::SecretKey::<C>::from_slice(private).ok()?;
        Some(key.public_key().to_sec1_point(false).as_bytes().to_vec())
    })
}

impl fmt::Debug for EcKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EcKey")
            .field("curve", &self.curve)
            .finish_non_exhaustive()
    }
}
