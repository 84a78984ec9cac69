//! A card in another process that leaves at the worst moment, and `resolve`.

use std::{
    io,
    net::{Shutdown, TcpListener, TcpStream},
    thread,
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::cie::{Answer, Home, NEW, PIN, PUK, Served, WRONG};

/// A card whose state outlives its process, in a home of the test's own.
struct Bench {
    home: Home,
    state: String,
}

impl Bench {
    fn new() -> Self {
        let home = Home::new();
        let state = home.path().join("card").to_str().unwrap().to_owned();
        Self { home, state }
    }

    /// One operation on the card, served anew with these faults.
    fn run(&self, faults: &[&str], operation: &[&str], codes: &[&str]) -> Answer {
        let card = Served::start(&self.home, &[&["--state", &self.state], faults].concat());
        let reader = ["--reader", &card.reader];
        self.home
            .json(&[&["pin"], operation, &reader].concat(), codes)
    }

    /// How many exchanges the operation takes, on another card.
    fn exchanges(operation: &[&str], codes: &[&str]) -> u64 {
        let other = Self::new();
        other.run(&[], operation, codes).done()["exchanges"]
            .as_u64()
            .unwrap()
    }

    /// The operation with the answer to its last exchange lost.
    fn lose_last(&self, operation: &[&str], codes: &[&str]) -> Value {
        let last = Self::exchanges(operation, codes) - 1;
        let fault = format!("drop-after={last}");
        self.run(&["--fault", &fault], operation, codes)
            .failed(1, "outcome_unknown")
    }
}

#[test]
fn a_card_behind_tcp_is_used_like_any_other_and_known_to_be_simulated() {
    let bench = Bench::new();
    let value = bench.run(&[], &["verify"], &[PIN]).done();
    assert_eq!(value["simulated"], true);
    assert!(
        value["reader"]
            .as_str()
            .unwrap()
            .starts_with("tcp:127.0.0.1:")
    );
    let value = bench.run(&[], &["verify"], &[WRONG]).failed(1, "wrong_pin");
    assert_eq!(value["simulated"], true);
    assert_eq!(value["error"]["tries_left"], 2);
}

#[test]
fn a_lost_change_is_resolved_with_the_new_pin() {
    let bench = Bench::new();
    let value = bench.lose_last(&["change"], &[PIN, NEW]);
    assert_eq!(value["error"]["pending"], "change_pin");
    assert_eq!(value["error"]["phase"], "change_pin");
    let value = bench.run(&[], &["resolve"], &[NEW, PIN]).done();
    assert_eq!(value["operation"], "resolve");
    assert_eq!(value["pending"], "change_pin");
    assert_eq!(value["settlement"], "new_pin");
    let value = bench.run(&[], &["resolve"], &[]).done();
    assert!(value["pending"].is_null());
    assert_eq!(value["settlement"], "nothing_pending");
    bench.run(&[], &["verify"], &[NEW]).done();
}

#[test]
fn a_change_that_did_not_arrive_is_resolved_with_the_old_pin() {
    let bench = Bench::new();
    let last = Bench::exchanges(&["change"], &[PIN, NEW]) - 1;
    let fault = format!("drop-before={last}");
    bench
        .run(&["--fault", &fault], &["change"], &[PIN, NEW])
        .failed(1, "outcome_unknown");
    let value = bench.run(&[], &["resolve"], &[NEW, PIN, "extra"]).done();
    assert_eq!(value["settlement"], "old_pin");
    assert_eq!(value["tries_left"], 3);
}

#[test]
fn a_lost_unblocking_is_resolved_with_the_new_pin_alone() {
    let bench = Bench::new();
    let value = bench.lose_last(&["unblock"], &[PUK, NEW]);
    assert_eq!(value["error"]["pending"], "reset_pin");
    let value = bench.run(&[], &["resolve"], &[NEW]).done();
    assert_eq!(value["settlement"], "new_pin");
}

#[test]
fn a_lost_reset_of_the_counter_is_resolved_with_new_pin_and_puk() {
    let bench = Bench::new();
    let operation = ["unblock", "--reset-first"];
    let before_last = Bench::exchanges(&operation, &[PUK, NEW]) - 2;
    let fault = format!("drop-after={before_last}");
    let value = bench
        .run(&["--fault", &fault], &operation, &[PUK, NEW])
        .failed(1, "outcome_unknown");
    assert_eq!(value["error"]["pending"], "reset_counter");
    bench
        .run(&[], &["resolve"], &[NEW])
        .failed(1, "malformed_code");
    let value = bench.run(&[], &["resolve"], &[NEW, PUK]).done();
    assert_eq!(value["settlement"], "new_pin");
    bench.run(&[], &["verify"], &[NEW]).done();
}

#[test]
fn a_lost_check_needs_no_code_and_leaves_a_lower_bound() {
    let bench = Bench::new();
    bench.run(&[], &["verify"], &[PIN]).done();
    let value = bench.lose_last(&["verify"], &[PIN]);
    assert_eq!(value["error"]["pending"], "verify_pin");
    let value = bench.run(&[], &["resolve"], &[]).done();
    assert_eq!(value["settlement"], "nothing_to_settle");
    assert_eq!(value["tries_left"], 2);
}

/// An address at which one card is after the other, each for a connection.
fn one_after_the_other(cards: [&Served; 2]) -> String {
    let addresses = cards.map(|card| card.reader.strip_prefix("tcp:").unwrap().to_owned());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let reader = format!("tcp:{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for address in addresses {
            let (mut near, _) = listener.accept().unwrap();
            let mut far = TcpStream::connect(address).unwrap();
            let (mut asking, mut asked) = (near.try_clone().unwrap(), far.try_clone().unwrap());
            thread::spawn(move || {
                let _ = io::copy(&mut asking, &mut asked);
                let _ = asked.shutdown(Shutdown::Write);
            });
            let _ = io::copy(&mut far, &mut near);
        }
    });
    reader
}

