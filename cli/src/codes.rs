//! Where codes come from: a terminal, without echo, or standard input, one a
//! line.
//!
//! A digit goes from the system straight into a buffer that is wiped. The
//! standard library's reader would keep a copy in a buffer of its own.

use std::{
    io::{self, Write as _},
    os::fd::AsFd as _,
};

use cie_core::{
    agreement::password::{CAN_DIGITS, Can, MrzKey},
    app::emrtd::mrz::{self, Field, Mrz, MrzDate, MrzError},
    bytes::secret::{CIE_CODE_DIGITS, MalformedCode, Pin, Puk},
    error::ErrorKind,
    progress::CancelFlag,
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    stdio::stdin,
    termios::{self, LocalModes, OptionalActions, SpecialCodeIndex, Termios},
};
use zeroize::Zeroizing;

use crate::{
    failure::Failure,
    text::{Lang, prompt},
};

/// A longer line is no code, whatever follows. A code has 8 characters of at
/// most 4 bytes.
const LONGEST_LINE: usize = 64;
/// Characters of one line that are read and thrown away at most.
const LONGEST_REST: usize = 64 * 1024;
/// How long a raised flag may go unnoticed.
const PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// A code that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The PIN.
    Pin,
    /// The PIN that is valid until now.
    OldPin,
    /// The PIN that is to become valid. Asked twice on a terminal.
    NewPin,
    /// The PIN that was to become valid when an answer was lost.
    IntendedPin,
    /// The PUK.
    Puk,
    /// The six digits printed on the front.
    Can,
    /// The document number, or the first printed line.
    DocumentNumber,
    /// The date of birth.
    Birth,
    /// The date of expiry.
    Expiry,
    /// Another of the printed lines.
    NextLine,
}

impl Asked {
    /// How many digits it has; none for what is no code.
    pub(crate) const fn digits(self) -> Option<usize> {
        match self {
            Self::Pin | Self::OldPin | Self::NewPin | Self::IntendedPin | Self::Puk => {
                Some(CIE_CODE_DIGITS)
            }
            Self::Can => Some(CAN_DIGITS),
            Self::DocumentNumber | Self::Birth | Self::Expiry | Self::NextLine => None,
        }
    }
}

/// Asks for codes, or reads them.
pub(crate) struct Codes<'a> {
    lang: Lang,
    cancel: &'a CancelFlag,
    terminal: bool,
}

impl<'a> Codes<'a> {
    /// From the terminal if standard input is one, else from its lines.
    pub(crate) fn new(lang: Lang, cancel: &'a CancelFlag) -> Self {
        Self {
            lang,
            cancel,
            terminal: termios::isatty(stdin()),
        }
    }

    /// A PIN. Of two different entries of a new one neither is taken, and it
    /// is asked for again.
    ///
    /// # Errors
    /// `malformed_code`, `cancelled`.
    pub(crate) fn pin(&self, asked: Asked) -> Result<Pin, Failure> {
        loop {
            let pin = self.line(asked, prompt::enter(asked, self.lang))?.pin()?;
            if asked != Asked::NewPin || !self.terminal {
                return Ok(pin);
            }
            let again = self.line(asked, prompt::again(self.lang))?.pin()?;
            if pin == again {
                return Ok(pin);
            }
            say(prompt::differ(self.lang), "\n");
        }
    }

    /// A PUK.
    ///
    /// # Errors
    /// `malformed_code`, `cancelled`.
    pub(crate) fn puk(&self) -> Result<Puk, Failure> {
        self.line(Asked::Puk, prompt::enter(Asked::Puk, self.lang))?
            .puk()
    }

    /// The card access number.
    ///
    /// # Errors
    /// `malformed_code`, `cancelled`.
    pub(crate) fn can(&self) -> Result<Can, Failure> {
        self.line(Asked::Can, prompt::enter(Asked::Can, self.lang))?
            .parse(CAN_DIGITS, Can::take)
    }

