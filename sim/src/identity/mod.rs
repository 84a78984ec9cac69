//! Everything fixed about the one simulated holder and card: numbers, keys, certificates, signed
//! object.
//!
//! All profiles of the simulated card share this identity, and it is the same in every run: RSA
//! primes are committed, dates and serial numbers are constants. The person does not exist, the
//! authorities call themselves simulated, and the private keys are public with this source.

mod certificate;
mod cms;
mod cns;
mod curve;
mod dh;
mod ec_key;
mod external_authentication;
#[cfg(test)]
mod generation;
#[cfg(test)]
pub(crate) mod openssl_tests;
mod primes;
mod rsa_key;
mod seed;
mod signing;
mod sod;

use std::sync::OnceLock;

use cie_core::agreement::ias::terminal::AUTHORITY_PRIVATE_EXPONENT;
use der::Encode;
use hex_literal::hex;
use thiserror::Error;

pub use curve::{Curve, UnknownCurve};
pub use dh::{DH_GROUP, DhGroup};
pub use ec_key::EcKey;
pub use external_authentication::ExternalAuthenticationKey;
pub use rsa_key::{BlockOutOfRange, RSA_BYTES, RsaKey};
pub use sod::SodVariant;

pub(crate) use certificate::{Authority, Lifetime};
pub(crate) use cms::{LdsVersion, document_security_object, signed_data};
pub(crate) use cns::{CnsKeyLength, CnsKeys};
pub(crate) use seed::SeedStream;
pub(crate) use signing::{Hash, SigningKey};

use sod::SignedFiles;

/// Serial number of the document signer's certificate.
pub(crate) const DOCUMENT_SIGNER_SERIAL: u32 = 3;

/// The service number (NIS) of EF.ID_Servizi (`1001`): 12 ASCII digits.
const NIS: [u8; 12] = *b"990123456789";

/// EF.SN_ICC (`D003`): data object `5A` (primary account number, ISO/IEC 7812) of 10 bytes.
///
/// Bytes 5 to 10 are the NIS in packed decimal, the cache key of the desktop software
/// (italia/cie-middleware-linux `cie-pkcs11/CSP/IAS.cpp`); the bytes around them are assumed.
const EF_SN_ICC: [u8; 12] = hex!("5A 0A 99 00 00 99 01 23 45 67 89 0F");

/// The number printed on the document, the content of EF.Seriale (`1002`).
const DOCUMENT_NUMBER: [u8; 9] = *b"CA00000AA";

/// The person the card claims to belong to.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    /// Surname, as in the certificate.
    pub surname: &'static str,
    /// Given name, as in the certificate.
    pub given_name: &'static str,
    /// The 16 characters of the fiscal code (codice fiscale).
    pub fiscal_code: &'static str,
}

/// "Simulated Test": no municipality has the code Z999, so nobody has this fiscal code. Its last
/// character is the right check character.
pub(crate) const HOLDER: Holder = Holder {
    surname: "PROVA",
    given_name: "SIMULATA",
    fiscal_code: "PRVSLT80A41Z999P",
};

