//! Unblocks the PIN with the PUK.

use super::{
    Operation, Report,
    opening::{self, OperationSpec},
    session::Session,
};
use crate::{
    app::code::{CodeCard, CodeCommand},
    bytes::secret::{Pin, Puk},
    card::Card,
    error::Error,
    vocabulary::{CardKind, Entry},
};

/// The two ways in which shipped software unblocks the PIN of a CIE after the
/// PUK. A TS-CNS knows neither: it takes PUK and new PIN in one command.
///
/// The caller chooses; [`Self::Direct`] is the default. There is no automatic
/// change from one to the other: a command with a code is never sent a second
/// time, whatever the card says.
///
/// Exhaustive: a caller offers the choice, and has a word for each.
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

impl Card<'_> {
    /// Checks the PUK and, if it is correct, sets a new PIN with all its tries,
    /// whether the PIN was blocked or merely forgotten. On a CIE that is VERIFY
    /// of the PUK and then the variant; on a TS-CNS RESET RETRY COUNTER with PUK
    /// and new PIN in one, and nothing else.
    ///
    /// # Errors
    /// `weak_pin` before anything is sent; `malformed_code` when the new PIN is too
    /// short for the card; `wrong_puk` and `puk_blocked` with the tries left: a
    /// blocked PUK is final; `last_try` before the PUK is sent when this may be its
    /// last try; `outcome_unknown` when an answer is lost.
    pub fn unblock_pin(
        &mut self,
        puk: &Puk,
        new: &Pin,
        variant: UnblockVariant,
    ) -> Result<Report, Error> {
        new.check_strength().map_err(Error::at_start)?;
        let spec = OperationSpec {
            steps: 3,
            pins: &[(Entry::NewPin, new)],
            only_on: (variant == UnblockVariant::ResetFirst).then_some(CardKind::Cie),
            ..OperationSpec::default()
        };
        opening::run(self, &spec, |session| {
            session.unblock_pin(puk, new, variant)?;
            Ok(session.report(Operation::UnblockPin))
        })
    }
}

impl<'a, C: CodeCard<'a>> Session<'_, C> {
    /// Unblocks the PIN, each card in its way.
    pub(super) fn unblock_pin(
        &mut self,
        puk: &Puk,
        new: &Pin,
        variant: UnblockVariant,
    ) -> Result<(), Error> {
        if self.card.kind() == CardKind::TsCns {
            return Ok(self.attempt(&CodeCommand::UnblockPin { puk, new })?);
        }
        self.attempt(&CodeCommand::VerifyPuk(puk))?;
        if variant == UnblockVariant::ResetFirst {
            self.attempt(&CodeCommand::ResetCounter)?;
        }
        Ok(self.attempt(&CodeCommand::ResetPin(new))?)
    }
}
