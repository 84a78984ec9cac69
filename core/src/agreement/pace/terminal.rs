//! The terminal's side.

use core::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{
    ChipAuthenticationData, Choice, Established, Mapping, PaceError, SetAuthentication, Step,
    Transcript, keys, message, nonce,
};
use crate::{
    agreement::{
        group::{Element, KeyPair},
        password::{Password, PasswordReference},
    },
    apdu::{Command, Response, StatusWord},
    bytes::tlv::TlvError,
    channel::cipher::{MAC_LEN, SessionKeys},
};

/// Tag of the chip's authentication data.
const CHIP_DATA: u32 = 0x8A;

/// The next command, and how it must travel.
#[derive(Clone, Debug)]
pub struct Request {
    /// The command, in clear. It is one link of a chain already: where it
    /// does not fit a short command it must be extended, never cut.
    pub command: Command,
    /// Whether it must be a short command even where extended length works:
    /// the NXP family fails when the steps of the nonce and of the token are
    /// extended (pagopa/cie-sdk-ios, commits 43cdad9 and 435c97d).
    pub must_be_short: bool,
    /// Whether the card counts it as an attempt with the password. Such a
    /// command is never sent a second time, whatever becomes of the answer.
    pub is_attempt: bool,
}

/// What the card's answer to a step means.
#[derive(Debug)]
pub enum Accepted {
    /// The next step follows.
    Continue,
    /// The card wants MSE SET to name the domain parameters, or does not like
    /// it for another reason. [`Terminal::name_parameters`] allows to try
    /// again, once; the card has not seen anything of the password.
    ParametersDemanded(StatusWord),
    /// There is a channel.
    Done(Box<Established>),
}

/// What the terminal knows when it waits for the answer to a step.
enum State {
    SetAuthentication,
    Nonce,
    MapGeneric {
        nonce: Zeroizing<Vec<u8>>,
        own: KeyPair,
    },
    MapIntegrated {
        nonce: Zeroizing<Vec<u8>>,
        own: Zeroizing<Vec<u8>>,
    },
    Agree {
        own: KeyPair,
        chip_mapping_key: Option<Element>,
    },
    Token {
        session: Box<Session>,
    },
    Done,
}

struct Session {
    keys: SessionKeys,
    token: [u8; MAC_LEN],
    expected: [u8; MAC_LEN],
    own_key: Vec<u8>,
    chip_key: Vec<u8>,
    chip_mapping_key: Option<Element>,
}

/// One run: [`Self::next`] gives a command, [`Self::accept`] takes its answer.
pub struct Terminal {
    choice: Choice,
    password: PasswordReference,
    password_key: Zeroizing<Vec<u8>>,
    name_parameters: bool,
    nonce_len: usize,
    state: State,
}

impl Terminal {
    /// A run with a password.
    #[must_use]
    pub fn begin(choice: Choice, password: &Password) -> Self {
        Self {
            password: password.reference(),
            password_key: keys::password_key(choice.protocol().suite(), password),
            name_parameters: choice.is_ambiguous(),
            choice,
            nonce_len: 0,
            state: State::SetAuthentication,
        }
    }

    /// The step whose command is next; `None` when nothing is left.
    #[must_use]
    pub const fn step(&self) -> Option<Step> {
        Some(match self.state {
            State::SetAuthentication => Step::SetAuthentication,
            State::Nonce => Step::Nonce,
            State::MapGeneric { .. } | State::MapIntegrated { .. } => Step::Map,
            State::Agree { .. } => Step::Agree,
            State::Token { .. } => Step::Token,
            State::Done => return None,
        })
    }

    /// Names the domain parameters in MSE SET from here on. `false` when they
    /// were named already or cannot be.
    pub const fn name_parameters(&mut self) -> bool {
        let can = matches!(self.state, State::SetAuthentication)
            && !self.name_parameters
            && self.choice.group().parameter_id().is_some();
        if can {
            self.name_parameters = true;
        }
        can
    }

