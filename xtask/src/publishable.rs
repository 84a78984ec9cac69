//! Whether the libraries can be published: each packs and builds from what it packs, and
//! none breaks its callers.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::workspace::Workspace;

/// The git revision whose public interfaces the present ones are held against.
const BASELINE: &str = "docs/api-baseline";

/// What compares them, and its version.
const CHECKER: &str = "cargo-semver-checks";
const CHECKER_VERSION: &str = "0.51.0";

/// Packs and builds every library, and compares its public interface with the baseline's. The
/// checker is installed below `target/` if it is not there: that takes a quarter of an hour,
/// so that no suite does it.
///
/// # Errors
/// A library that does not pack or build, or that breaks its callers without saying so by its
/// version.
pub(crate) fn check() -> Result<()> {
    let workspace = Workspace::open("publishable")?;
    let packages = published(&workspace)?;
    let packages: Vec<_> = packages
        .iter()
        .flat_map(|name| ["--package", name])
        .collect();
    workspace.run(
        workspace
            .cargo()
            .args(["package", "--allow-dirty", "--locked"])
            .args(&packages),
    )?;
    let tools = workspace.path("target/tools/semver");
    let checker = tools.join("bin").join(CHECKER);
    if !checker.exists() {
        workspace.run(
            workspace
                .cargo()
                .args(["install", CHECKER, "--version", CHECKER_VERSION, "--locked"])
                .arg("--root")
                .arg(&tools),
        )?;
    }
    let baseline =
        fs::read_to_string(workspace.path(BASELINE)).with_context(|| format!("no {BASELINE}"))?;
    let mut compare = std::process::Command::new(checker);
    compare
        .current_dir(workspace.path("."))
        .args(["semver-checks", "--baseline-rev", baseline.trim()])
        .args(&packages);
    let said = workspace.run(&mut compare)?;
    print!("{said}");
    Ok(())
}

/// The names of the crates that may be published: those whose manifest does not forbid it.
fn published(workspace: &Workspace) -> Result<Vec<String>> {
    let arguments = ["metadata", "--no-deps", "--format-version", "1", "--locked"];
    let metadata = workspace.run(workspace.cargo().args(arguments))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.context("no packages")?.iter();
    let allowed = packages.filter(|package| package.get("publish").is_some_and(Value::is_null));
    let names = allowed.filter_map(|package| package.get("name")?.as_str());
    Ok(names.map(str::to_owned).collect())
}
