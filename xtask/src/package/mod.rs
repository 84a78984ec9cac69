//! The artifacts that an app team adopts: a local Maven repository, and a Swift package.
//!
//! | artifact | what is in it |
//! |---|---|
//! | `cie-sdk-jvm` | the SDK without what is Android's, and the library of this machine |
//! | `cie-sdk-simulator` | the same classes and library, with the simulated card; in place of the former |
//! | `cie-sdk` | the AAR: the whole SDK, and the libraries of four ABIs |

mod aar;
mod archive;
mod kotlin;
mod maven;
mod scratch;
mod swift;

use std::env::consts::{ARCH, DLL_PREFIX, DLL_SUFFIX, OS};
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use self::archive::Files;
use self::kotlin::{Compiled, Variant, Versions};
use self::maven::{Artifact, Dependency, Repository};
pub(crate) use self::scratch::first_unblock;
pub(crate) use self::swift::package as swift;
use crate::bindings::Bindings;
use crate::shipped::{self, Shipped};
use crate::workspace::Workspace;

/// Where the coordinates are that the Gradle build has as well.
const COORDINATES: &str = "android/gradle.properties";

/// How many lines an app of a team may take for its first unblock.
pub(crate) const MOST_LINES: usize = 20;

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// The group of the Maven artifacts.
    pub(crate) group: Option<String>,
    /// The version of all.
    pub(crate) version: Option<String>,
    /// The package of the Kotlin classes.
    pub(crate) package: Option<String>,
    /// Where the XCFrameworks of the Swift package will be.
    pub(crate) url: Option<String>,
    /// Whether to refuse what cannot be shipped.
    pub(crate) shippable: bool,
}

/// Packages everything that this machine can, and says where it is.
///
/// # Errors
/// A build that fails; with `shippable`, an artifact that cannot be shipped.
pub(crate) fn run(options: &Options) -> Result<()> {
    let workspace = Workspace::open("package")?;
    println!("{}", maven(&workspace, options)?.display());
    let package = swift::package(&workspace, options.url.as_deref())?;
    println!("{}", package.display());
    Ok(())
}

/// The Maven repository; its folder.
pub(crate) fn maven(workspace: &Workspace, options: &Options) -> Result<PathBuf> {
    let defaults = fs::read_to_string(workspace.path(COORDINATES))?;
    let default = |key: &str| {
        let value = defaults.lines().find_map(|line| line.strip_prefix(key));
        value.with_context(|| format!("no {key} in {COORDINATES}"))
    };
    let group = options.group.as_deref();
    let group = group.map_or_else(|| default("cie.group="), Ok)?;
    let version = options.version.as_deref();
    let version = version.map_or_else(|| default("cie.version="), Ok)?;
    let package = options.package.as_deref().unwrap_or("cie.sdk");

    let versions = Versions::read(workspace)?;
    let shipped = Shipped::build(workspace, &[])?;
    // A library for trials, with the checks of a debug build.
    let simulator = Bindings::build(workspace)?;
    let shipping = simulator.of(shipped.archive.clone());
    let compiled = Compiled::make(workspace, package, &versions, |variant| match variant {
        Variant::Simulator => &simulator,
        Variant::Jvm | Variant::Android => &shipping,
    })?;
    let repository = Repository::new(workspace.fresh_folder("package/maven")?, group);
    let stripped = workspace.fresh_folder("package/simulator")?.join("library");
    shipped::strip(workspace, simulator.library(), &stripped)?;

    for (name, description, variant, library) in [
        (
            "cie-sdk-jvm",
            "PIN and identity of the Italian electronic identity card, for desktops and servers",
            Variant::Jvm,
            &shipped.stripped,
        ),
        (
            "cie-sdk-simulator",
            "The same with a simulated card, for tests: in place of cie-sdk-jvm, never beside it",
            Variant::Simulator,
            &stripped,
        ),
    ] {
        let mut files = compiled.classes(variant)?;
        files.insert(library_name(), fs::read(library)?);
        add_licences(workspace, &mut files)?;
        files.insert(
            "META-INF/MANIFEST.MF".into(),
            jar_manifest(name, version, package),
        );
        let symbols = Files::from([(library_name(), fs::read(&shipped.unstripped)?)]);
        let sources = compiled.sources(variant)?;
        let mut attached = vec![("sources", "jar", &sources)];
        if variant == Variant::Jvm {
            attached.push(("native-debug-symbols", "zip", &symbols));
        }
        repository.publish(&Artifact {
            name,
            version,
            packaging: "jar",
            description,
            dependencies: dependencies(&versions, false)?,
            files: &files,
            attached,
        })?;
    }
    let aar = publish_aar(
        workspace,
        &repository,
        &compiled,
        &versions,
        package,
        version,
    )?;
    aar::check(&aar, options.shippable)?;
    Ok(repository.folder().to_path_buf())
}

