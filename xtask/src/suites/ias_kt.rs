//! A foreign IAS terminal: the class `Ias` of the npm package `@pagopa/react-native-cie`, compiled
//! here on a JVM with stand-ins for the few Android classes it uses, and driven against every
//! family of the simulated card.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::card::{COMMON_NAME, FAMILIES, Family, PIN, SERVICE_NUMBER, Served};
use crate::checks::Checks;
use crate::cie::Cie;
use crate::npm;
use crate::process::Finished;
use crate::report::Tally;
use crate::workspace::Workspace;

/// Where our part of the peer is, and where the fetched part goes.
const OURS: &str = "tests/peers/ias-kt";
const PEER: &str = "ias-kt";

/// What of the package is compiled, below [`SDK`].
const SDK: &str = "node_modules/@pagopa/react-native-cie/android/src/main/java/it/ipzs/cieidsdk";
const SOURCES: [&str; 7] = [
    "nfc/Ias.kt",
    "nfc/AppUtil.kt",
    "nfc/ApduResponse.kt",
    "nfc/Asn1Tag.kt",
    "nfc/algorithms",
    "nfc/extensions",
    "exceptions",
];

/// The compiler and what it needs to run, below `node_modules/kotlin-compiler/lib`.
const COMPILER: [&str; 7] = [
    "kotlin-compiler.jar",
    "kotlin-stdlib.jar",
    "kotlin-script-runtime.jar",
    "kotlin-reflect.jar",
    "kotlin-daemon-client.jar",
    "kotlinx-coroutines-core-jvm.jar",
    "annotations-13.0.jar",
];

/// A wrong PIN that a card has no reason to treat as special.
const WRONG_PIN: &str = "86421357";

/// What the terminal lets the card sign.
const MESSAGE: &str = "read and signed by a foreign terminal";

/// Fetches and compiles the terminal and holds it against each family.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let cie = Cie::build(workspace, &[])?;
    let terminal = Terminal::build(workspace)?;
    let mut checks = Checks::new(workspace);
    for family in &FAMILIES {
        let home = workspace.fresh_folder(&format!("peers/ias-kt-{}", family.profile))?;
        checks.about(family.profile);
        match terminal.session(&cie, family, &home) {
            Ok(facts) => judge(workspace, &mut checks, &facts, &home)?,
            Err(error) => checks.check("the session comes to its end", || Err(error))?,
        }
    }
    Ok(checks.tally())
}

/// Looks at what the terminal said; `home` is the folder of this card.
fn judge(workspace: &Workspace, checks: &mut Checks<'_>, facts: &Facts, home: &Path) -> Result<()> {
    let openssl = |arguments: &str| {
        let mut command = Command::new("openssl");
        workspace.run(command.args(arguments.split(' ')).current_dir(home))
    };
    checks.check("it sees two tries left after a wrong PIN", || {
        facts.say("wrong-pin", "2 left")
    })?;
    checks.check("its right PIN is accepted", || {
        facts.say("right-pin", "accepted")
    })?;
    checks.check("it reads the service number", || {
        let number = unhex(facts.get("service-number")?)?;
        ensure!(number == SERVICE_NUMBER.as_bytes(), "{facts:?}");
        Ok(())
    })?;
    checks.check("it reads the certificate of the holder", || {
        let certificate = unhex(facts.get("certificate")?)?;
        fs::write(home.join("certificate.der"), certificate)?;
        let text = openssl("x509 -inform DER -in certificate.der -noout -text")?;
        for wanted in [COMMON_NAME, "Public-Key: (2048 bit)"] {
            ensure!(text.contains(wanted), "'{wanted}' is not in it");
        }
        Ok(())
    })?;
    checks.check("the signature it gets fits the certificate", || {
        fs::write(home.join("signature"), unhex(facts.get("signature")?)?)?;
        fs::write(home.join("message"), MESSAGE)?;
        let key = openssl("x509 -inform DER -in certificate.der -noout -pubkey")?;
        fs::write(home.join("key.pem"), key)?;
        openssl("dgst -sha256 -verify key.pem -signature signature message").map(drop)
    })?;
    checks.check("wrong PINs count down from three again, then block", || {
        facts.say("wrong-pins", "2 left, 1 left, blocked")
    })
}

/// The compiled terminal.
struct Terminal<'a> {
    workspace: &'a Workspace,
    class_path: OsString,
}

impl<'a> Terminal<'a> {
    fn build(workspace: &'a Workspace) -> Result<Self> {
        let ours = workspace.path(OURS);
        let fetched = npm::fetch(workspace, PEER)?;
        let kotlin = fetched.join("node_modules/kotlin-compiler");
        let library = kotlin.join("lib");
        let jar = fetched.join("terminal.jar");
        let mut compiler = Command::new("java");
        compiler
            .arg("-cp")
            .arg(class_path(COMPILER.map(|name| library.join(name)))?)
            .arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler")
            .arg("-kotlin-home")
            .arg(&kotlin)
            .args(["-nowarn", "-no-reflect", "-d"])
            .arg(&jar)
            .arg(ours.join("src"))
            .args(SOURCES.map(|source| fetched.join(SDK).join(source)));
        workspace
            .run(&mut compiler)
            .context("the foreign terminal does not compile")?;
        let class_path = class_path([jar, library.join("kotlin-stdlib.jar")])?;
        Ok(Self {
            workspace,
            class_path,
        })
    }

    /// One card, one run of `Main.kt`: a wrong PIN, the right PIN, the certificate, a signature,
    /// and wrong PINs until the card is blocked.
    fn session(&self, cie: &Cie<'_>, family: &Family, home: &Path) -> Result<Facts> {
        let (mut card, port) = Served::listening(cie, family.profile, home)?;
        let mut java = Command::new("java");
        java.arg("-cp")
            .arg(&self.class_path)
            .arg("it.ipzs.cieidsdk.nfc.MainKt");
        java.args([port.to_string().as_str(), WRONG_PIN, PIN, MESSAGE]);
        let finished = self
            .workspace
            .finish(&mut java, "", Duration::from_secs(120))?;
        let Finished {
            status,
            stdout,
            stderr,
        } = finished;
        card.still_there()?;
        ensure!(
            status.success(),
            "it stopped ({status}): {}",
            stderr.trim_end()
        );
        Ok(Facts::read(&stdout))
    }
}

/// The lines "name value" that `Main.kt` printed.
#[derive(Debug)]
struct Facts(Vec<(String, String)>);

impl Facts {
    fn read(stdout: &str) -> Self {
        let pairs = stdout.lines().filter_map(|line| line.split_once(' '));
        Self(
            pairs
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    /// The value of this name is this one.
    fn say(&self, name: &str, wanted: &str) -> Result<()> {
        let found = self.get(name)?;
        ensure!(found == wanted, "{name}: wanted '{wanted}', got '{found}'");
        Ok(())
    }

    fn get(&self, name: &str) -> Result<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        let (_, value) = found.with_context(|| format!("it did not say '{name}': {self:?}"))?;
        Ok(value)
    }
}

fn class_path(jars: impl IntoIterator<Item = PathBuf>) -> Result<OsString> {
    std::env::join_paths(jars).context("a path with a colon in it cannot be on a class path")
}

fn unhex(text: &str) -> Result<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits
        .map(byte)
        .collect::<Option<_>>()
        .with_context(|| format!("not hexadecimal: {text}"))
}
