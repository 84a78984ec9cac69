//! What kind of document the simulated card is.

use core::str::FromStr;

use thiserror::Error;

use super::suite::{ChipAuthentication, Mapping, PaceSuite};
use crate::fault::{Knob, knob};

/// The card access number of a simulated card.
pub const STANDARD_CAN: &str = "123456";

/// The printed date of birth unless asked for otherwise: that of the holder's fiscal code.
pub(super) const STANDARD_BIRTH: [u8; 6] = *b"800101";

/// The printed date of expiry unless asked for otherwise.
const STANDARD_EXPIRY: [u8; 6] = *b"350101";

/// Bytes of the photo unless asked for otherwise, about those of an issued card.
pub const STANDARD_PHOTO_BYTES: usize = 11_000;

/// Bytes that a photo may have at most.
pub const LONGEST_PHOTO: usize = 1_000_000;

cie_core::named! {
    /// The size of the document, and so the form of its machine-readable zone (ICAO Doc 9303-3).
    #[derive(Default)]
    pub enum DocumentKind {
        /// A card like the CIE: three lines of 30 characters.
        #[default]
        Td1 => "td1",
        /// A larger card: two lines of 36.
        Td2 => "td2",
        /// A passport: two lines of 44.
        Td3 => "td3",
    }
}

cie_core::named! {
    /// The signature of EF.SOD, of EF.CardSecurity, and of the certificates above them.
    #[derive(Default)]
    pub enum DocumentSignature {
        /// RSASSA-PKCS1-v1_5 with SHA-256.
        RsaSha256 => "rsa-sha256",
        /// RSASSA-PKCS1-v1_5 with SHA-1, as on older documents (italia/cie-mrtd-dotnet-sdk).
        RsaSha1 => "rsa-sha1",
        /// RSASSA-PSS with SHA-512, and `LDSSecurityObject` version 1: the known form that issued cards
        /// most likely have (stevansen/IDReaderiOS reads them with a PSS whose hash is not SHA-256).
        #[default]
        PssSha512 => "pss-sha512",
        /// ECDSA on NIST P-256 with SHA-256, below a country signer on brainpoolP384r1.
        EcdsaP256 => "ecdsa-p256",
        /// ECDSA on brainpoolP384r1 with SHA-384, below a country signer on the same curve.
        EcdsaBrainpoolP384r1 => "ecdsa-bp384",
        /// ECDSA on NIST P-521 with SHA-512, below a country signer on brainpoolP384r1.
        EcdsaP521 => "ecdsa-p521",
    }
}

cie_core::named! {
    /// What is to be thought of the document signer.
    #[derive(Default)]
    pub enum SignerStatus {
        /// Its certificate is valid until 2049.
        #[default]
        Valid => "valid",
        /// Its certificate ended with 2020.
        Expired => "expired",
        /// The country signer's revocation list names its certificate.
        Revoked => "revoked",
        /// Somebody else who calls himself the country signer issued its certificate.
        Forged => "forged",
        /// The document signer and its country signer are another country's, France; the country
        /// signer is the one to be trusted.
        Foreign => "foreign",
    }
}

cie_core::named! {
    /// How EF.SOD is encoded.
    #[derive(Default)]
    pub enum SodEncoding {
        /// DER.
        #[default]
        Der => "der",
        /// BER with indefinite lengths and the content in pieces, as passports of the United States and
        /// New Zealand have it.
        Ber => "ber",
    }
}

cie_core::named! {
    /// The signature of active authentication (ICAO Doc 9303-11, section 6.1).
    pub enum ActiveAuthentication {
        /// ISO/IEC 9796-2 scheme 1 with SHA-1, trailer `BC`.
        RsaSha1 => "rsa-sha1",
        /// ISO/IEC 9796-2 scheme 1 with SHA-256, trailer `34 CC`.
        RsaSha256 => "rsa-sha256",
        /// ECDSA on NIST P-256 with SHA-256.
        Ecdsa => "ecdsa",
    }
}

