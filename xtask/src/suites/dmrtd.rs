//! A foreign terminal for the travel document: the crate `dmrtd`, in a small program of ours that
//! is a workspace of its own, driven against simulated documents.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::checks::Checks;
use crate::process::Finished;
use crate::report::Tally;
use crate::travel_document::{self, Facts, Served};
use crate::workspace::Workspace;

/// Where our part of the peer is, and where it is built.
const OURS: &str = "tests/peers/dmrtd/Cargo.toml";
const BUILT: &str = "target/peers/dmrtd";

/// What opens the document: the number on it, and the three parts of its machine-readable zone.
const CAN: &str = "can:123456";
const WRONG_CAN: &str = "can:654321";
const MRZ: &str = "mrz:CA00000AA:19800101:20350101";
const BAC: &str = "bac:CA00000AA:19800101:20350101";
const WRONG_BAC: &str = "bac:CA00000AB:19800101:20350101";

/// Documents: a name, the settings (`cie_sim::DocumentOptions`), and the terminal's name for what
/// PACE agreed on. Between them every group and curve that both sides know, and every signature.
const DOCUMENTS: [(&str, &[&str], &str); 8] = [
    (
        "dh-0",
        &["pace=dh-gm-aes128-0"],
        "PACE Dh-Gm Aes S128, parameters 0",
    ),
    (
        "dh-1",
        &["pace=dh-gm-aes256-1", "signature=rsa-sha1"],
        "PACE Dh-Gm Aes S256, parameters 1",
    ),
    (
        "dh-2",
        &["pace=dh-gm-aes128-2"],
        "PACE Dh-Gm Aes S128, parameters 2",
    ),
    (
        "p256",
        &["pace=ecdh-gm-aes128-12", "signature=ecdsa-p256"],
        "PACE Ecdh-Gm Aes S128, parameters 12",
    ),
    (
        "bp256",
        &["pace=ecdh-gm-aes128-13", "kind=td2"],
        "PACE Ecdh-Gm Aes S128, parameters 13",
    ),
    (
        "p384",
        &["pace=ecdh-gm-aes192-15", "signature=pss-sha512"],
        "PACE Ecdh-Gm Aes S192, parameters 15",
    ),
    (
        "bp384",
        &[
            "pace=ecdh-gm-aes256-16",
            "signature=ecdsa-bp384",
            "kind=td3",
        ],
        "PACE Ecdh-Gm Aes S256, parameters 16",
    ),
    (
        "p521",
        &["pace=ecdh-gm-aes256-18", "signature=ecdsa-p521"],
        "PACE Ecdh-Gm Aes S256, parameters 18",
    ),
];

/// Builds the terminal and the card, and holds one against the other.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let peer = Peer::build(workspace)?;
    let mut checks = Checks::new(workspace);
    for (name, settings, pace) in DOCUMENTS {
        checks.about(name);
        let mut card = peer.serve(name, settings)?;
        checks.check("opened with the CAN, it is read and verified", || {
            let facts = peer.agree(&mut card, CAN, pace)?;
            is_the_document(&facts)?;
            facts.say("hashes", "[1, 2, 11, 12, 14]")?;
            facts.say("signer", "trusted")?;
            let [read, wanted] =
                ["read.jp2", "photo.jp2"].map(|it| fs::read(card.folder().join(it)));
            ensure!(read? == wanted?, "it is another photo");
            Ok(())
        })?;
        checks.check("PACE with the machine-readable zone reads it, too", || {
            is_the_document(&peer.agree(&mut card, MRZ, pace)?)
        })?;
        checks.check("a wrong CAN is refused with 6300", || {
            refused(&peer.read(&mut card, WRONG_CAN)?, "6300")
        })?;
    }
    checks.about("as issued");
    let mut card = peer.serve("issued", &[])?;
    checks.check("opened by BAC, it is read and verified", || {
        let facts = peer.read(&mut card, BAC)?;
        facts.say("access", "BAC")?;
        is_the_document(&facts)?;
        facts.say("signer", "trusted")
    })?;
    checks.check("BAC with another document number is refused", || {
        refused(&peer.read(&mut card, WRONG_BAC)?, "BAC")
    })?;
    checks.check(
        "the terminal refuses by itself the 3DES of an issued card's PACE",
        || refused(&peer.read(&mut card, CAN)?, "only AES cipher is supported"),
    )?;
    checks.about("active authentication");
    let settings = ["pace=ecdh-gm-aes128-13", "active-authentication=ecdsa"];
    let mut card = peer.serve("active", &settings)?;
    checks.check("the chip signs the challenge with the key of DG15", || {
        let facts = peer.read(&mut card, CAN)?;
        facts.say("hashes", "[1, 2, 11, 12, 14, 15]")?;
        facts.say("active", "verified")
    })?;
    checks.about("forged");
    let mut card = peer.serve("forged", &["pace=ecdh-gm-aes128-13", "signer=forged"])?;
    checks.check("a signer of nobody is not trusted", || {
        peer.read(&mut card, CAN)?.say("signer", "not trusted")
    })?;
    Ok(checks.tally())
}

