//! Basic access control: challenge and answer.

#![no_main]

use cie_fuzz::conversation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let _ = conversation::basic_access(input);
});
