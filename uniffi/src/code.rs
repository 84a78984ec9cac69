//! Codes on their way in.

use std::sync::Arc;

use cie_core::{CardId, Error, ErrorKind, bytes::secret};

use crate::{
    error::CieError,
    fault::caught_at_start,
    words::{CardKind, Entry},
};

/// Checks digits before a card is asked for, as an operation on a card of this kind would check
/// them: how many there are, that there is nothing else, and of a new PIN that it is not too
/// simple. `None`: the person has not said yet which card it is. The bytes are borrowed, and no
/// copy stays. The printed lines are checked where a `DocumentKey` is made of them, and not here.
///
/// # Errors
/// `malformed_code` and `weak_pin`.
#[uniffi::export]
pub fn check_entry(entry: Entry, card: Option<CardKind>, digits: &[u8]) -> Result<(), CieError> {
    let card = card.map(CardKind::core);
    caught_at_start(|| Ok(cie_core::check_entry(entry.core(), card, digits)?))
}

/// As `check_entry` for a new PIN, and that it is not the old one, where that is entered as well.
///
/// # Errors
/// `malformed_code`, `weak_pin` and `same_pin`.
#[uniffi::export]
pub fn check_new_pin(
    digits: &[u8],
    old: Option<Arc<Pin>>,
    card: Option<CardKind>,
) -> Result<(), CieError> {
    let card = card.map(CardKind::core);
    let old = old.as_deref().map(|old| &old.0);
    caught_at_start(|| Ok(cie_core::check_new_pin(digits, old, card)?))
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, uniffi::Object)]
        pub struct $name(pub(crate) secret::$name);

        #[uniffi::export]
        impl $name {
            /// Reads a code of ASCII digits, as many as such a code has on some card:
            /// on which one, shows at the tap. The bytes are borrowed: the one who
            /// calls overwrites them afterwards.
            ///
            /// # Errors
            /// `malformed_code`; nothing was sent.
            #[uniffi::constructor]
            pub fn new(digits: &[u8]) -> Result<Arc<Self>, CieError> {
                caught_at_start(|| {
                    let code = secret::$name::new(digits).map_err(|why| {
                        Error::at_start(why).about(cie_core::Entry::$name)
                    })?;
                    Ok(Arc::new(Self(code)))
                })
            }
        }
    };
}

code! {
    /// The PIN: 8 digits of a CIE, 5 to 8 of a TS-CNS. They are overwritten when
    /// the object is destroyed, and nothing shows them.
    Pin
}

code! {
    /// The PUK, which unblocks the PIN: 8 digits. They are overwritten when the
    /// object is destroyed, and nothing shows them.
    Puk
}

/// The codes that `resolve` may use, and the card that they belong to. Between
/// two taps a person may take up another card, and that one must not get them.
#[derive(Debug, uniffi::Record)]
pub struct ResolveCodes {
    /// The card that the codes were asked for: `card_id` of what `pending`
    /// gave, or of the report of a `resolve` without codes.
    pub card_id: String,
    /// The PIN that was to become valid.
    pub new_pin: Option<Arc<Pin>>,
    /// The PIN that was valid before.
    pub old_pin: Option<Arc<Pin>>,
    /// The PUK.
    pub puk: Option<Arc<Puk>>,
}

/// Reads a card's id. `other_card` if this is not one: then it is not that of the
/// card at hand either.
pub(crate) fn card_id(text: &str) -> Result<CardId, Error> {
    CardId::parse(text).ok_or_else(|| Error::at_start(ErrorKind::OtherCard))
}

impl ResolveCodes {
    pub(crate) fn core(&self) -> Result<cie_core::ResolveCodes<'_>, Error> {
        Ok(cie_core::ResolveCodes {
            card: card_id(&self.card_id)?,
            new_pin: self.new_pin.as_deref().map(|pin| &pin.0),
            old_pin: self.old_pin.as_deref().map(|pin| &pin.0),
            puk: self.puk.as_deref().map(|puk| &puk.0),
        })
    }
}
