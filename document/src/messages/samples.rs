//! Every finding and every listing, for the tests.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cie_core::{messages::Lang, time::UnixTime};

use super::{Answer, Question, Reason, VerdictWords};
use crate::{
    emrtd::com::DataGroup,
    trust::{
        chain::{ChainError, ChainLink},
        cms::CmsError,
        country::Country,
        listing::Listing,
        security_object::SecurityObjectError,
        verdict::{Failure, Finding, Gap, Summary},
    },
};

/// What stands in every free text of a sample; must never reach a person.
pub(super) const FREE_TEXT: &str = "24681357";

/// Every finding that is not [`Finding::Proved`].
pub(super) fn findings() -> Vec<Finding> {
    let free = FREE_TEXT;
    let at = UnixTime(1_700_000_000);
    let failures = [
        Failure::FileAltered(1),
        Failure::FileNotCovered(0xA5),
        Failure::SecurityObject(SecurityObjectError::UnknownHash),
        Failure::Signature(CmsError::Digest),
        Failure::Signer(ChainError::UnknownIssuer),
        Failure::Signer(ChainError::NotYetValid(ChainLink::DocumentSigner, at)),
        Failure::Signer(ChainError::Expired(ChainLink::CountrySigner, at)),
        Failure::Signer(ChainError::Revoked(ChainLink::DocumentSigner, at)),
        Failure::Signer(ChainError::OtherCountry),
        Failure::OtherCountry(ChainLink::DocumentSigner, Country::new("FR").unwrap()),
        Failure::Chip(free),
        Failure::ChipFileWithheld(14),
        Failure::CardAccessAltered,
    ];
    let gaps = [
        Gap::NoSecurityObject,
        Gap::ListNotUnderstood,
        Gap::NoFiles,
        Gap::NoTrust,
        Gap::NoSigner,
        Gap::SignerNotTrusted,
        Gap::IssuingStateNotRead,
        Gap::NoCountry,
        Gap::UnknownCountry,
        Gap::Unsupported(free),
        Gap::ChipNotAsked,
        Gap::ChipFileNotUnderstood(15),
        Gap::ChipCannot,
        Gap::CardAccessNotCompared,
        Gap::ChipKeyNotSigned,
    ];
    let failures = failures.into_iter().map(Finding::Failed);
    failures
        .chain(gaps.into_iter().map(Finding::NotChecked))
        .collect()
}

/// A listing of each kind.
pub(super) fn listings() -> Vec<Listing> {
    let differs = |not_covered: &[DataGroup], not_listed: &[DataGroup]| Listing::Differs {
        not_covered: not_covered.to_vec(),
        not_listed: not_listed.to_vec(),
    };
    vec![
        Listing::Agrees,
        Listing::Malformed,
        Listing::NoSecurityObject,
        differs(&[DataGroup::DG7], &[]),
        differs(&[], &[DataGroup::DG14, DataGroup::DG15]),
    ]
}

/// Every text of a language.
pub(super) fn all_texts(lang: Lang) -> Vec<String> {
    let words: &dyn VerdictWords = super::words(lang);
    let mut texts = Vec::new();
    for by in ["", " (Signer, IT)"] {
        texts.extend(Summary::ALL.map(|summary| words.summary(summary, by)));
    }
    texts.push(words.country_not_compared().to_owned());
    for question in [
        Question::DataIntact,
        Question::SignedBy,
        Question::SignerTrusted,
        Question::SignerCountry,
        Question::ChipGenuine,
    ] {
        for answer in [Answer::Proved, Answer::Failed, Answer::NotChecked] {
            texts.push(words.answer(question, answer).to_owned());
        }
        texts.extend(
            findings()
                .into_iter()
                .map(|finding| super::told(question, finding, words)),
        );
    }
    texts.extend(
        Reason::ALL
            .iter()
            .map(|reason| words.reason(*reason).to_owned()),
    );
    texts.extend(
        listings()
            .iter()
            .map(|listing| super::listing(listing, lang)),
    );
    texts.push(words.no_revocation_list().to_owned());
    texts.push(words.revocation_list_outdated().to_owned());
    for of in [ChainLink::DocumentSigner, ChainLink::CountrySigner] {
        texts.push(words.other_country(of, " (FR)"));
        texts.push(words.certificate(of).to_owned());
        texts.push(words.country(of, "FR"));
    }
    texts
}
