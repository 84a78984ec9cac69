//! Names of the two documents.

use crate::recovery::knowledge::SourcesText;

pub(super) const fn text(key: SourcesText) -> &'static str {
    match key {
        SourcesText::TsCnsGuide => {
            "Ratgeber zu den Codes der Gesundheitskarte (TS-CNS), Region für Region"
        }
        SourcesText::CieMunicipalityPage => {
            "Seite des Meldeamts (Ufficio Anagrafe) einer Gemeinde über PIN und PUK der CIE"
        }
    }
}
