//! After an operation no code and no key is left in the memory of the process
//! that ran it. The card is in this process, the operation in another, into
//! whose memory this one looks.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
};

use cie_sim::{Card, Faults, Options, Profile, State};
use cie_tests::{
    memory,
    served::Served,
    trial::{Needles, Trial},
};

/// Codes that appear nowhere else, least of all in the program that is
/// searched. No half repeats in another code.
const PIN: &str = "59274813";
const NEW_PIN: &str = "30617942";
const WRONG_PIN: &str = "84052639";
const PUK: &str = "72946105";
const WRONG_PUK: &str = "16830475";

const CARD_SEED: u64 = 0xC1E;

fn card(faults: Faults) -> Card {
    let options = Options {
        seed: Some(CARD_SEED),
        faults,
        ..Options::default()
    };
    Card::with_state(
        Profile::Gemalto,
        options,
        State::new(PIN.as_bytes(), PUK.as_bytes()),
    )
}

/// `operate`, which waits with its operation over.
struct Operator {
    child: Child,
    result: String,
}

impl Operator {
    fn new(trial: Trial, card: &Served, limits: &str, codes: &[&str], keep: bool) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_operate"))
            .args([trial.name(), &card.address.to_string(), limits])
            .args(keep.then_some("keep"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.as_mut().unwrap();
        input.write_all(codes.concat().as_bytes()).unwrap();
        let mut result = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut result).unwrap();
        Self {
            child,
            result: result.trim_end().to_owned(),
        }
    }

    fn end(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

/// Runs an operation and gives what is left of it in memory.
fn leftovers(
    trial: Trial,
    faults: Faults,
    limits: &str,
    codes: &[&str],
    expected: &str,
) -> Vec<String> {
    let served = Served::new(card(faults));
    let operator = Operator::new(trial, &served, limits, codes, false);
    assert_eq!(operator.result, expected, "{trial:?}");
    let seen = served.seen();
    let mut needles = Needles::default();
    for (index, code) in codes.iter().enumerate() {
        needles.code(&format!("code {index}"), code);
    }
    needles.keys(&seen);
    needles.shared_secret(CARD_SEED, &seen);
    needles.terminal_exponent(&seen);
    let search = memory::search(operator.child.id(), &needles);
    println!(
        "{trial:?} {limits} {expected}: {} needles, {} KiB, {} exchanges",
        needles.0.len(),
        search.bytes / 1024,
        seen.log.len()
    );
    operator.end();
    drop(served.into_card());
    search.found
}

#[test]
fn after_an_operation_neither_code_nor_key_nor_secret_is_left_in_the_process() {
    for limits in ["short", "extended"] {
        for (trial, codes) in [
            (Trial::Verify, &[PIN][..]),
            (Trial::Change, &[PIN, NEW_PIN]),
            (Trial::Unblock, &[PUK, NEW_PIN]),
            (Trial::UnblockResetFirst, &[PUK, NEW_PIN]),
            (Trial::Resolve, &[PIN, NEW_PIN]),
        ] {
            let found = leftovers(trial, Faults::default(), limits, codes, "ok");
            assert!(found.is_empty(), "{trial:?}: {found:#?}");
        }
    }
}

#[test]
fn after_an_operation_that_failed_nothing_is_left_in_the_process_either() {
    let lost = Faults {
        // The last exchange of a VERIFY: found by running it.
        drop_after: Some(last_exchange_of_verify()),
        ..Faults::default()
    };
    for (trial, faults, codes, expected) in [
        (
            Trial::Verify,
            Faults::default(),
            &[WRONG_PIN][..],
            "wrong_pin",
        ),
        (
            Trial::Unblock,
            Faults::default(),
            &[WRONG_PUK, NEW_PIN],
            "wrong_puk",
        ),
        (Trial::Verify, lost, &[PIN], "outcome_unknown"),
    ] {
        let found = leftovers(trial, faults, "extended", codes, expected);
        assert!(found.is_empty(), "{trial:?} {expected}: {found:#?}");
    }
}

fn last_exchange_of_verify() -> u32 {
    let served = Served::new(card(Faults::default()));
    Operator::new(Trial::Verify, &served, "extended", &[PIN], false).end();
    served.into_card().exchanges() - 1
}

#[test]
fn the_search_finds_a_code_that_a_process_has_kept() {
    let served = Served::new(card(Faults::default()));
    let operator = Operator::new(Trial::Change, &served, "short", &[PIN, NEW_PIN], true);
    assert_eq!(operator.result, "ok");
    for (name, digits) in [("old", PIN), ("new", NEW_PIN)] {
        let mut needles = Needles::default();
        needles.code(name, digits);
        let found = memory::search(operator.child.id(), &needles).found;
        assert!(
            found.iter().any(|found| found.contains("[heap]")),
            "{name}: {found:#?}"
        );
    }
    operator.end();
    drop(served.into_card());
}
