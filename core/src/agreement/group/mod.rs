//! The groups in which keys are agreed: Diffie-Hellman modulo a prime and on
//! elliptic curves, with elements as bytes.
//!
//! | parameters | group | |
//! |---|---|---|
//! | 0, 1, 2 | RFC 5114 section 2.1, 2.2, 2.3 | the CIE has 2 |
//! | 12, 15, 18 | NIST P-256, P-384, P-521 | |
//! | 13, 16 | brainpoolP256r1, brainpoolP384r1 | |
//! | 8 to 11 | curves of 192 and 224 bits | not here: weaker than 128 bits |
//! | 14, 17 | brainpoolP320r1, brainpoolP512r1 | not here: no implementation constant in time |
//!
//! (numbers of ICAO Doc 9303-11 section 9.5.1).
//!
//! **Leading zeros.** Secrets and points have the length of the field, always.
//! Public numbers of Diffie-Hellman are unsigned integers without leading
//! zeros by ICAO Doc 9303-11 section 9.4.1, and many implementations pad them
//! nevertheless; both are taken from the other side. One key in 256 would be
//! written in two ways, and an authentication token over it computed in two
//! ways: such a key is never ours, another is drawn ([`Group::draw`]).

pub(super) mod check;
mod dh;
mod ec;
mod error;
mod key;
mod rfc5114;

use core::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::modular::{draw_exponent, without_leading_zeros};
use dh::Domain;
use ec::Curve;
pub use error::{GroupError, UnsupportedGroup};
pub use key::{Element, KeyPair, PrivateKey};

/// A key for whose public part leading zeros came is drawn again this often
/// at most: a generator of random numbers that gives the same again and again
/// must not hang a program.
const MAX_DRAWS: usize = 100;

/// Modulo a prime or on a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// Diffie-Hellman modulo a prime.
    Dh,
    /// Diffie-Hellman on an elliptic curve.
    Ecdh,
}

#[derive(Clone)]
enum Kind {
    Dh(Domain),
    Ec(Curve),
}

/// A group with its standard generator.
#[derive(Clone)]
pub struct Group {
    kind: Kind,
    parameter_id: Option<u8>,
}

impl Group {
    /// The numbers of the standardised domain parameters that are here.
    pub const PARAMETER_IDS: [u8; 8] = [0, 1, 2, 12, 13, 15, 16, 18];

    /// The group of standardised domain parameters (ICAO Doc 9303-11 section
    /// 9.5.1).
    ///
    /// # Errors
    /// [`UnsupportedGroup`] for a number that is not among
    /// [`Self::PARAMETER_IDS`].
    pub fn standardised(parameter_id: u8) -> Result<Self, UnsupportedGroup> {
        let unsupported = UnsupportedGroup { parameter_id };
        let dh = |numbers| Domain::standardised(numbers).map(Kind::Dh).ok();
        let kind = match parameter_id {
            0 => dh(&rfc5114::MODP_1024_160),
            1 => dh(&rfc5114::MODP_2048_224),
            2 => dh(&rfc5114::MODP_2048_256),
            _ => Curve::ALL
                .into_iter()
                .find(|curve| curve.parameter_id() == parameter_id)
                .map(Kind::Ec),
        };
        Ok(Self {
            kind: kind.ok_or(unsupported)?,
            parameter_id: Some(parameter_id),
        })
    }

    /// A Diffie-Hellman group by its numbers, as a chip-authentication key
    /// carries them: prime, generator and, where it is told, the order of the
    /// subgroup. Big-endian, with or without leading zeros. One of the
    /// standardised groups is recognised, and has its order then.
    ///
    /// # Errors
    /// [`GroupError::Parameters`] unless p is odd and of 1,024 to 4,096 bits,
    /// 1 < g < p - 1, q, where given, is odd, of at least 160 bits and below p,
    /// and a power costs no more than with an exponent of 2,048 bits modulo as
    /// long a prime: before any is computed. Whether the numbers are prime is not checked: the group comes
    /// with a signature over it or is not trusted anyway.
    pub fn diffie_hellman(p: &[u8], g: &[u8], q: Option<&[u8]>) -> Result<Self, GroupError> {
        for (parameter_id, known) in [
            (0, rfc5114::MODP_1024_160),
            (1, rfc5114::MODP_2048_224),
            (2, rfc5114::MODP_2048_256),
        ] {
            if without_leading_zeros(p) == without_leading_zeros(known.p)
                && without_leading_zeros(g) == without_leading_zeros(known.g)
                && q.is_none_or(|q| without_leading_zeros(q) == known.q)
            {
                return Ok(Self::standardised(parameter_id)?);
            }
        }
        Ok(Self {
            kind: Kind::Dh(Domain::new(p, g, q)?),
            parameter_id: None,
        })
    }

