//! The data objects of a protected message.

use super::SecureError;
use crate::bytes::tlv::Children;

/// Cryptogram with padding indicator, for even instructions.
pub(super) const CRYPTOGRAM: u32 = 0x87;
/// Cryptogram of a TLV-coded data field, for odd instructions.
pub(super) const CRYPTOGRAM_ODD: u32 = 0x85;
/// Protected Le.
pub(super) const PROTECTED_LE: u32 = 0x97;
/// Processing status.
pub(super) const STATUS: u32 = 0x99;
/// Cryptographic checksum.
pub(super) const CHECKSUM: u32 = 0x8E;

/// The data objects of a protected message, in the order that the standard
/// gives them: cryptogram, Le or status, checksum, nothing else.
pub(super) struct Objects<'a> {
    pub(super) cryptogram: Option<(u32, &'a [u8])>,
    pub(super) le: Option<&'a [u8]>,
    pub(super) status: Option<&'a [u8]>,
    pub(super) checksum: &'a [u8],
    /// Everything before the checksum, as sent.
    pub(super) authenticated: &'a [u8],
}

impl<'a> Objects<'a> {
    pub(super) fn read(body: &'a [u8]) -> Result<Self, SecureError> {
        let (mut cryptogram, mut le, mut status) = (None, None, None);
        let mut consumed = 0;
        let mut children = Children::of(body);
        while let Some(object) = children.next() {
            let object = object.map_err(|_| SecureError::Incorrect)?;
            let free = le.is_none() && status.is_none();
            match object.tag {
                CRYPTOGRAM | CRYPTOGRAM_ODD if free && cryptogram.is_none() => {
                    cryptogram = Some((object.tag, object.value));
                }
                PROTECTED_LE if free => le = Some(object.value),
                STATUS if free => status = Some(object.value),
                CHECKSUM if children.next().is_none() => {
                    let authenticated = body.get(..consumed).ok_or(SecureError::Incorrect)?;
                    let checksum = object.value;
                    return Ok(Self {
                        cryptogram,
                        le,
                        status,
                        checksum,
                        authenticated,
                    });
                }
                _ => return Err(SecureError::Incorrect),
            }
            consumed = body.len() - children.rest().len();
        }
        Err(SecureError::Missing)
    }
}
