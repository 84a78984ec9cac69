//! Finds out how an interrupted operation ended, at the lowest possible cost.

use super::{
    ChipProof, Operation, Report,
    books::Attempt,
    ledger::{Known, Ledger},
    opening::{self, CardSession, OperationSpec},
    recognise::{Recognised, recognise},
    session::{AttemptError, Session},
    unblock_pin::UnblockVariant,
};
use crate::{
    app::code::{CodeCard, CodeCommand},
    bytes::secret::{Pin, Puk},
    card::{Card, Parts},
    channel::plain::{Link, Traffic},
    error::{Error, ErrorKind},
    memory::TryRecord,
    phase::Phase,
    vocabulary::{CardId, CodeKind, Entry, Pending},
};

/// The codes that [`Card::resolve`] may use, and the card that they belong to. Which
/// of them it needs depends on what is pending: see [`NeededCodes`].
///
/// A person is asked for codes between two taps, and may hold another card to
/// the reader at the second: it must not get the codes of the first.
///
/// Exhaustive: it is filled in by the caller.
#[derive(Clone, Copy, Debug)]
pub struct ResolveCodes<'c> {
    /// The card that the codes were asked for: what [`Card::pending`] gave, or the
    /// report of a [`Card::resolve`] without codes.
    pub card: CardId,
    /// The PIN that was to become valid.
    pub new_pin: Option<&'c Pin>,
    /// The PIN that was valid before.
    pub old_pin: Option<&'c Pin>,
    /// The PUK.
    pub puk: Option<&'c Puk>,
}

impl ResolveCodes<'_> {
    /// Whether there is no code among them.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.new_pin.is_none() && self.old_pin.is_none() && self.puk.is_none()
    }
}

/// The codes that settle something pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NeededCodes {
    /// The PIN that was to become valid.
    pub new_pin: bool,
    /// The PIN that was valid before.
    pub old_pin: bool,
    /// The PUK.
    pub puk: bool,
}

impl NeededCodes {
    /// What settles `pending`.
    #[must_use]
    pub const fn of(pending: Option<Pending>) -> Self {
        let (new_pin, old_pin, puk) = match pending {
            None | Some(Pending::VerifyPin | Pending::VerifyPuk) => (false, false, false),
            Some(Pending::ChangePin) => (true, true, false),
            Some(Pending::ResetPin | Pending::UnblockPin) => (true, false, false),
            Some(Pending::ResetCounter) => (true, false, true),
        };
        Self {
            new_pin,
            old_pin,
            puk,
        }
    }
}

/// How it has ended.
///
/// Exhaustive: which PIN is valid now must be told, whatever the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Nothing was pending on this card.
    NothingPending,
    /// A check of a code was lost: it changed nothing, but may have cost a
    /// try. This many are left at least, if anything is known.
    NothingToSettle {
        /// Which code was checked.
        code: CodeKind,
        /// Lower bound of its tries.
        at_least: Option<u8>,
    },
    /// The new PIN is valid.
    NewPin,
    /// The old PIN is valid; the new one was never taken.
    OldPin,
    /// The PIN was not reset: unblock it again.
    UnblockAgain,
    /// These codes are needed. Nothing was sent.
    Needs(NeededCodes),
}

impl Settlement {
    /// A stable name for programs.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NothingPending => "nothing_pending",
            Self::NothingToSettle { .. } => "nothing_to_settle",
            Self::NewPin => "new_pin",
            Self::OldPin => "old_pin",
            Self::UnblockAgain => "unblock_again",
            Self::Needs(_) => "needs_codes",
        }
    }
}

/// What [`Card::resolve`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resolution {
    /// The card and what went over the link.
    pub report: Report,
    /// What was pending.
    pub pending: Option<Pending>,
    /// How it has ended.
    pub settlement: Settlement,
}

