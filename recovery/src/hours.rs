//! Opening hours, and whether something is open.
//!
//! An hour at which something closes no longer belongs to it: at 18:00, what is
//! open from 8:00 to 18:00 is closed. No source says so or the opposite.

use super::clock::{Minute, RomeTime, Weekday, is_public_holiday, next_day, weekday};
use cie_core::date::Date;

/// Days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Days(pub(super) u8);

impl Days {
    /// Whether a day is among them.
    #[must_use]
    pub const fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day as u8) != 0
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        let all = Weekday::ALL.into_iter();
        all.filter(move |day| self.contains(*day))
    }
}

/// A time of day on some days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// On which days.
    pub days: Days,
    /// From which minute; `None` if the source does not say.
    pub from: Option<Minute>,
    /// To which minute, which no longer belongs to it.
    pub to: Minute,
    /// Whether the source also says the opposite.
    pub disputed: bool,
}

/// Opening hours as a source states them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hours {
    /// It states none.
    NotStated,
    /// On these days, at these times.
    Stated(&'static [Span]),
}

/// Whether something is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OpenState {
    /// The source states no hours.
    NotStated,
    /// It is a public holiday, and the source says nothing of those.
    PublicHoliday,
    /// Open.
    Open {
        /// Until then.
        until: Minute,
    },
    /// The source states an end for today, and no beginning.
    StartNotStated {
        /// Until then.
        until: Minute,
    },
    /// The source contradicts itself about this hour.
    Disputed,
    /// Closed.
    Closed {
        /// When it opens next, if that is known for the next seven days.
        next: Option<Opening>,
    },
}

/// When something opens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Opening {
    /// On which date.
    pub date: Date,
    /// On which day of the week.
    pub weekday: Weekday,
    /// At what time; `None` if the source states no beginning for that day.
    pub at: Option<Minute>,
}

impl OpenState {
    /// A stable name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotStated => "not_stated",
            Self::PublicHoliday => "public_holiday",
            Self::Open { .. } => "open",
            Self::StartNotStated { .. } => "start_not_stated",
            Self::Disputed => "disputed",
            Self::Closed { .. } => "closed",
        }
    }
}

impl Hours {
    /// The days of the week with the times of each, Monday first, for a table; a
    /// day without times is closed. `None` if no hours are stated.
    #[must_use]
    pub fn week(&self) -> Option<[(Weekday, Vec<Span>); 7]> {
        let Self::Stated(spans) = self else {
            return None;
        };
        Some(core::array::from_fn(|at| {
            let day = Weekday::ALL.get(at).copied().unwrap_or(Weekday::Sunday);
            let times = spans.iter().filter(|span| span.days.contains(day));
            let mut times: Vec<Span> = times.copied().collect();
            times.sort_by_key(|span| span.from);
            (day, times)
        }))
    }

    /// Whether it is open at a time. Public holidays of one municipality or
    /// Region are not known, and nobody should be sent somewhere without a word
    /// about them.
    ///
    /// ```
    /// use cie_core::date::Date;
    /// use cie_recovery::{OpenState, RomeTime, knowledge};
    ///
    /// let phone = knowledge::contacts()
    ///     .iter()
    ///     .find(|contact| contact.value == "059/649575")
    ///     .unwrap();
    /// let monday = Date::new(2026, 11, 30).unwrap();
    /// let noon = RomeTime::new(monday, 12, 0).unwrap();
    /// assert!(matches!(phone.hours.at(noon), OpenState::Closed { .. }));
    /// ```
    #[must_use]
    pub fn at(&self, now: RomeTime) -> OpenState {
        let Self::Stated(spans) = self else {
            return OpenState::NotStated;
        };
        if is_public_holiday(now.date()) {
            return OpenState::PublicHoliday;
        }
        let current = spans.iter().find(|span| {
            let begun = span.from.is_none_or(|from| from <= now.minute());
            span.days.contains(now.weekday()) && begun && now.minute() < span.to
        });
        match current {
            Some(span) if span.disputed => OpenState::Disputed,
            Some(span) if span.from.is_none() => OpenState::StartNotStated { until: span.to },
            Some(span) => OpenState::Open { until: span.to },
            None => OpenState::Closed {
                next: next_opening(spans, now),
            },
        }
    }
}

/// The next undisputed opening, today or in the seven days after. A day whose
/// beginning is not stated is one, too, unless it is today: its end has passed.
fn next_opening(spans: &[Span], now: RomeTime) -> Option<Opening> {
    let mut date = now.date();
    let mut after = Some(now.minute());
    for _ in 0..=7 {
        let day = weekday(date);
        if !is_public_holiday(date) {
            // `None` comes first: before what is stated, it may be open already.
            let begins = spans
                .iter()
                .filter(|span| span.days.contains(day) && !span.disputed)
                .map(|span| span.from)
                .filter(|from| after.is_none_or(|after| from.is_some_and(|from| from > after)))
                .min();
            if let Some(at) = begins {
                return Some(Opening {
                    date,
                    weekday: day,
                    at,
                });
            }
        }
        date = next_day(date)?;
        after = None;
    }
    None
}
