//! The simulated card, driven with raw APDUs.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod agreement;
mod serving;
mod terminal;
