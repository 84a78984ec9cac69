//! DG14: what the chip offers to prove itself, and its keys (ICAO Doc 9303-10
//! section 4.7.14; -11 section 9.2).

use super::security_info::{SecurityInfoError, SecurityInfos};
use crate::bytes::tlv::Tlv;

/// Tag of the file.
const TAG: u32 = 0x6E;

/// Reads the file.
///
/// # Errors
/// [`SecurityInfoError`]; `NotASet` also when the file is another one.
pub fn parse(file: &[u8]) -> Result<SecurityInfos, SecurityInfoError> {
    let outer = Tlv::single(file)?;
    if outer.tag != TAG {
        return Err(SecurityInfoError::NotASet);
    }
    SecurityInfos::parse(outer.value)
}

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn the_set_is_inside_the_tag_of_the_file() {
        let file = hex!("6E11 310F 300D 06082A0304050607 0809 020101");
        assert!(parse(&file).is_ok_and(|infos| infos.entries().len() == 1));
        assert_eq!(parse(&hex!("6F02 3100")), Err(SecurityInfoError::NotASet));
    }
}
