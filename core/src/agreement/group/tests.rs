#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod elements;

use std::{collections::VecDeque, convert::Infallible};

use chacha20::{ChaCha20Rng, rand_core::SeedableRng};
use crypto_bigint::{BoxedUint, NonZero};
use crypto_primes::{Flavor, is_prime};
use rand_core::{TryCryptoRng, TryRng};

use super::{rfc5114::Numbers, *};

const PRIME_GROUPS: [(u8, Numbers, u32, u32); 3] = [
    (0, rfc5114::MODP_1024_160, 1024, 160),
    (1, rfc5114::MODP_2048_224, 2048, 224),
    (2, rfc5114::MODP_2048_256, 2048, 256),
];
const CURVES: [u8; 5] = [12, 13, 15, 16, 18];

fn group(parameter_id: u8) -> Group {
    Group::standardised(parameter_id).unwrap()
}

fn pair(group: &Group, seed: u64) -> KeyPair {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    group.draw(&group.generator(), &mut rng).unwrap()
}

/// The key pair of a small private key.
fn small(group: &Group, private: u32) -> KeyPair {
    let len = match group.kind {
        Kind::Dh(_) => 4,
        Kind::Ec(curve) => curve.byte_len(),
    };
    let mut bytes = vec![0; len];
    bytes[len - 4..].copy_from_slice(&private.to_be_bytes());
    let key = group.key_pair(&group.generator(), PrivateKey::new(&bytes));
    key.unwrap()
}

#[test]
fn the_constants_of_rfc_5114_are_primes_p_and_q_with_q_dividing_p_minus_1_and_g_of_order_q() {
    for (id, numbers, p_bits, q_bits) in PRIME_GROUPS {
        let p = BoxedUint::from_be_slice_vartime(numbers.p);
        let q = BoxedUint::from_be_slice_vartime(numbers.q);
        assert_eq!((p.bits(), q.bits()), (p_bits, q_bits));
        assert!(is_prime(Flavor::Any, &p) && is_prime(Flavor::Any, &q));
        let order = NonZero::new(q).unwrap();
        let rest = p.wrapping_sub(BoxedUint::one()).rem(&order);
        assert!(bool::from(rest.is_zero()));
        let modulus = crate::agreement::modular::Modulus::new(numbers.p).unwrap();
        assert!(modulus.is_proper_element(numbers.g));
        let one = modulus.pow(numbers.g, numbers.q).unwrap();
        assert_eq!(without_leading_zeros(&one), [1]);
        assert!(group(id).element(numbers.g).is_ok());
    }
}

#[test]
fn the_order_of_each_curve_takes_its_generator_to_infinity() {
    for id in CURVES {
        let group = group(id);
        let Kind::Ec(curve) = group.kind else {
            panic!("a curve");
        };
        // n itself is not a private key; (n - 1) · G is -G.
        let order = curve.order();
        let key = |bytes: &[u8]| group.key_pair(&group.generator(), PrivateKey::new(bytes));
        assert_eq!(key(&order).unwrap_err(), GroupError::PrivateKey);
        let mut minus_one = order.clone();
        *minus_one.last_mut().unwrap() -= 1;
        let negative = key(&minus_one).unwrap();
        let x = 1..=curve.byte_len();
        let generator = group.generator();
        assert_eq!(
            negative.public().as_bytes()[x.clone()],
            generator.as_bytes()[x]
        );
        assert_ne!(*negative.public(), generator);
        // G + (-G): the mapping of s = 1 onto the shared element -G.
        let one = small(&group, 1);
        assert_eq!(
            group.map_generic(&one, negative.public(), &[1]),
            Err(GroupError::Degenerate)
        );
        // s = n is not a multiple at all: the shared element stays.
        assert_eq!(
            group.map_generic(&one, negative.public(), &order).unwrap(),
            *negative.public()
        );
    }
}

#[test]
fn what_is_not_here_is_said() {
    for id in 0..=255 {
        let found = Group::standardised(id);
        if Group::PARAMETER_IDS.contains(&id) {
            assert_eq!(found.unwrap().parameter_id(), Some(id));
        } else {
            assert_eq!(found.unwrap_err(), UnsupportedGroup { parameter_id: id });
        }
    }
}

/// Gives these bytes, then fails the test.
struct Script(VecDeque<u8>);

impl TryRng for Script {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        panic!("only bytes are drawn")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        panic!("only bytes are drawn")
    }

    fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
        target.fill_with(|| self.0.pop_front().unwrap());
        Ok(())
    }
}

impl TryCryptoRng for Script {}

#[test]
fn a_key_whose_public_part_begins_with_zero_is_drawn_again_and_not_for_ever() {
    let group = group(0);
    // The second of the words of eight bytes is another than the first.
    let drawn = |number: u32| {
        let mut bytes = [0; 20];
        bytes[7] = 1;
        bytes[16..].copy_from_slice(&number.to_be_bytes());
        bytes
    };
    let pair = |number| {
        let mut script = Script(drawn(number).into());
        group.draw_any(&group.generator(), &mut script).unwrap()
    };
    let begins = |number| pair(number).public().as_bytes()[0];
    let ambiguous = (0..5000).find(|&number| begins(number) == 0).unwrap();
    let unambiguous = (0..5000).find(|&number| begins(number) != 0).unwrap();
    let mut script = Script([drawn(ambiguous), drawn(unambiguous)].concat().into());
    let key = group.draw(&group.generator(), &mut script).unwrap();
    assert!(script.0.is_empty());
    assert_eq!(key.public(), pair(unambiguous).public());
    let mut stuck = Script(drawn(ambiguous).repeat(2).into());
    assert_eq!(
        group.draw(&group.generator(), &mut stuck).unwrap_err(),
        GroupError::Random
    );
    assert!(stuck.0.is_empty(), "no third power is computed");
}

