//! How far an operation is, and how to stop it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// A part of an operation that a person can be told about. The numbers are
/// stable: they never change their meaning and are the same in every language
/// binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u16)]
pub enum Phase {
    /// Before the first exchange: codes and limits are checked.
    Start = 0,
    /// The application of the CIE is selected.
    Select = 10,
    /// What is free to read on the card is read.
    ReadCard = 20,
    /// The parameters of the key agreement are read.
    Parameters = 30,
    /// Diffie-Hellman.
    KeyAgreement = 40,
    /// The terminal shows its published certificate.
    TerminalAuthentication = 50,
    /// The chip proves that it has the key of EF 1004.
    ChipAuthentication = 60,
    /// The PIN is checked by the card.
    VerifyPin = 70,
    /// The PUK is checked by the card.
    VerifyPuk = 80,
    /// The PIN is changed.
    ChangePin = 90,
    /// The retry counter is reset, with or without a new PIN.
    ResetPin = 100,
    /// The chip of the travel document is opened with the CAN or the
    /// machine-readable zone.
    OpenDocument = 110,
    /// The chip proves that it is no copy.
    ProveChip = 120,
    /// The files of the travel document are read.
    ReadDocument = 130,
    /// The card signs.
    Sign = 140,
    /// Nothing is left to do.
    Done = 1000,
}

impl Phase {
    /// Every phase, in the order of the numbers.
    pub const ALL: [Self; 16] = [
        Self::Start,
        Self::Select,
        Self::ReadCard,
        Self::Parameters,
        Self::KeyAgreement,
        Self::TerminalAuthentication,
        Self::ChipAuthentication,
        Self::VerifyPin,
        Self::VerifyPuk,
        Self::ChangePin,
        Self::ResetPin,
        Self::OpenDocument,
        Self::ProveChip,
        Self::ReadDocument,
        Self::Sign,
        Self::Done,
    ];

    /// The stable number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// A stable name for programs, in `snake_case`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Select => "select",
            Self::ReadCard => "read_card",
            Self::Parameters => "parameters",
            Self::KeyAgreement => "key_agreement",
            Self::TerminalAuthentication => "terminal_authentication",
            Self::ChipAuthentication => "chip_authentication",
            Self::VerifyPin => "verify_pin",
            Self::VerifyPuk => "verify_puk",
            Self::ChangePin => "change_pin",
            Self::ResetPin => "reset_pin",
            Self::OpenDocument => "open_document",
            Self::ProveChip => "prove_chip",
            Self::ReadDocument => "read_document",
            Self::Sign => "sign",
            Self::Done => "done",
        }
    }
}

impl core::fmt::Display for Phase {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

/// Is told how far an operation is.
pub trait Progress {
    /// The operation is in `phase`; `fraction` of all its exchanges, 0 to 1,
    /// are done. Never goes back, but for a start again with short commands.
    fn progress(&mut self, phase: Phase, fraction: f32);

    /// `read` bytes of the file that is being read are there, of `len`, which
    /// its beginning tells. Said after each block, and after [`Self::progress`],
    /// whose fraction moves with the bytes. Whoever does not want to know does
    /// nothing.
    fn file_bytes(&mut self, phase: Phase, read: usize, len: usize) {
        let _ = (phase, read, len);
    }
}

/// Nobody is told.
impl Progress for () {
    fn progress(&mut self, _: Phase, _: f32) {}
}

/// A flag that a person's "cancel" raises from any thread.
///
/// It is looked at between exchanges, never between a command that carries a
/// code and its answer.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phase_numbers_and_names_are_pinned() {
        let pinned = Phase::ALL.map(|phase| (phase.number(), phase.name()));
        assert_eq!(
            pinned,
            [
                (0, "start"),
                (10, "select"),
                (20, "read_card"),
                (30, "parameters"),
                (40, "key_agreement"),
                (50, "terminal_authentication"),
                (60, "chip_authentication"),
                (70, "verify_pin"),
                (80, "verify_puk"),
                (90, "change_pin"),
                (100, "reset_pin"),
                (110, "open_document"),
                (120, "prove_chip"),
                (130, "read_document"),
                (140, "sign"),
                (1000, "done"),
            ]
        );
    }
}
