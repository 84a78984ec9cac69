//! A newer Debian beside the machine's own Debian 12, for what only the newer one has.
//!
//! It lies whole under `target/trixie` or `target/sid`, made by debootstrap. A program in it runs in mount and
//! process namespaces of its own: what it needs mounted is mounted there only and goes with it, so
//! that `rm -rf target` never reaches further than `target`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::process::shown;
use crate::setup::{self, is_root};
use crate::workspace::Workspace;

/// Longer than any download and unpacking takes; only a hang lasts longer.
const SETUP_LIMIT: Duration = Duration::from_secs(30 * 60);

/// Enters it, once in the namespaces.
const ENTER: &str = "xtask/src/enter-debian.sh";

/// Which one.
#[derive(Clone, Copy)]
pub(crate) enum Release {
    /// Debian 13.
    Trixie,
    /// Debian's unstable release, which changes every day: for nothing that every run needs.
    Sid,
}

impl Release {
    /// As Debian names it.
    const fn name(self) -> &'static str {
        match self {
            Self::Trixie => "trixie",
            Self::Sid => "sid",
        }
    }
}

/// Another Debian, ready for programs.
pub(crate) struct Debian<'a> {
    workspace: &'a Workspace,
    release: Release,
    root: PathBuf,
}

impl<'a> Debian<'a> {
    /// The one of this work tree, made first if there is none. A suite that uses it needs
    /// `Need::DEBOOTSTRAP` and `Need::UTIL_LINUX`.
    ///
    /// # Errors
    /// When we are not root, when apt knows no Debian mirror, or when debootstrap fails.
    pub(crate) fn open(workspace: &'a Workspace, release: Release) -> Result<Self> {
        ensure!(
            is_root(),
            "a newer Debian beside this system is set up and entered by root only; please run \
             `cargo xtask` as root for this suite"
        );
        let debian = Self {
            workspace,
            release,
            root: workspace.path("target").join(release.name()),
        };
        let _only_one = debian.lock()?;
        if !debian.root.exists() {
            debian.make()?;
        }
        Ok(debian)
    }

    /// Installs those of these packages that are missing, without what they merely recommend.
    pub(crate) fn install(&self, packages: &[&str]) -> Result<()> {
        let _only_one = self.lock()?;
        // Names are looked up as the machine does it today, not as on the day of the set-up.
        fs::copy("/etc/resolv.conf", self.root.join("etc/resolv.conf"))
            .context("the machine's /etc/resolv.conf")?;
        let missing = self.missing(packages)?;
        if missing.is_empty() {
            return Ok(());
        }
        // What an interrupted installation left unfinished.
        self.run(self.command(&[], "dpkg").args(["--configure", "-a"]))?;
        let install = || {
            let mut apt = self.apt_get();
            apt.args(["install", "--no-install-recommends", "-y"]);
            self.run(apt.args(&missing))
        };
        if install().is_err() {
            self.run(self.apt_get().arg("update"))?;
            install()?;
        }
        // The packages themselves, hundreds of megabytes, are not wanted a second time.
        self.run(self.apt_get().arg("clean"))
    }

    /// A command that runs in it, with these folders of the machine in the same places. It starts
    /// in the current folder where that is shared, else at the root. `/run` and `/tmp` are empty
    /// and its own, unless shared.
    pub(crate) fn command(&self, shared: &[&Path], program: &str) -> Command {
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "--pid", "--fork", "--kill-child"])
            .arg("sh")
            .args([&self.workspace.path(ENTER), &self.root])
            .args(shared)
            .args(["--", program])
            .env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin")
            .env("LANG", "C.UTF-8");
        command
    }

    fn apt_get(&self) -> Command {
        let mut command = self.command(&[], "apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        if let Some(proxy) = apt_proxy() {
            command.env("http_proxy", proxy);
        }
        command
    }

    /// Makes it under another name first, so that an interrupted set-up is not taken for a whole.
    fn make(&self) -> Result<()> {
        let mirror = debian_mirror()?;
        let unfinished = self.root.with_extension("unfinished");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        // In namespaces, since debootstrap mounts a /proc and leaves it when it is interrupted.
        let mut debootstrap = Command::new("unshare");
        debootstrap
            .args(["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"])
            .args(["debootstrap", "--variant=minbase", self.release.name()])
            .args([&unfinished, Path::new(&mirror)]);
        if let Some(proxy) = apt_proxy() {
            debootstrap.env("http_proxy", proxy);
        }
        self.run(&mut debootstrap)?;
        fs::rename(&unfinished, &self.root)?;
        Ok(())
    }

    /// Those of these packages that are not wholly installed in it.
    fn missing<'p>(&self, packages: &[&'p str]) -> Result<Vec<&'p str>> {
        let mut query = Command::new("dpkg-query");
        query
            .arg("--admindir")
            .arg(self.root.join("var/lib/dpkg"))
            .args(["--show", "--showformat", "${db:Status-Status} ${Package}\n"])
            .args(packages);
        // It ends with 1 when a package is not known; what is there it shows all the same.
        let shown = self.workspace.finish(&mut query, "", SETUP_LIMIT)?.stdout;
        let there: BTreeSet<_> = shown
            .lines()
            .filter_map(|line| line.strip_prefix("installed "))
            .collect();
        let missing = packages.iter().copied();
        Ok(missing.filter(|name| !there.contains(name)).collect())
    }

    /// Held while it is made or changed: two runs of this tool may want that at once.
    fn lock(&self) -> Result<File> {
        let file = File::create(self.root.with_extension("lock"))?;
        file.lock()?;
        Ok(file)
    }

    fn run(&self, command: &mut Command) -> Result<()> {
        let finished = self.workspace.finish(command, "", SETUP_LIMIT)?;
        ensure!(
            finished.status.success(),
            "failed ({}): {}; the log tells more",
            finished.status,
            shown(command)
        );
        Ok(())
    }
}

/// The mirror that this machine's apt takes Debian from.
fn debian_mirror() -> Result<String> {
    let find = || -> Result<Option<String>> {
        let mut apt = Command::new("apt-get");
        apt.args(["indextargets", "--format", "$(REPO_URI)"]);
        apt.args(["Identifier: Packages", "Origin: Debian", "Label: Debian"]);
        let output = apt.output().context("cannot run apt-get")?;
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().next().map(str::to_owned))
    };
    if let Some(mirror) = find()? {
        return Ok(mirror);
    }
    // Whose mirrors they are, apt knows only after it has looked.
    setup::update_lists()?;
    find()?.context("this machine's apt has no Debian mirror to take a newer Debian from")
}

/// The proxy that this machine's apt uses, if any.
fn apt_proxy() -> Option<String> {
    let mut config = Command::new("apt-config");
    let output = config.args(["dump", "--format", "%v", "Acquire::http::Proxy"]);
    let proxy = String::from_utf8(output.output().ok()?.stdout).ok()?;
    (!proxy.trim().is_empty()).then(|| proxy.trim().to_owned())
}
