//! What is remembered of the link to a kind of card: how its commands got lost,
//! never whose card it was.
//!
//! Cards of one kind have one answer to reset, and thousands of holders. What
//! is kept here costs an exchange when it is wrong and no try, so nothing in it
//! is worth an error.

mod text;

use core::fmt;

use sha2::{Digest as _, Sha256};

use crate::{bytes::hex, date::Date, time::UnixTime};

/// After so many operations with short commands, or short blocks, long ones are
/// tried again.
const SHORT_OPERATIONS: u8 = 10;
/// After so many days, too.
const SHORT_DAYS: u64 = 30;

/// The id of a kind of card: the first 16 bytes of SHA-256 over its
/// answer to reset. Phones that give historical bytes and readers that give an
/// answer to reset come to the same one
/// ([`Limits::atr_from_historical_bytes`](crate::transceive::Limits::atr_from_historical_bytes)).
/// Cards over links that tell neither are one kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AtrId([u8; 16]);

impl AtrId {
    /// The id of cards with this answer to reset.
    #[must_use]
    pub fn of(atr: Option<&[u8]>) -> Self {
        let mut id = [0; 16];
        let hash = Sha256::new()
            .chain_update(b"cie-core atr id 1")
            .chain_update(atr.unwrap_or_default())
            .finalize();
        for (to, from) in id.iter_mut().zip(hash) {
            *to = from;
        }
        Self(id)
    }
}

/// 32 lower-case hexadecimal digits, for the name of a file.
impl fmt::Display for AtrId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::lower(&self.0))
    }
}

impl fmt::Debug for AtrId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AtrId({self})")
    }
}

/// Commands in the IAS application are short, for the time being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShortCommands {
    /// The day (UTC) on which the link was lost at an extended command.
    pub since: Date,
    /// Operations begun with short commands since then.
    pub operations: u8,
}

impl ShortCommands {
    /// As a store kept it.
    #[must_use]
    pub const fn new(since: Date, operations: u8) -> Self {
        Self { since, operations }
    }
}

/// Blocks of the travel document are short, for the time being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LargestBlock {
    /// Data bytes to ask for in one protected READ BINARY.
    pub bytes: u16,
    /// The day (UTC) on which a longer one was refused in clear.
    pub since: Date,
    /// Operations begun with such blocks since then.
    pub operations: u8,
}

impl LargestBlock {
    /// As a store kept it.
    #[must_use]
    pub const fn new(bytes: u16, since: Date, operations: u8) -> Self {
        Self {
            bytes,
            since,
            operations,
        }
    }
}

/// Whether what was learnt on the day `since` still counts `now`: fewer than
/// ten operations have used it, and fewer than 30 days have gone by. A clock
/// that was set back leaves the ten.
fn still_counts(since: Date, operations: u8, now: UnixTime) -> bool {
    let days = now.date().map_or(SHORT_DAYS, |today| {
        today.day_number().saturating_sub(since.day_number())
    });
    operations < SHORT_OPERATIONS && days < SHORT_DAYS
}

/// What is remembered of the link to a kind of card. Written and read as text
/// by `Display` and `FromStr`, in less than 200 characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkRecord {
    /// Whether commands in the IAS application are short; `None`: extended
    /// length is tried out. The travel document takes no notice of it.
    pub ias_short: Option<ShortCommands>,
    /// CLA, INS, P1 and P2 of the extended command at which the link was lost
    /// when it was used last, if that was not the first one.
    pub lost_at: Option<[u8; 4]>,
    /// The longest block that this kind of card is asked for in its travel
    /// document; `None`: as long as the link carries. The IAS application takes
    /// no notice of it.
    pub largest_block: Option<LargestBlock>,
}

impl LinkRecord {
    /// Whether an operation that begins `now` uses short commands in the IAS
    /// application: fewer than ten have since the link was lost, and fewer
    /// than 30 days have gone by.
    #[must_use]
    pub fn starts_short(&self, now: UnixTime) -> bool {
        self.ias_short
            .is_some_and(|short| still_counts(short.since, short.operations, now))
    }

    /// One more operation begins with short commands.
    pub(crate) const fn count_short(&mut self) {
        if let Some(short) = &mut self.ias_short {
            short.operations = short.operations.saturating_add(1);
        }
    }

    /// The link was lost at the extended command with this header. At the
    /// first one of all once is enough: a card that goes silent there would
    /// never be of use over a link that can more than the card. So it is where
    /// short commands were the rule before.
    pub(crate) fn lost(&mut self, header: [u8; 4], first: bool, now: UnixTime) {
        if first || self.ias_short.is_some() || self.lost_at == Some(header) {
            self.ias_short = now.date().map(|since| ShortCommands {
                since,
                operations: 0,
            });
            self.lost_at = None;
        } else {
            self.lost_at = Some(header);
        }
    }

