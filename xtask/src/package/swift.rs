//! The Swift package as a dependency: sources, a manifest, and the native library. For Apple's systems that
//! is an XCFramework by URL and checksum; SwiftPM has nothing of the kind on Linux before version 6.2, so
//! there it is a library in the package itself.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use super::archive::{self, Files};
use super::maven::hex;
use crate::bindings::Bindings;
use crate::shipped::{self, Shipped};
use crate::swift_package::{self, MODULE};
use crate::workspace::Workspace;

/// The hand-written sources.
const SOURCES: &str = "ios/Sources/Cie";
/// What they lie beside there: of another run, and not of this one.
const GENERATED: &str = "Generated/";
/// Where the XCFrameworks will be, unless it is said.
const NOWHERE: &str = "https://example.invalid/cie";

/// What an app depends on.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Product {
    /// Its name, and that of its module.
    name: &'static str,
    /// The module of the native library.
    native: &'static str,
    /// What the native library is called for the linker.
    library: &'static str,
    features: &'static str,
}

const PRODUCTS: [Product; 2] = [
    Product {
        name: "Cie",
        native: MODULE,
        library: "cie_uniffi",
        features: "",
    },
    Product {
        name: "CieSimulator",
        native: "CieSimulatorFFIC",
        library: "cie_uniffi_simulator",
        features: "simulator",
    },
];

/// An XCFramework that is to be found at a place, unchanged.
struct Framework {
    url: String,
    checksum: String,
}

/// Makes the package; its folder. `url` is where the XCFrameworks will be: they lie beside it then.
///
/// # Errors
/// A build that fails.
pub(crate) fn package(workspace: &Workspace, url: Option<&str>) -> Result<PathBuf> {
    let folder = workspace.fresh_folder("package/swift")?;
    let package = folder.join("Cie");
    let shipped = Shipped::build(workspace, &[])?;
    // A library for trials, with the checks of a debug build.
    let simulator = Bindings::build(workspace)?;
    let mut frameworks = Vec::new();
    for product in PRODUCTS {
        let bindings = if product.features.is_empty() {
            &simulator.of(shipped.archive.clone())
        } else {
            &simulator
        };
        let generated = swift_package::generate(workspace, bindings)?;
        write_sources(workspace, product, &generated, &package)?;
        if cfg!(target_os = "macos") {
            let url = url.unwrap_or(NOWHERE);
            frameworks.push(framework(workspace, product, &folder, url)?);
        } else {
            let built = bindings.library().with_file_name("libcie_uniffi.a");
            let libraries = package.join("Libraries");
            fs::create_dir_all(&libraries)?;
            let library = libraries.join(format!("lib{}.a", product.library));
            shipped::strip_debug(workspace, &built, &library)?;
        }
    }
    fs::write(package.join("Package.swift"), manifest(&frameworks))?;
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(workspace.path(name), package.join(name))?;
    }
    Ok(package)
}

/// The sources of a product, with the generated ones and the header that they need.
fn write_sources(
    workspace: &Workspace,
    product: Product,
    generated: &Path,
    package: &Path,
) -> Result<()> {
    let mut files = Files::new();
    archive::collect(&mut files, &workspace.path(SOURCES), "")?;
    files.retain(|name, _| !name.starts_with(GENERATED));
    let own = package.join("Sources").join(product.name);
    let renamed = |name: &str| -> Result<Vec<u8>> {
        let text = fs::read_to_string(generated.join(name))?;
        Ok(text.replace(MODULE, product.native).into_bytes())
    };
    files.insert(format!("{GENERATED}CieFFI.swift"), renamed("CieFFI.swift")?);
    write_below(&own, &files)?;
    if cfg!(target_os = "macos") {
        return Ok(());
    }
    let headers = Files::from([
        (
            format!("{}.h", product.native),
            renamed(&format!("{MODULE}.h"))?,
        ),
        (
            "module.modulemap".into(),
            renamed(&format!("{MODULE}.modulemap"))?,
        ),
    ]);
    write_below(&package.join("Sources").join(product.native), &headers)
}

