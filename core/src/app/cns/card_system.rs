//! Which card system a TS-CNS is of, by its answer to reset over contacts.
//!
//! Of the fifteen historical bytes, 3 to 6 name the makers of chip and card
//! system and its version, 10 to 12 say `CNS`, and 13 the version of the CNS
//! specification (OpenSC `src/libopensc/card-itacns.c`; `smartcard_list.txt` of
//! LudovicRousseau/pcsc-tools). Over NFC they are missing: an answer to
//! reset there says nothing that one could rely on.

use core::fmt;

/// Historical bytes of a TS-CNS.
const HISTORICAL_LEN: usize = 15;

/// Maker and version of the card system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CardSystem {
    /// Athena.
    Athena,
    /// `STIncard`.
    St,
    /// ST 2022, as it is over NFC: in an application of its own (OpenSC pull
    /// request 3806).
    St2022,
    /// Siemens `CardOS`.
    Siemens,
    /// Oberthur, before IDEMIA 2021.
    Oberthur,
    /// IDEMIA 2021 and later: Oberthur's on an Infineon chip, from version
    /// 20 (hexadecimal) on. Certificate and key are elsewhere.
    Idemia,
    /// Giesecke & Devrient: "ACe 2025". Where its certificate is, nobody has
    /// published.
    Giesecke,
    /// Another maker's, with its number in the list of the CNS.
    Other(u8),
}

/// What an answer to reset over contacts says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContactAtr {
    /// The card system.
    pub system: CardSystem,
    /// Version of the CNS specification: before and behind the point.
    pub version: (u8, u8),
}

impl ContactAtr {
    /// Reads an answer to reset; `None` when it is not that of a TS-CNS.
    #[must_use]
    pub fn parse(atr: &[u8]) -> Option<Self> {
        let historical: [u8; HISTORICAL_LEN] = historical_bytes(atr)?.try_into().ok()?;
        let [
            _,
            _,
            chip,
            maker,
            os,
            _,
            _,
            _,
            _,
            b'C',
            b'N',
            b'S',
            version,
            _,
            _,
        ] = historical
        else {
            return None;
        };
        let system = match (chip, maker) {
            (0x05, 0x05) if os >= 0x20 => CardSystem::Idemia,
            (_, 0x04) => CardSystem::Giesecke,
            (_, 0x05) => CardSystem::Oberthur,
            (_, 0x08) => CardSystem::Siemens,
            (_, 0x09) => CardSystem::St,
            (_, 0x0C) => CardSystem::Athena,
            (_, maker) => CardSystem::Other(maker),
        };
        Some(Self {
            system,
            version: (version >> 4, version & 0x0F),
        })
    }
}

/// How the answer to reset of IDEMIA 2021 begins over NFC (OpenSC
/// `src/libopensc/card-itacns.c` since 0.24).
const IDEMIA_OVER_NFC: [u8; 8] = [0x3B, 0x8B, 0x80, 0x01, 0x00, 0x31, 0xC1, 0x64];

impl CardSystem {
    /// The card system that an answer to reset hints at, over contacts or NFC.
    /// What it is then is for the card's files to say.
    #[must_use]
    pub fn hinted_by(atr: &[u8]) -> Option<Self> {
        match ContactAtr::parse(atr) {
            Some(ContactAtr { system, .. }) => Some(system),
            None => atr.starts_with(&IDEMIA_OVER_NFC).then_some(Self::Idemia),
        }
    }
}

/// The historical bytes of an answer to reset (ISO/IEC 7816-3, section 8.2):
/// behind the interface bytes that T0 and each TD announce.
fn historical_bytes(atr: &[u8]) -> Option<&[u8]> {
    let ([0x3B | 0x3F, t0], mut rest) = atr.split_first_chunk()? else {
        return None;
    };
    let mut announced = t0 >> 4;
    while announced != 0 {
        let count = announced.count_ones() as usize;
        let (interface, behind) = rest.split_at_checked(count)?;
        rest = behind;
        // TD comes last of its four, where there is one.
        announced = match interface.last() {
            Some(td) if announced & 0x8 != 0 => td >> 4,
            _ => 0,
        };
    }
    rest.get(..usize::from(t0 & 0x0F))
}

impl fmt::Display for CardSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Athena => "Athena",
            Self::St => "ST",
            Self::St2022 => "ST 2022",
            Self::Siemens => "Siemens",
            Self::Oberthur => "Oberthur",
            Self::Idemia => "IDEMIA",
            Self::Giesecke => "Giesecke & Devrient",
            Self::Other(maker) => return write!(f, "maker {maker:02X}"),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;
    use cie_tests::altered::altered;

    /// From `smartcard_list.txt` of LudovicRousseau/pcsc-tools; the last one
    /// from OpenSC issue 3804.
    const KNOWN: [(&[u8], CardSystem, (u8, u8)); 9] = [
        (
            &hex!("3BDF18008131FE7D006B020C0182011101434E53103180FC"),
            CardSystem::Athena,
            (1, 0),
        ),
        (
            &hex!("3BDF18008131FE7D006B150C0181011101434E53103180E8"),
            CardSystem::Athena,
            (1, 0),
        ),
        (
            &hex!("3BFF1800FF8131FE55006B02090200011101434E531031808F"),
            CardSystem::St,
            (1, 0),
        ),
        (
            &hex!("3BFF1800FF8131FE55006B02091617011101434E531131808D"),
            CardSystem::St,
            (1, 1),
        ),
        (
            &hex!("3BFF1800FFC10A31FE55006B0508C805011101434E531031800C"),
            CardSystem::Siemens,
            (1, 0),
        ),
        (
            &hex!("3BFF1800008131FE45006B05051017012101434E531031805E"),
            CardSystem::Oberthur,
            (1, 0),
        ),
        (
            &hex!("3BFF1800008131FE45006B05052000012101434E5310318079"),
            CardSystem::Idemia,
            (1, 0),
        ),
        (
            &hex!("3BFF1800008131FE45006B0505912001F101434E5310318038"),
            CardSystem::Idemia,
            (1, 0),
        ),
        (
            &hex!("3BFF1800FF8131FE4D006B0404B85B01F101434E531031809D"),
            CardSystem::Giesecke,
            (1, 0),
        ),
    ];

    #[test]
    fn published_answers_to_reset_tell_the_card_system_and_the_version() {
        for (atr, system, version) in KNOWN {
            let wanted = ContactAtr { system, version };
            assert_eq!(ContactAtr::parse(atr), Some(wanted), "{atr:02X?}");
        }
    }

    #[test]
    fn other_cards_and_the_health_card_over_nfc_are_none_by_their_answer_to_reset() {
        for atr in [
            &hex!("3B8F800180318065B085040011120FFF8290008A")[..],
            &hex!("3BF41800FF8131805500318000C7"),
            &hex!("3BFF1800FF8131FE55006B02090200024954494420203180 00"),
            &hex!("3B8B80010031C16408923354009000F3"),
            &hex!("3B80800101"),
            &hex!("3B"),
            &hex!(""),
            &hex!("3BFFFFFFFFFF"),
        ] {
            assert_eq!(ContactAtr::parse(atr), None, "{atr:02X?}");
        }
    }

    #[test]
    fn answers_to_reset_cut_short_or_altered_do_no_harm() {
        for (atr, ..) in KNOWN {
            altered(atr, |atr| {
                let _ = ContactAtr::parse(atr);
            });
        }
    }
}
