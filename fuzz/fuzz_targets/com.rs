//! EF.COM.

#![no_main]

use cie_document::emrtd::com::Com;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let _ = Com::parse(file);
});
