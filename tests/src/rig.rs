//! A card, a link, a memory: everything an operation needs.

use chacha20::ChaCha20Rng;
use cie_core::{
    CancelFlag, Card, CardId, CardInfo, CardKind, Error, Event, InstallationKey, LastTry, Limits,
    Observer, Pending, Phase, Pin, Puk, Report, Resolution, ResolveCodes, Transceive,
    UnblockVariant,
    memory::{TryMemory, TryRecord, VolatileMemory},
    time::UnixTime,
};
use cie_sim::{Faults, Options, Profile, cns};
use rand_core::SeedableRng;

use crate::{
    operation::Operation,
    played::{Codes, TestCard},
    wire::{Exchange, LinkFault, Wire},
};

/// The simulated card's PIN.
pub const PIN: &str = Codes::CIE.pin;
/// The simulated card's PUK.
pub const PUK: &str = Codes::CIE.puk;
/// When taps are: 30 November 2026, 12:00 UTC.
pub const NOW: UnixTime = UnixTime(1_796_040_000);
/// A PIN to change to.
pub const NEW_PIN: &str = Codes::CIE.new_pin;
/// A PIN that no test sets.
pub const WRONG_PIN: &str = Codes::CIE.wrong_pin;
/// A PUK that no card has.
pub const WRONG_PUK: &str = Codes::CIE.wrong_puk;

/// A PIN from digits that are well formed.
#[must_use]
pub fn pin(digits: &str) -> Pin {
    Pin::new(digits.as_bytes()).unwrap()
}

/// A PUK from digits that are well formed.
#[must_use]
pub fn puk(digits: &str) -> Puk {
    Puk::new(digits.as_bytes()).unwrap()
}

/// What a run left behind, besides its result.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What went over the wire.
    pub log: Vec<Exchange>,
    /// The trace, a line an event.
    pub trace: Vec<String>,
    /// Phases and fractions as they were told.
    pub progress: Vec<(Phase, f32)>,
    /// Commands with a code, each told before it was sent.
    pub codes_sent: Vec<Pending>,
}

/// What an operation tells, and whether a person stops it.
struct Watch<'o>(&'o mut Outcome, &'o CancelFlag);

impl Observer for Watch<'_> {
    fn progress(&mut self, phase: Phase, fraction: f32) {
        self.0.progress.push((phase, fraction));
    }

    fn event(&mut self, event: &Event) {
        self.0.trace.push(event.to_string());
    }

    fn code_is_sent(&mut self, command: Pending) {
        self.0.codes_sent.push(command);
    }

    fn is_cancelled(&self) -> bool {
        self.1.is_cancelled()
    }
}

/// What a [`Rig`] gives an operation besides the link.
pub struct Hand<'r> {
    memory: &'r mut VolatileMemory,
    rng: ChaCha20Rng,
    watch: Watch<'r>,
    now: UnixTime,
    last_try: LastTry,
    only: Option<CardKind>,
    same_card: Option<CardId>,
}

impl Hand<'_> {
    /// The card that `link` reaches.
    pub fn card_on<'c>(&'c mut self, link: &'c mut dyn Transceive) -> Card<'c> {
        Card::with(link, self.memory, &mut self.rng, self.now)
            .observer(&mut self.watch)
            .last_try(self.last_try)
            .only(self.only)
            .same_card(self.same_card)
    }

    /// The same with another memory than the rig's.
    pub fn card_with<'c>(
        &'c mut self,
        link: &'c mut dyn Transceive,
        memory: &'c mut dyn TryMemory,
    ) -> Card<'c> {
        Card::with(link, memory, &mut self.rng, self.now)
            .observer(&mut self.watch)
            .last_try(self.last_try)
            .only(self.only)
            .same_card(self.same_card)
    }
}

/// A card, a link, a memory.
#[derive(Clone)]
pub struct Rig<C = cie_sim::Card> {
    /// The simulated card.
    pub card: C,
    /// What the link carries.
    pub limits: Limits,
    /// What is remembered.
    pub memory: VolatileMemory,
    /// What the link does to the next run.
    pub bend: Option<LinkFault>,
    /// What the person has agreed to.
    pub last_try: LastTry,
    /// For which kind of card the codes are.
    pub only: Option<CardKind>,
    /// For which very card.
    pub same_card: Option<CardId>,
    /// The person's cancel flag.
    pub cancel: CancelFlag,
    /// The time.
    pub now: UnixTime,
    /// Seed of the terminal's random numbers, the same for every run.
    pub seed: u64,
    /// What the last run left behind.
    pub last: Outcome,
}

impl Rig {
    /// A fresh card of `profile` on a link that carries `limits`.
    #[must_use]
    pub fn new(profile: Profile, limits: Limits) -> Self {
        Self::with_options(profile, limits, Options::default())
    }

    /// A fresh card with faults.
    #[must_use]
    pub fn with_faults(profile: Profile, limits: Limits, faults: Faults) -> Self {
        Self::with_options(
            profile,
            limits,
            Options {
                faults,
                ..Options::default()
            },
        )
    }

    /// A fresh card with options. Its random numbers are seeded.
    #[must_use]
    pub fn with_options(profile: Profile, limits: Limits, options: Options) -> Self {
        let options = Options {
            seed: options.seed.or(Some(7)),
            ..options
        };
        Self::of_card(cie_sim::Card::new(profile, options), limits)
    }
}

