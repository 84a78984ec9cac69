//! Dates.

use crate::text::words::month;
use cie_core::date::PartialDate;

pub(super) fn dated(of: PartialDate) -> String {
    with(of, ["dell'", "di ", "del "])
}

pub(super) fn from(of: PartialDate) -> String {
    with(of, ["dall'", "da ", "dal "])
}

pub(super) fn to(of: PartialDate) -> String {
    with(of, ["all'", "a ", "al "])
}

/// With a preposition: before a vowel, a month, and anything else.
fn with(of: PartialDate, [vowel, month, other]: [&str; 3]) -> String {
    let preposition = match (of.month(), of.day()) {
        (Some(_), Some(8 | 11)) => vowel,
        (Some(_), None) => month,
        _ => other,
    };
    format!("{preposition}{}", date(of))
}

pub(super) fn date(date: PartialDate) -> String {
    const MONTHS: &str = "gennaio febbraio marzo aprile maggio giugno \
        luglio agosto settembre ottobre novembre dicembre";
    match (date.day(), month(date, MONTHS)) {
        (Some(1), Some(month)) => format!("1° {month} {}", date.year()),
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year()),
        (None, Some(month)) => format!("{month} {}", date.year()),
        (_, None) => date.year().to_string(),
    }
}
