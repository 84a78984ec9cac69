//! Keeps count of tries around every command with a code.
//!
//! ```text
//! gate      one try may be left and the person did not agree → last_try
//! spend     the record is written as if the try were gone and the answer lost
//! (send)    once
//! settle    the record is written as the answer says
//! ```
//!
//! Whatever ends the process between *spend* and *settle*, the record holds.

use super::memory::{
    CNS_PIN_TRIES, CardId, KnownTries, MemoryError, PIN_TRIES, TryMemory, TryRecord,
};
use crate::{
    apdu::StatusWord,
    app::code::{CodeAnswer, CodeCard},
    channel::ChannelError,
    error::{CodeKind, Error, ErrorKind, Pending, Tries},
    progress::Phase,
};

/// The lower bound that holds always. Before such a try the person is asked.
const NOTHING_SURE: KnownTries = KnownTries {
    at_least: 0,
    exact: false,
};

/// The record of one card, and where it is kept.
pub(super) struct Ledger<'m> {
    memory: &'m mut dyn TryMemory,
    id: CardId,
    record: TryRecord,
}

impl<'m> Ledger<'m> {
    pub(super) fn open(memory: &'m mut dyn TryMemory, id: CardId) -> Result<Self, ErrorKind> {
        let record = memory.get(&id)?;
        Ok(Self { memory, id, record })
    }

    pub(super) const fn card_id(&self) -> CardId {
        self.id
    }

    pub(super) const fn tries(&self, code: CodeKind) -> Option<KnownTries> {
        self.record.tries(code)
    }

    pub(super) const fn pending(&self) -> Option<Pending> {
        self.record.pending
    }

    /// Refuses what may be the last try of a code. Nothing known is no
    /// reason to refuse; neither is a code that the card has said to be
    /// blocked, since asking a blocked code spends nothing and somebody may
    /// have unblocked it elsewhere.
    fn gate(&self, code: CodeKind, allow_last_try: bool) -> Result<(), ErrorKind> {
        match self.tries(code) {
            Some(KnownTries {
                at_least: 0,
                exact: true,
            })
            | None => Ok(()),
            Some(KnownTries {
                at_least: 0 | 1, ..
            }) if !allow_last_try => Err(ErrorKind::LastTry { code }),
            Some(_) => Ok(()),
        }
    }

    /// Refuses what must not be tried on one's own: fewer than two tries are
    /// known to be left.
    pub(super) fn gate_known(&self, allow_last_try: bool) -> Result<(), ErrorKind> {
        match self.tries(CodeKind::Pin) {
            Some(KnownTries { at_least: 2.., .. }) => Ok(()),
            _ if allow_last_try => Ok(()),
            _ => Err(ErrorKind::LastTry {
                code: CodeKind::Pin,
            }),
        }
    }

    fn spend(&mut self, code: Option<CodeKind>, pending: Pending) -> Result<(), ErrorKind> {
        if let Some(code) = code {
            let at_least = match self.tries(code) {
                Some(KnownTries { at_least, .. }) => Some(at_least.saturating_sub(1)),
                // Nothing is known. If the attempt before this one was lost
                // too, a code of three tries may be down to one after this;
                // and where three wrong PUKs end the card, one lost is enough
                // to ask before the next.
                None if pending == Pending::UnblockPin => Some(0),
                None if self.record.pending.and_then(Pending::spends) == Some(code) => Some(0),
                None => None,
            };
            let exact = false;
            let lower = at_least.map(|at_least| KnownTries { at_least, exact });
            self.record.set_tries(code, lower);
        }
        // A lost check must not hide an older lost change.
        if self.unsettled().is_none() || pending.may_have_changed_the_card() {
            self.record.pending = Some(pending);
        }
        Ok(self.memory.put(&self.id, &self.record)?)
    }

    /// What is pending and a check of a code does not settle by failing.
    fn unsettled(&self) -> Option<Pending> {
        self.record
            .pending
            .filter(|pending| pending.may_have_changed_the_card())
    }

    /// Writes the record after an answer. The answer counts even if it
    /// cannot be written: the lower bound of *spend* is there already.
    fn settle(&mut self, pending: Option<Pending>) {
        self.record.pending = pending;
        let _ = self.memory.put(&self.id, &self.record);
    }

    /// Nothing is pending any more.
    pub(super) fn settled(&mut self) {
        self.settle(None);
    }

    /// A PUK whose answer was lost has done what only the right one does. The
    /// card does not say what its counter is reset to.
    pub(super) fn was_right(&mut self, puk: CodeKind) {
        self.record.set_tries(puk, None);
        self.settle(self.record.pending);
    }

    /// The same after an attempt of whose outcome nothing was found out: where
    /// nothing else is known of the code, it may have been its last but one.
    pub(super) fn forgotten(&mut self, code: CodeKind) {
        if self.tries(code).is_none() {
            self.record.set_tries(code, Some(NOTHING_SURE));
        }
        self.settle(None);
    }
}

impl From<MemoryError> for ErrorKind {
    fn from(MemoryError(why): MemoryError) -> Self {
        Self::MemoryUnavailable(why)
    }
}

/// One command with a code.
pub(super) struct Attempt {
    /// The code whose tries the command uses, if it uses any.
    pub(super) code: Option<CodeKind>,
    pub(super) phase: Phase,
    /// What is pending if the answer is lost.
    pub(super) pending: Pending,
    /// What is pending all the same after success.
    pub(super) then: Option<Pending>,
}

