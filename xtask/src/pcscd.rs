//! pcscd with vsmartcard's vpcd, in the namespaces of a suite: a reader for simulated cards.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::process::{Running, wait_for};
use crate::workspace::Workspace;

/// Where vpcd waits for the card of its first reader.
pub(crate) const VPCD: &str = "127.0.0.1:35963";
const VPCD_PORT: u16 = 35963;

/// The name of that reader.
pub(crate) const READER: &str = "Virtual PCD 00 00";

const START_LIMIT: Duration = Duration::from_secs(20);

/// Starts this pcscd in the foreground, ready for a card in vpcd's reader.
pub(crate) fn start(workspace: &Workspace, mut pcscd: Command) -> Result<Running> {
    let log = workspace.path("target/xtask/pcscd.log");
    let mut daemon = Running::start(
        pcscd
            .arg("--foreground")
            .stderr(Stdio::from(File::create(&log)?)),
    )?;
    wait_for("vpcd to listen for a card", START_LIMIT, || {
        (daemon.still_running().is_err() || is_listening(VPCD_PORT)).then_some(())
    })?;
    daemon
        .still_running()
        .with_context(|| fs::read_to_string(&log).unwrap_or_default())?;
    Ok(daemon)
}

/// Whether something listens on this TCP port; asked of the kernel, because a connection would be
/// a card to vpcd.
fn is_listening(port: u16) -> bool {
    const LISTEN: &str = "0A";
    ["/proc/net/tcp", "/proc/net/tcp6"].iter().any(|table| {
        fs::read_to_string(table)
            .unwrap_or_default()
            .lines()
            .any(|line| {
                let mut columns = line.split_whitespace().skip(1);
                let local = columns.next().unwrap_or_default();
                local.ends_with(&format!(":{port:04X}")) && columns.nth(1) == Some(LISTEN)
            })
    })
}
