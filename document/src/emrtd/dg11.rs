//! DG11: additional personal details (ICAO Doc 9303-10 section 4.7.11). On
//! the CIE: full name, fiscal code, birth and address
//! (italia/cie-mrtd-dotnet-sdk `EAC.cs`).

use core::fmt;

use cie_core::{
    date::PartialDate,
    extension::tlv::{Children, TlvError},
    person::fiscal_code::{FiscalCode, FiscalCodeError},
};

use super::{
    mrz::Names,
    text::{date_as_written, lines, list, names, text},
};

const TAG: u32 = 0x6B;

/// What DG11 says. A field that the file does not have is `None` or empty; a
/// line of several is one element.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Dg11 {
    /// `5F0E`: the full name, with the letters of its own script.
    pub name: Option<Names>,
    /// `5F0F`: other names.
    pub other_names: Vec<Names>,
    /// `5F10`: the personal number; on the CIE the fiscal code, see
    /// [`Self::fiscal_code`].
    pub personal_number: Option<String>,
    /// `5F2B`: the date of birth with its century; `None` too when what is
    /// written is not a day.
    pub birth: Option<PartialDate>,
    /// The same as it is written.
    pub birth_as_written: Option<String>,
    /// `5F11`: the place of birth.
    pub birth_place: Vec<String>,
    /// `5F42`: the address.
    pub address: Vec<String>,
    /// `5F12`: the telephone number.
    pub telephone: Option<String>,
    /// `5F13`: the profession.
    pub profession: Option<String>,
    /// `5F14`: the title.
    pub title: Option<String>,
    /// `5F15`: a personal summary.
    pub summary: Option<String>,
    /// `5F16`: bytes of the image that proves citizenship; taken as present
    /// or not.
    pub has_proof_of_citizenship: bool,
    /// `5F17`: numbers of other valid documents.
    pub other_documents: Vec<String>,
    /// `5F18`: custody.
    pub custody: Option<String>,
}

impl Dg11 {
    /// Reads the file. Fields that it does not know are skipped.
    ///
    /// # Errors
    /// [`TlvError`]; [`TlvError::Missing`] when the file is another one.
    pub fn parse(file: &[u8]) -> Result<Self, TlvError> {
        let mut this = Self::default();
        for field in Children::of(super::file_content(file, TAG)?) {
            let field = field?;
            let value = field.value;
            match field.tag {
                0x5F0E => this.name = Some(names(value)),
                0xA0 => {
                    let others = list(&field, 0x5F0F)?;
                    this.other_names.extend(others.into_iter().map(names));
                }
                // Some documents do without the template.
                0x5F0F => this.other_names.push(names(value)),
                0x5F10 => this.personal_number = Some(text(value)),
                0x5F2B => {
                    this.birth = PartialDate::from_lds(value);
                    this.birth_as_written = Some(date_as_written(value));
                }
                0x5F11 => this.birth_place = lines(value),
                0x5F42 => this.address = lines(value),
                0x5F12 => this.telephone = Some(text(value)),
                0x5F13 => this.profession = Some(text(value)),
                0x5F14 => this.title = Some(text(value)),
                0x5F15 => this.summary = Some(text(value)),
                0x5F16 => this.has_proof_of_citizenship = !value.is_empty(),
                0x5F17 => this.other_documents = lines(value),
                0x5F18 => this.custody = Some(text(value)),
                _ => {}
            }
        }
        Ok(this)
    }

    /// The personal number as a fiscal code; `None` when there is none.
    #[must_use]
    pub fn fiscal_code(&self) -> Option<Result<FiscalCode, FiscalCodeError>> {
        let number = self.personal_number.as_deref()?;
        Some(FiscalCode::parse(number.trim_end_matches('<')))
    }
}

/// Which person it is, is not for logs.
impl fmt::Debug for Dg11 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dg11(hidden)")
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

    /// In the order that a CIE has (italia/cie-mrtd-dotnet-sdk `EAC.cs`).
    fn file() -> Vec<u8> {
        let mut fields = Vec::new();
        push(&mut fields, 0x5C, &[0x5F, 0x0E, 0x5F, 0x10, 0x5F, 0x2B]);
        push(&mut fields, 0x5F0E, "ROSSI<<MARIA<NICOLÒ".as_bytes());
        push(&mut fields, 0x5F10, b"RSSMRA80A41F205B");
        push(&mut fields, 0x5F2B, b"19800101");
        push(&mut fields, 0x5F11, b"MILANO<MI");
        push(
            &mut fields,
            0x5F42,
            "VIA DELLA LIBERTÀ 1<ROMA<RM".as_bytes(),
        );
        encode(TAG, &fields)
    }

    #[test]
    fn the_fields_of_a_cie_are_read() {
        let dg11 = Dg11::parse(&file()).unwrap();
        let name = dg11.name.clone().unwrap();
        assert_eq!(
            (&*name.primary, &*name.secondary),
            ("ROSSI", "MARIA NICOLÒ")
        );
        assert!(!name.may_be_truncated);
        assert_eq!(dg11.birth, Date::new(1980, 1, 1).map(Into::into));
        assert_eq!(dg11.birth_place, ["MILANO", "MI"]);
        assert_eq!(dg11.address, ["VIA DELLA LIBERTÀ 1", "ROMA", "RM"]);
        let code = dg11.fiscal_code().unwrap().unwrap();
        assert_eq!(code.as_str(), "RSSMRA80A41F205B");
        assert_eq!((dg11.telephone, dg11.profession), (None, None));
    }

    #[test]
    fn other_names_come_from_the_template_and_the_count_is_not_believed() {
        let mut names = encode(0x02, &[200]);
        push(&mut names, 0x5F0F, b"BIANCHI<<MARIA");
        push(&mut names, 0x5F0F, b"VERDI<<M");
        let file = encode(TAG, &encode(0xA0, &names));
        let primary: Vec<_> = Dg11::parse(&file)
            .unwrap()
            .other_names
            .into_iter()
            .map(|name| name.primary)
            .collect();
        assert_eq!(primary, ["BIANCHI", "VERDI"]);
    }

    #[test]
    fn a_birth_that_is_no_day_is_kept_as_written_and_leaves_the_rest() {
        let mut fields = encode(0x5F2B, b"19681399");
        push(&mut fields, 0x5F10, b"RSSMRA80A41F205B");
        let dg11 = Dg11::parse(&encode(TAG, &fields)).unwrap();
        assert_eq!(dg11.birth, None);
        assert_eq!(dg11.birth_as_written.as_deref(), Some("19681399"));
        assert!(dg11.fiscal_code().unwrap().is_ok());
    }

    #[test]
    fn text_that_is_not_utf_8_is_taken_as_iso_8859_1() {
        let file = encode(TAG, &encode(0x5F42, b"LIBERT\xC0"));
        assert_eq!(Dg11::parse(&file).unwrap().address, ["LIBERTÀ"]);
    }

    #[test]
    fn an_empty_file_has_nothing_and_another_file_is_refused() {
        assert_eq!(Dg11::parse(&encode(TAG, &[])).unwrap(), Dg11::default());
        assert_eq!(Dg11::parse(&encode(0x6C, &[])), Err(TlvError::Missing(TAG)));
        assert_eq!(Dg11::default().fiscal_code(), None);
    }

    #[test]
    fn no_truncated_or_altered_file_panics() {
        let file = file();
        cie_tests::altered::altered(&file, |file| {
            if let Ok(dg11) = Dg11::parse(file) {
                let _ = dg11.fiscal_code();
            }
        });
    }
}
