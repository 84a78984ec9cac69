//! Files of text that hold what is otherwise binary: PEM and LDIF.

use base64ct::{Base64, Encoding};

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// The contents of the blocks of a PEM file (RFC 7468), whatever text stands
/// between them and however long their lines are; `None` for one that is
/// malformed.
pub(super) struct PemBlocks<'a>(pub(super) &'a [u8]);

impl Iterator for PemBlocks<'_> {
    type Item = Option<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = find(self.0, BEGIN)? + BEGIN.len();
        let rest = self.0.get(start..)?;
        let Some(end) = find(rest, END) else {
            self.0 = &[];
            return Some(None);
        };
        let (block, after) = rest.split_at_checked(end)?;
        self.0 = after;
        Some(pem_content(block))
    }
}

/// Label, dashes and base64.
fn pem_content(block: &[u8]) -> Option<Vec<u8>> {
    let body = block.get(find(block, DASHES)? + DASHES.len()..)?;
    let body: Vec<u8> = body
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    Base64::decode_vec(core::str::from_utf8(&body).ok()?).ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Whether a file is PEM, whatever text stands before the first block.
pub(super) fn is_pem(file: &[u8]) -> bool {
    file.trim_ascii_start().starts_with(DASHES) || find(file, BEGIN).is_some()
}

/// Attributes of ICAO's public key directory (ICAO Doc 9303-12 section 6) and
/// of its download, in small letters.
const ATTRIBUTES: [&[u8]; 6] = [
    b"usercertificate",
    b"cacertificate",
    b"certificaterevocationlist",
    b"authorityrevocationlist",
    b"cscamasterlistdata",
    b"pkdmasterlistcontent",
];

/// The values of such attributes in base64 (RFC 2849: `name;option:: value`, a
/// line that begins with a space goes on with the one before); `None` for a
/// file that has none of them. A value that is not base64 comes out empty.
pub(super) fn ldif(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut values: Vec<Vec<u8>> = Vec::new();
    let mut inside = false;
    for line in file.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some(more) = line.strip_prefix(b" ") {
            if inside && let Some(value) = values.last_mut() {
                value.extend_from_slice(more.trim_ascii());
            }
            continue;
        }
        inside = false;
        if let Some(value) = wanted(line) {
            values.push(value.trim_ascii().to_vec());
            inside = true;
        }
    }
    let decoded = values.iter().map(|value| {
        let text = core::str::from_utf8(value).unwrap_or_default();
        Base64::decode_vec(text).unwrap_or_default()
    });
    (!values.is_empty()).then(|| decoded.collect())
}

/// The value of a line with one of the attributes in base64.
fn wanted(line: &[u8]) -> Option<&[u8]> {
    let at = find(line.get(..64.min(line.len()))?, b"::")?;
    let (description, value) = line.split_at_checked(at)?;
    let name = description.split(|byte| *byte == b';').next()?;
    ATTRIBUTES
        .contains(&&name.to_ascii_lowercase()[..])
        .then(|| value.get(2..))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_ldif_are_found_whatever_their_lines() {
        for (file, expected) in [
            (
                "dn: cn=a\nobjectClass: top\npkdMasterListContent:: AQID\n\n",
                Some(vec![vec![1, 2, 3]]),
            ),
            (
                "version: 1\r\n\r\ndn:: YQ==\r\nuserCertificate;binary:: AQ\r\n ID\r\nsn: 1\r\n 2\r\n",
                Some(vec![vec![1, 2, 3]]),
            ),
            (
                "CscaMasterListData::AQID\nCERTIFICATEREVOCATIONLIST;BINARY::\n BA==",
                Some(vec![vec![1, 2, 3], vec![4]]),
            ),
            ("cACertificate:: !!!!\n", Some(vec![vec![]])),
            (
                "dn:: AQID\nuserCertificate: AQID\nuserPassword:: AQID\n",
                None,
            ),
            ("", None),
            ("::", None),
        ] {
            assert_eq!(ldif(file.as_bytes()), expected, "{file}");
        }
    }
}
