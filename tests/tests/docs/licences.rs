//! What the app shows of the licences of all that is in it.

use std::{collections::BTreeSet, fmt::Write as _, process::Command};

use cie_tests::docs;

use crate::markdown::{read, root};

const FILE: &str = "ios/App/Licences.txt";

/// The packages in the library on an iPhone, each with its licences: what cargo links, not what builds it.
fn packages() -> BTreeSet<(String, String)> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "cie-uniffi", "--locked", "--offline"])
        .args([
            "--edges",
            "no-build,no-dev,no-proc-macro",
            "--prefix",
            "none",
        ])
        .args(["--target", "aarch64-apple-ios", "--format", "{p}|{l}"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let packages = String::from_utf8(output.stdout).unwrap();
    packages
        .lines()
        .filter(|line| !line.contains(" (/"))
        .map(|line| {
            let (package, licence) = line.trim_end_matches(" (*)").split_once('|').unwrap();
            (package.to_owned(), licence.replace('/', " OR "))
        })
        .collect()
}

#[test]
fn the_app_names_every_package_in_it_with_its_licence_and_has_the_text_of_those_that_ask_for_it() {
    let packages = packages();
    assert!(packages.len() > 50, "{}", packages.len());
    let mut table = String::new();
    for (package, licence) in &packages {
        writeln!(table, "{package}: {licence}").unwrap();
    }
    docs::holds(&format!("../{FILE}"), "packages", &table);
    let text = read(FILE);
    let offers = |licence: &str, one: &str| licence.split(" OR ").any(|offered| offered == one);
    for (package, licence) in &packages {
        let (name, _) = package.split_once(' ').unwrap();
        let shown = match licence.as_str() {
            "MPL-2.0" => "https://www.mozilla.org/MPL/2.0/".to_owned(),
            licence if offers(licence, "Apache-2.0") => read("LICENSE-APACHE").trim().to_owned(),
            licence => format!("== {name} ({licence})\n\nCopyright"),
        };
        assert!(text.contains(&shown), "{package}: {licence}");
    }
}
