//! The command as a person or a program runs it: arguments, standard input,
//! one line of JSON, exit code.

// Pseudo-terminals, signals, modes of files.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod cie;
mod codes;
mod core_dumps;
mod demo;
mod document;
mod documented;
mod health_card;
mod interrupted;
mod lost;
mod odd_documents;
mod pin;
mod prompt;
mod read;
mod recover;
mod state;
mod state_folder;
mod usage;
