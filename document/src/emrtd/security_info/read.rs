//! From the bytes of a file to [`SecurityInfos`].

use cie_core::extension::{
    Agreement, Mapping, Suite,
    tlv::{Children, Tlv},
};
use hex_literal::hex;

use super::{
    ActiveAuthenticationInfo, ChipAuthenticationInfo, ChipAuthenticationPublicKeyInfo, Entry,
    PaceDomainParameterInfo, PaceInfo, SecurityInfo, SecurityInfoError, SecurityInfos,
};
use crate::emrtd::public_key::{GroupParameters, PublicKey};

const TAG_SET: u32 = 0x31;
const TAG_SEQUENCE: u32 = 0x30;
const TAG_INTEGER: u32 = 0x02;
const TAG_OID: u32 = 0x06;

/// Most entries that are taken from a card. Real files have fewer than ten.
const MAX_ENTRIES: usize = 64;

/// `id-PACE`, 0.4.0.127.0.7.2.2.4.
const PACE: &[u8] = &hex!("04007F00070202 04");
/// `id-CA`, 0.4.0.127.0.7.2.2.3.
const CHIP_AUTHENTICATION: &[u8] = &hex!("04007F00070202 03");
/// `id-TA`, 0.4.0.127.0.7.2.2.2.
const TERMINAL_AUTHENTICATION: &[u8] = &hex!("04007F00070202 02");
/// `id-PK`, 0.4.0.127.0.7.2.2.1.
const PUBLIC_KEY: &[u8] = &hex!("04007F00070202 01");
/// `id-icao-mrtd-security-aaProtocolObject`, 2.23.136.1.1.5.
const ACTIVE_AUTHENTICATION: &[u8] = &hex!("678108010105");

impl SecurityInfos {
    /// Reads one SET with nothing after it.
    ///
    /// # Errors
    /// [`SecurityInfoError`]; an entry that is not understood is not an error.
    pub fn parse(file: &[u8]) -> Result<Self, SecurityInfoError> {
        let set = Tlv::single(file)?;
        if set.tag != TAG_SET {
            return Err(SecurityInfoError::NotASet);
        }
        let mut entries = Vec::new();
        let mut children = set.children();
        loop {
            let before = children.rest();
            let Some(child) = children.next() else {
                return Ok(Self { entries });
            };
            let child = child?;
            if child.tag != TAG_SEQUENCE {
                return Err(SecurityInfoError::NotASet);
            }
            if entries.len() == MAX_ENTRIES {
                return Err(SecurityInfoError::TooMany);
            }
            let len = before.len() - children.rest().len();
            entries.push(Entry {
                encoding: before.get(..len).unwrap_or_default().to_vec(),
                info: SecurityInfo::read(&child).unwrap_or(SecurityInfo::Unknown),
            });
        }
    }
}

impl SecurityInfo {
    /// `None` when the form is not that of the object identifier's kind.
    fn read(entry: &Tlv<'_>) -> Option<Self> {
        let mut fields = Fields::of(entry)?;
        let oid = fields.oid;
        let info = if let Some(arcs) = oid.strip_prefix(PACE) {
            match *arcs {
                [kind] => Self::PaceDomainParameters(PaceDomainParameterInfo {
                    mapping: mapping_of(kind)?.0,
                    agreement: mapping_of(kind)?.1,
                    parameters: GroupParameters::parse(fields.sequence()?).ok()?,
                    parameter_id: fields.optional_number()?,
                }),
                [kind, cipher] => {
                    let (mapping, agreement) = mapping_of(kind)?;
                    Self::Pace(PaceInfo {
                        oid: oid.to_vec(),
                        mapping,
                        agreement,
                        suite: Suite::from_number(cipher)?,
                        version: fields.version()?,
                        parameter_id: fields.optional_number()?,
                    })
                }
                _ => return None,
            }
        } else if let Some([kind, cipher]) = oid.strip_prefix(CHIP_AUTHENTICATION) {
            Self::ChipAuthentication(ChipAuthenticationInfo {
                oid: oid.to_vec(),
                agreement: agreement_of(*kind)?,
                suite: Suite::from_number(*cipher)?,
                version: fields.version()?,
                key_id: fields.optional_integer()?,
            })
        } else if let Some([kind]) = oid.strip_prefix(PUBLIC_KEY) {
            Self::ChipAuthenticationPublicKey(ChipAuthenticationPublicKeyInfo {
                agreement: agreement_of(*kind)?,
                key: PublicKey::parse(fields.sequence()?).ok()?,
                key_id: fields.optional_integer()?,
            })
        } else if oid == TERMINAL_AUTHENTICATION {
            // The optional data names EF.CVCA, which nothing here reads.
            return Some(Self::TerminalAuthentication {
                version: fields.version()?,
            });
        } else if oid == ACTIVE_AUTHENTICATION {
            Self::ActiveAuthentication(ActiveAuthenticationInfo {
                version: fields.version()?,
                signature_algorithm: fields.object_identifier()?.to_vec(),
            })
        } else {
            return None;
        };
        fields.end()?;
        Some(info)
    }
}

