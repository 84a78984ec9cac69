//! Names of issuers, compared as a person would: regardless of string type,
//! of small and capital letters and of white space (RFC 5280 section 7.1).
//! Certificates of one country signer differ in that (ICAO Doc 9303-12
//! section 7.1.1.2).

use core::fmt;

use der::asn1::{
    Any, BmpString, ObjectIdentifier, PrintableStringRef, TeletexStringRef, Utf8StringRef,
};
use der::{Tag, Tagged};
use x509_cert::name::Name;

/// `id-at-countryName`, RFC 5280 appendix A.1.
const COUNTRY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.6");
/// `id-at-commonName`.
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// A distinguished name.
#[derive(Clone)]
pub struct DistinguishedName {
    /// For people (RFC 4514).
    text: String,
    country: Option<String>,
    common_name: Option<String>,
    /// For comparison: type and value of every attribute, by relative name.
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
            text: name.to_string(),
            country: find(COUNTRY).map(|country| country.to_ascii_uppercase()),
            common_name: find(COMMON_NAME),
            comparable: name
                .iter_rdn()
                .map(|relative| {
                    let mut attributes: Vec<_> = relative
                        .iter()
                        .map(|attribute| (attribute.oid, comparable(&attribute.value)))
                        .collect();
                    attributes.sort();
                    attributes
                })
                .collect(),
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