    /// An operation went through with extended length tried out.
    pub(crate) const fn held(&mut self) {
        self.ias_short = None;
        self.lost_at = None;
    }

    /// Bytes of the longest block that a reading which begins `now` asks for,
    /// if that is less than the link carries.
    #[must_use]
    pub fn block(&self, now: UnixTime) -> Option<u16> {
        self.largest_block
            .filter(|block| still_counts(block.since, block.operations, now))
            .map(|block| block.bytes)
    }

    /// One more reading begins with short blocks.
    pub(crate) const fn count_block(&mut self) {
        if let Some(block) = &mut self.largest_block {
            block.operations = block.operations.saturating_add(1);
        }
    }

    /// A block of more than `bytes` was refused in clear, which has ended the
    /// channel.
    pub(crate) fn block_refused(&mut self, bytes: u16, now: UnixTime) {
        self.largest_block = now.date().map(|since| LargestBlock {
            bytes,
            since,
            operations: 0,
        });
    }

    /// A reading went through in blocks as long as the link carries.
    pub(crate) const fn blocks_held(&mut self) {
        self.largest_block = None;
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;

    const DAY: u64 = 24 * 60 * 60;
    /// 30 November 2026, 12:00 UTC.
    const NOW: UnixTime = UnixTime(1_796_040_000);
    const GET_DATA: [u8; 4] = [0x00, 0xCB, 0x3F, 0xFF];
    const MSE: [u8; 4] = [0x0C, 0x22, 0x41, 0xA6];

    fn later(days: u64) -> UnixTime {
        UnixTime(NOW.0 + days * DAY)
    }

    #[test]
    fn a_link_lost_at_the_first_extended_command_makes_ten_operations_short() {
        let mut record = LinkRecord::default();
        assert!(!record.starts_short(NOW));
        record.lost(GET_DATA, true, NOW);
        for _ in 0..10 {
            assert!(record.starts_short(later(1)));
            record.count_short();
        }
        assert!(!record.starts_short(later(1)));
        // Lost again where it is tried out again.
        record.lost(GET_DATA, true, later(1));
        assert!(record.starts_short(later(1)));
    }

    #[test]
    fn after_thirty_days_extended_length_is_tried_out_again_whatever_was_done_since() {
        let mut record = LinkRecord::default();
        record.lost(GET_DATA, true, NOW);
        assert!(record.starts_short(later(29)));
        assert!(!record.starts_short(later(30)));
        // A clock that was set back, and one that is past its end.
        assert!(record.starts_short(UnixTime(0)));
        assert!(!record.starts_short(UnixTime(u64::MAX)));
    }

    #[test]
    fn a_later_extended_command_has_to_lose_the_link_twice_in_a_row() {
        let mut record = LinkRecord::default();
        record.lost(MSE, false, NOW);
        record.lost(GET_DATA, false, NOW);
        assert!(!record.starts_short(NOW));
        record.lost(GET_DATA, false, NOW);
        assert!(record.starts_short(NOW));

        let mut record = LinkRecord::default();
        record.lost(MSE, false, NOW);
        record.held();
        assert_eq!(record, LinkRecord::default());
        record.lost(MSE, false, NOW);
        assert!(!record.starts_short(NOW));
    }

    #[test]
    fn where_short_commands_were_the_rule_one_more_loss_makes_them_it_again() {
        let mut record = LinkRecord::default();
        record.lost(GET_DATA, true, NOW);
        record.lost(MSE, false, later(30));
        assert!(record.starts_short(later(30)));
        record.held();
        assert!(!record.starts_short(later(30)));
    }

    #[test]
    fn short_blocks_are_for_ten_readings_or_thirty_days_and_leave_the_ias_application_alone() {
        let mut record = LinkRecord::default();
        assert_eq!(record.block(NOW), None);
        record.block_refused(128, NOW);
        assert_eq!(record.block(later(29)), Some(128));
        assert_eq!(record.block(later(30)), None);
        for _ in 0..10 {
            assert_eq!(record.block(NOW), Some(128));
            record.count_block();
        }
        assert_eq!(record.block(NOW), None);
        assert!(!record.starts_short(NOW));
        record.lost(GET_DATA, true, NOW);
        record.blocks_held();
        assert_eq!(record.block(NOW), None);
        assert!(record.starts_short(NOW));
    }

    #[test]
    fn the_same_historical_bytes_are_the_same_kind_of_card_and_others_another() {
        let atr = crate::transceive::Limits::atr_from_historical_bytes(&[0x80, 0x66]);
        assert_eq!(AtrId::of(Some(&atr)), AtrId::of(Some(&atr)));
        assert_ne!(AtrId::of(Some(&atr)), AtrId::of(Some(&atr[1..])));
        assert_eq!(AtrId::of(None).to_string().len(), 32);
    }
}
