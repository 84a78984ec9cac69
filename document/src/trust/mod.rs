//! What issuers have signed. Nothing here talks to a card.
//!
//! Passive authentication ([`security_object`], [`chain`]) shows that data
//! come from an issuer that the caller trusts; active and chip authentication
//! ([`active`], and the key agreement of the channel) that the chip is not a
//! copy; [`clone_check`] that nobody has altered what the chip offers; [`listing`] whether
//! the unsigned list of files agrees with the signed one. A
//! [`verdict`] puts them together and says no more than was proved.
//!
//! This crate brings no certificate and trusts nobody by itself: the caller
//! fills a [`store::TrustStore`], and says what time it is.

pub mod active;
mod any_curve;
mod attributes;
pub mod card_security;
pub mod certificate;
pub mod chain;
pub mod clone_check;
pub mod cms;
pub mod country;
pub mod hash;
pub mod listing;
pub mod message_digest;
pub mod name;
pub mod oddity;
mod pss;
pub mod revocation;
pub mod security_object;
pub mod signature;
pub mod store;
pub mod verdict;
