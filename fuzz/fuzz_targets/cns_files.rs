//! The TS-CNS's other files and answers: card number, certificate, file control information, answer
//! to reset.

#![no_main]

use cie_core::CardNumber;
use cie_core::app::cns::card_system::ContactAtr;
use cie_core::app::cns::certificate;
use cie_core::app::cns::file_control::FileControl;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(number) = CardNumber::parse(bytes) {
        assert_eq!(number.as_str().as_bytes(), bytes);
        assert!(matches!(number.issuer().len(), 3 | 6));
    }
    if let Ok(der) = certificate::certificate(bytes) {
        assert_eq!(certificate::length(bytes), Ok(der.len()));
        assert_eq!(certificate::certificate(der), Ok(der));
    }
    let _ = FileControl::parse(bytes);
    let _ = ContactAtr::parse(bytes);
});
