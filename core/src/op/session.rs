//! The steps that all operations with a code share: from telling the card apart
//! to one that is ready for codes. A CIE's chip has proved its key by then; a
//! TS-CNS has proved nothing, and cannot.

use rand_core::CryptoRng;

use super::{
    ChipProof, Context, Operation, Report,
    ledger::Ledger,
    link_history::LinkHistory,
    memory::{CardId, InstallationKey, TryMemory},
    recognise::{Recognised, recognise},
};
use crate::{
    agreement::ias::ChipKey,
    app::{
        cns::card::Opened,
        code::CodeCard as _,
        ias::{Authenticated, Selected},
    },
    bytes::{secret::Pin, stack},
    channel::plain::{Link, Observers},
    error::{CardKind, CodeKind, Error, ErrorKind},
    progress::Phase,
    transceive::Transceive,
};

/// Logical exchanges up to the proof of a CIE's chip: 2 selections, 4 GET DATA,
/// EF 1004 in 2 blocks, 2 of the key agreement, 7 of device authentication
/// and 2 for its chained pieces. A TS-CNS needs fewer. For the progress
/// fraction alone.
const STEPS: u32 = 19;

/// What an operation with a code needs.
pub(super) struct Needs<'p> {
    /// Logical exchanges once the card is ready for codes, at most.
    pub(super) steps: u32,
    /// The PINs in them: one that has not the form of this card's ends the
    /// operation as soon as the card was told apart.
    pub(super) pins: &'p [&'p Pin],
    /// The kind of card that alone has what is asked for; `None`: both.
    pub(super) on: Option<CardKind>,
}

