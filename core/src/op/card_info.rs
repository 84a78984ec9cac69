//! What kind of card is at hand. Needs no code.

use super::{
    ChipProof, Context,
    memory::{CardId, TryRecord},
};
use crate::{
    app::{
        family::Family,
        ias::{Selected, read_ef_atr},
    },
    channel::plain::{Link, Traffic},
    error::{Error, ErrorKind},
    progress::Phase,
    transceive::Transceive,
};

/// The kinds of card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CardKind {
    /// Carta d'Identità Elettronica 3.0.
    Cie,
}

impl CardKind {
    /// A stable name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cie => "cie",
        }
    }
}

/// What the card tells without a code. It is the card's word alone: read in
/// clear, and the chip proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardInfo {
    /// What kind of card it is.
    pub kind: CardKind,
    /// The family of its chip, where answer to reset or EF.ATR tell.
    pub family: Option<Family>,
    /// The service number (NIS): 12 digits, the same for as long as the card
    /// is valid. Personal data: it identifies the holder.
    pub service_number: String,
    /// By which the card is known here.
    pub card_id: CardId,
    /// What is remembered of the card.
    pub known: TryRecord,
    /// Nothing was proved.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}

/// Tells what the card is: kind, family, service number, and what is
/// remembered of it. No code is used, and nothing is changed on the card.
///
/// # Errors
/// `not_a_cie`; those of the link; `memory_unavailable`.
pub fn card_info(card: &mut dyn Transceive, cx: &mut Context<'_>) -> Result<CardInfo, Error> {
    let installation = cx.installation;
    let mut link = Link::new(card, cx.observers(), 6)?;
    let from_atr = link.limits().atr.as_deref().and_then(Family::from_atr);
    let family = match from_atr {
        Some(family) => Some(family),
        None => read_ef_atr(&mut link)?
            .as_deref()
            .and_then(Family::from_ef_atr),
    };
    let mut selected = Selected::open(&mut link)?;
    let service_number = selected.service_number()?;
    let chip_key = selected.chip_key()?;
    link.enter(Phase::Done);
    let traffic = link.traffic();
    let card_id = CardId::derive(installation, chip_key.encoded());
    let known = cx.memory.get(&card_id).map_err(ErrorKind::from)?;
    let chip = ChipProof {
        key_proved: false,
        issuer_checked: false,
    };
    Ok(CardInfo {
        kind: CardKind::Cie,
        family,
        service_number,
        card_id,
        known,
        chip,
        traffic,
    })
}
