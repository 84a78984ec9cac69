//! Who the travel document says its holder is: what DG1, DG2, DG7, DG11 and
//! DG12 say, joined into one value with typed dates and numbers.
//!
//! Where two files say the same, the fuller one is taken: DG11 has the whole name
//! and the century of the birth, DG1 is cut short and has two digits of the
//! year (ICAO Doc 9303-10 sections 4.7.1 and 4.7.11).

use core::fmt;

use cie_core::{
    date::{Date, PartialDate},
    person::fiscal_code::{FiscalCode, FiscalCodeError},
};

use super::{
    com::DataGroup,
    dg1,
    dg2::{self, Face},
    dg7::{self, DisplayedImage},
    dg11::Dg11,
    dg12::Dg12,
    mrz::{Field, Mrz, Names, Sex},
};

/// What the document says of its holder and of itself. What no file that was
/// read says is `None` or empty. None of it is believed here: whether it was
/// proved is in [`Verdict`](crate::trust::verdict::Verdict).
///
/// Personal data: silent in `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Holder<'a> {
    /// The surname.
    pub surname: Option<String>,
    /// The given names, with spaces between them. May be empty.
    pub given_names: Option<String>,
    /// The name comes from printed lines that had no room left: something may
    /// be missing at its end.
    pub name_may_be_truncated: bool,
    /// The date of birth. From DG1 alone its century is guessed: a person of
    /// a hundred years or more comes out too young.
    pub birth: Option<PartialDate>,
    /// The date of birth as the printed lines have it, which need not be a day:
    /// six characters, `YYMMDD`.
    pub birth_as_printed: Option<String>,
    /// The place of birth, a part each: on the CIE municipality and province.
    pub birth_place: Vec<String>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The nationality: up to three letters (ICAO Doc 9303-3 section 5).
    pub nationality: Option<String>,
    /// The address, a part each: on the CIE street, municipality, province.
    pub address: Vec<String>,
    /// The personal number as it stands in the document; on the CIE the
    /// fiscal code.
    pub personal_number: Option<String>,
    /// The personal number as a fiscal code, its check character verified,
    /// omocodia understood.
    pub fiscal_code: Option<FiscalCode>,
    /// Why the personal number is not a fiscal code, if there is one.
    pub fiscal_code_problem: Option<FiscalCodeError>,
    /// The number of the document.
    pub document_number: Option<String>,
    /// State or organisation that issued it: up to three letters (ICAO Doc
    /// 9303-3 section 5).
    pub issuing_state: Option<String>,
    /// The authority that issued it: on the CIE the municipality.
    pub issuing_authority: Option<String>,
    /// The date of issue.
    pub issue: Option<PartialDate>,
    /// The date of issue as DG12 has it, which need not be a day: `YYYYMMDD`.
    pub issue_as_printed: Option<String>,
    /// The date of expiry: the last day on which it is valid. `None` also for a
    /// card without a limit.
    pub expiry: Option<PartialDate>,
    /// The date of expiry as the printed lines have it, which need not be a
    /// day: six characters, `YYMMDD`.
    pub expiry_as_printed: Option<String>,
    /// The card is valid without a limit: see [`Mrz::is_unlimited`].
    pub unlimited: bool,
    /// Every image of the face, untouched.
    pub faces: Vec<Face<'a>>,
    /// Every image of the signature, untouched.
    pub signatures: Vec<DisplayedImage<'a>>,
    /// Check digits of the printed lines that do not match.
    pub wrong_check_digits: Vec<Field>,
    /// Files that were read and could not be understood, DG1 also if a field of
    /// it could not be; nothing of what could not be is above.
    pub malformed: Vec<DataGroup>,
}

