//! German.

mod dates;
mod origins;
mod questions;

use super::{
    it::Italian,
    words::{Day, Label, Words},
};
use crate::{
    Card, Code, CodeState, Contacts, Input, Reason, Region, Relation, Requester, Topic, Warning,
    Weekday,
    codes::{Half, JoinError, JoinNote, Occasion},
    knowledge::{Confidence, Operation, Reach},
};
use cie_core::{MalformedCode, date::PartialDate};

/// German.
pub(super) struct German;

impl Words for German {
    fn question(&self, input: Input) -> &'static str {
        questions::question(input)
    }

    fn card(&self, card: Card) -> &'static str {
        questions::card(card)
    }

    fn code(&self, code: Code) -> &'static str {
        match code {
            Code::Pin => "die PIN",
            Code::Puk => "die PUK",
            Code::Cip => "der CIP",
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
            Region::Abruzzo => "Abruzzen",
            Region::Basilicata => "Basilikata",
            Region::Calabria => "Kalabrien",
            Region::Campania => "Kampanien",
            Region::EmiliaRomagna => "Emilia-Romagna",
            Region::FriuliVeneziaGiulia => "Friaul-Julisch Venetien",
            Region::Lazio => "Latium",
            Region::Liguria => "Ligurien",
            Region::Lombardia => "Lombardei",
            Region::Marche => "Marken",
            Region::Molise => "Molise",
            Region::Piemonte => "Piemont",
            Region::Puglia => "Apulien",
            Region::Sardegna => "Sardinien",
            Region::Sicilia => "Sizilien",
            Region::Toscana => "Toskana",
            Region::TrentinoAltoAdige => "Trentino-Südtirol",
            Region::Trento => "Autonome Provinz Trient",
            Region::Bolzano => "Autonome Provinz Bozen (Südtirol)",
            Region::Umbria => "Umbrien",
            Region::ValleDAosta => "Aostatal (Valle d'Aosta/Vallée d'Aoste)",
            Region::Veneto => "Venetien",
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::NoChip => "Diese Karte hat keine Codes, weil sie keinen Chip hat.",
            Reason::OnlyHolder => "Die Codes gehören dem Inhaber: Nur er darf sie benutzen.",
            Reason::MinorNeedsParent => {
                "Für Minderjährige muss ein Elternteil oder der Vormund den Antrag stellen."
            }
            Reason::NoParentHere => {
                "Im Trentino können Eltern die Karte eines Kindes nicht mehr aktivieren. Fragen Sie für verlorene Codes die Provinz."
            }
            Reason::PukBlocked => {
                "Die PUK ist gesperrt: Niemand kann sie entsperren. Das ist zu tun."
            }
            Reason::CardLost => {
                "Die Codes einer verlorenen Karte nützen nichts mehr. Lassen Sie zuerst die Karte sperren."
            }
        }
    }

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
            Warning::WhichProvince => {
                "Die zwei Provinzen machen es verschieden. Sagen Sie, ob es Trient oder Bozen ist."
            }
            Warning::NotDescribedInDetail => "Ohne die Region ist dies der allgemeine Weg.",
            Warning::WhoNotStated => {
                "Wer statt des Inhabers gehen darf, ist nicht angegeben. Fragen Sie vorher."
            }
            Warning::EmailNeeded => {
                "Sie brauchen eine E-Mail-Adresse. Wenn Sie keine haben, fragen Sie vorher."
            }
            Warning::CardNeeded => {
                "Sie brauchen die Karte. Wenn Sie sie nicht haben, fragen Sie vorher."
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
            Warning::CardExpired(date) => {
                return format!(
                    "Die Karte ist am {date} abgelaufen.",
                    date = self.date(date.into())
                );
            }
        };
        text.into()
    }

    fn relation(&self, relation: Relation) -> &'static str {
        match relation {
            Relation::Then => "Danach",
            Relation::Otherwise => "Wenn das nicht geht",
        }
    }

    fn confidence(&self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Source => "aus dem Dokument",
            Confidence::External => "aus einer anderen Quelle",
            Confidence::Inferred => "unsere Lesart",
        }
    }

    fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Purpose => "Wozu die Codes dienen",
            Topic::Length => "Wie viele Ziffern die Codes haben",
            Topic::Tries => "Wie viele Versuche es gibt",
            Topic::Issue => "Wie die Codes bei einer neuen Karte kommen",
            Topic::Obtain => "Wie man die Karte bekommt",
            Topic::Activation => "Wie die Karte aktiviert wird",
            Topic::UseOnline => "Was man für die Nutzung im Internet braucht",
            Topic::Who => "Wer den Antrag stellen kann",
            Topic::Cost => "Was es kostet",
            Topic::Time => "Wie lange es dauert",
            Topic::Outcome => "Was man bekommt",
            Topic::Loss => "Karte verloren oder gestohlen",
            Topic::Faulty => "Defekte Karte",
            Topic::How => "Wie es geht",
            Topic::Conflict => "Wo Quellen sich widersprechen",
        }
    }

    fn reach(&self, reach: Reach) -> &'static str {
        match reach {
            Reach::Any => "",
            Reach::Landline => "nur vom Festnetz",
            Reach::Mobile => "vom Handy",
        }
    }

    fn weekday(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => "Montag",
            Weekday::Tuesday => "Dienstag",
            Weekday::Wednesday => "Mittwoch",
            Weekday::Thursday => "Donnerstag",
            Weekday::Friday => "Freitag",
            Weekday::Saturday => "Samstag",
            Weekday::Sunday => "Sonntag",
        }
    }

    fn label(&self, label: Label) -> &'static str {
        match label {
            Label::WhatToDo => "Was zu tun ist",
            Label::Bring => "Bereithalten",
            Label::Where => "Wo",
            Label::Hours => "Zeiten",
            Label::Contacts => "Kontakte",
            Label::YouGet => "Am Ende haben Sie",
            Label::HowCodesArrive => "Wie die Codes ankommen",
            Label::Cost => "Kosten",
            Label::Time => "Dauer",
            Label::NotStated => "nicht angegeben",
            Label::When => "Wann",
            Label::Command => "Befehl",
            Label::GoodToKnow => "Wichtig",
            Label::Background => "Mehr dazu",
            Label::Replaced => "Überholt durch amtliche oder neuere Quellen",
            Label::Careful => "Achtung",
            Label::Help => "Hilfe",
            Label::Source => "Quelle",
            Label::Sources => "Quellen",
            Label::Undated => "ohne Datum",
            Label::ByAppointment => "mit Termin",
            Label::Line => "Zeile",
            Label::Question => "Frage",
            Label::Meanwhile => "Inzwischen können Sie anrufen",
            Label::Closed => "geschlossen",
            Label::Disputed => "nicht sicher",
            Label::Yes => "Ja",
            Label::No => "Nein",
        }
    }

    fn half(&self, half: Half) -> &'static str {
        match half {
            Half::First => "die erste Hälfte",
            Half::Second => "die zweite Hälfte",
        }
    }

    fn occasion(&self, occasion: Occasion) -> &'static str {
        match occasion {
            Occasion::Issue => "bei einer neuen Karte",
            Occasion::Reprint => "beim neuen Ausdruck",
        }
    }

    fn join_note(&self, note: JoinNote) -> &'static str {
        match note {
            JoinNote::OrderUnchecked => {
                "Die zwei Hälften sind gleich lang: Ob sie vertauscht sind, ist nicht zu sehen. \
                 Die erste ist die der Quittung, die zweite die des Briefs oder der E-Mail."
            }
            JoinNote::MaybeSwapped => {
                "Die zwei Hälften sehen vertauscht aus: Prüfen Sie, welche die erste ist."
            }
            JoinNote::OtherSplit => {
                "Meist sind die Hälften anders geteilt. Die Gesamtlänge stimmt aber: Prüfen \
                 Sie, und wenn Sie sicher sind, machen Sie weiter."
            }
            JoinNote::LengthUnknown => {
                "Wie lang dieser Code ist, ist nicht bekannt, also wurde die Länge nicht geprüft."
            }
            JoinNote::SameHalves => {
                "Beide Hälften sind gleich: Vielleicht haben Sie eine zweimal eingegeben."
            }
        }
    }

    fn card_lost(&self) -> &'static str {
        "Ich habe die Karte verloren, oder sie wurde gestohlen"
    }

    fn not_said(&self) -> &'static str {
        "Ich weiß es nicht oder will es nicht sagen"
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

    fn disputed(&self) -> &'static str {
        "Ob jetzt offen ist, ist nicht sicher: Die Quelle widerspricht sich."
    }

    fn public_holiday(&self) -> &'static str {
        "Es ist ein nationaler Feiertag: wahrscheinlich geschlossen."
    }

    fn hours_not_stated(&self) -> &'static str {
        "nicht angegeben"
    }

    fn open_not_stated(&self) -> &'static str {
        "Die Zeiten sind nicht angegeben."
    }

    fn never_a_code(&self) -> &'static str {
        "Hier wird kein Code verlangt und nichts gesendet."
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
        let mut name = origin.to_owned();
        for (italian, german) in origins::ORIGINS {
            name = name.replace(italian, german);
        }
        let named = |of: &Region| name.contains(Italian.region(*of));
        if let Some(of) = Region::ALL.iter().find(|one| named(one)) {
            name = name.replace(Italian.region(*of), self.region(*of));
        }
        name
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

    fn activation_only(&self) -> &'static str {
        "Die Quellen sprechen von der ersten Aktivierung: Für verlorene Codes fragen Sie vorher."
    }

    fn said_of_activation(&self) -> &'static str {
        "gilt laut Quelle für die Aktivierung: vorher fragen"
    }

    fn operation(&self, operation: Operation) -> &'static str {
        match operation {
            Operation::UnblockPin => "Die PIN mit der PUK entsperren",
        }
    }
}
