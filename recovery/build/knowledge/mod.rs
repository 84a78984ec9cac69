//! The knowledge of `recovery`, from TOML to Rust. Used by `build.rs`, and by a
//! test that breaks rows and looks at what is said.

mod check;
mod emit;
mod hours;
mod names;
mod place;
mod rows;
mod sentence;
mod source;
mod tables;
mod words;

use std::{fs, path::Path};

pub(crate) use self::names::Names;

/// Where the rows are, from the crate's root.
pub(crate) const FOLDER: &str = "knowledge";

/// Where the enumerations are, whose names rows use.
pub(crate) const SOURCES: &str = "src";

/// The folders with rows, in order; the last one with what is said besides.
pub(crate) const GROUPS: [&str; 6] = [
    "documents",
    "cie",
    "municipalities",
    "ts_cns",
    "regions",
    "words",
];

/// A file of rows: its group and name, `cie/paths`, and what is in it.
pub(crate) type Text = (String, String);

/// Reads the files, in the order of groups and names.
///
/// # Errors
/// The file or folder that cannot be read.
pub(crate) fn read(folder: &Path) -> Result<Vec<Text>, String> {
    let mut files = Vec::new();
    for group in GROUPS {
        let folder = folder.join(group);
        let told = |error: std::io::Error| format!("{}: {error}", folder.display());
        let mut paths = Vec::new();
        for entry in fs::read_dir(&folder).map_err(told)? {
            paths.push(entry.map_err(told)?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|of| of == "toml"));
        paths.sort();
        for path in paths {
            let text = fs::read_to_string(&path)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            files.push((format!("{group}/{name}"), text));
        }
    }
    Ok(files)
}

/// Rust sources.
pub(crate) struct Generated {
    /// The tables of rows, and every sentence.
    pub(crate) rows: String,
    /// The functions that say what is said besides.
    pub(crate) words: String,
}

/// The Rust source of the tables.
///
/// # Errors
/// The first broken row: file, key, and what is wrong with it.
pub(crate) fn compile(files: &[Text], names: Names) -> Result<Generated, String> {
    let mut parsed = Vec::new();
    let mut words = words::Words::default();
    for (name, text) in files {
        if name.starts_with("words/") {
            words
                .take(text)
                .map_err(|why| format!("{name}.toml: {why}"))?;
            continue;
        }
        let file = toml::from_str::<rows::File>(text)
            .map_err(|error| format!("{name}.toml: {}", error.to_string().trim_end()))?;
        parsed.push((name.clone(), file));
    }
    words.check(&names)?;
    let all = check::check(parsed, names)?;
    emit::emit(&all, &words)
}
