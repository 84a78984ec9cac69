//! An answer with its reason.

use core::fmt;

use crate::trust::{
    chain::{ChainError, ChainLink},
    cms::CmsError,
    country::Country,
    security_object::SecurityObjectError,
};

/// An answer to one of the five questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It was checked, and it holds.
    Proved,
    /// It was checked, and it does not hold.
    Failed(Failure),
    /// It was not checked, or not completely.
    NotChecked(Gap),
}

impl Finding {
    /// Whether it was proved.
    #[must_use]
    pub const fn is_proved(self) -> bool {
        matches!(self, Self::Proved)
    }

    /// Whether it was disproved.
    #[must_use]
    pub const fn is_failed(self) -> bool {
        matches!(self, Self::Failed(_))
    }

    /// A stable name for programs: `proved`, or the reason's.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Failed(failure) => failure.code(),
            Self::NotChecked(gap) => gap.code(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Proved => f.write_str("proved"),
            Self::Failed(failure) => write!(f, "failed: {failure}"),
            Self::NotChecked(gap) => write!(f, "not checked: {gap}"),
        }
    }
}

/// Why something does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// A file is not the one that was signed.
    #[error("file {0:02X} was altered")]
    FileAltered(u8),
    /// EF.SOD has no digest for a file.
    #[error("file {0:02X} is not among those that were signed")]
    FileNotCovered(u8),
    /// EF.SOD cannot be read.
    #[error("{0}")]
    SecurityObject(SecurityObjectError),
    /// Its signature does not hold.
    #[error("{0}")]
    Signature(CmsError),
    /// The document signer is not one that the given country signers vouch
    /// for.
    #[error("{0}")]
    Signer(ChainError),
    /// A certificate of the signer or of who vouches for it is of this country, and
    /// DG1 names another.
    #[error("a certificate is of {1}, which the document does not name as its issuer")]
    OtherCountry(ChainLink, Country),
    /// The chip did not prove its key.
    #[error("the chip did not prove its key: {0}")]
    Chip(&'static str),
    /// The chip does not show a file of keys that was signed: an original has
    /// it.
    #[error("the chip withholds file {0:02X}, which was signed")]
    ChipFileWithheld(u8),
    /// EF.CardAccess is not the one that was signed.
    #[error("the chip's offer of ways to open it was altered")]
    CardAccessAltered,
}

impl Failure {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FileAltered(_) => "file_altered",
            Self::FileNotCovered(_) => "file_not_covered",
            Self::SecurityObject(_) => "security_object_malformed",
            Self::Signature(_) => "signature_invalid",
            Self::Signer(error) => match error {
                ChainError::UnknownIssuer => "issuer_unknown",
                ChainError::NotYetValid(..) => "certificate_not_yet_valid",
                ChainError::Expired(..) => "certificate_expired",
                ChainError::Revoked(..) => "certificate_revoked",
                _ => "certificate_invalid",
            },
            Self::OtherCountry(..) => "other_country",
            Self::Chip(_) => "chip_not_proved",
            Self::ChipFileWithheld(_) => "chip_file_withheld",
            Self::CardAccessAltered => "card_access_altered",
        }
    }
}

/// Why something was not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Gap {
    /// EF.SOD was not read.
    #[error("the signed object of the document was not read")]
    NoSecurityObject,
    /// EF.SOD is signed, and this program does not understand what is signed.
    #[error("the list of digests is signed and not understood")]
    ListNotUnderstood,
    /// No file was read that it could cover.
    #[error("no file was read")]
    NoFiles,
    /// The caller has given no country signer.
    #[error("no country signer was given")]
    NoTrust,
    /// The signature or the certificate of the document signer is missing or
    /// did not hold, so that there is nobody to trust.
    #[error("the signer is not known")]
    NoSigner,
    /// No given country signer vouches for the signer, who may have written any
    /// country into a certificate of their own.
    #[error("no country signer vouches for the signer")]
    SignerNotTrusted,
    /// DG1, which names the issuing state, was not read or cannot be.
    #[error("the issuing state of the document was not read")]
    IssuingStateNotRead,
    /// A certificate names no country.
    #[error("a certificate names no country")]
    NoCountry,
    /// The issuing state or the country of a certificate has a code that this
    /// program does not know.
    #[error("a code of a country is not known")]
    UnknownCountry,
    /// This program cannot compute the algorithm.
    #[error("the algorithm is not supported: {0}")]
    Unsupported(&'static str),
    /// The chip was not asked.
    #[error("the chip was not asked")]
    ChipNotAsked,
    /// This program cannot read the file of keys with this number, which was not
    /// altered.
    #[error("file {0:02X} with the chip's keys cannot be read")]
    ChipFileNotUnderstood(u8),
    /// The chip has no way to prove its key.
    #[error("the chip has no way to prove itself")]
    ChipCannot,
    /// The chip was opened by what EF.CardAccess says, and that was not
    /// compared with its signed copy in DG14.
    #[error("the chip's offer of ways to open it was not compared with the signed one")]
    CardAccessNotCompared,
    /// The chip has proved a key, but not that the key is the document's.
    #[error("the chip's key is not proved to be the document's")]
    ChipKeyNotSigned,
}

impl Gap {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSecurityObject => "no_security_object",
            Self::ListNotUnderstood => "list_not_understood",
            Self::NoFiles => "no_files",
            Self::NoTrust => "no_trust",
            Self::NoSigner => "no_signer",
            Self::SignerNotTrusted => "signer_not_trusted",
            Self::IssuingStateNotRead => "issuing_state_not_read",
            Self::NoCountry => "no_country",
            Self::UnknownCountry => "unknown_country",
            Self::Unsupported(_) => "unsupported",
            Self::ChipNotAsked => "chip_not_asked",
            Self::ChipFileNotUnderstood(_) => "chip_file_not_understood",
            Self::ChipCannot => "chip_cannot",
            Self::CardAccessNotCompared => "card_access_not_compared",
            Self::ChipKeyNotSigned => "chip_key_not_signed",
        }
    }
}
