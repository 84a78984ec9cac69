//! DG1: the machine-readable zone (ICAO Doc 9303-10 section 4.7.1).

use super::mrz::{Mrz, MrzError};
use crate::bytes::tlv::{TlvError, find};

const TAG: u32 = 0x61;
const TAG_MRZ: u32 = 0x5F1F;

/// Why DG1 cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Dg1Error {
    /// The encoding is broken, or the file is another one.
    #[error(transparent)]
    Encoding(#[from] TlvError),
    /// The zone in it is none.
    #[error(transparent)]
    Mrz(#[from] MrzError),
}

/// Reads the file.
///
/// # Errors
/// [`Dg1Error`]. Wrong check digits are none: see
/// [`Mrz::wrong_check_digits`].
pub fn parse(file: &[u8]) -> Result<Mrz, Dg1Error> {
    let zone = find(super::file_content(file, TAG)?, TAG_MRZ)?.value;
    let text = core::str::from_utf8(zone).map_err(|_| MrzError::Character)?;
    Ok(Mrz::parse(text)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::{app::emrtd::mrz::Format, bytes::tlv};

    #[test]
    fn the_zone_of_each_size_is_read() {
        for (zone, format) in [
            (
                "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6\
                 ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
                Format::Td1,
            ),
            (
                "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6",
                Format::Td2,
            ),
            (
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\
                 L898902C36UTO7408122F1204159ZE184226B<<<<<10",
                Format::Td3,
            ),
        ] {
            let file = tlv::encode(TAG, &tlv::encode(TAG_MRZ, zone.as_bytes()));
            let mrz = parse(&file).unwrap();
            assert_eq!(mrz.format, format);
            assert_eq!(mrz.verify(), Ok(()));
        }
    }

    #[test]
    fn a_file_without_a_zone_is_refused() {
        for (file, error) in [
            (
                tlv::encode(0x75, &[]),
                Dg1Error::Encoding(TlvError::Missing(TAG)),
            ),
            (
                tlv::encode(TAG, &[]),
                Dg1Error::Encoding(TlvError::Missing(TAG_MRZ)),
            ),
            (
                tlv::encode(TAG, &tlv::encode(TAG_MRZ, &[0xFF; 90])),
                Dg1Error::Mrz(MrzError::Character),
            ),
            (
                tlv::encode(TAG, &tlv::encode(TAG_MRZ, b"<")),
                Dg1Error::Mrz(MrzError::Length(1)),
            ),
        ] {
            assert_eq!(parse(&file), Err(error));
        }
    }
}
