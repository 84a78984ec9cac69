//! Diffie-Hellman in clear, and the channel that comes of it.

use core::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{AgreementError, DomainParameters};
use crate::{
    agreement::{
        kdf::{Hash, session_keys},
        modular::{DrawError, draw_exponent, without_leading_zeros},
    },
    apdu::{Command, Le, command::ins},
    bytes::tlv,
    channel::{cipher::Suite, secure::SecureMessaging, ssc::Ssc},
};

/// Algorithm reference: Diffie-Hellman device authentication with privacy
/// protection, SHA-256.
pub(super) const ALGORITHM: u8 = 0x9B;
/// Reference of the domain parameters.
const DOMAIN_REFERENCE: u8 = 0x81;
/// The counter before the first protected command.
const FIRST_COUNTER: u64 = 1;

/// The public values of an agreement. Device authentication signs them.
#[derive(Clone, Debug)]
pub struct Transcript {
    /// Checked domain parameters.
    pub parameters: DomainParameters,
    /// The terminal's public key, as long as p.
    pub terminal: Vec<u8>,
    /// The chip's public key, as long as p.
    pub chip: Vec<u8>,
}

/// A Diffie-Hellman exchange that the terminal has begun.
pub struct KeyAgreement {
    parameters: DomainParameters,
    exponent: Zeroizing<Vec<u8>>,
    public: Vec<u8>,
}

impl fmt::Debug for KeyAgreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyAgreement({:?})", self.parameters.modulus)
    }
}

impl KeyAgreement {
    /// Draws the terminal's key: uniform in 2 to q - 2, or to p - 2 when the
    /// card does not tell q.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`] for parameters that
    /// [`DomainParameters::new`] excludes; [`AgreementError::Random`].
    pub fn begin(
        parameters: DomainParameters,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, AgreementError> {
        let unacceptable = AgreementError::Misbehaved("an unacceptable group order");
        let order = without_leading_zeros(parameters.q.as_ref().unwrap_or(&parameters.p));
        let exponent = draw_exponent(order, rng).map_err(|error| match error {
            DrawError::Order => unacceptable,
            DrawError::Random => AgreementError::Random,
        })?;
        Self::with_exponent(parameters, exponent)
    }

    /// As [`Self::begin`], with a key that was drawn already: a recorded one,
    /// to be held against a known answer.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`] as [`Self::begin`].
    pub fn with_exponent(
        parameters: DomainParameters,
        exponent: Zeroizing<Vec<u8>>,
    ) -> Result<Self, AgreementError> {
        let unacceptable = AgreementError::Misbehaved("an unacceptable group order");
        let public = parameters
            .modulus
            .pow(&parameters.g, &exponent)
            .map_err(|_| unacceptable)?
            .to_vec();
        Ok(Self {
            parameters,
            exponent,
            public,
        })
    }

    /// MANAGE SECURITY ENVIRONMENT: SET with the terminal's public key.
    #[must_use]
    pub fn send_public_key(&self) -> Command {
        let mut data = Vec::with_capacity(self.public.len() + 12);
        tlv::push(&mut data, 0x80, &[ALGORITHM]);
        tlv::push(&mut data, 0x83, &[DOMAIN_REFERENCE]);
        tlv::push(&mut data, 0x91, &self.public);
        Command::new(ins::MANAGE_SECURITY_ENVIRONMENT, 0x41, 0xA6).data(data)
    }

    /// GET DATA of the chip's public key.
    #[must_use]
    pub fn ask_public_key() -> Command {
        let list = [0x4D, 0x04, 0xA6, 0x02, 0x91, 0x00];
        Command::new(ins::GET_DATA_ODD, 0x3F, 0xFF)
            .data(list)
            .le(Le::Max)
    }

    /// Takes the chip's public key and gives the channel. The next command
    /// must be protected.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`]: the key is malformed or unacceptable.
    pub fn finish(self, answer: &[u8]) -> Result<(SecureMessaging, Transcript), AgreementError> {
        let malformed = AgreementError::Misbehaved("a malformed public key");
        let chip = tlv::descend(answer, &[0xA6, 0x91])
            .map_err(|_| malformed)?
            .value;
        self.parameters.check_public_key(chip)?;
        if chip == self.public {
            return Err(AgreementError::Misbehaved("our own public key, sent back"));
        }
        let secret = self
            .parameters
            .modulus
            .pow(chip, &self.exponent)
            .map_err(|_| malformed)?;
        let keys = session_keys(Hash::Sha256, Suite::TripleDes, &secret).map_err(|_| malformed)?;
        let transcript = Transcript {
            parameters: self.parameters,
            terminal: self.public,
            chip: chip.to_vec(),
        };
        Ok((
            SecureMessaging::new(keys, Ssc::of_8_bytes(FIRST_COUNTER)),
            transcript,
        ))
    }
}
