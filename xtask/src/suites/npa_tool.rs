//! A foreign terminal for the travel document: OpenSC's `npa-tool`, of Debian 13, with that
//! system's pcscd and vsmartcard's vpcd, in namespaces of their own.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::card::{FAMILIES, Family, Served, complaints};
use crate::checks::Checks;
use crate::cie::Cie;
use crate::debian::{Debian, Release};
use crate::namespaces;
use crate::pcscd::{self, VPCD};
use crate::process::{Finished, wait_for};
use crate::report::Tally;
use crate::workspace::Workspace;

/// The suite's name, by which it also finds its own inner part.
pub(crate) const NAME: &str = "npa-tool";

const TOOL_LIMIT: Duration = Duration::from_secs(60);

/// What opens the simulated document.
const CAN: &str = "--can=123456";
const WRONG_CAN: &str = "--can=654321";
const MRZ_LINES: &str = "C<ITACA00000AA4<<<<<<<<<<<<<<<8001014F3501014ITA<<<<<<<<<<<4\
                         PROVA<<SIMULATA<<<<<<<<<<<<<<<";

/// The cipher suites that the terminal knows and whose commands it can send.
const SUITES: [&str; 7] = [
    "ecdh-gm-3des-12",
    "ecdh-gm-aes128-12",
    "ecdh-gm-aes128-13",
    "ecdh-gm-aes192-15",
    "ecdh-gm-aes256-15",
    "ecdh-gm-aes256-16",
    "ecdh-gm-aes256-18",
];

/// SELECT of the travel-document application, then READ BINARY of whole files by their short
/// identifiers (ICAO Doc 9303-10): DG1, DG11, DG12.
const READ_SHORT_FILES: &str = "00A4040C07A0000002471001\n00B0810000\n00B08B0000\n00B08C0000\n";

/// Makes the Debian 13, puts the terminal into it, and goes on in private namespaces.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let trixie = Debian::open(workspace, Release::Trixie)?;
    trixie.install(&["opensc", "pcscd", "vsmartcard-vpcd"])?;
    let cie = Cie::build(workspace, &[])?;
    namespaces::run(workspace, NAME, cie.program())
}

/// The part inside the namespaces: one daemon, and each document in turn in its reader.
pub(crate) fn inside(workspace: &Workspace, program: &str) -> Result<Tally> {
    let cie = Cie::at(workspace, program);
    let trixie = Debian::open(workspace, Release::Trixie)?;
    let home = workspace.fresh_folder("peers/npa-tool")?;
    let mut checks = Checks::new(workspace);
    checks.about("Debian 13");
    checks.check(
        "a program in it sees what is shared and leaves nothing mounted",
        || leaves_nothing(workspace, &trixie),
    )?;
    // The daemon's socket is in the namespaces' own /run.
    let mut pcscd = trixie.command(&[Path::new("/run")], "pcscd");
    pcscd.arg("--disable-polkit");
    let mut daemon = pcscd::start(workspace, pcscd)?;
    let bench = Bench {
        workspace,
        trixie: &trixie,
        cie: &cie,
        home: &home,
    };
    for suite in SUITES {
        checks.about(suite);
        let card = bench.plug_in(&format!("pace={suite}"))?;
        checks.check(
            "PACE with the CAN, then DG1, DG11 and DG12 are read",
            || bench.reads(CAN, "CAN"),
        )?;
        checks.check(
            "PACE with the MRZ, then DG1, DG11 and DG12 are read",
            || bench.reads(&format!("--mrz={MRZ_LINES}"), "MRZ"),
        )?;
        checks.check("a wrong CAN is refused at the token with 6300", || {
            bench.refuses_a_wrong_can()
        })?;
        bench.unplug(card)?;
    }
    checks.about("dh-gm-3des-2");
    let card = bench.plug_in("pace=dh-gm-3des-2")?;
    checks.check(
        "the terminal stops by itself before it sends its mapping key of 256 bytes",
        || bench.stops_at_long_commands(),
    )?;
    bench.unplug(card)?;
    daemon.still_running()?;
    Ok(checks.tally())
}

fn leaves_nothing(workspace: &Workspace, trixie: &Debian<'_>) -> Result<()> {
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

/// The reader, and what is tried with the document in it.
struct Bench<'a> {
    workspace: &'a Workspace,
    trixie: &'a Debian<'a>,
    cie: &'a Cie<'a>,
    home: &'a Path,
}

