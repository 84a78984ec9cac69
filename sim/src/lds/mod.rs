//! The travel-document application's data: the logical data structure of ICAO Doc 9303-10, for the
//! one simulated holder.
//!
//! ```text
//!   DocumentOptions ── Document ── files: EF.CardAccess, EF.CardSecurity, EF.COM, DG1 …, EF.SOD
//!                         │
//!                         ├── Mrz, CAN          what a terminal must know to get in
//!                         ├── keys of the chip  chip authentication, mapping, active authentication
//!                         └── Trust             what a verifier is given: country signer, list
//! ```
//!
//! Everything is made from the committed [`identity`](crate::identity) and its written seed, so the
//! same options give the same bytes in every run. The photo is a drawing.
//!
//! What issued cards hold is known from italia/cie-mrtd-dotnet-sdk (data groups, their order, chip
//! authentication) and the tests of pagopa/cie-sdk-android (EF.CardAccess). That they sign with
//! RSASSA-PSS now, and that the photo has 10 to 12 KB, was seen by stevansen/IDReaderiOS.

mod authorities;
mod ber;
mod chip_keys;
mod data_groups;
mod mrz;
#[cfg(test)]
mod openssl_tests;
mod options;
mod person;
mod photo;
mod security_infos;
mod suite;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use cie_core::bytes::tlv;
use der::Encode;
use der::asn1::ObjectIdentifier;
use rand_core::Rng;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

pub use authorities::{Link, Trust, pem};
pub use chip_keys::{ChipAuthenticationKey, ChipKey, DhKey};
pub use mrz::Mrz;
pub use options::{
    ActiveAuthentication, DocumentError, DocumentKind, DocumentOptions, DocumentSignature,
    LONGEST_PHOTO, STANDARD_CAN, STANDARD_PHOTO_BYTES, SignerStatus, SodEncoding, UnknownName,
};
pub use suite::{ChipAuthentication, Mapping, PaceSuite, UnknownSuite};

use security_infos::{SecurityInfo, security_infos};

use crate::identity::{
    BuildError, Curve, EcKey, Identity, LdsVersion, SeedStream, document_security_object,
    signed_data,
};

/// `id-SecurityObject`, the content type of EF.CardSecurity (ICAO Doc 9303-11, section 9.2.11).
const SECURITY_OBJECT: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.127.0.7.3.2.1");

/// Documents kept for the next card of the same kind.
const KEPT: usize = 8;

/// A file of the travel-document application.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LdsFile {
    /// EF.COM: versions and list of the data groups.
    Com,
    /// EF.SOD: the signed hashes of the data groups.
    Sod,
    /// EF.CVCA: whose terminals may read fingerprints.
    Cvca,
    /// A data group, by its number.
    DataGroup(u8),
}

impl LdsFile {
    /// The file identifier (ICAO Doc 9303-10, section 3.11).
    #[must_use]
    pub const fn identifier(self) -> u16 {
        match self {
            Self::Com => 0x011E,
            Self::Sod => 0x011D,
            Self::Cvca => 0x011C,
            Self::DataGroup(number) => 0x0100 + number as u16,
        }
    }

    /// The short file identifier: the identifier's low byte.
    #[must_use]
    pub const fn short_identifier(self) -> u8 {
        let [_, low] = self.identifier().to_be_bytes();
        low
    }
}

/// One document: its files, its keys, and what there is to know about it.
pub struct Document {
    options: DocumentOptions,
    mrz: Mrz,
    card_access: Option<Vec<u8>>,
    card_security: Option<Vec<u8>>,
    files: Vec<(LdsFile, Vec<u8>)>,
    chip_keys: Vec<ChipAuthenticationKey>,
    mapping_keys: Vec<EcKey>,
    trust: Trust,
}

impl Document {
    /// The document that these options describe.
    ///
    /// # Panics
    /// Never, unless the data committed in this crate was damaged.
    #[must_use]
    pub fn new(options: &DocumentOptions) -> Arc<Self> {
        static DOCUMENTS: Mutex<Vec<Arc<Document>>> = Mutex::new(Vec::new());
        let mut documents = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(document) = documents.iter().find(|known| known.options == *options) {
            return Arc::clone(document);
        }
        let document = Arc::new(Self::build(options).expect("the committed data makes a document"));
        if documents.len() >= KEPT {
            documents.remove(0);
        }
        documents.push(Arc::clone(&document));
        document
    }

