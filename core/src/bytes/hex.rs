//! Hexadecimal for identifiers and traces. Secrets never pass through here.

/// Upper-case hexadecimal of `bytes`, without separators.
#[must_use]
pub fn upper(bytes: &[u8]) -> String {
    base16ct::upper::encode_string(bytes)
}

/// Lower-case hexadecimal of `bytes`, without separators.
#[must_use]
pub fn lower(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

/// Bytes of a hexadecimal string in either case; `None` when it is not one.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    base16ct::mixed::decode_vec(text).ok()
}
