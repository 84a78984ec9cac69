//! The card's side.

use core::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;

use super::{
    BacError, CHALLENGE_LEN, Drawn, MESSAGE_LEN, channel, document_keys, impossible, open, seal,
};
use crate::{
    agreement::password::MrzKey,
    apdu::{Command, Response, StatusWord, command::ins},
    channel::{cipher::SessionKeys, secure::SecureMessaging},
};

/// What comes of a command to the card.
#[derive(Debug)]
pub struct CardAnswer {
    /// What to send back, in clear.
    pub response: Response,
    /// The channel for the next command, when there is one.
    pub channel: Option<Box<SecureMessaging>>,
}

/// The card's side. A challenge is good for one attempt.
#[derive(Clone)]
pub struct CardSide {
    keys: SessionKeys,
    challenge: Option<[u8; CHALLENGE_LEN]>,
}

impl CardSide {
    /// A card with this machine-readable zone.
    ///
    /// # Errors
    /// [`BacError::Misbehaved`], which a key of the right length excludes.
    pub fn new(key: &MrzKey) -> Result<Self, BacError> {
        Ok(Self {
            keys: document_keys(key).map_err(impossible)?,
            challenge: None,
        })
    }

    /// Takes GET CHALLENGE or EXTERNAL AUTHENTICATE; `None` for another
    /// command.
    pub fn answer(&mut self, command: &Command, rng: &mut dyn CryptoRng) -> Option<CardAnswer> {
        let refused = |status| CardAnswer {
            response: Response::status(status),
            channel: None,
        };
        let header = [command.cla, command.ins, command.p1, command.p2];
        match header {
            [0, ins::GET_CHALLENGE, 0, 0] => {
                let mut challenge = [0; CHALLENGE_LEN];
                rng.fill_bytes(&mut challenge);
                self.challenge = Some(challenge);
                Some(CardAnswer {
                    response: Response::new(challenge.to_vec(), StatusWord::OK),
                    channel: None,
                })
            }
            [0, ins::EXTERNAL_AUTHENTICATE, 0, 0] => Some(
                self.authenticate(&command.data, rng)
                    .unwrap_or_else(refused),
            ),
            _ => None,
        }
    }

    fn authenticate(
        &mut self,
        message: &[u8],
        rng: &mut dyn CryptoRng,
    ) -> Result<CardAnswer, StatusWord> {
        let own_challenge = self
            .challenge
            .take()
            .ok_or(StatusWord::CONDITIONS_NOT_SATISFIED)?;
        if message.len() != MESSAGE_LEN {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let wrong = StatusWord::AUTHENTICATION_FAILED;
        let clear = open(&self.keys, message).ok_or(wrong)?;
        let (challenges, secret) = clear.split_at(2 * CHALLENGE_LEN);
        let (terminal, chip) = challenges.split_at(CHALLENGE_LEN);
        if !bool::from(own_challenge.as_slice().ct_eq(chip)) {
            return Err(wrong);
        }
        let terminal: [u8; CHALLENGE_LEN] = terminal.try_into().map_err(|_| wrong)?;
        let own = Drawn {
            challenge: own_challenge,
            ..Drawn::new(rng)
        };
        let failed = |_| StatusWord::NO_DIAGNOSIS;
        let answer = seal(&self.keys, &own, &terminal).map_err(failed)?;
        let channel = channel(own_challenge, &own, secret, terminal).map_err(failed)?;
        Ok(CardAnswer {
            response: Response::new(answer.to_vec(), StatusWord::OK),
            channel: Some(Box::new(channel)),
        })
    }
}

impl fmt::Debug for CardSide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardSide(BAC)")
    }
}
