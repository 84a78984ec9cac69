//! DG1.

#![no_main]

use cie_document::emrtd::dg1;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let _ = dg1::parse(file);
});
