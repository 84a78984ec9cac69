//! Writes the Kotlin and Swift sources of the built library, and puts into the Kotlin what uniffi has no
//! setting for.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is put behind these places of the Kotlin source, each of which is there once.
const KOTLIN: [(&str, &str); 3] = [
    // uniffi says of many declarations not that they are public, which they are.
    (
        "@file:Suppress(",
        r#""NO_EXPLICIT_VISIBILITY_IN_API_MODE", "NO_EXPLICIT_RETURN_TYPE_IN_API_MODE", "#,
    ),
    // The library is used for the first time here, whatever it is used for, and told whom to call back.
    (
        "\ninternal object UniffiLib {\n    \n    // The Cleaner for the whole library\n    \
         internal val CLEANER: UniffiCleaner by lazy {\n        UniffiCleaner.create()\n    }\n    \n\n    \
         init {\n",
        "        OneClassLoader.begin()\n",
    ),
    // Whatever the library may call back goes through here.
    (
        "fun insert(obj: T): Long {\n",
        "        OneClassLoader.check()\n",
    ),
];

fn main() -> io::Result<()> {
    uniffi::uniffi_bindgen_main();
    let arguments: Vec<String> = env::args().collect();
    let value = |option: &str| {
        let at = arguments.iter().position(|argument| argument == option)?;
        arguments.get(at + 1)
    };
    match (value("--language").map(String::as_str), value("--out-dir")) {
        (Some("kotlin"), Some(folder)) => complete(Path::new(folder)),
        _ => Ok(()),
    }
}

/// Puts in what is missing in the Kotlin source below this folder.
fn complete(folder: &Path) -> io::Result<()> {
    let file = kotlin_source(folder)?;
    let mut source = fs::read_to_string(&file)?;
    for (place, missing) in KOTLIN {
        if source.matches(place).count() != 1 {
            return Err(io::Error::other(format!(
                "what uniffi writes has changed: not once in {}: {place}",
                file.display()
            )));
        }
        source = source.replacen(place, &format!("{place}{missing}"), 1);
    }
    fs::write(file, source)
}

/// The one file that uniffi has written, in the folders of its package.
fn kotlin_source(folder: &Path) -> io::Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            return kotlin_source(&path);
        }
        if path.extension().is_some_and(|extension| extension == "kt") {
            return Ok(path);
        }
    }
    Err(io::Error::new(
        io::ErrorKind::NotFound,
        format!("no Kotlin source in {}", folder.display()),
    ))
}
