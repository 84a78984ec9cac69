//! EF_DatiPersonali of the TS-CNS: what is read does not depend on what is behind the fields.

#![no_main]

use cie_core::{PersonalData, app::cns::personal_data::{HEADER_LEN, length}};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let Ok(data) = PersonalData::parse(file) else {
        return;
    };
    let end = HEADER_LEN + length(file).expect("the file was read");
    assert_eq!(PersonalData::parse(&file[..end]).as_ref(), Ok(&data));
    if let Some(code) = &data.fiscal_code {
        assert_eq!(code.as_str().len(), 16);
    }
});
