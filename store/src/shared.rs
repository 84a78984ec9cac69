//! A folder that several use for a moment each.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
    thread::sleep,
    time::{Duration, Instant},
};

use cie_core::memory::MemoryError;
use zeroize::Zeroizing;

use crate::{Folder, Texts, folder::named};

/// How long to wait for somebody else who writes: far longer than a disk takes
/// for three files.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often to look whether they are ready.
const PAUSE: Duration = Duration::from_millis(5);

/// A folder that is opened anew for each access, and locked for each that
/// writes: for an app, which has it as long as it runs. It is made when
/// something is to be kept.
#[derive(Debug)]
pub struct SharedFolder {
    path: PathBuf,
    /// Threads of this process wait here, and not for the file.
    turn: Mutex<()>,
}

impl SharedFolder {
    /// The folder at this path, of which nothing is looked at yet.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self {
            path,
            turn: Mutex::new(()),
        }
    }

    /// Whether the store takes the name, also where there is no folder yet.
    fn named(&self, name: &str) -> Result<(), MemoryError> {
        named(name).map_err(|why| MemoryError(format!("{}: {why}", self.place(name))))
    }

    fn writing<T>(
        &self,
        folder: &Folder,
        write: impl FnOnce(&Folder) -> Result<T, MemoryError>,
    ) -> Result<T, MemoryError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = Instant::now();
        let _lock = loop {
            match folder.lock()? {
                Some(lock) => break lock,
                None if begun.elapsed() > PATIENCE => {
                    let path = self.path.display();
                    return Err(MemoryError(format!("{path}: another program uses it")));
                }
                None => sleep(PAUSE),
            }
        };
        write(folder)
    }
}

impl Texts for SharedFolder {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, MemoryError> {
        self.named(name)?;
        match Folder::open(&self.path)? {
            Some(folder) => folder.get(name),
            None => Ok(None),
        }
    }

    fn put(&self, name: &str, text: &str) -> Result<(), MemoryError> {
        self.named(name)?;
        let folder = Folder::create(&self.path)?;
        self.writing(&folder, |folder| folder.put(name, text))
    }

    fn remove(&self, name: &str) -> Result<(), MemoryError> {
        self.named(name)?;
        match Folder::open(&self.path)? {
            Some(folder) => self.writing(&folder, |folder| folder.remove(name)),
            None => Ok(()),
        }
    }

    fn names(&self) -> Result<Vec<String>, MemoryError> {
        match Folder::open(&self.path)? {
            Some(folder) => folder.names(),
            None => Ok(Vec::new()),
        }
    }

    fn place(&self, name: &str) -> String {
        self.path.join(name).display().to_string()
    }
}
