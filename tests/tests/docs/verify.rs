//! The path of one operation, as `ARCHITECTURE.md` tells it.

use std::fmt::Write;

use cie_core::{
    Limits,
    apdu::{
        Command,
        command::{CLA_CHAINING, ins},
    },
};
use cie_sim::Profile;
use cie_tests::{Operation, Rig, docs, wire::Exchange};

/// Commands in the order of VERIFY: what they do, INS, P1, P2.
const STEPS: [(&str, [u8; 3]); 17] = [
    ("SELECT the IAS application", [ins::SELECT, 0x04, 0x0C]),
    ("SELECT DF_CIE", [ins::SELECT, 0x04, 0x0C]),
    ("GET DATA g", [ins::GET_DATA_ODD, 0x3F, 0xFF]),
    ("GET DATA p", [ins::GET_DATA_ODD, 0x3F, 0xFF]),
    ("GET DATA q", [ins::GET_DATA_ODD, 0x3F, 0xFF]),
    (
        "GET DATA key 84, the authority",
        [ins::GET_DATA_ODD, 0x3F, 0xFF],
    ),
    (
        "READ BINARY EF 1004, the chip's key",
        [ins::READ_BINARY, 0x84, 0x00],
    ),
    (
        "MSE SET, the terminal's public value",
        [ins::MANAGE_SECURITY_ENVIRONMENT, 0x41, 0xA6],
    ),
    (
        "GET DATA, the chip's public value",
        [ins::GET_DATA_ODD, 0x3F, 0xFF],
    ),
    (
        "MSE SET, key 84",
        [ins::MANAGE_SECURITY_ENVIRONMENT, 0x81, 0xB6],
    ),
    (
        "PSO VERIFY CERTIFICATE",
        [ins::PERFORM_SECURITY_OPERATION, 0x00, 0xAE],
    ),
    (
        "MSE SET, the terminal's key",
        [ins::MANAGE_SECURITY_ENVIRONMENT, 0x81, 0xA4],
    ),
    ("GET CHALLENGE", [ins::GET_CHALLENGE, 0x00, 0x00]),
    (
        "EXTERNAL AUTHENTICATE",
        [ins::EXTERNAL_AUTHENTICATE, 0x00, 0x00],
    ),
    (
        "MSE SET, the chip's key 82",
        [ins::MANAGE_SECURITY_ENVIRONMENT, 0x41, 0xA4],
    ),
    (
        "INTERNAL AUTHENTICATE",
        [ins::INTERNAL_AUTHENTICATE, 0x00, 0x00],
    ),
    ("VERIFY the PIN", [ins::VERIFY, 0x00, 0x81]),
];

/// Exchanges of each step of [`STEPS`].
fn exchanges(limits: Limits) -> Vec<usize> {
    let mut rig = Rig::new(Profile::Gemalto, limits);
    rig.run(Operation::Verify).unwrap();
    let mut counts: Vec<usize> = Vec::new();
    let mut chained = false;
    for Exchange { command, .. } in &rig.last.log {
        let (command, _) = Command::parse(command).unwrap();
        let header = [command.ins, command.p1, command.p2];
        let next = STEPS.get(counts.len()).map(|(_, header)| *header);
        let goes_on = chained
            || command.ins == ins::GET_RESPONSE
            || (command.ins == ins::READ_BINARY && next != Some(header));
        if goes_on {
            *counts.last_mut().unwrap() += 1;
        } else {
            assert_eq!(Some(header), next);
            counts.push(1);
        }
        chained = command.cla & CLA_CHAINING != 0;
    }
    assert_eq!(counts.len(), STEPS.len());
    counts
}

#[test]
fn the_path_of_verify_in_the_document_is_the_one_it_takes() {
    let short = exchanges(Limits::SHORT);
    let extended = exchanges(Limits::EXTENDED);
    let mut table =
        String::from("| command | INS P1 P2 | short | extended |\n|---|---|---:|---:|\n");
    for (index, (name, [ins, p1, p2])) in STEPS.iter().enumerate() {
        let count = |counts: &[usize]| *counts.get(index).unwrap();
        writeln!(
            table,
            "| {name} | `{ins:02X} {p1:02X} {p2:02X}` | {} | {} |",
            count(&short),
            count(&extended)
        )
        .unwrap();
    }
    let sum = |counts: &[usize]| counts.iter().sum::<usize>();
    writeln!(
        table,
        "| **exchanges** | | **{}** | **{}** |",
        sum(&short),
        sum(&extended)
    )
    .unwrap();
    docs::holds("../ARCHITECTURE.md", "verify", &table);
}
