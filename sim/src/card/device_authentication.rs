//! Device authentication with privacy protection: the terminal's certificate, its external
//! authentication, the chip's internal authentication (italia/cie-middleware-linux
//! `cie-pkcs11/CSP/IAS.cpp`, `DAPP`; IAS ECC 1.0.1).

use cie_core::agreement::iso9796::{self, Representative};
use cie_core::agreement::modular::Modulus;
use cie_core::bytes::tlv::{self, Tlv};
use cie_core::channel::ssc::Ssc;
use cie_core::{
    StatusWord,
    apdu::{Command, Le},
};
use sha2::{Digest, Sha256};

use super::Card;
use super::session::{Agreement, TerminalKey};
use crate::identity::{ExternalAuthenticationKey, RSA_BYTES, RsaKey};
use crate::interface::{Answer, ok, ok_with};

/// A card-verifiable certificate.
const CERTIFICATE: u32 = 0x7F21;
const SIGNATURE: u32 = 0x5F37;
/// What of the certificate's body does not fit the signature.
const REMAINDER: u32 = 0x5F38;
const AUTHORITY_REFERENCE: u32 = 0x42;

/// Certificate profile identifier.
const PROFILE: u8 = 0x8A;
/// The role of a terminal, last byte of its holder authorisation.
const TERMINAL_ROLE: u8 = 0x01;
/// Object identifier of the terminal's key: RSA, ISO/IEC 9796-2 with SHA-256.
const KEY_IDENTIFIER: [u8; 9] = [0x2A, 0x81, 0x22, 0xF4, 0x2A, 0x02, 0x04, 0x01, 0x04];

/// PRND: what a signature recovers beside header, hash and trailer.
const RANDOM_BYTES: usize = 222;

/// Both sides of the agreement, in the order in which the terminal's signature covers them.
struct Agreed {
    terminal: Vec<u8>,
    chip: Vec<u8>,
    group: Vec<u8>,
}

