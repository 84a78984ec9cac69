//! Files and folders, as strictly as the system allows.

#[cfg(not(unix))]
#[path = "other.rs"]
mod system;
#[cfg(unix)]
#[path = "unix.rs"]
mod system;

use std::io;

pub(crate) use self::system::Directory;
#[cfg(all(test, unix))]
pub(crate) use self::system::log;

/// What a file is called while it is written.
fn beside(name: &str) -> String {
    format!("{name}.new")
}

/// Something else is there than the store puts there.
fn foreign(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

const A_LINK: &str = "a symbolic link, which is not followed";
const NO_FOLDER: &str = "not a folder";
const NO_FILE: &str = "not a regular file";
const TOO_LONG: &str = "longer than any text of the store";
