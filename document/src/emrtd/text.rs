//! The text fields of DG11 and DG12.

use cie_core::extension::{
    harmless, hex,
    tlv::{Tlv, TlvError},
};

use super::mrz::Names;

/// UTF-8, as ICAO Doc 9303-10 section 4.7.11 asks; bytes that are not are
/// taken as ISO 8859-1, which older documents use.
pub(super) fn text(bytes: &[u8]) -> String {
    core::str::from_utf8(bytes).map_or_else(
        |_| harmless(&bytes.iter().copied().map(char::from).collect::<String>()),
        harmless,
    )
}

/// A date as it stands, whether it is a day or not: text, or packed decimal.
pub(super) fn date_as_written(bytes: &[u8]) -> String {
    match bytes {
        [_, _, _, _] => hex::upper(bytes),
        _ => text(bytes),
    }
}

/// A text of several lines: `<` stands between them.
pub(super) fn lines(bytes: &[u8]) -> Vec<String> {
    text(bytes)
        .split('<')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A name in the form of the machine-readable zone, but not cut short and
/// with every character.
pub(super) fn names(bytes: &[u8]) -> Names {
    Names {
        // The field has the length of the name, and so no room for fillers.
        may_be_truncated: false,
        ..Names::parse(&text(bytes))
    }
}

/// The values with `tag` inside a template that also counts them (tag `02`);
/// the count is not believed.
pub(super) fn list<'a>(template: &Tlv<'a>, tag: u32) -> Result<Vec<&'a [u8]>, TlvError> {
    template
        .children()
        .filter(|child| child.is_err() || child.is_ok_and(|child| child.tag == tag))
        .map(|child| Ok(child?.value))
        .collect()
}