impl Ledger<'_> {
    /// Sends one command with a code, once, with the books kept.
    ///
    /// # Errors
    /// The card's refusal; [`ErrorKind::OutcomeUnknown`] when the answer is
    /// lost; [`ErrorKind::LastTry`], [`ErrorKind::Cancelled`] and
    /// [`ErrorKind::MemoryUnavailable`] before anything was sent.
    pub(super) fn attempt<'a, C: CodeCard<'a>>(
        &mut self,
        attempt: &Attempt,
        allow_last_try: bool,
        card: &mut C,
        send: impl FnOnce(&mut C) -> CodeAnswer,
    ) -> Result<(), Error> {
        card.link().enter(attempt.phase);
        self.try_once(attempt, allow_last_try, card, send)
            .map_err(|kind| card.link().error(kind))
    }

    fn try_once<'a, C: CodeCard<'a>>(
        &mut self,
        attempt: &Attempt,
        allow_last_try: bool,
        card: &mut C,
        send: impl FnOnce(&mut C) -> CodeAnswer,
    ) -> Result<(), ErrorKind> {
        let Attempt { code, pending, .. } = *attempt;
        if let Some(code) = code {
            self.gate(code, allow_last_try)?;
        }
        if let Err(ChannelError::Cancelled) = card.link().check_cancelled() {
            return Err(ErrorKind::Cancelled);
        }
        let unsettled = self.unsettled();
        let before = Before {
            tries: code.and_then(|code| self.tries(code)),
            unsettled,
        };
        self.spend(code, pending)?;
        match send(card) {
            CodeAnswer::Confirmed(status) => self.answered(attempt, status, before, true),
            // All that there is to be had of this card.
            CodeAnswer::Plain(status) => self.answered(attempt, status, before, false),
            CodeAnswer::Unconfirmed(status) => {
                // A check leaves nothing to settle but the lower bound; what
                // may have changed the card stays pending, since nothing that
                // comes without a checksum is believed.
                let changed = pending.may_have_changed_the_card().then_some(pending);
                self.settle(changed.or(unsettled));
                Err(match status {
                    StatusWord::OK => ErrorKind::CardMisbehaved("success without protection"),
                    status => refusal(code, status, false).1,
                })
            }
            CodeAnswer::Unknown => Err(ErrorKind::OutcomeUnknown { pending }),
        }
    }

    /// Writes down what the card has answered. What was not under a checksum is
    /// a bound and no more: no number in clear makes a try look free.
    fn answered(
        &mut self,
        attempt: &Attempt,
        status: StatusWord,
        before: Before,
        confirmed: bool,
    ) -> Result<(), ErrorKind> {
        let Attempt {
            code,
            pending,
            then,
            ..
        } = *attempt;
        if status.is_ok() {
            if code == Some(CodeKind::Puk) {
                // The card does not say what the PUK's counter is reset to.
                self.record.set_tries(CodeKind::Puk, None);
            }
            if pending == Pending::VerifyPuk {
                // A right PUK settles nothing by itself.
                self.settle(before.unsettled);
            } else {
                let full = if confirmed {
                    KnownTries::exactly(PIN_TRIES)
                } else {
                    KnownTries {
                        at_least: CNS_PIN_TRIES,
                        exact: false,
                    }
                };
                self.record.set_tries(CodeKind::Pin, Some(full));
                self.settle(then);
            }
            return Ok(());
        }
        if pending.may_have_changed_the_card() && !status.is_refusal() {
            // As good as lost: `resolve` finds out.
            return Err(ErrorKind::OutcomeUnknown { pending });
        }
        let (known, refusal) = refusal(code, status, confirmed);
        match (code, known) {
            (Some(code), Some(left)) => {
                let known = if confirmed {
                    KnownTries::exactly(left)
                } else {
                    KnownTries {
                        at_least: left.min(CNS_PIN_TRIES - 1),
                        exact: false,
                    }
                };
                self.record.set_tries(code, Some(known));
            }
            // No try was used on what the card did not even look at.
            (Some(code), None) if status.looked_at_no_code() => {
                self.record.set_tries(code, before.tries);
            }
            _ => {}
        }
        self.settle(before.unsettled);
        Err(refusal)
    }
}

/// What was known before a code was sent.
#[derive(Clone, Copy)]
struct Before {
    tries: Option<KnownTries>,
    unsettled: Option<Pending>,
}

/// What a status word other than `9000` means: the tries left, if
/// it says so, and the error.
fn refusal(code: Option<CodeKind>, status: StatusWord, confirmed: bool) -> (Option<u8>, ErrorKind) {
    let left = if status == StatusWord::BLOCKED {
        Some(0)
    } else {
        status.tries_left()
    };
    let tries = Tries { left, confirmed };
    let kind = match (code, left) {
        (Some(CodeKind::Pin), Some(0)) => ErrorKind::PinBlocked { confirmed },
        (Some(CodeKind::Puk), Some(0)) => ErrorKind::PukBlocked { confirmed },
        (Some(CodeKind::Pin), Some(_)) => ErrorKind::WrongPin { tries },
        (Some(CodeKind::Puk), Some(_)) => ErrorKind::WrongPuk { tries },
        (Some(CodeKind::Pin), None) if status == StatusWord::AUTHENTICATION_FAILED => {
            ErrorKind::WrongPin { tries }
        }
        (Some(CodeKind::Puk), None) if status == StatusWord::AUTHENTICATION_FAILED => {
            ErrorKind::WrongPuk { tries }
        }
        _ => ErrorKind::CardRefused { status, confirmed },
    };
    (left, kind)
}
