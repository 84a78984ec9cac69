//! What is remembered of cards, in files of the user's state folder.
//!
//! ```text
//! installation-key   64 hexadecimal digits, drawn once
//! lock               held by the one command that uses the folder
//! cards/ID           a record of a card
//! links/ID           a record of the link to a kind of card
//! sim/PROFILE/card   codes (hashed) and counters of a simulated card
//! sim/PROFILE/cards  what is remembered of it
//! sim/PROFILE/links  and of the link to it
//! ```
//!
//! Files are for their owner only and replaced in one step. What is not as
//! this program writes it is an error, never "nothing known": that would
//! forget that one try is left.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use cie_core::{
    bytes::hex,
    error::ErrorKind,
    op::memory::{AtrId, CardId, InstallationKey, LinkRecord, MemoryError, TryMemory, TryRecord},
};
use cie_sim::AnyProfile;
use zeroize::Zeroizing;

use crate::failure::Failure;

/// A longer file is none of ours.
const LONGEST_FILE: u64 = 1024;

/// The state folder, used by this process alone.
pub(crate) struct StateFolder {
    root: PathBuf,
    _lock: File,
}

impl StateFolder {
    /// Opens the folder, and creates it if it is not there.
    ///
    /// # Errors
    /// `busy` while another command uses it; `memory_unavailable`.
    pub(crate) fn open(root: &Path) -> Result<Self, Failure> {
        create_folder(root)?;
        let path = root.join("lock");
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(|error| broken(&path, &error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                root: root.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(ErrorKind::Busy.into()),
            Err(TryLockError::Error(error)) => Err(broken(&path, &error).into()),
        }
    }

    /// The key by which cards are told apart here, drawn with `fill` when
    /// there is none yet.
    ///
    /// # Errors
    /// `memory_unavailable`, also when records are there and the key is not:
    /// they would never be found again.
    pub(crate) fn installation_key(
        &self,
        fill: impl FnOnce(&mut [u8]),
    ) -> Result<InstallationKey, Failure> {
        let path = self.root.join("installation-key");
        if let Some(text) = read(&path)? {
            let bytes = hex::decode(text.trim_end()).map(Zeroizing::new);
            let key = bytes.and_then(|bytes| bytes.as_slice().try_into().ok());
            let key = key.ok_or_else(|| broken(&path, &"not an installation key"))?;
            return Ok(InstallationKey::new(key));
        }
        let cards = self.root.join("cards");
        if fs::read_dir(&cards).is_ok_and(|mut files| files.next().is_some()) {
            let why = format!("lost, and there are records in {}", cards.display());
            return Err(broken(&path, &why).into());
        }
        let mut key = Zeroizing::new([0; 32]);
        fill(key.as_mut_slice());
        let text = Zeroizing::new(hex::lower(key.as_slice()));
        replace(&path, text.as_bytes())?;
        Ok(InstallationKey::new(*key))
    }

    /// The memory of real cards, or that of a simulated one.
    ///
    /// # Errors
    /// `memory_unavailable`.
    pub(crate) fn memory(&self, simulated: Option<AnyProfile>) -> Result<FileMemory, Failure> {
        let root = match simulated {
            None => self.root.clone(),
            Some(profile) => self.simulated(profile)?,
        };
        let (cards, links) = (root.join("cards"), root.join("links"));
        create_folder(&cards)?;
        create_folder(&links)?;
        Ok(FileMemory {
            cards,
            links,
            seen: None,
        })
    }

    /// Where a simulated card is kept.
    ///
    /// # Errors
    /// `memory_unavailable`.
    pub(crate) fn simulated(&self, profile: AnyProfile) -> Result<PathBuf, Failure> {
        let folder = self.root.join("sim").join(profile.name());
        create_folder(&folder)?;
        Ok(folder)
    }

    /// Forgets a simulated card's state and what is remembered of it. Whether
    /// there was anything.
    ///
    /// # Errors
    /// `memory_unavailable`.
    pub(crate) fn forget_simulated(&self, profile: AnyProfile) -> Result<bool, Failure> {
        let folder = self.root.join("sim").join(profile.name());
        match fs::remove_dir_all(&folder) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(broken(&folder, &error).into()),
        }
    }
}

/// One small file for each card, and for the link to each kind of card.
pub(crate) struct FileMemory {
    cards: PathBuf,
    links: PathBuf,
    seen: Option<CardId>,
}

impl FileMemory {
    /// The card that was asked for last: the one at hand, also when the
    /// operation fails.
    pub(crate) const fn seen(&self) -> Option<CardId> {
        self.seen
    }

    fn path(&self, card: &CardId) -> PathBuf {
        self.cards.join(card.to_string())
    }
}

impl TryMemory for FileMemory {
    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        self.seen = Some(*card);
        let path = self.path(card);
        match read(&path)? {
            None => Ok(TryRecord::default()),
            Some(text) => text.parse().map_err(|MemoryError(why)| broken(&path, &why)),
        }
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        replace(&self.path(card), record.to_string().as_bytes())
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        let path = self.path(card);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(broken(&path, &error)),
            _ => sync_folder(&path),
        }
    }

    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError> {
        let path = self.links.join(atr.to_string());
        match read(&path)? {
            None => Ok(LinkRecord::default()),
            Some(text) => text.parse().map_err(|MemoryError(why)| broken(&path, &why)),
        }
    }

    fn put_link(&mut self, atr: &AtrId, record: &LinkRecord) -> Result<(), MemoryError> {
        replace(
            &self.links.join(atr.to_string()),
            record.to_string().as_bytes(),
        )
    }
}

fn create_folder(path: &Path) -> Result<(), MemoryError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| broken(path, &error))
}

fn read(path: &Path) -> Result<Option<Zeroizing<String>>, MemoryError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(broken(path, &error)),
    };
    let mut text = Zeroizing::new(String::new());
    match file.take(LONGEST_FILE).read_to_string(&mut text) {
        Ok(_) => Ok(Some(text)),
        Err(error) => Err(broken(path, &error)),
    }
}

/// Writes a file that is there whole or not at all, and still there after the
/// power was cut. The lock keeps others from the file beside.
fn replace(path: &Path, content: &[u8]) -> Result<(), MemoryError> {
    let beside = path.with_extension("new");
    let written = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside)
        .and_then(|mut file| {
            file.write_all(content)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| broken(path, &error))?;
    sync_folder(path)
}

/// Makes a new, replaced or removed name durable.
fn sync_folder(path: &Path) -> Result<(), MemoryError> {
    let folder = path.parent().unwrap_or(path);
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| broken(folder, &error))
}

fn broken(path: &Path, why: &dyn std::fmt::Display) -> MemoryError {
    MemoryError(format!("{}: {why}", path.display()))
}

#[cfg(test)]
#[path = "memory_tests.rs"]
mod tests;
