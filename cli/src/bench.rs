//! A simulated card of which nothing is kept, for the demonstration and for
//! measuring.

use cie_core::{
    CancelFlag, Card, Error, InstallationKey, LastTry, Limits, Traffic, apdu::command::ins,
    memory::VolatileMemory,
};
use cie_sim::{Options, Profile, SimulatedReader};

use crate::{failure::Failure, random, tap::Metered};

/// A fresh card with its standard codes, and a memory that knows nothing.
pub(crate) struct Bench {
    reader: SimulatedReader,
    pub(crate) memory: VolatileMemory,
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
        let mut key = [0; 32];
        random::fill(&mut key)?;
        Ok(Self {
            reader: SimulatedReader::new(cie_sim::Card::new(profile, options), limits),
            memory: VolatileMemory::of(InstallationKey::new(key)),
        })
    }

    /// One operation, and what went over the link.
    pub(crate) fn run<T>(
        &mut self,
        cancel: &CancelFlag,
        last_try: LastTry,
        operation: impl FnOnce(&mut Card<'_>) -> Result<T, Error>,
    ) -> (Result<T, Error>, Traffic) {
        let mut reader = Metered::new(&mut self.reader);
        let mut watch = cancel.clone();
        let mut card = Card::new(&mut reader, &mut self.memory)
            .observer(&mut watch)
            .last_try(last_try);
        let result = operation(&mut card);
        (result, reader.traffic)
    }

    /// The card.
    pub(crate) const fn card(&self) -> &cie_sim::Card {
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
