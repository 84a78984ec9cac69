//! At a terminal: codes are asked for and not shown.

use std::{
    fs::File,
    io::{Read as _, Write as _},
    os::fd::OwnedFd,
    process::{Child, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    fs::{Mode, OFlags, open},
    process::{Pid, Signal, kill_process},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    termios::{LocalModes, Termios, tcgetattr},
};

use crate::cie::{Answer, Home, NEW, PIN, WRONG};

/// The command at a terminal of its own.
pub(crate) struct Terminal {
    child: Child,
    keyboard: File,
    line: OwnedFd,
    before: Termios,
    screen: Receiver<u8>,
    shown: String,
}

impl Terminal {
    pub(crate) fn start(home: &Home, arguments: &[&str]) -> Self {
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keyboard).unwrap();
        unlockpt(&keyboard).unwrap();
        let name = ptsname(&keyboard, Vec::new()).unwrap();
        let line = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let before = tcgetattr(&line).unwrap();
        let (input, error) = (line.try_clone().unwrap(), line.try_clone().unwrap());
        let child = home
            .command(arguments)
            .stdin(Stdio::from(input))
            .stderr(Stdio::from(error))
            .spawn()
            .unwrap();
        let (tell, screen) = channel();
        let mut shown = File::from(keyboard.try_clone().unwrap());
        thread::spawn(move || {
            let mut byte = [0];
            while shown.read_exact(&mut byte).is_ok() && tell.send(byte[0]).is_ok() {}
        });
        Self {
            child,
            keyboard: File::from(keyboard),
            line,
            before,
            screen,
            shown: String::new(),
        }
    }

    /// Waits until the terminal shows this after what was waited for last.
    pub(crate) fn wait_for(&mut self, text: &str) {
        let begun = self.shown.len();
        let deadline = Instant::now() + Duration::from_secs(20);
        while !self.shown[begun..].contains(text) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.screen.recv_timeout(left) {
                Ok(byte) if byte.is_ascii() => self.shown.push(char::from(byte)),
                Ok(_) => {}
                Err(_) => panic!("no {text:?} in {:?}", self.shown),
            }
        }
    }

    pub(crate) fn type_in(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Sends signals to the command, as quickly as it goes.
    fn signal(&self, signals: &[Signal]) {
        for signal in signals {
            kill_process(Pid::from_child(&self.child), *signal).unwrap();
        }
    }

    /// Waits for the end of the command. The terminal is as it was.
    fn wait(&mut self) {
        self.child.wait().unwrap();
        let after = tcgetattr(&self.line).unwrap();
        assert_eq!(after.local_modes, self.before.local_modes);
        assert!(after.local_modes.contains(LocalModes::ECHO));
    }

    /// The answer, and all that the terminal has shown.
    pub(crate) fn end(mut self) -> (Answer, String) {
        self.wait();
        let answer = Answer::of(self.child.wait_with_output().unwrap());
        self.shown.extend(self.screen.try_iter().map(char::from));
        (answer, self.shown)
    }
}

#[test]
fn a_pin_is_asked_for_and_not_shown() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, &["pin", "verify", "--reader", "sim", "--json"]);
    terminal.wait_for("PIN (8 digits, health card 5 to 8; not shown): ");
    // A digit too many is taken back.
    terminal.type_in(&format!("{PIN}9\x7F\r"));
    let (answer, shown) = terminal.end();
    answer.done();
    for code in [PIN, "2468"] {
        assert!(!shown.contains(code), "{shown}");
    }
}

#[test]
fn whatever_signals_come_at_a_prompt_the_terminal_is_given_back() {
    let home = Home::new();
    let verify = ["pin", "verify", "--reader", "sim"].as_slice();
    let join = ["codes", "join", "pin", "--card", "cie", "--show"].as_slice();
    let read = ["read", "--reader", "sim"].as_slice();
    for (arguments, prompt) in [(verify, "not shown"), (join, "not shown"), (read, "CAN")] {
        for signals in [
            [Signal::TERM].as_slice(),
            &[Signal::HUP],
            &[Signal::QUIT],
            &[Signal::TERM, Signal::TERM],
            &[Signal::TERM, Signal::INT],
            &[Signal::QUIT, Signal::QUIT],
        ] {
            let mut terminal = Terminal::start(&home, arguments);
            terminal.wait_for(prompt);
            terminal.wait_for(": ");
            terminal.type_in("24");
            terminal.signal(signals);
            terminal.wait();
        }
    }
}

#[test]
fn a_new_pin_is_asked_for_until_both_entries_are_the_same() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, &["pin", "change", "--reader", "sim", "--json"]);
    terminal.wait_for("Old PIN");
    terminal.wait_for(": ");
    terminal.type_in(&format!("{PIN}\n"));
    for again in [WRONG, NEW] {
        terminal.wait_for("New PIN (8 digits, health card 5 to 8; not shown): ");
        terminal.type_in(&format!("{NEW}\r"));
        terminal.wait_for("Enter the new PIN again: ");
        terminal.type_in(&format!("{again}\r"));
    }
    let (answer, shown) = terminal.end();
    answer.done();
    assert!(
        shown.contains("The two PINs that were entered differ."),
        "{shown}"
    );
    home.pin(&["verify"], &[NEW]).done();
}

#[test]
fn control_c_at_the_prompt_cancels_and_gives_the_terminal_back() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, &["pin", "verify", "--reader", "sim", "--json"]);
    terminal.wait_for(": ");
    terminal.type_in("2468\x03");
    let (answer, _) = terminal.end();
    answer.failed(1, "cancelled");
}
