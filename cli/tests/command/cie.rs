//! Runs the command.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use cie_sim::{STANDARD_PIN, STANDARD_PUK};
use serde_json::Value;

/// The simulated card's codes, and some that it does not have.
pub(crate) const PIN: &str = STANDARD_PIN;
pub(crate) const PUK: &str = STANDARD_PUK;
pub(crate) const WRONG: &str = "90817263";
pub(crate) const NEW: &str = "60504132";

/// A home of its own, gone afterwards.
pub(crate) struct Home(tempfile::TempDir);

/// What came of a run.
pub(crate) struct Answer {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.path().join("state")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cie"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("CIE_STATE_DIR", self.state())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it with this on standard input.
    pub(crate) fn run(&self, arguments: &[&str], input: &[u8]) -> Answer {
        let mut child = self.command(arguments).spawn().unwrap();
        // The command may end without reading.
        let _ = child.stdin.take().unwrap().write_all(input);
        Answer::of(child.wait_with_output().unwrap())
    }

    /// Runs it with `--json` and a line for each code.
    pub(crate) fn json(&self, arguments: &[&str], codes: &[&str]) -> Answer {
        let input: String = codes.iter().map(|code| format!("{code}\n")).collect();
        self.run(&[arguments, &["--json"]].concat(), input.as_bytes())
    }

    /// `cie pin … --reader sim --json`.
    pub(crate) fn pin(&self, operation: &[&str], codes: &[&str]) -> Answer {
        self.json(&[&["pin"], operation, &["--reader", "sim"]].concat(), codes)
    }
}

impl Answer {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            exit: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The one line on standard output.
    pub(crate) fn value(&self) -> Value {
        let line = self.stdout.strip_suffix('\n').expect(&self.stdout);
        assert!(!line.contains('\n'), "{line}");
        serde_json::from_str(line).unwrap()
    }

    /// It was done.
    pub(crate) fn done(self) -> Value {
        let value = self.value();
        assert_eq!((self.exit, &value["ok"]), (0, &true.into()), "{value}");
        value
    }

    /// It failed with this code.
    pub(crate) fn failed(self, exit: i32, code: &str) -> Value {
        let value = self.value();
        assert_eq!((self.exit, &value["ok"]), (exit, &false.into()), "{value}");
        assert_eq!(value["error"]["code"], code, "{value}");
        for text in ["message", "remedy"] {
            assert!(value["error"][text].is_string(), "{value}");
        }
        value
    }
}

/// A simulated card in a process of its own.
pub(crate) struct Served {
    child: Child,
    pub(crate) reader: String,
}

impl Served {
    pub(crate) fn start(home: &Home, more: &[&str]) -> Self {
        let arguments = [&["sim", "serve", "--listen", "0"], more].concat();
        let mut child = home.command(&arguments).spawn().unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening ").expect(&line);
        let reader = format!("tcp:{address}");
        Self { child, reader }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
