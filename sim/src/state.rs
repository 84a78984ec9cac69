//! What the card remembers without power: its two codes and their counters.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use cie_core::StatusWord;
use cie_core::bytes::hex;
use sha2::{Digest, Sha256};

use crate::standard::cie::{PIN_TRIES, PUK_TRIES};
pub use crate::standard::cie::{STANDARD_PIN, STANDARD_PUK};
use crate::standard::cns;

/// Which card's codes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind {
    /// First line of a state file; the number is its version.
    heading: &'static str,
    pin_tries: u8,
    puk_tries: u8,
}

const CIE: Kind = Kind {
    heading: "cie-sim state 1",
    pin_tries: PIN_TRIES,
    puk_tries: PUK_TRIES,
};

const CNS: Kind = Kind {
    heading: "cie-sim cns state 1",
    pin_tries: cns::PIN_TRIES,
    puk_tries: cns::PUK_TRIES,
};

/// A longer file is not a state file.
const LONGEST_FILE: u64 = 4096;

/// A code, kept as its hash so that its digits stay neither in memory nor on disk, and the tries
/// left. Eight digits are quickly found from a hash: that does not protect the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    digest: [u8; 32],
    tries: u8,
    most_tries: u8,
}

/// What came of comparing a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verification {
    /// It was right; the counter is full again.
    Right,
    /// It was wrong; so many tries are left.
    Wrong(u8),
    /// No try was left; it was not compared.
    Blocked,
}

impl Verification {
    /// The status word that says so. `immediately`: the attempt that blocks a code says that the
    /// code is blocked, instead of that no try is left.
    pub(crate) const fn status(self, immediately: bool) -> StatusWord {
        match self {
            Self::Right => StatusWord::OK,
            Self::Blocked => StatusWord::BLOCKED,
            Self::Wrong(0) if immediately => StatusWord::BLOCKED,
            Self::Wrong(left) => StatusWord(u16::from_be_bytes([0x63, 0xC0 | left & 0x0F])),
        }
    }
}

impl Code {
    fn new(code: &[u8], most_tries: u8) -> Self {
        Self {
            digest: digest(code),
            tries: most_tries,
            most_tries,
        }
    }

    pub(crate) const fn tries(&self) -> u8 {
        self.tries
    }

    pub(crate) fn is(&self, code: &[u8]) -> bool {
        self.digest == digest(code)
    }

    pub(crate) fn verify(&mut self, code: &[u8]) -> Verification {
        match self.tries.checked_sub(1) {
            None => Verification::Blocked,
            Some(_) if self.is(code) => {
                self.unblock();
                Verification::Right
            }
            Some(left) => {
                self.tries = left;
                Verification::Wrong(left)
            }
        }
    }

    pub(crate) fn change(&mut self, code: &[u8]) {
        self.digest = digest(code);
    }

    pub(crate) const fn unblock(&mut self) {
        self.tries = self.most_tries;
    }

    fn line(&self, name: &str) -> String {
        format!("{name} {} {}\n", hex::lower(&self.digest), self.tries)
    }

    fn parse(line: Option<&str>, name: &str, most_tries: u8) -> Option<Self> {
        let mut words = line?.split(' ');
        let (first, digest, tries) = (words.next()?, words.next()?, words.next()?);
        let tries = tries.parse().ok().filter(|tries| *tries <= most_tries)?;
        (first == name && words.next().is_none()).then_some(())?;
        Some(Self {
            digest: hex::decode(digest)?.try_into().ok()?,
            tries,
            most_tries,
        })
    }
}

fn digest(code: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"cie-sim code ")
        .chain_update(code)
        .finalize()
        .into()
}

/// What the card remembers without power.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    kind: Kind,
    pub(crate) pin: Code,
    pub(crate) puk: Code,
}

impl Default for State {
    /// [`STANDARD_PIN`] and [`STANDARD_PUK`], all tries left.
    fn default() -> Self {
        Self::new(STANDARD_PIN.as_bytes(), STANDARD_PUK.as_bytes())
    }
}

impl State {
    /// These codes, all tries left. Any bytes will do: the card compares them as they are.
    #[must_use]
    pub fn new(pin: &[u8], puk: &[u8]) -> Self {
        Self::of(CIE, pin, puk)
    }

    /// Those of a fresh TS-CNS: [`cns::STANDARD_PIN`](crate::cns::STANDARD_PIN) and
    /// [`cns::STANDARD_PUK`](crate::cns::STANDARD_PUK), all tries left.
    #[must_use]
    pub fn cns() -> Self {
        Self::new_cns(cns::STANDARD_PIN.as_bytes(), cns::STANDARD_PUK.as_bytes())
    }

    /// These codes of a TS-CNS, without padding, all tries left.
    #[must_use]
    pub fn new_cns(pin: &[u8], puk: &[u8]) -> Self {
        Self::of(CNS, &cns::padded(pin), &cns::padded(puk))
    }

