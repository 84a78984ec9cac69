//! Forms that OpenSSL does not write, made from what it writes: data objects
//! taken apart, changed and put together again, and signed anew by OpenSSL.

use cie_core::bytes::tlv::{self, Children, Tlv};

use crate::authority::Authority;

pub(crate) const SEQUENCE: u32 = 0x30;
pub(crate) const SET: u32 = 0x31;
pub(crate) const CONTEXT_0: u32 = 0xA0;

/// The data objects of a value, each whole.
pub(crate) fn parts(value: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut children = Children::of(value);
    loop {
        let before = children.rest();
        let Some(child) = children.next() else {
            return parts;
        };
        child.unwrap();
        parts.push(before[..before.len() - children.rest().len()].to_vec());
    }
}

/// The parts of one data object.
pub(crate) fn inside(object: &[u8]) -> Vec<Vec<u8>> {
    parts(Tlv::single(object).unwrap().value)
}

pub(crate) fn put(tag: u32, parts: &[Vec<u8>]) -> Vec<u8> {
    tlv::encode(tag, &parts.concat())
}

/// `SignedData` of a `ContentInfo`, with its one signer changed.
pub(crate) fn with_signer(signed: &[u8], change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Vec<u8> {
    let mut outer = inside(signed);
    let mut data = inside(&inside(&outer[1])[0]);
    let last = data.len() - 1;
    let mut signer = inside(&inside(&data[last])[0]);
    change(&mut signer);
    data[last] = put(SET, &[put(SEQUENCE, &signer)]);
    outer[1] = put(CONTEXT_0, &[put(SEQUENCE, &data)]);
    put(SEQUENCE, &outer)
}

/// A signature of `NAME.key` over a message.
pub(crate) fn signature(authority: &Authority, name: &str, message: &[u8]) -> Vec<u8> {
    authority.bench.put("message", message);
    let digest = authority.suite.digest;
    authority.bench.openssl(&format!(
        "dgst -{digest} -sign {name}.key -out signature message"
    ));
    authority.bench.get("signature")
}

/// BER of the same value: every data object that holds others, down to `depth`,
/// with indefinite length.
pub(crate) fn indefinite(object: &[u8], depth: usize) -> Vec<u8> {
    let tlv = Tlv::single(object).unwrap();
    if depth == 0 || object[0] & 0x20 == 0 {
        return object.to_vec();
    }
    let inside = parts(tlv.value);
    let inside = inside.iter().map(|part| indefinite(part, depth - 1));
    [
        &[object[0], 0x80][..],
        &inside.collect::<Vec<_>>().concat(),
        &[0, 0],
    ]
    .concat()
}

/// BER of the same value: every length in five bytes, down to `depth`.
pub(crate) fn overlong(object: &[u8], depth: usize) -> Vec<u8> {
    let tlv = Tlv::single(object).unwrap();
    if depth == 0 || object[0] & 0x20 == 0 {
        return object.to_vec();
    }
    let inside = parts(tlv.value);
    let inside: Vec<_> = inside
        .iter()
        .map(|part| overlong(part, depth - 1))
        .collect();
    let value = inside.concat();
    let length = u32::try_from(value.len()).unwrap().to_be_bytes();
    [&[object[0], 0x84][..], &length, &value].concat()
}
