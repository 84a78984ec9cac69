//! Puts on the machine what the suites need: Debian packages, and only those that are missing.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// Something a suite needs beside the Rust toolchain.
pub(crate) struct Need {
    /// The Debian package that brings it.
    pub(crate) package: &'static str,
    presence: Presence,
}

/// How one sees that it is there. The thing itself is looked for where that can be done, because
/// it may have come another way than by the package.
enum Presence {
    /// A program of this name, in the search path or among the administrator's programs.
    Program(&'static str),
    /// A C library known to pkg-config.
    Library(&'static str),
    /// A file at this path.
    File(&'static str),
}

impl Need {
    pub(crate) const LIBEAC: Self = Self {
        package: "libeac-dev",
        presence: Presence::Library("libeac"),
    };
    pub(crate) const LIBSSL: Self = Self {
        package: "libssl-dev",
        presence: Presence::Library("libcrypto"),
    };
    pub(crate) const LIBPCSCLITE: Self = Self {
        package: "libpcsclite-dev",
        presence: Presence::Library("libpcsclite"),
    };
    pub(crate) const VPCD: Self = Self {
        package: "vsmartcard-vpcd",
        presence: Presence::File("/etc/reader.conf.d/vpcd"),
    };
    pub(crate) const DEBOOTSTRAP: Self = Self::program("debootstrap", "debootstrap");
    pub(crate) const AAPT2: Self = Self::program("aapt", "aapt2");
    pub(crate) const CHROMIUM: Self = Self::program("chromium", "chromium");
    pub(crate) const POPPLER: Self = Self::program("poppler-utils", "pdfinfo");
    /// Against which the rule of summer time is held.
    pub(crate) const TZDATA: Self = Self {
        package: "tzdata",
        presence: Presence::File("/usr/share/zoneinfo/Europe/Rome"),
    };
    pub(crate) const GCC: Self = Self::program("gcc", "cc");
    pub(crate) const GPP: Self = Self::program("g++", "c++");
    pub(crate) const IPROUTE2: Self = Self::program("iproute2", "ip");
    pub(crate) const JAVA: Self = Self::program("openjdk-17-jre-headless", "java");
    pub(crate) const JDK: Self = Self::program("openjdk-17-jdk-headless", "javac");
    pub(crate) const MAVEN: Self = Self::program("maven", "mvn");
    pub(crate) const NPM: Self = Self::program("npm", "npm");
    pub(crate) const PIP: Self = Self::program("python3-pip", "pip3");
    pub(crate) const OPENSC: Self = Self::program("opensc", "opensc-tool");
    pub(crate) const OPENJPEG: Self = Self::program("libopenjp2-tools", "opj_decompress");
    pub(crate) const OPENSSL: Self = Self::program("openssl", "openssl");
    pub(crate) const PCSCD: Self = Self::program("pcscd", "pcscd");
    pub(crate) const PCSC_TOOLS: Self = Self::program("pcsc-tools", "pcsc_scan");
    pub(crate) const PKG_CONFIG: Self = Self::program("pkg-config", "pkg-config");
    pub(crate) const UTIL_LINUX: Self = Self::program("util-linux", "unshare");

    const fn program(package: &'static str, name: &'static str) -> Self {
        Self {
            package,
            presence: Presence::Program(name),
        }
    }

    fn is_there(&self) -> bool {
        match self.presence {
            Presence::Program(name) => program_exists(name),
            Presence::File(path) => Path::new(path).is_file(),
            Presence::Library(name) => {
                succeeds(Command::new("pkg-config").args(["--exists", name]))
            }
        }
    }
}

/// Installs what is needed and the machine lacks, and says so.
///
/// # Errors
/// Where it cannot install (no apt, no right to), it names the packages and stops.
pub(crate) fn install<'a>(needs: impl Iterator<Item = &'a Need>) -> Result<()> {
    let missing: BTreeSet<_> = needs
        .filter(|need| !need.is_there())
        .map(|need| need.package)
        .collect();
    if missing.is_empty() {
        println!("set-up: nothing is missing");
        return Ok(());
    }
    let list = missing.iter().copied().collect::<Vec<_>>().join(" ");
    ensure!(
        program_exists("apt-get"),
        "this system has no apt-get; please install what these Debian packages bring: {list}"
    );
    println!("set-up: installing {list}");
    let install = |command: &mut Command| -> Result<()> {
        command
            .args(["install", "--no-install-recommends", "-y"])
            .args(&missing);
        quietly(command)
    };
    if install(&mut apt_get()).is_err() {
        // A fresh machine has no package lists yet, an old one has outdated ones.
        update_lists()?;
        install(&mut apt_get())
            .with_context(|| format!("please install these Debian packages yourself: {list}"))?;
    }
    Ok(())
}

/// Lets apt look at what its mirrors have.
pub(crate) fn update_lists() -> Result<()> {
    quietly(apt_get().arg("update"))
}

/// apt-get, through sudo for anyone who is not root.
fn apt_get() -> Command {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args([
            "--non-interactive",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
        ]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Runs it and shows what it printed only when it failed.
fn quietly(command: &mut Command) -> Result<()> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .context("cannot run apt-get")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(())
}

/// Whether we may do everything on this machine.
pub(crate) fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn succeeds(command: &mut Command) -> bool {
    let silent = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

fn program_exists(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([Path::new("/usr/sbin").into(), Path::new("/sbin").into()])
        .any(|directory| directory.join(name).is_file())
}
