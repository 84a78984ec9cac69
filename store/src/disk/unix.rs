//! By descriptors: what was checked is what is used.

use std::{
    fs::{File, Metadata},
    io::{self, Read as _, Write as _},
    os::{
        fd::{AsFd, OwnedFd},
        unix::fs::MetadataExt as _,
    },
    path::Path,
};

use rustix::{
    fs::{
        AtFlags, CWD, Dir, FileType, FlockOperation, Mode, OFlags, flock, mkdirat, openat,
        renameat, statat, unlinkat,
    },
    io::Errno,
    process::geteuid,
};
use zeroize::Zeroizing;

use super::{A_LINK, NO_FILE, NO_FOLDER, TOO_LONG, beside, foreign};

/// The bits of a mode with which the group or others write.
const WRITTEN_BY_OTHERS: u32 = 0o022;

/// An open folder that is ours alone to write.
#[derive(Debug)]
pub(crate) struct Directory(File);

impl Directory {
    pub(crate) fn open(path: &Path) -> io::Result<Option<Self>> {
        Self::open_at(CWD, path)
    }

    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        if let Some(open) = Self::open(path)? {
            return Ok(open);
        }
        make_with_parents(path)?;
        Self::open(path)?.ok_or_else(|| Errno::NOENT.into())
    }

    pub(crate) fn create_in(&self, name: &str) -> io::Result<Self> {
        if let Some(open) = Self::open_at(&self.0, Path::new(name))? {
            return Ok(open);
        }
        match mkdirat(&self.0, name, Mode::RWXU) {
            Ok(()) => self.sync_new_folder(name)?,
            Err(Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
        Self::open_at(&self.0, Path::new(name))?.ok_or_else(|| Errno::NOENT.into())
    }

    fn open_at(at: impl AsFd, path: &Path) -> io::Result<Option<Self>> {
        match kind(&at, path)? {
            None => return Ok(None),
            Some(FileType::Directory) => {}
            Some(FileType::Symlink) => return Err(foreign(A_LINK)),
            Some(_) => return Err(foreign(NO_FOLDER)),
        }
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = File::from(openat(at, path, flags, Mode::empty())?);
        require_ours(&folder.metadata()?)?;
        Ok(Some(Self(folder)))
    }

    /// The content of a file; `None` when there is none.
    pub(crate) fn read(
        &self,
        name: &str,
        longest: usize,
    ) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
        if !self.has_file(name)? {
            return Ok(None);
        }
        let file = self.regular(name, OFlags::RDONLY)?;
        let length = file.metadata()?.len();
        if length > longest as u64 {
            return Err(foreign(TOO_LONG));
        }
        let mut content = Zeroizing::new(Vec::with_capacity(longest + 1));
        // It may grow.
        file.take(longest as u64 + 1).read_to_end(&mut content)?;
        if content.len() > longest {
            return Err(foreign(TOO_LONG));
        }
        Ok(Some(content))
    }

    /// Writes a file that is there whole or not at all, and still there after
    /// the power was cut.
    pub(crate) fn replace(&self, name: &str, content: &[u8]) -> io::Result<()> {
        // What the store has not written it does not replace either.
        self.has_file(name)?;
        let beside = beside(name);
        match unlinkat(&self.0, &beside, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut file = File::from(openat(&self.0, &beside, flags, Mode::RUSR | Mode::WUSR)?);
        let written = file
            .write_all(content)
            .and_then(|()| sync(&file, name))
            .and_then(|()| Ok(renameat(&self.0, &beside, &self.0, name)?));
        if let Err(error) = written {
            // It is in nobody's way; the next one to write removes it.
            let _ = unlinkat(&self.0, &beside, AtFlags::empty());
            return Err(error);
        }
        self.sync()
    }

    /// Removes a file, if there is one.
    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        if self.has_file(name)? {
            match unlinkat(&self.0, name, AtFlags::empty()) {
                Ok(()) | Err(Errno::NOENT) => {}
                Err(error) => return Err(error.into()),
            }
        }
        // Also where there was none: it may be the second attempt, after one that failed here.
        self.sync()
    }

    /// Opens and locks a file; `None` while somebody else holds the lock.
    pub(crate) fn lock(&self, name: &str) -> io::Result<Option<File>> {
        self.has_file(name)?;
        let file = self.regular(name, OFlags::RDWR | OFlags::CREATE)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(file)),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The names of what is in the folder, as far as they are text.
    pub(crate) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.0)? {
            if let Ok(name) = entry?.file_name().to_str() {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    /// Whether a regular file is there. Looks before anything is opened: to
    /// open a device may do something already.
    fn has_file(&self, name: &str) -> io::Result<bool> {
        match kind(&self.0, Path::new(name))? {
            None => Ok(false),
            Some(FileType::RegularFile) => Ok(true),
            Some(FileType::Symlink) => Err(foreign(A_LINK)),
            Some(_) => Err(foreign(NO_FILE)),
        }
    }

    /// Opens a regular file that is ours alone to write: while others could
    /// write the folder, they may have put one of theirs there. Does not wait,
    /// should a pipe have taken its place.
    fn regular(&self, name: &str, flags: OFlags) -> io::Result<File> {
        let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file = File::from(openat(&self.0, name, flags, Mode::RUSR | Mode::WUSR)?);
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(foreign(NO_FILE));
        }
        require_ours(&metadata)?;
        Ok(file)
    }

    /// Makes names in the folder durable that are new, replaced or gone.
    fn sync(&self) -> io::Result<()> {
        sync(&self.0, ".")
    }

    fn sync_new_folder(&self, name: &str) -> io::Result<()> {
        let synced = self.sync();
        if synced.is_err() {
            let _ = unlinkat(&self.0, name, AtFlags::REMOVEDIR);
        }
        synced
    }
}

