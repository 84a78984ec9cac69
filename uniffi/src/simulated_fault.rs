//! Faults of the library on demand, for an app's own tests.

use std::cell::Cell;

/// Where the library has a simulated fault: a panic that quotes the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum FaultPlace {
    /// In the operation, when it has the card's answer.
    Operation,
    /// In the simulated card, which the app's transceiver has called: in a call from a callback.
    Callback,
}

thread_local! {
    /// What the operation on this thread is about to panic with.
    static DUE: Cell<Option<String>> = const { Cell::new(None) };
}

/// Has the operation on this thread panic with these words when it has its answer.
pub(crate) fn fall_due(said: String) {
    DUE.set(Some(said));
}

/// Has the fault that has fallen due on this thread.
pub(crate) fn fault_if_due() {
    if let Some(said) = DUE.take() {
        has_fault(&said);
    }
}

/// Panics with these words.
#[expect(
    clippy::panic,
    reason = "it simulates a fault, in no library that ships"
)]
pub(crate) fn has_fault(said: &str) {
    panic!("{said}");
}
