//! The seam: the app's way to the card.

use std::sync::Arc;

use cie_core::{Limits, LinkError, Transceive};

/// What the link to the card can carry.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LinkLimits {
    /// Longest command APDU in bytes (Android:
    /// `IsoDep.getMaxTransceiveLength`).
    pub max_command: u32,
    /// Longest response APDU in bytes, status word included.
    pub max_response: u32,
    /// Whether extended length may be tried (Android:
    /// `IsoDep.isExtendedLengthApduSupported`). Whether the card takes it is
    /// found out before any code is sent.
    pub extended: bool,
    /// Historical bytes of the card, if the platform gives them: a hint to its
    /// family, and to a TS-CNS that is used over contacts, whose files are looked
    /// for first then. What the card is, its answers say.
    pub historical_bytes: Option<Vec<u8>>,
}

impl From<LinkLimits> for Limits {
    fn from(limits: LinkLimits) -> Self {
        let bytes = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let form = if limits.extended {
            Self::EXTENDED
        } else {
            Self::SHORT
        };
        let (command, response) = (bytes(limits.max_command), bytes(limits.max_response));
        let carried = form.carrying(command, response);
        match limits.historical_bytes {
            Some(bytes) => carried.with_atr(&Self::atr_from_historical_bytes(&bytes)),
            None => carried,
        }
    }
}

/// Why an exchange did not happen, or why it is not known whether it happened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum TransceiverError {
    /// The card left the field or stopped answering.
    #[error("the card no longer answers")]
    CardLost,
    /// The reader cannot be used now, which the person can change: NFC is off, no reader is
    /// connected.
    #[error("the reader cannot be used: {reason}")]
    Unavailable {
        /// For a log, with nothing of what was sent.
        reason: String,
    },
    /// Nothing that the person can switch on makes it work: the device has no NFC, the app may
    /// not use it, or the message is one that the device never carries.
    #[error("this device or app cannot talk to the card: {reason}")]
    Unsupported {
        /// For a log, with nothing of what was sent.
        reason: String,
    },
    /// Somebody else is using the card or the reader.
    #[error("the card is in use")]
    Busy,
    /// The platform ended the session at the person's request.
    #[error("the exchange was cancelled")]
    Cancelled,
    /// The transceiver threw something else than this type.
    #[error("the transceiver failed in an unexpected way")]
    Unexpected,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for TransceiverError {
    /// The reason is dropped: nobody knows what a foreign exception quotes.
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unexpected
    }
}

impl From<TransceiverError> for LinkError {
    fn from(error: TransceiverError) -> Self {
        match error {
            TransceiverError::CardLost => Self::Lost,
            TransceiverError::Unavailable { reason } => Self::Unavailable(reason),
            TransceiverError::Unsupported { reason } => Self::Unsupported(reason),
            TransceiverError::Busy => Self::Busy,
            TransceiverError::Cancelled => Self::Cancelled,
            TransceiverError::Unexpected => Self::Unavailable(error.to_string()),
        }
    }
}

/// Carries one command APDU to a card and its response back. The app
/// implements it for its reader.
///
/// It is called on the thread of the operation and may block, but not for ever:
/// after a code nothing stops an operation before the answer, so every exchange
/// has to end after some time, with `CardLost`, and its late answer must not be
/// given to another command. The SDKs' end after 30 seconds on iOS and 60 on Android. It must not repeat, cut, join or log what it is given. It holds no [`crate::BlockingCard`]:
/// the card holds it.
#[uniffi::export(with_foreign)]
pub trait Transceiver: Send + Sync {
    /// What the link can carry. Asked once per operation, before it begins.
    ///
    /// # Errors
    /// [`TransceiverError`]: the operation ends before anything is sent.
    fn limits(&self) -> Result<LinkLimits, TransceiverError>;

    /// One exchange. The response includes the status word.
    ///
    /// # Errors
    /// [`TransceiverError`]: after it, it is not known whether the card has
    /// processed the command.
    fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, TransceiverError>;
}

/// A transceiver with the limits that it gave for this operation.
pub(crate) struct Link {
    transceiver: Arc<dyn Transceiver>,
    limits: Limits,
}

impl Link {
    /// With short commands alone, if the caller wants them so.
    pub(crate) fn open(
        transceiver: &Arc<dyn Transceiver>,
        short_commands: bool,
    ) -> Result<Self, LinkError> {
        let mut limits: Limits = transceiver.limits()?.into();
        limits.extended &= !short_commands;
        Ok(Self {
            transceiver: Arc::clone(transceiver),
            limits,
        })
    }
}

impl Link {
    /// What it carries, as a line of a trace.
    pub(crate) fn carries(&self) -> String {
        let Limits {
            max_command,
            max_response,
            extended,
            ..
        } = self.limits;
        let form = if extended { "extended" } else { "short" };
        format!(
            "link: {form} commands of up to {max_command} bytes, answers of up to {max_response}"
        )
    }
}

impl Transceive for Link {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        let answer = self.transceiver.transceive(command.to_vec());
        #[cfg(feature = "simulator")]
        crate::simulated_fault::fault_if_due();
        Ok(answer?)
    }
}
