//! The Swift SDK on Linux: built as an app team gets it, then with a stand-in for CoreNFC and tested
//! with the simulated card. Swift comes from a Debian 13; the library is this machine's.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

use crate::bindings::Bindings;
use crate::debian::{Debian, Release};
use crate::package::{self, MOST_LINES};
use crate::report::Tally;
use crate::swift_package;
use crate::workspace::Workspace;

/// What an app team gets, and the same with the tests.
const SDK: &str = "ios";
const TESTS: &str = "tests/swift";

/// An app of a team that has the package and nothing else of ours.
const APP: &str = "tests/package/swift";
const APP_MANIFEST: &str = "tests/package/swift/Package.swift";
const APP_SOURCE: &str = "tests/package/swift/Sources/FirstUnblock/main.swift";

/// Debian packages of Debian 13.
const PACKAGES: [&str; 5] = [
    "binutils",
    "swiftlang",
    "swiftlang-dev",
    "libc6-dev",
    "libstdc++-14-dev",
];

pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let trixie = Debian::open(workspace, Release::Trixie)?;
    trixie.install(&PACKAGES)?;
    let library = Bindings::build(workspace)?;
    swift_package::write_sources(workspace, &library)?;
    let swift = Swift {
        workspace,
        trixie,
        library: library.folder(),
    };
    let start = Instant::now();
    swift.run(&["build"], SDK)?;
    swift.run(&["build", "--build-tests"], TESTS)?;
    let compiled = start.elapsed();
    let start = Instant::now();
    let (output, success) = swift.output(&["test", "--skip-build"], TESTS)?;
    let tested = start.elapsed();
    let mut tally = count(&output).context("swift came to no test; see the log")?;
    ensure!(
        success || tally.failed > 0,
        "swift test failed although none of the tests it ran did"
    );
    tally.notes.push(format!(
        "compiled in {:.0} s, tests in {:.0} s",
        compiled.as_secs_f32(),
        tested.as_secs_f32()
    ));
    let growth = output
        .lines()
        .find(|line| line.starts_with("ten thousand calls"));
    tally.notes.extend(growth.map(str::to_owned));
    let start = Instant::now();
    first_unblock(&swift)?;
    tally.passed += 1;
    let taken = start.elapsed().as_secs_f32();
    tally.notes.push(format!(
        "an app made its first unblock from the package alone, {taken:.0} s with building it"
    ));
    Ok(tally)
}

/// Packages the SDK, and has an app make its first unblock with what is in the package.
fn first_unblock(swift: &Swift<'_>) -> Result<()> {
    let workspace = swift.workspace;
    let package = package::swift(workspace, None)?;
    let source = fs::read_to_string(workspace.path(APP_SOURCE))?;
    let lines = source.lines().filter(|line| !line.is_empty()).count();
    ensure!(lines <= MOST_LINES, "the first unblock takes {lines} lines");
    // Where nothing else of this work tree is to be seen.
    let app = package.with_file_name("App");
    for file in [APP_MANIFEST, APP_SOURCE] {
        let name = Path::new(file).strip_prefix(APP)?;
        let to = app.join(name);
        fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
        fs::copy(workspace.path(file), to)?;
    }
    let shared = app.parent().context("the package lies in a folder")?;
    let mut command = swift.trixie.command(&[shared], "swift");
    command.args(["run", "FirstUnblock", "cards"]);
    let said = workspace.run(command.current_dir(&app))?;
    ensure!(
        said.ends_with("unblocked, 3 tries\n"),
        "the app has said: {said}"
    );
    Ok(())
}

/// The Swift of the Debian 13.
struct Swift<'a> {
    workspace: &'a Workspace,
    trixie: Debian<'a>,
    library: std::path::PathBuf,
}

impl Swift<'_> {
    /// Standard output and whether it succeeded. A warning of the compiler is an error.
    fn output(&self, arguments: &[&str], package: &str) -> Result<(String, bool)> {
        let built = self
            .workspace
            .path("target/swift")
            .join(package.replace('/', "-"));
        let mut command = self.command(arguments, package, &built);
        let finished = self.workspace.output(&mut command)?;
        let warning = [&finished.stdout, &finished.stderr]
            .iter()
            .flat_map(|text| text.lines())
            .find(|line| line.contains("warning:"))
            .map(str::to_owned);
        if let Some(warning) = warning {
            anyhow::bail!("swift warns: {warning}");
        }
        Ok((finished.stdout, finished.status.success()))
    }

    fn run(&self, arguments: &[&str], package: &str) -> Result<()> {
        let (_, success) = self.output(arguments, package)?;
        ensure!(
            success,
            "swift {} failed in {package}; see the log",
            arguments.join(" ")
        );
        Ok(())
    }

    fn command(&self, arguments: &[&str], package: &str, built: &Path) -> Command {
        let root = self.workspace.path("");
        let mut command = self.trixie.command(&[&root], "swift");
        command
            .args(arguments)
            .arg("--scratch-path")
            .arg(built)
            .args(["-Xswiftc", "-warnings-as-errors"]);
        for option in ["-L", "-rpath="] {
            let folder = format!("{option}{}", self.library.display());
            command.args(["-Xlinker", &folder]);
        }
        command.current_dir(self.workspace.path(package));
        command
    }
}

/// Reads XCTest's last line of the form `Executed 46 tests, with 1 failure (0 unexpected) in …`, or
/// `… with 2 tests skipped and 1 failure …`, which is the sum. What was skipped proves nothing, and
/// counts as failed: no test here has a reason to be.
fn count(stdout: &str) -> Option<Tally> {
    let mut sums = stdout.lines().filter_map(|line| {
        let (_, sum) = line.split_once("Executed ")?;
        let (said, _) = sum.split_once(" (")?;
        let mut numbers = said
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|word| word.parse::<usize>().ok());
        let run = numbers.next()?;
        let not_passed: Vec<usize> = numbers.collect();
        (!not_passed.is_empty()).then(|| (run, not_passed.iter().sum::<usize>()))
    });
    let (run, failed) = sums.next_back()?;
    // One test may fail more than once.
    let failed = failed.min(run);
    (run > 0).then_some(Tally {
        passed: run - failed,
        failed,
        ..Tally::default()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::count;

    #[test]
    fn the_sum_of_xctest_is_its_last_line_and_nothing_run_is_no_sum() {
        let tally = count(
            "\t Executed 2 tests, with 1 failure (0 unexpected) in 0.5 (0.5) seconds\n\
             \t Executed 9 tests, with 1 failure (0 unexpected) in 3.5 (3.5) seconds\n",
        )
        .unwrap();
        assert_eq!((tally.passed, tally.failed), (8, 1));
        let skipped = count(
            "Executed 9 tests, with 2 tests skipped and 1 failure (0 unexpected) in 3.5 (3.5) seconds",
        )
        .unwrap();
        assert_eq!((skipped.passed, skipped.failed), (6, 3));
        let none = count("Executed 9 tests, with 0 failures (0 unexpected) in 3.5 (3.5) seconds");
        assert_eq!(none.unwrap().passed, 9);
        assert!(
            count("\t Executed 0 tests, with 0 failures (0 unexpected) in 0.0 seconds").is_none()
        );
        assert!(count("error: fatalError").is_none());
    }
}
