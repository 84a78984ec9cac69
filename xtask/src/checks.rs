//! Named checks of a suite that talks to real peers: each is tried, whatever the others did.

use anyhow::Result;

use crate::report::Tally;
use crate::workspace::Workspace;

/// Runs checks, counts them and writes one line for each to the suite's log.
pub(crate) struct Checks<'a> {
    workspace: &'a Workspace,
    tally: Tally,
}

impl<'a> Checks<'a> {
    pub(crate) fn new(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            tally: Tally::default(),
        }
    }

    /// `name` is the sentence that `check` proves.
    pub(crate) fn check(&mut self, name: &str, check: impl FnOnce() -> Result<()>) -> Result<()> {
        match check() {
            Ok(()) => {
                self.tally.passed += 1;
                self.workspace.note(&format!("ok      {name}"))
            }
            Err(error) => {
                self.tally.failed += 1;
                self.workspace.note(&format!("FAILED  {name}: {error:#}"))
            }
        }
    }

    pub(crate) fn tally(self) -> Tally {
        self.tally
    }
}
