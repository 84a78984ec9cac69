//! ECDSA on the curves for which our cryptography has no crate (P-192, P-224,
//! brainpoolP192r1, P224r1, P320r1 and P512r1): verification alone, of public
//! numbers, so that neither time nor memory has to keep a secret
//! (docs/adr/0016-curves-without-a-crate.md).
//!
//! Points are added by the complete formulas of J. Renes, C. Costello and L.
//! Batina ("Complete addition formulas for prime order elliptic curves", 2015,
//! algorithm 1), which have no exceptions on curves of prime order, as these
//! are; the arithmetic is `crypto-bigint`'s.

use crypto_bigint::{
    BoxedUint, Odd,
    modular::{BoxedMontyForm, BoxedMontyParams},
};

use super::signature::SignatureError;
use crate::emrtd::curve::Definition;

const MALFORMED: SignatureError = SignatureError::Malformed("the point is not on the curve");

/// Verifies the signature `r ‖ s`, both as long as the order, over a digest
/// (SEC 1 section 4.1.4).
pub(super) fn verify(
    definition: &Definition,
    point: &[u8],
    digest: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    const INVALID: SignatureError = SignatureError::Invalid;
    let curve = Curve::of(definition).ok_or(MALFORMED)?;
    let key = curve.read(point)?;
    let generator = curve.affine(definition.x, definition.y).ok_or(MALFORMED)?;
    let order = Modulus::new(definition.order).ok_or(MALFORMED)?;
    let (r, s) = signature
        .split_at_checked(definition.order.len())
        .ok_or(INVALID)?;
    let r = order.number(r).ok_or(INVALID)?;
    let s = order.number(s).ok_or(INVALID)?;
    if bool::from(r.is_zero()) {
        return Err(INVALID);
    }
    // Zero has no inverse.
    let inverse = order.residue(s).invert_vartime();
    let inverse = inverse.into_option().ok_or(INVALID)?;
    let digest = order.residue(order.leftmost(digest).ok_or(MALFORMED)?);
    let sum = curve.sum(
        (&digest.mul(&inverse).retrieve(), &generator),
        (&order.residue(r.clone()).mul(&inverse).retrieve(), &key),
    );
    if bool::from(sum.z.is_zero()) {
        return Err(INVALID);
    }
    // The x coordinate is X / Z. Modulo the order it must be r: it is r itself,
    // or r and the order, where that is still below the prime.
    let is_x = |x: BoxedUint| curve.field.residue(x).mul(&sum.z).retrieve() == sum.x.retrieve();
    let more = r.wrapping_add(&order.value);
    let more = (curve.field.value > order.value
        && r < curve.field.value.wrapping_sub(&order.value))
    .then_some(more);
    if (r < curve.field.value && is_x(r)) || more.is_some_and(is_x) {
        Ok(())
    } else {
        Err(INVALID)
    }
}

/// Arithmetic modulo a prime.
struct Modulus {
    params: BoxedMontyParams,
    value: BoxedUint,
}

impl Modulus {
    fn new(bytes: &[u8]) -> Option<Self> {
        let value = BoxedUint::from_be_slice_vartime(bytes);
        let odd = Odd::new(value.clone()).into_option()?;
        Some(Self {
            params: BoxedMontyParams::new_vartime(odd),
            value,
        })
    }

    /// A number below the modulus.
    fn number(&self, bytes: &[u8]) -> Option<BoxedUint> {
        BoxedUint::from_be_slice(bytes, self.value.bits_precision())
            .ok()
            .filter(|number| *number < self.value)
    }

    /// As many bits of a digest as the modulus has, from the left, reduced (SEC
    /// 1 section 4.1.4, step 5).
    fn leftmost(&self, digest: &[u8]) -> Option<BoxedUint> {
        let bits = self.value.bits_vartime();
        let len = bits.div_ceil(8) as usize;
        let cut = digest.get(..len).unwrap_or(digest);
        let mut number = BoxedUint::from_be_slice(cut, self.value.bits_precision()).ok()?;
        if cut.len() == len {
            number = number.wrapping_shr_vartime(bits.wrapping_neg() % 8);
        }
        if number < self.value {
            Some(number)
        } else {
            Some(number.wrapping_sub(&self.value))
        }
    }

