//! Keeps the books of one card around every command with a code: written before
//! it is sent, and again with the answer. What is written, [`super::books`]
//! decides.
//!
//! Whatever ends the process in between, the record holds.

use super::books::{Attempt, Books, Refusal};
use crate::{
    agreement::ias::ChipKey,
    app::{
        cns::card_number::CardNumber,
        code::{CodeCard, CodeCommand},
    },
    channel::ChannelError,
    error::{Error, ErrorKind},
    memory::{KnownTries, MemoryError, TryMemory, TryRecord},
    progress::Phase,
    vocabulary::{CardId, CardKind, CodeKind, InstallationKey, Pending},
};

/// By which a card is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) kind: CardKind,
    pub(super) id: CardId,
    /// The id that an earlier version gave it.
    pub(super) former: Option<CardId>,
}

impl Known {
    /// The CIE with this key.
    pub(super) fn cie(installation: &InstallationKey, chip_key: &ChipKey) -> Self {
        Self {
            kind: CardKind::Cie,
            id: CardId::derive(installation, &chip_key.canonical()),
            former: Some(CardId::derive(installation, chip_key.encoded())),
        }
    }

    /// The TS-CNS with this number.
    pub(super) fn ts_cns(installation: &InstallationKey, number: &CardNumber) -> Self {
        Self {
            kind: CardKind::TsCns,
            id: CardId::derive(installation, number.as_str().as_bytes()),
            former: None,
        }
    }
}

/// The record of one card, and where it is kept.
pub(super) struct Ledger<'m> {
    memory: &'m mut dyn TryMemory,
    id: CardId,
    books: Books,
    record: TryRecord,
}

impl<'m> Ledger<'m> {
    /// Opens the record of a card. What is remembered of it under the id that
    /// an earlier version gave it moves to the one that it has now.
    pub(super) fn open(memory: &'m mut dyn TryMemory, known: &Known) -> Result<Self, ErrorKind> {
        let Known { kind, id, former } = *known;
        let books = Books { kind };
        let mut older = TryRecord::default();
        let former = former.filter(|former| *former != id);
        if let Some(former) = &former {
            older = memory.get(former)?;
        }
        let mut record = memory.get(&id)?;
        if let Some(former) = &former
            && older != TryRecord::default()
        {
            record = books.merge(&record, &older);
            memory.put(&id, &record)?;
            memory.forget(former)?;
        }
        Ok(Self {
            memory,
            id,
            books,
            record,
        })
    }

    pub(super) const fn card_id(&self) -> CardId {
        self.id
    }

    pub(super) const fn record(&self) -> &TryRecord {
        &self.record
    }

    pub(super) fn known(&self, code: CodeKind) -> Option<KnownTries> {
        self.record.known(code)
    }

    pub(super) const fn pending(&self) -> Option<Pending> {
        self.record.pending
    }

    /// Writes that no check of a code is pending any more.
    ///
    /// # Errors
    /// [`ErrorKind::MemoryUnavailable`].
    pub(super) fn forget_check(&mut self) -> Result<(), ErrorKind> {
        self.record = Books::forget_check(&self.record);
        Ok(self.memory.put(&self.id, &self.record)?)
    }

    /// Sends one command with a code, once, with the books kept.
    /// `finds_out` is [`Attempt::finds_out`].
    ///
    /// # Errors
    /// The card's refusal; [`ErrorKind::OutcomeUnknown`] when the answer is
    /// lost; before anything was sent or written [`ErrorKind::LastTry`],
    /// [`ErrorKind::PinBlocked`] and [`ErrorKind::PukBlocked`],
    /// [`ErrorKind::MalformedCode`], [`ErrorKind::Cancelled`] and
    /// [`ErrorKind::MemoryUnavailable`].
    pub(super) fn attempt<'a, C: CodeCard<'a>>(
        &mut self,
        card: &mut C,
        command: &CodeCommand<'_>,
        finds_out: bool,
        allow_last_try: bool,
    ) -> Result<(), AttemptError> {
        let attempt = Attempt {
            command: command.pending(),
            finds_out,
        };
        card.link().enter(phase(attempt.command));
        let refused = |card: &mut C, Refusal { kind, by_card }| AttemptError {
            error: card.link().error(kind),
            by_card,
        };
        let not_sent = |kind| Refusal {
            kind,
            by_card: false,
        };
        let before = self.record;
        let command = match self.prepare(card, command, attempt, allow_last_try) {
            Ok(command) => command,
            Err(kind) => return Err(refused(card, not_sent(kind))),
        };
        let answer = card.send_once(command);
        let settled = self.books.settle(&before, attempt, answer);
        // The answer counts even if it cannot be written: the bound from before
        // it was sent is there already.
        self.record = settled.record;
        let _ = self.memory.put(&self.id, &self.record);
        settled.result.map_err(|refusal| refused(card, refusal))
    }

    /// Everything that comes before a code is sent; the last of it is the
    /// record without the try.
    fn prepare<'a, C: CodeCard<'a>>(
        &mut self,
        card: &mut C,
        command: &CodeCommand<'_>,
        attempt: Attempt,
        allow_last_try: bool,
    ) -> Result<crate::apdu::Command, ErrorKind> {
        let command = card.encode(command)?;
        let spent = self
            .books
            .write_off(&self.record, attempt, allow_last_try)?;
        if let Err(ChannelError::Cancelled) = card.link().check_cancelled() {
            return Err(ErrorKind::Cancelled);
        }
        self.memory.put(&self.id, &spent)?;
        Ok(command)
    }
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

impl From<MemoryError> for ErrorKind {
    fn from(MemoryError(why): MemoryError) -> Self {
        Self::MemoryUnavailable(why)
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
