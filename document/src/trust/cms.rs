//! Signed objects: CMS `SignedData` (RFC 5652) around EF.SOD, EF.CardSecurity
//! and master lists, as ICAO Doc 9303-10 section 4.6.2 and -12 section 9
//! profile it, and PKCS #7 with certificates alone.
//!
//! What issuers have signed is read as they have written it: in BER, with
//! attributes in any order, by a signer whose name is written otherwise than in
//! its certificate. Each is an [`Oddity`]; none makes a signature hold that does
//! not (docs/adr/0015-leniency.md).

use cms::{
    content_info::{CmsVersion, ContentInfo},
    signed_data::{EncapsulatedContentInfo, SignerIdentifier},
};
use der::{
    Any, Decode, Encode, Sequence,
    asn1::{ObjectIdentifier, OctetString, OctetStringRef, SetOfVec},
};
use spki::AlgorithmIdentifierOwned;

use super::{
    attributes::SignedAttributes,
    certificate::{Certificate, significant},
    hash::HashAlgorithm,
    name::DistinguishedName,
    oddity::Oddity,
    signature::{Scheme, SignatureError},
};
use crate::ber;

/// `id-signedData`, RFC 5652 section 5.1.
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// Universal SET.
const TAG_SET: u8 = 0x31;

/// Most signers of an object that are tried; documents have one.
const MAX_SIGNERS: usize = 4;
/// Most certificates inside an object that are looked at.
const MAX_CERTIFICATES: usize = 64;

/// Most certificates of the same issuer and serial number that are tried.
const MAX_NAMESAKES: usize = 16;

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
    certificates: Option<Vec<Any>>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    revocations: Option<Vec<Any>>,
    signers: SetOfVec<Any>,
}

/// `SignerInfo` (RFC 5652 section 5.3), its signed attributes in the order in
/// which they stand.
#[derive(Clone, Debug, Sequence)]
struct SignerInfo {
    version: CmsVersion,
    sid: SignerIdentifier,
    digest_alg: AlgorithmIdentifierOwned,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    signed_attrs: Option<Vec<Any>>,
    signature_algorithm: AlgorithmIdentifierOwned,
    signature: OctetString,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    unsigned_attrs: Option<Vec<Any>>,
}

/// A signed object whose signature has not been looked at yet.
#[derive(Clone, Debug)]
pub struct SignedObject {
    content_type: ObjectIdentifier,
    content: Vec<u8>,
    certificates: Vec<Certificate>,
    signers: Vec<SignerInfo>,
    oddities: Vec<Oddity>,
}

/// Who has signed, and what is out of the ordinary.
#[derive(Clone, Debug)]
pub struct Verified<'a> {
    /// The certificate of the signer.
    pub signer: &'a Certificate,
    /// How the object and the signature deviate from their standards.
    pub oddities: Vec<Oddity>,
}

