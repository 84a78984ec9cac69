//! The travel document in Italian citizen cards, and what issuers have signed: its
//! files ([`emrtd`]), signatures, certificates and verdicts ([`trust`]), the
//! operations [`read_identity`] and [`sign`], and sentences for people
//! ([`messages`]).
//!
//! `cie-core` talks to the card; this crate uses only its public types and, to run
//! operations of its own, `cie_core::extension`.

#![forbid(unsafe_code)]

pub mod ber;
pub mod emrtd;
mod holder_certificate;
pub mod messages;
mod read_identity;
mod sign;
pub mod trust;

pub use self::{
    holder_certificate::HolderCertificate,
    read_identity::{Access, DocumentFile, Identity, ReadRequest, Unread, read_identity},
    sign::sign,
};
