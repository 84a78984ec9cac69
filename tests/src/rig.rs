//! A card, a link, a memory: everything an operation needs.

use chacha20::ChaCha20Rng;
use cie_core::{
    CancelFlag, CardId, CardInfo, CardKind, Error, Event, InstallationKey, Limits, Phase, Pin, Puk,
    Report, Resolution, ResolveCodes, Transceive, UnblockVariant,
    memory::{TryMemory, TryRecord, VolatileMemory},
    op::{self, Context},
    progress::Progress,
    time::UnixTime,
    trace::Trace,
};
use cie_sim::{Card, Faults, Options, Profile, cns};
use rand_core::SeedableRng;

use crate::{
    played::{Codes, Played},
    wire::{Bend, Exchange, Wire},
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

/// The operations with a code, as the tests run them: with right codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Verify [`PIN`].
    Verify,
    /// Change [`PIN`] to [`NEW_PIN`].
    Change,
    /// Unblock with [`PUK`] to [`NEW_PIN`], `2C 02`.
    Unblock,
    /// The same with `2C 03` first.
    UnblockResetFirst,
}

impl Operation {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Verify,
        Self::Change,
        Self::Unblock,
        Self::UnblockResetFirst,
    ];

    /// Those that a TS-CNS knows.
    pub const OF_A_TS_CNS: [Self; 3] = [Self::Verify, Self::Change, Self::Unblock];

    /// A stable name for tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Change => "change",
            Self::Unblock => "unblock",
            Self::UnblockResetFirst => "unblock, reset first",
        }
    }

    /// Runs it with the right codes of a CIE.
    ///
    /// # Errors
    /// The operation's.
    pub fn run_on(self, link: &mut dyn Transceive, cx: &mut Context<'_>) -> Result<Report, Error> {
        self.run_with(Codes::CIE, link, cx)
    }

    /// Runs it with these codes.
    ///
    /// # Errors
    /// The operation's.
    pub fn run_with(
        self,
        codes: Codes,
        link: &mut dyn Transceive,
        cx: &mut Context<'_>,
    ) -> Result<Report, Error> {
        let new = pin(codes.new_pin);
        let unblock = |variant, link: &mut dyn Transceive, cx: &mut Context<'_>| {
            card.unblock_pin(&puk(codes.puk), &new, variant)
        };
        match self {
            Self::Verify => card.verify_pin(&pin(codes.pin)),
            Self::Change => card.change_pin(&pin(codes.pin), &new),
            Self::Unblock => unblock(UnblockVariant::Direct, link, cx),
            Self::UnblockResetFirst => unblock(UnblockVariant::ResetFirst, link, cx),
        }
    }

    /// Commands with a code in a run that succeeds.
    #[must_use]
    pub const fn code_commands(self) -> usize {
        match self {
            Self::Verify => 1,
            Self::Change | Self::Unblock => 2,
            Self::UnblockResetFirst => 3,
        }
    }
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

    fn is_cancelled(&self) -> bool {
        self.1.is_cancelled()
    }
}

/// A card, a link, a memory.
#[derive(Clone)]
pub struct Rig<C = Card> {
    /// The simulated card.
    pub card: C,
    /// What the link carries.
    pub limits: Limits,
    /// What is remembered.
    pub memory: VolatileMemory,
    /// What the link does to the next run.
    pub bend: Option<Bend>,
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
        Self::of_card(Card::new(profile, options), limits)
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

impl<C: Played> Rig<C> {
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
        self.card.leave_field();
        let mut card = self.card.clone();
        let mut wire = Wire::new(&mut card, self.limits.clone());
        wire.bend = self.bend.take();
        let result = self.card_on(&mut wire, run);
        self.last.log = wire.log;
        self.card = card;
        result
    }

    /// Runs something with this rig's memory, over a link of its own.
    pub fn card_on<T>(
        &mut self,
        link: &mut dyn Transceive,
        run: impl FnOnce(&mut Card<'_>) -> T,
    ) -> T {
        let mut rng = ChaCha20Rng::seed_from_u64(self.seed);
        self.last = Outcome::default();
        let mut watch = Watch(&mut self.last, &self.cancel);
        let mut card = Card::with(link, &mut self.memory, &mut rng, self.now)
            .observer(&mut watch)
            .last_try(self.last_try)
            .only(self.only)
            .same_card(self.same_card);
        run(&mut card)
    }

    /// Runs an operation with right codes.
    ///
    /// # Errors
    /// The operation's.
    pub fn run(&mut self, operation: Operation) -> Result<Report, Error> {
        self.tap(|card| operation.run_with(C::CODES, wire, cx))
    }

    /// [`op::verify_pin`].
    ///
    /// # Errors
    /// The operation's.
    pub fn verify(&mut self, digits: &str) -> Result<Report, Error> {
        self.tap(|card| card.verify_pin(&pin(digits)))
    }

    /// [`op::change_pin`].
    ///
    /// # Errors
    /// The operation's.
    pub fn change(&mut self, old: &str, new: &str) -> Result<Report, Error> {
        self.tap(|card| card.change_pin(&pin(old), &pin(new)))
    }

    /// [`op::unblock_pin`].
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

    /// [`op::resolve`], with every code that might be needed.
    ///
    /// # Errors
    /// The operation's.
    pub fn resolve(&mut self) -> Result<Resolution, Error> {
        let Codes {
            pin: old,
            new_pin: new,
            puk: own_puk,
            ..
        } = C::CODES;
        let (old, new, puk) = (pin(old), pin(new), puk(own_puk));
        let codes = ResolveCodes {
            card: self.card_id(),
            new_pin: Some(&new),
            old_pin: Some(&old),
            puk: Some(&puk),
        };
        self.tap(|card| card.resolve(Some(codes)))
    }

    /// [`op::card_info`].
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
