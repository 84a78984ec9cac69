//! Signed objects: the Document Security Object (ICAO Doc 9303-10, section 4.6.2) and what else is
//! signed the same way.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, PrintableString, SetOfVec};
use der::{Encode, Sequence};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::BuildError;
use super::signing::{Hash, SigningKey};

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

/// Number and content of data groups, in the order in which the object lists them.
pub(crate) type DataGroups<'a> = &'a [(u8, &'a [u8])];

/// What an `LDSSecurityObject` of version 1 says about the data; version 0 says nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LdsVersion {
    /// LDS version `0108` and Unicode version `040000`.
    V1_8,
}

/// ICAO Doc 9303-10, section 4.6.2.3.
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
    /// The byte that stands for the data group. Those of the IAS application are above `7F` and so
    /// become negative numbers, as on issued cards.
    number: i8,
    hash: OctetString,
}

#[derive(Sequence)]
struct LdsVersionInfo {
    lds_version: PrintableString,
    unicode_version: PrintableString,
}

/// Data object `77` around the signed hashes of the data groups.
pub(crate) fn document_security_object(
    groups: DataGroups<'_>,
    version: Option<LdsVersion>,
    key: &SigningKey,
    signer: &Certificate,
) -> Result<Vec<u8>, BuildError> {
    let content = lds_security_object(groups, version, key.hash())?;
    let body = signed_data(LDS_SECURITY_OBJECT, content, key, signer)?;
    let mut file = vec![TAG_SOD];
    der::Length::try_from(body.len())?.encode_to_vec(&mut file)?;
    file.extend(body);
    Ok(file)
}

fn lds_security_object(
    groups: DataGroups<'_>,
    version: Option<LdsVersion>,
    hash: Hash,
) -> der::Result<Vec<u8>> {
    let data_group_hash_values = groups
        .iter()
        .map(|(number, content)| {
            Ok(DataGroupHash {
                number: i8::from_be_bytes([*number]),
                hash: OctetString::new(hash.digest(content))?,
            })
        })
        .collect::<der::Result<_>>()?;
    let (number, lds_version_info) = match version {
        None => (0, None),
        Some(LdsVersion::V1_8) => {
            let info = LdsVersionInfo {
                lds_version: PrintableString::new("0108")?,
                unicode_version: PrintableString::new("040000")?,
            };
            (1, Some(info))
        }
    };
    LdsSecurityObject {
        version: number,
        hash_algorithm: hash.algorithm(),
        data_group_hash_values,
        lds_version_info,
    }
    .to_der()
}

/// A `ContentInfo` with `SignedData` version 3 (RFC 5652 section 5): one signer with `contentType`
/// and `messageDigest` as signed attributes, and its certificate.
pub(crate) fn signed_data(
    content_type: ObjectIdentifier,
    content: Vec<u8>,
    key: &SigningKey,
    signer: &Certificate,
) -> Result<Vec<u8>, BuildError> {
    let hash = key.hash();
    let signed_attrs = SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::encode_from(&content_type)?)?,
        attribute(
            MESSAGE_DIGEST,
            Any::encode_from(&OctetString::new(hash.digest(&content))?)?,
        )?,
    ])?;
    // Signed with the tag of a SET, not with the [0] they travel under (RFC 5652 section 5.4).
    let signature = key.sign(&signed_attrs.to_der()?)?;

    let tbs = signer.tbs_certificate();
    let signer_info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer().clone(),
            serial_number: tbs.serial_number().clone(),
        }),
        digest_alg: hash.algorithm(),
        signed_attrs: Some(signed_attrs),
        signature_algorithm: key.algorithm()?,
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let signed_data = SignedData {
        version: CmsVersion::V3,
        digest_algorithms: SetOfVec::try_from(vec![hash.algorithm()])?,
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: content_type,
            econtent: Some(Any::encode_from(&OctetString::new(content)?)?),
        },
        certificates: Some(CertificateSet(SetOfVec::try_from(vec![
            CertificateChoices::Certificate(signer.clone()),
        ])?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer_info])?),
    };
    let content_info = ContentInfo {
        content_type: SIGNED_DATA,
        content: Any::encode_from(&signed_data)?,
    };
    Ok(content_info.to_der()?)
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute {
        oid,
        values: SetOfVec::try_from(vec![value])?,
    })
}
