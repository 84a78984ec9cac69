//! A foreign terminal for the travel document: JMRTD, from Maven Central, in a small program of
//! ours, driven against simulated documents.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::checks::Checks;
use crate::process::Finished;
use crate::report::Tally;
use crate::travel_document::{self, Facts, Served};
use crate::workspace::Workspace;

/// Where our part of the peer is, and where it is built.
const OURS: &str = "tests/peers/jmrtd";
const BUILT: &str = "target/peers/jmrtd";

/// What opens the document: the number on it, and the three parts of its machine-readable zone.
const CAN: &str = "can:123456";
const WRONG_CAN: &str = "can:654321";
const MRZ: &str = "mrz:CA00000AA:800101:350101";
const BAC: &str = "bac:CA00000AA:800101:350101";

/// A document, as settings of `cie_sim::DocumentOptions`, and what JMRTD is to make of it.
struct Document {
    name: &'static str,
    settings: &'static [&'static str],
    /// Its name for what PACE agreed on.
    pace: &'static str,
    /// Its name for how the signed object was signed.
    signature: &'static str,
    /// Its name for the protocol of chip authentication.
    chip: &'static str,
    groups: &'static str,
    /// How many entries DG14 has.
    infos: &'static str,
    hashes: &'static str,
}

const DOCUMENTS: [Document; 2] = [
    Document {
        name: "dh",
        settings: &[],
        pace: "PACE DH-GM DESede 128, parameters 2",
        signature: "SSAwithRSA/PSS",
        chip: "id-CA-DH-3DES-CBC-CBC",
        groups: "[1, 2, 11, 12, 14]",
        infos: "4",
        hashes: "[1 same, 2 same, 11 same, 12 same, 14 same]",
    },
    Document {
        name: "ecdh",
        settings: &[
            "pace=ecdh-gm-aes128-13",
            "chip-authentication=ecdh-aes128-bp256",
            "active-authentication=ecdsa",
            "signature=ecdsa-p256",
        ],
        pace: "PACE ECDH-GM AES 128, parameters 13",
        signature: "SHA256withECDSA",
        chip: "id-CA-ECDH-AES-CBC-CMAC-128",
        groups: "[1, 2, 11, 12, 14, 15]",
        infos: "5",
        hashes: "[1 same, 2 same, 11 same, 12 same, 14 same, 15 same]",
    },
];

/// Documents of other kinds: a name, the settings, what PACE agrees on and how the signed object
/// was signed.
const OTHERS: [(&str, &[&str], &str, &str); 4] = [
    (
        "ecdh-im",
        &["pace=ecdh-im-aes256-12", "signature=pss-sha512"],
        "PACE ECDH-IM AES 256, parameters 12",
        "SSAwithRSA/PSS",
    ),
    (
        "ecdh-p521",
        &["pace=ecdh-gm-aes256-18", "signature=ecdsa-p521", "kind=td2"],
        "PACE ECDH-GM AES 256, parameters 18",
        "SHA512withECDSA",
    ),
    (
        "dh-im",
        &["pace=dh-im-aes256-1", "signature=rsa-sha1", "kind=td3"],
        "PACE DH-IM AES 256, parameters 1",
        "SHA1withRSA",
    ),
    (
        "ecdh-192",
        &["pace=ecdh-gm-aes192-15"],
        "PACE ECDH-GM AES 192, parameters 15",
        "SSAwithRSA/PSS",
    ),
];

/// Documents whose chip proves itself with PACE: a name, the settings, what PACE agrees on. Between
/// them every curve.
const MAPPED: [(&str, &[&str], &str); 5] = [
    (
        "cam-p256",
        &["pace=ecdh-cam-aes128-12", "signature=ecdsa-p256"],
        "PACE ECDH-CAM AES 128, parameters 12",
    ),
    (
        "cam-bp256",
        &["pace=ecdh-cam-aes128-13", "signature=pss-sha512"],
        "PACE ECDH-CAM AES 128, parameters 13",
    ),
    (
        "cam-p384",
        &["pace=ecdh-cam-aes192-15"],
        "PACE ECDH-CAM AES 192, parameters 15",
    ),
    (
        "cam-bp384",
        &["pace=ecdh-cam-aes256-16", "signature=ecdsa-bp384"],
        "PACE ECDH-CAM AES 256, parameters 16",
    ),
    (
        "cam-p521",
        &["pace=ecdh-cam-aes256-18", "signature=ecdsa-p521"],
        "PACE ECDH-CAM AES 256, parameters 18",
    ),
];

