//! OpenSC with the simulated TS-CNS: pcscd and vpcd in namespaces of their own, the card in vpcd's
//! reader, and OpenSC's programs, whose driver for the Italian CNS was written for issued cards.
//!
//! The machine's own OpenSC 0.23 knows two of the card systems. Debian 13's 0.26 knows IDEMIA too.
//! No released OpenSC, and no other software that can be had here, knows ST 2022 over NFC.

mod ours;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::card::{CARD_SYSTEMS, CardSystem, Known, Served, complaints};
use crate::checks::Checks;
use crate::cie::Cie;
use crate::debian::{Debian, Release};
use crate::namespaces;
use crate::pcscd::{self, VPCD};
use crate::process::{Finished, Running, wait_for};
use crate::report::Tally;
use crate::workspace::Workspace;

/// The suite with the machine's own OpenSC.
pub(crate) const NAME: &str = "opensc";
/// The suite with that of Debian 13.
pub(crate) const NAME_13: &str = "opensc-13";

const TOOL_LIMIT: Duration = Duration::from_secs(60);

/// The codes that a simulated TS-CNS starts with (`cie_sim::cns::STANDARD_PIN`, `STANDARD_PUK`).
const PIN: &str = "24680";
const PUK: &str = "13572468";
/// PINs that the card is given: of the longest and of the shortest length.
const CHANGED: &str = "97531864";
const UNBLOCKED: &str = "31415";
const WRONG: &str = "86421";

/// What EF_DatiPersonali of the simulated holder says, and from it OpenSC's label.
const HOLDER: &str = "SIMULATA PROVA";
const FISCAL_CODE: &str = "PRVSLT80A41Z999P";

/// What is signed.
const MESSAGE: &str = "Nel mezzo del cammin di nostra vita\n";
/// The signatures of it that there are: each key has one.
const SIGNATURES: &str = include_str!("../../../../tests/vectors/ts-cns-signature.toml");

/// Builds the command and goes on in private namespaces, with the machine's OpenSC.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let cie = Cie::build(workspace, &["pcsc"])?;
    namespaces::run(workspace, NAME, cie.program())
}

/// The same with Debian 13's.
pub(crate) fn run_13(workspace: &Workspace) -> Result<Tally> {
    let trixie = Debian::open(workspace, Release::Trixie)?;
    trixie.install(&["opensc", "pcscd", "vsmartcard-vpcd"])?;
    let cie = Cie::build(workspace, &["pcsc"])?;
    namespaces::run(workspace, NAME_13, cie.program())
}

/// The part inside the namespaces, with the machine's OpenSC.
pub(crate) fn inside(workspace: &Workspace, program: &str) -> Result<Tally> {
    let cie = Cie::at(workspace, program);
    let daemon = pcscd::start(workspace, Command::new("/usr/sbin/pcscd"))?;
    let known = |system: &CardSystem| system.known_in_0_23;
    inside_with(workspace, &cie, &System::Machine, daemon, NAME, known)
}

/// The part inside the namespaces, with Debian 13's OpenSC.
pub(crate) fn inside_13(workspace: &Workspace, program: &str) -> Result<Tally> {
    let cie = Cie::at(workspace, program);
    let trixie = Debian::open(workspace, Release::Trixie)?;
    // The daemon's socket is in the namespaces' own /run.
    let mut pcscd = trixie.command(&[Path::new("/run")], "pcscd");
    pcscd.arg("--disable-polkit");
    let daemon = pcscd::start(workspace, pcscd)?;
    let known = |system: &CardSystem| system.known_in_0_26;
    inside_with(
        workspace,
        &cie,
        &System::Trixie(&trixie),
        daemon,
        NAME_13,
        known,
    )
}

