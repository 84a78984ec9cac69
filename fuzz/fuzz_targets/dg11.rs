//! DG11, and the fiscal code in it.

#![no_main]

use cie_document::emrtd::dg11::Dg11;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    if let Ok(dg11) = Dg11::parse(file) {
        let _ = dg11.fiscal_code();
    }
});
