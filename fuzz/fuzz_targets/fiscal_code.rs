//! The fiscal code: one that is accepted gives itself back.

#![no_main]

use cie_core::person::fiscal_code::FiscalCode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = core::str::from_utf8(data) else {
        return;
    };
    if let Ok(code) = FiscalCode::parse(text) {
        assert_eq!(FiscalCode::parse(code.as_str()).as_ref(), Ok(&code));
        assert_eq!(code.birth_place().len(), 4);
    }
});
