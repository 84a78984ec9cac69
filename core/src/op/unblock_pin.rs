//! Unblocks the PIN with the PUK.

use super::{
    Context, Operation, Report,
    ledger::Attempt,
    session::{self, Session},
};
use crate::{
    bytes::secret::{Pin, Puk},
    error::{CodeKind, Error, Pending},
    progress::Phase,
    transceive::Transceive,
};

/// The two ways in which shipped software unblocks a PIN after the PUK.
///
/// The caller chooses. There is no automatic change from one to the other: a
/// command with a code is never sent a second time, whatever the card says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnblockVariant {
    /// RESET RETRY COUNTER with the new PIN, `2C 02`
    /// (italia/cie-middleware-linux `PINManager.cpp`, italia/cieid-ios-sdk).
    #[default]
    Direct,
    /// RESET RETRY COUNTER alone, `2C 03`, then `2C 02` with the new PIN
    /// (italia/cie-middleware `CSP.cpp`, the Windows minidriver). For a card
    /// that refuses the direct way with `6985` or `6982`.
    ResetFirst,
}

/// Has the card check the PUK and, when it is right, take a new PIN with all
/// its tries, whether the PIN was blocked or merely forgotten.
///
/// # Errors
/// `weak_pin` before anything is sent; `wrong_puk` and `puk_blocked` with the
/// tries left: a blocked PUK is final, and [`crate::recovery::advice_for`] says
/// what is left to do; `last_try` before the PUK is sent when
/// this may be its last try; `outcome_unknown` when an answer is lost.
pub fn unblock_pin(
    card: &mut dyn Transceive,
    puk: &Puk,
    new: &Pin,
    variant: UnblockVariant,
    cx: &mut Context<'_>,
) -> Result<Report, Error> {
    new.check_strength()?;
    session::run(card, cx, 3, |session| {
        session.check_puk(puk)?;
        if variant == UnblockVariant::ResetFirst {
            session.attempt(&Attempt {
                code: None,
                phase: Phase::ResetPin,
                pending: Pending::ResetCounter,
                then: Some(Pending::ResetCounter),
                send: &|card| card.reset_counter(),
            })?;
        }
        session.set_new_pin(new)?;
        Ok(session.report(Operation::UnblockPin))
    })
}

impl Session<'_, '_, '_> {
    /// VERIFY of the PUK.
    pub(super) fn check_puk(&mut self, puk: &Puk) -> Result<(), Error> {
        self.attempt(&Attempt {
            code: Some(CodeKind::Puk),
            phase: Phase::VerifyPuk,
            pending: Pending::VerifyPuk,
            then: None,
            send: &|card| card.verify_puk(puk),
        })
    }

    /// RESET RETRY COUNTER with the new PIN.
    pub(super) fn set_new_pin(&mut self, new: &Pin) -> Result<(), Error> {
        self.attempt(&Attempt {
            code: None,
            phase: Phase::ResetPin,
            pending: Pending::ResetPin,
            then: None,
            send: &|card| card.reset_pin(new),
        })
    }
}
