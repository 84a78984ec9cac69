//! The time, for a core without a clock.

use std::time::{SystemTime, UNIX_EPOCH};

use cie_core::time::UnixTime;

/// Now; the beginning of 1970 on a machine whose clock is before that.
pub(crate) fn now() -> UnixTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    UnixTime(since.map_or(0, |since| since.as_secs()))
}
