//! What a person or a program gets to see.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use cie_core::{
    CardId, ChipProof, Entry, Error, ErrorKind, NextStep, Traffic,
    messages::{self, Text},
};
use cie_recovery::{Advice, codes::JoinError};
use serde_json::{Map, Value, json};

use crate::{
    advice,
    failure::Failure,
    text::{Lang, problem, result},
};

/// What is known of a run, whether it succeeds or not.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// Stable name of the operation.
    pub(crate) operation: Option<&'static str>,
    /// The reader, as `--reader` takes it.
    pub(crate) reader: Option<String>,
    /// Whether the card is the simulated one.
    pub(crate) simulated: bool,
    /// The card's id in this installation.
    pub(crate) card_id: Option<CardId>,
    /// What went over the link.
    pub(crate) traffic: Option<Traffic>,
    /// Whether standard output has had all that it gets.
    pub(crate) told: bool,
}

/// What has succeeded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Done {
    /// For programs: what is not in [`About`].
    pub(crate) fields: Map<String, Value>,
    /// For people, a line each.
    pub(crate) lines: Vec<String>,
}

impl Done {
    /// A line for people.
    pub(crate) fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// A value for programs.
    pub(crate) fn field(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }

    /// What was proved of the chip, for both.
    pub(crate) fn chip(self, chip: ChipProof, lang: Lang) -> Self {
        let ChipProof {
            key_proved,
            issuer_checked,
            ..
        } = chip;
        self.line(messages::chip(key_proved, issuer_checked, lang))
            .field(
                "chip",
                json!({ "key_proved": key_proved, "issuer_checked": issuer_checked }),
            )
    }
}

/// How to say it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    /// One line of JSON on standard output, people's text on standard error.
    pub(crate) json: bool,
    /// The language of people's text, also inside the JSON.
    pub(crate) lang: Lang,
}

impl Output {
    /// Says what was done, or why it was not.
    pub(crate) fn tell(self, about: &About, result: &Result<Done, Failure>) -> ExitCode {
        let (object, lines) = match result {
            Ok(done) => (self.success(about, done), done.lines.clone()),
            Err(failure) => (self.failure(about, failure), self.explanation(failure)),
        };
        let mut text = String::new();
        for line in lines.into_iter().chain(self.closing(about)) {
            text += &line;
            text.push('\n');
        }
        if about.told && result.is_ok() {
            // There is nothing to add.
        } else if about.told {
            to_stderr(&text);
        } else if self.json {
            to_stderr(&text);
            to_stdout(&format!("{}\n", Value::Object(object)));
        } else if result.is_ok() {
            to_stdout(&text);
        } else {
            to_stderr(&text);
        }
        match result {
            Ok(_) => ExitCode::SUCCESS,
            Err(failure) => ExitCode::from(failure.exit_code()),
        }
    }

    /// Says now what will not wait for what is still to be done.
    pub(crate) fn say(self, lines: &[String]) {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        if self.json {
            to_stderr(&text);
        } else {
            to_stdout(&text);
        }
    }

    /// What is said of every run with a card, good or bad.
    fn closing(self, about: &About) -> Vec<String> {
        let traffic = about
            .traffic
            .map(|traffic| result::traffic(traffic, self.lang));
        let simulated = about
            .simulated
            .then(|| result::simulated(self.lang).to_owned());
        traffic.into_iter().chain(simulated).collect()
    }

    fn success(self, about: &About, done: &Done) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("ok".into(), true.into());
        about.write(&mut object);
        object.extend(done.fields.clone());
        object
    }

    fn failure(self, about: &About, failure: &Failure) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("ok".into(), false.into());
        let mut error = Map::new();
        error.insert("code".into(), failure.code().into());
        if let Failure::Operation(operation) = failure {
            details(operation, &mut error);
        }
        let Text { message, remedy } = problem::text(failure, self.lang);
        error.insert("message".into(), message.into());
        error.insert("remedy".into(), remedy.into());
        if let Failure::MalformedHalves(JoinError::Malformed { half, .. }) = failure {
            error.insert("half".into(), half.name().into());
        }
        if let Some(advice) = advice::on(failure) {
            let advice = advice::json::advice(&advice, advice::now(), self.lang);
            error.insert("advice".into(), advice.into());
        }
        object.insert("error".into(), error.into());
        about.write(&mut object);
        object
    }

    fn explanation(self, failure: &Failure) -> Vec<String> {
        let Text { message, remedy } = problem::text(failure, self.lang);
        let mut lines = vec![message, remedy];
        // Questions are put by `cie recover`, which the remedy names.
        if let Some(advice @ (Advice::Plan(_) | Advice::NotCovered { .. })) = advice::on(failure) {
            lines.push(String::new());
            lines.extend(advice::lines(&advice, advice::now(), false, self.lang));
        } else {
            lines.retain(|line| !line.is_empty());
        }
        lines
    }
}

