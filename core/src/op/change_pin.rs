//! Changes the PIN.

use super::{
    Operation, Report,
    opening::{self, OperationSpec},
    session::Session,
};
use crate::{
    app::code::{CodeCard, CodeCommand},
    bytes::secret::Pin,
    card::Card,
    error::{Error, ErrorKind},
    vocabulary::{CardKind, Entry},
};

impl Card<'_> {
    /// Checks the old PIN and, if it is correct, sets the new one. On a CIE that
    /// is VERIFY, then CHANGE REFERENCE DATA in the same session, as every open
    /// implementation does; on a TS-CNS CHANGE REFERENCE DATA alone, which holds
    /// both PINs, as OpenSC does.
    ///
    /// # Errors
    /// `weak_pin` and `same_pin` before anything is sent; those of
    /// [`Self::verify_pin`] for the old PIN; `malformed_code` when either is too
    /// short for the card; `outcome_unknown` when an answer is
    /// lost: [`Self::resolve`] then finds out which PIN is valid.
    pub fn change_pin(&mut self, old: &Pin, new: &Pin) -> Result<Report, Error> {
        new.check_strength().map_err(Error::at_start)?;
        if old == new {
            return Err(Error::at_start(ErrorKind::SamePin));
        }
        let spec = OperationSpec {
            steps: 2,
            pins: &[(Entry::Pin, old), (Entry::NewPin, new)],
            ..OperationSpec::default()
        };
        opening::run(self, &spec, |session| {
            session.change_pin(old, new)?;
            Ok(session.report(Operation::ChangePin))
        })
    }
}

impl<'a, C: CodeCard<'a>> Session<'_, C> {
    /// Changes the PIN, each card in its way.
    pub(super) fn change_pin(&mut self, old: &Pin, new: &Pin) -> Result<(), Error> {
        if self.card.kind() == CardKind::Cie {
            self.attempt(&CodeCommand::VerifyPin(old))?;
        }
        Ok(self.attempt(&CodeCommand::ChangePin { old, new })?)
    }
}
