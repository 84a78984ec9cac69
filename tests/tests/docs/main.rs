//! What the documents say of the code holds, as far as a program can tell.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod accessibility;
mod crates;
mod exhaustive;
mod language;
mod layers;
mod licences;
mod markdown;
mod terms;
mod tried;
mod verdicts;
mod verify;

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use cie_core::bytes::hex;
use cie_sim::{Faults, Profile, cns};
use cie_tests::command::cie;

use crate::markdown::{anchors, files, prose, read, root, spans, table};

#[test]
fn every_link_in_a_document_leads_to_a_file_and_a_heading_that_are_there() {
    let mut links = 0;
    for document in files("md") {
        let text = read(&document);
        for part in prose(&text).split("](").skip(1) {
            let (target, _) = part.split_once(')').unwrap();
            if target.starts_with("https://") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = match file {
                "" => document.clone(),
                file => document.parent().unwrap().join(file),
            };
            let what = format!("{}: {target}", document.display());
            assert!(root().join(&path).exists(), "{what}: no such file");
            assert!(
                anchor.is_empty() || anchors(&read(&path)).contains(anchor),
                "{what}: no such heading"
            );
            links += 1;
        }
    }
    assert!(links > 20, "{links}");
}

#[test]
fn every_path_of_ours_in_a_document_is_there() {
    const OURS: [&str; 10] = [
        "core/",
        "document/",
        "recovery/",
        "store/",
        "sim/",
        "cli/",
        "uniffi/",
        "tests/",
        "xtask/",
        "docs/",
    ];
    let mut paths = 0;
    for document in files("md") {
        for span in spans(&read(&document)) {
            let whole = !span.contains([' ', '{', '*', ':']);
            if whole && OURS.iter().any(|folder| span.starts_with(folder)) {
                let there = root().join(&span).exists();
                assert!(there, "{}: {span}", document.display());
                paths += 1;
            }
        }
    }
    assert!(paths > 20, "{paths}");
}

/// A name with so many words is a test's.
#[test]
fn every_test_that_a_document_names_is_there() {
    let code: String = files("rs").iter().map(read).collect();
    let mut names = 0;
    for document in files("md") {
        for span in spans(&read(&document)) {
            let is_name = span.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if is_name && span.matches('_').count() > 3 {
                let there = code.contains(&format!("fn {span}()"));
                assert!(there, "{}: {span}", document.display());
                names += 1;
            }
        }
    }
    assert!(names > 10, "{names}");
}

#[test]
fn the_fault_knobs_of_the_document_are_those_of_the_simulator() {
    let written = table(&read("docs/simulator.md"), "\n## Fault knobs\n");
    let there: Vec<_> = Faults::KNOBS
        .iter()
        .map(|knob| {
            let value = if knob.value.is_empty() {
                "–"
            } else {
                knob.value
            };
            [knob.name, value, knob.description]
                .map(str::to_owned)
                .to_vec()
        })
        .collect();
    assert_eq!(written, there);
}

#[test]
fn the_profiles_of_the_document_are_those_of_the_simulator() {
    let written = table(&read("docs/simulator.md"), "\n## Profiles\n");
    let there = Profile::ALL.map(|profile| {
        let atr = hex::lower(profile.atr()).to_uppercase();
        [profile.name().to_owned(), atr]
    });
    assert_eq!(written.len(), there.len());
    for (row, profile) in written.iter().zip(there) {
        assert_eq!(row.get(..2).unwrap(), profile);
    }
}

#[test]
fn profiles_and_fault_knobs_of_the_ts_cns_in_the_document_are_those_of_the_simulator() {
    let text = read("docs/simulator.md");
    let written = table(&text, "\n### Profiles of the TS-CNS\n");
    let there = cns::Profile::ALL.map(|profile| {
        let atr = hex::lower(profile.atr()).to_uppercase();
        [profile.name().to_owned(), atr]
    });
    assert_eq!(written.len(), there.len());
    for (row, profile) in written.iter().zip(there) {
        assert_eq!(row.get(..2).unwrap(), profile);
    }
    let (_, rest) = text.split_once("mean something on it:\n\n").unwrap();
    let (knobs, _) = rest.split_once("\n\n").unwrap();
    assert_eq!(spans(knobs), cns::KNOBS);
}

#[test]
fn every_decision_is_in_the_index_and_has_context_decision_and_consequences() {
    let index = read("docs/adr/README.md");
    for entry in fs::read_dir(root().join("docs/adr")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name == "README.md" {
            continue;
        }
        let number = name.get(..4).unwrap();
        let text = read(Path::new("docs/adr").join(&name));
        assert!(index.contains(&format!("[{number}]({name})")), "{name}");
        assert!(text.starts_with(&format!("# {number}: ")), "{name}");
        for part in ["**Context.**", "**Decision.**", "**Consequences.**"] {
            assert!(text.contains(part), "{name}: {part}");
        }
    }
}

#[test]
fn the_commands_and_options_of_the_documents_are_those_of_the_command() {
    let program = cie();
    let mut help = String::new();
    let mut commands = BTreeSet::new();
    let mut options = BTreeSet::new();
    for document in [
        "README.md",
        "README.it.md",
        "docs/command.md",
        "docs/simulator.md",
    ] {
        let text = read(document);
        let lines = text.split("```").skip(1).step_by(2).flat_map(str::lines);
        let shown = lines.filter_map(|line| Some(line.rsplit("| ").next()?.to_owned()));
        for line in spans(&text).into_iter().chain(shown) {
            if let Some(words) = line.strip_prefix("cie ") {
                let plain = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase());
                commands.insert(
                    words
                        .split(' ')
                        .take_while(plain)
                        .collect::<Vec<_>>()
                        .join(" "),
                );
            }
            let words = line.split([' ', '=']).next().unwrap();
            if words.starts_with("--") {
                options.insert(words.to_owned());
            }
        }
    }
    assert!(
        commands.len() > 8 && options.len() > 8,
        "{commands:?} {options:?}"
    );
    // The heading of a table.
    commands.remove("");
    for command in &commands {
        let words = command.split(' ').chain(["--help"]);
        let output = Command::new(program).args(words).output().unwrap();
        assert!(output.status.success(), "there is no `cie {command}`");
        help += &String::from_utf8(output.stdout).unwrap();
    }
    let said: BTreeSet<_> = help
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .collect();
    for option in &options {
        assert!(said.contains(option.as_str()), "there is no {option}");
    }
}

/// Lines without what stands before and behind them.
fn trimmed(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_readme_is_short_and_its_examples_stand_where_they_are_compiled() {
    let readme = read("README.md");
    assert!(readme.lines().count() <= 150);
    for (language, compiled) in [
        ("rust", "core/src/lib.rs"),
        ("kotlin", "android/sdk/src/test/kotlin/cie/sdk/GuideTest.kt"),
        ("swift", "tests/swift/Tests/CieTests/GuideTests.swift"),
    ] {
        let begin = format!("```{language}\n");
        let (_, rest) = readme.split_once(&begin).unwrap();
        let (example, _) = rest.split_once("```").unwrap();
        assert!(example.lines().count() <= 12, "{language}");
        let there = read(compiled).replace("//! ", "");
        assert!(trimmed(&there).contains(&trimmed(example)), "{compiled}");
    }
}
