//! Windows. It was built and run under Wine only (docs/evidence.md).

use std::{
    fs::{File, OpenOptions},
    io::{self, Write as _},
    os::windows::io::AsHandle as _,
    path::PathBuf,
    process,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use crossterm::{
    event::{self, Event, KeyCode, KeyModifiers},
    terminal,
};
use zeroize::Zeroizing;

use super::absolute;

/// What a process ended by Ctrl-C leaves as its exit code (NTSTATUS `STATUS_CONTROL_C_EXIT`).
const CONTROL_C_EXIT: i32 = 0xC000_013A_u32.cast_signed();

/// How long one wait for a key lasts.
const PATIENCE: Duration = Duration::from_millis(100);

/// A terminal of which keys are read one by one, so that nothing of them is shown. As it was
/// before when dropped.
///
/// A terminal that is a pipe to Windows, such as that of MSYS, gives no keys.
pub(crate) struct Silence {
    /// What is left of the character that was typed, wiped when dropped.
    rest: Zeroizing<Vec<u8>>,
}

impl Silence {
    /// Silences the terminal that is standard input.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn begin() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        let silence = Self {
            // Never outgrown: the longest character has four bytes.
            rest: Zeroizing::new(Vec::with_capacity(4)),
        };
        // What was typed before was shown, and is not meant as a code.
        forget_keys();
        Ok(silence)
    }

    /// Reads a byte that was typed; 0 when none came for a moment.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn read(&mut self, byte: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            if !event::poll(PATIENCE)? {
                return Ok(0);
            }
            let Some(typed) = typed(&event::read()?) else {
                return Ok(0);
            };
            let mut encoded = Zeroizing::new([0; 4]);
            let encoded = typed.encode_utf8(&mut *encoded);
            self.rest.extend_from_slice(encoded.as_bytes());
        }
        match byte.first_mut() {
            Some(slot) => {
                *slot = self.rest.remove(0);
                Ok(1)
            }
            None => Ok(0),
        }
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        // What is left of a long or pasted line must not reach a shell.
        forget_keys();
        restore_terminal();
    }
}

/// The character of a key that was pressed, those with Ctrl as a Unix terminal gives them.
fn typed(event: &Event) -> Option<char> {
    let key = event.as_key_press_event()?;
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Enter => Some('\r'),
        KeyCode::Backspace => Some('\x08'),
        KeyCode::Char('c' | 'C') if control => Some('\x03'),
        KeyCode::Char('d' | 'D') if control => Some('\x04'),
        KeyCode::Char('u' | 'U') if control => Some('\x15'),
        KeyCode::Char(character) => Some(character),
        _ => None,
    }
}

/// Takes away the keys that nobody has read yet.
fn forget_keys() {
    while event::poll(Duration::ZERO).unwrap_or(false) && event::read().is_ok() {}
}

/// Gives the terminal back as it was, if it is silent: also before the process ends at once.
fn restore_terminal() {
    // Nothing better is left to be done if the system refuses.
    let _ = terminal::disable_raw_mode();
}

/// Reads from standard input straight into `bytes`: the standard library's reader would keep a
/// copy. 0 at its end.
///
/// # Errors
/// Those of the system.
pub(crate) fn read_input(bytes: &mut [u8]) -> io::Result<usize> {
    use std::io::Read as _;
    match input()?.read(bytes) {
        // How a pipe says that its other end is closed.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        read => read,
    }
}

/// Standard input, as a file of our own without a buffer.
fn input() -> io::Result<File> {
    let owned = io::stdin().as_handle().try_clone_to_owned()?;
    Ok(File::from(owned))
}

/// Whether standard input is to be read now. Windows cannot wait for pipes and files alike: the
/// read itself waits.
pub(crate) const fn input_is_ready() -> bool {
    true
}

/// Writes to standard output, without the standard library's buffer, which would keep a copy.
pub(crate) fn write_output(bytes: &[u8]) {
    // Nobody reads it if this fails, and the exit code must not depend on that.
    let owned = io::stdout().as_handle().try_clone_to_owned();
    let _ = owned.and_then(|owned| File::from(owned).write_all(bytes));
}

/// Calls `stop` for the first Ctrl-C or Ctrl-Break, from a thread of its own. A second one ends
/// the process at once. Where the window is closed, Windows ends it within moments whatever it
/// does: a code that is on its way then is in the record as one whose answer was lost.
///
/// # Errors
/// Those of the system; Ctrl-C ends the process at once then.
pub(crate) fn instead_of_ending(stop: impl Fn() + Send + 'static) -> io::Result<()> {
    let asked = AtomicBool::new(false);
    let set = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            restore_terminal();
            process::exit(CONTROL_C_EXIT);
        }
        stop();
    });
    set.map_err(io::Error::other)
}

/// Windows writes a dump of a process only where an administrator has asked for it (Windows Error
/// Reporting, `LocalDumps`); a process cannot forbid that for itself.
pub(crate) const fn forbid_core_dumps() {}

/// A new file takes the rights of its folder, which in a user's profile are that user's.
pub(crate) const fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// The language of the user's settings, as a tag (BCP 47).
pub(crate) fn locale() -> Option<String> {
    sys_locale::get_locale()
}

/// The user's folder for data that stays on this machine.
pub(crate) fn state_folder() -> Option<PathBuf> {
    Some(absolute("LOCALAPPDATA")?.join("cie"))
}
