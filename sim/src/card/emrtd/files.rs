//! Which files there are, who may read them, and what a fault knob changes in them.

use std::sync::Arc;

use cie_core::channel::cipher::Suite;

use crate::card::Card;
use crate::card::files::FileId;
use crate::lds::{Document, LdsFile, Mapping, PaceSuite, card_access};

/// Fingerprints need terminal authentication, which only states can do.
const FINGERPRINTS: LdsFile = LdsFile::DataGroup(3);

impl Card {
    /// The document, made when it is first needed.
    pub(in crate::card) fn document(&self) -> Arc<Document> {
        let document = self
            .document
            .get_or_init(|| Document::new(&self.options.document));
        Arc::clone(document)
    }

    /// What EF.CardAccess offers and PACE takes: what the document says, unless a knob makes the
    /// card say less than its signed copy.
    pub(super) fn offered_suites(&self) -> Vec<PaceSuite> {
        let weaker = PaceSuite::new(Mapping::Generic, Suite::TripleDes, 0);
        match weaker {
            Some(weaker) if self.faults().card_access_differs => vec![weaker],
            _ => self.options.document.pace.clone(),
        }
    }

    pub(in crate::card) fn ef_card_access(&self) -> Option<Vec<u8>> {
        let suites = self.offered_suites();
        if suites.is_empty() {
            return None;
        }
        card_access(&suites, self.faults().unknown_security_info).ok()
    }

    /// The files of the application, by a property.
    pub(in crate::card) fn find_in_document(
        &self,
        matches: impl Fn(&FileId) -> bool,
    ) -> Option<FileId> {
        let document = self.document();
        document.files().map(FileId::Lds).find(matches)
    }

    pub(in crate::card) fn document_file(&self, file: LdsFile) -> Vec<u8> {
        let document = self.document();
        let mut content = document.file(file).unwrap_or_default().to_vec();
        if let LdsFile::DataGroup(number) = file
            && self.faults().modified_group == Some(number)
            && let Some(last) = content.last_mut()
        {
            *last ^= 1;
        }
        content
    }

    /// Whether the file may be selected: it takes secure messaging by PACE or BAC.
    pub(in crate::card) const fn document_is_open(&self) -> bool {
        self.session.channel.is_some() && self.session.document.is_open()
    }

    pub(in crate::card) fn may_read_document(&self, file: LdsFile) -> bool {
        self.document_is_open() && file != FINGERPRINTS
    }
}
