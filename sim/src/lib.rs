//! A simulated Italian electronic identity card (CIE 3.0), good enough that software which knows
//! nothing of it takes it for a card; and, in [`cns`], a simulated health card (TS-CNS).
//!
//! [`Card`] is the card: bytes in, bytes out, no I/O. It verifies what it is sent (certificate,
//! proof of the terminal, checksums, codes) and keeps its counters. A [`Profile`] chooses the
//! family, [`Options`] and [`Faults`] what else is different or goes wrong.
//!
//! ```text
//!   SimulatedReader          serve::serve_listener        serve::connect_vpcd
//!   (in this process)        (bare TCP)                   (into pcscd, by way of vpcd)
//!          \                        |                          /
//!                                  Card ── State (codes, counters; a file)
//!                     /             |             \
//!               Profile          Faults          identity (keys, certificates, files)
//! ```
//!
//! Reader and sockets take any [`SimulatedCard`]; [`AnyProfile`] makes one by its name.
//!
//! The card shares TLV, APDUs, secure messaging and the arithmetic of the agreements with
//! `cie-core`, and nothing that knows in which order things are done: that is written here a second
//! time, so that a mistake in the order does not go unnoticed.
//!
//! ```
//! use cie_core::{Limits, Transceive};
//! use cie_sim::{Card, Options, Profile, SimulatedReader};
//!
//! let card = Card::new(Profile::Gemalto, Options::default());
//! let mut reader = SimulatedReader::new(card, Limits::SHORT);
//! let answer = reader.transceive(&[0x00, 0xA4, 0x00, 0x0C])?;
//! assert_eq!(answer, [0x90, 0x00]);
//! # Ok::<(), cie_core::LinkError>(())
//! ```
//!
//! The [`assumptions`] say what of all this is known from public sources and what is not.

mod any;
pub mod assumptions;
mod card;
pub mod cns;
pub mod ef_atr;
pub mod fault;
pub mod identity;
mod interface;
pub mod lds;
pub mod profile;
mod random;
mod reader;
pub mod serve;
pub mod standard;
mod state;

pub use any::{AnyProfile, UnknownAnyProfile};
pub use card::{Card, ExtendedLength, Options};
pub use fault::Faults;
pub use interface::{JournalEntry, SimulatedCard};
pub use lds::{DocumentOptions, STANDARD_CAN};
pub use profile::Profile;
pub use reader::SimulatedReader;
pub use state::{STANDARD_PIN, STANDARD_PUK, State};
