//! What the library weighs that apps carry, by what is in it.

use std::fs;

use anyhow::{Context as _, Result, ensure};

use crate::{bindings::build_shipped, workspace::Workspace};

/// Each set of features, as the document names it.
const SETS: [(&str, &str); 4] = [
    ("whole", "document,recovery"),
    ("without the travel document", "recovery"),
    ("without the advisor", "document"),
    ("without both", ""),
];

/// Where the table stands, and what is around it.
const DOCUMENT: &str = "docs/size.md";
const BEGIN: &str = "<!-- table: sizes -->\n";
const END: &str = "<!-- end -->";

/// Builds every set, prints the table, and holds the document to it; with `UPDATE_DOCS=1`
/// writes the document instead. Takes minutes: no test does it.
///
/// # Errors
/// A build that fails; a document that says something else.
pub(crate) fn print() -> Result<()> {
    let workspace = Workspace::open("sizes")?;
    let mut table = String::from("| features | bytes |\n|---|---:|\n");
    for (name, features) in SETS {
        let size = build_shipped(
            &workspace,
            &["--no-default-features", "--features", features],
        )?;
        table += &format!("| {name} | {size} |\n");
    }
    print!("{table}");
    let path = workspace.path(DOCUMENT);
    let text = fs::read_to_string(&path).with_context(|| format!("no {DOCUMENT}"))?;
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| {
        let (held, after) = rest.split_once(END)?;
        Some((before, held, after))
    });
    let (before, held, after) = parts.with_context(|| format!("no table in {DOCUMENT}"))?;
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}"))?;
        return Ok(());
    }
    ensure!(
        held == table,
        "{DOCUMENT} is out of date: run with UPDATE_DOCS=1 and look at the difference"
    );
    Ok(())
}