impl Card<'_> {
    /// Returns what is remembered of the card at hand. Reads EF 1004 of a CIE,
    /// after two selections, or the number of a TS-CNS, in clear and without a
    /// code. The chip proves nothing here, so use this only to decide what to ask
    /// the person for.
    ///
    /// # Errors
    /// Those of the link; `not_a_cie`; `memory_unavailable`.
    pub fn pending(&mut self) -> Result<(CardId, TryRecord), Error> {
        let Parts {
            reader,
            store,
            observer,
            ..
        } = self.parts();
        let mut link = Link::new(reader, observer, 4)?;
        let known = match recognise(&mut link)? {
            Recognised::Cie(mut selected) => {
                Known::cie(store.installation(), &selected.chip_key()?)
            }
            Recognised::TsCns(card) => Known::ts_cns(store.installation(), card.number()),
        };
        let ledger = Ledger::open(store, &known);
        let record = *ledger.map_err(|why| link.error(why).of(known.id))?.record();
        link.enter(Phase::Done);
        Ok((known.id, record))
    }

    /// Finds out how the pending operation on this card ended:
    ///
    /// | lost | what happens |
    /// |---|---|
    /// | a check of PIN or PUK | nothing to settle; the lower bound of tries stands |
    /// | CHANGE | the new PIN is tried; if it is refused, the old one, which gives the tries back. Where the first may be the last try, the old one first |
    /// | RESET `2C 02` | the new PIN is tried; refused or blocked: unblock again |
    /// | RESET `2C 03` | PUK, then `2C 02`: the operation goes on |
    /// | RESET `2C 00` of a TS-CNS | the new PIN is tried; refused or blocked: unblock again |
    ///
    /// Without codes (`None`) it settles what needs none on whichever card is at
    /// hand, and says which codes the rest needs: nothing is sent that could use
    /// a try. A lost check is settled before the chip proves anything, within
    /// about four exchanges. With codes, the card has to be the one they belong
    /// to.
    ///
    /// # Errors
    /// `other_card` when the card at hand is not the one of the codes: no code was
    /// sent and nothing is forgotten of either card; `malformed_code` when a PIN is
    /// too short for the card; `same_pin` when both PINs are the same; `last_try` before a PIN is sent that may be the last
    /// one, or after a lost `2C 00` when nothing is known of the PIN's tries; the
    /// errors of the operations it uses.
    pub fn resolve(&mut self, codes: Option<ResolveCodes<'_>>) -> Result<Resolution, Error> {
        let spec = OperationSpec {
            steps: 2,
            card: codes.map(|codes| codes.card),
            ..OperationSpec::default()
        };
        let finish = |session: &mut CardSession<'_, '_, '_>| session.resolve(codes.as_ref());
        if codes.is_some_and(|codes| !codes.is_empty()) {
            return opening::run(self, &spec, finish);
        }
        opening::run_unless(self, &spec, &settle_check, finish)
    }
}

/// A lost check of a code changed nothing: its note is removed, and what is known
/// of the tries stays. The card does not have to prove anything for this.
fn settle_check(
    ledger: &mut Ledger<'_>,
    traffic: Traffic,
) -> Result<Option<Resolution>, ErrorKind> {
    let pending = ledger.pending();
    let check = pending.filter(|pending| !pending.may_have_changed_the_card());
    let Some(code) = check.and_then(Pending::spends) else {
        return Ok(None);
    };
    ledger.forget_check()?;
    let at_least = ledger.known(code).map(|known| known.at_least);
    Ok(Some(Resolution {
        report: Report {
            operation: Operation::Resolve,
            card_id: ledger.card_id(),
            tries_left: ledger.known(CodeKind::Pin),
            chip: ChipProof::NOTHING,
            traffic,
        },
        pending,
        settlement: Settlement::NothingToSettle { code, at_least },
    }))
}

