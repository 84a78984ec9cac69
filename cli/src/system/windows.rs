//! Windows. It was built and run under Wine only (docs/evidence.md).

use std::{
    fs::{File, OpenOptions},
    io::{self, Write as _},
    os::windows::io::AsHandle as _,
    path::PathBuf,
    process,
    sync::atomic::{AtomicBool, Ordering},
};

use console::{Key, Term};
use zeroize::Zeroizing;

use super::absolute;

/// What a process ended by Ctrl-C leaves as its exit code (NTSTATUS `STATUS_CONTROL_C_EXIT`).
const CONTROL_C_EXIT: i32 = 0xC000_013A_u32.cast_signed();

/// A terminal of which keys are read one by one, so that nothing of them is shown.
pub(crate) struct Silence {
    terminal: Term,
    /// What is left of the character that was typed, wiped when dropped.
    rest: Zeroizing<Vec<u8>>,
}

impl Silence {
    /// Reads keys from here on.
    ///
    /// # Errors
    /// Without a terminal for the question there is nobody to answer it.
    pub(crate) fn begin() -> io::Result<Self> {
        let terminal = Term::stderr();
        if !terminal.is_term() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Self {
            terminal,
            // Never outgrown: the longest character has four bytes.
            rest: Zeroizing::new(Vec::with_capacity(4)),
        })
    }

    /// Reads a byte that was typed, waiting until a key is pressed.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn read(&mut self, byte: &mut [u8]) -> io::Result<usize> {
        const END_OF_TEXT: char = '\x03'; // Ctrl-C
        const BACKSPACE: char = '\x08';
        while self.rest.is_empty() {
            let typed = match self.terminal.read_key_raw()? {
                Key::Char(character) => character,
                Key::Enter => '\r',
                Key::Backspace => BACKSPACE,
                Key::CtrlC => END_OF_TEXT,
                _ => continue,
            };
            let mut encoded = Zeroizing::new([0; 4]);
            self.rest
                .extend_from_slice(typed.encode_utf8(&mut *encoded).as_bytes());
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

/// Calls `stop` for the first Ctrl-C, Ctrl-Break, or end of the session, from a thread of its
/// own. A second one ends the process at once.
///
/// # Errors
/// Those of the system; Ctrl-C ends the process at once then.
pub(crate) fn instead_of_ending(stop: impl Fn() + Send + 'static) -> io::Result<()> {
    let asked = AtomicBool::new(false);
    let set = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
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
