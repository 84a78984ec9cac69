//! Checks, changes and unblocks the PIN of Italian citizen cards, over any link that
//! carries APDUs: the electronic identity card (Carta d'Identità Elettronica, CIE 3.0)
//! and the health card (TS-CNS).
//!
//! ```
//! use cie_core::{Card, CardKind, Limits, Pin, memory::VolatileMemory};
//! use cie_sim::{Options, Profile, STANDARD_PIN, SimulatedReader};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A simulated card. For real ones implement `Transceive` for your reader, and keep
//! // what is remembered of them in files: `cie_store::TextMemory`.
//! let simulated = cie_sim::Card::new(Profile::default(), Options::default());
//! let mut reader = SimulatedReader::new(simulated, Limits::EXTENDED);
//! let mut store = VolatileMemory::new();
//! let mut digits = STANDARD_PIN.as_bytes().to_vec();
//!
//! let mut card = Card::new(&mut reader, &mut store).only(CardKind::Cie);
//! let pin = Pin::take(&mut digits)?;
//! match card.verify_pin(&pin) {
//!     Ok(report) => println!("right; tries left: {:?}", report.tries_left),
//!     Err(error) => println!("{error}; tries left: {:?}", error.tries()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Where to find what
//!
//! * Every operation is a method of [`Card`].
//! * [`Transceive`] is your reader, [`TryMemory`](memory::TryMemory) what is remembered
//!   between taps, [`Observer`] a progress bar, a trace and a cancel button.
//! * What goes wrong is an [`Error`]: what happened ([`ErrorKind`], with a stable
//!   [`ErrorCode`]), where ([`Phase`]), and on which card. [`messages`] has sentences
//!   for people in Italian, English and German.
//! * [`LastTry`] records whether the person agreed to use a code's last try.
//! * The crate `cie-document` reads the travel document and has a TS-CNS sign;
//!   `cie-recovery` says what to do about lost codes; `cie-sim` has simulated cards.
//!
//! # What holds whatever the card does
//!
//! * A command with a code is sent once or not at all.
//! * Success is a status word whose checksum was verified; a TS-CNS protects none of
//!   its answers, so its word is never reported as confirmed.
//! * A code that cannot be right never reaches the card.
//! * The last try of a code is used only if the caller says so.
//! * No code or key is in an error, a trace or a `Debug`, and none stays in memory when
//!   the operation is over.
//!
//! # Machinery
//!
//! The modules `agreement`, `apdu`, `app`, `bytes`, `channel` and `file` are what the
//! operations are made of. They are public for the simulated cards and the tests, carry no
//! promise of stability, and are shown by `cargo doc --document-hidden-items` alone. An
//! application outside this crate, as `cie-document` is, takes what it needs from
//! [`extension`].
//!
//! ```text
//!     Card, op             what a person asks for
//!        |
//!       app                the card's applications
//!      /   \
//!   file   agreement       reading files · how a channel gets its keys
//!      \   /
//!     channel              one logical exchange
//!        |
//! apdu ─ Transceive        one raw exchange: the seam
//!        |
//!      bytes
//! ```
//!
//! A layer uses the layers below it.

#![forbid(unsafe_code)]

mod named;

#[doc(hidden)]
pub mod agreement;
#[doc(hidden)]
pub mod apdu;
#[doc(hidden)]
pub mod app;
#[doc(hidden)]
pub mod bytes;
mod card;
#[doc(hidden)]
pub mod channel;
pub mod date;
mod entry;
mod error;
pub mod extension;
#[doc(hidden)]
pub mod file;
pub mod memory;
pub mod messages;
mod next_step;
mod observer;
mod op;
pub mod person;
mod phase;
pub mod time;
mod trace;
mod transceive;
mod vocabulary;

/// The traits of random number generators, in the version that [`Card::with`] takes.
pub use rand_core;

#[cfg(feature = "os")]
pub use self::card::check_randomness;
pub use self::{
    agreement::password::{Can, MrzKey, Password, PasswordReference},
    apdu::StatusWord,
    app::{
        cns::{card_number::CardNumber, card_system::CardSystem, personal_data::PersonalData},
        family::Family,
    },
    bytes::secret::{MalformedCode, Pin, Puk, WeakPin},
    card::{Card, LastTry},
    channel::plain::Traffic,
    entry::{check_entry, check_new_pin},
    error::{Blame, Error, ErrorCode, ErrorKind},
    memory::KnownTries,
    next_step::NextStep,
    observer::{CancelFlag, Observer},
    op::{
        CardDetails, CardInfo, ChipProof, HealthCard, NeededCodes, Operation, Report, Resolution,
        ResolveCodes, Settlement, UnblockVariant, hinted_kind,
    },
    phase::Phase,
    trace::Event,
    transceive::{Limits, LinkError, Transceive},
    vocabulary::{CardId, CardKind, CodeKind, Entry, InstallationKey, Pending, Tries},
};
