//! Every sentence of the advisor, in Italian, English and German.
//!
//! Sentences are in `recovery/knowledge`: what a fact says in its row, what is said
//! besides in `words`. The build asks for each in every language. What has to be put
//! together (dates, hours, numbers) follows the rule of [`cie_core::messages`]: a
//! language is an implementation of one trait.

mod de;
mod en;
mod it;
mod plain;
mod said;
mod words;

use self::words::Words;
pub use self::{
    plain::{Detail, plain},
    said::{
        card, code, confidence, contacts, half, join_note, label, occasion, operation, phrase, pin,
        puk, question, reason, region, relation, requester, weekday,
    },
    words::{Label, Phrase},
};
use super::{
    Age, Answer, Hours, OpenState, Place, Span, Warning, Weekday,
    codes::JoinError,
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

/// What to be careful about.
#[must_use]
pub fn warning(warning: Warning, lang: Lang) -> String {
    words(lang).warning(warning)
}

/// An answer to pick.
#[must_use]
pub fn answer(answer: Answer, lang: Lang) -> &'static str {
    match answer {
        Answer::Card(of) => card(of, lang),
        Answer::Pin(state) => pin(state, lang),
        Answer::CardLost => phrase(Phrase::CardLost, lang),
        Answer::Puk(state) => puk(state, lang),
        Answer::Requester(of) => requester(of, lang),
        Answer::Contacts(of) => contacts(of, lang),
        Answer::Place(Place::Region(of)) => region(of, lang),
        Answer::Place(Place::NotSaid) => phrase(Phrase::NotSaid, lang),
        Answer::NfcPhone(true) => label(Label::Yes, lang),
        Answer::NfcPhone(false) => label(Label::No, lang),
    }
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
        (None, None) => label(Label::Undated, lang).into(),
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

/// A fact with the one authority or municipality that it is for, if it is.
#[must_use]
pub fn with_place(fact_of: &Fact, lang: Lang) -> String {
    let told = fact(fact_of, lang);
    match fact_of.scope.place() {
        Some(place) => format!("{}: {told}", words(lang).place(place)),
        None => told.to_owned(),
    }
}

/// The times of one day of an opening table: with a comma between them, or
/// closed.
#[must_use]
pub fn times(spans: &[Span], lang: Lang) -> String {
    if spans.is_empty() {
        return label(Label::Closed, lang).into();
    }
    let told: Vec<String> = spans.iter().map(|span| span_times(span, lang)).collect();
    told.join(", ")
}

/// Opening hours, span by span, separated by a semicolon; or that none are
/// stated, in a word that goes behind [`Label::Hours`].
#[must_use]
pub fn hours(hours: &Hours, lang: Lang) -> String {
    match hours {
        Hours::NotStated => phrase(Phrase::HoursNotStated, lang).into(),
        Hours::Stated(spans) => {
            let spans: Vec<String> = spans.iter().map(|one| span(one, lang)).collect();
            spans.join("; ")
        }
    }
}

/// Whether it is open now.
#[must_use]
pub fn open(state: OpenState, lang: Lang) -> String {
    let words = words(lang);
    match state {
        OpenState::NotStated => phrase(Phrase::OpenNotStated, lang).into(),
        OpenState::PublicHoliday => phrase(Phrase::PublicHoliday, lang).into(),
        OpenState::Open { until } => words.open(&until.to_string()),
        OpenState::StartNotStated { until } => words.start_not_stated(&until.to_string()),
        OpenState::Disputed => phrase(Phrase::Disputed, lang).into(),
        OpenState::Closed { next: None } => words.closed(None),
        OpenState::Closed { next: Some(next) } => {
            let at = next.at.map(|at| at.to_string());
            words.closed(Some((weekday(next.weekday, lang), at.as_deref())))
        }
    }
}

fn span(span: &Span, lang: Lang) -> String {
    format!("{} {}", days(span, lang), span_times(span, lang))
}

fn span_times(span: &Span, lang: Lang) -> String {
    let from = span.from.map(|from| from.to_string());
    let times = words(lang).span(from.as_deref(), &span.to.to_string());
    if span.disputed {
        format!("{times} ({})", label(Label::Disputed, lang))
    } else {
        times
    }
}

/// Days in a row as first and last, others one by one.
fn days(span: &Span, lang: Lang) -> String {
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
            let (from, to) = (weekday(first, lang), weekday(last, lang));
            match last as u8 - first as u8 {
                0 => from.to_owned(),
                1 => format!("{from}, {to}"),
                _ => format!("{from}–{to}"),
            }
        })
        .collect();
    names.join(", ")
}