fn inside_with(
    workspace: &Workspace,
    cie: &Cie<'_>,
    system: &System<'_>,
    mut daemon: Running,
    name: &str,
    known: impl Fn(&CardSystem) -> Known,
) -> Result<Tally> {
    let mut checks = Checks::new(workspace);
    for card_system in &CARD_SYSTEMS {
        let home = workspace.fresh_folder(&format!("peers/{name}-{}", card_system.profile))?;
        let bench = Bench {
            workspace,
            system,
            cie,
            card: card_system,
            home: &home,
        };
        checks.about(card_system.profile);
        bench.lost_answers(&mut checks)?;
        let card = bench.plug_in()?;
        checks.check("OpenSC prints the card system's ATR", || {
            bench.atr_is_known()
        })?;
        bench.our_operations(&mut checks)?;
        match known(card_system) {
            Known::Whole => {
                bench.recognition(&mut checks)?;
                bench.codes(&mut checks)?;
                bench.in_turn(&mut checks)?;
                bench.signature(&mut checks)?;
            }
            Known::ByAtr => checks.check(
                "this OpenSC reads the personal data and finds no certificate, PIN or key",
                || bench.has_no_key(),
            )?,
            Known::Not => checks.check("this OpenSC does not know the card system", || {
                bench.is_unknown()
            })?,
        }
        bench.unplug(card)?;
    }
    daemon.still_running()?;
    Ok(checks.tally())
}

/// Where OpenSC's programs run.
enum System<'a> {
    Machine,
    Trixie(&'a Debian<'a>),
}

/// One card in the reader, and what is tried with it.
struct Bench<'a> {
    workspace: &'a Workspace,
    system: &'a System<'a>,
    cie: &'a Cie<'a>,
    card: &'a CardSystem,
    home: &'a Path,
}

