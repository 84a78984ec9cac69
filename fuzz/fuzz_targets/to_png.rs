//! A photo as PNG: an image or a typed error, within the memory that the suite
//! allows (`xtask/src/suites/fuzz.rs`), whatever its headers say.

#![no_main]

use cie_document::emrtd::image::png::to_png;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|image: &[u8]| {
    if let Ok(png) = to_png(image) {
        assert!(png.starts_with(b"\x89PNG\r\n\x1A\n"));
    }
});
