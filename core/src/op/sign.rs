//! Has a card do the bare operation of a signature, for a scheme that this crate
//! does not know: what is signed and whether the answer is a signature is for
//! whoever reads certificates.

use core::fmt;

use super::{
    Operation, Report,
    opening::{self, CardSession, OperationSpec},
    session::PreparedCard,
};
use crate::{
    app::{
        cns::{card::Opened, signature::KeyUse},
        code::{CodeCard as _, CodeCommand},
    },
    bytes::secret::Pin,
    card::Card,
    error::{Error, ErrorKind},
    vocabulary::{CardKind, Entry},
};

/// Logical exchanges once the card is ready for codes: the certificate, its
/// file selected twice at most and read in 4 steps; the directory of the key,
/// 2; VERIFY; three commands of the signature.
const STEPS: u32 = 12;

/// What decides what the card signs, and whether it did.
pub trait SignatureScheme {
    /// The block that the key of `certificate` (DER) is to be applied to, as long
    /// as its modulus, and by which command. Asked before the PIN is sent.
    ///
    /// # Errors
    /// What ends the operation, before the PIN is sent.
    fn block(&self, certificate: &[u8]) -> Result<(KeyUse, Vec<u8>), ErrorKind>;

    /// Whether `signature`, what the card answered, is what the key of
    /// `certificate` makes.
    fn holds(&self, certificate: &[u8], signature: &[u8]) -> bool;
}

/// A signature, which the scheme has accepted. Who has issued the certificate was
/// not checked. `Debug` shows neither.
#[derive(Clone)]
#[non_exhaustive]
pub struct Signature {
    /// The signature: as long as the modulus.
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

impl Card<'_> {
    /// Has a TS-CNS apply its holder's authentication key to what `scheme` says. The
    /// certificate is read before the PIN is sent, the card checks the PIN once, and its
    /// answer is returned only when the scheme accepts it.
    ///
    /// # Errors
    /// `not_on_this_card` for a CIE, and for a TS-CNS that has no certificate;
    /// `unsupported_card` where the card system is not known; those of
    /// [`SignatureScheme::block`], each before the PIN is sent; those of
    /// [`Self::verify_pin`]; after it `card_refused`, `card_misbehaved` when the scheme
    /// does not accept the signature, and those of the link, which then cost nothing
    /// more.
    pub fn sign_with(
        &mut self,
        pin: &Pin,
        scheme: &dyn SignatureScheme,
    ) -> Result<Signature, Error> {
        let spec = OperationSpec {
            steps: STEPS,
            pins: &[(Entry::Pin, pin)],
            only_on: Some(CardKind::TsCns),
            ..OperationSpec::default()
        };
        opening::run(self, &spec, |session| {
            let certificate = session.ts_cns()?.certificate()?.ok_or_else(|| {
                session.error(ErrorKind::NotOnThisCard {
                    card: CardKind::TsCns,
                })
            })?;
            let block = scheme.block(&certificate);
            let (usage, block) = block.map_err(|why| session.error(why))?;
            session.attempt(&CodeCommand::VerifyPin(pin))?;
            let bytes = session.ts_cns()?.sign(usage, &block)?;
            if !scheme.holds(&certificate, &bytes) {
                return Err(session.error(ErrorKind::CardMisbehaved("a wrong signature")));
            }
            Ok(Signature {
                bytes: bytes.to_vec(),
                certificate: certificate.to_vec(),
                report: session.report(Operation::Sign),
            })
        })
    }
}

impl<'l, 'a> CardSession<'l, 'a, '_> {
    /// The card, where an operation is for a TS-CNS alone.
    fn ts_cns(&mut self) -> Result<&mut Opened<'l, 'a>, Error> {
        match &mut self.card {
            PreparedCard::TsCns(card) => Ok(card),
            PreparedCard::Cie(card) => Err(card.link().error(ErrorKind::NotOnThisCard {
                card: CardKind::Cie,
            })),
        }
    }
}
