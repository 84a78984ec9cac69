//! The TS-CNS: what the library reads of the simulated ones, and the operations
//! on them. Simulator and library were written apart.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod files;
mod losses;
mod operations;
mod recognition;
mod signature;
