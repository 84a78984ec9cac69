//! Points in time.

use core::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::date::Date;

/// From 1 January of year 1 to 1 January 1970.
const DAYS_TO_1970: u64 = 719_162;
const SECONDS_OF_A_DAY: u64 = 24 * 60 * 60;

/// Seconds since the beginning of 1970 in UTC, leap seconds not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(pub u64);

impl UnixTime {
    /// What the system's clock says; the beginning of 1970 where it is before that.
    #[must_use]
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self(since.map_or(0, |since| since.as_secs()))
    }

    /// The day in UTC.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        Date::from_day_number(DAYS_TO_1970 + self.0 / SECONDS_OF_A_DAY)
    }
}

/// The day, `YYYY-MM-DD`.
impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => fmt::Display::fmt(&date, f),
            None => f.write_str("after 9999"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::UnixTime;

    #[test]
    fn a_time_is_on_the_day_that_it_is_on_in_utc() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_782_900_000, "2026-07-01"),
            (253_402_300_799, "9999-12-31"),
            (253_402_300_800, "after 9999"),
            (u64::MAX, "after 9999"),
        ] {
            assert_eq!(UnixTime(seconds).to_string(), day);
        }
    }
}
