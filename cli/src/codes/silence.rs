//! A terminal without echo.

use std::{
    os::fd::AsFd as _,
    sync::{Mutex, PoisonError},
};

use rustix::{
    stdio::stdin,
    termios::{self, LocalModes, OptionalActions, SpecialCodeIndex, Termios},
};

use super::line::End;

/// The terminal as it was, while it is silent.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// A terminal that shows nothing of what is typed, gives each byte at once,
/// and waits for none longer than a moment. As it was before when dropped.
pub(super) struct Silence(());

impl Silence {
    pub(super) fn begin() -> Result<Self, End> {
        let input = stdin();
        let before = termios::tcgetattr(input.as_fd())?;
        let mut silent = before.clone();
        // Signals of the keyboard would come without a chance to restore the
        // terminal: the keys are read as what they are.
        let off = LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG;
        silent.local_modes.remove(off);
        silent.special_codes[SpecialCodeIndex::VMIN] = 0;
        silent.special_codes[SpecialCodeIndex::VTIME] = 1; // tenths of a second
        *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(before);
        let silence = Self(());
        termios::tcsetattr(input, OptionalActions::Flush, &silent)?;
        Ok(silence)
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was, if it is silent: also before the process
/// ends at once.
pub(crate) fn restore() {
    let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(before) = before {
        // What is left of a long or pasted line must not reach a shell.
        let _ = termios::tcsetattr(stdin(), OptionalActions::Flush, &before);
    }
}
