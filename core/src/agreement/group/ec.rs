//! Diffie-Hellman on elliptic curves of prime order, over `RustCrypto`'s
//! complete addition formulas, constant in time.

use core::iter::repeat_n;

use primeorder::{
    AffinePoint, Field, FieldBytes, PrimeCurveParams, PrimeField, PrimeFieldExt, ProjectivePoint,
    Scalar,
    elliptic_curve::{
        bigint::Encoding,
        point::AffineCoordinates,
        subtle::{Choice, ConditionallySelectable, ConstantTimeEq},
    },
};
use zeroize::Zeroizing;

use super::GroupError;

/// First byte of an uncompressed point (SEC 1 section 2.3.3).
const UNCOMPRESSED: u8 = 0x04;

/// The curves for which there is an implementation that is constant in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Curve {
    NistP256,
    NistP384,
    NistP521,
    BrainpoolP256r1,
    BrainpoolP384r1,
}

/// Calls a function that is generic over the curve's type.
macro_rules! on {
    ($curve:expr, $function:ident($($argument:expr),*)) => {
        match $curve {
            Curve::NistP256 => $function::<p256::NistP256>($($argument),*),
            Curve::NistP384 => $function::<p384::NistP384>($($argument),*),
            Curve::NistP521 => $function::<p521::NistP521>($($argument),*),
            Curve::BrainpoolP256r1 => $function::<bp256::BrainpoolP256r1>($($argument),*),
            Curve::BrainpoolP384r1 => $function::<bp384::BrainpoolP384r1>($($argument),*),
        }
    };
}

impl Curve {
    pub(super) const ALL: [Self; 5] = [
        Self::NistP256,
        Self::BrainpoolP256r1,
        Self::NistP384,
        Self::BrainpoolP384r1,
        Self::NistP521,
    ];

    /// Number of the standardised domain parameters (ICAO Doc 9303-11
    /// section 9.5.1).
    pub(super) const fn parameter_id(self) -> u8 {
        match self {
            Self::NistP256 => 12,
            Self::BrainpoolP256r1 => 13,
            Self::NistP384 => 15,
            Self::BrainpoolP384r1 => 16,
            Self::NistP521 => 18,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::NistP256 => "NIST P-256",
            Self::NistP384 => "NIST P-384",
            Self::NistP521 => "NIST P-521",
            Self::BrainpoolP256r1 => "brainpoolP256r1",
            Self::BrainpoolP384r1 => "brainpoolP384r1",
        }
    }

    /// Bits of the prime; the order has as many on all five curves.
    pub(super) const fn bits(self) -> usize {
        match self {
            Self::NistP256 | Self::BrainpoolP256r1 => 256,
            Self::NistP384 | Self::BrainpoolP384r1 => 384,
            Self::NistP521 => 521,
        }
    }

    /// Bytes of a coordinate and of a private key.
    pub(super) const fn byte_len(self) -> usize {
        self.bits().div_ceil(8)
    }

    pub(super) fn generator(self) -> Vec<u8> {
        on!(self, generator())
    }

    pub(super) fn order(self) -> Vec<u8> {
        on!(self, order())
    }

    pub(super) fn element(self, point: &[u8]) -> Result<Vec<u8>, GroupError> {
        on!(self, decode(point)).map(|()| point.to_vec())
    }

    pub(super) fn multiply(
        self,
        point: &[u8],
        scalar: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        on!(self, multiply(point, scalar))
    }

    pub(super) fn map_generic(
        self,
        nonce: &[u8],
        shared: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        on!(self, map_generic(nonce, shared))
    }

    pub(super) fn map_integrated(self, random: &[u8]) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        on!(self, map_integrated(random))
    }

    #[cfg(any(test, feature = "card-side"))]
    pub(super) fn divide(
        self,
        dividend: &[u8],
        divisor: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        on!(self, divide(dividend, divisor))
    }
}

fn generator<C: PrimeCurveParams>() -> Vec<u8> {
    encode::<C>(&AffinePoint::<C>::GENERATOR).to_vec()
}

fn order<C: PrimeCurveParams>() -> Vec<u8>
where
    C::Uint: Encoding,
{
    let bytes = C::ORDER.get().to_be_bytes();
    crate::agreement::modular::without_leading_zeros(bytes.as_ref()).to_vec()
}

fn decode<C: PrimeCurveParams>(point: &[u8]) -> Result<(), GroupError> {
    affine::<C>(point).map(drop)
}

/// Only uncompressed points: the other forms are not for key agreement (BSI
/// TR-03110-3 appendix A.2.2.2). Infinity has no such form.
fn affine<C: PrimeCurveParams>(point: &[u8]) -> Result<AffinePoint<C>, GroupError> {
    let bad = GroupError::NotAnElement;
    let Some((&UNCOMPRESSED, coordinates)) = point.split_first() else {
        return Err(bad);
    };
    let (x, y) = coordinates
        .split_at_checked(coordinates.len() / 2)
        .ok_or(bad)?;
    let x = FieldBytes::<C>::try_from(x).map_err(|_| bad)?;
    let y = FieldBytes::<C>::try_from(y).map_err(|_| bad)?;
    AffinePoint::<C>::from_coordinates(&x, &y)
        .into_option()
        .ok_or(bad)
}

/// Of a point that is not infinity.
fn encode<C: PrimeCurveParams>(point: &AffinePoint<C>) -> Zeroizing<Vec<u8>> {
    let (x, y) = (Zeroizing::new(point.x()), Zeroizing::new(point.y()));
    let mut out = Zeroizing::new(Vec::with_capacity(1 + x.len() + y.len()));
    out.push(UNCOMPRESSED);
    out.extend_from_slice(&x);
    out.extend_from_slice(&y);
    out
}

