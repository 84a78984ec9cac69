//! Names of issuers, compared as a person would: regardless of string type,
//! of small and capital letters and of white space (RFC 5280 section 7.1).
//! Certificates of one country signer differ in that (ICAO Doc 9303-12
//! section 7.1.1.2). Nor does the order of the relative names count, against RFC
//! 5280: some issuers write it otherwise in two places (gmrtd/gmrtd pull request
//! 441), and a name only finds a certificate, whose key then has to have signed.

use core::fmt;

use cie_core::extension::{harmless, hex};
use der::{
    Encode as _, Tag, Tagged,
    asn1::{Any, BmpString, ObjectIdentifier, PrintableStringRef, TeletexStringRef, Utf8StringRef},
};
use x509_cert::{attr::AttributeTypeAndValue, name::Name};

/// `id-at-countryName`, RFC 5280 appendix A.1.
const COUNTRY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.6");
/// `id-at-commonName`.
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
/// `id-at-organizationName`.
const ORGANIZATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
/// Most characters of a part of a name that are shown in a sentence: the upper
/// bound of `ub-common-name` and `ub-organization-name` (RFC 5280 appendix A.1).
const MAX_SHOWN: usize = 64;

/// Types of attributes that are written with a name (RFC 4514 section 3; `serialNumber`, which
/// issuers of documents use, is from RFC 4519 section 2.31). The list is short on purpose:
/// `x509-cert` has a way to write names, and a register of 1,500 types behind it.
const TYPES: [(ObjectIdentifier, &str); 10] = [
    (COMMON_NAME, "CN"),
    (ObjectIdentifier::new_unwrap("2.5.4.7"), "L"),
    (ObjectIdentifier::new_unwrap("2.5.4.8"), "ST"),
    (ORGANIZATION, "O"),
    (ObjectIdentifier::new_unwrap("2.5.4.11"), "OU"),
    (COUNTRY, "C"),
    (ObjectIdentifier::new_unwrap("2.5.4.9"), "STREET"),
    (
        ObjectIdentifier::new_unwrap("0.9.2342.19200300.100.1.25"),
        "DC",
    ),
    (
        ObjectIdentifier::new_unwrap("0.9.2342.19200300.100.1.1"),
        "UID",
    ),
    (ObjectIdentifier::new_unwrap("2.5.4.5"), "serialNumber"),
];

/// A distinguished name.
#[derive(Clone)]
pub struct DistinguishedName {
    /// For people (RFC 4514).
    text: String,
    country: Option<String>,
    common_name: Option<String>,
    organization: Option<String>,
    /// For comparison: type and value of every attribute, by relative name, in
    /// an order of their own.
    comparable: Vec<Vec<(ObjectIdentifier, Value)>>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Text(String),
    Other(Vec<u8>),
}

impl DistinguishedName {
    pub(super) fn of(name: &Name) -> Self {
        let find = |oid| {
            name.iter()
                .find(|attribute| attribute.oid == oid)
                .and_then(|attribute| text(&attribute.value))
        };
        Self {
            text: written(name),
            country: find(COUNTRY).map(|country| harmless(&country).to_ascii_uppercase()),
            common_name: find(COMMON_NAME).map(|name| harmless(&name)),
            organization: find(ORGANIZATION).map(|name| harmless(&name)),
            comparable: sorted(name.iter_rdn().map(|relative| {
                sorted(
                    relative
                        .iter()
                        .map(|attribute| (attribute.oid, comparable(&attribute.value))),
                )
            })),
        }
    }

    /// The country, in capital letters: two (ISO 3166-1), or three for some
    /// organisations.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// The common name.
    #[must_use]
    pub fn common_name(&self) -> Option<&str> {
        self.common_name.as_deref()
    }

    /// Common name, organisation and country, for a sentence: without what
    /// steers a terminal or the direction of writing, and none longer than 64
    /// characters. Empty when it has none of them.
    #[must_use]
    pub fn in_a_sentence(&self) -> String {
        let parts = [&self.common_name, &self.organization, &self.country];
        let parts = parts.into_iter().flatten().map(|part| shown(part));
        let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

impl PartialEq for DistinguishedName {
    fn eq(&self, other: &Self) -> bool {
        self.comparable == other.comparable
    }
}

impl Eq for DistinguishedName {}

/// RFC 4514.
impl fmt::Display for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn shown(part: &str) -> String {
    let shown: String = part.chars().take(MAX_SHOWN).collect();
    let words: Vec<_> = shown.split_whitespace().collect();
    words.join(" ")
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<_> = items.collect();
    items.sort();
    items
}

/// As RFC 4514 section 2 says: the last relative name first.
fn written(name: &Name) -> String {
    let mut names: Vec<String> = name
        .iter_rdn()
        .map(|relative| {
            let attributes: Vec<String> = relative.iter().map(attribute).collect();
            attributes.join("+")
        })
        .collect();
    names.reverse();
    names.join(",")
}

/// Type and value (RFC 4514 sections 2.3 and 2.4).
fn attribute(AttributeTypeAndValue { oid, value }: &AttributeTypeAndValue) -> String {
    let known = TYPES.iter().find(|(known, _)| known == oid);
    match (known, text(value)) {
        (Some((_, name)), Some(text)) => format!("{name}={}", harmless(&escaped(&text))),
        _ => {
            let encoding = value.to_der().unwrap_or_default();
            format!("{oid}=#{}", hex::upper(&encoding))
        }
    }
}

fn escaped(text: &str) -> String {
    let last = text.chars().count().saturating_sub(1);
    let mut out = String::with_capacity(text.len());
    for (at, char) in text.chars().enumerate() {
        match char {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => out.extend(['\\', char]),
            '#' if at == 0 => out.push_str("\\#"),
            ' ' if at == 0 || at == last => out.push_str("\\ "),
            '\0'..='\x1f' | '\x7f' => {
                out.push('\\');
                out.push_str(&hex::upper(&[char as u8]));
            }
            _ => out.push(char),
        }
    }
    out
}

fn comparable(value: &Any) -> Value {
    text(value).map_or_else(
        || Value::Other(value.value().to_vec()),
        |text| {
            let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
            Value::Text(words.join(" "))
        },
    )
}

fn text(value: &Any) -> Option<String> {
    let owned = |text: &str| Some(text.to_owned());
    match value.tag() {
        Tag::Utf8String => owned(value.decode_as::<Utf8StringRef<'_>>().ok()?.as_str()),
        Tag::PrintableString => owned(value.decode_as::<PrintableStringRef<'_>>().ok()?.as_str()),
        Tag::TeletexString => owned(value.decode_as::<TeletexStringRef<'_>>().ok()?.as_str()),
        Tag::BmpString => Some(value.decode_as::<BmpString>().ok()?.to_string()),
        _ => core::str::from_utf8(value.value()).ok().and_then(owned),
    }
}
