//! German.

use super::{Answer, Question, Reason, VerdictWords};
use crate::trust::{chain::ChainLink, verdict::Summary};

pub(super) struct German;

impl VerdictWords for German {
    fn summary(&self, summary: Summary, by: &str) -> String {
        match summary {
            Summary::DataAltered => {
                "Vertrauen Sie dem nicht: Die gelesenen Daten sind nicht die, die signiert \
                 wurden."
                    .into()
            }
            Summary::SignatureInvalid => {
                "Vertrauen Sie dem nicht: Die Daten haben keine gültige Signatur.".into()
            }
            Summary::SignerNotTrusted => "Vertrauen Sie dem nicht: Kein angegebenes \
                                          Länder-Signaturzertifikat bürgt für den \
                                          Unterzeichner der Daten."
                .into(),
            Summary::OtherCountry => self.other_country(ChainLink::DocumentSigner, by),
            Summary::ChipNotProved => "Vertrauen Sie dem nicht: Der Chip hat nicht bewiesen, \
                                       dass er das Original ist; er kann eine Kopie sein."
                .into(),
            Summary::NotChecked => "Die Echtheit wurde nicht geprüft.".into(),
            Summary::SignerNotChecked => "Die Daten sind die, die signiert wurden, aber der \
                                          Unterzeichner wurde nicht geprüft: Es kann \
                                          jeder sein."
                .into(),
            Summary::ChipNotChecked => format!(
                "Die Daten sind intakt, ein angegebenes Länder-Signaturzertifikat \
                 bürgt für den Unterzeichner{by}; ob der Chip eine Kopie ist, wurde nicht geprüft."
            ),
            Summary::Complete => format!(
                "Echtheit geprüft: Die Daten sind intakt, ein angegebenes \
                 Länder-Signaturzertifikat bürgt für den Unterzeichner{by}, und der Chip ist keine Kopie."
            ),
        }
    }

    fn other_country(&self, of: ChainLink, by: &str) -> String {
        match of {
            ChainLink::DocumentSigner => format!(
                "Vertrauen Sie dem nicht: Das Dokument nennt ein Land als Aussteller, der \
                 Unterzeichner{by} gehört aber zu einem anderen Land."
            ),
            ChainLink::CountrySigner => format!(
                "Vertrauen Sie dem nicht: Das Dokument nennt ein Land als Aussteller, das \
                 Länder-Signaturzertifikat des Unterzeichners{by} gehört aber zu einem \
                 anderen Land."
            ),
        }
    }

