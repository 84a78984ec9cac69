//! Layer 1: bounded TLV, codes that wipe themselves, hexadecimal,
//! foreign text.

pub mod hex;
pub mod secret;
pub(crate) mod stack;
pub mod text;
pub mod tlv;
