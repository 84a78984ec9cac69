//! Secure messaging without I/O (ISO/IEC 7816-4:2020 section 10, ICAO Doc
//! 9303-11 section 9.8): protects and opens commands and responses, for the
//! terminal and for the card. IAS ECC and the travel-document application use
//! the same data objects; they differ in how keys and counter come about.
//!
//! ```text
//! command   CLA|0C INS P1 P2 Lc' [87 01‖cryptogram | 85 cryptogram] [97 Le] 8E MAC  00
//! response  [87 01‖cryptogram | 85 cryptogram] 99 SW  8E MAC
//! ```
//!
//! Above 255 bytes the encodings of ISO/IEC 7816-4 are used (two-byte `97`,
//! three-byte Lc, `00 00`). That a CIE takes them in the IAS application is an
//! assumption: no public implementation has tried.

#[cfg(any(test, feature = "card-side"))]
mod card;
mod objects;
#[cfg(test)]
mod tests;

use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

#[cfg(any(test, feature = "card-side"))]
pub use self::card::is_chained;
use self::objects::{CHECKSUM, CRYPTOGRAM, CRYPTOGRAM_ODD, Objects, PROTECTED_LE};
use super::{
    cipher::{CipherError, MAC_LEN, SessionKeys, pad, unpadded_len},
    ssc::Ssc,
};
use crate::{
    apdu::{Command, Form, Le, Response, StatusWord, command::CLA_SECURE},
    bytes::tlv,
};

/// Padding-content indicator: ISO/IEC 7816-4 padding.
const PADDING_INDICATOR: u8 = 0x01;

/// Why a protected message is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecureError {
    /// A required data object is missing.
    #[error("a data object of secure messaging is missing")]
    Missing,
    /// A data object is malformed, unknown, repeated or out of place.
    #[error("a data object of secure messaging is incorrect")]
    Incorrect,
    /// The checksum does not match.
    #[error("the checksum does not match")]
    Checksum,
    /// Keys or data have the wrong length for the cipher.
    #[error(transparent)]
    Cipher(#[from] CipherError),
}

/// Keys and counter of one channel.
pub struct SecureMessaging {
    keys: SessionKeys,
    ssc: Ssc,
}

impl fmt::Debug for SecureMessaging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecureMessaging({:?})", self.keys)
    }
}

impl SecureMessaging {
    /// A channel whose first command increments `ssc`.
    #[must_use]
    pub const fn new(keys: SessionKeys, ssc: Ssc) -> Self {
        Self { keys, ssc }
    }

    /// The session keys.
    #[must_use]
    pub const fn keys(&self) -> &SessionKeys {
        &self.keys
    }

    /// The counter, as it is before the next command.
    #[must_use]
    pub const fn ssc(&self) -> Ssc {
        self.ssc
    }

    /// Replaces the counter, as device authentication does; keys stay.
    pub const fn reseed(&mut self, ssc: Ssc) {
        self.ssc = ssc;
    }

    /// Takes back the last increment, for a command that the card rejected
    /// before it looked at the protection.
    pub const fn step_back(&mut self) {
        self.ssc.decrement();
    }

    /// Terminal: protects one command, already cut to size. `form` decides
    /// how [`Le::Max`] is written and may be [`Form::Short`] only when the
    /// result fits; `outer_le` is the Le of the protected command.
    ///
    /// # Errors
    /// [`SecureError::Cipher`], which keys of the right length exclude.
    pub fn protect(
        &mut self,
        command: &Command,
        form: Form,
        outer_le: Le,
    ) -> Result<Command, SecureError> {
        self.ssc.increment();
        let mut body = Vec::new();
        if !command.data.is_empty() {
            self.push_cryptogram(&mut body, &command.data, command.ins % 2 == 1)?;
        }
        match (command.le, form) {
            (Le::None, _) => {}
            (Le::Max, Form::Short) | (Le::Exact(256), _) => {
                tlv::push(&mut body, PROTECTED_LE, &[0])
            }
            (Le::Max, Form::Extended) => tlv::push(&mut body, PROTECTED_LE, &[0, 0]),
            (Le::Exact(n), _) => {
                let [.., hi, lo] = n.to_be_bytes();
                let le = [hi, lo];
                tlv::push(
                    &mut body,
                    PROTECTED_LE,
                    if n < 256 { le.split_at(1).1 } else { &le },
                );
            }
        }
        let cla = command.cla | CLA_SECURE;
        let header = [cla, command.ins, command.p1, command.p2];
        let mac = self.command_mac(header, &body)?;
        tlv::push(&mut body, CHECKSUM, &mac);
        Ok(Command::new(command.ins, command.p1, command.p2)
            .cla(cla)
            .data(body)
            .le(outer_le))
    }

