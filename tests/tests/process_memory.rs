//! After an operation no code and no key is left in the memory of the process
//! that ran it. The card is in this process, the operation in another, into
//! whose memory this one looks.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it has looked through"
)]

use std::{
    fs,
    io::{BufRead, BufReader, PipeReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, sleep},
    time::{Duration, Instant},
};

use cie_sim::{Card, Faults, Options, Profile, State};
use cie_tests::{
    command::cie,
    memory,
    served::{Seen, Served, receive, send},
    trial::{Needles, Trial},
};
use tempfile::TempDir;

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
    let mut needles = needles(codes, &seen);
    needles.terminal_exponent(&seen);
    let what = format!("{trial:?} {limits} {expected}");
    let found = search(&what, operator.child.id(), &needles);
    operator.end();
    drop(served.into_card());
    found
}

fn needles(codes: &[&str], seen: &Seen) -> Needles {
    let mut needles = Needles::default();
    for (index, code) in codes.iter().enumerate() {
        needles.code(&format!("code {index}"), code);
    }
    needles.keys(seen);
    needles.shared_secret(CARD_SEED, seen);
    needles
}

fn search(what: &str, process: u32, needles: &Needles) -> Vec<String> {
    let search = memory::search(process, needles);
    println!(
        "{what}: {} needles in {} KiB",
        needles.0.len(),
        search.bytes / 1024
    );
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

/// `cie`, which has done its operation and cannot get rid of the result: its
/// standard output is full.
struct Stuck {
    child: Child,
    input: ChildStdin,
    output: PipeReader,
    filler: usize,
    _state: TempDir,
}

impl Stuck {
    /// Begins, and waits for its codes.
    fn begin(arguments: &[&str], card: &Served) -> Self {
        Self::begin_at(arguments, &card.address.to_string())
    }

    fn begin_at(arguments: &[&str], address: &str) -> Self {
        let state = TempDir::new().unwrap();
        let (output, mut full) = std::io::pipe().unwrap();
        let filler = rustix::pipe::fcntl_getpipe_size(&full).unwrap();
        full.write_all(&vec![b'.'; filler]).unwrap();
        let mut child = Command::new(cie())
            .arg("pin")
            .args(arguments)
            .args(["--json", "--reader", &format!("tcp:{address}")])
            .arg("--state-dir")
            .arg(state.path())
            .stdin(Stdio::piped())
            .stdout(full)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            input: child.stdin.take().unwrap(),
            child,
            output,
            filler,
            _state: state,
        }
    }

    fn enter(&mut self, code: &str) {
        writeln!(self.input, "{code}").unwrap();
    }

    /// Until it has let the card go and cannot go on. That it was writing its
    /// result then is seen at its end.
    fn wait_until_stuck(&self, card: &Served) {
        self.wait_asleep(|| card.seen().ended > 0);
    }

    /// Until `ready`, and the process has been asleep for a while.
    fn wait_asleep(&self, ready: impl Fn() -> bool) {
        let begun = Instant::now();
        let mut asleep = 0;
        while asleep < 10 {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "it never came to rest"
            );
            sleep(Duration::from_millis(20));
            let status = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
            let state = status.rsplit_once(") ").unwrap().1;
            assert!(!state.starts_with('Z'), "it has ended");
            asleep = if ready() && state.starts_with('S') {
                asleep + 1
            } else {
                0
            };
        }
    }

    /// What it had to say.
    fn end(mut self) -> String {
        let mut everything = String::new();
        self.output.read_to_string(&mut everything).unwrap();
        self.child.wait().unwrap();
        let (filler, result) = everything.split_at(self.filler);
        assert!(filler.chars().all(|character| character == '.'));
        result.to_owned()
    }
}

#[test]
fn the_command_leaves_nothing_in_its_memory_either() {
    for (arguments, codes, expected) in [
        (&["verify"][..], &[PIN][..], "\"ok\":true"),
        (&["verify"], &[WRONG_PIN], "\"code\":\"wrong_pin\""),
        (&["change"], &[PIN, NEW_PIN], "\"ok\":true"),
        (&["unblock"], &[PUK, NEW_PIN], "\"ok\":true"),
        (
            &["unblock", "--reset-first"],
            &[PUK, NEW_PIN],
            "\"ok\":true",
        ),
    ] {
        let served = Served::new(card(Faults::default()));
        let mut stuck = Stuck::begin(arguments, &served);
        for code in codes {
            stuck.enter(code);
        }
        stuck.wait_until_stuck(&served);
        let needles = needles(codes, &served.seen());
        let found = search(&arguments.join(" "), stuck.child.id(), &needles);
        let result = stuck.end();
        assert!(result.contains(expected), "{arguments:?}: {result}");
        assert!(found.is_empty(), "{arguments:?}: {found:#?}");
        drop(served.into_card());
    }
}

/// Passes on what goes between the command and a card, and keeps the answer to
/// VERIFY back until it is told to go on.
struct HeldBack {
    address: SocketAddr,
    reached: Receiver<()>,
    go_on: Sender<()>,
}

impl HeldBack {
    fn before(card: &Served) -> Self {
        let card = card.address;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, reached) = channel();
        let (go_on, told) = channel();
        thread::spawn(move || {
            let (mut terminal, _) = listener.accept().unwrap();
            let mut card = TcpStream::connect(card).unwrap();
            while let Ok(command) = receive(&mut terminal) {
                let answered = command.len() > 1 || command == [0x04];
                if command.starts_with(&[0x0C, 0x20]) {
                    tell.send(()).unwrap();
                    told.recv().unwrap();
                }
                send(&mut card, &command).unwrap();
                if answered {
                    send(&mut terminal, &receive(&mut card).unwrap()).unwrap();
                }
            }
        });
        Self {
            address,
            reached,
            go_on,
        }
    }
}

#[test]
fn while_the_command_verifies_a_pin_it_holds_it_once_and_no_more() {
    let served = Served::new(card(Faults::default()));
    let held = HeldBack::before(&served);
    let mut stuck = Stuck::begin_at(&["verify"], &held.address.to_string());
    stuck.enter(PIN);
    held.reached.recv().unwrap();
    stuck.wait_asleep(|| true);
    let mut needles = Needles::default();
    needles.whole("PIN", PIN);
    let found = search("during VERIFY", stuck.child.id(), &needles);
    held.go_on.send(()).unwrap();
    stuck.wait_until_stuck(&served);
    assert!(stuck.end().contains("\"ok\":true"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found.iter().all(|found| found.contains("heap")),
        "{found:#?}"
    );
    drop(served.into_card());
}

#[test]
fn the_search_finds_a_code_that_the_command_still_needs() {
    let served = Served::new(card(Faults::default()));
    let mut stuck = Stuck::begin(&["change"], &served);
    stuck.enter(PIN);
    let mut needles = Needles::default();
    needles.code("old PIN", PIN);
    stuck.wait_asleep(|| true);
    let found = memory::search(stuck.child.id(), &needles).found;
    assert!(!found.is_empty(), "the search does not find it");
    stuck.enter(NEW_PIN);
    stuck.wait_until_stuck(&served);
    assert!(stuck.end().contains("\"ok\":true"));
    drop(served.into_card());
}
