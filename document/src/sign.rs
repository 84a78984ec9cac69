//! Has a TS-CNS sign a digest. No command and no SDK uses this yet.

use cie_core::{
    Card, CardKind, Error, ErrorKind, Pin,
    extension::{KeyUse, Signature, SignatureScheme},
};

use crate::{
    emrtd::public_key::PublicKey,
    trust::{certificate::Certificate, message_digest::MessageDigest},
};

/// Bytes of the moduli that cards of the CNS have: RSA-1024 up to version 1.0,
/// RSA-2048 later (OpenSC `src/libopensc/card-itacns.c`).
const MODULUS_LENGTHS: [usize; 2] = [128, 256];

const UNKNOWN_KEY: ErrorKind =
    ErrorKind::UnsupportedCard("the authentication key is neither RSA-1024 nor RSA-2048");

/// Has a TS-CNS sign `digest` with its holder's authentication key:
/// RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2), padded here. The certificate is
/// read before the PIN is sent, the card checks the PIN once, and its
/// signature is returned only when the certificate verifies it.
///
/// No command and no SDK uses it yet.
///
/// # Errors
/// `not_on_this_card` for a CIE, and for a TS-CNS that has no certificate or
/// one that is not for signatures; `unsupported_card` where the card system or
/// the key is of an unknown kind; `card_misbehaved` when the certificate is
/// malformed, each before the PIN is sent; those of [`Card::verify_pin`];
/// after it `card_refused`, `card_misbehaved` when the signature is wrong, and
/// those of the link, which then cost nothing more.
pub fn sign(card: &mut Card<'_>, pin: &Pin, digest: &MessageDigest) -> Result<Signature, Error> {
    card.sign_with(pin, digest)
}

impl SignatureScheme for MessageDigest {
    fn block(&self, certificate: &[u8]) -> Result<(KeyUse, Vec<u8>), ErrorKind> {
        let certificate = Certificate::from_der(certificate)
            .map_err(|_| ErrorKind::CardMisbehaved("a malformed certificate"))?;
        if !certificate.key_may_sign() {
            return Err(ErrorKind::NotOnThisCard {
                card: CardKind::TsCns,
            });
        }
        let block = match certificate.public_key() {
            Ok(PublicKey::Rsa { modulus, .. }) if MODULUS_LENGTHS.contains(&modulus.len()) => {
                self.padded(modulus.len()).ok_or(UNKNOWN_KEY)?
            }
            _ => return Err(UNKNOWN_KEY),
        };
        let usage = if certificate.key_may_decipher() {
            KeyUse::Decipher
        } else {
            KeyUse::Sign
        };
        Ok((usage, block))
    }

    fn holds(&self, certificate: &[u8], signature: &[u8]) -> bool {
        let certificate = Certificate::from_der(certificate).ok();
        let key = certificate.and_then(|certificate| certificate.public_key().ok());
        key.is_some_and(|key| self.verify(&key, signature).is_ok())
    }
}
