//! Tells the cards apart.

use crate::{
    app::{
        cns::{
            card::{self, CnsCard},
            card_system::{CardSystem, ContactAtr},
        },
        family::Family,
        ias::{self, Selected},
    },
    channel::plain::Link,
    error::{Error, ErrorKind},
    vocabulary::CardKind,
};

/// A card whose kind is known.
pub(super) enum Recognised<'l, 'a> {
    /// A CIE with DF_CIE selected.
    Cie(Selected<'l, 'a>),
    /// A TS-CNS whose number was read.
    TsCns(CnsCard<'l, 'a>),
}

/// The kind of card that an answer to reset hints at, without an exchange.
/// `None`: it says nothing, as one without historical bytes does, which cards of
/// either kind have over NFC.
#[must_use]
pub fn hinted_kind(atr: &[u8]) -> Option<CardKind> {
    if CardSystem::hinted_by(atr).is_some() {
        return Some(CardKind::TsCns);
    }
    // The low half of T0 is their number (ISO/IEC 7816-3, section 8.2.2).
    let historical = atr.get(1).is_some_and(|t0| t0 & 0x0F != 0);
    let family = Family::from_atr(atr).filter(|_| historical);
    family.map(|_| CardKind::Cie)
}

/// Tells the cards apart, with not one exchange more than a CIE needs anyway: a
/// card is asked for the application of the CIE, and only one that has none for
/// the files of a TS-CNS. The other way round goes what says by its answer to
/// reset that it is a TS-CNS over contacts; that is not a proof, the files are.
///
/// # Errors
/// `not_a_cie` when it is neither; those of the link; `card_misbehaved` when
/// the number of the TS-CNS is malformed.
pub(super) fn recognise<'l, 'a>(link: &'l mut Link<'a>) -> Result<Recognised<'l, 'a>, Error> {
    let atr = link.limits().atr.as_deref();
    let over_contacts = atr.and_then(ContactAtr::parse).is_some();
    if over_contacts && let Some(found) = card::find(link)? {
        return Ok(Recognised::TsCns(CnsCard::found(link, found)));
    }
    let status = ias::select(link)?;
    if status.is_ok() {
        return Ok(Recognised::Cie(Selected::after_select(link)));
    }
    if !over_contacts && let Some(found) = card::find(link)? {
        return Ok(Recognised::TsCns(CnsCard::found(link, found)));
    }
    Err(link.error(ErrorKind::NotACie { status }))
}
