//! The library as it is shipped, and the copy of it that has names and lines.

use std::env::consts::{ARCH, DLL_PREFIX, DLL_SUFFIX};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::workspace::Workspace;

/// What the whole library weighs at most when it is stripped, in bytes, on each target. It was 5 % less
/// when this was decided; docs/adr/0011-bindings.md has the rule for moving it.
pub(crate) const BUDGET: u64 = 2_040_000;

/// The library of one link.
pub(crate) struct Shipped {
    /// With names and lines, for whoever reads crash reports.
    pub(crate) unstripped: PathBuf,
    /// What an app carries.
    pub(crate) stripped: PathBuf,
    /// The same as a static library, with all its names.
    pub(crate) archive: PathBuf,
}

impl Shipped {
    /// Builds it for this machine, with these arguments more.
    pub(crate) fn build(workspace: &Workspace, more: &[&str]) -> Result<Self> {
        workspace.run(command(workspace)?.args(more))?;
        Self::of(workspace, "target/mobile")
    }

    /// Builds it for another target, with what links for that.
    pub(crate) fn build_for(workspace: &Workspace, target: &str, linker: &Path) -> Result<Self> {
        let variable = target.to_uppercase().replace('-', "_");
        let mut cargo = command(workspace)?;
        cargo.args(["--target", target]);
        cargo.env(format!("CARGO_TARGET_{variable}_LINKER"), linker);
        workspace.run(&mut cargo)?;
        Self::of(workspace, &format!("target/{target}/mobile"))
    }

    fn of(workspace: &Workspace, folder: &str) -> Result<Self> {
        let name = format!("{DLL_PREFIX}cie_uniffi{DLL_SUFFIX}");
        let folder = workspace.path(folder);
        let (unstripped, stripped) = (folder.join(&name), folder.join("stripped").join(&name));
        fs::create_dir_all(folder.join("stripped"))?;
        strip(workspace, &unstripped, &stripped)?;
        Ok(Self {
            archive: folder.join("libcie_uniffi.a"),
            unstripped,
            stripped,
        })
    }

    /// What an app carries, in bytes.
    pub(crate) fn size(&self) -> Result<u64> {
        let path = self.stripped.display();
        let library = fs::metadata(&self.stripped).with_context(|| format!("no {path}"))?;
        Ok(library.len())
    }
}

/// Leaves out of a library what only those need who look for faults in it.
pub(crate) fn strip(workspace: &Workspace, from: &Path, to: &Path) -> Result<()> {
    let mut strip = objcopy(workspace)?;
    workspace.run(strip.arg("--strip-all").args([from, to]))?;
    Ok(())
}

/// The same of a library that is yet to be linked, which needs its names for that.
pub(crate) fn strip_debug(workspace: &Workspace, from: &Path, to: &Path) -> Result<()> {
    let mut strip = objcopy(workspace)?;
    workspace.run(strip.arg("--strip-debug").args([from, to]))?;
    Ok(())
}

/// Builds the whole library as it is shipped, and says what it weighs.
pub(crate) fn size(workspace: &Workspace) -> Result<String> {
    let size = Shipped::build(workspace, &[])?.size()?;
    ensure!(
        size <= BUDGET,
        "the stripped library has {size} bytes, more than its budget of {BUDGET}"
    );
    let [size, budget] = [size, BUDGET].map(|bytes| bytes / 1000);
    Ok(format!(
        "stripped library: {size} kB on {ARCH}, budget {budget} kB"
    ))
}

/// The command that builds it, for this machine unless a target is added.
pub(crate) fn command(workspace: &Workspace) -> Result<Command> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", "cie-uniffi", "--lib", "--locked"]);
    cargo.args(["--profile", "mobile"]);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", without_builder(workspace)?);
    Ok(cargo)
}

/// Leaves the folders of whoever builds out of the names of source files, in the library and in what
/// is kept beside it.
fn without_builder(workspace: &Workspace) -> Result<OsString> {
    let mut flags = OsString::new();
    let mut rename = |from: &Path, to: &str| {
        if !flags.is_empty() {
            // The separator that cargo has for this variable.
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    };
    rename(&workspace.path(""), "");
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let sources = home.context("no home folder")?.join("registry/src");
    // One for each registry.
    for folder in fs::read_dir(&sources).into_iter().flatten() {
        rename(&folder?.path(), "");
    }
    Ok(flags)
}

/// The compiler's own tool, which knows the formats of all targets.
fn objcopy(workspace: &Workspace) -> Result<Command> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir"]);
    let folder = workspace
        .output(rustc.current_dir(workspace.path("")))?
        .stdout;
    // SYSROOT/lib/rustlib/TARGET/lib
    let folder = Path::new(folder.trim());
    let libraries = folder.ancestors().nth(3);
    let mut objcopy = Command::new(folder.with_file_name("bin").join("rust-objcopy"));
    objcopy.env("LD_LIBRARY_PATH", libraries.context("rustc has no folder")?);
    Ok(objcopy)
}
