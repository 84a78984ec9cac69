//! The work tree and the processes run in it. What they print goes to one log for each suite.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The work tree, as one suite sees it.
pub(crate) struct Workspace {
    root: PathBuf,
    log: PathBuf,
}

impl Workspace {
    /// The work tree this tool was built from, with a new log for `suite`.
    pub(crate) fn open(suite: &str) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies directly under the workspace")?
            .to_path_buf();
        let logs = root.join("target/xtask");
        fs::create_dir_all(&logs).with_context(|| format!("cannot create {}", logs.display()))?;
        let log = logs.join(format!("{suite}.log"));
        File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        Ok(Self { root, log })
    }

    /// The cargo that runs this tool, in the work tree.
    pub(crate) fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.current_dir(&self.root);
        command
    }

    /// Runs to the end. What it prints goes to the log; its standard output is returned too.
    /// Whether it succeeded is the caller's to judge.
    pub(crate) fn output(&self, command: &mut Command) -> Result<(bool, String)> {
        self.note(&format!("$ {}", shown(command)))?;
        let output = command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot run {}", shown(command)))?;
        let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
        self.note(&String::from_utf8_lossy(&output.stderr))?;
        self.note(&stdout)?;
        Ok((output.status.success(), stdout))
    }

    /// Runs to the end and returns the standard output; an exit code other than 0 is an error.
    pub(crate) fn run(&self, command: &mut Command) -> Result<String> {
        let (success, stdout) = self.output(command)?;
        if !success {
            bail!("failed: {}", shown(command));
        }
        Ok(stdout)
    }

    /// Writes a line, or lines, to the suite's log.
    pub(crate) fn note(&self, text: &str) -> Result<()> {
        let mut log = OpenOptions::new().append(true).open(&self.log)?;
        let text = text.trim_end();
        if !text.is_empty() {
            writeln!(log, "{text}")?;
        }
        Ok(())
    }

    /// The whole log so far.
    pub(crate) fn log_text(&self) -> Result<String> {
        Ok(fs::read_to_string(&self.log)?)
    }
}

/// The command as a person would type it, without quotes.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