/// What kind of document the simulated card is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DocumentOptions {
    /// The form of the machine-readable zone.
    pub kind: DocumentKind,
    /// What EF.CardAccess offers, in this order; nothing: there is no such file.
    pub pace: Vec<PaceSuite>,
    /// Whether the chip takes BAC.
    pub bac: bool,
    /// The chip's keys for chip authentication.
    pub chip_authentication: Vec<ChipAuthentication>,
    /// The chip's key for active authentication.
    pub active_authentication: Option<ActiveAuthentication>,
    /// How the document is signed.
    pub signature: DocumentSignature,
    /// What is to be thought of the signer.
    pub signer: SignerStatus,
    /// How EF.SOD is encoded.
    pub sod: SodEncoding,
    /// The date of birth as printed: six digits, no day perhaps.
    pub birth: [u8; 6],
    /// The date of expiry as printed: six digits, no day perhaps.
    pub expiry: [u8; 6],
    /// Bytes of the photo. A photo has at least those of the drawing, and up to 23 more than
    /// asked for where that is just above.
    pub photo_bytes: usize,
    /// The card access number, six digits.
    pub can: [u8; 6],
}

impl Default for DocumentOptions {
    /// As far as is known, an issued card; BAC, of which nothing is known, is on.
    fn default() -> Self {
        Self {
            kind: DocumentKind::default(),
            pace: vec![PaceSuite::ISSUED],
            bac: true,
            chip_authentication: vec![ChipAuthentication::ISSUED],
            active_authentication: None,
            signature: DocumentSignature::default(),
            signer: SignerStatus::default(),
            sod: SodEncoding::default(),
            birth: STANDARD_BIRTH,
            expiry: STANDARD_EXPIRY,
            photo_bytes: STANDARD_PHOTO_BYTES,
            can: *b"123456",
        }
    }
}

/// The text sets nothing of a document.
#[derive(Clone, Debug, Eq, PartialEq, Error)]
pub enum DocumentError {
    /// No setting has this name.
    #[error("there is no setting of the document called {0}")]
    Unknown(String),
    /// The setting does not take this value.
    #[error("the setting {name} is written {name}={value}", value = .value)]
    Value {
        /// The setting's name.
        name: &'static str,
        /// What the value may be.
        value: &'static str,
    },
}

impl DocumentOptions {
    /// Every setting there is.
    pub const SETTINGS: &'static [Knob] = &[
        knob("kind", "td1|td2|td3", "the size of the document"),
        knob(
            "pace",
            "none|SUITE[,SUITE…]",
            "what EF.CardAccess offers: dh-gm-3des-2, ecdh-im-aes128-13, ecdh-cam-aes256-16 …",
        ),
        knob("bac", "on|off", "whether the chip takes BAC"),
        knob(
            "chip-authentication",
            "none|SUITE[,SUITE…]",
            "the keys of chip authentication: dh-3des, ecdh-aes128-bp256 …",
        ),
        knob(
            "active-authentication",
            "none|rsa-sha1|rsa-sha256|ecdsa",
            "the key of active authentication",
        ),
        knob(
            "signature",
            "pss-sha512|rsa-sha256|rsa-sha1|ecdsa-p256|ecdsa-bp384|ecdsa-p521",
            "how the document is signed",
        ),
        knob(
            "signer",
            "valid|expired|revoked|forged|foreign",
            "the state of the signer's certificate",
        ),
        knob("sod", "der|ber", "how EF.SOD is encoded"),
        knob(
            "birth",
            "YYMMDD",
            "the printed date of birth, which may be an impossible date",
        ),
        knob(
            "expiry",
            "YYMMDD",
            "the printed date of expiry, which may be an impossible date",
        ),
        knob("photo", "BYTES", "bytes of the photo"),
        knob("can", "DIGITS", "the six digits printed on the card"),
    ];

    /// Whether the chip proves its key with PACE, and EF.CardSecurity announces that key.
    pub(crate) fn maps_chip_authentication(&self) -> bool {
        self.pace
            .iter()
            .any(|suite| suite.mapping() == Mapping::ChipAuthentication)
    }

    /// The defaults, with the settings of a list of `NAME=VALUE` changed.
    ///
    /// # Errors
    /// [`DocumentError`] for the first text that sets nothing.
    pub fn parse<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<Self, DocumentError> {
        let mut options = Self::default();
        for text in texts {
            options.set(text.as_ref())?;
        }
        Ok(options)
    }

    /// Changes one setting: `NAME=VALUE`.
    ///
    /// # Errors
    /// [`DocumentError`]; nothing is changed then.
    pub fn set(&mut self, text: &str) -> Result<(), DocumentError> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let setting = Self::SETTINGS
            .iter()
            .find(|setting| setting.name == name)
            .ok_or_else(|| DocumentError::Unknown(name.to_owned()))?;
        self.turn(setting.name, value).ok_or(DocumentError::Value {
            name: setting.name,
            value: setting.value,
        })
    }

    fn turn(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "kind" => self.kind = parsed(value)?,
            "pace" => self.pace = list(value)?,
            "bac" => {
                self.bac = match value {
                    "on" => true,
                    "off" => false,
                    _ => return None,
                }
            }
            "chip-authentication" => self.chip_authentication = list(value)?,
            "active-authentication" => {
                self.active_authentication = match value {
                    "none" => None,
                    other => Some(parsed(other)?),
                }
            }
            "signature" => self.signature = parsed(value)?,
            "signer" => self.signer = parsed(value)?,
            "sod" => self.sod = parsed(value)?,
            "birth" => self.birth = six_digits(value)?,
            "expiry" => self.expiry = six_digits(value)?,
            "photo" => {
                let bytes = parsed(value).filter(|bytes| *bytes <= LONGEST_PHOTO);
                self.photo_bytes = bytes?;
            }
            "can" => {
                self.can = six_digits(value)?;
            }
            _ => return None,
        }
        Some(())
    }
}

