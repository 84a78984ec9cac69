//! The Diffie-Hellman group of the simulated card and EF.DH (`D004`), which holds it.
//!
//! Cards deliver their group by GET DATA and clients take whatever comes, so no public source names
//! the group of the IAS application. This is the only one that italia/cie-mrtd-dotnet-sdk
//! (`CIE.MRTD.SDK/EAC/PACE.cs`) knows for PACE with the passport application of the same chips,
//! domain parameter id 2 of BSI TR-03110-3: assumed to be the same here.

use der::asn1::UintRef;
use der::{Encode, Sequence};
use hex_literal::hex;

/// The 2048-bit MODP group with a 256-bit subgroup of prime order (RFC 5114, section 2.3).
///
/// Big-endian, unsigned, without leading zero bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DhGroup {
    /// The prime modulus p.
    pub p: [u8; 256],
    /// The generator g of the subgroup.
    pub g: [u8; 256],
    /// The prime order q of the subgroup.
    pub q: [u8; 32],
}

/// RFC 5114, section 2.3.
pub const DH_GROUP: DhGroup = DhGroup {
    p: hex!(
        "87A8E61D B4B6663C FFBBD19C 65195999 8CEEF608 660DD0F2 5D2CEED4 435E3B00"
        "E00DF8F1 D61957D4 FAF7DF45 61B2AA30 16C3D911 34096FAA 3BF4296D 830E9A7C"
        "209E0C64 97517ABD 5A8A9D30 6BCF67ED 91F9E672 5B4758C0 22E0B1EF 4275BF7B"
        "6C5BFC11 D45F9088 B941F54E B1E59BB8 BC39A0BF 12307F5C 4FDB70C5 81B23F76"
        "B63ACAE1 CAA6B790 2D525267 35488A0E F13C6D9A 51BFA4AB 3AD83477 96524D8E"
        "F6A167B5 A41825D9 67E144E5 14056425 1CCACB83 E6B486F6 B3CA3F79 71506026"
        "C0B857F6 89962856 DED4010A BD0BE621 C3A3960A 54E710C3 75F26375 D7014103"
        "A4B54330 C198AF12 6116D227 6E11715F 693877FA D7EF09CA DB094AE9 1E1A1597"
    ),
    g: hex!(
        "3FB32C9B 73134D0B 2E775066 60EDBD48 4CA7B18F 21EF2054 07F4793A 1A0BA125"
        "10DBC150 77BE463F FF4FED4A AC0BB555 BE3A6C1B 0C6B47B1 BC3773BF 7E8C6F62"
        "901228F8 C28CBB18 A55AE313 41000A65 0196F931 C77A57F2 DDF463E5 E9EC144B"
        "777DE62A AAB8A862 8AC376D2 82D6ED38 64E67982 428EBC83 1D14348F 6F2F9193"
        "B5045AF2 767164E1 DFC967C1 FB3F2E55 A4BD1BFF E83B9C80 D052B985 D182EA0A"
        "DB2A3B73 13D3FE14 C8484B1E 052588B9 B7D2BBD2 DF016199 ECD06E15 57CD0915"
        "B3353BBB 64E0EC37 7FD02837 0DF92B52 C7891428 CDC67EB6 184B523D 1DB246C3"
        "2F630784 90F00EF8 D647D148 D4795451 5E2327CF EF98C582 664B4C0F 6CC41659"
    ),
    q: hex!("8CF83642 A709A097 B4479976 40129DA2 99B1A47D 1EB3750B A308B0FE 64F5FBD3"),
};

/// `DomainParameters` of ANSI X9.42 (RFC 3279, section 2.3.3) without its optional tail.
#[derive(Sequence)]
struct DomainParameters<'a> {
    p: UintRef<'a>,
    g: UintRef<'a>,
    q: UintRef<'a>,
}

impl DhGroup {
    /// EF.DH (`D004`): the group in DER, `SEQUENCE { INTEGER p, INTEGER g, INTEGER q }`.
    ///
    /// That the file holds the domain parameters in DER and is hashed into the signed object is
    /// read from italia/cie-middleware-linux (`cie-pkcs11/CSP/AbilitaCIE.cpp`); the exact structure
    /// is not published and assumed to be that of RFC 3279.
    pub(super) fn ef_dh(&self) -> der::Result<Vec<u8>> {
        DomainParameters {
            p: UintRef::new(&self.p)?,
            g: UintRef::new(&self.g)?,
            q: UintRef::new(&self.q)?,
        }
        .to_der()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step must fail the test")]

    use crypto_bigint::BoxedUint;
    use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
    use crypto_primes::{Flavor, is_prime};

    use super::*;

    #[test]
    fn the_group_has_prime_modulus_and_a_generator_of_prime_order() {
        let [p, g] = [&DH_GROUP.p, &DH_GROUP.g].map(|n| BoxedUint::from_be_slice_vartime(n));
        let q = BoxedUint::from_be_slice_vartime(&DH_GROUP.q);
        let p_minus_1 = p.wrapping_sub(BoxedUint::one());

        assert!(is_prime(Flavor::Any, &p));
        assert!(is_prime(Flavor::Any, &q));
        let (_, remainder) = p_minus_1.div_rem(&q.to_nz().unwrap());
        assert!(bool::from(remainder.is_zero()));
        let params = BoxedMontyParams::new(p.to_odd().unwrap());
        let g = BoxedMontyForm::new(g, &params);
        let one = BoxedMontyForm::one(&params);
        assert_ne!(g, one);
        assert_eq!(g.pow(&q), one);
    }
}
