//! The Kotlin SDK and the app on a desktop: their sources compiled by Maven against the real framework
//! classes of Android and the library of this machine, and tested with the simulated card.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

use crate::bindings::Bindings;
use crate::kotlin_api;
use crate::package;
use crate::report::Tally;
use crate::shipped;

use crate::workspace::Workspace;

/// Where the Maven project is, and where it is built.
const PROJECT: &str = "tests/kotlin";
const BUILT: &str = "target/kotlin";
/// What the app says of whose work is in it.
const LICENCES: &str = "android/app/src/main/res/raw/licences.txt";

/// Builds library and bindings, runs the tests, weighs the library, and has an app use the artifacts.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let library = Bindings::build(workspace)?;
    let built = workspace.path(BUILT);
    let sources = built.join("bindings");
    library.generate("kotlin", &sources)?;
    // Of a source that is gone Maven leaves the class, and a test the picture.
    for folder in ["classes", "test-classes", "screens"] {
        workspace.fresh_folder(&format!("kotlin/{folder}"))?;
    }
    licences(workspace)?;
    let mut maven = Command::new("mvn");
    maven
        .args(["-B", "--no-transfer-progress", "test"])
        .arg(format!("-Dbuild.folder={}", built.display()))
        .arg(format!("-Dbindings.folder={}", sources.display()))
        .arg(format!("-Dlibrary.folder={}", library.folder().display()))
        // Cargo's, in which the library would be found, and shared between class loaders.
        .env_remove("LD_LIBRARY_PATH")
        .current_dir(workspace.path(PROJECT));
    let finished = workspace.output(&mut maven)?;
    let mut tally = count(&finished.stdout).context("Maven came to no test; see the log")?;
    ensure!(
        finished.status.success() || tally.failed > 0,
        "Maven failed although none of the tests it ran did"
    );
    if tally.failed == 0 {
        kotlin_api::holds(workspace, &built.join("classes"), &sources)?;
        tally.passed += 1;
    }
    let start = Instant::now();
    tally.notes.push(shipped::size(workspace)?);
    package::first_unblock(workspace)?;
    tally.passed += 1;
    let taken = start.elapsed().as_secs_f32();
    tally.notes.push(format!(
        "an app made its first unblock from the artifact alone, {taken:.0} s with building it"
    ));
    Ok(tally)
}

/// The app names everything that is in it, with its licence, and has the text of the two that all of it
/// may be used under. `UPDATE_DOCS` in the environment writes the list anew.
fn licences(workspace: &Workspace) -> Result<()> {
    let mut tree = workspace.cargo();
    tree.args(["tree", "--package", "cie-uniffi", "--locked", "--edges"]);
    tree.args(["normal,no-proc-macro", "--target", "aarch64-linux-android"]);
    tree.args(["--prefix", "none", "--format", "{p}: {l}"]);
    let tree = workspace.output(&mut tree)?.stdout;
    let mut parts: BTreeSet<String> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.starts_with("cie-"))
        .map(str::to_owned)
        .collect();
    ensure!(!parts.is_empty(), "cargo tree named nothing");
    let catalogue = fs::read_to_string(workspace.path("android/gradle/libs.versions.toml"))?;
    for (name, licence) in [
        ("jna", "LGPL-2.1-or-later OR Apache-2.0"),
        ("coroutines", "Apache-2.0"),
        ("kotlin", "Apache-2.0"),
    ] {
        let version = catalogue
            .lines()
            .find_map(|line| line.strip_prefix(name)?.trim().strip_prefix('='))
            .with_context(|| format!("no version of {name}"))?;
        let version = version.trim().trim_matches('"');
        parts.insert(format!("{name} v{version}: {licence}"));
    }
    let mut text = parts.into_iter().collect::<Vec<_>>().join("\n");
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        text.push_str("\n\n");
        text.push_str(fs::read_to_string(workspace.path(file))?.trim());
    }
    text.push('\n');
    let shown = workspace.path(LICENCES);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&shown, &text)?;
    }
    ensure!(
        fs::read_to_string(shown)? == text,
        "{LICENCES} is out of date: UPDATE_DOCS=1 cargo xtask test --only kotlin"
    );
    Ok(())
}

/// Reads Surefire's last line of the form `Tests run: 7, Failures: 1, Errors: 0, Skipped: 0`, which
/// is the sum. What was skipped proves nothing, and counts as failed: no test here has a reason to be.
fn count(stdout: &str) -> Option<Tally> {
    let mut sums = stdout.lines().filter_map(|line| {
        let numbers: Vec<usize> = line
            .split_once("Tests run: ")?
            .1
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|word| word.parse().ok())
            .collect();
        match numbers.as_slice() {
            [run, failures, errors, skipped, ..] => Some((*run, failures + errors + skipped)),
            _ => None,
        }
    });
    let (run, failed) = sums.next_back()?;
    let passed = run.checked_sub(failed)?;
    (run > 0).then_some(Tally {
        passed,
        failed,
        ..Tally::default()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::count;

    #[test]
    fn the_sum_of_surefire_is_its_last_line_and_nothing_run_is_no_sum() {
        let tally = count(
            "[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.5 s - in A\n\
             [ERROR] Tests run: 9, Failures: 1, Errors: 2, Skipped: 1\n",
        )
        .unwrap();
        assert_eq!((tally.passed, tally.failed), (5, 4));
        let skipped = count("Tests run: 3, Failures: 0, Errors: 0, Skipped: 1").unwrap();
        assert_eq!((skipped.passed, skipped.failed), (2, 1));
        assert!(count("[INFO] Tests run: 0, Failures: 0, Errors: 0, Skipped: 0\n").is_none());
        assert!(count("BUILD FAILURE").is_none());
    }
}
