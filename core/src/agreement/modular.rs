//! Modular exponentiation over `crypto-bigint`, constant in time for a given
//! modulus and exponent length.

use crypto_bigint::{
    BoxedUint, Odd,
    modular::{BoxedMontyForm, BoxedMontyParams},
};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize, Zeroizing};

/// Why a number cannot be a modulus or a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModularError {
    /// Montgomery arithmetic needs an odd modulus; so does every DH group
    /// and every RSA key.
    #[error("the modulus is even or out of bounds")]
    Modulus,
    /// The base is not below the modulus.
    #[error("the number is not below the modulus")]
    Base,
}

/// A public modulus of 1,024 to 4,096 bits.
#[derive(Clone)]
pub struct Modulus {
    params: BoxedMontyParams,
    value: BoxedUint,
    bits: u32,
}

impl Modulus {
    /// Fewest bits of a modulus that is accepted from a card.
    pub const MIN_BITS: u32 = 1024;
    /// Most bits of a modulus that is accepted from a card.
    pub const MAX_BITS: u32 = 4096;

    /// A modulus from its big-endian bytes; leading zeros are accepted.
    ///
    /// # Errors
    /// [`ModularError::Modulus`] when it is even or has not
    /// [`Self::MIN_BITS`] to [`Self::MAX_BITS`] bits.
    pub fn new(bytes: &[u8]) -> Result<Self, ModularError> {
        let bytes = without_leading_zeros(bytes);
        if bytes.len() > Self::MAX_BITS as usize / 8 {
            return Err(ModularError::Modulus);
        }
        let value = BoxedUint::from_be_slice_vartime(bytes);
        let bits = value.bits_vartime();
        let odd = Odd::new(value.clone())
            .into_option()
            .ok_or(ModularError::Modulus)?;
        if !(Self::MIN_BITS..=Self::MAX_BITS).contains(&bits) {
            return Err(ModularError::Modulus);
        }
        Ok(Self {
            params: BoxedMontyParams::new_vartime(odd),
            value,
            bits,
        })
    }

    /// Bits of the modulus.
    #[must_use]
    pub const fn bits(&self) -> u32 {
        self.bits
    }

    /// Bytes of the modulus without leading zeros, and of every result.
    #[must_use]
    pub const fn byte_len(&self) -> usize {
        self.bits.div_ceil(8) as usize
    }

    /// The modulus, big-endian without leading zeros.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        without_leading_zeros(&self.value.to_be_bytes()).to_vec()
    }

    /// Whether `1 < number < modulus - 1`.
    #[must_use]
    pub fn is_proper_element(&self, number: &[u8]) -> bool {
        let number = without_leading_zeros(number);
        if number.len() > self.byte_len() {
            return false;
        }
        let number = BoxedUint::from_be_slice_vartime(number);
        let top = self.value.wrapping_sub(BoxedUint::one());
        number > BoxedUint::one() && number < top
    }

    /// `base ^ exponent mod modulus`, [`Self::byte_len`] bytes, left-padded
    /// with zeros. Only the lengths of modulus and exponent show in the time
    /// it takes.
    ///
    /// # Errors
    /// [`ModularError::Base`] when `base` is not below the modulus.
    pub fn pow(&self, base: &[u8], exponent: &[u8]) -> Result<Zeroizing<Vec<u8>>, ModularError> {
        let base = self.residue(base)?;
        let exponent_bits = u32::try_from(exponent.len() * 8).map_err(|_| ModularError::Base)?;
        let exponent = BoxedUint::from_be_slice(exponent, exponent_bits.max(8))
            .map(Zeroizing::new)
            .map_err(|_| ModularError::Base)?;
        let mut power = base.pow_bounded_exp(&exponent, exponent_bits);
        let bytes = self.bytes_of(&Zeroizing::new(power.retrieve()));
        power.zeroize();
        Ok(bytes)
    }

    /// `a * b mod modulus`, [`Self::byte_len`] bytes, left-padded with zeros.
    ///
    /// # Errors
    /// [`ModularError::Base`] when a factor is not below the modulus.
    pub fn mul(&self, a: &[u8], b: &[u8]) -> Result<Zeroizing<Vec<u8>>, ModularError> {
        let (a, b) = (self.residue(a)?, self.residue(b)?);
        let mut product = a.mul(&b);
        let bytes = self.bytes_of(&Zeroizing::new(product.retrieve()));
        product.zeroize();
        Ok(bytes)
    }

    fn residue(&self, number: &[u8]) -> Result<Zeroizing<BoxedMontyForm>, ModularError> {
        let number =
            BoxedUint::from_be_slice(without_leading_zeros(number), self.params.bits_precision())
                .ok()
                .filter(|number| *number < self.value)
                .ok_or(ModularError::Base)?;
        Ok(Zeroizing::new(BoxedMontyForm::new(number, &self.params)))
    }

    fn bytes_of(&self, number: &BoxedUint) -> Zeroizing<Vec<u8>> {
        let bytes = Zeroizing::new(number.to_be_bytes());
        let skip = bytes.len() - self.byte_len();
        Zeroizing::new(bytes.iter().skip(skip).copied().collect())
    }
}

