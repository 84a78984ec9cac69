//! A file under secure messaging, from a card that has the keys: every way to
//! end a file, and every length that an answer can have.

#![no_main]

use cie_fuzz::conversation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Some(Ok(content)) = conversation::protected_file(input) {
        assert!(content.len() <= input.len());
    }
});
