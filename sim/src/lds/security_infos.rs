//! `SecurityInfos` (ICAO Doc 9303-11, section 9.2): EF.CardAccess, EF.CardSecurity and DG14.

use cie_core::bytes::tlv;
use der::asn1::{Any, SetOfVec};
use der::{Decode, Encode};

use super::chip_keys::ChipAuthenticationKey;
use super::suite::PaceSuite;
use crate::identity::{BuildError, EcKey};

const SEQUENCE: u32 = 0x30;
const INTEGER: u32 = 0x02;
const OBJECT_IDENTIFIER: u32 = 0x06;

/// `id-TA`, 0.4.0.127.0.7.2.2.2 (section 9.2.8).
const TERMINAL_AUTHENTICATION: [u8; 8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x02];
/// `id-icao-mrtd-security-aaProtocolObject`, 2.23.136.1.1.5 (section 9.2.3).
const ACTIVE_AUTHENTICATION: [u8; 6] = [0x67, 0x81, 0x08, 0x01, 0x01, 0x05];
/// `ecdsa-plain-SHA256`, 0.4.0.127.0.7.1.1.4.1.3 (BSI TR-03111, section 5.2.1.1).
const ECDSA_PLAIN_SHA256: [u8; 10] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x03];

/// A `SecurityInfo` in DER.
pub(super) struct SecurityInfo(Vec<u8>);

impl SecurityInfo {
    fn new(protocol: &[u8], rest: &[Vec<u8>]) -> Self {
        let mut content = tlv::encode(OBJECT_IDENTIFIER, protocol);
        for part in rest {
            content.extend(part);
        }
        Self(tlv::encode(SEQUENCE, &content))
    }

    /// `PACEInfo`, version 2.
    pub(super) fn pace(suite: PaceSuite) -> Self {
        let numbers = [integer(2), integer(suite.parameter_id())];
        Self::new(&suite.protocol(), &numbers)
    }

    /// An entry with a protocol that nobody has defined.
    pub(super) fn unknown() -> Self {
        Self::new(
            &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x7F, 0x01],
            &[integer(1), tlv::encode(0x04, b"not for you")],
        )
    }

    /// `ChipAuthenticationInfo`, version 1.
    pub(super) fn chip_authentication(key: &ChipAuthenticationKey) -> Self {
        let mut rest = vec![integer(1)];
        rest.extend(key.id.map(integer));
        Self::new(&key.suite.protocol(), &rest)
    }

    /// `ChipAuthenticationPublicKeyInfo`.
    pub(super) fn chip_authentication_key(key: &ChipAuthenticationKey) -> Result<Self, BuildError> {
        let mut rest = vec![key.key.public_key()?];
        rest.extend(key.id.map(integer));
        Ok(Self::new(&key.suite.key_protocol(), &rest))
    }

    /// `ChipAuthenticationPublicKeyInfo` of chip authentication mapping, its curve by number.
    pub(super) fn mapping_key(key: &EcKey) -> Result<Self, BuildError> {
        const ID_PK_ECDH: [u8; 9] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x01, 0x02];
        let public_key = key.numbered_public_key()?.to_der()?;
        let id = integer(key.curve().parameter_id());
        Ok(Self::new(&ID_PK_ECDH, &[public_key, id]))
    }

    /// `TerminalAuthenticationInfo`, version 1: on issued cards, whose DG3 needs it
    /// (italia/cie-mrtd-dotnet-sdk `CIE.MRTD.SDK/EAC/EAC.cs`).
    pub(super) fn terminal_authentication() -> Self {
        Self::new(&TERMINAL_AUTHENTICATION, &[integer(1)])
    }

    /// `ActiveAuthenticationInfo` for ECDSA, version 1.
    pub(super) fn active_authentication() -> Self {
        let algorithm = tlv::encode(OBJECT_IDENTIFIER, &ECDSA_PLAIN_SHA256);
        Self::new(&ACTIVE_AUTHENTICATION, &[integer(1), algorithm])
    }
}

fn integer(number: u8) -> Vec<u8> {
    tlv::encode(INTEGER, &[number])
}

/// The set of them in DER, which orders it by its bytes.
pub(super) fn security_infos(infos: &[SecurityInfo]) -> Result<Vec<u8>, BuildError> {
    let infos = infos
        .iter()
        .map(|info| Any::from_der(&info.0))
        .collect::<der::Result<Vec<_>>>()?;
    Ok(SetOfVec::try_from(infos)?.to_der()?)
}
