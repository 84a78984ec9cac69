//! Arguments about codes that are lost, or in two halves.

use std::path::PathBuf;

use cie_core::date::Date;
use cie_recovery::{Card as CardKind, Code, Input, RomeTime};
use clap::{Arg, ArgMatches, Args, FromArgMatches, Subcommand};

use super::{Card, ReaderName, Unblock};
use crate::options::{names, option, values};

/// What is known already, and what to do with the plan.
#[derive(Debug, Args)]
pub(crate) struct Recover {
    #[command(flatten)]
    pub(crate) told: Told,
    /// Date and time in Italy for opening hours [default: now]
    #[arg(
        long,
        value_name = "YYYY-MM-DDTHH:MM",
        value_parser = rome_time,
        allow_negative_numbers = true
    )]
    pub(crate) at: Option<RomeTime>,
    /// Write the plan to a new file, as a web page to print or to show
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Also show what is only background
    #[arg(long)]
    pub(crate) all: bool,
    /// List every source with its date, what is taken from it, and why some were
    /// struck out; for maintainers
    #[arg(long, conflicts_with_all = ["html", "tap", "all", "at"])]
    pub(crate) sources: bool,
    /// Use what is remembered of the card in the reader. Sends no code, and uses no
    /// attempt
    #[arg(long)]
    pub(crate) tap: bool,
    #[command(flatten)]
    pub(crate) card: Card,
}

impl Recover {
    /// Whether the reader for `--tap` is named.
    pub(crate) fn names_a_reader(&self) -> bool {
        let Card {
            reader,
            link,
            trace,
        } = &self.card;
        *reader != ReaderName::Any || link.is_some() || trace.is_some()
    }
}

/// What the advisor is told, as it was typed: an option for each input.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told(pub(crate) Vec<(Input, String)>);

const fn help(input: Input) -> &'static str {
    match input {
        Input::Card => "Kind of card",
        Input::Pin => "What you have of the PIN; never the PIN itself",
        Input::Puk => "What you have of the PUK; never the PUK itself",
        Input::Cip => "What you have of the CIP; never the CIP itself",
        Input::CardLost => "Whether the card is lost or stolen",
        Input::Requester => "Who is asking",
        Input::Contacts => "Whether an e-mail address or mobile number was given for the CIE",
        Input::Region => "Region, in any spelling, or not_said",
        Input::Municipality => "Name of the municipality",
        Input::NfcPhone => "Whether you have a phone with NFC",
        Input::CardAtHand => "Whether you have the card with you",
        Input::Reader => "Whether you have a computer with a reader",
        Input::Email => "Whether you have an e-mail address",
        Input::Mobile => "Whether a mobile number was given as contact",
        Input::PinTries => "PIN attempts left, according to the card",
        Input::PukTries => "PUK attempts left, according to the card",
        Input::Expires => "Date of expiry of the card",
        Input::Today => "",
    }
}

/// Every input that has an option of this kind; today comes with `--at`.
fn told() -> impl Iterator<Item = Input> {
    let all = Input::ALL.into_iter();
    all.filter(|input| *input != Input::Today)
}

impl Args for Told {
    fn augment_args(command: clap::Command) -> clap::Command {
        told().fold(command, |command, input| {
            // What is wrong about a value is said elsewhere, without the
            // value: it may be a code.
            let argument = Arg::new(option(input))
                .long(option(input))
                .value_name("VALUE")
                // What is below zero is wrong, and no option.
                .allow_negative_numbers(true)
                .help_heading("What is known already")
                .help(format!("{}: {}", help(input), values(input)));
            command.arg(argument)
        })
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Told {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let value = |input| {
            let value = matches.get_one::<String>(option(input))?;
            Some((input, value.clone()))
        };
        Ok(Self(told().filter_map(value).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Codes {
    /// Join the two halves of a code and use it: checks a PIN, or unblocks the PIN
    /// with a PUK (input: first half, second half; after a PUK the new PIN)
    Join(Join),
}

/// A code in two halves.
#[derive(Debug, Args)]
pub(crate) struct Join {
    /// Which code
    #[arg(value_parser = code, value_name = "pin|puk|cip")]
    pub(crate) code: Code,
    /// Which card the code belongs to: cie or ts-cns
    #[arg(long, value_parser = card, default_value = "cie", value_name = "CARD")]
    pub(crate) card: CardKind,
    /// Show the code instead of using it
    #[arg(long)]
    pub(crate) show: bool,
    #[command(flatten)]
    pub(crate) unblock: Unblock,
}

fn code(name: &str) -> Result<Code, String> {
    Code::parse(name).ok_or_else(|| names(Code::ALL))
}

fn card(name: &str) -> Result<CardKind, String> {
    let card = CardKind::parse(&name.replace('-', "_"));
    card.ok_or_else(|| names(CardKind::ALL))
}

/// A local time in Italy: `YYYY-MM-DDTHH:MM`.
fn rome_time(text: &str) -> Result<RomeTime, String> {
    read_time(text).ok_or_else(|| "YYYY-MM-DDTHH:MM".to_owned())
}

fn read_time(text: &str) -> Option<RomeTime> {
    let (day, time) = text.split_once(['T', ' '])?;
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    RomeTime::new(date(day)?, hour.try_into().ok()?, minute.try_into().ok()?)
}

/// Exactly this many digits.
fn digits(text: &str, length: usize) -> Option<u16> {
    let digits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// A day as these options take it, `YYYY-MM-DD`, near enough to now to be
/// somebody's: a code with hyphens is not a day.
pub(crate) fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut part = |length| digits(parts.next()?, length);
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let rest = parts.next();
    if rest.is_some() || !(2000..2100).contains(&year) {
        return None;
    }
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_in_one_way_and_nothing_else_is() {
        for (text, shown) in [
            ("2026-11-27T10:05", Some("2026-11-27 10:05")),
            ("2026-11-27 00:00", Some("2026-11-27 00:00")),
            ("2026-11-27", None),
            ("2026-02-29T10:00", None),
            ("2026-11-27T24:00", None),
            ("2026-11-27T1:00", None),
            ("2026-11-27T+1:00", None),
            ("2468-11-27T10:00", None),
            ("2026-11-27-01T10:00", None),
            ("", None),
        ] {
            let read = read_time(text).map(|time| time.to_string());
            assert_eq!(read.as_deref(), shown, "{text}");
        }
    }
}
