//! The core's memory in texts by name.

use cie_core::{
    CardId, InstallationKey,
    memory::{AtrId, LinkRecord, MemoryError, TryMemory, TryRecord},
};

use crate::{Texts, installation_key, texts::cards};

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
}

/// The cards on which an operation was left open, in the order of their ids, with what is
/// remembered of them: for a program that asks before it has a card. Writes nothing, and needs no
/// installation key.
///
/// # Errors
/// [`MemoryError`], also where a record cannot be read: nobody knows whether that one is open.
pub fn open_operations(texts: &impl Texts) -> Result<Vec<(CardId, TryRecord)>, MemoryError> {
    let mut cards = cards(texts)?;
    cards.sort_unstable();
    let mut open = Vec::new();
    for card in cards {
        let record: TryRecord = record(texts, &card.to_string())?;
        if record.pending.is_some() {
            open.push((card, record));
        }
    }
    Ok(open)
}

/// What is kept under this name, or the default when nothing is.
fn record<R>(texts: &impl Texts, name: &str) -> Result<R, MemoryError>
where
    R: Default + std::str::FromStr<Err = MemoryError>,
{
    match texts.get(name)? {
        None => Ok(R::default()),
        Some(text) => text
            .parse()
            .map_err(|why| MemoryError(format!("{}: {why}", texts.place(name)))),
    }
}

impl<T: Texts> TryMemory for TextMemory<T> {
    fn installation(&self) -> &InstallationKey {
        &self.installation
    }

    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        record(&self.texts, &card.to_string())
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.texts.put(&card.to_string(), &record.to_string())
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        self.texts.remove(&card.to_string())
    }

    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError> {
        record(&self.texts, &link_name(atr))
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
    use std::fs;

    use cie_core::{Pending, memory::TryBound};

    use super::*;
    use crate::{Folder, SharedFolder};

    #[test]
    fn what_was_left_open_is_told_without_a_card_and_nothing_is_written_for_it() {
        let home = tempfile::tempdir().unwrap();
        let shared = SharedFolder::new(home.path().join("none yet"));
        assert_eq!(open_operations(&shared), Ok(Vec::new()));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);

        let mut memory = TextMemory::open(shared).unwrap();
        let card = |digit: u8| CardId::parse(&format!("{digit:032x}")).unwrap();
        let open = |pending| TryRecord::new(Some(TryBound::AtLeast(2)), None, pending);
        for (digit, pending) in Pending::ALL.into_iter().enumerate() {
            let digit = u8::try_from(digit).unwrap();
            memory.put(&card(20 - digit), &open(Some(pending))).unwrap();
        }
        memory.put(&card(1), &open(None)).unwrap();
        let told = open_operations(&memory.texts).unwrap();
        let expected: Vec<_> = Pending::ALL.into_iter().rev().map(Some).collect();
        let pending: Vec<_> = told.iter().map(|(_, record)| record.pending).collect();
        assert_eq!(pending, expected);
        assert!(told.is_sorted_by_key(|(card, _)| *card));

        memory.texts.put(&card(1).to_string(), "nonsense").unwrap();
        assert!(open_operations(&memory.texts).is_err());
    }

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
        assert!(cards(&memory.texts).unwrap().is_empty());
        let record = TryRecord::new(Some(TryBound::Exactly(1)), None, None);
        memory.put(&card, &record).unwrap();
        assert_eq!(cards(&memory.texts).unwrap().len(), 1);
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
