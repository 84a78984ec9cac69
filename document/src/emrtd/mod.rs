//! The travel-document application: its files (the logical data structure of
//! ICAO Doc 9303-10), the machine-readable zone and the fiscal code.
//!
//! Nothing here talks to a card and nothing believes one: a parser says what
//! a file says, and the trust layer whether that was proved.

pub mod card_access;
pub mod com;
pub mod curve;
pub mod dg1;
pub mod dg11;
pub mod dg12;
pub mod dg14;
pub mod dg15;
pub mod dg2;
pub mod dg7;
pub mod document;
pub mod holder;
pub mod image;
pub mod mrz;
pub mod public_key;
pub mod security_info;
pub(crate) mod text;

use cie_core::extension::tlv::{Tlv, TlvError};

/// The value of a file that is one data object with `tag` and nothing else.
fn file_content(file: &[u8], tag: u32) -> Result<&[u8], TlvError> {
    let outer = Tlv::single(file)?;
    if outer.tag == tag {
        Ok(outer.value)
    } else {
        Err(TlvError::Missing(tag))
    }
}
