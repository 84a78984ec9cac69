//! Command chaining (ISO/IEC 7816-4, 5.3.3), in clear and under secure messaging.

use cie_core::apdu::command::{CLA_CHAINING, ins};
use cie_core::apdu::{Command, Response, StatusWord};
use cie_core::channel::secure::is_chained;
use zeroize::Zeroizing;

use super::{Card, ok};

/// Longest data field of a chained command, all pieces together. The longest that any terminal
/// sends has 354 bytes; the card's own limit is not published.
const LONGEST: usize = 4096;

/// The pieces so far of a command that goes on.
#[derive(Clone)]
pub(super) struct Chain {
    header: [u8; 3],
    protected: bool,
    data: Zeroizing<Vec<u8>>,
}

impl Card {
    /// Takes a deciphered command: keeps it when it goes on in the next one, executes it with the
    /// pieces before it when it does not. A command that does not belong to the chain breaks it
    /// and is executed by itself.
    pub(super) fn advance_chain(&mut self, mut command: Command, protected: bool) -> Response {
        let header = [command.ins, command.p1, command.p2];
        let before = self
            .chain
            .take()
            .filter(|chain| chain.header == header && chain.protected == protected);
        if command.ins == ins::GENERAL_AUTHENTICATE && !protected {
            // The steps of PACE are chained among themselves and answered one by one.
            return self.advance_pace(&command);
        }
        if is_chained(command.cla) && !may_be_chained(command.ins) {
            return Response::status(StatusWord::CHAINING_NOT_SUPPORTED);
        }
        if let Some(chain) = before {
            let mut data =
                Zeroizing::new(Vec::with_capacity(chain.data.len() + command.data.len()));
            data.extend_from_slice(&chain.data);
            data.extend_from_slice(&command.data);
            command.data = data;
        }
        if command.data.len() > LONGEST {
            return Response::status(StatusWord::WRONG_LENGTH);
        }
        if is_chained(command.cla) {
            self.chain = Some(Chain {
                header,
                protected,
                data: command.data,
            });
            return ok();
        }
        command.cla &= !CLA_CHAINING;
        self.dispatch(&command)
    }
}

/// Those whose data may be longer than one command carries. Terminals chain the first three; which
/// ones cards accept is not published. GENERAL AUTHENTICATE is that of chip authentication. A code in pieces is refused.
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
