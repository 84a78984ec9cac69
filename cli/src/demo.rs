//! `cie demo`: a citizen's bad day, on a simulated card.
//!
//! Nothing here is written down beforehand: every step looks at what the
//! operation and the card say, and a step that does not go as it must ends
//! the demonstration with an error.

use std::time::Instant;

use cie_core::{
    CodeKind, Error, ErrorKind, LastTry, Pin, Puk, Report, Traffic, Tries, UnblockVariant, messages,
};
use cie_sim::STANDARD_PUK;
use serde_json::{Value, json};

use crate::{
    App, args,
    bench::Bench,
    failure::Failure,
    output::{About, Done, to_stderr, to_stdout},
    system,
    text::{
        demo::{self, Step},
        result,
    },
};

/// Columns that every line fits into.
const WIDTH: usize = 80;
/// Spaces before what a step shows.
const INDENT: usize = 3;

/// Not the PIN of the card.
const WRONG_PIN: &[u8] = b"86421357";
/// The PIN that the citizen chooses at the end.
const NEW_PIN: &[u8] = b"31415927";

/// Tells the story and checks it.
pub(crate) fn run(app: &App, args: &args::Demo, about: &mut About) -> Result<Done, Failure> {
    about.operation = Some("demo");
    about.simulated = true;
    let cancel = app.cancel.clone();
    // Without, a signal ends the process as it always does.
    let _ = system::instead_of_ending(move || cancel.cancel());
    let begun = Instant::now();
    let lang = app.output.lang;
    let mut story = Story {
        app,
        bench: Bench::new(args.profile, args.link.limits())?,
        steps: Vec::new(),
    };
    let codes = Codes::new()?;
    story.say(&wrap(&demo::opening(args.profile.name(), lang), 0));
    for step in Step::ALL {
        story.step(step, &codes)?;
    }
    story.say("\n");
    Ok(Done::default()
        .line(demo::closing(begun.elapsed(), lang))
        .field("profile", args.profile.name())
        .field("steps", story.steps))
}

/// The codes of the story; none of them is secret.
struct Codes {
    wrong: Pin,
    new: Pin,
    puk: Puk,
}

impl Codes {
    fn new() -> Result<Self, Failure> {
        Ok(Self {
            wrong: Pin::new(WRONG_PIN)?,
            new: Pin::new(NEW_PIN)?,
            puk: Puk::new(STANDARD_PUK.as_bytes())?,
        })
    }
}

struct Story<'a> {
    app: &'a App,
    bench: Bench,
    steps: Vec<Value>,
}

impl Story<'_> {
    fn step(&mut self, step: Step, codes: &Codes) -> Result<(), Failure> {
        let lang = self.app.output.lang;
        let number = self.steps.len() + 1;
        self.say(&format!("\n{number}. {}\n", demo::title(step, lang)));

        let received = self.bench.codes_received();
        let allow = if step == Step::ThirdTryAllowed {
            LastTry::AllowAny
        } else {
            LastTry::Ask
        };
        let (result, traffic) = self.bench.run(&self.app.cancel, allow, |card| match step {
            Step::FirstWrongPin
            | Step::SecondWrongPin
            | Step::ThirdTryRefused
            | Step::ThirdTryAllowed => card.verify_pin(&codes.wrong),
            Step::Unblock => card.unblock_pin(&codes.puk, &codes.new, UnblockVariant::Direct),
            Step::NewPin => card.verify_pin(&codes.new),
        });
        let received = self.bench.codes_received() - received;

        let shown = match &result {
            Ok(report) => result::done(report.operation, lang).to_owned(),
            Err(error) => messages::error(error, lang).message,
        };
        self.say(&wrap(&shown, INDENT));
        self.say(&wrap(&result::traffic(traffic, lang), INDENT));
        self.steps.push(record(step, &result, traffic, received));

        let expected = Outcome {
            result: outcome(&result),
            codes_received: received,
            tries_on_card: self.bench.pin_tries(),
        };
        match &result {
            Err(
                error @ Error {
                    kind: ErrorKind::Cancelled,
                    ..
                },
            ) => Err(error.clone().into()),
            _ if expected == must(step) => Ok(()),
            _ => Err(Failure::Demo(format!("{number}. {expected:?}"))),
        }
    }

    /// Tells a person something now.
    fn say(&self, text: &str) {
        if self.app.output.json {
            to_stderr(text);
        } else {
            to_stdout(text);
        }
    }
}

