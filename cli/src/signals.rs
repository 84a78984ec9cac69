//! Ctrl-C and its relatives end an operation where it is safe: between two
//! exchanges. A second one does no more than the first.

use std::{io, thread};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

/// Calls `stop` for every signal that asks the process to end, from a thread
/// of its own.
///
/// # Errors
/// Those of the system; the signals end the process at once then.
pub(crate) fn instead_of_ending(stop: impl Fn() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    thread::Builder::new().spawn(move || {
        for _ in signals.forever() {
            stop();
        }
    })?;
    Ok(())
}