    /// The next command; `None` when nothing is left.
    #[must_use]
    pub fn next(&self) -> Option<Request> {
        let step = self.step()?;
        let general = |data: &[u8]| message::general_authenticate(step, data);
        let command = match &self.state {
            State::SetAuthentication => self.set_authentication().command(),
            State::Nonce => general(&[]),
            State::MapIntegrated { own, .. } => general(own),
            State::MapGeneric { own, .. } | State::Agree { own, .. } => {
                general(own.public().as_bytes())
            }
            State::Token { session } => general(&session.token),
            State::Done => return None,
        };
        Some(Request {
            command,
            must_be_short: matches!(step, Step::Nonce | Step::Token),
            is_attempt: step == Step::Token,
        })
    }

    fn set_authentication(&self) -> SetAuthentication {
        let parameter_id = self.choice.group().parameter_id();
        SetAuthentication {
            oid: self.choice.protocol().oid(),
            password: self.password as u8,
            parameter_id: parameter_id.filter(|_| self.name_parameters),
        }
    }

    /// Takes the answer to the command given last.
    ///
    /// # Errors
    /// [`PaceError`]. The run is over then, and its keys are gone.
    pub fn accept(
        &mut self,
        response: &Response,
        rng: &mut dyn CryptoRng,
    ) -> Result<Accepted, PaceError> {
        let state = core::mem::replace(&mut self.state, State::Done);
        let template = |step| {
            if response.status.is_ok() {
                message::read_answer(&response.data)
            } else {
                let status = response.status;
                Err(PaceError::Refused { step, status })
            }
        };
        self.state = match state {
            State::SetAuthentication => return self.accept_set_authentication(response.status),
            State::Nonce => {
                let template = template(Step::Nonce)?;
                let object = message::object(&template, Step::Nonce.response_tag())?;
                self.begin_mapping(object, rng)?
            }
            State::MapGeneric { nonce, own } => {
                let template = template(Step::Map)?;
                let key = message::object(&template, Step::Map.response_tag())?;
                let group = self.choice.group();
                let chip = group.element(key).map_err(PaceError::of_group)?;
                let generator = group
                    .map_generic(&own, &chip, &nonce)
                    .map_err(PaceError::of_group)?;
                let chip_authentication =
                    self.choice.protocol().mapping() == Mapping::ChipAuthentication;
                State::Agree {
                    own: group.draw(&generator, rng).map_err(PaceError::of_group)?,
                    chip_mapping_key: chip_authentication.then_some(chip),
                }
            }
            State::MapIntegrated { nonce, own } => {
                // The answer holds an empty object, an empty template, or
                // nothing at all: the chip has nothing to say.
                if !response.status.is_ok() || !response.data.is_empty() {
                    template(Step::Map)?;
                }
                let group = self.choice.group();
                let suite = self.choice.protocol().suite();
                let random = nonce::pseudo_random(suite, &nonce, &own, group.prime_bits())?;
                let generator = group.map_integrated(&random).map_err(PaceError::of_group)?;
                State::Agree {
                    own: group.draw(&generator, rng).map_err(PaceError::of_group)?,
                    chip_mapping_key: None,
                }
            }
            State::Agree {
                own,
                chip_mapping_key,
            } => {
                let template = template(Step::Agree)?;
                let key = message::object(&template, Step::Agree.response_tag())?;
                self.agree(&own, key, chip_mapping_key)?
            }
            State::Token { session } => {
                return self
                    .accept_token(*session, response)
                    .map(|established| Accepted::Done(Box::new(established)));
            }
            State::Done => {
                return Err(PaceError::Misbehaved(
                    "response without an outstanding command",
                ));
            }
        };
        Ok(Accepted::Continue)
    }

