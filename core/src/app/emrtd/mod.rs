//! The travel-document application: its files (the logical data structure of
//! ICAO Doc 9303-10), the machine-readable zone and the fiscal code.
//!
//! Nothing here talks to a card and nothing believes one: a parser says what
//! a file says, and the trust layer whether that was proved.

pub mod card_access;
pub mod com;
pub mod curve;
pub use crate::date;
pub mod dg1;
pub mod dg11;
pub mod dg12;
pub mod dg14;
pub mod dg15;
pub mod dg2;
pub mod dg7;
pub mod document;
pub use crate::person::fiscal_code;
pub mod holder;
pub mod image;
pub mod mrz;
pub mod public_key;
pub mod security_info;
pub(crate) mod text;

use crate::bytes::tlv::{Tlv, TlvError};

/// The value of a file that is one data object with `tag` and nothing else.
fn file_content(file: &[u8], tag: u32) -> Result<&[u8], TlvError> {
    let outer = Tlv::single(file)?;
    if outer.tag == tag {
        Ok(outer.value)
    } else {
        Err(TlvError::Missing(tag))
    }
}

/// Every beginning of `file`, and `file` with every single bit turned over.
#[cfg(test)]
pub(crate) fn altered(file: &[u8], mut parse: impl FnMut(&[u8])) {
    for end in 0..file.len() {
        parse(file.get(..end).unwrap_or_default());
    }
    let mut file = file.to_vec();
    for position in 0..file.len() {
        for bit in 0..8 {
            let flip = |byte: &mut u8| *byte ^= 1 << bit;
            file.get_mut(position).map(flip);
            parse(&file);
            file.get_mut(position).map(flip);
        }
    }
}
