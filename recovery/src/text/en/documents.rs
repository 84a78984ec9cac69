//! Names of the two documents.

use crate::knowledge::DocumentsText;

pub(super) const fn text(key: DocumentsText) -> &'static str {
    match key {
        DocumentsText::TsCnsGuide => {
            "Guide to the codes of the health card (TS-CNS), Region by Region"
        }
        DocumentsText::CieMunicipalityPage => {
            "Municipality of Carpi, page on PIN and PUK of the CIE"
        }
    }
}
