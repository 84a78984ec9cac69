//! Other systems, as far as a Debian can show them: the library for phones, linked against empty
//! stand-ins for their systems' libraries, and the command for Windows, run under Wine.
//!
//! Compilers, sources of the standard library and Wine come from Debian sid, which changes every
//! day, and no phone and no Windows takes part: what is printed here is evidence of its day
//! (docs/evidence.md), and not part of the normal run.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::checks::Checks;
use crate::cie::Cie;
use crate::debian::{Debian, Release};
use crate::report::Tally;
use crate::workspace::Workspace;

/// What `--only` takes.
pub(crate) const NAME: &str = "targets";

/// Debian packages of Debian sid.
const PACKAGES: [&str; 12] = [
    "ca-certificates",
    "cargo",
    "clang",
    "gcc",
    "gcc-mingw-w64-x86-64",
    "libc6-dev",
    "lld",
    "llvm",
    "rust-src",
    "rustc",
    "wine",
    "wine64",
];

/// Android's ABIs, as Android names them, and as Rust and Clang name the target.
const ANDROID: [(&str, &str, &str); 4] = [
    (
        "arm64-v8a",
        "aarch64-linux-android",
        "aarch64-linux-android23",
    ),
    (
        "armeabi-v7a",
        "armv7-linux-androideabi",
        "armv7a-linux-androideabi23",
    ),
    ("x86", "i686-linux-android", "i686-linux-android23"),
    ("x86_64", "x86_64-linux-android", "x86_64-linux-android23"),
];

/// What every library of Android is linked against.
const ANDROID_LIBRARIES: [&str; 5] = ["c", "dl", "log", "m", "unwind"];

/// Android 15 may have pages of this many bytes.
const ANDROID_PAGE: &str = "0x4000";

/// Of a phone, and of the simulator of a Mac.
const IOS: [&str; 2] = ["aarch64-apple-ios", "aarch64-apple-ios-sim"];

const WINDOWS: &str = "x86_64-pc-windows-gnu";

/// Whom this machine trusts, a company's own registry among them.
const CERTIFICATES: &str = "/etc/ssl/certs/ca-certificates.crt";

/// Wine sets up a whole Windows when it first starts.
const WINE_LIMIT: Duration = Duration::from_secs(300);

/// Builds for each target, and runs what can be run.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let sid = Debian::open(workspace, Release::Sid)?;
    sid.install(&PACKAGES)?;
    let targets = Targets::new(workspace, sid)?;
    let mut checks = Checks::new(workspace);
    let mut sizes = Vec::new();
    for (abi, target, clang) in ANDROID {
        checks.about(abi);
        checks.check("the library links for Android, for pages of 16 KB", || {
            sizes.push(targets.android(abi, target, clang)?);
            Ok(())
        })?;
    }
    for target in IOS {
        checks.about(target);
        checks.check("the library builds for iOS", || {
            sizes.push(targets.ios(target)?);
            Ok(())
        })?;
    }
    checks.about(WINDOWS);
    checks.check("the bindings pass the compiler", || {
        let more = ["--target", WINDOWS, "--package", "cie-uniffi"];
        targets.cargo("check", &more, &[]).map(drop)
    })?;
    checks.check("the command builds", || {
        let more = ["--target", WINDOWS, "--package", "cie-cli"];
        targets.cargo("build", &more, &[]).map(drop)
    })?;
    targets.windows(&mut checks)?;
    let mut tally = checks.tally();
    tally.notes.push(targets.compiler()?);
    tally.notes.extend(sizes);
    Ok(tally)
}

struct Targets<'a> {
    workspace: &'a Workspace,
    sid: Debian<'a>,
    /// Where everything is built, apart from what this machine's compiler builds.
    built: PathBuf,
    certificates: PathBuf,
    /// Whose crates are used again.
    cargo_home: PathBuf,
}

impl<'a> Targets<'a> {
    fn new(workspace: &'a Workspace, sid: Debian<'a>) -> Result<Self> {
        let home = || Some(PathBuf::from(env::var_os("HOME")?).join(".cargo"));
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(home)
            .context("neither CARGO_HOME nor HOME is set")?;
        let built = workspace.path("target/targets");
        fs::create_dir_all(&built)?;
        let certificates = built.join("certificates.pem");
        fs::copy(CERTIFICATES, &certificates).context(CERTIFICATES)?;
        Ok(Self {
            workspace,
            sid,
            built,
            certificates,
            cargo_home,
        })
    }

    /// A program of sid, in the work tree. Of cargo's home it sees the crates, and no credentials.
    fn command(&self, program: &str) -> Command {
        let root = self.workspace.path("");
        let registry = self.cargo_home.join("registry");
        let mut command = self.sid.command(&[&root, &registry], program);
        command.current_dir(root);
        command
    }

    fn compiler(&self) -> Result<String> {
        let version = self.workspace.run(self.command("rustc").arg("--version"))?;
        Ok(format!("with {}", version.trim()))
    }

    /// Cargo, with a standard library of its own: Debian has none for these targets, and to build
    /// one counts as unstable.
    fn cargo(&self, task: &str, more: &[&str], variables: &[(&str, &str)]) -> Result<String> {
        let mut cargo = self.command("cargo");
        cargo
            .args([task, "--locked", "--target-dir"])
            .arg(&self.built)
            .args(["-Z", "build-std=std,panic_abort,panic_unwind"])
            .args(more)
            .env("CARGO_HOME", &self.cargo_home)
            .env("CARGO_HTTP_CAINFO", &self.certificates)
            .env("CARGO_TERM_COLOR", "never")
            .env("RUSTC_BOOTSTRAP", "1")
            .envs(variables.iter().copied());
        self.workspace.run(&mut cargo)
    }

