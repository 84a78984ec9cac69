//! Core.
#![forbid(unsafe_code)]

pub mod agreement;
pub mod apdu;
pub mod app;
pub mod bytes;
pub mod channel;
pub mod error;
pub mod file;
pub mod op;
pub mod progress;
pub mod trace;
pub mod transceive;
