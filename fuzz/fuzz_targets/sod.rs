//! EF.SOD, and its signature.

#![no_main]

use cie_document::trust::security_object::SecurityObject;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    if let Ok(object) = SecurityObject::parse(file) {
        let _ = object.coverage(1, b"file");
        let _ = object.verify_signature(&[]);
    }
});