fn publish_aar(
    workspace: &Workspace,
    repository: &Repository,
    compiled: &Compiled,
    versions: &Versions,
    package: &str,
    version: &str,
) -> Result<PathBuf> {
    let read = |path: &str| fs::read_to_string(workspace.path(path));
    let libraries = aar::Libraries::build(workspace)?;
    let parts = aar::Parts {
        package,
        manifest: read("android/sdk/src/main/AndroidManifest.xml")?,
        rules: kotlin::renamed(&read("android/sdk/consumer-rules.pro")?, package),
        classes: compiled.classes(Variant::Android)?,
    };
    let scratch = workspace.fresh_folder("package/aar")?;
    let files = aar::files(parts, &libraries, &scratch)?;
    let sources = compiled.sources(Variant::Android)?;
    let mut attached = vec![("sources", "jar", &sources)];
    let (version, description) = if libraries.shippable {
        attached.push(("native-debug-symbols", "zip", &libraries.symbols));
        (
            version.to_owned(),
            "PIN and identity of the Italian electronic identity card, over NFC",
        )
    } else {
        let description = "Not shippable: stand-ins in place of the native libraries. PIN and identity of \
                           the Italian electronic identity card, over NFC";
        (format!("{version}-{}", aar::NOT_SHIPPABLE), description)
    };
    repository.publish(&Artifact {
        name: "cie-sdk",
        version: &version,
        packaging: "aar",
        description,
        dependencies: dependencies(versions, true)?,
        files: &files,
        attached,
    })
}

/// What the SDK needs, on Android or elsewhere.
fn dependencies(versions: &Versions, android: bool) -> Result<Vec<Dependency<'_>>> {
    let (coroutines, packaging) = if android {
        ("kotlinx-coroutines-android", Some("aar"))
    } else {
        ("kotlinx-coroutines-core-jvm", None)
    };
    Ok(vec![
        Dependency {
            coordinates: [
                "org.jetbrains.kotlin",
                "kotlin-stdlib",
                versions.of("kotlin")?,
            ],
            packaging: None,
            scope: "compile",
        },
        Dependency {
            coordinates: [
                "org.jetbrains.kotlinx",
                coroutines,
                versions.of("coroutines")?,
            ],
            packaging: None,
            scope: "compile",
        },
        Dependency {
            coordinates: ["net.java.dev.jna", "jna", versions.of("jna")?],
            packaging,
            scope: "runtime",
        },
    ])
}

/// Where JNA looks for the library of this machine in a jar (`com.sun.jna.Platform.RESOURCE_PREFIX`).
fn library_name() -> String {
    let system = if OS == "macos" { "darwin" } else { OS };
    let machine = if ARCH == "x86_64" { "x86-64" } else { ARCH };
    format!("{system}-{machine}/{DLL_PREFIX}cie_uniffi{DLL_SUFFIX}")
}

fn add_licences(workspace: &Workspace, files: &mut Files) -> Result<()> {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        files.insert(format!("META-INF/{name}"), fs::read(workspace.path(name))?);
    }
    Ok(())
}

/// Both jars are one module: a program with modules does not start with two of them.
fn jar_manifest(name: &str, version: &str, package: &str) -> Vec<u8> {
    format!(
        "Manifest-Version: 1.0\r\nImplementation-Title: {name}\r\n\
         Implementation-Version: {version}\r\nAutomatic-Module-Name: {package}\r\n\r\n"
    )
    .into_bytes()
}
