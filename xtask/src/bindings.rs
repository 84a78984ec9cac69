//! The library for apps, and the sources in another language that are generated from it.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;

/// Where a debug build lies.
const FOLDER: &str = "target/debug";

/// A built library, and the generator of what calls it.
pub(crate) struct Bindings<'a> {
    workspace: &'a Workspace,
    library: PathBuf,
}

impl<'a> Bindings<'a> {
    /// Builds the generator, and the library with the simulated card and the checks of a debug build.
    pub(crate) fn build(workspace: &'a Workspace) -> Result<Self> {
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--package", "cie-uniffi", "--locked"]);
        workspace.run(cargo.args(["--features", "bindgen,simulator"]))?;
        let name = format!("{DLL_PREFIX}cie_uniffi{DLL_SUFFIX}");
        Ok(Self {
            workspace,
            library: workspace.path(FOLDER).join(name),
        })
    }

    /// The same generator for another library: a static one where it was made small, since the linker
    /// takes out of the dynamic one what the generator reads.
    pub(crate) fn of(&self, library: PathBuf) -> Self {
        Self {
            workspace: self.workspace,
            library,
        }
    }

    /// The library.
    pub(crate) fn library(&self) -> &Path {
        &self.library
    }

    /// Where a debug build is, of the static library as well.
    pub(crate) fn folder(&self) -> PathBuf {
        self.workspace.path(FOLDER)
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
            .arg(&self.library)
            .current_dir(self.workspace.path(""));
        self.workspace.run(&mut generator)?;
        Ok(())
    }
}
