//! German.

use super::{Answer, Question, Reason, VerdictWords};
use crate::trust::{chain::ChainLink, verdict::Summary};

pub(super) struct German;

impl VerdictWords for German {
    fn summary(&self, summary: Summary, by: &str) -> String {
        match summary {
            Summary::DataAltered => {
                "Nicht vertrauen: Die gelesenen Daten sind nicht die, die signiert wurden.".into()
            }
            Summary::SignatureInvalid => {
                "Nicht vertrauen: Die Daten haben keine gültige Signatur.".into()
            }
            Summary::SignerNotTrusted => "Nicht vertrauen: Kein angegebenes Länderzertifikat \
                                          bürgt für den, der die Daten signiert hat."
                .into(),
            Summary::OtherCountry => self.other_country(ChainLink::DocumentSigner, by),
            Summary::ChipNotProved => "Nicht vertrauen: Der Chip hat nicht bewiesen, dass er das \
                                       Original ist; er kann eine Kopie sein."
                .into(),
            Summary::NotChecked => "Die Echtheit wurde nicht geprüft.".into(),
            Summary::SignerNotChecked => "Die Daten sind die, die signiert wurden, aber nicht \
                                          geprüft wurde, von wem: Es kann jeder sein."
                .into(),
            Summary::ChipNotChecked => format!(
                "Die Daten sind unverändert, und ein angegebenes Länderzertifikat bürgt für den \
                 Unterzeichner{by}; ob der Chip eine Kopie ist, wurde nicht geprüft."
            ),
            Summary::Complete => format!(
                "Echtheit geprüft: Die Daten sind unverändert, ein angegebenes Länderzertifikat \
                 bürgt für den Unterzeichner{by}, und der Chip ist keine Kopie."
            ),
        }
    }

    fn other_country(&self, of: ChainLink, by: &str) -> String {
        match of {
            ChainLink::DocumentSigner => format!(
                "Nicht vertrauen: Das Dokument nennt ein Land als Aussteller, unterzeichnet hat es \
                 aber jemand aus einem anderen Land{by}."
            ),
            ChainLink::CountrySigner => format!(
                "Nicht vertrauen: Das Dokument nennt ein Land als Aussteller, das Länderzertifikat \
                 des Unterzeichners{by} gehört aber zu einem anderen Land."
            ),
        }
    }

