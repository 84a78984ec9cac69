//! Which key agreements the chip offers, by their object identifiers and by short names.

use core::fmt;
use core::str::FromStr;

use cie_core::channel::cipher::Suite;
use thiserror::Error;

use crate::identity::Curve;

/// How PACE maps the nonce to a generator (ICAO Doc 9303-11, section 4.4.3.3).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Mapping {
    /// Generic mapping.
    Generic,
    /// Integrated mapping.
    Integrated,
    /// Chip authentication mapping: generic, and the chip proves its static key with it.
    ChipAuthentication,
}

/// One way of PACE: a `PACEInfo` of EF.CardAccess. Written `dh-gm-3des-2`, `ecdh-im-aes128-13`:
/// group, mapping, cipher and number of the domain parameters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PaceSuite {
    mapping: Mapping,
    cipher: Suite,
    parameter_id: u8,
}

/// The text is not a suite, or is one that does not exist or that this card does not have.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum UnknownSuite {
    /// No such way of PACE.
    #[error(
        "no such way of PACE; it is written dh-gm-3des-2 or ecdh-cam-aes256-16: dh with gm or im \
         and parameters 0 to 2, or ecdh with gm, im or cam and parameters 12, 13, 15, 16 or 18"
    )]
    Pace,
    /// No such way of chip authentication.
    #[error(
        "no such way of chip authentication; it is written dh-3des or ecdh-aes128-bp256: dh, or \
         ecdh with p256, bp256, p384, bp384 or p521 behind the cipher"
    )]
    ChipAuthentication,
}

const CIPHERS: [(Suite, &str); 4] = [
    (Suite::TripleDes, "3des"),
    (Suite::Aes128, "aes128"),
    (Suite::Aes192, "aes192"),
    (Suite::Aes256, "aes256"),
];

fn cipher(name: &str) -> Option<Suite> {
    let (cipher, _) = CIPHERS.into_iter().find(|(_, known)| *known == name)?;
    Some(cipher)
}

fn name(cipher: Suite) -> &'static str {
    let known = CIPHERS.into_iter().find(|(known, _)| *known == cipher);
    known.map_or("", |(_, name)| name)
}

/// Last arc of the object identifiers.
const fn arc(cipher: Suite) -> u8 {
    match cipher {
        Suite::TripleDes => 1,
        Suite::Aes128 => 2,
        Suite::Aes192 => 3,
        Suite::Aes256 => 4,
    }
}

impl PaceSuite {
    /// The one that issued cards offer: Diffie-Hellman with 2048 bits and a subgroup of 256,
    /// generic mapping, 3DES (tests of pagopa/cie-sdk-android).
    pub const ISSUED: Self = Self {
        mapping: Mapping::Generic,
        cipher: Suite::TripleDes,
        parameter_id: 2,
    };

    /// A suite; `None` when there is no such one, or this card has no arithmetic for it.
    #[must_use]
    pub fn new(mapping: Mapping, cipher: Suite, parameter_id: u8) -> Option<Self> {
        let suite = Self {
            mapping,
            cipher,
            parameter_id,
        };
        let group = suite.is_dh() || suite.curve().is_some();
        // Chip authentication mapping is for curves and AES only (section 9.2.3).
        let mapping = mapping != Mapping::ChipAuthentication
            || (suite.curve().is_some() && cipher != Suite::TripleDes);
        (group && mapping).then_some(suite)
    }

    /// How the nonce is mapped.
    #[must_use]
    pub const fn mapping(self) -> Mapping {
        self.mapping
    }

    /// Cipher of nonce and secure messaging.
    #[must_use]
    pub const fn cipher(self) -> Suite {
        self.cipher
    }

    /// Number of the standardised domain parameters.
    #[must_use]
    pub const fn parameter_id(self) -> u8 {
        self.parameter_id
    }

    /// The curve, unless the group is one of RFC 5114.
    #[must_use]
    pub fn curve(self) -> Option<Curve> {
        Curve::from_parameter_id(self.parameter_id)
    }

    const fn is_dh(self) -> bool {
        self.parameter_id <= 2
    }

    /// `id-PACE-…`, the value of an OBJECT IDENTIFIER (section 9.2.3): below
    /// 0.4.0.127.0.7.2.2.4.
    #[must_use]
    pub const fn protocol(self) -> [u8; 10] {
        let mapping = match (self.is_dh(), self.mapping) {
            (true, Mapping::Generic) => 1,
            (false, Mapping::Generic) => 2,
            (true, Mapping::Integrated) => 3,
            (false, Mapping::Integrated) => 4,
            (_, Mapping::ChipAuthentication) => 6,
        };
        [
            0x04,
            0x00,
            0x7F,
            0x00,
            0x07,
            0x02,
            0x02,
            0x04,
            mapping,
            arc(self.cipher),
        ]
    }
}