    /// `63Cx` is a warning here: the command was processed, and the password
    /// has x tries left (BSI TR-03110-3 appendix B.11.1).
    fn accept_set_authentication(&mut self, status: StatusWord) -> Result<Accepted, PaceError> {
        let demands = matches!(
            status,
            StatusWord::WRONG_DATA
                | StatusWord::WRONG_P1P2
                | StatusWord::NC_INCONSISTENT
                | StatusWord::REFERENCED_DATA_NOT_FOUND
                | StatusWord::OFFSET_OUTSIDE_FILE
        );
        if status.is_ok() || status.tries_left().is_some_and(|left| left > 0) {
            self.state = State::Nonce;
            return Ok(Accepted::Continue);
        }
        if demands && !self.name_parameters && self.choice.group().parameter_id().is_some() {
            self.state = State::SetAuthentication;
            return Ok(Accepted::ParametersDemanded(status));
        }
        Err(PaceError::Refused {
            step: Step::SetAuthentication,
            status,
        })
    }

    fn begin_mapping(
        &mut self,
        encrypted: &[u8],
        rng: &mut dyn CryptoRng,
    ) -> Result<State, PaceError> {
        let protocol = self.choice.protocol();
        let suite = protocol.suite();
        if !nonce::is_acceptable_len(protocol, encrypted.len()) {
            return Err(PaceError::Misbehaved("a nonce of wrong length"));
        }
        self.nonce_len = encrypted.len();
        let nonce = nonce::decrypt(suite, &self.password_key, encrypted)?;
        if protocol.mapping() == Mapping::Integrated {
            let mut own = Zeroizing::new(vec![0; nonce::terminal_len(suite)]);
            rng.fill_bytes(&mut own);
            return Ok(State::MapIntegrated { nonce, own });
        }
        let group = self.choice.group();
        let own = group
            .draw(&group.generator(), rng)
            .map_err(PaceError::of_group)?;
        Ok(State::MapGeneric { nonce, own })
    }

    fn agree(
        &self,
        own: &KeyPair,
        chip_key: &[u8],
        chip_mapping_key: Option<Element>,
    ) -> Result<State, PaceError> {
        let group = self.choice.group();
        let protocol = self.choice.protocol();
        let chip = group.element(chip_key).map_err(PaceError::of_group)?;
        let secret = group
            .shared_secret(own, &chip)
            .map_err(PaceError::of_group)?;
        let keys = keys::session_keys(protocol.suite(), &secret)?;
        let own_key = own.public().as_bytes();
        Ok(State::Token {
            session: Box::new(Session {
                token: keys::token(protocol, &keys, chip_key)?,
                expected: keys::token(protocol, &keys, own_key)?,
                keys,
                own_key: own_key.to_vec(),
                chip_key: chip_key.to_vec(),
                chip_mapping_key,
            }),
        })
    }

    fn accept_token(
        &self,
        session: Session,
        response: &Response,
    ) -> Result<Established, PaceError> {
        let status = response.status;
        if status == StatusWord::AUTHENTICATION_FAILED || status.tries_left().is_some() {
            let tries = status.tries_left();
            return Err(PaceError::WrongPassword { tries });
        }
        if !status.is_ok() {
            let step = Step::Token;
            return Err(PaceError::Refused { step, status });
        }
        let template = message::read_answer(&response.data)?;
        let token = message::object(&template, Step::Token.response_tag())?;
        if !bool::from(session.expected.as_slice().ct_eq(token)) {
            return Err(PaceError::NotProved);
        }
        let chip_data = match (session.chip_mapping_key, template.child(CHIP_DATA)) {
            (None, _) => None,
            (Some(_), Err(TlvError::Missing(_))) => {
                return Err(PaceError::Misbehaved("no chip authentication data"));
            }
            (Some(_), Err(_)) => {
                return Err(PaceError::Misbehaved("malformed authentication data"));
            }
            (Some(mapping_key), Ok(object)) => Some(ChipAuthenticationData::open(
                &session.keys,
                object.value,
                self.choice.group().clone(),
                mapping_key,
            )?),
        };
        Ok(Established {
            messaging: keys::channel_of(session.keys),
            transcript: Transcript {
                protocol: self.choice.protocol(),
                parameter_id: self.choice.group().parameter_id(),
                password: self.password,
                nonce_len: self.nonce_len,
                terminal_key: session.own_key,
                chip_key: session.chip_key,
            },
            chip_data,
        })
    }
}

impl fmt::Debug for Terminal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Terminal({:?}, {:?})", self.choice, self.step())
    }
}
