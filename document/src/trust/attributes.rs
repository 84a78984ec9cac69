//! The signed attributes of a signed object (RFC 5652 sections 5.3 and 11).

use cie_core::extension::tlv;
use der::{
    Any, Encode,
    asn1::{ObjectIdentifier, OctetStringRef},
};
use x509_cert::attr::Attribute;

use super::{cms::CmsError, hash::HashAlgorithm};

/// `id-contentType`, RFC 5652 section 11.1.
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
/// `id-messageDigest`, RFC 5652 section 11.2.
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");

/// Universal SET.
const SET: u32 = 0x31;

const MALFORMED: CmsError = CmsError::Malformed("the signed attributes");

/// What was signed with the content.
pub(super) struct SignedAttributes {
    /// Each in DER, in the order in which it stands.
    encodings: Vec<Vec<u8>>,
    attributes: Vec<Attribute>,
}

impl SignedAttributes {
    pub(super) fn read(items: &[Any]) -> Result<Self, CmsError> {
        let encodings: Result<_, _> = items.iter().map(Encode::to_der).collect();
        let attributes: Result<_, _> = items.iter().map(Any::decode_as).collect();
        Ok(Self {
            encodings: encodings.map_err(|_| MALFORMED)?,
            attributes: attributes.map_err(|_| MALFORMED)?,
        })
    }

    /// As a SET in the order of DER (X.690 section 11.6).
    pub(super) fn in_der(&self) -> Vec<u8> {
        let mut encodings = self.encodings.clone();
        encodings.sort();
        tlv::encode(SET, &encodings.concat())
    }

    /// As a SET in the order in which they stand.
    pub(super) fn as_received(&self) -> Vec<u8> {
        tlv::encode(SET, &self.encodings.concat())
    }

    /// Whether the two are the same.
    pub(super) fn are_in_order(&self) -> bool {
        self.encodings.is_sorted()
    }

    /// Checks what ties the signature to the content: its type and its digest,
    /// each there once.
    pub(super) fn check(
        &self,
        content_type: ObjectIdentifier,
        hash: HashAlgorithm,
        content: &[u8],
    ) -> Result<(), CmsError> {
        let named = self
            .single(CONTENT_TYPE)
            .and_then(|value| value.decode_as::<ObjectIdentifier>().ok())
            .ok_or(CmsError::Malformed("no signed content type"))?;
        if named != content_type {
            return Err(CmsError::Malformed("another signed content type"));
        }
        let digest = self
            .single(MESSAGE_DIGEST)
            .and_then(|value| value.decode_as::<&OctetStringRef>().ok())
            .ok_or(CmsError::Malformed("no signed digest"))?;
        if digest.as_bytes() == hash.digest(&[content]) {
            Ok(())
        } else {
            Err(CmsError::Digest)
        }
    }

    /// The value of an attribute that is there once and has one value.
    fn single(&self, oid: ObjectIdentifier) -> Option<&Any> {
        let mut found = self.attributes.iter();
        let mut found = found.by_ref().filter(|attribute| attribute.oid == oid);
        match (found.next()?.values.as_slice(), found.next()) {
            ([value], None) => Some(value),
            _ => None,
        }
    }
}
