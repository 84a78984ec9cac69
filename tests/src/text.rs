//! Secrets in the forms in which they get into text.

use crate::trial::{Needle, Needles, PIECE};

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Needles {
    /// The digits of a code as a person writes them, and as bytes.
    pub fn text_of_code(&mut self, name: &str, code: &str) {
        let spaced = |size: usize, separator: &str| {
            let characters: Vec<char> = code.chars().collect();
            let groups = characters.chunks(size);
            groups
                .map(|group| group.iter().collect())
                .collect::<Vec<String>>()
                .join(separator)
        };
        self.text(name, "digits", code.to_owned());
        self.text(name, "two halves", spaced(4, " "));
        self.text(name, "two halves, hyphen", spaced(4, "-"));
        self.text(name, "spaced digits", spaced(1, " "));
        self.text(name, "list of digits", spaced(1, ", "));
        self.text_of_bytes(name, code.as_bytes());
    }

    /// Bytes, in pieces, since half a key is too much already.
    pub fn text_of_bytes(&mut self, name: &str, secret: &[u8]) {
        for piece in secret.chunks(PIECE) {
            assert_eq!(piece.len(), PIECE, "{name}: less is found by chance");
            let join = |separator: &str, byte: &dyn Fn(&u8) -> String| {
                piece
                    .iter()
                    .map(byte)
                    .collect::<Vec<String>>()
                    .join(separator)
            };
            let (upper, lower) = (|b: &u8| format!("{b:02X}"), |b: &u8| format!("{b:02x}"));
            for separator in ["", " ", ":", ", "] {
                self.text(name, "hexadecimal", join(separator, &upper));
                self.text(name, "hexadecimal", join(separator, &lower));
            }
            self.text(name, "list", join(", ", &|byte| format!("{byte}")));
            self.text(name, "list", join(",", &|byte| format!("{byte}")));
            self.text(name, "lines", join(",\n    ", &|byte| format!("{byte}")));
            self.text(name, "list of 0x", join(", ", &|b| format!("0x{b:02x}")));
            self.text(name, "list of 0X", join(", ", &|b| format!("0x{b:02X}")));
            self.text(name, "list of {:x?}", join(", ", &|b| format!("{b:x}")));
            self.text(name, "list of {:X?}", join(", ", &|b| format!("{b:X}")));
            self.text(name, "escapes", join("", &|b| format!("\\x{b:02x}")));
            for before in 0..3 {
                let encoded = base64_inside(piece, before);
                let url = encoded.replace('+', "-").replace('/', "_");
                self.text(name, "base64", encoded);
                self.text(name, "base64url", url);
            }
            self.0.push(Needle {
                name: format!("{name} as it is"),
                bytes: piece.to_vec(),
            });
        }
    }

    fn text(&mut self, name: &str, form: &str, text: String) {
        self.0.push(Needle {
            name: format!("{name}, {form}"),
            bytes: text.into_bytes(),
        });
    }
}

/// The characters of base64 that depend on `bytes` alone, when `before` bytes
/// of something else stand before them.
fn base64_inside(bytes: &[u8], before: usize) -> String {
    let bits = |index: usize| {
        let byte = index / 8;
        let value = byte
            .checked_sub(before)
            .and_then(|byte| bytes.get(byte))
            .copied()
            .unwrap_or(0);
        value >> (7 - index % 8) & 1
    };
    let first = (before * 8).div_ceil(6);
    let end = (before + bytes.len()) * 8 / 6;
    (first..end)
        .map(|character| {
            let bits = (0..6).map(|bit| bits(character * 6 + bit));
            let value = bits.fold(0, |value, bit| value << 1 | usize::from(bit));
            char::from(BASE64.get(value).copied().unwrap_or(b'='))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::find;

    #[test]
    fn base64_is_recognised_at_every_alignment() {
        // RFC 4648, section 10: "foobar" is Zm9vYmFy.
        assert_eq!(base64_inside(b"foobar", 0), "Zm9vYmFy");
        assert_eq!(base64_inside(b"oobar", 1), "9vYmFy");
        assert_eq!(base64_inside(b"obar", 2), "vYmFy");
        assert_eq!(base64_inside(b"fooba", 0), "Zm9vYm");
    }

    #[test]
    fn a_secret_that_was_let_slip_is_found_in_every_form() {
        let (pin, key) = ("59274813", *b"\x00\x9aKEY\xffke");
        let mut needles = Needles::default();
        needles.text_of_code("PIN", pin);
        needles.text_of_bytes("key", &key);
        let bytes = pin.as_bytes();
        for slipped in [
            format!("PIN: {pin}."),
            "5927 4813".to_owned(),
            format!("{bytes:?}"),
            format!("{bytes:#?}"),
            format!("{bytes:x?}"),
            format!("{key:?}"),
            format!("{key:#?}"),
            format!("{key:X?}"),
            format!("{key:02x?}"),
            cie_core::bytes::hex::upper(&key),
            cie_core::bytes::hex::lower(&key),
            "…\"OTI3NDgx\"…".replace("OTI3NDgx", "NTkyNzQ4MTM="),
        ] {
            assert!(!find(&needles, slipped.as_bytes()).is_empty(), "{slipped}");
        }
        assert_eq!(find(&needles, b"a wrong PIN, 2 tries left: 9000, 63C2"), []);
    }
}
