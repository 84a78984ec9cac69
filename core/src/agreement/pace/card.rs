//! The card's side.

use core::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{
    ChipAuthenticationData, Choice, Established, Mapping, PaceError, Step, Transcript,
    card_message, keys, nonce,
};
use crate::{
    agreement::{
        group::{Element, GroupError, KeyPair, PrivateKey},
        modular::without_leading_zeros,
        password::{Password, PasswordReference},
    },
    apdu::{Command, Response, StatusWord},
    channel::cipher::{MAC_LEN, SessionKeys},
};

/// Tag of the chip's authentication data.
const CHIP_DATA: u32 = 0x8A;

/// What the card does when its public Diffie-Hellman key begins with zeros.
/// Cards differ; a terminal must live with all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeadingZeros {
    /// Draws another key.
    #[default]
    Avoid,
    /// Sends them.
    Send,
    /// Leaves them out, as ICAO Doc 9303-11 section 9.4.1 asks.
    LeaveOut,
}

/// How a card differs from others.
#[derive(Clone, Debug)]
pub struct CardSettings {
    /// Bytes of the nonce. Integrated mapping prescribes its own length and
    /// ignores this.
    pub nonce_len: usize,
    /// What becomes of keys with leading zeros.
    pub leading_zeros: LeadingZeros,
    /// The static private key that chip-authentication mapping proves, as
    /// long as the order of the curve.
    pub chip_key: Option<PrivateKey>,
    /// The answer to a wrong token. Real cards answer `6300`.
    pub wrong_token: StatusWord,
}

impl Default for CardSettings {
    fn default() -> Self {
        Self {
            nonce_len: 16,
            leading_zeros: LeadingZeros::default(),
            chip_key: None,
            wrong_token: StatusWord::AUTHENTICATION_FAILED,
        }
    }
}

/// What comes of a command.
#[derive(Debug)]
pub struct CardAnswer {
    /// What to send back, in clear.
    pub response: Response,
    /// What the card does next.
    pub outcome: Outcome,
}

/// What the card does after its answer.
#[derive(Debug)]
pub enum Outcome {
    /// Waits for the next step.
    Continue,
    /// Uses the channel from the next command on.
    Done(Box<Established>),
    /// Notes a wrong password; the run is over.
    WrongPassword,
    /// The run is over.
    Failed,
}

#[derive(Clone)]
enum State {
    Nonce,
    Map,
    Agree { own: KeyPair },
    Token { session: Box<Session> },
    Over,
}

#[derive(Clone)]
struct Session {
    keys: SessionKeys,
    token: [u8; MAC_LEN],
    expected: [u8; MAC_LEN],
    own_key: Vec<u8>,
    terminal_key: Vec<u8>,
}

/// One run, after MSE SET was accepted ([`super::SetAuthentication::parse`]):
/// [`Self::answer`] takes the commands that follow.
#[derive(Clone)]
pub struct CardSide {
    choice: Choice,
    settings: CardSettings,
    password: PasswordReference,
    nonce: Zeroizing<Vec<u8>>,
    encrypted_nonce: Vec<u8>,
    /// Private mapping key, for chip-authentication mapping.
    mapping_key: Option<PrivateKey>,
    state: State,
}