    /// Modulo a prime or on a curve.
    #[must_use]
    pub const fn agreement(&self) -> Agreement {
        match self.kind {
            Kind::Dh(_) => Agreement::Dh,
            Kind::Ec(_) => Agreement::Ecdh,
        }
    }

    /// The number of the standardised domain parameters, if it has one.
    #[must_use]
    pub const fn parameter_id(&self) -> Option<u8> {
        self.parameter_id
    }

    /// About how many bits of strength the group gives: NIST SP 800-57 part 1
    /// table 2.
    #[must_use]
    pub fn strength(&self) -> u16 {
        match &self.kind {
            Kind::Ec(Curve::NistP521) => 256,
            Kind::Ec(Curve::NistP384 | Curve::BrainpoolP384r1) => 192,
            Kind::Ec(_) => 128,
            Kind::Dh(domain) => match domain.modulus().byte_len() {
                384.. => 128,
                256.. => 112,
                _ => 80,
            },
        }
    }

    /// Bits of the prime.
    #[must_use]
    pub fn prime_bits(&self) -> usize {
        match &self.kind {
            Kind::Dh(domain) => domain.modulus().bits() as usize,
            Kind::Ec(curve) => curve.bits(),
        }
    }

    /// Bytes of an element.
    #[must_use]
    pub const fn element_len(&self) -> usize {
        match &self.kind {
            Kind::Dh(domain) => domain.modulus().byte_len(),
            Kind::Ec(curve) => 1 + 2 * curve.byte_len(),
        }
    }

    /// The standard generator.
    #[must_use]
    pub fn generator(&self) -> Element {
        Element(Zeroizing::new(match &self.kind {
            Kind::Dh(domain) => domain.generator().to_vec(),
            Kind::Ec(curve) => curve.generator(),
        }))
    }

    /// Checks a public key from the other side.
    ///
    /// # Errors
    /// [`GroupError::NotAnElement`].
    pub fn element(&self, bytes: &[u8]) -> Result<Element, GroupError> {
        match &self.kind {
            Kind::Dh(domain) => domain.element(bytes),
            Kind::Ec(curve) => curve.element(bytes),
        }
        .map(|bytes| Element(Zeroizing::new(bytes)))
    }

    /// Draws a key on a generator: uniform in 2 to q - 2 (to p - 2 where q is
    /// not known), and drawn again while the public part of a Diffie-Hellman
    /// key begins with a zero byte.
    ///
    /// # Errors
    /// [`GroupError::Random`] when the generator of random numbers repeats
    /// itself, or nothing usable comes of 100 draws.
    pub fn draw(
        &self,
        generator: &Element,
        rng: &mut dyn CryptoRng,
    ) -> Result<KeyPair, GroupError> {
        let mut before: Option<KeyPair> = None;
        for _ in 0..MAX_DRAWS {
            let pair = self.draw_any(generator, rng)?;
            let unambiguous = pair.public.0.first().is_some_and(|byte| *byte != 0);
            if unambiguous {
                return Ok(pair);
            }
            if before.is_some_and(|before| before.public == pair.public) {
                break;
            }
            before = Some(pair);
        }
        Err(GroupError::Random)
    }

    /// As [`Self::draw`], leading zeros or not.
    ///
    /// # Errors
    /// [`GroupError::Parameters`] for a group without usable order;
    /// [`GroupError::Random`].
    pub fn draw_any(
        &self,
        generator: &Element,
        rng: &mut dyn CryptoRng,
    ) -> Result<KeyPair, GroupError> {
        let private = match &self.kind {
            Kind::Dh(domain) => draw_exponent(domain.order(), rng),
            Kind::Ec(curve) => draw_exponent(&curve.order(), rng),
        };
        self.key_pair(generator, PrivateKey(private?))
    }

