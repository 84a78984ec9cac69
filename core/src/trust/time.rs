//! Points in time, given by the caller: there is no clock in this crate.

use core::fmt;

use crate::app::emrtd::date::Date;

/// Seconds since the beginning of 1970 in UTC, leap seconds not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(pub u64);

impl UnixTime {
    /// The day in UTC.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        let duration = core::time::Duration::from_secs(self.0);
        let time = der::DateTime::from_unix_duration(duration).ok()?;
        Date::new(time.year(), time.month(), time.day())
    }
}

impl From<x509_cert::time::Time> for UnixTime {
    fn from(time: x509_cert::time::Time) -> Self {
        Self(time.to_unix_duration().as_secs())
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