impl core::fmt::Debug for Modulus {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Modulus({} bits)", self.bits)
    }
}

/// An exponent is drawn again this often at most. Every draw is good with a
/// probability of one half or more.
const MAX_DRAWS: usize = 128;

/// Why no exponent could be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DrawError {
    /// The order cannot bound exponents.
    Order,
    /// The generator of random numbers repeats itself.
    Random,
}

/// A number from 2 to `order - 2`, every one as likely as any other, as long
/// as `order`, whose first byte is not zero.
///
/// A generator that is stuck, or gives the same twice in a row, is an error:
/// with its numbers whoever listens could compute the keys. Chance does that
/// once in 2^64.
///
/// The library's own generator would leave the random bytes on the heap.
pub(super) fn draw_exponent(
    order: &[u8],
    rng: &mut dyn CryptoRng,
) -> Result<Zeroizing<Vec<u8>>, DrawError> {
    let bits = u32::try_from(order.len() * 8).map_err(|_| DrawError::Order)?;
    let unused = order.first().ok_or(DrawError::Order)?.leading_zeros();
    // q - 3 values from 0, moved up by 2.
    let values = BoxedUint::from_be_slice(order, bits).map_err(|_| DrawError::Order)?;
    let values = values.wrapping_sub(BoxedUint::from(3_u8));
    let mut bytes = Zeroizing::new(vec![0; order.len()]);
    let mut before = Zeroizing::new(vec![0; order.len()]);
    for draw in 0..MAX_DRAWS {
        rng.fill_bytes(&mut bytes);
        let again = draw > 0 && bool::from(bytes.ct_eq(&before));
        if again || repeats(&bytes) {
            return Err(DrawError::Random);
        }
        before.copy_from_slice(&bytes);
        if let Some(first) = bytes.first_mut() {
            *first &= u8::MAX >> unused;
        }
        let drawn = BoxedUint::from_be_slice(&bytes, bits).map_err(|_| DrawError::Order)?;
        let drawn = Zeroizing::new(drawn);
        if *drawn >= values {
            continue;
        }
        let exponent = Zeroizing::new(drawn.wrapping_add(BoxedUint::from(2_u8)));
        let limbs = Zeroizing::new(exponent.to_be_bytes());
        let from = limbs.len().checked_sub(order.len());
        let exponent = from.and_then(|from| limbs.get(from..));
        return Ok(Zeroizing::new(exponent.ok_or(DrawError::Order)?.to_vec()));
    }
    Err(DrawError::Random)
}

/// Whether two neighbours among the words of eight bytes are the same: those of
/// a generator that gives one number for ever.
fn repeats(bytes: &[u8]) -> bool {
    let words = bytes.as_chunks::<8>().0;
    let same = words
        .windows(2)
        .map(|pair| matches!(pair, [a, b] if bool::from(a.ct_eq(b))));
    same.fold(false, |any, same| any | same)
}