impl fmt::Display for PaceSuite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = if self.is_dh() { "dh" } else { "ecdh" };
        let mapping = match self.mapping {
            Mapping::Generic => "gm",
            Mapping::Integrated => "im",
            Mapping::ChipAuthentication => "cam",
        };
        let cipher = name(self.cipher);
        write!(f, "{group}-{mapping}-{cipher}-{}", self.parameter_id)
    }
}

impl FromStr for PaceSuite {
    type Err = UnknownSuite;

    fn from_str(text: &str) -> Result<Self, UnknownSuite> {
        let parse = || {
            let mut words = text.split('-');
            let (group, mapping) = (words.next()?, words.next()?);
            let (cipher, parameter_id) = (cipher(words.next()?)?, words.next()?.parse().ok()?);
            let mapping = match mapping {
                "gm" => Mapping::Generic,
                "im" => Mapping::Integrated,
                "cam" => Mapping::ChipAuthentication,
                _ => return None,
            };
            let suite = Self::new(mapping, cipher, parameter_id)?;
            let fits = group == if suite.is_dh() { "dh" } else { "ecdh" };
            (fits && words.next().is_none()).then_some(suite)
        };
        parse().ok_or(UnknownSuite::Pace)
    }
}

/// One way of chip authentication, with a key of its own. Written `dh-3des`, `ecdh-aes128-bp256`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ChipAuthentication {
    /// Cipher of the secure messaging that follows.
    pub cipher: Suite,
    /// The curve, or the 2048-bit group of RFC 5114 section 2.3 when there is none.
    pub curve: Option<Curve>,
}

impl ChipAuthentication {
    /// That of issued cards (italia/cie-mrtd-dotnet-sdk `CIE.MRTD.SDK/EAC/EAC.cs`).
    pub const ISSUED: Self = Self {
        cipher: Suite::TripleDes,
        curve: None,
    };

    /// `id-CA-…`, the value of an OBJECT IDENTIFIER (ICAO Doc 9303-11, section 9.2.7): below
    /// 0.4.0.127.0.7.2.2.3.
    #[must_use]
    pub const fn protocol(self) -> [u8; 10] {
        let group = self.key_protocol()[8];
        let cipher = arc(self.cipher);
        [
            0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x03, group, cipher,
        ]
    }

    /// `id-PK-DH` or `id-PK-ECDH` (section 9.2.6).
    pub(super) const fn key_protocol(self) -> [u8; 9] {
        let group = if self.curve.is_some() { 2 } else { 1 };
        [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01, group]
    }
}

impl fmt::Display for ChipAuthentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cipher = name(self.cipher);
        match self.curve {
            None => write!(f, "dh-{cipher}"),
            Some(curve) => write!(f, "ecdh-{cipher}-{curve}"),
        }
    }
}

impl FromStr for ChipAuthentication {
    type Err = UnknownSuite;

    fn from_str(text: &str) -> Result<Self, UnknownSuite> {
        let parse = || {
            let mut words = text.split('-');
            let (group, cipher) = (words.next()?, cipher(words.next()?)?);
            let curve = words.next().map(str::parse).transpose().ok()?;
            let fits = match group {
                "dh" => curve.is_none(),
                "ecdh" => curve.is_some(),
                _ => false,
            };
            (fits && words.next().is_none()).then_some(Self { cipher, curve })
        };
        parse().ok_or(UnknownSuite::ChipAuthentication)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suite_is_read_back_from_its_name() {
        let mut count = 0;
        for mapping in [
            Mapping::Generic,
            Mapping::Integrated,
            Mapping::ChipAuthentication,
        ] {
            for (cipher, _) in CIPHERS {
                for parameter_id in 0..=20 {
                    let Some(suite) = PaceSuite::new(mapping, cipher, parameter_id) else {
                        continue;
                    };
                    count += 1;
                    assert_eq!(suite.to_string().parse(), Ok(suite));
                }
            }
        }
        // Two mappings on eight groups with four ciphers, the third on five curves with three.
        assert_eq!(count, 2 * 8 * 4 + 5 * 3);
        for (cipher, _) in CIPHERS {
            for curve in Curve::ALL.map(Some).into_iter().chain([None]) {
                let suite = ChipAuthentication { cipher, curve };
                assert_eq!(suite.to_string().parse(), Ok(suite));
            }
        }
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        for text in [
            "",
            "dh-gm-3des",
            "dh-gm-3des-3",
            "dh-gm-3des-12",
            "ecdh-gm-3des-2",
            "ecdh-gm-aes128-14",
            "dh-cam-aes128-2",
            "ecdh-cam-3des-12",
            "dh-gm-3des-2-",
        ] {
            assert_eq!(text.parse::<PaceSuite>(), Err(UnknownSuite::Pace), "{text}");
        }
        for text in ["", "dh", "dh-3des-p256", "ecdh-aes128", "ecdh-des-p256"] {
            assert_eq!(
                text.parse::<ChipAuthentication>(),
                Err(UnknownSuite::ChipAuthentication),
                "{text}"
            );
        }
    }
}
