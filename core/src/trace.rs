//! The only place that tells what goes over the link.
//!
//! An [`Event`] is built from headers, lengths and status words: no byte of a
//! data field, in clear or protected, has a way into it. That hides codes and
//! keys, and also the numbers that identify the card.

use core::fmt;

use crate::{
    apdu::{Command, Form, StatusWord},
    phase::Phase,
    transceive::LinkError,
};

/// Something worth a line in a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The operation enters a phase.
    Phase(Phase),
    /// A command is about to be sent.
    Command {
        /// Number of the exchange, from 0.
        index: u32,
        /// CLA, INS, P1, P2 as sent.
        header: [u8; 4],
        /// Bytes in the data field.
        data_len: usize,
        /// Bytes of the whole command.
        len: usize,
        /// Length fields.
        form: Form,
    },
    /// The card answered.
    Answer {
        /// Number of the exchange, from 0.
        index: u32,
        /// Bytes in the data field.
        data_len: usize,
        /// The status word, outside any protection.
        status: StatusWord,
    },
    /// A protected answer was opened.
    Opened {
        /// Bytes of the protected data.
        data_len: usize,
        /// The protected status word.
        status: StatusWord,
    },
    /// The link failed.
    Failed {
        /// Number of the exchange, from 0.
        index: u32,
        /// What the link said.
        error: LinkError,
    },
    /// The card does not take extended length; short commands from here on.
    ShortOnly,
    /// The card has refused a long read in clear; small ones from here on.
    SmallBlocks,
}

impl Event {
    pub(crate) fn command(index: u32, command: &Command, form: Form, len: usize) -> Self {
        let header = [command.cla, command.ins, command.p1, command.p2];
        Self::Command {
            index,
            header,
            data_len: command.data.len(),
            len,
            form,
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Phase(phase) => write!(f, "-- {phase}"),
            Self::Command {
                index,
                header: [cla, ins, p1, p2],
                data_len,
                len,
                form,
            } => {
                let form = match form {
                    Form::Short => "short",
                    Form::Extended => "extended",
                };
                write!(
                    f,
                    "{index:3} > {cla:02X} {ins:02X} {p1:02X} {p2:02X}  \
                     {data_len} bytes of data, {len} in all, {form}"
                )
            }
            Self::Answer {
                index,
                data_len,
                status,
            } => {
                write!(f, "{index:3} < {status}  {data_len} bytes of data")
            }
            Self::Opened { data_len, status } => {
                write!(
                    f,
                    "    = {status}  {data_len} bytes of data, checksum right"
                )
            }
            Self::Failed { index, error } => write!(f, "{index:3} ! {error}"),
            Self::ShortOnly => f.write_str("    the card wants short commands"),
            Self::SmallBlocks => f.write_str("    the card wants small reads"),
        }
    }
}
