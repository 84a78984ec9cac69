//! EF.SOD, the Document Security Object: digests of the data groups under the
//! signature of a document signer (ICAO Doc 9303-10 section 4.6.2, appendix
//! D). The IAS application of the CIE has one too, with numbers of its own for
//! its files (italia/cie-middleware-linux `IAS.cpp`, `VerificaSOD`).

use cie_core::extension::tlv::{Tlv, TlvError};
use der::{
    Any, Decode, Sequence, Tag, Tagged,
    asn1::{ObjectIdentifier, OctetString},
};
use spki::AlgorithmIdentifierOwned;

use super::{
    certificate::Certificate,
    cms::{CmsError, SignedObject, Verified},
    hash::HashAlgorithm,
};
use crate::ber;

/// File identifier in the travel-document application.
pub const FILE_ID: u16 = 0x011D;
/// Short file identifier in the travel-document application.
pub const SHORT_FILE_ID: u8 = 0x1D;

/// Tag of the file.
const TAG: u32 = 0x77;
/// `id-icao-mrtd-security-ldsSecurityObject`.
const LDS_SECURITY_OBJECT: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.23.136.1.1.1");

/// Most digests that are taken from a file; LDS has 16 data groups.
const MAX_GROUPS: usize = 64;

/// Why EF.SOD cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecurityObjectError {
    /// The encoding of the file is broken, or it is another one.
    #[error(transparent)]
    Encoding(#[from] TlvError),
    /// The signed object in it cannot be read.
    #[error(transparent)]
    Cms(#[from] CmsError),
    /// The list of digests in that is malformed.
    #[error("the list of digests is malformed: {0}")]
    Content(&'static str),
    /// A hash that this crate does not know.
    #[error("the hash of the data groups is not supported")]
    UnknownHash,
}

#[derive(Sequence)]
struct DataGroupHash {
    /// An INTEGER; kept as it stands for the numbers of the IAS application.
    number: Any,
    hash: OctetString,
}

/// EF.SOD, taken apart. Its digests are to be believed after
/// [`Self::verify_signature`].
#[derive(Clone, Debug)]
pub struct SecurityObject {
    object: SignedObject,
    hash: HashAlgorithm,
    digests: Vec<(u8, Vec<u8>)>,
    lds_version: Option<String>,
}

/// What the digests say about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// The file has the digest of its number.
    Matches,
    /// It has another.
    Differs,
    /// There is no digest for its number.
    NotCovered,
}

impl SecurityObject {
    /// Reads the file.
    ///
    /// # Errors
    /// [`SecurityObjectError`].
    pub fn parse(file: &[u8]) -> Result<Self, SecurityObjectError> {
        let object = signed(file)?;
        // The signature is over these bytes as they stand.
        let content = ber::to_der(object.content())
            .ok()
            .filter(|(_, behind)| behind.is_empty())
            .and_then(|(der, _)| LdsSecurityObject::read(&der))
            .ok_or(SecurityObjectError::Content("not a list"))?;
        if content.version > 1 {
            return Err(SecurityObjectError::Content("an unknown version"));
        }
        let hash = HashAlgorithm::from_oid(content.hash_algorithm.oid)
            .ok_or(SecurityObjectError::UnknownHash)?;
        let mut digests: Vec<(u8, Vec<u8>)> = Vec::new();
        for entry in &content.digests {
            let number = number(&entry.number)
                .ok_or(SecurityObjectError::Content("a number of no data group"))?;
            if digests.len() == MAX_GROUPS {
                return Err(SecurityObjectError::Content("too many digests"));
            }
            if digests.iter().any(|(known, _)| *known == number) {
                return Err(SecurityObjectError::Content("two digests of a data group"));
            }
            digests.push((number, entry.hash.as_bytes().to_vec()));
        }
        Ok(Self {
            object,
            hash,
            digests,
            lds_version: content.lds_version,
        })
    }

    /// What is signed, with its signature.
    pub(super) const fn signed(&self) -> &SignedObject {
        &self.object
    }

    /// The numbers of the data groups with a digest, in the order of the
    /// file.
    pub fn groups(&self) -> impl Iterator<Item = u8> {
        self.digests.iter().map(|(number, _)| *number)
    }

    /// The version of the logical data structure, such as `0108`, which is
    /// signed here and not in EF.COM. Only newer files have it.
    #[must_use]
    pub fn lds_version(&self) -> Option<&str> {
        self.lds_version.as_deref()
    }

    /// The hash of the data groups.
    #[must_use]
    pub const fn hash(&self) -> HashAlgorithm {
        self.hash
    }

    /// Compares a whole file with the digest of its number: the number of a
    /// data group, or what the IAS application uses (`A1` to `A5`, `1B`).
    #[must_use]
    pub fn coverage(&self, number: u8, file: &[u8]) -> Coverage {
        match self.digests.iter().find(|(known, _)| *known == number) {
            Some((_, digest)) if *digest == self.hash.digest(&[file]) => Coverage::Matches,
            Some(_) => Coverage::Differs,
            None => Coverage::NotCovered,
        }
    }

    /// Verifies the signature; gives the certificate of the document signer,
    /// which is in the file or among `others`, and what is out of the ordinary.
    ///
    /// # Errors
    /// [`CmsError`].
    pub fn verify<'a>(&'a self, others: &'a [Certificate]) -> Result<Verified<'a>, CmsError> {
        self.object.verify(others)
    }

    /// As [`Self::verify`], for the certificate alone.
    ///
    /// # Errors
    /// [`CmsError`].
    pub fn verify_signature<'a>(
        &'a self,
        others: &'a [Certificate],
    ) -> Result<&'a Certificate, CmsError> {
        Ok(self.verify(others)?.signer)
    }
}

/// The signed object of the file, whatever its content is like.
pub(super) fn signed(file: &[u8]) -> Result<SignedObject, SecurityObjectError> {
    let outer = Tlv::single(file)?;
    if outer.tag != TAG {
        return Err(TlvError::Missing(TAG).into());
    }
    Ok(SignedObject::parse(outer.value, LDS_SECURITY_OBJECT)?)
}

/// ICAO Doc 9303-10 appendix D: what is needed of it. The digests are what the
/// signature is about; the versions and what stands behind them prove nothing, and
/// have been issued in other forms.
struct LdsSecurityObject {
    version: u8,
    hash_algorithm: AlgorithmIdentifierOwned,
    digests: Vec<DataGroupHash>,
    lds_version: Option<String>,
}

impl LdsSecurityObject {
    fn read(der: &[u8]) -> Option<Self> {
        let parts = Vec::<Any>::from_der(der).ok()?;
        let [version, hash_algorithm, digests, more @ ..] = &parts[..] else {
            return None;
        };
        Some(Self {
            version: version.decode_as().ok()?,
            hash_algorithm: hash_algorithm.decode_as().ok()?,
            digests: digests.decode_as().ok()?,
            lds_version: more.first().and_then(lds_version),
        })
    }
}

/// The first of the two texts of `LDSVersionInfo`, whatever kind of text it is.
fn lds_version(versions: &Any) -> Option<String> {
    let versions: Vec<Any> = versions.decode_as().ok()?;
    let version = core::str::from_utf8(versions.first()?.value()).ok()?;
    let is_one = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then(|| version.to_owned())
}

/// The number of a data group. `A1` and above stand in one byte on the CIE,
/// which read strictly is negative, and in two elsewhere: both are the same.
fn number(integer: &Any) -> Option<u8> {
    match (integer.tag(), integer.value()) {
        (Tag::Integer, [number] | [0, number]) => Some(*number),
        _ => None,
    }
}
