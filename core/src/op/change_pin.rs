//! Changes the PIN.

use super::{
    Context, Operation, Report,
    session::{self, Needs, Session},
};
use crate::{
    app::code::{CodeCard, CodeCommand},
    bytes::secret::Pin,
    error::{Error, ErrorKind},
    transceive::Transceive,
    vocabulary::CardKind,
};

/// Has the card check the old PIN and, when it is right, take the new one. On
/// a CIE that is VERIFY, then CHANGE REFERENCE DATA in the same session, as
/// every open implementation does; on a TS-CNS CHANGE REFERENCE DATA alone,
/// which holds both PINs, as OpenSC does.
///
/// # Errors
/// `weak_pin` and `same_pin` before anything is sent; those of
/// [`super::verify_pin`] for the old PIN; `malformed_code` when either is too
/// short for the card; `outcome_unknown` when an answer is
/// lost: [`super::resolve`] then finds out which PIN is valid.
pub fn change_pin(
    card: &mut dyn Transceive,
    old: &Pin,
    new: &Pin,
    cx: &mut Context<'_>,
) -> Result<Report, Error> {
    new.check_strength().map_err(Error::at_start)?;
    if old == new {
        return Err(Error::at_start(ErrorKind::SamePin));
    }
    let needs = Needs {
        steps: 2,
        pins: &[old, new],
        ..Needs::default()
    };
    session::run(card, cx, &needs, |session| {
        session.change_pin(old, new)?;
        Ok(session.report(Operation::ChangePin))
    })
}

impl<'a, C: CodeCard<'a>> Session<'_, C> {
    pub(super) fn change_pin(&mut self, old: &Pin, new: &Pin) -> Result<(), Error> {
        if self.card.kind() == CardKind::Cie {
            self.check_pin(old)?;
        }
        Ok(self.attempt(&CodeCommand::ChangePin { old, new })?)
    }
}