    fn country_not_compared(&self) -> &'static str {
        "Ob dieser Unterzeichner zu dem Land gehört, das das Dokument ausgestellt hat, wurde nicht \
         geprüft."
    }

    fn answer(&self, question: Question, answer: Answer) -> &'static str {
        match (question, answer) {
            (Question::DataIntact, Answer::Proved) => {
                "Die Prüfwerte der gelesenen Daten sind die des signierten Objekts des Dokuments."
            }
            (Question::DataIntact, Answer::Failed) => {
                "Die gelesenen Daten sind nicht vertrauenswürdig."
            }
            (Question::DataIntact, Answer::NotChecked) => {
                "Ob die Daten verändert wurden, wurde nicht geprüft."
            }
            (Question::SignedBy, Answer::Proved) => "Die Signatur der Daten ist gültig.",
            (Question::SignedBy, Answer::Failed) => "Die Signatur der Daten ist nicht gültig.",
            (Question::SignedBy, Answer::NotChecked) => "Die Signatur wurde nicht geprüft.",
            (Question::SignerTrusted, Answer::Proved) => {
                "Ein angegebenes Länder-Signaturzertifikat bürgt für den Unterzeichner."
            }
            (Question::SignerTrusted, Answer::Failed) => {
                "Kein angegebenes Länder-Signaturzertifikat bürgt für den Unterzeichner."
            }
            (Question::SignerTrusted, Answer::NotChecked) => {
                "Ob der Unterzeichner vertrauenswürdig ist, wurde nicht geprüft."
            }
            (Question::SignerCountry, Answer::Proved) => {
                "Der Unterzeichner gehört zu dem Land, das das Dokument als Aussteller nennt."
            }
            (Question::SignerCountry, Answer::Failed) => {
                "Der Unterzeichner gehört nicht zu dem Land, das das Dokument als Aussteller nennt."
            }
            (Question::SignerCountry, Answer::NotChecked) => {
                "Ob der Unterzeichner zu dem Land gehört, das das Dokument ausgestellt hat, wurde \
                 nicht geprüft."
            }
            (Question::ChipGenuine, Answer::Proved) => "Der Chip ist das Original und keine Kopie.",
            (Question::ChipGenuine, Answer::Failed) => {
                "Der Chip kann eine Kopie sein, oder jemand hat ihn manipuliert."
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
                "Das signierte Objekt des Dokuments (EF.SOD) kann nicht ausgewertet werden."
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
                "Der Chip hat nicht bewiesen, dass er den eigenen geheimen Schlüssel besitzt."
            }
            Reason::ChipFileWithheld => {
                "Der Chip hält eine Datei mit seinen Schlüsseln zurück, die mit dem Dokument \
                 signiert wurde."
            }
            Reason::CardAccessAltered => {
                "Die Arten, ihn zu öffnen (EF.CardAccess), sind nicht die signierten."
            }
            Reason::NoSecurityObject => {
                "Das signierte Objekt des Dokuments (EF.SOD) wurde nicht gelesen."
            }
            Reason::ListNotUnderstood => {
                "Dieses Programm kann die Liste im signierten Objekt (EF.SOD) nicht auswerten."
            }
            Reason::NoFiles => "Es wurde keine Datei gelesen.",
            Reason::NoTrust => "Es wurde kein Länder-Signaturzertifikat (CSCA) angegeben.",
            Reason::NoSigner => "Der Unterzeichner ist nicht bekannt.",
            Reason::SignerNotTrusted => "Kein angegebenes Länder-Signaturzertifikat bürgt für ihn.",
            Reason::IssuingStateNotRead => {
                "Die Datei, die dieses Land nennt (DG1), wurde nicht gelesen oder kann nicht \
                 ausgewertet werden."
            }
            Reason::NoCountry => "Ein Zertifikat nennt sein Land nicht.",
            Reason::UnknownCountry => {
                "Dieses Programm kennt das Kürzel eines der beiden Länder nicht."
            }
            Reason::Unsupported => "Dieses Programm kennt das Verfahren nicht.",
            Reason::ChipNotAsked => "Vom Chip wurde kein Beweis verlangt.",
            Reason::ChipFileNotUnderstood => {
                "Dieses Programm kann die Datei mit seinen Schlüsseln nicht auswerten."
            }
            Reason::ChipCannot => "Der Chip kann es nicht beweisen.",
            Reason::CardAccessNotCompared => {
                "Die Arten, ihn zu öffnen (EF.CardAccess), wurden nicht mit den signierten \
                 verglichen."
            }
            Reason::ChipKeyNotSigned => {
                "Es ist nicht bewiesen, dass sein Schlüssel zu diesem Dokument gehört."
            }
        }
    }

    fn file(&self, name: &str) -> String {
        format!("Betroffene Datei: {name}.")
    }

    fn certificate(&self, of: ChainLink) -> &'static str {
        match of {
            ChainLink::DocumentSigner => "Es gehört dem Unterzeichner.",
            ChainLink::CountrySigner => "Es gehört einer Stelle über dem Unterzeichner.",
        }
    }

    fn country(&self, of: ChainLink, country: &str) -> String {
        match of {
            ChainLink::DocumentSigner => {
                format!("Es gehört dem Unterzeichner und nennt {country}.")
            }
            ChainLink::CountrySigner => {
                format!("Es gehört einer Stelle über dem Unterzeichner und nennt {country}.")
            }
        }
    }

    fn no_revocation_list(&self) -> &'static str {
        "Ob das Zertifikat des Unterzeichners widerrufen wurde, wurde nicht geprüft: Es wurde keine \
         Liste der Stelle angegeben, die es ausgestellt hat."
    }

    fn revocation_list_outdated(&self) -> &'static str {
        "Ob das Zertifikat des Unterzeichners widerrufen wurde, wurde nicht geprüft: Die Liste \
         der Stelle, die es ausgestellt hat, ist veraltet."
    }

    fn listing_agrees(&self) -> &'static str {
        "Die eigene Dateiliste des Dokuments (EF.COM) stimmt mit dem signierten Objekt (EF.SOD) \
         überein."
    }

    fn listing_differs(&self) -> &'static str {
        "Die eigene Dateiliste des Dokuments (EF.COM) weicht vom signierten Objekt (EF.SOD) ab. \
         Die Liste ist nicht signiert: Sie kann verändert sein und wird nicht verwendet."
    }

    fn not_covered(&self, names: &str) -> String {
        format!("Nur in der Liste und daher nicht vertrauenswürdig: {names}.")
    }

    fn not_listed(&self, names: &str) -> String {
        format!("Nicht in der Liste, aber mit dem Dokument ausgestellt: {names}.")
    }

    fn listing_malformed(&self) -> &'static str {
        "Die eigene Dateiliste des Dokuments (EF.COM) kann nicht ausgewertet werden."
    }

    fn listing_not_compared(&self) -> &'static str {
        "Die eigene Dateiliste des Dokuments (EF.COM) wurde nicht verglichen: Das signierte Objekt \
         fehlt."
    }
}
