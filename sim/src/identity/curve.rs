//! The elliptic curves of the simulated card, with their parameters written out: public keys in
//! travel documents carry them whole (ICAO Doc 9303-12, section 4.4 for certificates; DG14 of
//! issued documents does the same).

use core::str::FromStr;

use cie_core::named;
use der::Sequence;
use der::asn1::{Any, ObjectIdentifier, OctetString, UintRef};
use hex_literal::hex;
use thiserror::Error;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// `id-ecPublicKey`, RFC 5480 section 2.1.1.
const ID_EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
/// `prime-field`, ANSI X9.62.
const PRIME_FIELD: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.1.1");
/// `standardizedDomainParameters`, BSI TR-03110-3 section A.2.1.1.
const STANDARDIZED_DOMAIN_PARAMETERS: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("0.4.0.127.0.7.1.2");

named! {
    /// A standardised elliptic curve for which RustCrypto has arithmetic.
    pub enum Curve {
        /// NIST P-256, domain parameter id 12.
        P256 => "p256",
        /// brainpoolP256r1, domain parameter id 13.
        BrainpoolP256r1 => "bp256",
        /// NIST P-384, domain parameter id 15.
        P384 => "p384",
        /// brainpoolP384r1, domain parameter id 16.
        BrainpoolP384r1 => "bp384",
        /// NIST P-521, domain parameter id 18.
        P521 => "p521",
    }
}

/// The text is not the name of a [`Curve`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error("no such curve; there are p256, bp256, p384, bp384 and p521")]
pub struct UnknownCurve;

/// Parameters of y² = x³ + ax + b over the field of p elements, cofactor 1. Big-endian, as long as
/// p; the generator is x and y one after the other.
struct Domain {
    p: &'static [u8],
    a: &'static [u8],
    b: &'static [u8],
    generator: &'static [u8],
    order: &'static [u8],
}

/// NIST P-256: SEC 2 version 2, section 2.4.2.
const P256: Domain = Domain {
    p: &hex!("FFFFFFFF 00000001 00000000 00000000 00000000 FFFFFFFF FFFFFFFF FFFFFFFF"),
    a: &hex!("FFFFFFFF 00000001 00000000 00000000 00000000 FFFFFFFF FFFFFFFF FFFFFFFC"),
    b: &hex!("5AC635D8 AA3A93E7 B3EBBD55 769886BC 651D06B0 CC53B0F6 3BCE3C3E 27D2604B"),
    generator: &hex!(
        "6B17D1F2 E12C4247 F8BCE6E5 63A440F2 77037D81 2DEB33A0 F4A13945 D898C296"
        "4FE342E2 FE1A7F9B 8EE7EB4A 7C0F9E16 2BCE3357 6B315ECE CBB64068 37BF51F5"
    ),
    order: &hex!("FFFFFFFF 00000000 FFFFFFFF FFFFFFFF BCE6FAAD A7179E84 F3B9CAC2 FC632551"),
};

/// NIST P-384: SEC 2 version 2, section 2.5.1.
const P384: Domain = Domain {
    p: &hex!(
        "FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFE"
        "FFFFFFFF 00000000 00000000 FFFFFFFF"
    ),
    a: &hex!(
        "FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFE"
        "FFFFFFFF 00000000 00000000 FFFFFFFC"
    ),
    b: &hex!(
        "B3312FA7 E23EE7E4 988E056B E3F82D19 181D9C6E FE814112 0314088F 5013875A"
        "C656398D 8A2ED19D 2A85C8ED D3EC2AEF"
    ),
    generator: &hex!(
        "AA87CA22 BE8B0537 8EB1C71E F320AD74 6E1D3B62 8BA79B98 59F741E0 82542A38"
        "5502F25D BF55296C 3A545E38 72760AB7 3617DE4A 96262C6F 5D9E98BF 9292DC29"
        "F8F41DBD 289A147C E9DA3113 B5F0B8C0 0A60B1CE 1D7E819D 7A431D7C 90EA0E5F"
    ),
    order: &hex!(
        "FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF C7634D81 F4372DDF"
        "581A0DB2 48B0A77A ECEC196A CCC52973"
    ),
};

/// NIST P-521: SEC 2 version 2, section 2.6.1.
const P521: Domain = Domain {
    p: &hex!(
        "01FFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF"
        "FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF"
        "FFFF"
    ),
    a: &hex!(
        "01FFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF"
        "FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF"
        "FFFC"
    ),
    b: &hex!(
        "0051953E B9618E1C 9A1F929A 21A0B685 40EEA2DA 725B99B3 15F3B8B4 89918EF1"
        "09E15619 3951EC7E 937B1652 C0BD3BB1 BF073573 DF883D2C 34F1EF45 1FD46B50"
        "3F00"
    ),
    generator: &hex!(
        "00C6858E 06B70404 E9CD9E3E CB662395 B4429C64 8139053F B521F828 AF606B4D"
        "3DBAA14B 5E77EFE7 5928FE1D C127A2FF A8DE3348 B3C1856A 429BF97E 7E31C2E5"
        "BD660118 39296A78 9A3BC004 5C8A5FB4 2C7D1BD9 98F54449 579B4468 17AFBD17"
        "273E662C 97EE7299 5EF42640 C550B901 3FAD0761 353C7086 A272C240 88BE9476"
        "9FD16650"
    ),
    order: &hex!(
        "01FFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF"
        "FFFA5186 8783BF2F 966B7FCC 0148F709 A5D03BB5 C9B8899C 47AEBB6F B71E9138"
        "6409"
    ),
};

