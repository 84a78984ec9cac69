//! Tables in documents, produced by a run and held by it.

use std::{env, fs, path::Path};

/// Compares the part of `file` between `<!-- table: name -->` and
/// `<!-- end -->` with `table`. With `UPDATE_DOCS=1` in the environment the
/// file is written instead.
///
/// `file` is relative to the folder of this crate; `../README.md` is the
/// project's.
///
/// # Panics
/// When the part is missing or differs.
pub fn holds(file: &str, name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap();
    let begin = format!("<!-- table: {name} -->\n");
    let (before, rest) = text.split_once(&begin).unwrap();
    let (held, after) = rest.split_once("<!-- end -->").unwrap();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}{begin}{table}<!-- end -->{after}")).unwrap();
        return;
    }
    assert_eq!(
        held, table,
        "{file} is out of date: run with UPDATE_DOCS=1 and look at the difference"
    );
}