    /// Of a number below the modulus.
    fn residue(&self, number: BoxedUint) -> BoxedMontyForm {
        BoxedMontyForm::new(number, &self.params)
    }
}

/// A point in homogeneous coordinates: (X / Z, Y / Z); at infinity Z is zero.
#[derive(Clone)]
struct Point {
    x: BoxedMontyForm,
    y: BoxedMontyForm,
    z: BoxedMontyForm,
}

struct Curve {
    field: Modulus,
    field_len: usize,
    a: BoxedMontyForm,
    b: BoxedMontyForm,
    /// Three times b.
    b3: BoxedMontyForm,
}

impl Curve {
    fn of(definition: &Definition) -> Option<Self> {
        let field = Modulus::new(definition.p)?;
        let a = field.residue(field.number(definition.a)?);
        let b = field.residue(field.number(definition.b)?);
        Some(Self {
            field_len: definition.p.len(),
            b3: b.double().add(&b),
            field,
            a,
            b,
        })
    }

    /// An encoded point (SEC 1 section 2.3.4), which is not infinity.
    fn read(&self, encoded: &[u8]) -> Result<Point, SignatureError> {
        match encoded.split_first() {
            Some((0x04, point)) => {
                let (x, y) = point.split_at_checked(self.field_len).ok_or(MALFORMED)?;
                self.affine(x, y).ok_or(MALFORMED)
            }
            Some((0x02 | 0x03, _)) => Err(SignatureError::Unsupported("a compressed point")),
            _ => Err(MALFORMED),
        }
    }

    /// `None` when the coordinates are not those of a point of the curve.
    fn affine(&self, x: &[u8], y: &[u8]) -> Option<Point> {
        if x.len() != self.field_len || y.len() != self.field_len {
            return None;
        }
        let x = self.field.residue(self.field.number(x)?);
        let y = self.field.residue(self.field.number(y)?);
        let right = x.square().add(&self.a).mul(&x).add(&self.b);
        (y.square().retrieve() == right.retrieve()).then(|| Point {
            x,
            y,
            z: BoxedMontyForm::one(&self.field.params),
        })
    }

    /// The sum of two points, each taken so many times, bit by bit.
    fn sum(&self, one: (&BoxedUint, &Point), other: (&BoxedUint, &Point)) -> Point {
        let both = self.add(one.1, other.1);
        let mut sum = Point {
            x: BoxedMontyForm::zero(&self.field.params),
            y: BoxedMontyForm::one(&self.field.params),
            z: BoxedMontyForm::zero(&self.field.params),
        };
        let bits = one.0.bits_vartime().max(other.0.bits_vartime());
        for bit in (0..bits).rev() {
            sum = self.add(&sum, &sum);
            let set = |number: &BoxedUint| bool::from(number.bit(bit));
            sum = match (set(one.0), set(other.0)) {
                (true, true) => self.add(&sum, &both),
                (true, false) => self.add(&sum, one.1),
                (false, true) => self.add(&sum, other.1),
                (false, false) => sum,
            };
        }
        sum
    }

