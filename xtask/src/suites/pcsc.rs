//! A real PC/SC stack: pcscd with vsmartcard's vpcd in namespaces of their own, the simulated card
//! in vpcd's reader, and on the other side OpenSC, pcsc_scan and our command.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::card::{FAMILIES, Family, PIN, PUK, Served, complaints};
use crate::checks::Checks;
use crate::cie::{Answer, Cie};
use crate::namespaces;
use crate::pcscd::{self, READER, VPCD};
use crate::process::{self, wait_for};
use crate::report::Tally;
use crate::workspace::Workspace;

/// The suite's name, by which it also finds its own inner part.
pub(crate) const NAME: &str = "pcsc";

/// PINs that the card is given.
const CHANGED: &str = "97531864";
const UNBLOCKED: &str = "31415927";

const TOOL_LIMIT: Duration = Duration::from_secs(20);

/// Builds the command with PC/SC and goes on in private namespaces.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let cie = Cie::build(workspace, &["pcsc"])?;
    let libraries = workspace.run(Command::new("ldd").arg(cie.program()))?;
    ensure!(
        libraries.contains("pcsclite"),
        "the feature pcsc does not link libpcsclite"
    );
    namespaces::run(workspace, NAME, cie.program())
}

/// The part inside the namespaces: one daemon, and each family in turn in its reader.
pub(crate) fn inside(workspace: &Workspace, program: &str) -> Result<Tally> {
    let cie = Cie::at(workspace, program);
    let mut daemon = pcscd::start(workspace, Command::new("/usr/sbin/pcscd"))?;
    let mut checks = Checks::new(workspace);
    let mut table = String::from(TABLE_HEAD);
    for family in &FAMILIES {
        let home = workspace.fresh_folder(&format!("peers/pcsc-{}", family.profile))?;
        let bench = Bench {
            workspace,
            cie: &cie,
            family,
            home: &home,
        };
        checks.about(family.profile);
        let card = bench.plug_in(&[])?;
        bench.foreign_tools(&mut checks)?;
        let exchanges = bench.operations(&mut checks)?;
        bench.unplug(card)?;
        table.push_str(&exchanges.rows(family.profile)?);
        let change = exchanges.change.context("no change of a PIN was counted")?;
        bench.lost_answer(&mut checks, change)?;
    }
    checks.about("all families");
    checks.check(
        "tests/operations.md shows the exchanges through pcscd",
        || holds(&workspace.path("tests/operations.md"), &table),
    )?;
    daemon.still_running()?;
    Ok(checks.tally())
}

const TABLE_HEAD: &str = "| family | operation | through pcscd |\n|---|---|---:|\n";

/// Exchanges that each operation took through the reader.
#[derive(Default)]
struct Exchanges {
    verify: Option<u64>,
    change: Option<u64>,
    unblock: Option<u64>,
    reset_first: Option<u64>,
}

impl Exchanges {
    fn rows(&self, profile: &str) -> Result<String> {
        let named = [
            ("verify", self.verify),
            ("change", self.change),
            ("unblock", self.unblock),
            ("unblock, reset first", self.reset_first),
        ];
        named
            .into_iter()
            .map(|(name, count)| {
                let count = count.with_context(|| format!("{profile}: {name} was not counted"))?;
                Ok(format!("| {profile} | {name} | {count} |\n"))
            })
            .collect()
    }
}

/// Compares the table in a document with what was measured; writes it with `UPDATE_DOCS=1`.
fn holds(document: &Path, table: &str) -> Result<()> {
    const BEGIN: &str = "<!-- table: pcscd -->\n";
    const END: &str = "<!-- end -->";
    let text = fs::read_to_string(document)?;
    let (before, rest) = text.split_once(BEGIN).context("the table is missing")?;
    let (held, after) = rest.split_once(END).context("the table has no end")?;
    if env::var_os("UPDATE_DOCS").is_some() {
        return Ok(fs::write(
            document,
            format!("{before}{BEGIN}{table}{END}{after}"),
        )?);
    }
    ensure!(
        held == table,
        "it is out of date; this was measured:\n{table}"
    );
    Ok(())
}

