//! Command APDUs, short and extended (ISO/IEC 7816-4:2020 section 5.2).

use core::fmt;

use zeroize::Zeroizing;

/// Instruction bytes (ISO/IEC 7816-4:2020 table 4) that the cards use.
pub mod ins {
    /// VERIFY.
    pub const VERIFY: u8 = 0x20;
    /// MANAGE SECURITY ENVIRONMENT.
    pub const MANAGE_SECURITY_ENVIRONMENT: u8 = 0x22;
    /// CHANGE REFERENCE DATA.
    pub const CHANGE_REFERENCE_DATA: u8 = 0x24;
    /// PERFORM SECURITY OPERATION.
    pub const PERFORM_SECURITY_OPERATION: u8 = 0x2A;
    /// RESET RETRY COUNTER.
    pub const RESET_RETRY_COUNTER: u8 = 0x2C;
    /// EXTERNAL AUTHENTICATE.
    pub const EXTERNAL_AUTHENTICATE: u8 = 0x82;
    /// GET CHALLENGE.
    pub const GET_CHALLENGE: u8 = 0x84;
    /// GENERAL AUTHENTICATE.
    pub const GENERAL_AUTHENTICATE: u8 = 0x86;
    /// INTERNAL AUTHENTICATE.
    pub const INTERNAL_AUTHENTICATE: u8 = 0x88;
    /// SELECT.
    pub const SELECT: u8 = 0xA4;
    /// READ BINARY.
    pub const READ_BINARY: u8 = 0xB0;
    /// READ BINARY with an offset data object.
    pub const READ_BINARY_ODD: u8 = 0xB1;
    /// GET RESPONSE.
    pub const GET_RESPONSE: u8 = 0xC0;
    /// GET DATA of the one object whose tag is in P1-P2.
    pub const GET_DATA: u8 = 0xCA;
    /// GET DATA of what the command's data field names.
    pub const GET_DATA_ODD: u8 = 0xCB;
}

/// Bit of CLA that says that the command goes on in the next one.
pub const CLA_CHAINING: u8 = 0x10;
/// Bits of CLA for secure messaging with an authenticated header.
pub const CLA_SECURE: u8 = 0x0C;

/// The expected length of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Le {
    /// No answer is expected: the Le field is absent.
    None,
    /// At most this many bytes, 1 to 65,536.
    Exact(u32),
    /// All there is: `00` in a short command, `00 00` in an extended one.
    Max,
}

/// Short or extended length fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One-byte length fields: up to 255 bytes of data, Ne up to 256.
    Short,
    /// Extended length fields: up to 65,535 bytes of data, Ne up to 65,536.
    Extended,
}

/// What is wrong with the bytes of a command APDU, or with its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// Data or Le do not fit the form.
    #[error("the command does not fit the length fields")]
    TooLong,
    /// The bytes are not a command APDU.
    #[error("the bytes are not a command APDU")]
    Malformed,
}

/// A command APDU. Its data are wiped when dropped and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Command {
    /// Class byte.
    pub cla: u8,
    /// Instruction byte.
    pub ins: u8,
    /// First parameter.
    pub p1: u8,
    /// Second parameter.
    pub p2: u8,
    /// Command data field; empty means absent.
    pub data: Zeroizing<Vec<u8>>,
    /// Expected length of the answer.
    pub le: Le,
}

impl Command {
    /// A command with class `00` without data and without Le.
    #[must_use]
    pub fn new(ins: u8, p1: u8, p2: u8) -> Self {
        Self {
            cla: 0,
            ins,
            p1,
            p2,
            data: Zeroizing::default(),
            le: Le::None,
        }
    }

    /// The same command with this data field.
    #[must_use]
    pub fn data(mut self, data: impl Into<Vec<u8>>) -> Self {
        self.data = Zeroizing::new(data.into());
        self
    }

    /// The same command without its data field, which is wiped.
    #[must_use]
    pub fn without_data(mut self) -> Self {
        self.data = Zeroizing::default();
        self
    }

    /// The same command with this expected length.
    #[must_use]
    pub const fn le(mut self, le: Le) -> Self {
        self.le = le;
        self
    }

    /// The same command with this class byte.
    #[must_use]
    pub const fn cla(mut self, cla: u8) -> Self {
        self.cla = cla;
        self
    }

    /// Whether the command uses up a try or may change a code, so that it
    /// must never be retransmitted automatically: VERIFY, CHANGE REFERENCE DATA
    /// and RESET RETRY COUNTER, in their even and odd forms.
    #[must_use]
    pub const fn is_code_command(&self) -> bool {
        matches!(
            self.ins & 0xFE,
            ins::VERIFY | ins::CHANGE_REFERENCE_DATA | ins::RESET_RETRY_COUNTER
        )
    }

    /// Whether the command fits one-byte length fields.
    #[must_use]
    pub fn fits_short(&self) -> bool {
        self.data.len() <= 255 && !matches!(self.le, Le::Exact(257..))
    }

