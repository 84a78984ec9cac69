#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and a process of one says what it found"
)]

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
    sync::{
        Arc, Barrier,
        atomic::{AtomicU8, Ordering},
    },
    thread,
};

use cie_core::CardId;

use super::*;
use crate::{Folder, SharedFolder};

const RECORD: &str = "000102030405060708090a0b0c0d0e0f";

/// What an app has written itself: the last text counts.
#[derive(Default)]
struct OfAnApp(RefCell<BTreeMap<String, String>>);

impl Texts for OfAnApp {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, MemoryError> {
        Ok(self.0.borrow().get(name).cloned().map(Zeroizing::new))
    }

    fn put(&self, name: &str, text: &str) -> Result<(), MemoryError> {
        self.0.borrow_mut().insert(name.into(), text.into());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), MemoryError> {
        self.0.borrow_mut().remove(name);
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, MemoryError> {
        Ok(self.0.borrow().keys().cloned().collect())
    }
}

/// The id of a card under the key.
fn id(texts: &impl Texts, fill: u8) -> Result<CardId, MemoryError> {
    let key = key_drawn_by(texts, |key| {
        key.fill(fill);
        Ok(())
    })?;
    Ok(CardId::derive(&key, b"a chip"))
}

fn in_every_store(test: impl Fn(&dyn Fn(u8) -> Result<CardId, MemoryError>, &dyn Texts)) {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::create(&home.path().join("held")).unwrap();
    test(&|fill| id(&folder, fill), &folder);
    let shared = SharedFolder::new(home.path().join("shared"));
    test(&|fill| id(&shared, fill), &shared);
    let own = OfAnApp::default();
    test(&|fill| id(&own, fill), &own);
}

#[test]
fn a_key_is_drawn_once() {
    in_every_store(|id, texts| {
        let first = id(1).unwrap();
        assert_eq!(id(2).unwrap(), first);
        assert_eq!(*texts.get(KEY).unwrap().unwrap(), "01".repeat(32));
        // What of it is kept beside it does not say what it is.
        assert!(!texts.get(CHECK).unwrap().unwrap().contains("0101"));
    });
}

#[test]
fn a_lost_broken_or_second_key_is_an_error_in_every_store_until_all_is_removed() {
    in_every_store(|id, texts| {
        let first = id(1).unwrap();
        let key = texts.get(KEY).unwrap().unwrap();
        texts.remove(KEY).unwrap();
        let why = id(2).unwrap_err().0;
        assert!(why.contains("lost"), "{why}");
        for other in [
            "02".repeat(32),
            "01".repeat(31),
            "01".repeat(33),
            String::new(),
        ] {
            texts.put(KEY, &other).unwrap();
            id(3).unwrap_err();
            texts.remove(KEY).unwrap();
        }
        texts.put(KEY, &key).unwrap();
        assert_eq!(id(4).unwrap(), first);

        texts.put(CHECK, "00").unwrap();
        id(5).unwrap_err();
        texts.remove(KEY).unwrap();
        texts.remove(CHECK).unwrap();
        assert_ne!(id(6).unwrap(), first);
    });
}

#[test]
fn a_crash_between_key_and_check_is_none() {
    in_every_store(|id, texts| {
        texts.put(KEY, &"01".repeat(32)).unwrap();
        let first = id(1).unwrap();
        texts.remove(KEY).unwrap();
        id(2).unwrap_err();
        texts.put(KEY, &"01".repeat(32)).unwrap();
        assert_eq!(id(3).unwrap(), first);
    });
}

#[test]
fn records_without_a_key_are_an_error_in_every_store() {
    in_every_store(|id, texts| {
        texts.put(RECORD, "whatever it says").unwrap();
        assert!(id(1).unwrap_err().0.contains("lost"));
    });
    let home = tempfile::tempdir().unwrap();
    let shared = SharedFolder::new(home.path().join("shared"));
    shared.put(RECORD, "whatever it says").unwrap();
    assert!(id(&shared, 1).unwrap_err().0.contains("lost"));
    shared.remove(RECORD).unwrap();
    // What a crash has left is not a record.
    let left = home.path().join("shared").join(format!("{RECORD}.new"));
    fs::write(left, "half").unwrap();
    id(&shared, 1).unwrap();
}

#[test]
fn records_beside_a_key_without_its_check_are_an_error_since_it_may_be_another_key() {
    let home = tempfile::tempdir().unwrap();
    let shared = SharedFolder::new(home.path().join("shared"));
    id(&shared, 1).unwrap();
    shared.put(RECORD, "whatever it says").unwrap();
    shared.remove(CHECK).unwrap();
    assert!(id(&shared, 2).unwrap_err().0.contains("lost"));
    shared.remove(RECORD).unwrap();
    id(&shared, 3).unwrap();
}

#[test]
fn a_folder_does_not_put_a_second_key_over_the_first() {
    let home = tempfile::tempdir().unwrap();
    let shared = SharedFolder::new(home.path().join("shared"));
    let first = id(&shared, 1).unwrap();
    assert!(shared.put(KEY, &"02".repeat(32)).is_err());
    shared.put(KEY, &"01".repeat(32)).unwrap();
    assert_eq!(id(&shared, 2).unwrap(), first);
}

#[test]
fn threads_that_draw_at_the_same_time_get_one_key() {
    const THREADS: u8 = 8;
    for round in 0..20 {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("made/by/one");
        let begin = Arc::new(Barrier::new(THREADS.into()));
        let fill = Arc::new(AtomicU8::new(1));
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                let (begin, fill, path) = (begin.clone(), fill.clone(), path.clone());
                thread::spawn(move || {
                    // A store for each, as two objects of an app.
                    let shared = SharedFolder::new(path);
                    begin.wait();
                    id(&shared, fill.fetch_add(1, Ordering::Relaxed)).unwrap()
                })
            })
            .collect();
        let ids: BTreeSet<_> = threads.into_iter().map(|id| id.join().unwrap()).collect();
        assert_eq!(ids.len(), 1, "round {round}: {ids:?}");
    }
}

/// Where a process of the next test finds the folder.
const CHILD: &str = "CIE_STORE_TEST_FOLDER";

#[test]
fn processes_that_draw_at_the_same_time_get_one_key() {
    const PROCESSES: u32 = 6;
    if let Some(path) = env::var_os(CHILD) {
        let shared = SharedFolder::new(PathBuf::from(path));
        let fill = u8::try_from(std::process::id() % 251).unwrap();
        // Until they are all there.
        let _ = std::io::stdin().read_line(&mut String::new());
        println!("\nid {}", id(&shared, fill).unwrap());
        return;
    }
    for round in 0..5 {
        let home = tempfile::tempdir().unwrap();
        let this = thread::current().name().unwrap().to_owned();
        let mut children: Vec<_> = (0..PROCESSES)
            .map(|_| {
                Command::new(env::current_exe().unwrap())
                    .args([&this, "--exact", "--nocapture"])
                    .env(CHILD, home.path().join("folder"))
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for child in &mut children {
            drop(child.stdin.take());
        }
        let ids: BTreeSet<_> = children
            .into_iter()
            .map(|child| {
                let output = child.wait_with_output().unwrap();
                let text = String::from_utf8(output.stdout).unwrap();
                let id = text.lines().find_map(|line| line.strip_prefix("id "));
                id.unwrap_or_else(|| panic!("{text}")).to_owned()
            })
            .collect();
        assert_eq!(ids.len(), 1, "round {round}: {ids:?}");
    }
}
