//! The IAS ECC agreement of the CIE (CWA 15890 / "IAS ECC" device
//! authentication with privacy protection), as the open implementations agree
//! on it: italia/cie-middleware-linux `cie-pkcs11/CSP/IAS.cpp`,
//! pagopa/cie-sdk-android, pagopa/cie-sdk-ios.
//!
//! ```text
//! read   g, p, q (GET DATA), EF 1004, the authority's key (GET DATA)
//! agree  MSE SET y_IFD, GET DATA y_ICC             KeyAgreement
//!        K = SHA-256(Z ‖ counter), counter = 1      in clear up to here
//! prove  terminal: certificate, GET CHALLENGE,
//!        EXTERNAL AUTHENTICATE                      DeviceAuthentication
//!        chip: INTERNAL AUTHENTICATE                all under secure messaging
//!        counter = RND.ICC[4..8] ‖ RND.IFD[4..8]
//! ```

mod certificate;
mod device_authentication;
mod domain;
mod key_agreement;
mod keys;
pub mod terminal;

pub use certificate::{BODY_LEN, terminal_certificate};
pub use device_authentication::{Accepted, DeviceAuthentication, external_hash_input};
pub use domain::{Collected, DomainParameters, Parameter};
pub use key_agreement::{KeyAgreement, Transcript};
pub use keys::{AuthorityKey, ChipKey};

/// Why the agreement fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AgreementError {
    /// The card sent something that the protocol excludes.
    #[error("{0}")]
    Misbehaved(&'static str),
    /// The chip did not prove that it has its key.
    #[error("{0}")]
    NotProved(&'static str),
    /// The card has keys that no public description covers.
    #[error("{0}")]
    Unsupported(&'static str),
    /// The generator of random numbers repeats itself.
    #[error("random numbers that repeat themselves")]
    Random,
}
