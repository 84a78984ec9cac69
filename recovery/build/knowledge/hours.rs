//! Opening hours as the rows write them.
//!
//! `not stated`, or spans with `; ` between them. A span is days, one or more
//! intervals, and maybe `disputed`: `Mo-Fr 08:00-18:00; Sa ?-13:00`. `?` is a
//! beginning that the source does not give. The end does not belong to the span.

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// Minutes of the day, and a bit for each day of the week, Monday first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) days: u8,
    pub(super) from: Option<u16>,
    pub(super) to: u16,
    pub(super) disputed: bool,
}

/// `None` for hours that are not stated.
pub(super) fn parse(text: &str) -> Result<Option<Vec<Span>>, String> {
    if text == "not stated" {
        return Ok(None);
    }
    let spans: Result<Vec<_>, _> = text.split("; ").map(span).collect();
    let spans = spans.map_err(|why| format!("hours {text:?}: {why}"))?;
    for (index, one) in spans.iter().enumerate() {
        for other in spans.iter().skip(index + 1) {
            let from = one.from.unwrap_or(0).max(other.from.unwrap_or(0));
            if one.days & other.days != 0 && from < one.to.min(other.to) {
                return Err(format!("hours {text:?}: two spans overlap"));
            }
        }
    }
    Ok(Some(spans))
}

fn span(text: &str) -> Result<Span, String> {
    let (text, disputed) = match text.strip_suffix(" disputed") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let (days, times) = text
        .split_once(' ')
        .ok_or("a span needs days and an interval")?;
    let (from, to) = times.split_once('-').ok_or("an interval needs a dash")?;
    let from = match from {
        "?" => None,
        from => Some(time(from)?),
    };
    let to = time(to)?;
    if from.unwrap_or(0) >= to {
        return Err(format!("{times:?} ends before it begins"));
    }
    Ok(Span {
        days: week(days)?,
        from,
        to,
        disputed,
    })
}

fn week(text: &str) -> Result<u8, String> {
    let mut days = 0;
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (day(first)?, day(last)?);
        if first > last {
            return Err(format!("{part:?} counts days backwards"));
        }
        for day in first..=last {
            if days & (1 << day) != 0 {
                return Err(format!("{text:?} names a day twice"));
            }
            days |= 1 << day;
        }
    }
    Ok(days)
}

fn day(text: &str) -> Result<usize, String> {
    DAYS.iter()
        .position(|day| *day == text)
        .ok_or_else(|| format!("{text:?} is not a day"))
}

fn time(text: &str) -> Result<u16, String> {
    let wrong = || format!("{text:?} is not a time");
    let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
    if hour.len() != 2 || minute.len() != 2 {
        return Err(wrong());
    }
    let hour: u16 = hour.parse().map_err(|_| wrong())?;
    let minute: u16 = minute.parse().map_err(|_| wrong())?;
    if minute > 59 || hour * 60 + minute > 24 * 60 {
        return Err(wrong());
    }
    Ok(hour * 60 + minute)
}
