//! The command `cie` as it is built.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// The program, built now if it was not before.
///
/// Cargo tells the path of a program only to the tests of its own package.
/// Here it is next to the folder of this test's program.
///
/// # Panics
/// When it cannot be built.
#[must_use]
pub fn cie() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let test = env::current_exe().unwrap();
        let folder = test.parent().and_then(Path::parent).unwrap();
        let target = folder.parent().unwrap();
        let profile = match folder.file_name().and_then(|name| name.to_str()) {
            Some("debug") => "dev",
            Some(name) => name,
            None => panic!("{} is not a folder of cargo's", folder.display()),
        };
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "cie-cli", "--bin", "cie"])
            .args(["--profile", profile, "--target-dir"])
            .arg(target)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .unwrap();
        assert!(built.success(), "cie cannot be built");
        folder
            .join("cie")
            .with_extension(env::consts::EXE_EXTENSION)
    })
}
