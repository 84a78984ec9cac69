//! What is remembered of a card between taps: tries left, and what is
//! pending; and of a kind of card, what its link takes. Never a code.

mod link;
mod text;

use core::fmt;
use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    agreement::ias::ChipKey, app::cns::card_number::CardNumber, bytes::hex, error::CodeKind,
};

pub use self::link::{AtrId, LargestBlock, LinkRecord, ShortCommands};
pub use crate::error::Pending;

/// A secret of this installation, so that two programs that see the same card
/// do not know it by the same id. 32 random bytes, kept as long as the memory.
#[derive(Clone)]
pub struct InstallationKey(zeroize::Zeroizing<[u8; 32]>);

impl InstallationKey {
    /// The key that was drawn when the memory was created.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for InstallationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InstallationKey(hidden)")
    }
}

/// By which a card is known in this installation: 16 bytes of HMAC-SHA-256
/// over the device-authentication key (EF 1004) of a CIE, which every PIN
/// operation reads anyway and the chip proves to have; over the 16 digits of
/// EF_IDCarta of a TS-CNS, which it merely says. Of the key n and e count and
/// not how they are encoded, since EF 1004 comes in clear.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId([u8; 16]);

impl CardId {
    /// The id of the card with this EF 1004 or this number, for this
    /// installation. No EF 1004 looks like a number.
    #[must_use]
    pub fn derive(installation: &InstallationKey, of_card: &[u8]) -> Self {
        let mut id = [0; 16];
        // HMAC takes keys of any length, so there is always a MAC.
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(installation.0.as_slice()) {
            mac.update(b"cie-core card id 1");
            mac.update(of_card);
            for (to, from) in id.iter_mut().zip(mac.finalize().into_bytes()) {
                *to = from;
            }
        }
        Self(id)
    }

    /// The id of the CIE with this key.
    #[must_use]
    pub(super) fn of_cie(installation: &InstallationKey, chip_key: &ChipKey) -> Self {
        Self::derive(installation, &chip_key.canonical())
    }

    /// The id by which earlier versions knew the CIE with this key: over EF 1004
    /// as the card encodes it.
    #[must_use]
    pub(super) fn former(installation: &InstallationKey, chip_key: &ChipKey) -> Self {
        Self::derive(installation, chip_key.encoded())
    }

    /// The id of the TS-CNS with this number.
    #[must_use]
    pub(super) fn of_ts_cns(installation: &InstallationKey, number: &CardNumber) -> Self {
        Self::derive(installation, number.as_str().as_bytes())
    }

    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        hex::decode(text)?.try_into().ok().map(Self)
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::lower(&self.0))
    }
}

impl fmt::Debug for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardId({self})")
    }
}

/// What is known of a code's tries, as it may be shown.
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
pub struct TryRecord {
    /// Tries of the PIN; `None` when the card was never asked here.
    pub pin: Option<TryBound>,
    /// Tries of the PUK; `None` when the card was never asked here.
    pub puk: Option<TryBound>,
    /// A command whose answer was lost.
    pub pending: Option<Pending>,
}

impl TryRecord {
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
#[derive(Clone, Debug, Default)]
pub struct VolatileMemory {
    cards: BTreeMap<CardId, TryRecord>,
    links: BTreeMap<AtrId, LinkRecord>,
}

impl VolatileMemory {
    /// An empty memory.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl TryMemory for VolatileMemory {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_has_another_id_in_another_installation() {
        let id = |key: u8| CardId::derive(&InstallationKey::new([key; 32]), b"key of the chip");
        assert_eq!(id(1), id(1));
        assert_ne!(id(1), id(2));
        assert_ne!(
            id(1),
            CardId::derive(&InstallationKey::new([1; 32]), b"another key")
        );
        assert_eq!(CardId::parse(&id(1).to_string()), Some(id(1)));
        assert_eq!(CardId::parse("00"), None);
    }

    #[test]
    fn pending_names_are_read_back() {
        for pending in Pending::ALL {
            assert_eq!(Pending::parse(pending.name()), Some(pending));
        }
    }
}
