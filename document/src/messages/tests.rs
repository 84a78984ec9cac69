#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cie_tests::sentences;

use super::{
    samples::{FREE_TEXT, all_texts, findings},
    *,
};
use crate::trust::verdict::Gap;

const PROVED: Verdict = Verdict {
    data_intact: Finding::Proved,
    signed_by: Finding::Proved,
    signer_trusted: Finding::Proved,
    signer_country: Finding::Proved,
    chip_genuine: Finding::Proved,
    signer: None,
    revocation: Some(Revocation::NotRevoked),
    oddities: Vec::new(),
};

#[test]
fn every_reason_that_a_finding_can_have_has_a_sentence_and_no_sentence_is_without_a_reason() {
    let codes: Vec<_> = findings().iter().map(|finding| finding.code()).collect();
    assert_eq!(codes, Reason::ALL.map(Reason::name));
}

#[test]
fn a_reason_follows_every_answer_that_is_no_proof() {
    for lang in Lang::ALL {
        for finding in findings() {
            let verdict = Verdict {
                chip_genuine: finding,
                ..PROVED
            };
            let text = super::verdict(&verdict, lang).chip_genuine;
            let reason = Reason::parse(finding.code()).unwrap();
            assert!(text.contains(words(lang).reason(reason)), "{text}");
        }
        let text = verdict(&PROVED, lang).chip_genuine;
        assert_eq!(
            text,
            words(lang).answer(Question::ChipGenuine, Answer::Proved)
        );
    }
}

#[test]
fn the_file_that_was_altered_is_named() {
    for lang in Lang::ALL {
        for (number, name) in [(1, "DG1."), (16, "DG16."), (0xA5, "A5.")] {
            let verdict = Verdict {
                data_intact: Finding::Failed(Failure::FileAltered(number)),
                ..PROVED
            };
            let text = super::verdict(&verdict, lang).data_intact;
            assert!(text.ends_with(name), "{text}");
        }
    }
}

#[test]
fn nothing_but_proofs_of_every_question_calls_the_chip_the_original_in_the_summary() {
    for lang in Lang::ALL {
        let complete = verdict(&PROVED, lang).summary;
        for finding in findings() {
            for missing in 0..5 {
                let mut verdict = PROVED;
                *[
                    &mut verdict.data_intact,
                    &mut verdict.signed_by,
                    &mut verdict.signer_trusted,
                    &mut verdict.signer_country,
                    &mut verdict.chip_genuine,
                ]
                .into_iter()
                .nth(missing)
                .unwrap() = finding;
                let summary = super::verdict(&verdict, lang).summary;
                assert_ne!(summary, complete);
                let warns = ["Non fidarti", "Do not trust", "Vertrauen Sie dem nicht"]
                    .iter()
                    .any(|warning| summary.starts_with(warning));
                assert_eq!(warns, finding.is_failed(), "{summary}");
            }
        }
    }
}

#[test]
fn a_summary_is_one_sentence_and_names_the_signer_where_one_is_vouched_for() {
    for lang in Lang::ALL {
        for this in Summary::ALL {
            let text = words(lang).summary(this, " (Signer)");
            assert_eq!(text.matches(". ").count(), 0, "{text}");
            // A name that nobody vouches for would lend it weight.
            let named = [
                Summary::OtherCountry,
                Summary::ChipNotChecked,
                Summary::Complete,
            ];
            assert_eq!(text.contains("(Signer)"), named.contains(&this), "{text}");
        }
    }
}

#[test]
fn that_the_country_was_not_compared_is_said_where_a_signer_is_vouched_for() {
    let open = Finding::NotChecked(Gap::IssuingStateNotRead);
    let not_asked = Finding::NotChecked(Gap::ChipNotAsked);
    for lang in Lang::ALL {
        let said = |verdict: Verdict| {
            let text = super::verdict(&verdict, lang).summary;
            text.contains(words(lang).country_not_compared())
        };
        let signer_country = open;
        assert!(!said(PROVED));
        assert!(said(Verdict {
            signer_country,
            ..PROVED
        }));
        assert!(said(Verdict {
            signer_country,
            chip_genuine: not_asked,
            ..PROVED
        }));
        assert!(!said(Verdict {
            signer_country,
            signer_trusted: Finding::NotChecked(Gap::NoTrust),
            ..PROVED
        }));
    }
}

#[test]
fn that_no_revocation_list_was_asked_is_said_of_a_trusted_signer() {
    for lang in Lang::ALL {
        let trusted = |revocation| {
            let verdict = Verdict {
                revocation,
                ..PROVED
            };
            super::verdict(&verdict, lang).signer_trusted
        };
        let none = words(lang).no_revocation_list();
        let old = words(lang).revocation_list_outdated();
        assert!(trusted(Some(Revocation::NoList)).ends_with(none));
        assert!(trusted(Some(Revocation::Outdated)).ends_with(old));
        for silent in [Some(Revocation::NotRevoked), None] {
            assert!(!trusted(silent).contains(none) && !trusted(silent).contains(old));
        }
    }
}

#[test]
fn a_difference_of_the_lists_names_the_files_on_each_side() {
    for lang in Lang::ALL {
        let text = listing(
            &Listing::Differs {
                not_covered: vec![DataGroup::DG7],
                not_listed: vec![DataGroup::DG14, DataGroup::DG15],
            },
            lang,
        );
        assert!(
            text.contains(": DG7.") && text.ends_with(": DG14, DG15."),
            "{text}"
        );
    }
}

#[test]
fn what_was_not_checked_is_not_called_a_failure() {
    for lang in Lang::ALL {
        let verdict = Verdict {
            chip_genuine: Finding::NotChecked(Gap::ChipNotAsked),
            ..PROVED
        };
        let text = super::verdict(&verdict, lang).chip_genuine;
        let failed = words(lang).answer(Question::ChipGenuine, Answer::Failed);
        assert!(!text.contains(failed));
    }
}

#[test]
fn the_certificate_that_was_revoked_or_is_of_another_country_is_named() {
    for lang in Lang::ALL {
        let told = |of| {
            let revoked = ChainError::Revoked(of, cie_core::time::UnixTime(0));
            let country = Country::new("FR").unwrap();
            let verdict = Verdict {
                signer_trusted: Finding::Failed(Failure::Signer(revoked)),
                signer_country: Finding::Failed(Failure::OtherCountry(of, country)),
                ..PROVED
            };
            super::verdict(&verdict, lang)
        };
        let [signer, above] = [ChainLink::DocumentSigner, ChainLink::CountrySigner].map(told);
        assert_ne!(signer.signer_trusted, above.signer_trusted);
        assert_ne!(signer.signer_country, above.signer_country);
        assert!(signer.signer_country.contains("FR") && above.signer_country.contains("FR"));
    }
}

#[test]
fn no_text_is_empty_and_every_text_is_whole_sentences() {
    for lang in Lang::ALL {
        sentences::are_whole(&all_texts(lang));
    }
}

#[test]
fn no_two_languages_say_the_same() {
    sentences::differ(&Lang::ALL.map(all_texts));
}

#[test]
fn no_sentence_is_longer_than_160_characters() {
    for lang in Lang::ALL {
        sentences::are_short(&all_texts(lang));
    }
}

#[test]
fn no_text_holds_a_code_or_the_free_text_of_an_error() {
    for lang in Lang::ALL {
        sentences::hold_no_code(&all_texts(lang), FREE_TEXT);
    }
}
