//! Whom to trust: what the caller gives, and who signs simulated documents.

use std::{fs, path::Path};

use cie_document::trust::{
    store::{StoreError, TrustStore},
    verdict::SignerDetails,
};
use cie_sim::{
    DocumentOptions,
    lds::{Document, DocumentSignature, Trust},
};

use crate::failure::{Failure, UsageProblem};

/// What a file, or every file in a folder, holds. Other files in a folder are
/// left out, but one at least must hold something.
///
/// # Errors
/// Wrong usage: the file cannot be read, or there is nothing in it.
pub(crate) fn load(path: &Path) -> Result<TrustStore, Failure> {
    let unusable = |path: &Path, why: &dyn std::fmt::Display| {
        Failure::from(UsageProblem::File(format!("{}: {why}", path.display())))
    };
    let mut store = TrustStore::new();
    if !path.is_dir() {
        let file = fs::read(path).map_err(|error| unusable(path, &error))?;
        store.add(&file).map_err(|error| unusable(path, &error))?;
        return Ok(store);
    }
    let mut found = false;
    for entry in fs::read_dir(path).map_err(|error| unusable(path, &error))? {
        let file = entry.map_err(|error| unusable(path, &error))?.path();
        if !file.is_file() {
            continue;
        }
        let content = fs::read(&file).map_err(|error| unusable(&file, &error))?;
        match store.add(&content) {
            Ok(_) => found = true,
            Err(StoreError::Nothing) => {}
            Err(error) => return Err(unusable(&file, &error)),
        }
    }
    if found {
        Ok(store)
    } else {
        Err(unusable(path, &StoreError::Nothing))
    }
}

/// Of both generations of simulated country signers, whatever a document is
/// signed with: what a verifier may be given.
pub(crate) fn simulated_authorities() -> Vec<Trust> {
    [DocumentSignature::RsaSha256, DocumentSignature::EcdsaP256]
        .into_iter()
        .map(|signature| {
            let document = Document::new(&DocumentOptions {
                signature,
                ..DocumentOptions::default()
            });
            document.trust().clone()
        })
        .collect()
}

/// Whether who signed calls a simulated country signer its issuer. Not a
/// proof, and none is needed: a document that says so does not belong to a citizen.
pub(crate) fn is_simulated(signer: &SignerDetails) -> bool {
    let mut store = TrustStore::new();
    for authority in simulated_authorities() {
        // The test of `cie sim trust` shows that each is taken.
        let _ = store.add(&authority.country_signer);
    }
    let mut anchors = store.anchors().iter();
    anchors.any(|anchor| *anchor.subject() == signer.issuer)
}
