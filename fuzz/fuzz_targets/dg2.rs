//! DG2: every image lies inside the file.

#![no_main]

use cie_document::emrtd::dg2;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    if let Ok(faces) = dg2::parse(file) {
        let range = file.as_ptr_range();
        for face in faces {
            assert!(face.image.is_empty() || range.contains(&face.image.as_ptr()));
        }
    }
});
