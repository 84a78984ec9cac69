//! The fuzz targets, each for a few seconds from its committed seeds. A longer run is for a
//! person: `cd fuzz && cargo run --release --bin TARGET corpus/TARGET`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::checks::Checks;
use crate::report::Tally;
use crate::workspace::Workspace;

/// How long each target runs, in seconds.
const SECONDS: u32 = 3;
/// How long one input may take, in seconds of the clock: an input takes milliseconds, but a busy
/// machine may have the program wait.
const INPUT_SECONDS: u32 = 20;
/// Memory that a target may use, in MB; the library's parsers need a few.
const MEMORY_MB: u32 = 256;
/// Address space, in KB: reserving a huge buffer fails even when it is never touched.
const ADDRESS_SPACE_KB: u32 = 1024 * 1024;
/// The longest input, in bytes. Longer than all that a link of phones carries at once.
const INPUT_BYTES: u32 = 8192;
/// Ends what hangs in spite of all that.
const LIMIT: Duration = Duration::from_secs(120);

/// A target that must fail, to see that a failure would be seen.
const CANARY: &str = "canary";

/// Builds every target with the pinned toolchain, and runs each.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let targets = targets(workspace)?;
    let fuzzers = Fuzzers::build(workspace)?;
    let mut outcomes = run_side_by_side(&fuzzers, &targets);
    let mut checks = Checks::new(workspace);
    for target in &targets {
        let outcome = outcomes.remove(target).context("a target did not run")?;
        let sentence = "no panic, and neither time nor memory without bound";
        checks.about(target);
        checks.check(sentence, || clean(&outcome?))?;
    }
    checks.about(CANARY);
    checks.check(
        "a panic behind two words that cannot be guessed is found",
        || {
            let output = fuzzers.fuzz(CANARY)?.1;
            ensure!(
                output.contains("the canary sings"),
                "it was not: these builds find nothing"
            );
            Ok(())
        },
    )?;
    Ok(checks.tally())
}

/// Whether it ended well, and what it said.
type Outcome = (bool, String);

/// The names of the targets, each with seeds.
fn targets(workspace: &Workspace) -> Result<BTreeSet<String>> {
    let mut targets = BTreeSet::new();
    for file in fs::read_dir(workspace.path("fuzz/fuzz_targets"))? {
        let path = file?.path();
        let name = path.file_stem().context("a target without a name")?;
        targets.insert(name.to_string_lossy().into_owned());
    }
    ensure!(!targets.is_empty(), "there is no fuzz target");
    Ok(targets)
}

/// Runs as many at once as there are processors.
fn run_side_by_side(
    fuzzers: &Fuzzers<'_>,
    targets: &BTreeSet<String>,
) -> BTreeMap<String, Result<Outcome>> {
    let waiting = Mutex::new(targets.iter());
    let outcomes = Mutex::new(BTreeMap::new());
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.next());
    let work = || {
        while let Some(target) = next() {
            let outcome = fuzzers.fuzz(target);
            if let Ok(mut outcomes) = outcomes.lock() {
                outcomes.insert(target.clone(), outcome);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    outcomes.into_inner().unwrap_or_default()
}

/// A run without a finding.
fn clean((ended_well, output): &Outcome) -> Result<()> {
    let said = |word: &str| output.lines().find(|line| line.contains(word));
    let finding = said("panicked").or_else(|| said("ERROR: libFuzzer"));
    ensure!(*ended_well, "{}", finding.unwrap_or("it ended badly"));
    ensure!(said("stat::number_of_executed_units").is_some(), "no run");
    Ok(())
}

/// The programs, and where they work.
struct Fuzzers<'a> {
    workspace: &'a Workspace,
    programs: PathBuf,
    findings: PathBuf,
}

impl<'a> Fuzzers<'a> {
    fn build(workspace: &'a Workspace) -> Result<Self> {
        // In its own folder, whose `.cargo/config.toml` says how.
        let mut cargo = workspace.cargo();
        cargo
            .current_dir(workspace.path("fuzz"))
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_TARGET_DIR")
            .args(["build", "--release", "--locked"]);
        workspace.run(&mut cargo)?;
        Ok(Self {
            workspace,
            programs: programs(&workspace.path("target/fuzz"))?,
            findings: workspace.fresh_folder("fuzz-findings")?,
        })
    }

    /// Runs one from its seeds; what it learns goes to a folder that the next run empties.
    fn fuzz(&self, target: &str) -> Result<Outcome> {
        let learnt = self.findings.join(target);
        fs::create_dir_all(&learnt)?;
        let mut command = Command::new("sh");
        command
            .current_dir(&learnt)
            .args(["-c", "ulimit -v \"$0\" && exec \"$@\""])
            .arg(ADDRESS_SPACE_KB.to_string())
            .arg(self.programs.join(target))
            .arg("-seed=1")
            .arg(format!("-max_total_time={SECONDS}"))
            .arg(format!("-timeout={INPUT_SECONDS}"))
            .arg(format!("-rss_limit_mb={MEMORY_MB}"))
            .arg(format!("-max_len={INPUT_BYTES}"))
            .args(["-print_final_stats=1", "-verbosity=0"])
            .arg(format!("-artifact_prefix={target}-"))
            .arg(&learnt);
        let seeds = self.workspace.path("fuzz/corpus").join(target);
        if seeds.is_dir() {
            command.arg(seeds);
        }
        let finished = self.workspace.finish(&mut command, "", LIMIT)?;
        Ok((finished.status.success(), finished.stderr))
    }
}

/// Where cargo has put them: below a folder that bears the machine's name.
fn programs(target: &Path) -> Result<PathBuf> {
    let folders = fs::read_dir(target)?.filter_map(Result::ok);
    folders
        .map(|folder| folder.path().join("release"))
        .find(|folder| folder.join(CANARY).is_file())
        .context("cargo has built no fuzz target")
}
