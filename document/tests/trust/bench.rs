//! A folder in which `openssl` is called.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use tempfile::TempDir;

pub(crate) struct Bench {
    folder: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, content: &[u8]) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Runs `openssl` with the words of `arguments`; file names are relative
    /// to the folder. Must succeed.
    pub(crate) fn openssl(&self, arguments: &str) -> Vec<u8> {
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new("openssl")
            .args(arguments.split_whitespace())
            .current_dir(self.folder.path())
            .output()
            .expect("these tests need the openssl command (Debian package openssl)");
        let error = String::from_utf8_lossy(&stderr);
        assert!(status.success(), "openssl {arguments}: {error}");
        stdout
    }

    /// A certificate in PEM as DER.
    pub(crate) fn der(&self, pem: &str) -> Vec<u8> {
        self.openssl(&format!("x509 -in {pem} -outform DER"))
    }
}
