//! Calendar dates, and how cards write them. There is no clock in this crate: what
//! depends on today takes today as an argument.

use core::fmt;

/// A day of the Gregorian calendar, from year 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day that exists; `None` for one that does not, such as 30 February.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year >= 1 && year <= 9999 && day >= 1 && day <= days_of(year, month) {
            Some(Self { year, month, day })
        } else {
            None
        }
    }

    /// The last one that can be written.
    pub const LAST: Self = Self {
        year: 9999,
        month: 12,
        day: 31,
    };

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Eight digits `YYYYMMDD`, as text or as four bytes of packed decimal:
    /// DG11 and DG12 come with both (ICAO Doc 9303-10, data objects `5F2B`
    /// and `5F26`).
    #[must_use]
    pub fn from_lds(bytes: &[u8]) -> Option<Self> {
        PartialDate::from_lds(bytes)?.complete()
    }

    /// Days from 1 January of year 1 to this one.
    #[must_use]
    pub fn day_number(self) -> u64 {
        let past = u64::from(self.year) - 1;
        let months: u64 = (1..self.month)
            .map(|month| u64::from(days_of(self.year, month)))
            .sum();
        past * 365 + past / 4 - past / 100 + past / 400 + months + u64::from(self.day) - 1
    }

    /// The day that is so many days after 1 January of year 1; `None` after the
    /// year 9999.
    #[must_use]
    pub fn from_day_number(days: u64) -> Option<Self> {
        let (cycles, rest) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
        // The last century and the last year of their cycles have a day more.
        let centuries = (rest / DAYS_OF_100_YEARS).min(3);
        let rest = rest - centuries * DAYS_OF_100_YEARS;
        let (fours, rest) = (rest / DAYS_OF_4_YEARS, rest % DAYS_OF_4_YEARS);
        let years = (rest / 365).min(3);
        let mut rest = rest - years * 365;
        let year = cycles * 400 + centuries * 100 + fours * 4 + years + 1;
        let year = u16::try_from(year).ok()?;
        for month in 1..=12 {
            let length = u64::from(days_of(year, month));
            if rest < length {
                return Self::new(year, month, u8::try_from(rest + 1).ok()?);
            }
            rest -= length;
        }
        None
    }
}

const DAYS_OF_4_YEARS: u64 = 4 * 365 + 1;
const DAYS_OF_100_YEARS: u64 = 25 * DAYS_OF_4_YEARS - 1;
const DAYS_OF_400_YEARS: u64 = 4 * DAYS_OF_100_YEARS + 1;

/// `YYYY-MM-DD` (ISO 8601).
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A date of which the month or the day may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A date whose known parts are possible together; `None` otherwise.
    #[must_use]
    pub const fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        // An unknown month is tried as January, which has every day.
        let tried = Date::new(
            year,
            match month {
                Some(month) => month,
                None => 1,
            },
            match day {
                Some(day) => day,
                None => 1,
            },
        );
        match tried {
            Some(_) => Some(Self { year, month, day }),
            None => None,
        }
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, if known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The date, when every part is known.
    #[must_use]
    pub const fn complete(self) -> Option<Date> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(self.year, month, day),
            _ => None,
        }
    }

    /// As [`Date::from_lds`]; `00` or `<<` is a month or day that is unknown.
    #[must_use]
    pub fn from_lds(bytes: &[u8]) -> Option<Self> {
        let unpacked: [u8; 8] = match bytes {
            [_, _, _, _] => {
                let mut digits = bytes
                    .iter()
                    .flat_map(|byte| [byte >> 4, byte & 0x0F])
                    .map(|digit| b'0'.wrapping_add(digit));
                core::array::from_fn(|_| digits.next().unwrap_or_default())
            }
            _ => bytes.try_into().ok()?,
        };
        let [y1, y2, y3, y4, m1, m2, d1, d2] = unpacked;
        let century = two_digits([y1, y2])?;
        let year = u16::from(century) * 100 + u16::from(two_digits([y3, y4])?);
        Self::from_digits(year, [m1, m2], [d1, d2])
    }

    /// A year with the digits of month and day; `00` or `<<` is one that is
    /// unknown.
    #[must_use]
    pub fn from_digits(year: u16, month: [u8; 2], day: [u8; 2]) -> Option<Self> {
        Self::new(year, part(month)?, part(day)?)
    }
}

/// `YYYY-MM-DD`, without the parts that are unknown.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "-{month:02}-{day:02}"),
            (Some(month), None) => write!(f, "-{month:02}"),
            (None, _) => Ok(()),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self {
            year: date.year,
            month: Some(date.month),
            day: Some(date.day),
        }
    }
}

/// The number of two digits; `None` for other characters.
#[must_use]
pub const fn two_digits(digits: [u8; 2]) -> Option<u8> {
    match digits {
        [tens @ b'0'..=b'9', units @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (units - b'0')),
        _ => None,
    }
}

/// A month or a day: known, unknown, or (`None`) malformed.
#[allow(
    clippy::option_option,
    reason = "the outer level is malformed input, the inner one an unknown part"
)]
fn part(digits: [u8; 2]) -> Option<Option<u8>> {
    match digits {
        [b'0', b'0'] | [b'<', b'<'] => Some(None),
        _ => two_digits(digits).map(Some),
    }
}

/// Days of a month; 0 for a month that does not exist.
const fn days_of(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        assert!(Date::new(2000, 2, 29).is_some());
        assert!(Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2023, 2, 29).is_none());
        assert!(Date::new(2024, 4, 31).is_none());
        assert!(Date::new(2024, 13, 1).is_none());
        assert!(Date::new(2024, 0, 1).is_none());
        assert!(Date::new(2024, 1, 0).is_none());
        assert!(Date::new(0, 1, 1).is_none());
        assert_eq!(Date::new(987, 1, 2).unwrap().to_string(), "0987-01-02");
    }

    #[test]
    fn every_day_has_its_number() {
        let mut days = 0;
        for year in 1..=9999 {
            for month in 1..=12 {
                for day in 1..=days_of(year, month) {
                    let date = Date::new(year, month, day).unwrap();
                    assert_eq!(date.day_number(), days);
                    assert_eq!(Date::from_day_number(days), Some(date));
                    days += 1;
                }
            }
        }
        assert_eq!(Date::from_day_number(days), None);
        assert_eq!(Date::from_day_number(u64::MAX), None);
    }

    #[test]
    fn text_and_packed_decimal_are_the_same_date() {
        let date = Date::new(1980, 12, 31);
        assert_eq!(Date::from_lds(b"19801231"), date);
        assert_eq!(Date::from_lds(&[0x19, 0x80, 0x12, 0x31]), date);
        for malformed in [
            &b"1980123"[..],
            b"198012310",
            b"1980-231",
            &[0x19, 0x8A, 0x12, 0x31],
            b"",
        ] {
            assert_eq!(Date::from_lds(malformed), None);
        }
    }

    #[test]
    fn an_unknown_month_or_day_stays_unknown() {
        let date = PartialDate::from_lds(b"19800000").unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (1980, None, None));
        assert_eq!(date.complete(), None);
        assert_eq!(date.to_string(), "1980");
        assert_eq!(
            PartialDate::from_lds(b"198005<<").unwrap().to_string(),
            "1980-05"
        );
        assert_eq!(PartialDate::from_lds(b"19800631"), None);
    }
}
