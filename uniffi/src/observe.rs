//! Watching and stopping an operation.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use cie_core::{CancelFlag, CardId, Error, Event, Observer, Pending, Phase as CorePhase};

use crate::{
    code::card_id,
    fault::Trail,
    words::{CardKind, LastTry, Phase},
};

/// A listener failed. The operation goes on as if it had not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ListenerError {
    /// It threw something.
    #[error("the listener failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ListenerError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// Receives progress updates, on the operation's thread. What it throws
/// is ignored: it cannot change how the operation ends.
#[uniffi::export(with_foreign)]
pub trait ProgressListener: Send + Sync {
    /// The operation is in `phase`; `fraction` of it, 0 to 1, is done.
    ///
    /// # Errors
    /// Ignored.
    fn progress(&self, phase: Phase, fraction: f32) -> Result<(), ListenerError>;
}

/// Is told what goes over the link: headers, lengths and status words, and no
/// data. What it throws is ignored.
#[uniffi::export(with_foreign)]
pub trait TraceListener: Send + Sync {
    /// One line, without its end.
    ///
    /// # Errors
    /// Ignored.
    fn line(&self, line: String) -> Result<(), ListenerError>;
}

/// Stops an operation, from any thread.
///
/// It is looked at between two exchanges, never between a command that carries
/// a code and its answer. An operation that has passed its last exchange ends
/// as if nothing had been said.
#[derive(Debug, Default, uniffi::Object)]
pub struct CancelToken(CancelFlag);

#[uniffi::export]
impl CancelToken {
    /// A token that stops nothing yet.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Stops the operations that were given this token, for good.
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Whether it was said to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

/// What an operation is given beside the codes.
#[derive(Clone, Default, uniffi::Record)]
pub struct OperationOptions {
    /// Receives progress updates.
    #[uniffi(default = None)]
    pub progress: Option<Arc<dyn ProgressListener>>,
    /// Stops it.
    #[uniffi(default = None)]
    pub cancel: Option<Arc<CancelToken>>,
    /// Is told what goes over the link.
    #[uniffi(default = None)]
    pub trace: Option<Arc<dyn TraceListener>>,
    /// What the person has agreed to, as `last_try` of the details of the error
    /// `last_try` has it: that the last try of this code of this card be used. The
    /// last try of another code ends with `last_try` all the same, and another card
    /// at hand with `other_card`, before a code is sent. An id that is not one ends
    /// every operation so. `None`: nothing.
    #[uniffi(default = None)]
    pub last_try: Option<LastTry>,
    /// The kind of card that the codes are for: another one at hand ends the
    /// operation with `other_card`, before a code is sent; `resolve` without codes
    /// too. `None`: whichever is at hand, but a TS-CNS gets no codes then that a
    /// CIE may have: eight digits throughout.
    #[uniffi(default = None)]
    pub only: Option<CardKind>,
    /// The very card that the operation is for: `card_id` of the details of an
    /// error or of a report. Another one at hand ends an operation with a code
    /// with `other_card`, before the code is sent. An id that is not one ends
    /// every operation so, before anything is sent. `None`: any card.
    #[uniffi(default = None)]
    pub same_card: Option<String>,
    /// Sends short commands alone, whatever link and card say of extended length:
    /// for a card or a phone that fails at it. It takes more exchanges; of the
    /// travel document, PACE with a group modulo a prime cannot be done so.
    #[uniffi(default = false)]
    pub short_commands: bool,
}

impl OperationOptions {
    /// The flag that is looked at.
    pub(crate) fn flag(&self) -> CancelFlag {
        self.cancel
            .as_ref()
            .map_or_else(CancelFlag::new, |token| token.0.clone())
    }

    /// What the person has agreed to.
    pub(crate) fn last_try(&self) -> Result<cie_core::LastTry, Error> {
        let Some(LastTry { card_id: id, code }) = &self.last_try else {
            return Ok(cie_core::LastTry::Ask);
        };
        Ok(cie_core::LastTry::Allow {
            card: card_id(id)?,
            code: code.core(),
        })
    }

    /// The card that the operation is for.
    pub(crate) fn meant(&self) -> Result<Option<CardId>, Error> {
        self.same_card.as_deref().map(card_id).transpose()
    }
}

/// The listeners and the token, as the core sees them. What listeners throw ends
/// here.
pub(crate) struct ObserverAdapter<'o> {
    options: &'o OperationOptions,
    cancel: CancelFlag,
    codes_sent: &'o AtomicU32,
    /// Where the phase is noted.
    trail: &'o Trail,
}

impl<'o> ObserverAdapter<'o> {
    pub(crate) fn new(
        options: &'o OperationOptions,
        codes_sent: &'o AtomicU32,
        trail: &'o Trail,
    ) -> Self {
        Self {
            codes_sent,
            options,
            trail,
            cancel: options.flag(),
        }
    }
}

impl Observer for ObserverAdapter<'_> {
    fn progress(&mut self, phase: CorePhase, fraction: f32) {
        self.trail.phase.set(Some(phase));
        if let Some(listener) = &self.options.progress {
            let _ = listener.progress(phase.into(), fraction);
        }
    }

    fn event(&mut self, event: &Event) {
        if let Some(listener) = &self.options.trace {
            let _ = listener.line(event.to_string());
        }
    }

    fn code_is_sent(&mut self, _: Pending) {
        self.codes_sent.fetch_add(1, Ordering::AcqRel);
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}
