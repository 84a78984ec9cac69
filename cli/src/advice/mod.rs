//! What the advisor says, for a person and for programs: at the end of `cie recover`,
//! and of an operation that has failed.

pub(crate) mod json;

use cie_core::time::UnixTime;
use cie_recovery::{
    Advice, Card, Input, Operation, RomeTime, advice_for,
    text::{self as sentences, Detail, Phrase, plain},
};

use crate::{
    failure::Failure,
    text::{Lang, recover as words},
};

/// What the advisor says to a failure, if it has more to say than to ask what
/// there is of the PIN.
pub(crate) fn on(failure: &Failure) -> Option<Advice> {
    let Failure::Operation(error) = failure else {
        return None;
    };
    advice_for(error).filter(|advice| match advice {
        Advice::Questions(open) => open.ask.iter().all(|one| one.input != Input::Pin),
        Advice::Plan(_) | Advice::NotCovered { .. } => true,
    })
}

/// The advice for a person; its background too, if that was asked for.
pub(crate) fn lines(advice: &Advice, now: Option<RomeTime>, all: bool, lang: Lang) -> Vec<String> {
    let command = Some(command as fn(Operation, Card) -> String);
    let mut lines = plain(
        advice,
        lang,
        now,
        Detail {
            all,
            command,
            if_lost: Some("--card-lost yes"),
        },
    );
    if !all && advice.plan().is_some() {
        lines.push(words::more(lang).into());
    }
    if let Advice::Questions(open) = advice {
        let open: Vec<Input> = open.ask.iter().map(|question| question.input).collect();
        lines.push(words::answer_with(&open, lang));
    }
    lines.push(sentences::phrase(Phrase::NeverACode, lang).into());
    lines
}

/// The command that does a step of a plan.
pub(crate) fn command(operation: Operation, card: Card) -> String {
    let operation = match operation {
        Operation::UnblockPin => "pin unblock",
    };
    let card = match card {
        Card::Cie => "cie",
        Card::TsCns | Card::TsWithoutChip => "ts-cns",
    };
    format!("cie {operation} --card {card}")
}

/// The local time in Italy.
pub(crate) fn now() -> Option<RomeTime> {
    RomeTime::at(UnixTime::now())
}
