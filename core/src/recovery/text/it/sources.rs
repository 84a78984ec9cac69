//! Names of the two documents.

use crate::recovery::knowledge::SourcesText;

pub(super) const fn text(key: SourcesText) -> &'static str {
    match key {
        SourcesText::TsCnsGuide => {
            "Guida ai codici della Tessera Sanitaria (TS-CNS), Regione per Regione"
        }
        SourcesText::CieMunicipalityPage => {
            "Pagina dell'Ufficio Anagrafe di un Comune su PIN e PUK della CIE"
        }
    }
}
