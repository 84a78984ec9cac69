//! English.

use super::{Answer, Question, Reason, VerdictWords};
use crate::trust::{chain::ChainLink, verdict::Summary};

pub(super) struct English;

impl VerdictWords for English {
    fn summary(&self, summary: Summary, by: &str) -> String {
        match summary {
            Summary::DataAltered => {
                "Do not trust it: the data that were read are not those that were signed.".into()
            }
            Summary::SignatureInvalid => {
                "Do not trust it: the data do not have a valid signature.".into()
            }
            Summary::SignerNotTrusted => {
                "Do not trust it: none of the given country signers vouches for the signer of the data.".into()
            }
            Summary::OtherCountry => self.other_country(ChainLink::DocumentSigner, by),
            Summary::ChipNotProved => "Do not trust it: the chip did not prove that it is the \
                                       original; it may be a copy."
                .into(),
            Summary::NotChecked => "The authenticity was not checked.".into(),
            Summary::SignerNotChecked => "The data are those that were signed, but the signer \
                                          was not checked: it may be anyone."
                .into(),
            Summary::ChipNotChecked => format!(
                "The data are unaltered and a given country signer vouches for their \
                 signer{by}; whether the chip is a copy was not checked."
            ),
            Summary::Complete => format!(
                "Authenticity checked: the data are unaltered, a given country signer vouches for \
                 their signer{by}, and the chip is not a copy."
            ),
        }
    }

    fn other_country(&self, of: ChainLink, by: &str) -> String {
        match of {
            ChainLink::DocumentSigner => format!(
                "Do not trust it: the document names one country as its issuer, but its signer{by} \
                 belongs to another country."
            ),
            ChainLink::CountrySigner => format!(
                "Do not trust it: the document names one country as its issuer, but the country \
                 signer above its signer{by} belongs to another country."
            ),
        }
    }

