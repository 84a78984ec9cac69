//! A card that says anything: selecting, EF.ATR, the service number and the
//! chip's key, in clear.

#![no_main]

use cie_fuzz::conversation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let _ = conversation::card_info(input);
});
