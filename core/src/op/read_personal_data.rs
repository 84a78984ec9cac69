//! Reads what a TS-CNS says of its holder. Needs no code.

use core::fmt;

use super::{
    ChipProof,
    ledger::Known,
    recognise::{Recognised, recognise},
};
use crate::{
    app::cns::{card_number::CardNumber, card_system::CardSystem, personal_data::PersonalData},
    card::{Card, Parts},
    channel::plain::{Link, Traffic},
    error::{Error, ErrorKind},
    phase::Phase,
    vocabulary::{CardId, CardKind},
};

/// What a TS-CNS says about itself and its holder. It is only what the card
/// claims. Personal data: `Debug` shows none.
#[derive(Clone)]
#[non_exhaustive]
pub struct HealthCard {
    /// Its number, with the check digit verified. Its issuer's digits
    /// ([`CardNumber::issuer`]) hint at a Region.
    pub number: CardNumber,
    /// Its card system, where the answer to reset or an application tells.
    pub system: Option<CardSystem>,
    /// Holder and validity, field by field; the fiscal code is checked.
    pub personal_data: PersonalData,
    /// The certificate of the holder's authentication key in DER, as the card has
    /// it; `None` when it has none, or nobody has published where it is.
    pub certificate: Option<Vec<u8>>,
    /// The card's id in this installation.
    pub card_id: CardId,
    /// Nothing was proved.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}

impl fmt::Debug for HealthCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HealthCard")
            .field("system", &self.system)
            .field("certificate_len", &self.certificate.as_ref().map(Vec::len))
            .field("card_id", &self.card_id)
            .finish_non_exhaustive()
    }
}

/// Logical exchanges: the number in 5 at most, then two files.
const STEPS: u32 = 12;

impl Card<'_> {
    /// Reads number, holder and certificate of a TS-CNS. Uses no code, and
    /// changes nothing on the card.
    ///
    /// # Errors
    /// `not_on_this_card` for a CIE, whose holder the travel document reads;
    /// `card_misbehaved` for files that are malformed in whatever way: nothing is
    /// guessed; those of the link. Only the length of the certificate is checked.
    pub fn read_personal_data(&mut self) -> Result<HealthCard, Error> {
        let Parts {
            reader,
            store,
            observer,
            ..
        } = self.parts();
        let mut link = Link::new(reader, observer, STEPS)?;
        let mut card = match recognise(&mut link)? {
            Recognised::TsCns(card) => card,
            Recognised::Cie(_) => {
                let card = CardKind::Cie;
                return Err(link.error(ErrorKind::NotOnThisCard { card }));
            }
        };
        card.link().enter(Phase::ReadDocument);
        let personal_data = card.personal_data()?;
        let certificate = card.certificate()?.map(|der| der.to_vec());
        let number = card.number().clone();
        let system = card.system();
        link.enter(Phase::Done);
        Ok(HealthCard {
            card_id: Known::ts_cns(store.installation(), &number).id,
            number,
            system,
            personal_data,
            certificate,
            chip: ChipProof::NOTHING,
            traffic: link.traffic(),
        })
    }
}
