//! While a code is in memory, nothing can write that memory to a file.

#![cfg(target_os = "linux")]

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        process::{CommandExt as _, ExitStatusExt as _},
    },
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use rustix::process::{Pid, Signal, geteuid, kill_process};

use crate::cie::{Home, PIN};

/// The user as whom root runs the command: what belongs to root in /proc tells
/// something then.
const NOBODY: u32 = 65_534;

/// The soft and hard limit of core files.
fn limits(process: u32) -> (String, String) {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max core file size"));
    let mut words = line.unwrap().split_whitespace().map(str::to_owned);
    (words.next().unwrap(), words.next().unwrap())
}

/// Who owns what /proc has of the process: root, once it cannot be dumped
/// (proc_pid(5)).
fn owner(process: u32) -> u32 {
    fs::metadata(format!("/proc/{process}/mem")).unwrap().uid()
}

/// Runs this with the longest core files that are allowed, as no root.
fn with_core_files(home: &Home, program: &[&str]) -> Child {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "ulimit -c $(ulimit -H -c); exec \"$@\"", "sh"])
        .args(program)
        .env("CIE_STATE_DIR", home.path().join("of-this-user"))
        .current_dir(home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if geteuid().is_root() {
        shell.uid(NOBODY).gid(NOBODY);
    }
    shell.spawn().unwrap()
}

#[test]
fn while_it_waits_at_the_card_the_command_leaves_no_core_file_and_lets_nobody_read_its_memory() {
    let home = Home::new();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o777)).unwrap();
    // Whoever runs the tests may have a folder that nobody else reads.
    let cie = home.path().join("cie");
    fs::copy(env!("CARGO_BIN_EXE_cie"), &cie).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let reader = format!("tcp:{}", listener.local_addr().unwrap());
    let cie = cie.to_str().unwrap();
    let mut command = with_core_files(&home, &[cie, "pin", "verify", "--reader", &reader]);
    let mut input = command.stdin.take().unwrap();
    writeln!(input, "{PIN}").unwrap();
    // It has the PIN when it turns to the card, which does not answer.
    let (mut card, _) = listener.accept().unwrap();
    let mut first = [0; 1];
    card.read_exact(&mut first).unwrap();

    // Another program that waits, so that this can fail.
    let mut other = with_core_files(&home, &["cat"]);
    let allowed = |process| limits(process).1;
    assert_eq!(limits(command.id()), ("0".into(), "0".into()));
    assert_eq!(owner(command.id()), 0);
    // With the shell's own limit, or with no shell yet.
    let user = if geteuid().is_root() {
        NOBODY
    } else {
        geteuid().as_raw()
    };
    assert_eq!(owner(other.id()), user);
    if limits(std::process::id()).1 != "0" {
        assert_ne!(allowed(other.id()), "0");
    }
    drop(other.stdin.take());
    other.wait().unwrap();

    // The second one ends it at once, as the system would.
    for _ in 0..2 {
        kill_process(Pid::from_child(&command), Signal::QUIT).unwrap();
        sleep(Duration::from_millis(100));
    }
    let status = command.wait().unwrap();
    assert_eq!(status.signal(), Some(Signal::QUIT.as_raw()));
    assert!(!status.core_dumped());
}
