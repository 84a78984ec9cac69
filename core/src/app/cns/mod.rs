//! The TS-CNS: how it is found, what its answer to reset and its files say, and
//! the commands with codes ([`card`]) and with the
//! holder's key ([`signature`]).
//!
//! The other parsers believe nothing and talk to nobody: each says what a file
//! says. Everything they read may be read by anybody without a code; none of it
//! but the certificate is signed.

pub mod card;
pub mod card_number;
pub mod card_system;
pub mod certificate;
pub mod file_control;
pub mod personal_data;
pub mod signature;
