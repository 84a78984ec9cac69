//! From a card in the field to one that is ready for codes, as all operations with a
//! code need it. A CIE's chip has proved its key by then; a TS-CNS has proved
//! nothing, and cannot.

use rand_core::CryptoRng;

use super::{
    ledger::{Known, Ledger},
    link_history::LinkHistory,
    recognise::{Recognised, recognise},
    session::{PreparedCard, Session},
};
use crate::{
    agreement::ias::ChipKey,
    app::{code::CodeCard as _, ias::Selected},
    bytes::{secret::Pin, stack},
    card::{Card, Parts},
    channel::plain::{Link, Traffic},
    error::{Error, ErrorKind},
    memory::TryMemory,
    phase::Phase,
    vocabulary::{CardId, CardKind, Entry},
};

/// Logical exchanges up to the proof of a CIE's chip: 2 selections, 4 GET DATA,
/// EF 1004 in 2 blocks, 2 of the key agreement, 7 of device authentication
/// and 2 for its chained pieces. A TS-CNS needs fewer. For the progress
/// fraction alone.
const STEPS: u32 = 19;

/// What an operation with a code needs of the card.
#[derive(Default)]
pub(super) struct OperationSpec<'p> {
    /// Logical exchanges once the card is ready for codes, at most.
    pub(super) steps: u32,
    /// The PINs in them: one whose form does not fit the kind of card ends the
    /// operation as soon as the kind is known.
    pub(super) pins: &'p [(Entry, &'p Pin)],
    /// The only kind of card that has what is asked for; `None`: both.
    pub(super) only_on: Option<CardKind>,
    /// The card that the codes were asked for, if they were asked for one.
    pub(super) card: Option<CardId>,
}

