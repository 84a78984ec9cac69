//! What is known of the link to the kind of card at hand before an operation
//! begins, and what one teaches: whether commands in the IAS application begin
//! short ([`LinkHistory`]), and how long the blocks of the travel document are
//! ([`BlockHistory`]). It costs an exchange or a few when it is wrong.

use crate::{
    app::family::Family,
    channel::{blocks, plain::Link},
    error::{Error, ErrorKind},
    memory::{AtrId, LinkRecord, TryMemory},
    time::UnixTime,
};

/// What is known of the link to this kind of card, for one operation.
pub(super) struct LinkHistory {
    atr: AtrId,
    record: LinkRecord,
    /// The card says of itself that it does not take extended length.
    denied: bool,
    /// There is a record that cannot be read.
    unreadable: bool,
    now: UnixTime,
    tries_extended: bool,
}

impl LinkHistory {
    pub(super) fn open(memory: &mut dyn TryMemory, link: &Link<'_>, now: UnixTime) -> Self {
        let atr = link.limits().atr.as_deref();
        let id = AtrId::of(atr);
        let kept = memory.get_link(&id);
        Self {
            // Nothing is worth an error here.
            unreadable: kept.is_err(),
            record: kept.unwrap_or_default(),
            atr: id,
            denied: atr.is_some_and(Family::atr_denies_extended_in_ias),
            now,
            tries_extended: false,
        }
    }

    /// DF_CIE is selected: short from here on, if there is a reason.
    pub(super) fn begin(&mut self, link: &mut Link<'_>, memory: &mut dyn TryMemory) {
        if !link.may_be_extended() {
            return;
        }
        if self.denied {
            link.take_short();
        } else if self.unreadable {
            // Short is what works with every card, also with one that would go
            // silent, of which nothing could be remembered.
            link.take_short();
            self.keep(memory);
        } else if self.record.starts_short(self.now) {
            link.take_short();
            self.record.count_short();
            self.keep(memory);
        } else {
            self.tries_extended = true;
        }
    }

    /// All that is ever extended has been sent and answered.
    pub(super) fn held(&mut self, link: &Link<'_>, memory: &mut dyn TryMemory) {
        let before = self.record;
        if self.tries_extended && link.extended_works() {
            self.record.held();
        }
        if self.record != before {
            self.keep(memory);
        }
    }

    /// The operation has failed before that. A refusal of an extended command,
    /// or an answer that nobody can read, is as bad as none.
    pub(super) fn failed(&mut self, link: &Link<'_>, why: &Error, memory: &mut dyn TryMemory) {
        let lost = match why.kind {
            ErrorKind::CardMisbehaved(_) | ErrorKind::CardRefused { .. } => link.last_extended(),
            _ => link.lost_extended(),
        };
        if let (true, Some(lost)) = (self.tries_extended, lost) {
            self.record.lost(lost.header, lost.first, self.now);
            self.keep(memory);
        }
    }

    fn keep(&self, memory: &mut dyn TryMemory) {
        // The next operation finds out again.
        let _ = memory.put_link(&self.atr, &self.record);
    }
}

/// How long the blocks are in which the travel document of this kind of card
/// is read, for one operation.
pub(super) struct BlockHistory {
    atr: AtrId,
    record: LinkRecord,
    now: UnixTime,
}

impl BlockHistory {
    /// Reading begins: in short blocks where this kind of card has lately
    /// refused longer ones in clear.
    pub(super) fn begin(memory: &mut dyn TryMemory, link: &mut Link<'_>, now: UnixTime) -> Self {
        let atr = AtrId::of(link.limits().atr.as_deref());
        let record = memory.get_link(&atr).unwrap_or_default();
        let mut this = Self { atr, record, now };
        if let Some(bytes) = record.block(now) {
            link.blocks().keep_to(bytes.into());
            this.record.count_block();
            this.keep(memory);
        }
        this
    }

    /// Reading is over, and went through if `whole`.
    pub(super) fn end(&mut self, link: &mut Link<'_>, memory: &mut dyn TryMemory, whole: bool) {
        let before = self.record;
        let blocks = link.blocks();
        if blocks.ended_the_channel() {
            self.record.block_refused(blocks::SMALLEST_BYTES, self.now);
        } else if whole && !blocks.are_kept_small() {
            self.record.blocks_held();
        }
        if self.record != before {
            self.keep(memory);
        }
    }

    fn keep(&self, memory: &mut dyn TryMemory) {
        // The next reading finds out again.
        let _ = memory.put_link(&self.atr, &self.record);
    }
}