fn write_below(folder: &Path, files: &Files) -> Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// The XCFramework of a product, zipped as SwiftPM fetches it.
fn framework(
    workspace: &Workspace,
    product: Product,
    folder: &Path,
    url: &str,
) -> Result<Framework> {
    let name = format!("{}.xcframework", product.native);
    let made = folder.join(&name);
    swift_package::framework(workspace, product.features, product.native, &made)?;
    let mut files = Files::new();
    archive::collect(&mut files, &made, &format!("{name}/"))?;
    let zipped = folder.join(format!("{name}.zip"));
    archive::write(&zipped, &files)?;
    Ok(Framework {
        url: format!("{}/{name}.zip", url.trim_end_matches('/')),
        // What `swift package compute-checksum` says.
        checksum: hex(&Sha256::digest(fs::read(&zipped)?)),
    })
}

/// The manifest, for the system that it was made on. Without XCFrameworks it is one for Linux alone.
fn manifest(frameworks: &[Framework]) -> String {
    let mut text = String::from(
        "// swift-tools-version: 6.0
import PackageDescription

// Made by `cargo xtask package`. An app depends on one of the two products: the same library with the
// simulated card is for tests and trials, and never in an app beside the other.
",
    );
    if frameworks.is_empty() {
        text += "#if !os(Linux)
#error(\"This was packaged on Linux, which makes no XCFramework.\")
#endif
";
    }
    text += "
let package = Package(
    name: \"Cie\",
    defaultLocalization: \"en\",
    platforms: [.iOS(.v15)],
    products: [
";
    for Product { name, .. } in PRODUCTS {
        text += &format!("        .library(name: \"{name}\", targets: [\"{name}\"]),\n");
    }
    text += "    ],\n    targets: [\n";
    for (at, product) in PRODUCTS.iter().enumerate() {
        let Product {
            name,
            native,
            library,
            ..
        } = product;
        text += &match frameworks.get(at) {
            Some(Framework { url, checksum }) => format!(
                "        .binaryTarget(
            name: \"{native}\",
            url: \"{url}\",
            checksum: \"{checksum}\"
        ),
"
            ),
            None => format!("        .systemLibrary(name: \"{native}\"),\n"),
        };
        let linked = match frameworks.get(at) {
            Some(_) => String::new(),
            None => format!(
                ",
            linkerSettings: [
                .unsafeFlags([\"-L\\(Context.packageDirectory)/Libraries\"]),
                .linkedLibrary(\"{library}\"),
                .linkedLibrary(\"gcc_s\"),
            ]"
            ),
        };
        text += &format!(
            "        .target(
            name: \"{name}\",
            dependencies: [\"{native}\"],
            resources: [.copy(\"PrivacyInfo.xcprivacy\")]{linked}
        ),
"
        );
    }
    text + "    ],
    swiftLanguageModes: [.v6]
)
"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_frameworks_the_manifest_has_each_by_url_and_checksum_and_no_unsafe_flag() {
        let frameworks = ["a", "b"].map(|name| Framework {
            url: format!("https://example.org/{name}.xcframework.zip"),
            checksum: name.repeat(64),
        });
        let text = manifest(&frameworks);
        for Framework { url, checksum } in &frameworks {
            assert!(text.contains(&format!("url: \"{url}\"")), "{text}");
            assert!(
                text.contains(&format!("checksum: \"{checksum}\"")),
                "{text}"
            );
        }
        assert_eq!(text.matches(".binaryTarget(").count(), 2);
        // SwiftPM refuses a dependency by URL that has some.
        assert!(!text.contains("unsafeFlags"), "{text}");
        assert!(!text.contains("#error"), "{text}");
        assert!(text.contains(".library(name: \"CieSimulator\""), "{text}");
    }

    #[test]
    fn without_frameworks_the_manifest_says_that_it_is_for_linux_alone() {
        let text = manifest(&[]);
        assert!(text.contains("#error"), "{text}");
        assert!(!text.contains("binaryTarget"), "{text}");
    }
}
