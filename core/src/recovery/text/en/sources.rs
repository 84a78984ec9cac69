//! Names of the two documents.

use crate::recovery::knowledge::SourcesText;

pub(super) const fn text(key: SourcesText) -> &'static str {
    match key {
        SourcesText::TsCnsGuide => {
            "Guide to the codes of the health card (TS-CNS), Region by Region"
        }
        SourcesText::CieMunicipalityPage => {
            "Page of a municipality's registry office (Ufficio Anagrafe) on PIN and PUK of the CIE"
        }
    }
}