    /// What the machine-readable zone gives as a key: of its lines, or of the
    /// three values in it.
    ///
    /// # Errors
    /// `malformed_mrz`, `cancelled`.
    pub(crate) fn mrz(&self) -> Result<MrzKey, Failure> {
        let first = self.text(Asked::DocumentNumber)?;
        let more = match first.trim().len() {
            30 => 2,
            36 | 44 => 1,
            _ => 0,
        };
        let key = if more > 0 {
            let mut zone = first;
            for _ in 0..more {
                let line = self.text(Asked::NextLine)?;
                // A new buffer, so that no outgrown one is left unwiped.
                zone = Zeroizing::new([zone.as_str(), line.as_str()].concat());
            }
            Mrz::parse(&zone)?.key()?
        } else {
            let date = |asked, field| {
                let text = self.text(asked)?;
                Ok::<_, Failure>(MrzDate::parse(text.trim(), field)?)
            };
            let birth = date(Asked::Birth, Field::Birth)?;
            let expiry = date(Asked::Expiry, Field::Expiry)?;
            mrz::printed_key(first.trim(), birth, expiry)?
        };
        Ok(key)
    }

    fn text(&self, asked: Asked) -> Result<Zeroizing<String>, Failure> {
        self.line(asked, prompt::enter(asked, self.lang))?.text()
    }

    fn line(&self, asked: Asked, prompt: &str) -> Result<Line, Failure> {
        let line = if self.terminal {
            let line = Silence::begin().and_then(|_silence| {
                // Not before the terminal is silent: whoever sees it types.
                say(prompt, ": ");
                self.typed()
            });
            say("", "\n");
            line
        } else {
            self.piped()
        };
        match line {
            Ok(line) => Ok(line),
            Err(End::Cancelled) => Err(ErrorKind::Cancelled.into()),
            Err(End::Nothing) => Err(Failure::MissingCode(asked)),
            Err(End::TooLong) => Err(match asked.digits() {
                Some(digits) => too_long(digits, LONGEST_LINE + LONGEST_REST),
                None => MrzError::Length(LONGEST_LINE + LONGEST_REST).into(),
            }),
        }
    }

    /// A line of a pipe or a file, without its end.
    fn piped(&self) -> Result<Line, End> {
        let mut line = Line::new();
        loop {
            self.wait()?;
            match line.read()? {
                Some(b'\n') => break,
                Some(byte) => line.push(byte)?,
                None if line.is_empty() => return Err(End::Nothing),
                None => break,
            }
        }
        line.end_at_carriage_return();
        Ok(line)
    }

    /// Until there is something to read, looking at the flag.
    fn wait(&self) -> Result<(), End> {
        loop {
            if self.cancel.is_cancelled() {
                return Err(End::Cancelled);
            }
            let mut input = [PollFd::from_borrowed_fd(stdin(), PollFlags::IN)];
            match poll(&mut input, Some(&PATIENCE)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                // Ready, or not of a kind that can be waited for.
                _ => return Ok(()),
            }
        }
    }

    /// A line typed on a silent terminal.
    fn typed(&self) -> Result<Line, End> {
        const END_OF_TEXT: u8 = 0x03; // Ctrl-C
        const END_OF_INPUT: u8 = 0x04; // Ctrl-D
        const BACKSPACE: u8 = 0x08;
        const CLEAR_LINE: u8 = 0x15; // Ctrl-U
        const QUIT: u8 = 0x1C; // Ctrl-\
        const DELETE: u8 = 0x7F;
        let mut line = Line::new();
        loop {
            if self.cancel.is_cancelled() {
                return Err(End::Cancelled);
            }
            match line.read()? {
                // Nothing typed for a moment.
                None => {}
                Some(b'\r' | b'\n') => return Ok(line),
                Some(END_OF_TEXT | QUIT) => return Err(End::Cancelled),
                Some(END_OF_INPUT) if line.is_empty() => return Err(End::Cancelled),
                Some(END_OF_INPUT) => return Ok(line),
                Some(BACKSPACE | DELETE) => line.pop(),
                Some(CLEAR_LINE) => line = Line::new(),
                Some(byte) => line.push(byte)?,
            }
        }
    }
}

