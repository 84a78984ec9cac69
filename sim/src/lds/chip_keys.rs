//! The keys that the chip proves itself with.

use cie_core::agreement::modular::Modulus;
use der::asn1::{Any, BitString, ObjectIdentifier, UintRef};
use der::{Encode, Sequence};
use rand_core::Rng;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::suite::ChipAuthentication;
use crate::identity::{BuildError, Curve, DH_GROUP, EcKey, SeedStream};

/// `dhpublicnumber`, RFC 3279 section 2.3.3: the form that BSI TR-03110-3 names for keys of
/// Diffie-Hellman.
const DH_PUBLIC_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10046.2.1");

/// A static key pair for key agreement.
#[derive(Clone, Debug)]
pub enum ChipKey {
    /// Modulo the prime of RFC 5114 section 2.3.
    Dh(DhKey),
    /// On a curve.
    Ec(EcKey),
}

/// A Diffie-Hellman key pair; `Debug` shows nothing of it.
#[derive(Clone)]
pub struct DhKey {
    private: [u8; 32],
    public: Vec<u8>,
}

/// One key for chip authentication.
#[derive(Clone, Debug)]
pub struct ChipAuthenticationKey {
    /// What it is used with.
    pub suite: ChipAuthentication,
    /// The key pair.
    pub key: ChipKey,
    /// Its number, when there are several.
    pub id: Option<u8>,
}

#[derive(Sequence)]
struct DomainParameters<'a> {
    p: UintRef<'a>,
    g: UintRef<'a>,
    q: UintRef<'a>,
}

impl DhKey {
    fn from_seed(label: &'static str) -> Self {
        let mut private = [0; 32];
        SeedStream::new(label).fill_bytes(&mut private);
        // Below q, which begins with 8C, and not zero.
        let [first, .., last] = &mut private;
        *first &= 0x7F;
        *last |= 0x01;
        let power = Modulus::new(&DH_GROUP.p).and_then(|p| p.pow(&DH_GROUP.g, &private));
        Self {
            private,
            public: power.map(|public| public.to_vec()).unwrap_or_default(),
        }
    }

    /// The private exponent, big-endian. Published with this program.
    #[must_use]
    pub const fn private_key(&self) -> &[u8; 32] {
        &self.private
    }

    /// The public value, as long as p.
    #[must_use]
    pub fn public_value(&self) -> &[u8] {
        &self.public
    }

    fn public_key(&self) -> der::Result<SubjectPublicKeyInfoOwned> {
        let parameters = DomainParameters {
            p: UintRef::new(&DH_GROUP.p)?,
            g: UintRef::new(&DH_GROUP.g)?,
            q: UintRef::new(&DH_GROUP.q)?,
        };
        Ok(SubjectPublicKeyInfoOwned {
            algorithm: AlgorithmIdentifierOwned {
                oid: DH_PUBLIC_NUMBER,
                parameters: Some(Any::encode_from(&parameters)?),
            },
            subject_public_key: BitString::from_bytes(&UintRef::new(&self.public)?.to_der()?)?,
        })
    }
}

impl core::fmt::Debug for DhKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("DhKey").finish_non_exhaustive()
    }
}

impl ChipKey {
    /// The key that DG14 announces for a group.
    pub(super) fn announced(curve: Option<Curve>) -> Self {
        match curve {
            None => Self::Dh(DhKey::from_seed("chip authentication, DH")),
            Some(curve) => Self::Ec(EcKey::from_seed(curve, "chip authentication, EC")),
        }
    }

    /// Another key of the same group, which DG14 knows nothing of.
    pub(crate) fn other(&self) -> Self {
        match self {
            Self::Dh(_) => Self::Dh(DhKey::from_seed("another chip, DH")),
            Self::Ec(key) => Self::Ec(key.other()),
        }
    }

    /// The public key with the parameters of its group written out.
    pub(super) fn public_key(&self) -> Result<Vec<u8>, BuildError> {
        Ok(match self {
            Self::Dh(key) => key.public_key()?.to_der()?,
            Self::Ec(key) => key.explicit_public_key()?.to_der()?,
        })
    }
}
