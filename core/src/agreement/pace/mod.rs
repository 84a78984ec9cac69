//! Password Authenticated Connection Establishment (ICAO Doc 9303-11 section
//! 4.4, BSI TR-03110-2 section 3.2), for the terminal and for the card.
//!
//! ```text
//! MSE SET AT   80 protocol, 83 password [, 84 parameters]
//! nonce        GENERAL AUTHENTICATE 7C{}        -> 7C{80 E(password, s)}
//! map          7C{81 mapping data}              -> 7C{82 mapping data}
//! agree        7C{83 ephemeral key}             -> 7C{84 ephemeral key}
//! token        7C{85 T_IFD}                     -> 7C{86 T_IC [, 8A chip data]}
//! ```
//!
//! The four GENERAL AUTHENTICATE commands are one chain: all but the last say
//! so in their class byte. After the token the channel is under secure
//! messaging with counter 0.
//!
//! A wrong password shows at the token, and only there. Nothing is learnt of
//! the password otherwise, on either side.

#[cfg(any(test, feature = "card-side"))]
mod card;
#[cfg(any(test, feature = "card-side"))]
mod card_message;
mod chip_data;
mod keys;
mod message;
mod nonce;
mod protocol;
mod terminal;

#[cfg(any(test, feature = "card-side"))]
pub use card::{CardAnswer, CardSettings, CardSide, LeadingZeros, Outcome};
pub use chip_data::ChipAuthenticationData;
pub use message::SetAuthentication;
pub use protocol::{Choice, Mapping, PaceOffer, Protocol, choose, ranked};
pub use terminal::{Accepted, Request, Terminal};

pub(super) use keys::{channel_of, hash_of};

use super::{group::GroupError, password::PasswordReference};
use crate::{apdu::StatusWord, channel::secure::SecureMessaging};

/// The steps, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// MSE SET AT.
    SetAuthentication,
    /// The encrypted nonce.
    Nonce,
    /// The nonce is mapped to a generator.
    Map,
    /// Keys on the mapped generator.
    Agree,
    /// Each side proves that it has the same keys.
    Token,
}

/// Why no channel comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PaceError {
    /// The card says that the terminal's token is wrong: the password is not
    /// this card's.
    #[error("the password is wrong")]
    WrongPassword {
        /// Tries left, where the card counts them.
        tries: Option<u8>,
    },
    /// The card refused a step.
    #[error("the card refused a step of PACE: {status}")]
    Refused {
        /// Which step.
        step: Step,
        /// The status word.
        status: StatusWord,
    },
    /// The card sent something that the protocol excludes.
    #[error("{0}")]
    Misbehaved(&'static str),
    /// The card took the terminal's token and did not prove that it has the
    /// same keys: what answered does not know the password.
    #[error("the card did not prove that it knows the password")]
    NotProved,
    /// The chip's authentication data do not fit its public key.
    #[error("the chip did not prove its key")]
    ChipNotProved,
    /// A protocol or group that this crate does not have, or a protocol that
    /// does not go with the group.
    #[error("a combination of protocol and group that is not supported")]
    Unsupported,
    /// The generator of random numbers repeats itself.
    #[error("random numbers that repeat themselves")]
    Random,
}

impl PaceError {
    /// What the other side's key or mapping data did wrong.
    const fn of_group(error: GroupError) -> Self {
        match error {
            GroupError::OwnKey => Self::Misbehaved("our own public key, sent back"),
            GroupError::NotAnElement => Self::Misbehaved("an unacceptable public key"),
            GroupError::Unsupported(_) | GroupError::Parameters => Self::Unsupported,
            GroupError::Random => Self::Random,
            GroupError::PrivateKey | GroupError::Degenerate => {
                Self::Misbehaved("a degenerate agreement")
            }
        }
    }
}

/// What is public of an agreement. Later protocols refer to it.
#[derive(Clone, Debug)]
pub struct Transcript {
    /// The protocol that was used.
    pub protocol: Protocol,
    /// Number of the standardised domain parameters.
    pub parameter_id: Option<u8>,
    /// Which password.
    pub password: PasswordReference,
    /// Bytes of the encrypted nonce.
    pub nonce_len: usize,
    /// The terminal's ephemeral public key, as it was sent.
    pub terminal_key: Vec<u8>,
    /// The chip's ephemeral public key, as it was sent. Terminal
    /// authentication identifies the chip by it.
    pub chip_key: Vec<u8>,
}

/// What comes of an agreement.
#[derive(Debug)]
pub struct Established {
    /// The channel. The next command must be protected.
    pub messaging: SecureMessaging,
    /// What was public.
    pub transcript: Transcript,
    /// What the chip says about its key, where the protocol has it. It proves
    /// nothing before [`ChipAuthenticationData::verify`].
    pub chip_data: Option<ChipAuthenticationData>,
}

#[cfg(test)]
mod tests;
