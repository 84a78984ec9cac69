//! English.

mod dates;
mod origins;

use cie_core::{MalformedCode, date::PartialDate};

use super::words::{Day, Words, in_own_words};
use crate::{
    Warning,
    codes::{Half, JoinError},
    knowledge::Reach,
};

/// English.
pub(super) struct English;

impl Words for English {
    fn warning(&self, warning: Warning) -> String {
        let text = match warning {
            Warning::VerifyBeforeGoing => {
                "Numbers and hours may have changed, and local holidays are not known. Call before you go."
            }
            Warning::LinkNotInSource => {
                "The guide points to a page of the Region, but the link is lost."
            }
            Warning::NothingFound => "Nothing was found for your Region. This is the general way.",
            Warning::NotDescribedInDetail => "Without the Region, this is the general way.",
            Warning::MinorNeedsParent => "For a minor, a parent or the guardian makes the request.",
            Warning::EmailNeeded => "You need an e-mail address. If you have none, ask first.",
            Warning::MobileNeeded => "You need a mobile number. If you have none, ask first.",
            Warning::CardNeeded(_) => {
                "You will need the card for this: fetch it first. If it is lost or stolen, say so: that is another plan."
            }
            Warning::NothingReadsTheCard => {
                "Something that reads the card is needed: a phone with NFC or a computer with a \
                 reader."
            }
            Warning::ReaderNeeded => "A computer with a reader is needed. A phone is not enough.",
            Warning::NotConfirmed => "What the card said was not protected, so it is not certain.",
            Warning::CardExpired(_, date) => {
                return format!("The card expired on {date}.", date = self.date(date.into()));
            }
        };
        text.into()
    }

    fn reach(&self, reach: Reach) -> &'static str {
        match reach {
            Reach::Any => "",
            Reach::Landline => "from a landline only",
            Reach::Mobile => "from a mobile phone",
        }
    }

    fn span(&self, from: Option<&str>, to: &str) -> String {
        match from {
            Some(from) => format!("{from} to {to}"),
            None => format!("until {to} (the beginning is not stated)"),
        }
    }

    fn open(&self, until: &str) -> String {
        format!("According to these hours it is open now, until {until}.")
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

    fn origin(&self, origin: &'static str) -> String {
        in_own_words(origin, origins::ORIGINS)
    }

    fn place(&self, name: &'static str) -> &'static str {
        match name {
            "Milano" => "Milan",
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
}
