//! Signed objects: CMS `SignedData` (RFC 5652) around EF.SOD, EF.CardSecurity
//! and master lists, as ICAO Doc 9303-10 section 4.6.2 and -12 section 9
//! profile it.

use cms::{
    content_info::{CmsVersion, ContentInfo},
    signed_data::{EncapsulatedContentInfo, SignerIdentifier, SignerInfo, SignerInfos as Signers},
};
use der::{
    Any, Decode, Encode, Sequence,
    asn1::{ObjectIdentifier, OctetStringRef, SetOfVec},
};
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::Attributes;

use super::{
    certificate::{Certificate, significant},
    hash::HashAlgorithm,
    name::DistinguishedName,
    signature::{Scheme, SignatureError},
};

/// `id-signedData`, RFC 5652 section 5.1.
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// `id-contentType`, RFC 5652 section 11.1.
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
/// `id-messageDigest`, RFC 5652 section 11.2.
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");

/// Most signers of an object that are tried; documents have one.
const MAX_SIGNERS: usize = 4;
/// Most certificates inside an object that are looked at.
const MAX_CERTIFICATES: usize = 64;

/// Why a signed object is not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CmsError {
    /// Not a signed object of the kind that was expected.
    #[error("the signed object is malformed: {0}")]
    Malformed(&'static str),
    /// Nobody has signed it, or no certificate for the signer is at hand.
    #[error("the certificate of the signer is missing")]
    SignerMissing,
    /// The content is not what was signed.
    #[error("the signed digest is not that of the content")]
    Digest,
    /// The signature does not match, or cannot be computed.
    #[error(transparent)]
    Signature(#[from] SignatureError),
}

/// `SignedData` (RFC 5652 section 5.1), with its certificates as they stand:
/// one that cannot be read must not hide the others.
#[derive(Sequence)]
struct SignedData {
    version: CmsVersion,
    digest_algorithms: SetOfVec<AlgorithmIdentifierOwned>,
    content: EncapsulatedContentInfo,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    certificates: Option<SetOfVec<Any>>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    revocations: Option<SetOfVec<Any>>,
    signers: Signers,
}

/// A signed object whose signature has not been looked at yet.
#[derive(Clone, Debug)]
pub struct SignedObject {
    content_type: ObjectIdentifier,
    content: Vec<u8>,
    certificates: Vec<Certificate>,
    signers: Vec<SignerInfo>,
}

impl SignedObject {
    /// Reads a `ContentInfo` in DER whose content must be of `content_type`.
    ///
    /// # Errors
    /// [`CmsError::Malformed`].
    pub fn parse(encoding: &[u8], content_type: ObjectIdentifier) -> Result<Self, CmsError> {
        let outer =
            ContentInfo::from_der(encoding).map_err(|_| CmsError::Malformed("no content info"))?;
        if outer.content_type != SIGNED_DATA {
            return Err(CmsError::Malformed("no signed data"));
        }
        let data: SignedData = outer
            .content
            .decode_as()
            .map_err(|_| CmsError::Malformed("the signed data"))?;
        if data.content.econtent_type != content_type {
            return Err(CmsError::Malformed("another type of content"));
        }
        let content = data
            .content
            .econtent
            .as_ref()
            .and_then(|content| content.decode_as::<&OctetStringRef>().ok())
            .ok_or(CmsError::Malformed("no content"))?;
        let certificates = data.certificates.unwrap_or_default();
        Ok(Self {
            content_type,
            content: content.as_bytes().to_vec(),
            certificates: certificates
                .iter()
                .take(MAX_CERTIFICATES)
                .filter_map(|certificate| Certificate::from_der(&certificate.to_der().ok()?).ok())
                .collect(),
            signers: data.signers.0.into_vec(),
        })
    }

    /// The content. Not to be believed before [`Self::verify`].
    #[must_use]
    pub fn content(&self) -> &[u8] {
        &self.content
    }

    /// The certificates that came with it.
    #[must_use]
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Verifies digest and signature with the certificate of the signer,
    /// which is in the object or among `others`. Whether that certificate is
    /// to be trusted is another question: see [`super::chain`].
    ///
    /// # Errors
    /// [`CmsError`] of the last signer that was tried.
    pub fn verify<'a>(&'a self, others: &'a [Certificate]) -> Result<&'a Certificate, CmsError> {
        let mut result = Err(CmsError::SignerMissing);
        for signer in self.signers.iter().take(MAX_SIGNERS) {
            result = self.verify_signer(signer, others);
            if result.is_ok() {
                break;
            }
        }
        result
    }

    fn verify_signer<'a>(
        &'a self,
        signer: &SignerInfo,
        others: &'a [Certificate],
    ) -> Result<&'a Certificate, CmsError> {
        let certificate = self
            .certificates
            .iter()
            .chain(others)
            .find(|certificate| identifies(&signer.sid, certificate))
            .ok_or(CmsError::SignerMissing)?;
        let hash = HashAlgorithm::from_oid(signer.digest_alg.oid)
            .ok_or(SignatureError::Unsupported("an unknown hash"))?;
        // RFC 5652 section 5.3: required for any content but plain data.
        let attributes = signer
            .signed_attrs
            .as_ref()
            .ok_or(CmsError::Malformed("no signed attributes"))?;
        self.check_attributes(attributes, hash)?;

        // RFC 5652 section 5.4: signed is the DER encoding as a SET, not as
        // the [0] it travels under.
        let message = attributes
            .to_der()
            .map_err(|_| CmsError::Malformed("the signed attributes"))?;
        let scheme = Scheme::of(&signer.signature_algorithm)?;
        let key = certificate.signing_key()?;
        let signature = signer.signature.as_bytes();
        match scheme.verify(&key, Some(hash), &message, signature) {
            // Some CIE say sha1WithRSAEncryption where the hash is that of
            // the digest algorithm (italia/cie-middleware-linux `IAS.cpp`
            // takes the latter always). Both names are the signer's.
            Err(SignatureError::Invalid) if matches!(scheme, Scheme::Pkcs1(Some(_))) => {
                Scheme::Pkcs1(None).verify(&key, Some(hash), &message, signature)?;
            }
            result => result?,
        }
        Ok(certificate)
    }

    /// The attributes that tie signature to content (RFC 5652 section 11).
    fn check_attributes(
        &self,
        attributes: &Attributes,
        hash: HashAlgorithm,
    ) -> Result<(), CmsError> {
        let content_type = single(attributes, CONTENT_TYPE)
            .and_then(|value| value.decode_as::<ObjectIdentifier>().ok())
            .ok_or(CmsError::Malformed("no signed content type"))?;
        if content_type != self.content_type {
            return Err(CmsError::Malformed("another signed content type"));
        }
        let digest = single(attributes, MESSAGE_DIGEST)
            .and_then(|value| value.decode_as::<&OctetStringRef>().ok())
            .ok_or(CmsError::Malformed("no signed digest"))?;
        if digest.as_bytes() == hash.digest(&[&self.content]) {
            Ok(())
        } else {
            Err(CmsError::Digest)
        }
    }
}

/// The value of an attribute that is there once and has one value.
fn single(attributes: &Attributes, oid: ObjectIdentifier) -> Option<&Any> {
    let mut found = attributes.iter().filter(|attribute| attribute.oid == oid);
    match (found.next()?.values.as_slice(), found.next()) {
        ([value], None) => Some(value),
        _ => None,
    }
}

fn identifies(identifier: &SignerIdentifier, certificate: &Certificate) -> bool {
    match identifier {
        SignerIdentifier::IssuerAndSerialNumber(identifier) => {
            significant(identifier.serial_number.as_bytes()) == certificate.serial_bytes()
                && DistinguishedName::of(&identifier.issuer) == *certificate.issuer()
        }
        SignerIdentifier::SubjectKeyIdentifier(identifier) => certificate
            .subject_key_id()
            .is_some_and(|key_id| key_id == identifier.0.as_bytes()),
    }
}
