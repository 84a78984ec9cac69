//! Changes the PIN.

use super::{
    Context, Operation, Report,
    ledger::Attempt,
    session::{self, Needs, Ready, Session},
};
use crate::{
    bytes::secret::Pin,
    error::{CodeKind, Error, ErrorKind, Pending},
    progress::Phase,
    transceive::Transceive,
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
    new.check_strength()?;
    if old == new {
        return Err(ErrorKind::SamePin.into());
    }
    let needs = Needs {
        steps: 2,
        pins: &[old, new],
        on: None,
    };
    session::run(card, cx, &needs, |session| {
        session.change_pin(old, new)?;
        Ok(session.report(Operation::ChangePin))
    })
}

const CHANGE: Attempt = Attempt {
    code: Some(CodeKind::Pin),
    phase: Phase::ChangePin,
    pending: Pending::ChangePin,
    then: None,
};

impl Session<'_, '_, '_> {
    fn change_pin(&mut self, old: &Pin, new: &Pin) -> Result<(), Error> {
        if let Ready::Cie(_) = self.card {
            self.check_pin(old)?;
        }
        let Self {
            card,
            ledger,
            allow_last_try,
        } = self;
        match card {
            Ready::Cie(card) => {
                let (old, new) = (old.eight_digits()?, new.eight_digits()?);
                ledger.attempt(&CHANGE, *allow_last_try, card, |card| {
                    card.change_pin(old, new)
                })
            }
            Ready::TsCns(card) => {
                let (old, new) = (old.padded(), new.padded());
                ledger.attempt(&CHANGE, *allow_last_try, card, |card| {
                    card.change_pin(old, new)
                })
            }
        }
    }
}
