//! DG7.

#![no_main]

use cie_document::emrtd::dg7;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let _ = dg7::parse(file);
});