/// Tells a person something on standard error.
fn say(text: &str, end: &str) {
    // Without standard error there is nobody to ask; the answer will tell.
    let mut error = io::stderr();
    let _ = write!(error, "{text}{end}").and_then(|()| error.flush());
}

/// Why there is no line.
enum End {
    Cancelled,
    Nothing,
    TooLong,
}

fn too_long(expected: usize, found: usize) -> Failure {
    MalformedCode::Length { expected, found }.into()
}

impl From<rustix::io::Errno> for End {
    fn from(_: rustix::io::Errno) -> Self {
        Self::Nothing
    }
}

/// What was read of a line, wiped when dropped.
struct Line {
    /// One byte more than is kept: where the next byte is read into.
    bytes: Zeroizing<Box<[u8]>>,
    length: usize,
    /// Bytes that had no room.
    rest: usize,
}

impl Line {
    fn new() -> Self {
        Self {
            bytes: Zeroizing::new(vec![0; LONGEST_LINE + 1].into()),
            length: 0,
            rest: 0,
        }
    }

    const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// One byte of standard input; `None` at its end or, on a silent
    /// terminal, when none came.
    fn read(&mut self) -> Result<Option<u8>, End> {
        let next = self.bytes.get_mut(self.length..=self.length);
        let next = next.unwrap_or_default();
        loop {
            match rustix::io::read(stdin(), &mut *next) {
                Ok(0) => return Ok(None),
                Ok(_) => return Ok(next.first().copied()),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn push(&mut self, byte: u8) -> Result<(), End> {
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
    fn pop(&mut self) {
        self.rest = self.rest.saturating_sub(1);
        while let Some(last) = self.length.checked_sub(1) {
            self.length = last;
            let removed = self.bytes.get_mut(last).map(std::mem::take);
            if removed.is_none_or(|byte| byte & 0xC0 != 0x80) {
                break;
            }
        }
    }

    fn end_at_carriage_return(&mut self) {
        let last = self.length.checked_sub(1);
        if self.rest == 0 && last.and_then(|last| self.bytes.get(last)) == Some(&b'\r') {
            self.pop();
        }
    }

    fn pin(self) -> Result<Pin, Failure> {
        self.parse(CIE_CODE_DIGITS, Pin::take)
    }

    fn puk(self) -> Result<Puk, Failure> {
        self.parse(CIE_CODE_DIGITS, Puk::take)
    }

    fn text(self) -> Result<Zeroizing<String>, Failure> {
        if self.rest > 0 {
            return Err(MrzError::Length(self.length + self.rest).into());
        }
        let line = self.bytes.get(..self.length).unwrap_or_default();
        let text = str::from_utf8(line).map_err(|_| MrzError::Character)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    fn parse<C>(
        mut self,
        digits: usize,
        take: impl FnOnce(&mut [u8]) -> Result<C, MalformedCode>,
    ) -> Result<C, Failure> {
        if self.rest > 0 {
            return Err(too_long(digits, self.length + self.rest));
        }
        let code = self.bytes.get_mut(..self.length).unwrap_or_default();
        Ok(take(code)?)
    }
}

/// A terminal that shows nothing of what is typed, gives each byte at once,
/// and waits for none longer than a moment. As it was before when dropped.
struct Silence(Termios);

impl Silence {
    fn begin() -> Result<Self, End> {
        let input = stdin();
        let before = termios::tcgetattr(input.as_fd())?;
        let mut silent = before.clone();
        // Signals of the keyboard would come without a chance to restore the
        // terminal: the keys are read as what they are.
        let off = LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG;
        silent.local_modes.remove(off);
        silent.special_codes[SpecialCodeIndex::VMIN] = 0;
        silent.special_codes[SpecialCodeIndex::VTIME] = 1; // tenths of a second
        termios::tcsetattr(input, OptionalActions::Flush, &silent)?;
        Ok(Self(before))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        // What is left of a long or pasted line must not reach a shell.
        let _ = termios::tcsetattr(stdin(), OptionalActions::Flush, &self.0);
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
