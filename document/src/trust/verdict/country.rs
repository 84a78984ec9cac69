//! Whether those who signed are of the state that the document names.

use super::{Evidence, Failure, Finding, Gap};
use crate::{
    emrtd::dg1,
    trust::{
        certificate::Certificate,
        chain::{ChainLink, TrustedChain},
        country::{self, Comparison, Country},
    },
};

/// The number of DG1, which names the state.
const DG1: u8 = 1;

/// Compares the issuing state of DG1 with the countries of the document signer
/// and of who has certified it: each of a trusted chain, else whom the signer
/// names itself. A difference counts whether or not they are trusted; that they
/// agree is proved of a trusted chain alone, for anyone can write a country
/// into a certificate of their own.
pub(super) fn of_signer(
    signer: &Certificate,
    chain: Option<&TrustedChain<'_>>,
    evidence: &Evidence<'_>,
) -> Finding {
    let dg1 = evidence.files.iter().find(|(number, _)| *number == DG1);
    let Some(state) = dg1.and_then(|(_, file)| dg1::issuing_state(file)) else {
        return Finding::NotChecked(Gap::IssuingStateNotRead);
    };
    let mut names = vec![
        (ChainLink::DocumentSigner, signer.subject()),
        (ChainLink::CountrySigner, signer.issuer()),
    ];
    let issuers = chain.iter().flat_map(|chain| &chain.issuers);
    names.extend(issuers.map(|issuer| (ChainLink::CountrySigner, issuer.subject())));
    let mut finding = match chain {
        Some(_) => Finding::Proved,
        None => Finding::NotChecked(Gap::SignerNotTrusted),
    };
    for (link, name) in names {
        let Some(country) = name.country() else {
            finding = Finding::NotChecked(Gap::NoCountry);
            continue;
        };
        match (
            country::compare(&state, country),
            Country::new(country.trim()),
        ) {
            (Comparison::Same, _) => {}
            (Comparison::Differs, Some(country)) => {
                return Finding::Failed(Failure::OtherCountry(link, country));
            }
            // Whose code is known has two or three letters.
            (Comparison::Differs, None)
            | (Comparison::UnknownState | Comparison::UnknownCountry, _) => {
                finding = Finding::NotChecked(Gap::UnknownCountry);
            }
        }
    }
    finding
}
