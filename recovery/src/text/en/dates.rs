//! Dates.

use crate::text::words::month;
use cie_core::date::PartialDate;

pub(super) fn dated(of: PartialDate) -> String {
    format!("of {}", date(of))
}

pub(super) fn date(date: PartialDate) -> String {
    const MONTHS: &str = "January February March April May June \
        July August September October November December";
    match (date.day(), month(date, MONTHS)) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year()),
        (None, Some(month)) => format!("{month} {}", date.year()),
        (_, None) => date.year().to_string(),
    }
}
