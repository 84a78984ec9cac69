//! What is remembered of a card between taps: tries left, and what is
//! pending; and of a kind of card, what its link takes. Never a code.

mod link;
mod text;

use std::collections::BTreeMap;

use crate::vocabulary::{CardId, CodeKind, InstallationKey, Pending};

pub use self::link::{AtrId, LargestBlock, LinkRecord, ShortCommands};

/// What is known of a code's tries, as it may be shown.
///
/// Exhaustive: leaving out whether the number is exact would show too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownTries {
    /// The card has at least this many left, as far as this installation saw.
    pub at_least: u8,
    /// The number is exactly what a CIE said last, under its checksum.
    pub exact: bool,
}

impl KnownTries {
    /// What the card said.
    #[must_use]
    pub const fn exactly(left: u8) -> Self {
        Self {
            at_least: left,
            exact: true,
        }
    }

    /// A lower bound.
    #[must_use]
    pub const fn at_least(left: u8) -> Self {
        Self {
            at_least: left,
            exact: false,
        }
    }
}

/// What is remembered of a code's tries: a lower bound, and where it comes from.
///
/// Exhaustive: a bound that a store does not carry would be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TryBound {
    /// The number that a CIE said last, under its checksum.
    Exactly(u8),
    /// What a success or a number from the card leaves at least.
    AtLeast(u8),
    /// The card has said nothing that counts. This many are left if it had all
    /// its tries when it was met here first. Good enough to ask a person before
    /// the last of them; never shown.
    Assumed(u8),
    /// Something said in clear that the code is blocked.
    SaidBlocked,
}

impl TryBound {
    /// The fewest tries that can be left.
    #[must_use]
    pub const fn at_least(self) -> u8 {
        match self {
            Self::Exactly(left) | Self::AtLeast(left) | Self::Assumed(left) => left,
            Self::SaidBlocked => 0,
        }
    }

    /// What of it may be shown.
    #[must_use]
    pub const fn known(self) -> Option<KnownTries> {
        match self {
            Self::Exactly(left) => Some(KnownTries::exactly(left)),
            Self::AtLeast(left) => Some(KnownTries::at_least(left)),
            Self::SaidBlocked => Some(KnownTries::at_least(0)),
            Self::Assumed(_) => None,
        }
    }
}

/// What is remembered of one card. Written and read as text by `Display` and
/// `FromStr`, for stores that keep text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TryRecord {
    /// Tries of the PIN; `None` when the card was never asked here.
    pub pin: Option<TryBound>,
    /// Tries of the PUK; `None` when the card was never asked here.
    pub puk: Option<TryBound>,
    /// A command whose answer was lost.
    pub pending: Option<Pending>,
}

impl TryRecord {
    /// This much is known of PIN and PUK, and `pending` was left open.
    #[must_use]
    pub const fn new(
        pin: Option<TryBound>,
        puk: Option<TryBound>,
        pending: Option<Pending>,
    ) -> Self {
        Self { pin, puk, pending }
    }

    /// What is remembered of `code`.
    #[must_use]
    pub const fn bound(&self, code: CodeKind) -> Option<TryBound> {
        match code {
            CodeKind::Pin => self.pin,
            CodeKind::Puk => self.puk,
        }
    }

    /// What of `code` may be shown.
    #[must_use]
    pub fn known(&self, code: CodeKind) -> Option<KnownTries> {
        self.bound(code).and_then(TryBound::known)
    }
}

/// The store cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MemoryError(pub String);

/// A store of [`TryRecord`]s by card, and of [`LinkRecord`]s by kind of card. It must outlive the process, or a
/// restart forgets that one try is left.
///
/// A record is written *before* a code is sent, with the try counted as gone,
/// and again when the answer is there: whatever ends the process in between,
/// the lower bound holds.
pub trait TryMemory {
    /// The key that tells cards apart in this store: drawn when the store was
    /// created, and as durable as it is.
    fn installation(&self) -> &InstallationKey;

    /// What is remembered of the card; the default record when nothing is.
    ///
    /// # Errors
    /// [`MemoryError`]: the operation ends before a code is sent.
    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError>;

    /// Remembers `record`, durably.
    ///
    /// # Errors
    /// [`MemoryError`]: before a code is sent, the operation ends.
    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError>;

    /// Forgets the card.
    ///
    /// # Errors
    /// [`MemoryError`].
    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError>;

    /// What is remembered of the link to cards with this answer to reset; the
    /// default record when nothing is.
    ///
    /// # Errors
    /// [`MemoryError`]: the operation goes on, with short commands in the IAS
    /// application and blocks of any length in the travel document.
    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError>;

    /// Remembers `record`.
    ///
    /// # Errors
    /// [`MemoryError`]: the operation goes on; the next one finds out again.
    fn put_link(&mut self, atr: &AtrId, record: &LinkRecord) -> Result<(), MemoryError>;
}

/// A memory that ends with the process, for tests and demonstrations.
#[derive(Clone, Debug)]
pub struct VolatileMemory {
    installation: InstallationKey,
    cards: BTreeMap<CardId, TryRecord>,
    links: BTreeMap<AtrId, LinkRecord>,
}

impl VolatileMemory {
    /// An empty memory. The ids of its cards are the same in every process.
    #[must_use]
    pub fn new() -> Self {
        Self::of(InstallationKey::new([0; 32]))
    }

    /// An empty memory of this installation.
    #[must_use]
    pub const fn of(installation: InstallationKey) -> Self {
        Self {
            installation,
            cards: BTreeMap::new(),
            links: BTreeMap::new(),
        }
    }
}

impl Default for VolatileMemory {
    fn default() -> Self {
        Self::new()
    }
}

impl TryMemory for VolatileMemory {
    fn installation(&self) -> &InstallationKey {
        &self.installation
    }

    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        Ok(self.cards.get(card).copied().unwrap_or_default())
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.cards.insert(*card, *record);
        Ok(())
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        self.cards.remove(card);
        Ok(())
    }

    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError> {
        Ok(self.links.get(atr).copied().unwrap_or_default())
    }

    fn put_link(&mut self, atr: &AtrId, record: &LinkRecord) -> Result<(), MemoryError> {
        self.links.insert(*atr, *record);
        Ok(())
    }
}
