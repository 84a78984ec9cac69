//! Families of CIE chips, told apart by the answer to reset or by EF.ATR.
//!
//! A hint: a chip that is not listed, or listed wrongly, works all the same,
//! with an exchange more or a few.

use core::fmt;

use hex_literal::hex;

/// Maker of a CIE's chip or operating system, as the official software groups
/// them (italia/cie-middleware-linux `ATR.cpp`; italia/cie-middleware-macos
/// for the newest).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Family {
    /// Gemalto, two answers to reset.
    Gemalto,
    /// STMicroelectronics, three answers to reset.
    St,
    /// NXP.
    Nxp,
    /// Actalis, on JCOP 4. Also for JCOP 4 cards that no list has yet.
    Actalis,
    /// Bit4id, on JCOP 4.
    Bit4id,
}

impl Family {
    /// The name, as people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gemalto => "Gemalto",
            Self::St => "ST",
            Self::Nxp => "NXP",
            Self::Actalis => "Actalis",
            Self::Bit4id => "Bit4id",
        }
    }

    /// Whether the IAS application of this family says in EF.ATR that it does
    /// not take extended length: the last byte of its card capabilities, `47 03
    /// 94 01 80` and `81`, lacks the bit that Actalis sets (ISO/IEC
    /// 7816-4:2020 section 12.1.1.9, third software function table).
    #[must_use]
    pub const fn denies_extended_in_ias(self) -> bool {
        matches!(self, Self::Nxp | Self::St)
    }

    /// Whether an answer to reset tells a family that
    /// [denies extended length](Self::denies_extended_in_ias). One without
    /// historical bytes tells nothing: cards of several kinds have it.
    #[must_use]
    pub fn atr_denies_extended_in_ias(atr: &[u8]) -> bool {
        // The low half of T0 is their number (ISO/IEC 7816-3, section 8.2.2).
        let historical = atr.get(1).is_some_and(|t0| t0 & 0x0F != 0);
        historical && Self::from_atr(atr).is_some_and(Self::denies_extended_in_ias)
    }

    /// The family that an answer to reset tells, by the bytes it contains:
    /// readers add and cut around the historical bytes.
    #[must_use]
    pub fn from_atr(atr: &[u8]) -> Option<Self> {
        ATR_PATTERNS
            .iter()
            .find(|(pattern, _)| contains(atr, pattern))
            .map(|(_, family)| *family)
            .or_else(|| (atr == STM2_ATR).then_some(Self::St))
    }

    /// The family that EF.ATR (2F01) tells (the example programs of
    /// pagopa/cie-sdk-android and pagopa/cie-sdk-ios). Bit4id has no known
    /// content.
    #[must_use]
    pub fn from_ef_atr(content: &[u8]) -> Option<Self> {
        EF_ATR_PATTERNS
            .iter()
            .find(|(pattern, _)| contains(content, pattern))
            .map(|(_, family)| *family)
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The second answer to reset of ST has no historical bytes to look for.
const STM2_ATR: [u8; 5] = hex!("3B80800101");

const ATR_PATTERNS: &[(&[u8], Family)] = &[
    (&hex!("80318065B085040011"), Family::Gemalto),
    (&hex!("80318065B0850300EF"), Family::Gemalto),
    (&hex!("8066475000B8007F"), Family::St),
    (&hex!("8066475000B80094"), Family::St),
    (&hex!("8031806549544E5850"), Family::Nxp),
    (&hex!("8031806549544A3442"), Family::Bit4id),
    (&hex!("8031806549544A3444"), Family::Bit4id),
    (&hex!("8031806549544A3449"), Family::Bit4id),
    // "ITJ4" and any other letter: as M0Rf30/opencie-pkcs11 does.
    (&hex!("8031806549544A34"), Family::Actalis),
];

const EF_ATR_PATTERNS: &[(&[u8], Family)] = &[
    (b"IasEccRoot", Family::Gemalto),
    (&hex!("47039441C0"), Family::Gemalto),
    (&hex!("80004301B84604101010104703940180"), Family::Nxp),
    (&hex!("80004301B94604000000104703940181"), Family::St),
    (&hex!("80004301B846041010101047039401E0"), Family::Actalis),
];

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_to_reset_of_the_official_lists_is_recognised() {
        for (atr, family) in [
            (
                &hex!("3B8E80018031806549544E5850120FFF8290F0")[..],
                Family::Nxp,
            ),
            (
                &hex!("3B8F800180318065B085040011120FFF8290008A"),
                Family::Gemalto,
            ),
            (
                &hex!("3B8F800180318065B0850300EF120FFF82900073"),
                Family::Gemalto,
            ),
            (&hex!("3B8B80018066475000B8007F8290002E"), Family::St),
            (&hex!("3B80800101"), Family::St),
            (&hex!("3B8B80018066475000B80094829000C5"), Family::St),
            (
                &hex!("3B8F80018031806549544A3441120FFF82900088"),
                Family::Actalis,
            ),
            (
                &hex!("3B8F80018031806549544A3443120FFF8290008A"),
                Family::Actalis,
            ),
            (
                &hex!("3B8F80018031806549544A344C120FFF82900085"),
                Family::Actalis,
            ),
            (
                &hex!("3B8F80018031806549544A3442120FFF8290008B"),
                Family::Bit4id,
            ),
            (
                &hex!("3B8F80018031806549544A3444120FFF8290008D"),
                Family::Bit4id,
            ),
            (
                &hex!("3B8F80018031806549544A3449120FFF82900080"),
                Family::Bit4id,
            ),
        ] {
            assert_eq!(Family::from_atr(atr), Some(family), "{atr:02X?}");
        }
        assert_eq!(Family::from_atr(&hex!("3B8F800100")), None);
    }

    #[test]
    fn historical_bytes_of_nxp_and_st_deny_extended_length_and_no_others_do() {
        for (atr, denies) in [
            (&hex!("3B8E80018031806549544E5850120FFF8290F0")[..], true),
            (&hex!("3B8B80018066475000B8007F8290002E"), true),
            (&hex!("3B8B80018066475000B80094829000C5"), true),
            (&hex!("3B80800101"), false),
            (&hex!("3B8F800180318065B085040011120FFF8290008A"), false),
            (&hex!("3B8F80018031806549544A3441120FFF82900088"), false),
            (&hex!("3B8F80018031806549544A3442120FFF8290008B"), false),
            (&[], false),
        ] {
            assert_eq!(
                Family::atr_denies_extended_in_ias(atr),
                denies,
                "{atr:02X?}"
            );
        }
    }
}