impl<'a> Holder<'a> {
    /// Joins what the files say. `file` gives the content of a data group, if
    /// it was read; `today` tells the century of two-digit years.
    #[must_use]
    pub fn of(file: impl Fn(DataGroup) -> Option<&'a [u8]>, today: Date) -> Self {
        let mut malformed = Vec::new();
        let mrz = parsed(&file, DataGroup::DG1, dg1::parse, &mut malformed);
        let faces = parsed(&file, DataGroup::DG2, dg2::parse, &mut malformed);
        let signatures = parsed(&file, DataGroup::DG7, dg7::parse, &mut malformed);
        let person = parsed(&file, DataGroup::DG11, Dg11::parse, &mut malformed);
        let document = parsed(&file, DataGroup::DG12, Dg12::parse, &mut malformed);
        let mut this = Self {
            faces: faces.unwrap_or_default(),
            signatures: signatures.unwrap_or_default(),
            malformed,
            ..Self::default()
        };
        if let Some(mrz) = mrz {
            this.take_printed(mrz, today);
        }
        if let Some(person) = person {
            this.take_person(person);
        }
        if let Some(document) = document {
            this.issuing_authority = document.issuing_authority;
            this.issue = document.issue;
            this.issue_as_printed = document.issue_as_written;
        }
        this
    }

    fn take_printed(&mut self, mrz: Mrz, today: Date) {
        let malformed = mrz.malformed().to_vec();
        let has = |field: Field| !malformed.contains(&field);
        if !malformed.is_empty() {
            self.malformed.insert(0, DataGroup::DG1);
        }
        self.wrong_check_digits = mrz.wrong_check_digits().to_vec();
        self.birth = mrz.birth.birth(today);
        self.unlimited = mrz.is_unlimited();
        self.expiry = mrz.expiry.expiry(today).filter(|_| !self.unlimited);
        self.birth_as_printed = has(Field::Birth).then(|| mrz.birth.as_str().to_owned());
        self.expiry_as_printed = has(Field::Expiry).then(|| mrz.expiry.as_str().to_owned());
        self.sex = mrz.sex;
        if has(Field::Names) {
            self.take_names(mrz.names);
        }
        self.nationality = has(Field::Nationality).then_some(mrz.nationality);
        self.document_number = has(Field::DocumentNumber).then_some(mrz.document_number);
        self.issuing_state = has(Field::IssuingState).then_some(mrz.issuing_state);
    }

    fn take_person(&mut self, person: Dg11) {
        match person.fiscal_code() {
            Some(Ok(code)) => self.fiscal_code = Some(code),
            Some(Err(problem)) => self.fiscal_code_problem = Some(problem),
            None => {}
        }
        if let Some(names) = person.name {
            self.take_names(names);
        }
        self.birth = person.birth.or(self.birth);
        let printed = self.birth_as_printed.take();
        self.birth_as_printed = printed.or(person.birth_as_written);
        self.birth_place = person.birth_place;
        self.address = person.address;
        self.personal_number = person.personal_number;
    }

    fn take_names(&mut self, names: Names) {
        self.surname = Some(names.primary);
        self.given_names = Some(names.secondary);
        self.name_may_be_truncated = names.may_be_truncated;
    }

    /// Given names and surname with a space between them; `None` when neither
    /// is known.
    #[must_use]
    pub fn full_name(&self) -> Option<String> {
        let parts = [self.given_names.as_deref(), self.surname.as_deref()];
        let known: Vec<_> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        (!known.is_empty()).then(|| known.join(" "))
    }
}

/// What a file says, if it was read. That it was read and says nothing is
/// noted.
fn parsed<'a, T, E>(
    file: impl Fn(DataGroup) -> Option<&'a [u8]>,
    group: DataGroup,
    parse: impl FnOnce(&'a [u8]) -> Result<T, E>,
    malformed: &mut Vec<DataGroup>,
) -> Option<T> {
    let result = parse(file(group)?);
    if result.is_err() {
        malformed.push(group);
    }
    result.ok()
}

/// Which person it is, is not for logs.
impl fmt::Debug for Holder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Holder(hidden)")
    }
}

#[cfg(test)]
#[path = "holder_tests.rs"]
mod tests;
