//! Simulated travel documents for foreign terminals, and what such a terminal says of them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::process::Running;
use crate::workspace::Workspace;

/// Builds the program that serves documents.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", "cie-sim", "--locked"]);
    workspace
        .run(cargo.args(["--example", "travel_document"]))
        .map(drop)
}

/// A document that is being served on TCP; gone when this is dropped.
pub(crate) struct Served {
    process: Running,
    port: String,
    folder: PathBuf,
}

impl Served {
    /// Serves one of these settings (`cie_sim::DocumentOptions`). Its folder, below
    /// `target/peers`, has the country signer and the photo.
    pub(crate) fn listening(workspace: &Workspace, name: &str, settings: &[&str]) -> Result<Self> {
        let folder = workspace.fresh_folder(&format!("peers/{name}"))?;
        let program = workspace.path("target/debug/examples/travel_document");
        let mut process = Running::start(Command::new(program).arg(&folder).args(settings))?;
        let line = process.line(Duration::from_secs(60))?;
        let port = line
            .strip_prefix("listening 127.0.0.1:")
            .with_context(|| format!("wanted 'listening 127.0.0.1:PORT', got '{line}'"))?
            .to_owned();
        Ok(Self {
            process,
            port,
            folder,
        })
    }

    pub(crate) fn port(&self) -> &str {
        &self.port
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// An error when it has ended.
    pub(crate) fn still_there(&mut self) -> Result<()> {
        self.process.still_running()
    }
}

/// The lines "name value" that a terminal's program printed.
#[derive(Debug)]
pub(crate) struct Facts(String);

impl Facts {
    pub(crate) fn new(printed: String) -> Self {
        Self(printed)
    }

    /// The value of this name is this one.
    pub(crate) fn say(&self, name: &str, wanted: &str) -> Result<()> {
        let found = self.get(name)?;
        ensure!(found == wanted, "{name}: wanted '{wanted}', got '{found}'");
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Result<&str> {
        let mut pairs = self.0.lines().filter_map(|line| line.split_once(' '));
        let (_, value) = pairs
            .find(|(known, _)| *known == name)
            .with_context(|| format!("it did not say '{name}': {}", self.0))?;
        Ok(value)
    }
}