impl About {
    fn write(&self, object: &mut Map<String, Value>) {
        if let Some(operation) = self.operation {
            object.insert("operation".into(), operation.into());
        }
        if let Some(reader) = &self.reader {
            object.insert("reader".into(), reader.clone().into());
            object.insert("simulated".into(), self.simulated.into());
        } else if self.simulated {
            object.insert("simulated".into(), true.into());
        }
        if let Some(card_id) = self.card_id {
            object.insert("card_id".into(), card_id.to_string().into());
        }
        if let Some(Traffic {
            exchanges,
            bytes_up,
            bytes_down,
        }) = self.traffic
        {
            object.insert("exchanges".into(), exchanges.into());
            object.insert("bytes_up".into(), bytes_up.into());
            object.insert("bytes_down".into(), bytes_down.into());
        }
    }
}

/// What an error of the core says to programs besides its code.
fn details(error: &Error, object: &mut Map<String, Value>) {
    object.insert("phase".into(), error.phase.name().into());
    if let Some(tries) = error.tries() {
        object.insert("tries_left".into(), tries.left.into());
        object.insert("tries_confirmed".into(), tries.confirmed.into());
    }
    details_of(&error.kind, object);
    object.insert("next".into(), step(error.next_step()));
    let otherwise: Vec<_> = error.otherwise().into_iter().map(step).collect();
    object.insert("otherwise".into(), otherwise.into());
}

/// A step, with what it is about.
fn step(step: NextStep) -> Value {
    let mut object = Map::new();
    object.insert("step".into(), step.name().into());
    match step {
        NextStep::CorrectEntry(entry) => {
            object.insert("entry".into(), entry.name().into());
        }
        NextStep::AskLastTry(code) => {
            object.insert("about".into(), code.name().into());
        }
        NextStep::Settle(needed) => {
            let codes = [
                (Entry::NewPin, needed.new_pin),
                (Entry::Pin, needed.old_pin),
                (Entry::Puk, needed.puk),
            ];
            let needs = codes.into_iter().filter(|(_, needed)| *needed);
            let needs: Vec<_> = needs.map(|(entry, _)| entry.name()).collect();
            object.insert("needs".into(), needs.into());
        }
        _ => {}
    }
    object.into()
}

/// What belongs to the kind of an error.
pub(crate) fn details_of(kind: &ErrorKind, object: &mut Map<String, Value>) {
    match kind {
        ErrorKind::LastTry { code } => {
            object.insert("about".into(), code.name().into());
        }
        ErrorKind::OutcomeUnknown { pending } => {
            object.insert("pending".into(), pending.name().into());
        }
        ErrorKind::CardRefused { status, confirmed } => {
            object.insert("status".into(), status.to_string().into());
            object.insert("status_confirmed".into(), (*confirmed).into());
        }
        ErrorKind::NotACie { status }
        | ErrorKind::LongReadRefused { status }
        | ErrorKind::NoBasicAccess { status } => {
            object.insert("status".into(), status.to_string().into());
        }
        ErrorKind::UnsupportedCard(detail)
        | ErrorKind::CardMisbehaved(detail)
        | ErrorKind::ChipCheckFailed(detail) => {
            object.insert("detail".into(), (*detail).into());
        }
        ErrorKind::ReaderUnavailable(detail)
        | ErrorKind::UnsupportedDevice(detail)
        | ErrorKind::MemoryUnavailable(detail)
        | ErrorKind::LibraryFault { place: detail } => {
            object.insert("detail".into(), detail.clone().into());
        }
        _ => {}
    }
}

/// Writes to standard output at once. A reader that has gone away is its own
/// affair.
pub(crate) fn to_stdout(text: &str) {
    let mut out = io::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// As [`to_stdout`], to standard error.
pub(crate) fn to_stderr(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
