//! The library for Android as an AAR: a zip of a manifest, `classes.jar`, `R.txt`, the rules for R8 and the
//! native library of each ABI
//! (<https://developer.android.com/studio/projects/android-library#aar-contents>).

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use super::archive::{self, Files};
use crate::shipped;
use crate::workspace::Workspace;

/// What stands in for a library where there is no NDK.
const STAND_IN: &[u8] = b"not a library: packaged on a machine without Android's NDK\n";
/// What the manifest and the POM say then, and the version at its end.
pub(crate) const NOT_SHIPPABLE: &str = "not-shippable";

/// An ABI of Android, the target of Rust, the compiler of the NDK that links for it, and what an ELF
/// header calls the machine (`e_machine`).
const ABIS: [(&str, &str, &str, u16); 4] = [
    (
        "arm64-v8a",
        "aarch64-linux-android",
        "aarch64-linux-android",
        183,
    ),
    (
        "armeabi-v7a",
        "armv7-linux-androideabi",
        "armv7a-linux-androideabi",
        40,
    ),
    ("x86_64", "x86_64-linux-android", "x86_64-linux-android", 62),
    ("x86", "i686-linux-android", "i686-linux-android", 3),
];

/// The oldest API that the library is linked for; `android/sdk/build.gradle.kts` says the same.
const MIN_SDK: u32 = 24;

/// The native libraries by ABI: what ships, and the same with names and lines.
pub(crate) struct Libraries {
    stripped: Files,
    pub(crate) symbols: Files,
    pub(crate) shippable: bool,
}

impl Libraries {
    /// Builds them with the NDK that `ANDROID_NDK_HOME` names; without one, stand-ins.
    pub(crate) fn build(workspace: &Workspace) -> Result<Self> {
        let ndk = std::env::var_os("ANDROID_NDK_HOME").map(PathBuf::from);
        let mut libraries = Self {
            stripped: Files::new(),
            symbols: Files::new(),
            shippable: ndk.is_some(),
        };
        for (abi, target, compiler, _) in ABIS {
            let name = format!("{abi}/libcie_uniffi.so");
            let Some(ndk) = &ndk else {
                libraries.stripped.insert(name, STAND_IN.to_vec());
                continue;
            };
            let linker = compiler_of(ndk, compiler)?;
            let built = shipped::Shipped::build_for(workspace, target, &linker)?;
            let read = |path: &Path| std::fs::read(path).with_context(|| format!("{path:?}"));
            libraries
                .stripped
                .insert(name.clone(), read(&built.stripped)?);
            libraries.symbols.insert(name, read(&built.unstripped)?);
        }
        Ok(libraries)
    }
}

/// The NDK's compiler for a target, on whatever machine this is.
fn compiler_of(ndk: &Path, name: &str) -> Result<PathBuf> {
    let hosts = ndk.join("toolchains/llvm/prebuilt");
    let host = std::fs::read_dir(&hosts).with_context(|| format!("no {}", hosts.display()))?;
    let host = host.flatten().next().context("the NDK has no compiler")?;
    Ok(host.path().join(format!("bin/{name}{MIN_SDK}-clang")))
}

/// What an AAR is made of, beside the libraries.
pub(crate) struct Parts<'a> {
    pub(crate) package: &'a str,
    pub(crate) manifest: String,
    pub(crate) rules: String,
    pub(crate) classes: Files,
}

/// The files of the AAR. `scratch` is a folder for what is only in between.
pub(crate) fn files(parts: Parts<'_>, libraries: &Libraries, scratch: &Path) -> Result<Files> {
    let manifest = manifest(&parts, libraries.shippable)?;
    let metadata = "aarFormatVersion=1.0\naarMetadataVersion=1.0\nminCompileSdk=1\n";
    let mut files = Files::from([
        ("AndroidManifest.xml".into(), manifest.into_bytes()),
        (
            "classes.jar".into(),
            archive::nested(scratch, &parts.classes)?,
        ),
        // No resources.
        ("R.txt".into(), Vec::new()),
        ("proguard.txt".into(), parts.rules.into_bytes()),
        (
            "META-INF/com/android/build/gradle/aar-metadata.properties".into(),
            metadata.into(),
        ),
    ]);
    for (name, bytes) in &libraries.stripped {
        files.insert(format!("jni/{name}"), bytes.clone());
    }
    Ok(files)
}

