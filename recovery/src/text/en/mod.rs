//! English.

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

/// English.
pub(super) struct English;

impl Words for English {
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
            Region::Bolzano => "Autonomous province of Bolzano/Bozen (South Tyrol)",
            Region::Umbria => "Umbria",
            Region::ValleDAosta => "Valle d'Aosta/Vallée d'Aoste (Aosta Valley)",
            Region::Veneto => "Veneto",
        }
    }

    fn reason(&self, reason: Reason) -> &'static str {
        match reason {
            Reason::NoChip => "This card has no codes, because it has no chip.",
            Reason::OnlyHolder => "The codes are the holder's: nobody else may use them.",
            Reason::MinorNeedsParent => {
                "For a minor, a parent or the guardian has to make the request."
            }
            Reason::NoParentHere => {
                "In Trentino a parent can no longer activate the card of a child. For lost codes ask the Province."
            }
            Reason::PukBlocked => "The PUK is blocked: nobody can unblock it. This is what to do.",
            Reason::CardLost => {
                "The codes of a lost card are no longer of use. Have it blocked first."
            }
        }
    }

    fn warning(&self, warning: Warning) -> String {
        let text = match warning {
            Warning::VerifyBeforeGoing => {
                "Numbers and hours may have changed, and local holidays are not known. Call before you go."
            }
            Warning::LinkNotInSource => {
                "The guide points to a page of the Region, but the link is lost."
            }
            Warning::NothingFound => "Nothing was found for your Region. This is the general way.",
            Warning::WhichProvince => {
                "The two provinces do it differently. Say whether it is Trento or Bolzano/Bozen."
            }
            Warning::NotDescribedInDetail => "Without the Region, this is the general way.",
            Warning::WhoNotStated => "Who may go for the holder is not stated. Ask first.",
            Warning::EmailNeeded => "You need an e-mail address. If you have none, ask first.",
            Warning::CardNeeded => "You need the card. If you do not have it, ask first.",
            Warning::NothingReadsTheCard => {
                "Something that reads the card is needed: a phone with NFC or a computer with a \
                 reader."
            }
            Warning::ReaderNeeded => {
                "A computer with a smart-card reader is needed. A phone is not enough."
            }
            Warning::NotConfirmed => "What the card said was not protected, so it is not certain.",
            Warning::CardExpired(date) => {
                return format!("The card expired on {date}.", date = self.date(date.into()));
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
            Confidence::Inferred => "our reading",
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
            Topic::Faulty => "Faulty card",
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
            Label::When => "When",
            Label::Command => "Command",
            Label::GoodToKnow => "Important",
            Label::Background => "More to know",
            Label::Replaced => "Overtaken by official or newer sources",
            Label::Careful => "Be careful",
            Label::Help => "Help",
            Label::Source => "Source",
            Label::Sources => "Sources",
            Label::Undated => "no date",
            Label::ByAppointment => "by appointment",
            Label::Line => "line",
            Label::Question => "Question",
            Label::Meanwhile => "Meanwhile you can call",
            Label::Closed => "closed",
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
        format!("By these hours it is open now, until {until}.")
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
        "It is a national holiday: probably closed."
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

    fn copied(&self, date: PartialDate) -> String {
        format!("copy {}", dates::dated(date))
    }

    fn age(&self, dates: Option<(Day, Day)>, some_undated: bool) -> String {
        let Some((oldest, youngest)) = dates else {
            return "The information has no date.".into();
        };
        let mark = |copy| if copy { " (copy)" } else { "" };
        let (first, last) = (mark(oldest.1), mark(youngest.1));
        let told = if oldest == youngest {
            format!("{}{first}", dates::date(oldest.0))
        } else {
            format!(
                "from {}{first} to {}{last}",
                dates::date(oldest.0),
                dates::date(youngest.0)
            )
        };
        if some_undated {
            format!("Where there is a date: {told}; the others are undated.")
        } else {
            format!("Dates of the information: {told}.")
        }
    }

    fn activation_only(&self) -> &'static str {
        "The sources speak of the first activation: for lost codes, ask first."
    }

    fn said_of_activation(&self) -> &'static str {
        "said of activation: ask first"
    }

    fn operation(&self, operation: Operation) -> &'static str {
        match operation {
            Operation::UnblockPin => "Unblock the PIN with the PUK",
        }
    }
}
