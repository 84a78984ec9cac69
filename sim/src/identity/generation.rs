//! Finds the committed primes again from the seed.
//!
//! The first bytes of the key's stream, as many as the prime has, with the two highest bits and the lowest one set, are
//! the starting number; the prime is the first one at or above it that suits the key's fixed
//! exponent. To add a key, add it here with zeros in `primes`, run the test and copy what it shows.

#![allow(clippy::indexing_slicing, reason = "a wrong index must fail the test")]

use cie_core::agreement::ias::terminal::AUTHORITY_PRIVATE_EXPONENT;
use crypto_bigint::{BoxedUint, Gcd, Limb, NonZero};
use crypto_primes::{Flavor, is_prime};
use rand_core::Rng;

use super::primes::{self, PrimePair};
use super::seed::SeedStream;

/// Odd primes below 2000, to throw most candidates out cheaply.
fn small_primes() -> Vec<u64> {
    (3..2000)
        .step_by(2)
        .filter(|n| (3..*n).step_by(2).all(|d| n % d != 0))
        .collect()
}

/// The prime of N bytes of a label such that `exponent` is invertible modulo the prime minus one.
fn prime<const N: usize>(label: &'static str, exponent: &BoxedUint) -> BoxedUint {
    let mut start = [0; N];
    SeedStream::new(label).fill_bytes(&mut start);
    start[0] |= 0xC0;
    start[N - 1] |= 1;
    let start = BoxedUint::from_be_slice_vartime(&start);

    let small: Vec<(u64, u64)> = small_primes()
        .into_iter()
        .map(|prime| {
            let divisor = NonZero::new(Limb(prime)).expect("a prime is not zero");
            (prime, start.rem_limb(divisor).0)
        })
        .collect();

    for step in (0_u64..).step_by(2) {
        if small
            .iter()
            .any(|(prime, residue)| (residue + step) % prime == 0)
        {
            continue;
        }
        let candidate = start.wrapping_add(BoxedUint::from(step));
        let predecessor = candidate.wrapping_sub(BoxedUint::one());
        if is_prime(Flavor::Any, &candidate)
            && predecessor.gcd_vartime(exponent) == BoxedUint::one()
        {
            return candidate;
        }
    }
    unreachable!("there is a prime above every number")
}

fn assert_generated<const N: usize>(
    committed: &PrimePair<N>,
    labels: [&'static str; 2],
    exponent: &BoxedUint,
) {
    for (label, committed) in labels.into_iter().zip([committed.p, committed.q]) {
        let expected = prime::<N>(label, exponent);
        let committed = BoxedUint::from_be_slice_vartime(&committed);
        assert!(
            committed == expected,
            "{label}: expected {expected:X}, committed {committed:X}"
        );
    }
}

#[test]
fn every_committed_prime_is_the_one_the_seed_gives() {
    let ordinary = BoxedUint::from(65537_u32);
    let authority = BoxedUint::from_be_slice_vartime(&AUTHORITY_PRIVATE_EXPONENT);
    for (committed, labels, exponent) in [
        (
            &primes::USER,
            ["user key 81, p", "user key 81, q"],
            &ordinary,
        ),
        (
            &primes::DEVICE_AUTHENTICATION,
            [
                "device authentication key 82, p",
                "device authentication key 82, q",
            ],
            &ordinary,
        ),
        (
            &primes::SERVICES,
            ["services key 83, p", "services key 83, q"],
            &ordinary,
        ),
        (
            &primes::EXTERNAL_AUTHENTICATION,
            [
                "external authentication key 84, p",
                "external authentication key 84, q",
            ],
            &authority,
        ),
        (
            &primes::USER_CA,
            [
                "user certificate authority, p",
                "user certificate authority, q",
            ],
            &ordinary,
        ),
        (
            &primes::COUNTRY_SIGNER,
            [
                "country signing certificate authority, p",
                "country signing certificate authority, q",
            ],
            &ordinary,
        ),
        (
            &primes::DOCUMENT_SIGNER,
            ["document signer, p", "document signer, q"],
            &ordinary,
        ),
        (
            &primes::CNS_2048,
            ["TS-CNS key of 2048 bits, p", "TS-CNS key of 2048 bits, q"],
            &ordinary,
        ),
        (
            &primes::CNS_CA,
            ["TS-CNS authority, p", "TS-CNS authority, q"],
            &ordinary,
        ),
    ] {
        assert_generated(committed, labels, exponent);
    }
    assert_generated(
        &primes::CNS_1024,
        ["TS-CNS key of 1024 bits, p", "TS-CNS key of 1024 bits, q"],
        &ordinary,
    );
}
