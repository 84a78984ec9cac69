//! A folder of short texts.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use cie_core::memory::MemoryError;
use zeroize::Zeroizing;

use crate::{
    Texts,
    disk::Directory,
    installation::KEY,
    texts::{LOCK, is_name},
};

/// The longest text, in bytes. A longer file is not ours.
pub const LONGEST_TEXT: usize = 1024;

/// An open folder, checked as the crate says.
///
/// Writing does **not** take the lock: a program that keeps a folder open calls
/// [`Self::lock`] first and keeps it, for this folder or one above. [`SharedFolder`](crate::SharedFolder)
/// takes it for each text.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    directory: Directory,
}

/// The lock of a folder, held until this is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: fs::File,
}

impl Folder {
    /// Opens the folder; `None` when there is none.
    ///
    /// # Errors
    /// [`MemoryError`]: it is not a folder, it is a link, it belongs to somebody else, or others
    /// may write it; those of the file system.
    pub fn open(path: &Path) -> Result<Option<Self>, MemoryError> {
        let path = as_named(path);
        let directory = Directory::open(&path).map_err(|error| broken(&path, &error))?;
        Ok(directory.map(|directory| Self { path, directory }))
    }

    /// Opens the folder, and creates it if there is none, with those above it.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn create(path: &Path) -> Result<Self, MemoryError> {
        let path = as_named(path);
        match Directory::create(&path) {
            Ok(directory) => Ok(Self { path, directory }),
            Err(error) => Err(broken(&path, &error)),
        }
    }

    /// A folder in this one, created if there is none.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn create_in(&self, name: &str) -> Result<Self, MemoryError> {
        let path = self.path.join(name);
        let directory = named(name).and_then(|()| self.directory.create_in(name));
        match directory {
            Ok(directory) => Ok(Self { path, directory }),
            Err(error) => Err(broken(&path, &error)),
        }
    }

    /// Takes the lock; `None` while another process or thread holds it.
    ///
    /// # Errors
    /// [`MemoryError`].
    pub fn lock(&self) -> Result<Option<Lock>, MemoryError> {
        let file = self.directory.lock(LOCK);
        match file.map_err(|error| broken(&self.path.join(LOCK), &error))? {
            Some(file) => Ok(Some(Lock { _file: file })),
            None => Ok(None),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn broken(&self, name: &str, why: &dyn fmt::Display) -> MemoryError {
        broken(&self.path.join(name), why)
    }
}

impl Texts for Folder {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, MemoryError> {
        let content = named(name).and_then(|()| self.directory.read(name, LONGEST_TEXT));
        let Some(content) = content.map_err(|error| self.broken(name, &error))? else {
            return Ok(None);
        };
        match str::from_utf8(&content) {
            Ok(text) => Ok(Some(Zeroizing::new(text.to_owned()))),
            Err(error) => Err(self.broken(name, &error)),
        }
    }

    fn put(&self, name: &str, text: &str) -> Result<(), MemoryError> {
        if text.len() > LONGEST_TEXT {
            return Err(self.broken(name, &"longer than any text of the store"));
        }
        if name == KEY
            && let Some(there) = self.get(name)?
        {
            return if *there == text {
                Ok(())
            } else {
                Err(self.broken(
                    name,
                    &"there is one already, and another in its place would make \
                                        what is remembered of cards unfindable",
                ))
            };
        }
        named(name)
            .and_then(|()| self.directory.replace(name, text.as_bytes()))
            .map_err(|error| self.broken(name, &error))
    }

    fn remove(&self, name: &str) -> Result<(), MemoryError> {
        named(name)
            .and_then(|()| self.directory.remove(name))
            .map_err(|error| self.broken(name, &error))
    }

    fn names(&self) -> Result<Vec<String>, MemoryError> {
        let names = self.directory.names();
        names.map_err(|error| broken(&self.path, &error))
    }

    fn place(&self, name: &str) -> String {
        self.path.join(name).display().to_string()
    }
}

/// The path without what would follow a link at its end: `link/` is where the
/// link leads, `link` is the link.
fn as_named(path: &Path) -> PathBuf {
    path.components().collect()
}

pub(crate) fn named(name: &str) -> io::Result<()> {
    let why = "a name that the store does not take";
    is_name(name)
        .then_some(())
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, why))
}

fn broken(path: &Path, why: &dyn fmt::Display) -> MemoryError {
    MemoryError(format!("{}: {why}", path.display()))
}

#[cfg(test)]
#[path = "folder_tests.rs"]
mod tests;
