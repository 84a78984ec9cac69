//! As far as the standard library goes: no owner, no mode, no syncing of
//! folders, and between a look and an access a file may change.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use super::{A_LINK, NO_FILE, NO_FOLDER, TOO_LONG, beside, foreign};

/// A folder.
#[derive(Debug)]
pub(crate) struct Directory(PathBuf);

impl Directory {
    pub(crate) fn open(path: &Path) -> io::Result<Option<Self>> {
        match kind(path)? {
            None => Ok(None),
            Some(kind) if kind.is_dir() => Ok(Some(Self(path.to_owned()))),
            Some(kind) if kind.is_symlink() => Err(foreign(A_LINK)),
            Some(_) => Err(foreign(NO_FOLDER)),
        }
    }

    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        if Self::open(path)?.is_none() {
            fs::create_dir_all(path)?;
        }
        Self::open(path)?.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    pub(crate) fn create_in(&self, name: &str) -> io::Result<Self> {
        Self::create(&self.0.join(name))
    }

    pub(crate) fn read(
        &self,
        name: &str,
        longest: usize,
    ) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
        if !self.has_file(name)? {
            return Ok(None);
        }
        let file = File::open(self.0.join(name))?;
        let mut content = Zeroizing::new(Vec::with_capacity(longest + 1));
        file.take(longest as u64 + 1).read_to_end(&mut content)?;
        if content.len() > longest {
            return Err(foreign(TOO_LONG));
        }
        Ok(Some(content))
    }

    pub(crate) fn replace(&self, name: &str, content: &[u8]) -> io::Result<()> {
        self.has_file(name)?;
        let beside = self.0.join(beside(name));
        remove(&beside)?;
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)?;
        let written = file
            .write_all(content)
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&beside, self.0.join(name)));
        if written.is_err() {
            // It is in nobody's way; the next one to write removes it.
            let _ = fs::remove_file(&beside);
        }
        written
    }

    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        if self.has_file(name)? {
            remove(&self.0.join(name))?;
        }
        Ok(())
    }

    pub(crate) fn lock(&self, name: &str) -> io::Result<Option<File>> {
        self.has_file(name)?;
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(self.0.join(name))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    pub(crate) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            names.extend(entry?.file_name().into_string());
        }
        Ok(names)
    }

    fn has_file(&self, name: &str) -> io::Result<bool> {
        match kind(&self.0.join(name))? {
            None => Ok(false),
            Some(kind) if kind.is_file() => Ok(true),
            Some(kind) if kind.is_symlink() => Err(foreign(A_LINK)),
            Some(_) => Err(foreign(NO_FILE)),
        }
    }
}

/// What is there, without following a link.
fn kind(path: &Path) -> io::Result<Option<fs::FileType>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
