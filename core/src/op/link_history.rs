//! Whether commands in the IAS application of the card at hand begin short:
//! what its answer to reset hints at, and what was remembered of its kind. It
//! costs an exchange or a few when it is wrong.

use super::memory::{AtrId, LinkRecord, TryMemory};
use crate::{app::family::Family, channel::plain::Link, trust::time::UnixTime};

/// What is known of the link to this kind of card, for one operation.
pub(super) struct LinkHistory {
    atr: AtrId,
    record: LinkRecord,
    denied: bool,
    now: UnixTime,
    tries_extended: bool,
}

impl LinkHistory {
    pub(super) fn open(memory: &mut dyn TryMemory, link: &Link<'_>, now: UnixTime) -> Self {
        let atr = link.limits().atr.as_deref();
        let id = AtrId::of(atr);
        Self {
            // Nothing is worth an error here: extended length is tried then.
            record: memory.get_link(&id).unwrap_or_default(),
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

    /// The operation has failed before that.
    pub(super) fn failed(&mut self, link: &Link<'_>, memory: &mut dyn TryMemory) {
        if let (true, Some(lost)) = (self.tries_extended, link.lost_extended()) {
            self.record.lost(lost.header, lost.first, self.now);
            self.keep(memory);
        }
    }

    fn keep(&self, memory: &mut dyn TryMemory) {
        // The next operation finds out again.
        let _ = memory.put_link(&self.atr, &self.record);
    }
}
