//! Every sentence of the advisor, in Italian, English and German.
//!
//! What a fact says stands in its row, and the build asks for each language. What is
//! said besides follows the rule of [`cie_core::messages`]: a language is an
//! implementation of one trait without catch-all arms, so a missing text does not
//! compile.

mod de;
mod en;
mod it;
mod plain;
mod words;

use self::words::Words;
pub use self::{
    plain::{Detail, plain},
    words::Label,
};
use super::{
    Age, Answer, Code, Hours, Input, OpenState, Reason, Region, Relation, Span, Topic, Warning,
    Weekday,
    codes::{Half, JoinError, JoinNote, Occasion},
    knowledge::{Confidence, Contact, Fact, Operation, Source, SourceName},
};
use cie_core::{date::PartialDate, messages::Lang};

fn words(lang: Lang) -> &'static dyn Words {
    match lang {
        Lang::It => &it::Italian,
        Lang::En => &en::English,
        Lang::De => &de::German,
    }
}

/// A fact: a sentence, or for things and places a few words.
#[must_use]
pub fn fact(fact: &Fact, lang: Lang) -> &'static str {
    fact.text.sentence(lang)
}

/// What is asked; for what is never asked, what it is.
#[must_use]
pub fn question(input: Input, lang: Lang) -> &'static str {
    words(lang).question(input)
}

/// An answer to pick.
#[must_use]
pub fn answer(answer: Answer, lang: Lang) -> &'static str {
    words(lang).answer(answer)
}

/// A code's name.
#[must_use]
pub fn code(code: Code, lang: Lang) -> &'static str {
    words(lang).code(code)
}

/// A Region's name.
#[must_use]
pub fn region(region: Region, lang: Lang) -> &'static str {
    words(lang).region(region)
}

/// Why there is no way.
#[must_use]
pub fn reason(reason: Reason, lang: Lang) -> &'static str {
    words(lang).reason(reason)
}

/// What to be careful about.
#[must_use]
pub fn warning(warning: Warning, lang: Lang) -> String {
    words(lang).warning(warning)
}

/// How a stage follows the one before.
#[must_use]
pub fn relation(relation: Relation, lang: Lang) -> &'static str {
    words(lang).relation(relation)
}

/// How sure a fact is.
#[must_use]
pub fn confidence(confidence: Confidence, lang: Lang) -> &'static str {
    words(lang).confidence(confidence)
}

/// A subject.
#[must_use]
pub fn topic(topic: Topic, lang: Lang) -> &'static str {
    words(lang).topic(topic)
}

/// A day of the week.
#[must_use]
pub fn weekday(day: Weekday, lang: Lang) -> &'static str {
    words(lang).weekday(day)
}

/// A heading or a short word.
#[must_use]
pub fn label(label: Label, lang: Lang) -> &'static str {
    words(lang).label(label)
}

/// One of the halves, in a sentence.
#[must_use]
pub fn half(half: Half, lang: Lang) -> &'static str {
    words(lang).half(half)
}

/// When codes are handed out, in a sentence.
#[must_use]
pub fn occasion(occasion: Occasion, lang: Lang) -> &'static str {
    words(lang).occasion(occasion)
}

/// What to tell about a code that was joined.
#[must_use]
pub fn join_note(note: JoinNote, lang: Lang) -> &'static str {
    words(lang).join_note(note)
}

/// Why two halves make no code.
#[must_use]
pub fn join_error(error: JoinError, lang: Lang) -> String {
    words(lang).join_error(error)
}

/// A date as people write it; parts that are unknown are left out.
#[must_use]
pub fn date(date: impl Into<PartialDate>, lang: Lang) -> String {
    words(lang).date(date.into())
}

/// That no code is asked for, and nothing is sent.
#[must_use]
pub fn never_a_code(lang: Lang) -> &'static str {
    words(lang).never_a_code()
}

/// From where a number can be called; empty if no restriction is stated.
#[must_use]
pub fn reach(contact: &Contact, lang: Lang) -> &'static str {
    words(lang).reach(contact.reach)
}

