//! Device authentication with privacy protection, under secure messaging.
//!
//! The terminal's keys are public, so this proves the chip to the terminal
//! and nothing the other way. What the chip proves is that it has the private
//! key to EF 1004; who issued that key is another question, which this does
//! not ask.

use rand_core::CryptoRng;

use super::{
    AgreementError, AuthorityKey, ChipKey, Transcript, certificate, key_agreement::ALGORITHM,
    terminal, terminal_certificate,
};
use crate::{
    agreement::iso9796::{self, Iso9796Error, Representative},
    agreement::modular::Modulus,
    apdu::{Command, Le, Response, StatusWord, command::ins},
    bytes::tlv,
    channel::ssc::Ssc,
};

/// Algorithm reference of certificate verification: ISO/IEC 9796-2 scheme 1
/// with SHA-256.
const CERTIFICATE_ALGORITHM: u8 = 0x41;
/// Reference of the authority's public key.
const AUTHORITY_REFERENCE: u8 = 0x84;
/// Reference of the chip's private key, whose public part is EF 1004.
const CHIP_KEY_REFERENCE: u8 = 0x82;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    SelectAuthority,
    VerifyCertificate,
    SelectTerminalKey,
    GetChallenge,
    ExternalAuthenticate,
    SelectChipKey,
    InternalAuthenticate,
    Done,
}

/// What the card's answer to a step means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// The next step follows.
    Continue,
    /// The card refused the step.
    Refused(StatusWord),
    /// The chip has proved its key. The session keys stay, and this is the
    /// counter from here on.
    Proved(Ssc),
}

/// The seven steps, one command at a time.
#[derive(Debug)]
pub struct DeviceAuthentication {
    transcript: Transcript,
    chip_key: ChipKey,
    certificate: Vec<u8>,
    recoverable: Vec<u8>,
    terminal_challenge: [u8; 8],
    chip_challenge: [u8; 8],
    step: Step,
}

