//! Whether those who signed are of the state that the document names.

use super::{Evidence, Failure, Finding, Gap};
use crate::{
    app::emrtd::dg1,
    trust::{
        certificate::Certificate,
        chain::TrustedChain,
        country::{self, Comparison},
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
    let Some(mrz) = dg1.and_then(|(_, file)| dg1::parse(file).ok()) else {
        return Finding::NotChecked(Gap::IssuingStateNotRead);
    };
    let mut names = vec![signer.subject(), signer.issuer()];
    names.extend(
        chain
            .iter()
            .flat_map(|chain| chain.issuers.iter().map(|issuer| issuer.subject())),
    );
    let mut finding = match chain {
        Some(_) => Finding::Proved,
        None => Finding::NotChecked(Gap::SignerNotTrusted),
    };
    for name in names {
        let Some(country) = name.country() else {
            finding = Finding::NotChecked(Gap::NoCountry);
            continue;
        };
        match country::compare(&mrz.issuing_state, country) {
            Comparison::Same => {}
            Comparison::Differs => return Finding::Failed(Failure::OtherCountry),
            Comparison::UnknownState | Comparison::UnknownCountry => {
                finding = Finding::NotChecked(Gap::UnknownCountry);
            }
        }
    }
    finding
}
