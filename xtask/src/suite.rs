//! The table of suites, and the loop that runs them.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::panic;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::report::{Line, Summary, Tally};
use crate::setup::Need;
use crate::suites;
use crate::workspace::Workspace;

/// How much of a failed suite's log is shown, in lines; the end tells most.
const SHOWN_LINES: usize = 200;

/// One thing `cargo xtask test` proves.
pub(crate) struct Suite {
    /// What `--only` takes, and the first word of the line it prints.
    pub(crate) name: &'static str,
    /// What is known once it has passed.
    pub(crate) proves: &'static str,
    /// What must be on the machine beside the Rust toolchain.
    pub(crate) needs: &'static [Need],
    /// What it runs beside.
    pub(crate) lane: Lane,
    /// Runs it. An error counts as one failure.
    pub(crate) run: fn(&Workspace) -> Result<Tally>,
}

/// Suites of one lane run one after the other, and the two last lanes beside each other: what is installed
/// and what is other people's keeps one processor busy at most, and two are there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// First, and alone: it keeps every processor busy.
    Alone,
    /// Programs of others against ours.
    Peers,
    /// The SDKs, which share one built library, and whatever else has Maven, whose repository is not
    /// for two at once.
    Sdks,
}

/// What Rust's tests need, all of them or the quick ones.
const RUST_TESTS: &[Need] = &[
    Need::PKG_CONFIG,
    Need::LIBPCSCLITE,
    Need::OPENSSL,
    Need::OPENJPEG,
    Need::TZDATA,
];

/// Every suite, in the order they are run.
pub(crate) const SUITES: &[Suite] = &[
    Suite {
        name: "fmt",
        proves: "the sources are formatted",
        needs: &[],
        lane: Lane::Alone,
        run: suites::rust::fmt,
    },
    Suite {
        name: "clippy",
        proves: "the lints of the workspace hold, with every feature",
        needs: &[Need::PKG_CONFIG, Need::LIBPCSCLITE],
        lane: Lane::Alone,
        run: suites::rust::clippy,
    },
    Suite {
        name: "docs",
        proves: "the documentation builds without a warning",
        needs: &[Need::PKG_CONFIG, Need::LIBPCSCLITE],
        lane: Lane::Alone,
        run: suites::rust::docs,
    },
    Suite {
        name: "tests",
        proves: "every Rust test of the workspace passes, with every feature",
        needs: RUST_TESTS,
        lane: Lane::Alone,
        run: suites::rust::tests,
    },
    Suite {
        name: "fuzz",
        proves: "seconds of hostile input bring no parser to panic, hang or take memory without bound",
        needs: &[Need::GCC, Need::GPP],
        lane: Lane::Peers,
        run: suites::fuzz::run,
    },
    Suite {
        name: "demo",
        proves: "`cargo demo` runs, and a default build is free of libpcsclite",
        needs: &[],
        lane: Lane::Alone,
        run: suites::demo::run,
    },
    Suite {
        name: "deny",
        proves: "licences, sources and advisories of the dependencies are as deny.toml wants them",
        needs: &[],
        lane: Lane::Peers,
        run: suites::deny::run,
    },
    Suite {
        name: "files",
        proves: "no known misspelling is in any file, and the workflow files are sound",
        needs: &[Need::NPM, Need::PIP],
        lane: Lane::Peers,
        run: suites::files::run,
    },
    Suite {
        name: suites::pcsc::NAME,
        proves: "a real PC/SC stack takes the simulated card for a card, all operations through it",
        needs: &[
            Need::PKG_CONFIG,
            Need::LIBPCSCLITE,
            Need::PCSCD,
            Need::VPCD,
            Need::OPENSC,
            Need::PCSC_TOOLS,
            Need::IPROUTE2,
            Need::UTIL_LINUX,
        ],
        lane: Lane::Peers,
        run: suites::pcsc::run,
    },
    Suite {
        name: suites::opensc::NAME,
        proves: "OpenSC takes the simulated TS-CNS for issued ones, and agrees with our command in turn",
        needs: &[
            Need::PKG_CONFIG,
            Need::LIBPCSCLITE,
            Need::PCSCD,
            Need::VPCD,
            Need::OPENSC,
            Need::OPENSSL,
            Need::IPROUTE2,
            Need::UTIL_LINUX,
        ],
        lane: Lane::Peers,
        run: suites::opensc::run,
    },
    Suite {
        name: "page",
        proves: "the page of a plan is whole, accessible, and right on a phone and on paper",
        needs: &[Need::NPM, Need::JAVA, Need::CHROMIUM, Need::POPPLER],
        lane: Lane::Peers,
        run: suites::page::run,
    },
    Suite {
        name: "libeac",
        proves: "our terminal agrees by PACE with a foreign card, and refuses it a wrong password",
        needs: &[Need::PKG_CONFIG, Need::GCC, Need::LIBEAC, Need::LIBSSL],
        lane: Lane::Peers,
        run: suites::libeac::run,
    },
    Suite {
        name: "ias-kt",
        proves: "a foreign terminal, as shipped in apps, works with every simulated card",
        needs: &[Need::NPM, Need::JAVA, Need::OPENSSL],
        lane: Lane::Peers,
        run: suites::ias_kt::run,
    },
    Suite {
        name: "jmrtd",
        proves: "a foreign terminal opens, reads and verifies the simulated travel document",
        needs: &[Need::JDK, Need::MAVEN],
        lane: Lane::Sdks,
        run: suites::jmrtd::run,
    },
    Suite {
        name: "dmrtd",
        proves: "another foreign terminal opens, reads and verifies the simulated travel document",
        needs: &[],
        lane: Lane::Peers,
        run: suites::dmrtd::run,
    },
    Suite {
        name: suites::npa_tool::NAME,
        proves: "OpenSC's terminal, of a Debian 13, opens and reads the simulated travel document",
        needs: &[Need::DEBOOTSTRAP, Need::IPROUTE2, Need::UTIL_LINUX],
        lane: Lane::Peers,
        run: suites::npa_tool::run,
    },
    Suite {
        name: suites::opensc::NAME_13,
        proves: "a newer OpenSC, of a Debian 13, takes those and IDEMIA's for issued ones",
        needs: &[
            Need::PKG_CONFIG,
            Need::LIBPCSCLITE,
            Need::DEBOOTSTRAP,
            Need::OPENSSL,
            Need::IPROUTE2,
            Need::UTIL_LINUX,
        ],
        lane: Lane::Peers,
        run: suites::opensc::run_13,
    },
    Suite {
        name: "kotlin",
        proves: "the Kotlin SDK, what is packaged of it, and the app work with the simulated card",
        needs: &[Need::JDK, Need::MAVEN, Need::AAPT2],
        lane: Lane::Sdks,
        run: suites::kotlin::run,
    },
    Suite {
        name: "swift",
        proves: "the Swift SDK works with the simulated card, through a stand-in for CoreNFC",
        needs: &[Need::DEBOOTSTRAP, Need::UTIL_LINUX],
        lane: Lane::Sdks,
        run: suites::swift::run,
    },
];

