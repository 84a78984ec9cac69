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
    let printed = String::from_utf8(output.stdout).unwrap();
    // Behind the table a line says that the card is simulated.
    let (table, rest): (Vec<_>, Vec<_>) = printed
        .split_inclusive('\n')
        .partition(|line| line.starts_with('|'));
    assert!(table.len() > 10 && rest.len() == 1, "{printed}");
    let table = table.concat();
    cie_tests::docs::holds("../README.md", "traffic", &table);
}
