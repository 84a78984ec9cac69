//! The library for apps, and the sources in another language that are generated from it.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;

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
        Ok(())
    }
}
