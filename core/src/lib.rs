//! Core.
#![forbid(unsafe_code)]

pub mod agreement;
pub mod apdu;
pub mod bytes;
pub mod channel;
pub mod transceive;
