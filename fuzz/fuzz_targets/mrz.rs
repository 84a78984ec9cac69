//! The machine-readable zone, with dates and key.

#![no_main]

use cie_core::date::Date;
use cie_document::emrtd::mrz::Mrz;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = core::str::from_utf8(data) else {
        return;
    };
    let today = Date::new(2026, 11, 22).expect("a day that exists");
    if let Ok(mrz) = Mrz::parse(text) {
        let _ = (mrz.birth.birth(today), mrz.expiry.expiry(today));
        if mrz.verify().is_ok() {
            assert!(mrz.key().is_ok());
        }
    }
});