    /// Complete addition, of a point to itself and of infinity, too.
    fn add(&self, p: &Point, q: &Point) -> Point {
        let xx = p.x.mul(&q.x);
        let yy = p.y.mul(&q.y);
        let zz = p.z.mul(&q.z);
        let xy = p.x.add(&p.y).mul(&q.x.add(&q.y)).sub(&xx.add(&yy));
        let xz = p.x.add(&p.z).mul(&q.x.add(&q.z)).sub(&xx.add(&zz));
        let yz = p.y.add(&p.z).mul(&q.y.add(&q.z)).sub(&yy.add(&zz));
        let line = self.a.mul(&xz).add(&self.b3.mul(&zz));
        let (minus, plus) = (yy.sub(&line), yy.add(&line));
        let azz = self.a.mul(&zz);
        let slope = xx.double().add(&xx).add(&azz);
        let rest = self.b3.mul(&xz).add(&self.a.mul(&xx.sub(&azz)));
        Point {
            x: xy.mul(&minus).sub(&yz.mul(&rest)),
            y: minus.mul(&plus).add(&slope.mul(&rest)),
            z: yz.mul(&plus).add(&xy.mul(&slope)),
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use p384::ecdsa::{SigningKey, signature::hazmat::PrehashSigner};

    use super::*;
    use crate::emrtd::curve;

    fn definitions() -> impl Iterator<Item = &'static Definition> {
        curve::Curve::ALL.iter().map(|curve| curve.definition())
    }

    #[test]
    fn every_generator_is_on_its_curve_and_has_its_order() {
        for definition in definitions() {
            let curve = Curve::of(definition).unwrap();
            let generator = curve.affine(definition.x, definition.y).unwrap();
            let order = BoxedUint::from_be_slice_vartime(definition.order);
            let zero = BoxedUint::zero_with_precision(order.bits_precision());
            let infinity = curve.sum((&order, &generator), (&zero, &generator));
            assert!(bool::from(infinity.z.is_zero()));
            // One time less is the point with the opposite y.
            let less = order.wrapping_sub(BoxedUint::one());
            let opposite = curve.sum((&less, &generator), (&zero, &generator));
            let x = generator.x.mul(&opposite.z).retrieve();
            assert_eq!(x, opposite.x.retrieve());
            let y = generator.y.neg().mul(&opposite.z).retrieve();
            assert_eq!(y, opposite.y.retrieve());
        }
    }

    #[test]
    fn a_signature_of_the_crate_of_a_curve_holds_here_and_no_other_does() {
        let definition = curve::Curve::NistP384.definition();
        for number in 1..=8_u8 {
            let key = SigningKey::from_slice(&[number; 48]).unwrap();
            let point = key.verifying_key().to_sec1_point(false);
            let digest = [number; 48];
            let signature: p384::ecdsa::Signature = key.sign_prehash(&digest).unwrap();
            let signature = signature.to_bytes();
            let verify = |digest: &[u8], signature: &[u8]| {
                verify(definition, point.as_bytes(), digest, signature)
            };
            assert_eq!(verify(&digest, &signature), Ok(()));
            for at in [0, 47, 48, 95] {
                let mut altered = signature.to_vec();
                *altered.get_mut(at).unwrap() ^= 1;
                assert_eq!(verify(&digest, &altered), Err(SignatureError::Invalid));
            }
            let other = [number ^ 1; 48];
            assert_eq!(verify(&other, &signature), Err(SignatureError::Invalid));
        }
    }

    #[test]
    fn numbers_out_of_bounds_and_points_off_the_curve_are_refused() {
        for definition in definitions() {
            let point = [&[0x04], definition.x, definition.y].concat();
            let len = definition.order.len();
            let one = [&vec![0; len - 1][..], &[1]].concat();
            let zero = vec![0; len];
            let verify = |point: &[u8], r: &[u8], s: &[u8]| {
                verify(definition, point, &[7; 20], &[r, s].concat())
            };
            for (r, s) in [
                (&zero[..], &one[..]),
                (&one, &zero),
                (definition.order, &one),
                (&one, definition.order),
                (&one, &one),
                (&one, &[]),
            ] {
                assert_eq!(verify(&point, r, s), Err(SignatureError::Invalid));
            }
            let mut off = point.clone();
            *off.last_mut().unwrap() ^= 1;
            let beyond = [&[0x04], definition.p, definition.y].concat();
            for point in [&off[..], &beyond, &point[1..], &[0x00], &[], &point[..len]] {
                assert_eq!(verify(point, &one, &one), Err(MALFORMED));
            }
        }
    }
}
