//! `docs/verdicts.md`: every outcome of the verdict and what is said of it.

use std::fmt::Write;

use cie_core::{messages::Lang, time::UnixTime};
use cie_document::{
    TrustStore,
    messages::VerdictText,
    trust::{
        chain::{ChainError, ChainLink, Revocation},
        cms::CmsError,
        country::Country,
        security_object::SecurityObjectError,
        verdict::{ChipEvidence, Evidence, Failure, Finding, Gap, Verdict},
    },
};
use cie_sim::{
    DocumentOptions,
    lds::{Document, LdsFile},
};

const AT: UnixTime = UnixTime(1_700_000_000);

/// What is proved of a simulated document of which no file was read.
fn judged() -> Verdict {
    let document = Document::new(&DocumentOptions::default());
    let mut trust = TrustStore::new();
    trust.add(&document.trust().country_signer).unwrap();
    Verdict::of(&Evidence {
        security_object: document.file(LdsFile::Sod),
        files: &[],
        trust: &trust,
        at: AT,
        chip: &ChipEvidence::NotAsked,
        card_access: None,
    })
}

/// Everything is proved.
fn proved() -> Verdict {
    let mut verdict = judged();
    verdict.data_intact = Finding::Proved;
    verdict.signed_by = Finding::Proved;
    verdict.signer_trusted = Finding::Proved;
    verdict.signer_country = Finding::Proved;
    verdict.chip_genuine = Finding::Proved;
    verdict.signer = None;
    verdict.revocation = Some(Revocation::NotRevoked);
    verdict.oddities = Vec::new();
    verdict
}

/// Outcomes of each question.
struct Question {
    name: &'static str,
    findings: &'static [Finding],
    set: fn(&mut Verdict, Finding),
    told: fn(VerdictText) -> String,
}

const UNREADABLE: SecurityObjectError =
    SecurityObjectError::Cms(CmsError::Malformed("not a content info"));

const QUESTIONS: [Question; 5] = [
    Question {
        name: "data_intact",
        findings: &[
            Finding::Proved,
            Finding::Failed(Failure::FileAltered(1)),
            Finding::Failed(Failure::FileNotCovered(2)),
            Finding::Failed(Failure::SecurityObject(UNREADABLE)),
            Finding::NotChecked(Gap::NoSecurityObject),
            Finding::NotChecked(Gap::ListNotUnderstood),
            Finding::NotChecked(Gap::NoFiles),
            Finding::NotChecked(Gap::Unsupported("a hash")),
        ],
        set: |verdict, finding| verdict.data_intact = finding,
        told: |text| text.data_intact,
    },
    Question {
        name: "signed_by",
        findings: &[
            Finding::Proved,
            Finding::Failed(Failure::SecurityObject(UNREADABLE)),
            Finding::Failed(Failure::Signature(CmsError::Digest)),
            Finding::NotChecked(Gap::NoSecurityObject),
            Finding::NotChecked(Gap::NoSigner),
            Finding::NotChecked(Gap::Unsupported("a curve")),
        ],
        set: |verdict, finding| verdict.signed_by = finding,
        told: |text| text.signed_by,
    },
    Question {
        name: "signer_trusted",
        findings: &[
            Finding::Proved,
            Finding::Failed(Failure::Signer(ChainError::UnknownIssuer)),
            Finding::Failed(Failure::Signer(ChainError::NotYetValid(
                ChainLink::DocumentSigner,
                AT,
            ))),
            Finding::Failed(Failure::Signer(ChainError::Expired(
                ChainLink::DocumentSigner,
                AT,
            ))),
            Finding::Failed(Failure::Signer(ChainError::Revoked(
                ChainLink::DocumentSigner,
                AT,
            ))),
            Finding::Failed(Failure::Signer(ChainError::Revoked(
                ChainLink::CountrySigner,
                AT,
            ))),
            Finding::Failed(Failure::Signer(ChainError::NotAnAuthority)),
            Finding::NotChecked(Gap::NoTrust),
            Finding::NotChecked(Gap::NoSigner),
            Finding::NotChecked(Gap::Unsupported("a curve")),
        ],
        set: |verdict, finding| verdict.signer_trusted = finding,
        told: |text| text.signer_trusted,
    },
    Question {
        name: "signer_country",
        findings: &[
            Finding::Proved,
            Finding::Failed(Failure::OtherCountry(
                ChainLink::DocumentSigner,
                Country::new("FR").unwrap(),
            )),
            Finding::Failed(Failure::OtherCountry(
                ChainLink::CountrySigner,
                Country::new("FR").unwrap(),
            )),
            Finding::NotChecked(Gap::SignerNotTrusted),
            Finding::NotChecked(Gap::IssuingStateNotRead),
            Finding::NotChecked(Gap::NoCountry),
            Finding::NotChecked(Gap::UnknownCountry),
            Finding::NotChecked(Gap::NoSigner),
        ],
        set: |verdict, finding| verdict.signer_country = finding,
        told: |text| text.signer_country,
    },
    Question {
        name: "chip_genuine",
        findings: &[
            Finding::Proved,
            Finding::Failed(Failure::Chip("a wrong answer")),
            Finding::Failed(Failure::ChipFileWithheld(14)),
            Finding::Failed(Failure::CardAccessAltered),
            Finding::NotChecked(Gap::ChipNotAsked),
            Finding::NotChecked(Gap::ChipCannot),
            Finding::NotChecked(Gap::ChipFileNotUnderstood(15)),
            Finding::NotChecked(Gap::Unsupported("a group")),
            Finding::NotChecked(Gap::CardAccessNotCompared),
            Finding::NotChecked(Gap::ChipKeyNotSigned),
        ],
        set: |verdict, finding| verdict.chip_genuine = finding,
        told: |text| text.chip_genuine,
    },
];

