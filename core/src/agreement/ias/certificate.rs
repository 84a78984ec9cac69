//! The terminal's card-verifiable certificate, which every terminal issues to
//! itself with the published exponent of the authority.

use super::{AgreementError, AuthorityKey, terminal};
use crate::{agreement::iso9796, bytes::tlv};

/// Bytes of the certificate's body.
pub const BODY_LEN: usize = 1 + 8 + 12 + 7 + 9 + 256 + 4;

/// The role that the terminal asks for: the last byte of its authorisation.
const ROLE: u8 = 0x01;

/// The terminal's holder reference: its serial number, left-padded.
pub(super) fn holder_reference() -> [u8; super::keys::HOLDER_REFERENCE_LEN] {
    let mut reference = [0; super::keys::HOLDER_REFERENCE_LEN];
    for (to, from) in reference.iter_mut().skip(4).zip(terminal::SERIAL_NUMBER) {
        *to = from;
    }
    reference
}

/// `7F21{5F37 signature, 5F38 rest of the body, 42 authority reference}`.
///
/// The body (non-self-descriptive, 297 bytes) is profile `8A` ‖ authority
/// reference (8) ‖ holder reference (12) ‖ authorisation (7) ‖ object
/// identifier (9) ‖ modulus (256) ‖ exponent (4). Its first 222 bytes are
/// inside the ISO/IEC 9796-2 signature.
///
/// # Errors
/// [`AgreementError::Unsupported`] when the authority's key cannot sign.
pub fn terminal_certificate(authority: &AuthorityKey) -> Result<Vec<u8>, AgreementError> {
    let unsupported = AgreementError::Unsupported("an authority key that cannot sign");
    let (_, reference) = authority
        .holder_reference
        .split_last_chunk::<8>()
        .ok_or(unsupported)?;
    let mut body = Vec::with_capacity(BODY_LEN);
    body.push(terminal::CERTIFICATE_PROFILE);
    body.extend_from_slice(reference);
    body.extend(holder_reference());
    body.extend_from_slice(&authority.authorisation);
    body.push(ROLE);
    body.extend(terminal::CERTIFICATE_OID);
    body.extend(terminal::MODULUS);
    body.extend(terminal::PUBLIC_EXPONENT);
    let (recoverable, rest) = body
        .split_at_checked(iso9796::recoverable_len(&authority.modulus))
        .ok_or(unsupported)?;
    let signature = iso9796::sign(
        &authority.modulus,
        &terminal::AUTHORITY_PRIVATE_EXPONENT,
        recoverable,
        &[rest],
    )
    .map_err(|_| unsupported)?;
    let mut content = Vec::with_capacity(350);
    tlv::push(&mut content, 0x5F37, &signature);
    tlv::push(&mut content, 0x5F38, rest);
    tlv::push(&mut content, 0x42, reference);
    Ok(tlv::encode(0x7F21, &content))
}