impl CardSide {
    /// A run with the password that MSE SET named. The nonce is drawn here,
    /// before anything else.
    ///
    /// # Errors
    /// [`PaceError::Unsupported`] for settings that the protocol excludes: a
    /// nonce of another length, or chip-authentication mapping without a key.
    pub fn begin(
        choice: Choice,
        password: &Password,
        settings: CardSettings,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, PaceError> {
        let protocol = choice.protocol();
        let suite = protocol.suite();
        let proves = protocol.mapping() == Mapping::ChipAuthentication;
        let nonce_len = match protocol.mapping() {
            Mapping::Integrated => nonce::block_string_len(suite),
            Mapping::Generic | Mapping::ChipAuthentication => settings.nonce_len,
        };
        if !nonce::is_acceptable_len(protocol, nonce_len) || (proves && settings.chip_key.is_none())
        {
            return Err(PaceError::Unsupported);
        }
        let mut nonce = Zeroizing::new(vec![0; nonce_len]);
        rng.fill_bytes(&mut nonce);
        let key = keys::password_key(suite, password);
        Ok(Self {
            encrypted_nonce: nonce::encrypt(suite, &key, &nonce)?.to_vec(),
            nonce,
            choice,
            settings,
            password: password.reference(),
            mapping_key: None,
            state: State::Nonce,
        })
    }

    /// Takes GENERAL AUTHENTICATE. Anything else, or out of turn, ends the
    /// run.
    pub fn answer(&mut self, command: &Command, rng: &mut dyn CryptoRng) -> CardAnswer {
        self.step(command, rng).unwrap_or_else(|status| CardAnswer {
            response: Response::status(status),
            outcome: Outcome::Failed,
        })
    }

    fn step(
        &mut self,
        command: &Command,
        rng: &mut dyn CryptoRng,
    ) -> Result<CardAnswer, StatusWord> {
        let state = core::mem::replace(&mut self.state, State::Over);
        let read = |step| card_message::read_general_authenticate(step, command);
        let (next, response) = match state {
            State::Nonce => {
                read(Step::Nonce)?;
                let response = card_message::answer(Step::Nonce, &self.encrypted_nonce, None);
                (State::Map, response)
            }
            State::Map => self.map(&read(Step::Map)?, rng)?,
            State::Agree { own } => self.agree(&own, read(Step::Agree)?)?,
            State::Token { session } => return self.finish(*session, &read(Step::Token)?),
            State::Over => return Err(StatusWord::CONDITIONS_NOT_SATISFIED),
        };
        self.state = next;
        Ok(CardAnswer {
            response,
            outcome: Outcome::Continue,
        })
    }

    fn map(
        &mut self,
        data: &[u8],
        rng: &mut dyn CryptoRng,
    ) -> Result<(State, Response), StatusWord> {
        let group = self.choice.group();
        let protocol = self.choice.protocol();
        let (generator, answer) = if protocol.mapping() == Mapping::Integrated {
            if data.len() != nonce::terminal_len(protocol.suite()) {
                return Err(StatusWord::WRONG_DATA);
            }
            let bits = group.prime_bits();
            let random = nonce::pseudo_random(protocol.suite(), &self.nonce, data, bits)
                .map_err(|_| StatusWord::WRONG_DATA)?;
            let generator = group.map_integrated(&random).map_err(refused)?;
            (generator, Vec::new())
        } else {
            let terminal = group.element(data).map_err(refused)?;
            let own = self.draw(&group.generator(), rng)?;
            let generator = group
                .map_generic(&own, &terminal, &self.nonce)
                .map_err(refused)?;
            let answer = self.written(own.public());
            self.mapping_key = Some(own.private().clone());
            (generator, answer)
        };
        let own = self.draw(&generator, rng)?;
        let response = card_message::answer(Step::Map, &answer, None);
        Ok((State::Agree { own }, response))
    }

    fn agree(&self, own: &KeyPair, terminal_key: Vec<u8>) -> Result<(State, Response), StatusWord> {
        let group = self.choice.group();
        let protocol = self.choice.protocol();
        let terminal = group.element(&terminal_key).map_err(refused)?;
        let secret = group.shared_secret(own, &terminal).map_err(refused)?;
        let failed = |_| StatusWord::NO_DIAGNOSIS;
        let keys = keys::session_keys(protocol.suite(), &secret).map_err(failed)?;
        let own_key = self.written(own.public());
        let response = card_message::answer(Step::Agree, &own_key, None);
        let session = Box::new(Session {
            token: keys::token(protocol, &keys, &terminal_key).map_err(failed)?,
            expected: keys::token(protocol, &keys, &own_key).map_err(failed)?,
            keys,
            own_key,
            terminal_key,
        });
        Ok((State::Token { session }, response))
    }

    fn finish(&mut self, session: Session, token: &[u8]) -> Result<CardAnswer, StatusWord> {
        if !bool::from(session.expected.as_slice().ct_eq(token)) {
            return Ok(CardAnswer {
                response: Response::status(self.settings.wrong_token),
                outcome: Outcome::WrongPassword,
            });
        }
        let protocol = self.choice.protocol();
        let chip_data = match (
            protocol.mapping(),
            &self.mapping_key,
            &self.settings.chip_key,
        ) {
            (Mapping::ChipAuthentication, Some(mapping_key), Some(chip_key)) => Some(
                ChipAuthenticationData::seal(
                    &session.keys,
                    self.choice.group(),
                    mapping_key,
                    chip_key,
                )
                .map_err(|_| StatusWord::NO_DIAGNOSIS)?,
            ),
            _ => None,
        };
        let more = chip_data.as_deref().map(|data| (CHIP_DATA, data));
        let response = card_message::answer(Step::Token, &session.token, more);
        let established = Established {
            messaging: keys::channel_of(session.keys),
            transcript: Transcript {
                protocol,
                parameter_id: self.choice.group().parameter_id(),
                password: self.password,
                nonce_len: self.nonce.len(),
                terminal_key: session.terminal_key,
                chip_key: session.own_key,
            },
            chip_data: None,
        };
        Ok(CardAnswer {
            response,
            outcome: Outcome::Done(Box::new(established)),
        })
    }

    fn draw(&self, generator: &Element, rng: &mut dyn CryptoRng) -> Result<KeyPair, StatusWord> {
        let group = self.choice.group();
        match self.settings.leading_zeros {
            LeadingZeros::Avoid => group.draw(generator, rng),
            LeadingZeros::Send | LeadingZeros::LeaveOut => group.draw_any(generator, rng),
        }
        .map_err(|_| StatusWord::NO_DIAGNOSIS)
    }

    fn written(&self, key: &Element) -> Vec<u8> {
        match self.settings.leading_zeros {
            LeadingZeros::Avoid | LeadingZeros::Send => key.as_bytes().to_vec(),
            LeadingZeros::LeaveOut => without_leading_zeros(key.as_bytes()).to_vec(),
        }
    }
}

const fn refused(_: GroupError) -> StatusWord {
    StatusWord::WRONG_DATA
}

impl fmt::Debug for CardSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardSide({:?})", self.choice)
    }
}