    fn of(kind: Kind, pin: &[u8], puk: &[u8]) -> Self {
        Self {
            kind,
            pin: Code::new(pin, kind.pin_tries),
            puk: Code::new(puk, kind.puk_tries),
        }
    }

    /// The same codes with so many tries left, at most as many as a fresh card has: for the CIE
    /// 3 and 10.
    #[must_use]
    pub fn with_tries(mut self, pin: u8, puk: u8) -> Self {
        self.pin.tries = pin.min(self.kind.pin_tries);
        self.puk.tries = puk.min(self.kind.puk_tries);
        self
    }

    /// Reads a state file of a CIE; `None` when there is none.
    ///
    /// # Errors
    /// Those of the file system, and [`io::ErrorKind::InvalidData`] when the file is not one that
    /// [`Self::save`] wrote.
    pub fn load(path: &Path) -> io::Result<Option<Self>> {
        Self::load_as(CIE, path)
    }

    /// Reads a state file of a TS-CNS; `None` when there is none.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_cns(path: &Path) -> io::Result<Option<Self>> {
        Self::load_as(CNS, path)
    }

    fn load_as(kind: Kind, path: &Path) -> io::Result<Option<Self>> {
        let mut text = String::new();
        match regular(path) {
            Ok(file) => file.take(LONGEST_FILE).read_to_string(&mut text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        Self::parse(kind, &text).map(Some).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                "not the state of such a simulated card, or of another version",
            )
        })
    }

    /// Writes a state file that only its owner can read. The file is replaced at once or not at
    /// all, also when two programs write it.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let text = format!(
            "{}\n{}{}",
            self.kind.heading,
            self.pin.line("pin"),
            self.puk.line("puk")
        );
        let beside = beside(path)?;
        let written = create(&beside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        let replaced = written.and_then(|()| fs::rename(&beside, path));
        if replaced.is_err() {
            // Nothing more can be done about a file that cannot be removed either.
            let _ = fs::remove_file(&beside);
        }
        replaced
    }

    fn parse(kind: Kind, text: &str) -> Option<Self> {
        let mut lines = text.lines();
        (lines.next()? == kind.heading).then_some(())?;
        let pin = Code::parse(lines.next(), "pin", kind.pin_tries)?;
        let puk = Code::parse(lines.next(), "puk", kind.puk_tries)?;
        lines.next().is_none().then_some(Self { kind, pin, puk })
    }
}

/// Opens a file that is not a link, and not a pipe that would have to be waited for.
fn regular(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path)?.is_file() {
        return File::open(path);
    }
    let why = "not a regular file";
    Err(io::Error::new(io::ErrorKind::InvalidInput, why))
}

/// A name in the same folder that no other process uses.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let mut name = path
        .file_name()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "not the path of a file"))?
        .to_owned();
    let suffix: [u8; 8] = crate::random::Random::of_the_system().bytes();
    name.push(format!(".{}", hex::lower(&suffix)));
    Ok(path.with_file_name(name))
}

#[cfg(unix)]
fn create(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_saved_state_is_read_back_and_only_its_owner_may_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card");
        assert_eq!(State::load(&path).unwrap(), None);

        for state in [
            State::default(),
            State::new(b"00000000", b"1").with_tries(0, 7),
        ] {
            state.save(&path).unwrap();
            assert_eq!(State::load(&path).unwrap(), Some(state));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn the_state_of_one_card_is_not_read_as_that_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card");
        let state = State::cns().with_tries(1, 2);
        state.save(&path).unwrap();
        assert_eq!(State::load_cns(&path).unwrap(), Some(state));
        assert!(State::load(&path).is_err());
        State::default().save(&path).unwrap();
        assert!(State::load_cns(&path).is_err());
    }

    #[test]
    fn what_is_no_state_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card");
        State::default().save(&path).unwrap();
        let good = fs::read_to_string(&path).unwrap();
        for bad in [
            String::new(),
            good.replace("state 1", "state 2"),
            good.replace(" 3\n", " 4\n"),
            good.replace(" 10\n", " 11\n"),
            good.replace("puk", "pin"),
            good.replace(" 3\n", "0 3\n"),
            format!("{good}more\n"),
            good.lines().take(2).collect::<Vec<_>>().join("\n"),
        ] {
            fs::write(&path, &bad).unwrap();
            assert_eq!(
                State::load(&path).unwrap_err().kind(),
                io::ErrorKind::InvalidData,
                "{bad}"
            );
        }
    }

    #[test]
    fn neither_the_file_nor_debug_shows_a_code() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("card");
        let state = State::default();
        state.save(&path).unwrap();
        for text in [fs::read_to_string(&path).unwrap(), format!("{state:?}")] {
            assert!(!text.contains(STANDARD_PIN) && !text.contains(STANDARD_PUK));
        }
    }

    #[test]
    fn a_state_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("folder");
        fs::create_dir(&taken).unwrap();
        assert!(State::default().save(&taken).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
