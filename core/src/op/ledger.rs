//! Keeps the record of one card around every command with a code: written before
//! it is sent, and again with the answer. [`super::books`] decides what is
//! written.
//!
//! The record stays true whatever ends the process in between.

use super::books::{Attempt, Books, Refusal};
use crate::{
    agreement::ias::ChipKey,
    app::{cns::card_number::CardNumber, code::CodeAnswer},
    error::ErrorKind,
    memory::{KnownTries, MemoryError, TryMemory, TryRecord},
    vocabulary::{CardId, CardKind, CodeKind, InstallationKey, Pending},
};

/// How a card is known: its kind and its id.
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

    /// The record to write before the command of `attempt` is sent: without the
    /// try that it may cost.
    ///
    /// # Errors
    /// Those of [`Books::write_off`]: the command must not be sent.
    pub(super) fn reserved(
        &self,
        attempt: Attempt,
        allow_last_try: bool,
    ) -> Result<TryRecord, ErrorKind> {
        self.books.write_off(&self.record, attempt, allow_last_try)
    }

    /// Writes what [`Self::reserved`] gave. What is known stays until
    /// [`Self::settle`].
    ///
    /// # Errors
    /// [`ErrorKind::MemoryUnavailable`]: the command must not be sent.
    pub(super) fn write(&mut self, reserved: &TryRecord) -> Result<(), ErrorKind> {
        Ok(self.memory.put(&self.id, reserved)?)
    }

    /// Writes what the answer to the command of `attempt` leaves known.
    ///
    /// # Errors
    /// What the answer means, if it is not success.
    pub(super) fn settle(&mut self, attempt: Attempt, answer: CodeAnswer) -> Result<(), Refusal> {
        let settled = self.books.settle(&self.record, attempt, answer);
        self.record = settled.record;
        // The answer counts even if it cannot be written: the bound from before
        // it was sent is there already.
        let _ = self.memory.put(&self.id, &self.record);
        settled.result
    }
}

impl From<MemoryError> for ErrorKind {
    fn from(MemoryError(why): MemoryError) -> Self {
        Self::MemoryUnavailable(why)
    }
}
