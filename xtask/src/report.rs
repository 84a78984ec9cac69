//! What a run prints: a line for each suite, a table at the end, and the closing count.

use std::fmt;
use std::time::Duration;

/// How many of a suite's checks passed, and what a reader should know beside that.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// Remarks worth a line of their own, such as a part that was skipped.
    pub(crate) notes: Vec<String>,
}

impl Tally {
    /// A suite that is one check, and passed.
    pub(crate) fn one_pass() -> Self {
        Self {
            passed: 1,
            ..Self::default()
        }
    }
}

/// The outcome of one suite.
pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) tally: Tally,
    pub(crate) took: Duration,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            passed,
            failed,
            notes,
        } = &self.tally;
        let verdict = if *failed == 0 { "passed" } else { "FAILED" };
        let count = format!("{passed} of {}", passed + failed);
        let seconds = self.took.as_secs_f32();
        write!(f, "{:<9} {verdict} {count:>12} {seconds:>8.1} s", self.name)?;
        for note in notes {
            write!(f, "\n          {note}")?;
        }
        Ok(())
    }
}

/// All the lines of a run.
pub(crate) struct Summary {
    pub(crate) lines: Vec<Line>,
    /// Less than the suites together, where some ran beside each other.
    pub(crate) took: Duration,
}

impl Summary {
    fn passed(&self) -> usize {
        self.lines.iter().map(|line| line.tally.passed).sum()
    }

    /// How many checks failed in all suites together.
    pub(crate) fn failed(&self) -> usize {
        self.lines.iter().map(|line| line.tally.failed).sum()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n=== summary ===")?;
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        let took = self.took.as_secs_f32();
        writeln!(f, "{:<9} {took:>28.1} s\n", "in all")?;
        writeln!(f, "{} passed, {} failed", self.passed(), self.failed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_adds_up_every_suite_and_stands_alone() {
        let line = |passed, failed| Line {
            name: "some",
            tally: Tally {
                passed,
                failed,
                notes: Vec::new(),
            },
            took: Duration::from_secs(1),
        };
        let summary = Summary {
            lines: vec![line(3, 0), line(4, 2)],
            took: Duration::from_secs(2),
        };
        assert_eq!(
            summary.to_string().lines().last(),
            Some("7 passed, 2 failed")
        );
    }
}
