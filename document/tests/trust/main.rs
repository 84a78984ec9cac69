//! Signed objects, chains and verdicts against OpenSSL as the maker of every
//! certificate, list and signature: it shares no code with us.
//!
//! Without the `openssl` command (Debian package openssl) these tests fail: a
//! check that did not run is not a check.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed step or a wrong index must fail the test"
)]

mod active;
mod authority;
mod bench;
mod chain;
mod country;
mod forms;
mod listing;
mod name;
mod odd_forms;
mod real_card;
mod robustness;
mod seeds;
mod signature;
mod store;
mod verdict;
