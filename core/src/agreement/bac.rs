//! Basic Access Control (ICAO Doc 9303-11 section 4.3), for the terminal and
//! for the card: the machine-readable zone opens a channel under 3DES.
//!
//! ```text
//! GET CHALLENGE              -> RND.IC
//! EXTERNAL AUTHENTICATE         E(RND.IFD ‖ RND.IC ‖ K.IFD) ‖ MAC
//!                            -> E(RND.IC ‖ RND.IFD ‖ K.IC) ‖ MAC
//! seed = K.IFD xor K.IC      counter = RND.IC[4..8] ‖ RND.IFD[4..8]
//! ```
//!
//! Who records the exchange can try out passwords afterwards at leisure. That
//! is why PACE comes first, and this only where the card has no PACE or the
//! caller asks for it.

#[cfg(any(test, feature = "card-side"))]
mod card;

use core::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

#[cfg(any(test, feature = "card-side"))]
pub use self::card::{CardAnswer, CardSide};
use super::{
    kdf::{Hash, session_keys},
    password::MrzKey,
};
use crate::{
    apdu::{Command, Le, Response, StatusWord, command::ins},
    channel::{
        cipher::{CipherError, MAC_LEN, SessionKeys, Suite, pad},
        secure::SecureMessaging,
        ssc::Ssc,
    },
};

/// Bytes of a challenge.
const CHALLENGE_LEN: usize = 8;
/// Bytes of each side's part of the seed.
const SECRET_LEN: usize = 16;
/// Bytes of what each side encrypts: two challenges and its part of the seed.
const CLEAR_LEN: usize = 2 * CHALLENGE_LEN + SECRET_LEN;
/// Bytes that travel in each direction.
const MESSAGE_LEN: usize = CLEAR_LEN + MAC_LEN;
/// What the terminal expects of GET CHALLENGE and EXTERNAL AUTHENTICATE.
const CHALLENGE_NE: u32 = 8;
const MESSAGE_NE: u32 = 40;
/// 3DES does not use the counter: its IV is 0.
const NO_COUNTER: Ssc = Ssc::of_8_bytes(0);

/// Why no channel comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BacError {
    /// The card refused EXTERNAL AUTHENTICATE in one of the ways in which
    /// cards say that the keys are not theirs.
    #[error("the machine-readable zone is not this card's")]
    WrongKey {
        /// What it answered.
        status: StatusWord,
    },
    /// The card has no basic access control: it refused GET CHALLENGE, or says
    /// of EXTERNAL AUTHENTICATE that it does not have it.
    #[error("the card does not have basic access control: {status}")]
    NotOffered {
        /// What it answered.
        status: StatusWord,
    },
    /// The card refused a command otherwise.
    #[error("the card refused basic access control: {0}")]
    Refused(StatusWord),
    /// The card sent something that the protocol excludes.
    #[error("{0}")]
    Misbehaved(&'static str),
    /// The card took the terminal's keys and did not prove that it has them.
    #[error("the card did not prove that it knows the machine-readable zone")]
    NotProved,
}

/// What the card's answer means.
#[derive(Debug)]
pub enum Accepted {
    /// The next command follows.
    Continue,
    /// There is a channel. The next command must be protected.
    Done(Box<SecureMessaging>),
}

/// What one side has drawn.
struct Drawn {
    challenge: [u8; CHALLENGE_LEN],
    secret: Zeroizing<Vec<u8>>,
}

impl Drawn {
    fn new(rng: &mut dyn CryptoRng) -> Self {
        let mut challenge = [0; CHALLENGE_LEN];
        rng.fill_bytes(&mut challenge);
        let mut secret = Zeroizing::new(vec![0; SECRET_LEN]);
        rng.fill_bytes(&mut secret);
        Self { challenge, secret }
    }
}

enum State {
    Challenge,
    Authenticate { chip: [u8; CHALLENGE_LEN] },
    Done,
}

/// The terminal's side: [`Self::next`] gives a command, [`Self::accept`] takes
/// its answer.
pub struct Terminal {
    keys: SessionKeys,
    own: Drawn,
    state: State,
}

impl Terminal {
    /// A run with the machine-readable zone.
    ///
    /// # Errors
    /// [`BacError::Misbehaved`], which a key of the right length excludes.
    pub fn begin(key: &MrzKey, rng: &mut dyn CryptoRng) -> Result<Self, BacError> {
        Ok(Self {
            keys: document_keys(key).map_err(impossible)?,
            own: Drawn::new(rng),
            state: State::Challenge,
        })
    }

    /// The next command; `None` when nothing is left.
    ///
    /// # Errors
    /// [`BacError::Misbehaved`], which keys of the right length exclude.
    pub fn next(&self) -> Result<Option<Command>, BacError> {
        Ok(Some(match &self.state {
            State::Challenge => Command::new(ins::GET_CHALLENGE, 0, 0).le(Le::Exact(CHALLENGE_NE)),
            State::Authenticate { chip } => {
                let message = seal(&self.keys, &self.own, chip).map_err(impossible)?;
                Command::new(ins::EXTERNAL_AUTHENTICATE, 0, 0)
                    .data(message.as_slice())
                    .le(Le::Exact(MESSAGE_NE))
            }
            State::Done => return Ok(None),
        }))
    }

