//! A card that is ready for codes, and what is remembered of it.

use super::{
    ChipProof, Operation, Report,
    books::{Attempt, Refusal},
    ledger::Ledger,
};
use crate::{
    apdu::Command,
    app::{
        cns::card::Opened,
        code::{CodeAnswer, CodeCard, CodeCommand, CodeForm},
        ias::Authenticated,
    },
    card::LastTry,
    channel::plain::Link,
    error::{Error, ErrorKind},
    phase::Phase,
    vocabulary::{CardKind, CodeKind, Pending},
};

/// A card that is ready for codes.
pub(super) enum PreparedCard<'l, 'a> {
    /// A CIE whose chip has proved its key.
    Cie(Authenticated<'l, 'a>),
    /// A TS-CNS, which proves nothing.
    TsCns(Opened<'l, 'a>),
}

impl<'a> CodeCard<'a> for PreparedCard<'_, 'a> {
    fn link(&mut self) -> &mut Link<'a> {
        match self {
            Self::Cie(card) => card.link(),
            Self::TsCns(card) => card.link(),
        }
    }

    fn code_form(&self) -> CodeForm {
        match self {
            Self::Cie(card) => card.code_form(),
            Self::TsCns(card) => card.code_form(),
        }
    }

    fn send_once(&mut self, command: Command) -> CodeAnswer {
        match self {
            Self::Cie(card) => card.send_once(command),
            Self::TsCns(card) => card.send_once(command),
        }
    }
}

/// A card that is ready for codes, its record, and what the person has agreed to.
pub(super) struct Session<'m, C> {
    pub(super) card: C,
    pub(super) ledger: Ledger<'m>,
    last_try: LastTry,
}

/// An attempt that did not succeed.
#[derive(Debug)]
pub(super) struct AttemptError {
    pub(super) error: Error,
    /// See [`Refusal::by_card`].
    pub(super) by_card: bool,
}

impl From<AttemptError> for Error {
    fn from(failed: AttemptError) -> Self {
        failed.error
    }
}

impl<'a, 'm, C: CodeCard<'a>> Session<'m, C> {
    pub(super) const fn new(card: C, ledger: Ledger<'m>, last_try: LastTry) -> Self {
        Self {
            card,
            ledger,
            last_try,
        }
    }

    /// Sends one command with a code, once: the try is written off before, and what
    /// is known of it afterwards is written with the answer.
    ///
    /// # Errors
    /// The card's refusal; [`ErrorKind::OutcomeUnknown`] when the answer is
    /// lost; before anything was sent or written [`ErrorKind::LastTry`],
    /// [`ErrorKind::PinBlocked`] and [`ErrorKind::PukBlocked`],
    /// [`ErrorKind::MalformedCode`], [`ErrorKind::Cancelled`] and
    /// [`ErrorKind::MemoryUnavailable`].
    pub(super) fn attempt(&mut self, command: &CodeCommand<'_>) -> Result<(), AttemptError> {
        let attempt = Attempt {
            command: command.pending(),
            finds_out: false,
        };
        self.send(command, attempt)
    }

    /// The same with the command whose PIN the pending one was to make valid: see
    /// [`Attempt::finds_out`].
    pub(super) fn find_out(&mut self, command: &CodeCommand<'_>) -> Result<(), AttemptError> {
        let attempt = Attempt {
            command: command.pending(),
            finds_out: true,
        };
        self.send(command, attempt)
    }

    fn send(&mut self, command: &CodeCommand<'_>, attempt: Attempt) -> Result<(), AttemptError> {
        self.card.link().enter(phase(attempt.command));
        let encoded = command.encode(self.card.code_form()).and_then(|encoded| {
            self.reserve(attempt)?;
            Ok(encoded)
        });
        let refused = |session: &mut Self, Refusal { kind, by_card }| AttemptError {
            error: session.error(kind),
            by_card,
        };
        match encoded {
            Ok(encoded) => {
                let answer = self.card.send_once(encoded);
                let settled = self.ledger.settle(attempt, answer);
                settled.map_err(|refusal| refused(self, refusal))
            }
            Err(kind) => {
                let by_card = false;
                Err(refused(self, Refusal { kind, by_card }))
            }
        }
    }

    /// Everything else that comes before a code is sent; the last of it is the
    /// record without the try.
    fn reserve(&mut self, attempt: Attempt) -> Result<(), ErrorKind> {
        let spends = attempt.command.spends();
        let allowed = spends.is_some_and(|code| self.last_try.allows(code));
        let reserved = self.ledger.reserved(attempt, allowed)?;
        if self.card.link().check_cancelled().is_err() {
            return Err(ErrorKind::Cancelled);
        }
        self.ledger.write(&reserved)
    }

    /// Adds the phase of the operation and the card at hand to `kind`.
    pub(super) fn error(&mut self, kind: impl Into<ErrorKind>) -> Error {
        self.card.link().error(kind)
    }

    /// The operation has succeeded.
    pub(super) fn done(&mut self) {
        self.card.link().enter(Phase::Done);
    }

    /// What to report of `operation` when it has succeeded.
    pub(super) fn report(&mut self, operation: Operation) -> Report {
        Report {
            operation,
            card_id: self.ledger.card_id(),
            tries_left: self.ledger.known(CodeKind::Pin),
            chip: match self.card.kind() {
                CardKind::Cie => ChipProof::KEY_ONLY,
                CardKind::TsCns => ChipProof::NOTHING,
            },
            traffic: self.card.link().traffic(),
        }
    }
}

const fn phase(command: Pending) -> Phase {
    match command {
        Pending::VerifyPin => Phase::VerifyPin,
        Pending::VerifyPuk => Phase::VerifyPuk,
        Pending::ChangePin => Phase::ChangePin,
        Pending::ResetPin | Pending::ResetCounter | Pending::UnblockPin => Phase::ResetPin,
    }
}
