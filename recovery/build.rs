//! Turns the rows of `knowledge/*.toml` into constant tables, or
//! says which row is broken.

#[path = "build/knowledge/mod.rs"]
mod knowledge;

use std::{env, fs, path::Path};

#[allow(clippy::print_stdout, reason = "cargo is spoken to like this")]
fn main() {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={}", knowledge::FOLDER);
    println!("cargo::rerun-if-changed={}", knowledge::SOURCES);
    if let Err(broken) = generate() {
        println!("cargo::error={broken}");
    }
}

fn generate() -> Result<(), String> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?;
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let files = knowledge::read(&Path::new(&root).join(knowledge::FOLDER))?;
    let names = knowledge::Names::read(&Path::new(&root).join(knowledge::SOURCES))?;
    let table = knowledge::compile(&files, names)?;
    fs::write(Path::new(&out).join("knowledge.rs"), table).map_err(|error| error.to_string())
}
