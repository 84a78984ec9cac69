//! The travel document: what opens it, who it says its holder is, and how far
//! that was checked.

use std::sync::Arc;

use cie_core::{
    agreement::password,
    app::emrtd::{
        com::DataGroup,
        holder,
        mrz::{self, Field, MrzDate},
    },
    messages,
    op::{self, Access, ReadRequest},
    trust::{store, time::UnixTime, verdict},
};

use crate::{error::CieError, language::Language, result::Traffic, words::Sex};

/// The card access number (CAN): the six digits on the front of the card.
#[derive(Debug, uniffi::Object)]
pub struct Can(password::Password);

#[uniffi::export]
impl Can {
    /// Reads exactly 6 ASCII digits. The bytes are borrowed.
    ///
    /// # Errors
    /// `malformed_code`; nothing was sent.
    #[uniffi::constructor]
    pub fn new(digits: &[u8]) -> Result<Arc<Self>, CieError> {
        let can = password::Can::new(digits).map_err(cie_core::error::Error::at_start)?;
        Ok(Arc::new(Self(password::Password::Can(can))))
    }
}

/// What was typed cannot be on a card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum MrzError {
    /// Document number, date of birth or date of expiry is malformed, or a
    /// check digit does not match.
    #[error("{reason}")]
    Malformed {
        /// Which, for a log.
        reason: String,
    },
}

impl From<mrz::MrzError> for MrzError {
    fn from(why: mrz::MrzError) -> Self {
        Self::Malformed {
            reason: why.to_string(),
        }
    }
}

/// What the printed lines give as a key.
#[derive(Debug, uniffi::Object)]
pub struct PrintedKey {
    pace: password::Password,
    basic: password::MrzKey,
}

#[uniffi::export]
impl PrintedKey {
    /// The key of three values as a person types them: the document number,
    /// and the dates of birth and expiry as `YYMMDD`.
    ///
    /// # Errors
    /// [`MrzError`]; nothing was sent.
    #[uniffi::constructor]
    pub fn new(document_number: &str, birth: &str, expiry: &str) -> Result<Arc<Self>, MrzError> {
        let birth = MrzDate::parse(birth, Field::Birth)?;
        let expiry = MrzDate::parse(expiry, Field::Expiry)?;
        let basic = mrz::printed_key(document_number, birth, expiry)?;
        let pace = password::Password::Mrz(basic.clone());
        Ok(Arc::new(Self { pace, basic }))
    }
}

/// How to open the document.
#[derive(Clone, uniffi::Enum)]
pub enum DocumentKey {
    /// With PACE and the card access number.
    Can {
        /// It.
        can: Arc<Can>,
    },
    /// With PACE and the printed lines.
    Printed {
        /// What they give.
        key: Arc<PrintedKey>,
    },
    /// With basic access control, for documents without PACE. Only where it is
    /// asked for: PACE is never given up silently.
    BasicAccess {
        /// What the printed lines give.
        key: Arc<PrintedKey>,
    },
}

impl DocumentKey {
    pub(crate) fn access(&self) -> Access<'_> {
        match self {
            Self::Can { can } => Access::Pace(&can.0),
            Self::Printed { key } => Access::Pace(&key.pace),
            Self::BasicAccess { key } => Access::Bac(&key.basic),
        }
    }
}

/// A file holds nobody whom one could trust.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum TrustError {
    /// Why not.
    #[error("{reason}")]
    Unusable {
        /// For a log.
        reason: String,
    },
}

/// The country signers whom the app trusts. Without them nobody is.
#[derive(Debug, uniffi::Object)]
pub struct TrustStore(store::TrustStore);

#[uniffi::export]
impl TrustStore {
    /// What these files hold: certificates, revocation lists, PKCS #7, master
    /// lists of ICAO or the BSI, LDIF of ICAO's public key directory.
    ///
    /// # Errors
    /// [`TrustError`]: one of them holds nothing of the kind.
    #[uniffi::constructor]
    pub fn new(files: Vec<Vec<u8>>) -> Result<Arc<Self>, TrustError> {
        let mut trusted = store::TrustStore::new();
        for file in files {
            trusted.add(&file).map_err(|why| TrustError::Unusable {
                reason: why.to_string(),
            })?;
        }
        Ok(Arc::new(Self(trusted)))
    }
}

