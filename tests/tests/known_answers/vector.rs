//! Reading vector files, and what is demanded of each vector.

use std::{fmt, fs, ops::Deref, path::Path};

use cie_core::bytes::hex;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};

/// Something with a known answer.
pub(crate) trait KnownAnswer: Sized {
    /// Whether the code under test computes every expected value.
    fn holds(&self) -> bool;

    /// For each expected value, this vector with that value changed in one
    /// way and another.
    fn changed(&self) -> Vec<Vec<Self>>;
}

/// A vector and what to call it.
pub(crate) type Named<V> = (String, V);

/// Asserts that there are `count` vectors and that all hold.
pub(crate) fn agree<V: KnownAnswer>(vectors: &[Named<V>], count: usize) {
    assert_eq!(vectors.len(), count, "vectors are missing");
    for (name, vector) in vectors {
        assert!(vector.holds(), "{name}");
    }
}

/// Asserts that no vector holds when one of its expected values is changed;
/// gives the number of expected values.
pub(crate) fn notice_changes<V: KnownAnswer>(vectors: &[Named<V>]) -> usize {
    let mut values = 0;
    for (name, vector) in vectors {
        for (index, variants) in vector.changed().iter().enumerate() {
            assert!(!variants.is_empty(), "{name}: value {index} is empty");
            for variant in variants {
                assert!(!variant.holds(), "{name}: a change of value {index}");
            }
            values += 1;
        }
    }
    values
}

/// The variants of a vector whose expected values are bytes: in each value a
/// bit of the first, the middle and the last byte is flipped. The bit is never one
/// that could be a parity bit.
pub(crate) fn flipped<V: Clone>(vector: &V, expected: fn(&mut V) -> Vec<&mut [u8]>) -> Vec<Vec<V>> {
    let lengths: Vec<usize> = expected(&mut vector.clone())
        .iter()
        .map(|value| value.len())
        .collect();
    let flip = |index: usize, position: usize| {
        let mut variant = vector.clone();
        expected(&mut variant)[index][position] ^= 0x10;
        variant
    };
    lengths
        .iter()
        .enumerate()
        .map(|(index, &len)| match len {
            0 => Vec::new(),
            _ => [0, len / 2, len - 1]
                .map(|position| flip(index, position))
                .into(),
        })
        .collect()
}

/// The vectors of a file of groups.
pub(crate) fn grouped<V: DeserializeOwned>(name: &str) -> Vec<Named<V>> {
    let File { group } = read(name);
    let mut vectors = Vec::new();
    for Group {
        source,
        obtained,
        vectors: of_group,
    } in group
    {
        assert!(
            !source.is_empty() && !obtained.is_empty(),
            "{name}: no origin"
        );
        let named = |(index, vector)| (format!("{source}, vector {index}"), vector);
        vectors.extend(of_group.into_iter().enumerate().map(named));
    }
    vectors
}

/// A file that is one vector.
pub(crate) fn whole<V: DeserializeOwned>(name: &str) -> V {
    let Whole {
        source,
        obtained,
        vector,
    } = read(name);
    assert!(
        !source.is_empty() && !obtained.is_empty(),
        "{name}: no origin"
    );
    vector
}

fn read<V: DeserializeOwned>(name: &str) -> V {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let text = fs::read_to_string(folder.join(name).with_extension("toml")).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<V> {
    group: Vec<Group<V>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group<V> {
    source: String,
    obtained: String,
    vectors: Vec<V>,
}

#[derive(Deserialize)]
struct Whole<V> {
    source: String,
    obtained: String,
    #[serde(flatten)]
    vector: V,
}

/// Bytes, written in hexadecimal with white space anywhere.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::upper(self))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut text = String::deserialize(deserializer)?;
        text.retain(|character| !character.is_whitespace());
        let bytes = hex::decode(&text).ok_or_else(|| serde::de::Error::custom("no hexadecimal"))?;
        Ok(Self(bytes))
    }
}
