//! DG15, and an answer of active authentication to its key.

#![no_main]

use cie_document::{emrtd::dg15, trust::active};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (answer, file) = data.split_at(data.len().min(256));
    if let Ok(key) = dg15::parse(file) {
        let _ = active::verify(&key, None, [0; active::CHALLENGE_LEN], answer);
    }
});
