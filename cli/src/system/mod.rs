//! What differs from one system to another: the terminal, unbuffered input and output, signals,
//! private files, the folder for state.
//!
//! Every system's module has the same functions, so that no other module asks which one it is on.

#[cfg(not(any(unix, windows)))]
compile_error!("`cie` needs a terminal that can be silenced: Unix or Windows");

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use self::unix::{
    Silence, forbid_core_dumps, input_is_ready, instead_of_ending, locale, private, read_input,
    state_folder, write_output,
};
#[cfg(windows)]
pub(crate) use self::windows::{
    Silence, forbid_core_dumps, input_is_ready, instead_of_ending, locale, private, read_input,
    state_folder, write_output,
};

use std::{env, path::PathBuf};

/// The absolute path that an environment variable holds. The XDG Base Directory Specification
/// (0.8) wants others ignored.
fn absolute(name: &str) -> Option<PathBuf> {
    let path = env::var_os(name).map(PathBuf::from);
    path.filter(|path| path.is_absolute())
}
