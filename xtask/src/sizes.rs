//! What the library weighs that apps carry, by what is in it.

use std::fs;

use anyhow::{Context as _, Result, ensure};

use crate::{
    shipped::{BUDGET, Shipped},
    workspace::Workspace,
};

/// Each set of features, as the document names it, with its budget.
const SETS: [(&str, &str, u64); 4] = [
    ("whole", "document,recovery", BUDGET),
    ("without the travel document", "recovery", 1_235_000),
    ("without the advisor", "document", 1_729_000),
    ("without both", "", 909_000),
];

/// Where the table stands, and what is around it.
const DOCUMENT: &str = "docs/size.md";
const BEGIN: &str = "<!-- table: sizes -->\n";
const END: &str = "<!-- end -->";

/// Builds every set, prints the table, and holds the document to it; with `UPDATE_DOCS=1`
/// writes the document instead, unless a set is over its budget. Takes minutes: no test does it.
///
/// # Errors
/// A build that fails; a set over its budget; a document that says something else.
pub(crate) fn print() -> Result<()> {
    let workspace = Workspace::open("sizes")?;
    let mut table = String::from("| features | bytes | budget |\n|---|---:|---:|\n");
    let mut too_big = Vec::new();
    for (name, features, budget) in SETS {
        let chosen = ["--no-default-features", "--features", features];
        let size = Shipped::build(&workspace, &chosen)?.size()?;
        table += &format!("| {name} | {size} | {budget} |\n");
        if size > budget {
            too_big.push(name);
        }
    }
    print!("{table}");
    ensure!(too_big.is_empty(), "over budget: {}", too_big.join(", "));
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
