//! The elliptic curves of travel documents, by name, by number and by their
//! explicit parameters.

mod numbers;

use hex_literal::hex;

/// A standardised prime-order curve (BSI TR-03110-3 table 4; numbers 8 to 18
/// of ICAO Doc 9303-11 section 9.5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each variant is the curve of its name")]
pub enum Curve {
    NistP192,
    BrainpoolP192r1,
    NistP224,
    BrainpoolP224r1,
    NistP256,
    BrainpoolP256r1,
    BrainpoolP320r1,
    NistP384,
    BrainpoolP384r1,
    BrainpoolP512r1,
    NistP521,
}

impl Curve {
    /// Every curve, in the order of their numbers: the first is number 8.
    pub const ALL: [Self; 11] = [
        Self::NistP192,
        Self::BrainpoolP192r1,
        Self::NistP224,
        Self::BrainpoolP224r1,
        Self::NistP256,
        Self::BrainpoolP256r1,
        Self::BrainpoolP320r1,
        Self::NistP384,
        Self::BrainpoolP384r1,
        Self::BrainpoolP512r1,
        Self::NistP521,
    ];

    /// The number of the curve as standardised domain parameters, 8 to 18.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::NistP192 => 8,
            Self::BrainpoolP192r1 => 9,
            Self::NistP224 => 10,
            Self::BrainpoolP224r1 => 11,
            Self::NistP256 => 12,
            Self::BrainpoolP256r1 => 13,
            Self::BrainpoolP320r1 => 14,
            Self::NistP384 => 15,
            Self::BrainpoolP384r1 => 16,
            Self::BrainpoolP512r1 => 17,
            Self::NistP521 => 18,
        }
    }

    /// The curve of a number of standardised domain parameters.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| curve.number() == number)
    }

    /// The name in its own standard (FIPS 186-4, RFC 5639).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NistP192 => "NIST P-192",
            Self::BrainpoolP192r1 => "brainpoolP192r1",
            Self::NistP224 => "NIST P-224",
            Self::BrainpoolP224r1 => "brainpoolP224r1",
            Self::NistP256 => "NIST P-256",
            Self::BrainpoolP256r1 => "brainpoolP256r1",
            Self::BrainpoolP320r1 => "brainpoolP320r1",
            Self::NistP384 => "NIST P-384",
            Self::BrainpoolP384r1 => "brainpoolP384r1",
            Self::BrainpoolP512r1 => "brainpoolP512r1",
            Self::NistP521 => "NIST P-521",
        }
    }

    /// The value field of the object identifier (RFC 5480 section 2.1.1.1,
    /// RFC 5639 section 4.1).
    #[must_use]
    pub const fn oid(self) -> &'static [u8] {
        match self {
            Self::NistP192 => &hex!("2A8648CE3D030101"),
            Self::BrainpoolP192r1 => &hex!("2B2403030208010103"),
            Self::NistP224 => &hex!("2B81040021"),
            Self::BrainpoolP224r1 => &hex!("2B2403030208010105"),
            Self::NistP256 => &hex!("2A8648CE3D030107"),
            Self::BrainpoolP256r1 => &hex!("2B2403030208010107"),
            Self::BrainpoolP320r1 => &hex!("2B2403030208010109"),
            Self::NistP384 => &hex!("2B81040022"),
            Self::BrainpoolP384r1 => &hex!("2B240303020801010B"),
            Self::BrainpoolP512r1 => &hex!("2B240303020801010D"),
            Self::NistP521 => &hex!("2B81040023"),
        }
    }

    /// The curve of the value field of an object identifier.
    #[must_use]
    pub fn from_oid(oid: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| curve.oid() == oid)
    }

    /// Bytes of a field element, and of half a plain signature.
    #[must_use]
    pub const fn field_len(self) -> usize {
        match self {
            Self::NistP192 | Self::BrainpoolP192r1 => 24,
            Self::NistP224 | Self::BrainpoolP224r1 => 28,
            Self::NistP256 | Self::BrainpoolP256r1 => 32,
            Self::BrainpoolP320r1 => 40,
            Self::NistP384 | Self::BrainpoolP384r1 => 48,
            Self::BrainpoolP512r1 => 64,
            Self::NistP521 => 66,
        }
    }

    /// The curve that explicit parameters describe, by comparison with the
    /// known ones: nothing is computed with parameters from outside. A curve
    /// that shares everything but the generator with a known one is not it.
    #[must_use]
    pub(super) fn from_explicit(explicit: &Explicit<'_>) -> Option<Self> {
        if explicit.cofactor.is_some_and(|cofactor| cofactor != [1]) {
            return None;
        }
        Self::ALL
            .into_iter()
            .find(|curve| curve.definition().matches(explicit))
    }

    /// The numbers of the curve.
    pub(crate) const fn definition(self) -> &'static Definition {
        match self {
            Self::NistP192 => &numbers::NIST_P192,
            Self::BrainpoolP192r1 => &numbers::BRAINPOOL_P192R1,
            Self::NistP224 => &numbers::NIST_P224,
            Self::BrainpoolP224r1 => &numbers::BRAINPOOL_P224R1,
            Self::NistP256 => &numbers::NIST_P256,
            Self::BrainpoolP256r1 => &numbers::BRAINPOOL_P256R1,
            Self::BrainpoolP320r1 => &numbers::BRAINPOOL_P320R1,
            Self::NistP384 => &numbers::NIST_P384,
            Self::BrainpoolP384r1 => &numbers::BRAINPOOL_P384R1,
            Self::BrainpoolP512r1 => &numbers::BRAINPOOL_P512R1,
            Self::NistP521 => &numbers::NIST_P521,
        }
    }
}

