//! Names of the two documents.

use crate::knowledge::DocumentsText;

pub(super) const fn text(key: DocumentsText) -> &'static str {
    match key {
        DocumentsText::TsCnsGuide => {
            "Guida ai codici della Tessera Sanitaria (TS-CNS), Regione per Regione"
        }
        DocumentsText::CieMunicipalityPage => "Comune di Carpi, pagina su PIN e PUK della CIE",
    }
}