/// Looks at the record of a card that has proved nothing yet, and at what went
/// over the link so far; `Some` ends the operation with it.
pub(super) type Early<'e, T> = &'e dyn Fn(&mut Ledger<'_>, Traffic) -> Result<Option<T>, ErrorKind>;

/// A session with a card of either kind.
pub(super) type CardSession<'l, 'a, 'm> = Session<'m, PreparedCard<'l, 'a>>;

/// Runs `steps` on a card that is ready for codes.
///
/// A card that takes an extended command and refuses a later one is asked
/// again from the start with short commands, once. That happens only before
/// `steps` begins: the commands with codes are never extended.
///
/// Nothing secret is left on the stack. `T` must not hold any.
pub(super) fn run<T>(
    card: &mut Card<'_>,
    spec: &OperationSpec<'_>,
    steps: impl Fn(&mut CardSession<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    stack::scrubbed(|| run_unscrubbed(card, spec, None, steps))
}

/// As [`run`], with a look at the record before the card proves anything: what
/// needs no code and sends none can end there.
pub(super) fn run_unless<T>(
    card: &mut Card<'_>,
    spec: &OperationSpec<'_>,
    early: Early<'_, T>,
    steps: impl Fn(&mut CardSession<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    stack::scrubbed(|| run_unscrubbed(card, spec, Some(early), steps))
}

fn run_unscrubbed<T>(
    card: &mut Card<'_>,
    spec: &OperationSpec<'_>,
    early: Option<Early<'_, T>>,
    steps: impl Fn(&mut CardSession<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let last_try = card.take_last_try();
    let Parts {
        reader,
        store,
        rng,
        now,
        observer,
        only,
        same_card,
    } = card.parts_with_randomness()?;
    let target = TargetCard {
        only,
        ids: [same_card, last_try.card(), spec.card],
        spec,
    };
    let mut link = Link::new(reader, observer, STEPS + spec.steps)?;
    let mut history = LinkHistory::open(&mut *store, &link, now);
    let mut attempt = |link: &mut Link<'_>| {
        let mut opening = Opening {
            target: &target,
            store: &mut *store,
            history: &mut history,
        };
        let (mut card, known) = match opening.prepare(link, early, &mut *rng) {
            Ok(Prepared::Done(result)) => return Ok(result),
            Ok(Prepared::Ready(card, known)) => (card, known),
            Err(why) => {
                history.failed(link, &why, &mut *store);
                return Err(why);
            }
        };
        history.held(card.link(), &mut *store);
        let result = Ledger::open(&mut *store, &known)
            .map_err(|why| card.link().error(why))
            .and_then(|ledger| {
                let mut session = Session::new(card, ledger, last_try);
                let result = steps(&mut session);
                let result = result.map_err(|why| why.with_open(session.pending()))?;
                session.done();
                Ok(result)
            });
        result.map_err(|why| why.of(known.id))
    };
    match attempt(&mut link) {
        Err(_) if link.fall_back_to_short() => attempt(&mut link),
        result => result,
    }
}

/// The card that an operation is for.
struct TargetCard<'n, 'p> {
    only: Option<CardKind>,
    ids: [Option<CardId>; 3],
    spec: &'n OperationSpec<'p>,
}

impl TargetCard<'_, '_> {
    /// Whether the operation may go on with this kind of card.
    fn check_kind(&self, card: CardKind, link: &Link<'_>) -> Result<(), Error> {
        let differs = |only: Option<CardKind>| only.is_some_and(|only| only != card);
        if differs(self.only) {
            return Err(link.error(ErrorKind::OtherCard));
        }
        if differs(self.spec.only_on) {
            return Err(link.error(ErrorKind::NotOnThisCard { card }));
        }
        if card == CardKind::TsCns && self.may_hold_codes_of_a_cie() {
            return Err(link.error(ErrorKind::OtherCard));
        }
        if card == CardKind::Cie {
            for (entry, pin) in self.spec.pins {
                let fits = pin.eight_digits();
                fits.map_err(|why| link.error(why).about(*entry))?;
            }
        }
        Ok(())
    }

    /// Nobody has named the card, and every PIN would fit a CIE. A CIE gets no code
    /// before its chip has proved its key, a TS-CNS gets them in clear: whatever
    /// says that it is a TS-CNS would get the codes of a CIE so.
    fn may_hold_codes_of_a_cie(&self) -> bool {
        let OperationSpec {
            pins,
            only_on,
            card,
            ..
        } = self.spec;
        let named = self.only.is_some() || only_on.is_some() || card.is_some();
        let fits = |(_, pin): &(Entry, &Pin)| pin.eight_digits().is_ok();
        !named && !pins.is_empty() && pins.iter().all(fits)
    }

    fn check_id(&self, id: CardId, link: &Link<'_>) -> Result<(), Error> {
        if self.ids.into_iter().flatten().any(|card| card != id) {
            return Err(link.error(ErrorKind::OtherCard).of(id));
        }
        Ok(())
    }
}

enum Prepared<'l, 'a, T> {
    /// The record alone has settled it.
    Done(T),
    /// The card is ready for codes.
    Ready(PreparedCard<'l, 'a>, Known),
}

/// From a card in the field to one that is ready for codes.
struct Opening<'o, 'n, 'p> {
    target: &'o TargetCard<'n, 'p>,
    store: &'o mut dyn TryMemory,
    history: &'o mut LinkHistory,
}

impl Opening<'_, '_, '_> {
    fn prepare<'l, 'a, T>(
        &mut self,
        link: &'l mut Link<'a>,
        early: Option<Early<'_, T>>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Prepared<'l, 'a, T>, Error> {
        match recognise(link)? {
            Recognised::Cie(selected) => self.prepare_cie(selected, early, rng),
            Recognised::TsCns(mut card) => {
                let known = Known::ts_cns(self.store.installation(), card.number());
                let id = known.id;
                let fits = self.target.check_kind(CardKind::TsCns, card.link());
                fits.map_err(|why| why.of(id))?;
                self.target.check_id(id, card.link())?;
                if let Some(done) = self.look(&known, early, card.link())? {
                    return Ok(Prepared::Done(done));
                }
                Ok(Prepared::Ready(PreparedCard::TsCns(card.open()?), known))
            }
        }
    }

    fn prepare_cie<'l, 'a, T>(
        &mut self,
        mut selected: Selected<'l, 'a>,
        early: Option<Early<'_, T>>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Prepared<'l, 'a, T>, Error> {
        self.history.begin(selected.link(), &mut *self.store);
        self.target.check_kind(CardKind::Cie, selected.link())?;
        let mut read = None;
        if early.is_some() {
            let (key, known) = self.read_key(&mut selected)?;
            self.target.check_id(known.id, selected.link())?;
            if let Some(done) = self.look(&known, early, selected.link())? {
                return Ok(Prepared::Done(done));
            }
            read = Some((key, known));
        }
        let parameters = selected.domain_parameters()?;
        let authority = selected.authority_key()?;
        let (chip_key, known) = match read {
            Some(read) => read,
            None => self.read_key(&mut selected)?,
        };
        let agreed = selected.agree(parameters, rng)?;
        let mut card = agreed.authenticate(&authority, chip_key, rng)?;
        self.target.check_id(known.id, card.link())?;
        Ok(Prepared::Ready(PreparedCard::Cie(card), known))
    }

    fn read_key(&self, selected: &mut Selected<'_, '_>) -> Result<(ChipKey, Known), Error> {
        let key = selected.chip_key()?;
        let known = Known::cie(self.store.installation(), &key);
        Ok((key, known))
    }

    fn look<T>(
        &mut self,
        known: &Known,
        early: Option<Early<'_, T>>,
        link: &mut Link<'_>,
    ) -> Result<Option<T>, Error> {
        let Some(early) = early else {
            return Ok(None);
        };
        let done = Ledger::open(&mut *self.store, known)
            .and_then(|mut ledger| early(&mut ledger, link.traffic()))
            .map_err(|why| link.error(why).of(known.id))?;
        if done.is_some() {
            link.enter(Phase::Done);
        }
        Ok(done)
    }
}
