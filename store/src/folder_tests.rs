#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::File;

use tempfile::TempDir;

use super::*;
use crate::SharedFolder;

fn fresh() -> (TempDir, Folder) {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::create(&home.path().join("a/b")).unwrap();
    (home, folder)
}

fn text(folder: &impl Texts, name: &str) -> Option<String> {
    folder.get(name).unwrap().map(|text| text.to_string())
}

#[test]
fn what_was_put_is_got_until_it_is_removed() {
    let (_home, folder) = fresh();
    folder.put("a-name", "one").unwrap();
    folder.put("a-name", "two").unwrap();
    let again = Folder::open(folder.path()).unwrap().unwrap();
    assert_eq!(text(&again, "a-name").as_deref(), Some("two"));
    again.remove("a-name").unwrap();
    again.remove("a-name").unwrap();
    assert_eq!(text(&folder, "a-name"), None);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn nothing_is_made_before_something_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a");
    let shared = SharedFolder::new(path.clone());
    assert_eq!(text(&shared, "name"), None);
    shared.remove("name").unwrap();
    assert!(shared.names().unwrap().is_empty());
    assert!(!path.exists());
    shared.put("name", "text").unwrap();
    assert_eq!(text(&shared, "name").as_deref(), Some("text"));
}

#[test]
fn a_text_is_as_long_as_it_says_and_a_longer_one_is_refused_both_ways() {
    let (_home, folder) = fresh();
    let longest = "x".repeat(LONGEST_TEXT);
    folder.put("name", &longest).unwrap();
    assert_eq!(text(&folder, "name"), Some(longest.clone()));
    assert!(folder.put("name", &format!("{longest}x")).is_err());
    assert_eq!(text(&folder, "name"), Some(longest.clone()));
    fs::write(folder.path().join("name"), format!("{longest}x")).unwrap();
    assert!(folder.get("name").is_err());
    fs::write(folder.path().join("name"), [0xFF, 0xFE]).unwrap();
    assert!(folder.get("name").is_err());
}

#[test]
fn a_name_that_is_none_is_refused_by_every_way_in() {
    let (home, folder) = fresh();
    let shared = SharedFolder::new(folder.path().to_owned());
    let not_made = SharedFolder::new(home.path().join("not-made"));
    for name in ["", "..", "../a", "a/b", "A", "a.new", "lock"] {
        for texts in [&folder as &dyn Texts, &shared, &not_made] {
            assert!(texts.get(name).is_err(), "{name}");
            assert!(texts.put(name, "").is_err(), "{name}");
            assert!(texts.remove(name).is_err(), "{name}");
        }
        assert!(folder.create_in(name).is_err(), "{name}");
    }
    assert!(!home.path().join("a/a").exists());
}

#[test]
fn a_text_is_replaced_and_never_written_over() {
    let (_home, folder) = fresh();
    folder.put("name", "before").unwrap();
    let before = File::open(folder.path().join("name")).unwrap();
    folder.put("name", "after").unwrap();
    assert_eq!(io::read_to_string(before).unwrap(), "before");
}

