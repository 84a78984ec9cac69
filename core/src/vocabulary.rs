//! Layer 1: the words that every layer above uses of cards and codes.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{bytes::hex, named};

/// Tries that a code has left, as far as is known.
///
/// Exhaustive: a card says nothing else of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// How many; `None` when the card did not say.
    pub left: Option<u8>,
    /// Whether the number was protected by the card's checksum. If not, something
    /// between this program and the card may have made it up.
    pub confirmed: bool,
}

impl Tries {
    /// A number from an answer whose checksum was verified.
    #[must_use]
    pub const fn confirmed(left: u8) -> Self {
        Self {
            left: Some(left),
            confirmed: true,
        }
    }

    /// A number from an answer without protection.
    #[must_use]
    pub const fn unconfirmed(left: u8) -> Self {
        Self {
            left: Some(left),
            confirmed: false,
        }
    }

    /// The card gave no number.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            left: None,
            confirmed: false,
        }
    }
}

named! {
    /// The kinds of card.
    ///
    /// Exhaustive: a program that asks for codes has to say what it does with each.
    pub enum CardKind {
        /// Carta d'Identità Elettronica 3.0.
        Cie => "cie",
        /// Tessera Sanitaria with the chip of a Carta Nazionale dei Servizi.
        TsCns => "ts_cns",
    }
}

named! {
    /// Which code an error or a count is about.
    ///
    /// Exhaustive: no card has another.
    pub enum CodeKind {
        /// The PIN.
        Pin => "pin",
        /// The PUK.
        Puk => "puk",
    }
}

named! {
    /// Something that a person enters.
    ///
    /// Exhaustive: a program has a field for each.
    pub enum Entry {
        /// The PIN that is valid: in a change, the old one.
        Pin => "pin",
        /// The PIN that is to become valid.
        NewPin => "new_pin",
        /// The PUK.
        Puk => "puk",
        /// The card access number, six digits on the front of a CIE.
        Can => "can",
        /// Document number, date of birth and date of expiry, from the machine-readable zone.
        PrintedLines => "printed_lines",
    }
}

named! {
    /// A command whose answer was lost.
    ///
    /// Exhaustive: a store and a language binding have to carry each of them.
    pub enum Pending {
        /// A check of the PIN: one try may be gone.
        VerifyPin => "verify_pin",
        /// A check of the PUK: one try may be gone.
        VerifyPuk => "verify_puk",
        /// CHANGE REFERENCE DATA: the old or the new PIN may be the valid one.
        ChangePin => "change_pin",
        /// RESET RETRY COUNTER with the new PIN (`2C 02`).
        ResetPin => "reset_pin",
        /// RESET RETRY COUNTER without a PIN (`2C 03`), before `2C 02`.
        ResetCounter => "reset_counter",
        /// RESET RETRY COUNTER with PUK and new PIN in one (`2C 00`), on a TS-CNS:
        /// one try of the PUK may be gone, and the new PIN may be the valid one.
        UnblockPin => "unblock_pin",
    }
}

impl Pending {
    /// The code of which the lost command may have cost a try.
    #[must_use]
    pub const fn spends(self) -> Option<CodeKind> {
        match self {
            Self::VerifyPin | Self::ChangePin => Some(CodeKind::Pin),
            Self::VerifyPuk | Self::UnblockPin => Some(CodeKind::Puk),
            Self::ResetPin | Self::ResetCounter => None,
        }
    }

    /// Whether the lost command may have given the PIN back its tries.
    #[must_use]
    pub const fn may_unblock_the_pin(self) -> bool {
        matches!(self, Self::ResetPin | Self::ResetCounter | Self::UnblockPin)
    }

    /// Whether the lost command may have changed a code or its counter, so
    /// that `resolve` must find out. A lost check costs a try at most.
    #[must_use]
    pub const fn may_have_changed_the_card(self) -> bool {
        matches!(
            self,
            Self::ChangePin | Self::ResetPin | Self::ResetCounter | Self::UnblockPin
        )
    }
}

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

/// Pseudonymous card identifier, specific to this installation: 16 bytes of HMAC-SHA-256
/// over the device-authentication key (EF 1004) of a CIE, which every PIN
/// operation reads anyway and whose private half the chip proves to have; over the 16 digits of
/// EF_IDCarta of a TS-CNS, which it merely claims. Of the key, n and e count and
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
