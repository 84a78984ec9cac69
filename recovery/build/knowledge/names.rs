//! The enumerations of the crate, with the names that rows use.
//!
//! They are read from the sources, so that there is no second list of them: a
//! variant is added where it is defined and nowhere else.

use std::{collections::BTreeMap, fs, path::Path};

/// The names of each enumeration that `named!` defines, in order.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<String, Vec<String>>);

impl Names {
    /// Looks through the sources below a folder.
    ///
    /// # Errors
    /// What cannot be read.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let mut names = Self::default();
        names.read_below(folder)?;
        Ok(names)
    }

    fn read_below(&mut self, folder: &Path) -> Result<(), String> {
        let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
        for entry in fs::read_dir(folder).map_err(|error| told(folder, error))? {
            let path = entry.map_err(|error| told(folder, error))?.path();
            if path.is_dir() {
                self.read_below(&path)?;
            } else if path.extension().is_some_and(|of| of == "rs") {
                let text = fs::read_to_string(&path).map_err(|error| told(&path, error))?;
                self.take(&text);
            }
        }
        Ok(())
    }

    /// `named! { pub enum Kind { Variant => "name", … } }`, with comments between.
    fn take(&mut self, source: &str) {
        for block in source.split("named! {\n").skip(1) {
            let (block, _) = block.split_once("\n}\n").unwrap_or((block, ""));
            let lines = block.lines().map(str::trim);
            let mut lines = lines.filter(|line| !line.starts_with("//"));
            let kind = lines.next().and_then(|line| line.strip_prefix("pub enum "));
            let Some(kind) = kind.and_then(|line| line.strip_suffix(" {")) else {
                continue;
            };
            let names = lines.filter_map(|line| {
                let (_, name) = line.split_once(" => \"")?;
                name.strip_suffix("\",").map(str::to_owned)
            });
            self.0.insert(kind.to_owned(), names.collect());
        }
    }

    /// Every name of a kind.
    pub(super) fn of(&self, kind: &str) -> &[String] {
        self.0.get(kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// Refuses a `value` of the field `what` that is not one of the names.
    pub(super) fn one(&self, what: &str, value: &str, kind: &str) -> Result<(), String> {
        let names = self.of(kind);
        if names.is_empty() {
            return Err(format!("there is no enumeration {kind} in the sources"));
        }
        if names.iter().any(|name| name == value) {
            Ok(())
        } else {
            let names = names.join(", ");
            Err(format!("{what} {value:?} is not one of {names}"))
        }
    }

    /// The same of several.
    pub(super) fn all<'a>(
        &self,
        what: &str,
        values: impl IntoIterator<Item = &'a String>,
        kind: &str,
    ) -> Result<(), String> {
        let mut values = values.into_iter();
        values.try_for_each(|value| self.one(what, value, kind))
    }
}
