//! Layer 7: applications on the card.

pub mod access;
pub mod cns;
pub mod code;
pub mod family;
pub mod ias;
