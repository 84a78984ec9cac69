//! A certificate: every question that is asked of one, and its own signature.

#![no_main]

use cie_document::trust::certificate::Certificate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|der: &[u8]| {
    if let Ok(certificate) = Certificate::from_der(der) {
        let _ = certificate.public_key();
        let _ = certificate.may_certify() || certificate.may_sign() || certificate.may_revoke();
        let _ = certificate.has_unknown_critical_extension();
        let _ = (certificate.subject_key_id(), certificate.authority_key_id());
        let _ = certificate.verify_signature(&certificate);
    }
});
