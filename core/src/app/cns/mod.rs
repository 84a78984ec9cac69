//! The TS-CNS: what its answer to reset and its files say.
//!
//! Nothing here talks to a card and nothing believes one: a parser says what a
//! file says. Everything it reads may be read by anybody without a code; none
//! of it but the certificate is signed.

pub mod card_number;
pub mod card_system;
pub mod certificate;
pub mod file_control;
pub mod personal_data;
