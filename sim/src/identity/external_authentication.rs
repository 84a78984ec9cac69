//! Key 84, the root that certifies terminals for the IAS device authentication.
//!
//! On issued cards the private exponent of this root is one published number for all cards, and
//! only its modulus has to be read from the card (`ExtAuth_PrivExp` in italia/cie-middleware-linux
//! `cie-pkcs11/CSP/ExtAuthKey.cpp`, and how `IAS.cpp` beside it uses it). Every terminal
//! therefore signs its own certificate with that exponent and whatever modulus the card names. A
//! simulated card chooses a modulus of its own, N' = p·q with gcd(d, λ(N')) = 1, and publishes the
//! public exponent e' = d⁻¹ mod λ(N') that fits: the certificate of any terminal then verifies. The
//! price is an e' as long as the modulus.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, ConcatenatingMul, Gcd, NonZero, Odd, Resize};

use super::BuildError;
use super::primes::PrimePair;
use super::rsa_key::{BlockOutOfRange, RSA_BYTES, block_of, number};

/// The public key object 84 of the simulated card: what GET DATA `7F49` returns, in values.
#[derive(Clone, Debug)]
pub struct ExternalAuthenticationKey {
    modulus: [u8; RSA_BYTES],
    exponent: Box<[u8]>,
    params: BoxedMontyParams,
    exponent_number: BoxedUint,
}

impl ExternalAuthenticationKey {
    /// Certificate holder reference of the root (tag `5F20`), 12 bytes; the last 8 are the
    /// authority reference that terminals copy into their certificates.
    ///
    /// The value on issued cards is not published; this one spells `SIMCA001` and is assumed.
    pub const HOLDER_REFERENCE: [u8; 12] = *b"\0\0\0\0SIMCA001";

    /// Certificate holder authorisation of the root (tag `5F4C`), 7 bytes: the first 6 bytes of
    /// the IAS application identifier, which terminals copy (`IAS.cpp`), then a role byte. The
    /// value on issued cards is not published; this one is assumed.
    pub const HOLDER_AUTHORISATION: [u8; 7] = [0xA0, 0x00, 0x00, 0x00, 0x30, 0x80, 0x00];

    /// The key with modulus p·q whose private exponent is `d`.
    pub(super) fn new(primes: &PrimePair, d: &[u8; RSA_BYTES]) -> Result<Self, BuildError> {
        let p = BoxedUint::from_be_slice_vartime(&primes.p);
        let q = BoxedUint::from_be_slice_vartime(&primes.q);
        let modulus = p.concatenating_mul(&q);

        let (p1, q1) = (
            p.wrapping_sub(BoxedUint::one()),
            q.wrapping_sub(BoxedUint::one()),
        );
        let gcd = nonzero(p1.gcd(&q1))?;
        let lambda = nonzero(
            p1.concatenating_mul(q1.div_rem(&gcd).0)
                .resize(modulus.bits_precision()),
        )?;
        let exponent_number = number(d)
            .rem(&lambda)
            .invert_mod(&lambda)
            .into_option()
            .ok_or(BuildError::ExponentNotInvertible)?;

        let odd: Odd<BoxedUint> = Odd::new(modulus.clone())
            .into_option()
            .ok_or(BuildError::ExponentNotInvertible)?;
        Ok(Self {
            modulus: block_of(&modulus).ok_or(BuildError::ExponentNotInvertible)?,
            exponent: exponent_number.to_be_bytes_trimmed_vartime(),
            params: BoxedMontyParams::new_vartime(odd),
            exponent_number,
        })
    }

    /// The modulus N' (tag `81`).
    pub fn modulus(&self) -> &[u8; RSA_BYTES] {
        &self.modulus
    }

    /// The public exponent e' (tag `82`), big-endian without leading zero bytes; about 256 bytes.
    pub fn exponent(&self) -> &[u8] {
        &self.exponent
    }

    /// The public-key operation, signature^e' mod N' (RSAVP1, RFC 8017 section 5.2.2): what the
    /// card does to open the certificate of a terminal.
    ///
    /// # Errors
    /// [`BlockOutOfRange`] when the signature, read big-endian, is not smaller than N'.
    pub fn public_operation(
        &self,
        signature: &[u8; RSA_BYTES],
    ) -> Result<[u8; RSA_BYTES], BlockOutOfRange> {
        if signature >= &self.modulus {
            return Err(BlockOutOfRange);
        }
        let base = BoxedMontyForm::new(number(signature), &self.params);
        block_of(&base.pow(&self.exponent_number).retrieve()).ok_or(BlockOutOfRange)
    }
}

fn nonzero(number: BoxedUint) -> Result<NonZero<BoxedUint>, BuildError> {
    NonZero::new(number)
        .into_option()
        .ok_or(BuildError::ExponentNotInvertible)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step must fail the test")]

    use cie_core::agreement::ias::terminal::AUTHORITY_PRIVATE_EXPONENT;
    use rand_core::Rng;

    use super::super::Identity;
    use super::super::seed::SeedStream;
    use super::*;

    #[test]
    fn what_a_terminal_signs_with_the_published_exponent_opens_with_key_84() {
        let key = Identity::standard().external_authentication_key();
        let mut stream = SeedStream::new("test of key 84");
        for _ in 0..4 {
            let mut message = [0; RSA_BYTES];
            stream.fill_bytes(&mut message);
            message[0] &= 0x7F;
            // As a terminal does it: the published exponent and the modulus read from the card.
            let modulus = BoxedUint::from_be_slice_vartime(key.modulus())
                .to_odd()
                .unwrap();
            let params = BoxedMontyParams::new(modulus);
            let signature = BoxedMontyForm::new(number(&message), &params)
                .pow(&number(&AUTHORITY_PRIVATE_EXPONENT))
                .retrieve();
            let signature = block_of(&signature).unwrap();

            assert_ne!(signature, message);
            assert_eq!(key.public_operation(&signature), Ok(message));
        }
    }

    #[test]
    fn a_signature_that_is_not_below_the_modulus_is_refused() {
        let key = Identity::standard().external_authentication_key();
        assert_eq!(key.public_operation(key.modulus()), Err(BlockOutOfRange));
        assert_eq!(
            key.public_operation(&[0xFF; RSA_BYTES]),
            Err(BlockOutOfRange)
        );
    }

    #[test]
    fn the_modulus_has_2048_bits_and_the_exponent_no_leading_zero() {
        let key = Identity::standard().external_authentication_key();
        assert!(key.modulus()[0] >= 0x80);
        assert!(key.exponent().first() != Some(&0) && key.exponent().len() <= RSA_BYTES);
    }
}