impl DeviceAuthentication {
    /// Prepares certificate, challenge and random part.
    ///
    /// # Errors
    /// [`AgreementError::Unsupported`] when the authority's key cannot sign.
    pub fn begin(
        transcript: Transcript,
        authority: &AuthorityKey,
        chip_key: ChipKey,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, AgreementError> {
        let mut terminal_challenge = [0; 8];
        rng.fill_bytes(&mut terminal_challenge);
        let mut recoverable = vec![0; iso9796::recoverable_len(&terminal_modulus()?)];
        rng.fill_bytes(&mut recoverable);
        Ok(Self {
            transcript,
            chip_key,
            certificate: terminal_certificate(authority)?,
            recoverable,
            terminal_challenge,
            chip_challenge: [0; 8],
            step: Step::SelectAuthority,
        })
    }

    /// Whether the chip's part begins with the next command.
    #[must_use]
    pub fn terminal_done(&self) -> bool {
        self.step == Step::SelectChipKey
    }

    /// The next command, to be protected; `None` when nothing is left.
    ///
    /// # Errors
    /// [`AgreementError`] when a signature cannot be made.
    pub fn next(&self) -> Result<Option<Command>, AgreementError> {
        let environment = |p1, p2, data: Vec<u8>| {
            Command::new(ins::MANAGE_SECURITY_ENVIRONMENT, p1, p2).data(data)
        };
        let two = |a, a_value: &[u8], b, b_value: &[u8]| {
            let mut data = tlv::encode(a, a_value);
            tlv::push(&mut data, b, b_value);
            data
        };
        Ok(Some(match self.step {
            Step::SelectAuthority => environment(
                0x81,
                0xB6,
                two(0x80, &[CERTIFICATE_ALGORITHM], 0x83, &[AUTHORITY_REFERENCE]),
            ),
            Step::VerifyCertificate => Command::new(ins::PERFORM_SECURITY_OPERATION, 0x00, 0xAE)
                .data(self.certificate.as_slice()),
            // P2 must be A4: the ST family refuses B6
            // (pagopa/cie-sdk-ios, SecurityEnvironment).
            Step::SelectTerminalKey => environment(
                0x81,
                0xA4,
                tlv::encode(0x83, &certificate::holder_reference()),
            ),
            Step::GetChallenge => Command::new(ins::GET_CHALLENGE, 0, 0).le(Le::Exact(8)),
            Step::ExternalAuthenticate => {
                Command::new(ins::EXTERNAL_AUTHENTICATE, 0, 0).data(self.external_authentication()?)
            }
            Step::SelectChipKey => environment(
                0x41,
                0xA4,
                two(0x84, &[CHIP_KEY_REFERENCE], 0x80, &[ALGORITHM]),
            ),
            Step::InternalAuthenticate => Command::new(ins::INTERNAL_AUTHENTICATE, 0, 0)
                .data(self.terminal_challenge)
                .le(Le::Max),
            Step::Done => return Ok(None),
        }))
    }

    /// Takes the opened answer to the command given last.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`] or [`AgreementError::NotProved`].
    pub fn accept(&mut self, response: &Response) -> Result<Accepted, AgreementError> {
        if !response.status.is_ok() {
            return Ok(Accepted::Refused(response.status));
        }
        self.step = match self.step {
            Step::SelectAuthority => Step::VerifyCertificate,
            Step::VerifyCertificate => Step::SelectTerminalKey,
            Step::SelectTerminalKey => Step::GetChallenge,
            Step::GetChallenge => {
                self.chip_challenge = response.data.as_slice().try_into().map_err(|_| {
                    AgreementError::Misbehaved("a challenge that is not of 8 bytes")
                })?;
                Step::ExternalAuthenticate
            }
            Step::ExternalAuthenticate => Step::SelectChipKey,
            Step::SelectChipKey => Step::InternalAuthenticate,
            Step::InternalAuthenticate => {
                self.check_chip(&response.data)?;
                self.step = Step::Done;
                let ssc = Ssc::from_challenges(self.chip_challenge, self.terminal_challenge);
                return Ok(Accepted::Proved(ssc));
            }
            Step::Done => {
                return Err(AgreementError::Misbehaved(
                    "response without an outstanding command",
                ));
            }
        };
        Ok(Accepted::Continue)
    }

    /// SN.IFD ‖ signature over the exchange so far.
    fn external_authentication(&self) -> Result<Vec<u8>, AgreementError> {
        let rest = external_hash_input(
            &self.transcript,
            &terminal::SERIAL_NUMBER,
            &self.chip_challenge,
        );
        let signature = iso9796::sign(
            &terminal_modulus()?,
            &terminal::PRIVATE_EXPONENT,
            &self.recoverable,
            &[&rest],
        )
        .map_err(|_| AgreementError::Unsupported("a terminal key that cannot sign"))?;
        Ok([&terminal::SERIAL_NUMBER, signature.as_slice()].concat())
    }

    /// SN.ICC ‖ signature of the chip over the exchange, seen from its side.
    fn check_chip(&self, answer: &[u8]) -> Result<(), AgreementError> {
        let (serial, signature) = answer
            .split_first_chunk::<8>()
            .ok_or(AgreementError::Misbehaved("a short chip signature"))?;
        let Transcript {
            parameters,
            terminal,
            chip,
        } = &self.transcript;
        let ChipKey {
            modulus, exponent, ..
        } = &self.chip_key;
        let rest: [&[u8]; 7] = [
            chip,
            serial,
            &self.terminal_challenge,
            terminal,
            parameters.g(),
            parameters.p(),
            parameters.q(),
        ];
        let opened =
            Representative::new(modulus, exponent, signature).map_err(|error| match error {
                Iso9796Error::Length => {
                    AgreementError::Misbehaved("a chip signature of wrong length")
                }
                _ => AgreementError::NotProved("the chip's signature is not of its key"),
            })?;
        opened
            .check(&rest)
            .map_err(|_| AgreementError::NotProved("the chip signed something else"))
    }
}

/// What the terminal signs after the random part: y_IFD ‖ SN.IFD ‖ RND.ICC ‖
/// y_ICC ‖ g ‖ p ‖ q.
#[must_use]
pub fn external_hash_input(
    transcript: &Transcript,
    serial_number: &[u8; 8],
    chip_challenge: &[u8; 8],
) -> Vec<u8> {
    let Transcript {
        parameters,
        terminal,
        chip,
    } = transcript;
    let parts: [&[u8]; 7] = [
        terminal,
        serial_number,
        chip_challenge,
        chip,
        parameters.g(),
        parameters.p(),
        parameters.q(),
    ];
    parts.concat()
}

fn terminal_modulus() -> Result<Modulus, AgreementError> {
    Modulus::new(&terminal::MODULUS)
        .map_err(|_| AgreementError::Unsupported("a terminal key that cannot sign"))
}
