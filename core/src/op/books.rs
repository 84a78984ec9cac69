//! What a record of tries becomes with every command with a code: decided here
//! and nowhere else. Pure: no card, no store.
//!
//! ```text
//! before sending   write_off   the try is gone and the answer lost, or: ask first
//! with the answer  settle      what of that is taken back, and what the answer means
//! ```
//!
//! What the bounds are worth, and what they cannot see, is in
//! docs/adr/0004-try-safety.md; `exploration` walks every state that they
//! can come into.

use crate::{
    apdu::StatusWord,
    app::code::CodeAnswer,
    error::ErrorKind,
    memory::{TryBound, TryRecord},
    vocabulary::{CardKind, CodeKind, Pending, Tries},
};

/// Tries of a PIN, on both kinds of card: 3 (CIE: italia/cie-middleware-windows-docs,
/// `sblocco.rst`; TS-CNS: as several Regions write).
const PIN_TRIES: u8 = 3;
/// Tries of a CIE's PUK: 10 (the same).
const CIE_PUK_TRIES: u8 = 10;
/// Tries of a TS-CNS's PUK: 3, as several Regions write.
const CNS_PUK_TRIES: u8 = 3;

/// The books of one kind of card.
#[derive(Clone, Copy, Debug)]
pub(super) struct Books {
    pub(super) kind: CardKind,
}

/// One command with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attempt {
    /// The command, by what is pending when its answer is lost.
    pub(super) command: Pending,
    /// Whether its PIN is the one that the pending command was to make valid:
    /// then the answer says what became of that one.
    pub(super) finds_out: bool,
}

/// What an answer leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) record: TryRecord,
    pub(super) result: Result<(), Refusal>,
}

/// Why an attempt did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) kind: ErrorKind,
    /// The card itself has said that the code is wrong or blocked, as reliably
    /// as its kind can.
    pub(super) by_card: bool,
}

impl Books {
    /// Tries that a code of this kind of card has at most.
    const fn most(self, code: CodeKind) -> u8 {
        match (code, self.kind) {
            (CodeKind::Pin, _) => PIN_TRIES,
            (CodeKind::Puk, CardKind::Cie) => CIE_PUK_TRIES,
            (CodeKind::Puk, CardKind::TsCns) => CNS_PUK_TRIES,
        }
    }

    /// The record to write before the command is sent.
    ///
    /// # Errors
    /// `last_try`, and `pin_blocked` or `puk_blocked` where something in clear
    /// has said so: the command must not be sent.
    pub(super) fn write_off(
        self,
        record: &TryRecord,
        attempt: Attempt,
        allow_last_try: bool,
    ) -> Result<TryRecord, ErrorKind> {
        let asks = attempt.command.spends().filter(|_| !allow_last_try);
        if let Some(code) = asks {
            self.gate(record, code, attempt)?;
        }
        Ok(self.spent(record, attempt))
    }

    /// Refuses what may be the last try of a code.
    fn gate(self, record: &TryRecord, code: CodeKind, attempt: Attempt) -> Result<(), ErrorKind> {
        let bound = self.bound(record, code);
        match bound {
            // Asking a blocked code costs nothing, and somebody may have
            // unblocked it elsewhere.
            TryBound::Exactly(0) => return Ok(()),
            TryBound::SaidBlocked => return Err(blocked(code, false)),
            _ => {}
        }
        // Whoever unblocks a PIN has seldom all its tries: if the PUK was wrong,
        // the PIN is as it was, and of that nothing is known.
        let assumed = matches!(bound, TryBound::Assumed(_));
        let after_unblocking = attempt.finds_out && record.pending == Some(Pending::UnblockPin);
        if bound.at_least() <= 1 || (assumed && after_unblocking) {
            return Err(ErrorKind::LastTry { code });
        }
        Ok(())
    }

    fn bound(self, record: &TryRecord, code: CodeKind) -> TryBound {
        let fresh = TryBound::Assumed(self.most(code));
        record.bound(code).unwrap_or(fresh)
    }

