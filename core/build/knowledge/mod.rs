//! The knowledge of `recovery`, from TOML to Rust. Used by `build.rs`, and by a
//! test that breaks rows and looks at what is said.

mod check;
mod emit;
mod hours;
mod rows;

use std::{fs, path::Path};

/// Where the rows are, from the crate's root.
pub(crate) const FOLDER: &str = "src/recovery/knowledge";

/// The files with rows, in order. The texts of each are asked of a language
/// together.
pub(crate) const FILES: [&str; 6] = [
    "sources",
    "cie",
    "ts_cns",
    "lombardia",
    "regions",
    "elsewhere",
];

/// A file of rows: its name without `.toml`, and what is in it.
pub(crate) type Text = (String, String);

/// Reads the files.
///
/// # Errors
/// The file that cannot be read.
pub(crate) fn read(folder: &Path) -> Result<Vec<Text>, String> {
    FILES
        .iter()
        .map(|name| {
            let path = folder.join(name).with_extension("toml");
            fs::read_to_string(&path)
                .map(|text| ((*name).to_owned(), text))
                .map_err(|error| format!("{}: {error}", path.display()))
        })
        .collect()
}

/// The Rust source of the tables.
///
/// # Errors
/// The first broken row: file, key, and what is wrong with it.
pub(crate) fn compile(files: &[Text]) -> Result<String, String> {
    let mut parsed = Vec::new();
    for (name, text) in files {
        let file = toml::from_str::<rows::File>(text)
            .map_err(|error| format!("{name}.toml: {}", error.to_string().trim_end()))?;
        parsed.push((name.clone(), file));
    }
    let all = check::check(parsed)?;
    Ok(emit::emit(&all))
}
