//! A state folder that somebody has tampered with costs a clear error: nothing
//! else is read or written for it, nothing hangs, and no code is sent.

mod not_writable;
mod other_files;

use std::{
    fs::{self, File, Permissions},
    io::Write as _,
    os::unix::fs::{FileTypeExt as _, PermissionsExt as _, chown, symlink},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread::sleep,
    time::{Duration, Instant},
};

use rustix::{
    fs::{FileType, Mode, mknodat},
    process::geteuid,
};

use crate::cie::{Answer, Home, PIN, WRONG};

/// Another user than the one who runs the tests as root.
const NOBODY: u32 = 65_534;

/// What the command leaves in the way of somebody.
const OTHERS: &str = "somebody else's\n";

/// A home in which one wrong PIN was counted.
struct Used {
    home: Home,
    record: PathBuf,
}

impl Used {
    fn new() -> Self {
        let home = Home::new();
        home.pin(&["verify"], &[WRONG]).failed(1, "wrong_pin");
        let cards = home.state().join("sim/gemalto/cards");
        let record = fs::read_dir(cards).unwrap().next().unwrap().unwrap().path();
        Self { home, record }
    }

    fn key(&self) -> PathBuf {
        self.home.state().join("installation-key")
    }

    fn lock(&self) -> PathBuf {
        self.home.state().join("lock")
    }

    fn card(&self) -> PathBuf {
        self.home.state().join("sim/gemalto/card")
    }

    /// Tries of the PIN that the simulated card itself counts.
    fn tries(&self) -> String {
        let state = fs::read_to_string(self.card()).unwrap();
        let pin = state.lines().nth(1).unwrap();
        pin.rsplit(' ').next().unwrap().to_owned()
    }

    /// `pin verify` ends with `memory_unavailable`, and no code was sent.
    fn refused(&self, what: &str) {
        let value = verify(&self.home).failed(1, "memory_unavailable");
        assert!(value["error"]["detail"].is_string(), "{what}: {value}");
        assert_eq!(self.tries(), "2", "{what}");
    }

    /// Moves a file out of the folder, so that something can take its place.
    fn moved(&self, path: &Path) -> PathBuf {
        let away = self.home.path().join("moved");
        fs::rename(path, &away).unwrap();
        away
    }
}

/// `cie pin verify` with the right PIN, which has to come to an end.
fn verify(home: &Home) -> Answer {
    in_time(home.command(&["pin", "verify", "--reader", "sim", "--json"]))
}

fn in_time(mut command: Command) -> Answer {
    let mut child = command.spawn().unwrap();
    // It may end without reading.
    let _ = writeln!(child.stdin.take().unwrap(), "{PIN}");
    ended(child)
}

fn ended(mut child: Child) -> Answer {
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it hangs");
        }
        sleep(Duration::from_millis(10));
    }
    Answer::of(child.wait_with_output().unwrap())
}

