//! What is remembered of cards, in the user's state folder.
//!
//! ```text
//! installation-key    64 hexadecimal digits, drawn once
//! installation-check  by which a lost or replaced key is noticed
//! lock                held by the one command that uses the folder
//! cards/ID            a record of a card
//! cards/link-ID       a record of the link to a kind of card
//! sim/PROFILE/card    codes (hashed) and counters of a simulated card
//! sim/PROFILE/cards   what is remembered of it
//! ```
//!
//! How a file is written and read is the same as in the apps: `cie_store`.
//! What is not as this program writes it is an error, never "nothing known":
//! that would forget that one try is left.

use std::{fs, io, path::Path};

use cie_core::{
    CardId, ErrorKind, InstallationKey,
    memory::{AtrId, LinkRecord, MemoryError, TryMemory, TryRecord},
};
use cie_sim::AnyProfile;
use cie_store::{Folder, Lock, TextMemory, Texts, installation_key};
use zeroize::Zeroizing;

use crate::failure::{Failure, ReaderProblem};

const CARDS: &str = "cards";
const SIMULATED: &str = "sim";

/// The file of a simulated card in its folder.
pub(crate) const SIMULATED_CARD: &str = "card";

/// The state folder, used by this process alone.
pub(crate) struct StateFolder {
    root: Folder,
    _lock: Lock,
}

impl StateFolder {
    /// Opens the folder, and creates it if it is not there.
    ///
    /// # Errors
    /// `busy` while another command uses it; `memory_unavailable`.
    pub(crate) fn open(root: &Path) -> Result<Self, Failure> {
        let root = Folder::create(root)?;
        match root.lock()? {
            Some(lock) => Ok(Self { root, _lock: lock }),
            None => Err(ErrorKind::Busy.into()),
        }
    }

    /// The key by which cards are told apart here, drawn when there is none yet.
    ///
    /// # Errors
    /// `memory_unavailable`, also when the key is lost or another one than was
    /// drawn: records would never be found again.
    fn installation_key(&self) -> Result<InstallationKey, Failure> {
        let cards = self.root.create_in(CARDS)?;
        let root = &self.root;
        Ok(installation_key(&WithCards { root, cards })?)
    }

    /// The memory of real cards, or that of a simulated one.
    ///
    /// # Errors
    /// `memory_unavailable`.
    pub(crate) fn memory(&self, simulated: Option<AnyProfile>) -> Result<FileMemory, Failure> {
        let installation = self.installation_key()?;
        let folder = match simulated {
            None => self.root.create_in(CARDS)?,
            Some(profile) => self.folder_of(profile)?.create_in(CARDS)?,
        };
        Ok(FileMemory {
            records: TextMemory::new(folder, installation),
            seen: None,
        })
    }

    /// Where a simulated card is kept.
    ///
    /// # Errors
    /// `memory_unavailable`; `reader_unavailable` when something else than a
    /// file has the place of the card's.
    pub(crate) fn simulated(&self, profile: AnyProfile) -> Result<Folder, Failure> {
        let folder = self.folder_of(profile)?;
        match folder.get(SIMULATED_CARD) {
            Ok(_) => Ok(folder),
            Err(MemoryError(why)) => Err(ReaderProblem::SimulatedState(why).into()),
        }
    }

    fn folder_of(&self, profile: AnyProfile) -> Result<Folder, MemoryError> {
        self.root.create_in(SIMULATED)?.create_in(profile.name())
    }

    /// Forgets a simulated card's state and what is remembered of it. Whether
    /// there was anything.
    ///
    /// # Errors
    /// `memory_unavailable`.
    pub(crate) fn forget_simulated(&self, profile: AnyProfile) -> Result<bool, Failure> {
        let folder = self.root.create_in(SIMULATED)?.path().join(profile.name());
        // A link in the folder's place is removed, not what it leads to.
        match fs::remove_dir_all(&folder) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(MemoryError(format!("{}: {error}", folder.display())).into()),
        }
    }
}

/// The root, and the records that would be lost with its key.
struct WithCards<'f> {
    root: &'f Folder,
    cards: Folder,
}

impl Texts for WithCards<'_> {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, MemoryError> {
        self.root.get(name)
    }

    fn put(&self, name: &str, text: &str) -> Result<(), MemoryError> {
        self.root.put(name, text)
    }

    fn remove(&self, name: &str) -> Result<(), MemoryError> {
        self.root.remove(name)
    }

    fn names(&self) -> Result<Vec<String>, MemoryError> {
        Ok([self.root.names()?, self.cards.names()?].concat())
    }

    fn place(&self, name: &str) -> String {
        self.root.place(name)
    }
}

/// The records, and which of them was asked for.
pub(crate) struct FileMemory {
    records: TextMemory<Folder>,
    seen: Option<CardId>,
}

impl FileMemory {
    /// The card that was asked for last: the one at hand, also when the
    /// operation fails.
    pub(crate) const fn seen(&self) -> Option<CardId> {
        self.seen
    }
}

impl TryMemory for FileMemory {
    fn installation(&self) -> &InstallationKey {
        self.records.installation()
    }

    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        self.seen = Some(*card);
        self.records.get(card)
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.records.put(card, record)
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        self.records.forget(card)
    }

    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError> {
        self.records.get_link(atr)
    }

    fn put_link(&mut self, atr: &AtrId, record: &LinkRecord) -> Result<(), MemoryError> {
        self.records.put_link(atr, record)
    }
}

// They look at modes and links, as Unix has them.
#[cfg(all(test, unix))]
#[path = "memory_tests.rs"]
mod tests;
