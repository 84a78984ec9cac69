//! What the tests share: a rig of a simulated card, a link that can be cut or
//! bent, and a memory, with which every operation is one call.
//!
//! Nothing here ships.

#![allow(
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

pub mod altered;
pub mod command;
pub mod docs;
#[cfg(target_os = "linux")]
pub mod memory;
pub mod operation;
pub mod played;
pub mod rig;
pub mod sentences;
pub mod served;
pub mod tcp;
pub mod text;
pub mod trial;
pub mod twist;
pub mod wire;

pub use operation::Operation;
pub use played::{Codes, TestCard};
pub use rig::{NEW_PIN, Outcome, PIN, PUK, Rig, WRONG_PIN, WRONG_PUK};
pub use wire::{LinkFault, Wire};
