//! Italian.

mod dates;

use cie_core::{MalformedCode, date::PartialDate};

use super::words::{Day, Words};
use crate::{
    Card, Warning,
    codes::{Half, JoinError},
    knowledge::Reach,
};

/// What people call a card.
const fn noun(card: Card) -> &'static str {
    match card {
        Card::Cie => "carta",
        Card::TsCns | Card::TsWithoutChip => "tessera",
    }
}

/// Italian.
pub(super) struct Italian;

impl Words for Italian {
    fn warning(&self, warning: Warning) -> String {
        let text = match warning {
            Warning::VerifyBeforeGoing => {
                "Numeri e orari possono essere cambiati, e le feste locali non sono note. Telefona prima di andare."
            }
            Warning::LinkNotInSource => {
                "La guida rimanda a una pagina della Regione, ma il link è perso."
            }
            Warning::NothingFound => {
                "Per la tua Regione non si è trovato nulla. Questa è la via generale."
            }
            Warning::NotDescribedInDetail => "Senza la Regione, questa è la via generale.",
            Warning::MinorNeedsParent => {
                "Per un minorenne la richiesta la fa un genitore o il tutore."
            }
            Warning::EmailNeeded => "Serve un indirizzo e-mail. Se non ne hai uno, chiedi prima.",
            Warning::MobileNeeded => {
                "Serve un numero di cellulare. Se non ne hai uno, chiedi prima."
            }
            Warning::CardNeeded(card) => {
                return format!(
                    "Per queste vie serve la {card}: prima prendila. Se è persa o rubata, dillo: il piano è un altro.",
                    card = noun(card)
                );
            }
            Warning::NothingReadsTheCard => {
                "Serve qualcosa che legga la carta: un telefono con NFC o un computer con un \
                 lettore."
            }
            Warning::ReaderNeeded => "Serve un computer con un lettore. Il telefono non basta.",
            Warning::NotConfirmed => {
                "Quello che il chip ha detto non era protetto, quindi non è certo."
            }
            Warning::CardExpired(card, date) => {
                return format!(
                    "La {card} è scaduta il {date}.",
                    card = noun(card),
                    date = self.date(date.into())
                );
            }
        };
        text.into()
    }

    fn reach(&self, reach: Reach) -> &'static str {
        match reach {
            Reach::Any => "",
            Reach::Landline => "solo da telefono fisso",
            Reach::Mobile => "da cellulare",
        }
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
}
