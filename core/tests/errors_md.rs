//! Holds `docs/errors.md` to the catalogue of sentences.
//!
//! `UPDATE_DOCS=1 cargo test -p cie-core --test errors_md` writes it anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{env, fmt::Write as _, fs, path::Path};

use cie_core::{
    CardKind, CodeKind, Error, ErrorCode, ErrorKind, MalformedCode, Pending, Phase, Tries, WeakPin,
    apdu::StatusWord,
    messages::{self, Lang},
};

const INTRODUCTION: &str = "\
# Errors

Every error has a stable code, the same in the command, in Kotlin and in Swift.
The sentences below are the general ones; an error as it happens adds what is
known of it: tries left, the rule that a code breaks, what was under way. They
come from the catalogue in `core/src/messages`, which has them in Italian,
English and German.

*Blame* says who has to do something about it: **transport**, the link between
program and card · **card refused**, the card works and says no · **card
misbehaved**, the card or something that plays it breaks the protocol ·
**caller**, what was asked cannot be done like this · **cancelled**, the person
stopped it · **library**, it has a fault, to be reported to us. *Tries* says whether the
error carries the number of tries left, so far as the card told it. *Next* is the step that a
program offers first (`NextStep`), and in brackets those that it offers besides; for an error
before anything was sent, on a card that is not known yet. What is open on the card, the kind
of card, and whether its answer was protected may make it another.

This file is generated: `UPDATE_DOCS=1 cargo test -p cie-core --test errors_md`
writes it anew, and without the variable the test compares.

| code | cause | remedy | next | blame | tries |
|---|---|---|---|---|---|
";

const ON_A_HEALTH_CARD: &str = "
## On a health card

On a health card (TS-CNS) these are said otherwise; the others are the same. Of
`last_try` it is the remedy when the code is the PUK. No answer of such a card is
protected, so whatever it says of tries comes with the words that it is not
certain.

| code | cause | remedy |
|---|---|---|
";

/// One error with this code.
fn sample(code: ErrorCode) -> Error {
    let status = StatusWord::NO_DIAGNOSIS;
    let confirmed = true;
    let kind = match code {
        ErrorCode::WrongPin => ErrorKind::WrongPin {
            tries: Tries::confirmed(2),
        },
        ErrorCode::PinBlocked => ErrorKind::PinBlocked { confirmed },
        ErrorCode::WrongPuk => ErrorKind::WrongPuk {
            tries: Tries::confirmed(9),
        },
        ErrorCode::PukBlocked => ErrorKind::PukBlocked { confirmed },
        ErrorCode::LastTry => ErrorKind::LastTry {
            code: CodeKind::Pin,
        },
        ErrorCode::MalformedCode => MalformedCode::NotDigits.into(),
        ErrorCode::WeakPin => WeakPin::AllEqual.into(),
        ErrorCode::SamePin => ErrorKind::SamePin,
        ErrorCode::OtherCard => ErrorKind::OtherCard,
        ErrorCode::OutcomeUnknown => ErrorKind::OutcomeUnknown {
            pending: Pending::ChangePin,
        },
        ErrorCode::CardLost => ErrorKind::CardLost,
        ErrorCode::NotACie => ErrorKind::NotACie { status },
        ErrorCode::NotOnThisCard => ErrorKind::NotOnThisCard {
            card: CardKind::Cie,
        },
        ErrorCode::UnsupportedCard => ErrorKind::UnsupportedCard(""),
        ErrorCode::CardRefused => ErrorKind::CardRefused { status, confirmed },
        ErrorCode::CardMisbehaved => ErrorKind::CardMisbehaved(""),
        ErrorCode::ChipCheckFailed => ErrorKind::ChipCheckFailed(""),
        ErrorCode::WrongCan => ErrorKind::WrongCan,
        ErrorCode::WrongMrz => ErrorKind::WrongMrz,
        ErrorCode::CardResetRequired => ErrorKind::CardResetRequired,
        ErrorCode::LongReadRefused => ErrorKind::LongReadRefused { status },
        ErrorCode::BasicAccessOnly => ErrorKind::BasicAccessOnly,
        ErrorCode::NoBasicAccess => ErrorKind::NoBasicAccess { status },
        ErrorCode::LinkTooShort => ErrorKind::LinkTooShort,
        ErrorCode::ReaderUnavailable => ErrorKind::ReaderUnavailable(String::new()),
        ErrorCode::UnsupportedDevice => ErrorKind::UnsupportedDevice(String::new()),
        ErrorCode::Cancelled => ErrorKind::Cancelled,
        ErrorCode::Busy => ErrorKind::Busy,
        ErrorCode::MemoryUnavailable => ErrorKind::MemoryUnavailable(String::new()),
        ErrorCode::LibraryFault => ErrorKind::LibraryFault {
            place: String::new(),
        },
    };
    let error = Error::new(kind, Phase::Start);
    assert_eq!(error.code(), code);
    error
}

fn generated() -> String {
    let mut text = INTRODUCTION.to_owned();
    for code in ErrorCode::ALL {
        let error = sample(code);
        let cause = messages::cause(code, Lang::En);
        let remedy = messages::remedy(code, Lang::En);
        let blame = code.blame().name().replace('_', " ");
        let next = next(&error);
        let tries = if error.tries().is_some() {
            "yes"
        } else {
            "–"
        };
        writeln!(
            text,
            "| `{code}` | {cause} | {remedy} | {next} | {blame} | {tries} |"
        )
        .unwrap();
    }
    text + &on_a_health_card()
}

/// The steps after an error.
fn next(error: &Error) -> String {
    let first = format!("`{}`", error.next_step().name());
    let others = error.otherwise();
    let others: Vec<_> = others
        .iter()
        .map(|step| format!("`{}`", step.name()))
        .collect();
    match others.as_slice() {
        [] => first,
        others => format!("{first} ({})", others.join(", ")),
    }
}

/// The table of what a TS-CNS has other sentences for.
fn on_a_health_card() -> String {
    let mut text = ON_A_HEALTH_CARD.to_owned();
    for code in ErrorCode::ALL {
        let cause = messages::cause_on_ts_cns(code, Lang::En);
        let remedy = match code {
            // Only the last try of the PUK has a sentence of its own.
            ErrorCode::LastTry => Some(last_puk()),
            _ => messages::remedy_on_ts_cns(code, Lang::En).map(str::to_owned),
        };
        if cause.is_none() && remedy.is_none() {
            continue;
        }
        let cause = cause.unwrap_or_else(|| messages::cause(code, Lang::En));
        let remedy = remedy.unwrap_or_else(|| messages::remedy(code, Lang::En).to_owned());
        writeln!(text, "| `{code}` | {cause} | {remedy} |").unwrap();
    }
    text
}

/// What to do when one try of a health card's PUK may be left.
fn last_puk() -> String {
    let kind = ErrorKind::LastTry {
        code: CodeKind::Puk,
    };
    let error = Error::new(kind, Phase::Start).on(CardKind::TsCns);
    messages::error(&error, Lang::En).remedy
}

#[test]
fn the_table_of_errors_is_what_the_catalogue_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/errors.md");
    let generated = generated();
    if env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        fs::write(&path, &generated).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written == generated,
        "docs/errors.md is out of date; run \
         `UPDATE_DOCS=1 cargo test -p cie-core --test errors_md`"
    );
}
