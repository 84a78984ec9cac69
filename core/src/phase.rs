//! The parts of an operation.

use crate::named;

named! {
    /// A part of an operation that a person can be told about. The numbers are
    /// stable: they never change their meaning and are the same in every language
    /// binding.
    ///
    /// Exhaustive: a language binding has to name every phase.
    #[repr(u16)]
    pub enum Phase {
        /// Before the first exchange: codes and limits are checked.
        Start = 0 => "start",
        /// The application of the CIE is selected.
        Select = 10 => "select",
        /// What is free to read on the card is read.
        ReadCard = 20 => "read_card",
        /// The parameters of the key agreement are read.
        Parameters = 30 => "parameters",
        /// Diffie-Hellman.
        KeyAgreement = 40 => "key_agreement",
        /// The terminal shows its published certificate.
        TerminalAuthentication = 50 => "terminal_authentication",
        /// The chip proves that it has the key of EF 1004.
        ChipAuthentication = 60 => "chip_authentication",
        /// The PIN is checked by the card.
        VerifyPin = 70 => "verify_pin",
        /// The PUK is checked by the card.
        VerifyPuk = 80 => "verify_puk",
        /// The PIN is changed.
        ChangePin = 90 => "change_pin",
        /// The retry counter is reset, with or without a new PIN.
        ResetPin = 100 => "reset_pin",
        /// The chip of the travel document is opened with the CAN or the
        /// machine-readable zone.
        OpenDocument = 110 => "open_document",
        /// The files of the travel document are read; with them EF.CardSecurity, where
        /// opening it has proved its chip.
        ReadDocument = 130 => "read_document",
        /// The chip proves that it is not a copy, once the files are read.
        ProveChip = 135 => "prove_chip",
        /// The card signs.
        Sign = 140 => "sign",
        /// Nothing is left to do.
        Done = 1000 => "done",
    }
}

impl Phase {
    /// The stable number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
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
                (130, "read_document"),
                (135, "prove_chip"),
                (140, "sign"),
                (1000, "done"),
            ]
        );
    }
}
