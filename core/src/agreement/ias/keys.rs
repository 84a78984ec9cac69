//! Public keys as the card gives them.

use core::fmt;

use super::AgreementError;
use crate::{
    agreement::modular::{Modulus, without_leading_zeros},
    apdu::{Command, Le, command::ins},
    bytes::tlv::{self, Tlv},
};

/// A card-holder reference has 12 bytes.
pub(super) const HOLDER_REFERENCE_LEN: usize = 12;
/// The application identifier in a certificate-holder authorisation.
const AUTHORISATION_PREFIX_LEN: usize = 6;

/// The key of EF 1004 (EF.Int.Kpub) with which the chip authenticates:
/// `SEQUENCE { INTEGER n, INTEGER e }`.
#[derive(Clone)]
pub struct ChipKey {
    pub(super) modulus: Modulus,
    pub(super) exponent: Vec<u8>,
    encoded: Vec<u8>,
}

impl ChipKey {
    /// Reads the file's content; padding after the SEQUENCE is ignored.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`]: malformed, or no RSA key of 1,024 to
    /// 4,096 bits with an odd exponent above 1.
    pub fn parse(file: &[u8]) -> Result<Self, AgreementError> {
        let malformed = AgreementError::Misbehaved("a malformed chip key (EF 1004)");
        let (sequence, rest) = Tlv::split(file).map_err(|_| malformed)?;
        let encoded = file.get(..file.len() - rest.len()).ok_or(malformed)?;
        let mut numbers = sequence.children();
        let mut integer = || match numbers.next() {
            Some(Ok(Tlv { tag: 0x02, value })) => Ok(value),
            _ => Err(malformed),
        };
        let (n, e) = (integer()?, integer()?);
        if sequence.tag != 0x30 {
            return Err(malformed);
        }
        let modulus = Modulus::new(n).map_err(|_| malformed)?;
        let exponent = without_leading_zeros(e).to_vec();
        let odd = exponent.last().is_some_and(|byte| byte & 1 == 1);
        if !odd || exponent == [1] || exponent.len() > modulus.byte_len() {
            return Err(malformed);
        }
        Ok(Self {
            modulus,
            exponent,
            encoded: encoded.to_vec(),
        })
    }

    /// The SEQUENCE as the card gave it, without padding. Whoever carries it
    /// can encode the same key anew; [`Self::canonical`] stays what it is.
    #[must_use]
    pub fn encoded(&self) -> &[u8] {
        &self.encoded
    }

    /// The key in DER (`RSAPublicKey`, RFC 8017 appendix A.1.1), made from n and
    /// e alone: the same for every encoding of the same key.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        let mut numbers = Vec::new();
        for number in [&self.modulus.to_bytes(), &self.exponent] {
            let sign = number.first().is_some_and(|byte| byte & 0x80 != 0);
            let mut value = vec![0; usize::from(sign)];
            value.extend_from_slice(number);
            tlv::push(&mut numbers, 0x02, &value);
        }
        tlv::encode(0x30, &numbers)
    }
}

impl fmt::Debug for ChipKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChipKey({:?})", self.modulus)
    }
}

/// The key of the authority that certifies terminals, from GET DATA
/// `70{BFA004{7F49{81 n, 82 e, 5F20 CHR, 5F4C CHA}}}`. Cards issued from the
/// end of 2022 have the children in another order.
#[derive(Clone)]
pub struct AuthorityKey {
    pub(super) modulus: Modulus,
    pub(super) holder_reference: [u8; HOLDER_REFERENCE_LEN],
    pub(super) authorisation: [u8; AUTHORISATION_PREFIX_LEN],
}

impl AuthorityKey {
    /// The command that reads the key.
    #[must_use]
    pub fn request() -> Command {
        let list = [
            0x4D, 0x09, 0x70, 0x07, 0xBF, 0xA0, 0x04, 0x03, 0x7F, 0x49, 0x80,
        ];
        Command::new(ins::GET_DATA_ODD, 0x3F, 0xFF)
            .data(list)
            .le(Le::Max)
    }

    /// Reads the answer.
    ///
    /// # Errors
    /// [`AgreementError::Misbehaved`] when it is malformed;
    /// [`AgreementError::Unsupported`] when the key has not 2,048 bits, for
    /// which the published exponent is made.
    pub fn parse(answer: &[u8]) -> Result<Self, AgreementError> {
        let malformed = AgreementError::Misbehaved("a malformed authority key");
        let template = tlv::descend(answer, &[0x70, 0xBF_A004, 0x7F49]).map_err(|_| malformed)?;
        let value = |tag| {
            template
                .child(tag)
                .map(|child| child.value)
                .map_err(|_| malformed)
        };
        let modulus = Modulus::new(value(0x81)?).map_err(|_| malformed)?;
        if modulus.byte_len() != 256 {
            return Err(AgreementError::Unsupported(
                "an authority key that is not of 2048 bits",
            ));
        }
        let holder_reference = value(0x5F20)?.try_into().map_err(|_| malformed)?;
        let authorisation = value(0x5F4C)?.first_chunk().copied().ok_or(malformed)?;
        Ok(Self {
            modulus,
            holder_reference,
            authorisation,
        })
    }
}

impl fmt::Debug for AuthorityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuthorityKey({:?})", self.modulus)
    }
}
