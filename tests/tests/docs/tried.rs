//! The two tables of docs/evidence.md of what was tried and what is assumed, made from
//! `docs/tried.toml`. Each row of the first names its proof.

use std::fmt::Write;

use serde::Deserialize;

use crate::markdown::{files, read, root};

#[derive(Deserialize)]
struct Facts {
    tried: Vec<Tried>,
    assumed: Vec<Assumed>,
}

#[derive(Deserialize)]
struct Tried {
    what: String,
    simulated: String,
    foreign: String,
    proof: Vec<String>,
}

#[derive(Deserialize)]
struct Assumed {
    what: String,
    otherwise: String,
    #[serde(default)]
    proof: Vec<String>,
}

fn facts() -> Facts {
    toml::from_str(&read(root().join("docs/tried.toml"))).unwrap()
}

#[test]
fn what_the_document_says_was_tried_is_tried_by_a_test_of_that_name() {
    let code = |extension| -> String { files(extension).iter().map(read).collect() };
    let (rust, kotlin, swift) = (code("rs"), code("kt"), code("swift"));
    let facts = facts();
    for Tried { what, proof, .. } in &facts.tried {
        assert!(!proof.is_empty(), "{what}: no proof");
    }
    let tried = facts.tried.iter().flat_map(|row| &row.proof);
    let assumed = facts.assumed.iter().flat_map(|row| &row.proof);
    for proof in tried.chain(assumed) {
        // A test's name, or the sentence of a check in `cargo xtask test`.
        let there = rust.contains(&format!("fn {proof}()"))
            || rust.contains(&format!("\"{proof}\""))
            || kotlin.contains(&format!("fun `{proof}`("))
            || swift.contains(&format!("func {proof}()"));
        assert!(there, "{proof}");
    }
}

#[test]
fn every_odd_form_in_the_document_has_a_test_of_the_name_in_its_last_column() {
    let tests: String = ["rs", "kt"].into_iter().flat_map(files).map(read).collect();
    let text = read(root().join("docs/odd-forms.md"));
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let mut named = 0;
    for row in rows {
        let last = row.trim_end_matches([' ', '|']).rsplit(" | ").next();
        let last = last.unwrap();
        if ["test", "the same"].contains(&last) {
            continue;
        }
        let name = last.trim_matches('`');
        let rust = tests.contains(&format!("fn {name}()"));
        assert!(rust || tests.contains(&format!("fun `{name}`(")), "{row}");
        named += 1;
    }
    assert!(named > 25, "{named}");
}

#[test]
fn the_tables_of_what_was_tried_and_assumed_are_those_of_the_data() {
    let facts = facts();
    let mut tried = String::from(
        "| what | simulated card, five families | foreign software | real card |\n|---|---|---|---|\n",
    );
    for Tried {
        what,
        simulated,
        foreign,
        ..
    } in &facts.tried
    {
        writeln!(tried, "| {what} | {simulated} | {foreign} | never |").unwrap();
    }
    cie_tests::docs::holds("../docs/evidence.md", "tried", &tried);
    let mut assumed = String::from("| assumed | if a card disagrees |\n|---|---|\n");
    for Assumed {
        what, otherwise, ..
    } in &facts.assumed
    {
        writeln!(assumed, "| {what} | {otherwise} |").unwrap();
    }
    cie_tests::docs::holds("../docs/evidence.md", "assumed", &assumed);
}
