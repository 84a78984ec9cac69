//! A simulated Italian electronic identity card (CIE 3.0).

pub mod card;
pub mod ef_atr;
pub mod fault;
pub mod identity;
pub mod profile;
mod random;
mod reader;
pub mod serve;
pub mod state;

pub use card::{Card, ExtendedLength, JournalEntry, Options};
pub use fault::Faults;
pub use profile::Profile;
pub use reader::SimulatedReader;
pub use state::{STANDARD_PIN, STANDARD_PUK, State};