#[test]
fn the_codes_of_one_card_are_not_sent_to_another_that_was_put_in_its_place() {
    let bench = Bench::new();
    bench.lose_last(&["change"], &[PIN, NEW]);
    let last = Bench::exchanges(&["change"], &[PIN, NEW]) - 1;
    // Another card of which the answer to a change was lost, too.
    let state = bench.home.path().join("other");
    let other = [
        "--state",
        state.to_str().unwrap(),
        "--fault",
        "another-card",
    ];
    let on_other = |faults: &[&str], operation: &[&str], codes: &[&str]| {
        let card = Served::start(&bench.home, &[&other[..], faults].concat());
        let reader = ["--reader", &card.reader];
        bench.home.json(&[operation, &reader].concat(), codes)
    };
    let lost = format!("drop-after={last}");
    let value =
        on_other(&["--fault", &lost], &["pin", "change"], &[PIN, NEW]).failed(1, "outcome_unknown");
    assert_eq!(value["simulated"], true);
    let before = on_other(&[], &["info"], &[]).done();
    assert_eq!(before["pending"], "change_pin");

    let first = Served::start(&bench.home, &["--state", &bench.state]);
    let second = Served::start(&bench.home, &other);
    let reader = one_after_the_other([&first, &second]);
    // Wrong ones, that would cost tries.
    let value = bench
        .home
        .json(&["pin", "resolve", "--reader", &reader], &[WRONG, WRONG])
        .failed(1, "other_card");
    drop((first, second));
    assert_eq!(value["operation"], "resolve");
    assert_eq!(value["card_id"], before["card_id"]);
    let after = on_other(&[], &["info"], &[]).done();
    for kept in ["pending", "pin_tries", "tries_left", "card_id"] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    let state = std::fs::read_to_string(state).unwrap();
    let pin = state.lines().find(|line| line.starts_with("pin ")).unwrap();
    assert!(pin.ends_with(" 3"), "the card counts no try less: {pin}");
    let value = bench.run(&[], &["resolve"], &[NEW, PIN]).done();
    assert_eq!(value["settlement"], "new_pin");
}

#[test]
fn a_served_card_ends_with_a_signal_and_without_an_error() {
    let home = Home::new();
    let arguments = ["sim", "serve", "--listen", "0", "--json"];
    let mut child = home.command(&arguments).spawn().unwrap();
    let mut line = String::new();
    let mut stdout = io::BufReader::new(child.stdout.as_mut().unwrap());
    io::BufRead::read_line(&mut stdout, &mut line).unwrap();
    let value: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["operation"], "sim_serve");
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
}