/// Suites outside the normal run; `--only` names them.
pub(crate) const OCCASIONAL: &[Suite] = &[
    Suite {
        name: "quick",
        proves: "the Rust tests that take little time pass: units, operations, documents",
        needs: RUST_TESTS,
        lane: Lane::Alone,
        run: suites::rust::quick_tests,
    },
    Suite {
        name: suites::targets::NAME,
        proves: "the library builds for phones, the command runs on the Windows that Wine plays",
        needs: &[Need::DEBOOTSTRAP, Need::UTIL_LINUX],
        lane: Lane::Alone,
        run: suites::targets::run,
    },
];

/// The suites of `--quick`, the daily loop: what a change most often breaks.
pub(crate) const QUICK: [&str; 3] = ["fmt", "clippy", "quick"];

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<8} {}", self.name, self.proves)?;
        for (position, need) in self.needs.iter().enumerate() {
            let joint = if position == 0 {
                "\n         needs "
            } else {
                ", "
            };
            write!(f, "{joint}{}", need.package)?;
        }
        Ok(())
    }
}

/// Every suite there is.
pub(crate) fn all() -> impl Iterator<Item = &'static Suite> {
    SUITES.iter().chain(OCCASIONAL)
}

/// The suites of these names, in the tables' order; those of the normal run when no name is given.
pub(crate) fn choose(names: &[String]) -> Result<Vec<&'static Suite>> {
    if names.is_empty() {
        return Ok(SUITES.iter().collect());
    }
    for name in names {
        if !all().any(|suite| suite.name == name) {
            let known: Vec<_> = all().map(|suite| suite.name).collect();
            bail!(
                "no suite is called '{name}'; there are {}",
                known.join(", ")
            );
        }
    }
    let wanted = |suite: &&Suite| names.iter().any(|name| name == suite.name);
    Ok(all().filter(wanted).collect())
}

/// Runs the suites lane by lane, all of them whatever fails, and prints the report.
pub(crate) fn run_all(chosen: &[&Suite]) -> Result<ExitCode> {
    let start = Instant::now();
    let mut lines = run_lane(chosen, Lane::Alone)?;
    thread::scope(|scope| -> Result<()> {
        let lanes = [Lane::Sdks, Lane::Peers];
        let lanes = lanes.map(|lane| scope.spawn(move || run_lane(chosen, lane)));
        for lane in lanes {
            let run = lane
                .join()
                .unwrap_or_else(|panic| panic::resume_unwind(panic));
            lines.extend(run?);
        }
        Ok(())
    })?;
    let order = |line: &Line| chosen.iter().position(|suite| suite.name == line.name);
    lines.sort_by_key(order);
    let summary = Summary {
        lines,
        took: start.elapsed(),
    };
    print!("{summary}");
    Ok(if summary.failed() == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs those of one lane, one after the other.
fn run_lane(chosen: &[&Suite], lane: Lane) -> Result<Vec<Line>> {
    let mine = chosen.iter().filter(|suite| suite.lane == lane);
    mine.map(|suite| run(suite)).collect()
}

/// Runs one, and says what came out.
fn run(suite: &Suite) -> Result<Line> {
    let workspace = Workspace::open(suite.name)?;
    let start = Instant::now();
    let tally = match (suite.run)(&workspace) {
        Ok(tally) => tally,
        Err(error) => {
            let line = format!("FAILED  {error:#}");
            workspace.note(&line)?;
            Tally {
                failed: 1,
                notes: vec![line],
                ..Tally::default()
            }
        }
    };
    let line = Line {
        name: suite.name,
        tally,
        took: start.elapsed(),
    };
    // In one piece, whatever the other lane has to say.
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    if line.tally.failed > 0 {
        show_end_of_log(&mut out, &workspace)?;
    }
    Ok(line)
}

fn show_end_of_log(out: &mut impl io::Write, workspace: &Workspace) -> Result<()> {
    let log = fs::read_to_string(workspace.log())?;
    let lines: Vec<_> = log.lines().collect();
    let end = lines.len().saturating_sub(SHOWN_LINES);
    writeln!(out, "--- the end of {} ---", workspace.log().display())?;
    for line in lines.iter().skip(end) {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "---")?;
    Ok(())
}
