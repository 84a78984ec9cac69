//! DG12.

#![no_main]

use cie_document::emrtd::dg12::Dg12;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let _ = Dg12::parse(file);
});