    /// Takes the answer to the command given last.
    ///
    /// # Errors
    /// [`BacError`]. The run is over then.
    pub fn accept(&mut self, response: &Response) -> Result<Accepted, BacError> {
        let state = core::mem::replace(&mut self.state, State::Done);
        let status = response.status;
        match state {
            State::Challenge if status.is_ok() => {
                let chip = response.data.as_slice().try_into();
                let chip =
                    chip.map_err(|_| BacError::Misbehaved("a challenge that is not of 8 bytes"))?;
                self.state = State::Authenticate { chip };
                Ok(Accepted::Continue)
            }
            State::Authenticate { chip } if status.is_ok() => {
                let clear = open(&self.keys, &response.data).ok_or(BacError::NotProved)?;
                let (challenges, secret) = clear.split_at(2 * CHALLENGE_LEN);
                let expected = [chip, self.own.challenge].concat();
                if !bool::from(expected.ct_eq(challenges)) {
                    return Err(BacError::NotProved);
                }
                let channel = channel(chip, &self.own, secret, self.own.challenge);
                Ok(Accepted::Done(Box::new(channel.map_err(impossible)?)))
            }
            State::Authenticate { .. } if says_wrong_key(status) => {
                Err(BacError::WrongKey { status })
            }
            State::Challenge => Err(BacError::NotOffered { status }),
            State::Authenticate { .. } if says_not_there(status) => {
                Err(BacError::NotOffered { status })
            }
            State::Authenticate { .. } => Err(BacError::Refused(status)),
            State::Done => Err(BacError::Misbehaved(
                "response without an outstanding command",
            )),
        }
    }
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Terminal(BAC)")
    }
}

/// Status words by which cards say that the cryptogram is not of their keys.
const fn says_wrong_key(status: StatusWord) -> bool {
    status.tries_left().is_some()
        || matches!(
            status,
            StatusWord::AUTHENTICATION_FAILED
                | StatusWord::SECURITY_STATUS_NOT_SATISFIED
                | StatusWord::SM_OBJECTS_INCORRECT
        )
}

/// Status words by which cards say that they do not have a command, or not now:
/// `6985` is what an Italian passport answered.
const fn says_not_there(status: StatusWord) -> bool {
    matches!(
        status,
        StatusWord::CONDITIONS_NOT_SATISFIED
            | StatusWord::FUNCTION_NOT_SUPPORTED
            | StatusWord::INS_NOT_SUPPORTED
    )
}

const fn impossible(_: CipherError) -> BacError {
    BacError::Misbehaved("keys of the wrong length")
}

fn document_keys(key: &MrzKey) -> Result<SessionKeys, CipherError> {
    session_keys(Hash::Sha1, Suite::TripleDes, key.basic_access_seed())
}

/// Own challenge, the other side's, own part of the seed: encrypted, and a
/// MAC over that.
fn seal(
    keys: &SessionKeys,
    own: &Drawn,
    other_challenge: &[u8; CHALLENGE_LEN],
) -> Result<Zeroizing<Vec<u8>>, CipherError> {
    let mut message = Zeroizing::new(Vec::with_capacity(MESSAGE_LEN + CHALLENGE_LEN));
    message.extend_from_slice(&own.challenge);
    message.extend_from_slice(other_challenge);
    message.extend_from_slice(&own.secret);
    keys.encrypt(&NO_COUNTER, &mut message)?;
    let mac = mac(keys, &message)?;
    message.extend_from_slice(&mac);
    Ok(message)
}

/// What [`seal`] encrypts, when the MAC matches.
fn open(keys: &SessionKeys, message: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (encrypted, found) = message.split_at_checked(CLEAR_LEN)?;
    let expected = mac(keys, encrypted).ok()?;
    if !bool::from(expected.as_slice().ct_eq(found)) {
        return None;
    }
    let mut clear = Zeroizing::new(encrypted.to_vec());
    keys.decrypt(&NO_COUNTER, &mut clear).ok()?;
    Some(clear)
}

fn mac(keys: &SessionKeys, encrypted: &[u8]) -> Result<[u8; MAC_LEN], CipherError> {
    let mut input = encrypted.to_vec();
    pad(&mut input, Suite::TripleDes.block_len());
    keys.mac(&input)
}

fn channel(
    chip_challenge: [u8; CHALLENGE_LEN],
    own: &Drawn,
    other_secret: &[u8],
    terminal_challenge: [u8; CHALLENGE_LEN],
) -> Result<SecureMessaging, CipherError> {
    let pairs = own.secret.iter().zip(other_secret);
    let seed: Zeroizing<Vec<u8>> = Zeroizing::new(pairs.map(|(a, b)| a ^ b).collect());
    let keys = session_keys(Hash::Sha1, Suite::TripleDes, &seed)?;
    let ssc = Ssc::from_challenges(chip_challenge, terminal_challenge);
    Ok(SecureMessaging::new(keys, ssc))
}

#[cfg(test)]
mod tests;