/// Runs `steps` on a card that is ready for codes.
///
/// A card that takes an extended command and refuses a later one is asked
/// again from the start with short commands, once. That happens only before
/// `steps` begins: the commands with codes are never extended.
///
/// Nothing secret is left on the stack. `T` must not hold any.
pub(super) fn run<T>(
    card: &mut dyn Transceive,
    cx: &mut Context<'_>,
    needs: &Needs<'_>,
    steps: impl Fn(&mut Session<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    stack::scrubbed(|| run_unscrubbed(card, cx, needs, steps))
}

fn run_unscrubbed<T>(
    card: &mut dyn Transceive,
    cx: &mut Context<'_>,
    needs: &Needs<'_>,
    steps: impl Fn(&mut Session<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let Context {
        rng,
        memory,
        installation,
        now,
        progress,
        trace,
        cancel,
        allow_last_try,
        only,
        same_card,
    } = cx;
    let meant = Meant {
        only: *only,
        same_card: *same_card,
        needs,
    };
    let observers = Observers {
        progress: *progress,
        trace: *trace,
        cancel,
    };
    let mut link = Link::new(card, observers, STEPS + needs.steps)?;
    let mut known = LinkHistory::open(&mut **memory, &link, *now);
    let mut attempt = |link: &mut Link<'_>| {
        let begin = |link: &mut Link<'_>| known.begin(link, &mut **memory);
        let (mut card, id) = match prepare(link, &meant, &mut **rng, installation, begin) {
            Ok(ready) => ready,
            Err(why) => {
                known.failed(link, &mut **memory);
                return Err(why);
            }
        };
        known.held(card.link(), &mut **memory);
        let mut session = Session::open(card, id, &mut **memory).map_err(|why| why.of(id))?;
        session.allow_last_try = *allow_last_try;
        let result = steps(&mut session).map_err(|why| why.of(id))?;
        session.card.link().enter(Phase::Done);
        Ok(result)
    };
    match attempt(&mut link) {
        Err(_) if link.starts_again_short() => attempt(&mut link),
        result => result,
    }
}

/// For which card an operation with codes is.
struct Meant<'n, 'p> {
    only: Option<CardKind>,
    same_card: Option<CardId>,
    needs: &'n Needs<'p>,
}

impl Meant<'_, '_> {
    /// Whether the operation may go on with this kind of card.
    ///
    /// A CIE gets no code before its chip has proved its key, a TS-CNS gets them
    /// in clear. Whatever says that it is a TS-CNS would get the codes of a CIE
    /// so, if nothing says for which card they are: unless one of them is too
    /// short for a CIE.
    fn fits(&self, card: CardKind) -> Result<(), ErrorKind> {
        let Needs { pins, on, .. } = *self.needs;
        if self.only.is_some_and(|only| only != card) {
            return Err(ErrorKind::OtherCard);
        }
        if on.is_some_and(|on| on != card) {
            return Err(ErrorKind::NotOnThisCard { card });
        }
        let told = self.only.is_some() || on.is_some() || pins.is_empty();
        if card == CardKind::TsCns && !told && pins.iter().all(|pin| pin.eight_digits().is_ok()) {
            return Err(ErrorKind::OtherCard);
        }
        Ok(())
    }

    fn is(&self, id: CardId) -> Result<(), ErrorKind> {
        match self.same_card {
            Some(same) if same != id => Err(ErrorKind::OtherCard),
            _ => Ok(()),
        }
    }
}

fn prepare<'l, 'a>(
    link: &'l mut Link<'a>,
    meant: &Meant<'_, '_>,
    rng: &mut dyn CryptoRng,
    installation: &InstallationKey,
    begin_cie: impl FnOnce(&mut Link<'_>),
) -> Result<(Ready<'l, 'a>, CardId), Error> {
    match recognise(link)? {
        Recognised::Cie(mut selected) => {
            begin_cie(selected.link());
            let fits = meant.fits(CardKind::Cie);
            fits.map_err(|why| selected.link().error(why))?;
            for pin in meant.needs.pins {
                let form = pin.eight_digits();
                form.map_err(|why| selected.link().error(why))?;
            }
            let (mut authenticated, chip_key) = authenticate(selected, rng)?;
            let id = CardId::of_cie(installation, &chip_key);
            let same = meant.is(id);
            same.map_err(|why| authenticated.link().error(why).of(id))?;
            Ok((Ready::Cie(authenticated), id))
        }
        Recognised::TsCns(mut card) => {
            let id = CardId::of_ts_cns(installation, card.number());
            let fits = meant.fits(CardKind::TsCns).and_then(|()| meant.is(id));
            fits.map_err(|why| card.link().error(why).of(id))?;
            Ok((Ready::TsCns(card.open()?), id))
        }
    }
}

fn authenticate<'l, 'a>(
    mut selected: Selected<'l, 'a>,
    rng: &mut dyn CryptoRng,
) -> Result<(Authenticated<'l, 'a>, ChipKey), Error> {
    let parameters = selected.domain_parameters()?;
    let authority = selected.authority_key()?;
    let chip_key = selected.chip_key()?;
    let agreed = selected.agree(parameters, rng)?;
    let authenticated = agreed.authenticate(&authority, chip_key.clone(), rng)?;
    Ok((authenticated, chip_key))
}

/// A card that is ready for codes.
pub(super) enum Ready<'l, 'a> {
    /// A CIE whose chip has proved its key.
    Cie(Authenticated<'l, 'a>),
    /// A TS-CNS, which proves nothing.
    TsCns(Opened<'l, 'a>),
}

impl<'a> Ready<'_, 'a> {
    pub(super) fn link(&mut self) -> &mut Link<'a> {
        match self {
            Self::Cie(card) => card.link(),
            Self::TsCns(card) => card.link(),
        }
    }

    /// Whether an answer is as good as the card's get: under the checksum of a
    /// CIE, and any of a TS-CNS.
    pub(super) const fn believes(&self, confirmed: bool) -> bool {
        confirmed || matches!(self, Self::TsCns(_))
    }
}

/// A card that is ready for codes, and what is remembered of it.
pub(super) struct Session<'l, 'a, 'm> {
    pub(super) card: Ready<'l, 'a>,
    pub(super) ledger: Ledger<'m>,
    pub(super) allow_last_try: bool,
}

impl<'l, 'a, 'm> Session<'l, 'a, 'm> {
    fn open(
        mut card: Ready<'l, 'a>,
        id: CardId,
        memory: &'m mut dyn TryMemory,
    ) -> Result<Self, Error> {
        let ledger = Ledger::open(memory, id).map_err(|kind| card.link().error(kind))?;
        Ok(Self {
            card,
            ledger,
            allow_last_try: false,
        })
    }

    /// `kind`, where the operation is and of the card at hand.
    pub(super) fn error(&mut self, kind: impl Into<ErrorKind>) -> Error {
        self.card.link().error(kind)
    }

    /// What to report of `operation` when it has succeeded.
    pub(super) fn report(&mut self, operation: Operation) -> Report {
        Report {
            operation,
            card_id: self.ledger.card_id(),
            tries_left: self.ledger.tries(CodeKind::Pin),
            chip: match self.card {
                Ready::Cie(_) => ChipProof::KEY_ONLY,
                Ready::TsCns(_) => ChipProof::NOTHING,
            },
            traffic: self.card.link().traffic(),
        }
    }
}
