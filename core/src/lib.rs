//! The core of an open library for Italian citizen cards: secure messaging,
//! device authentication and the PIN and PUK of the CIE (Carta d'Identità
//! Elettronica), over any link that can carry an APDU.
//!
//! No operating system, no async runtime, no FFI: an app implements
//! [`transceive::Transceive`] for its reader and calls an operation of [`op`].
//!
//! ```text
//!          op              what a person asks for
//!           |  \
//!           |  recovery     the way back when codes are lost: needs no card
//!           |  /
//!           | trust         what issuers have signed
//!           |/
//!          app             the card's applications
//!         /   \
//!      file   agreement    reading files · how a channel gets its keys
//!         \   /
//!        channel           one logical exchange
//!           |
//!    apdu ─ transceive     one raw exchange: the seam
//!           |
//!         bytes
//! ```
//!
//! A layer uses the layers below it. [`error`], [`progress`], [`trace`] and
//! messages belong to all of them.
//!
//! ```
//! use cie_core::{Card, Error, Pin, Report, Transceive, memory::TryMemory};
//!
//! fn check(
//!     reader: &mut dyn Transceive,
//!     store: &mut dyn TryMemory,
//!     digits: &mut [u8],
//! ) -> Result<Report, Error> {
//!     let pin = Pin::take(digits).map_err(Error::at_start)?;
//!     Card::new(reader, store).verify_pin(&pin)
//! }
//! ```
//!
//! What holds whatever the card does:
//!
//! * a command with a code is sent once or not at all;
//! * success is a status word whose checksum was verified;
//! * a code that cannot be right never reaches the card;
//! * the last try of a code is used only if the caller says so;
//! * no code or key is in an error, a trace or a `Debug`, and none stays in
//!   memory when the operation is over.

#![forbid(unsafe_code)]

mod named;

pub mod agreement;
pub mod apdu;
pub mod app;
pub mod bytes;
mod card;
pub mod channel;
pub mod date;
mod error;
pub mod extension;
pub mod file;
pub mod memory;
pub mod messages;
mod observer;
mod op;
pub mod person;
mod phase;
pub mod recovery;
pub mod time;
mod trace;
mod transceive;
mod vocabulary;

pub use self::{
    agreement::password::{Can, MrzKey, Password},
    bytes::secret::{MalformedCode, Pin, Puk, WeakPin},
    card::{Card, LastTry},
    channel::plain::Traffic,
    error::{Blame, Error, ErrorCode, ErrorKind},
    observer::{CancelFlag, Observer},
    op::{
        CardDetails, CardInfo, ChipProof, HealthCard, NeededCodes, Operation, Report, Resolution,
        ResolveCodes, Settlement, Signature, SignatureScheme, UnblockVariant, hinted_kind,
    },
    phase::Phase,
    trace::Event,
    transceive::{Limits, LinkError, Transceive},
    vocabulary::{CardId, CardKind, CodeKind, InstallationKey, Pending, Tries},
};