/// Builds the terminal and the card, and holds one against the other.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let peer = Peer::build(workspace)?;
    let mut checks = Checks::new(workspace);
    for document in &DOCUMENTS {
        checks.about(document.name);
        let mut card = peer.serve(document.name, document.settings)?;
        match peer.read(&mut card, CAN) {
            Ok(facts) => judge(&mut checks, document, &facts, card.folder())?,
            Err(error) => checks.check("the session with the CAN ends", || Err(error))?,
        }
        checks.check("PACE with the machine-readable zone reads it, too", || {
            let facts = peer.read(&mut card, MRZ)?;
            facts.say("access", document.pace)?;
            facts.say("hashes", document.hashes)
        })?;
        checks.check(
            "BAC, then chip authentication: everything is read again",
            || {
                let facts = peer.read(&mut card, BAC)?;
                facts.say("access", "BAC")?;
                facts.say("chip", document.chip)?;
                facts.say("hashes", document.hashes)
            },
        )?;
        checks.check("a wrong CAN is refused at the token with 6300", || {
            let facts = peer.read(&mut card, WRONG_CAN)?;
            facts.say("access", "refused")?;
            let refusal = facts.get("refusal")?;
            ensure!(refusal.contains("6300"), "{refusal}");
            Ok(())
        })?;
    }
    for (name, settings, pace, signature) in OTHERS {
        checks.about(name);
        let mut card = peer.serve(name, settings)?;
        checks.check("it is opened with the CAN, read and verified", || {
            let facts = peer.read(&mut card, CAN)?;
            facts.say("access", pace)?;
            facts.say("surname", "PROVA")?;
            facts.say("hashes", "[1 same, 2 same, 11 same, 12 same, 14 same]")?;
            facts.say("signature-algorithm", signature)?;
            facts.say("signature", "verified")?;
            facts.say("signer", "vouched for")
        })?;
    }
    for (name, settings, pace) in MAPPED {
        checks.about(name);
        let mut card = peer.serve(name, settings)?;
        checks.check("with PACE the chip proves its signed key", || {
            let facts = peer.read(&mut card, CAN)?;
            facts.say("access", pace)?;
            facts.say("card-security", "verified")?;
            facts.say("card-signer", "vouched for")?;
            facts.say("mapping", "verified")?;
            facts.say("surname", "PROVA")?;
            facts.say("signature", "verified")?;
            facts.say("hashes", "[1 same, 2 same, 11 same, 12 same, 14 same]")
        })?;
    }
    checks.about("copied");
    let settings = ["pace=ecdh-cam-aes128-13", "fault=other-chip-key"];
    let mut card = peer.serve("copied", &settings)?;
    checks.check(
        "a chip with another key than the signed one is found out",
        || {
            let facts = peer.read(&mut card, CAN)?;
            facts.say("card-security", "verified")?;
            facts.say("mapping", "another chip")
        },
    )?;
    checks.about("forged");
    // With ECDSA, so that impostor and country signer have keys of one kind.
    let mut card = peer.serve("forged", &["signature=ecdsa-p256", "signer=forged"])?;
    checks.check("a signer of nobody is not vouched for", || {
        let facts = peer.read(&mut card, CAN)?;
        facts.say("signature", "verified")?;
        facts.say("signer", "not vouched for")
    })?;
    Ok(checks.tally())
}

