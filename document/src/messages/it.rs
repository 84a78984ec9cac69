//! Italian.

use super::{Answer, Question, Reason, VerdictWords};
use crate::trust::{chain::ChainLink, verdict::Summary};

pub(super) struct Italian;

impl VerdictWords for Italian {
    fn summary(&self, summary: Summary, by: &str) -> String {
        match summary {
            Summary::DataAltered => {
                "Non fidarti: i dati letti non sono quelli che sono stati firmati.".into()
            }
            Summary::SignatureInvalid => "Non fidarti: i dati non hanno una firma valida.".into(),
            Summary::SignerNotTrusted => "Non fidarti: nessuna delle autorità indicate \
                                          garantisce per chi ha firmato i dati."
                .into(),
            Summary::OtherCountry => self.other_country(ChainLink::DocumentSigner, by),
            Summary::ChipNotProved => "Non fidarti: il chip non ha dimostrato di essere quello \
                                       originale; può essere una copia."
                .into(),
            Summary::NotChecked => "L'autenticità non è stata verificata.".into(),
            Summary::SignerNotChecked => "I dati sono quelli firmati, ma non è stato verificato \
                                          chi li ha firmati: può essere chiunque."
                .into(),
            Summary::ChipNotChecked => format!(
                "I dati sono intatti e chi li ha firmati{by} è garantito da un'autorità \
                 indicata; non è stato verificato se il chip è una copia."
            ),
            Summary::Complete => format!(
                "Autenticità verificata: i dati sono intatti, chi li ha firmati{by} è garantito da \
                 un'autorità indicata, e il chip non è una copia."
            ),
        }
    }

    fn other_country(&self, of: ChainLink, by: &str) -> String {
        match of {
            ChainLink::DocumentSigner => format!(
                "Non fidarti: il documento indica un Paese come emittente, ma chi lo ha \
                 firmato{by} è di un altro Paese."
            ),
            ChainLink::CountrySigner => format!(
                "Non fidarti: il documento indica un Paese come emittente, ma l'autorità di chi lo \
                 ha firmato{by} è di un altro Paese."
            ),
        }
    }

