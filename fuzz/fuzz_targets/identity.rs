//! A travel document that says anything while it is opened and read.

#![no_main]

use cie_core::time::UnixTime;
use cie_document::trust::store::TrustStore;
use cie_fuzz::conversation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Some(Ok(identity)) = conversation::identity(input) {
        let _ = identity.verdict(&TrustStore::new(), UnixTime(1_800_000_000));
    }
});
