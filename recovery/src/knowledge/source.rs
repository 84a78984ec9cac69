//! Where facts were read.

use super::{CITES, SOURCE_NAMES, SOURCES, STRUCK, SourceKind, TextKey};
use cie_core::date::PartialDate;

/// Where facts were read.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Its stable name, for programs.
    pub key: SourceKey,
    /// What it is called.
    pub name: SourceName,
    /// Who stands behind it.
    pub kind: SourceKind,
    /// Its address, where it is known.
    pub url: Option<&'static str>,
    /// The date that the source itself states; many state none. Month and day
    /// may be unknown.
    pub stated: Option<PartialDate>,
    /// When the copy was taken that was read; for many that is not known.
    pub copied: Option<PartialDate>,
}

/// The stable name of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceKey(pub(super) u8);

impl SourceKey {
    /// As the row writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        let mut names = SOURCE_NAMES.split('\n');
        names.nth(self.0.into()).unwrap_or_default()
    }
}

/// What a source is called.
#[derive(Debug, PartialEq, Eq)]
pub enum SourceName {
    /// One of the two documents that this knowledge begins with.
    Document {
        /// Its name, in the catalogue.
        title: TextKey,
        /// Its file in the collection that it came in.
        file: &'static str,
    },
    /// Somewhere else: the name of an office or of a site.
    External(&'static str),
}

impl Source {
    /// Whether this is one of the two documents.
    #[must_use]
    pub const fn is_document(&self) -> bool {
        matches!(self.name, SourceName::Document { .. })
    }

    /// Why nothing is taken from it any more, in English.
    #[must_use]
    pub fn struck(&self) -> Option<&'static str> {
        let mut struck = STRUCK.iter().filter(|(key, _)| *key == self.key);
        struck.next().map(|(_, why)| *why)
    }

    /// The date that it states or, without one, the day of the copy.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        self.stated.or(self.copied)
    }

    /// Whether a person is told the same of both: name and date.
    #[must_use]
    pub fn reads_like(&self, other: &Self) -> bool {
        self.name == other.name && self.date() == other.date()
    }
}

/// A place in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cite {
    pub(super) source: u8,
    pub(super) lines: (u16, u16),
}

/// The places where a fact was read, by their numbers in the table of all: half
/// of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cites {
    pub(super) first: u16,
    pub(super) count: u8,
}

impl Cites {
    pub(super) fn all(self) -> &'static [Cite] {
        let first = usize::from(self.first);
        CITES
            .get(first..first + usize::from(self.count))
            .unwrap_or_default()
    }
}

impl Cite {
    /// The source.
    #[must_use]
    pub fn source(&self) -> &'static Source {
        // The build numbers the sources in the order of the list.
        let at = usize::from(self.source);
        SOURCES.get(at).copied().unwrap_or(&super::TS_CNS_GUIDE)
    }

    /// First and last line, in a document; `None` for another source.
    #[must_use]
    pub fn lines(&self) -> Option<(u16, u16)> {
        (self.lines != (0, 0)).then_some(self.lines)
    }
}
