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
        self.send(command, false)
    }

    /// The same with the command whose PIN the pending one was to make valid: see
    /// [`Attempt::finds_out`].
    pub(super) fn find_out(&mut self, command: &CodeCommand<'_>) -> Result<(), AttemptError> {
        self.send(command, true)
    }

    fn send(&mut self, command: &CodeCommand<'_>, finds_out: bool) -> Result<(), AttemptError> {
        let attempt = Attempt {
            command: command.pending(),
            finds_out,
        };
        self.card.link().enter(phase(attempt.command));
        let settled = match self.prepare(command, attempt) {
            Ok(encoded) => {
                self.card.link().code_is_sent(attempt.command);
                let answer = self.card.send_once(encoded);
                self.ledger.settle(attempt, answer)
            }
            Err(kind) => Err(Refusal {
                kind,
                by_card: false,
            }),
        };
        settled.map_err(|Refusal { kind, by_card }| AttemptError {
            error: self.error(kind),
            by_card,
        })
    }

    /// Everything that comes before a code is sent.
    fn prepare(
        &mut self,
        command: &CodeCommand<'_>,
        attempt: Attempt,
    ) -> Result<Command, ErrorKind> {
        let encoded = command.encode(self.card.code_form())?;
        self.reserve(attempt)?;
        Ok(encoded)
    }

    /// Writes the try off, unless the person has to be asked first or wants to stop.
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

    /// What is still to be settled on this card.
    pub(super) fn pending(&self) -> Option<Pending> {
        self.ledger.pending()
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
