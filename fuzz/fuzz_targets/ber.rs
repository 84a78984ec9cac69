//! From BER to DER: what comes out is DER of its own, no longer than what went
//! in but for lengths that were not given, and reads the same again.

#![no_main]

use cie_document::ber;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok((der, rest)) = ber::to_der(input) {
        assert!(input.ends_with(rest));
        assert_eq!(ber::to_der(&der), Ok((der.clone(), &[][..])));
    }
});