/// What to read, and how it is judged.
#[derive(Clone, uniffi::Record)]
pub struct IdentityRequest {
    /// Seconds since 1970-01-01, UTC: whether certificates are valid, and in
    /// which century a two-digit year lies.
    pub at: u64,
    /// Whom to trust; `None`: nobody.
    #[uniffi(default = None)]
    pub trust: Option<Arc<TrustStore>>,
    /// Whether to read the photo: some 18,000 bytes, most of the time.
    #[uniffi(default = true)]
    pub photo: bool,
    /// Whether the chip shall prove that it is no copy.
    #[uniffi(default = true)]
    pub prove_chip: bool,
}

impl IdentityRequest {
    pub(crate) fn groups(&self) -> Vec<DataGroup> {
        let mut groups = vec![DataGroup::DG1, DataGroup::DG11, DataGroup::DG12];
        groups.extend(self.photo.then_some(DataGroup::DG2));
        groups
    }

    pub(crate) fn core<'k>(&self, access: Access<'k>, groups: &'k [DataGroup]) -> ReadRequest<'k> {
        ReadRequest {
            access,
            groups,
            com: false,
            prove_chip: self.prove_chip,
        }
    }
}

/// An image, as it is on the card.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct FaceImage {
    /// `image/jp2`, `image/jpeg` …
    pub media_type: String,
    /// Its bytes, untouched.
    pub bytes: Vec<u8>,
}

/// Who the document says its holder is; `None` or empty where it says nothing.
/// None of it is believed here: see [`Verdict`]. Personal data.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct Holder {
    /// Given names and surname.
    pub full_name: Option<String>,
    /// The surname.
    pub surname: Option<String>,
    /// The given names.
    pub given_names: Option<String>,
    /// Something may be missing at the end of the name.
    pub name_may_be_truncated: bool,
    /// The date of birth: `YYYY-MM-DD`, or less of it.
    pub birth: Option<String>,
    /// The place of birth, a part each.
    pub birth_place: Vec<String>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The nationality, up to three letters.
    pub nationality: Option<String>,
    /// The address, a part each.
    pub address: Vec<String>,
    /// The personal number as it stands; on the CIE the fiscal code.
    pub personal_number: Option<String>,
    /// The fiscal code, its check character verified.
    pub fiscal_code: Option<String>,
    /// The number of the document.
    pub document_number: Option<String>,
    /// The state that issued it, up to three letters.
    pub issuing_state: Option<String>,
    /// The authority that issued it.
    pub issuing_authority: Option<String>,
    /// The date of issue, `YYYY-MM-DD`.
    pub issue: Option<String>,
    /// The last day on which it is valid: `YYYY-MM-DD`, or less of it.
    pub expiry: Option<String>,
    /// It is valid without a limit; `expiry` is `None` then.
    pub unlimited: bool,
    /// Every image of the face.
    pub faces: Vec<FaceImage>,
    /// Whether check digits do not match or a file could not be understood.
    pub damaged: bool,
}

impl From<holder::Holder<'_>> for Holder {
    fn from(core: holder::Holder<'_>) -> Self {
        let text = |value: &dyn ToString| value.to_string();
        let face = |face: &cie_core::app::emrtd::dg2::Face<'_>| FaceImage {
            media_type: face.kind.media_type().into(),
            bytes: face.image.to_vec(),
        };
        Self {
            full_name: core.full_name(),
            name_may_be_truncated: core.name_may_be_truncated,
            birth: core.birth.as_ref().map(|date| text(date)),
            sex: core.sex.map(Into::into),
            fiscal_code: core.fiscal_code.as_ref().map(|code| code.as_str().into()),
            issue: core.issue.as_ref().map(|date| text(date)),
            expiry: core.expiry.as_ref().map(|date| text(date)),
            unlimited: core.unlimited,
            faces: core.faces.iter().map(face).collect(),
            damaged: !core.wrong_check_digits.is_empty() || !core.malformed.is_empty(),
            surname: core.surname,
            given_names: core.given_names,
            birth_place: core.birth_place,
            nationality: core.nationality,
            address: core.address,
            personal_number: core.personal_number,
            document_number: core.document_number,
            issuing_state: core.issuing_state,
            issuing_authority: core.issuing_authority,
        }
    }
}

