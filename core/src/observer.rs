//! Watching an operation, and stopping it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::{phase::Phase, trace::Event, vocabulary::Pending};

/// Watches an operation and may stop it. Every method does nothing by default;
/// each is called on the thread of the operation.
pub trait Observer {
    /// The operation is in `phase`, and `fraction` of all its exchanges, 0 to 1,
    /// are done. Neither goes back, unless the operation starts again with short
    /// commands.
    fn progress(&mut self, phase: Phase, fraction: f32) {
        let _ = (phase, fraction);
    }

    /// `read` of the `len` bytes of the file that is being read have arrived; the
    /// beginning of the file says `len`. Called after each block, behind
    /// [`Self::progress`], whose fraction moves with the bytes.
    fn file_bytes(&mut self, phase: Phase, read: usize, len: usize) {
        let _ = (phase, read, len);
    }

    /// Something went over the link.
    fn event(&mut self, event: &Event) {
        let _ = event;
    }

    /// A command that checks or sets a code, or resets its counter, is about to be sent. Until
    /// the first of them, the operation can be run again at will: nothing on the card has changed,
    /// and no try is spent.
    fn code_is_sent(&mut self, command: Pending) {
        let _ = command;
    }

    /// Whether the person wants the operation to stop. Asked between two
    /// exchanges, never between a command that carries a code and its answer.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing.
impl Observer for () {}

/// A flag that a person's "cancel" raises, from any thread. As an observer it
/// stops the operation; an observer that does more keeps a clone.
#[derive(Clone, Debug, Default)]
pub struct CancelFlag(Arc<AtomicBool>);

impl CancelFlag {
    /// A flag that is down.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Raises the flag.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether the flag is up.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

impl Observer for CancelFlag {
    fn is_cancelled(&self) -> bool {
        Self::is_cancelled(self)
    }
}
