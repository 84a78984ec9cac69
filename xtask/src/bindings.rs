//! The library for apps, and the sources in another language that are generated from it.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::workspace::Workspace;

/// What the stripped library weighs at most, in bytes, on each target. docs/adr/0011-bindings.md tells
/// what was left out for it.
const BUDGET: u64 = 1_500_000;

/// The built library, and its generator.
pub(crate) struct Bindings<'a> {
    workspace: &'a Workspace,
}

impl<'a> Bindings<'a> {
    /// With the simulated card.
    pub(crate) fn build(workspace: &'a Workspace) -> Result<Self> {
        Self::build_with(workspace, "simulator")
    }

    /// The same with these features beside the generator.
    pub(crate) fn build_with(workspace: &'a Workspace, features: &str) -> Result<Self> {
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--package", "cie-uniffi", "--locked"]);
        workspace.run(cargo.args(["--features", &format!("bindgen,{features}")]))?;
        Ok(Self { workspace })
    }

    /// Where the library is.
    pub(crate) fn folder(&self) -> PathBuf {
        self.workspace.path("target/debug")
    }

    /// Writes the sources in `language` into a folder, in place of older ones.
    pub(crate) fn generate(&self, language: &str, folder: &Path) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        let mut generator = Command::new(self.folder().join("uniffi-bindgen"));
        generator
            .args(["generate", "--no-format", "--language", language])
            .arg("--out-dir")
            .arg(folder)
            .arg(
                self.folder()
                    .join(format!("{DLL_PREFIX}cie_uniffi{DLL_SUFFIX}")),
            )
            .current_dir(self.workspace.path(""));
        self.workspace.run(&mut generator)?;
        if language == "kotlin" {
            // What uniffi writes says of many declarations not that they are public, which they are.
            let file = folder.join("cie/sdk/cie_uniffi.kt");
            let implicit =
                r#""NO_EXPLICIT_VISIBILITY_IN_API_MODE", "NO_EXPLICIT_RETURN_TYPE_IN_API_MODE""#;
            let suppress = "@file:Suppress(";
            let source = fs::read_to_string(&file)?;
            fs::write(
                file,
                source.replacen(suppress, &format!("{suppress}{implicit}, "), 1),
            )?;
        }
        Ok(())
    }
}

/// Builds the library as it is shipped, and says what it weighs.
pub(crate) fn shipped_size(workspace: &Workspace) -> Result<String> {
    let size = build_shipped(workspace, &[])?;
    ensure!(
        size <= BUDGET,
        "the stripped library has {size} bytes, more than its budget of {BUDGET}"
    );
    Ok(format!(
        "stripped library: {} kB on {}, budget {} kB",
        size / 1000,
        std::env::consts::ARCH,
        BUDGET / 1000,
    ))
}

/// Builds the library as it is shipped, with these arguments more; its bytes.
pub(crate) fn build_shipped(workspace: &Workspace, more: &[&str]) -> Result<u64> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", "cie-uniffi", "--lib", "--locked"]);
    workspace.run(cargo.args(["--profile", "mobile"]).args(more))?;
    let library = workspace.path("target/mobile/libcie_uniffi.so");
    let library = fs::metadata(&library)
        .with_context(|| format!("cargo did not build {}", library.display()))?;
    Ok(library.len())
}
