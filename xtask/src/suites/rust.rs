//! What cargo itself can tell: formatting, lints, documentation, tests.

use anyhow::{Result, ensure};

use crate::report::Tally;
use crate::workspace::Workspace;

/// `cargo fmt --check`; the log names the files that differ.
pub(crate) fn fmt(workspace: &Workspace) -> Result<Tally> {
    workspace.run(
        workspace
            .cargo()
            .args(["fmt", "--all", "--check", "--", "-l"]),
    )?;
    Ok(Tally::one_pass())
}

/// Clippy on everything, with every warning an error.
pub(crate) fn clippy(workspace: &Workspace) -> Result<Tally> {
    workspace.run(workspace.cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))?;
    Ok(Tally::one_pass())
}

/// The documentation, with every warning an error.
pub(crate) fn docs(workspace: &Workspace) -> Result<Tally> {
    let arguments = [
        "doc",
        "--workspace",
        "--no-deps",
        "--all-features",
        "--locked",
    ];
    workspace.run(
        workspace
            .cargo()
            .args(arguments)
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    Ok(Tally::one_pass())
}

/// Test programs of the quick suite, beside those in libraries and commands.
const QUICK: [&str; 8] = [
    "bad_cards",
    "card",
    "cns",
    "docs",
    "document",
    "known_answers",
    "operations",
    "recovery",
];

/// What the quick suite leaves out: hundreds of key agreements, and every state of books and card.
const SLOW: [&str; 2] = ["three_hundred", "no_state_that_books_and_card"];

/// Every Rust test, counted from cargo's own lines.
pub(crate) fn tests(workspace: &Workspace) -> Result<Tally> {
    cargo_test(workspace, &[])
}

/// Those that take little time.
pub(crate) fn quick_tests(workspace: &Workspace) -> Result<Tally> {
    let mut which = vec!["--lib", "--bins"];
    which.extend(QUICK.iter().flat_map(|name| ["--test", name]));
    which.push("--");
    which.extend(SLOW.iter().flat_map(|name| ["--skip", name]));
    cargo_test(workspace, &which)
}

fn cargo_test(workspace: &Workspace, which: &[&str]) -> Result<Tally> {
    let arguments = [
        "test",
        "--workspace",
        "--all-features",
        "--locked",
        "--no-fail-fast",
    ];
    let finished = workspace.output(workspace.cargo().args(arguments).args(which))?;
    let tally = count(&finished.stdout);
    ensure!(
        finished.status.success() || tally.failed > 0,
        "cargo test failed although none of the tests it ran did"
    );
    ensure!(tally.passed > 0, "cargo test ran no test");
    Ok(tally)
}

/// Adds up the `test result: ok. 3 passed; 0 failed; …` lines of all test binaries.
fn count(stdout: &str) -> Tally {
    let mut tally = Tally::default();
    for line in stdout
        .lines()
        .filter_map(|line| line.strip_prefix("test result: "))
    {
        let words: Vec<_> = line
            .split([' ', ';', '.'])
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            match pair {
                [number, "passed"] => tally.passed += number.parse().unwrap_or(0),
                [number, "failed"] => tally.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_added_over_all_test_binaries() {
        let tally = count(
            "running 2 tests\n\
             test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
             test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n",
        );
        assert_eq!((tally.passed, tally.failed), (15, 2));
    }
}
