//! What the Swift package in `ios/` needs of Rust: the generated sources, and on a Mac the library.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::bindings::Bindings;
use crate::shipped;
use crate::workspace::Workspace;

/// The oldest iOS that the library is for; `ios/Package.swift` says the same.
const OLDEST_IOS: &str = "15.0";

/// What the generated sources call the module of the native library (`uniffi/uniffi.toml`).
pub(crate) const MODULE: &str = "CieFFIC";

const DEVICE: &str = "aarch64-apple-ios";
/// The simulator of Xcode, on Macs of both kinds.
const SIMULATORS: [&str; 2] = ["aarch64-apple-ios-sim", "x86_64-apple-ios"];

/// The generated sources, in the places where `ios/Package.swift` wants them. What is unchanged is
/// not written, so that it is not compiled again.
pub(crate) fn write_sources(workspace: &Workspace, bindings: &Bindings<'_>) -> Result<()> {
    let generated = generate(workspace, bindings)?;
    let package = workspace.path("ios/Sources");
    let copies = [
        ("CieFFI.swift", "Cie/Generated/CieFFI.swift"),
        ("CieFFIC.h", "CieFFIC/CieFFIC.h"),
        ("CieFFIC.modulemap", "CieFFIC/module.modulemap"),
    ];
    for (from, to) in copies {
        copy_if_changed(&generated.join(from), &package.join(to))?;
    }
    Ok(())
}

/// Builds the XCFramework, with or without the simulated card, and writes the sources for it.
///
/// # Errors
/// On anything but a Mac with Xcode, whose tools make it.
pub(crate) fn for_development(simulator: bool) -> Result<()> {
    ensure!(
        cfg!(target_os = "macos"),
        "the XCFramework is made by Apple's tools; please run `cargo xtask package-ios` on a Mac \
         with Xcode"
    );
    let workspace = &Workspace::open("package-ios")?;
    let features = if simulator { "simulator" } else { "" };
    let to = workspace.path("ios/CieFFIC.xcframework");
    let generated = framework(workspace, features, MODULE, &to)?;
    copy_if_changed(
        &generated.join("CieFFI.swift"),
        &workspace.path("ios/Sources/Cie/Generated/CieFFI.swift"),
    )
}

/// Builds an XCFramework with these features, whose headers are a module of this name; where the sources
/// are that were generated for it, which name the module [`MODULE`].
pub(crate) fn framework(
    workspace: &Workspace,
    features: &str,
    module: &str,
    to: &Path,
) -> Result<PathBuf> {
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", DEVICE]).args(SIMULATORS);
    workspace.run(rustup.current_dir(workspace.path("")))?;
    for target in SIMULATORS.into_iter().chain([DEVICE]) {
        let mut cargo = shipped::command(workspace)?;
        cargo.args(["--target", target, "--features", features]);
        workspace.run(cargo.env("IPHONEOS_DEPLOYMENT_TARGET", OLDEST_IOS))?;
    }
    let built = |target: &str| workspace.path(&format!("target/{target}/mobile/libcie_uniffi.a"));
    let folder = workspace.fresh_folder("package-ios")?;
    // Xcode lays the libraries of all frameworks into one folder: a name of its own for each.
    let library = |kind: &str| folder.join(kind).join(format!("lib{module}.a"));
    for kind in ["device", "simulators"] {
        fs::create_dir_all(folder.join(kind))?;
    }
    fs::copy(built(DEVICE), library("device"))?;
    let mut lipo = Command::new("lipo");
    lipo.arg("-create")
        .args(SIMULATORS.map(built))
        .arg("-output")
        .arg(library("simulators"));
    workspace.run(&mut lipo)?;

    let bindings = Bindings::build(workspace)?.of(built(DEVICE));
    let generated = generate(workspace, &bindings)?;
    // And a folder of its own for the headers.
    let headers = folder.join("headers").join(module);
    fs::create_dir_all(&headers)?;
    for (from, to) in [
        (format!("{MODULE}.h"), format!("{module}.h")),
        (format!("{MODULE}.modulemap"), "module.modulemap".into()),
    ] {
        let text = fs::read_to_string(generated.join(from))?;
        fs::write(headers.join(to), text.replace(MODULE, module))?;
    }
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    let mut xcodebuild = Command::new("xcodebuild");
    xcodebuild.arg("-create-xcframework");
    for library in ["device", "simulators"].map(library) {
        xcodebuild
            .arg("-library")
            .arg(library)
            .arg("-headers")
            .arg(folder.join("headers"));
    }
    workspace.run(xcodebuild.arg("-output").arg(to))?;
    Ok(generated)
}

/// Generates the Swift sources and the header; their folder.
pub(crate) fn generate(workspace: &Workspace, bindings: &Bindings<'_>) -> Result<PathBuf> {
    let folder = workspace.path("target/swift/bindings");
    bindings.generate("swift", &folder)?;
    Ok(folder)
}

fn copy_if_changed(from: &Path, to: &Path) -> Result<()> {
    let new = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    if fs::read(to).is_ok_and(|old| old == new) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, new).with_context(|| format!("cannot write {}", to.display()))
}

#[cfg(all(test, not(target_os = "macos")))]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::for_development;

    #[test]
    fn without_a_mac_packaging_says_that_it_needs_one() {
        for simulator in [false, true] {
            let error = for_development(simulator).unwrap_err().to_string();
            assert!(error.contains("on a Mac with Xcode"), "{error}");
        }
    }
}
