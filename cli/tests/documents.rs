//! The tables and lists of the documents are what the command prints.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

#[test]
fn the_document_shows_the_exchanges_and_bytes_that_cie_table_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_cie"))
        .args(["table", "--lang", "en"])
        .output()
        .unwrap();
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).unwrap();
    // Behind the tables a line says that the card is simulated.
    let tables: Vec<_> = printed
        .split("\n\n")
        .map(|table| table.split_inclusive('\n'))
        .map(|lines| lines.partition::<Vec<_>, _>(|line| line.starts_with('|')))
        .collect();
    let [(codes, none), (reading, simulated)] = tables.as_slice() else {
        unreachable!("there are two tables: {printed}");
    };
    assert!(codes.len() > 10 && none.is_empty(), "{printed}");
    assert!(reading.len() > 5 && simulated.len() == 1, "{printed}");
    cie_tests::docs::holds(
        "../docs/evidence.md",
        "traffic",
        &format!("{}\n", codes.concat().trim_end()),
    );
    cie_tests::docs::holds(
        "../docs/evidence.md",
        "traffic of reading",
        &reading.concat(),
    );
}

/// The commands that a help lists, but for `help` itself.
fn commands(words: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_cie"))
        .args(words)
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let listed = help.split_once("Commands:\n").map_or("", |(_, rest)| rest);
    let lines = listed.lines().take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty() && name != "help").then(|| name.to_owned())
    });
    let mut all = Vec::new();
    for name in names {
        let words = [words, &[&name]].concat();
        let below = commands(&words);
        if below.is_empty() {
            all.push(words.join(" "));
        }
        all.extend(below);
    }
    all
}

#[test]
fn the_document_of_the_command_lists_every_command() {
    let document = include_str!("../../docs/command.md");
    let commands = commands(&[]);
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands {
        let item = format!("\n- `cie {command}");
        assert!(document.contains(&item), "cie {command} is not in the list");
    }
}