    fn country_not_compared(&self) -> &'static str {
        "Ob dieser Unterzeichner zu dem Land gehört, das das Dokument ausgestellt hat, wurde nicht \
         verglichen."
    }

    fn answer(&self, question: Question, answer: Answer) -> &'static str {
        match (question, answer) {
            (Question::DataIntact, Answer::Proved) => {
                "Die gelesenen Daten haben die Prüfwerte des signierten Objekts des Dokuments."
            }
            (Question::DataIntact, Answer::Failed) => "Auf die gelesenen Daten ist kein Verlass.",
            (Question::DataIntact, Answer::NotChecked) => {
                "Ob die Daten verändert wurden, wurde nicht geprüft."
            }
            (Question::SignedBy, Answer::Proved) => "Die Signatur der Daten stimmt.",
            (Question::SignedBy, Answer::Failed) => "Die Signatur der Daten stimmt nicht.",
            (Question::SignedBy, Answer::NotChecked) => "Die Signatur wurde nicht geprüft.",
            (Question::SignerTrusted, Answer::Proved) => {
                "Ein angegebenes Länderzertifikat bürgt für den Unterzeichner."
            }
            (Question::SignerTrusted, Answer::Failed) => {
                "Kein angegebenes Länderzertifikat bürgt für den Unterzeichner."
            }
            (Question::SignerTrusted, Answer::NotChecked) => {
                "Ob dem Unterzeichner zu trauen ist, wurde nicht geprüft."
            }
            (Question::SignerCountry, Answer::Proved) => {
                "Der Unterzeichner gehört zu dem Land, das das Dokument als Aussteller nennt."
            }
            (Question::SignerCountry, Answer::Failed) => {
                "Der Unterzeichner gehört nicht zu dem Land, das das Dokument als Aussteller nennt."
            }
            (Question::SignerCountry, Answer::NotChecked) => {
                "Ob der Unterzeichner zu dem Land gehört, das das Dokument ausgestellt hat, wurde \
                 nicht verglichen."
            }
            (Question::ChipGenuine, Answer::Proved) => "Der Chip ist das Original und keine Kopie.",
            (Question::ChipGenuine, Answer::Failed) => {
                "Der Chip kann eine Kopie sein, oder jemand hat ihn verfälscht."
            }
            (Question::ChipGenuine, Answer::NotChecked) => {
                "Dass der Chip das Original ist, ist nicht bewiesen."
            }
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::FileAltered => "Eine Datei ist nicht die, die signiert wurde.",
            Reason::FileNotCovered => "Eine Datei ist nicht unter denen, die signiert wurden.",
            Reason::SecurityObjectMalformed => {
                "Das signierte Objekt des Dokuments (EF.SOD) ist nicht zu verstehen."
            }
            Reason::SignatureInvalid => {
                "Sie passt nicht zu den Daten und zum Zertifikat des Unterzeichners."
            }
            Reason::IssuerUnknown => {
                "Keines von ihnen hat das Zertifikat des Unterzeichners ausgestellt."
            }
            Reason::CertificateNotYetValid => "Ein Zertifikat gilt noch nicht.",
            Reason::CertificateExpired => "Ein Zertifikat ist abgelaufen.",
            Reason::CertificateRevoked => "Ein Zertifikat wurde widerrufen.",
            Reason::CertificateInvalid => {
                "Ein Zertifikat verstößt gegen die Regeln für Unterzeichner von Dokumenten."
            }
            Reason::OtherCountry => "Ein Zertifikat nennt ein anderes Land.",
            Reason::ChipNotProved => {
                "Der Chip hat nicht bewiesen, dass er seinen geheimen Schlüssel hat."
            }
            Reason::ChipFileWithheld => {
                "Der Chip zeigt eine Datei mit seinen Schlüsseln nicht, die mit dem Dokument \
                 signiert wurde."
            }
            Reason::CardAccessAltered => {
                "Was er zum Öffnen anbietet (EF.CardAccess), ist nicht das, was signiert wurde."
            }
            Reason::NoSecurityObject => {
                "Das signierte Objekt des Dokuments (EF.SOD) wurde nicht gelesen."
            }
            Reason::ListNotUnderstood => {
                "Dieses Programm versteht die Liste im signierten Objekt (EF.SOD) nicht."
            }
            Reason::NoFiles => "Es wurde keine Datei gelesen.",
            Reason::NoTrust => "Es wurde kein Länderzertifikat angegeben.",
            Reason::NoSigner => "Wer unterzeichnet hat, ist nicht bekannt.",
            Reason::SignerNotTrusted => "Kein angegebenes Länderzertifikat bürgt für ihn.",
            Reason::IssuingStateNotRead => {
                "Die Datei, die dieses Land nennt (DG1), wurde nicht gelesen oder ist nicht zu \
                 verstehen."
            }
            Reason::NoCountry => "Ein Zertifikat nennt sein Land nicht.",
            Reason::UnknownCountry => "Dieses Programm kennt das Kürzel eines der beiden nicht.",
            Reason::Unsupported => "Dieses Programm kennt das Verfahren nicht.",
            Reason::ChipNotAsked => "Der Chip wurde nicht gefragt.",
            Reason::ChipFileNotUnderstood => {
                "Dieses Programm versteht die Datei mit seinen Schlüsseln nicht."
            }
            Reason::ChipCannot => "Der Chip hat keine Möglichkeit, es zu beweisen.",
            Reason::CardAccessNotCompared => {
                "Was er zum Öffnen anbietet (EF.CardAccess), wurde nicht mit dem Signierten \
                 verglichen."
            }
            Reason::ChipKeyNotSigned => {
                "Es ist nicht bewiesen, dass sein Schlüssel zu diesem Dokument gehört."
            }
        }
    }

    fn file(&self, name: &str) -> String {
        format!("Es ist die Datei {name}.")
    }

    fn certificate(&self, of: ChainLink) -> &'static str {
        match of {
            ChainLink::DocumentSigner => "Es ist das des Unterzeichners.",
            ChainLink::CountrySigner => "Es ist das einer Stelle über dem Unterzeichner.",
        }
    }

    fn country(&self, of: ChainLink, country: &str) -> String {
        match of {
            ChainLink::DocumentSigner => {
                format!("Es ist das des Unterzeichners und nennt {country}.")
            }
            ChainLink::CountrySigner => {
                format!("Es ist das einer Stelle über dem Unterzeichner und nennt {country}.")
            }
        }
    }

    fn no_revocation_list(&self) -> &'static str {
        "Ob das Zertifikat des Unterzeichners widerrufen wurde, wurde nicht geprüft: Es wurde keine \
         Liste seines Länderzertifikats angegeben."
    }

    fn revocation_list_outdated(&self) -> &'static str {
        "Ob das Zertifikat des Unterzeichners widerrufen wurde, wurde nicht geprüft: Die Liste \
         seines Länderzertifikats ist veraltet."
    }

    fn listing_agrees(&self) -> &'static str {
        "Die eigene Dateiliste des Dokuments (EF.COM) stimmt mit dem signierten Objekt (EF.SOD) \
         überein."
    }

    fn listing_differs(&self) -> &'static str {
        "Die eigene Dateiliste des Dokuments (EF.COM) weicht vom signierten Objekt (EF.SOD) ab. \
         Die Liste ist nicht signiert: Sie kann verändert sein, und auf sie wird nicht gebaut."
    }

    fn not_covered(&self, names: &str) -> String {
        format!("Nur in der Liste, und nicht zu glauben: {names}.")
    }

    fn not_listed(&self, names: &str) -> String {
        format!("Nicht in der Liste, aber mit dem Dokument ausgestellt: {names}.")
    }

    fn listing_malformed(&self) -> &'static str {
        "Die eigene Dateiliste des Dokuments (EF.COM) ist nicht zu verstehen."
    }

    fn listing_not_compared(&self) -> &'static str {
        "Die eigene Dateiliste des Dokuments (EF.COM) wurde nicht verglichen: Das signierte Objekt \
         fehlt."
    }
}
