//! The simulated TS-CNS, by raw APDUs.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod codes;
mod faults;
mod files;
mod reader;
mod signatures;
mod traced;
