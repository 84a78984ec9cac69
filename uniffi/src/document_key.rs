//! What opens a travel document.

use std::sync::Arc;

use cie_core::agreement::password;
use cie_document::{
    Access,
    emrtd::mrz::{self, Field, MrzDate},
};

use crate::{
    error::CieError,
    fault::{caught_at_start, masked},
};

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
        caught_at_start(|| {
            let can = password::Can::new(digits).map_err(cie_core::Error::at_start)?;
            Ok(Arc::new(Self(password::Password::Can(can))))
        })
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
        let basic = masked(|| {
            let birth = MrzDate::parse(birth, Field::Birth)?;
            let expiry = MrzDate::parse(expiry, Field::Expiry)?;
            mrz::printed_key(document_number, birth, expiry)
        })?;
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
    /// asked for: PACE is never given up silently, and `opened_with` of the
    /// result says what it was.
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