    fn build(options: &DocumentOptions) -> Result<Self, BuildError> {
        let identity = Identity::standard();
        let number = String::from_utf8_lossy(identity.document_number());
        let printed = person::Printed::of(options);
        let mrz = Mrz::new(options.kind, &person::PERSON, &printed, &number);
        let chip_keys = chip_keys(&options.chip_authentication);
        let mapping_keys = mapping_keys(&options.pace);
        let signer = authorities::document_signer(options)?;

        let pace = || options.pace.iter().copied().map(SecurityInfo::pace);
        let card_access = match options.pace.as_slice() {
            [] => None,
            suites => Some(card_access(suites, false)?),
        };
        let card_security = if mapping_keys.is_empty() {
            None
        } else {
            let mut infos: Vec<_> = pace().collect();
            for key in &mapping_keys {
                infos.push(SecurityInfo::mapping_key(key)?);
            }
            let content = security_infos(&infos)?;
            let (key, certificate) = (&signer.key, &signer.certificate);
            Some(signed_data(SECURITY_OBJECT, content, key, certificate)?)
        };

        let mut fingers = [0; 64];
        SeedStream::new("filling of DG3").fill_bytes(&mut fingers);
        let mut groups = vec![
            (1, data_groups::dg1(&mrz)),
            (2, data_groups::dg2(options.photo_bytes)),
            (3, data_groups::dg3(&fingers)),
            (11, data_groups::dg11(&person::PERSON, &printed)),
            (12, data_groups::dg12(&person::PERSON)),
            (14, dg14(options, &chip_keys)?),
        ];
        if let Some(kind) = options.active_authentication {
            groups.push((15, tlv::encode(0x6F, &active_authentication_key(kind)?)));
        }
        let listed: Vec<_> = groups
            .iter()
            .map(|(number, content)| (*number, content.as_slice()))
            .collect();
        let version = match options.signature {
            DocumentSignature::PssSha512 => Some(LdsVersion::V1_8),
            _ => None,
        };
        let sod = document_security_object(&listed, version, &signer.key, &signer.certificate)?;
        let sod = match options.sod {
            SodEncoding::Der => sod,
            SodEncoding::Ber => ber::security_object(&sod)?,
        };
        let com = data_groups::ef_com(groups.iter().map(|(number, _)| *number));

        let mut files = vec![
            (LdsFile::Com, com),
            (LdsFile::Sod, sod),
            (LdsFile::Cvca, ef_cvca()),
        ];
        let groups = groups.into_iter();
        files.extend(groups.map(|(number, content)| (LdsFile::DataGroup(number), content)));
        Ok(Self {
            options: options.clone(),
            mrz,
            card_access,
            card_security,
            files,
            chip_keys,
            mapping_keys,
            trust: authorities::trust(options)?,
        })
    }

    /// What it was made from.
    #[must_use]
    pub const fn options(&self) -> &DocumentOptions {
        &self.options
    }

    /// The machine-readable zone.
    #[must_use]
    pub const fn mrz(&self) -> &Mrz {
        &self.mrz
    }

    /// EF.CardAccess of the MF, if there is one.
    #[must_use]
    pub fn card_access(&self) -> Option<&[u8]> {
        self.card_access.as_deref()
    }

    /// EF.CardSecurity of the MF, which chip authentication mapping needs.
    #[must_use]
    pub fn card_security(&self) -> Option<&[u8]> {
        self.card_security.as_deref()
    }

    /// The content of a file of the application.
    #[must_use]
    pub fn file(&self, file: LdsFile) -> Option<&[u8]> {
        let (_, content) = self.files.iter().find(|(known, _)| *known == file)?;
        Some(content)
    }

