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

use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{
    cipher::{CipherError, MAC_LEN, SessionKeys, pad, unpadded_len},
    ssc::Ssc,
};
use crate::{
    apdu::{
        Command, Form, Le, Response, StatusWord,
        command::{CLA_CHAINING, CLA_SECURE},
    },
    bytes::tlv::{self, Children},
};

/// Cryptogram with padding indicator, for even instructions.
const CRYPTOGRAM: u32 = 0x87;
/// Cryptogram of a TLV-coded data field, for odd instructions.
const CRYPTOGRAM_ODD: u32 = 0x85;
/// Protected Le.
const PROTECTED_LE: u32 = 0x97;
/// Processing status.
const STATUS: u32 = 0x99;
/// Cryptographic checksum.
const CHECKSUM: u32 = 0x8E;
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

    /// Card: opens a protected command.
    ///
    /// # Errors
    /// Anything but a complete, matching, well-ordered command. The card then
    /// answers `6987` or `6988` without protection and closes the channel.
    pub fn open_command(&mut self, command: &Command) -> Result<Command, SecureError> {
        self.ssc.increment();
        let objects = Objects::read(&command.data)?;
        let header = [command.cla, command.ins, command.p1, command.p2];
        let input = self.command_mac_input(header, objects.authenticated);
        self.check(input, objects.checksum)?;
        if objects.status.is_some() {
            return Err(SecureError::Incorrect);
        }
        let le = match objects.le {
            None => Le::None,
            Some([0] | [0, 0]) => Le::Max,
            Some([n]) => Le::Exact(u32::from(*n)),
            Some([hi, lo]) => Le::Exact(u32::from(u16::from_be_bytes([*hi, *lo]))),
            Some(_) => return Err(SecureError::Incorrect),
        };
        let data = self.open_cryptogram(objects.cryptogram, command.ins % 2 == 1)?;
        Ok(Command {
            cla: command.cla & !CLA_SECURE,
            ins: command.ins,
            p1: command.p1,
            p2: command.p2,
            data,
            le,
        })
    }

    /// Card: protects its answer to the command opened last. The outer
    /// status word is the caller's to choose.
    ///
    /// # Errors
    /// [`SecureError::Cipher`], which keys of the right length exclude.
    pub fn protect_response(
        &mut self,
        response: &Response,
        odd_ins: bool,
        outer: StatusWord,
    ) -> Result<Response, SecureError> {
        self.ssc.increment();
        let mut body = Vec::new();
        if !response.data.is_empty() {
            self.push_cryptogram(&mut body, &response.data, odd_ins)?;
        }
        tlv::push(&mut body, STATUS, &response.status.0.to_be_bytes());
        let mut input = self.ssc.bytes();
        input.extend_from_slice(&body);
        pad(&mut input, self.keys.suite().block_len());
        let mac = self.keys.mac(&input)?;
        tlv::push(&mut body, CHECKSUM, &mac);
        Ok(Response::new(body, outer))
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

/// Whether a class byte says that the command goes on in the next one.
#[must_use]
pub const fn is_chained(cla: u8) -> bool {
    cla & CLA_CHAINING != 0
}

/// The data objects of a protected message, in the order that the standard
/// gives them: cryptogram, Le or status, checksum, nothing else.
struct Objects<'a> {
    cryptogram: Option<(u32, &'a [u8])>,
    le: Option<&'a [u8]>,
    status: Option<&'a [u8]>,
    checksum: &'a [u8],
    /// Everything before the checksum, as sent.
    authenticated: &'a [u8],
}

impl<'a> Objects<'a> {
    fn read(body: &'a [u8]) -> Result<Self, SecureError> {
        let (mut cryptogram, mut le, mut status) = (None, None, None);
        let mut consumed = 0;
        let mut children = Children::of(body);
        while let Some(object) = children.next() {
            let object = object.map_err(|_| SecureError::Incorrect)?;
            let free = le.is_none() && status.is_none();
            match object.tag {
                CRYPTOGRAM | CRYPTOGRAM_ODD if free && cryptogram.is_none() => {
                    cryptogram = Some((object.tag, object.value));
                }
                PROTECTED_LE if free => le = Some(object.value),
                STATUS if free => status = Some(object.value),
                CHECKSUM if children.next().is_none() => {
                    let authenticated = body.get(..consumed).ok_or(SecureError::Incorrect)?;
                    let checksum = object.value;
                    return Ok(Self {
                        cryptogram,
                        le,
                        status,
                        checksum,
                        authenticated,
                    });
                }
                _ => return Err(SecureError::Incorrect),
            }
            consumed = body.len() - children.rest().len();
        }
        Err(SecureError::Missing)
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use hex_literal::hex;

    use super::*;
    use crate::{
        agreement::kdf::{Hash, session_keys},
        channel::cipher::Suite,
    };

    fn ias(ssc: u64) -> SecureMessaging {
        let secret: Vec<u8> = (0..=255).collect();
        let keys = session_keys(Hash::Sha256, Suite::TripleDes, &secret).unwrap();
        SecureMessaging::new(keys, Ssc::of_8_bytes(ssc))
    }

    #[test]
    fn both_sides_understand_each_other_in_every_suite_form_and_parity() {
        for suite in [
            Suite::TripleDes,
            Suite::Aes128,
            Suite::Aes192,
            Suite::Aes256,
        ] {
            let keys = SessionKeys::new(
                suite,
                &[0x11; 32][..suite.key_len()],
                &[0x22; 32][..suite.key_len()],
            );
            let ssc = if suite == Suite::TripleDes {
                Ssc::of_8_bytes(9)
            } else {
                Ssc::of_16_bytes(9)
            };
            let mut terminal = SecureMessaging::new(keys.clone().unwrap(), ssc);
            let mut card = SecureMessaging::new(keys.unwrap(), ssc);
            for ins in [0xB0, 0xB1] {
                for len in [0, 1, 7, 8, 15, 16, 231, 300] {
                    for le in [Le::None, Le::Exact(8), Le::Max] {
                        let command = Command::new(ins, 1, 2).data(vec![0x5A; len]).le(le);
                        let sent = terminal.protect(&command, Form::Extended, Le::Max).unwrap();
                        assert_eq!(card.open_command(&sent).unwrap(), command);
                        let answer = Response::new(vec![0x80; len], StatusWord(0x6282));
                        let sealed = card
                            .protect_response(&answer, ins == 0xB1, StatusWord::OK)
                            .unwrap();
                        let opened = terminal.open_response(&sealed, ins == 0xB1).unwrap();
                        assert_eq!(opened, answer);
                    }
                }
            }
        }
    }

    #[test]
    fn a_flipped_bit_anywhere_in_an_answer_is_refused() {
        let good = hex!("871101DA634791789350 9AB7B6D66CFACD221F990290008E08930650C230E16EFB");
        let open = |body: &[u8]| {
            let response = Response::new(body.to_vec(), StatusWord::OK);
            ias(4).open_response(&response, false)
        };
        assert_eq!(*open(&good).unwrap().data, [1, 2, 3, 4, 5, 6, 7, 8]);
        for bit in 0..good.len() * 8 {
            let mut bad = good;
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&bad).is_err(), "bit {bit}");
        }
        assert_eq!(open(&[]), Err(SecureError::Missing));
        assert_eq!(open(&good[19..]), Err(SecureError::Checksum));
        assert_eq!(open(&good[..23]), Err(SecureError::Missing));
        assert_eq!(
            open(&[&good[..], &[0x99, 2, 0x90, 0]].concat()),
            Err(SecureError::Incorrect)
        );
    }
}
