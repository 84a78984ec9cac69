//! Elements and keys as bytes that wipe themselves.

use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A proper element of a group: a number as long as p, or an uncompressed
/// point. Wiped when dropped; `Debug` shows no bytes, because a mapped
/// generator tells the password to whoever tries them all.
#[derive(Clone)]
pub struct Element(pub(super) Zeroizing<Vec<u8>>);

impl Element {
    /// The element's bytes: as long as p, or `04 ‖ x ‖ y`.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Compares in constant time.
impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Element({} bytes)", self.0.len())
    }
}

/// A private key, big-endian, wiped when dropped.
#[derive(Clone)]
pub struct PrivateKey(pub(super) Zeroizing<Vec<u8>>);

impl PrivateKey {
    /// A private key from its bytes. Whether it is in range is found when it
    /// is used.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The key's bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(hidden)")
    }
}

/// A private key and its public part.
#[derive(Clone, Debug)]
pub struct KeyPair {
    pub(super) private: PrivateKey,
    pub(super) public: Element,
}

impl KeyPair {
    /// The public part.
    #[must_use]
    pub const fn public(&self) -> &Element {
        &self.public
    }

    /// The private part.
    #[must_use]
    pub const fn private(&self) -> &PrivateKey {
        &self.private
    }
}
