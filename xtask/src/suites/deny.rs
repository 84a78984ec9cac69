//! cargo-deny: licences, sources, banned crates, and advisories where their database can be had.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::report::Tally;
use crate::workspace::Workspace;

const VERSION: &str = "0.20.2";

/// Runs the checks of `deny.toml`, with cargo-deny built below `target/` when it is not there.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let program = install(workspace)?;
    let deny = || {
        let mut command = Command::new(&program);
        command
            .current_dir(workspace.path(""))
            .args(["--color", "never"]);
        command
    };
    let mut tally = Tally::default();
    for check in ["licenses", "bans", "sources"] {
        workspace.run(deny().args(["check", "--hide-inclusion-graph", check]))?;
        tally.passed += 1;
    }
    let database = workspace.output(deny().args(["fetch", "db"]))?;
    if database.status.success() {
        workspace.run(deny().args(["check", "advisories"]))?;
        tally.passed += 1;
    } else {
        tally
            .notes
            .push("advisories: skipped, no database here".to_owned());
    }
    Ok(tally)
}

/// The path of cargo-deny in our version. An unoptimised build takes 50 s on 2 cores, an
/// optimised one 140 s; the checks take a second with either.
fn install(workspace: &Workspace) -> Result<PathBuf> {
    let tools = workspace.path("target/tools");
    let program = tools.join("bin/cargo-deny");
    let ours = |program: &PathBuf| -> Result<bool> {
        let finished = workspace.output(Command::new(program).arg("--version"))?;
        Ok(finished.stdout.trim() == format!("cargo-deny {VERSION}"))
    };
    if !program.is_file() || !ours(&program)? {
        let mut cargo = workspace.cargo();
        cargo.args([
            "install",
            "cargo-deny",
            "--version",
            VERSION,
            "--locked",
            "--debug",
        ]);
        // In the workspace's own target folder the next run finds what an interrupted one built.
        cargo
            .arg("--root")
            .arg(&tools)
            .arg("--target-dir")
            .arg(tools.join("build"));
        workspace.run(cargo.env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
        ensure!(
            ours(&program)?,
            "cargo-deny is not the version it was installed as"
        );
    }
    Ok(program)
}
