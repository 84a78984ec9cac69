//! Whether the numbers of a Diffie-Hellman group may be used. Both
//! applications of a card ask here, and no power is computed before.

use crate::agreement::modular::{Modulus, without_leading_zeros};

/// Fewest bits of a subgroup's order. Below, its logarithms are in reach.
const MIN_ORDER_BITS: u64 = 160;

/// What a power may cost: the square of the bits of p, times those of the
/// exponent. As much as with the longest of the groups that ICAO Doc 9303-11
/// section 9.5.1 names, were its exponents as long as its prime: some tenths of
/// a second. A prime of 4,096 bits goes with an order of up to 512.
const MAX_COST: u64 = 2048 * 2048 * 2048;

/// Which of the numbers is unfit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::agreement) enum Unfit {
    /// p is even or not of 1,024 to 4,096 bits.
    Prime,
    /// g is 0, 1, p - 1 or above.
    Generator,
    /// q is even, below 160 bits or not below p - 1.
    Order,
    /// Powers in this group take too long.
    Cost,
}

/// The modulus of the group of these numbers, big-endian, with or without
/// leading zeros. Where q is not told, exponents are as long as p.
pub(in crate::agreement) fn check(p: &[u8], g: &[u8], q: Option<&[u8]>) -> Result<Modulus, Unfit> {
    let modulus = Modulus::new(p).map_err(|_| Unfit::Prime)?;
    if !modulus.is_proper_element(g) {
        return Err(Unfit::Generator);
    }
    let prime_bits = u64::from(modulus.bits());
    let exponent_bits = match q.map(without_leading_zeros) {
        None => prime_bits,
        Some(q) => {
            let odd = q.last().is_some_and(|byte| byte & 1 == 1);
            let bits = bits(q);
            if !odd || bits < MIN_ORDER_BITS || !modulus.is_proper_element(q) {
                return Err(Unfit::Order);
            }
            bits
        }
    };
    if prime_bits * prime_bits * exponent_bits > MAX_COST {
        return Err(Unfit::Cost);
    }
    Ok(modulus)
}

/// Whether a public key is in the group: 1 < y < p - 1, and in the subgroup
/// where its order is known.
pub(in crate::agreement) fn is_element(modulus: &Modulus, q: Option<&[u8]>, y: &[u8]) -> bool {
    if y.len() > modulus.byte_len() || !modulus.is_proper_element(y) {
        return false;
    }
    q.is_none_or(|q| {
        // A raw q may be long with zeros, and every bit costs time.
        let one = modulus.pow(y, without_leading_zeros(q));
        one.is_ok_and(|one| without_leading_zeros(&one) == [1])
    })
}

/// Bits of a number without leading zeros.
fn bits(number: &[u8]) -> u64 {
    let unused = number.first().map_or(0, |first| first.leading_zeros());
    (number.len() as u64 * 8).saturating_sub(u64::from(unused))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::group::rfc5114;

    /// 2^bits - 1: odd, and whether it is prime does not matter here.
    fn number(bits: usize) -> Vec<u8> {
        let mut number = vec![0xFF; bits.div_ceil(8)];
        let unused = number.len() * 8 - bits;
        if let Some(first) = number.first_mut() {
            *first >>= unused;
        }
        number
    }

    fn checked(p: usize, q: Option<usize>) -> Result<u32, Unfit> {
        let q = q.map(number);
        check(&number(p), &[2], q.as_deref()).map(|modulus| modulus.bits())
    }

    #[test]
    fn an_order_has_160_bits_or_more_counted_as_bits() {
        for (bits, fit) in [
            (152, false),
            (153, false),
            (159, false),
            (160, true),
            (161, true),
        ] {
            let found = checked(2048, Some(bits));
            assert_eq!(
                found,
                if fit { Ok(2048) } else { Err(Unfit::Order) },
                "{bits}"
            );
        }
    }

    #[test]
    fn a_group_whose_powers_take_too_long_is_refused_before_one_is_computed() {
        for (p, q, expected) in [
            (2048, None, Ok(2048)),
            (2049, None, Err(Unfit::Cost)),
            (4089, None, Err(Unfit::Cost)),
            (4089, Some(4088), Err(Unfit::Cost)),
            (4096, Some(512), Ok(4096)),
            (4096, Some(513), Err(Unfit::Cost)),
            (3072, Some(256), Ok(3072)),
            (1023, None, Err(Unfit::Prime)),
            (1024, None, Ok(1024)),
            (4097, Some(256), Err(Unfit::Prime)),
        ] {
            assert_eq!(checked(p, q), expected, "{p} {q:?}");
        }
    }

    #[test]
    fn zeros_in_front_change_nothing_and_every_standard_group_is_fit() {
        for numbers in [
            rfc5114::MODP_1024_160,
            rfc5114::MODP_2048_224,
            rfc5114::MODP_2048_256,
        ] {
            let long = |number: &[u8]| [&[0; 300], number].concat();
            let q = long(numbers.q);
            assert!(check(&long(numbers.p), &long(numbers.g), Some(&q)).is_ok());
            assert!(check(numbers.p, numbers.g, Some(numbers.q)).is_ok());
        }
    }
}
