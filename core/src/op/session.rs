//! The steps that all operations with a code share: from telling the card apart
//! to one that is ready for codes. A CIE's chip has proved its key by then; a
//! TS-CNS has proved nothing, and cannot.

use rand_core::CryptoRng;

use super::{
    ChipProof, Context, Operation, Report,
    ledger::{AttemptError, Known, Ledger},
    link_history::LinkHistory,
    recognise::{Recognised, recognise},
};
use crate::{
    agreement::ias::ChipKey,
    apdu::Command,
    app::{
        cns::card::Opened,
        code::{CodeAnswer, CodeCard, CodeCommand},
        ias::{Authenticated, Selected},
    },
    bytes::{secret::Pin, stack},
    channel::plain::{Link, Observers, Traffic},
    error::{Error, ErrorKind},
    memory::TryMemory,
    progress::Phase,
    transceive::Transceive,
    vocabulary::{CardId, CardKind, CodeKind, InstallationKey},
};

/// Logical exchanges up to the proof of a CIE's chip: 2 selections, 4 GET DATA,
/// EF 1004 in 2 blocks, 2 of the key agreement, 7 of device authentication
/// and 2 for its chained pieces. A TS-CNS needs fewer. For the progress
/// fraction alone.
const STEPS: u32 = 19;

/// What an operation with a code needs.
#[derive(Default)]
pub(super) struct Needs<'p> {
    /// Logical exchanges once the card is ready for codes, at most.
    pub(super) steps: u32,
    /// The PINs in them: one that does not have the form of this card's ends the
    /// operation as soon as the card was told apart.
    pub(super) pins: &'p [&'p Pin],
    /// The kind of card that alone has what is asked for; `None`: both.
    pub(super) on: Option<CardKind>,
    /// The card that the codes were asked for, if they were asked for one.
    pub(super) card: Option<CardId>,
}

/// Looks at the record of a card that has proved nothing yet, and at what went
/// over the link so far; `Some` ends the operation with it.
pub(super) type Early<'e, T> = &'e dyn Fn(&mut Ledger<'_>, Traffic) -> Result<Option<T>, ErrorKind>;

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
    steps: impl Fn(&mut CardSession<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    stack::scrubbed(|| run_unscrubbed(card, cx, needs, None, steps))
}

/// As [`run`], with a look at the record before the card proves anything: what
/// needs no code and sends none can end there.
pub(super) fn run_unless<T>(
    card: &mut dyn Transceive,
    cx: &mut Context<'_>,
    needs: &Needs<'_>,
    early: Early<'_, T>,
    steps: impl Fn(&mut CardSession<'_, '_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    stack::scrubbed(|| run_unscrubbed(card, cx, needs, Some(early), steps))
}

fn run_unscrubbed<T>(
    card: &mut dyn Transceive,
    cx: &mut Context<'_>,
    needs: &Needs<'_>,
    early: Option<Early<'_, T>>,
    steps: impl Fn(&mut CardSession<'_, '_, '_>) -> Result<T, Error>,
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
    let mut history = LinkHistory::open(&mut **memory, &link, *now);
    let mut attempt = |link: &mut Link<'_>| {
        let mut opening = Opening {
            meant: &meant,
            installation,
            memory: &mut **memory,
            history: &mut history,
        };
        let (mut card, known) = match opening.prepare(link, early, &mut **rng) {
            Ok(Prepared::Done(result)) => return Ok(result),
            Ok(Prepared::Ready(card, known)) => (card, known),
            Err(why) => {
                history.failed(link, &why, &mut **memory);
                return Err(why);
            }
        };
        history.held(card.link(), &mut **memory);
        let id = known.id;
        let mut session = Session::open(card, &known, &mut **memory).map_err(|why| why.of(id))?;
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
        let told = self.only.is_some() || on.is_some() || self.needs.card.is_some();
        let told = told || pins.is_empty();
        if card == CardKind::TsCns && !told && pins.iter().all(|pin| pin.eight_digits().is_ok()) {
            return Err(ErrorKind::OtherCard);
        }
        if card == CardKind::Cie {
            for pin in pins {
                pin.eight_digits()?;
            }
        }
        Ok(())
    }

    fn is(&self, id: CardId) -> Result<(), ErrorKind> {
        let expected = [self.same_card, self.needs.card];
        if expected.into_iter().flatten().any(|card| card != id) {
            return Err(ErrorKind::OtherCard);
        }
        Ok(())
    }
}

enum Prepared<'l, 'a, T> {
    /// The record alone has settled it.
    Done(T),
    /// The card is ready for codes.
    Ready(Ready<'l, 'a>, Known),
}

/// From a card in the field to one that is ready for codes.
struct Opening<'o, 'n, 'p> {
    meant: &'o Meant<'n, 'p>,
    installation: &'o InstallationKey,
    memory: &'o mut dyn TryMemory,
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
                let known = Known::ts_cns(self.installation, card.number());
                let id = known.id;
                let fits = self.meant.fits(CardKind::TsCns);
                let fits = fits.and_then(|()| self.meant.is(id));
                fits.map_err(|why| card.link().error(why).of(id))?;
                if let Some(done) = self.look(&known, early, card.link())? {
                    return Ok(Prepared::Done(done));
                }
                Ok(Prepared::Ready(Ready::TsCns(card.open()?), known))
            }
        }
    }

    fn prepare_cie<'l, 'a, T>(
        &mut self,
        mut selected: Selected<'l, 'a>,
        early: Option<Early<'_, T>>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Prepared<'l, 'a, T>, Error> {
        self.history.begin(selected.link(), &mut *self.memory);
        let fits = self.meant.fits(CardKind::Cie);
        fits.map_err(|why| selected.link().error(why))?;
        let mut read = None;
        if early.is_some() {
            let (key, known) = self.read_key(&mut selected)?;
            let same = self.meant.is(known.id);
            same.map_err(|why| selected.link().error(why).of(known.id))?;
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
        let same = self.meant.is(known.id);
        same.map_err(|why| card.link().error(why).of(known.id))?;
        Ok(Prepared::Ready(Ready::Cie(card), known))
    }

    fn read_key(&self, selected: &mut Selected<'_, '_>) -> Result<(ChipKey, Known), Error> {
        let key = selected.chip_key()?;
        let known = Known::cie(self.installation, &key);
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
        let done = Ledger::open(&mut *self.memory, known)
            .and_then(|mut ledger| early(&mut ledger, link.traffic()))
            .map_err(|why| link.error(why).of(known.id))?;
        if done.is_some() {
            link.enter(Phase::Done);
        }
        Ok(done)
    }
}

