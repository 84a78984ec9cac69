//! What a caller gives to be trusted: certificates, revocation lists and master
//! lists, in DER and PEM.

#![no_main]

use cie_core::trust::store::TrustStore;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let _ = TrustStore::new().add(file);
});
