//! What is remembered of a link, as text.
//!
//! ```text
//! cie link 1
//! ias short since 2026-11-30 operations 3
//! lost nothing
//! block any
//! ```

use core::{fmt, str::FromStr};

use super::{LargestBlock, LinkRecord, ShortCommands};
use crate::{bytes::hex, date::Date, memory::MemoryError};

/// First line of a record; the number is its version.
const HEADING: &str = "cie link 1";

impl fmt::Display for LinkRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}")?;
        match self.ias_short {
            None => writeln!(f, "ias extended")?,
            Some(ShortCommands { since, operations }) => {
                writeln!(f, "ias short since {since} operations {operations}")?;
            }
        }
        match self.lost_at {
            None => writeln!(f, "lost nothing")?,
            Some(header) => writeln!(f, "lost {}", hex::lower(&header))?,
        }
        match self.largest_block {
            None => writeln!(f, "block any"),
            Some(LargestBlock {
                bytes,
                since,
                operations,
            }) => writeln!(f, "block {bytes} since {since} operations {operations}"),
        }
    }
}

impl FromStr for LinkRecord {
    type Err = MemoryError;

    /// Reads what [`fmt::Display`] writes, to the byte.
    fn from_str(text: &str) -> Result<Self, MemoryError> {
        parse(text)
            .filter(|record| record.to_string() == text)
            .ok_or_else(|| MemoryError("not a record of a link".into()))
    }
}

fn parse(text: &str) -> Option<LinkRecord> {
    let mut lines = text.lines();
    let mut value = |name: &str| lines.next()?.strip_prefix(name);
    value(HEADING)?;
    Some(LinkRecord {
        ias_short: match value("ias ")? {
            "extended" => None,
            short => Some(short_commands(short)?),
        },
        lost_at: match value("lost ")? {
            "nothing" => None,
            header => Some(hex::decode(header)?.try_into().ok()?),
        },
        largest_block: match value("block ")? {
            "any" => None,
            block => Some(largest_block(block)?),
        },
    })
}

fn short_commands(text: &str) -> Option<ShortCommands> {
    let (since, operations) = learnt(text.strip_prefix("short since ")?)?;
    Some(ShortCommands { since, operations })
}

fn largest_block(text: &str) -> Option<LargestBlock> {
    let (bytes, rest) = text.split_once(" since ")?;
    let (since, operations) = learnt(rest)?;
    Some(LargestBlock {
        bytes: bytes.parse().ok()?,
        since,
        operations,
    })
}

/// The day on which something was learnt, and how many operations used it.
fn learnt(text: &str) -> Option<(Date, u8)> {
    let (since, operations) = text.split_once(" operations ")?;
    let mut parts = since.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Some((Date::new(year, month, day)?, operations.parse().ok()?))
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_and_an_altered_one_is_none() {
        let records = [
            LinkRecord::default(),
            LinkRecord {
                ias_short: Some(ShortCommands {
                    since: Date::new(2026, 11, 30).unwrap(),
                    operations: 3,
                }),
                lost_at: None,
                largest_block: None,
            },
            LinkRecord {
                lost_at: Some([0x0C, 0x22, 0x41, 0xA6]),
                largest_block: Some(LargestBlock {
                    bytes: u16::MAX,
                    since: Date::new(2026, 11, 30).unwrap(),
                    operations: u8::MAX,
                }),
                ..LinkRecord::default()
            },
        ];
        for record in records {
            let text = record.to_string();
            assert!(text.len() < 200, "{text}");
            assert_eq!(text.parse(), Ok(record));
            for cut in 0..text.len() {
                assert!(text[..cut].parse::<LinkRecord>().is_err(), "{cut}");
            }
        }
        for altered in [
            "cie link 2\nias extended\nlost nothing\nblock any\n",
            "cie link 1\nias short since 2026-02-30 operations 3\nlost nothing\nblock any\n",
            "cie link 1\nias short since 2026-11-30 operations 256\nlost nothing\nblock any\n",
            "cie link 1\nias extended\nlost 00cb3f\nblock any\n",
            "cie link 1\nias extended\nlost nothing\nblock 128\n",
            "cie link 1\nias extended\nlost nothing\nblock 65536 since 2026-11-30 operations 0\n",
            "cie link 1\nias extended\nlost nothing\nblock any\n\n",
        ] {
            assert!(altered.parse::<LinkRecord>().is_err(), "{altered}");
        }
    }
}
