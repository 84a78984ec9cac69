//! What the tests share: a rig of a simulated card, a link that can be cut or
//! bent, and a memory, with which every operation is one call.
//!
//! Nothing here ships.

#![allow(
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

pub mod rig;
pub mod wire;

pub use rig::{NEW_PIN, Operation, Outcome, PIN, PUK, Rig, WRONG_PIN, WRONG_PUK};
pub use wire::{Bend, Wire};