    /// The bytes of the command APDU.
    ///
    /// # Errors
    /// [`CommandError::TooLong`] when data or Le do not fit `form`.
    #[allow(clippy::cast_possible_truncation, reason = "bounded just before")]
    pub fn encode(&self, form: Form) -> Result<Zeroizing<Vec<u8>>, CommandError> {
        let mut out = Zeroizing::new(Vec::with_capacity(self.data.len() + 9));
        out.extend([self.cla, self.ins, self.p1, self.p2]);
        let len = self.data.len();
        match form {
            Form::Short => {
                if !self.fits_short() {
                    return Err(CommandError::TooLong);
                }
                if len > 0 {
                    out.push(len as u8);
                    out.extend_from_slice(&self.data);
                }
                match self.le {
                    Le::None => {}
                    Le::Exact(n) => out.push(n as u8),
                    Le::Max => out.push(0),
                }
            }
            Form::Extended => {
                if len > 0xFFFF || matches!(self.le, Le::Exact(0x1_0001..)) {
                    return Err(CommandError::TooLong);
                }
                if len > 0 {
                    out.extend([0, (len >> 8) as u8, len as u8]);
                    out.extend_from_slice(&self.data);
                }
                let le = match self.le {
                    Le::None => return Ok(out),
                    Le::Exact(n) => n as u16,
                    Le::Max => 0,
                };
                if len == 0 {
                    out.push(0);
                }
                out.extend(le.to_be_bytes());
            }
        }
        Ok(out)
    }

    /// Reads the bytes of a command APDU, as a card does. An Le of zeros is
    /// [`Le::Max`].
    ///
    /// # Errors
    /// [`CommandError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<(Self, Form), CommandError> {
        let malformed = CommandError::Malformed;
        let ([cla, ins, p1, p2], body) = bytes.split_first_chunk::<4>().ok_or(malformed)?;
        let command = Self::new(*ins, *p1, *p2).cla(*cla);
        let short_le = |le: u8| {
            if le == 0 {
                Le::Max
            } else {
                Le::Exact(u32::from(le))
            }
        };
        let extended_le = |hi: u8, lo: u8| match u16::from_be_bytes([hi, lo]) {
            0 => Le::Max,
            n => Le::Exact(u32::from(n)),
        };
        Ok(match *body {
            [] => (command, Form::Short),
            [le] => (command.le(short_le(le)), Form::Short),
            [0, hi, lo] => (command.le(extended_le(hi, lo)), Form::Extended),
            [0, hi, lo, ref rest @ ..] => {
                let len = usize::from(u16::from_be_bytes([hi, lo]));
                let (data, le) = rest.split_at_checked(len).ok_or(malformed)?;
                let command = command.data(data);
                match *le {
                    _ if len == 0 => return Err(malformed),
                    [] => (command, Form::Extended),
                    [hi, lo] => (command.le(extended_le(hi, lo)), Form::Extended),
                    _ => return Err(malformed),
                }
            }
            [len, ref rest @ ..] => {
                let (data, le) = rest.split_at_checked(usize::from(len)).ok_or(malformed)?;
                let command = command.data(data);
                match *le {
                    [] => (command, Form::Short),
                    [le] => (command.le(short_le(le)), Form::Short),
                    _ => return Err(malformed),
                }
            }
        })
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            cla,
            ins,
            p1,
            p2,
            data,
            le,
        } = self;
        write!(
            f,
            "Command({cla:02X} {ins:02X} {p1:02X} {p2:02X}, {} bytes, {le:?})",
            data.len()
        )
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn the_four_cases_of_iso_7816_4_are_encoded_and_read_back_in_both_forms() {
        let base = Command::new(0xB0, 0x84, 0x00);
        let with_data = base.clone().data([0xAA; 3]);
        for (command, short, extended) in [
            (base.clone(), &hex!("00B08400")[..], &hex!("00B08400")[..]),
            (
                base.clone().le(Le::Max),
                &hex!("00B0840000"),
                &hex!("00B08400000000"),
            ),
            (
                base.clone().le(Le::Exact(12)),
                &hex!("00B084000C"),
                &hex!("00B0840000000C"),
            ),
            (
                with_data.clone(),
                &hex!("00B0840003AAAAAA"),
                &hex!("00B08400000003AAAAAA"),
            ),
            (
                with_data.le(Le::Max),
                &hex!("00B0840003AAAAAA00"),
                &hex!("00B08400000003AAAAAA0000"),
            ),
        ] {
            assert_eq!(**command.encode(Form::Short).unwrap(), *short);
            assert_eq!(**command.encode(Form::Extended).unwrap(), *extended);
            assert_eq!(
                Command::parse(short).unwrap(),
                (command.clone(), Form::Short)
            );
            assert_eq!(Command::parse(extended).unwrap().0, command);
        }
    }

    #[test]
    fn what_does_not_fit_a_form_is_refused_not_cut() {
        let long = Command::new(0x2A, 0, 0xAE).data(vec![0; 256]);
        assert_eq!(long.encode(Form::Short), Err(CommandError::TooLong));
        assert_eq!(long.encode(Form::Extended).unwrap().len(), 4 + 3 + 256);
        let wide = Command::new(0xB0, 0, 0).le(Le::Exact(257));
        assert_eq!(wide.encode(Form::Short), Err(CommandError::TooLong));
        let exact = Command::new(0xB0, 0, 0)
            .le(Le::Exact(256))
            .encode(Form::Short);
        assert_eq!(**exact.unwrap(), hex!("00B0000000"));
    }

    #[test]
    fn bytes_that_are_no_command_are_refused() {
        for bytes in [
            &hex!("00B084")[..],
            &hex!("00B0840003AAAA"),
            &hex!("00A4000002AAAA0000"),
            &hex!("00A400000000000000"),
        ] {
            assert_eq!(Command::parse(bytes), Err(CommandError::Malformed));
        }
    }

    #[test]
    fn debug_of_a_command_shows_header_and_length_but_no_data() {
        let verify = Command::new(ins::VERIFY, 0, 0x81).data(*b"24681357");
        assert_eq!(format!("{verify:?}"), "Command(00 20 00 81, 8 bytes, None)");
        assert!(verify.is_code_command());
    }
}
