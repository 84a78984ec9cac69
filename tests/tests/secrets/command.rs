//! What the command says and writes.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command as Process, Stdio},
};

use cie_sim::Faults;
use cie_tests::{command::cie, served::Served, trial::find};

use super::{MALFORMED, NEW_PIN, PIN, PUK, WEAK, WRONG_PIN, WRONG_PUK, card, needles};

/// Everything that the command leaves behind: both outputs, the trace, the
/// state folder, file names included.
fn leavings(arguments: &[&str], codes: &[&str], served: &Served, home: &Path) -> Vec<u8> {
    let trace = home.join("trace");
    let mut child = Process::new(cie())
        .arg("pin")
        .args(arguments)
        .args(["--reader", &format!("tcp:{}", served.address)])
        .arg("--trace")
        .arg(&trace)
        .arg("--state-dir")
        .arg(home.join("state"))
        .env("RUST_BACKTRACE", "full")
        .env("RUST_LOG", "trace")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    for code in codes {
        // A program that has seen enough may have ended.
        let _ = writeln!(input, "{code}");
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    let mut left = [output.stdout, output.stderr].concat();
    assert!(!left.is_empty(), "{arguments:?} has said nothing");
    collect(home, &mut left);
    left
}

fn collect(folder: &Path, into: &mut Vec<u8>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        into.extend_from_slice(path.to_string_lossy().as_bytes());
        if path.is_dir() {
            collect(&path, into);
        } else {
            into.extend(fs::read(&path).unwrap());
        }
    }
}

#[test]
fn no_secret_is_in_anything_that_the_command_says_or_writes() {
    let runs: [(&[&str], &[&str]); 9] = [
        (&["verify"], &[PIN]),
        (&["verify"], &[WRONG_PIN]),
        (&["verify"], &[MALFORMED]),
        (&["change"], &[PIN, WEAK]),
        (&["change"], &[PIN, PIN]),
        (&["change"], &[PIN, NEW_PIN]),
        (&["unblock"], &[WRONG_PUK, NEW_PIN]),
        (&["unblock", "--reset-first"], &[PUK, NEW_PIN]),
        (&["resolve"], &[NEW_PIN, PIN]),
    ];
    let mut bytes = 0;
    for general in [
        &["--lang", "it", "--json"][..],
        &["--lang", "en"],
        &["--lang", "de", "--json"],
    ] {
        let home = tempfile::tempdir().unwrap();
        let served = Served::new(card(Faults::default()));
        let mut left = Vec::new();
        for (arguments, codes) in runs {
            let arguments = [arguments, general].concat();
            left.extend(leavings(&arguments, codes, &served, home.path()));
        }
        let seen = served.seen();
        assert!(seen.keys.len() >= 5, "{}", seen.keys.len());
        let needles = needles(&seen);
        assert_eq!(find(&needles, &left), [], "{general:?}");
        bytes += left.len();
        drop(served.into_card());
    }
    println!("{bytes} bytes of output, traces and state");
    assert!(bytes > 20_000, "{bytes}");
}