/// What came of a step.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    result: Ended,
    /// Commands with a code that the card got in this step.
    codes_received: usize,
    /// Tries of the PIN that the card counts after it.
    tries_on_card: u8,
}

/// How an operation has ended, as far as the story is about it.
#[derive(Debug, PartialEq, Eq)]
enum Ended {
    Done { tries_left: Option<u8> },
    WrongPin(Tries),
    LastTry,
    Blocked,
    Otherwise(&'static str),
}

fn outcome(result: &Result<Report, Error>) -> Ended {
    match result.as_ref().map_err(|error| &error.kind) {
        Ok(report) => Ended::Done {
            tries_left: report.tries_left.map(|known| known.at_least),
        },
        Err(ErrorKind::WrongPin { tries }) => Ended::WrongPin(*tries),
        Err(ErrorKind::LastTry {
            code: CodeKind::Pin,
        }) => Ended::LastTry,
        Err(ErrorKind::PinBlocked { confirmed: true }) => Ended::Blocked,
        Err(other) => Ended::Otherwise(other.code().name()),
    }
}

/// How a step must end.
const fn must(step: Step) -> Outcome {
    let (result, codes_received, tries_on_card) = match step {
        Step::FirstWrongPin => (Ended::WrongPin(Tries::confirmed(2)), 1, 2),
        Step::SecondWrongPin => (Ended::WrongPin(Tries::confirmed(1)), 1, 1),
        Step::ThirdTryRefused => (Ended::LastTry, 0, 1),
        Step::ThirdTryAllowed => (Ended::Blocked, 1, 0),
        // The PUK, and the command that sets the PIN.
        Step::Unblock => (
            Ended::Done {
                tries_left: Some(3),
            },
            2,
            3,
        ),
        Step::NewPin => (
            Ended::Done {
                tries_left: Some(3),
            },
            1,
            3,
        ),
    };
    Outcome {
        result,
        codes_received,
        tries_on_card,
    }
}

/// A step for programs.
fn record(
    step: Step,
    result: &Result<Report, Error>,
    traffic: Traffic,
    codes_received: usize,
) -> Value {
    let error = result.as_ref().err();
    let tries_left = match result {
        Ok(report) => report.tries_left.map(|known| known.at_least),
        Err(error) => error.tries().and_then(|tries| tries.left),
    };
    json!({
        "step": step.name(),
        "ok": error.is_none(),
        "error": error.map(|error| error.code().name()),
        "tries_left": tries_left,
        "codes_sent": codes_received,
        "exchanges": traffic.exchanges,
        "bytes_up": traffic.bytes_up,
        "bytes_down": traffic.bytes_down,
    })
}

/// Lines of at most [`WIDTH`] columns, `indent` spaces before each.
fn wrap(text: &str, indent: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length <= WIDTH {
            wrapped.push(' ');
            column += 1 + length;
        } else {
            if column > 0 {
                wrapped.push('\n');
            }
            wrapped += &" ".repeat(indent);
            column = indent + length;
        }
        wrapped += word;
    }
    wrapped.push('\n');
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_use_eighty_columns_and_no_more() {
        let text = format!("{} {} c", "a".repeat(40), "b".repeat(36));
        let wrapped = wrap(&text, 3);
        let lengths: Vec<_> = wrapped.lines().map(|line| line.chars().count()).collect();
        assert_eq!(lengths, [80, 4]);
    }
}
