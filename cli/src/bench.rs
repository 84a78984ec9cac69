//! A simulated card of which nothing is kept, for the demonstration and for
//! measuring.

use cie_core::{
    InstallationKey,
    apdu::command::ins,
    channel::plain::Traffic,
    error::Error,
    memory::VolatileMemory,
    op::Context,
    progress::CancelFlag,
    transceive::{Limits, Transceive},
};
use cie_sim::{Card, Options, Profile, SimulatedReader};
use getrandom::SysRng;
use rand_core::{Rng as _, UnwrapErr};

use crate::{clock, failure::Failure, random, tap::Metered};

/// A fresh card with its standard codes, and a memory that knows nothing.
pub(crate) struct Bench {
    reader: SimulatedReader,
    pub(crate) memory: VolatileMemory,
    installation: InstallationKey,
    rng: UnwrapErr<SysRng>,
}

impl Bench {
    /// # Errors
    /// The system gives no random numbers.
    pub(crate) fn new(profile: Profile, limits: Limits) -> Result<Self, Failure> {
        Self::with_options(profile, limits, Options::default())
    }

    /// # Errors
    /// The system gives no random numbers.
    pub(crate) fn with_options(
        profile: Profile,
        limits: Limits,
        options: Options,
    ) -> Result<Self, Failure> {
        let mut rng = random::system()?;
        let mut key = [0; 32];
        rng.fill_bytes(&mut key);
        Ok(Self {
            reader: SimulatedReader::new(Card::new(profile, options), limits),
            memory: VolatileMemory::new(),
            installation: InstallationKey::new(key),
            rng,
        })
    }

    /// One operation, and what went over the link.
    pub(crate) fn run<T>(
        &mut self,
        cancel: &CancelFlag,
        allow_last_try: bool,
        operation: impl FnOnce(&mut dyn Transceive, &mut Context<'_>) -> Result<T, Error>,
    ) -> (Result<T, Error>, Traffic) {
        let mut card = Metered::new(&mut self.reader);
        let result = operation(
            &mut card,
            &mut Context {
                rng: &mut self.rng,
                memory: &mut self.memory,
                installation: &self.installation,
                now: clock::now(),
                progress: &mut (),
                trace: &mut (),
                cancel,
                allow_last_try,
                only: None,
                same_card: None,
            },
        );
        (result, card.traffic)
    }

    /// The card.
    pub(crate) const fn card(&self) -> &Card {
        self.reader.card()
    }

    /// How often a code has reached the card.
    pub(crate) fn codes_received(&self) -> usize {
        let codes = [
            ins::VERIFY,
            ins::CHANGE_REFERENCE_DATA,
            ins::RESET_RETRY_COUNTER,
        ];
        let journal = self.reader.card().journal().iter();
        journal
            .filter(|entry| entry.lc > 0 && codes.contains(&entry.ins))
            .count()
    }

    /// The tries that the card itself counts for its PIN.
    pub(crate) fn pin_tries(&self) -> u8 {
        self.reader.card().pin_tries()
    }
}