/// One family's card in the reader, and what is tried with it.
struct Bench<'a> {
    workspace: &'a Workspace,
    cie: &'a Cie<'a>,
    family: &'a Family,
    home: &'a Path,
}

impl Bench<'_> {
    /// Puts the card into the reader, with these further options.
    fn plug_in(&self, options: &[&str]) -> Result<Served> {
        let card = Served::plugged_in(self.cie, self.family.profile, VPCD, options, self.home)?;
        wait_for("pcscd to see the card", TOOL_LIMIT, || self.atr().ok())
            .with_context(|| complaints(self.home))?;
        Ok(card)
    }

    /// Takes the card out of the reader, and waits until pcscd has noticed.
    ///
    /// A card that went in the middle of an exchange is reported gone at once, and yet lost to
    /// pcscd for good if it is back before pcscd has looked again, which it does every 400 ms.
    fn unplug(&self, card: Served) -> Result<()> {
        drop(card);
        thread::sleep(Duration::from_millis(800));
        wait_for("pcscd to see the card go", TOOL_LIMIT, || {
            (self.holds_card().ok()? == "No").then_some(())
        })
    }

    /// What OpenSC's list of readers says of the card in ours: `Yes` or `No`.
    fn holds_card(&self) -> Result<String> {
        let mut tool = Command::new("opensc-tool");
        let list = process::finish(tool.arg("--list-readers"), "", TOOL_LIMIT)?.stdout;
        let line = list.lines().find(|line| line.ends_with(READER));
        let column = line.and_then(|line| line.split_whitespace().nth(1));
        column
            .map(str::to_owned)
            .with_context(|| format!("{READER} is not there: {list}"))
    }

    /// The ATR as OpenSC prints it; an error when there is no card in the reader.
    fn atr(&self) -> Result<String> {
        let mut tool = Command::new("opensc-tool");
        tool.args(["--reader", "0", "--atr"]);
        let finished = process::finish(&mut tool, "", TOOL_LIMIT)?;
        ensure!(
            finished.status.success(),
            "opensc-tool: {}",
            finished.stderr.trim_end()
        );
        Ok(finished.stdout.trim().to_owned())
    }

    /// Programs that know nothing of the simulator take the card for what it plays.
    fn foreign_tools(&self, checks: &mut Checks<'_>) -> Result<()> {
        let Family { atr, listed_as, .. } = self.family;
        checks.check("OpenSC prints the family's ATR", || {
            let found = self.atr()?;
            ensure!(found == *atr, "wanted {atr}, got {found}");
            Ok(())
        })?;
        checks.check("pcsc_scan names the card if its list has it", || {
            let mut scan = Command::new("pcsc_scan");
            // Without a home of its own it would read, and leave, files in ours.
            scan.args(["-t", "1"])
                .env("HOME", self.home)
                .env_remove("XDG_CACHE_HOME");
            let shown = self.workspace.finish(&mut scan, "", TOOL_LIMIT)?.stdout;
            let spaced = atr.replace(':', " ").to_uppercase();
            ensure!(shown.contains(&spaced), "the ATR is not there");
            if let Some(name) = listed_as {
                ensure!(
                    shown.contains(&format!("\t{name}")),
                    "it does not say '{name}'"
                );
            }
            Ok(())
        })
    }

    fn pin(&self, operation: &[&str], codes: &[&str]) -> Result<Answer> {
        let arguments = [&["pin"], operation, &["--reader", "pcsc"]].concat();
        self.cie.ask(&arguments, codes, self.home)
    }

    /// A PIN's life through the PC/SC reader, in an order in which each step needs the last.
    /// Returns how many exchanges each operation took.
    fn operations(&self, checks: &mut Checks<'_>) -> Result<Exchanges> {
        const WRONG: &str = "86421357";
        let (cie, home) = (self.cie, self.home);
        let mut exchanges = Exchanges::default();
        let counted = |answer: &Answer| answer.get("/exchanges").and_then(Value::as_u64);

        checks.check("`cie readers` shows the reader", || {
            let finished =
                self.workspace
                    .finish(&mut cie.command(&["readers"], home), "", TOOL_LIMIT)?;
            ensure!(finished.stdout.contains(READER), "got {}", finished.stdout);
            Ok(())
        })?;
        checks.check("info, in the one reader that holds a card", || {
            cie.ask(&["info"], &[], home)?.done().map(drop)
        })?;
        checks.check("info, in the reader of this name", || {
            let reader = format!("pcsc:{READER}");
            cie.ask(&["info", "--reader", &reader], &[], home)?
                .done()
                .map(drop)
        })?;
        checks.check(
            "a wrong PIN leaves two tries, the right one restores them",
            || {
                self.pin(&["verify"], &[WRONG])?
                    .refused("wrong_pin")?
                    .says("/error/tries_left", 2)?;
                let verify = self.pin(&["verify"], &[PIN])?.done()?;
                exchanges.verify = counted(&verify);
                verify.says("/tries_left", 3).map(drop)
            },
        )?;
        checks.check("a changed PIN is the only one that counts", || {
            let change = self.pin(&["change"], &[PIN, CHANGED])?.done()?;
            exchanges.change = counted(&change);
            self.pin(&["verify"], &[PIN])?.refused("wrong_pin")?;
            self.pin(&["verify"], &[CHANGED])?.done()?;
            Ok(())
        })?;
        checks.check("resolve with nothing open is done", || {
            let resolved = self.pin(&["resolve"], &[])?.done()?;
            resolved.says("/settlement", "nothing_pending").map(drop)
        })?;
        checks.check("the last try wants a word, then the PIN is blocked", || {
            self.pin(&["verify"], &[WRONG])?.refused("wrong_pin")?;
            self.pin(&["verify"], &[WRONG])?
                .refused("wrong_pin")?
                .says("/error/tries_left", 1)?;
            self.pin(&["verify"], &[WRONG])?.refused("last_try")?;
            self.pin(&["verify", "--allow-last-try"], &[WRONG])?
                .refused("pin_blocked")?;
            Ok(())
        })?;
        checks.check("the PUK unblocks, the counter reset first", || {
            let unblock = self
                .pin(&["unblock", "--reset-first"], &[PUK, CHANGED])?
                .done()?;
            exchanges.reset_first = counted(&unblock);
            self.pin(&["verify"], &[CHANGED])?.done().map(drop)
        })?;
        checks.check("the PUK unblocks and sets a new PIN", || {
            let unblock = self.pin(&["unblock"], &[PUK, UNBLOCKED])?.done()?;
            exchanges.unblock = counted(&unblock);
            self.pin(&["verify"], &[UNBLOCKED])?
                .done()?
                .says("/tries_left", 3)?;
            Ok(())
        })?;
        Ok(exchanges)
    }

    /// The card is taken away after it changed the PIN and before it says so; back in the reader,
    /// `resolve` finds out.
    fn lost_answer(&self, checks: &mut Checks<'_>, exchanges: u64) -> Result<()> {
        // The simulator counts from 0; the command that changes the PIN comes last.
        let fault = format!("drop-after={}", exchanges.saturating_sub(1));
        let card = self.plug_in(&["--fault", &fault])?;
        checks.check("taken away during a change, the outcome is unknown", || {
            self.pin(&["change"], &[UNBLOCKED, CHANGED])?
                .refused("outcome_unknown")
                .map(drop)
        })?;
        self.unplug(card)?;
        let card = self.plug_in(&[])?;
        let pending = |wanted: Value| -> Result<()> {
            let info = self
                .cie
                .ask(&["info", "--reader", "pcsc"], &[], self.home)?;
            info.done()?.says("/pending", wanted).map(drop)
        };
        checks.check("info tells of the change that is open", || {
            pending("change_pin".into())
        })?;
        checks.check("resolve finds that the new PIN counts", || {
            let resolved = self.pin(&["resolve"], &[CHANGED, UNBLOCKED])?.done()?;
            resolved.says("/settlement", "new_pin")?;
            self.pin(&["verify"], &[CHANGED])?
                .done()?
                .says("/tries_left", 3)?;
            pending(Value::Null)
        })?;
        self.unplug(card)
    }
}
