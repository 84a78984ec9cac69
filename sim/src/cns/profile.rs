//! The card systems of the TS-CNS that are played, and how they differ.

use core::str::FromStr;

use cie_core::named;
use hex_literal::hex;
use thiserror::Error;

use crate::identity::CnsKeyLength;

named! {
    /// A card system, and the interface over which it is used.
    ///
    /// What is not listed here as a difference is the same on all of them.
    #[derive(Default)]
    pub enum Profile {
        /// Athena on an ST chip, CNS 1.0, contacts: RSA-1024, short commands only.
        #[default]
        Athena => "cns-athena",
        /// `STIncard`, CNS 1.1 ("ST 2021"), contacts: RSA-2048, codes are referred to with bit 8 set.
        St => "cns-st",
        /// IDEMIA 2021, contacts: RSA-2048, certificate and key in directories of their own.
        Idemia => "cns-idemia",
        /// The same over NFC, with another answer to reset.
        IdemiaNfc => "cns-idemia-nfc",
        /// ST 2022 over NFC: everything lies in an application that has to be selected.
        St2022Nfc => "cns-st2022-nfc",
    }
}

/// The text is not the name of a [`Profile`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error(
    "no such TS-CNS; there are cns-athena, cns-st, cns-idemia, cns-idemia-nfc and cns-st2022-nfc"
)]
pub struct UnknownProfile;

/// Where the certificate, its key and its PIN are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Layout {
    /// Certificate `1100/1101`, key 01.
    Classic,
    /// Certificate `1400/9001/2002`, key 02 and PIN below `1400/9002` (OpenSC
    /// `src/libopensc/pkcs15-itacns.c` of version 0.24, pull request 2483).
    Idemia,
}

impl Profile {
    /// The answer to reset. Over contacts those that `smartcard_list.txt` of
    /// `LudovicRousseau/pcsc-tools` has; over NFC OpenSC pull request 2483 (of the bytes behind the
    /// first eight an example) and issue 3755.
    #[must_use]
    pub const fn atr(self) -> &'static [u8] {
        match self {
            Self::Athena => &hex!("3BDF1800 8131FE7D 006B020C 01820111 01434E53 103180FC"),
            Self::St => &hex!("3BFF1800 FF8131FE 55006B02 09161701 1101434E 53113180 8D"),
            Self::Idemia => &hex!("3BFF1800 008131FE 45006B05 05200001 2101434E 53103180 79"),
            Self::IdemiaNfc => &hex!("3B8B8001 0031C164 08923354 009000F3"),
            Self::St2022Nfc => &hex!("3B808001 01"),
        }
    }

    /// The reference by which VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER name the PIN.
    /// `STIncard` wants bit 8, which has the card look in the directories above too (OpenSC
    /// `src/libopensc/card-itacns.c`, `itacns_pin_cmd`); over NFC, where OpenSC cannot tell the
    /// maker, a change of the PIN works without it (pull request 3806). That the other form is
    /// refused is assumed.
    #[must_use]
    pub const fn pin_reference(self) -> u8 {
        match self {
            Self::St => 0x90,
            _ => 0x10,
        }
    }

    /// Whether the card takes extended length. Version 1.1, IDEMIA 2021 and ST 2022 do (OpenSC
    /// `card-itacns.c` of version 0.24, pull request 3806); that version 1.0 refuses is assumed.
    #[must_use]
    pub const fn takes_extended_length(self) -> bool {
        !matches!(self, Self::Athena)
    }

    /// Length of the holder's RSA modulus, in bytes.
    #[must_use]
    pub const fn modulus_length(self) -> usize {
        match self.key_length() {
            CnsKeyLength::Rsa1024 => 128,
            CnsKeyLength::Rsa2048 => 256,
        }
    }

    pub(super) const fn key_length(self) -> CnsKeyLength {
        match self {
            Self::Athena => CnsKeyLength::Rsa1024,
            _ => CnsKeyLength::Rsa2048,
        }
    }

    /// The application that has to be selected before anything is there, and the model that GET
    /// DATA `01 80` tells in it (OpenSC pull request 3806).
    pub(super) const fn application(self) -> Option<(&'static [u8], &'static [u8])> {
        match self {
            Self::St2022Nfc => Some((&hex!("A0000000 9501004D"), b"JSign4")),
            _ => None,
        }
    }

    pub(super) const fn layout(self) -> Layout {
        match self {
            Self::Idemia | Self::IdemiaNfc => Layout::Idemia,
            _ => Layout::Classic,
        }
    }

    /// The first fifteen digits of EF_IDCarta: a citizen's card (6) of a Region, and a number. The
    /// Region's three digits are those of the ministry of health, as far as one card shows (OpenSC
    /// issue 3804): Lombardia, Toscana, Emilia-Romagna, Veneto.
    pub(super) const fn card_number(self) -> &'static [u8; 15] {
        match self {
            Self::Athena => b"603000000000001",
            Self::St => b"609000000000002",
            Self::Idemia | Self::IdemiaNfc => b"608000000000003",
            Self::St2022Nfc => b"605000000000004",
        }
    }

    /// The most bytes that GET CHALLENGE gives: 32 on IDEMIA (OpenSC `card-itacns.c` of version
    /// 0.24), of the others nothing is known.
    pub(super) const fn longest_challenge(self) -> u32 {
        match self.layout() {
            Layout::Idemia => 32,
            Layout::Classic => 256,
        }
    }
}

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(text: &str) -> Result<Self, UnknownProfile> {
        Self::parse(text).ok_or(UnknownProfile)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn every_profile_is_read_back_from_its_name_and_other_names_are_refused() {
        for profile in Profile::ALL {
            assert_eq!(profile.to_string().parse(), Ok(profile));
        }
        for other in ["", "athena", "CNS-ATHENA", "cns"] {
            assert_eq!(other.parse::<Profile>(), Err(UnknownProfile));
        }
    }

    /// ISO/IEC 7816-3, section 8.2.5: all bytes behind the first one cancel out.
    #[test]
    fn every_atr_ends_in_its_check_byte() {
        for profile in Profile::ALL {
            let sum = profile.atr().iter().skip(1).fold(0, |sum, byte| sum ^ byte);
            assert_eq!(sum, 0, "{profile}");
        }
    }

    /// What OpenSC up to 0.23 insists on, and 0.24 and later in part.
    #[test]
    fn over_contacts_the_historical_bytes_say_cns_and_the_version_that_the_key_goes_with() {
        for profile in [Profile::Athena, Profile::St, Profile::Idemia] {
            let (_, historical) = profile.atr().split_last_chunk::<16>().unwrap();
            let [0, 0x6B, .., b'C', b'N', b'S', version, 0x31, 0x80, _] = historical else {
                unreachable!("{profile}");
            };
            assert_eq!(*version == 0x11, profile == Profile::St);
        }
    }
}
