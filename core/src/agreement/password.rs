//! What opens a travel document: the card access number or the
//! machine-readable zone. Both are printed on the card; whoever has seen the
//! card knows them. Validated once, wiped when dropped, silent in `Debug`.

use core::fmt;

use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use crate::bytes::secret::MalformedCode;

/// Digits of the card access number of a CIE (and of every card by BSI
/// TR-03110-2 section 3.3).
pub const CAN_DIGITS: usize = 6;
/// The card access number: the six digits at the lower right of the front of
/// a CIE.
#[derive(Clone)]
pub struct Can(Zeroizing<Box<[u8]>>);

impl Can {
    /// Reads exactly [`CAN_DIGITS`] ASCII digits. The caller's buffer is left
    /// alone: see [`Self::take`].
    ///
    /// # Errors
    /// [`MalformedCode`]; nothing has been sent to a card then.
    pub fn new(code: &[u8]) -> Result<Self, MalformedCode> {
        if code.len() != CAN_DIGITS {
            // Characters, not bytes: what a person would count.
            let found = code.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
            if found != CAN_DIGITS {
                let expected = CAN_DIGITS;
                return Err(MalformedCode::Length { expected, found });
            }
        }
        if !code.iter().all(u8::is_ascii_digit) {
            return Err(MalformedCode::NotDigits);
        }
        Ok(Self(Zeroizing::new(code.into())))
    }

    /// As [`Self::new`], and overwrites the caller's buffer with zeros,
    /// whether the number was well formed or not.
    ///
    /// # Errors
    /// [`MalformedCode`]; nothing has been sent to a card then.
    pub fn take(code: &mut [u8]) -> Result<Self, MalformedCode> {
        let parsed = Self::new(code);
        code.zeroize();
        parsed
    }
}

/// Compares in constant time.
impl PartialEq for Can {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Can {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Can(hidden)")
    }
}

/// What the machine-readable zone gives as a key: SHA-1 over document number,
/// date of birth and date of expiry, each followed by its check digit (ICAO
/// Doc 9303-11 section 9.7.2).
#[derive(Clone)]
pub struct MrzKey(Zeroizing<Vec<u8>>);

impl MrzKey {
    /// The key of the "MRZ information" in ASCII: document number (filled up
    /// to nine characters with `<`, or longer on a card), its check digit,
    /// `YYMMDD` of birth, check digit, `YYMMDD` of expiry, check digit. It is
    /// taken as it is: the application's `mrz` module checks what a person types.
    #[must_use]
    pub fn new(information: &[u8]) -> Self {
        let mut digest = Sha1::digest(information);
        let key = Zeroizing::new(digest.to_vec());
        digest.as_mut_slice().zeroize();
        Self(key)
    }

    /// The seed of the keys of basic access control: the first 16 bytes (ICAO
    /// Doc 9303-11 section 9.7.2).
    pub(super) fn basic_access_seed(&self) -> &[u8] {
        self.0.get(..16).unwrap_or_default()
    }
}

/// Compares in constant time.
impl PartialEq for MrzKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for MrzKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MrzKey(hidden)")
    }
}

/// Which password opens the channel.
///
/// Exhaustive, as [`PasswordReference`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Password {
    /// The card access number.
    Can(Can),
    /// The machine-readable zone.
    Mrz(MrzKey),
}

impl Password {
    /// What MSE SET calls it (ICAO Doc 9303-11 section 4.4.4.1).
    #[must_use]
    pub const fn reference(&self) -> PasswordReference {
        match self {
            Self::Can(_) => PasswordReference::Can,
            Self::Mrz(_) => PasswordReference::Mrz,
        }
    }

    /// K of ICAO Doc 9303-11 section 9.7.3, from which the key of the nonce
    /// is derived.
    pub(super) fn secret(&self) -> &[u8] {
        match self {
            Self::Can(can) => &can.0,
            Self::Mrz(mrz) => &mrz.0,
        }
    }
}

/// The kinds of password, by their references in MSE SET.
///
/// Exhaustive: the travel document has no other (ICAO Doc 9303-11 section 4.4.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum PasswordReference {
    /// The machine-readable zone.
    Mrz = 0x01,
    /// The card access number.
    Can = 0x02,
}

impl PasswordReference {
    /// The reference of a byte; `None` for PIN, PUK and what is reserved.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0x01 => Some(Self::Mrz),
            0x02 => Some(Self::Can),
            _ => None,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn only_exactly_six_ascii_digits_are_a_card_access_number() {
        let length = |found| MalformedCode::Length { expected: 6, found };
        assert!(Can::new(b"000000").is_ok());
        for (code, error) in [
            (&b""[..], length(0)),
            (b"12345", length(5)),
            (b"1234567", length(7)),
            (b"12345 ", MalformedCode::NotDigits),
            ("１２３４５６".as_bytes(), MalformedCode::NotDigits),
        ] {
            assert_eq!(Can::new(code).unwrap_err(), error);
        }
        let mut buffer = *b"123456";
        assert_eq!(
            Can::take(&mut buffer).unwrap(),
            Can::new(b"123456").unwrap()
        );
        assert_eq!(buffer, [0; 6]);
    }

    #[test]
    fn the_seed_of_icao_9303_11_appendix_d_2_comes_of_its_mrz_information() {
        let key = MrzKey::new(b"L898902C<369080619406236");
        assert_eq!(
            key.basic_access_seed(),
            hex!("239AB9CB282DAF66231DC5A4DF6BFBAE")
        );
        assert!(key != MrzKey::new(b"L898902C<369080619406247"));
    }

    #[test]
    fn the_secret_of_icao_9303_11_appendix_g_1_comes_of_its_mrz_information() {
        let key = MrzKey::new(b"T22000129364081251010318");
        assert_eq!(
            Password::Mrz(key).secret(),
            hex!("7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD")
        );
    }

    #[test]
    fn debug_of_a_password_shows_nothing_of_it() {
        let can = Password::Can(Can::new(b"123456").unwrap());
        let mrz = Password::Mrz(MrzKey::new(b"L898902C<369080619406236"));
        assert_eq!(
            format!("{can:?}{mrz:?}"),
            "Can(Can(hidden))Mrz(MrzKey(hidden))"
        );
    }
}
