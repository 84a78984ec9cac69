//! DG1: the machine-readable zone (ICAO Doc 9303-10 section 4.7.1).

use cie_core::extension::tlv::{TlvError, find};

use super::mrz::{Mrz, MrzError};

const TAG: u32 = 0x61;
const TAG_MRZ: u32 = 0x5F1F;

/// Why DG1 cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Dg1Error {
    /// The encoding is broken, or the file is another one.
    #[error(transparent)]
    Encoding(#[from] TlvError),
    /// What is in it is not a machine-readable zone.
    #[error(transparent)]
    Mrz(#[from] MrzError),
}

/// Reads the file, field by field ([`Mrz::from_chip`]).
///
/// # Errors
/// [`Dg1Error`]: another file, or a zone of no known length. Wrong check digits
/// and malformed fields are not errors: see [`Mrz::wrong_check_digits`] and
/// [`Mrz::malformed`].
pub fn parse(file: &[u8]) -> Result<Mrz, Dg1Error> {
    Ok(Mrz::from_chip(zone(file)?)?)
}

/// The issuing state: the third to fifth character, whatever the rest of the
/// zone is like. `None` where there are none.
#[must_use]
pub fn issuing_state(file: &[u8]) -> Option<String> {
    let state = zone(file).ok()?.get(2..5)?.to_ascii_uppercase();
    let state = String::from_utf8(state).ok()?;
    let printed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'<';
    let state = state.trim_end_matches('<').to_owned();
    (!state.is_empty() && state.bytes().all(printed)).then_some(state)
}

fn zone(file: &[u8]) -> Result<&[u8], TlvError> {
    Ok(find(super::file_content(file, TAG)?, TAG_MRZ)?.value)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::emrtd::mrz::{Field, Format};
    use cie_core::extension::tlv;

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
                tlv::encode(TAG, &tlv::encode(TAG_MRZ, b"<")),
                Dg1Error::Mrz(MrzError::Length(1)),
            ),
        ] {
            assert_eq!(parse(&file), Err(error));
        }
    }

    #[test]
    fn one_odd_character_leaves_the_issuing_state_and_every_other_field() {
        const ZONE: &str = "C<ITACA00000AA4<<<<<<<<<<<<<<<8001014F3501014ITA<<<<<<<<<<<6\
                            ONEIL<<SIMULATA<<<<<<<<<<<<<<<";
        for (from, to, field) in [
            ("ONEIL<", "O'NEIL", Field::Names),
            ("ONEIL<", "O NEIL", Field::Names),
            ("ONEIL<", "O\nNEIL", Field::Names),
            // Two bytes, and so one byte more.
            ("ONEIL<", "ÖNEIL<", Field::Names),
            ("800101", "8O0101", Field::Birth),
            ("800101", "80-101", Field::Birth),
            ("350101", "3501O1", Field::Expiry),
            ("CA00000AA", "CA 0000AA", Field::DocumentNumber),
            ("4ITA", "4I.A", Field::Nationality),
        ] {
            let zone = ZONE.replacen(from, to, 1);
            let file = tlv::encode(TAG, &tlv::encode(TAG_MRZ, zone.as_bytes()));
            let mrz = parse(&file).unwrap();
            assert_eq!(mrz.malformed(), [field], "{to}");
            assert_eq!(mrz.issuing_state, "ITA");
            assert_eq!(issuing_state(&file).as_deref(), Some("ITA"));
            let no_number = field == Field::DocumentNumber;
            assert_eq!(mrz.document_number.is_empty(), no_number);
            // What a person types is right or is refused.
            assert!(
                to.contains([' ', '\n']) || Mrz::parse(&zone).is_err(),
                "{to}"
            );
        }
    }

    #[test]
    fn a_zone_of_nothing_but_odd_characters_or_of_another_length_names_what_it_can() {
        let file = |zone: &[u8]| tlv::encode(TAG, &tlv::encode(TAG_MRZ, zone));
        let strange = file(&[0xFF; 90]);
        assert!(
            parse(&strange)
                .unwrap()
                .malformed()
                .contains(&Field::IssuingState)
        );
        assert_eq!(issuing_state(&strange), None);
        assert_eq!(issuing_state(&file(b"C<D<<<")).as_deref(), Some("D"));
        assert_eq!(issuing_state(&file(b"C<<<<<")), None);
        assert_eq!(issuing_state(&file(b"C<IT")), None);
    }
}