    /// The bound of a code with the try gone.
    fn one_less(self, record: &TryRecord, code: CodeKind) -> TryBound {
        match self.bound(record, code) {
            TryBound::Exactly(left) | TryBound::AtLeast(left) => {
                TryBound::AtLeast(left.saturating_sub(1))
            }
            TryBound::Assumed(left) => TryBound::Assumed(left.saturating_sub(1)),
            TryBound::SaidBlocked => TryBound::SaidBlocked,
        }
    }

    /// The record with the try gone and the answer lost.
    fn spent(self, record: &TryRecord, attempt: Attempt) -> TryRecord {
        let mut after = *record;
        if let Some(code) = attempt.command.spends() {
            set(&mut after, code, self.one_less(record, code));
        }
        if attempt.command.may_unblock_the_pin() {
            // It may have all its tries again. A confirmed zero stays: the next
            // attempt costs nothing or finds three.
            match after.pin {
                Some(TryBound::SaidBlocked) => after.pin = Some(TryBound::AtLeast(0)),
                Some(TryBound::Exactly(left @ 1..)) => after.pin = Some(TryBound::AtLeast(left)),
                _ => {}
            }
        }
        // A lost check must not hide an older lost change.
        if unsettled(record).is_none() || attempt.command.may_have_changed_the_card() {
            after.pending = Some(attempt.command);
        }
        after
    }

    /// What `answer` to `attempt` makes of the record before it, and what it
    /// means.
    pub(super) fn settle(
        self,
        before: &TryRecord,
        attempt: Attempt,
        answer: CodeAnswer,
    ) -> Settled {
        let (status, confirmed) = match answer {
            CodeAnswer::Confirmed(status) => (status, true),
            // All that there is to be had of this card.
            CodeAnswer::Plain(status) => (status, false),
            CodeAnswer::Unconfirmed(status) => return self.unconfirmed(before, attempt, status),
            CodeAnswer::Unknown => return self.unknown(before, attempt),
        };
        if status.is_ok() {
            return Settled {
                record: self.succeeded(before, attempt, confirmed),
                result: Ok(()),
            };
        }
        if attempt.command.may_have_changed_the_card() && !status.is_refusal() {
            return self.unknown(before, attempt);
        }
        // The command was not carried out, so nothing has changed but the try.
        let mut record = *before;
        record.pending = unsettled(before);
        if let Some(code) = attempt.command.spends() {
            set(
                &mut record,
                code,
                self.charged(before, code, status, confirmed),
            );
        }
        let refusal = Refusal::new(attempt, status, confirmed, true);
        let was_reset = before.pending.is_some_and(Pending::may_unblock_the_pin);
        if attempt.finds_out && refusal.by_card && was_reset {
            record.pending = None;
        }
        Settled {
            record,
            result: Err(refusal),
        }
    }

    /// As good as lost: `resolve` finds out.
    fn unknown(self, before: &TryRecord, attempt: Attempt) -> Settled {
        let pending = attempt.command;
        let kind = ErrorKind::OutcomeUnknown { pending };
        Settled {
            record: self.spent(before, attempt),
            result: Err(Refusal {
                kind,
                by_card: false,
            }),
        }
    }

    /// Nothing that comes without a checksum settles anything. A check leaves
    /// nothing to settle but its try.
    fn unconfirmed(self, before: &TryRecord, attempt: Attempt, status: StatusWord) -> Settled {
        let command = attempt.command;
        let mut record = self.spent(before, attempt);
        if let Some(code) = command.spends() {
            set(&mut record, code, self.charged(before, code, status, false));
        }
        record.pending = if command.may_have_changed_the_card() {
            Some(command)
        } else {
            unsettled(before)
        };
        let refusal = if status.is_ok() {
            Refusal {
                kind: ErrorKind::CardMisbehaved("success without protection"),
                by_card: false,
            }
        } else {
            Refusal::new(attempt, status, false, false)
        };
        Settled {
            record,
            result: Err(refusal),
        }
    }

