//! Status words (ISO/IEC 7816-4:2020 section 5.6).

use core::fmt;

/// The two bytes SW1-SW2 that end every response.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatusWord(pub u16);

impl StatusWord {
    /// Normal processing.
    pub const OK: Self = Self(0x9000);
    /// End of file reached before Ne bytes were read.
    pub const END_OF_FILE: Self = Self(0x6282);
    /// Verification or authentication failed, no counter given.
    pub const AUTHENTICATION_FAILED: Self = Self(0x6300);
    /// Wrong length.
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// Last command of the chain expected.
    pub const LAST_OF_CHAIN_EXPECTED: Self = Self(0x6883);
    /// Command chaining not supported.
    pub const CHAINING_NOT_SUPPORTED: Self = Self(0x6884);
    /// Security status not satisfied.
    pub const SECURITY_STATUS_NOT_SATISFIED: Self = Self(0x6982);
    /// Authentication method blocked.
    pub const BLOCKED: Self = Self(0x6983);
    /// Reference data not usable.
    pub const REFERENCE_DATA_NOT_USABLE: Self = Self(0x6984);
    /// Conditions of use not satisfied.
    pub const CONDITIONS_NOT_SATISFIED: Self = Self(0x6985);
    /// Command not allowed (no current EF).
    pub const NO_CURRENT_EF: Self = Self(0x6986);
    /// Expected secure messaging data objects missing.
    pub const SM_OBJECTS_MISSING: Self = Self(0x6987);
    /// Incorrect secure messaging data objects.
    pub const SM_OBJECTS_INCORRECT: Self = Self(0x6988);
    /// Incorrect parameters in the command data field.
    pub const WRONG_DATA: Self = Self(0x6A80);
    /// Function not supported.
    pub const FUNCTION_NOT_SUPPORTED: Self = Self(0x6A81);
    /// File or application not found.
    pub const FILE_NOT_FOUND: Self = Self(0x6A82);
    /// Incorrect parameters P1-P2.
    pub const WRONG_P1P2: Self = Self(0x6A86);
    /// Nc inconsistent with parameters P1-P2.
    pub const NC_INCONSISTENT: Self = Self(0x6A87);
    /// Referenced data or reference data not found.
    pub const REFERENCED_DATA_NOT_FOUND: Self = Self(0x6A88);
    /// Wrong parameters P1-P2: with READ BINARY, offset outside the file.
    pub const OFFSET_OUTSIDE_FILE: Self = Self(0x6B00);
    /// Instruction code not supported or invalid.
    pub const INS_NOT_SUPPORTED: Self = Self(0x6D00);
    /// Class not supported.
    pub const CLA_NOT_SUPPORTED: Self = Self(0x6E00);
    /// No precise diagnosis.
    pub const NO_DIAGNOSIS: Self = Self(0x6F00);

    /// SW1, the first byte.
    #[must_use]
    pub const fn sw1(self) -> u8 {
        self.0.to_be_bytes()[0]
    }

    /// SW2, the second byte.
    #[must_use]
    pub const fn sw2(self) -> u8 {
        self.0.to_be_bytes()[1]
    }

    /// `90 00`.
    #[must_use]
    pub const fn is_ok(self) -> bool {
        self.0 == Self::OK.0
    }

    /// Whether a command that got this answer has changed nothing but the
    /// counter of a code: a failed verification (`63xx`), an execution error
    /// that says so (`64xx`), or an error found before anything was done
    /// (ISO/IEC 7816-4:2020 table 5). `62xx` is a warning beside a command
    /// that was carried out, `65xx` says that memory changed, and `6Fxx` says
    /// nothing.
    #[must_use]
    pub const fn is_refusal(self) -> bool {
        matches!(self.sw1(), 0x63 | 0x64 | 0x66..=0x6B | 0x6D | 0x6E)
    }

    /// `61 xx`: bytes still available, 256 standing for "256 or more".
    #[must_use]
    pub const fn bytes_available(self) -> Option<u16> {
        match self.0.to_be_bytes() {
            [0x61, 0] => Some(256),
            [0x61, n] => Some(n as u16),
            _ => None,
        }
    }

    /// `6C xx`: the Le that would have been right, 256 for `00`.
    #[must_use]
    pub const fn correct_le(self) -> Option<u16> {
        match self.0.to_be_bytes() {
            [0x6C, 0] => Some(256),
            [0x6C, n] => Some(n as u16),
            _ => None,
        }
    }

    /// `63 Cx`: tries left, 0 to 15.
    #[must_use]
    pub const fn tries_left(self) -> Option<u8> {
        match self.0.to_be_bytes() {
            [0x63, n] if n & 0xF0 == 0xC0 => Some(n & 0x0F),
            _ => None,
        }
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

impl fmt::Debug for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StatusWord({self})")
    }
}

impl From<u16> for StatusWord {
    fn from(value: u16) -> Self {
        Self(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_what_says_that_nothing_was_changed() {
        for refusal in [
            0x6300, 0x63C2, 0x6400, 0x6700, 0x6982, 0x6985, 0x6A80, 0x6D00,
        ] {
            assert!(StatusWord(refusal).is_refusal(), "{refusal:04X}");
        }
        for other in [0x9000, 0x6110, 0x6200, 0x6581, 0x6C08, 0x6F00, 0x9100] {
            assert!(!StatusWord(other).is_refusal(), "{other:04X}");
        }
    }

    #[test]
    fn counters_and_lengths_are_read_from_the_second_byte() {
        assert_eq!(StatusWord(0x63C2).tries_left(), Some(2));
        assert_eq!(StatusWord(0x63C0).tries_left(), Some(0));
        assert_eq!(StatusWord(0x6300).tries_left(), None);
        assert_eq!(StatusWord(0x62C1).tries_left(), None);
        assert_eq!(StatusWord(0x6112).bytes_available(), Some(0x12));
        assert_eq!(StatusWord(0x6100).bytes_available(), Some(256));
        assert_eq!(StatusWord(0x6C00).correct_le(), Some(256));
        assert_eq!(StatusWord(0x6C0E).correct_le(), Some(14));
        assert_eq!(StatusWord(0x9000).correct_le(), None);
    }
}
