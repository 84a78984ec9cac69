//! EF.SOD of DF_CIE (`1006`): the signed object that covers the files of the IAS application.
//!
//! It has the form of the Document Security Object of ICAO Doc 9303-10: data object `77` around a
//! CMS `SignedData` version 3 over an `LDSSecurityObject`, with one document signer certificate and
//! one signer. What differs from a passport is the numbers of the data groups. Read from
//! italia/cie-middleware-linux (`cie-pkcs11/CSP/IAS.cpp`, `VerificaSOD` and `VerificaSODPSS`) and
//! from the file of a card in the unit tests of pagopa/cie-sdk-android
//! (`CieSDK/src/test/java/it/pagopa/io/app/cie/CieCommandsTest.kt`).

use x509_cert::Certificate;

use super::BuildError;
use super::cms::{self, DataGroups, LdsVersion};
use super::signing::SigningKey;

/// The two forms of EF.SOD that issued cards carry.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum SodVariant {
    /// SHA-256, RSASSA-PKCS1-v1_5, `LDSSecurityObject` version 0.
    Sha256Pkcs1v15,
    /// SHA-512, RSASSA-PSS with MGF1-SHA-512 and a salt of 64 bytes, `LDSSecurityObject` version 1
    /// with LDS version `0108` and Unicode version `040000`.
    Sha512Pss,
}

/// The files under the signature, each exactly as it is hashed.
pub(super) struct SignedFiles<'a> {
    /// EF.ID_Servizi, its 12 digits.
    pub(super) nis: &'a [u8],
    /// EF.Seriale, its 9 characters.
    pub(super) document_number: &'a [u8],
    /// EF.Cert_CIE.
    pub(super) user_certificate: &'a [u8],
    /// EF.Int.Kpub.
    pub(super) device_authentication_key: &'a [u8],
    /// EF.Servizi_Int.Kpub.
    pub(super) services_key: &'a [u8],
    /// EF.DH.
    pub(super) dh: &'a [u8],
}

impl SignedFiles<'_> {
    /// Data group number and content, in the order of the card of `CieCommandsTest.kt`.
    ///
    /// Each number is one byte, `02 01 A1` for data group A1, though read strictly that is a
    /// negative number: so it is on that card, and the desktop software looks for nothing else.
    const fn numbered(&self) -> [(u8, &[u8]); 6] {
        [
            (0xA5, self.services_key),
            (0x1B, self.dh),
            (0xA4, self.device_authentication_key),
            (0xA3, self.user_certificate),
            (0xA2, self.document_number),
            (0xA1, self.nis),
        ]
    }
}

/// EF.SOD over the files, signed by the document signer; its key knows with which scheme.
pub(super) fn ef_sod(
    variant: SodVariant,
    files: &SignedFiles<'_>,
    signer_key: &SigningKey,
    signer: &Certificate,
) -> Result<Vec<u8>, BuildError> {
    let version = match variant {
        SodVariant::Sha256Pkcs1v15 => None,
        SodVariant::Sha512Pss => Some(LdsVersion::V1_8),
    };
    let groups: DataGroups<'_> = &files.numbered();
    cms::document_security_object(groups, version, signer_key, signer)
}
