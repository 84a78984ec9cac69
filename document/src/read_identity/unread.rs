//! Files that were not read, and why: one that is refused leaves the others.

use core::fmt;

use cie_core::{Error, ErrorKind, extension::Ef};

use super::{Identity, SIGNED_STEPS, steps_of};
use crate::{
    emrtd::{
        com::{self, DataGroup},
        document::Document,
    },
    trust::security_object,
};

/// A file of the travel-document application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentFile {
    /// EF.COM.
    Com,
    /// EF.SOD.
    SecurityObject,
    /// A data group.
    Group(DataGroup),
}

impl DocumentFile {
    const fn ef(self) -> Ef {
        match self {
            Self::Com => Ef {
                id: com::FILE_ID,
                short: com::SHORT_FILE_ID,
            },
            Self::SecurityObject => Ef {
                id: security_object::FILE_ID,
                short: security_object::SHORT_FILE_ID,
            },
            Self::Group(group) => Ef {
                id: group.file_id(),
                short: group.number(),
            },
        }
    }

    fn steps(self) -> u32 {
        match self {
            Self::Com => 1,
            Self::SecurityObject => SIGNED_STEPS,
            Self::Group(group) => steps_of(group),
        }
    }
}

/// `EF.COM`, `EF.SOD`, `DG2`.
impl fmt::Display for DocumentFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Com => f.write_str("EF.COM"),
            Self::SecurityObject => f.write_str("EF.SOD"),
            Self::Group(group) => group.fmt(f),
        }
    }
}

/// A file that the document has and that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// Which.
    pub file: DocumentFile,
    /// Why not.
    pub why: ErrorKind,
}

impl Identity {
    /// Why a file was not read that the document has.
    #[must_use]
    pub fn why_unread(&self, file: DocumentFile) -> Option<&ErrorKind> {
        let mut unread = self.unread.iter();
        unread
            .find(|unread| unread.file == file)
            .map(|unread| &unread.why)
    }
}

/// Reads a file; `None` when it is not there, and when it cannot be read, which
/// is noted.
///
/// # Errors
/// Those of the link; answers that break the protocol; a refusal in clear that
/// a smaller block may avoid.
pub(super) fn read(
    document: &mut Document<'_, '_>,
    identity: &mut Identity,
    file: DocumentFile,
) -> Result<Option<Vec<u8>>, Error> {
    if !document.is_open() {
        // What has ended the channel is why.
        if let Some(last) = identity.unread.last() {
            let why = last.why.clone();
            identity.unread.push(Unread { file, why });
        }
        return Ok(None);
    }
    match document.file(file.ef(), file.steps()) {
        Err(error) if leaves_the_others(document, &error) => {
            let why = error.kind;
            identity.unread.push(Unread { file, why });
            Ok(None)
        }
        result => result,
    }
}

/// Notes a group whose refusal in clear has ended a channel of PACE, where who
/// it is and who signed that are read: nothing is opened again then.
///
/// # Errors
/// Any other error, as it is.
pub(super) fn keep_the_others(
    document: &mut Document<'_, '_>,
    identity: &mut Identity,
    group: DataGroup,
    error: Error,
) -> Result<(), Error> {
    match error.kind {
        ErrorKind::CardRefused {
            status,
            confirmed: false,
        } if identity.security_object.is_some() && !document.link().may_start_again() => {
            identity.unread.push(Unread {
                file: DocumentFile::Group(group),
                why: ErrorKind::LongReadRefused { status },
            });
            Ok(())
        }
        _ => Err(error),
    }
}

/// Whether an error is about one file: its refusal or its content under the
/// checksum, or a refusal in clear that has nothing to do with its length.
fn leaves_the_others(document: &mut Document<'_, '_>, error: &Error) -> bool {
    let ended = document.link().long_block_ended_the_channel();
    match error.kind {
        ErrorKind::CardRefused { confirmed, .. } => confirmed || !ended,
        ErrorKind::CardMisbehaved(_) | ErrorKind::UnsupportedCard(_) | ErrorKind::LinkTooShort => {
            document.is_open()
        }
        _ => false,
    }
}
