//! A TS-CNS that says anything: telling it apart, number, personal data,
//! certificate, and the operations with codes.

#![no_main]

use cie_fuzz::conversation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let _ = conversation::health_card(input);
});
