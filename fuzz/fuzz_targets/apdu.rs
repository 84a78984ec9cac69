//! Commands and responses as bytes: a command that can be read is written the
//! same way.

#![no_main]

use cie_core::apdu::{Command, Response};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Some(response) = Response::parse(input) {
        assert_eq!(response.encode(), input);
    }
    if let Ok((command, form)) = Command::parse(input) {
        let written = command.encode(form).expect("what was read can be written");
        let (again, _) = Command::parse(&written).expect("what was written can be read");
        assert_eq!(again, command);
    }
});
