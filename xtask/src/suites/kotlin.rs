//! The Kotlin SDK and the app on a desktop: their sources compiled by Maven against the real framework
//! classes of Android and the library of this machine, and tested with the simulated card.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
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
/// Where the pictures of the app's pages are shown.
const SCREENS: &str = "docs/screens/android";

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
        pictures(workspace)?;
        kotlin_api::holds(workspace, &built.join("classes"), &sources)?;
        tally.passed += 2;
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

/// The pictures in the documentation are those of the pages that were drawn. Their names are
/// compared, not their dots, which another version of the drawing library sets otherwise;
/// `UPDATE_DOCS` in the environment puts the new ones in.
fn pictures(workspace: &Workspace) -> Result<()> {
    let drawn = workspace.path(BUILT).join("screens");
    let shown = workspace.path(SCREENS);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(&shown)?;
        for name in names(&shown)?.difference(&names(&drawn)?) {
            fs::remove_file(shown.join(name))?;
        }
        for name in names(&drawn)? {
            fs::copy(drawn.join(&name), shown.join(&name))?;
        }
    }
    ensure!(
        names(&drawn)? == names(&shown)?,
        "{SCREENS} is out of date: UPDATE_DOCS=1 cargo xtask test --only kotlin"
    );
    Ok(())
}

fn names(folder: &Path) -> Result<BTreeSet<OsString>> {
    fs::read_dir(folder)
        .with_context(|| format!("no folder {}", folder.display()))?
        .map(|entry| Ok(entry?.file_name()))
        .collect()
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
