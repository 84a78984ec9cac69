//! Everything fixed about the one simulated holder and card: numbers, keys, certificates, signed
//! object.
//!
//! All profiles of the simulated card share this identity, and it is the same in every run: RSA
//! primes are committed, dates and serial numbers are constants. The person does not exist, the
//! authorities call themselves simulated, and the private keys are public with this source.

mod dh;
mod external_authentication;
#[cfg(test)]
mod generation;
mod primes;
mod rsa_key;
mod seed;

use std::sync::OnceLock;

use hex_literal::hex;
use thiserror::Error;

pub use dh::{DH_GROUP, DhGroup};
pub use external_authentication::ExternalAuthenticationKey;
pub use rsa_key::{BlockOutOfRange, RSA_BYTES, RsaKey};

/// The service number (NIS) of EF.ID_Servizi (`1001`): 12 ASCII digits.
const NIS: [u8; 12] = *b"990123456789";

/// EF.SN_ICC (`D003`): data object `5A` (primary account number, ISO/IEC 7812) of 10 bytes.
///
/// Bytes 5 to 10 are the NIS in packed decimal, the cache key of the desktop software
/// (italia/cie-middleware-linux `cie-pkcs11/CSP/IAS.cpp`); the bytes around them are assumed.
const EF_SN_ICC: [u8; 12] = hex!("5A 0A 99 00 00 99 01 23 45 67 89 0F");

/// The number printed on the document, the content of EF.Seriale (`1002`).
const DOCUMENT_NUMBER: [u8; 9] = *b"CA00000AA";

/// The private exponent common to the terminal roots of all cards, a published constant
/// (`ExtAuth_PrivExp`, italia/cie-middleware-linux `cie-pkcs11/CSP/ExtAuthKey.cpp`).
const TERMINAL_ROOT_EXPONENT: [u8; RSA_BYTES] = hex!(
    "186B3148 8C25DCF8 5D953D36 30C0D073 BA1C6AA2 4581AD25 4F3B6719 C5D72CCA"
    "3E5CDC5A 1E531657 8D75954F F73B237B 532C9F8D E4A2C4C9 11385A23 E63E33E4"
    "7EE45E66 EFD49B18 E02CFF87 598C3910 9E8F86A6 6BC33024 9CE3FCAD 655DCDBF"
    "98C9C5E4 79321AF5 3B517D04 1061880A 647BBE0F F8136834 70E6C500 94CE81D0"
    "64E204E3 51BD3AE0 A7947D8E 91C3FD5C 0A15233C 349A5215 A4E66E21 C5D33498"
    "E71991EA 24473B29 F1475F6F D9BE3996 E19BD474 FAD1B41E A0DCD2FC 16C9BFFA"
    "071BFEC1 B2241518 4811C198 5FBFE3E7 B4F44A4B 3C8DFAB4 D90CECFC 5E608D67"
    "3E6762C6 2CB79834 1271149B A688162E C7D0E346 8F65A94A B4AD1AB6 7E37BFC1"
);

/// Why the committed data does not make an identity; a defect of this crate, not of its caller.
#[derive(Debug, Error)]
enum BuildError {
    #[error("RSA: {0}")]
    Rsa(#[from] rsa::Error),
    #[error("public key encoding: {0}")]
    Pkcs1(#[from] rsa::pkcs1::Error),
    #[error("DER: {0}")]
    Der(#[from] der::Error),
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
    ef_dh: Vec<u8>,
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
        Ok(Self {
            user_key: RsaKey::new(&primes::USER)?,
            device_authentication_key: RsaKey::new(&primes::DEVICE_AUTHENTICATION)?,
            services_key: RsaKey::new(&primes::SERVICES)?,
            external_authentication_key: ExternalAuthenticationKey::new(
                &primes::EXTERNAL_AUTHENTICATION,
                &TERMINAL_ROOT_EXPONENT,
            )?,
            ef_dh: DH_GROUP.ef_dh()?,
        })
    }

    /// EF.ID_Servizi (`1001`), the service number (NIS): 12 ASCII digits.
    pub fn nis(&self) -> &'static [u8; 12] {
        &NIS
    }

    /// EF.SN_ICC (`D003`): 12 bytes, of which bytes 5 to 10 are the NIS in packed decimal.
    pub fn ef_sn_icc(&self) -> &'static [u8; 12] {
        &EF_SN_ICC
    }

    /// SN.ICC, the 8 bytes the chip names itself with in the IAS device authentication: the last 8
    /// of EF.SN_ICC (IAS ECC 1.0.1; no public client compares the two).
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
    #![allow(clippy::unwrap_used, reason = "a failed step must fail the test")]

    use super::*;

    #[test]
    fn bytes_5_to_10_of_ef_sn_icc_are_the_digits_of_the_nis() {
        let digits: String = EF_SN_ICC[5..=10]
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect();
        assert_eq!(digits.as_bytes(), NIS);
    }
}
