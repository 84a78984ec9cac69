//! The elliptic curves of travel documents, by name, by number and by their
//! explicit parameters.

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
        DEFINITIONS
            .iter()
            .find(|(_, definition)| definition.matches(explicit))
            .map(|(curve, _)| *curve)
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

struct Definition {
    p: &'static [u8],
    a: &'static [u8],
    b: &'static [u8],
    x: &'static [u8],
    y: &'static [u8],
    order: &'static [u8],
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
    crate::agreement::modular::without_leading_zeros(bytes)
}

/// FIPS 186-4 appendix D.1.2 and RFC 5639 section 3, for the curves that this
/// crate computes with.
static DEFINITIONS: [(Curve, Definition); 5] = [
    (
        Curve::NistP256,
        Definition {
            p: &hex!("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"),
            a: &hex!("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC"),
            b: &hex!("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"),
            x: &hex!("6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"),
            y: &hex!("4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5"),
            order: &hex!("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
        },
    ),
    (
        Curve::NistP384,
        Definition {
            p: &hex!(
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                "FFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF"
            ),
            a: &hex!(
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                "FFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFC"
            ),
            b: &hex!(
                "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE814112"
                "0314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF"
            ),
            x: &hex!(
                "AA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B98"
                "59F741E082542A385502F25DBF55296C3A545E3872760AB7"
            ),
            y: &hex!(
                "3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147C"
                "E9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F"
            ),
            order: &hex!(
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                "C7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973"
            ),
        },
    ),
    (
        Curve::NistP521,
        Definition {
            p: &hex!(
                "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
            ),
            a: &hex!(
                "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC"
            ),
            b: &hex!(
                "0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109"
                "E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00"
            ),
            x: &hex!(
                "00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3D"
                "BAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66"
            ),
            y: &hex!(
                "011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E66"
                "2C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650"
            ),
            order: &hex!(
                "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
                "FA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409"
            ),
        },
    ),
    (
        Curve::BrainpoolP256r1,
        Definition {
            p: &hex!("A9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377"),
            a: &hex!("7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9"),
            b: &hex!("26DC5C6CE94A4B44F330B5D9BBD77CBF958416295CF7E1CE6BCCDC18FF8C07B6"),
            x: &hex!("8BD2AEB9CB7E57CB2C4B482FFC81B7AFB9DE27E1E3BD23C23A4453BD9ACE3262"),
            y: &hex!("547EF835C3DAC4FD97F8461A14611DC9C27745132DED8E545C1D54C72F046997"),
            order: &hex!("A9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7"),
        },
    ),
    (
        Curve::BrainpoolP384r1,
        Definition {
            p: &hex!(
                "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B4"
                "12B1DA197FB71123ACD3A729901D1A71874700133107EC53"
            ),
            a: &hex!(
                "7BC382C63D8C150C3C72080ACE05AFA0C2BEA28E4FB22787"
                "139165EFBA91F90F8AA5814A503AD4EB04A8C7DD22CE2826"
            ),
            b: &hex!(
                "04A8C7DD22CE28268B39B55416F0447C2FB77DE107DCD2A6"
                "2E880EA53EEB62D57CB4390295DBC9943AB78696FA504C11"
            ),
            x: &hex!(
                "1D1C64F068CF45FFA2A63A81B7C13F6B8847A3E77EF14FE3"
                "DB7FCAFE0CBD10E8E826E03436D646AAEF87B2E247D4AF1E"
            ),
            y: &hex!(
                "8ABE1D7520F9C2A45CB1EB8E95CFD55262B70B29FEEC5864"
                "E19C054FF99129280E4646217791811142820341263C5315"
            ),
            order: &hex!(
                "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B3"
                "1F166E6CAC0425A7CF3AB6AF6B7FC3103B883202E9046565"
            ),
        },
    ),
];

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