fn parsed<T: FromStr>(value: &str) -> Option<T> {
    value.parse().ok()
}

fn six_digits(value: &str) -> Option<[u8; 6]> {
    let digits = value.bytes().all(|digit| digit.is_ascii_digit());
    value.as_bytes().try_into().ok().filter(|_| digits)
}

fn list<T: FromStr>(value: &str) -> Option<Vec<T>> {
    if value == "none" {
        return Some(Vec::new());
    }
    value.split(',').map(parsed).collect()
}

/// Text on a command line, by the names of an enumeration.
macro_rules! read_by_name {
    ($($Type:ident),+) => {
        $(impl FromStr for $Type {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                Self::parse(text).ok_or(UnknownName)
            }
        })+
    };
}

read_by_name!(
    DocumentKind,
    DocumentSignature,
    SignerStatus,
    SodEncoding,
    ActiveAuthentication
);

/// The text is not the name of any of the values.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error("no such value")]
pub struct UnknownName;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn every_setting_in_the_list_changes_something() {
        for setting in DocumentOptions::SETTINGS {
            let value = match setting.name {
                "pace" => "ecdh-cam-aes128-12,ecdh-gm-aes128-12",
                "chip-authentication" => "dh-3des,ecdh-aes256-p521",
                "photo" => "30000",
                "can" => "654321",
                "birth" => "680000",
                "expiry" => "999999",
                _ => setting.value.split('|').next_back().unwrap(),
            };
            let text = format!("{}={value}", setting.name);
            let options = DocumentOptions::parse([&text]).unwrap();
            assert_ne!(options, DocumentOptions::default(), "{text}");
        }
    }

    #[test]
    fn every_alternative_in_the_list_is_taken_and_no_two_mean_the_same() {
        let listed = DocumentOptions::SETTINGS.iter();
        for setting in listed.filter(|setting| setting.value.contains('|')) {
            let mut seen = Vec::new();
            for value in setting.value.split('|').filter(|v| !v.contains("SUITE")) {
                let options = DocumentOptions::parse([format!("{}={value}", setting.name)]);
                let options = options.unwrap();
                assert!(!seen.contains(&options), "{}={value}", setting.name);
                seen.push(options);
            }
        }
    }

    #[test]
    fn a_wrong_name_or_value_is_refused_and_changes_nothing() {
        let mut options = DocumentOptions::default();
        for text in [
            "",
            "kind",
            "kind=td4",
            "sort=td1",
            "pace=",
            "pace=dh",
            "can=12345",
            "can=12345x",
            "birth=68",
            "photo=-1",
            "photo=1000001",
            "bac=maybe",
        ] {
            assert!(options.set(text).is_err(), "{text}");
        }
        assert_eq!(options, DocumentOptions::default());
    }

    #[test]
    fn the_standard_number_is_the_default() {
        assert_eq!(DocumentOptions::default().can, STANDARD_CAN.as_bytes());
    }
}