    /// The library as it is shipped; where it lies.
    fn shipped(
        &self,
        target: &str,
        kind: &str,
        variables: &[(&str, &str)],
        name: &str,
    ) -> Result<PathBuf> {
        let of_the_library = ["--package", "cie-uniffi", "--lib", "--profile", "mobile"];
        let more = [
            &of_the_library[..],
            &["--target", target, "--crate-type", kind],
        ]
        .concat();
        self.cargo("rustc", &more, variables)?;
        Ok(self.built.join(target).join("mobile").join(name))
    }

    fn android(&self, abi: &str, target: &str, clang: &str) -> Result<String> {
        let stand_ins = self.built.join("stand-ins").join(abi);
        fs::create_dir_all(&stand_ins)?;
        for library in ANDROID_LIBRARIES {
            let mut link = self.command("clang");
            link.arg(format!("--target={clang}"))
                .args(["-shared", "-nostdlib", "-fuse-ld=lld", "-x", "c"])
                .args(["/dev/null", "-o"])
                .arg(stand_ins.join(format!("lib{library}.so")));
            self.workspace.run(&mut link)?;
        }
        let linker = format!(
            "CARGO_TARGET_{}_LINKER",
            target.to_uppercase().replace('-', "_")
        );
        let flags = format!(
            "-Clink-arg=--target={clang} -Clink-arg=-fuse-ld=lld -Clink-arg=-nostdlib \
             -Lnative={}",
            stand_ins.display()
        );
        let variables = [(&*linker, "clang"), ("RUSTFLAGS", &*flags)];
        let library = self.shipped(target, "cdylib", &variables, "libcie_uniffi.so")?;
        let headers = self
            .workspace
            .run(self.command("llvm-readelf").arg("-lW").arg(&library))?;
        let loaded: Vec<_> = headers
            .lines()
            .filter(|line| line.trim_start().starts_with("LOAD"))
            .collect();
        let aligned = |line: &&str| line.trim_end().ends_with(ANDROID_PAGE);
        ensure!(
            !loaded.is_empty() && loaded.iter().all(aligned),
            "not for pages of 16 KB:\n{}",
            loaded.join("\n")
        );
        size(abi, &self.stripped("--strip-all", &library)?)
    }

    fn ios(&self, target: &str) -> Result<String> {
        let library = self.shipped(target, "staticlib", &[], "libcie_uniffi.a")?;
        size(target, &self.stripped("--strip-debug", &library)?)
    }

    /// What ships, without what only crash reports need; where it lies.
    fn stripped(&self, option: &str, library: &Path) -> Result<PathBuf> {
        let to = library.with_extension("stripped");
        let mut strip = self.command("llvm-strip");
        strip.args([option, "-o"]).arg(&to).arg(library);
        self.workspace.run(&mut strip)?;
        Ok(to)
    }

    /// What a person does first, and what the same says on this machine.
    fn windows(&self, checks: &mut Checks<'_>) -> Result<()> {
        let here = Cie::build(self.workspace, &[])?;
        let program = self.built.join(WINDOWS).join("debug/cie.exe");
        let there = Cie::at(self.workspace, &program.display().to_string());
        let folder = self.workspace.fresh_folder("targets/windows")?;
        let wine = || {
            let mut wine = self.command("wine");
            wine.arg(there.program())
                .env("WINEPREFIX", folder.join("prefix"))
                .env("WINEDEBUG", "-all")
                .env("HOME", &folder);
            wine
        };
        checks.check("it demonstrates an operation", || {
            let shown = self.workspace.finish(wine().arg("demo"), "", WINE_LIMIT)?;
            ensure!(shown.status.success(), "{}: {}", shown.status, shown.stderr);
            ensure!(!shown.stdout.trim().is_empty(), "the demo showed nothing");
            Ok(())
        })?;
        checks.check(
            "it remembers in the user's folder how a PIN was refused",
            || {
                for tries_left in [2, 1] {
                    let mut verify = wine();
                    verify.args(["pin", "verify", "--reader", "sim"]);
                    let answer = there.ask_through(verify, &["00000000"])?;
                    let left = answer
                        .refused("wrong_pin")?
                        .get("/error/tries_left")
                        .cloned();
                    ensure!(left == Some(tries_left.into()), "{left:?} tries left");
                }
                let profile = folder.join("prefix/drive_c/users");
                let found = walk(&profile)?
                    .into_iter()
                    .any(|path| path.ends_with("AppData/Local/cie/installation-key"));
                ensure!(found, "nothing is in AppData\\Local\\cie");
                Ok(())
            },
        )?;
        for (situation, lang) in [
            (
                "--card cie --pin forgotten --puk forgotten --requester holder --contacts given --nfc-phone yes",
                "it",
            ),
            (
                "--card ts-cns --pin blocked --puk forgotten --region Lombardia",
                "de",
            ),
        ] {
            let words = ["recover", "--lang", lang];
            let arguments: Vec<_> = words.into_iter().chain(situation.split(' ')).collect();
            checks.check("its advice is the same as on this machine", || {
                let plan = here.ask(&arguments, &[], &folder)?.done()?;
                let mut recover = wine();
                recover.args(&arguments);
                let same = there.ask_through(recover, &[])?.done()?;
                ensure!(plan.get("/plan").is_some(), "no plan");
                ensure!(plan.get("/plan") == same.get("/plan"), "another plan");
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// A line that says what a library weighs.
fn size(what: &str, library: &Path) -> Result<String> {
    let metadata = fs::metadata(library)
        .with_context(|| format!("cargo did not build {}", library.display()))?;
    Ok(format!("{what}: {} kB", metadata.len() / 1000))
}

/// Every file below a folder.
fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // Wine links to folders outside its own.
        if entry.file_type()?.is_dir() {
            files.extend(walk(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
