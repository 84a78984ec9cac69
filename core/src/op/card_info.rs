//! What kind of card is at hand. Needs no code.

use core::fmt;

use super::{
    ChipProof,
    ledger::{Known, Ledger},
    recognise::{Recognised, recognise},
};
use crate::{
    app::{
        cns::{
            card_number::CardNumber,
            card_system::{CardSystem, ContactAtr},
        },
        family::Family,
        ias::read_ef_atr,
    },
    card::{Card, Parts},
    channel::plain::{Link, Traffic},
    error::Error,
    memory::TryRecord,
    phase::Phase,
    vocabulary::{CardId, CardKind},
};

/// What only one of the cards has. Personal data: `Debug` shows none.
///
/// Exhaustive in its variants, as [`CardKind`] is; not in their fields.
#[derive(Clone, PartialEq, Eq)]
pub enum CardDetails {
    /// Of a CIE.
    #[non_exhaustive]
    Cie {
        /// The family of its chip, where answer to reset or EF.ATR tell.
        family: Option<Family>,
        /// The service number (NIS): 12 digits, the same for as long as the
        /// card is valid. Personal data: it identifies the holder.
        service_number: String,
    },
    /// Of a TS-CNS.
    #[non_exhaustive]
    TsCns {
        /// Its card system, where the answer to reset or an application tells.
        system: Option<CardSystem>,
        /// Its number: 16 digits, with the check digit verified. Personal data:
        /// it identifies the holder. Its issuer's digits
        /// ([`CardNumber::issuer`]) hint at a Region.
        number: CardNumber,
    },
}

impl fmt::Debug for CardDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cie { family, .. } => write!(f, "Cie({family:?})"),
            Self::TsCns { system, .. } => write!(f, "TsCns({system:?})"),
        }
    }
}

/// What the card says without a code. It is only what the card claims: read in
/// clear, and the chip proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CardInfo {
    /// What only a card of its kind has.
    pub details: CardDetails,
    /// The card's id in this installation.
    pub card_id: CardId,
    /// What is remembered of the card.
    pub known: TryRecord,
    /// Nothing was proved.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}

impl CardInfo {
    /// What kind of card it is.
    #[must_use]
    pub const fn kind(&self) -> CardKind {
        match self.details {
            CardDetails::Cie { .. } => CardKind::Cie,
            CardDetails::TsCns { .. } => CardKind::TsCns,
        }
    }
}

impl Card<'_> {
    /// Returns the kind of the card and nothing else, for a program that has to
    /// know what to ask the person for.
    ///
    /// # Errors
    /// `not_a_cie` when it is neither of the cards that this library knows; those
    /// of the link.
    pub fn kind(&mut self) -> Result<CardKind, Error> {
        let Parts {
            reader, observer, ..
        } = self.parts();
        let mut link = Link::new(reader, observer, 4)?;
        let kind = match recognise(&mut link)? {
            Recognised::Cie(_) => CardKind::Cie,
            Recognised::TsCns(_) => CardKind::TsCns,
        };
        link.enter(Phase::Done);
        Ok(kind)
    }

    /// Returns what the card is: kind, family, number, and what is remembered of
    /// it. Uses no code, and changes nothing on the card.
    ///
    /// # Errors
    /// `not_a_cie` when it is neither of the cards that this library knows; those
    /// of the link; `memory_unavailable`.
    pub fn info(&mut self) -> Result<CardInfo, Error> {
        let Parts {
            reader,
            store,
            observer,
            ..
        } = self.parts();
        let mut link = Link::new(reader, observer, 6)?;
        let atr = link.limits().atr.as_deref();
        let over_contacts = atr.and_then(ContactAtr::parse).is_some();
        let from_atr = atr.and_then(Family::from_atr);
        let family = match from_atr {
            // A TS-CNS by its answer to reset has no EF.ATR to ask for.
            None if !over_contacts => read_ef_atr(&mut link)?
                .as_deref()
                .and_then(Family::from_ef_atr),
            family => family,
        };
        let (card, details) = match recognise(&mut link)? {
            Recognised::Cie(mut selected) => {
                let service_number = selected.service_number()?;
                let chip_key = selected.chip_key()?;
                (
                    Known::cie(store.installation(), &chip_key),
                    CardDetails::Cie {
                        family,
                        service_number,
                    },
                )
            }
            Recognised::TsCns(card) => {
                let number = card.number().clone();
                (
                    Known::ts_cns(store.installation(), &number),
                    CardDetails::TsCns {
                        system: card.system(),
                        number,
                    },
                )
            }
        };
        let ledger = Ledger::open(store, &card);
        let known = *ledger.map_err(|why| link.error(why).of(card.id))?.record();
        link.enter(Phase::Done);
        let traffic = link.traffic();
        Ok(CardInfo {
            details,
            card_id: card.id,
            known,
            chip: ChipProof::NOTHING,
            traffic,
        })
    }
}
