//! What the card has received.

use cie_core::{StatusWord, apdu::Command};

use super::Interface;

/// Entries that the journal keeps; the oldest half goes when it is full.
const JOURNAL_LENGTH: usize = 16_384;

/// One command as the card received it, deciphered, without its data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct JournalEntry {
    /// The exchange, counted from 0 over the life of the card value.
    pub exchange: u32,
    /// Whether it came under secure messaging.
    pub protected: bool,
    /// Class byte, without the bits of secure messaging when it could be opened.
    pub cla: u8,
    /// Instruction.
    pub ins: u8,
    /// First parameter.
    pub p1: u8,
    /// Second parameter.
    pub p2: u8,
    /// Bytes of data, deciphered; of a protected command that could not be opened, as received.
    pub lc: usize,
    /// The status word it was answered with: under secure messaging the protected one.
    pub status: StatusWord,
}

impl Interface {
    /// Notes a command and how it was answered.
    pub(crate) fn record(
        &mut self,
        exchange: u32,
        protected: bool,
        command: &Command,
        status: StatusWord,
    ) {
        if self.journal.len() >= JOURNAL_LENGTH {
            self.journal.drain(..JOURNAL_LENGTH / 2);
        }
        self.journal.push(JournalEntry {
            exchange,
            protected,
            cla: command.cla,
            ins: command.ins,
            p1: command.p1,
            p2: command.p2,
            lc: command.data.len(),
            status,
        });
    }
    /// The commands received so far, oldest first; very old ones are forgotten.
    pub(crate) fn journal(&self) -> &[JournalEntry] {
        &self.journal
    }
}
