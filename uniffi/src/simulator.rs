//! The simulated card, for an app's own tests and for work on its screens.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cie_core::{Limits, LinkError, Transceive as _};
use cie_sim::{
    AnyProfile, Card, DocumentOptions, Faults, Options, SimulatedCard as _, SimulatedReader, State,
    cns, lds::Document,
};

use crate::{
    link::{LinkLimits, Transceiver, TransceiverError},
    simulated_fault::{FaultPlace, fall_due, has_fault},
};

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

/// A simulated CIE or TS-CNS, with the codes that `docs/simulator.md` names: PIN
/// 24681357, PUK 13572468, CAN 123456 of a CIE; PIN 24680, PUK 13572468 of a
/// TS-CNS. It is a [`Transceiver`] itself. It remembers codes and counters as
/// long as the object lives.
#[derive(uniffi::Object)]
pub struct SimulatedCard {
    held: Mutex<Held>,
    /// At which exchange the library has a fault, and where.
    fault: Mutex<Option<(u32, FaultPlace)>>,
}

/// A reader with a card of either kind in it.
enum Held {
    Cie(Box<SimulatedReader<Card>>),
    Cns(Box<SimulatedReader<cns::Card>>),
}

/// The same of either card.
macro_rules! of_either {
    ($held:expr, $reader:ident => $value:expr) => {
        match $held {
            Held::Cie($reader) => $value,
            Held::Cns($reader) => $value,
        }
    };
}

#[uniffi::export]
impl SimulatedCard {
    /// A fresh CIE of a family (`gemalto`, `st`, `nxp`, `actalis` or `bit4id`) or
    /// TS-CNS of a card system (`cns-athena`, `cns-st` and `cns-idemia` over
    /// contacts, `cns-idemia-nfc` and `cns-st2022-nfc`), over a link that takes
    /// extended length or does not.
    ///
    /// # Errors
    /// [`SimulatorError`]: there is no such profile.
    #[uniffi::constructor]
    pub fn new(profile: &str, extended: bool) -> Result<Arc<Self>, SimulatorError> {
        let profile: AnyProfile = profile.parse().map_err(unknown)?;
        Ok(Self::of(profile, extended, profile.fresh_state()))
    }

    /// The same, with so many tries left of PIN (at most 3) and PUK (at most 10,
    /// of a TS-CNS 3).
    ///
    /// # Errors
    /// [`SimulatorError`]: there is no such profile.
    #[uniffi::constructor]
    pub fn with_tries(
        profile: &str,
        extended: bool,
        pin_tries: u8,
        puk_tries: u8,
    ) -> Result<Arc<Self>, SimulatorError> {
        let profile: AnyProfile = profile.parse().map_err(unknown)?;
        let state = profile.fresh_state().with_tries(pin_tries, puk_tries);
        Ok(Self::of(profile, extended, state))
    }

    /// Turns the fault knobs (`NAME` or `NAME=VALUE`, see `docs/simulator.md`),
    /// all others back. Exchanges are counted from 0 over the life of the
    /// object: `drop-after=12` loses the answer of exchange 12.
    ///
    /// # Errors
    /// [`SimulatorError`]: there is no such fault, or not on this card, and
    /// nothing is turned.
    pub fn set_faults(&self, faults: Vec<String>) -> Result<(), SimulatorError> {
        let mut held = self.held();
        held.profile().check_faults(&faults).map_err(unknown)?;
        let faults = Faults::parse(faults).map_err(unknown)?;
        of_either!(&mut *held, reader => reader.card_mut().set_faults(faults));
        Ok(())
    }

    /// Has the library panic once, at this exchange (counted as for `set_faults`), when the card has
    /// carried out the command: for an app that wants to see what a fault of the library is to it.
    pub fn fault_at(&self, exchange: u32, place: FaultPlace) {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        *fault = Some((exchange, place));
    }

