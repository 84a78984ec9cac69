//! The X.509 certificates of the simulated holder and of the simulated authorities.

use std::str::FromStr;

use der::DateTime;
use der::asn1::{ObjectIdentifier, Uint};
use x509_cert::Certificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{self, Builder, CertificateBuilder, CrlBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::crl::{CertificateList, RevokedCert};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, CrlNumber, ExtendedKeyUsage, KeyUsage, KeyUsages,
    SubjectKeyIdentifier,
};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use super::rsa_key::RsaKey;
use super::signing::{EncodedSignature, Hash, SigningKey};
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

/// Country signing authority and document signer of another country.
const FOREIGN_COUNTRY_SIGNER: &str =
    "C=FR,O=cie-sim - not an authority,OU=SIMULATED,CN=French Country Signer CA (SIMULATED)";
const FOREIGN_DOCUMENT_SIGNER: &str =
    "C=FR,O=cie-sim - not an authority,OU=SIMULATED,CN=Document Signer (SIMULATED)";

/// `id-icao-cscaMasterListSigningKey`, ICAO Doc 9303-12, section 7.1.
const ID_MASTER_LIST_SIGNING_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.23.136.1.1.3");

/// Signer of the list of country signers.
const MASTER_LIST_SIGNER: &str =
    "C=IT,O=cie-sim - not an authority,OU=SIMULATED,CN=Master List Signer (SIMULATED)";

/// Issuer of the holder's certificate.
const USER_CA: &str =
    "CN=CIE User Certificate Authority (SIMULATED),OU=SIMULATED,O=cie-sim - not an authority,C=IT";

/// Issuer of the certificates of the TS-CNS.
const CNS_CA: &str =
    "CN=CNS Certificate Authority (SIMULATED),OU=SIMULATED,O=cie-sim - not an authority,C=IT";

/// The key and certificate of an authority, with which it issues others.
#[derive(Clone, Debug)]
pub(crate) struct Authority {
    key: SigningKey,
    certificate: Certificate,
}

/// How long a certificate is valid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Lifetime {
    /// From 2020 to 2049, the last year that `UTCTime` can tell (RFC 5280 section 4.1.2.5), so
    /// that no test depends on the day it runs.
    Long,
    /// The year 2020.
    Over,
}

impl Authority {
    /// The country signing certificate authority, which signs itself.
    pub(super) fn country_signer(key: &RsaKey) -> Result<Self, BuildError> {
        Self::root(COUNTRY_SIGNER, 1, SigningKey::pkcs1(key, Hash::Sha256))
    }

    /// The authority that issues the holder's certificate; it signs itself.
    pub(super) fn user_ca(key: &RsaKey) -> Result<Self, BuildError> {
        Self::root(USER_CA, 2, SigningKey::pkcs1(key, Hash::Sha256))
    }

    /// The authority that issues the certificates of the TS-CNS; it signs itself.
    pub(super) fn cns_ca(key: &RsaKey) -> Result<Self, BuildError> {
        Self::root(CNS_CA, 1, SigningKey::pkcs1(key, Hash::Sha256))
    }

    /// An authority that calls itself the country signer and signs itself with this key.
    pub(crate) fn country_signer_with(key: SigningKey, serial: u32) -> Result<Self, BuildError> {
        Self::root(COUNTRY_SIGNER, serial, key)
    }

    /// The country signer of another country, which signs itself with this key.
    pub(crate) fn foreign_country_signer(key: SigningKey) -> Result<Self, BuildError> {
        Self::root(FOREIGN_COUNTRY_SIGNER, 1, key)
    }

    fn root(name: &str, serial: u32, key: SigningKey) -> Result<Self, BuildError> {
        let name = Name::from_str(name)?;
        let content = Content {
            issuer: name.clone(),
            subject: name,
            purpose: Purpose::Authority,
        };
        let public = key.public_key()?;
        let certificate = sign(content, serial, Lifetime::Long, public, &key)?;
        Ok(Self { key, certificate })
    }

    /// Issues the certificate of a document signer, which signs EF.SOD.
    pub(crate) fn issue_document_signer(
        &self,
        key: &SigningKey,
        serial: u32,
        lifetime: Lifetime,
    ) -> Result<Certificate, BuildError> {
        let name = Name::from_str(DOCUMENT_SIGNER)?;
        self.issue(name, Purpose::DocumentSigner, serial, lifetime, key)
    }

    /// Issues the certificate of a document signer of another country.
    pub(crate) fn issue_foreign_document_signer(
        &self,
        key: &SigningKey,
        serial: u32,
    ) -> Result<Certificate, BuildError> {
        let name = Name::from_str(FOREIGN_DOCUMENT_SIGNER)?;
        self.issue(name, Purpose::DocumentSigner, serial, Lifetime::Long, key)
    }