    /// Terminal: opens the card's answer to the command protected last. The
    /// status word is the protected one; the outer one proves nothing.
    /// `odd_ins` says that the command's instruction is odd.
    ///
    /// # Errors
    /// Anything but a complete, matching, well-ordered answer.
    pub fn open_response(
        &mut self,
        response: &Response,
        odd_ins: bool,
    ) -> Result<Response, SecureError> {
        self.ssc.increment();
        let objects = Objects::read(&response.data)?;
        let mut input = Zeroizing::new(self.ssc.bytes());
        input.extend_from_slice(objects.authenticated);
        self.check(input, objects.checksum)?;
        let status = match objects.status {
            Some([hi, lo]) => StatusWord(u16::from_be_bytes([*hi, *lo])),
            Some(_) => return Err(SecureError::Incorrect),
            None => return Err(SecureError::Missing),
        };
        if objects.le.is_some() {
            return Err(SecureError::Incorrect);
        }
        let data = self.open_cryptogram(objects.cryptogram, odd_ins)?;
        Ok(Response { data, status })
    }

    fn push_cryptogram(
        &self,
        body: &mut Vec<u8>,
        data: &[u8],
        odd_ins: bool,
    ) -> Result<(), SecureError> {
        // Room for the padding, so that growing leaves no copy of the data.
        let mut padded = Zeroizing::new(Vec::with_capacity(data.len() + 17));
        if !odd_ins {
            padded.push(PADDING_INDICATOR);
        }
        let start = padded.len();
        padded.extend_from_slice(data);
        padded.push(0x80);
        let block = self.keys.suite().block_len();
        let len = start + (padded.len() - start).next_multiple_of(block);
        padded.resize(len, 0);
        self.keys
            .encrypt(&self.ssc, padded.get_mut(start..).unwrap_or_default())?;
        tlv::push(
            body,
            if odd_ins { CRYPTOGRAM_ODD } else { CRYPTOGRAM },
            &padded,
        );
        Ok(())
    }

    fn open_cryptogram(
        &self,
        cryptogram: Option<(u32, &[u8])>,
        odd_ins: bool,
    ) -> Result<Zeroizing<Vec<u8>>, SecureError> {
        let cipher_text = match (cryptogram, odd_ins) {
            (None, _) => return Ok(Zeroizing::default()),
            (Some((CRYPTOGRAM, [] | [PADDING_INDICATOR])), false)
            | (Some((CRYPTOGRAM_ODD, [])), true) => return Ok(Zeroizing::default()),
            (Some((CRYPTOGRAM, [PADDING_INDICATOR, cipher_text @ ..])), false)
            | (Some((CRYPTOGRAM_ODD, cipher_text)), true) => cipher_text,
            _ => return Err(SecureError::Incorrect),
        };
        let mut data = Zeroizing::new(cipher_text.to_vec());
        self.keys
            .decrypt(&self.ssc, &mut data)
            .map_err(|_| SecureError::Incorrect)?;
        let len = unpadded_len(&data).ok_or(SecureError::Incorrect)?;
        data.truncate(len);
        Ok(data)
    }

    fn command_mac_input(&self, header: [u8; 4], objects: &[u8]) -> Zeroizing<Vec<u8>> {
        let block = self.keys.suite().block_len();
        let mut input = Zeroizing::new(self.ssc.bytes());
        let mut header = header.to_vec();
        pad(&mut header, block);
        input.extend_from_slice(&header);
        input.extend_from_slice(objects);
        input
    }

    fn command_mac(&self, header: [u8; 4], objects: &[u8]) -> Result<[u8; MAC_LEN], SecureError> {
        let mut input = self.command_mac_input(header, objects);
        self.pad_input(&mut input);
        Ok(self.keys.mac(&input)?)
    }

    fn pad_input(&self, input: &mut Vec<u8>) {
        pad(input, self.keys.suite().block_len());
    }

    fn check(&self, mut input: Zeroizing<Vec<u8>>, checksum: &[u8]) -> Result<(), SecureError> {
        self.pad_input(&mut input);
        let expected = self.keys.mac(&input)?;
        if expected.as_slice().ct_eq(checksum).into() {
            Ok(())
        } else {
            Err(SecureError::Checksum)
        }
    }
}

/// Whether a class byte asks for secure messaging.
#[must_use]
pub const fn is_secure(cla: u8) -> bool {
    cla & CLA_SECURE == CLA_SECURE
}
