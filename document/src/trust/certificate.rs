//! X.509 certificates of document signers and country signers (ICAO Doc
//! 9303-12 section 7.1). What was signed is kept as it stood, so that no
//! signature depends on how this crate would have encoded it.

use core::fmt;

use cie_core::{extension::hex, time::UnixTime};
use der::{
    Decode, Encode, Sequence,
    asn1::{AnyRef, BitStringRef, ObjectIdentifier},
    oid::AssociatedOid,
};
use spki::AlgorithmIdentifierOwned;
use x509_cert::{
    certificate::{Raw, TbsCertificateInner},
    ext::{
        Extension,
        pkix::{
            AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage,
            SubjectKeyIdentifier,
        },
    },
    time::Time,
};

use super::{
    name::DistinguishedName,
    pss::PssKey,
    signature::{Scheme, SignatureError, SigningKey},
};
use crate::emrtd::public_key::{KeyError, PublicKey};

/// What cannot be read as a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the certificate is malformed")]
pub struct MalformedCertificate;

impl From<der::Error> for MalformedCertificate {
    fn from(_: der::Error) -> Self {
        Self
    }
}

/// `SIGNED{…}` of X.509: what is signed, how, and the signature (RFC 5280
/// sections 4.1 and 5.1).
#[derive(Sequence)]
pub(super) struct Signed<'a> {
    pub(super) content: AnyRef<'a>,
    pub(super) algorithm: AlgorithmIdentifierOwned,
    pub(super) signature: BitStringRef<'a>,
}

/// A certificate.
#[derive(Clone)]
pub struct Certificate {
    encoding: Vec<u8>,
    signed: Vec<u8>,
    content: TbsCertificateInner<Raw>,
    issuer: DistinguishedName,
    subject: DistinguishedName,
    algorithm: AlgorithmIdentifierOwned,
    signature: Vec<u8>,
}

impl Certificate {
    /// Reads one certificate in DER.
    ///
    /// # Errors
    /// [`MalformedCertificate`].
    pub fn from_der(encoding: &[u8]) -> Result<Self, MalformedCertificate> {
        let outer = Signed::from_der(encoding)?;
        let signed = outer.content.to_der()?;
        let content = TbsCertificateInner::<Raw>::from_der(&signed)?;
        Ok(Self {
            encoding: encoding.to_vec(),
            issuer: DistinguishedName::of(content.issuer()),
            subject: DistinguishedName::of(content.subject()),
            signed,
            content,
            algorithm: outer.algorithm,
            signature: outer
                .signature
                .as_bytes()
                .ok_or(MalformedCertificate)?
                .to_vec(),
        })
    }

    /// The certificate in DER.
    #[must_use]
    pub fn as_der(&self) -> &[u8] {
        &self.encoding
    }

    /// Whom it is about.
    #[must_use]
    pub const fn subject(&self) -> &DistinguishedName {
        &self.subject
    }

    /// Who signed it.
    #[must_use]
    pub const fn issuer(&self) -> &DistinguishedName {
        &self.issuer
    }

    /// Its serial number in upper-case hexadecimal, without leading zero bytes.
    #[must_use]
    pub fn serial_number(&self) -> String {
        hex::upper(self.serial_bytes())
    }

    pub(super) fn serial_bytes(&self) -> &[u8] {
        significant(self.content.serial_number().as_bytes())
    }

    /// The beginning of its validity.
    #[must_use]
    pub fn not_before(&self) -> UnixTime {
        unix_time(self.content.validity().not_before)
    }

    /// The end of its validity.
    #[must_use]
    pub fn not_after(&self) -> UnixTime {
        unix_time(self.content.validity().not_after)
    }

