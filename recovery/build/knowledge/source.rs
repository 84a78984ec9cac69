//! Where facts were read: what a source must say of itself, and which of two
//! that disagree leads.

use super::{names::Names, rows, sentence};

pub(super) fn check(row: &rows::Source, names: &Names) -> Result<(), String> {
    names.one("kind", &row.kind, "SourceKind")?;
    match (
        row.kind == "document",
        &row.file,
        row.last_line,
        &row.origin,
    ) {
        (true, Some(_), Some(1..), None) => sentence::check(row.said())?,
        (true, ..) => return Err("a document has a file and a last line, no origin".into()),
        (false, None, None, Some(origin)) => {
            no_url(origin)?;
            sentence::none(row.said(), "an origin")?;
        }
        (false, ..) => return Err("a source that is not a document has an origin alone".into()),
    }
    if let Some(url) = &row.url
        && !is_url(url)
    {
        return Err(format!("{url:?} is not a link"));
    }
    if row.struck.as_ref().is_some_and(|why| why.trim().is_empty()) {
        return Err("struck without a reason".into());
    }
    date(&row.stated)?;
    date(&row.copied).map(|_| ())
}

/// Year, month, day.
type PartialDate = (u16, Option<u8>, Option<u8>);

/// `none`, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
pub(super) fn date(text: &str) -> Result<Option<PartialDate>, String> {
    if text == "none" {
        return Ok(None);
    }
    let wrong = || format!("{text:?} is not a date: YYYY-MM-DD, YYYY-MM, YYYY or none");
    let parts: Vec<&str> = text.split('-').collect();
    let (year, month, day) = match *parts {
        [year] => (year, None, None),
        [year, month] => (year, Some(month), None),
        [year, month, day] => (year, Some(month), Some(day)),
        _ => return Err(wrong()),
    };
    let year: u16 = year.parse().map_err(|_| wrong())?;
    let month: Option<u8> = month.map(str::parse).transpose().map_err(|_| wrong())?;
    let day: Option<u8> = day.map(str::parse).transpose().map_err(|_| wrong())?;
    if !(1990..=2100).contains(&year)
        || month.is_some_and(|m| !(1..=12).contains(&m))
        || day.is_some_and(|d| !(1..=31).contains(&d))
    {
        return Err(wrong());
    }
    Ok(Some((year, month, day)))
}

/// A citation: the source's key, and the lines of a document.
pub(super) fn cite(text: &str) -> (&str, Option<(u16, u16)>) {
    let Some((key, lines)) = text.split_once(' ') else {
        return (text, None);
    };
    let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) => (key, Some((first, last))),
        // There is no line 0: refused below.
        _ => (key, Some((0, 0))),
    }
}

/// Official and newer first: what leads must be one of the two, against the best
/// that the other has.
pub(super) fn leads(one: &[&rows::Source], other: &[&rows::Source]) -> bool {
    let official = |of: &[&rows::Source]| of.iter().any(|source| source.kind == "official");
    let newest = |of: &[&rows::Source]| {
        let dates = of.iter().map(|source| {
            let stated = date(&source.stated).ok().flatten();
            stated.or_else(|| date(&source.copied).ok().flatten())
        });
        dates.max().flatten()
    };
    (official(one) && !official(other)) || newest(one) > newest(other)
}

/// What a link begins with.
pub(super) fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// A name or a number is not a link.
pub(super) fn no_url(value: &str) -> Result<(), String> {
    let low = value.to_ascii_lowercase();
    if low.contains("://") || low.contains("www.") {
        return Err(format!("{value:?} is a link; links go into `url`"));
    }
    Ok(())
}
