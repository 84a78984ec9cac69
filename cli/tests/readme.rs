//! The README's table is what the command prints.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

#[test]
fn the_readme_shows_the_exchanges_and_bytes_that_cie_table_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_cie"))
        .args(["table", "--lang", "en"])
        .output()
        .unwrap();
    assert!(output.status.success());
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.lines().count() > 10, "a table came out");
    cie_tests::docs::holds("../README.md", "traffic", &table);
}
