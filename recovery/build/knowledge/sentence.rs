//! Sentences, which stand beside what they say, in every language.

use miniz_oxide::deflate::compress_to_vec;

use super::rows::Said;

/// The fields of a row that are its sentence.
pub(super) const LANGUAGES: [&str; 3] = ["it", "en", "de"];

/// Refuses a sentence that a language lacks or that cannot be shown as it is.
pub(super) fn check(said: Said<'_>) -> Result<(), String> {
    for (language, text) in LANGUAGES.iter().zip(said) {
        let text = text.ok_or_else(|| format!("no sentence in `{language}`"))?;
        if text.is_empty() || text.trim() != text || text.contains('\n') {
            return Err(format!("`{language}` is not one clean line: {text:?}"));
        }
        if text.contains(['{', '}']) {
            return Err(format!(
                "`{language}` has a placeholder that nothing fills: {text:?}"
            ));
        }
    }
    Ok(())
}

/// Refuses a sentence where there must be none, since it says what `instead` says.
pub(super) fn none(said: Said<'_>, instead: &str) -> Result<(), String> {
    for (language, text) in LANGUAGES.iter().zip(said) {
        if text.is_some() {
            return Err(format!("`{language}` beside {instead}, which says it"));
        }
    }
    Ok(())
}

/// How hard the compressor tries, of 10.
const EFFORT: u8 = 10;

/// The sentences of each language as one string, compressed, and where each of them ends: a
/// table of references would be two words for each, and a relocation besides.
pub(super) fn pack(sentences: &[Said<'_>]) -> Result<String, String> {
    let mut languages = String::new();
    for (number, language) in LANGUAGES.iter().enumerate() {
        let mut text = String::new();
        let mut ends = Vec::new();
        for said in sentences {
            text += said.get(number).copied().flatten().unwrap_or_default();
            let end = u16::try_from(text.len());
            ends.push(end.map_err(|_| format!("`{language}` is too long for its offsets"))?);
        }
        let packed = compress_to_vec(text.as_bytes(), EFFORT);
        languages += &format!("    Packed::new(&{packed:?}, &{ends:?}),\n");
    }
    Ok(format!(
        "pub(super) static SENTENCES: [Packed; 3] = [\n{languages}];\n"
    ))
}