fn pipe(path: &Path) {
    mknodat(
        rustix::fs::CWD,
        path,
        FileType::Fifo,
        Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_link_in_the_place_of_a_file_is_an_error_and_never_nothing_known() {
    for name in ["record", "key", "lock", "card"] {
        for dangling in [false, true] {
            let used = Used::new();
            let path = match name {
                "record" => used.record.clone(),
                "key" => used.key(),
                "card" => used.card(),
                _ => used.lock(),
            };
            let tries = used.tries();
            let away = used.moved(&path);
            if dangling {
                symlink(used.home.path().join("nowhere"), &path).unwrap();
            } else {
                symlink(&away, &path).unwrap();
            }
            let what = format!("{name}, dangling: {dangling}");
            let code = if name == "card" {
                "reader_unavailable"
            } else {
                "memory_unavailable"
            };
            verify(&used.home).failed(1, code);
            assert!(path.is_symlink(), "{what}: the link was replaced");
            assert!(!used.home.path().join("nowhere").exists(), "{what}");
            if name == "card" {
                fs::rename(&away, &path).unwrap();
            }
            assert_eq!(used.tries(), tries, "{what}");
        }
    }
}

#[test]
fn nothing_is_written_through_a_link_that_waits_where_a_new_file_begins() {
    for name in ["record", "key"] {
        let used = Used::new();
        let other = used.home.path().join("other");
        fs::write(&other, OTHERS).unwrap();
        let beside = match name {
            "record" => used.record.with_extension("new"),
            _ => {
                // Everything as new, so that a key is drawn.
                fs::remove_dir_all(used.home.state()).unwrap();
                fs::create_dir(used.home.state()).unwrap();
                set_mode(&used.home.state(), 0o700);
                used.key().with_extension("new")
            }
        };
        symlink(&other, &beside).unwrap();
        verify(&used.home).done();
        assert_eq!(fs::read_to_string(&other).unwrap(), OTHERS, "{name}");
        assert!(!beside.is_symlink(), "{name}: it is still in the way");
        verify(&used.home).done();
    }
}

#[test]
fn what_a_crash_has_left_beside_a_file_is_in_nobodys_way() {
    let used = Used::new();
    for left in [&used.record, &used.key()] {
        fs::write(left.with_extension("new"), "half a rec").unwrap();
    }
    verify(&used.home).done();
    assert!(!used.record.with_extension("new").exists());
    verify(&used.home).done();
}

#[test]
fn the_folder_itself_or_one_in_it_is_no_link() {
    for name in ["", "sim", "sim/gemalto", "sim/gemalto/cards", "cards"] {
        let used = Used::new();
        let folder = match name {
            "" => used.home.state(),
            name => used.home.state().join(name),
        };
        fs::create_dir_all(&folder).unwrap();
        let away = used.moved(&folder);
        symlink(&away, &folder).unwrap();
        let real = verify_real(&used.home);
        let simulated = verify(&used.home);
        if name == "cards" {
            real.failed(1, "memory_unavailable");
        } else {
            simulated.failed(1, "memory_unavailable");
        }
        fs::remove_file(&folder).unwrap();
        fs::rename(&away, &folder).unwrap();
        assert!(verify(&used.home).exit == 0, "{name}");
    }
}

/// With a card that is not simulated as far as the command knows; there is
/// nobody at the address.
fn verify_real(home: &Home) -> Answer {
    in_time(home.command(&["pin", "verify", "--reader", "tcp:127.0.0.1:9", "--json"]))
}

#[test]
fn a_reset_of_the_simulated_card_removes_nothing_behind_a_link() {
    let used = Used::new();
    let elsewhere = used.home.path().join("elsewhere");
    fs::create_dir_all(elsewhere.join("gemalto")).unwrap();
    fs::write(elsewhere.join("gemalto/file"), OTHERS).unwrap();
    let sim = used.home.state().join("sim");
    used.moved(&sim);
    symlink(&elsewhere, &sim).unwrap();
    used.home
        .json(&["sim", "reset"], &[])
        .failed(1, "memory_unavailable");
    assert!(elsewhere.join("gemalto/file").exists());
}

#[test]
fn a_folder_that_others_may_write_is_refused_and_one_that_they_may_read_is_taken() {
    let used = Used::new();
    for mode in [0o777, 0o775, 0o757, 0o720, 0o702, 0o1777] {
        set_mode(&used.home.state(), mode);
        used.refused(&format!("{mode:o}"));
    }
    set_mode(&used.home.state(), 0o700);
    let cards = used.record.parent().unwrap();
    set_mode(cards, 0o777);
    used.refused("the folder of the records");
    set_mode(cards, 0o755);
    // Of its parents nothing is asked.
    set_mode(used.home.path(), 0o777);
    for mode in [0o755, 0o750, 0o700] {
        set_mode(&used.home.state(), mode);
        verify(&used.home).done();
    }
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let used = Used::new();
    if geteuid().is_root() {
        chown(used.home.state(), Some(NOBODY), None).unwrap();
        used.refused("a folder of nobody");
    } else {
        let mut command = used.home.command(&["info", "--reader", "sim", "--json"]);
        command.env("CIE_STATE_DIR", "/");
        in_time(command).failed(1, "memory_unavailable");
    }
}

#[test]
fn a_pipe_in_the_place_of_a_file_or_folder_does_not_hang_the_command() {
    for name in ["record", "key", "lock"] {
        let used = Used::new();
        let path = match name {
            "record" => used.record.clone(),
            "key" => used.key(),
            _ => used.lock(),
        };
        fs::remove_file(&path).unwrap();
        pipe(&path);
        used.refused(name);
        assert!(fs::metadata(&path).unwrap().file_type().is_fifo(), "{name}");
    }
    let used = Used::new();
    pipe(&used.record.with_extension("new"));
    verify(&used.home).done();
    let used = Used::new();
    fs::remove_file(used.card()).unwrap();
    pipe(&used.card());
    verify(&used.home).failed(1, "reader_unavailable");
    let home = Home::new();
    pipe(&home.state());
    verify(&home).failed(1, "memory_unavailable");
}

#[test]
fn a_folder_in_the_place_of_a_file_or_the_other_way_round_is_an_error() {
    for name in ["record", "key", "lock", "beside"] {
        let used = Used::new();
        let path = match name {
            "record" => used.record.clone(),
            "key" => used.key(),
            "lock" => used.lock(),
            _ => used.record.with_extension("new"),
        };
        if path.exists() {
            fs::remove_file(&path).unwrap();
        }
        fs::create_dir(&path).unwrap();
        used.refused(name);
    }
    let used = Used::new();
    let cards = used.record.parent().unwrap();
    fs::remove_dir_all(cards).unwrap();
    fs::write(cards, OTHERS).unwrap();
    used.refused("a file for the folder of the records");
}

#[test]
fn a_huge_file_or_one_of_zeros_is_an_error_and_not_read_to_its_end() {
    for name in ["record", "key"] {
        let used = Used::new();
        let path = if name == "record" {
            used.record.clone()
        } else {
            used.key()
        };
        let file = File::options().write(true).open(&path).unwrap();
        file.set_len(1 << 40).unwrap();
        used.refused(name);
        file.set_len(600).unwrap();
        used.refused(name);
        // What a file system makes of a file that was not synced: the length, and zeros.
        fs::write(&path, [0; 64]).unwrap();
        used.refused(name);
    }
}

#[test]
fn another_name_of_a_record_keeps_its_content() {
    let used = Used::new();
    let other = used.home.path().join("other");
    fs::hard_link(&used.record, &other).unwrap();
    let before = fs::read(&other).unwrap();
    verify(&used.home).done();
    assert_eq!(fs::read(&other).unwrap(), before);
    assert_ne!(fs::read(&used.record).unwrap(), before);
}

#[test]
fn a_lost_or_replaced_key_is_an_error_until_the_folder_is_removed() {
    let used = Used::new();
    let key = fs::read(used.key()).unwrap();
    fs::remove_file(used.key()).unwrap();
    used.refused("lost");
    fs::write(used.key(), "ab".repeat(32)).unwrap();
    used.refused("another");
    fs::write(used.key(), &key).unwrap();
    verify(&used.home).done();
    fs::remove_file(used.key()).unwrap();
    fs::remove_dir_all(used.home.state()).unwrap();
    verify(&used.home).done();
}
