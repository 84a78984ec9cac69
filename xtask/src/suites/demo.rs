//! What someone has who installed nothing but Rust: the default build and the demo.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::report::Tally;
use crate::workspace::Workspace;

/// Builds without features, looks for libpcsclite in what was built, and runs `cargo demo`.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let graph = [
        "tree",
        "--package",
        "cie-cli",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
    ];
    let crates = workspace.run(workspace.cargo().args(graph).arg("--locked"))?;
    let pcsc = crates.lines().find(|line| line.starts_with("pcsc"));
    ensure!(pcsc.is_none(), "a default build depends on {pcsc:?}");

    workspace.run(
        workspace
            .cargo()
            .args(["build", "--package", "cie-cli", "--locked"]),
    )?;
    let libraries = workspace.run(Command::new("ldd").arg(workspace.path("target/debug/cie")))?;
    ensure!(
        !libraries.contains("pcsclite"),
        "a default build links libpcsclite"
    );

    let shown = workspace.run(workspace.cargo().arg("demo"))?;
    ensure!(!shown.trim().is_empty(), "cargo demo showed nothing");
    Ok(Tally {
        passed: 3,
        ..Tally::default()
    })
}
