//! The simulated card, for an app's own tests and for work on its screens.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cie_core::transceive::{Limits, LinkError, Transceive as _};
use cie_sim::{
    Card, DocumentOptions, Faults, Options, Profile, SimulatedReader, State, lds::Document,
};

use crate::link::{LinkLimits, Transceiver, TransceiverError};

/// What was asked of the simulated card makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum SimulatorError {
    /// No such profile, fault or value.
    #[error("{reason}")]
    Unknown {
        /// What there is.
        reason: String,
    },
}

/// A simulated CIE, with the codes that `docs/simulator.md` names: PIN 24681357,
/// PUK 13572468, CAN 123456. It is a [`Transceiver`] itself. It remembers codes
/// and counters as long as the object lives.
#[derive(uniffi::Object)]
pub struct SimulatedCard(Mutex<SimulatedReader>);

#[uniffi::export]
impl SimulatedCard {
    /// A fresh card of a family (`gemalto`, `st`, `nxp`, `actalis` or `bit4id`)
    /// over a link that takes extended length or does not.
    ///
    /// # Errors
    /// [`SimulatorError`]: there is no such family.
    #[uniffi::constructor]
    pub fn new(profile: &str, extended: bool) -> Result<Arc<Self>, SimulatorError> {
        let profile: Profile = profile.parse().map_err(unknown)?;
        Ok(Self::of(profile, extended, State::default()))
    }

    /// The same, with so many tries left of PIN (at most 3) and PUK (at most 10).
    ///
    /// # Errors
    /// [`SimulatorError`]: there is no such family.
    #[uniffi::constructor]
    pub fn with_tries(
        profile: &str,
        extended: bool,
        pin_tries: u8,
        puk_tries: u8,
    ) -> Result<Arc<Self>, SimulatorError> {
        let profile: Profile = profile.parse().map_err(unknown)?;
        let state = State::default().with_tries(pin_tries, puk_tries);
        Ok(Self::of(profile, extended, state))
    }

    /// Turns the fault knobs (`NAME` or `NAME=VALUE`, see `docs/simulator.md`),
    /// all others back. Exchanges are counted from 0 over the life of the
    /// object: `drop-after=12` loses the answer of exchange 12.
    ///
    /// # Errors
    /// [`SimulatorError`]: there is no such fault, and nothing is turned.
    pub fn set_faults(&self, faults: Vec<String>) -> Result<(), SimulatorError> {
        let faults = Faults::parse(faults).map_err(unknown)?;
        self.reader().card_mut().set_faults(faults);
        Ok(())
    }

    /// Takes the card out of the field and puts it back.
    pub fn tap_again(&self) {
        self.reader().card_mut().leave_field();
    }

    /// Exchanges so far.
    #[must_use]
    pub fn exchanges(&self) -> u32 {
        self.reader().card().exchanges()
    }

    /// Tries left of the PIN.
    #[must_use]
    pub fn pin_tries(&self) -> u8 {
        self.reader().card().pin_tries()
    }

    /// Tries left of the PUK.
    #[must_use]
    pub fn puk_tries(&self) -> u8 {
        self.reader().card().puk_tries()
    }

    /// Whether this is the PIN. Uses no try.
    #[must_use]
    pub fn has_pin(&self, digits: &[u8]) -> bool {
        self.reader().card().has_pin(digits)
    }
}

impl SimulatedCard {
    fn of(profile: Profile, extended: bool, state: State) -> Arc<Self> {
        let card = Card::with_state(profile, Options::default(), state);
        let limits = if extended {
            Limits::EXTENDED
        } else {
            Limits::SHORT
        };
        Arc::new(Self(Mutex::new(SimulatedReader::new(card, limits))))
    }

    fn reader(&self) -> MutexGuard<'_, SimulatedReader> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Transceiver for SimulatedCard {
    fn limits(&self) -> Result<LinkLimits, TransceiverError> {
        let reader = self.reader();
        let Limits {
            max_command,
            max_response,
            extended,
            ..
        } = reader.limits();
        let bytes = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(LinkLimits {
            max_command: bytes(max_command),
            max_response: bytes(max_response),
            extended,
            historical_bytes: historical_bytes(reader.card().profile().atr()),
        })
    }

    fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, TransceiverError> {
        self.reader().transceive(&command).map_err(|why| match why {
            LinkError::Unavailable(reason) => TransceiverError::Unavailable { reason },
            LinkError::Busy => TransceiverError::Busy,
            LinkError::Cancelled => TransceiverError::Cancelled,
            _ => TransceiverError::CardLost,
        })
    }
}

/// What a phone would tell of the card: the answer to reset without what the
/// reader puts around it (PC/SC part 3 section 3.1.3.2.3).
fn historical_bytes(atr: &[u8]) -> Option<Vec<u8>> {
    let (_check, rest) = atr.split_last()?;
    rest.get(4..).map(<[u8]>::to_vec)
}

/// The certificates of those who sign simulated documents, DER, for a
/// `TrustStore` of a test. Whoever trusts them in an app trusts anybody.
#[uniffi::export]
#[must_use]
pub fn simulated_country_signers() -> Vec<Vec<u8>> {
    let document = Document::new(&DocumentOptions::default());
    vec![document.trust().country_signer.clone()]
}

fn unknown(why: impl std::fmt::Display) -> SimulatorError {
    SimulatorError::Unknown {
        reason: why.to_string(),
    }
}