impl SignedObject {
    /// Reads a `ContentInfo` in DER or BER whose content must be of
    /// `content_type`. Bytes behind it do not matter.
    ///
    /// # Errors
    /// [`CmsError::Malformed`].
    pub fn parse(encoding: &[u8], content_type: ObjectIdentifier) -> Result<Self, CmsError> {
        let (data, oddities) = signed_data(encoding)?;
        if data.content.econtent_type != content_type {
            return Err(CmsError::Malformed("another type of content"));
        }
        let content = data
            .content
            .econtent
            .as_ref()
            .and_then(|content| content.decode_as::<&OctetStringRef>().ok())
            .ok_or(CmsError::Malformed("no content"))?;
        let signers: Result<_, _> = data.signers.iter().map(Any::decode_as).collect();
        Ok(Self {
            content_type,
            content: content.as_bytes().to_vec(),
            certificates: certificates(data.certificates, MAX_CERTIFICATES),
            signers: signers.map_err(|_| CmsError::Malformed("a signer"))?,
            oddities,
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
    pub fn verify<'a>(&'a self, others: &'a [Certificate]) -> Result<Verified<'a>, CmsError> {
        let mut result = Err(CmsError::SignerMissing);
        for signer in self.signers.iter().take(MAX_SIGNERS) {
            result = self.find_and_verify(signer, others);
            if result.is_ok() {
                break;
            }
        }
        result.map(|(signer, oddities)| Verified {
            signer,
            oddities: [&self.oddities[..], &oddities].concat(),
        })
    }

    /// By the certificate that the signer names: each of them, since trust files
    /// may have another with the same issuer and serial number. Where there is none,
    /// by the one of the object that has the serial number, else by the only one of
    /// the object. Who is named is not signed: to name another is not a forgery, and
    /// which certificate has the key shows only by trying.
    fn find_and_verify<'a>(
        &'a self,
        signer: &SignerInfo,
        others: &'a [Certificate],
    ) -> Result<(&'a Certificate, Vec<Oddity>), CmsError> {
        let is_named = |certificate: &&Certificate| identifies(&signer.sid, certificate);
        let own = self.certificates.iter().filter(is_named);
        let others = others.iter().filter(is_named).take(MAX_NAMESAKES);
        let mut nearest = None;
        for certificate in own {
            match self.verify_signer(signer, certificate) {
                Ok(oddities) => return Ok((certificate, oddities)),
                Err(error) => nearest = nearest.or(Some(error)),
            }
        }
        let has_its_own = nearest.is_some();
        for certificate in others {
            match self.verify_signer(signer, certificate) {
                Ok(oddities) => return Ok((certificate, oddities)),
                // The document has not brought it: it may be another's.
                Err(error) => {
                    nearest = nearest.or(Some(not_its_own(error)));
                }
            }
        }
        if has_its_own {
            return Err(nearest.unwrap_or(CmsError::SignerMissing));
        }
        self.verify_otherwise_named(signer)
            .map_err(|error| nearest.unwrap_or(error))
    }

    fn verify_otherwise_named(
        &self,
        signer: &SignerInfo,
    ) -> Result<(&Certificate, Vec<Oddity>), CmsError> {
        let certificate = self
            .certificates
            .iter()
            .find(|certificate| has_serial_number(&signer.sid, certificate))
            .or(match &self.certificates[..] {
                [only] => Some(only),
                _ => None,
            })
            .ok_or(CmsError::SignerMissing)?;
        // Nothing that is known speaks against the signature: the certificate may
        // be another's.
        let mut oddities = self
            .verify_signer(signer, certificate)
            .map_err(not_its_own)?;
        oddities.push(Oddity::SignerNamedOtherwise);
        Ok((certificate, oddities))
    }

    fn verify_signer(
        &self,
        signer: &SignerInfo,
        certificate: &Certificate,
    ) -> Result<Vec<Oddity>, CmsError> {
        let hash = HashAlgorithm::from_oid(signer.digest_alg.oid)
            .ok_or(SignatureError::Unsupported("an unknown hash"))?;
        let Some(attributes) = &signer.signed_attrs else {
            self.check_bare_content()?;
            verify_message(signer, certificate, hash, &self.content)?;
            return Ok(vec![Oddity::NoSignedAttributes]);
        };
        let attributes = SignedAttributes::read(attributes)?;
        attributes.check(self.content_type, hash, &self.content)?;
        // RFC 5652 section 5.4: signed is the DER encoding as a SET, not as
        // the [0] it travels under. Some sign it in the order in which it
        // travels, which is the only one that OpenSSL looks at. It is the same
        // set of attributes.
        match verify_message(signer, certificate, hash, &attributes.in_der()) {
            Err(SignatureError::Invalid) if !attributes.are_in_order() => {
                verify_message(signer, certificate, hash, &attributes.as_received())?;
                Ok(vec![Oddity::AttributesInWireOrder])
            }
            result => Ok(result.map(|()| Vec::new())?),
        }
    }

    /// RFC 5652 section 5.3 requires signed attributes for any content but
    /// plain data. Without them the content itself is signed, and then it must
    /// not be a set, which a set of attributes that was signed elsewhere could
    /// be passed off as.
    fn check_bare_content(&self) -> Result<(), CmsError> {
        if self.content.first() == Some(&TAG_SET) {
            return Err(CmsError::Malformed("no signed attributes"));
        }
        Ok(())
    }
}

/// What a signature that a certificate has not made comes to, if that
/// certificate need not be the signer's.
const fn not_its_own(error: CmsError) -> CmsError {
    match error {
        CmsError::Signature(SignatureError::Invalid | SignatureError::Malformed(_)) => {
            CmsError::SignerMissing
        }
        error => error,
    }
}

fn verify_message(
    signer: &SignerInfo,
    certificate: &Certificate,
    hash: HashAlgorithm,
    message: &[u8],
) -> Result<(), SignatureError> {
    let scheme = Scheme::of(&signer.signature_algorithm)?;
    let key = certificate.signing_key()?;
    let signature = signer.signature.as_bytes();
    match scheme.verify(&key, Some(hash), message, signature) {
        // Some CIE say sha1WithRSAEncryption where the hash is that of
        // the digest algorithm (italia/cie-middleware-linux `IAS.cpp`
        // takes the latter always). Both names are the signer's.
        Err(SignatureError::Invalid) if matches!(scheme, Scheme::Pkcs1(Some(_))) => {
            Scheme::Pkcs1(None).verify(&key, Some(hash), message, signature)
        }
        result => result,
    }
}

/// The `SignedData` in a `ContentInfo` in DER or BER.
fn signed_data(encoding: &[u8]) -> Result<(SignedData, Vec<Oddity>), CmsError> {
    let (der, behind) =
        ber::to_der(encoding).map_err(|_| CmsError::Malformed("not a content info"))?;
    let mut oddities = Vec::new();
    if !encoding.starts_with(&der) {
        oddities.push(Oddity::Ber);
    }
    if !behind.is_empty() {
        oddities.push(Oddity::TrailingBytes);
    }
    let outer =
        ContentInfo::from_der(&der).map_err(|_| CmsError::Malformed("not a content info"))?;
    if outer.content_type != SIGNED_DATA {
        return Err(CmsError::Malformed("not signed data"));
    }
    let data = outer
        .content
        .decode_as()
        .map_err(|_| CmsError::Malformed("the signed data"))?;
    Ok((data, oddities))
}

/// The certificates and revocation lists of PKCS #7 without a signer (a `.p7b`
/// or `.p7c` file), as they stand; `None` for a signed object.
pub(super) fn unsigned_certificates(encoding: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (data, _) = signed_data(encoding).ok()?;
    if !data.signers.is_empty() {
        return None;
    }
    let items = [data.certificates, data.revocations];
    let items = items.into_iter().flatten().flatten();
    Some(items.filter_map(|item| item.to_der().ok()).collect())
}

fn certificates(items: Option<Vec<Any>>, most: usize) -> Vec<Certificate> {
    items
        .unwrap_or_default()
        .iter()
        .take(most)
        .filter_map(|item| Certificate::from_der(&item.to_der().ok()?).ok())
        .collect()
}

fn has_serial_number(identifier: &SignerIdentifier, certificate: &Certificate) -> bool {
    matches!(identifier, SignerIdentifier::IssuerAndSerialNumber(identifier)
        if significant(identifier.serial_number.as_bytes()) == certificate.serial_bytes())
}

fn identifies(identifier: &SignerIdentifier, certificate: &Certificate) -> bool {
    match identifier {
        SignerIdentifier::IssuerAndSerialNumber(named) => {
            has_serial_number(identifier, certificate)
                && DistinguishedName::of(&named.issuer) == *certificate.issuer()
        }
        SignerIdentifier::SubjectKeyIdentifier(identifier) => certificate
            .subject_key_id()
            .is_some_and(|key_id| key_id == identifier.0.as_bytes()),
    }
}
