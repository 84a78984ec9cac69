//! A record as text, for the stores that keep it.
//!
//! ```text
//! cie tries 1
//! pin exactly 3
//! puk at-least 9
//! pending change_pin
//! ```
//!
//! A code is `unknown`, `exactly N`, `at-least N`, `assumed N` or `said-blocked`.

use core::{fmt, str::FromStr};

use super::{MemoryError, TryBound, TryRecord};
use crate::vocabulary::Pending;

/// First line of a record; the number is its version.
const HEADING: &str = "cie tries 1";

impl fmt::Display for TryRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}")?;
        for (name, bound) in [("pin", self.pin), ("puk", self.puk)] {
            match bound {
                None => writeln!(f, "{name} unknown")?,
                Some(TryBound::Exactly(left)) => writeln!(f, "{name} exactly {left}")?,
                Some(TryBound::AtLeast(left)) => writeln!(f, "{name} at-least {left}")?,
                Some(TryBound::Assumed(left)) => writeln!(f, "{name} assumed {left}")?,
                Some(TryBound::SaidBlocked) => writeln!(f, "{name} said-blocked")?,
            }
        }
        writeln!(
            f,
            "pending {}",
            self.pending.map_or("nothing", Pending::name)
        )
    }
}

impl FromStr for TryRecord {
    type Err = MemoryError;

    /// Reads what [`fmt::Display`] writes, to the byte. What was cut short or
    /// altered is an error, never "nothing known": that would forget that one
    /// try is left.
    fn from_str(text: &str) -> Result<Self, MemoryError> {
        parse(text)
            .filter(|record| record.to_string() == text)
            .ok_or_else(|| MemoryError("not a record of a card".into()))
    }
}

fn parse(text: &str) -> Option<TryRecord> {
    let mut lines = text.lines();
    let mut value = |name: &str| lines.next()?.strip_prefix(name);
    value(HEADING)?;
    Some(TryRecord {
        pin: tries(value("pin ")?)?,
        puk: tries(value("puk ")?)?,
        pending: match value("pending ")? {
            "nothing" => None,
            name => Some(Pending::parse(name)?),
        },
    })
}

#[allow(
    clippy::option_option,
    reason = "not readable, and readable as nothing known"
)]
fn tries(text: &str) -> Option<Option<TryBound>> {
    match text {
        "unknown" => return Some(None),
        "said-blocked" => return Some(Some(TryBound::SaidBlocked)),
        _ => {}
    }
    let (how, left) = text.split_once(' ')?;
    let left = left.parse().ok()?;
    Some(Some(match how {
        "exactly" => TryBound::Exactly(left),
        "at-least" => TryBound::AtLeast(left),
        "assumed" => TryBound::Assumed(left),
        _ => return None,
    }))
}
