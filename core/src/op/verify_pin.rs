//! Has the card check the PIN.

use super::{
    Context, Operation, Report,
    session::{self, Needs, Session},
};
use crate::{
    app::code::{CodeCard, CodeCommand},
    bytes::secret::Pin,
    error::Error,
    transceive::Transceive,
};

/// Has the card check the PIN, once. A right PIN gives the card back all its
/// tries; a wrong one costs one of three.
///
/// # Errors
/// `malformed_code` when the PIN is too short for the card, before it is sent;
/// `wrong_pin` and `pin_blocked` with the tries left; `last_try` before the
/// PIN is sent when this may be the last one; `outcome_unknown` when the
/// answer is lost; any error of the steps before.
pub fn verify_pin(
    card: &mut dyn Transceive,
    pin: &Pin,
    cx: &mut Context<'_>,
) -> Result<Report, Error> {
    let needs = Needs {
        steps: 1,
        pins: &[pin],
        ..Needs::default()
    };
    session::run(card, cx, &needs, |session| {
        session.check_pin(pin)?;
        Ok(session.report(Operation::VerifyPin))
    })
}

impl<'a, C: CodeCard<'a>> Session<'_, C> {
    /// VERIFY of the PIN.
    pub(super) fn check_pin(&mut self, pin: &Pin) -> Result<(), Error> {
        Ok(self.attempt(&CodeCommand::VerifyPin(pin))?)
    }
}