fn finite<C: PrimeCurveParams>(
    point: ProjectivePoint<C>,
) -> Result<Zeroizing<Vec<u8>>, GroupError> {
    let affine = Zeroizing::new(AffinePoint::<C>::from(point));
    if affine.is_identity().into() {
        Err(GroupError::Degenerate)
    } else {
        Ok(encode::<C>(&affine))
    }
}

/// A private key: below the order, as long as the order.
fn scalar<C: PrimeCurveParams>(bytes: &[u8]) -> Result<Zeroizing<Scalar<C>>, GroupError> {
    let bytes = FieldBytes::<C>::try_from(bytes).map_err(|_| GroupError::PrivateKey)?;
    Scalar::<C>::from_repr(bytes)
        .into_option()
        .map(Zeroizing::new)
        .ok_or(GroupError::PrivateKey)
}

fn multiply<C: PrimeCurveParams>(
    point: &[u8],
    by: &[u8],
) -> Result<Zeroizing<Vec<u8>>, GroupError> {
    finite::<C>(ProjectivePoint::<C>::from(affine::<C>(point)?) * *scalar::<C>(by)?)
}

/// s · G + H.
fn map_generic<C: PrimeCurveParams>(
    nonce: &[u8],
    shared: &[u8],
) -> Result<Zeroizing<Vec<u8>>, GroupError> {
    let nonce: Zeroizing<Scalar<C>> = Zeroizing::new(reduce(nonce));
    let blinded = ProjectivePoint::<C>::GENERATOR * *nonce;
    finite::<C>(blinded + ProjectivePoint::<C>::from(affine::<C>(shared)?))
}

/// A big-endian number of any length modulo the order or the prime.
fn reduce<F: PrimeField>(number: &[u8]) -> F {
    let shift = F::from(1 << 32).square();
    let mut sum = F::ZERO;
    let mut padded = Zeroizing::new(Vec::with_capacity(number.len() + 8));
    padded.extend(repeat_n(0, number.len().next_multiple_of(8) - number.len()));
    padded.extend_from_slice(number);
    for word in padded.as_chunks::<8>().0 {
        sum = sum * shift + F::from(u64::from_be_bytes(*word));
    }
    sum
}

/// The simplified Shallue-van de Woestijne-Ulas encoding of t, the number
/// modulo p (ICAO Doc 9303-11 section 4.4.3.3.2 and appendix B.2), for primes
/// that leave 3 modulo 4. In its terms, with `w = h2^((p+1)/4)`: where h2 is a
/// square, `A · h2 = w`; where it is not one, `w² = -h2`, so that
/// `A · t³ · h2 = -t³ · w`. That saves the division.
fn map_integrated<C: PrimeCurveParams>(random: &[u8]) -> Result<Zeroizing<Vec<u8>>, GroupError> {
    let t: C::FieldElement = reduce(random);
    let one = C::FieldElement::ONE;
    let alpha = -t.square();
    let inverse = Field::invert(&(alpha + alpha.square()))
        .into_option()
        .ok_or(GroupError::Degenerate)?;
    let b_over_a = Field::invert(&C::EQUATION_A)
        .into_option()
        .map(|inverse| C::EQUATION_B * inverse)
        .ok_or(GroupError::Degenerate)?;
    let x2 = -(b_over_a * (one + inverse));
    let x3 = alpha * x2;
    let h2 = x2.square() * x2 + C::EQUATION_A * x2 + C::EQUATION_B;
    let w = h2.pow_vartime(root_exponent::<C::FieldElement>());
    let square: Choice = w.square().ct_eq(&h2);
    let x = C::FieldElement::conditional_select(&x3, &x2, square);
    let y = C::FieldElement::conditional_select(&-(t.square() * t * w), &w, square);
    let (x, y) = (
        Zeroizing::new(x.to_be_repr()),
        Zeroizing::new(y.to_be_repr()),
    );
    AffinePoint::<C>::from_coordinates(&x, &y)
        .into_option()
        .map(|point| encode::<C>(&point))
        .ok_or(GroupError::Degenerate)
}

/// (p + 1) / 4 as words, lowest first, for a prime that leaves 3 modulo 4:
/// p - 1 is 4k + 2, and this is k + 1, which has no carry beyond a word
/// because 4k + 6 does not.
fn root_exponent<F: PrimeFieldExt>() -> Vec<u64> {
    let top = (-F::ONE).to_le_repr();
    let mut words: Vec<u64> = top
        .as_ref()
        .chunks(8)
        .map(|chunk| {
            chunk
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u64::from(*byte))
        })
        .collect();
    let mut carry = 0;
    for word in words.iter_mut().rev() {
        (*word, carry) = (*word >> 2 | carry << 62, *word & 3);
    }
    for word in &mut words {
        *word = word.wrapping_add(1);
        if *word != 0 {
            break;
        }
    }
    words
}

/// dividend / divisor modulo the order.
#[cfg(any(test, feature = "card-side"))]
fn divide<C: PrimeCurveParams>(
    dividend: &[u8],
    divisor: &[u8],
) -> Result<Zeroizing<Vec<u8>>, GroupError> {
    let inverse = Field::invert(&*scalar::<C>(divisor)?)
        .into_option()
        .map(Zeroizing::new)
        .ok_or(GroupError::PrivateKey)?;
    let quotient = Zeroizing::new(*scalar::<C>(dividend)? * *inverse);
    let bytes = Zeroizing::new(quotient.to_repr());
    Ok(Zeroizing::new(bytes.to_vec()))
}