impl Bench<'_> {
    /// Puts a document with this setting into the reader.
    fn plug_in(&self, setting: &str) -> Result<Served> {
        let family: &Family = FAMILIES.first().context("there are families")?;
        let more = ["--document", setting];
        let card = Served::plugged_in(self.cie, family.profile, VPCD, &more, self.home)?;
        wait_for("pcscd to see the card", TOOL_LIMIT, || {
            self.finds_card().ok().filter(|found| *found)
        })
        .with_context(|| complaints(self.home))?;
        Ok(card)
    }

    /// Takes the card out of the reader, and waits until pcscd has noticed; it looks every 400 ms.
    fn unplug(&self, card: Served) -> Result<()> {
        drop(card);
        thread::sleep(Duration::from_millis(800));
        wait_for("pcscd to see the card go", TOOL_LIMIT, || {
            self.finds_card().ok().filter(|found| !*found)
        })
        .map(drop)
    }

    /// Whether there is a card in the reader.
    fn finds_card(&self) -> Result<bool> {
        let mut tool = self.command("opensc-tool");
        tool.args(["--reader", "0", "--atr"]);
        Ok(self
            .workspace
            .finish(&mut tool, "", TOOL_LIMIT)?
            .status
            .success())
    }

    fn command(&self, tool: &str) -> Command {
        self.trixie.command(&[Path::new("/run")], tool)
    }

    fn npa_tool(&self, options: &[&str], apdus: &str) -> Result<Finished> {
        let mut tool = self.command("npa-tool");
        tool.args(options);
        self.workspace.finish(&mut tool, apdus, TOOL_LIMIT)
    }

    /// PACE with this password, and three files through the channel it opened.
    fn reads(&self, password: &str, name: &str) -> Result<()> {
        let shown = self.npa_tool(&[password, "--translate=stdin"], READ_SHORT_FILES)?;
        let established = format!("Established PACE channel with {name}.");
        ensure!(shown.stdout.contains(&established), "no channel");
        let files = answers(&shown.stdout)?;
        let [_selected, dg1, dg11, dg12] = files.as_slice() else {
            anyhow::bail!("{} answers of 4", files.len());
        };
        let says = |file: &[u8], words: &[&str]| {
            let text = String::from_utf8_lossy(file).into_owned();
            for word in words {
                ensure!(text.contains(word), "it does not say {word}: {text:?}");
            }
            Ok(())
        };
        says(dg1, &[MRZ_LINES])?;
        says(
            dg11,
            &[
                "PROVA<<SIMULATA",
                "PRVSLT80A41Z999P",
                "DELLA SIMULAZIONE 1<PROVA<ZZ",
            ],
        )?;
        says(dg12, &["COMUNE DI PROVA", "20250301"])
    }

    fn refuses_a_wrong_can(&self) -> Result<()> {
        let shown = self.npa_tool(&[WRONG_CAN, DEBUG], "")?;
        ensure!(!shown.status.success(), "it took the CAN");
        let last = shown.stderr.rsplit("Incoming APDU").next();
        let status = last
            .and_then(|text| text.lines().nth(1))
            .unwrap_or_default();
        ensure!(status.starts_with("63 00"), "the last answer: {status}");
        Ok(())
    }

    /// The mapping key of a 2048-bit group makes a command of 264 bytes. `npa-tool` takes every
    /// card for one of no known kind, and to those OpenSC sends no extended length.
    fn stops_at_long_commands(&self) -> Result<()> {
        let shown = self.npa_tool(&[CAN, DEBUG], "")?;
        ensure!(!shown.status.success(), "it went through");
        for line in ["failed length check for short APDU", "p2=00 lc=264 "] {
            ensure!(shown.stderr.contains(line), "it does not say '{line}'");
        }
        // MSE SET, and the nonce; the third command never left.
        let sent = shown.stderr.matches("Outgoing APDU").count();
        let answered = shown.stderr.matches("Incoming APDU").count();
        ensure!(sent == answered, "{sent} sent, {answered} answered");
        Ok(())
    }
}

/// As much as it says of what it does, every APDU included.
const DEBUG: &str = "-vvvvvvvv";

/// The data of each answer that was protected, from what `--translate` prints; all must have
/// succeeded.
fn answers(shown: &str) -> Result<Vec<Vec<u8>>> {
    let mut parts = shown.split("Decrypted R-APDU sw1=");
    parts.next();
    parts
        .map(|part| {
            ensure!(part.starts_with("90 sw2=00"), "refused: {part}");
            let data = part
                .lines()
                .skip(2)
                .take_while(|line| !line.starts_with('='));
            let digits: String = data.flat_map(str::split_whitespace).collect();
            let bytes = digits.as_bytes().chunks(2).map(|pair| {
                let pair = std::str::from_utf8(pair)?;
                Ok(u8::from_str_radix(pair, 16)?)
            });
            bytes.collect()
        })
        .collect()
}
