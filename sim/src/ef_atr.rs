//! EF.ATR (`2F01`) of each family, put together from what is known of it.
//!
//! Known are the byte sequences by which the applications of pagopa/cie-sdk-android and
//! pagopa/cie-sdk-ios tell the families apart. italia/cie-PN532 adds that the file has at least 33
//! bytes and ends with `82 02 90 00`. The rest is filled up with the data objects that ISO/IEC
//! 7816-4 puts there, so that the file reads as a sequence of data objects.

use hex_literal::hex;

use crate::profile::Profile;

/// A piece of EF.ATR.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its bytes, one or more whole data objects.
    pub bytes: &'static [u8],
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a piece of EF.ATR comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Origin {
    /// Published for this family.
    Published,
    /// Not published; filled in from ISO/IEC 7816-4 or from another family.
    Assumed,
}

const fn published(bytes: &'static [u8]) -> Part {
    Part {
        bytes,
        origin: Origin::Published,
    }
}

const fn assumed(bytes: &'static [u8]) -> Part {
    Part {
        bytes,
        origin: Origin::Assumed,
    }
}

/// Category indicator, card service data, pre-issuing data.
const HEAD: Part = assumed(&hex!("80 00 43 01 B8 46 04 10 10 10 10"));
/// Card capabilities: chaining and extended length, as published for a later Gemalto card with
/// another second byte. Against it speaks the EF.ATR of an IAS ECC card with the same label, which
/// has `80`, chaining alone (OpenSC pull request 2281): that card is not a CIE.
const GEMALTO_CAPABILITIES: Part = assumed(&hex!("47 03 94 01 C0"));
/// Application identifier with the published text, as the EF.ATR of an IAS ECC card has it (OpenSC
/// pull request 2281).
const GEMALTO_LABEL: Part = published(&hex!("4F 0B F0 49 61 73 45 63 63 52 6F 6F 74"));
/// Sizes of the I/O buffers, as those of ST.
const BUFFERS: Part = assumed(&hex!(
    "E0 10 02 02 00 FF 02 02 00 FF 02 02 01 00 02 02 01 00"
));
/// Object identifier 1.3.162.15480.2 of the tag allocation authority.
const AUTHORITY: Part = assumed(&hex!("78 08 06 06 2B 81 22 F8 78 02"));
/// Status indicator.
const STATUS: Part = assumed(&hex!("82 02 90 00"));

const ST: Part = published(&hex!(
    "80 00 43 01 B9 46 04 00 00 00 10 47 03 94 01 81"
    "4F 0C A0 00 00 00 95 00 00 00 00 8A 00 01"
    "E0 10 02 02 00 FF 02 02 00 FF 02 02 01 00 02 02 01 00"
    "78 08 06 06 2B 81 22 F8 78 02 82 02 90 00"
));
const NXP: Part = published(&hex!("80 00 43 01 B8 46 04 10 10 10 10 47 03 94 01 80"));
const JCOP4: &[u8] = &hex!(
    "80 00 43 01 B8 46 04 10 10 10 10 47 03 94 01 E0"
    "7F 66 08 02 02 04 D6 02 02 07 E3"
    "E0 10 02 02 01 04 02 02 00 E6 02 02 00 E6 02 02 00 E6"
    "78 08 06 06 2B 81 22 F8 78 02"
);
const ACTALIS: Part = published(JCOP4);
/// Nothing is published of it; it is the same platform as Actalis.
const BIT4ID: Part = assumed(JCOP4);

impl Profile {
    /// The content of EF.ATR (`2F01`); see [`Self::ef_atr_parts`] for what of it is assumed.
    #[must_use]
    pub fn ef_atr(self) -> Vec<u8> {
        self.ef_atr_parts()
            .iter()
            .flat_map(|part| part.bytes)
            .copied()
            .collect()
    }

    /// The content of EF.ATR (`2F01`) in its order, each piece with where it comes from.
    #[must_use]
    pub const fn ef_atr_parts(self) -> &'static [Part] {
        match self {
            Self::Gemalto => &[
                HEAD,
                GEMALTO_CAPABILITIES,
                GEMALTO_LABEL,
                BUFFERS,
                AUTHORITY,
                STATUS,
            ],
            Self::St => &[ST],
            Self::Nxp => &[NXP, BUFFERS, AUTHORITY, STATUS],
            Self::Actalis => &[ACTALIS, STATUS],
            Self::Bit4id => &[BIT4ID, STATUS],
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use cie_core::bytes::tlv::Children;

    use super::*;

    #[test]
    fn every_ef_atr_is_a_sequence_of_data_objects_as_long_as_public_readers_expect() {
        for profile in Profile::ALL {
            let body = profile.ef_atr();
            assert!(
                Children::of(&body).all(|object| object.is_ok()),
                "{profile}"
            );
            assert!(body.len() >= 33 && body.ends_with(&hex!("82029000")));
        }
    }

    #[test]
    fn each_ef_atr_holds_the_bytes_by_which_public_applications_tell_its_family() {
        let gemalto = b"IasEccRoot".as_slice();
        let nxp = hex!("80004301B84604101010104703940180");
        let actalis = hex!("80004301B846041010101047039401E07F6608");
        for (profile, sequence) in [
            (Profile::Gemalto, gemalto),
            (Profile::St, ST.bytes),
            (Profile::Nxp, &nxp),
            (Profile::Actalis, &actalis),
        ] {
            for other in Profile::ALL {
                let body = other.ef_atr();
                let holds = body.windows(sequence.len()).any(|part| part == sequence);
                let family =
                    other == profile || (other, profile) == (Profile::Bit4id, Profile::Actalis);
                assert_eq!(holds, family, "{profile} in {other}");
            }
        }
    }

    #[test]
    fn what_is_assumed_of_an_ef_atr_is_marked() {
        let assumed = |profile: Profile| {
            let parts = profile.ef_atr_parts().iter();
            parts
                .filter(|part| part.origin == Origin::Assumed)
                .map(|part| part.bytes.len())
                .sum::<usize>()
        };
        assert_eq!(assumed(Profile::St), 0);
        assert_eq!(assumed(Profile::Actalis), STATUS.bytes.len());
        assert_eq!(assumed(Profile::Bit4id), Profile::Bit4id.ef_atr().len());
        assert_eq!(
            Profile::Nxp.ef_atr().len() - assumed(Profile::Nxp),
            NXP.bytes.len()
        );
    }
}
