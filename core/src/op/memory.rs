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

pub use self::link::{AtrId, LinkRecord, ShortCommands};
pub use crate::error::Pending;

/// Tries of a CIE's PIN after a success: 3
/// (italia/cie-middleware-windows-docs, `sblocco.rst`).
pub const PIN_TRIES: u8 = 3;

/// Tries of a TS-CNS's PIN after a success: 3, as several Regions write. The
/// card itself does not say, so this is never more than a lower bound.
pub const CNS_PIN_TRIES: u8 = 3;

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
/// EF_IDCarta of a TS-CNS, which it merely says.
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

/// What is known of a code's tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownTries {
    /// The card has at least this many left, as far as this installation saw.
    pub at_least: u8,
    /// The number is exactly what the card said last: a CIE under its
    /// checksum, a TS-CNS in clear.
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
}

/// What is remembered of one card. Written and read as text by `Display` and
/// `FromStr`, for stores that keep text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TryRecord {
    /// Tries of the PIN; `None` when nothing is known.
    pub pin: Option<KnownTries>,
    /// Tries of the PUK; `None` when nothing is known.
    pub puk: Option<KnownTries>,
    /// A command whose answer was lost.
    pub pending: Option<Pending>,
}

impl TryRecord {
    /// What is known of `code`.
    #[must_use]
    pub const fn tries(&self, code: CodeKind) -> Option<KnownTries> {
        match code {
            CodeKind::Pin => self.pin,
            CodeKind::Puk => self.puk,
        }
    }

    pub(crate) const fn set_tries(&mut self, code: CodeKind, tries: Option<KnownTries>) {
        match code {
            CodeKind::Pin => self.pin = tries,
            CodeKind::Puk => self.puk = tries,
        }
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
    /// [`MemoryError`]: the operation goes on as with the default record.
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
