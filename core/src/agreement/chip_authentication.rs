//! Chip Authentication (ICAO Doc 9303-11 section 6.2, BSI TR-03110-1 section
//! 3.4), for the terminal and for the card: inside the channel of PACE or BAC
//! the terminal agrees with the chip's static key on a new channel.
//!
//! ```text
//! 3DES      MSE SET KAT  91 ephemeral key [, 84 key]
//! AES       MSE SET AT   80 protocol [, 84 key]
//!           GENERAL AUTHENTICATE 7C{80 ephemeral key}   -> 7C{}
//! ```
//!
//! Both answers still come under the old keys. The chip has proved its key
//! when the *next* exchange, under the new ones, verifies; and that the key is
//! genuine is for the signature over DG14 to say.

#[cfg(any(test, feature = "card-side"))]
mod card;

use core::fmt;

use rand_core::CryptoRng;

#[cfg(any(test, feature = "card-side"))]
pub use self::card::{CardAnswer, CardSide};
use super::{
    group::{Agreement, Element, Group, GroupError, KeyPair},
    kdf::session_keys,
    pace::{channel_of, hash_of},
};
use crate::{
    apdu::{Command, Le, Response, StatusWord, command::ins},
    bytes::tlv,
    channel::{cipher::Suite, secure::SecureMessaging},
};

/// `id-CA`, 0.4.0.127.0.7.2.2.3, as the value of an object identifier.
const ID_CA: [u8; 8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x03];
/// MSE SET for computation: key agreement template, authentication template.
const SET_KAT: (u8, u8) = (0x41, 0xA6);
const SET_AT: (u8, u8) = (0x41, 0xA4);
const PROTOCOL: u32 = 0x80;
const KEY_REFERENCE: u32 = 0x84;
const EPHEMERAL_KEY_KAT: u32 = 0x91;
const EPHEMERAL_KEY: u32 = 0x80;
const DYNAMIC_AUTHENTICATION_DATA: u32 = 0x7C;

/// Why no new channel comes about. The old one goes on after a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChipAuthenticationError {
    /// The card refused.
    #[error("the card refused chip authentication: {0}")]
    Refused(StatusWord),
    /// The chip's key is not one that can be agreed with.
    #[error("the chip's key cannot be used: {0}")]
    UnusableKey(GroupError),
    /// A protocol that does not go with the chip's key.
    #[error("a protocol that does not go with the chip's key")]
    Unsupported,
    /// The card sent something that the protocol excludes.
    #[error("{0}")]
    Misbehaved(&'static str),
}

/// A protocol: key agreement and cipher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Modulo a prime or on a curve.
    pub agreement: Agreement,
    /// Cipher and MAC of the new channel.
    pub suite: Suite,
}

impl Protocol {
    /// The protocol of the value field of an object identifier (ICAO Doc
    /// 9303-11 section 9.2.5); `None` for another.
    #[must_use]
    pub fn from_oid(oid: &[u8]) -> Option<Self> {
        let [kind, cipher] = oid.strip_prefix(&ID_CA)?.try_into().ok()?;
        let agreement = match kind {
            1 => Agreement::Dh,
            2 => Agreement::Ecdh,
            _ => return None,
        };
        let suite = Suite::from_number(cipher)?;
        Some(Self { agreement, suite })
    }

    /// The value field of the object identifier.
    #[must_use]
    pub fn oid(&self) -> Vec<u8> {
        let kind = match self.agreement {
            Agreement::Dh => 1,
            Agreement::Ecdh => 2,
        };
        [&ID_CA[..], &[kind, self.suite.number()]].concat()
    }
}

/// The chip's static public key, checked to be one of its group.
#[derive(Clone, Debug)]
pub struct ChipPublicKey {
    group: Group,
    element: Element,
}

impl ChipPublicKey {
    /// A public key: the public value, with or without leading zeros, or an
    /// uncompressed point.
    ///
    /// # Errors
    /// [`ChipAuthenticationError::UnusableKey`].
    pub fn new(group: Group, public_key: &[u8]) -> Result<Self, ChipAuthenticationError> {
        let element = group
            .element(public_key)
            .map_err(ChipAuthenticationError::UnusableKey)?;
        Ok(Self { group, element })
    }

