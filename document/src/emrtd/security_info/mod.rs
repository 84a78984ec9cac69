//! `SecurityInfos`: what protocols a chip offers, in EF.CardAccess, DG14 and
//! EF.CardSecurity (ICAO Doc 9303-11 section 9.2, BSI TR-03110-3 appendix
//! A.1).
//!
//! ```text
//! SecurityInfos ::= SET OF SecurityInfo
//! SecurityInfo  ::= SEQUENCE { protocol OID, requiredData ANY, optionalData ANY OPTIONAL }
//! ```
//!
//! Every entry is kept with its bytes, whether it is understood or not.

mod read;
#[cfg(test)]
mod tests;

use cie_core::extension::{Agreement, Mapping, Suite, tlv::TlvError};

use super::public_key::{GroupParameters, PublicKey};

/// Why a set of entries cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecurityInfoError {
    /// The encoding is broken.
    #[error(transparent)]
    Encoding(#[from] TlvError),
    /// Something else than a SET whose members are SEQUENCE.
    #[error("the file holds no set of security infos")]
    NotASet,
    /// More entries than any card has.
    #[error("too many security infos")]
    TooMany,
}

/// The entries of a file, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityInfos {
    entries: Vec<Entry>,
}

/// One entry: its bytes and what is understood of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    encoding: Vec<u8>,
    info: SecurityInfo,
}

impl Entry {
    /// The whole SEQUENCE as it stood in the file.
    #[must_use]
    pub fn encoding(&self) -> &[u8] {
        &self.encoding
    }

    /// What it says.
    #[must_use]
    pub const fn info(&self) -> &SecurityInfo {
        &self.info
    }
}

/// An entry that was understood, or [`SecurityInfo::Unknown`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecurityInfo {
    /// `PACEInfo`: a way to open the chip with a password.
    Pace(PaceInfo),
    /// `PACEDomainParameterInfo`: a group that a `PACEInfo` refers to.
    PaceDomainParameters(PaceDomainParameterInfo),
    /// `ChipAuthenticationInfo`.
    ChipAuthentication(ChipAuthenticationInfo),
    /// `ChipAuthenticationPublicKeyInfo`.
    ChipAuthenticationPublicKey(ChipAuthenticationPublicKeyInfo),
    /// `TerminalAuthenticationInfo`.
    TerminalAuthentication {
        /// Version of the protocol.
        version: u8,
    },
    /// `ActiveAuthenticationInfo`, for chips that sign with ECDSA.
    ActiveAuthentication(ActiveAuthenticationInfo),
    /// An entry of another kind, or one of the above that does not have the
    /// form of its kind.
    Unknown,
}

/// `PACEInfo` (ICAO Doc 9303-11 section 9.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaceInfo {
    /// The value field of the protocol's object identifier, as MSE SET wants
    /// it.
    pub oid: Vec<u8>,
    /// The mapping that it names.
    pub mapping: Mapping,
    /// The kind of group that it names.
    pub agreement: Agreement,
    /// The cipher and MAC that it names.
    pub suite: Suite,
    /// Version of the protocol: 2.
    pub version: u8,
    /// Number of standardised parameters, or what ties this entry to a
    /// [`PaceDomainParameterInfo`].
    pub parameter_id: Option<u64>,
}

/// `PACEDomainParameterInfo` (ICAO Doc 9303-11 section 9.2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaceDomainParameterInfo {
    /// The mapping that it is for.
    pub mapping: Mapping,
    /// The kind of group.
    pub agreement: Agreement,
    /// The group.
    pub parameters: GroupParameters,
    /// What a [`PaceInfo`] refers to it by.
    pub parameter_id: Option<u64>,
}

/// `ChipAuthenticationInfo` (ICAO Doc 9303-11 section 9.2.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChipAuthenticationInfo {
    /// The value field of the protocol's object identifier, as MSE SET AT
    /// wants it.
    pub oid: Vec<u8>,
    /// The kind of group that it names.
    pub agreement: Agreement,
    /// The cipher and MAC that it names.
    pub suite: Suite,
    /// Version of the protocol: 1 for documents, 2 and 3 for eID cards.
    pub version: u8,
    /// Which key, when the chip has several: the value field of the INTEGER.
    pub key_id: Option<Vec<u8>>,
}

/// `ChipAuthenticationPublicKeyInfo` (ICAO Doc 9303-11 section 9.2.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChipAuthenticationPublicKeyInfo {
    /// The kind of group.
    pub agreement: Agreement,
    /// The chip's key.
    pub key: PublicKey,
    /// Which key, when the chip has several: the value field of the INTEGER.
    pub key_id: Option<Vec<u8>>,
}

/// `ActiveAuthenticationInfo` (ICAO Doc 9303-11 section 9.2.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveAuthenticationInfo {
    /// Version of the protocol: 1.
    pub version: u8,
    /// The value field of the signature algorithm's object identifier (BSI
    /// TR-03111 section 5.2.1).
    pub signature_algorithm: Vec<u8>,
}

impl SecurityInfos {
    /// Every entry.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn infos(&self) -> impl Iterator<Item = &SecurityInfo> {
        self.entries.iter().map(Entry::info)
    }

    /// The ways to open the chip with a password.
    pub fn pace(&self) -> impl Iterator<Item = &PaceInfo> {
        self.infos().filter_map(|info| match info {
            SecurityInfo::Pace(info) => Some(info),
            _ => None,
        })
    }

    /// The group of a `PACEInfo`: that of the [`PaceDomainParameterInfo`] it
    /// refers to, else the standardised one of its number. `None` when its
    /// number is needed and missing.
    #[must_use]
    pub fn pace_parameters(&self, pace: &PaceInfo) -> Option<GroupParameters> {
        let explicit = self.infos().find_map(|info| match info {
            SecurityInfo::PaceDomainParameters(info)
                if info.agreement == pace.agreement
                    && info.mapping == pace.mapping
                    && info.parameter_id == pace.parameter_id =>
            {
                Some(info.parameters.clone())
            }
            _ => None,
        });
        explicit.or_else(|| {
            let number = pace.parameter_id?;
            Some(
                u8::try_from(number).map_or(GroupParameters::Unknown, |number| {
                    GroupParameters::from_number(number)
                }),
            )
        })
    }

    /// The ways in which the chip proves its keys.
    pub fn chip_authentication(&self) -> impl Iterator<Item = &ChipAuthenticationInfo> {
        self.infos().filter_map(|info| match info {
            SecurityInfo::ChipAuthentication(info) => Some(info),
            _ => None,
        })
    }

    /// The chip's keys.
    pub fn chip_authentication_keys(
        &self,
    ) -> impl Iterator<Item = &ChipAuthenticationPublicKeyInfo> {
        self.infos().filter_map(|info| match info {
            SecurityInfo::ChipAuthenticationPublicKey(info) => Some(info),
            _ => None,
        })
    }

    /// The signature algorithm of active authentication, if the file names
    /// one.
    #[must_use]
    pub fn active_authentication(&self) -> Option<&ActiveAuthenticationInfo> {
        self.infos().find_map(|info| match info {
            SecurityInfo::ActiveAuthentication(info) => Some(info),
            _ => None,
        })
    }
}