/// A verdict in which one question has this outcome, and those that depend on
/// it have what follows from that.
fn with(question: &Question, finding: Finding) -> Verdict {
    let mut verdict = proved();
    let gap = Finding::NotChecked(Gap::NoSigner);
    if question.name == "signed_by" && !finding.is_proved() {
        (verdict.signer_trusted, verdict.signer_country) = (gap, gap);
    }
    if question.name != "chip_genuine" && finding.is_failed() {
        verdict.chip_genuine = Finding::NotChecked(Gap::ChipKeyNotSigned);
    }
    (question.set)(&mut verdict, finding);
    verdict
}

fn row(out: &mut String, first: &str, told: impl Fn(Lang) -> String) {
    let [it, en, de] = [Lang::It, Lang::En, Lang::De].map(told);
    writeln!(out, "| {first} | {it} | {en} | {de} |").unwrap();
}

#[test]
fn every_outcome_and_its_sentences_are_those_of_the_document() {
    const HEAD: &str = "it | en | de |\n|---|---|---|---|\n";
    let mut findings = format!("| question, outcome | {HEAD}");
    let mut summaries: Vec<(String, Verdict)> = Vec::new();
    for question in &QUESTIONS {
        for finding in question.findings {
            let verdict = with(question, *finding);
            let first = format!("`{}` `{}`", question.name, finding.code());
            row(&mut findings, &first, |lang| {
                (question.told)(cie_document::messages::verdict(&verdict, lang))
            });
            let country = verdict.signer_country.is_proved();
            let code = format!("`{}`", verdict.summary().code());
            let code = match finding {
                Finding::Failed(Failure::OtherCountry(ChainLink::CountrySigner, _)) => {
                    format!("{code}, of the country signer")
                }
                _ => code,
            };
            let code = match code.as_str() {
                "`complete`" | "`chip_not_checked`" if !country => {
                    format!("{code}, country not compared")
                }
                _ => code,
            };
            if !summaries.iter().any(|(known, _)| *known == code) {
                summaries.push((code, verdict));
            }
        }
    }
    for revocation in [Revocation::NoList, Revocation::Outdated] {
        let mut verdict = proved();
        verdict.revocation = Some(revocation);
        let first = format!(
            "`signer_trusted` `proved`, revocation `{}`",
            revocation.code()
        );
        row(&mut findings, &first, |lang| {
            cie_document::messages::verdict(&verdict, lang).signer_trusted
        });
    }
    let mut both = with(&QUESTIONS[4], Finding::NotChecked(Gap::ChipNotAsked));
    both.signer_country = Finding::NotChecked(Gap::NoCountry);
    summaries.push(("`chip_not_checked`, country not compared".into(), both));
    summaries.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut table = format!("| outcome | {HEAD}");
    // A name comes from a certificate alone.
    let signer = judged().signer.unwrap();
    let name = signer.subject.in_a_sentence();
    for (code, mut verdict) in summaries {
        verdict.signer = Some(signer.clone());
        row(&mut table, &code, |lang| {
            let summary = cie_document::messages::verdict(&verdict, lang).summary;
            summary.replace(&name, "NAME")
        });
    }
    cie_tests::docs::holds("../docs/verdicts.md", "summaries", &table);
    cie_tests::docs::holds("../docs/verdicts.md", "findings", &findings);
    // Nothing can come out that is not in the tables.
    for code in cie_document::trust::verdict::Summary::ALL.map(|summary| summary.code()) {
        assert!(table.contains(&format!("| `{code}`")), "{code}");
    }
}