/// Looks at what the terminal read after PACE with the CAN.
fn judge(checks: &mut Checks<'_>, document: &Document, facts: &Facts, folder: &Path) -> Result<()> {
    checks.check("PACE with the CAN agrees on what was offered", || {
        facts.say("access", document.pace)
    })?;
    checks.check("chip authentication renews the channel", || {
        facts.say("chip", document.chip)
    })?;
    checks.check("every data group but the fingerprints is read", || {
        facts.say("groups", document.groups)
    })?;
    checks.check("DG1: the machine-readable zone", || {
        facts.say("surname", "PROVA")?;
        facts.say("given-names", "SIMULATA")?;
        facts.say("number", "CA00000AA")?;
        facts.say("dates", "800101 350101")?;
        let lines = [
            "C<ITACA00000AA4<<<<<<<<<<<<<<<",
            "8001014F3501014ITA<<<<<<<<<<<4",
            "PROVA<<SIMULATA<<<<<<<<<<<<<<<",
        ];
        facts.say("mrz", &lines.join("|"))
    })?;
    checks.check("DG2: the image, to the byte", || {
        facts.say("image", "1 image/jp2 11000")?;
        let [read, wanted] = ["read.jp2", "photo.jp2"].map(|name| fs::read(folder.join(name)));
        ensure!(read? == wanted?, "it is another image");
        Ok(())
    })?;
    checks.check("DG11: name, fiscal code, birth, address", || {
        facts.say("holder", "PROVA<<SIMULATA")?;
        facts.say("personal-number", "PRVSLT80A41Z999P")?;
        facts.say("birth-date", "19800101")?;
        facts.say("birth-place", "[PROVA, ZZ]")?;
        facts.say("address", "[VIA DELLA SIMULAZIONE 1, PROVA, ZZ]")
    })?;
    checks.check("DG12: authority and date of issue", || {
        facts.say("authority", "COMUNE DI PROVA")?;
        facts.say("issue", "20250301")
    })?;
    checks.check("DG14: it knows every entry", || {
        facts.say("dg14", document.infos)
    })?;
    checks.check("the data groups are those of the signed object", || {
        facts.say("hashes", document.hashes)
    })?;
    checks.check("the signature of the signed object verifies", || {
        facts.say("signature-algorithm", document.signature)?;
        facts.say("signature", "verified")
    })?;
    checks.check("the country signer vouches for the document signer", || {
        facts.say("signer", "vouched for")
    })?;
    if document.groups.contains("15") {
        checks.check("DG15: active authentication with its key", || {
            facts.say("dg15", "EC")?;
            facts.say("active", "verified")
        })?;
    }
    Ok(())
}

/// The built terminal, and the program that serves documents.
struct Peer<'a> {
    workspace: &'a Workspace,
}

impl<'a> Peer<'a> {
    fn build(workspace: &'a Workspace) -> Result<Self> {
        travel_document::build(workspace)?;
        let built = workspace.path(BUILT);
        fs::create_dir_all(&built)?;
        let mut maven = Command::new("mvn");
        maven
            .args(["-q", "-B", "package"])
            .arg(format!("-Dbuild.folder={}", built.display()))
            .current_dir(workspace.path(OURS));
        workspace
            .run(&mut maven)
            .context("the foreign terminal does not build")?;
        Ok(Self { workspace })
    }

    fn serve(&self, name: &str, settings: &[&str]) -> Result<Served> {
        Served::listening(self.workspace, &format!("jmrtd-{name}"), settings)
    }

    /// One tap: access, chip authentication, every file.
    fn read(&self, card: &mut Served, access: &str) -> Result<Facts> {
        let built = self.workspace.path(BUILT);
        let jars = [built.join("terminal.jar"), built.join("lib/*")];
        let mut java = Command::new("java");
        java.arg("-cp").arg(std::env::join_paths(jars)?);
        java.args(["peer.Main", card.port()]);
        java.arg(card.folder()).arg(access);
        let limit = Duration::from_secs(120);
        let Finished { status, stdout, .. } = self.workspace.finish(&mut java, "", limit)?;
        card.still_there()?;
        ensure!(status.success(), "it stopped ({status}); see the log");
        Ok(Facts::new(stdout))
    }
}
