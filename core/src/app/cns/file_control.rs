//! File control information: what SELECT with P2 `00` answers (ISO/IEC 7816-4,
//! section 7.4; the trace of a card in OpenSC issue 3804).
//!
//! No operation needs it: how long a file is, its content says, and files are
//! selected without this answer. It is here for anyone who explores a card whose files
//! nobody has described, such as ACe 2025, and the simulator's answers are
//! checked against it.

use crate::bytes::tlv::{self, Tlv, TlvError};

/// Templates of file control information and of file control parameters.
const TEMPLATES: [u32; 2] = [0x6F, 0x62];
const SIZE: u32 = 0x80;
const DESCRIPTOR: u32 = 0x82;
const IDENTIFIER: u32 = 0x83;

/// What a selected file is. What the card does not say is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileControl {
    /// Whether it is a directory.
    pub is_directory: Option<bool>,
    /// Size in bytes of an elementary file.
    pub size: Option<u16>,
    /// File identifier.
    pub identifier: Option<u16>,
}

impl FileControl {
    /// Reads the data field of the answer.
    ///
    /// # Errors
    /// [`TlvError`]; [`TlvError::Missing`] when it is something else.
    pub fn parse(answer: &[u8]) -> Result<Self, TlvError> {
        let outer = Tlv::single(answer)?;
        if !TEMPLATES.contains(&outer.tag) {
            return Err(TlvError::Missing(TEMPLATES[0]));
        }
        // All of it must be whole, also what nobody asks for.
        for object in outer.children() {
            object?;
        }
        let value = |tag| match tlv::find(outer.value, tag) {
            Ok(object) => Ok(Some(object.value)),
            Err(TlvError::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        };
        let number = |tag| -> Result<Option<u16>, TlvError> {
            let Some(value) = value(tag)? else {
                return Ok(None);
            };
            let number = <[u8; 2]>::try_from(value).map_err(|_| TlvError::Unsupported)?;
            Ok(Some(u16::from_be_bytes(number)))
        };
        Ok(Self {
            is_directory: value(DESCRIPTOR)?
                .and_then(<[u8]>::first)
                .map(|descriptor| descriptor & 0x38 == 0x38),
            size: number(SIZE)?,
            identifier: number(IDENTIFIER)?,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;
    use cie_tests::altered::altered;

    /// EF_DatiPersonali of the card in OpenSC issue 3804.
    const PERSONAL_DATA: [u8; 58] = hex!(
        "6F38 80020190 8203010000 83021102 850101 860900FFFFFFFFFFFFFFFF 8A0105"
        "CB18 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
    );

    #[test]
    fn size_identifier_and_kind_are_read_and_what_is_missing_is_none() {
        assert_eq!(
            FileControl::parse(&PERSONAL_DATA),
            Ok(FileControl {
                is_directory: Some(false),
                size: Some(400),
                identifier: Some(0x1102),
            })
        );
        let directory = FileControl::parse(&hex!("620B 81020000 820138 83021100")).unwrap();
        assert_eq!(
            (directory.is_directory, directory.size, directory.identifier),
            (Some(true), None, Some(0x1100))
        );
        assert_eq!(
            FileControl::parse(&hex!("6F00")),
            Ok(FileControl::default())
        );
    }

    #[test]
    fn what_is_no_file_control_information_is_refused() {
        for answer in [
            &hex!("")[..],
            &hex!("30020101"),
            &hex!("6F0480020190 00"),
            &hex!("6F03800101"),
            &hex!("6F0580030001 90"),
        ] {
            assert!(FileControl::parse(answer).is_err(), "{answer:02X?}");
        }
    }

    #[test]
    fn altered_answers_do_no_harm() {
        altered(&PERSONAL_DATA, |answer| {
            let _ = FileControl::parse(answer);
        });
    }
}
