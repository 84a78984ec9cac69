//! Diffie-Hellman modulo a prime.

use crypto_bigint::{BoxedUint, NonZero};
use zeroize::Zeroizing;

use super::{
    GroupError,
    check::{check, is_element},
    rfc5114::Numbers,
};
use crate::agreement::modular::{Modulus, without_leading_zeros};

/// A group modulo p, and the subgroup of order q that g generates.
#[derive(Clone)]
pub(super) struct Domain {
    modulus: Modulus,
    p: Vec<u8>,
    g: Vec<u8>,
    /// Not every encoding of a group tells it.
    q: Option<Vec<u8>>,
}

impl Domain {
    pub(super) fn standardised(numbers: &Numbers) -> Result<Self, GroupError> {
        Self::new(numbers.p, numbers.g, Some(numbers.q))
    }

    /// No exponentiation happens here.
    pub(super) fn new(p: &[u8], g: &[u8], q: Option<&[u8]>) -> Result<Self, GroupError> {
        let modulus = check(p, g, q).map_err(|_| GroupError::Parameters)?;
        Ok(Self {
            p: without_leading_zeros(p).to_vec(),
            g: padded(g, modulus.byte_len()).ok_or(GroupError::Parameters)?,
            q: q.map(|q| without_leading_zeros(q).to_vec()),
            modulus,
        })
    }

    pub(super) const fn modulus(&self) -> &Modulus {
        &self.modulus
    }

    pub(super) fn generator(&self) -> &[u8] {
        &self.g
    }

    /// What private keys are drawn below: q, or p where q is not known.
    pub(super) fn order(&self) -> &[u8] {
        self.q.as_deref().unwrap_or(&self.p)
    }

    /// A number from outside as an element: 1 < y < p - 1, in the subgroup
    /// where its order is known, and not longer than p. Whether leading zeros
    /// are there does not matter: ICAO Doc 9303-11 section 9.4.1 leaves them
    /// out, and many implementations write them.
    pub(super) fn element(&self, number: &[u8]) -> Result<Vec<u8>, GroupError> {
        if !is_element(&self.modulus, self.q.as_deref(), number) {
            return Err(GroupError::NotAnElement);
        }
        padded(number, self.modulus.byte_len()).ok_or(GroupError::NotAnElement)
    }

    pub(super) fn power(
        &self,
        base: &[u8],
        exponent: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        self.modulus
            .pow(base, exponent)
            .map_err(|_| GroupError::NotAnElement)
    }

    /// Generic mapping: g^s · h.
    pub(super) fn map_generic(
        &self,
        nonce: &[u8],
        shared: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        let blinded = self.power(&self.g, nonce)?;
        let mapped = self
            .modulus
            .mul(&blinded, shared)
            .map_err(|_| GroupError::NotAnElement)?;
        self.generates(mapped)
    }

    /// Integrated mapping: the pseudo-random number modulo p, to the power
    /// (p - 1) / q.
    pub(super) fn map_integrated(&self, random: &[u8]) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        let q = self.q.as_ref().ok_or(GroupError::Parameters)?;
        let reduced = self.reduce(random)?;
        let mapped = self.power(&reduced, &self.cofactor(q)?)?;
        self.generates(mapped)
    }

    /// Refuses what generates nothing. In a group of prime order everything
    /// else generates all of it.
    fn generates(&self, mapped: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        if self.modulus.is_proper_element(&mapped) {
            Ok(mapped)
        } else {
            Err(GroupError::Degenerate)
        }
    }

    fn reduce(&self, number: &[u8]) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        let bits = u32::try_from(number.len() * 8).map_err(|_| GroupError::NotAnElement)?;
        let p = NonZero::new(BoxedUint::from_be_slice_vartime(&self.p)).into_option();
        let p = p.ok_or(GroupError::Parameters)?;
        let number = BoxedUint::from_be_slice(number, bits).map_err(|_| GroupError::Parameters)?;
        let number = Zeroizing::new(number);
        let remainder = Zeroizing::new(number.rem(&p));
        let bytes = Zeroizing::new(remainder.to_be_bytes());
        Ok(Zeroizing::new(without_leading_zeros(&bytes).to_vec()))
    }

    /// (p - 1) / q, all of it public.
    fn cofactor(&self, q: &[u8]) -> Result<Vec<u8>, GroupError> {
        let q = NonZero::new(BoxedUint::from_be_slice_vartime(q)).into_option();
        let q = q.ok_or(GroupError::Parameters)?;
        let p_minus_one = BoxedUint::from_be_slice_vartime(&self.p).wrapping_sub(BoxedUint::one());
        let (cofactor, rest) = p_minus_one.div_rem_vartime(&q);
        if bool::from(rest.is_zero()) {
            Ok(without_leading_zeros(&cofactor.to_be_bytes()).to_vec())
        } else {
            Err(GroupError::Parameters)
        }
    }
}

/// `number` with `len` bytes; `None` when it has more.
fn padded(number: &[u8], len: usize) -> Option<Vec<u8>> {
    let number = without_leading_zeros(number);
    let mut out = vec![0; len.checked_sub(number.len())?];
    out.extend_from_slice(number);
    Some(out)
}
