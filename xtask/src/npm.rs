//! Programs from the npm registry, as a lock file of ours names them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;

/// Fetches what `tests/peers/PEER` locks, into `target/peers/PEER`, and says where that is. A
/// suite that uses it needs `Need::NPM`.
pub(crate) fn fetch(workspace: &Workspace, peer: &str) -> Result<PathBuf> {
    let ours = workspace.path("tests/peers").join(peer);
    let fetched = workspace.path("target/peers").join(peer);
    fs::create_dir_all(&fetched)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(ours.join(file), fetched.join(file))?;
    }
    let npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    workspace.run(Command::new("npm").args(npm).current_dir(&fetched))?;
    Ok(fetched)
}
