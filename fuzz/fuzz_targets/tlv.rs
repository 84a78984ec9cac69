//! BER-TLV: what is found lies inside, a header tells the same as the object,
//! and what is written again reads the same.

#![no_main]

use cie_core::bytes::tlv::{self, Children, Header, Tlv};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let mut children = Children::of(input);
    let mut seen = 0;
    while let Some(Ok(child)) = children.next() {
        seen = input.len() - children.rest().len();
        let written = tlv::encode(child.tag, child.value);
        assert_eq!(Tlv::single(&written), Ok(child));
        let _ = child.child(0x30);
    }
    assert!(seen <= input.len());
    if let Ok((first, rest)) = Tlv::split(input) {
        let header = Header::read(input).expect("what splits has a header");
        assert_eq!(header.tag, first.tag);
        assert_eq!(header.total(), input.len() - rest.len());
    }
    let _ = tlv::descend(input, &[0x70, 0xBF_A004, 0x7F49]);
});