/// Whether a file or folder is ours, and nobody else may write it.
fn require_ours(metadata: &Metadata) -> io::Result<()> {
    if metadata.uid() != geteuid().as_raw() {
        return Err(foreign("of another user than the one who runs this"));
    }
    if metadata.mode() & WRITTEN_BY_OTHERS != 0 {
        return Err(foreign(
            "its group or others may write it: look at what they left there, then chmod go-w",
        ));
    }
    Ok(())
}

/// What is there, without following a link.
fn kind(at: impl AsFd, path: &Path) -> io::Result<Option<FileType>> {
    match statat(at, path, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => Ok(Some(FileType::from_raw_mode(stat.st_mode))),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Makes a folder that only its owner can use, and those above it, durably.
fn make_with_parents(path: &Path) -> io::Result<()> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut made = mkdirat(CWD, path, Mode::RWXU);
    if made == Err(Errno::NOENT) && parent != Path::new(".") {
        make_with_parents(parent)?;
        made = mkdirat(CWD, path, Mode::RWXU);
    }
    match made {
        Ok(()) => {}
        // Whatever it is: opening it tells.
        Err(Errno::EXIST) => return Ok(()),
        Err(error) => return Err(error.into()),
    }
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let synced = openat(CWD, parent, flags, Mode::empty())
        .map_err(io::Error::from)
        .and_then(|parent: OwnedFd| sync(&File::from(parent), ".."));
    if synced.is_err() {
        // The next attempt would take it for a folder that lasts.
        let _ = unlinkat(CWD, path, AtFlags::REMOVEDIR);
    }
    synced
}

/// fsync(2); on Apple's systems `F_FULLFSYNC`, since there the former leaves it
/// in the drive's cache (fsync(2), and the standard library's `File::sync_all`).
fn sync(file: &File, what: &str) -> io::Result<()> {
    #[cfg(test)]
    log::note(file, what)?;
    let _ = what;
    file.sync_all()
}

/// What was synced, for tests.
#[cfg(test)]
pub(crate) mod log {
    use std::{
        cell::{Cell, RefCell},
        fs::File,
        io,
    };

    use rustix::fs::Dir;

    thread_local! {
        static SYNCED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
        static FAILS: Cell<bool> = const { Cell::new(false) };
    }

    /// Notes a file by its name, a folder by what is in it just now.
    pub(super) fn note(file: &File, what: &str) -> io::Result<()> {
        let mut names = Vec::new();
        if file.metadata()?.is_dir() {
            for entry in Dir::read_from(file)? {
                let name = entry?.file_name().to_string_lossy().into_owned();
                if !name.starts_with('.') && name != "lock" {
                    names.push(name);
                }
            }
        }
        names.sort();
        let line = format!("{what}: {}", names.join(" "));
        SYNCED.with_borrow_mut(|synced| synced.push(line));
        if FAILS.get() {
            return Err(io::Error::other("the disk is gone"));
        }
        Ok(())
    }

    /// What was synced on this thread since this was asked last.
    pub(crate) fn taken() -> Vec<String> {
        SYNCED.take()
    }

    /// Whether the disk fails on this thread from now on.
    pub(crate) fn fail(fails: bool) {
        FAILS.set(fails);
    }
}
