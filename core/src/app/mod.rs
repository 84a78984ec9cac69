//! Layer 7: applications on the card.

pub mod family;
pub mod ias;
