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
//! use cie_core::{
//!     bytes::secret::Pin,
//!     error::Error,
//!     op::{self, Context, memory::TryMemory},
//!     transceive::Transceive,
//! };
//!
//! fn check(card: &mut dyn Transceive, digits: &mut [u8], cx: &mut Context<'_>) {
//!     let outcome = Pin::take(digits)
//!         .map_err(Error::at_start)
//!         .and_then(|pin| op::verify_pin(card, &pin, cx));
//!     match outcome {
//!         Ok(report) => println!("right; tries left: {:?}", report.tries_left),
//!         Err(error) => println!("{}: tries left: {:?}", error.code(), error.tries()),
//!     }
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

pub mod agreement;
pub mod apdu;
pub mod app;
pub mod bytes;
pub mod channel;
pub mod date;
pub mod error;
pub mod extension;
pub mod file;
pub mod messages;
pub mod op;
pub mod person;
pub mod progress;
pub mod recovery;
pub mod time;
pub mod trace;
pub mod transceive;
#[doc(hidden)]
pub mod trust {
    pub use crate::time;
}
