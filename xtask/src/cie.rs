//! The command `cie`, built and run as a person would: codes on standard input, JSON back.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::process::Finished;
use crate::workspace::Workspace;

/// No operation on a simulated card takes longer, not even through pcscd.
const OPERATION_LIMIT: Duration = Duration::from_secs(60);

/// The built command.
pub(crate) struct Cie<'a> {
    workspace: &'a Workspace,
    program: PathBuf,
}

impl<'a> Cie<'a> {
    /// Builds it with these features, and keeps the program apart from later builds.
    pub(crate) fn build(workspace: &'a Workspace, features: &[&str]) -> Result<Self> {
        // Two suites may want it at once, with other features in the same place.
        static BUILDING: Mutex<()> = Mutex::new(());
        let _only_one = BUILDING.lock();
        let mut cargo = workspace.cargo();
        cargo.args([
            "build",
            "--package",
            "cie-cli",
            "--locked",
            "--features",
            &features.join(","),
        ]);
        workspace.run(&mut cargo)?;
        let kept = workspace.path("target/xtask/bin");
        fs::create_dir_all(&kept)?;
        let program = kept.join([&["cie"], features].concat().join("-"));
        fs::copy(workspace.path("target/debug/cie"), &program)
            .context("cargo did not build target/debug/cie")?;
        Ok(Self { workspace, program })
    }

    /// One that was built before.
    pub(crate) fn at(workspace: &'a Workspace, program: &str) -> Self {
        Self {
            workspace,
            program: program.into(),
        }
    }

    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// A command line of it, which keeps what it remembers between runs below `home` only.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: &[S], home: &Path) -> Command {
        self.command_through(Command::new(&self.program), arguments, home)
    }

    /// The same, where `command` is what runs the program.
    pub(crate) fn command_through<S: AsRef<OsStr>>(
        &self,
        mut command: Command,
        arguments: &[S],
        home: &Path,
    ) -> Command {
        command
            .args(arguments)
            .env("HOME", home)
            .env("LANG", "C.UTF-8");
        for name in [
            "XDG_STATE_HOME",
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
        ] {
            command.env(name, home.join(name));
        }
        command
    }

    /// Runs it with `--json` and these codes as the lines of standard input.
    pub(crate) fn ask(&self, arguments: &[&str], codes: &[&str], home: &Path) -> Result<Answer> {
        self.ask_through(self.command(arguments, home), codes)
    }

    /// The same with a command line that is there already.
    pub(crate) fn ask_through(&self, mut command: Command, codes: &[&str]) -> Result<Answer> {
        let input = codes
            .iter()
            .map(|code| format!("{code}\n"))
            .collect::<String>();
        let finished = self
            .workspace
            .finish(command.arg("--json"), &input, OPERATION_LIMIT)?;
        Answer::read(&finished)
    }
}

/// The one line of JSON, with the exit code that came with it.
pub(crate) struct Answer {
    exit: Option<i32>,
    json: Value,
}

impl Answer {
    fn read(finished: &Finished) -> Result<Self> {
        let lines: Vec<_> = finished.stdout.lines().collect();
        let [line] = lines.as_slice() else {
            anyhow::bail!("{} lines on standard output, wanted one", lines.len());
        };
        let json = serde_json::from_str(line).with_context(|| format!("not JSON: {line}"))?;
        Ok(Self {
            exit: finished.status.code(),
            json,
        })
    }

    /// A value inside the answer, by JSON pointer.
    pub(crate) fn get(&self, pointer: &str) -> Option<&Value> {
        self.json.pointer(pointer)
    }

    /// It was done, and said so: `ok` and exit code 0.
    pub(crate) fn done(self) -> Result<Self> {
        let done = self.get("/ok") == Some(&Value::Bool(true)) && self.exit == Some(0);
        ensure!(done, "not done (exit {:?}): {}", self.exit, self.json);
        Ok(self)
    }

    /// It was refused with this error code and exit code 1.
    pub(crate) fn refused(self, code: &str) -> Result<Self> {
        let found = self.get("/error/code").and_then(Value::as_str);
        let refused = self.get("/ok") == Some(&Value::Bool(false)) && self.exit == Some(1);
        ensure!(
            refused && found == Some(code),
            "wanted the error {code}, got (exit {:?}) {}",
            self.exit,
            self.json
        );
        Ok(self)
    }

    /// The value at `pointer` is this one.
    pub(crate) fn says(self, pointer: &str, wanted: impl Into<Value>) -> Result<Self> {
        let wanted = wanted.into();
        ensure!(
            self.get(pointer) == Some(&wanted),
            "wanted {wanted} at {pointer}, got {}",
            self.json
        );
        Ok(self)
    }
}
