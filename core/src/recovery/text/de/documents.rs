//! Names of the two documents.

use crate::recovery::knowledge::DocumentsText;

pub(super) const fn text(key: DocumentsText) -> &'static str {
    match key {
        DocumentsText::TsCnsGuide => {
            "Ratgeber zu den Codes der Gesundheitskarte (TS-CNS), Region für Region"
        }
        DocumentsText::CieMunicipalityPage => "Gemeinde Carpi, Seite über PIN und PUK der CIE",
    }
}
