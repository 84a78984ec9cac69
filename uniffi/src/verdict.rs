//! Whom the app trusts, and how far the travel document was checked.

use std::sync::Arc;

use cie_document::trust::{store, verdict};

use crate::{fault::masked, language::Language};

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
pub struct TrustStore(pub(crate) store::TrustStore);

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
            masked(|| trusted.add(&file)).map_err(|why| TrustError::Unusable {
                reason: why.to_string(),
            })?;
        }
        Ok(Arc::new(Self(trusted)))
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
    /// Whether a trusted country signer vouches for the signer.
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
    /// A country signer of the [`TrustStore`] vouches for the signer.
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
    /// Whether a revocation list was asked, if a country signer vouches for the
    /// signer: `not_revoked`, `no_list` or `outdated`.
    pub revocation: Option<String>,
    /// Stable names of what deviates from a standard in files that were signed
    /// all the same, for a report. None of it speaks against the document.
    pub oddities: Vec<String>,
    /// For the person, in every language of the catalogue.
    pub sentences: Vec<VerdictSentences>,
}

impl From<verdict::Verdict> for Verdict {
    fn from(core: verdict::Verdict) -> Self {
        let sentences = |language: Language| {
            let text = cie_document::messages::verdict(&core, language.core());
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
            revocation: core.revocation.map(|known| known.code().into()),
            oddities: core
                .oddities
                .iter()
                .map(|oddity| oddity.code().into())
                .collect(),
            sentences: Language::ALL.map(sentences).into(),
        }
    }
}
