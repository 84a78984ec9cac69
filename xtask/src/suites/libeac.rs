//! A foreign card's side of PACE: libeac (OpenPACE), in a small C program that is compiled here,
//! against our terminal's side in the test program `pace_oracle`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::checks::Checks;
use crate::report::Tally;
use crate::workspace::Workspace;

/// Where the card's side is.
const OURS: &str = "tests/peers/libeac/card.c";

/// Identifiers of PACE are these and two bytes more: key agreement with mapping, and cipher (BSI
/// TR-03110-3 appendix A.1.1.1).
const ID_PACE: &str = "04007F0007020204";
const GENERIC: [(&str, &str, &[Group]); 2] = [("01", "DH-GM", &DH), ("02", "ECDH-GM", &ECDH)];
const INTEGRATED: [(&str, &str, &[Group]); 2] = [("03", "DH-IM", &DH), ("04", "ECDH-IM", &ECDH)];
const CIPHERS: [(&str, &str); 4] = [
    ("01", "3DES"),
    ("02", "AES-128"),
    ("03", "AES-192"),
    ("04", "AES-256"),
];

/// Number and name of standardised domain parameters (BSI TR-03110-3 appendix A.2.1.1).
type Group = (&'static str, &'static str);
const DH: [Group; 3] = [
    ("2", "2048-bit group with 256-bit subgroup"),
    ("0", "1024-bit group with 160-bit subgroup"),
    ("1", "2048-bit group with 224-bit subgroup"),
];
const ECDH: [Group; 5] = [
    ("12", "NIST P-256"),
    ("13", "brainpoolP256r1"),
    ("15", "NIST P-384"),
    ("16", "brainpoolP384r1"),
    ("18", "NIST P-521"),
];

/// What the C program says when libeac does not take the file that announces a protocol. Version
/// 1.1.2 takes none with integrated mapping and version 2 of PACE, the only one that documents
/// have (frankmorgner/openpace, src/pace_lib.c).
const NOT_OFFERED: &str = "libeac stopped at: EF.CardAccess";

/// Compiles the card's side, builds ours, and holds every protocol and group against it.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let oracle = Oracle::build(workspace)?;
    let mut checks = Checks::new(workspace);
    for (kind, name, groups) in GENERIC {
        for (cipher, cipher_name) in CIPHERS {
            let oid = format!("{ID_PACE}{kind}{cipher}");
            let subject = format!("{name}-{cipher_name}");
            for (position, (parameter, group)) in groups.iter().enumerate() {
                let ask = |password, wanted| oracle.expect(&oid, parameter, password, wanted);
                let sentence = |what: &str| format!("{subject}, {group}: {what}");
                checks.check(
                    &sentence("both ends take the CAN and open each other's messages"),
                    || ask("can", "agreed"),
                )?;
                // The password's part does not depend on the group.
                if position == 0 {
                    checks.check(&sentence("both ends take the MRZ"), || ask("mrz", "agreed"))?;
                    for password in ["wrong-can", "wrong-mrz"] {
                        checks.check(&sentence(&format!("a {password} is refused")), || {
                            ask(password, "wrong password")
                        })?;
                    }
                }
            }
        }
    }
    let mut left_out = Vec::new();
    for (kind, name, groups) in INTEGRATED {
        for (cipher, cipher_name) in CIPHERS {
            let oid = format!("{ID_PACE}{kind}{cipher}");
            for (parameter, group) in groups {
                let answer = oracle.ask(&oid, parameter, "can")?;
                if answer.contains(NOT_OFFERED) {
                    left_out.push(format!("{name}-{cipher_name}"));
                    break;
                }
                checks.check(&format!("{name}-{cipher_name}, {group}"), || {
                    agrees(&answer, "agreed")
                })?;
            }
        }
    }
    let mut tally = checks.tally();
    if !left_out.is_empty() {
        let list = left_out.join(", ");
        let note = format!("not compared, as libeac refuses it: {list}");
        tally.notes.push(note);
    }
    Ok(tally)
}

/// Both programs.
struct Oracle<'a> {
    workspace: &'a Workspace,
    terminal: PathBuf,
    card: PathBuf,
}

impl<'a> Oracle<'a> {
    fn build(workspace: &'a Workspace) -> Result<Self> {
        let folder = workspace.fresh_folder("peers/libeac")?;
        let card = folder.join("card");
        let source = workspace.path(OURS);
        workspace.run(&mut compiler(&source, &card))?;
        let arguments = "build --package cie-tests --bin pace_oracle --locked";
        workspace.run(workspace.cargo().args(arguments.split(' ')))?;
        let terminal = folder.join("pace_oracle");
        std::fs::copy(workspace.path("target/debug/pace_oracle"), &terminal)?;
        Ok(Self {
            workspace,
            terminal,
            card,
        })
    }

    /// What our terminal and, where it stopped, libeac said.
    fn ask(&self, oid: &str, parameter: &str, password: &str) -> Result<String> {
        let mut command = Command::new(&self.terminal);
        command.arg(&self.card).args([oid, parameter, password]);
        let limit = Duration::from_secs(60);
        let finished = self.workspace.finish(&mut command, "", limit)?;
        Ok(finished.stdout + &finished.stderr)
    }

    fn expect(&self, oid: &str, parameter: &str, password: &str, wanted: &str) -> Result<()> {
        agrees(&self.ask(oid, parameter, password)?, wanted)
    }
}

/// The first line is the outcome.
fn agrees(answer: &str, wanted: &str) -> Result<()> {
    ensure!(
        answer.lines().next() == Some(wanted),
        "wanted '{wanted}', got '{}'",
        answer.trim_end()
    );
    Ok(())
}

fn compiler(source: &Path, program: &Path) -> Command {
    let mut command = Command::new("cc");
    command
        .args(["-std=c11", "-Wall", "-Wextra", "-O1", "-o"])
        .args([program, source])
        .args(["-leac", "-lcrypto"]);
    command
}