/// brainpoolP256r1: RFC 5639, section 3.4.
const BRAINPOOL_P256R1: Domain = Domain {
    p: &hex!("A9FB57DB A1EEA9BC 3E660A90 9D838D72 6E3BF623 D5262028 2013481D 1F6E5377"),
    a: &hex!("7D5A0975 FC2C3057 EEF67530 417AFFE7 FB8055C1 26DC5C6C E94A4B44 F330B5D9"),
    b: &hex!("26DC5C6C E94A4B44 F330B5D9 BBD77CBF 95841629 5CF7E1CE 6BCCDC18 FF8C07B6"),
    generator: &hex!(
        "8BD2AEB9 CB7E57CB 2C4B482F FC81B7AF B9DE27E1 E3BD23C2 3A4453BD 9ACE3262"
        "547EF835 C3DAC4FD 97F8461A 14611DC9 C2774513 2DED8E54 5C1D54C7 2F046997"
    ),
    order: &hex!("A9FB57DB A1EEA9BC 3E660A90 9D838D71 8C397AA3 B561A6F7 901E0E82 974856A7"),
};

/// brainpoolP384r1: RFC 5639, section 3.6.
const BRAINPOOL_P384R1: Domain = Domain {
    p: &hex!(
        "8CB91E82 A3386D28 0F5D6F7E 50E641DF 152F7109 ED5456B4 12B1DA19 7FB71123"
        "ACD3A729 901D1A71 87470013 3107EC53"
    ),
    a: &hex!(
        "7BC382C6 3D8C150C 3C72080A CE05AFA0 C2BEA28E 4FB22787 139165EF BA91F90F"
        "8AA5814A 503AD4EB 04A8C7DD 22CE2826"
    ),
    b: &hex!(
        "04A8C7DD 22CE2826 8B39B554 16F0447C 2FB77DE1 07DCD2A6 2E880EA5 3EEB62D5"
        "7CB43902 95DBC994 3AB78696 FA504C11"
    ),
    generator: &hex!(
        "1D1C64F0 68CF45FF A2A63A81 B7C13F6B 8847A3E7 7EF14FE3 DB7FCAFE 0CBD10E8"
        "E826E034 36D646AA EF87B2E2 47D4AF1E 8ABE1D75 20F9C2A4 5CB1EB8E 95CFD552"
        "62B70B29 FEEC5864 E19C054F F9912928 0E464621 77918111 42820341 263C5315"
    ),
    order: &hex!(
        "8CB91E82 A3386D28 0F5D6F7E 50E641DF 152F7109 ED5456B3 1F166E6C AC0425A7"
        "CF3AB6AF 6B7FC310 3B883202 E9046565"
    ),
};

/// `ECParameters` of ANSI X9.62 (RFC 3279, section 2.3.5), the form with everything in it.
#[derive(Sequence)]
struct EcParameters<'a> {
    version: u8,
    field: FieldId<'a>,
    curve: Coefficients,
    base: OctetString,
    order: UintRef<'a>,
    cofactor: u8,
}

#[derive(Sequence)]
struct FieldId<'a> {
    field_type: ObjectIdentifier,
    prime: UintRef<'a>,
}

#[derive(Sequence)]
struct Coefficients {
    a: OctetString,
    b: OctetString,
}

impl Curve {
    /// The number of the standardised domain parameters (BSI TR-03110-3, section A.2.1.1).
    #[must_use]
    pub const fn parameter_id(self) -> u8 {
        match self {
            Self::P256 => 12,
            Self::BrainpoolP256r1 => 13,
            Self::P384 => 15,
            Self::BrainpoolP384r1 => 16,
            Self::P521 => 18,
        }
    }

    /// The curve with this number.
    #[must_use]
    pub fn from_parameter_id(id: u8) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|curve| curve.parameter_id() == id)
    }

    /// Bytes of a coordinate, and of a private key.
    #[must_use]
    pub const fn byte_len(self) -> usize {
        self.domain().p.len()
    }

    const fn domain(self) -> &'static Domain {
        match self {
            Self::P256 => &P256,
            Self::BrainpoolP256r1 => &BRAINPOOL_P256R1,
            Self::P384 => &P384,
            Self::BrainpoolP384r1 => &BRAINPOOL_P384R1,
            Self::P521 => &P521,
        }
    }

    /// `id-ecPublicKey` with the parameters written out.
    pub(super) fn explicit_algorithm(self) -> der::Result<AlgorithmIdentifierOwned> {
        let domain = self.domain();
        let base = [&[0x04], domain.generator].concat();
        let parameters = EcParameters {
            version: 1,
            field: FieldId {
                field_type: PRIME_FIELD,
                prime: UintRef::new(domain.p)?,
            },
            curve: Coefficients {
                a: OctetString::new(domain.a)?,
                b: OctetString::new(domain.b)?,
            },
            base: OctetString::new(base)?,
            order: UintRef::new(domain.order)?,
            cofactor: 1,
        };
        Ok(AlgorithmIdentifierOwned {
            oid: ID_EC_PUBLIC_KEY,
            parameters: Some(Any::encode_from(&parameters)?),
        })
    }

    /// The parameters by their number, as EF.CardSecurity may name them.
    pub(super) fn numbered_algorithm(self) -> der::Result<AlgorithmIdentifierOwned> {
        Ok(AlgorithmIdentifierOwned {
            oid: STANDARDIZED_DOMAIN_PARAMETERS,
            parameters: Some(Any::encode_from(&self.parameter_id())?),
        })
    }
}

impl FromStr for Curve {
    type Err = UnknownCurve;

    fn from_str(text: &str) -> Result<Self, UnknownCurve> {
        Self::parse(text).ok_or(UnknownCurve)
    }
}
