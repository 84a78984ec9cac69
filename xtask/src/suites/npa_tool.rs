//! A foreign terminal for the travel document: OpenSC's `npa-tool`, of Debian 13.

use std::fs;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::checks::Checks;
use crate::report::Tally;
use crate::trixie::Trixie;
use crate::workspace::Workspace;

/// The suite's name, by which it also finds its own inner part.
pub(crate) const NAME: &str = "npa-tool";

const TOOL_LIMIT: Duration = Duration::from_secs(20);

/// Makes the Debian 13 and puts the terminal into it.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let trixie = Trixie::open(workspace)?;
    trixie.install(&["opensc", "pcscd", "vsmartcard-vpcd"])?;
    let mut checks = Checks::new(workspace);
    checks.about("Debian 13");
    checks.check(
        "a program in it sees what is shared and leaves nothing mounted",
        || leaves_nothing(workspace, &trixie),
    )?;
    Ok(checks.tally())
}

fn leaves_nothing(workspace: &Workspace, trixie: &Trixie<'_>) -> Result<()> {
    let shared = workspace.path("");
    let look = "cut -d. -f1 /etc/debian_version; ls Cargo.toml; touch /run/mark; exit 7";
    let mut sh = trixie.command(&[&shared], "sh");
    sh.args(["-c", look]).current_dir(&shared);
    let finished = workspace.finish(&mut sh, "", TOOL_LIMIT)?;
    ensure!(
        finished.stdout == "13\nCargo.toml\n" && finished.status.code() == Some(7),
        "got '{}' ({})",
        finished.stdout,
        finished.status
    );
    let mounts = fs::read_to_string("/proc/self/mounts")?;
    ensure!(!mounts.contains("target/trixie"), "{mounts}");
    ensure!(
        !workspace.path("target/trixie/run/mark").exists(),
        "/run was not its own"
    );
    Ok(())
}