impl Bench<'_> {
    fn plug_in(&self) -> Result<Served> {
        let profile = self.card.profile;
        let card = Served::plugged_in(self.cie, profile, VPCD, &[], self.home)?;
        wait_for("pcscd to see the card", TOOL_LIMIT, || self.atr().ok())
            .with_context(|| complaints(self.home))?;
        Ok(card)
    }

    /// Takes the card out of the reader, and waits until pcscd has noticed; it looks every 400 ms.
    fn unplug(&self, card: Served) -> Result<()> {
        drop(card);
        thread::sleep(Duration::from_millis(800));
        wait_for("pcscd to see the card go", TOOL_LIMIT, || {
            self.atr().is_err().then_some(())
        })
    }

    /// One of OpenSC's programs. What it caches of a card, for good and under the card's number
    /// only, goes with the home of this card.
    fn tool(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = match self.system {
            System::Machine => Command::new(program),
            System::Trixie(trixie) => trixie.command(&[Path::new("/run"), self.home], program),
        };
        command
            .args(arguments)
            .env("HOME", self.home)
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            // Codes go through the environment: arguments are in the log.
            .envs([("PIN", PIN), ("PUK", PUK), ("WRONG", WRONG)])
            .envs([("CHANGED", CHANGED), ("UNBLOCKED", UNBLOCKED)]);
        command
    }

    fn finish(&self, program: &str, arguments: &[&str]) -> Result<Finished> {
        let mut command = self.tool(program, arguments);
        self.workspace.finish(&mut command, "", TOOL_LIMIT)
    }

    /// Its standard output, when it succeeds.
    fn output(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let finished = self.finish(program, arguments)?;
        ensure!(
            finished.status.success(),
            "{program} {arguments:?}: {}",
            finished.stderr.trim_end()
        );
        Ok(finished.stdout)
    }

    /// It fails, and says why with these words.
    fn refusal(&self, program: &str, arguments: &[&str], words: &str) -> Result<()> {
        let finished = self.finish(program, arguments)?;
        ensure!(
            !finished.status.success() && finished.stderr.contains(words),
            "{program} {arguments:?} ({}): wanted '{words}', got '{}'",
            finished.status,
            finished.stderr.trim_end()
        );
        Ok(())
    }

    fn atr(&self) -> Result<String> {
        let shown = self.output("opensc-tool", &["--reader", "0", "--atr"])?;
        Ok(shown.trim().to_owned())
    }

    fn atr_is_known(&self) -> Result<()> {
        let (wanted, found) = (self.card.atr, self.atr()?);
        ensure!(found == wanted, "wanted {wanted}, got {found}");
        Ok(())
    }

    fn has_no_key(&self) -> Result<()> {
        let dump = self.output("pkcs15-tool", &["--dump"])?;
        ensure!(dump.contains(HOLDER), "it does not say '{HOLDER}'");
        for words in ["PIN [", "Key [", "Certificate ["] {
            ensure!(!dump.contains(words), "it says '{words}'");
        }
        Ok(())
    }

    fn is_unknown(&self) -> Result<()> {
        self.refusal("pkcs15-tool", &["--dump"], "")?;
        let named = self.finish("opensc-tool", &["--name"])?;
        ensure!(!named.stdout.contains("CNS"), "it is {}", named.stdout);
        Ok(())
    }

    fn recognition(&self, checks: &mut Checks<'_>) -> Result<()> {
        checks.check("OpenSC takes the card for a CNS", || {
            let name = self.output("opensc-tool", &["--name"])?;
            ensure!(name.trim() == "CNS card", "it is '{}'", name.trim());
            Ok(())
        })?;
        checks.check(
            "its dump has holder, card number, PIN, PUK, key, certificate and personal data",
            || {
                let dump = self.output("pkcs15-tool", &["--dump"])?;
                let number = format!("Serial number  : {}", self.card.card_number);
                let key = format!("ModLength      : {}", self.card.modulus_bits);
                let certificate = format!("Path           : 3f00{}", self.card.certificate);
                let name = format!("CNS{}", self.card.key_id - 1);
                for words in [
                    &format!("PKCS#15 Card [{HOLDER}]"),
                    &number,
                    &format!("PIN [PIN {name}]"),
                    &format!("PIN [PUK {name}]"),
                    &format!("Private RSA Key [{name}]"),
                    &key,
                    &format!("X.509 Certificate [{name}]"),
                    &certificate,
                    "Data object 'EF_DatiPersonali'",
                    "Data (400 bytes): 30303030",
                ] {
                    ensure!(dump.contains(words), "it does not say '{words}'");
                }
                Ok(())
            },
        )?;
        checks.check(
            "openssl finds fiscal code and card number in the certificate that it reads",
            || {
                let path = self.certificate()?;
                let mut openssl = Command::new("openssl");
                openssl
                    .args(["x509", "-noout", "-subject", "-nameopt", "RFC2253", "-in"])
                    .arg(path);
                let subject = self.workspace.run(&mut openssl)?;
                let name = format!("CN={FISCAL_CODE}/{}.", self.card.card_number);
                ensure!(subject.contains(&name), "it is for {subject}");
                Ok(())
            },
        )
    }

    fn key_id(&self) -> String {
        format!("{:02}", self.card.key_id)
    }

    /// The certificate as OpenSC reads it, in PEM.
    fn certificate(&self) -> Result<PathBuf> {
        let path = self.home.join("certificate.pem");
        let shown = self.output("pkcs15-tool", &["--read-certificate", &self.key_id()])?;
        fs::write(&path, shown)?;
        Ok(path)
    }

    /// A PIN's life, in an order in which each step needs the last.
    fn codes(&self, checks: &mut Checks<'_>) -> Result<()> {
        const INCORRECT: &str = "PIN code or key incorrect";
        const BLOCKED: &str = "Authentication method blocked";
        let verify = |pin: &str| self.output("pkcs15-tool", &verifying(pin)).map(drop);
        let refuses = |pin: &str, words: &str| self.refusal("pkcs15-tool", &verifying(pin), words);

        checks.check("OpenSC verifies the PIN", || verify("env:PIN"))?;
        checks.check(
            "a wrong PIN costs one try on the card, the right one gives it back",
            || {
                refuses("env:WRONG", INCORRECT)?;
                self.tries_are(2, 3)?;
                verify("env:PIN")?;
                self.tries_are(3, 3)
            },
        )?;
        checks.check(
            "OpenSC changes the PIN, and then the new one counts",
            || {
                let change = [
                    "--change-pin",
                    "--pin",
                    "env:PIN",
                    "--new-pin",
                    "env:CHANGED",
                ];
                self.output("pkcs15-tool", &change)?;
                refuses("env:PIN", INCORRECT)?;
                self.tries_are(2, 3)?;
                verify("env:CHANGED")
            },
        )?;
        checks.check("three wrong PINs block the right one", || {
            for left in [2, 1, 0] {
                refuses("env:WRONG", "Operation failed")?;
                self.tries_are(left, 3)?;
            }
            refuses("env:CHANGED", BLOCKED)
        })?;
        let unblock = |puk| ["--unblock-pin", "--puk", puk, "--new-pin", "env:UNBLOCKED"];
        checks.check("a wrong PUK costs one of its own tries", || {
            // The PIN that was, as a PUK: eight digits.
            self.refusal("pkcs15-tool", &unblock("env:CHANGED"), "tries left: 2")?;
            self.tries_are(0, 2)
        })?;
        checks.check(
            "with the PUK, OpenSC unblocks the PIN and sets a new one",
            || {
                self.output("pkcs15-tool", &unblock("env:PUK"))?;
                self.tries_are(3, 3)?;
                verify("env:UNBLOCKED")?;
                refuses("env:CHANGED", INCORRECT)
            },
        )
    }

    /// The card's own books, which it keeps in its state file.
    fn tries_are(&self, pin: u8, puk: u8) -> Result<()> {
        let text = fs::read_to_string(self.home.join("card"))
            .context("the card has no state file: nothing changed on it yet")?;
        let left: Vec<_> = text
            .lines()
            .skip(1)
            .filter_map(|line| line.rsplit(' ').next())
            .collect();
        ensure!(
            left == [pin.to_string(), puk.to_string()],
            "tries left of PIN and PUK: {left:?}"
        );
        Ok(())
    }

    fn signature(&self, checks: &mut Checks<'_>) -> Result<()> {
        let file = |name: &str| self.home.join(name).display().to_string();
        let (message, signature, key) = (file("message"), file("signature"), file("key.pem"));
        fs::write(&message, MESSAGE)?;
        let id = self.key_id();
        let sign = |pin: &str| {
            let login: &[&str] = if pin.is_empty() {
                &[]
            } else {
                &["--login", "--pin", pin]
            };
            let words = ["--sign", "--mechanism", "SHA256-RSA-PKCS", "--id", &id];
            let files = ["--input-file", &message, "--output-file", &signature];
            self.finish("pkcs11-tool", &[login, &words, &files].concat())
        };
        let verify = || -> Result<bool> {
            let mut openssl = Command::new("openssl");
            openssl.args(["dgst", "-sha256", "-verify", &key]);
            openssl.args(["-signature", &signature, &message]);
            Ok(self.workspace.output(&mut openssl)?.status.success())
        };
        checks.check("without the PIN there is no signature", || {
            let finished = sign("")?;
            ensure!(!finished.status.success(), "it signed");
            Ok(())
        })?;
        checks.check(
            "OpenSC has the card sign, and openssl verifies it with the certificate's key",
            || {
                let finished = sign("env:UNBLOCKED")?;
                ensure!(finished.status.success(), "{}", finished.stderr.trim_end());
                let mut openssl = Command::new("openssl");
                openssl
                    .args(["x509", "-noout", "-pubkey", "-in"])
                    .arg(self.certificate()?);
                fs::write(&key, self.workspace.run(&mut openssl)?)?;
                ensure!(verify()?, "openssl does not verify it");
                let made: String = fs::read(&signature)?
                    .iter()
                    .map(|byte| format!("{byte:02X}"))
                    .collect();
                let known: String = SIGNATURES.split_whitespace().collect();
                ensure!(
                    known.contains(&format!("\"\"\"{made}\"\"\"")),
                    "it is not the one that our tests expect of our own"
                );
                fs::write(&message, "another message")?;
                ensure!(!verify()?, "openssl verifies it for another message");
                Ok(())
            },
        )
    }
}

fn verifying(pin: &str) -> [&str; 3] {
    ["--verify-pin", "--pin", pin]
}