    fn country_not_compared(&self) -> &'static str {
        "Whether that signer belongs to the country that issued the document was not checked."
    }

    fn answer(&self, question: Question, answer: Answer) -> &'static str {
        match (question, answer) {
            (Question::DataIntact, Answer::Proved) => {
                "The digests of the data that were read are those of the document's signed object."
            }
            (Question::DataIntact, Answer::Failed) => {
                "The data that were read cannot be relied on."
            }
            (Question::DataIntact, Answer::NotChecked) => {
                "Whether the data were altered was not checked."
            }
            (Question::SignedBy, Answer::Proved) => "The signature of the data is valid.",
            (Question::SignedBy, Answer::Failed) => "The signature of the data is not valid.",
            (Question::SignedBy, Answer::NotChecked) => "The signature was not checked.",
            (Question::SignerTrusted, Answer::Proved) => {
                "A given country signer vouches for the signer."
            }
            (Question::SignerTrusted, Answer::Failed) => {
                "None of the given country signers vouches for the signer."
            }
            (Question::SignerTrusted, Answer::NotChecked) => {
                "Whether the signer can be trusted was not checked."
            }
            (Question::SignerCountry, Answer::Proved) => {
                "The signer belongs to the country that the document names as its issuer."
            }
            (Question::SignerCountry, Answer::Failed) => {
                "The signer does not belong to the country that the document names as its issuer."
            }
            (Question::SignerCountry, Answer::NotChecked) => {
                "Whether the signer belongs to the country that issued the document was not checked."
            }
            (Question::ChipGenuine, Answer::Proved) => "The chip is the original and not a copy.",
            (Question::ChipGenuine, Answer::Failed) => {
                "The chip may be a copy, or someone has tampered with it."
            }
            (Question::ChipGenuine, Answer::NotChecked) => {
                "The chip is not proved to be the original."
            }
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::FileAltered => "A file is not the one that was signed.",
            Reason::FileNotCovered => "A file is not among those that were signed.",
            Reason::SecurityObjectMalformed => {
                "The document's signed object (EF.SOD) cannot be understood."
            }
            Reason::SignatureInvalid => "It does not match the data and the signer's certificate.",
            Reason::IssuerUnknown => "None of them issued the signer's certificate.",
            Reason::CertificateNotYetValid => "A certificate is not valid yet.",
            Reason::CertificateExpired => "A certificate has expired.",
            Reason::CertificateRevoked => "A certificate was revoked.",
            Reason::CertificateInvalid => "A certificate breaks the rules for document signers.",
            Reason::OtherCountry => "A certificate names another country.",
            Reason::ChipNotProved => "The chip did not prove that it holds its own secret key.",
            Reason::ChipFileWithheld => {
                "The chip withholds a file with its keys that was signed with the document."
            }
            Reason::CardAccessAltered => {
                "The ways in which the chip can be opened (EF.CardAccess) are not those that were \
                 signed."
            }
            Reason::NoSecurityObject => "The document's signed object (EF.SOD) was not read.",
            Reason::ListNotUnderstood => {
                "This program does not understand the list in the signed object (EF.SOD)."
            }
            Reason::NoFiles => "No file was read.",
            Reason::NoTrust => "No country signer was given.",
            Reason::NoSigner => "The signer is not known.",
            Reason::SignerNotTrusted => "None of the given country signers vouches for it.",
            Reason::IssuingStateNotRead => {
                "The file that names that country (DG1) was not read or cannot be understood."
            }
            Reason::NoCountry => "A certificate does not name its country.",
            Reason::UnknownCountry => {
                "This program does not know the code of one of the two countries."
            }
            Reason::Unsupported => "This program does not know the procedure.",
            Reason::ChipNotAsked => "The chip was not asked to prove itself.",
            Reason::ChipFileNotUnderstood => {
                "This program does not understand the file with its keys."
            }
            Reason::ChipCannot => "The chip has no way to prove itself.",
            Reason::CardAccessNotCompared => {
                "The ways in which the chip can be opened (EF.CardAccess) were not compared with \
                 the signed ones."
            }
            Reason::ChipKeyNotSigned => "It is not proved that its key belongs to this document.",
        }
    }

    fn file(&self, name: &str) -> String {
        format!("Affected file: {name}.")
    }

    fn certificate(&self, of: ChainLink) -> &'static str {
        match of {
            ChainLink::DocumentSigner => "It is the signer's.",
            ChainLink::CountrySigner => "It belongs to an authority above the signer.",
        }
    }

    fn country(&self, of: ChainLink, country: &str) -> String {
        match of {
            ChainLink::DocumentSigner => format!("It is the signer's, and names {country}."),
            ChainLink::CountrySigner => {
                format!("It belongs to an authority above the signer, and names {country}.")
            }
        }
    }

    fn no_revocation_list(&self) -> &'static str {
        "Whether the signer's certificate was revoked was not checked: no list by its country \
         signer was given."
    }

    fn revocation_list_outdated(&self) -> &'static str {
        "Whether the signer's certificate was revoked was not checked: the list by its country \
         signer is out of date."
    }

    fn listing_agrees(&self) -> &'static str {
        "The document's own list of files (EF.COM) agrees with the signed object (EF.SOD)."
    }

    fn listing_differs(&self) -> &'static str {
        "The document's own list of files (EF.COM) differs from the signed object (EF.SOD). \
         The list is not signed: it may have been altered, and is not used."
    }

    fn not_covered(&self, names: &str) -> String {
        format!("Only in the list, and therefore not trustworthy: {names}.")
    }

    fn not_listed(&self, names: &str) -> String {
        format!("Missing from the list, but issued with the document: {names}.")
    }

    fn listing_malformed(&self) -> &'static str {
        "The document's own list of files (EF.COM) cannot be understood."
    }

    fn listing_not_compared(&self) -> &'static str {
        "The document's own list of files (EF.COM) was not compared: the signed object is missing."
    }
}
