//! The travel-document application: its files (the logical data structure of
//! ICAO Doc 9303-10), the machine-readable zone and the fiscal code.
//!
//! Nothing here talks to a card and nothing believes one: a parser says what
//! a file says, and the trust layer whether that was proved.

pub mod card_access;
pub mod curve;
pub mod date;
pub mod dg14;
pub mod public_key;
pub mod security_info;
