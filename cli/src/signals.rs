//! Ctrl-C and its relatives end an operation where it is safe: the first at the
//! end of the command that is under way (its answer may take three exchanges), a
//! second one at once, with the terminal as it was. A code that is
//! on its way then is in the record already, as one whose answer was lost.

use std::{io, thread};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use crate::codes;

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
                codes::restore_terminal();
                // Nothing better is left to be done if the system refuses.
                let _ = emulate_default_handler(signal);
            }
            asked = true;
            stop();
        }
    })?;
    Ok(())
}
