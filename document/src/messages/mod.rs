//! What was proved of a travel document, in sentences.
//!
//! Each of the five questions has one sentence for its answer, followed by the
//! reason where it was not proved. The summary is one sentence, or two: it names
//! who signed where a country signer vouches for them, says if their country was
//! not compared, and calls a chip genuine only where nothing is left to prove. `docs/verdicts.md` has every sentence.

mod de;
mod en;
mod it;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use core::fmt;

use cie_core::messages::{Lang, join, write_lines};

use crate::{
    emrtd::com::DataGroup,
    trust::{
        chain::{ChainError, ChainLink, Revocation},
        country::Country,
        listing::Listing,
        name::DistinguishedName,
        verdict::{Failure, Finding, Gap, Summary, Verdict},
    },
};

/// A verdict for people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerdictText {
    /// How far the authenticity was checked, in one sentence; a second one says
    /// that the signer's country was not compared.
    pub summary: String,
    /// Whether the data are unaltered, and why not or why that is open.
    pub data_intact: String,
    /// Whether the data are signed. By whom is in
    /// [`Verdict::signer`](crate::trust::verdict::Verdict::signer).
    pub signed_by: String,
    /// Whether a given country signer vouches for the signer.
    pub signer_trusted: String,
    /// Whether who signed is of the country that issued the document.
    pub signer_country: String,
    /// Whether the chip is the original.
    pub chip_genuine: String,
}

/// The summary and the five answers, a line each.
impl fmt::Display for VerdictText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answers = [
            &self.summary,
            &self.data_intact,
            &self.signed_by,
            &self.signer_trusted,
            &self.signer_country,
            &self.chip_genuine,
        ];
        write_lines(f, answers)
    }
}

/// What to tell a person of a verdict.
#[must_use]
pub fn verdict(verdict: &Verdict, lang: Lang) -> VerdictText {
    let words = words(lang);
    let tell = |question, finding| told(question, finding, words);
    let not_asked = match verdict.revocation {
        Some(Revocation::NoList) => words.no_revocation_list(),
        Some(Revocation::Outdated) => words.revocation_list_outdated(),
        Some(Revocation::NotRevoked) | None => "",
    };
    let trusted = tell(Question::SignerTrusted, verdict.signer_trusted);
    VerdictText {
        summary: join([
            summary(verdict, words).as_str(),
            country_not_compared(verdict, words),
        ]),
        data_intact: tell(Question::DataIntact, verdict.data_intact),
        signed_by: tell(Question::SignedBy, verdict.signed_by),
        signer_trusted: join([&trusted, not_asked]),
        signer_country: tell(Question::SignerCountry, verdict.signer_country),
        chip_genuine: tell(Question::ChipGenuine, verdict.chip_genuine),
    }
}

fn summary(verdict: &Verdict, words: &dyn VerdictWords) -> String {
    let summary = verdict.summary();
    let signer = verdict.signer.as_ref();
    let subject = signer.map_or(String::new(), |signer| signer.subject.in_a_sentence());
    let Finding::Failed(Failure::OtherCountry(of, country)) = verdict.signer_country else {
        return words.summary(summary, &in_brackets(&subject));
    };
    if summary != Summary::OtherCountry {
        return words.summary(summary, "");
    }
    // A name that nobody vouches for is whatever its holder likes; the country is
    // one of a table.
    let issuer = signer.map(|signer| &signer.issuer);
    let name = match of {
        ChainLink::DocumentSigner if verdict.signer_trusted.is_proved() => subject,
        ChainLink::CountrySigner if verdict.signer_trusted.is_proved() => issuer
            .filter(|issuer| issuer.country().and_then(Country::new) == Some(country))
            .map_or(String::new(), DistinguishedName::in_a_sentence),
        _ => String::new(),
    };
    let name = if name.is_empty() {
        country.to_string()
    } else {
        name
    };
    words.other_country(of, &in_brackets(&name))
}

/// With a space before it; nothing for nobody.
fn in_brackets(name: &str) -> String {
    if name.is_empty() {
        String::new()
    } else {
        format!(" ({name})")
    }
}

/// Said where a signer is vouched for: it may be of any of the countries that
/// the caller trusts.
fn country_not_compared(verdict: &Verdict, words: &dyn VerdictWords) -> &'static str {
    match verdict.summary() {
        Summary::Complete | Summary::ChipNotChecked if !verdict.signer_country.is_proved() => {
            words.country_not_compared()
        }
        _ => "",
    }
}

/// What a comparison of EF.COM with EF.SOD has shown, and what it means.
#[must_use]
pub fn listing(listing: &Listing, lang: Lang) -> String {
    let words = words(lang);
    let named = |groups: &[DataGroup], sentence: fn(&dyn VerdictWords, &str) -> String| {
        if groups.is_empty() {
            return String::new();
        }
        let names: Vec<_> = groups.iter().map(ToString::to_string).collect();
        sentence(words, &names.join(", "))
    };
    match listing {
        Listing::Agrees => words.listing_agrees().into(),
        Listing::Malformed => words.listing_malformed().into(),
        Listing::NoSecurityObject => words.listing_not_compared().into(),
        Listing::Differs {
            not_covered,
            not_listed,
        } => join([
            words.listing_differs(),
            &named(not_covered, |words, names| words.not_covered(names)),
            &named(not_listed, |words, names| words.not_listed(names)),
        ]),
    }
}

