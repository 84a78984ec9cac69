//! The simulated card, driven with raw APDUs.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod agreement;
mod codes;
mod device_authentication;
mod families;
mod faults;
mod files;
mod link;
mod robustness;
mod secure_messaging;
mod serving;
mod signatures;
mod terminal;