impl Rig<cns::Card> {
    /// A fresh TS-CNS on a link that carries `limits`.
    #[must_use]
    pub fn cns(profile: cns::Profile, limits: Limits) -> Self {
        Self::cns_with_faults(profile, limits, Faults::default())
    }

    /// The same with faults.
    #[must_use]
    pub fn cns_with_faults(profile: cns::Profile, limits: Limits, faults: Faults) -> Self {
        let options = Options {
            faults,
            seed: Some(7),
            ..Options::default()
        };
        Self::of_card(cns::Card::new(profile, options), limits)
    }
}

impl<C: TestCard> Rig<C> {
    fn of_card(card: C, limits: Limits) -> Self {
        Self {
            limits: limits.with_atr(card.atr()),
            card,
            memory: VolatileMemory::of(installation()),
            bend: None,
            last_try: LastTry::Ask,
            only: None,
            same_card: None,
            cancel: CancelFlag::new(),
            now: NOW,
            seed: 1,
            last: Outcome::default(),
        }
    }

    /// Runs something with the card freshly in the field.
    pub fn tap<T>(&mut self, run: impl FnOnce(&mut Card<'_>) -> T) -> T {
        self.tap_wire(|wire, hand| run(&mut hand.card_on(wire)))
    }

    /// The same, for what wants to see the card at the other end of the wire, or
    /// stands between the two.
    pub fn tap_wire<T>(&mut self, run: impl FnOnce(&mut Wire<'_, C>, &mut Hand<'_>) -> T) -> T {
        self.card.leave_field();
        let mut card = self.card.clone();
        let mut wire = Wire::new(&mut card, self.limits.clone());
        wire.bend = self.bend.take();
        let result = run(&mut wire, &mut self.hand());
        self.last.log = wire.log;
        self.card = card;
        result
    }

    /// What this rig gives an operation, over a link of its own. What the last
    /// run left behind is gone.
    pub fn hand(&mut self) -> Hand<'_> {
        self.last = Outcome::default();
        Hand {
            memory: &mut self.memory,
            rng: ChaCha20Rng::seed_from_u64(self.seed),
            watch: Watch(&mut self.last, &self.cancel),
            now: self.now,
            last_try: self.last_try,
            only: self.only,
            same_card: self.same_card,
        }
    }

    /// Runs an operation with right codes.
    ///
    /// # Errors
    /// The operation's.
    pub fn run(&mut self, operation: Operation) -> Result<Report, Error> {
        self.tap(|card| operation.run_with(C::CODES, card))
    }

    /// [`Card::verify_pin`].
    ///
    /// # Errors
    /// The operation's.
    pub fn verify(&mut self, digits: &str) -> Result<Report, Error> {
        self.tap(|card| card.verify_pin(&pin(digits)))
    }

    /// [`Card::change_pin`].
    ///
    /// # Errors
    /// The operation's.
    pub fn change(&mut self, old: &str, new: &str) -> Result<Report, Error> {
        self.tap(|card| card.change_pin(&pin(old), &pin(new)))
    }

    /// [`Card::unblock_pin`].
    ///
    /// # Errors
    /// The operation's.
    pub fn unblock(
        &mut self,
        digits: &str,
        new: &str,
        variant: UnblockVariant,
    ) -> Result<Report, Error> {
        self.tap(|card| card.unblock_pin(&puk(digits), &pin(new), variant))
    }

    /// [`Card::resolve`], with every code that might be needed.
    ///
    /// # Errors
    /// The operation's.
    pub fn resolve(&mut self) -> Result<Resolution, Error> {
        self.resolve_with(C::CODES.pin, C::CODES.new_pin)
    }

    /// The same with these for the old and the new PIN.
    ///
    /// # Errors
    /// The operation's.
    pub fn resolve_with(&mut self, old: &str, new: &str) -> Result<Resolution, Error> {
        let (old, new, puk) = (pin(old), pin(new), puk(C::CODES.puk));
        let codes = ResolveCodes {
            card: self.card_id(),
            new_pin: Some(&new),
            old_pin: Some(&old),
            puk: Some(&puk),
        };
        self.tap(|card| card.resolve(Some(codes)))
    }

    /// [`Card::info`].
    ///
    /// # Errors
    /// The operation's.
    pub fn info(&mut self) -> Result<CardInfo, Error> {
        self.tap(|card| card.info())
    }

    /// The card's id in this rig.
    #[must_use]
    pub fn card_id(&self) -> CardId {
        CardId::derive(&installation(), &self.card.known_by())
    }

    /// What is remembered of the card.
    pub fn record(&mut self) -> TryRecord {
        let id = self.card_id();
        self.memory.get(&id).unwrap()
    }

    /// Writes what is remembered of the card.
    pub fn remember(&mut self, record: &TryRecord) {
        let id = self.card_id();
        self.memory.put(&id, record).unwrap();
    }

    /// Commands with `ins` that the card received and opened in all its life.
    #[must_use]
    pub fn received(&self, ins: u8) -> usize {
        self.card
            .journal()
            .iter()
            .filter(|entry| entry.ins == ins)
            .count()
    }
}

/// The installation key of every rig.
#[must_use]
pub fn installation() -> InstallationKey {
    InstallationKey::new([0x42; 32])
}