/// A card that is ready for codes.
pub(super) enum Ready<'l, 'a> {
    /// A CIE whose chip has proved its key.
    Cie(Authenticated<'l, 'a>),
    /// A TS-CNS, which proves nothing.
    TsCns(Opened<'l, 'a>),
}

impl<'a> CodeCard<'a> for Ready<'_, 'a> {
    fn link(&mut self) -> &mut Link<'a> {
        match self {
            Self::Cie(card) => card.link(),
            Self::TsCns(card) => card.link(),
        }
    }

    fn kind(&self) -> CardKind {
        match self {
            Self::Cie(card) => card.kind(),
            Self::TsCns(card) => card.kind(),
        }
    }

    fn encode(&self, command: &CodeCommand<'_>) -> Result<Command, ErrorKind> {
        match self {
            Self::Cie(card) => card.encode(command),
            Self::TsCns(card) => card.encode(command),
        }
    }

    fn send_once(&mut self, command: Command) -> CodeAnswer {
        match self {
            Self::Cie(card) => card.send_once(command),
            Self::TsCns(card) => card.send_once(command),
        }
    }
}

/// A card that is ready for codes, and what is remembered of it.
pub(super) struct Session<'m, C> {
    pub(super) card: C,
    pub(super) ledger: Ledger<'m>,
    pub(super) allow_last_try: bool,
}

/// A session with a card of either kind.
pub(super) type CardSession<'l, 'a, 'm> = Session<'m, Ready<'l, 'a>>;

impl<'l, 'a, 'm> CardSession<'l, 'a, 'm> {
    fn open(
        mut card: Ready<'l, 'a>,
        known: &Known,
        memory: &'m mut dyn TryMemory,
    ) -> Result<Self, Error> {
        let ledger = Ledger::open(memory, known).map_err(|kind| card.link().error(kind))?;
        Ok(Self {
            card,
            ledger,
            allow_last_try: false,
        })
    }
}

impl<'a, C: CodeCard<'a>> Session<'_, C> {
    /// Sends one command with a code, once, with the books kept.
    pub(super) fn attempt(&mut self, command: &CodeCommand<'_>) -> Result<(), AttemptError> {
        self.send(command, false)
    }

    /// The same with the PIN that the pending command was to make valid.
    pub(super) fn find_out(&mut self, new: &Pin) -> Result<(), AttemptError> {
        self.send(&CodeCommand::VerifyPin(new), true)
    }

    fn send(&mut self, command: &CodeCommand<'_>, finds_out: bool) -> Result<(), AttemptError> {
        let Self {
            card,
            ledger,
            allow_last_try,
        } = self;
        ledger.attempt(card, command, finds_out, *allow_last_try)
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
            tries_left: self.ledger.known(CodeKind::Pin),
            chip: match self.card.kind() {
                CardKind::Cie => ChipProof::KEY_ONLY,
                CardKind::TsCns => ChipProof::NOTHING,
            },
            traffic: self.card.link().traffic(),
        }
    }
}