/// The answer to one of the five questions.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Finding {
    /// It was checked, and it holds.
    pub proved: bool,
    /// It was checked, and it does not hold. Neither: it was not checked.
    pub failed: bool,
    /// A stable name: `proved`, or the reason's.
    pub code: String,
}

impl From<verdict::Finding> for Finding {
    fn from(core: verdict::Finding) -> Self {
        Self {
            proved: core.is_proved(),
            failed: core.is_failed(),
            code: core.code().into(),
        }
    }
}

/// A verdict for a person.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct VerdictSentences {
    /// The language.
    pub language: Language,
    /// How far the authenticity was checked, in one sentence.
    pub summary: String,
    /// Whether the data are unaltered.
    pub data_intact: String,
    /// Whether the data are signed.
    pub signed_by: String,
    /// Whether a trusted country signer vouches for who signed.
    pub signer_trusted: String,
    /// Whether who signed is of the country that issued the document.
    pub signer_country: String,
    /// Whether the chip is the original.
    pub chip_genuine: String,
}

/// What was proved of the document.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Verdict {
    /// Every file that was read is the one that was signed.
    pub data_intact: Finding,
    /// The signature holds.
    pub signed_by: Finding,
    /// A country signer of the [`TrustStore`] vouches for who signed.
    pub signer_trusted: Finding,
    /// Who signed is of the country that the document names as its issuer. It
    /// cannot be compared for every document; then it neither failed nor is it
    /// proved, and the summary says so and names who signed.
    pub signer_country: Finding,
    /// The chip is not a copy.
    pub chip_genuine: Finding,
    /// A stable name for the whole: `complete` where all hold, the
    /// signer's country at least as far as it could be compared.
    pub summary: String,
    /// Something was found that speaks against the document.
    pub bad: bool,
    /// Who has signed, if the signature holds.
    pub signer: Option<String>,
    /// Stable names of what deviates from a standard in files that were signed
    /// all the same, for a report. None of it speaks against the document.
    pub oddities: Vec<String>,
    /// For the person, in every language of the catalogue.
    pub sentences: Vec<VerdictSentences>,
}

impl From<verdict::Verdict> for Verdict {
    fn from(core: verdict::Verdict) -> Self {
        let sentences = |language: Language| {
            let text = messages::verdict(&core, language.core());
            VerdictSentences {
                language,
                summary: text.summary,
                data_intact: text.data_intact,
                signed_by: text.signed_by,
                signer_trusted: text.signer_trusted,
                signer_country: text.signer_country,
                chip_genuine: text.chip_genuine,
            }
        };
        Self {
            data_intact: core.data_intact.into(),
            signed_by: core.signed_by.into(),
            signer_trusted: core.signer_trusted.into(),
            signer_country: core.signer_country.into(),
            chip_genuine: core.chip_genuine.into(),
            summary: core.summary().code().into(),
            bad: core.summary().is_bad(),
            signer: core
                .signer
                .as_ref()
                .map(|signer| signer.subject.to_string()),
            oddities: core
                .oddities
                .iter()
                .map(|oddity| oddity.code().into())
                .collect(),
            sentences: Language::ALL.map(sentences).into(),
        }
    }
}

/// What was read of the travel document.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct Identity {
    /// Who the document says its holder is.
    pub holder: Holder,
    /// How far that was checked.
    pub verdict: Verdict,
    /// What went over the link.
    pub traffic: Traffic,
}

impl Identity {
    pub(crate) fn judged(core: &op::Identity, request: &IdentityRequest) -> Self {
        let at = UnixTime(request.at);
        let nobody = store::TrustStore::new();
        let trust = request.trust.as_ref().map_or(&nobody, |store| &store.0);
        Self {
            holder: core.holder(at).into(),
            verdict: core.verdict(trust, at).into(),
            traffic: core.traffic.into(),
        }
    }
}