impl Card {
    /// PERFORM SECURITY OPERATION: VERIFY CERTIFICATE.
    pub(super) fn verify_certificate(&mut self, command: &Command) -> Answer {
        if (command.p1, command.p2) != (0x00, 0xAE) {
            return Err(StatusWord::WRONG_P1P2);
        }
        if self.session.channel.is_none() || !self.session.environment.authority {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        let certificate = Tlv::single(&command.data)
            .ok()
            .filter(|object| object.tag == CERTIFICATE)
            .ok_or(StatusWord::WRONG_DATA)?;
        let part = |tag| {
            let part = certificate.child(tag);
            part.map(|part| part.value)
                .map_err(|_| StatusWord::WRONG_DATA)
        };
        let (signature, remainder) = (part(SIGNATURE)?, part(REMAINDER)?);

        let authority = self.identity.external_authentication_key();
        let modulus = Modulus::new(authority.modulus()).map_err(|_| StatusWord::NO_DIAGNOSIS)?;
        if signature.len() != modulus.byte_len() {
            return Err(StatusWord::WRONG_DATA);
        }
        let body = Representative::new(&modulus, authority.exponent(), signature)
            .and_then(|opened| opened.check(&[remainder]).map(|()| opened.recovered))
            .map_err(|_| StatusWord::AUTHENTICATION_FAILED)?;
        let body = [body.as_slice(), remainder].concat();
        let body = Body::parse(&body).ok_or(StatusWord::WRONG_DATA)?;

        let [_, _, _, _, authority_reference @ ..] = ExternalAuthenticationKey::HOLDER_REFERENCE;
        // Beside the signed reference there is one in clear, which may be left out.
        let beside = tlv::find(certificate.value, AUTHORITY_REFERENCE);
        if body.authority != authority_reference
            || beside.is_ok_and(|beside| beside.value != authority_reference)
        {
            return Err(StatusWord::REFERENCED_DATA_NOT_FOUND);
        }
        self.session.environment.authority = false;
        self.session.terminal = Some(TerminalKey {
            holder: body.holder,
            modulus: body.modulus.to_vec(),
            exponent: body.exponent.to_vec(),
        });
        Ok(ok())
    }

    /// GET CHALLENGE: 8 random bytes, good for one EXTERNAL AUTHENTICATE.
    pub(super) fn get_challenge(&mut self, command: &Command) -> Answer {
        if (command.p1, command.p2) != (0, 0) {
            return Err(StatusWord::WRONG_P1P2);
        }
        let eight = matches!(command.le, Le::None | Le::Exact(8 | 256 | 65_536));
        if !eight || !command.data.is_empty() {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let challenge = self.random.bytes();
        self.session.challenge = Some(challenge);
        Ok(ok_with(challenge.to_vec()))
    }

    /// EXTERNAL AUTHENTICATE: the terminal proves its key, the challenge and the agreement.
    pub(super) fn external_authenticate(&mut self, command: &Command) -> Answer {
        if (command.p1, command.p2) != (0, 0) {
            return Err(StatusWord::WRONG_P1P2);
        }
        let challenge = self.session.challenge.take();
        let agreed = self.agreed()?;
        let session = &mut self.session;
        session.role = None;
        let (Some(challenge), Some(holder), Some(terminal)) =
            (challenge, session.environment.holder, &session.terminal)
        else {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        };
        let (serial_number, signature) = command
            .data
            .split_first_chunk::<8>()
            .filter(|(_, signature)| signature.len() == terminal.modulus.len())
            .ok_or(StatusWord::WRONG_DATA)?;
        // Looked at when the certificate was verified.
        let modulus = Modulus::new(&terminal.modulus).map_err(|_| StatusWord::NO_DIAGNOSIS)?;
        let message = [
            agreed.terminal.as_slice(),
            serial_number,
            &challenge,
            &agreed.chip,
            &agreed.group,
        ];
        iso9796::verify(&modulus, &terminal.exponent, signature, &message)
            .ok()
            .filter(|_| holder.ends_with(serial_number))
            .ok_or(StatusWord::AUTHENTICATION_FAILED)?;
        session.role = Some(challenge);
        Ok(ok())
    }

    /// INTERNAL AUTHENTICATE with key 82: the chip proves its key, the terminal's random number
    /// and the agreement; the counter starts anew from both random numbers.
    pub(super) fn authenticate_device(&mut self, random: &[u8]) -> Answer {
        let agreed = self.agreed()?;
        let Some(challenge) = self.session.role else {
            return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
        };
        let random: [u8; 8] = random.try_into().map_err(|_| StatusWord::WRONG_LENGTH)?;

        let recoverable: [u8; RANDOM_BYTES] = self.random.bytes();
        let serial_number = self.identity.sn_icc();
        let mut hash = Sha256::new()
            .chain_update(recoverable)
            .chain_update(&agreed.chip)
            .chain_update(serial_number)
            .chain_update(random)
            .chain_update(&agreed.terminal)
            .chain_update(&agreed.group);
        if self.faults().wrong_chip_signature {
            hash.update([0]);
        }
        let representative = [&[0x6A], recoverable.as_slice(), &hash.finalize(), &[0xBC]].concat();
        let signature = self
            .device_key()
            .private_operation(&representative)
            .map_err(|_| StatusWord::NO_DIAGNOSIS)?;

        self.session.chip_authenticated = true;
        self.session.next_ssc = Some(Ssc::from_challenges(challenge, random));
        Ok(ok_with([serial_number.as_slice(), &signature].concat()))
    }

    /// The key that the chip proves. For the fault it is key 83, which no operation with a code
    /// uses.
    pub(super) fn device_key(&self) -> &'static RsaKey {
        if self.faults().another_card {
            self.identity.services_key()
        } else {
            self.identity.device_authentication_key()
        }
    }

    fn agreed(&self) -> Result<Agreed, StatusWord> {
        let Agreement::Done { terminal, chip } = &self.session.agreement else {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        };
        let group = self.group();
        Ok(Agreed {
            terminal: terminal.clone(),
            chip: chip.clone(),
            group: [group.g, group.p, group.q.unwrap_or_default()].concat(),
        })
    }
}

/// The body of a terminal's certificate, which has no data objects: its fields have fixed lengths.
struct Body<'a> {
    authority: [u8; 8],
    holder: [u8; 12],
    modulus: &'a [u8],
    exponent: [u8; 4],
}

impl<'a> Body<'a> {
    fn parse(body: &'a [u8]) -> Option<Self> {
        let ([PROFILE], body) = body.split_first_chunk()? else {
            return None;
        };
        let (authority, body) = body.split_first_chunk()?;
        let (holder, body) = body.split_first_chunk()?;
        let (authorisation, body) = body.split_first_chunk::<7>()?;
        let (identifier, body) = body.split_first_chunk::<9>()?;
        let (modulus, exponent) = body.split_at_checked(RSA_BYTES)?;

        let [application @ .., _] = ExternalAuthenticationKey::HOLDER_AUTHORISATION;
        let [prefix @ .., role] = *authorisation;
        let fits = prefix == application
            && role == TERMINAL_ROLE
            && *identifier == KEY_IDENTIFIER
            && Modulus::new(modulus).is_ok();
        fits.then_some(Self {
            authority: *authority,
            holder: *holder,
            modulus,
            exponent: exponent.try_into().ok()?,
        })
    }
}