    /// Takes the card out of the field and puts it back.
    pub fn tap_again(&self) {
        of_either!(&mut *self.held(), reader => reader.card_mut().leave_field());
    }

    /// Exchanges so far.
    #[must_use]
    pub fn exchanges(&self) -> u32 {
        of_either!(&*self.held(), reader => reader.card().exchanges())
    }

    /// Tries left of the PIN.
    #[must_use]
    pub fn pin_tries(&self) -> u8 {
        of_either!(&*self.held(), reader => reader.card().pin_tries())
    }

    /// Tries left of the PUK.
    #[must_use]
    pub fn puk_tries(&self) -> u8 {
        of_either!(&*self.held(), reader => reader.card().puk_tries())
    }

    /// Whether this is the PIN. Uses no try.
    #[must_use]
    pub fn has_pin(&self, digits: &[u8]) -> bool {
        of_either!(&*self.held(), reader => reader.card().has_pin(digits))
    }
}

impl SimulatedCard {
    fn of(profile: AnyProfile, extended: bool, state: State) -> Arc<Self> {
        let options = Options::default();
        let limits = if extended {
            Limits::EXTENDED
        } else {
            Limits::SHORT
        };
        let held = match profile {
            AnyProfile::Cie(profile) => {
                let card = Card::with_state(profile, options, state);
                Held::Cie(Box::new(SimulatedReader::new(card, limits)))
            }
            AnyProfile::Cns(profile) => {
                let card = cns::Card::with_state(profile, options, state);
                Held::Cns(Box::new(SimulatedReader::new(card, limits)))
            }
        };
        Arc::new(Self {
            held: Mutex::new(held),
            fault: Mutex::new(None),
        })
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the fault is due at this exchange, which is the only one that has it.
    fn fault_due(&self, exchange: u32) -> Option<FaultPlace> {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, place) = fault.take_if(|(at, _)| *at == exchange)?;
        Some(place)
    }
}

impl Held {
    fn profile(&self) -> AnyProfile {
        match self {
            Self::Cie(reader) => AnyProfile::Cie(reader.card().profile()),
            Self::Cns(reader) => AnyProfile::Cns(reader.card().profile()),
        }
    }
}

#[uniffi::export]
impl Transceiver for SimulatedCard {
    fn limits(&self) -> Result<LinkLimits, TransceiverError> {
        let Limits {
            max_command,
            max_response,
            extended,
            atr,
            ..
        } = of_either!(&*self.held(), reader => reader.limits());
        let bytes = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(LinkLimits {
            max_command: bytes(max_command),
            max_response: bytes(max_response),
            extended,
            historical_bytes: atr.as_deref().and_then(historical_bytes),
        })
    }

    fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, TransceiverError> {
        let mut held = self.held();
        let due = self.fault_due(of_either!(&*held, reader => reader.card().exchanges()));
        let answer = of_either!(&mut *held, reader => reader.transceive(&command));
        match due {
            // With the lock held, as a fault of the library would find it.
            Some(FaultPlace::Callback) => has_fault(&format!("{command:02X?}")),
            Some(FaultPlace::Operation) => fall_due(format!("{command:02X?}")),
            None => {}
        }
        answer.map_err(|why| match why {
            LinkError::Unavailable(reason) => TransceiverError::Unavailable { reason },
            LinkError::Unsupported(reason) => TransceiverError::Unsupported { reason },
            LinkError::Busy => TransceiverError::Busy,
            LinkError::Cancelled => TransceiverError::Cancelled,
            _ => TransceiverError::CardLost,
        })
    }
}

/// What a phone would tell of the card: of its answer to reset the historical
/// bytes. T0 has their number in its low half, and a check byte is behind them
/// (ISO/IEC 7816-3, section 8.2).
fn historical_bytes(atr: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(atr.get(1)? & 0x0F);
    let (_check, rest) = atr.split_last()?;
    let start = rest.len().checked_sub(count)?;
    rest.get(start..).map(<[u8]>::to_vec)
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
