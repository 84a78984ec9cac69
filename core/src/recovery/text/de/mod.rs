//! German.

mod cie;
mod dates;
mod elsewhere;
mod lombardia;
mod questions;
mod regions;
mod sources;
mod ts_cns;

use super::words::{Label, Words};
use crate::recovery::{
    Card, Code, CodeState, Contacts, Input, Reason, Region, Relation, Requester, Topic, Warning,
    Weekday,
    codes::{Half, JoinError, JoinNote, Occasion},
    knowledge::{
        CieText, Confidence, ElsewhereText, LombardiaText, Reach, RegionsText, SourcesText,
        TsCnsText,
    },
};
use crate::{app::emrtd::date::PartialDate, bytes::secret::MalformedCode};

/// German.
pub(super) struct German;

impl Words for German {
    fn sources(&self, key: SourcesText) -> &'static str {
        sources::text(key)
    }

    fn cie(&self, key: CieText) -> &'static str {
        cie::text(key)
    }

    fn ts_cns(&self, key: TsCnsText) -> &'static str {
        ts_cns::text(key)
    }

    fn lombardia(&self, key: LombardiaText) -> &'static str {
        lombardia::text(key)
    }

    fn regions(&self, key: RegionsText) -> &'static str {
        regions::text(key)
    }

    fn elsewhere(&self, key: ElsewhereText) -> &'static str {
        elsewhere::text(key)
    }

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
            Region::Bolzano => "Autonome Provinz Bozen",
            Region::Umbria => "Umbrien",
            Region::ValleDAosta => "Aostatal",
            Region::Veneto => "Venetien",
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::NoChip => "Diese Karte hat keine Codes, weil sie keinen Chip hat.",
            Reason::OnlyHolder => {
                "Nur der Inhaber der Karte kann den Antrag stellen. Für andere Personen nennen \
                 die Quellen keinen Weg."
            }
            Reason::MinorNeedsParent => {
                "Für Minderjährige muss ein Elternteil oder der Vormund den Antrag stellen."
            }
            Reason::PukBlocked => {
                "Die PUK ist gesperrt. Die zwei Dokumente hinter dieser Hilfe sagen nicht, was \
                 zu tun ist. Das Folgende ist unsere Lesart oder kommt aus anderen Quellen; es steht daneben."
            }
            Reason::CardLost => {
                "Die Quellen beschreiben nicht, was bei Verlust oder Diebstahl der Karte zu tun \
                 ist."
            }
        }
    }

    fn warning(&self, warning: Warning) -> String {
        let text = match warning {
            Warning::UndatedSource => {
                "Der Ratgeber zur Gesundheitskarte hat kein Datum. Prüfen Sie Nummern und \
                 Zeiten, bevor Sie losgehen."
            }
            Warning::VerifyBeforeGoing => {
                "Nummern, Adressen und Zeiten können sich geändert haben. Rufen Sie an, bevor \
                 Sie hingehen."
            }
            Warning::LinkNotInSource => {
                "Die Quelle verweist auf eine Webseite, aber der Link fehlt. Suchen Sie sie auf \
                 der Seite der Region."
            }
            Warning::OnlyThatMunicipality => {
                "Eine Nummer oder ein Schalter oben gilt nur für eine Gemeinde, die die Quelle \
                 nicht nennt (Vorwahl von Modena). Wenn es nicht Ihre ist, nutzen Sie sie \
                 nicht."
            }
            Warning::NotDescribedInDetail => {
                "Ihre Region ist nicht im Einzelnen beschrieben. Dies ist der allgemeine Weg."
            }
            Warning::WhoNotStated => {
                "Der Ratgeber sagt nicht, wer den Antrag anstelle des Inhabers stellen kann. \
                 Fragen Sie vorher am Schalter."
            }
            Warning::EmailNeeded => {
                "Sie brauchen eine E-Mail-Adresse. Wenn Sie keine haben, legen Sie vorher eine \
                 an oder fragen Sie am Schalter."
            }
            Warning::CardNeeded => {
                "Sie brauchen die Karte. Ohne sie fragen Sie vorher am Schalter."
            }
            Warning::NothingReadsTheCard => {
                "Sie brauchen etwas, das die Karte liest: ein Handy mit NFC oder einen Computer \
                 mit Leser."
            }
            Warning::ReaderNeeded => {
                "Sie brauchen einen Computer mit Kartenleser. Ein Handy genügt nicht."
            }
            Warning::NotConfirmed => {
                "Was die Karte sagte, war nicht geschützt und ist deshalb nicht sicher."
            }
            Warning::FromElsewhere => {
                "Einiges kommt aus anderen Quellen, die daneben stehen. In den zwei \
                 Ausgangsdokumenten steht es nicht."
            }
            Warning::CardExpired(date) => {
                return format!(
                    "Die Karte ist am {date} abgelaufen. Über Codes einer abgelaufenen Karte \
                     sagen die Quellen nichts. Fragen Sie zuerst, wie Sie eine neue bekommen.",
                    date = self.date(date.into()),
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
            Confidence::Inferred => "unsere Lesart der Quellen",
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
            Label::GoodToKnow => "Gut zu wissen",
            Label::FromElsewhere => "Aus anderen Quellen",
            Label::Careful => "Achtung",
            Label::Help => "Hilfe",
            Label::Sources => "Quellen",
            Label::Undated => "ohne Datum",
            Label::ByAppointment => "mit Termin",
            Label::Line => "Zeile",
            Label::Question => "Frage",
            Label::Meanwhile => "Inzwischen können Sie anrufen",
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
        format!("Jetzt offen, bis {until}.")
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
        "Heute ist Feiertag: Ob offen ist, ist nicht angegeben."
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

    fn dated(&self, date: PartialDate) -> String {
        dates::dated(date)
    }

    fn date(&self, date: PartialDate) -> String {
        dates::date(date)
    }
}
