//! Layer 1: bounded TLV, codes that wipe themselves, hexadecimal.

pub mod hex;
pub mod secret;
pub(crate) mod stack;
pub mod tlv;