    /// The certified key.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        let info = self.content.subject_public_key_info().to_der()?;
        PublicKey::parse(&info)
    }

    /// Whether issuer and subject are the same.
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// Verifies the signature of `issuer` on this certificate, and nothing
    /// else.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub fn verify_signature(&self, issuer: &Self) -> Result<(), SignatureError> {
        // Both identifiers must be the same (RFC 5280 section 4.1.1.2); only
        // the inner one is signed.
        let inner = self.content.signature();
        if inner.oid != self.algorithm.oid {
            return Err(SignatureError::Malformed("two signature algorithms"));
        }
        issuer.verify(inner, &self.signed, &self.signature)
    }

    /// Verifies a signature of this certificate's key.
    pub(super) fn verify(
        &self,
        algorithm: &AlgorithmIdentifierOwned,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        Scheme::of(algorithm)?.verify(&self.signing_key()?, None, message, signature)
    }

    /// The key as one that signs: also one for RSASSA-PSS alone.
    pub(super) fn signing_key(&self) -> Result<SigningKey, SignatureError> {
        let info = self.content.subject_public_key_info();
        if let Some(pss) = PssKey::of(&info.algorithm)? {
            let bits = info.subject_public_key.as_bytes();
            let key = bits.and_then(|bits| PublicKey::parse_rsa(bits).ok());
            let key = key.ok_or(SignatureError::Malformed("the key of a certificate"))?;
            return Ok(SigningKey {
                key,
                pss: Some(pss),
            });
        }
        match self.public_key() {
            Ok(key) => Ok(SigningKey { key, pss: None }),
            Err(KeyError::UnknownAlgorithm) => {
                Err(SignatureError::Unsupported("the key of a certificate"))
            }
            Err(KeyError::Malformed) => Err(SignatureError::Malformed("the key of a certificate")),
        }
    }

    /// The identifier of the certified key, if the certificate has one.
    #[must_use]
    pub fn subject_key_id(&self) -> Option<Vec<u8>> {
        let extension = self.extension::<SubjectKeyIdentifier>().ok()??;
        Some(extension.0.as_bytes().to_vec())
    }

    /// The identifier of the issuer's key, if the certificate has one.
    #[must_use]
    pub fn authority_key_id(&self) -> Option<Vec<u8>> {
        let extension = self.extension::<AuthorityKeyIdentifier>().ok()??;
        Some(extension.key_identifier?.as_bytes().to_vec())
    }

    /// Whether it says that its key may sign certificates: basic constraints
    /// with `cA`, and key usage, if there is one, with `keyCertSign`.
    #[must_use]
    pub fn may_certify(&self) -> bool {
        matches!(self.extension::<BasicConstraints>(), Ok(Some(constraints)) if constraints.ca)
            && self.allows(KeyUsage::key_cert_sign)
    }

    /// Whether it has a key usage with `keyCertSign`, whatever its basic
    /// constraints say.
    #[must_use]
    pub fn says_it_certifies(&self) -> bool {
        matches!(self.extension::<KeyUsage>(), Ok(Some(usage)) if usage.key_cert_sign())
    }

    /// Whether it is for signing documents: its key usage, if there is one,
    /// has `digitalSignature`, and it has no extended key usage, which is for
    /// other purposes (signers of master lists, visa signers) and which
    /// document signers do not have (ICAO Doc 9303-12 section 7.1.1).
    #[must_use]
    pub fn may_sign(&self) -> bool {
        self.allows(KeyUsage::digital_signature)
            && matches!(self.extension::<ExtendedKeyUsage>(), Ok(None))
    }

    /// Whether its key is for signatures of its holder: key usage, if there is
    /// one, has `digitalSignature` or `nonRepudiation`.
    #[must_use]
    pub fn key_may_sign(&self) -> bool {
        self.allows(|usage| usage.digital_signature() || usage.non_repudiation())
    }

    /// Whether its key is for more than signatures: key usage, if there is
    /// one, has an encipherment or key agreement, or the extended key usage is
    /// for TLS clients or e-mail (OpenSC
    /// `src/libopensc/pkcs15-itacns.c`, `itacns_check_and_add_keyset`).
    #[must_use]
    pub fn key_may_decipher(&self) -> bool {
        let extended = self.extension::<ExtendedKeyUsage>();
        self.allows(|usage| {
            usage.key_encipherment() || usage.data_encipherment() || usage.key_agreement()
        }) || matches!(extended, Ok(Some(ExtendedKeyUsage(purposes)))
            if purposes.iter().any(|purpose| [CLIENT_AUTH, EMAIL_PROTECTION].contains(purpose)))
    }

    /// Whether its key usage, if there is one, has `cRLSign`.
    #[must_use]
    pub fn may_revoke(&self) -> bool {
        self.allows(KeyUsage::crl_sign)
    }

    /// Whether it has a critical extension that this crate does not know, and
    /// so must not be relied on (RFC 5280 section 4.2).
    #[must_use]
    pub fn has_unknown_critical_extension(&self) -> bool {
        self.extensions()
            .iter()
            .any(|extension| extension.critical && !KNOWN.contains(&extension.extn_id))
    }

    fn allows(&self, usage: impl Fn(&KeyUsage) -> bool) -> bool {
        match self.extension::<KeyUsage>() {
            Ok(Some(key_usage)) => usage(&key_usage),
            Ok(None) => true,
            Err(_) => false,
        }
    }

    fn extensions(&self) -> &[Extension] {
        self.content.extensions().map_or(&[], Vec::as_slice)
    }

    /// One extension; an error when it is malformed or there twice.
    fn extension<'a, T: Decode<'a, Error = der::Error> + AssociatedOid>(
        &'a self,
    ) -> der::Result<Option<T>> {
        Ok(self
            .content
            .get_extension::<T>()?
            .map(|(_, extension)| extension))
    }
}

/// `id-kp-clientAuth` and `id-kp-emailProtection` (RFC 5280 section 4.2.1.12).
const CLIENT_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");
const EMAIL_PROTECTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4");

/// Extensions that are looked at or that restrict nothing here: key
/// identifiers, key usage, private key usage period, alternative names, basic
/// constraints, distribution points, policies, extended key usage (RFC 5280
/// section 4.2.1), change of name and document types (ICAO Doc 9303-12
/// section 7.1.1).
const KNOWN: [ObjectIdentifier; 12] = [
    ObjectIdentifier::new_unwrap("2.5.29.14"),
    ObjectIdentifier::new_unwrap("2.5.29.35"),
    ObjectIdentifier::new_unwrap("2.5.29.15"),
    ObjectIdentifier::new_unwrap("2.5.29.16"),
    ObjectIdentifier::new_unwrap("2.5.29.17"),
    ObjectIdentifier::new_unwrap("2.5.29.18"),
    ObjectIdentifier::new_unwrap("2.5.29.19"),
    ObjectIdentifier::new_unwrap("2.5.29.31"),
    ObjectIdentifier::new_unwrap("2.5.29.32"),
    ObjectIdentifier::new_unwrap("2.5.29.37"),
    ObjectIdentifier::new_unwrap("2.23.136.1.1.6.1"),
    ObjectIdentifier::new_unwrap("2.23.136.1.1.6.2"),
];

pub(super) fn unix_time(time: Time) -> UnixTime {
    UnixTime(time.to_unix_duration().as_secs())
}

/// A serial number without leading zeros.
pub(super) fn significant(serial: &[u8]) -> &[u8] {
    cie_core::extension::without_leading_zeros(serial)
}

/// Equal when every byte is.
impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.encoding == other.encoding
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({}, {})", self.subject, self.serial_number())
    }
}
