//! Revocation lists of country signers (RFC 5280 section 5, ICAO Doc 9303-12
//! section 7.1.4).

use cie_core::time::UnixTime;
use der::{Decode, Encode};
use spki::AlgorithmIdentifierOwned;
use x509_cert::{certificate::Raw, crl::TbsCertList};

use super::{
    certificate::{Certificate, Signed, significant, unix_time},
    name::DistinguishedName,
    signature::SignatureError,
};

/// Seconds of the 90 days after which ICAO Doc 9303-12 asks for a new list at
/// the latest.
const LONGEST_INTERVAL: u64 = 90 * 86_400;

/// What cannot be read as a revocation list, or must not be relied on: a
/// critical extension restricts what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the revocation list is malformed or of a kind that is not known")]
pub struct MalformedRevocationList;

impl From<der::Error> for MalformedRevocationList {
    fn from(_: der::Error) -> Self {
        Self
    }
}

/// A revocation list whose signature has not been looked at yet.
#[derive(Clone)]
pub struct RevocationList {
    signed: Vec<u8>,
    issuer: DistinguishedName,
    issued: UnixTime,
    next: Option<UnixTime>,
    /// Serial numbers without leading zeros, and since when.
    revoked: Vec<(Vec<u8>, UnixTime)>,
    /// As it is signed, and as it stands beside the signature.
    algorithms: [AlgorithmIdentifierOwned; 2],
    signature: Vec<u8>,
}

impl RevocationList {
    /// Reads one list in DER.
    ///
    /// # Errors
    /// [`MalformedRevocationList`].
    pub fn from_der(encoding: &[u8]) -> Result<Self, MalformedRevocationList> {
        let outer = Signed::from_der(encoding)?;
        let signed = outer.content.to_der()?;
        let content = TbsCertList::<Raw>::from_der(&signed)?;
        // A partial list must not be taken for a whole one.
        let extensions = content.crl_extensions.as_deref().unwrap_or_default();
        if extensions.iter().any(|extension| extension.critical) {
            return Err(MalformedRevocationList);
        }
        let signature = outer.signature.as_bytes().ok_or(MalformedRevocationList)?;
        Ok(Self {
            issuer: DistinguishedName::of(&content.issuer),
            issued: unix_time(content.this_update),
            next: content.next_update.map(unix_time),
            revoked: content
                .revoked_certificates
                .unwrap_or_default()
                .iter()
                .map(|entry| {
                    let serial = significant(entry.serial_number.as_bytes());
                    (serial.to_vec(), unix_time(entry.revocation_date))
                })
                .collect(),
            algorithms: [content.signature, outer.algorithm],
            signature: signature.to_vec(),
            signed,
        })
    }

    /// Whose certificates it is about.
    #[must_use]
    pub const fn issuer(&self) -> &DistinguishedName {
        &self.issuer
    }

    /// When it was issued.
    #[must_use]
    pub const fn issued(&self) -> UnixTime {
        self.issued
    }

    /// When the next one is due; from then on this one says nothing of
    /// certificates that it does not list.
    #[must_use]
    pub const fn next(&self) -> Option<UnixTime> {
        self.next
    }

    /// Whether it is in force at a time: until the next one is due, or for 90
    /// days if it does not say when.
    #[must_use]
    pub fn is_current(&self, at: UnixTime) -> bool {
        let last = self
            .next
            .unwrap_or(UnixTime(self.issued.0.saturating_add(LONGEST_INTERVAL)));
        self.issued <= at && at <= last
    }

    /// Since when a certificate is revoked, if it is.
    #[must_use]
    pub fn revoked_since(&self, certificate: &Certificate) -> Option<UnixTime> {
        self.revoked
            .iter()
            .find(|(serial, _)| serial == certificate.serial_bytes())
            .map(|(_, since)| *since)
    }

    /// Verifies the signature of `issuer` on this list.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub fn verify_signature(&self, issuer: &Certificate) -> Result<(), SignatureError> {
        let [inner, outer] = &self.algorithms;
        if inner.oid != outer.oid {
            return Err(SignatureError::Malformed("two signature algorithms"));
        }
        issuer.verify(inner, &self.signed, &self.signature)
    }
}

impl core::fmt::Debug for RevocationList {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "RevocationList({}, {} certificates)",
            self.issuer,
            self.revoked.len()
        )
    }
}
