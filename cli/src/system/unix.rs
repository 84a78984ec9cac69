//! Linux, macOS and their relatives.

use std::{
    fs::OpenOptions,
    io,
    os::{fd::AsFd as _, unix::fs::OpenOptionsExt as _},
    path::PathBuf,
    sync::{Mutex, PoisonError},
    thread,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, retry_on_intr},
    process::{Resource, Rlimit, setrlimit},
    stdio::{stdin, stdout},
    termios::{self, LocalModes, OptionalActions, SpecialCodeIndex, Termios},
};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::absolute;

/// How long one wait for input lasts.
const PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// The terminal as it was, while it is silent.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// A terminal that shows nothing of what is typed, gives each byte at once,
/// and waits for none longer than a moment. As it was before when dropped.
pub(crate) struct Silence(());

impl Silence {
    /// Silences the terminal that is standard input.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn begin() -> io::Result<Self> {
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

    /// Reads a byte that was typed; 0 when none came for a moment.
    ///
    /// # Errors
    /// Those of the system.
    #[allow(
        clippy::unused_self,
        clippy::needless_pass_by_ref_mut,
        reason = "Windows keeps the rest of a character here"
    )]
    pub(crate) fn read(&mut self, byte: &mut [u8]) -> io::Result<usize> {
        read_input(byte)
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        restore_terminal();
    }
}

/// Gives the terminal back as it was, if it is silent: also before the process
/// ends at once.
fn restore_terminal() {
    let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(before) = before {
        // What is left of a long or pasted line must not reach a shell.
        let _ = termios::tcsetattr(stdin(), OptionalActions::Flush, &before);
    }
}

/// Reads from standard input straight into `bytes`: the standard library's reader would keep a
/// copy. 0 at its end.
///
/// # Errors
/// Those of the system.
pub(crate) fn read_input(bytes: &mut [u8]) -> io::Result<usize> {
    Ok(retry_on_intr(|| rustix::io::read(stdin(), &mut *bytes))?)
}

/// Waits a moment for standard input. Whether there is something to read, or its end.
pub(crate) fn input_is_ready() -> bool {
    let mut input = [PollFd::from_borrowed_fd(stdin(), PollFlags::IN)];
    // An error: not of a kind that can be waited for.
    !matches!(poll(&mut input, Some(&PATIENCE)), Ok(0) | Err(Errno::INTR))
}

/// Writes to standard output, without the standard library's buffer, which would keep a copy.
pub(crate) fn write_output(mut bytes: &[u8]) {
    while let Ok(written @ 1..) = retry_on_intr(|| rustix::io::write(stdout(), bytes)) {
        bytes = bytes.get(written..).unwrap_or_default();
    }
}

/// Calls `stop` for the first signal that asks the process to end, from a thread
/// of its own. A second one ends the process as it would without this.
///
/// # Errors
/// Those of the system; the signals end the process at once then.
pub(crate) fn instead_of_ending(stop: impl Fn() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT])?;
    thread::Builder::new().spawn(move || {
        let mut asked = false;
        for signal in signals.forever() {
            if asked {
                restore_terminal();
                // Nothing better is left to be done if the system refuses.
                let _ = emulate_default_handler(signal);
            }
            asked = true;
            stop();
        }
    })?;
    Ok(())
}

/// From now on this process leaves no core file, and on Linux no other process
/// without special rights reads its memory.
///
/// The limit alone is not enough there: a program that takes core dumps through
/// a pipe is started whatever the limit says (core(5)).
pub(crate) fn forbid_core_dumps() {
    // Where a sandbox refuses these, the command is what it was without: nobody is kept from
    // using their card for that.
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// How a file is created that only its owner may read.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(0o600)
}

/// Of the system's settings: none beside the variables.
pub(crate) const fn locale() -> Option<String> {
    None
}

/// The user's folder for state (XDG Base Directory Specification 0.8).
pub(crate) fn state_folder() -> Option<PathBuf> {
    let state = absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local/state")));
    Some(state?.join("cie"))
}
