//! Dates.

use crate::text::words::month;
use cie_core::date::PartialDate;

pub(super) fn dated(of: PartialDate) -> String {
    let preposition = match of.month() {
        Some(_) => "vom",
        None => "von",
    };
    format!("{preposition} {}", date(of))
}

pub(super) fn date(date: PartialDate) -> String {
    const MONTHS: &str = "Januar Februar März April Mai Juni \
        Juli August September Oktober November Dezember";
    match (date.day(), month(date, MONTHS)) {
        (Some(day), Some(month)) => format!("{day}. {month} {}", date.year()),
        (None, Some(month)) => format!("{month} {}", date.year()),
        (_, None) => date.year().to_string(),
    }
}
