//! The core's memory in texts by name.

use cie_core::{
    CardId, InstallationKey,
    memory::{AtrId, LinkRecord, MemoryError, TryMemory, TryRecord},
};

use crate::{Texts, installation_key};

/// The records of cards in a store of texts, each under the id of its card, and
/// those of their links, each under `link-` and the id of its kind of card.
#[derive(Clone, Debug)]
pub struct TextMemory<T> {
    texts: T,
    installation: InstallationKey,
}

impl<T: Texts> TextMemory<T> {
    /// The memory in `texts`, with the installation key that is there, or a new
    /// one.
    ///
    /// # Errors
    /// Those of [`installation_key`].
    pub fn open(texts: T) -> Result<Self, MemoryError> {
        let installation = installation_key(&texts)?;
        Ok(Self::new(texts, installation))
    }

    /// The memory in `texts`, of an installation whose key is kept elsewhere.
    #[must_use]
    pub const fn new(texts: T, installation: InstallationKey) -> Self {
        Self {
            texts,
            installation,
        }
    }

    /// What is kept under this name, or the default when nothing is.
    fn record<R>(&self, name: &str) -> Result<R, MemoryError>
    where
        R: Default + std::str::FromStr<Err = MemoryError>,
    {
        match self.texts.get(name)? {
            None => Ok(R::default()),
            Some(text) => text
                .parse()
                .map_err(|why| MemoryError(format!("{}: {why}", self.texts.place(name)))),
        }
    }
}

impl<T: Texts> TryMemory for TextMemory<T> {
    fn installation(&self) -> &InstallationKey {
        &self.installation
    }

    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        self.record(&card.to_string())
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.texts.put(&card.to_string(), &record.to_string())
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        self.texts.remove(&card.to_string())
    }

    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError> {
        self.record(&link_name(atr))
    }

    fn put_link(&mut self, atr: &AtrId, record: &LinkRecord) -> Result<(), MemoryError> {
        self.texts.put(&link_name(atr), &record.to_string())
    }
}

/// The name of the record of the link to a kind of card: 37 characters.
fn link_name(atr: &AtrId) -> String {
    format!("link-{atr}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use cie_core::memory::TryBound;

    use super::*;
    use crate::Folder;

    #[test]
    fn cards_and_links_are_kept_apart_and_a_broken_record_is_an_error_that_names_its_place() {
        let home = tempfile::tempdir().unwrap();
        let mut memory = TextMemory::open(Folder::create(home.path()).unwrap()).unwrap();
        let atr = AtrId::of(Some(&[0x3B, 0x80, 0x80, 0x01, 0x01]));
        // The same digits: no card is taken for a link.
        let card = CardId::parse(&atr.to_string()).unwrap();
        let mut link = LinkRecord::default();
        link.lost_at = Some([0x00, 0xCB, 0x3F, 0xFF]);
        memory.put_link(&atr, &link).unwrap();
        assert_eq!(memory.get(&card), Ok(TryRecord::default()));
        assert!(!memory.texts.holds_records().unwrap());
        let record = TryRecord::new(Some(TryBound::Exactly(1)), None, None);
        memory.put(&card, &record).unwrap();
        assert!(memory.texts.holds_records().unwrap());
        assert_eq!(memory.get(&card), Ok(record));
        assert_eq!(memory.get_link(&atr), Ok(link));

        memory.texts.put(&card.to_string(), "nonsense").unwrap();
        let MemoryError(why) = memory.get(&card).unwrap_err();
        assert!(why.contains(&card.to_string()), "{why}");
        memory.forget(&card).unwrap();
        assert_eq!(memory.get(&card), Ok(TryRecord::default()));
        assert_eq!(memory.get_link(&atr), Ok(link));
    }
}