/// Second last arc of a PACE identifier (ICAO Doc 9303-11 section 4.4.3.2).
const fn mapping_of(arc: u8) -> Option<(Mapping, Agreement)> {
    match arc {
        1 => Some((Mapping::Generic, Agreement::Dh)),
        2 => Some((Mapping::Generic, Agreement::Ecdh)),
        3 => Some((Mapping::Integrated, Agreement::Dh)),
        4 => Some((Mapping::Integrated, Agreement::Ecdh)),
        6 => Some((Mapping::ChipAuthentication, Agreement::Ecdh)),
        _ => None,
    }
}

const fn agreement_of(arc: u8) -> Option<Agreement> {
    match arc {
        1 => Some(Agreement::Dh),
        2 => Some(Agreement::Ecdh),
        _ => None,
    }
}

/// The fields of an entry after its object identifier.
struct Fields<'a> {
    oid: &'a [u8],
    children: Children<'a>,
}

impl<'a> Fields<'a> {
    fn of(entry: &Tlv<'a>) -> Option<Self> {
        let mut children = entry.children();
        let oid = children.next()?.ok().filter(|field| field.tag == TAG_OID)?;
        Some(Self {
            oid: oid.value,
            children,
        })
    }

    fn next(&mut self, tag: u32) -> Option<&'a [u8]> {
        let field = self.children.next()?.ok()?;
        (field.tag == tag).then_some(field.value)
    }

    fn version(&mut self) -> Option<u8> {
        u8::try_from(number(self.next(TAG_INTEGER)?)?).ok()
    }

    fn object_identifier(&mut self) -> Option<&'a [u8]> {
        self.next(TAG_OID)
    }

    /// The whole encoding of a SEQUENCE.
    fn sequence(&mut self) -> Option<&'a [u8]> {
        let before = self.children.rest();
        self.next(TAG_SEQUENCE)?;
        before.get(..before.len() - self.children.rest().len())
    }

    /// An INTEGER as its value field; outer `None` when something else stands
    /// there.
    #[allow(
        clippy::option_option,
        reason = "the outer level is a malformed entry, the inner one an absent field"
    )]
    fn optional_integer(&mut self) -> Option<Option<Vec<u8>>> {
        if self.children.rest().is_empty() {
            return Some(None);
        }
        Some(Some(self.next(TAG_INTEGER)?.to_vec()))
    }

    #[allow(
        clippy::option_option,
        reason = "the outer level is a malformed entry, the inner one an absent field"
    )]
    fn optional_number(&mut self) -> Option<Option<u64>> {
        match self.optional_integer()? {
            None => Some(None),
            Some(value) => number(&value).map(Some),
        }
    }

    fn end(&self) -> Option<()> {
        self.children.rest().is_empty().then_some(())
    }
}

/// A non-negative INTEGER of at most eight bytes.
fn number(value: &[u8]) -> Option<u64> {
    if value.is_empty() || value.first().is_some_and(|first| first & 0x80 != 0) {
        return None;
    }
    value.iter().try_fold(0u64, |number, byte| {
        (number >> 56 == 0).then_some(number << 8 | u64::from(*byte))
    })
}
