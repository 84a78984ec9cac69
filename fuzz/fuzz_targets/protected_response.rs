//! One answer under secure messaging: as it came, and, so that what lies behind
//! the checksum is reached too, with the right checksum behind it.

#![no_main]

use cie_core::{StatusWord, apdu::Response, bytes::tlv, channel::cipher::pad};
use cie_fuzz::conversation;
use libfuzzer_sys::fuzz_target;

/// The checksum's tag.
const CHECKSUM: u32 = 0x8E;

fuzz_target!(|input: &[u8]| {
    let [suite, odd, body @ ..] = input else {
        return;
    };
    let odd = *odd == 1;
    let Some(mut terminal) = conversation::messaging(*suite) else {
        return;
    };
    let _ = terminal.open_response(&Response::new(body.to_vec(), StatusWord::OK), odd);

    let Some(mut terminal) = conversation::messaging(*suite) else {
        return;
    };
    let mut counter = terminal.ssc();
    counter.increment();
    let mut covered = [&counter.bytes(), body].concat();
    pad(&mut covered, terminal.keys().suite().block_len());
    let Ok(checksum) = terminal.keys().mac(&covered) else {
        return;
    };
    let mut whole = body.to_vec();
    tlv::push(&mut whole, CHECKSUM, &checksum);
    if let Ok(opened) = terminal.open_response(&Response::new(whole, StatusWord::OK), odd) {
        assert!(opened.data.len() < body.len());
    }
});