    /// Issues the certificate of who signs the list of country signers.
    pub(crate) fn issue_master_list_signer(
        &self,
        key: &SigningKey,
        serial: u32,
    ) -> Result<Certificate, BuildError> {
        let name = Name::from_str(MASTER_LIST_SIGNER)?;
        self.issue(name, Purpose::MasterListSigner, serial, Lifetime::Long, key)
    }

    /// Issues a link certificate: this authority vouches for the key that follows its own (ICAO
    /// Doc 9303-12, section 3.2).
    pub(crate) fn issue_link(&self, next: &Self, serial: u32) -> Result<Certificate, BuildError> {
        let name = next.certificate.tbs_certificate().subject().clone();
        self.issue(name, Purpose::Authority, serial, Lifetime::Long, &next.key)
    }

    /// Issues the certificate of the holder: common name = fiscal code, `/`, document number;
    /// surname, given name; serial number = document number.
    pub(super) fn issue_user(&self, key: &RsaKey) -> Result<Certificate, BuildError> {
        let document = String::from_utf8_lossy(&DOCUMENT_NUMBER);
        let subject = format!(
            "CN={}/{document},serialNumber={document},givenName={},surname={},C=IT",
            HOLDER.fiscal_code, HOLDER.given_name, HOLDER.surname,
        );
        let key = SigningKey::pkcs1(key, Hash::Sha256);
        let name = Name::from_str(&subject)?;
        self.issue(name, Purpose::User, 4, Lifetime::Long, &key)
    }

    /// Issues the certificate of a TS-CNS, with this common name.
    pub(super) fn issue_cns(
        &self,
        key: &RsaKey,
        common_name: &str,
    ) -> Result<Certificate, BuildError> {
        // `+` would join two attributes (RFC 4514, section 2.4).
        let common_name = common_name.replace('+', "\\+");
        let name = format!("CN={common_name},OU=SIMULATED,O=cie-sim - not an authority,C=IT");
        let key = SigningKey::pkcs1(key, Hash::Sha256);
        self.issue(
            Name::from_str(&name)?,
            Purpose::User,
            2,
            Lifetime::Long,
            &key,
        )
    }

    fn issue(
        &self,
        subject: Name,
        purpose: Purpose,
        serial: u32,
        lifetime: Lifetime,
        key: &SigningKey,
    ) -> Result<Certificate, BuildError> {
        let content = Content {
            issuer: self.certificate.tbs_certificate().subject().clone(),
            subject,
            purpose,
        };
        sign(content, serial, lifetime, key.public_key()?, &self.key)
    }

    /// The list of certificates that this authority has revoked: these serial numbers.
    pub(crate) fn revoke(&self, serials: &[u32]) -> Result<CertificateList, BuildError> {
        let day = Time::from(DateTime::new(2024, 1, 1, 0, 0, 0)?);
        let next = Time::from(DateTime::new(2049, 12, 31, 23, 59, 59)?);
        let revoked = serials.iter().map(|serial| RevokedCert {
            serial_number: SerialNumber::from(*serial),
            revocation_date: day,
            crl_entry_extensions: None,
        });
        let number = CrlNumber::from(Uint::new(&[1])?);
        let builder = CrlBuilder::new_with_this_update(&self.certificate, number, day)?
            .with_next_update(Some(next))
            .with_certificates(revoked);
        Ok(builder.build::<_, EncodedSignature>(&self.key)?)
    }

    pub(crate) const fn certificate(&self) -> &Certificate {
        &self.certificate
    }
}

/// What a certificate is for, and so which extensions it carries.
enum Purpose {
    Authority,
    DocumentSigner,
    MasterListSigner,
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
            Purpose::MasterListSigner => extensions.extend([
                KeyUsage(KeyUsages::DigitalSignature.into()).to_extension(subject, &[])?,
                ExtendedKeyUsage(vec![ID_MASTER_LIST_SIGNING_KEY]).to_extension(subject, &[])?,
            ]),
            Purpose::User => extensions.extend([
                KeyUsage(KeyUsages::DigitalSignature.into()).to_extension(subject, &[])?,
                ExtendedKeyUsage(vec![ID_KP_CLIENT_AUTH]).to_extension(subject, &[])?,
            ]),
        }
        Ok(extensions)
    }
}

impl Lifetime {
    fn validity(self) -> der::Result<Validity> {
        let last_year = match self {
            Self::Long => 2049,
            Self::Over => 2020,
        };
        Ok(Validity::new(
            Time::from(DateTime::new(2020, 1, 1, 0, 0, 0)?),
            Time::from(DateTime::new(last_year, 12, 31, 23, 59, 59)?),
        ))
    }
}

fn sign(
    content: Content,
    serial: u32,
    lifetime: Lifetime,
    subject_key: SubjectPublicKeyInfoOwned,
    issuer_key: &SigningKey,
) -> Result<Certificate, BuildError> {
    let builder = CertificateBuilder::new(
        content,
        SerialNumber::from(serial),
        lifetime.validity()?,
        subject_key,
    )?;
    Ok(builder.build::<_, EncodedSignature>(issuer_key)?)
}
