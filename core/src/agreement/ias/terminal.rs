//! The published terminal constants of the CIE's device authentication.
//!
//! World-readable in every open implementation and byte for byte the same in
//! all of them: `defModule`, `defPubExp`, `defPrivExp` in
//! italia/cie-middleware-linux `cie-pkcs11/CSP/IAS.cpp`, `ExtAuth_PrivExp` in
//! `cie-pkcs11/CSP/ExtAuthKey.cpp`; italia/cie-middleware,
//! italia/cie-middleware-macos, italia/cieid-ios-sdk `IAS.mm`,
//! italia/cieid-android-sdk `Ias.kt`, pagopa/cie-sdk-android,
//! pagopa/cie-sdk-ios, M0Rf30/opencie-pkcs11.
//!
//! Because they are public, device authentication proves the chip to the
//! terminal and never the terminal to the chip.

use hex_literal::hex;

/// Modulus of the terminal's RSA-2048 key, 256 bytes.
pub const MODULUS: [u8; 256] = hex!(
    "
    BA2837AB4C6BB827577BFF4EB7B1E49CDDE0F16614D1EF24C1B75CF70FB12CD1
    8F4D14E2814BA4877EA800E175906076B562BA535973C5D8B378051D8AFC7407
    A1D919529E03C106CDA18D699AFB0D8AB4FDDD9DC719159A50DE9468F02AB103
    E282A50E716EC23CDA5BFC4A232B09A4B2C70745939549099B4483CBAE62D009
    9674DBF6F39B7223A99D88E33F1A0CDEDEEBBDC35517ABE9880AAB240E1EA166
    283A274A9AD93B4B1D19F3679F3E8B5FF6A1E0ED736E84D5ABE03C59E7346B42
    18755D75366CBF4136F0A26C3DC70A69ABAAF66E13A1B2FAAD052CA6EC9C51E2
    AED14D16E090254DC3F64EA2BD8A836BBA99DEFACBA3A613AEEDD93A9615273D
    "
);

/// Public exponent of the terminal's key, as four bytes: so it is signed.
pub const PUBLIC_EXPONENT: [u8; 4] = hex!("00010001");

/// Private exponent of the terminal's key, 256 bytes. Not a secret.
pub const PRIVATE_EXPONENT: [u8; 256] = hex!(
    "
    4716C2A38CCC7A07B415EB1A6175F2AAA0E49CEAF1BA75CBA09A684B04D81118
    79D3E2CCD8B94D3C5CF6C55753F0ED9587910B3C77258A01460FE84C2EDE5764
    EEBE9C37FB95CD69CEAF09F4B1357C276314AB43EC5B3CEFB0403F868F688E2E
    C09A4973E987756F8DA7A101A2CA75A54A8C4CCF9A1B6147E4DE56423AF70B20
    67179C5EEB646867863478D752C7F412DB277541575AA0619D30BCCC8D87E617
    0B33439A2C93F2D97E18C0A82343A6012A5BB1822808F01B5CFD85673AC0964C
    5F3CFD2DAF8142359764A9ADB9E3F76DB613461C1BC913DC9AC0AB50D365F77C
    B93194C98AA966D89CDD555125A5E59ECF4FA3F0C3FD610CD3D056439338FD81
    "
);

/// Private exponent of the authority that certifies terminals, 256 bytes; its
/// modulus is read from each card. Not a secret: with it every terminal
/// issues its own certificate.
pub const AUTHORITY_PRIVATE_EXPONENT: [u8; 256] = hex!(
    "
    186B31488C25DCF85D953D3630C0D073BA1C6AA24581AD254F3B6719C5D72CCA
    3E5CDC5A1E5316578D75954FF73B237B532C9F8DE4A2C4C911385A23E63E33E4
    7EE45E66EFD49B18E02CFF87598C39109E8F86A66BC330249CE3FCAD655DCDBF
    98C9C5E479321AF53B517D041061880A647BBE0FF813683470E6C50094CE81D0
    64E204E351BD3AE0A7947D8E91C3FD5C0A15233C349A5215A4E66E21C5D33498
    E71991EA24473B29F1475F6FD9BE3996E19BD474FAD1B41EA0DCD2FC16C9BFFA
    071BFEC1B22415184811C1985FBFE3E7B4F44A4B3C8DFAB4D90CECFC5E608D67
    3E6762C62CB798341271149BA688162EC7D0E3468F65A94AB4AD1AB67E37BFC1
    "
);

/// Serial number of the terminal, SN.IFD.
pub const SERIAL_NUMBER: [u8; 8] = hex!("2000000000000001");

/// Object identifier in the terminal's certificate (`IAS.cpp`).
pub const CERTIFICATE_OID: [u8; 9] = hex!("2A8122F42A02040104");

/// Certificate profile identifier in the terminal's certificate (`IAS.cpp`).
pub const CERTIFICATE_PROFILE: u8 = 0x8A;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::agreement::modular::Modulus;

    #[test]
    fn the_constants_are_those_of_the_public_sources_byte_for_byte() {
        let digest = |bytes: &[u8]| <[u8; 32]>::from(Sha256::digest(bytes));
        assert_eq!(
            digest(&MODULUS),
            hex!("47a94894e991d2123f4523774ce7950eada53b53984385050db0567be791be65")
        );
        assert_eq!(
            digest(&PRIVATE_EXPONENT),
            hex!("b90dda3054804479af44b5e8e82f063363b1e8450fc00252abe839d5eaa1b087")
        );
        assert_eq!(
            digest(&AUTHORITY_PRIVATE_EXPONENT),
            hex!("34360f30fc6c138b9289b5650ea432b6a5f88c0dfca08455a56e3e658bc96fd2")
        );
    }

    #[test]
    fn the_terminals_exponents_undo_each_other() {
        let modulus = Modulus::new(&MODULUS).unwrap();
        let message = [0x5A; 256];
        let signed = modulus.pow(&message, &PRIVATE_EXPONENT).unwrap();
        assert_eq!(**modulus.pow(&signed, &PUBLIC_EXPONENT).unwrap(), message);
    }
}
