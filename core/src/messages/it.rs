//! Italian.

use super::{
    remedy,
    ts_cns::{self, TsCnsTexts},
    words::Words,
};
use crate::{
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    error::ErrorCode,
    op::Settlement,
    phase::Phase,
    vocabulary::{CodeKind, Pending},
};

pub(super) struct Italian;

impl Words for Italian {
    fn cause(&self, code: ErrorCode) -> &'static str {
        match code {
            ErrorCode::WrongPin => "Il PIN è sbagliato.",
            ErrorCode::PinBlocked => {
                "Il PIN è bloccato. Succede quando si inserisce un PIN sbagliato tre volte di fila."
            }
            ErrorCode::WrongPuk => "Il PUK è sbagliato.",
            ErrorCode::PukBlocked => {
                "Il PUK è bloccato. Succede dopo dieci tentativi sbagliati. \
                 Nessuno può sbloccare un PUK, nemmeno il Comune."
            }
            ErrorCode::LastTry => {
                "Per questo codice potrebbe restare un solo tentativo. Il codice non è stato \
                 inviato alla carta, perché questo tentativo non vada perso."
            }
            ErrorCode::MalformedCode => {
                "Questo non può essere un PIN o un PUK della carta. \
                 Non è stato inviato e nessun tentativo è andato perso."
            }
            ErrorCode::WeakPin => {
                "Questo nuovo PIN è troppo facile da indovinare. \
                 Non è stato inviato e nessun tentativo è andato perso."
            }
            ErrorCode::SamePin => {
                "Il nuovo PIN è uguale a quello vecchio. \
                 Non è stato inviato e nessun tentativo è andato perso."
            }
            ErrorCode::OtherCard => {
                "Questa non è la carta per la quale sono stati chiesti i codici. \
                 Nessun codice le è stato inviato."
            }
            ErrorCode::OutcomeUnknown => {
                "L'ultima risposta della carta non è arrivata, oppure non è affidabile."
            }
            ErrorCode::CardLost => {
                "Il collegamento con la carta si è interrotto. \
                 In quel momento non si stava inviando nessun codice."
            }
            ErrorCode::NotACie => {
                "Questa carta non è né una carta d'identità elettronica (CIE) né una tessera \
                 sanitaria con chip (TS-CNS). Nessun codice è stato inviato."
            }
            ErrorCode::NotOnThisCard => {
                "Questa carta non offre questa funzione. Nessun codice è stato inviato."
            }
            ErrorCode::UnsupportedCard => {
                "Questa è una carta d'identità elettronica, ma di un tipo che qui non si può \
                 usare. Nessun codice è stato inviato."
            }
            ErrorCode::CardRefused => "La carta ha rifiutato un passaggio che di solito riesce.",
            ErrorCode::CardMisbehaved => {
                "La carta ha dato una risposta che non rispetta le regole."
            }
            ErrorCode::ChipCheckFailed => {
                "Il chip non ha dimostrato di possedere la propria chiave segreta. \
                 Nessun codice è stato inviato."
            }
            ErrorCode::WrongCan => {
                "Il numero di sei cifre (CAN) non è quello stampato su questa carta. \
                 PIN e PUK non sono stati toccati."
            }
            ErrorCode::WrongMrz => {
                "Le righe stampate non sono di questa carta. PIN e PUK non sono stati toccati."
            }
            ErrorCode::CardResetRequired => {
                "La carta mostra i dati d'identità solo dopo essere stata allontanata una volta."
            }
            ErrorCode::LongReadRefused => {
                "La carta si è interrotta quando le è stata chiesta in una volta una parte lunga \
                 dei suoi dati. PIN e PUK non sono stati toccati."
            }
            ErrorCode::BasicAccessOnly => {
                "Questo documento non mostra la protezione consueta (PACE). Forse si apre solo \
                 nel modo più vecchio (BAC), con le righe stampate, che protegge meno e si usa \
                 solo su richiesta. PIN e PUK non sono stati toccati."
            }
            ErrorCode::NoBasicAccess => {
                "Questo documento non si apre nel modo più vecchio (BAC). \
                 PIN e PUK non sono stati toccati."
            }
            ErrorCode::LinkTooShort => {
                "Questo telefono o lettore trasmette solo messaggi troppo corti per la carta."
            }
            ErrorCode::ReaderUnavailable => "Non c'è un lettore con una carta che si possa usare.",
            ErrorCode::UnsupportedDevice => {
                "Questo dispositivo, o questo programma su di esso, non può leggere carte."
            }
            ErrorCode::Cancelled => {
                "L'operazione è stata interrotta. In quel momento non si stava inviando nessun \
                 codice."
            }
            ErrorCode::Busy => "Qualcos'altro sta usando la carta o il lettore in questo momento.",
            ErrorCode::MemoryUnavailable => {
                "Non si può leggere o salvare il registro dei tentativi rimasti. \
                 Per non sprecarne, l'operazione si è fermata prima di inviare un codice."
            }
            ErrorCode::LibraryFault => {
                "L'operazione si è fermata per un errore di questo programma. I tentativi usati \
                 sono annotati."
            }
        }
    }

    fn ts_cns(&self) -> &'static TsCnsTexts {
        &ts_cns::it::TEXTS
    }

    fn remedy(&self, code: ErrorCode) -> &'static str {
        remedy::it::remedy(code)
    }

    fn tries(&self, left: u8) -> String {
        match left {
            0 => "Non resta nessun tentativo.".into(),
            1 => "Resta 1 tentativo.".into(),
            _ => format!("Restano {left} tentativi."),
        }
    }

    fn tries_unconfirmed(&self, left: u8) -> String {
        match left {
            0 => "Sembra che non resti nessun tentativo, ma il numero non è confermato.".into(),
            1 => "Sembra che resti 1 tentativo, ma il numero non è confermato.".into(),
            _ => format!("Sembra che restino {left} tentativi, ma il numero non è confermato."),
        }
    }

    fn tries_unknown(&self) -> &'static str {
        "La carta non dice quanti tentativi restano."
    }

    fn unconfirmed(&self) -> &'static str {
        "Questa risposta non era protetta, quindi non è certa."
    }

    fn last_try(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => {
                "Per il PIN potrebbe restare un solo tentativo. Il PIN non è stato inviato alla \
                 carta, perché questo tentativo non vada perso."
            }
            CodeKind::Puk => {
                "Per il PUK potrebbe restare un solo tentativo. Il PUK non è stato inviato alla \
                 carta, perché questo tentativo non vada perso."
            }
        }
    }

    fn last_try_remedy(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => {
                "Se non hai dubbi sul PIN, autorizza l'ultimo tentativo e inserisci di nuovo il \
                 PIN. Altrimenti scegli un nuovo PIN con il PUK: così non usi tentativi del PIN."
            }
            CodeKind::Puk => {
                "Se non hai dubbi sul PUK, autorizza l'ultimo tentativo e inserisci di nuovo il \
                 PUK. Altrimenti recuperalo prima nell'app CieID o in Comune: un PUK bloccato \
                 resta bloccato."
            }
        }
    }

    fn malformed(&self, why: MalformedCode) -> String {
        match why {
            MalformedCode::Length { expected, found } => match found {
                0 => format!("Un codice ha {expected} cifre, ma non hai inserito nulla."),
                1 => format!("Un codice ha {expected} cifre, ma hai inserito 1 carattere."),
                _ => format!("Un codice ha {expected} cifre, ma hai inserito {found} caratteri."),
            },
            MalformedCode::PinLength { found } => match found {
                0 => "Un PIN ha da 5 a 8 cifre, ma non hai inserito nulla.".into(),
                1 => "Un PIN ha da 5 a 8 cifre, ma hai inserito 1 carattere.".into(),
                _ => format!("Un PIN ha da 5 a 8 cifre, ma hai inserito {found} caratteri."),
            },
            MalformedCode::NotDigits => {
                "Un codice ha solo le cifre da 0 a 9, senza lettere, spazi o simboli.".into()
            }
        }
    }

    fn weak(&self, why: WeakPin) -> &'static str {
        match why {
            WeakPin::AllEqual => "Le sue cifre sono tutte uguali.",
            WeakPin::Ascending => "Le sue cifre crescono di uno alla volta.",
            WeakPin::Descending => "Le sue cifre calano di uno alla volta.",
        }
    }

    fn under_way(&self, pending: Pending) -> &'static str {
        match pending {
            Pending::VerifyPin => {
                "La carta stava controllando il PIN. \
                 Forse è stato usato un tentativo; non è cambiato nulla."
            }
            Pending::VerifyPuk => {
                "La carta stava controllando il PUK. \
                 Forse è stato usato un tentativo; non è cambiato nulla."
            }
            Pending::ChangePin => {
                "La carta stava cambiando il PIN. Adesso è valido il nuovo PIN oppure ancora il \
                 vecchio."
            }
            Pending::ResetPin => {
                "La carta stava sbloccando il PIN. \
                 Adesso è valido il nuovo PIN oppure non è cambiato nulla."
            }
            Pending::ResetCounter => {
                "La carta stava sbloccando il PIN. Il nuovo PIN non è ancora stato impostato."
            }
            Pending::UnblockPin => {
                "La carta stava sbloccando il PIN. Adesso è valido il nuovo PIN, oppure non è \
                 cambiato nulla, tranne forse un tentativo del PUK che è stato usato."
            }
        }
    }

    fn settle(&self, pending: Pending) -> &'static str {
        match pending {
            Pending::VerifyPin | Pending::VerifyPuk => {
                "Avvicina di nuovo la stessa carta al telefono o al lettore e ricomincia. Il \
                 tentativo forse perso è già stato contato."
            }
            Pending::ChangePin => {
                "Avvicina di nuovo la stessa carta al telefono o al lettore e verifica com'è \
                 andata. Tieni pronti il nuovo e il vecchio PIN."
            }
            Pending::ResetPin | Pending::ResetCounter | Pending::UnblockPin => {
                "Avvicina di nuovo la stessa carta al telefono o al lettore e verifica com'è \
                 andata. Tieni pronti il nuovo PIN e il PUK."
            }
        }
    }

    fn status(&self, status: StatusWord) -> String {
        format!("Risposta della carta: {status}.")
    }

    fn try_may_be_used(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => "Forse è stato usato un tentativo del PIN.",
            CodeKind::Puk => "Forse è stato usato un tentativo del PUK.",
        }
    }

    fn untouched(&self) -> &'static str {
        "Sulla carta non è cambiato nulla e nessun tentativo è andato perso."
    }

    fn lines_instead(&self) -> &'static str {
        "Qui la carta si legge anche nel modo più vecchio (BAC), con le righe stampate (MRZ)."
    }

    fn check_the_surer_pin(&self) -> &'static str {
        "È valido il PIN nuovo o quello vecchio. Controlla solo quello di cui sei più sicuro."
    }

    fn other_way(&self) -> &'static str {
        "Ci sono due modi per sbloccare il PIN. Sbloccalo di nuovo e scegli l'altro modo: \
         «azzera prima» (reset first) se avevi scelto quello diretto, altrimenti quello diretto."
    }

    fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::Start => "Preparazione…",
            Phase::Select => "Riconoscimento della carta…",
            Phase::ReadCard => "Lettura di ciò che la carta mostra a tutti…",
            Phase::Parameters => "Preparazione di un collegamento protetto…",
            Phase::KeyAgreement => "Accordo su un segreto con la carta…",
            Phase::TerminalAuthentication => "Presentazione del programma alla carta…",
            Phase::ChipAuthentication => "Verifica della chiave del chip…",
            Phase::VerifyPin => "Controllo del PIN…",
            Phase::VerifyPuk => "Controllo del PUK…",
            Phase::ChangePin => "Cambio del PIN…",
            Phase::ResetPin => "Sblocco del PIN…",
            Phase::OpenDocument => "Apertura del documento…",
            Phase::ProveChip => "Verifica che il chip non sia una copia…",
            Phase::ReadDocument => "Lettura dei dati d'identità…",
            Phase::Sign => "Firma…",
            Phase::Done => "Fatto.",
        }
    }

    fn settlement(&self, settlement: &Settlement) -> &'static str {
        match settlement {
            Settlement::NothingPending => "Su questa carta non c'era nulla in sospeso.",
            Settlement::NothingToSettle { .. } => {
                "Si stava solo controllando un codice, quindi non è cambiato nulla. \
                 Forse è stato usato un tentativo."
            }
            Settlement::NewPin => "Ora è chiaro: è valido il nuovo PIN.",
            Settlement::OldPin => "Ora è chiaro: è ancora valido il vecchio PIN.",
            Settlement::UnblockAgain => {
                "Ora è chiaro: il nuovo PIN non è valido. \
                 Sblocca di nuovo il PIN con il PUK."
            }
            Settlement::Needs(_) => {
                "Per chiarirlo servono dei codici. Nessun codice è stato inviato."
            }
        }
    }

    fn chip(&self, key_proved: bool, issuer_checked: bool) -> &'static str {
        match (key_proved, issuer_checked) {
            (true, true) => {
                "Il chip ha dimostrato di possedere la propria chiave ed è stato verificato chi ha \
                 emesso la carta."
            }
            (true, false) => {
                "Il chip ha dimostrato di possedere la propria chiave. Non è stato verificato chi ha \
                 emesso la carta."
            }
            (false, true) => {
                "È stato verificato chi ha emesso la carta. \
                 Il chip non ha dimostrato di possedere la propria chiave."
            }
            (false, false) => {
                "Non sono stati verificati né la chiave del chip né chi ha emesso la carta."
            }
        }
    }
}
