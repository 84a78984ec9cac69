//! EF.SOD of DF_CIE (`1006`): the signed object that covers the files of the IAS application.
//!
//! It has the form of the Document Security Object of ICAO Doc 9303-10: data object `77` around a
//! CMS `SignedData` version 3 over an `LDSSecurityObject`, with one document signer certificate and
//! one signer. What differs from a passport is the numbers of the data groups. Read from
//! italia/cie-middleware-linux (`cie-pkcs11/CSP/IAS.cpp`, `VerificaSOD` and `VerificaSODPSS`) and
//! from the file of a card in the unit tests of pagopa/cie-sdk-android
//! (`CieSDK/src/test/java/it/pagopa/io/app/cie/CieCommandsTest.kt`).

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, PrintableString, SetOfVec};
use der::oid::AssociatedOid;
use der::{Encode, Sequence};
use rsa::signature::{RandomizedSigner, SignatureEncoding, Signer};
use rsa::{pkcs1v15, pss};
use sha2::{Digest, Sha256, Sha512};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::{AlgorithmIdentifierOwned, DynSignatureAlgorithmIdentifier};

use super::BuildError;
use super::rsa_key::RsaKey;
use super::seed::SeedStream;

/// `id-icao-mrtd-security-ldsSecurityObject`, ICAO Doc 9303-10.
const LDS_SECURITY_OBJECT: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.23.136.1.1.1");
/// `id-signedData`, RFC 5652 section 5.1.
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// `id-contentType`, RFC 5652 section 11.1.
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
/// `id-messageDigest`, RFC 5652 section 11.2.
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");

/// Tag of the Document Security Object, application class 23 constructed (ICAO Doc 9303-10).
const TAG_SOD: u8 = 0x77;

/// The two forms of EF.SOD that issued cards carry.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum SodVariant {
    /// SHA-256, RSASSA-PKCS1-v1_5, `LDSSecurityObject` version 0.
    Sha256Pkcs1v15,
    /// SHA-512, RSASSA-PSS with MGF1-SHA-512 and a salt of 64 bytes, `LDSSecurityObject` version 1
    /// with LDS version `0108` and Unicode version `040000`.
    Sha512Pss,
}

/// The files under the signature, each exactly as it is hashed.
pub(super) struct SignedFiles<'a> {
    /// EF.ID_Servizi, its 12 digits.
    pub(super) nis: &'a [u8],
    /// EF.Seriale, its 9 characters.
    pub(super) document_number: &'a [u8],
    /// EF.Cert_CIE.
    pub(super) user_certificate: &'a [u8],
    /// EF.Int.Kpub.
    pub(super) device_authentication_key: &'a [u8],
    /// EF.Servizi_Int.Kpub.
    pub(super) services_key: &'a [u8],
    /// EF.DH.
    pub(super) dh: &'a [u8],
}

impl SignedFiles<'_> {
    /// Data group number and content, in the order of the card of `CieCommandsTest.kt`.
    fn numbered(&self) -> [(u8, &[u8]); 6] {
        [
            (0xA5, self.services_key),
            (0x1B, self.dh),
            (0xA4, self.device_authentication_key),
            (0xA3, self.user_certificate),
            (0xA2, self.document_number),
            (0xA1, self.nis),
        ]
    }
}

/// ICAO Doc 9303-10, section "Document Security Object".
#[derive(Sequence)]
struct LdsSecurityObject {
    version: u8,
    hash_algorithm: AlgorithmIdentifierOwned,
    data_group_hash_values: Vec<DataGroupHash>,
    #[asn1(optional = "true")]
    lds_version_info: Option<LdsVersionInfo>,
}

#[derive(Sequence)]
struct DataGroupHash {
    /// One byte, `02 01 A1` for data group A1, though read strictly that is a negative number: so
    /// it is on the card of `CieCommandsTest.kt`, and the desktop software looks for nothing else.
    number: i8,
    hash: OctetString,
}

#[derive(Sequence)]
struct LdsVersionInfo {
    lds_version: PrintableString,
    unicode_version: PrintableString,
}