/// The manifest as the Android plugin would write it: with the package and the oldest version, which the
/// build file has.
fn manifest(parts: &Parts<'_>, shippable: bool) -> Result<String> {
    let package = parts.package;
    let open = format!("<manifest package=\"{package}\" ");
    let mut end = format!("    <uses-sdk android:minSdkVersion=\"{MIN_SDK}\" />\n");
    if !shippable {
        end += &format!(
            "    <application>\n        <meta-data android:name=\"{package}.{NOT_SHIPPABLE}\" \
             android:value=\"true\" />\n    </application>\n"
        );
    }
    end += "</manifest>";
    let manifest = parts.manifest.replace("<manifest ", &open);
    let manifest = manifest.replace("</manifest>", &end);
    ensure!(
        manifest.contains(&open) && manifest.contains(&end),
        "the manifest of the SDK is not one that was thought of"
    );
    Ok(manifest)
}

/// Whether this AAR is whole, and may ship.
///
/// # Errors
/// Something is missing; a library is not one of its ABI, and it is not marked for that.
pub(crate) fn check(path: &Path, wants_shippable: bool) -> Result<()> {
    let files = archive::read(path)?;
    let text = |name: &str| -> Result<String> {
        let bytes = files
            .get(name)
            .with_context(|| format!("no {name} in the AAR"))?;
        Ok(String::from_utf8(bytes.clone())?)
    };
    let manifest = text("AndroidManifest.xml")?;
    ensure!(
        manifest.contains("android.permission.NFC") && manifest.contains("android:minSdkVersion"),
        "the manifest of the AAR lacks something"
    );
    ensure!(
        text("proguard.txt")?.contains("com.sun.jna"),
        "no rules for R8"
    );
    for name in ["R.txt", "classes.jar"] {
        ensure!(files.contains_key(name), "no {name} in the AAR");
    }
    let marked = manifest.contains(NOT_SHIPPABLE);
    for (abi, _, _, machine) in ABIS {
        let name = format!("jni/{abi}/libcie_uniffi.so");
        let library = files
            .get(&name)
            .with_context(|| format!("no {name} in the AAR"))?;
        ensure!(
            marked || is_library(library, machine),
            "{name} is not a library for it, and the AAR is not marked {NOT_SHIPPABLE}"
        );
    }
    ensure!(
        !(wants_shippable && marked),
        "{} has stand-ins for native libraries and must not ship: set ANDROID_NDK_HOME",
        path.display()
    );
    Ok(())
}

/// Whether this is an ELF file, little-endian, for this machine.
fn is_library(bytes: &[u8], machine: u16) -> bool {
    let little_endian = bytes.get(5) == Some(&1);
    bytes.starts_with(b"\x7FELF")
        && little_endian
        && bytes.get(18..20) == Some(machine.to_le_bytes().as_slice())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn made(libraries: &Libraries, name: &str) -> PathBuf {
        let workspace = Workspace::reopen("package-tests").unwrap();
        let folder = workspace.fresh_folder(&format!("tmp/aar-{name}")).unwrap();
        let source = |path: &str| std::fs::read_to_string(workspace.path(path)).unwrap();
        let parts = Parts {
            package: "org.example.cie",
            manifest: source("android/sdk/src/main/AndroidManifest.xml"),
            rules: source("android/sdk/consumer-rules.pro"),
            classes: Files::new(),
        };
        let files = files(parts, libraries, &folder).unwrap();
        let path = folder.join("made.aar");
        archive::write(&path, &files).unwrap();
        path
    }

    fn libraries(of: impl Fn(u16) -> Vec<u8>, shippable: bool) -> Libraries {
        let each = |(abi, _, _, machine): (&str, &str, &str, u16)| {
            (format!("{abi}/libcie_uniffi.so"), of(machine))
        };
        Libraries {
            stripped: ABIS.into_iter().map(each).collect(),
            symbols: Files::new(),
            shippable,
        }
    }

    /// The first bytes of an ELF file for this machine.
    fn header(machine: u16) -> Vec<u8> {
        let mut bytes = b"\x7FELF\x02\x01\x01".to_vec();
        bytes.resize(18, 0);
        bytes.extend(machine.to_le_bytes());
        bytes
    }

    #[test]
    fn an_aar_with_stand_ins_is_marked_and_must_not_ship() {
        let path = made(&libraries(|_| STAND_IN.to_vec(), false), "stand-ins");
        check(&path, false).unwrap();
        let refused = check(&path, true).unwrap_err().to_string();
        assert!(refused.contains("must not ship"), "{refused}");
    }

    #[test]
    fn a_library_for_another_machine_is_refused_unless_the_aar_is_marked() {
        check(&made(&libraries(header, true), "libraries"), true).unwrap();
        let one_for_all = libraries(|_| header(62), true);
        let refused = check(&made(&one_for_all, "one-for-all"), false).unwrap_err();
        assert!(refused.to_string().contains("arm64-v8a"), "{refused}");
        let unmarked = libraries(|_| STAND_IN.to_vec(), true);
        check(&made(&unmarked, "unmarked"), false).unwrap_err();
    }
}
