//! What an app keeps for the library: a few short texts by name.

use std::sync::Arc;

use cie_core::{
    CardId, Error,
    memory::{MemoryError, TryRecord},
};
use cie_store::{SharedFolder, Texts};
use zeroize::Zeroizing;

use crate::{
    error::CieError,
    fault::{Trail, caught_at_start},
    result::PendingOnCard,
};

/// The store cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum StoreError {
    /// It said so.
    #[error("{reason}")]
    Failed {
        /// For a log.
        reason: String,
    },
    /// It threw something else than this type.
    #[error("the store failed in an unexpected way")]
    Unexpected,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for StoreError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unexpected
    }
}

impl From<StoreError> for MemoryError {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}

impl From<MemoryError> for StoreError {
    fn from(MemoryError(reason): MemoryError) -> Self {
        Self::Failed { reason }
    }
}

/// Keeps short texts by name, durably: what is known of a card's tries, what
/// was left open, and a key by which this installation tells cards apart. Never
/// a code. The SDKs bring one that keeps files.
///
/// Names are of lower-case letters, digits and hyphens, and no longer than 40
/// characters; a text has fewer than 200. A `put` that has returned outlives
/// the process and a loss of power: it is called before a code is sent, so that
/// the count of tries holds whatever happens then.
///
/// `installation-key` and `installation-check` belong together: where only one
/// of them is there, or both do not fit, every operation ends with
/// `memory_unavailable` until all texts are removed, since what is known of
/// cards cannot be found any more. A store that several processes have does not
/// replace an `installation-key` that is there: it keeps the older one, and
/// `put` fails.
///
/// Under `fault` the latest fault of the library is kept, for `take_fault`.
///
/// An operation reads and writes one card's record; two operations on the same
/// card at the same time must not be possible.
#[uniffi::export(with_foreign)]
pub trait TryStore: Send + Sync {
    /// The text of this name; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError`]: the operation ends with `memory_unavailable`.
    fn get(&self, name: String) -> Result<Option<String>, StoreError>;

    /// Keeps the text under this name, in place of an older one.
    ///
    /// # Errors
    /// [`StoreError`]: no code is sent.
    fn put(&self, name: String, text: String) -> Result<(), StoreError>;

    /// Forgets the text of this name, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    fn remove(&self, name: String) -> Result<(), StoreError>;

    /// The names of all texts, in any order: by them a lost `installation-key` is noticed, and
    /// what was left open is found without a card.
    ///
    /// # Errors
    /// [`StoreError`].
    fn names(&self) -> Result<Vec<String>, StoreError>;
}

/// Keeps the texts in a folder of its own, one file for each, and is what
/// `FileTryStore` of the SDKs is made of. Several objects, threads and processes
/// may have the same folder.
///
/// The folder and what is above it are made when something is to be kept, for
/// their owner only. One that is there has to belong to the user of the process
/// and be writable by nobody else. Links, pipes and devices are errors, never
/// followed or waited for. A file is replaced in one step; it is on the disk, and
/// its name in the folder, when `put` returns.
#[derive(uniffi::Object)]
pub struct FolderStore(SharedFolder);

#[uniffi::export]
impl FolderStore {
    /// The store in the folder at this path, of which nothing is looked at yet.
    #[uniffi::constructor]
    #[must_use]
    pub fn new(path: String) -> Arc<Self> {
        Arc::new(Self(SharedFolder::new(path.into())))
    }
}

#[uniffi::export]
impl TryStore for FolderStore {
    fn get(&self, name: String) -> Result<Option<String>, StoreError> {
        let text = self.0.get(&name)?;
        Ok(text.map(|text| text.as_str().to_owned()))
    }

    fn put(&self, name: String, text: String) -> Result<(), StoreError> {
        let text = Zeroizing::new(text);
        Ok(self.0.put(&name, &text)?)
    }

    fn remove(&self, name: String) -> Result<(), StoreError> {
        Ok(self.0.remove(&name)?)
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.0.names()?)
    }
}

/// The app's store, as the one in files sees it.
pub(crate) struct StoreAdapter<'s> {
    pub(crate) store: &'s dyn TryStore,
    /// Where the record of a card is noted that was read or written last.
    pub(crate) trail: &'s Trail,
}

impl StoreAdapter<'_> {
    fn note(&self, name: &str, text: &str) {
        if let (Some(card), Ok(record)) = (CardId::parse(name), text.parse::<TryRecord>()) {
            self.trail.card.set(Some((card, record.pending)));
        }
    }
}

impl Texts for StoreAdapter<'_> {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, MemoryError> {
        let text = self.store.get(name.to_owned())?.map(Zeroizing::new);
        if let Some(text) = &text {
            self.note(name, text);
        }
        Ok(text)
    }

    fn put(&self, name: &str, text: &str) -> Result<(), MemoryError> {
        // Before: what is being written may be there when writing has failed.
        self.note(name, text);
        Ok(self.store.put(name.to_owned(), text.to_owned())?)
    }

    fn remove(&self, name: &str) -> Result<(), MemoryError> {
        Ok(self.store.remove(name.to_owned())?)
    }

    fn names(&self) -> Result<Vec<String>, MemoryError> {
        Ok(self.store.names()?)
    }
}

/// The cards on which an operation was left open, with what is remembered of them and the codes
/// by which `resolve` settles it: for an app that shows so before it has a card. A lost check of a
/// code needs none. Writes nothing.
///
/// # Errors
/// `memory_unavailable`.
#[uniffi::export]
pub fn open_operations(store: Arc<dyn TryStore>) -> Result<Vec<PendingOnCard>, CieError> {
    caught_at_start(|| {
        let kept = StoreAdapter {
            store: &*store,
            trail: &Trail::default(),
        };
        let open = cie_store::open_operations(&kept).map_err(Error::at_start)?;
        Ok(open.into_iter().map(Into::into).collect())
    })
}
