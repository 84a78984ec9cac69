//! Has the card check the PIN.

use super::{
    Context, Operation, Report,
    ledger::Attempt,
    session::{self, Session},
};
use crate::{
    bytes::secret::Pin,
    error::{CodeKind, Error, Pending},
    progress::Phase,
    transceive::Transceive,
};

/// Has the card check the PIN, once. A right PIN gives the card back all its
/// tries; a wrong one costs one of three.
///
/// # Errors
/// `wrong_pin` and `pin_blocked` with the tries left; `last_try` before the
/// PIN is sent when this may be the last one; `outcome_unknown` when the
/// answer is lost; any error of the steps before.
pub fn verify_pin(
    card: &mut dyn Transceive,
    pin: &Pin,
    cx: &mut Context<'_>,
) -> Result<Report, Error> {
    session::run(card, cx, 1, |session| {
        session.check_pin(pin)?;
        Ok(session.report(Operation::VerifyPin))
    })
}

impl Session<'_, '_, '_> {
    /// VERIFY of the PIN.
    pub(super) fn check_pin(&mut self, pin: &Pin) -> Result<(), Error> {
        self.attempt(&Attempt {
            code: Some(CodeKind::Pin),
            phase: Phase::VerifyPin,
            pending: Pending::VerifyPin,
            then: None,
            send: &|card| card.verify_pin(pin),
        })
    }
}
