//! PACE: the card's dynamic authentication data at each step.

#![no_main]

use cie_fuzz::conversation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let _ = conversation::pace(input);
});
