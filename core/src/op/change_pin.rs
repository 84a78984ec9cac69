//! Changes the PIN.

use super::{Context, Operation, Report, ledger::Attempt, session};
use crate::{
    bytes::secret::Pin,
    error::{CodeKind, Error, ErrorKind, Pending},
    progress::Phase,
    transceive::Transceive,
};

/// Has the card check the old PIN and, when it is right, take the new one, in
/// the same session: VERIFY, then CHANGE REFERENCE DATA, as every open
/// implementation does.
///
/// # Errors
/// `weak_pin` and `same_pin` before anything is sent; those of
/// [`super::verify_pin`] for the old PIN; `outcome_unknown` when an answer is
/// lost: [`super::resolve`] then finds out which PIN is valid.
pub fn change_pin(
    card: &mut dyn Transceive,
    old: &Pin,
    new: &Pin,
    cx: &mut Context<'_>,
) -> Result<Report, Error> {
    new.check_strength()?;
    if old == new {
        return Err(ErrorKind::SamePin.into());
    }
    session::run(card, cx, 2, |session| {
        session.check_pin(old)?;
        session.attempt(&Attempt {
            code: Some(CodeKind::Pin),
            phase: Phase::ChangePin,
            pending: Pending::ChangePin,
            then: None,
            send: &|card| card.change_pin(old, new),
        })?;
        Ok(session.report(Operation::ChangePin))
    })
}
