//! The five answers in one.

use super::{Failure, Finding, Verdict};

/// The worst that was found of a document, else the most that was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Summary {
    /// What was read is not what was signed.
    DataAltered,
    /// The signature does not hold.
    SignatureInvalid,
    /// None of the given country signers vouches for the signer.
    SignerNotTrusted,
    /// Who signed is of another country than the document.
    OtherCountry,
    /// The chip did not prove to be the document's.
    ChipNotProved,
    /// Data and signature were not checked, or not completely.
    NotChecked,
    /// The data are those that were signed; by whom was not checked.
    SignerNotChecked,
    /// Data and signer are proved; whether the chip is a copy was not checked.
    ChipNotChecked,
    /// All hold. The signer's country may not have been compared.
    Complete,
}

impl Summary {
    /// Every summary, the worst first.
    pub const ALL: [Self; 9] = [
        Self::DataAltered,
        Self::SignatureInvalid,
        Self::SignerNotTrusted,
        Self::OtherCountry,
        Self::ChipNotProved,
        Self::NotChecked,
        Self::SignerNotChecked,
        Self::ChipNotChecked,
        Self::Complete,
    ];

    /// A stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DataAltered => "data_altered",
            Self::SignatureInvalid => "signature_invalid",
            Self::SignerNotTrusted => "signer_not_trusted",
            Self::OtherCountry => "other_country",
            Self::ChipNotProved => "chip_not_proved",
            Self::NotChecked => "not_checked",
            Self::SignerNotChecked => "signer_not_checked",
            Self::ChipNotChecked => "chip_not_checked",
            Self::Complete => "complete",
        }
    }

    /// Whether something was found that speaks against the document.
    #[must_use]
    pub const fn is_bad(self) -> bool {
        matches!(
            self,
            Self::DataAltered
                | Self::SignatureInvalid
                | Self::SignerNotTrusted
                | Self::OtherCountry
                | Self::ChipNotProved
        )
    }
}

impl Verdict {
    /// The five answers in one.
    #[must_use]
    pub const fn summary(&self) -> Summary {
        let (data, signature) = (self.data_intact, self.signed_by);
        // A signed object that cannot be read fails the first two questions;
        // it says nothing of the data.
        let unreadable = matches!(data, Finding::Failed(Failure::SecurityObject(_)));
        if data.is_failed() && !unreadable {
            Summary::DataAltered
        } else if data.is_failed() || signature.is_failed() {
            Summary::SignatureInvalid
        } else if self.signer_trusted.is_failed() {
            Summary::SignerNotTrusted
        } else if self.signer_country.is_failed() {
            Summary::OtherCountry
        } else if self.chip_genuine.is_failed() {
            Summary::ChipNotProved
        } else if !(data.is_proved() && signature.is_proved()) {
            Summary::NotChecked
        } else if !self.signer_trusted.is_proved() {
            Summary::SignerNotChecked
        } else if !self.chip_genuine.is_proved() {
            Summary::ChipNotChecked
        } else {
            Summary::Complete
        }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a wrong index must fail the test")]
mod tests {
    use super::*;
    use crate::trust::{cms::CmsError, verdict::Gap};

    const STATES: [Finding; 3] = [
        Finding::Proved,
        Finding::Failed(Failure::FileAltered(1)),
        Finding::NotChecked(Gap::NoFiles),
    ];

    #[test]
    fn only_four_proofs_and_a_country_that_does_not_differ_are_complete_and_any_failure_is_bad() {
        for combination in 0..3_usize.pow(5) {
            let state = |question: u32| STATES[combination / 3_usize.pow(question) % 3];
            let verdict = Verdict {
                data_intact: state(0),
                signed_by: state(1),
                signer_trusted: state(2),
                signer_country: state(3),
                chip_genuine: state(4),
                signer: None,
                revocation: None,
                oddities: Vec::new(),
            };
            let summary = verdict.summary();
            let complete = [0, 1, 2, 4].map(state) == [Finding::Proved; 4] && !state(3).is_failed();
            assert_eq!(summary == Summary::Complete, complete, "{verdict:?}");
            assert_eq!(verdict.is_complete(), complete, "{verdict:?}");
            assert_eq!(summary.is_bad(), verdict.has_failed(), "{verdict:?}");
            let failed = (0..5).any(|question| state(question).is_failed());
            assert_eq!(verdict.has_failed(), failed);
        }
    }

    #[test]
    fn a_signed_object_that_cannot_be_read_is_no_altered_data() {
        use crate::trust::security_object::SecurityObjectError;

        let finding = Finding::Failed(Failure::SecurityObject(SecurityObjectError::Cms(
            CmsError::SignerMissing,
        )));
        let verdict = Verdict {
            data_intact: finding,
            signed_by: finding,
            signer_trusted: Finding::NotChecked(Gap::NoSigner),
            signer_country: Finding::NotChecked(Gap::NoSigner),
            chip_genuine: Finding::NotChecked(Gap::ChipKeyNotSigned),
            signer: None,
            revocation: None,
            oddities: Vec::new(),
        };
        assert_eq!(verdict.summary(), Summary::SignatureInvalid);
    }
}
