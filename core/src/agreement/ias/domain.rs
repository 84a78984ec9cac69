//! The card's Diffie-Hellman domain parameters: `GET DATA` of the data object
//! `70{BFA101{A3{97 g, 98 p, 99 q}}}`.

use crate::{
    agreement::{
        group::check::{Unfit, check, is_element},
        modular::Modulus,
    },
    apdu::{Command, Le, command::ins},
    bytes::tlv,
};

use super::AgreementError;

/// Template of the domain parameters: security data object class "DH
/// parameters", instance 1.
const PATH: [u32; 3] = [0x70, 0xBF_A101, 0xA3];

/// One of the three domain parameters, by its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Parameter {
    /// The generator g.
    Generator = 0x97,
    /// The prime p.
    Prime = 0x98,
    /// The order q of the subgroup.
    Order = 0x99,
}

impl Parameter {
    /// The command that reads this parameter alone. Every card answers it:
    /// all mobile programs use it on every family
    /// (italia/cieid-android-sdk `Ias.kt`, pagopa/cie-sdk-ios).
    #[must_use]
    pub fn request(self) -> Command {
        let list = [
            0x4D, 0x0A, 0x70, 0x08, 0xBF, 0xA1, 0x01, 0x04, 0xA3, 0x02, self as u8, 0x00,
        ];
        Command::new(ins::GET_DATA_ODD, 0x3F, 0xFF)
            .data(list)
            .le(Le::Max)
    }

    /// The command that reads all three at once. Desktop programs use it on
    /// the Gemalto family (italia/cie-middleware-linux `IAS.cpp`).
    #[must_use]
    pub fn request_all() -> Command {
        let list = [0x4D, 0x08, 0x70, 0x06, 0xBF, 0xA1, 0x01, 0x02, 0xA3, 0x80];
        Command::new(ins::GET_DATA_ODD, 0x3F, 0xFF)
            .data(list)
            .le(Le::Max)
    }
}

/// Parameters as they come in, raw: they are hashed in device authentication
/// exactly as the card delivers them, leading zeros included.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    g: Option<Vec<u8>>,
    p: Option<Vec<u8>>,
    q: Option<Vec<u8>>,
}

impl Collected {
    /// Takes what an answer to GET DATA holds: one parameter or several.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`] when the template is malformed.
    pub fn add(&mut self, answer: &[u8]) -> Result<(), AgreementError> {
        let malformed = AgreementError::Misbehaved("malformed domain parameters");
        let template = tlv::descend(answer, &PATH).map_err(|_| malformed)?;
        for child in template.children() {
            let child = child.map_err(|_| malformed)?;
            let place = match child.tag {
                0x97 => &mut self.g,
                0x98 => &mut self.p,
                0x99 => &mut self.q,
                _ => continue,
            };
            if !child.value.is_empty() {
                *place = Some(child.value.to_vec());
            }
        }
        Ok(())
    }

    /// Whether `parameter` is here already.
    #[must_use]
    pub const fn has(&self, parameter: Parameter) -> bool {
        match parameter {
            Parameter::Generator => self.g.is_some(),
            Parameter::Prime => self.p.is_some(),
            Parameter::Order => self.q.is_some(),
        }
    }

    /// Checks what came in.
    ///
    /// # Errors
    /// Those of [`DomainParameters::new`]; a missing g or p is one.
    pub fn finish(self) -> Result<DomainParameters, AgreementError> {
        let missing = AgreementError::Misbehaved("domain parameters are missing");
        DomainParameters::new(self.g.ok_or(missing)?, self.p.ok_or(missing)?, self.q)
    }
}

/// Checked domain parameters.
#[derive(Clone, Debug)]
pub struct DomainParameters {
    pub(super) g: Vec<u8>,
    pub(super) p: Vec<u8>,
    pub(super) q: Option<Vec<u8>>,
    pub(super) modulus: Modulus,
}

impl DomainParameters {
    /// Domain parameters from their raw bytes.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`] unless p is odd and of 1,024 to 4,096
    /// bits, 1 < g < p - 1, and q, where given, is odd, below p - 1 and of
    /// at least 160 bits, and powers cost no more than with exponents of 2,048
    /// bits modulo as long a prime. No exponentiation happens here.
    pub fn new(g: Vec<u8>, p: Vec<u8>, q: Option<Vec<u8>>) -> Result<Self, AgreementError> {
        let modulus = check(&p, &g, q.as_deref()).map_err(|unfit| {
            AgreementError::Misbehaved(match unfit {
                Unfit::Prime | Unfit::Cost => "a group of unacceptable size",
                Unfit::Generator => "an unacceptable generator",
                Unfit::Order => "an unacceptable group order",
            })
        })?;
        Ok(Self { g, p, q, modulus })
    }

    /// The generator as the card delivered it.
    #[must_use]
    pub fn g(&self) -> &[u8] {
        &self.g
    }

    /// The prime as the card delivered it.
    #[must_use]
    pub fn p(&self) -> &[u8] {
        &self.p
    }

    /// The order as the card delivered it; empty when it did not.
    #[must_use]
    pub fn q(&self) -> &[u8] {
        self.q.as_deref().unwrap_or_default()
    }

    /// Checks a public key of the other side: 1 < y < p - 1, as long as p,
    /// and in the subgroup where its order is known.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`].
    pub fn check_public_key(&self, y: &[u8]) -> Result<(), AgreementError> {
        let as_long = y.len() == self.modulus.byte_len();
        if as_long && is_element(&self.modulus, self.q.as_deref(), y) {
            Ok(())
        } else {
            Err(AgreementError::Misbehaved("an unacceptable public key"))
        }
    }
}