/// EF.SOD over the files, signed by the document signer.
pub(super) fn ef_sod(
    variant: SodVariant,
    files: &SignedFiles<'_>,
    signer_key: &RsaKey,
    signer: &Certificate,
) -> Result<Vec<u8>, BuildError> {
    let signed_data = match variant {
        SodVariant::Sha256Pkcs1v15 => {
            let content = lds_security_object::<Sha256>(files, 0, None)?;
            let key = pkcs1v15::SigningKey::<Sha256>::new(signer_key.private_key().clone());
            signed_data::<Sha256>(
                content,
                signer,
                &key.signature_algorithm_identifier()?,
                |tbs| Ok(key.try_sign(tbs)?.to_vec()),
            )?
        }
        SodVariant::Sha512Pss => {
            let versions = LdsVersionInfo {
                lds_version: PrintableString::new("0108")?,
                unicode_version: PrintableString::new("040000")?,
            };
            let content = lds_security_object::<Sha512>(files, 1, Some(versions))?;
            // The salt is as long as the digest, 64 bytes, and always the same.
            let key = pss::SigningKey::<Sha512>::new(signer_key.private_key().clone());
            let mut salt = SeedStream::new("salt of EF.SOD");
            signed_data::<Sha512>(
                content,
                signer,
                &key.signature_algorithm_identifier()?,
                |tbs| Ok(key.try_sign_with_rng(&mut salt, tbs)?.to_vec()),
            )?
        }
    };
    let content_info = ContentInfo {
        content_type: SIGNED_DATA,
        content: Any::encode_from(&signed_data)?,
    };

    let body = content_info.to_der()?;
    let mut file = vec![TAG_SOD];
    der::Length::try_from(body.len())?.encode_to_vec(&mut file)?;
    file.extend(body);
    Ok(file)
}

fn lds_security_object<D: Digest + AssociatedOid>(
    files: &SignedFiles<'_>,
    version: u8,
    lds_version_info: Option<LdsVersionInfo>,
) -> der::Result<Vec<u8>> {
    let data_group_hash_values = files
        .numbered()
        .into_iter()
        .map(|(number, content)| {
            Ok(DataGroupHash {
                number: i8::from_be_bytes([number]),
                hash: OctetString::new(D::digest(content).to_vec())?,
            })
        })
        .collect::<der::Result<_>>()?;
    LdsSecurityObject {
        version,
        hash_algorithm: digest_algorithm::<D>(),
        data_group_hash_values,
        lds_version_info,
    }
    .to_der()
}

/// Without parameters, as RFC 5754 section 2 asks and the card of `CieCommandsTest.kt` has it.
fn digest_algorithm<D: AssociatedOid>() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid: D::OID,
        parameters: None,
    }
}

/// RFC 5652 section 5, one signer with `contentType` and `messageDigest` as signed attributes.
fn signed_data<D: Digest + AssociatedOid>(
    content: Vec<u8>,
    signer: &Certificate,
    signature_algorithm: &AlgorithmIdentifierOwned,
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, BuildError>,
) -> Result<SignedData, BuildError> {
    let signed_attrs = SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::encode_from(&LDS_SECURITY_OBJECT)?)?,
        attribute(
            MESSAGE_DIGEST,
            Any::encode_from(&OctetString::new(D::digest(&content).to_vec())?)?,
        )?,
    ])?;
    // Signed with the tag of a SET, not with the [0] they travel under (RFC 5652 section 5.4).
    let signature = sign(&signed_attrs.to_der()?)?;

    let tbs = signer.tbs_certificate();
    let signer_info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer().clone(),
            serial_number: tbs.serial_number().clone(),
        }),
        digest_alg: digest_algorithm::<D>(),
        signed_attrs: Some(signed_attrs),
        signature_algorithm: signature_algorithm.clone(),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    Ok(SignedData {
        version: CmsVersion::V3,
        digest_algorithms: SetOfVec::try_from(vec![digest_algorithm::<D>()])?,
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: LDS_SECURITY_OBJECT,
            econtent: Some(Any::encode_from(&OctetString::new(content)?)?),
        },
        certificates: Some(CertificateSet(SetOfVec::try_from(vec![
            CertificateChoices::Certificate(signer.clone()),
        ])?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer_info])?),
    })
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute {
        oid,
        values: SetOfVec::try_from(vec![value])?,
    })
}
