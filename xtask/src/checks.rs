//! Named checks of a suite that talks to real peers: each is tried, whatever the others did.

use anyhow::Result;

use crate::report::Tally;
use crate::workspace::Workspace;

/// Runs checks, counts them and writes one line for each to the suite's log.
pub(crate) struct Checks<'a> {
    workspace: &'a Workspace,
    subject: &'a str,
    tally: Tally,
}

impl<'a> Checks<'a> {
    pub(crate) fn new(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            subject: "",
            tally: Tally::default(),
        }
    }

    /// The checks that follow are about this one.
    pub(crate) fn about(&mut self, subject: &'a str) {
        self.subject = subject;
    }

    /// `sentence` is what `check` proves.
    pub(crate) fn check(
        &mut self,
        sentence: &str,
        check: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        let subject = self.subject;
        let line = match check() {
            Ok(()) => {
                self.tally.passed += 1;
                format!("ok      {subject}: {sentence}")
            }
            Err(error) => {
                self.tally.failed += 1;
                let line = format!("FAILED  {subject}: {sentence}: {error:#}");
                // The report shows the end of a log, and this may be far from it.
                self.tally.notes.push(line.clone());
                line
            }
        };
        self.workspace.note(&line)
    }

    pub(crate) fn tally(self) -> Tally {
        self.tally
    }
}
