//! Not a parser of ours: two words, one behind the other, that nobody finds by
//! guessing, and a panic behind them. The suite wants it found, or the silence
//! of the others would prove nothing: the first word takes comparisons that
//! are watched, the second that what reached a new place is kept.

#![no_main]

use libfuzzer_sys::fuzz_target;

const FIRST: u32 = 0x6B_5A_21_C7;
const SECOND: u32 = 0x9E_03_D4_18;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first_chunk() else {
        return;
    };
    if u32::from_be_bytes(*first) == FIRST {
        let second = rest.first_chunk();
        assert_ne!(
            second.map(|word| u32::from_be_bytes(*word)),
            Some(SECOND),
            "the canary sings"
        );
    }
});
