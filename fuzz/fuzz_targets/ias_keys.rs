//! What the application with the PIN says of keys: the chip's, the authority's,
//! and the parameters of the agreement.

#![no_main]

use cie_core::agreement::ias::{AuthorityKey, ChipKey, Collected};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|answer: &[u8]| {
    if let Ok(key) = ChipKey::parse(answer) {
        assert!(answer.starts_with(key.encoded()));
    }
    let _ = AuthorityKey::parse(answer);
    let mut collected = Collected::default();
    if collected.add(answer).is_ok()
        && let Ok(parameters) = collected.finish()
    {
        let _ = parameters.check_public_key(parameters.g());
    }
});
