//! Layer 4: one logical exchange, in clear ([`plain`]) or under secure
//! messaging ([`protected`]).
//!
//! The protection itself ([`secure`], [`cipher`], [`ssc`]) does no I/O: it
//! turns commands and responses into protected ones and back, on the
//! terminal's and on the card's side.

pub mod blocks;
pub mod cipher;
pub mod plain;
pub mod protected;
pub mod secure;
pub mod ssc;
mod steps;

use crate::{
    apdu::{Command, Le, StatusWord, command::CLA_CHAINING},
    transceive::LinkError,
};

/// Why an exchange gave no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChannelError {
    /// The link failed; whether the card processed the command is not known.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The caller's cancel flag was up before the command was sent.
    #[error("cancelled")]
    Cancelled,
    /// The link carries fewer bytes than [`crate::transceive::Limits::SMALLEST`],
    /// or the command does not fit it in any form.
    #[error("the link is too short")]
    LinkTooShort,
    /// The answer breaks the protocol.
    #[error("the card misbehaved: {0}")]
    Misbehaved(&'static str),
    /// Inside secure messaging the card answered without protection. At most
    /// a refusal, whatever the status word; the channel is closed.
    #[error("the card refused without protection: {0}")]
    Unprotected(StatusWord),
    /// The card asks for a command that spends a try to be sent again
    /// (`6Cxx`). It was not; whether a try was spent is not known.
    #[error("the card asked for a code to be sent again: {0}")]
    RepeatRefused(StatusWord),
    /// The card does not take the extended command. Nothing with a code was
    /// sent; the operation starts again with short commands.
    #[error("the card refused an extended command: {0}")]
    ExtendedRefused(StatusWord),
    /// The channel failed before and is never used again.
    #[error("the channel is closed")]
    Closed,
}

impl ChannelError {
    /// Whether a status word refuses, in clear or because of the command's form.
    /// The channel is closed then.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        match self {
            Self::Unprotected(status) => !status.is_ok(),
            Self::ExtendedRefused(_) => true,
            _ => false,
        }
    }
}

/// Cuts a command whose data do not fit `room` bytes into a chain (ISO/IEC
/// 7816-4:2020 section 5.3.3): the pieces before the last one, and the last
/// one, which alone has an Le. A code is never sent in pieces.
fn chain(command: &Command, room: usize, le: Le) -> Result<(Vec<Command>, Command), ChannelError> {
    let piece = |cla, data: &[u8]| {
        Command::new(command.ins, command.p1, command.p2)
            .cla(cla)
            .data(data)
    };
    let mut chunks = command.data.chunks(room);
    let last = piece(command.cla, chunks.next_back().unwrap_or_default()).le(le);
    if command.is_code_command() && chunks.len() > 0 {
        return Err(ChannelError::LinkTooShort);
    }
    let first = chunks.map(|data| piece(command.cla | CLA_CHAINING, data));
    Ok((first.collect(), last))
}
