//! Reads what a TS-CNS says of its holder. Needs no code.

use super::{
    ChipProof, Context,
    ledger::Known,
    recognise::{Recognised, recognise},
};
use crate::{
    app::cns::{card_number::CardNumber, card_system::CardSystem, personal_data::PersonalData},
    channel::plain::{Link, Traffic},
    error::{Error, ErrorKind},
    progress::Phase,
    recovery::Region,
    transceive::Transceive,
    trust::{certificate::Certificate, time::UnixTime},
    vocabulary::{CardId, CardKind},
};

/// The certificate of the holder's authentication key. Who has signed it was
/// not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HolderCertificate {
    /// The beginning of its validity.
    pub not_before: UnixTime,
    /// The end of its validity.
    pub not_after: UnixTime,
}

/// What a TS-CNS says of itself and its holder. It is the card's word alone.
/// Personal data: `Debug` shows none.
#[derive(Clone, Debug)]
pub struct HealthCard {
    /// Its number, with the check digit verified.
    pub number: CardNumber,
    /// Its card system, where the answer to reset or an application tells.
    pub system: Option<CardSystem>,
    /// The Region that the issuer's digits hint at: a proposal, see
    /// [`Region::of_issuer`].
    pub region: Option<Region>,
    /// Holder and validity, field by field; the fiscal code is checked.
    pub personal_data: PersonalData,
    /// The holder's certificate; `None` when the card has none or has it where
    /// nobody has published.
    pub certificate: Option<HolderCertificate>,
    /// By which the card is known here.
    pub card_id: CardId,
    /// Nothing was proved.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}

/// Logical exchanges: the number in 5 at most, then two files.
const STEPS: u32 = 12;

/// Reads number, holder and certificate of a TS-CNS. No code is used, and
/// nothing is changed on the card.
///
/// # Errors
/// `not_on_this_card` for a CIE, whose holder [`super::read_identity`] reads;
/// `card_misbehaved` for files that are malformed in whatever way: nothing is
/// guessed; those of the link.
pub fn read_personal_data(
    card: &mut dyn Transceive,
    cx: &mut Context<'_>,
) -> Result<HealthCard, Error> {
    let installation = cx.installation;
    let mut link = Link::new(card, cx.observers(), STEPS)?;
    let mut card = match recognise(&mut link)? {
        Recognised::TsCns(card) => card,
        Recognised::Cie(_) => {
            let card = CardKind::Cie;
            return Err(link.error(ErrorKind::NotOnThisCard { card }));
        }
    };
    card.link().enter(Phase::ReadDocument);
    let personal_data = card.personal_data()?;
    let certificate = match card.certificate()? {
        None => None,
        Some(encoding) => {
            let certificate = Certificate::from_der(&encoding).map_err(|_| {
                card.link()
                    .error(ErrorKind::CardMisbehaved("a malformed certificate"))
            })?;
            Some(HolderCertificate {
                not_before: certificate.not_before(),
                not_after: certificate.not_after(),
            })
        }
    };
    let number = card.number().clone();
    let system = card.system();
    link.enter(Phase::Done);
    Ok(HealthCard {
        region: Region::of_issuer(&number),
        card_id: Known::ts_cns(installation, &number).id,
        number,
        system,
        personal_data,
        certificate,
        chip: ChipProof::NOTHING,
        traffic: link.traffic(),
    })
}
