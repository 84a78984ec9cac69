//! The X.509 certificates of the simulated holder and of the simulated authorities.

use std::str::FromStr;

use der::DateTime;
use der::asn1::ObjectIdentifier;
use rsa::pkcs1v15::SigningKey;
use sha2::Sha256;
use x509_cert::Certificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{self, Builder, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages,
    SubjectKeyIdentifier,
};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfo, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use super::rsa_key::RsaKey;
use super::{BuildError, DOCUMENT_NUMBER, HOLDER};

/// `id-kp-clientAuth`, RFC 5280 section 4.2.1.12.
const ID_KP_CLIENT_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");

/// Country signing authority: the common name is that of the real one with a warning. The text
/// form of RFC 4514 is read backwards, so the encoded name begins with the common name, as on the
/// card in the unit tests of pagopa/cie-sdk-android (`CieCommandsTest.kt`).
const COUNTRY_SIGNER: &str =
    "C=IT,O=cie-sim - not an authority,OU=SIMULATED,CN=Italian Country Signer CA (SIMULATED)";

/// Document signer: the common name is that on the same card.
const DOCUMENT_SIGNER: &str =
    "C=IT,O=cie-sim - not an authority,OU=SIMULATED,CN=eIdentityCardSigner";

/// Issuer of the holder's certificate.
const USER_CA: &str =
    "CN=CIE User Certificate Authority (SIMULATED),OU=SIMULATED,O=cie-sim - not an authority,C=IT";

/// The key and certificate of an authority, with which it issues others.
pub(super) struct Authority {
    key: RsaKey,
    certificate: Certificate,
}

impl Authority {
    /// The country signing certificate authority, which signs itself.
    pub(super) fn country_signer(key: RsaKey) -> Result<Self, BuildError> {
        Self::root(COUNTRY_SIGNER, 1, key)
    }

    /// The authority that issues the holder's certificate; it signs itself.
    pub(super) fn user_ca(key: RsaKey) -> Result<Self, BuildError> {
        Self::root(USER_CA, 2, key)
    }

    fn root(name: &str, serial: u32, key: RsaKey) -> Result<Self, BuildError> {
        let name = Name::from_str(name)?;
        let content = Content {
            issuer: name.clone(),
            subject: name,
            purpose: Purpose::Authority,
        };
        let certificate = sign(content, serial, &key, &key)?;
        Ok(Self { key, certificate })
    }

    /// Issues the certificate of the document signer, which signs EF.SOD.
    pub(super) fn issue_document_signer(&self, key: &RsaKey) -> Result<Certificate, BuildError> {
        self.issue(
            Name::from_str(DOCUMENT_SIGNER)?,
            Purpose::DocumentSigner,
            3,
            key,
        )
    }

    /// Issues the certificate of the holder: common name = fiscal code, `/`, document number;
    /// surname, given name; serial number = document number.
    pub(super) fn issue_user(&self, key: &RsaKey) -> Result<Certificate, BuildError> {
        let document = String::from_utf8_lossy(&DOCUMENT_NUMBER);
        let subject = format!(
            "CN={}/{document},serialNumber={document},givenName={},surname={},C=IT",
            HOLDER.fiscal_code, HOLDER.given_name, HOLDER.surname,
        );
        self.issue(Name::from_str(&subject)?, Purpose::User, 4, key)
    }

    fn issue(
        &self,
        subject: Name,
        purpose: Purpose,
        serial: u32,
        key: &RsaKey,
    ) -> Result<Certificate, BuildError> {
        let issuer = self.certificate.tbs_certificate().subject().clone();
        sign(
            Content {
                issuer,
                subject,
                purpose,
            },
            serial,
            key,
            &self.key,
        )
    }

    pub(super) fn certificate(&self) -> &Certificate {
        &self.certificate
    }
}

/// What a certificate is for, and so which extensions it carries.
enum Purpose {
    Authority,
    DocumentSigner,
    User,
}

struct Content {
    issuer: Name,
    subject: Name,
    purpose: Purpose,
}

impl BuilderProfile for Content {
    fn get_issuer(&self, _subject: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        spk: SubjectPublicKeyInfoRef<'_>,
        issuer_spk: SubjectPublicKeyInfoRef<'_>,
        _tbs: &TbsCertificate,
    ) -> builder::Result<Vec<Extension>> {
        let subject = &self.subject;
        let mut extensions = vec![
            SubjectKeyIdentifier::try_from(spk)?.to_extension(subject, &[])?,
            AuthorityKeyIdentifier::try_from(issuer_spk)?.to_extension(subject, &[])?,
        ];
        match self.purpose {
            Purpose::Authority => extensions.extend([
                BasicConstraints {
                    ca: true,
                    path_len_constraint: Some(0),
                }
                .to_extension(subject, &[])?,
                KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign).to_extension(subject, &[])?,
            ]),
            Purpose::DocumentSigner => extensions
                .push(KeyUsage(KeyUsages::DigitalSignature.into()).to_extension(subject, &[])?),
            Purpose::User => extensions.extend([
                KeyUsage(KeyUsages::DigitalSignature.into()).to_extension(subject, &[])?,
                ExtendedKeyUsage(vec![ID_KP_CLIENT_AUTH]).to_extension(subject, &[])?,
            ]),
        }
        Ok(extensions)
    }
}

/// Valid from 2020 to 2049, the last year that `UTCTime` can tell (RFC 5280 section 4.1.2.5), so
/// that no test depends on the day it runs.
fn validity() -> der::Result<Validity> {
    Ok(Validity::new(
        Time::from(DateTime::new(2020, 1, 1, 0, 0, 0)?),
        Time::from(DateTime::new(2049, 12, 31, 23, 59, 59)?),
    ))
}

/// Signs with sha256WithRSAEncryption, which needs no salt.
fn sign(
    content: Content,
    serial: u32,
    subject_key: &RsaKey,
    issuer_key: &RsaKey,
) -> Result<Certificate, BuildError> {
    let builder = CertificateBuilder::new(
        content,
        SerialNumber::from(serial),
        validity()?,
        SubjectPublicKeyInfo::from_key(subject_key.public_key())?,
    )?;
    Ok(builder.build(&SigningKey::<Sha256>::new(issuer_key.private_key().clone()))?)
}
