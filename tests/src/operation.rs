//! The operations with a code, as the tests run them.

use cie_core::{Card, Error, Report, UnblockVariant};

use crate::{
    played::Codes,
    rig::{pin, puk},
};

/// The operations with a code, as the tests run them: with right codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Verify the PIN.
    Verify,
    /// Change the PIN to the new one.
    Change,
    /// Unblock with the PUK to the new one, `2C 02`.
    Unblock,
    /// The same with `2C 03` first.
    UnblockResetFirst,
}

impl Operation {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Verify,
        Self::Change,
        Self::Unblock,
        Self::UnblockResetFirst,
    ];

    /// Those that a TS-CNS knows.
    pub const OF_A_TS_CNS: [Self; 3] = [Self::Verify, Self::Change, Self::Unblock];

    /// A stable name for tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Change => "change",
            Self::Unblock => "unblock",
            Self::UnblockResetFirst => "unblock, reset first",
        }
    }

    /// Runs it with the right codes of a CIE.
    ///
    /// # Errors
    /// The operation's.
    pub fn run_on(self, card: &mut Card<'_>) -> Result<Report, Error> {
        self.run_with(Codes::CIE, card)
    }

    /// Runs it with these codes.
    ///
    /// # Errors
    /// The operation's.
    pub fn run_with(self, codes: Codes, card: &mut Card<'_>) -> Result<Report, Error> {
        let new = pin(codes.new_pin);
        match self {
            Self::Verify => card.verify_pin(&pin(codes.pin)),
            Self::Change => card.change_pin(&pin(codes.pin), &new),
            Self::Unblock => card.unblock_pin(&puk(codes.puk), &new, UnblockVariant::Direct),
            Self::UnblockResetFirst => {
                card.unblock_pin(&puk(codes.puk), &new, UnblockVariant::ResetFirst)
            }
        }
    }

    /// Commands with a code in a run that succeeds.
    #[must_use]
    pub const fn code_commands(self) -> usize {
        match self {
            Self::Verify => 1,
            Self::Change | Self::Unblock => 2,
            Self::UnblockResetFirst => 3,
        }
    }
}
