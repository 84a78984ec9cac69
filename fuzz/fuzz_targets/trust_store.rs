//! What a caller gives to be trusted: certificates, revocation lists, master
//! lists and PKCS #7, in DER, BER, PEM and LDIF.

#![no_main]

use cie_document::trust::store::TrustStore;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let _ = TrustStore::new().add(file);
});
