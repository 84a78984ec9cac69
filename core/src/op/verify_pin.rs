//! Has the card check the PIN.

use super::{
    Operation, Report,
    opening::{self, OperationSpec},
};
use crate::{
    app::code::CodeCommand, bytes::secret::Pin, card::Card, error::Error, vocabulary::Entry,
};

impl Card<'_> {
    /// Checks the PIN, once. A correct PIN restores all its tries; a wrong one
    /// uses one of three.
    ///
    /// # Errors
    /// `malformed_code` when the PIN is too short for the card, before it is
    /// sent; `wrong_pin` and `pin_blocked` with the tries left; `last_try` before
    /// the PIN is sent when this may be the last one; `outcome_unknown` when the
    /// answer is lost; any error of the earlier steps.
    pub fn verify_pin(&mut self, pin: &Pin) -> Result<Report, Error> {
        let spec = OperationSpec {
            steps: 1,
            pins: &[(Entry::Pin, pin)],
            ..OperationSpec::default()
        };
        opening::run(self, &spec, |session| {
            session.attempt(&CodeCommand::VerifyPin(pin))?;
            Ok(session.report(Operation::VerifyPin))
        })
    }
}