#[test]
fn private_keys_have_the_length_of_the_order_and_are_below_it() {
    for id in Group::PARAMETER_IDS {
        let group = group(id);
        let order = match &group.kind {
            Kind::Dh(domain) => domain.order().to_vec(),
            Kind::Ec(curve) => curve.order(),
        };
        for seed in 0..20 {
            let key = pair(&group, seed);
            assert_eq!(key.private().as_bytes().len(), order.len());
            assert!(key.private().as_bytes() < &order[..]);
        }
    }
}

#[test]
fn both_sides_map_generically_to_one_generator_whatever_the_nonces_length() {
    for id in Group::PARAMETER_IDS {
        let group = group(id);
        let (one, other) = (pair(&group, 1), pair(&group, 2));
        // The longest is above every order of 256 bits; the first is zero.
        for nonce in [vec![0; 16], vec![7; 8], vec![0x80; 16], vec![0xFF; 32]] {
            let mapped = group.map_generic(&one, other.public(), &nonce).unwrap();
            assert_eq!(
                mapped,
                group.map_generic(&other, one.public(), &nonce).unwrap()
            );
            assert!(group.element(mapped.as_bytes()).is_ok());
            assert_ne!(mapped, group.generator());
        }
    }
}

#[test]
fn what_integrated_mapping_cannot_take_is_an_error() {
    for id in Group::PARAMETER_IDS {
        let group = group(id);
        for number in [&[][..], &[0], &[1]] {
            assert_eq!(
                group.map_integrated(number).unwrap_err(),
                GroupError::Degenerate
            );
        }
        let mapped = group.map_integrated(&[2]).unwrap();
        assert!(group.element(mapped.as_bytes()).is_ok());
    }
}

#[test]
fn private_keys_that_lead_nowhere_are_refused() {
    for id in CURVES {
        let group = group(id);
        let len = (group.element_len() - 1) / 2;
        let key = |bytes: Vec<u8>| group.key_pair(&group.generator(), PrivateKey::new(&bytes));
        assert_eq!(key(vec![0; len]).unwrap_err(), GroupError::Degenerate);
        for bytes in [vec![], vec![1; len - 1], vec![1; len + 1], vec![0xFF; len]] {
            assert_eq!(key(bytes).unwrap_err(), GroupError::PrivateKey);
        }
        let one = small(&group, 1).private().clone();
        let zero = PrivateKey::new(&vec![0; len]);
        assert_eq!(
            group.divide(&one, &zero).unwrap_err(),
            GroupError::PrivateKey
        );
    }
    for (id, numbers, ..) in PRIME_GROUPS {
        let group = group(id);
        for exponent in [numbers.q, &[0]] {
            assert_eq!(
                group
                    .key_pair(&group.generator(), PrivateKey::new(exponent))
                    .unwrap_err(),
                GroupError::Degenerate
            );
        }
        let two = PrivateKey::new(&[2]);
        assert_eq!(
            group.divide(&two, &two).unwrap_err(),
            GroupError::Parameters
        );
    }
}

#[test]
fn a_quotient_times_the_divisor_is_the_dividend() {
    for id in CURVES {
        let group = group(id);
        let (dividend, divisor) = (pair(&group, 4), pair(&group, 5));
        let quotient = group.divide(dividend.private(), divisor.private()).unwrap();
        let product = group.key_pair(divisor.public(), quotient).unwrap();
        assert_eq!(product.public(), dividend.public());
    }
}

#[test]
fn groups_of_unacceptable_size_or_form_are_refused_before_any_exponentiation() {
    let (_, good, ..) = &PRIME_GROUPS[0];
    let make = |p: &[u8], g: &[u8], q: Option<&[u8]>| {
        Group::diffie_hellman(p, g, q).map(|group| group.parameter_id())
    };
    assert_eq!(make(good.p, good.g, Some(good.q)), Ok(Some(0)));
    assert_eq!(make(good.p, good.g, None), Ok(Some(0)));
    let padded = [&[0][..], good.p].concat();
    assert_eq!(make(&padded, good.g, None), Ok(Some(0)));
    // Another generator of the same group has no number.
    assert_eq!(make(good.p, &[2], Some(good.q)), Ok(None));
    let mut even = good.p.to_vec();
    *even.last_mut().unwrap() -= 1;
    let even_order = [&[0x80][..], &[0; 19]].concat();
    for (p, g, q) in [
        (&even[..], good.g, None),
        (&good.p[1..], &[2], None),
        (&[0xFF; 513], &[2], None),
        (good.p, &[1], None),
        (good.p, &[], None),
        (good.p, good.p, None),
        (good.p, good.g, Some(&even_order[..])),
        (good.p, good.g, Some(&[0xFF; 19])),
        (good.p, good.g, Some(good.p)),
        (good.p, good.g, Some(&[])),
    ] {
        assert_eq!(make(p, g, q), Err(GroupError::Parameters));
    }
}
