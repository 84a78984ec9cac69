//! What an operation is at, for the error that a fault of the library becomes.

use std::cell::Cell;

use cie_core::{CardId, Error, ErrorKind, Pending, Phase};

/// What an operation has left behind for the error, should it have a fault.
#[derive(Default)]
pub(crate) struct Trail {
    pub(crate) phase: Cell<Option<Phase>>,
    /// The card whose books were read or written last, and what they had open.
    pub(crate) card: Cell<Option<(CardId, Option<Pending>)>>,
}

impl Trail {
    /// The error that a fault at this place is.
    pub(crate) fn error(&self, place: String) -> Error {
        let kind = ErrorKind::LibraryFault { place };
        let mut error = Error::new(kind, self.phase.get().unwrap_or(Phase::Start));
        if let Some((card, pending)) = self.card.get() {
            error.card_id = Some(card);
            error.pending = pending;
        }
        error
    }
}
