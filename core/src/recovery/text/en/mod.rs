//! English.

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

/// English.
pub(super) struct English;

impl Words for English {
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
            Code::Pin => "the PIN",
            Code::Puk => "the PUK",
            Code::Cip => "the CIP",
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
            Region::Lombardia => "Lombardia (Lombardy)",
            Region::Marche => "Marche",
            Region::Molise => "Molise",
            Region::Piemonte => "Piemonte (Piedmont)",
            Region::Puglia => "Puglia (Apulia)",
            Region::Sardegna => "Sardegna (Sardinia)",
            Region::Sicilia => "Sicilia (Sicily)",
            Region::Toscana => "Toscana (Tuscany)",
            Region::TrentinoAltoAdige => "Trentino-Alto Adige/South Tyrol",
            Region::Trento => "Autonomous province of Trento",
            Region::Bolzano => "Autonomous province of Bolzano/Bozen",
            Region::Umbria => "Umbria",
            Region::ValleDAosta => "Valle d'Aosta (Aosta Valley)",
            Region::Veneto => "Veneto",
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::NoChip => "This card has no codes, because it has no chip.",
            Reason::OnlyHolder => {
                "Only the holder of the card can make the request. For other people the sources \
                 state no way."
            }
            Reason::MinorNeedsParent => {
                "For a minor, a parent or the guardian has to make the request."
            }
            Reason::PukBlocked => {
                "The PUK is blocked. The two documents behind this help do not say what to do. \
                 What follows is our reading or from other sources; it is written beside it."
            }
            Reason::CardLost => {
                "The sources do not describe what to do if the card is lost or stolen."
            }
        }
    }

    fn warning(&self, warning: Warning) -> String {
        let text = match warning {
            Warning::UndatedSource => {
                "The guide on the health card has no date. Check numbers and hours before you go."
            }
            Warning::VerifyBeforeGoing => {
                "Numbers, addresses and hours may have changed. Call before you go."
            }
            Warning::LinkNotInSource => {
                "The source points to a web page, but the link is not in it any more. Look for \
                 it on the Region's site."
            }
            Warning::OnlyThatMunicipality => {
                "A number or a desk above is of one municipality only, which the source does \
                 not name (its area code is that of Modena). If it is not yours, do not use it."
            }
            Warning::NotDescribedInDetail => {
                "Your Region is not described in detail. This is the general procedure."
            }
            Warning::WhoNotStated => {
                "The guide does not say who can make the request instead of the holder. Ask the \
                 desk first."
            }
            Warning::EmailNeeded => {
                "An e-mail address is needed. If you have none, make one first or ask the desk."
            }
            Warning::CardNeeded => "The card is needed. Without it, ask the desk first.",
            Warning::NothingReadsTheCard => {
                "Something that reads the card is needed: a phone with NFC or a computer with a \
                 reader."
            }
            Warning::ReaderNeeded => {
                "A computer with a smart-card reader is needed. A phone is not enough."
            }
            Warning::NotConfirmed => "What the card said was not protected, so it is not certain.",
            Warning::FromElsewhere => {
                "Some of this is from other sources, named beside it. It is not in the two \
                 documents that this help begins with."
            }
            Warning::CardExpired(date) => {
                return format!(
                    "The card expired on {date}. The sources say nothing about codes of an \
                     expired card. Ask first how to get a new one.",
                    date = self.date(date.into()),
                );
            }
        };
        text.into()
    }

    fn relation(&self, relation: Relation) -> &'static str {
        match relation {
            Relation::Then => "Then",
            Relation::Otherwise => "If that is not possible",
        }
    }

    fn confidence(&self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Source => "from the document",
            Confidence::External => "from another source",
            Confidence::Inferred => "our reading of the sources",
        }
    }

    fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Purpose => "What the codes are for",
            Topic::Length => "How many digits the codes have",
            Topic::Tries => "How many tries there are",
            Topic::Issue => "How the codes come with a new card",
            Topic::Obtain => "How you get the card",
            Topic::Activation => "How the card is activated",
            Topic::UseOnline => "What it takes to use it online",
            Topic::Who => "Who can ask",
            Topic::Cost => "What it costs",
            Topic::Time => "How long it takes",
            Topic::Outcome => "What you get",
            Topic::Loss => "Card lost or stolen",
            Topic::How => "How it is done",
            Topic::Conflict => "Where sources disagree",
        }
    }

    fn reach(&self, reach: Reach) -> &'static str {
        match reach {
            Reach::Any => "",
            Reach::Landline => "from a landline only",
            Reach::Mobile => "from a mobile phone",
        }
    }

    fn weekday(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }

    fn label(&self, label: Label) -> &'static str {
        match label {
            Label::WhatToDo => "What to do",
            Label::Bring => "To have ready",
            Label::Where => "Where",
            Label::Hours => "Hours",
            Label::Contacts => "Contacts",
            Label::YouGet => "In the end you have",
            Label::HowCodesArrive => "How the codes arrive",
            Label::Cost => "Cost",
            Label::Time => "Time",
            Label::NotStated => "not stated",
            Label::GoodToKnow => "Good to know",
            Label::FromElsewhere => "From other sources",
            Label::Careful => "Be careful",
            Label::Help => "Help",
            Label::Sources => "Sources",
            Label::Undated => "no date",
            Label::ByAppointment => "by appointment",
            Label::Line => "line",
            Label::Question => "Question",
            Label::Meanwhile => "Meanwhile you can call",
            Label::Disputed => "not certain",
            Label::Yes => "Yes",
            Label::No => "No",
        }
    }

    fn half(&self, half: Half) -> &'static str {
        match half {
            Half::First => "the first half",
            Half::Second => "the second half",
        }
    }

    fn occasion(&self, occasion: Occasion) -> &'static str {
        match occasion {
            Occasion::Issue => "with a new card",
            Occasion::Reprint => "when they are printed again",
        }
    }

    fn join_note(&self, note: JoinNote) -> &'static str {
        match note {
            JoinNote::OrderUnchecked => {
                "The two halves are equally long: whether they are swapped cannot be seen. The \
                 first is that of the receipt, the second that of the letter or e-mail."
            }
            JoinNote::MaybeSwapped => "The two halves look swapped: check which is the first.",
            JoinNote::OtherSplit => {
                "Usually the two halves are cut otherwise. But the total is right: check and, \
                 if you are sure, go on."
            }
            JoinNote::LengthUnknown => {
                "How long this code is is not known, so its length was not checked."
            }
            JoinNote::SameHalves => "Both halves are the same: maybe you entered one twice.",
        }
    }

    fn card_lost(&self) -> &'static str {
        "I have lost the card, or it was stolen"
    }

    fn not_said(&self) -> &'static str {
        "I do not know, or would rather not say"
    }

    fn span(&self, from: Option<&str>, to: &str) -> String {
        match from {
            Some(from) => format!("{from} to {to}"),
            None => format!("until {to} (the beginning is not stated)"),
        }
    }

    fn open(&self, until: &str) -> String {
        format!("Open now, until {until}.")
    }

    fn closed(&self, next: Option<(&str, Option<&str>)>) -> String {
        match next {
            Some((day, Some(at))) => format!("Closed now. Opens on {day} at {at}."),
            Some((day, None)) => {
                format!("Closed now. Opens on {day}; the time is not stated.")
            }
            None => "Closed now.".into(),
        }
    }

    fn start_not_stated(&self, until: &str) -> String {
        format!("Closes at {until} today. When it opens is not stated.")
    }

    fn disputed(&self) -> &'static str {
        "It is not certain whether it is open now: the source contradicts itself."
    }

    fn public_holiday(&self) -> &'static str {
        "Today is a public holiday: whether it is open is not stated."
    }

    fn hours_not_stated(&self) -> &'static str {
        "not stated"
    }

    fn open_not_stated(&self) -> &'static str {
        "The hours are not stated."
    }

    fn never_a_code(&self) -> &'static str {
        "No code is asked for here, and nothing is sent."
    }

    fn join_error(&self, error: JoinError) -> String {
        let half = |half| match half {
            Half::First => "First half",
            Half::Second => "Second half",
        };
        match error {
            JoinError::Malformed {
                half: which,
                why: MalformedCode::Length { expected, found },
            } => format!(
                "{}: digits needed {expected}, characters entered {found}.",
                half(which)
            ),
            JoinError::Malformed { half: which, .. } => {
                format!(
                    "{}: only digits from 0 to 9 are needed, without spaces.",
                    half(which)
                )
            }
            JoinError::Total { expected, found } => {
                format!(
                    "Together the two halves must have {expected} digits. {found} were entered."
                )
            }
            JoinError::NoSuchCode => "This card has no such code.".into(),
        }
    }

    fn dated(&self, date: PartialDate) -> String {
        dates::dated(date)
    }

    fn date(&self, date: PartialDate) -> String {
        dates::date(date)
    }
}
