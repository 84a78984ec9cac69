//! Layer 4: one logical exchange, in clear ([`plain`]) or under secure
//! messaging ([`secured`]).
//!
//! The protection itself ([`secure`], [`cipher`], [`ssc`]) does no I/O: it
//! turns commands and responses into protected ones and back, on the
//! terminal's and on the card's side.

pub mod cipher;
pub mod plain;
pub mod secure;
pub mod secured;
pub mod ssc;

use crate::{apdu::StatusWord, transceive::LinkError};

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
