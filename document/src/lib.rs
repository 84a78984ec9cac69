//! The travel document in Italian citizen cards, and what issuers have signed: its
//! files ([`emrtd`]), signatures, certificates and verdicts ([`trust`]), the
//! operations [`read_identity`] and [`sign`], and sentences for people
//! ([`messages`]).
//!
//! `cie-core` talks to the card; this crate uses only its public types and, to run
//! operations of its own, `cie_core::extension`.
//!
//! ```
//! use cie_core::{Can, Card, Limits, Password, memory::VolatileMemory, time::UnixTime};
//! use cie_document::{Access, DataGroup, ReadRequest, TrustStore, read_identity};
//! use cie_sim::{Options, Profile, STANDARD_CAN, SimulatedReader};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A simulated card. For real ones implement `Transceive` for your reader.
//! let simulated = cie_sim::Card::new(Profile::default(), Options::default());
//! let mut reader = SimulatedReader::new(simulated, Limits::EXTENDED);
//! let mut store = VolatileMemory::new();
//! let mut card = Card::new(&mut reader, &mut store);
//!
//! // The six digits on the front of the card.
//! let can = Password::Can(Can::new(STANDARD_CAN.as_bytes())?);
//! let request = ReadRequest::new(Access::Pace(&can), &[DataGroup::DG1, DataGroup::DG11]);
//! let identity = read_identity(&mut card, &request)?;
//!
//! let now = UnixTime::now();
//! println!("{}", identity.holder(now).full_name().unwrap_or_default());
//! // Trusts nobody yet: `TrustStore::add` takes the certificates of country signers.
//! let verdict = identity.verdict(&TrustStore::new(), now);
//! assert!(verdict.data_intact.is_proved());
//! assert!(!verdict.signer_trusted.is_proved());
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

pub mod ber;
pub mod emrtd;
mod holder_certificate;
pub mod messages;
mod read_identity;
mod sign;
pub mod trust;

pub use self::{
    emrtd::com::DataGroup,
    holder_certificate::HolderCertificate,
    read_identity::{Access, DocumentFile, Identity, ReadRequest, Unread, read_identity},
    sign::sign,
    trust::store::TrustStore,
};
