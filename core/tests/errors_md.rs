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
    CardKind, CodeKind, Pending, Tries,
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    error::{Blame, Error, ErrorKind},
    messages::{self, Lang},
    progress::Phase,
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
stopped it. *Tries* says whether the error carries the number of tries left, so
far as the card told it.

This file is generated: `UPDATE_DOCS=1 cargo test -p cie-core --test errors_md`
writes it anew, and without the variable the test compares.

| code | cause | remedy | blame | tries |
|---|---|---|---|---|
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
fn sample(code: &str) -> Error {
    let status = StatusWord::NO_DIAGNOSIS;
    let confirmed = true;
    let kind = match code {
        "wrong_pin" => ErrorKind::WrongPin {
            tries: Tries::confirmed(2),
        },
        "pin_blocked" => ErrorKind::PinBlocked { confirmed },
        "wrong_puk" => ErrorKind::WrongPuk {
            tries: Tries::confirmed(9),
        },
        "puk_blocked" => ErrorKind::PukBlocked { confirmed },
        "last_try" => ErrorKind::LastTry {
            code: CodeKind::Pin,
        },
        "malformed_code" => MalformedCode::NotDigits.into(),
        "weak_pin" => WeakPin::AllEqual.into(),
        "same_pin" => ErrorKind::SamePin,
        "other_card" => ErrorKind::OtherCard,
        "outcome_unknown" => ErrorKind::OutcomeUnknown {
            pending: Pending::ChangePin,
        },
        "card_lost" => ErrorKind::CardLost,
        "not_a_cie" => ErrorKind::NotACie { status },
        "not_on_this_card" => ErrorKind::NotOnThisCard {
            card: CardKind::Cie,
        },
        "unsupported_card" => ErrorKind::UnsupportedCard(""),
        "card_refused" => ErrorKind::CardRefused { status, confirmed },
        "card_misbehaved" => ErrorKind::CardMisbehaved(""),
        "chip_check_failed" => ErrorKind::ChipCheckFailed(""),
        "wrong_can" => ErrorKind::WrongCan,
        "wrong_mrz" => ErrorKind::WrongMrz,
        "card_reset_required" => ErrorKind::CardResetRequired,
        "long_read_refused" => ErrorKind::LongReadRefused { status },
        "basic_access_only" => ErrorKind::BasicAccessOnly,
        "no_basic_access" => ErrorKind::NoBasicAccess { status },
        "link_too_short" => ErrorKind::LinkTooShort,
        "reader_unavailable" => ErrorKind::ReaderUnavailable(String::new()),
        "cancelled" => ErrorKind::Cancelled,
        "busy" => ErrorKind::Busy,
        "memory_unavailable" => ErrorKind::MemoryUnavailable(String::new()),
        other => panic!("no sample of {other}: add one here"),
    };
    let error = Error::new(kind, Phase::Start);
    assert_eq!(error.code(), code);
    error
}

fn generated() -> String {
    let mut text = INTRODUCTION.to_owned();
    for code in messages::CODES {
        let error = sample(code);
        let cause = messages::cause(code, Lang::En).unwrap();
        let remedy = messages::remedy(code, Lang::En).unwrap();
        let blame = match error.blame() {
            Blame::Transport => "transport",
            Blame::CardRefused => "card refused",
            Blame::CardMisbehaved => "card misbehaved",
            Blame::Caller => "caller",
            Blame::Cancelled => "cancelled",
        };
        let tries = if error.tries().is_some() {
            "yes"
        } else {
            "–"
        };
        writeln!(
            text,
            "| `{code}` | {cause} | {remedy} | {blame} | {tries} |"
        )
        .unwrap();
    }
    text + &on_a_health_card()
}

/// The table of what a TS-CNS has other sentences for.
fn on_a_health_card() -> String {
    let mut text = ON_A_HEALTH_CARD.to_owned();
    for code in messages::CODES {
        let cause = messages::cause_on_ts_cns(code, Lang::En);
        let remedy = match *code {
            // Only the last try of the PUK has a sentence of its own.
            "last_try" => Some(last_puk()),
            _ => messages::remedy_on_ts_cns(code, Lang::En).map(str::to_owned),
        };
        if cause.is_none() && remedy.is_none() {
            continue;
        }
        let cause = cause.or_else(|| messages::cause(code, Lang::En)).unwrap();
        let remedy = remedy.unwrap_or_else(|| messages::remedy(code, Lang::En).unwrap().to_owned());
        writeln!(text, "| `{code}` | {cause} | {remedy} |").unwrap();
    }
    text
}

/// What to do when one try of a health card's PUK may be left.
fn last_puk() -> String {
    let kind = ErrorKind::LastTry {
        code: CodeKind::Puk,
    };
    let error = Error {
        card: Some(CardKind::TsCns),
        ..Error::new(kind, Phase::Start)
    };
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