/// What a source is called, and its date or that it has none.
#[must_use]
pub fn source(source: &Source, lang: Lang) -> String {
    let words = words(lang);
    let name = match source.name {
        SourceName::Document { title, .. } => title.sentence(lang).into(),
        SourceName::External(origin) => words.origin(origin),
    };
    let when = match (source.stated, source.copied) {
        (Some(date), _) => words.dated(date),
        (None, Some(date)) => words.copied(date),
        (None, None) => words.label(Label::Undated).into(),
    };
    format!("{name} ({when})")
}

/// How old the facts of a plan are, in a sentence.
#[must_use]
pub fn age(age: Age, lang: Lang) -> String {
    let words = words(lang);
    let oldest = age.oldest.map(|date| (date, age.oldest_is_copy));
    let youngest = age.youngest.map(|date| (date, age.youngest_is_copy));
    words.age(oldest.zip(youngest), age.some_undated)
}

/// That the sources of a plan for lost codes speak of the first activation.
#[must_use]
pub fn activation_only(lang: Lang) -> &'static str {
    words(lang).activation_only()
}

/// The same, behind one line.
#[must_use]
pub fn said_of_activation(lang: Lang) -> &'static str {
    words(lang).said_of_activation()
}

/// What a program does itself: the words of its button.
#[must_use]
pub fn operation(operation: Operation, lang: Lang) -> &'static str {
    words(lang).operation(operation)
}

/// A fact with the one authority or municipality that it is for, if it is.
#[must_use]
pub fn with_place(fact_of: &Fact, lang: Lang) -> String {
    let told = fact(fact_of, lang);
    match fact_of.scope.place() {
        Some(place) => format!("{place}: {told}"),
        None => told.to_owned(),
    }
}

/// The times of one day of an opening table: with a comma between them, or
/// closed.
#[must_use]
pub fn times(spans: &[Span], lang: Lang) -> String {
    let words = words(lang);
    if spans.is_empty() {
        return words.label(Label::Closed).into();
    }
    let told: Vec<String> = spans.iter().map(|span| span_times(span, words)).collect();
    told.join(", ")
}

/// Opening hours, span by span, separated by a semicolon; or that none are
/// stated, in a word that goes behind [`Label::Hours`].
#[must_use]
pub fn hours(hours: &Hours, lang: Lang) -> String {
    let words = words(lang);
    match hours {
        Hours::NotStated => words.hours_not_stated().into(),
        Hours::Stated(spans) => {
            let spans: Vec<String> = spans.iter().map(|one| span(one, words)).collect();
            spans.join("; ")
        }
    }
}

/// Whether it is open now.
#[must_use]
pub fn open(state: OpenState, lang: Lang) -> String {
    let words = words(lang);
    match state {
        OpenState::NotStated => words.open_not_stated().into(),
        OpenState::PublicHoliday => words.public_holiday().into(),
        OpenState::Open { until } => words.open(&until.to_string()),
        OpenState::StartNotStated { until } => words.start_not_stated(&until.to_string()),
        OpenState::Disputed => words.disputed().into(),
        OpenState::Closed { next: None } => words.closed(None),
        OpenState::Closed { next: Some(next) } => {
            let at = next.at.map(|at| at.to_string());
            words.closed(Some((words.weekday(next.weekday), at.as_deref())))
        }
    }
}

fn span(span: &Span, words: &dyn Words) -> String {
    format!("{} {}", days(span, words), span_times(span, words))
}

fn span_times(span: &Span, words: &dyn Words) -> String {
    let from = span.from.map(|from| from.to_string());
    let times = words.span(from.as_deref(), &span.to.to_string());
    if span.disputed {
        format!("{times} ({})", words.label(Label::Disputed))
    } else {
        times
    }
}

/// Days in a row as first and last, others one by one.
fn days(span: &Span, words: &dyn Words) -> String {
    let mut runs: Vec<(Weekday, Weekday)> = Vec::new();
    for day in span.days.iter() {
        match runs.last_mut() {
            Some((_, last)) if *last as u8 + 1 == day as u8 => *last = day,
            _ => runs.push((day, day)),
        }
    }
    let names: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| {
            let (from, to) = (words.weekday(first), words.weekday(last));
            match last as u8 - first as u8 {
                0 => from.to_owned(),
                1 => format!("{from}, {to}"),
                _ => format!("{from}–{to}"),
            }
        })
        .collect();
    names.join(", ")
}
