//! DG14.

#![no_main]

use cie_document::emrtd::dg14;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let _ = dg14::parse(file);
});
