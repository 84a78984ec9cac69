//! Has the card check the PIN.

use super::{
    Context, Operation, Report,
    ledger::Attempt,
    session::{self, Needs, Ready, Session},
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
        on: None,
    };
    session::run(card, cx, &needs, |session| {
        session.check_pin(pin)?;
        Ok(session.report(Operation::VerifyPin))
    })
}

const CHECK: Attempt = Attempt {
    code: Some(CodeKind::Pin),
    phase: Phase::VerifyPin,
    pending: Pending::VerifyPin,
    then: None,
};

impl Session<'_, '_, '_> {
    /// VERIFY of the PIN.
    pub(super) fn check_pin(&mut self, pin: &Pin) -> Result<(), Error> {
        let Self {
            card,
            ledger,
            allow_last_try,
        } = self;
        match card {
            Ready::Cie(card) => {
                let pin = pin.eight_digits()?;
                ledger.attempt(&CHECK, *allow_last_try, card, |card| card.verify_pin(pin))
            }
            Ready::TsCns(card) => {
                let pin = pin.padded();
                ledger.attempt(&CHECK, *allow_last_try, card, |card| card.verify_pin(pin))
            }
        }
    }
}
