//! The travel-document application of the simulated card, driven with the core's machines and
//! nothing above them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod access;
mod chip;
mod faults;
mod files;
mod pace;
mod robustness;
mod settings;
mod terminal;