/// The five questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    DataIntact,
    SignedBy,
    SignerTrusted,
    SignerCountry,
    ChipGenuine,
}

/// An answer without its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Proved,
    Failed,
    NotChecked,
}

cie_core::named! {
    /// A reason without its details, by [`Finding::code`].
    enum Reason {
        FileAltered => "file_altered",
        FileNotCovered => "file_not_covered",
        SecurityObjectMalformed => "security_object_malformed",
        SignatureInvalid => "signature_invalid",
        IssuerUnknown => "issuer_unknown",
        CertificateNotYetValid => "certificate_not_yet_valid",
        CertificateExpired => "certificate_expired",
        CertificateRevoked => "certificate_revoked",
        CertificateInvalid => "certificate_invalid",
        OtherCountry => "other_country",
        ChipNotProved => "chip_not_proved",
        ChipFileWithheld => "chip_file_withheld",
        CardAccessAltered => "card_access_altered",
        NoSecurityObject => "no_security_object",
        ListNotUnderstood => "list_not_understood",
        NoFiles => "no_files",
        NoTrust => "no_trust",
        NoSigner => "no_signer",
        SignerNotTrusted => "signer_not_trusted",
        IssuingStateNotRead => "issuing_state_not_read",
        NoCountry => "no_country",
        UnknownCountry => "unknown_country",
        Unsupported => "unsupported",
        ChipNotAsked => "chip_not_asked",
        ChipFileNotUnderstood => "chip_file_not_understood",
        ChipCannot => "chip_cannot",
        CardAccessNotCompared => "card_access_not_compared",
        ChipKeyNotSigned => "chip_key_not_signed",
    }
}

/// The sentences of one language.
trait VerdictWords: Sync {
    /// All answers in one sentence. `by` is empty, or a space and who signed in
    /// brackets; it is named where a country signer vouches for it.
    fn summary(&self, summary: Summary, by: &str) -> String;

    /// [`Summary::OtherCountry`], with whose certificate it is.
    fn other_country(&self, of: ChainLink, by: &str) -> String;

    /// What a summary that names a signer adds where its country is open.
    fn country_not_compared(&self) -> &'static str;

    /// The answer to a question.
    fn answer(&self, question: Question, answer: Answer) -> &'static str;

    /// Why it is not proved.
    fn reason(&self, reason: Reason) -> &'static str;

    /// Which file it is about.
    fn file(&self, name: &str) -> String;

    /// Whose certificate it is about.
    fn certificate(&self, of: ChainLink) -> &'static str;

    /// Whose certificate it is about, and which country that names.
    fn country(&self, of: ChainLink, country: &str) -> String;

    /// No revocation list of the issuer was there.
    fn no_revocation_list(&self) -> &'static str;

    /// None of those that were there is in force.
    fn revocation_list_outdated(&self) -> &'static str;

    /// EF.COM lists what EF.SOD covers.
    fn listing_agrees(&self) -> &'static str;

    /// It does not.
    fn listing_differs(&self) -> &'static str;

    /// Files with these names are in EF.COM alone.
    fn not_covered(&self, names: &str) -> String;

    /// Files with these names are in EF.SOD alone.
    fn not_listed(&self, names: &str) -> String;

    /// EF.COM is not a list.
    fn listing_malformed(&self) -> &'static str;

    /// There is no EF.SOD to compare with.
    fn listing_not_compared(&self) -> &'static str;
}

fn words(lang: Lang) -> &'static dyn VerdictWords {
    match lang {
        Lang::It => &it::Italian,
        Lang::En => &en::English,
        Lang::De => &de::German,
    }
}

fn told(question: Question, finding: Finding, words: &dyn VerdictWords) -> String {
    let answer = match finding {
        Finding::Proved => Answer::Proved,
        Finding::Failed(_) => Answer::Failed,
        Finding::NotChecked(_) => Answer::NotChecked,
    };
    let reason = Reason::parse(finding.code()).map_or("", |reason| words.reason(reason));
    let detail = match finding {
        Finding::Failed(Failure::Signer(
            ChainError::NotYetValid(of, _)
            | ChainError::Expired(of, _)
            | ChainError::Revoked(of, _),
        )) => words.certificate(of).to_owned(),
        Finding::Failed(Failure::OtherCountry(of, country)) => words.country(of, country.as_str()),
        Finding::Failed(
            Failure::FileAltered(number)
            | Failure::FileNotCovered(number)
            | Failure::ChipFileWithheld(number),
        )
        | Finding::NotChecked(Gap::ChipFileNotUnderstood(number)) => words.file(&file_name(number)),
        _ => String::new(),
    };
    join([words.answer(question, answer), reason, &detail])
}

/// The name of a file by the number that EF.SOD uses for it; those of the IAS
/// application have numbers above the data groups'.
fn file_name(number: u8) -> String {
    DataGroup::new(number).map_or_else(|| format!("{number:02X}"), |group| group.to_string())
}