    fn succeeded(self, before: &TryRecord, attempt: Attempt, confirmed: bool) -> TryRecord {
        let mut record = *before;
        let command = attempt.command;
        if command.spends() == Some(CodeKind::Puk) {
            // The right PUK costs no try. What its counter is reset to, the card
            // does not say.
            record.puk = match before.puk {
                Some(TryBound::Exactly(left)) => Some(TryBound::AtLeast(left)),
                Some(TryBound::SaidBlocked) => Some(TryBound::AtLeast(0)),
                bound => bound,
            };
        }
        if command == Pending::VerifyPuk {
            // A right PUK settles nothing by itself.
            record.pending = unsettled(before);
            return record;
        }
        record.pin = Some(if confirmed {
            TryBound::Exactly(PIN_TRIES)
        } else {
            TryBound::AtLeast(PIN_TRIES)
        });
        // Behind `2C 03` the PIN is still to be set.
        record.pending = (command == Pending::ResetCounter).then_some(command);
        record
    }

    /// The bound of a code after a refusal: the try stays written off, whatever
    /// the reason. A number in clear lowers the bound at most.
    fn charged(
        self,
        before: &TryRecord,
        code: CodeKind,
        status: StatusWord,
        confirmed: bool,
    ) -> TryBound {
        let most = self.most(code);
        match (self.one_less(before, code), tries_left(status)) {
            (_, Some(left)) if confirmed && left <= most => TryBound::Exactly(left),
            (_, Some(_)) if confirmed => TryBound::AtLeast(most),
            (_, Some(0)) => TryBound::SaidBlocked,
            (TryBound::AtLeast(bound), Some(left)) => TryBound::AtLeast(bound.min(left)),
            (TryBound::Assumed(bound), Some(left)) => TryBound::Assumed(bound.min(left)),
            (bound, _) => bound,
        }
    }

    /// The record without the lost check of a code. What is known of its tries
    /// stays as it is.
    pub(super) fn forget_check(record: &TryRecord) -> TryRecord {
        TryRecord {
            pending: unsettled(record),
            ..*record
        }
    }

    /// What two records of the same card say together: the lower bounds, and
    /// what is pending in either.
    pub(super) fn merge(self, one: &TryRecord, other: &TryRecord) -> TryRecord {
        let lower = |code| {
            let (a, b) = (one.bound(code), other.bound(code));
            let left =
                |bound: Option<TryBound>| bound.map_or_else(|| self.most(code), TryBound::at_least);
            if left(a) <= left(b) { a.or(b) } else { b.or(a) }
        };
        TryRecord {
            pin: lower(CodeKind::Pin),
            puk: lower(CodeKind::Puk),
            pending: unsettled(one)
                .or_else(|| unsettled(other))
                .or(one.pending)
                .or(other.pending),
        }
    }
}

impl Refusal {
    /// What a status word other than `9000` means. `best` says that no better
    /// answer is to be had of this card.
    fn new(attempt: Attempt, status: StatusWord, confirmed: bool, best: bool) -> Self {
        let code = attempt.command.spends();
        let left = tries_left(status);
        let tries = Tries { left, confirmed };
        let wrong = left.is_some() || status == StatusWord::AUTHENTICATION_FAILED;
        let kind = match code {
            Some(code) if left == Some(0) => blocked(code, confirmed),
            Some(CodeKind::Pin) if wrong => ErrorKind::WrongPin { tries },
            Some(CodeKind::Puk) if wrong => ErrorKind::WrongPuk { tries },
            _ => ErrorKind::CardRefused { status, confirmed },
        };
        let by_card = best && code.is_some() && wrong;
        Self { kind, by_card }
    }
}

/// What is pending and a check of a code does not settle by failing.
fn unsettled(record: &TryRecord) -> Option<Pending> {
    record
        .pending
        .filter(|pending| pending.may_have_changed_the_card())
}

const fn set(record: &mut TryRecord, code: CodeKind, bound: TryBound) {
    match code {
        CodeKind::Pin => record.pin = Some(bound),
        CodeKind::Puk => record.puk = Some(bound),
    }
}

const fn blocked(code: CodeKind, confirmed: bool) -> ErrorKind {
    match code {
        CodeKind::Pin => ErrorKind::PinBlocked { confirmed },
        CodeKind::Puk => ErrorKind::PukBlocked { confirmed },
    }
}

/// The tries that a status word says are left.
fn tries_left(status: StatusWord) -> Option<u8> {
    if status == StatusWord::BLOCKED {
        Some(0)
    } else {
        status.tries_left()
    }
}
