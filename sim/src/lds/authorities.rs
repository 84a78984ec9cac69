//! Who signs the document: country signers of two generations, document signers in every state of
//! health, and what is published about them.

use cie_core::bytes::tlv;
use der::Encode;
use der::asn1::{ObjectIdentifier, SetOfVec};
use der::pem::{self, LineEnding};
use x509_cert::Certificate;

use super::options::{DocumentOptions, DocumentSignature, SignerStatus};
use crate::identity::{
    Authority, BuildError, Curve, EcKey, Hash, Identity, Lifetime, SigningKey, signed_data,
};

/// `id-icao-cscaMasterList`, the content type of a master list (ICAO Doc 9303-12, section 9).
const MASTER_LIST: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.23.136.1.1.2");

/// Serial numbers of the certificates that the travel document adds to those of the identity.
const EXPIRED: u32 = 5;
const REVOKED: u32 = 6;
const FORGED: u32 = 7;
const SECOND_COUNTRY_SIGNER: u32 = 10;
const LINK: u32 = 11;
const MASTER_LIST_SIGNER: u32 = 12;
const SECOND_VALID: u32 = 13;
const FOREIGN: u32 = 14;

/// What a verifier may be given about the authority behind a document. DER; [`pem()`] writes PEM.
#[derive(Clone, Debug)]
pub struct Trust {
    /// The country signer of the document: the certificate to be trusted. Self-signed.
    pub country_signer: Vec<u8>,
    /// The country signer that came before it, with the link certificate in which it vouches for
    /// its successor; only for documents signed with ECDSA.
    pub link: Option<Link>,
    /// The list of certificates that the country signer has revoked.
    pub revocation_list: Vec<u8>,
    /// A master list: both country signers in a signed object, as states publish them.
    pub master_list: Vec<u8>,
}

/// How trust in an older country signer leads to a newer one.
#[derive(Clone, Debug)]
pub struct Link {
    /// The older country signer, self-signed; DER.
    pub older: Vec<u8>,
    /// The link certificate, signed by the older for the key of the newer; DER.
    pub certificate: Vec<u8>,
}

/// A certificate or revocation list in PEM, with its label (RFC 7468): `CERTIFICATE`, `X509 CRL`.
///
/// # Errors
/// [`pem::Error`] for a label that is not well formed.
pub fn pem(label: &'static str, der: &[u8]) -> Result<String, pem::Error> {
    pem::encode_string(label, LineEnding::LF, der)
}

/// A document signer: its key and its certificate.
pub(super) struct DocumentSigner {
    pub(super) key: SigningKey,
    pub(super) certificate: Certificate,
}

/// The country signer of the second generation.
fn second() -> Result<Authority, BuildError> {
    let key = EcKey::from_seed(
        Curve::BrainpoolP384r1,
        "second country signing certificate authority",
    );
    Authority::country_signer_with(SigningKey::Ec(key), SECOND_COUNTRY_SIGNER)
}

/// Calls itself like the country signer.
fn impostor() -> Result<Authority, BuildError> {
    let key = EcKey::from_seed(Curve::P256, "impostor");
    Authority::country_signer_with(SigningKey::Ec(key), 1)
}

/// Another country's country signer.
fn foreign() -> Result<Authority, BuildError> {
    let key = EcKey::from_seed(Curve::P256, "foreign country signing certificate authority");
    Authority::foreign_country_signer(SigningKey::Ec(key))
}

impl DocumentSignature {
    const fn is_second_generation(self) -> bool {
        matches!(
            self,
            Self::EcdsaP256 | Self::EcdsaBrainpoolP384r1 | Self::EcdsaP521
        )
    }

    fn key(self) -> SigningKey {
        let rsa = Identity::standard().document_signer_key();
        let ec = |curve| SigningKey::Ec(EcKey::from_seed(curve, "document signer"));
        match self {
            Self::RsaSha256 => SigningKey::pkcs1(rsa, Hash::Sha256),
            Self::RsaSha1 => SigningKey::pkcs1(rsa, Hash::Sha1),
            Self::PssSha512 => SigningKey::pss(rsa, Hash::Sha512, "salt of the travel document"),
            Self::EcdsaP256 => ec(Curve::P256),
            Self::EcdsaBrainpoolP384r1 => ec(Curve::BrainpoolP384r1),
            Self::EcdsaP521 => ec(Curve::P521),
        }
    }
}

pub(super) fn document_signer(options: &DocumentOptions) -> Result<DocumentSigner, BuildError> {
    let key = options.signature.key();
    let is_second = options.signature.is_second_generation();
    let issuer = match options.signer {
        SignerStatus::Forged => impostor()?,
        SignerStatus::Foreign => foreign()?,
        _ if is_second => second()?,
        _ => Identity::standard().country_signer().clone(),
    };
    let (serial, lifetime) = match options.signer {
        SignerStatus::Valid if is_second => (SECOND_VALID, Lifetime::Long),
        SignerStatus::Valid => (crate::identity::DOCUMENT_SIGNER_SERIAL, Lifetime::Long),
        SignerStatus::Expired => (EXPIRED, Lifetime::Over),
        SignerStatus::Revoked => (REVOKED, Lifetime::Long),
        SignerStatus::Forged => (FORGED, Lifetime::Long),
        SignerStatus::Foreign => (FOREIGN, Lifetime::Long),
    };
    let certificate = match options.signer {
        SignerStatus::Foreign => issuer.issue_foreign_document_signer(&key, serial)?,
        _ => issuer.issue_document_signer(&key, serial, lifetime)?,
    };
    Ok(DocumentSigner { key, certificate })
}

pub(super) fn trust(options: &DocumentOptions) -> Result<Trust, BuildError> {
    let first = Identity::standard().country_signer();
    let second = second()?;
    let master_list = master_list(first, &second)?;
    let (issuer, link) = if options.signer == SignerStatus::Foreign {
        (foreign()?, None)
    } else if options.signature.is_second_generation() {
        let link = Link {
            older: first.certificate().to_der()?,
            certificate: first.issue_link(&second, LINK)?.to_der()?,
        };
        (second, Some(link))
    } else {
        (first.clone(), None)
    };
    Ok(Trust {
        country_signer: issuer.certificate().to_der()?,
        link,
        revocation_list: issuer.revoke(&[REVOKED])?.to_der()?,
        master_list,
    })
}

/// `CscaMasterList`, version 0, signed by a signer of the first country signer.
fn master_list(first: &Authority, second: &Authority) -> Result<Vec<u8>, BuildError> {
    let key = SigningKey::Ec(EcKey::from_seed(Curve::P256, "master list signer"));
    let signer = first.issue_master_list_signer(&key, MASTER_LIST_SIGNER)?;
    let certificates = vec![first.certificate().clone(), second.certificate().clone()];
    let list = SetOfVec::try_from(certificates)?.to_der()?;
    let content = tlv::encode(0x30, &[&[0x02, 0x01, 0x00][..], &list].concat());
    signed_data(MASTER_LIST, content, &key, &signer)
}
