//! EF.COM: which files the application has (ICAO Doc 9303-10 section 4.6.1).
//! Not signed; the list that can be proved is in EF.SOD.

use core::fmt;

use cie_core::extension::tlv::{Tlv, TlvError, find};

/// File identifier.
pub const FILE_ID: u16 = 0x011E;
/// Short file identifier.
pub const SHORT_FILE_ID: u8 = 0x1E;

const TAG: u32 = 0x60;
const TAG_LDS_VERSION: u32 = 0x5F01;
const TAG_UNICODE_VERSION: u32 = 0x5F36;
const TAG_LIST: u32 = 0x5C;

/// A data group, 1 to 16.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataGroup(u8);

/// Tags of the data groups in the order of their numbers (ICAO Doc 9303-10
/// table 37).
const TAGS: [u8; 16] = [
    0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70,
];

#[allow(missing_docs, reason = "each constant is the data group of its name")]
impl DataGroup {
    pub const DG1: Self = Self(1);
    pub const DG2: Self = Self(2);
    pub const DG7: Self = Self(7);
    pub const DG11: Self = Self(11);
    pub const DG12: Self = Self(12);
    pub const DG14: Self = Self(14);
    pub const DG15: Self = Self(15);
}

impl DataGroup {
    /// The data group of a number, 1 to 16.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        match number {
            1..=16 => Some(Self(number)),
            _ => None,
        }
    }

    /// The data group of a file's tag.
    #[must_use]
    pub fn from_tag(tag: u8) -> Option<Self> {
        (1..)
            .zip(TAGS)
            .find(|(_, known)| *known == tag)
            .map(|(number, _)| Self(number))
    }

    /// Its number, 1 to 16; also its short file identifier.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The tag that its file begins with.
    #[must_use]
    pub fn tag(self) -> u8 {
        TAGS.get(usize::from(self.0) - 1)
            .copied()
            .unwrap_or_default()
    }

    /// Its file identifier.
    #[must_use]
    pub const fn file_id(self) -> u16 {
        0x0100 | self.0 as u16
    }
}

impl fmt::Display for DataGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DG{}", self.0)
    }
}

impl fmt::Debug for DataGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What EF.COM says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Com {
    /// Version of the logical data structure, such as `1.7`; `None` when the
    /// file has none or another form.
    pub lds_version: Option<(u8, u8)>,
    /// Version of Unicode, such as `4.0.0`.
    pub unicode_version: Option<(u8, u8, u8)>,
    /// The data groups, in the order of the file; tags of no data group are
    /// left out.
    pub data_groups: Vec<DataGroup>,
}

impl Com {
    /// Reads the file.
    ///
    /// # Errors
    /// [`TlvError`]; [`TlvError::Missing`] when the file is another one or
    /// lists no data groups.
    pub fn parse(file: &[u8]) -> Result<Self, TlvError> {
        let outer = super::file_content(file, TAG)?;
        let text = |tag| find(outer, tag).ok().map(|found: Tlv<'_>| found.value);
        let list = find(outer, TAG_LIST)?;
        Ok(Self {
            lds_version: text(TAG_LDS_VERSION).and_then(|digits| match digits {
                [a, b, c, d] => Some((two(*a, *b)?, two(*c, *d)?)),
                _ => None,
            }),
            unicode_version: text(TAG_UNICODE_VERSION).and_then(|digits| match digits {
                [a, b, c, d, e, f] => Some((two(*a, *b)?, two(*c, *d)?, two(*e, *f)?)),
                _ => None,
            }),
            data_groups: list
                .value
                .iter()
                .filter_map(|tag| DataGroup::from_tag(*tag))
                .collect(),
        })
    }

    /// Whether the file lists a data group.
    #[must_use]
    pub fn lists(&self, data_group: DataGroup) -> bool {
        self.data_groups.contains(&data_group)
    }
}

const fn two(tens: u8, units: u8) -> Option<u8> {
    cie_core::date::two_digits([tens, units])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;

    /// The example of ICAO Doc 9303-10 section 4.6.1 with the list of a CIE
    /// (italia/cie-mrtd-dotnet-sdk `EAC.cs`: LDS 1.7, Unicode 4.0.0).
    const FILE: [u8; 26] =
        hex!("60 18 5F01 04 30313037 5F36 06 303430303030 5C 06 61 75 63 6B 6C 6E");

    #[test]
    fn versions_and_data_groups_are_read() {
        let com = Com::parse(&FILE).unwrap();
        assert_eq!(com.lds_version, Some((1, 7)));
        assert_eq!(com.unicode_version, Some((4, 0, 0)));
        let numbers: Vec<_> = com.data_groups.iter().map(|dg| dg.number()).collect();
        assert_eq!(numbers, [1, 2, 3, 11, 12, 14]);
        assert!(com.lists(DataGroup::DG11) && !com.lists(DataGroup::DG15));
    }

    #[test]
    fn every_data_group_has_its_own_tag_and_file() {
        for number in 1..=16 {
            let data_group = DataGroup::new(number).unwrap();
            assert_eq!(DataGroup::from_tag(data_group.tag()), Some(data_group));
            assert_eq!(data_group.file_id(), 0x0100 + u16::from(number));
        }
        assert_eq!(DataGroup::new(0), None);
        assert_eq!(DataGroup::new(17), None);
        assert_eq!(DataGroup::from_tag(0x77), None);
    }

    #[test]
    fn a_file_without_a_list_is_refused_and_odd_versions_are_left_out() {
        assert_eq!(
            Com::parse(&hex!("60 07 5F01 04 30313037")),
            Err(TlvError::Missing(0x5C))
        );
        assert_eq!(Com::parse(&hex!("61 00")), Err(TlvError::Missing(0x60)));
        let com = Com::parse(&hex!("60 09 5F01 03 313037 5C 01 61")).unwrap();
        assert_eq!((com.lds_version, com.unicode_version), (None, None));
    }
}
