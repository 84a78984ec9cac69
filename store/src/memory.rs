//! The core's memory in texts by name.

use cie_core::op::memory::{CardId, MemoryError, TryMemory, TryRecord};

use crate::Texts;

/// The records of cards in a store of texts, each under the id of its card.
#[derive(Clone, Debug)]
pub struct TextMemory<T>(pub T);

impl<T: Texts> TryMemory for TextMemory<T> {
    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        let name = card.to_string();
        match self.0.get(&name)? {
            None => Ok(TryRecord::default()),
            Some(text) => text
                .parse()
                .map_err(|why| MemoryError(format!("{}: {why}", self.0.place(&name)))),
        }
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.0.put(&card.to_string(), &record.to_string())
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        self.0.remove(&card.to_string())
    }
}
