//! One line of input, wiped when dropped.

use std::io;

use cie_core::{MalformedCode, Pin, Puk};
use cie_document::emrtd::mrz::MrzError;
use zeroize::Zeroizing;

use crate::{asked::Asked, failure::Failure};

/// A longer line is not a code, whatever follows. A code has 8 characters of at
/// most 4 bytes.
pub(super) const LONGEST_LINE: usize = 64;
/// Characters of one line that are read and thrown away at most.
pub(super) const LONGEST_REST: usize = 64 * 1024;

/// Why there is no line.
pub(super) enum End {
    Cancelled,
    Nothing,
    TooLong,
}

impl From<io::Error> for End {
    fn from(_: io::Error) -> Self {
        Self::Nothing
    }
}

/// What was read of a line, wiped when dropped.
pub(super) struct Line {
    /// One byte more than is kept: where the next byte is read into.
    bytes: Zeroizing<Box<[u8]>>,
    length: usize,
    /// Bytes that had no room.
    rest: usize,
}

impl Line {
    pub(super) fn new() -> Self {
        Self {
            bytes: Zeroizing::new(vec![0; LONGEST_LINE + 1].into()),
            length: 0,
            rest: 0,
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// One byte of `source`, read straight into the line; `None` at its end
    /// or, on a silent terminal, when none came.
    pub(super) fn read(
        &mut self,
        source: impl FnOnce(&mut [u8]) -> io::Result<usize>,
    ) -> Result<Option<u8>, End> {
        let next = self.bytes.get_mut(self.length..=self.length);
        let next = next.unwrap_or_default();
        match source(&mut *next)? {
            0 => Ok(None),
            _ => Ok(next.first().copied()),
        }
    }

    pub(super) fn push(&mut self, byte: u8) -> Result<(), End> {
        if let Some(slot) = self.bytes.get_mut(self.length)
            && self.length < LONGEST_LINE
        {
            *slot = byte;
            self.length += 1;
            return Ok(());
        }
        self.rest += 1;
        if self.rest > LONGEST_REST {
            return Err(End::TooLong);
        }
        Ok(())
    }

    /// Takes the last character away, all of its bytes.
    pub(super) fn pop(&mut self) {
        self.rest = self.rest.saturating_sub(1);
        while let Some(last) = self.length.checked_sub(1) {
            self.length = last;
            let removed = self.bytes.get_mut(last).map(std::mem::take);
            if removed.is_none_or(|byte| byte & 0xC0 != 0x80) {
                break;
            }
        }
    }

    pub(super) fn end_at_carriage_return(&mut self) {
        let last = self.length.checked_sub(1);
        if self.rest == 0 && last.and_then(|last| self.bytes.get(last)) == Some(&b'\r') {
            self.pop();
        }
    }

    pub(super) fn pin(self) -> Result<Pin, Failure> {
        self.parse(Asked::Pin, Pin::take)
    }

    pub(super) fn puk(self) -> Result<Puk, Failure> {
        self.parse(Asked::Puk, Puk::take)
    }

    /// A copy of what was read.
    pub(super) fn bytes(self) -> Zeroizing<Vec<u8>> {
        let line = self.bytes.get(..self.length).unwrap_or_default();
        Zeroizing::new(line.to_vec())
    }

    pub(super) fn text(self) -> Result<Zeroizing<String>, Failure> {
        if self.rest > 0 {
            return Err(MrzError::Length(self.length + self.rest).into());
        }
        let line = self.bytes.get(..self.length).unwrap_or_default();
        let text = str::from_utf8(line).map_err(|_| MrzError::Character)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    pub(super) fn parse<C>(
        mut self,
        asked: Asked,
        take: impl FnOnce(&mut [u8]) -> Result<C, MalformedCode>,
    ) -> Result<C, Failure> {
        if self.rest > 0
            && let Some(why) = asked.wrong_length(self.length + self.rest)
        {
            return Err(why.into());
        }
        let code = self.bytes.get_mut(..self.length).unwrap_or_default();
        Ok(take(code)?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn line(text: &[u8]) -> Line {
        let mut line = Line::new();
        for byte in text {
            assert!(line.push(*byte).is_ok());
        }
        line
    }

    #[test]
    fn backspace_takes_a_whole_character() {
        let mut typed = line("2468135é".as_bytes());
        typed.pop();
        assert!(typed.push(b'7').is_ok());
        assert!(typed.pin().unwrap() == Pin::new(b"24681357").unwrap());
        let mut empty = line(b"");
        empty.pop();
        assert!(empty.is_empty());
    }

    #[test]
    fn one_carriage_return_is_part_of_the_lines_end() {
        let mut dos = line(b"24681357\r");
        dos.end_at_carriage_return();
        assert!(dos.pin().is_ok());
        let mut two = line(b"24681357\r\r");
        two.end_at_carriage_return();
        assert_eq!(two.pin().unwrap_err().code(), "malformed_code");
    }

    #[test]
    fn a_line_that_is_too_long_is_malformed_and_endless_input_ends() {
        let long = line(&[b'1'; LONGEST_LINE + 10]);
        assert_eq!(long.pin().unwrap_err().code(), "malformed_code");
        let mut endless = Line::new();
        let taken = (0..)
            .take_while(|_| endless.push(b'1').is_ok())
            .take(LONGEST_LINE + LONGEST_REST + 1);
        assert_eq!(taken.count(), LONGEST_LINE + LONGEST_REST);
    }
}
