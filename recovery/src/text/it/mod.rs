//! Italian.

mod dates;
mod questions;

use super::words::{Day, Label, Words};
use crate::{
    Card, Code, CodeState, Contacts, Input, Reason, Region, Relation, Requester, Topic, Warning,
    Weekday,
    codes::{Half, JoinError, JoinNote, Occasion},
    knowledge::{Confidence, Operation, Reach},
};
use cie_core::{MalformedCode, date::PartialDate};

/// Italian.
pub(super) struct Italian;

impl Words for Italian {
    fn question(&self, input: Input) -> &'static str {
        questions::question(input)
    }

    fn card(&self, card: Card) -> &'static str {
        questions::card(card)
    }

    fn code(&self, code: Code) -> &'static str {
        match code {
            Code::Pin => "il PIN",
            Code::Puk => "il PUK",
            Code::Cip => "il CIP",
        }
    }

    fn pin(&self, state: CodeState) -> &'static str {
        questions::pin(state)
    }

    fn puk(&self, state: CodeState) -> &'static str {
        questions::puk(state)
    }

    fn requester(&self, requester: Requester) -> &'static str {
        questions::requester(requester)
    }

    fn contacts(&self, contacts: Contacts) -> &'static str {
        questions::contacts(contacts)
    }

    fn region(&self, region: Region) -> &'static str {
        match region {
            Region::Abruzzo => "Abruzzo",
            Region::Basilicata => "Basilicata",
            Region::Calabria => "Calabria",
            Region::Campania => "Campania",
            Region::EmiliaRomagna => "Emilia-Romagna",
            Region::FriuliVeneziaGiulia => "Friuli Venezia Giulia",
            Region::Lazio => "Lazio",
            Region::Liguria => "Liguria",
            Region::Lombardia => "Lombardia",
            Region::Marche => "Marche",
            Region::Molise => "Molise",
            Region::Piemonte => "Piemonte",
            Region::Puglia => "Puglia",
            Region::Sardegna => "Sardegna",
            Region::Sicilia => "Sicilia",
            Region::Toscana => "Toscana",
            Region::TrentinoAltoAdige => "Trentino-Alto Adige/Südtirol",
            Region::Trento => "Provincia autonoma di Trento",
            Region::Bolzano => "Provincia autonoma di Bolzano/Bozen (Alto Adige/Südtirol)",
            Region::Umbria => "Umbria",
            Region::ValleDAosta => "Valle d'Aosta/Vallée d'Aoste",
            Region::Veneto => "Veneto",
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::NoChip => "Questa tessera non ha codici, perché non ha il chip.",
            Reason::OnlyHolder => "I codici sono del titolare: solo lui può usarli.",
            Reason::MinorNeedsParent => {
                "Per un minorenne la richiesta deve farla un genitore o il tutore."
            }
            Reason::NoParentHere => {
                "In Trentino un genitore non può più attivare la tessera di un figlio. Per codici persi chieda alla Provincia."
            }
            Reason::PukBlocked => "Il PUK è bloccato: nessuno può sbloccarlo. Ecco che cosa fare.",
            Reason::CardLost => {
                "I codici di una carta persa non servono più. Prima la faccia bloccare."
            }
        }
    }

    fn warning(&self, warning: Warning) -> String {
        let text = match warning {
            Warning::VerifyBeforeGoing => {
                "Numeri e orari possono essere cambiati, e le feste locali non sono note. Telefoni prima di andare."
            }
            Warning::LinkNotInSource => {
                "La guida rimanda a una pagina della Regione, ma il link è perso."
            }
            Warning::NothingFound => {
                "Per la Sua Regione non si è trovato nulla. Questa è la via generale."
            }
            Warning::WhichProvince => {
                "Le due province fanno in modo diverso. Dica se è Trento o Bolzano/Bozen."
            }
            Warning::NotDescribedInDetail => "Senza la Regione, questa è la via generale.",
            Warning::WhoNotStated => {
                "Chi può andare al posto del titolare non è indicato. Chieda prima."
            }
            Warning::EmailNeeded => "Serve un indirizzo e-mail. Se non ne ha uno, chieda prima.",
            Warning::CardNeeded => "Serve la carta. Se non l'ha, chieda prima.",
            Warning::NothingReadsTheCard => {
                "Serve qualcosa che legga la carta: un telefono con NFC o un computer con un \
                 lettore."
            }
            Warning::ReaderNeeded => {
                "Serve un computer con un lettore di smart card. Il telefono non basta."
            }
            Warning::NotConfirmed => {
                "Quello che la carta ha detto non era protetto, quindi non è certo."
            }
            Warning::CardExpired(date) => {
                return format!(
                    "La carta è scaduta il {date}.",
                    date = self.date(date.into())
                );
            }
        };
        text.into()
    }

    fn relation(&self, relation: Relation) -> &'static str {
        match relation {
            Relation::Then => "Poi",
            Relation::Otherwise => "Se non è possibile",
        }
    }

    fn confidence(&self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Source => "dal documento",
            Confidence::External => "da un'altra fonte",
            Confidence::Inferred => "nostra lettura",
        }
    }

    fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Purpose => "A che cosa servono i codici",
            Topic::Length => "Quante cifre hanno i codici",
            Topic::Tries => "Quanti tentativi ci sono",
            Topic::Issue => "Come arrivano i codici con la carta nuova",
            Topic::Obtain => "Come si riceve la carta",
            Topic::Activation => "Come si attiva la carta",
            Topic::UseOnline => "Che cosa serve per usarla online",
            Topic::Who => "Chi può chiedere",
            Topic::Cost => "Quanto costa",
            Topic::Time => "Quanto tempo ci vuole",
            Topic::Outcome => "Che cosa si riceve",
            Topic::Loss => "Carta persa o rubata",
            Topic::Faulty => "Tessera guasta",
            Topic::How => "Come si fa",
            Topic::Conflict => "Dove le fonti non sono d'accordo",
        }
    }

    fn reach(&self, reach: Reach) -> &'static str {
        match reach {
            Reach::Any => "",
            Reach::Landline => "solo da telefono fisso",
            Reach::Mobile => "da cellulare",
        }
    }

    fn weekday(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => "lunedì",
            Weekday::Tuesday => "martedì",
            Weekday::Wednesday => "mercoledì",
            Weekday::Thursday => "giovedì",
            Weekday::Friday => "venerdì",
            Weekday::Saturday => "sabato",
            Weekday::Sunday => "domenica",
        }
    }

    fn label(&self, label: Label) -> &'static str {
        match label {
            Label::WhatToDo => "Che cosa fare",
            Label::Bring => "Da avere",
            Label::Where => "Dove",
            Label::Hours => "Orari",
            Label::Contacts => "Contatti",
            Label::YouGet => "Alla fine avrà",
            Label::HowCodesArrive => "Come arrivano i codici",
            Label::Cost => "Costo",
            Label::Time => "Tempo",
            Label::NotStated => "non indicato",
            Label::When => "Quando",
            Label::Command => "Comando",
            Label::GoodToKnow => "Importante",
            Label::Background => "Altro da sapere",
            Label::Replaced => "Superato da fonti ufficiali o più nuove",
            Label::Careful => "Attenzione",
            Label::Help => "Assistenza",
            Label::Source => "Fonte",
            Label::Sources => "Fonti",
            Label::Undated => "senza data",
            Label::ByAppointment => "su appuntamento",
            Label::Line => "riga",
            Label::Question => "Domanda",
            Label::Meanwhile => "Intanto può chiamare",
            Label::Closed => "chiuso",
            Label::Disputed => "non è certo",
            Label::Yes => "Sì",
            Label::No => "No",
        }
    }

    fn half(&self, half: Half) -> &'static str {
        match half {
            Half::First => "la prima metà",
            Half::Second => "la seconda metà",
        }
    }

    fn occasion(&self, occasion: Occasion) -> &'static str {
        match occasion {
            Occasion::Issue => "con la carta nuova",
            Occasion::Reprint => "con la ristampa",
        }
    }

    fn join_note(&self, note: JoinNote) -> &'static str {
        match note {
            JoinNote::OrderUnchecked => {
                "Le due metà hanno la stessa lunghezza: non si vede se sono scambiate. La prima \
                 è quella della ricevuta, la seconda quella della lettera o dell'e-mail."
            }
            JoinNote::MaybeSwapped => "Le due metà sembrano scambiate: controlli quale è la prima.",
            JoinNote::OtherSplit => {
                "Di solito il codice è diviso in un altro modo. Il totale però è giusto: \
                 controlli e, se è sicuro, continui."
            }
            JoinNote::LengthUnknown => {
                "Di questo codice non si conosce la lunghezza, quindi non è stata controllata."
            }
            JoinNote::SameHalves => {
                "Le due metà sono uguali: forse ha inserito due volte la stessa."
            }
        }
    }

    fn card_lost(&self) -> &'static str {
        "Ho perso la carta, o me l'hanno rubata"
    }

    fn not_said(&self) -> &'static str {
        "Non lo so, o non voglio dirlo"
    }

    fn span(&self, from: Option<&str>, to: &str) -> String {
        match from {
            Some(from) => format!("{from}-{to}"),
            None => format!("fino alle {to} (l'inizio non è indicato)"),
        }
    }

    fn open(&self, until: &str) -> String {
        format!("Per questi orari ora è aperto, fino alle {until}.")
    }

    fn closed(&self, next: Option<(&str, Option<&str>)>) -> String {
        match next {
            Some((day, Some(at))) => format!("Ora è chiuso. Apre {day} alle {at}."),
            Some((day, None)) => {
                format!("Ora è chiuso. Apre {day}; a che ora non è indicato.")
            }
            None => "Ora è chiuso.".into(),
        }
    }

    fn start_not_stated(&self, until: &str) -> String {
        format!("Oggi chiude alle {until}. Quando apre non è indicato.")
    }

    fn disputed(&self) -> &'static str {
        "Non è certo se ora sia aperto: la fonte si contraddice."
    }

    fn public_holiday(&self) -> &'static str {
        "È una festa nazionale: probabilmente è chiuso."
    }

    fn hours_not_stated(&self) -> &'static str {
        "non indicati"
    }

    fn open_not_stated(&self) -> &'static str {
        "Gli orari non sono indicati."
    }

    fn never_a_code(&self) -> &'static str {
        "Qui non si chiede nessun codice e non si invia nulla."
    }

    fn join_error(&self, error: JoinError) -> String {
        let half = |half| match half {
            Half::First => "Prima metà",
            Half::Second => "Seconda metà",
        };
        match error {
            JoinError::Malformed {
                half: which,
                why: MalformedCode::Length { expected, found },
            } => format!(
                "{}: cifre necessarie {expected}, caratteri inseriti {found}.",
                half(which)
            ),
            JoinError::Malformed { half: which, .. } => {
                format!("{}: servono solo cifre da 0 a 9, senza spazi.", half(which))
            }
            JoinError::Total { expected, found } => {
                format!(
                    "Insieme le due metà devono avere {expected} cifre. Ne sono state inserite {found}."
                )
            }
            JoinError::NoSuchCode => "Questa carta non ha un codice di questo tipo.".into(),
        }
    }

    fn dated(&self, date: PartialDate) -> String {
        dates::dated(date)
    }

    fn date(&self, date: PartialDate) -> String {
        dates::date(date)
    }

    fn copied(&self, date: PartialDate) -> String {
        format!("copia {}", dates::dated(date))
    }

    fn age(&self, dates: Option<(Day, Day)>, some_undated: bool) -> String {
        let Some((oldest, youngest)) = dates else {
            return "Le notizie sono senza data.".into();
        };
        let mark = |copy| if copy { " (copia)" } else { "" };
        let (first, last) = (mark(oldest.1), mark(youngest.1));
        let told = if oldest == youngest {
            format!("{}{first}", dates::date(oldest.0))
        } else {
            format!(
                "{}{first} {}{last}",
                dates::from(oldest.0),
                dates::to(youngest.0)
            )
        };
        if some_undated {
            format!("Dove c'è una data: {told}; il resto è senza data.")
        } else {
            format!("Date delle notizie: {told}.")
        }
    }

    fn activation_only(&self) -> &'static str {
        "Le fonti parlano della prima attivazione: per codici persi chieda prima."
    }

    fn said_of_activation(&self) -> &'static str {
        "detto dell'attivazione: chieda prima"
    }

    fn operation(&self, operation: Operation) -> &'static str {
        match operation {
            Operation::UnblockPin => "Sblocca il PIN con il PUK",
        }
    }
}
