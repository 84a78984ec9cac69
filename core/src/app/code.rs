//! What is the same for every card that takes a code.

use crate::{
    apdu::{Command, StatusWord},
    channel::plain::Link,
};

/// The answer to a command with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeAnswer {
    /// The card's status word, its checksum verified.
    Confirmed(StatusWord),
    /// The status word of a card that protects no answer. There is none better
    /// to be had of it.
    Plain(StatusWord),
    /// A status word without protection, of a card that protects its answers:
    /// at most a refusal. The channel is closed.
    Unconfirmed(StatusWord),
    /// Whether the card carried out the command is not known.
    Unknown,
}

/// A card that is ready for commands with codes.
pub trait CodeCard<'a> {
    /// The link beneath, for phases, traffic and errors.
    fn link(&mut self) -> &mut Link<'a>;
}

/// A command whose data are codes.
pub(super) fn code_command(instruction: u8, p1: u8, p2: u8, codes: &[&[u8]]) -> Command {
    // The exact capacity, so that no code is left behind by a reallocation.
    let mut data = Vec::with_capacity(codes.iter().map(|part| part.len()).sum());
    for part in codes {
        data.extend_from_slice(part);
    }
    Command::new(instruction, p1, p2).data(data)
}
