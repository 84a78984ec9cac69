//! A record as text, for the stores that keep it.
//!
//! ```text
//! cie tries 1
//! pin exactly 3
//! puk at-least 9
//! pending change_pin
//! ```

use core::{fmt, str::FromStr};

use super::{KnownTries, MemoryError, Pending, TryRecord};

/// First line of a record; the number is its version.
const HEADING: &str = "cie tries 1";

impl fmt::Display for TryRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}")?;
        for (name, known) in [("pin", self.pin), ("puk", self.puk)] {
            match known {
                None => writeln!(f, "{name} unknown")?,
                Some(KnownTries { at_least, exact }) => {
                    let how = if exact { "exactly" } else { "at-least" };
                    writeln!(f, "{name} {how} {at_least}")?;
                }
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
fn tries(text: &str) -> Option<Option<KnownTries>> {
    if text == "unknown" {
        return Some(None);
    }
    let (how, left) = text.split_once(' ')?;
    let exact = match how {
        "exactly" => true,
        "at-least" => false,
        _ => return None,
    };
    let at_least = left.parse().ok()?;
    Some(Some(KnownTries { at_least, exact }))
}
