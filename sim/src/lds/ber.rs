//! EF.SOD in BER, as passports of the United States and New Zealand have it: indefinite lengths
//! down to the signed content, which comes in pieces. Certificates and signer stay as they are, so
//! that every signature holds.

use cie_core::bytes::tlv::{self, Children, Tlv, TlvError};

use crate::identity::BuildError;

const SOD: u32 = 0x77;
const SEQUENCE: u8 = 0x30;
const EXPLICIT: u8 = 0xA0;
const OCTET_STRING: u32 = 0x04;
const CONSTRUCTED_OCTET_STRING: u8 = 0x24;
/// Bytes of a piece of the content.
const PIECE: usize = 64;

/// The same object in BER, around which the file has a definite length.
pub(super) fn security_object(der: &[u8]) -> Result<Vec<u8>, BuildError> {
    signed_object(Tlv::single(der)?.value)
        .map(|ber| tlv::encode(SOD, &ber))
        .map_err(BuildError::from)
}

fn signed_object(der: &[u8]) -> Result<Vec<u8>, TlvError> {
    // ContentInfo { contentType, [0] { SignedData } }
    let [content_type, content] = halves(Tlv::single(der)?.value)?;
    let signed_data = Tlv::single(Tlv::single(content)?.value)?.value;
    // SignedData { version, digestAlgorithms, encapContentInfo, … }
    let mut fields = Children::of(signed_data);
    let (mut before, mut encapsulated) = (Vec::new(), Vec::new());
    for number in 0..3 {
        let field = fields.next().ok_or(TlvError::Truncated)??;
        let encoding = tlv::encode(field.tag, field.value);
        if number < 2 {
            before.extend(encoding);
        } else {
            encapsulated = in_pieces(field.value)?;
        }
    }
    let signed_data = [&before, encapsulated.as_slice(), fields.rest()].concat();
    let content = indefinite(EXPLICIT, &indefinite(SEQUENCE, &signed_data));
    Ok(indefinite(SEQUENCE, &[content_type, &content].concat()))
}

/// `EncapsulatedContentInfo { eContentType, [0] { OCTET STRING } }`.
fn in_pieces(info: &[u8]) -> Result<Vec<u8>, TlvError> {
    let [content_type, content] = halves(info)?;
    let string = Tlv::single(Tlv::single(content)?.value)?;
    let pieces: Vec<u8> = string
        .value
        .chunks(PIECE)
        .flat_map(|piece| tlv::encode(OCTET_STRING, piece))
        .collect();
    let content = indefinite(EXPLICIT, &indefinite(CONSTRUCTED_OCTET_STRING, &pieces));
    Ok(indefinite(SEQUENCE, &[content_type, &content].concat()))
}

/// The first data object, and what follows it.
fn halves(objects: &[u8]) -> Result<[&[u8]; 2], TlvError> {
    let mut children = Children::of(objects);
    children.next().ok_or(TlvError::Truncated)??;
    let rest = children.rest();
    let first = objects.len() - rest.len();
    Ok(objects.split_at(first).into())
}

/// An indefinite length, and the end-of-contents octets (X.690 section 8.1.3.6).
fn indefinite(tag: u8, content: &[u8]) -> Vec<u8> {
    [&[tag, 0x80], content, &[0, 0]].concat()
}
