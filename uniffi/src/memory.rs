//! What an app keeps for the library: a few short texts by name.

use cie_core::{
    bytes::hex,
    op::memory::{AtrId, CardId, InstallationKey, LinkRecord, MemoryError, TryMemory, TryRecord},
};
use zeroize::Zeroizing;

/// The name of the installation key; a card's record is named after the card,
/// that of a link after the kind of card ([`link_name`]).
const INSTALLATION_KEY: &str = "installation-key";

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

/// Keeps short texts by name, durably: what is known of a card's tries, what
/// was left open, and a key by which this installation tells cards apart. Never
/// a code. The SDKs bring one that keeps files.
///
/// Names are of lower-case letters, digits and hyphens, and no longer than 40
/// characters; a text has fewer than 200. A `put` that has returned outlives
/// the process and a loss of power: it is called before a code is sent, so that
/// the count of tries holds whatever happens then.
///
/// An operation reads and writes one card's record, and one of the link to its
/// kind of card; two operations on the same
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
}

/// The store, as the core sees it.
pub(crate) struct Kept<'s>(pub(crate) &'s dyn TryStore);

impl Kept<'_> {
    /// The key by which cards are told apart here; `fill` draws it when there
    /// is none yet.
    pub(crate) fn installation_key(
        &self,
        fill: impl FnOnce(&mut [u8]),
    ) -> Result<InstallationKey, MemoryError> {
        if let Some(text) = self.0.get(INSTALLATION_KEY.into())? {
            let text = Zeroizing::new(text);
            let bytes = hex::decode(&text).map(Zeroizing::new);
            let key = bytes.and_then(|bytes| bytes.as_slice().try_into().ok());
            let broken = || MemoryError("not an installation key".into());
            return Ok(InstallationKey::new(key.ok_or_else(broken)?));
        }
        let mut key = Zeroizing::new([0; 32]);
        fill(key.as_mut_slice());
        self.0
            .put(INSTALLATION_KEY.into(), hex::lower(key.as_slice()))?;
        Ok(InstallationKey::new(*key))
    }
}

impl TryMemory for Kept<'_> {
    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        let text = self.0.get(card.to_string())?;
        text.map_or_else(|| Ok(TryRecord::default()), |text| text.parse())
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        Ok(self.0.put(card.to_string(), record.to_string())?)
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        Ok(self.0.remove(card.to_string())?)
    }

    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError> {
        let text = self.0.get(link_name(atr))?;
        text.map_or_else(|| Ok(LinkRecord::default()), |text| text.parse())
    }

    fn put_link(&mut self, atr: &AtrId, record: &LinkRecord) -> Result<(), MemoryError> {
        Ok(self.0.put(link_name(atr), record.to_string())?)
    }
}

/// The name of the record of the link to a kind of card: 37 characters.
fn link_name(atr: &AtrId) -> String {
    format!("link-{atr}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::{collections::BTreeMap, sync::Mutex};

    use super::*;

    #[derive(Default)]
    struct Names(Mutex<BTreeMap<String, String>>);

    impl TryStore for Names {
        fn get(&self, name: String) -> Result<Option<String>, StoreError> {
            Ok(self.0.lock().unwrap().get(&name).cloned())
        }

        fn put(&self, name: String, text: String) -> Result<(), StoreError> {
            self.0.lock().unwrap().insert(name, text);
            Ok(())
        }

        fn remove(&self, name: String) -> Result<(), StoreError> {
            self.0.lock().unwrap().remove(&name);
            Ok(())
        }
    }

    #[test]
    fn a_link_is_kept_under_a_name_that_every_store_takes_and_no_card_has() {
        let store = Names::default();
        let mut memory = Kept(&store);
        let atr = AtrId::of(Some(&[0x3B, 0x80, 0x80, 0x01, 0x01]));
        let record = LinkRecord {
            largest_block: Some(231),
            ..LinkRecord::default()
        };
        assert_eq!(memory.get_link(&atr), Ok(LinkRecord::default()));
        memory.put_link(&atr, &record).unwrap();
        assert_eq!(memory.get_link(&atr), Ok(record));
        let names: Vec<String> = store.0.lock().unwrap().keys().cloned().collect();
        let [name] = &names[..] else {
            unreachable!("one record was put");
        };
        let taken = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(name.len() <= 40 && name.chars().all(taken), "{name}");
        assert_eq!(CardId::parse(name), None);
    }
}
