//! The work tree, and the log of a suite: what it ran and what that printed.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::process::{self, Finished, shown};

/// Longer than any build or test run takes; only a hang lasts longer.
const BUILD_LIMIT: Duration = Duration::from_secs(45 * 60);

/// What takes longer has its time in the log: there is where a suite's time goes.
const WORTH_SAYING: Duration = Duration::from_secs(2);

/// The work tree, as one suite sees it.
pub(crate) struct Workspace {
    root: PathBuf,
    log: PathBuf,
}

impl Workspace {
    /// The work tree this tool was built from, with a new log for `suite`.
    pub(crate) fn open(suite: &str) -> Result<Self> {
        let workspace = Self::reopen(suite)?;
        File::create(&workspace.log)
            .with_context(|| format!("cannot write {}", workspace.log.display()))?;
        Ok(workspace)
    }

    /// The same, going on with the log that is there.
    pub(crate) fn reopen(suite: &str) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies directly under the workspace")?
            .to_path_buf();
        let logs = root.join("target/xtask");
        fs::create_dir_all(&logs).with_context(|| format!("cannot create {}", logs.display()))?;
        Ok(Self {
            root,
            log: logs.join(format!("{suite}.log")),
        })
    }

    /// A path below the work tree's root.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A new, empty folder below `target/`.
    pub(crate) fn fresh_folder(&self, relative: &str) -> Result<PathBuf> {
        let folder = self.root.join("target").join(relative);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// The cargo that runs this tool, in the work tree.
    pub(crate) fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .current_dir(&self.root)
            .env("CARGO_TERM_COLOR", "never");
        command
    }

    /// Runs to the end, at most `limit`, with `input` as standard input. What happened goes to
    /// the log; whether it succeeded is the caller's to judge.
    pub(crate) fn finish(
        &self,
        command: &mut Command,
        input: &str,
        limit: Duration,
    ) -> Result<Finished> {
        self.note(&format!("$ {}", shown(command)))?;
        let start = Instant::now();
        let finished = process::finish(command, input, limit)?;
        let taken = start.elapsed();
        self.note(&finished.stderr)?;
        self.note(&finished.stdout)?;
        if taken >= WORTH_SAYING {
            self.note(&format!("took {:.0} s", taken.as_secs_f32()))?;
        }
        Ok(finished)
    }

    /// Runs a build or test tool to the end. Whether it succeeded is the caller's to judge.
    pub(crate) fn output(&self, command: &mut Command) -> Result<Finished> {
        self.finish(command, "", BUILD_LIMIT)
    }

    /// Runs a build or test tool and returns its standard output; failure is an error.
    pub(crate) fn run(&self, command: &mut Command) -> Result<String> {
        let Finished { status, stdout, .. } = self.output(command)?;
        ensure!(status.success(), "failed ({status}): {}", shown(command));
        Ok(stdout)
    }

    /// Writes a line, or lines, to the suite's log.
    pub(crate) fn note(&self, text: &str) -> Result<()> {
        let text = text.trim_end();
        if !text.is_empty() {
            writeln!(
                OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(&self.log)?,
                "{text}"
            )?;
        }
        Ok(())
    }

    /// Where the log is.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }
}
