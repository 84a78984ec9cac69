//! Short texts by name.

use cie_core::{CardId, memory::MemoryError};
use zeroize::Zeroizing;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 40;

/// The name of the file that is locked, which no text has.
pub const LOCK: &str = "lock";

/// Keeps short texts by name, durably: a [`Folder`](crate::Folder), or what an
/// app has written itself.
///
/// A `put` that has returned outlives the process and a loss of power. Names
/// are those of [`is_name`].
pub trait Texts {
    /// The text of this name; `None` when there is none.
    ///
    /// # Errors
    /// [`MemoryError`]: what is there cannot be read, or is not text.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, MemoryError>;

    /// Keeps the text under this name, in place of an older one. An
    /// installation key that is there already may be kept instead, and this be
    /// an error.
    ///
    /// # Errors
    /// [`MemoryError`].
    fn put(&self, name: &str, text: &str) -> Result<(), MemoryError>;

    /// Forgets the text of this name, if there is one.
    ///
    /// # Errors
    /// [`MemoryError`].
    fn remove(&self, name: &str) -> Result<(), MemoryError>;

    /// The names of all texts, in any order. What [`is_name`] does not take may be among them, as
    /// the files that a crash has left.
    ///
    /// # Errors
    /// [`MemoryError`].
    fn names(&self) -> Result<Vec<String>, MemoryError>;

    /// What an error calls the text of this name.
    fn place(&self, name: &str) -> String {
        name.to_owned()
    }
}

/// Whether a text may have this name: lower-case letters, digits and hyphens,
/// 1 to [`LONGEST_NAME`] of them, and not [`LOCK`].
#[must_use]
pub fn is_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(allowed) && name != LOCK
}

/// The cards of which there is a record.
pub(crate) fn cards(texts: &impl Texts) -> Result<Vec<CardId>, MemoryError> {
    let names = texts.names()?;
    Ok(names
        .iter()
        .filter_map(|name| CardId::parse(name))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_lead_out_of_a_folder_nor_be_that_of_another_file() {
        for good in ["a", "installation-key", "0", &"a".repeat(LONGEST_NAME)] {
            assert!(is_name(good), "{good}");
        }
        for bad in [
            "",
            ".",
            "..",
            "../a",
            "a/b",
            "/a",
            "A",
            "a.new",
            "a b",
            "ä",
            "lock",
            "a\0",
            &"a".repeat(LONGEST_NAME + 1),
        ] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
