//! DG14: what the chip offers to prove itself, and its keys (ICAO Doc 9303-10
//! section 4.7.14; -11 section 9.2).

use cie_core::extension::tlv::Tlv;

use super::security_info::{SecurityInfoError, SecurityInfos};

/// Tag of the file.
const TAG: u32 = 0x6E;

/// Reads the file. Bytes behind the set do not matter: EF.SOD has the digest of
/// the whole file, and some issuers leave them there (docs/adr/0015-leniency.md).
///
/// # Errors
/// [`SecurityInfoError`]; `NotASet` also when the file is another one.
pub fn parse(file: &[u8]) -> Result<SecurityInfos, SecurityInfoError> {
    SecurityInfos::parse(split(file)?.0)
}

/// Bytes behind the set, which mean nothing; 0 in a file that cannot be read.
#[must_use]
pub fn trailing(file: &[u8]) -> usize {
    split(file).map_or(0, |(_, behind)| behind.len())
}

/// The set, and what stands behind it.
fn split(file: &[u8]) -> Result<(&[u8], &[u8]), SecurityInfoError> {
    let outer = Tlv::single(file)?;
    if outer.tag != TAG {
        return Err(SecurityInfoError::NotASet);
    }
    let (_, behind) = Tlv::split(outer.value)?;
    let set = outer.value.len() - behind.len();
    Ok(outer.value.split_at_checked(set).unwrap_or_default())
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

    #[test]
    fn bytes_behind_the_set_are_counted_and_do_not_matter() {
        for (file, behind) in [
            (&hex!("6E11 310F 300D 06082A0304050607 0809 020101")[..], 0),
            (&hex!("6E13 310F 300D 06082A0304050607 0809 020101 0000"), 2),
            (&hex!("6E12 310F 300D 06082A0304050607 0809 020101 FF"), 1),
        ] {
            assert!(parse(file).is_ok_and(|infos| infos.entries().len() == 1));
            assert_eq!(trailing(file), behind);
        }
        // Behind the file itself nothing may stand, and a set must be whole.
        for file in [&hex!("6E02 3100 00")[..], &hex!("6E02 3101"), &hex!("6E00")] {
            assert!(parse(file).is_err());
            assert_eq!(trailing(file), 0);
        }
    }
}
