#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs::File, io::Read as _, os::unix::fs::PermissionsExt as _, path::PathBuf};

use cie_core::{Pending, memory::TryBound};

use cie_sim::Profile;
use tempfile::TempDir;

use super::*;

const CARD: &str = "000102030405060708090a0b0c0d0e0f";

fn card() -> CardId {
    CardId::parse(CARD).unwrap()
}

fn path_in(home: &TempDir) -> PathBuf {
    home.path().join("cards").join(CARD)
}

fn code(result: Result<impl Sized, Failure>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

#[test]
fn what_was_put_is_got_back_from_a_file_that_only_its_owner_can_read() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("a/b");
    for record in [
        TryRecord::default(),
        TryRecord::new(
            Some(TryBound::Exactly(2)),
            Some(TryBound::AtLeast(9)),
            Some(Pending::ChangePin),
        ),
        TryRecord::new(
            Some(TryBound::SaidBlocked),
            Some(TryBound::Assumed(9)),
            None,
        ),
    ] {
        let folder = StateFolder::open(&root).unwrap();
        let mut memory = folder.memory(None).unwrap();
        memory.put(&card(), &record).unwrap();
        assert_eq!(memory.get(&card()).unwrap(), record);
    }
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&root), 0o700);
    assert_eq!(mode(&root.join("cards")), 0o700);
    assert_eq!(mode(&root.join("cards").join(CARD)), 0o600);
    assert_eq!(fs::read_dir(root.join("cards")).unwrap().count(), 1);
}

#[test]
fn what_is_remembered_of_a_link_is_kept_beside_the_cards_and_needs_no_key() {
    let home = tempfile::tempdir().unwrap();
    let atr = AtrId::of(Some(Profile::Nxp.atr()));
    let mut record = LinkRecord::default();
    record.lost_at = Some([0x00, 0xCB, 0x3F, 0xFF]);
    {
        let folder = StateFolder::open(home.path()).unwrap();
        let mut memory = folder.memory(None).unwrap();
        assert_eq!(memory.get_link(&atr).unwrap(), LinkRecord::default());
        memory.put_link(&atr, &record).unwrap();
    }
    let folder = StateFolder::open(home.path()).unwrap();
    assert_eq!(folder.memory(None).unwrap().get_link(&atr).unwrap(), record);
    let mut simulated = folder.memory(Some(AnyProfile::Cie(Profile::Nxp))).unwrap();
    assert_eq!(simulated.get_link(&atr).unwrap(), LinkRecord::default());
    // It names no card, so it is not lost with the key that cards go by.
    for lost in ["installation-key", "installation-check"] {
        fs::remove_file(home.path().join(lost)).unwrap();
    }
    assert!(folder.installation_key().is_ok());
}

#[test]
fn a_forgotten_card_is_unknown() {
    let home = tempfile::tempdir().unwrap();
    let mut memory = StateFolder::open(home.path())
        .unwrap()
        .memory(None)
        .unwrap();
    let record = TryRecord::new(Some(TryBound::Exactly(1)), None, None);
    memory.put(&card(), &record).unwrap();
    memory.forget(&card()).unwrap();
    memory.forget(&card()).unwrap();
    assert_eq!(memory.get(&card()).unwrap(), TryRecord::default());
}

#[test]
fn a_record_that_was_not_written_so_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let mut memory = StateFolder::open(home.path())
        .unwrap()
        .memory(None)
        .unwrap();
    let good = TryRecord::new(Some(TryBound::Exactly(1)), None, None).to_string();
    let path = path_in(&home);
    for bad in [
        String::new(),
        good.replace("tries 1", "tries 2"),
        good.replace("exactly 1", "exactly 300"),
        good.replace("exactly 1", "exactly +1"),
        good.replace("exactly 1", "about 1"),
        good.replace("nothing", "something"),
        good.trim_end().to_owned(),
        format!("{good}more\n"),
        "x".repeat(2000),
    ] {
        fs::write(&path, &bad).unwrap();
        assert!(memory.get(&card()).is_err(), "{bad}");
    }
    fs::write(&path, [0xFF; 40]).unwrap();
    assert!(memory.get(&card()).is_err());
    fs::write(&path, &good).unwrap();
    assert!(memory.get(&card()).is_ok());
}

#[test]
fn a_folder_in_use_is_busy() {
    let home = tempfile::tempdir().unwrap();
    let first = StateFolder::open(home.path()).unwrap();
    assert_eq!(code(StateFolder::open(home.path())), "busy");
    drop(first);
    assert!(StateFolder::open(home.path()).is_ok());
}

#[test]
fn the_installation_key_is_drawn_once_and_a_lost_or_broken_one_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let folder = StateFolder::open(home.path()).unwrap();
    let id = || {
        let key = folder.installation_key()?;
        Ok(CardId::derive(&key, b"a chip"))
    };
    let first = id().unwrap();
    // It was opened while the key was there.
    let mut memory = folder.memory(None).unwrap();
    assert_eq!(id().unwrap(), first);

    let path = home.path().join("installation-key");
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    fs::write(&path, "0102").unwrap();
    assert_eq!(code(id()), "memory_unavailable");

    // Lost, with a record and without.
    fs::remove_file(&path).unwrap();
    memory.put(&card(), &TryRecord::default()).unwrap();
    assert_eq!(code(id()), "memory_unavailable");
    memory.forget(&card()).unwrap();
    assert_eq!(code(id()), "memory_unavailable");
    fs::write(&path, "04".repeat(32)).unwrap();
    assert_eq!(code(id()), "memory_unavailable");

    // A record that is older than the check of the key is one too.
    fs::remove_file(&path).unwrap();
    fs::remove_file(home.path().join("installation-check")).unwrap();
    memory.put(&card(), &TryRecord::default()).unwrap();
    assert_eq!(code(id()), "memory_unavailable");
    memory.forget(&card()).unwrap();
    assert_ne!(id().unwrap(), first);
}

#[test]
fn a_simulated_card_is_kept_apart_and_can_be_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let folder = StateFolder::open(home.path()).unwrap();
    let record = TryRecord::new(Some(TryBound::Exactly(1)), None, None);
    let get = |of| folder.memory(of).unwrap().get(&card()).unwrap();
    const NXP: AnyProfile = AnyProfile::Cie(Profile::Nxp);
    let simulated = Some(NXP);
    folder
        .memory(simulated)
        .unwrap()
        .put(&card(), &record)
        .unwrap();
    assert_eq!(get(simulated), record);
    assert_eq!(get(None), TryRecord::default());
    assert_eq!(
        get(Some(AnyProfile::Cie(Profile::St))),
        TryRecord::default()
    );
    assert!(folder.forget_simulated(NXP).unwrap());
    assert!(!folder.forget_simulated(NXP).unwrap());
    assert_eq!(get(simulated), TryRecord::default());
}

#[test]
fn a_record_is_replaced_and_never_written_over() {
    let home = tempfile::tempdir().unwrap();
    let mut memory = StateFolder::open(home.path())
        .unwrap()
        .memory(None)
        .unwrap();
    memory.put(&card(), &TryRecord::default()).unwrap();
    let mut before = File::open(path_in(&home)).unwrap();
    let record = TryRecord::new(Some(TryBound::Exactly(1)), None, None);
    memory.put(&card(), &record).unwrap();
    let mut text = String::new();
    before.read_to_string(&mut text).unwrap();
    assert_eq!(text, TryRecord::default().to_string());
}