/// Explicit parameters of a prime curve, each a big-endian number whose
/// leading zeros do not count.
pub(super) struct Explicit<'a> {
    pub(super) p: &'a [u8],
    pub(super) a: &'a [u8],
    pub(super) b: &'a [u8],
    /// The generator as an encoded point (SEC 1 section 2.3.3).
    pub(super) base: &'a [u8],
    pub(super) order: &'a [u8],
    pub(super) cofactor: Option<&'a [u8]>,
}

/// The numbers of a curve `y² = x³ + ax + b` over the integers modulo `p`, each
/// as long as [`Curve::field_len`]. The cofactor is 1.
pub(crate) struct Definition {
    pub(crate) p: &'static [u8],
    pub(crate) a: &'static [u8],
    pub(crate) b: &'static [u8],
    /// The generator.
    pub(crate) x: &'static [u8],
    pub(crate) y: &'static [u8],
    /// The order of the generator, a prime.
    pub(crate) order: &'static [u8],
}

impl Definition {
    fn matches(&self, explicit: &Explicit<'_>) -> bool {
        let same = |known: &[u8], given: &[u8]| number(known) == number(given);
        let base = match explicit.base.split_first() {
            Some((0x04, point)) => point
                .split_at_checked(self.x.len())
                .is_some_and(|(x, y)| x == self.x && y == self.y),
            Some((sign @ (0x02 | 0x03), x)) => {
                x == self.x && self.y.last().is_some_and(|low| low & 1 == sign & 1)
            }
            _ => false,
        };
        base && same(self.p, explicit.p)
            && same(self.a, explicit.a)
            && same(self.b, explicit.b)
            && same(self.order, explicit.order)
    }
}

fn number(bytes: &[u8]) -> &[u8] {
    cie_core::extension::without_leading_zeros(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_identifiers_lead_back_to_their_curve() {
        for (number, curve) in (8..).zip(Curve::ALL) {
            assert_eq!(curve.number(), number);
            assert_eq!(Curve::from_number(number), Some(curve));
            assert_eq!(Curve::from_oid(curve.oid()), Some(curve));
        }
        for number in [0, 2, 7, 19, 255] {
            assert_eq!(Curve::from_number(number), None);
        }
    }
}
