//! Which commands this card takes in pieces.

use cie_core::apdu::command::ins;
use cie_core::apdu::{Command, Response};

use super::Card;

impl Card {
    /// Takes a deciphered command, or a piece of one, and executes it when it is whole.
    pub(super) fn advance_chain(&mut self, command: Command, protected: bool) -> Response {
        if command.ins == ins::GENERAL_AUTHENTICATE && !protected {
            // The steps of PACE are chained among themselves and answered one by one.
            self.interface.break_chain();
            return self.advance_pace(&command);
        }
        match self
            .interface
            .put_together(command, protected, may_be_chained)
        {
            Ok(whole) => self.dispatch(&whole),
            Err(answer) => answer,
        }
    }
}

/// Those whose data may be longer than one command carries. Terminals chain the first three; which
/// ones cards accept is not published. GENERAL AUTHENTICATE is that of chip authentication. A code
/// in pieces is refused.
const fn may_be_chained(instruction: u8) -> bool {
    matches!(
        instruction,
        ins::MANAGE_SECURITY_ENVIRONMENT
            | ins::PERFORM_SECURITY_OPERATION
            | ins::EXTERNAL_AUTHENTICATE
            | ins::INTERNAL_AUTHENTICATE
            | ins::GENERAL_AUTHENTICATE
    )
}