/// What is in the files is what the simulated person's document says; and one bit of DG1 changed
/// is noticed.
fn is_the_document(facts: &Facts) -> Result<()> {
    for (name, wanted) in [
        ("surname", "PROVA"),
        ("given-names", "SIMULATA"),
        ("number", "CA00000AA"),
        ("birth", "1980-01-01"),
        ("expiry", "2035-01-01"),
        ("image", "Some(Jpeg2000)"),
        ("holder", "PROVA<<SIMULATA"),
        ("personal-number", "PRVSLT80A41Z999P"),
        ("birth-place", "PROVA<ZZ"),
        ("address", "VIA DELLA SIMULAZIONE 1<PROVA<ZZ"),
        ("authority", "COMUNE DI PROVA"),
        ("issue", "Some(2025-03-01)"),
        ("changed", "data group 1 does not match the value in EF.SOD"),
    ] {
        facts.say(name, wanted)?;
    }
    Ok(())
}

fn refused(facts: &Facts, why: &str) -> Result<()> {
    facts.say("access", "refused")?;
    let refusal = facts.get("refusal")?;
    ensure!(refusal.contains(why), "{refusal}");
    Ok(())
}

/// The built terminal.
struct Peer<'a> {
    workspace: &'a Workspace,
}

impl<'a> Peer<'a> {
    fn build(workspace: &'a Workspace) -> Result<Self> {
        travel_document::build(workspace)?;
        let mut cargo = workspace.cargo();
        cargo
            .args(["build", "--locked", "--manifest-path"])
            .arg(workspace.path(OURS))
            .arg("--target-dir")
            .arg(workspace.path(BUILT));
        workspace
            .run(&mut cargo)
            .context("the foreign terminal does not build")?;
        Ok(Self { workspace })
    }

    fn serve(&self, name: &str, settings: &[&str]) -> Result<Served> {
        Served::listening(self.workspace, &format!("dmrtd-{name}"), settings)
    }

    /// A tap that PACE of this kind opens. The terminal leaves the zeros out that its
    /// Diffie-Hellman secret begins with (dmrtd 0.3.5, `ephemeral_shared_seed`), where ICAO
    /// Doc 9303-11 section 9.4.1 keeps them: one tap in 256 then ends as with a wrong password,
    /// and is done again. Three such taps in a row do not happen by chance.
    fn agree(&self, card: &mut Served, access: &str, pace: &str) -> Result<Facts> {
        let mut facts = self.read(card, access)?;
        for _ in 0..2 {
            if !pace.starts_with("PACE Dh-") || refused(&facts, "6300").is_err() {
                break;
            }
            self.workspace
                .note("refused: a secret that begins with zero? The tap is done again.")?;
            facts = self.read(card, access)?;
        }
        facts.say("access", pace)?;
        Ok(facts)
    }

    /// One tap: access, every file, passive authentication.
    fn read(&self, card: &mut Served, access: &str) -> Result<Facts> {
        let program = self.workspace.path(BUILT).join("debug/dmrtd-peer");
        let mut peer = Command::new(program);
        peer.arg(card.port()).arg(card.folder()).arg(access);
        let limit = Duration::from_secs(60);
        let Finished { status, stdout, .. } = self.workspace.finish(&mut peer, "", limit)?;
        card.still_there()?;
        ensure!(status.success(), "it stopped ({status}); see the log");
        Ok(Facts::new(stdout))
    }
}
