//! Has a TS-CNS sign a digest. No command and no SDK uses this yet.

use core::fmt;

use super::{
    Context, Operation, Report,
    session::{self, CardSession, Needs, Ready},
};
use crate::{
    app::{
        cns::{card::Opened, signature::KeyUse},
        code::CodeCard as _,
        emrtd::public_key::PublicKey,
    },
    bytes::secret::Pin,
    error::{Error, ErrorKind},
    transceive::Transceive,
    trust::{certificate::Certificate, message_digest::MessageDigest},
    vocabulary::CardKind,
};

/// Bytes of the moduli that cards of the CNS have: RSA-1024 up to version 1.0,
/// RSA-2048 later (OpenSC `src/libopensc/card-itacns.c`).
const MODULUS_LENGTHS: [usize; 2] = [128, 256];

/// Logical exchanges once the card is ready for codes: the certificate, its
/// file selected twice at most and read in 4 steps; the directory of the key,
/// 2; VERIFY; three commands of the signature.
const STEPS: u32 = 12;

/// A signature, verified with the card's own certificate. Who has issued that
/// was not checked. `Debug` shows neither.
#[derive(Clone)]
pub struct Signature {
    /// The signature, RSASSA-PKCS1-v1_5: as long as the modulus.
    pub bytes: Vec<u8>,
    /// The certificate in DER. It names the holder.
    pub certificate: Vec<u8>,
    /// The rest.
    pub report: Report,
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signature")
            .field("len", &self.bytes.len())
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}

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
/// the key is none that is known; `card_misbehaved` when the certificate is
/// malformed, each before the PIN is sent; those of [`super::verify_pin`];
/// after it `card_refused`, `card_misbehaved` when the signature is wrong, and
/// those of the link, which then cost nothing more.
pub fn sign(
    card: &mut dyn Transceive,
    pin: &Pin,
    digest: &MessageDigest,
    cx: &mut Context<'_>,
) -> Result<Signature, Error> {
    let needs = Needs {
        steps: STEPS,
        pins: &[pin],
        on: Some(CardKind::TsCns),
        ..Needs::default()
    };
    session::run(card, cx, &needs, |session| {
        let signer = Signer::of(session)?;
        let block = digest.padded(signer.modulus_length);
        let block = block.ok_or_else(|| session.error(UNKNOWN_KEY))?;
        session.check_pin(pin)?;
        let bytes = session.ts_cns()?.sign(signer.usage, &block)?;
        if digest.verify(&signer.key, &bytes).is_err() {
            return Err(session.error(ErrorKind::CardMisbehaved("a wrong signature")));
        }
        Ok(Signature {
            bytes: bytes.to_vec(),
            certificate: signer.certificate,
            report: session.report(Operation::Sign),
        })
    })
}

const UNKNOWN_KEY: ErrorKind =
    ErrorKind::UnsupportedCard("the authentication key is none of RSA-1024 and RSA-2048");

/// The authentication key, as its certificate describes it.
struct Signer {
    certificate: Vec<u8>,
    key: PublicKey,
    modulus_length: usize,
    usage: KeyUse,
}

impl Signer {
    fn of(session: &mut CardSession<'_, '_, '_>) -> Result<Self, Error> {
        let card = session.ts_cns()?;
        let absent = ErrorKind::NotOnThisCard {
            card: CardKind::TsCns,
        };
        let encoding = card.certificate()?;
        let parsed = encoding.map_or(Err(absent.clone()), |encoding| {
            Certificate::from_der(&encoding)
                .map_err(|_| ErrorKind::CardMisbehaved("a malformed certificate"))
        });
        let certificate = parsed.map_err(|why| card.link().error(why))?;
        if !certificate.key_may_sign() {
            return Err(card.link().error(absent));
        }
        let key = certificate.public_key();
        let (key, modulus_length) = match key {
            Ok(PublicKey::Rsa { modulus, exponent })
                if MODULUS_LENGTHS.contains(&modulus.len()) =>
            {
                let length = modulus.len();
                (PublicKey::Rsa { modulus, exponent }, length)
            }
            _ => return Err(card.link().error(UNKNOWN_KEY)),
        };
        let usage = if certificate.key_may_decipher() {
            KeyUse::Decipher
        } else {
            KeyUse::Sign
        };
        Ok(Self {
            certificate: certificate.as_der().to_vec(),
            key,
            modulus_length,
            usage,
        })
    }
}

impl<'l, 'a> CardSession<'l, 'a, '_> {
    /// The card, where an operation is for a TS-CNS alone.
    fn ts_cns(&mut self) -> Result<&mut Opened<'l, 'a>, Error> {
        match &mut self.card {
            Ready::TsCns(card) => Ok(card),
            Ready::Cie(card) => Err(card.link().error(ErrorKind::NotOnThisCard {
                card: CardKind::Cie,
            })),
        }
    }
}