/// A big-endian number without its leading zero bytes.
#[must_use]
pub fn without_leading_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use core::convert::Infallible;

    use rand_core::{TryCryptoRng, TryRng};

    use super::*;

    fn modulus() -> Vec<u8> {
        let mut bytes = vec![0xFF; 128];
        if let Some(last) = bytes.last_mut() {
            *last = 0x61;
        }
        bytes
    }

    #[test]
    fn results_keep_their_leading_zeros_and_have_the_length_of_the_modulus() {
        let n = Modulus::new(&modulus()).unwrap();
        let power = n.pow(&[2], &[10]).unwrap();
        assert_eq!(power.len(), 128);
        assert!(power.ends_with(&[0x04, 0x00]));
        assert!(power.iter().take(126).all(|byte| *byte == 0));
    }

    #[test]
    fn even_short_and_long_moduli_are_refused_before_any_exponentiation() {
        let mut even = modulus();
        *even.last_mut().unwrap() = 0x60;
        for bytes in [&even[..], &modulus()[1..], &[1; 513], &[], &[1]] {
            assert_eq!(Modulus::new(bytes).unwrap_err(), ModularError::Modulus);
        }
        assert!(Modulus::new(&[1; 512]).is_ok());
    }

    #[test]
    fn zero_one_and_their_mirror_images_are_no_proper_elements() {
        let n = Modulus::new(&modulus()).unwrap();
        let below = |distance: u8| {
            let mut bytes = modulus();
            *bytes.last_mut().unwrap() -= distance;
            bytes
        };
        for improper in [
            vec![],
            vec![0; 128],
            vec![1],
            below(0),
            below(1),
            vec![0xFF; 128],
            vec![1; 129],
        ] {
            assert!(!n.is_proper_element(&improper));
        }
        assert!(n.is_proper_element(&[2]));
        assert!(n.is_proper_element(&below(2)));
        assert_eq!(n.pow(&below(0), &[1]).unwrap_err(), ModularError::Base);
    }

    /// Gives these numbers of two bytes, then nothing.
    struct Script(Vec<u16>);

    impl TryRng for Script {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            Ok(0)
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            Ok(0)
        }

        fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
            target.copy_from_slice(&self.0.remove(0).to_be_bytes());
            Ok(())
        }
    }

    impl TryCryptoRng for Script {}

    #[test]
    fn exponents_go_from_2_to_the_order_less_2_and_what_is_above_is_drawn_again() {
        const ORDER: u16 = 0x4321;
        let draw = |script: &[u16]| {
            let mut rng = Script(script.to_vec());
            let exponent = draw_exponent(&ORDER.to_be_bytes(), &mut rng).unwrap();
            assert!(rng.0.is_empty());
            u16::from_be_bytes(exponent.as_slice().try_into().unwrap())
        };
        assert_eq!(draw(&[0]), 2);
        assert_eq!(draw(&[ORDER - 4]), ORDER - 2);
        assert_eq!(draw(&[ORDER - 3, ORDER, 0x7FFF, 5]), 7);
        // The bit above the order's is not used, or half would be drawn again.
        assert_eq!(draw(&[0x8005]), 7);
    }

    /// Gives the same block of 16 bytes for ever, the same byte throughout, or
    /// what is out of range.
    struct Stuck([u8; 16]);

    impl TryRng for Stuck {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            Ok(0)
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            Ok(0)
        }

        fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
            for (to, from) in target.iter_mut().zip(self.0.iter().cycle()) {
                *to = *from;
            }
            Ok(())
        }
    }

    impl TryCryptoRng for Stuck {}

    #[test]
    fn a_generator_that_is_stuck_or_repeats_itself_is_an_error_and_no_loop() {
        let mut order = [0x55; 32];
        order[31] = 0x11;
        for byte in [0x00, 0x01, 0x42, 0xFF] {
            let drawn = draw_exponent(&order, &mut Stuck([byte; 16]));
            assert_eq!(drawn, Err(DrawError::Random), "{byte}");
        }
        // A block out of range, again and again.
        let out = core::array::from_fn(|at| 0xF0 + u8::try_from(at).unwrap());
        assert_eq!(
            draw_exponent(&order, &mut Stuck(out)),
            Err(DrawError::Random)
        );
        // Two blocks out of range in turns.
        let turns: Vec<u16> = [0x4320, 0x4321].repeat(MAX_DRAWS / 2);
        let drawn = draw_exponent(&0x4321_u16.to_be_bytes(), &mut Script(turns));
        assert_eq!(drawn, Err(DrawError::Random));
        assert_eq!(draw_exponent(&[], &mut Stuck(out)), Err(DrawError::Order));
    }

    #[test]
    fn products_are_reduced_and_keep_their_leading_zeros() {
        let n = Modulus::new(&modulus()).unwrap();
        let mut minus_one = modulus();
        *minus_one.last_mut().unwrap() -= 1;
        let product = n.mul(&minus_one, &minus_one).unwrap();
        assert_eq!(product.len(), 128);
        assert_eq!(without_leading_zeros(&product), [1]);
        assert_eq!(n.mul(&modulus(), &[1]).unwrap_err(), ModularError::Base);
    }
}
