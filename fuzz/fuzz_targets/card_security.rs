//! EF.CardSecurity, and its signature.

#![no_main]

use cie_document::trust::card_security::CardSecurity;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    if let Ok(security) = CardSecurity::parse(file) {
        let _ = security.infos().chip_authentication_keys().count();
        let _ = security.verify_signature(&[]);
    }
});