impl<'a, C: CodeCard<'a>> Session<'_, C> {
    /// [`Card::resolve`] on a card that is ready for codes.
    pub(super) fn resolve(
        &mut self,
        codes: Option<&ResolveCodes<'_>>,
    ) -> Result<Resolution, Error> {
        let traffic = self.card.link().traffic();
        let check = settle_check(&mut self.ledger, traffic);
        if let Some(done) = check.map_err(|why| self.error(why))? {
            let report = self.report(Operation::Resolve);
            return Ok(Resolution { report, ..done });
        }
        // Before the first of them is sent: none of them may be one that cannot be
        // sent when its turn comes.
        let pins = codes.map_or([(Entry::Pin, None); 2], |codes| {
            [(Entry::NewPin, codes.new_pin), (Entry::Pin, codes.old_pin)]
        });
        for (entry, pin) in pins {
            let Some(pin) = pin else { continue };
            let form = CodeCommand::VerifyPin(pin).encode(self.card.code_form());
            form.map_err(|why| self.error(why).about(entry))?;
        }
        let pending = self.ledger.pending();
        let settlement = self.settle(pending, codes)?;
        Ok(Resolution {
            report: self.report(Operation::Resolve),
            pending,
            settlement,
        })
    }

    /// Settles what may have changed the card.
    fn settle(
        &mut self,
        pending: Option<Pending>,
        codes: Option<&ResolveCodes<'_>>,
    ) -> Result<Settlement, Error> {
        let (new_pin, old_pin, puk) = codes.map_or((None, None, None), |codes| {
            (codes.new_pin, codes.old_pin, codes.puk)
        });
        match (pending, new_pin, old_pin, puk) {
            (None, ..) => Ok(Settlement::NothingPending),
            (Some(Pending::ChangePin), Some(new), Some(old), _) => self.settle_change(old, new),
            (Some(Pending::ResetPin | Pending::UnblockPin), Some(new), ..) => {
                self.settle_reset(new)
            }
            (Some(Pending::ResetCounter), Some(new), _, Some(puk)) => {
                new.check_strength().map_err(|why| self.error(why))?;
                self.unblock_pin(puk, new, UnblockVariant::Direct)?;
                Ok(Settlement::NewPin)
            }
            (pending, ..) => Ok(Settlement::Needs(NeededCodes::of(pending))),
        }
    }

    /// A change that was made has given the PIN all its tries: the old one, refused, then
    /// leaves enough for the new one. A change that was not made has not, and where one
    /// try may be left, the new PIN would spend what the old one needs.
    ///
    /// That holds while nothing was refused since. After a refusal nobody but the person can
    /// tell which PIN to spend the last try on: the sentences then lead to a check of that
    /// one alone, which settles the change as well.
    fn settle_change(&mut self, old: &Pin, new: &Pin) -> Result<Settlement, Error> {
        // Sent twice, it would cost two tries and tell nothing.
        if old == new {
            return Err(self.error(ErrorKind::SamePin));
        }
        let finds_out = Attempt {
            command: Pending::VerifyPin,
            finds_out: true,
        };
        // What could not be sent unasked may be the last try.
        if self.ledger.reserved(finds_out, false).is_err() {
            return self.settle_change_by_the_last_try(old, new);
        }
        match self.find_out(&CodeCommand::VerifyPin(new)) {
            Ok(()) => Ok(Settlement::NewPin),
            Err(AttemptError { error, by_card })
                if by_card && matches!(error.kind, ErrorKind::WrongPin { .. }) =>
            {
                self.attempt(&CodeCommand::VerifyPin(old))?;
                Ok(Settlement::OldPin)
            }
            Err(refused) => Err(refused.error),
        }
    }

    /// Asks before anything is sent, unless the person has agreed. What they agreed to may
    /// be used for both PINs, but not for the new one where the card says that its
    /// try would be the last: then the change was probably not made and the old PIN
    /// misread.
    fn settle_change_by_the_last_try(&mut self, old: &Pin, new: &Pin) -> Result<Settlement, Error> {
        match self.attempt(&CodeCommand::VerifyPin(old)) {
            Ok(()) => Ok(Settlement::OldPin),
            Err(AttemptError { error, by_card })
                if by_card
                    && matches!(error.kind, ErrorKind::WrongPin { tries } if tries.left != Some(1)) =>
            {
                self.find_out(&CodeCommand::VerifyPin(new))?;
                Ok(Settlement::NewPin)
            }
            Err(refused) => Err(refused.error),
        }
    }

    fn settle_reset(&mut self, new: &Pin) -> Result<Settlement, Error> {
        match self.find_out(&CodeCommand::VerifyPin(new)) {
            Ok(()) => Ok(Settlement::NewPin),
            Err(refused) if refused.by_card => Ok(Settlement::UnblockAgain),
            Err(refused) => Err(refused.error),
        }
    }
}
