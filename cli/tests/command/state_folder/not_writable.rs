//! A state folder that cannot be read or written: a full disk, and modes that
//! forbid it.

use std::{
    fs,
    os::unix::{fs::chown, process::CommandExt as _},
    path::Path,
    process::Command,
};

use rustix::process::geteuid;

use super::{NOBODY, Used, in_time, set_mode, verify};
use crate::cie::{Answer, Home};

/// The command with everything that it writes cut off at no byte at all, as on
/// a full disk.
fn on_a_full_disk(home: &Home, arguments: &[&str]) -> Answer {
    let command = home.command(arguments);
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"])
        .arg(command.get_program())
        .args(command.get_args())
        .env_clear()
        .envs(
            command
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    in_time(shell)
}

#[test]
fn on_a_full_disk_no_code_is_sent_and_what_was_known_stays() {
    let used = Used::new();
    let before = fs::read(&used.record).unwrap();
    let verify_full = ["pin", "verify", "--reader", "sim", "--json"];
    on_a_full_disk(&used.home, &verify_full).failed(1, "memory_unavailable");
    assert_eq!(fs::read(&used.record).unwrap(), before);
    assert_eq!(used.tries(), "2");
    assert!(!used.record.with_extension("new").exists());
    verify(&used.home).done();

    // And where nothing is known yet, no half a key is left.
    let home = Home::new();
    on_a_full_disk(&home, &verify_full).failed(1, "memory_unavailable");
    assert!(!home.state().join("installation-key").exists());
    verify(&home).done();
}

/// The command as somebody whom file modes stop: root as nobody.
fn as_somebody(home: &Home, arguments: &[&str]) -> Command {
    let mut command = home.command(arguments);
    if geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

fn give_away(path: &Path) {
    if !geteuid().is_root() {
        return;
    }
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give_away(&entry.unwrap().path());
        }
    }
}

#[test]
fn a_folder_or_file_that_cannot_be_read_or_written_is_an_error() {
    let used = Used::new();
    give_away(used.home.path());
    let arguments = ["pin", "verify", "--reader", "sim", "--json"];
    let cards = used.record.parent().unwrap().to_owned();
    for (path, mode) in [
        (&used.record, 0o000),
        (&used.key(), 0o000),
        (&used.lock(), 0o000),
        (&used.home.state(), 0o000),
        (&used.home.state(), 0o300),
        (&cards, 0o500),
    ] {
        let before = fs::metadata(path).unwrap().permissions();
        set_mode(path, mode);
        in_time(as_somebody(&used.home, &arguments)).failed(1, "memory_unavailable");
        fs::set_permissions(path, before).unwrap();
        assert_eq!(used.tries(), "2", "{} {mode:o}", path.display());
    }
    in_time(as_somebody(&used.home, &arguments)).done();

    // A new folder whose name cannot be made to last is not there afterwards: the next attempt
    // would take it for one that lasts.
    let blind = used.home.path().join("blind");
    fs::create_dir(&blind).unwrap();
    give_away(&blind);
    set_mode(&blind, 0o300);
    for _ in 0..2 {
        let mut command = as_somebody(&used.home, &arguments);
        command.env("CIE_STATE_DIR", blind.join("state"));
        in_time(command).failed(1, "memory_unavailable");
    }
    set_mode(&blind, 0o700);
    assert!(!blind.join("state").exists());
}
