//! EF.ATR and the answer to reset.

#![no_main]

use cie_core::Family;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|content: &[u8]| {
    let _ = Family::from_ef_atr(content);
    let _ = Family::from_atr(content);
});
