//! The travel document: what is read of it, and who it says its holder is.

use std::sync::Arc;

use cie_core::{agreement::password, time::UnixTime};
use cie_document::{
    Access, ReadRequest,
    emrtd::{com::DataGroup, document, holder},
    trust::store,
};

use crate::{
    result::Traffic,
    verdict::{TrustStore, Verdict},
    words::Sex,
};

/// What to read, and how it is judged.
#[derive(Clone, uniffi::Record)]
pub struct IdentityRequest {
    /// Seconds since 1970-01-01, UTC: whether certificates are valid, and in
    /// which century a two-digit year lies.
    pub at: u64,
    /// Whom to trust; `None`: nobody.
    #[uniffi(default = None)]
    pub trust: Option<Arc<TrustStore>>,
    /// Whether to read the photo: some 11,000 bytes, most of the time.
    #[uniffi(default = true)]
    pub photo: bool,
    /// Whether the chip has to prove that it is not a copy.
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
        ReadRequest::new(access, groups).prove_chip(self.prove_chip)
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
    /// The date of birth as printed, `YYMMDD`: it need not be a day.
    pub birth_as_printed: Option<String>,
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
    /// The date of issue: `YYYY-MM-DD`, or less of it.
    pub issue: Option<String>,
    /// The date of issue as the chip has it, `YYYYMMDD`: it need not be a day.
    pub issue_as_printed: Option<String>,
    /// The last day on which it is valid: `YYYY-MM-DD`, or less of it.
    pub expiry: Option<String>,
    /// The date of expiry as printed, `YYMMDD`: it need not be a day.
    pub expiry_as_printed: Option<String>,
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
        let face = |face: &cie_document::emrtd::dg2::Face<'_>| FaceImage {
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
            birth_as_printed: core.birth_as_printed,
            issue_as_printed: core.issue_as_printed,
            expiry_as_printed: core.expiry_as_printed,
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

/// How a document was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum OpenedWith {
    /// PACE with the card access number.
    PaceCan,
    /// PACE with the printed lines.
    PacePrinted,
    /// Basic access control with the printed lines.
    BasicAccess,
}

impl From<&document::OpenedWith> for OpenedWith {
    fn from(core: &document::OpenedWith) -> Self {
        match core {
            document::OpenedWith::Pace {
                password: password::PasswordReference::Can,
                ..
            } => Self::PaceCan,
            document::OpenedWith::Pace { .. } => Self::PacePrinted,
            document::OpenedWith::Bac => Self::BasicAccess,
        }
    }
}

/// A file that the document has and that was not read; the others were.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct UnreadFile {
    /// `EF.SOD`, `DG2` …
    pub file: String,
    /// The stable code of the reason: see `docs/errors.md`.
    pub code: String,
    /// For a log, in English.
    pub summary: String,
}

impl From<&cie_document::Unread> for UnreadFile {
    fn from(core: &cie_document::Unread) -> Self {
        Self {
            file: core.file.to_string(),
            code: core.why.code().name().into(),
            summary: core.why.to_string(),
        }
    }
}

/// What was read of the travel document.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct Identity {
    /// How it was opened.
    pub opened_with: OpenedWith,
    /// Whether basic access control opened a document that says it has PACE;
    /// `None` when PACE opened it or the document does not say.
    pub pace_passed_over: Option<bool>,
    /// Whether the printed lines that opened it are those on the chip; `None`
    /// when the CAN opened it.
    pub lines_agree: Option<bool>,
    /// Files that were not read, with the reasons.
    pub unread: Vec<UnreadFile>,
    /// Who the document says its holder is.
    pub holder: Holder,
    /// How far that was checked.
    pub verdict: Verdict,
    /// What went over the link.
    pub traffic: Traffic,
}

impl Identity {
    pub(crate) fn judged(core: &cie_document::Identity, request: &IdentityRequest) -> Self {
        let at = UnixTime(request.at);
        let nobody = store::TrustStore::new();
        let trust = request.trust.as_ref().map_or(&nobody, |store| &store.0);
        Self {
            opened_with: (&core.opened_with).into(),
            pace_passed_over: core.pace_passed_over(),
            lines_agree: core.lines_agree,
            unread: core.unread.iter().map(Into::into).collect(),
            holder: core.holder(at).into(),
            verdict: core.verdict(trust, at).into(),
            traffic: core.traffic.into(),
        }
    }
}
