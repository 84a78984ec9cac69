//! The advisor, from outside: what it says in the cases that its sources decide,
//! and what holds whatever it is told.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failed step or a wrong index must fail the test"
)]

mod anywhere;
mod broken_rows;
mod cases;
mod cie;
mod clock;
mod conflicts;
mod contacts;
mod expect;
mod municipalities;
mod properties;
mod reading;
mod regions;
mod rules;
mod texts;
mod voice;
