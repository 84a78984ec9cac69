//! Signals, and links that do not do what they should.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    os::unix::process::ExitStatusExt as _,
    process::{Child, Output},
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use crate::cie::{Answer, Home, PIN, Served};

/// A frame of the link: its payload.
fn frame(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut length = [0; 2];
    stream.read_exact(&mut length).ok()?;
    let mut payload = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut payload).ok()?;
    Some(payload)
}

fn send(stream: &mut TcpStream, payload: &[u8]) {
    let length = u16::try_from(payload.len()).unwrap().to_be_bytes();
    stream.write_all(&[&length, payload].concat()).unwrap();
}

/// Verifies the PIN over a link that sends the command `signals` when APDU
/// `index` has left the command and is not answered yet.
fn interrupted_at(home: &Home, index: u64, signals: &'static [Signal]) -> Output {
    let served = Served::start(home, &[]);
    let card = served.reader.strip_prefix("tcp:").unwrap().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let reader = format!("tcp:{}", listener.local_addr().unwrap());
    let (tell_pid, pid) = channel();
    thread::spawn(move || {
        let (mut terminal, _) = listener.accept().unwrap();
        let mut card = TcpStream::connect(card).unwrap();
        let pid: Pid = pid.recv().unwrap();
        let mut apdus = 0;
        while let Some(payload) = frame(&mut terminal) {
            if payload.len() > 1 {
                if apdus == index {
                    for signal in signals {
                        kill_process(pid, *signal).unwrap();
                        thread::sleep(Duration::from_millis(50));
                    }
                }
                apdus += 1;
            }
            send(&mut card, &payload);
            // Of the controls only "send the ATR" is answered.
            if payload.len() > 1 || payload == [4] {
                send(&mut terminal, &frame(&mut card).unwrap());
            }
        }
    });
    let arguments = ["pin", "verify", "--json", "--reader", &reader];
    let mut child: Child = home.command(&arguments).spawn().unwrap();
    tell_pid.send(Pid::from_child(&child)).unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{PIN}").unwrap();
    drop(input);
    child.wait_with_output().unwrap()
}

#[test]
fn a_signal_ends_an_operation_after_the_exchange_that_is_under_way() {
    let interrupted = interrupted_at(&Home::new(), 3, &[Signal::INT]);
    let value = Answer::of(interrupted).failed(1, "cancelled");
    assert_eq!(value["exchanges"], 4);
}

#[test]
fn no_signal_comes_between_a_code_and_its_answer() {
    let home = Home::new();
    let all = home.pin(&["verify"], &[PIN]).done()["exchanges"]
        .as_u64()
        .unwrap();
    let interrupted = interrupted_at(&Home::new(), all - 1, &[Signal::TERM]);
    let value = Answer::of(interrupted).done();
    assert_eq!(value["tries_left"], 3);
}

#[test]
fn a_second_signal_ends_the_command_at_once_with_the_code_in_the_record() {
    let home = Home::new();
    let all = home.pin(&["verify"], &[PIN]).done()["exchanges"]
        .as_u64()
        .unwrap();
    for (first, second) in [(Signal::INT, Signal::INT), (Signal::HUP, Signal::TERM)] {
        let home = Home::new();
        let signals: &'static [Signal] = Box::leak(Box::new([first, second]));
        let ended = interrupted_at(&home, all - 1, signals);
        assert_eq!(ended.status.signal(), Some(second.as_raw()));
        assert!(ended.stdout.is_empty());
        let records: Vec<_> = fs::read_dir(home.state().join("cards"))
            .unwrap()
            .map(|record| fs::read_to_string(record.unwrap().path()).unwrap())
            .collect();
        let [record] = &records[..] else {
            unreachable!("one card was here: {records:?}")
        };
        assert!(record.contains("pending verify_pin"), "{record}");
    }
}

#[test]
fn a_drip_behind_a_code_ends_by_itself_and_the_next_command_is_not_kept_waiting() {
    let home = Home::new();
    let served = Served::start(&home, &[]);
    let card = served.reader.strip_prefix("tcp:").unwrap().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let reader = format!("tcp:{}", listener.local_addr().unwrap());
    let (tell, asked) = channel();
    thread::spawn(move || {
        let (mut terminal, _) = listener.accept().unwrap();
        let mut card = TcpStream::connect(card).unwrap();
        let mut drips = false;
        while let Some(payload) = frame(&mut terminal) {
            drips |= payload.starts_with(&[0x0C, 0x20]);
            if drips && payload.len() > 1 {
                tell.send(payload[1]).unwrap();
                send(&mut terminal, &[0x00, 0x61, 0xFF]);
                continue;
            }
            send(&mut card, &payload);
            if payload.len() > 1 || payload == [4] {
                send(&mut terminal, &frame(&mut card).unwrap());
            }
        }
    });
    let arguments = ["pin", "verify", "--reader", &reader];
    home.json(&arguments, &[PIN]).failed(1, "outcome_unknown");
    let asked: Vec<u8> = asked.iter().collect();
    assert_eq!(asked, [0x20, 0xC0, 0xC0]);
    home.json(&["info", "--reader", "sim"], &[]).done();
}

#[test]
fn a_signal_while_a_code_is_awaited_cancels() {
    let home = Home::new();
    let arguments = ["pin", "verify", "--reader", "sim", "--json"];
    let mut child = home.command(&arguments).spawn().unwrap();
    let input = child.stdin.take().unwrap();
    let begun = Instant::now();
    // Nothing tells that the command waits.
    thread::sleep(Duration::from_millis(500));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let answer = Answer::of(child.wait_with_output().unwrap());
    drop(input);
    answer.failed(1, "cancelled");
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_reader_that_never_answers_is_given_up() {
    let home = Home::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let reader = format!("tcp:{}", listener.local_addr().unwrap());
    let begun = Instant::now();
    home.json(&["info", "--reader", &reader], &[])
        .failed(1, "reader_unavailable");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_card_without_extended_length_is_served_in_short_pieces() {
    let exchanges = |extended| {
        let home = Home::new();
        let served = Served::start(&home, &["--extended", extended]);
        let arguments = ["pin", "verify", "--reader", &served.reader];
        let value = home.json(&arguments, &[PIN]).done();
        value["exchanges"].as_u64().unwrap()
    };
    let supported = exchanges("supported");
    for extended in ["refused", "refused-sm"] {
        assert!(exchanges(extended) > supported, "{extended}");
    }
}