    /// The group.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// The key's bytes: as long as p, or `04 ‖ x ‖ y`.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.element.as_bytes()
    }
}

/// What the card's answer means.
#[derive(Debug)]
pub enum Accepted {
    /// The next command follows, still under the old keys.
    Continue,
    /// The channel from the next command on. It proves the chip when its
    /// first answer verifies.
    Done(Box<SecureMessaging>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    SetKat,
    SetAt,
    GeneralAuthenticate,
    Done,
}

/// The terminal's side: [`Self::next`] gives a command to be protected under
/// the old keys, [`Self::accept`] takes its opened answer.
pub struct Terminal {
    protocol: Protocol,
    chip: ChipPublicKey,
    key_id: Option<Vec<u8>>,
    own: KeyPair,
    step: Step,
}

impl Terminal {
    /// A run with a chip's key. `key_id` is the value field of the INTEGER
    /// that names the key in DG14, where it has a name.
    ///
    /// # Errors
    /// [`ChipAuthenticationError`].
    pub fn begin(
        protocol: Protocol,
        chip: ChipPublicKey,
        key_id: Option<&[u8]>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, ChipAuthenticationError> {
        if protocol.agreement != chip.group.agreement() {
            return Err(ChipAuthenticationError::Unsupported);
        }
        let own = chip
            .group
            .draw(&chip.group.generator(), rng)
            .map_err(ChipAuthenticationError::UnusableKey)?;
        Ok(Self {
            step: match protocol.suite {
                Suite::TripleDes => Step::SetKat,
                Suite::Aes128 | Suite::Aes192 | Suite::Aes256 => Step::SetAt,
            },
            protocol,
            chip,
            key_id: key_id.map(<[u8]>::to_vec),
            own,
        })
    }

    /// The next command, to be protected; `None` when nothing is left.
    #[must_use]
    pub fn next(&self) -> Option<Command> {
        let own = self.own.public().as_bytes();
        let set = |(p1, p2), mut data: Vec<u8>| {
            if let Some(id) = &self.key_id {
                tlv::push(&mut data, KEY_REFERENCE, id);
            }
            Command::new(ins::MANAGE_SECURITY_ENVIRONMENT, p1, p2).data(data)
        };
        Some(match self.step {
            Step::SetKat => set(SET_KAT, tlv::encode(EPHEMERAL_KEY_KAT, own)),
            Step::SetAt => set(SET_AT, tlv::encode(PROTOCOL, &self.protocol.oid())),
            Step::GeneralAuthenticate => {
                let body = tlv::encode(EPHEMERAL_KEY, own);
                Command::new(ins::GENERAL_AUTHENTICATE, 0, 0)
                    .data(tlv::encode(DYNAMIC_AUTHENTICATION_DATA, &body))
                    .le(Le::Max)
            }
            Step::Done => return None,
        })
    }

    /// Takes the opened answer to the command given last.
    ///
    /// # Errors
    /// [`ChipAuthenticationError`].
    pub fn accept(&mut self, response: &Response) -> Result<Accepted, ChipAuthenticationError> {
        if !response.status.is_ok() {
            self.step = Step::Done;
            return Err(ChipAuthenticationError::Refused(response.status));
        }
        match core::mem::replace(&mut self.step, Step::Done) {
            Step::SetAt => {
                self.step = Step::GeneralAuthenticate;
                Ok(Accepted::Continue)
            }
            Step::SetKat | Step::GeneralAuthenticate => {
                let chip = &self.chip;
                let channel = agree(&chip.group, &self.own, &chip.element, self.protocol.suite);
                let channel = channel.map_err(ChipAuthenticationError::UnusableKey)?;
                Ok(Accepted::Done(Box::new(channel)))
            }
            Step::Done => Err(ChipAuthenticationError::Misbehaved(
                "response without an outstanding command",
            )),
        }
    }
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Terminal({:?}, {:?})", self.protocol, self.step)
    }
}

/// The channel that two keys agree on.
fn agree(
    group: &Group,
    own: &KeyPair,
    peer: &Element,
    suite: Suite,
) -> Result<SecureMessaging, GroupError> {
    let secret = group.shared_secret(own, peer)?;
    session_keys(hash_of(suite), suite, &secret)
        .map(channel_of)
        .map_err(|_| GroupError::Parameters)
}

#[cfg(test)]
mod tests;
