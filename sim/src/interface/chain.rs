//! Command chaining (ISO/IEC 7816-4, 5.3.3), in clear and under secure messaging.

use cie_core::apdu::command::CLA_CHAINING;
use cie_core::channel::secure::is_chained;
use cie_core::{
    StatusWord,
    apdu::{Command, Response},
};
use zeroize::Zeroizing;

use super::Interface;

/// Longest data field of a chained command, all pieces together. The longest that any terminal
/// sends has 354 bytes; the limits of cards are not published.
const LONGEST: usize = 4096;

/// The pieces so far of a command that goes on.
#[derive(Clone)]
pub(super) struct Chain {
    header: [u8; 3],
    protected: bool,
    data: Zeroizing<Vec<u8>>,
}

impl Interface {
    /// Takes a deciphered command: keeps it when it goes on in the next one, gives it back with the
    /// pieces before it when it does not. A command that does not belong to the chain breaks it
    /// and is given back by itself. `may_be_chained` says which instructions may come in pieces.
    ///
    /// # Errors
    /// The answer to a piece.
    pub(crate) fn put_together(
        &mut self,
        mut command: Command,
        protected: bool,
        may_be_chained: impl Fn(u8) -> bool,
    ) -> Result<Command, Response> {
        let header = [command.ins, command.p1, command.p2];
        let before = self
            .chain
            .take()
            .filter(|chain| chain.header == header && chain.protected == protected);
        if is_chained(command.cla) && !may_be_chained(command.ins) {
            return Err(Response::status(StatusWord::CHAINING_NOT_SUPPORTED));
        }
        if let Some(chain) = before {
            let mut data =
                Zeroizing::new(Vec::with_capacity(chain.data.len() + command.data.len()));
            data.extend_from_slice(&chain.data);
            data.extend_from_slice(&command.data);
            command.data = data;
        }
        if command.data.len() > LONGEST {
            return Err(Response::status(StatusWord::WRONG_LENGTH));
        }
        if is_chained(command.cla) {
            self.chain = Some(Chain {
                header,
                protected,
                data: command.data,
            });
            return Err(Response::status(StatusWord::OK));
        }
        command.cla &= !CLA_CHAINING;
        Ok(command)
    }

    /// Forgets the pieces so far.
    pub(crate) fn break_chain(&mut self) {
        self.chain = None;
    }
}