    fn country_not_compared(&self) -> &'static str {
        "Non è stato verificato se quel firmatario è del Paese che ha emesso il documento."
    }

    fn answer(&self, question: Question, answer: Answer) -> &'static str {
        match (question, answer) {
            (Question::DataIntact, Answer::Proved) => {
                "I valori di controllo (hash) dei dati letti sono quelli dell'oggetto firmato del \
                 documento."
            }
            (Question::DataIntact, Answer::Failed) => "I dati letti non sono attendibili.",
            (Question::DataIntact, Answer::NotChecked) => {
                "Non è stato verificato se i dati sono stati alterati."
            }
            (Question::SignedBy, Answer::Proved) => "La firma dei dati è valida.",
            (Question::SignedBy, Answer::Failed) => "La firma dei dati non è valida.",
            (Question::SignedBy, Answer::NotChecked) => "La firma non è stata verificata.",
            (Question::SignerTrusted, Answer::Proved) => {
                "Un'autorità indicata garantisce per il firmatario."
            }
            (Question::SignerTrusted, Answer::Failed) => {
                "Nessuna autorità indicata garantisce per il firmatario."
            }
            (Question::SignerTrusted, Answer::NotChecked) => {
                "Non è stato verificato se il firmatario è affidabile."
            }
            (Question::SignerCountry, Answer::Proved) => {
                "Il firmatario è del Paese che il documento indica come emittente."
            }
            (Question::SignerCountry, Answer::Failed) => {
                "Il firmatario non è del Paese che il documento indica come emittente."
            }
            (Question::SignerCountry, Answer::NotChecked) => {
                "Non è stato verificato se il firmatario è del Paese che ha emesso il documento."
            }
            (Question::ChipGenuine, Answer::Proved) => "Il chip è l'originale e non una copia.",
            (Question::ChipGenuine, Answer::Failed) => {
                "Il chip può essere una copia, oppure qualcuno lo ha manomesso."
            }
            (Question::ChipGenuine, Answer::NotChecked) => {
                "Non è dimostrato che il chip sia l'originale."
            }
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::FileAltered => "Un file non è quello che è stato firmato.",
            Reason::FileNotCovered => "Un file non è tra quelli che sono stati firmati.",
            Reason::SecurityObjectMalformed => {
                "L'oggetto firmato del documento (EF.SOD) non è comprensibile."
            }
            Reason::SignatureInvalid => "Non corrisponde ai dati e al certificato del firmatario.",
            Reason::IssuerUnknown => "Nessuna di esse ha emesso il certificato del firmatario.",
            Reason::CertificateNotYetValid => "Un certificato non è ancora valido.",
            Reason::CertificateExpired => "Un certificato è scaduto.",
            Reason::CertificateRevoked => "Un certificato è stato revocato.",
            Reason::CertificateInvalid => {
                "Un certificato viola le regole per chi firma i documenti."
            }
            Reason::OtherCountry => "Un certificato indica un altro Paese.",
            Reason::ChipNotProved => {
                "Il chip non ha dimostrato di possedere la propria chiave segreta."
            }
            Reason::ChipFileWithheld => {
                "Il chip non mostra un file con le sue chiavi che è stato firmato con il documento."
            }
            Reason::CardAccessAltered => {
                "I modi che offre per aprirlo (EF.CardAccess) non sono quelli firmati."
            }
            Reason::NoSecurityObject => {
                "L'oggetto firmato del documento (EF.SOD) non è stato letto."
            }
            Reason::ListNotUnderstood => {
                "Questo programma non comprende l'elenco nell'oggetto firmato (EF.SOD)."
            }
            Reason::NoFiles => "Nessun file è stato letto.",
            Reason::NoTrust => "Nessuna autorità è stata indicata.",
            Reason::NoSigner => "Non si sa chi ha firmato.",
            Reason::SignerNotTrusted => "Nessuna autorità indicata lo garantisce.",
            Reason::IssuingStateNotRead => {
                "Il file che indica quel Paese (DG1) non è stato letto o non è comprensibile."
            }
            Reason::NoCountry => "Un certificato non indica il suo Paese.",
            Reason::UnknownCountry => "Questo programma non conosce la sigla di uno dei due Paesi.",
            Reason::Unsupported => "Questo programma non conosce il procedimento.",
            Reason::ChipNotAsked => "Al chip non è stato chiesto di dimostrarlo.",
            Reason::ChipFileNotUnderstood => {
                "Questo programma non comprende il file con le sue chiavi."
            }
            Reason::ChipCannot => "Il chip non è in grado di dimostrarlo.",
            Reason::CardAccessNotCompared => {
                "I modi che offre per aprirlo (EF.CardAccess) non sono stati confrontati con quelli \
                 firmati."
            }
            Reason::ChipKeyNotSigned => {
                "Non è provato che la sua chiave appartenga a questo documento."
            }
        }
    }

    fn file(&self, name: &str) -> String {
        format!("File interessato: {name}.")
    }

    fn certificate(&self, of: ChainLink) -> &'static str {
        match of {
            ChainLink::DocumentSigner => "È quello del firmatario.",
            ChainLink::CountrySigner => "È quello di un'autorità al di sopra del firmatario.",
        }
    }

    fn country(&self, of: ChainLink, country: &str) -> String {
        match of {
            ChainLink::DocumentSigner => format!("È quello del firmatario, e indica {country}."),
            ChainLink::CountrySigner => {
                format!("È quello di un'autorità al di sopra del firmatario, e indica {country}.")
            }
        }
    }

    fn no_revocation_list(&self) -> &'static str {
        "Non è stato verificato se il certificato del firmatario è stato revocato: non è stato \
         fornito un elenco della sua autorità."
    }

    fn revocation_list_outdated(&self) -> &'static str {
        "Non è stato verificato se il certificato del firmatario è stato revocato: l'elenco della \
         sua autorità non è più aggiornato."
    }

    fn listing_agrees(&self) -> &'static str {
        "L'elenco dei file del documento (EF.COM) concorda con l'oggetto firmato (EF.SOD)."
    }

    fn listing_differs(&self) -> &'static str {
        "L'elenco dei file del documento (EF.COM) differisce dall'oggetto firmato (EF.SOD). \
         L'elenco non è firmato: può essere stato alterato e non viene usato."
    }

    fn not_covered(&self, names: &str) -> String {
        format!("Presenti solo nell'elenco, quindi non attendibili: {names}.")
    }

    fn not_listed(&self, names: &str) -> String {
        format!("Assenti dall'elenco, ma emessi con il documento: {names}.")
    }

    fn listing_malformed(&self) -> &'static str {
        "L'elenco dei file del documento (EF.COM) non è comprensibile."
    }

    fn listing_not_compared(&self) -> &'static str {
        "L'elenco dei file del documento (EF.COM) non è stato confrontato: manca l'oggetto firmato."
    }
}
