//! Local time in Italy. There is no clock in this crate: the caller says what
//! time it is.

use core::fmt;

use cie_core::{date::Date, time::UnixTime};

const DAY: u64 = 24 * 60 * 60;

/// A minute of a day, counted from midnight: 0 to 1440, the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(pub u16);

/// `HH:MM`.
impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A date and a time of day in the time zone `Europe/Rome`.
///
/// ```
/// use cie_core::time::UnixTime;
/// use cie_recovery::RomeTime;
///
/// // 1 July 2026, 10:00 UTC.
/// let summer = RomeTime::at(UnixTime(1_782_900_000)).unwrap();
/// assert_eq!(summer.to_string(), "2026-07-01 12:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RomeTime {
    date: Date,
    minute: Minute,
}

impl RomeTime {
    /// A local time; `None` for an hour above 23 or a minute above 59. The hour
    /// that a clock change leaves out is not refused.
    #[must_use]
    pub const fn new(date: Date, hour: u8, minute: u8) -> Option<Self> {
        if hour > 23 || minute > 59 {
            return None;
        }
        // At most 23 * 60 + 59.
        let minute = Minute(hour as u16 * 60 + minute as u16);
        Some(Self { date, minute })
    }

    /// The local time at a point in time, from 1996: one hour ahead of UTC, two
    /// from the last Sunday of March to the last Sunday of October, changing at
    /// 01:00 UTC (Directive 2000/84/EC, articles 1 to 3; the dates are the same
    /// since 1996). `None` after the year 9999.
    #[must_use]
    pub fn at(time: UnixTime) -> Option<Self> {
        let year = time.date()?.year();
        let changes = |month| Some(last_sunday(year, month)? * DAY + 60 * 60);
        let summer = (changes(3)?..changes(10)?).contains(&time.0);
        let local = time.0.checked_add(if summer { 2 } else { 1 } * 60 * 60)?;
        let minute = u16::try_from(local % DAY / 60).ok()?;
        Some(Self {
            date: UnixTime(local).date()?,
            minute: Minute(minute),
        })
    }

    /// The date.
    #[must_use]
    pub const fn date(self) -> Date {
        self.date
    }

    /// The time of day.
    #[must_use]
    pub const fn minute(self) -> Minute {
        self.minute
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        weekday(self.date)
    }
}

/// `YYYY-MM-DD HH:MM`.
impl fmt::Display for RomeTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.date, self.minute)
    }
}

cie_core::named! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday => "monday",
        /// Tuesday.
        Tuesday => "tuesday",
        /// Wednesday.
        Wednesday => "wednesday",
        /// Thursday.
        Thursday => "thursday",
        /// Friday.
        Friday => "friday",
        /// Saturday.
        Saturday => "saturday",
        /// Sunday.
        Sunday => "sunday",
    }
}

/// The day of the week of a date.
#[must_use]
pub fn weekday(date: Date) -> Weekday {
    // 1 January of year 1 was a Monday in this calendar.
    match date.day_number() % 7 {
        0 => Weekday::Monday,
        1 => Weekday::Tuesday,
        2 => Weekday::Wednesday,
        3 => Weekday::Thursday,
        4 => Weekday::Friday,
        5 => Weekday::Saturday,
        _ => Weekday::Sunday,
    }
}

/// The day after; `None` after 31 December 9999.
pub(super) fn next_day(date: Date) -> Option<Date> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    Date::new(year, month, day + 1)
        .or_else(|| Date::new(year, month + 1, 1))
        .or_else(|| Date::new(year + 1, 1, 1))
}

/// Whether a date is a public holiday in all of Italy: Law 260 of 27 May 1949,
/// article 2, as changed by Law 54 of 1977, Decree 792 of 1985, Law 336 of 2000
/// and, for 4 October from 2026, Law 151 of 2025. Local ones are not known.
#[must_use]
pub fn is_public_holiday(date: Date) -> bool {
    let fixed = match (date.month(), date.day()) {
        (1, 1 | 6) | (4, 25) | (5, 1) | (6, 2) | (8, 15) | (11, 1) | (12, 8 | 25 | 26) => true,
        (10, 4) => date.year() >= 2026,
        _ => false,
    };
    fixed
        || easter(date.year())
            .is_some_and(|easter| date == easter || next_day(easter) == Some(date))
}

/// Easter Sunday of the Gregorian calendar, by the computation that J.-M. Oudin
/// published in 1940.
fn easter(year: u16) -> Option<Date> {
    let y = u32::from(year);
    let (century, golden) = (y / 100, y % 19);
    let correction = (century - (century.saturating_sub(17)) / 25) / 3;
    let moon = (century - century / 4 - correction + 19 * golden + 15) % 30;
    let moon = match moon {
        29 => 28,
        28 if golden > 10 => 27,
        moon => moon,
    };
    let weekday = (y + y / 4 + moon + 2 + century / 4 - century) % 7;
    // From 22, counted in March.
    let day = u8::try_from(28 + moon - weekday).ok()?;
    Date::new(year, 3, day).or_else(|| Date::new(year, 4, day - 31))
}

/// The last Sunday of a month of 31 days, in days since 1970.
fn last_sunday(year: u16, month: u8) -> Option<u64> {
    const DAYS_TO_1970: u64 = 719_162;
    let last = Date::new(year, month, 31)?.day_number();
    let after_sunday = (last + 1) % 7;
    (last - after_sunday).checked_sub(DAYS_TO_1970)
}
