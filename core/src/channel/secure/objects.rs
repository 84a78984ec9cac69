//! The data objects of a protected message.

use super::SecureError;
use crate::bytes::tlv::Tlv;

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
        let mut rest = body;
        let cryptogram = take_if(&mut rest, &[CRYPTOGRAM, CRYPTOGRAM_ODD])?;
        let [mut le, mut status] = [None; 2];
        match take_if(&mut rest, &[PROTECTED_LE, STATUS])? {
            Some(object) if object.tag == STATUS => status = Some(object.value),
            Some(object) => le = Some(object.value),
            None => {}
        }
        let authenticated = body.len() - rest.len();
        let authenticated = body.get(..authenticated).ok_or(SecureError::Incorrect)?;
        match take_if(&mut rest, &[CHECKSUM])? {
            Some(checksum) if rest.is_empty() => Ok(Self {
                cryptogram: cryptogram.map(|object| (object.tag, object.value)),
                le,
                status,
                checksum: checksum.value,
                authenticated,
            }),
            None if rest.is_empty() => Err(SecureError::Missing),
            // Something behind the checksum, or out of place.
            Some(_) | None => Err(SecureError::Incorrect),
        }
    }
}

/// The next data object, if it has one of these tags; it is not in `rest` then.
fn take_if<'a>(rest: &mut &'a [u8], tags: &[u32]) -> Result<Option<Tlv<'a>>, SecureError> {
    if rest.is_empty() {
        return Ok(None);
    }
    let (object, behind) = Tlv::split(rest).map_err(|_| SecureError::Incorrect)?;
    if !tags.contains(&object.tag) {
        return Ok(None);
    }
    *rest = behind;
    Ok(Some(object))
}
