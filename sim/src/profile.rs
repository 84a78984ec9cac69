//! The card families in circulation, and how they differ.

use core::str::FromStr;

use cie_core::named;
use hex_literal::hex;
use thiserror::Error;

use crate::identity::SodVariant;

named! {
    /// A card family, by the name that the official software gives its manufacturer
    /// (italia/cie-middleware-linux `cie-pkcs11/CSP/ATR.cpp`).
    ///
    /// What is not listed here as a difference is the same on all of them.
    #[derive(Default)]
    pub enum Profile {
        /// Gemalto (IAS ECC on MultiApp): the only one that gives g, p and q in one GET DATA.
        #[default]
        Gemalto => "gemalto",
        /// STMicroelectronics: takes the terminal's certificate holder reference only in the
        /// authentication template (MSE with P2 `A4`); no extended length in the IAS application.
        St => "st",
        /// NXP: answers `6A82` to the identifier of the IAS application; no extended length in it.
        Nxp => "nxp",
        /// Actalis on NXP JCOP 4: another order of data objects, hides EF.CardAccess.
        Actalis => "actalis",
        /// Bit4id on NXP JCOP 4: another order of data objects.
        Bit4id => "bit4id",
    }
}

/// The text is not the name of a [`Profile`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error("no such card profile; there are gemalto, st, nxp, actalis and bit4id")]
pub struct UnknownProfile;

impl Profile {
    /// The answer to reset that a contactless reader shows, check byte included
    /// (italia/cie-middleware-linux `cie-pkcs11/CSP/ATR.cpp`: types NXP, Gemalto, STM, Actalis
    /// and Bit4id).
    #[must_use]
    pub const fn atr(self) -> &'static [u8] {
        match self {
            Self::Gemalto => &hex!("3B8F8001 80318065 B0850400 11120FFF 8290008A"),
            Self::St => &hex!("3B8B8001 80664750 00B8007F 8290002E"),
            Self::Nxp => &hex!("3B8E8001 80318065 49544E58 50120FFF 8290F0"),
            Self::Actalis => &hex!("3B8F8001 80318065 49544A34 41120FFF 82900088"),
            Self::Bit4id => &hex!("3B8F8001 80318065 49544A34 42120FFF 8290008B"),
        }
    }

    /// Whether SELECT finds the IAS application by its identifier. NXP answers `6A82`
    /// (italia/cie-PN532 issue 5); pagopa/cie-sdk-ios goes on with `00 A4 00 00`.
    #[must_use]
    pub const fn knows_ias_identifier(self) -> bool {
        !matches!(self, Self::Nxp)
    }

    /// Whether one GET DATA may ask for g, p and q together. italia/cie-middleware-linux
    /// (`cie-pkcs11/CSP/IAS.cpp`) does it on Gemalto cards only.
    #[must_use]
    pub const fn gives_whole_group(self) -> bool {
        matches!(self, Self::Gemalto)
    }

    /// Whether the terminal's certificate holder reference may also be set in the digital
    /// signature template (MSE with P2 `B6`), as IAS ECC 1.0.1 suggests. ST takes `A4` only
    /// (pagopa/cie-sdk-ios).
    #[must_use]
    pub const fn takes_holder_in_b6(self) -> bool {
        !matches!(self, Self::St)
    }

    /// The order of the children of `7F49`, as tags. On cards from the end of 2022 `81` and `82`
    /// are no longer the first two (pagopa/io-cie-sdk commit a69ebba); the exact order of theirs
    /// is assumed.
    #[must_use]
    pub const fn key_template_order(self) -> [u32; 4] {
        match self {
            Self::Gemalto | Self::St | Self::Nxp => [0x81, 0x82, 0x5F20, 0x5F4C],
            Self::Actalis | Self::Bit4id => [0x5F4C, 0x5F20, 0x82, 0x81],
        }
    }

    /// Whether EF.CardAccess is gone (`6A82`) from when DF_CIE was selected until the field drops.
    /// Neither a warm reset nor a reader's power-off brings it back (M0Rf30/opencie-pkcs11
    /// `shared/src/csp/cie_read_chip.cpp`). Other files of the MF stay: the desktop software reads
    /// EF.DH, and the mobile EF.ATR, after DF_CIE.
    #[must_use]
    pub const fn hides_card_access(self) -> bool {
        matches!(self, Self::Actalis)
    }

    /// Whether the IAS application takes extended length fields. EF.ATR of NXP and ST denies it
    /// in the card capabilities, `47 03 94 01 80` and `81`: bit 7 of the last byte, which Actalis
    /// sets (ISO/IEC 7816-4:2020, table 126). How these answer then is assumed. The travel document
    /// takes them on all families.
    #[must_use]
    pub const fn takes_extended_in_ias(self) -> bool {
        !matches!(self, Self::St | Self::Nxp)
    }

    /// Bytes of the nonce of PACE where the mapping leaves that open: 8 and 16 are in public logs
    /// (italia/cie-mrtd-example-app issue 1, italia/cie-mrtd-dotnet-sdk issue 8), of which families
    /// is not told. That the older ones have 8 is assumed.
    #[must_use]
    pub const fn nonce_len(self) -> usize {
        match self {
            Self::Gemalto | Self::St => 8,
            Self::Nxp | Self::Actalis | Self::Bit4id => 16,
        }
    }

    /// Which of the two known kinds of signed object EF.SOD holds. That the cards from the end of
    /// 2022 carry the newer one is assumed.
    #[must_use]
    pub const fn sod_variant(self) -> SodVariant {
        match self {
            Self::Gemalto | Self::St | Self::Nxp => SodVariant::Sha256Pkcs1v15,
            Self::Actalis | Self::Bit4id => SodVariant::Sha512Pss,
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
mod tests {
    use cie_core::Limits;

    use super::*;

    #[test]
    fn every_profile_is_read_back_from_its_name_and_other_names_are_refused() {
        for profile in Profile::ALL {
            assert_eq!(profile.to_string().parse(), Ok(profile));
        }
        for other in ["", "Gemalto", "gemalto2"] {
            assert_eq!(other.parse::<Profile>(), Err(UnknownProfile));
        }
    }

    #[test]
    fn every_atr_is_built_from_its_historical_bytes_as_pc_sc_says() {
        for profile in Profile::ALL {
            let [_, _, _, _, historical @ .., _] = profile.atr() else {
                unreachable!("every ATR has more than five bytes");
            };
            assert_eq!(
                Limits::atr_from_historical_bytes(historical),
                profile.atr(),
                "{profile}"
            );
        }
    }
}