    /// The key pair of a private key on a generator.
    ///
    /// # Errors
    /// [`GroupError::PrivateKey`] when it is out of range;
    /// [`GroupError::Degenerate`] when its public part is the neutral element.
    pub fn key_pair(
        &self,
        generator: &Element,
        private: PrivateKey,
    ) -> Result<KeyPair, GroupError> {
        let public = Element(self.multiple(generator, &private)?);
        Ok(KeyPair { private, public })
    }

    /// The secret that two key pairs on one generator have in common: as long
    /// as p, or the x-coordinate.
    ///
    /// # Errors
    /// [`GroupError::OwnKey`] when the other side's key is ours;
    /// [`GroupError::Degenerate`] when the secret is the neutral element.
    pub fn shared_secret(
        &self,
        own: &KeyPair,
        peer: &Element,
    ) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        let shared = self.shared_element(own, peer)?;
        Ok(match &self.kind {
            Kind::Dh(_) => shared,
            Kind::Ec(curve) => {
                let x = shared.iter().skip(1).take(curve.byte_len());
                Zeroizing::new(x.copied().collect())
            }
        })
    }

    /// Generic mapping (ICAO Doc 9303-11 section 4.4.3.3.1): `g^s · h`, or
    /// `s · G + H`, where h is what the two mapping keys have in common.
    ///
    /// # Errors
    /// As [`Self::shared_secret`].
    pub fn map_generic(
        &self,
        own: &KeyPair,
        peer: &Element,
        nonce: &[u8],
    ) -> Result<Element, GroupError> {
        let shared = self.shared_element(own, peer)?;
        match &self.kind {
            Kind::Dh(domain) => domain.map_generic(nonce, &shared),
            Kind::Ec(curve) => curve.map_generic(nonce, &shared),
        }
        .map(Element)
    }

    /// Integrated mapping (ICAO Doc 9303-11 section 4.4.3.3.2) of the output
    /// of its pseudo-random function, big-endian, at least 64 bits longer than
    /// the prime.
    ///
    /// # Errors
    /// [`GroupError::Degenerate`] for one of the few numbers that it does not
    /// take; [`GroupError::Parameters`] where the order is not known.
    pub fn map_integrated(&self, random: &[u8]) -> Result<Element, GroupError> {
        match &self.kind {
            Kind::Dh(domain) => domain.map_integrated(random),
            Kind::Ec(curve) => curve.map_integrated(random),
        }
        .map(Element)
    }

    /// `dividend / divisor` modulo the order of a curve: what a chip with
    /// chip-authentication mapping computes of two of its private keys.
    ///
    /// # Errors
    /// [`GroupError::Parameters`] in a group that is not a curve;
    /// [`GroupError::PrivateKey`] when a key is out of range.
    #[cfg(any(test, feature = "card-side"))]
    pub fn divide(
        &self,
        dividend: &PrivateKey,
        divisor: &PrivateKey,
    ) -> Result<PrivateKey, GroupError> {
        match &self.kind {
            Kind::Dh(_) => Err(GroupError::Parameters),
            Kind::Ec(curve) => curve.divide(&dividend.0, &divisor.0).map(PrivateKey),
        }
    }

    fn shared_element(
        &self,
        own: &KeyPair,
        peer: &Element,
    ) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        if own.public == *peer {
            return Err(GroupError::OwnKey);
        }
        self.multiple(peer, &own.private)
    }

    fn multiple(
        &self,
        element: &Element,
        private: &PrivateKey,
    ) -> Result<Zeroizing<Vec<u8>>, GroupError> {
        match &self.kind {
            Kind::Dh(domain) => {
                let power = domain.power(&element.0, &private.0)?;
                if without_leading_zeros(&power) == [1] {
                    Err(GroupError::Degenerate)
                } else {
                    Ok(power)
                }
            }
            Kind::Ec(curve) => curve.multiply(&element.0, &private.0),
        }
    }
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Dh(domain) => write!(f, "Group(DH, {:?})", domain.modulus()),
            Kind::Ec(curve) => write!(f, "Group({})", curve.name()),
        }
    }
}

#[cfg(test)]
mod tests;