/// Why the committed data does not make an identity; a defect of this crate, not of its caller.
#[derive(Debug, Error)]
pub(crate) enum BuildError {
    #[error("RSA: {0}")]
    Rsa(#[from] rsa::Error),
    #[error("public key encoding: {0}")]
    Pkcs1(#[from] rsa::pkcs1::Error),
    #[error("public key info: {0}")]
    Spki(#[from] x509_cert::spki::Error),
    #[error("signature: {0}")]
    Signature(#[from] rsa::signature::Error),
    #[error("certificate: {0}")]
    Certificate(#[from] x509_cert::builder::Error),
    #[error("DER: {0}")]
    Der(#[from] der::Error),
    #[error("data objects: {0}")]
    Encoding(#[from] cie_core::bytes::tlv::TlvError),
    #[error("the terminal exponent has no inverse for this modulus")]
    ExponentNotInvertible,
}

/// The fixed data of the simulated holder and card.
#[derive(Debug)]
pub struct Identity {
    user_key: RsaKey,
    device_authentication_key: RsaKey,
    services_key: RsaKey,
    external_authentication_key: ExternalAuthenticationKey,
    user_certificate: Vec<u8>,
    user_ca_certificate: Vec<u8>,
    document_signer_key: RsaKey,
    document_signer_certificate: Vec<u8>,
    country_signer: Authority,
    country_signer_certificate: Vec<u8>,
    ef_dh: Vec<u8>,
    ef_sod_sha256: Vec<u8>,
    ef_sod_sha512: Vec<u8>,
}

impl Identity {
    /// The one identity there is, built at the first call.
    ///
    /// # Panics
    /// Never, unless the data committed in this crate was damaged.
    pub fn standard() -> &'static Self {
        static STANDARD: OnceLock<Identity> = OnceLock::new();
        STANDARD.get_or_init(|| Self::build().expect("the committed data makes an identity"))
    }

    fn build() -> Result<Self, BuildError> {
        let user_key = RsaKey::new(&primes::USER)?;
        let device_authentication_key = RsaKey::new(&primes::DEVICE_AUTHENTICATION)?;
        let services_key = RsaKey::new(&primes::SERVICES)?;
        let ef_dh = DH_GROUP.ef_dh()?;

        let user_ca = Authority::user_ca(&RsaKey::new(&primes::USER_CA)?)?;
        let user_certificate = user_ca.issue_user(&user_key)?.to_der()?;

        let country_signer = Authority::country_signer(&RsaKey::new(&primes::COUNTRY_SIGNER)?)?;
        let document_signer_key = RsaKey::new(&primes::DOCUMENT_SIGNER)?;
        let signer_sha256 = SigningKey::pkcs1(&document_signer_key, Hash::Sha256);
        let signer_pss = SigningKey::pss(&document_signer_key, Hash::Sha512, "salt of EF.SOD");
        let document_signer = country_signer.issue_document_signer(
            &signer_sha256,
            DOCUMENT_SIGNER_SERIAL,
            Lifetime::Long,
        )?;

        let files = SignedFiles {
            nis: &NIS,
            document_number: &DOCUMENT_NUMBER,
            user_certificate: &user_certificate,
            device_authentication_key: device_authentication_key.public_key_file(),
            services_key: services_key.public_key_file(),
            dh: &ef_dh,
        };
        let ef_sod = |variant, key| sod::ef_sod(variant, &files, key, &document_signer);
        let ef_sod_sha256 = ef_sod(SodVariant::Sha256Pkcs1v15, &signer_sha256)?;
        let ef_sod_sha512 = ef_sod(SodVariant::Sha512Pss, &signer_pss)?;

        Ok(Self {
            user_key,
            device_authentication_key,
            services_key,
            external_authentication_key: ExternalAuthenticationKey::new(
                &primes::EXTERNAL_AUTHENTICATION,
                &AUTHORITY_PRIVATE_EXPONENT,
            )?,
            user_certificate,
            user_ca_certificate: user_ca.certificate().to_der()?,
            document_signer_certificate: document_signer.to_der()?,
            document_signer_key,
            country_signer_certificate: country_signer.certificate().to_der()?,
            country_signer,
            ef_dh,
            ef_sod_sha256,
            ef_sod_sha512,
        })
    }

    /// The person on the card.
    pub fn holder(&self) -> &'static Holder {
        &HOLDER
    }

    /// EF.ID_Servizi (`1001`), the service number (NIS): 12 ASCII digits.
    pub fn nis(&self) -> &'static [u8; 12] {
        &NIS
    }

    /// EF.SN_ICC (`D003`): 12 bytes, of which bytes 5 to 10 are the NIS in packed decimal.
    pub fn ef_sn_icc(&self) -> &'static [u8; 12] {
        &EF_SN_ICC
    }

    /// SN.ICC, the 8 bytes the chip names itself with in the IAS device authentication: here the
    /// last 8 of EF.SN_ICC, which is assumed (no public client compares the two).
    pub fn sn_icc(&self) -> [u8; 8] {
        let [_, _, _, _, sn_icc @ ..] = EF_SN_ICC;
        sn_icc
    }

    /// EF.Seriale (`1002`), the number of the document: 9 ASCII characters.
    pub fn document_number(&self) -> &'static [u8; 9] {
        &DOCUMENT_NUMBER
    }

    /// Key 81: client authentication and signature of the holder.
    pub fn user_key(&self) -> &RsaKey {
        &self.user_key
    }

    /// Key 82: internal authentication of the chip, public part in EF.Int.Kpub (`1004`).
    pub fn device_authentication_key(&self) -> &RsaKey {
        &self.device_authentication_key
    }

    /// Key 83: internal authentication without any code, public part in EF.Servizi_Int.Kpub
    /// (`1005`).
    pub fn services_key(&self) -> &RsaKey {
        &self.services_key
    }

    /// Key 84: the root that certifies terminals.
    pub fn external_authentication_key(&self) -> &ExternalAuthenticationKey {
        &self.external_authentication_key
    }

    /// EF.Cert_CIE (`1003`): the holder's X.509 certificate for key 81, DER without padding.
    pub fn user_certificate(&self) -> &[u8] {
        &self.user_certificate
    }

    /// The simulated authority that issued the holder's certificate, X.509 in DER; self-signed.
    pub fn user_ca_certificate(&self) -> &[u8] {
        &self.user_ca_certificate
    }

    /// The simulated document signer, X.509 in DER; also inside EF.SOD.
    pub fn document_signer_certificate(&self) -> &[u8] {
        &self.document_signer_certificate
    }

    /// The simulated country signing certificate authority (CSCA), X.509 in DER; self-signed. The
    /// trust anchor that a test gives to a verifier of EF.SOD.
    pub fn country_signer_certificate(&self) -> &[u8] {
        &self.country_signer_certificate
    }

    pub(crate) const fn document_signer_key(&self) -> &RsaKey {
        &self.document_signer_key
    }

    pub(crate) const fn country_signer(&self) -> &Authority {
        &self.country_signer
    }

    /// EF.SOD of DF_CIE (`1006`): data object `77` around the signed object, without padding.
    pub fn ef_sod(&self, variant: SodVariant) -> &[u8] {
        match variant {
            SodVariant::Sha256Pkcs1v15 => &self.ef_sod_sha256,
            SodVariant::Sha512Pss => &self.ef_sod_sha512,
        }
    }

    /// EF.DH (`D004`): the Diffie-Hellman group [`DH_GROUP`] in DER.
    pub fn ef_dh(&self) -> &[u8] {
        &self.ef_dh
    }

    #[cfg(test)]
    fn card_keys(&self) -> [&RsaKey; 3] {
        [
            &self.user_key,
            &self.device_authentication_key,
            &self.services_key,
        ]
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a failed step or a wrong index must fail the test"
    )]

    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn bytes_5_to_10_of_ef_sn_icc_are_the_digits_of_the_nis() {
        let digits: String = EF_SN_ICC[5..=10]
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect();
        assert_eq!(digits.as_bytes(), NIS);
    }

    #[test]
    fn the_last_character_of_the_fiscal_code_is_its_check_character() {
        // Values of the characters in odd places, decree of 12 March 1974: digits 0 to 9, then
        // letters A to Z of which the first ten count like the digits.
        const ODD: [u32; 26] = [
            1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25,
            24, 23,
        ];
        let (characters, check) = HOLDER.fiscal_code.split_at(15);
        let sum: u32 = characters
            .chars()
            .enumerate()
            .map(|(index, character)| {
                let value = match character {
                    'A'..='Z' => u32::from(character) - u32::from('A'),
                    _ => character.to_digit(10).unwrap(),
                };
                if index % 2 == 0 {
                    ODD[value as usize]
                } else {
                    value
                }
            })
            .sum();
        assert_eq!(
            check,
            char::from_u32(u32::from('A') + sum % 26)
                .unwrap()
                .to_string()
        );
    }

    #[test]
    fn the_identity_is_the_same_in_every_build_and_every_run() {
        let identity = Identity::build().unwrap();
        let mut digest = Sha256::new();
        for part in [
            &identity.ef_sod_sha256,
            &identity.ef_sod_sha512,
            &identity.user_ca_certificate,
            &identity.country_signer_certificate,
        ] {
            digest.update(part);
        }
        digest.update(identity.external_authentication_key.modulus());
        digest.update(identity.external_authentication_key.exponent());
        // Whoever keeps something about the simulated card between versions (paired software, the
        // command's memory of tries) knows it by these bytes.
        let digest: String = digest
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            digest,
            "ac032ee360fc0ce047c0aac5f1f9899ad30137e143dbda9a8825a7b90eb9b5ea"
        );
    }
}
