//! EF.CardAccess, and the groups that its entries refer to.

#![no_main]

use cie_document::emrtd::card_access;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    if let Ok(infos) = card_access::parse(file) {
        for pace in infos.pace() {
            let _ = infos.pace_parameters(pace);
        }
    }
});