    /// The files there are.
    pub fn files(&self) -> impl Iterator<Item = LdsFile> + '_ {
        self.files.iter().map(|(file, _)| *file)
    }

    /// The photo: a JPEG 2000 file.
    #[must_use]
    pub fn photo(&self) -> Vec<u8> {
        photo::jpeg_2000(self.options.photo_bytes)
    }

    /// The keys of chip authentication.
    #[must_use]
    pub fn chip_keys(&self) -> &[ChipAuthenticationKey] {
        &self.chip_keys
    }

    /// The key of chip authentication mapping on a curve.
    #[must_use]
    pub fn mapping_key(&self, curve: Curve) -> Option<&EcKey> {
        self.mapping_keys.iter().find(|key| key.curve() == curve)
    }

    /// What a verifier may be given.
    #[must_use]
    pub const fn trust(&self) -> &Trust {
        &self.trust
    }
}

impl core::fmt::Debug for Document {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Document")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// EF.CardAccess with these suites and, if asked for, an entry that nobody knows.
pub(crate) fn card_access(suites: &[PaceSuite], unknown: bool) -> Result<Vec<u8>, BuildError> {
    let mut infos: Vec<_> = suites.iter().copied().map(SecurityInfo::pace).collect();
    if unknown {
        infos.push(SecurityInfo::unknown());
    }
    security_infos(&infos)
}

fn chip_keys(suites: &[ChipAuthentication]) -> Vec<ChipAuthenticationKey> {
    let several = suites.len() > 1;
    suites
        .iter()
        .zip(1..)
        .map(|(suite, number)| ChipAuthenticationKey {
            suite: *suite,
            key: ChipKey::announced(suite.curve),
            id: several.then_some(number),
        })
        .collect()
}

/// One key for each curve on which the chip authenticates itself by mapping.
fn mapping_keys(suites: &[PaceSuite]) -> Vec<EcKey> {
    let mut keys: Vec<EcKey> = Vec::new();
    let mapped = suites
        .iter()
        .filter(|suite| suite.mapping() == Mapping::ChipAuthentication);
    for curve in mapped.filter_map(|suite| suite.curve()) {
        if !keys.iter().any(|key| key.curve() == curve) {
            keys.push(EcKey::from_seed(curve, "chip authentication mapping"));
        }
    }
    keys
}

fn dg14(
    options: &DocumentOptions,
    chip_keys: &[ChipAuthenticationKey],
) -> Result<Vec<u8>, BuildError> {
    let mut infos: Vec<_> = options
        .pace
        .iter()
        .copied()
        .map(SecurityInfo::pace)
        .collect();
    for key in chip_keys {
        infos.push(SecurityInfo::chip_authentication(key));
        infos.push(SecurityInfo::chip_authentication_key(key)?);
    }
    infos.push(SecurityInfo::terminal_authentication());
    if options.active_authentication == Some(ActiveAuthentication::Ecdsa) {
        infos.push(SecurityInfo::active_authentication());
    }
    Ok(tlv::encode(0x6E, &security_infos(&infos)?))
}

/// The chip's key for active authentication with ECDSA.
pub(crate) fn active_authentication_ec_key() -> EcKey {
    EcKey::from_seed(Curve::P256, "active authentication")
}

/// The public key of DG15. The RSA key is that of the IAS device authentication, which signs by
/// the same scheme.
fn active_authentication_key(kind: ActiveAuthentication) -> Result<Vec<u8>, BuildError> {
    let key = match kind {
        ActiveAuthentication::Ecdsa => active_authentication_ec_key().explicit_public_key()?,
        ActiveAuthentication::RsaSha1 | ActiveAuthentication::RsaSha256 => {
            let key = Identity::standard().device_authentication_key();
            SubjectPublicKeyInfoOwned::from_key(key.public_key())?
        }
    };
    Ok(key.to_der()?)
}

/// EF.CVCA (BSI TR-03110-3, section A.3.2): 36 bytes, one authority's name and zeros.
fn ef_cvca() -> Vec<u8> {
    const BYTES: usize = 36;
    let mut content = tlv::encode(0x42, b"ITSIMULATED00001");
    content.resize(BYTES, 0);
    content
}