#[test]
fn one_holds_the_lock_until_it_is_dropped() {
    let (_home, folder) = fresh();
    let other = Folder::open(folder.path()).unwrap().unwrap();
    let lock = folder.lock().unwrap().unwrap();
    assert!(other.lock().unwrap().is_none());
    assert_eq!(text(&other, "name"), None);
    drop(lock);
    assert!(other.lock().unwrap().is_some());
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;
    use crate::disk::log;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn a_file_that_others_may_write_is_not_read_and_one_that_they_may_read_is() {
        let (_home, folder) = fresh();
        folder.put("name", "text").unwrap();
        let file = folder.path().join("name");
        for (mode, taken) in [
            (0o600, true),
            (0o644, true),
            (0o620, false),
            (0o602, false),
            (0o666, false),
        ] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(folder.get("name").is_ok(), taken, "{mode:o}");
        }
    }

    #[test]
    fn only_its_owner_can_read_what_is_kept() {
        let (home, folder) = fresh();
        folder.put("name", "text").unwrap();
        let inside = folder.create_in("inside").unwrap();
        let _lock = folder.lock().unwrap();
        for made in [&home.path().join("a"), folder.path(), inside.path()] {
            assert_eq!(mode(made), 0o700, "{}", made.display());
        }
        for name in ["name", "lock"] {
            assert_eq!(mode(&folder.path().join(name)), 0o600, "{name}");
        }
    }

    #[test]
    fn what_was_put_or_removed_and_every_new_folder_is_on_the_disk_before_the_call_returns() {
        let home = tempfile::tempdir().unwrap();
        log::taken();
        let folder = Folder::create(&home.path().join("a/b")).unwrap();
        assert_eq!(log::taken(), ["..: a", "..: b"]);
        folder.put("name", "text").unwrap();
        // The file before it is renamed, the folder after.
        assert_eq!(log::taken(), ["name: ", ".: name"]);
        folder.put("other", "text").unwrap();
        log::taken();
        folder.remove("name").unwrap();
        assert_eq!(log::taken(), [".: other"]);
        folder.create_in("inside").unwrap();
        assert_eq!(log::taken(), [".: inside other"]);
        Folder::create(folder.path()).unwrap();
        folder.create_in("inside").unwrap();
        assert!(log::taken().is_empty(), "there was nothing new");
    }

    #[test]
    fn a_disk_that_fails_is_an_error_each_time_and_leaves_what_was_there() {
        let (home, folder) = fresh();
        folder.put("name", "before").unwrap();
        log::fail(true);
        for _ in 0..2 {
            assert!(folder.put("name", "after").is_err());
            assert!(folder.remove("another").is_err());
            assert!(folder.create_in("inside").is_err());
            assert!(Folder::create(&home.path().join("x/y")).is_err());
        }
        log::fail(false);
        assert_eq!(text(&folder, "name").as_deref(), Some("before"));
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        assert!(!home.path().join("x").exists());
    }

    #[test]
    fn a_link_is_not_followed_however_it_is_spelled_and_those_above_are() {
        let (home, folder) = fresh();
        let link = home.path().join("link");
        symlink(folder.path(), &link).unwrap();
        let spelled = |end: &str| PathBuf::from(format!("{}{end}", link.display()));
        for end in ["", "/", "//", "/.", "/./"] {
            let path = spelled(end);
            assert!(Folder::open(&path).is_err(), "{end}");
            assert!(Folder::create(&path).is_err(), "{end}");
        }
        let below = Folder::create(&link.join("below")).unwrap();
        below.put("name", "text").unwrap();
        assert!(folder.path().join("below/name").exists());

        // A parent that leads nowhere is an error, and no endless attempt to make it.
        let nowhere = home.path().join("nowhere");
        symlink(home.path().join("none"), &nowhere).unwrap();
        assert!(Folder::create(&nowhere.join("below/it")).is_err());
    }

    #[test]
    fn a_device_is_refused_unopened() {
        let (_home, folder) = fresh();
        // To make a device takes root; a socket cannot be opened either.
        std::os::unix::net::UnixListener::bind(folder.path().join("name")).unwrap();
        assert!(folder.get("name").is_err());
        assert!(folder.put("name", "text").is_err());
        assert!(folder.remove("name").is_err());
        assert!(folder.path().join("name").exists());
        let device = Folder::open(Path::new("/dev/null")).map(drop);
        assert!(device.unwrap_err().0.contains("not a folder"));
    }

    #[test]
    fn a_relative_path_and_one_without_parents_are_taken() {
        let home = tempfile::tempdir_in(".").unwrap();
        let name = Path::new(home.path().file_name().unwrap());
        for path in [name.to_owned(), name.join("inside")] {
            assert!(Folder::create(&path).is_ok(), "{}", path.display());
        }
    }
}
