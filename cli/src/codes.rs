//! Where codes come from: a terminal, without echo, or standard input, one a
//! line.
//!
//! On Unix a digit goes from the system straight into a buffer that is wiped. The
//! standard library's reader would keep a copy in a buffer of its own. For Windows see
//! [`system`].

mod line;

use std::io::{self, IsTerminal as _, Write as _};

use cie_core::{Can, CancelFlag, ErrorKind, MrzKey, Pin, Puk};
use cie_document::emrtd::mrz::{self, Field, Mrz, MrzDate, MrzError};
use cie_recovery::{Code, codes::Half};
use zeroize::Zeroizing;

use self::line::{End, LONGEST_LINE, LONGEST_REST, Line};
use crate::{
    asked::Asked,
    failure::Failure,
    system::{self, Silence},
    text::{Lang, prompt},
};

/// What was typed of what is printed on a document.
pub(crate) struct Printed {
    /// What it gives as a key.
    pub(crate) key: MrzKey,
    /// The whole lines, if they were typed.
    pub(crate) lines: Option<Mrz>,
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
            terminal: io::stdin().is_terminal(),
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
            .parse(Asked::Can, Can::take)
    }

    /// What the machine-readable zone gives as a key: of its lines, or of the
    /// three values in it.
    ///
    /// # Errors
    /// `malformed_mrz`, `cancelled`.
    pub(crate) fn mrz(&self) -> Result<Printed, Failure> {
        let first = self.text(Asked::DocumentNumber)?;
        let more = match first.trim().len() {
            30 => 2,
            36 | 44 => 1,
            _ => 0,
        };
        let (key, lines) = if more > 0 {
            let mut zone = first;
            for _ in 0..more {
                let line = self.text(Asked::NextLine)?;
                // A new buffer, so that no outgrown one is left unwiped.
                zone = Zeroizing::new([zone.as_str(), line.as_str()].concat());
            }
            let lines = Mrz::parse(&zone)?;
            (lines.key()?, Some(lines))
        } else {
            let date = |asked, field| {
                let text = self.text(asked)?;
                Ok::<_, Failure>(MrzDate::parse(text.trim(), field)?)
            };
            let birth = date(Asked::Birth, Field::Birth)?;
            let expiry = date(Asked::Expiry, Field::Expiry)?;
            (mrz::printed_key(first.trim(), birth, expiry)?, None)
        };
        Ok(Printed { key, lines })
    }

    /// One half of a code, whatever it is: the other half is needed to say
    /// what is wrong with it.
    ///
    /// # Errors
    /// `cancelled`.
    pub(crate) fn half(&self, code: Code, half: Half) -> Result<Zeroizing<Vec<u8>>, Failure> {
        match self.ask(prompt::enter(Asked::Half(code, half), self.lang)) {
            Ok(line) => Ok(line.bytes()),
            Err(End::Cancelled) => Err(ErrorKind::Cancelled.into()),
            Err(End::Nothing) => Ok(Zeroizing::default()),
            // Longer than any half.
            Err(End::TooLong) => Ok(Zeroizing::new(vec![0; LONGEST_LINE])),
        }
    }

    /// A line that is not a secret and is shown as it is typed; `None` at the end
    /// of the input. What is not text, or too long, is empty.
    ///
    /// # Errors
    /// `cancelled`.
    pub(crate) fn shown(&self) -> Result<Option<Zeroizing<String>>, Failure> {
        match self.piped() {
            Ok(line) => Ok(Some(line.text().unwrap_or_default())),
            Err(End::Cancelled) => Err(ErrorKind::Cancelled.into()),
            Err(End::Nothing) => Ok(None),
            Err(End::TooLong) => Ok(Some(Zeroizing::default())),
        }
    }

    /// Whether somebody can be asked.
    pub(crate) const fn at_terminal(&self) -> bool {
        self.terminal
    }

    fn text(&self, asked: Asked) -> Result<Zeroizing<String>, Failure> {
        self.line(asked, prompt::enter(asked, self.lang))?.text()
    }

    fn ask(&self, prompt: &str) -> Result<Line, End> {
        if self.terminal {
            let line = Silence::begin().map_err(End::from).and_then(|mut silence| {
                // Not before the terminal is silent: whoever sees it types.
                say(prompt, ": ");
                self.typed(&mut silence)
            });
            say("", "\n");
            line
        } else {
            self.piped()
        }
    }

    fn line(&self, asked: Asked, prompt: &str) -> Result<Line, Failure> {
        match self.ask(prompt) {
            Ok(line) => Ok(line),
            Err(End::Cancelled) => Err(ErrorKind::Cancelled.into()),
            Err(End::Nothing) => Err(Failure::MissingCode(asked)),
            Err(End::TooLong) => Err(match asked.wrong_length(LONGEST_LINE + LONGEST_REST) {
                Some(why) => why.into(),
                None => MrzError::Length(LONGEST_LINE + LONGEST_REST).into(),
            }),
        }
    }

    /// A line of a pipe or a file, without its end.
    fn piped(&self) -> Result<Line, End> {
        let mut line = Line::new();
        loop {
            self.wait()?;
            match line.read(system::read_input)? {
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
            if system::input_is_ready() {
                return Ok(());
            }
        }
    }

    /// A line typed on a silent terminal.
    fn typed(&self, silence: &mut Silence) -> Result<Line, End> {
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
            match line.read(|byte| silence.read(byte))? {
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
