//! DG12: additional details of the document (ICAO Doc 9303-10 section
//! 4.7.12).

use core::fmt;

use cie_core::{
    date::PartialDate,
    extension::tlv::{Children, TlvError},
};

use super::{
    mrz::Names,
    text::{date_as_written, list, names, text},
};

const TAG: u32 = 0x6C;

/// What DG12 says. A field that the file does not have is `None` or empty.
/// Images are borrowed from the file.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Dg12<'a> {
    /// `5F19`: the authority that issued the document.
    pub issuing_authority: Option<String>,
    /// `5F26`: the date of issue; `None` too when what is written is not a day.
    pub issue: Option<PartialDate>,
    /// The same as it is written.
    pub issue_as_written: Option<String>,
    /// `5F1A`: other persons in the document.
    pub other_persons: Vec<Names>,
    /// `5F1B`: endorsements and observations.
    pub endorsements: Option<String>,
    /// `5F1C`: tax and exit requirements.
    pub exit_requirements: Option<String>,
    /// `5F1D`: an image of the front.
    pub front: Option<&'a [u8]>,
    /// `5F1E`: an image of the rear.
    pub rear: Option<&'a [u8]>,
    /// `5F55`: when the document was personalised, `YYYYMMDDhhmmss`.
    pub personalised: Option<String>,
    /// `5F56`: serial number of the system that personalised it.
    pub personalisation_system: Option<String>,
}

impl<'a> Dg12<'a> {
    /// Reads the file. Fields that it does not know are skipped.
    ///
    /// # Errors
    /// [`TlvError`]; [`TlvError::Missing`] when the file is another one.
    pub fn parse(file: &'a [u8]) -> Result<Self, TlvError> {
        let mut this = Self::default();
        for field in Children::of(super::file_content(file, TAG)?) {
            let field = field?;
            let value = field.value;
            match field.tag {
                0x5F19 => this.issuing_authority = Some(text(value)),
                0x5F26 => {
                    this.issue = PartialDate::from_lds(value);
                    this.issue_as_written = Some(date_as_written(value));
                }
                0xA0 => {
                    let others = list(&field, 0x5F1A)?;
                    this.other_persons.extend(others.into_iter().map(names));
                }
                // Some documents do without the template.
                0x5F1A => this.other_persons.push(names(value)),
                0x5F1B => this.endorsements = Some(text(value)),
                0x5F1C => this.exit_requirements = Some(text(value)),
                0x5F1D => this.front = Some(value),
                0x5F1E => this.rear = Some(value),
                0x5F55 => this.personalised = Some(moment(value)),
                0x5F56 => this.personalisation_system = Some(text(value)),
                _ => {}
            }
        }
        Ok(this)
    }
}

/// Fourteen digits as text, or seven bytes of packed decimal.
fn moment(bytes: &[u8]) -> String {
    match bytes {
        [_, _, _, _, _, _, _] => cie_core::extension::hex::upper(bytes),
        _ => text(bytes),
    }
}

/// Which document it is, is not for logs.
impl fmt::Debug for Dg12<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dg12(hidden)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use cie_core::{
        date::Date,
        extension::tlv::{encode, push},
    };

    fn file() -> Vec<u8> {
        let mut fields = encode(0x5C, &[0x5F, 0x19, 0x5F, 0x26]);
        push(&mut fields, 0x5F19, b"MINISTRY OF THE INTERIOR");
        push(&mut fields, 0x5F26, b"20240229");
        push(&mut fields, 0xA0, &encode(0x5F1A, b"ROSSI<<MARIO"));
        push(&mut fields, 0x5F1D, &[0xFF, 0xD8, 0xFF]);
        push(
            &mut fields,
            0x5F55,
            &[0x20, 0x24, 0x03, 0x01, 0x10, 0x20, 0x30],
        );
        encode(TAG, &fields)
    }

    #[test]
    fn authority_date_and_images_are_read() {
        let file = file();
        let dg12 = Dg12::parse(&file).unwrap();
        assert_eq!(
            dg12.issuing_authority.as_deref(),
            Some("MINISTRY OF THE INTERIOR")
        );
        assert_eq!(dg12.issue, Date::new(2024, 2, 29).map(Into::into));
        assert_eq!(dg12.issue_as_written.as_deref(), Some("20240229"));
        assert_eq!(dg12.other_persons.first().unwrap().secondary, "MARIO");
        assert_eq!(dg12.front, Some(&[0xFF, 0xD8, 0xFF][..]));
        assert_eq!(dg12.rear, None);
        assert_eq!(dg12.personalised.as_deref(), Some("20240301102030"));
    }

    #[test]
    fn a_date_that_is_no_day_is_kept_as_written_and_leaves_the_rest() {
        for (written, as_written, known) in [
            (&b"20230229"[..], "20230229", None),
            (b"20230200", "20230200", Some("2023-02")),
            (&[0x20, 0x23, 0x13, 0x01], "20231301", None),
            (b"00000000", "00000000", None),
            (b"230228", "230228", None),
            (b"2023\x1b[2J", "2023 [2J", None),
            (b"", "", None),
        ] {
            let mut fields = encode(0x5F26, written);
            push(&mut fields, 0x5F19, b"COMUNE DI PROVA");
            let file = encode(TAG, &fields);
            let dg12 = Dg12::parse(&file).unwrap();
            let issue = dg12.issue.map(|date| date.to_string());
            assert_eq!(issue.as_deref(), known, "{as_written}");
            assert_eq!(dg12.issue_as_written.as_deref(), Some(as_written));
            assert_eq!(dg12.issuing_authority.as_deref(), Some("COMUNE DI PROVA"));
        }
    }

    #[test]
    fn another_file_is_refused() {
        assert_eq!(Dg12::parse(&encode(0x6B, &[])), Err(TlvError::Missing(TAG)));
    }

    #[test]
    fn no_truncated_or_altered_file_panics() {
        cie_tests::altered::altered(&file(), |file| drop(Dg12::parse(file)));
    }
}
