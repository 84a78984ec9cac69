//! Private namespaces: mount, network and process namespaces in which this program runs itself again,
//! so that a daemon with fixed paths and ports disturbs nothing and nobody disturbs it.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::report::Tally;
use crate::setup::is_root;
use crate::workspace::Workspace;

/// The task, hidden from the usage text, under which this program runs inside.
pub(crate) const TASK: &str = "inside-namespaces";

const LIMIT: Duration = Duration::from_secs(20 * 60);

/// Runs this program's hidden task for `suite` in namespaces of its own, which end with it.
pub(crate) fn run(workspace: &Workspace, suite: &str, program: &Path) -> Result<Tally> {
    let allowed = workspace.finish(unshare().arg("true"), "", Duration::from_secs(20))?;
    ensure!(
        allowed.status.success(),
        "this machine lets us make no namespaces of our own, which keep the private pcscd \
         apart (a container needs CAP_SYS_ADMIN for it): {}",
        allowed.stderr.trim_end()
    );
    let mut command = unshare();
    command
        .arg(std::env::current_exe()?)
        .args([TASK, suite])
        .arg(program);
    let finished = workspace.finish(&mut command, "", LIMIT)?;
    read_tally(&finished.stdout).with_context(|| {
        format!(
            "the part inside the namespaces stopped ({})",
            finished.status
        )
    })
}

/// The other side of [`run`]: prepares the namespaces, runs `inner`, prints its tally.
pub(crate) fn inside(suite: &str, inner: impl FnOnce(&Workspace) -> Result<Tally>) -> Result<()> {
    let workspace = Workspace::reopen(suite)?;
    // The daemon's socket and files land in a /run of ours.
    workspace.run(Command::new("mount").args(["-t", "tmpfs", "tmpfs", "/run"]))?;
    workspace.run(Command::new("ip").args(["link", "set", "lo", "up"]))?;
    let tally = inner(&workspace).or_else(|error| {
        workspace.note(&format!("FAILED  {error:#}"))?;
        anyhow::Ok(Tally {
            failed: 1,
            ..Tally::default()
        })
    })?;
    for note in &tally.notes {
        println!("{note}");
    }
    println!("{} {}", tally.passed, tally.failed);
    Ok(())
}

fn unshare() -> Command {
    let mut command = Command::new("unshare");
    // A process namespace too: when its first process is killed, the kernel ends all the others.
    command.args(["--mount", "--net", "--pid", "--mount-proc"]);
    command.args(["--fork", "--kill-child"]);
    if !is_root() {
        command.arg("--map-root-user");
    }
    command
}

/// The notes, one a line, and on the last line the counts.
fn read_tally(stdout: &str) -> Option<Tally> {
    let mut notes: Vec<_> = stdout.lines().map(str::to_owned).collect();
    let counts = notes.pop()?;
    let (passed, failed) = counts.split_once(' ')?;
    Some(Tally {
        passed: passed.parse().ok()?,
        failed: failed.parse().ok()?,
        notes,
    })
}
