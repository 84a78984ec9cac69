//! German.

mod dates;
mod origins;

use cie_core::{MalformedCode, date::PartialDate, messages::Lang};

use super::words::{Day, Words, in_own_words};
use crate::{
    Region, Warning,
    codes::{Half, JoinError},
    knowledge::Reach,
    text::region,
};

/// German.
pub(super) struct German;

impl Words for German {
    fn warning(&self, warning: Warning) -> String {
        let text = match warning {
            Warning::VerifyBeforeGoing => {
                "Nummern und Zeiten können sich geändert haben, und lokale Feiertage sind nicht bekannt. Rufen Sie vorher an."
            }
            Warning::LinkNotInSource => {
                "Der Ratgeber verweist auf eine Seite der Region, aber der Link ist verloren."
            }
            Warning::NothingFound => {
                "Zu Ihrer Region wurde nichts gefunden. Dies ist der allgemeine Weg."
            }
            Warning::NotDescribedInDetail => "Ohne die Region ist dies der allgemeine Weg.",
            Warning::MinorNeedsParent => {
                "Für Minderjährige stellt ein Elternteil oder der Vormund den Antrag."
            }
            Warning::EmailNeeded => {
                "Sie brauchen eine E-Mail-Adresse. Wenn Sie keine haben, fragen Sie vorher."
            }
            Warning::MobileNeeded => {
                "Sie brauchen eine Handynummer. Wenn Sie keine haben, fragen Sie vorher."
            }
            Warning::CardNeeded(_) => {
                "Dafür brauchen Sie die Karte: Holen Sie sie zuerst. Ist sie verloren oder gestohlen, sagen Sie es: Dann gilt ein anderer Plan."
            }
            Warning::NothingReadsTheCard => {
                "Sie brauchen etwas, das die Karte liest: ein Handy mit NFC oder einen Computer \
                 mit Lesegerät."
            }
            Warning::ReaderNeeded => {
                "Sie brauchen einen Computer mit Lesegerät. Ein Handy genügt nicht."
            }
            Warning::NotConfirmed => {
                "Was die Karte sagte, war nicht geschützt und ist deshalb nicht sicher."
            }
            Warning::CardExpired(_, date) => {
                return format!(
                    "Die Karte ist am {date} abgelaufen.",
                    date = self.date(date.into())
                );
            }
        };
        text.into()
    }

    fn reach(&self, reach: Reach) -> &'static str {
        match reach {
            Reach::Any => "",
            Reach::Landline => "nur vom Festnetz",
            Reach::Mobile => "vom Handy",
        }
    }

    fn span(&self, from: Option<&str>, to: &str) -> String {
        match from {
            Some(from) => format!("{from} bis {to}"),
            None => format!("bis {to} (Beginn nicht angegeben)"),
        }
    }

    fn open(&self, until: &str) -> String {
        format!("Nach diesen Zeiten jetzt offen, bis {until}.")
    }

    fn closed(&self, next: Option<(&str, Option<&str>)>) -> String {
        match next {
            Some((day, Some(at))) => format!("Jetzt geschlossen. Öffnet am {day} um {at}."),
            Some((day, None)) => {
                format!("Jetzt geschlossen. Öffnet am {day}; wann, ist nicht angegeben.")
            }
            None => "Jetzt geschlossen.".into(),
        }
    }

    fn start_not_stated(&self, until: &str) -> String {
        format!("Schließt heute um {until}. Wann geöffnet wird, ist nicht angegeben.")
    }

    fn join_error(&self, error: JoinError) -> String {
        let half = |half| match half {
            Half::First => "Erste Hälfte",
            Half::Second => "Zweite Hälfte",
        };
        match error {
            JoinError::Malformed {
                half: which,
                why: MalformedCode::Length { expected, found },
            } => format!(
                "{}: nötige Ziffern {expected}, eingegebene Zeichen {found}.",
                half(which)
            ),
            JoinError::Malformed { half: which, .. } => {
                format!(
                    "{}: nur Ziffern von 0 bis 9, ohne Leerzeichen.",
                    half(which)
                )
            }
            JoinError::Total { expected, found } => {
                format!(
                    "Zusammen müssen die Hälften {expected} Ziffern haben. Eingegeben wurden {found}."
                )
            }
            JoinError::NoSuchCode => "Diese Karte hat keinen solchen Code.".into(),
        }
    }

    fn origin(&self, origin: &'static str) -> String {
        let mut name = in_own_words(origin, origins::ORIGINS);
        let named = |of: &Region| name.contains(region(*of, Lang::It));
        if let Some(of) = Region::ALL.iter().find(|one| named(one)) {
            name = name.replace(region(*of, Lang::It), region(*of, Lang::De));
        }
        name
    }

    fn place(&self, name: &'static str) -> &'static str {
        match name {
            "Milano" => "Mailand",
            name => name,
        }
    }

    fn dated(&self, date: PartialDate) -> String {
        dates::dated(date)
    }

    fn date(&self, date: PartialDate) -> String {
        dates::date(date)
    }

    fn copied(&self, date: PartialDate) -> String {
        format!("Kopie {}", dates::dated(date))
    }

    fn age(&self, dates: Option<(Day, Day)>, some_undated: bool) -> String {
        let Some((oldest, youngest)) = dates else {
            return "Die Angaben sind ohne Datum.".into();
        };
        let mark = |copy| if copy { " (Kopie)" } else { "" };
        let (first, last) = (mark(oldest.1), mark(youngest.1));
        let told = if oldest == youngest {
            format!("{}{first}", dates::date(oldest.0))
        } else {
            format!(
                "{}{first} bis {}{last}",
                dates::dated(oldest.0),
                dates::date(youngest.0)
            )
        };
        if some_undated {
            format!("Wo es ein Datum gibt: {told}; das Übrige ist ohne Datum.")
        } else {
            format!("Stand der Angaben: {told}.")
        }
    }
}
