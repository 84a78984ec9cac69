//! The command line.

mod reader;
pub(crate) mod recovery;

use std::path::PathBuf;

use cie_core::{CardKind, LastTry};
use cie_document::emrtd::com::DataGroup;
use cie_sim::{AnyProfile, DocumentOptions, ExtendedLength, Faults, Profile, fault::Knob};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use self::reader::ReaderName;
use crate::text::Lang;

/// Checks, changes and unblocks the PIN of an Italian electronic identity card
/// (CIE) or health card (TS-CNS), and says what to do when a code is lost.
///
/// Codes are requested on the terminal, or read from standard input, one per
/// line; never write them on the command line.
#[derive(Debug, Parser)]
#[command(name = "cie", version, max_term_width = 80)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) general: General,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct General {
    /// Print one line of JSON, and everything else on standard error
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Language: it, en or de [default: that of the locale, or else en]
    #[arg(long, global = true, value_parser = language)]
    pub(crate) lang: Option<Lang>,
    /// Folder for what is remembered of cards [default: in your state folder]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "CIE_STATE_DIR",
        hide_env = true
    )]
    pub(crate) state_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what to do about lost or blocked codes of a CIE or a TS-CNS: asks one
    /// question at a time, and never for a code
    Recover(Box<recovery::Recover>),
    /// Check, change or unblock the PIN
    #[command(subcommand)]
    Pin(Pin),
    /// Use a code that was handed out in two halves
    #[command(subcommand)]
    Codes(recovery::Codes),
    /// Say what kind of card it is, without a code
    Info(Card),
    /// Read the data on the card (input: the CAN; with --mrz document number,
    /// birth and expiry, both YYMMDD, or the lines printed on the back; nothing
    /// for a health card)
    Read(Read),
    /// List the readers that can be given to --reader
    Readers,
    /// Show a citizen's bad day on a new simulated card
    Demo(Demo),
    /// Serve or reset the simulated cards
    #[command(subcommand)]
    Sim(Sim),
    /// Print exchanges and bytes of every operation, in Markdown
    #[command(hide = true)]
    Table,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Pin {
    /// Check the PIN (input: the PIN)
    Verify {
        #[command(flatten)]
        tap: Tap,
        #[command(flatten)]
        only: Only,
    },
    /// Change the PIN (input: the old PIN, the new PIN)
    Change {
        #[command(flatten)]
        tap: Tap,
        #[command(flatten)]
        only: Only,
    },
    /// Unblock the PIN and set a new one (input: the PUK, the new PIN)
    Unblock {
        #[command(flatten)]
        unblock: Unblock,
        #[command(flatten)]
        only: Only,
    },
    /// Find out how an interrupted operation ended (input: what is needed of
    /// new PIN, old PIN, PUK)
    Resolve(Tap),
}

#[derive(Debug, Args)]
pub(crate) struct Card {
    #[arg(
        long,
        value_name = "READER",
        default_value = "",
        hide_default_value = true,
        help = "sim[:PROFILE], pcsc[:NAME] or tcp:HOST:PORT [default: the one PC/SC reader that \
                holds a card]"
    )]
    pub(crate) reader: ReaderName,
    /// Length of commands on the link [default: what the reader says]
    #[arg(long)]
    pub(crate) link: Option<Link>,
    /// Write a trace of the link, without any data, to a file. An existing file is
    /// replaced; a link, pipe or device is refused
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
}

/// A card and a code.
#[derive(Debug, Args)]
pub(crate) struct Tap {
    #[command(flatten)]
    pub(crate) card: Card,
    /// Send the code even if this may be its last attempt
    #[arg(long)]
    pub(crate) allow_last_try: bool,
}

impl Tap {
    /// What the person has agreed to. Anyone who types the option means the card at
    /// hand.
    pub(crate) const fn last_try(&self) -> LastTry {
        if self.allow_last_try {
            LastTry::AllowAny
        } else {
            LastTry::Ask
        }
    }
}

/// Which card the codes are for.
#[derive(Debug, Args)]
pub(crate) struct Only {
    /// Send the codes only to this kind of card: cie or ts-cns [default:
    /// whichever is in the reader]
    #[arg(long = "card", value_name = "CARD", value_parser = kind)]
    pub(crate) kind: Option<CardKind>,
}

/// A travel document, how to open it, and what to read.
#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) card: Card,
    /// Open the document with the printed lines (MRZ) instead of the CAN
    #[arg(long)]
    pub(crate) mrz: bool,
    /// Open the document in the older way (BAC), with the printed lines: for
    /// documents and links that cannot do better
    #[arg(long)]
    pub(crate) bac: bool,
    /// Files to read: numbers of data groups, or com for EF.COM
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "1,11",
        value_parser = file
    )]
    pub(crate) dg: Vec<LdsFile>,
    /// Also write the photo to a file, as it is on the chip, or as PNG if the name
    /// ends in .png and this program was built with photo-png
    #[arg(long, value_name = "FILE")]
    pub(crate) photo: Option<PathBuf>,
    /// Country signers to trust: certificates, revocation lists, PKCS #7, a
    /// master list or the LDIF of ICAO
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub(crate) trust: Option<PathBuf>,
    /// Have the chip prove that it is not a copy
    #[arg(long)]
    pub(crate) chip: bool,
}

/// A card, a PUK and a new PIN.
#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Unblock {
    #[command(flatten)]
    pub(crate) tap: Tap,
    /// First restore the attempts, then set the PIN: for cards that refuse both in
    /// one command
    #[arg(long)]
    pub(crate) reset_first: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Family of the simulated card
    #[arg(long, default_value_t)]
    pub(crate) profile: Profile,
    /// Length of commands on the link
    #[arg(long, default_value = "extended")]
    pub(crate) link: Link,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Sim {
    /// Serve a simulated card to other programs
    Serve(Serve),
    /// Give a simulated card its first codes and all attempts again, and forget what
    /// is remembered of it
    Reset {
        /// Which family or card system [default: all]
        #[arg(long)]
        profile: Option<AnyProfile>,
    },
    /// Write the certificates of the simulated country signers, in PEM, to check
    /// simulated cards with. They say nothing about a real one
    Trust {
        /// Where to write them
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Family of the CIE, or card system of the TS-CNS
    #[arg(long, default_value_t)]
    pub(crate) profile: AnyProfile,
    #[command(flatten)]
    pub(crate) place: Place,
    /// Keep codes and counters in this file [default: forget them at the end]
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,
    /// A fault to simulate; may be repeated
    #[arg(long = "fault", value_name = "NAME[=VALUE]", long_help = faults_help())]
    pub(crate) faults: Vec<String>,
    /// A setting of the travel document; may be repeated
    #[arg(long = "document", value_name = "NAME=VALUE", long_help = document_help())]
    pub(crate) document: Vec<String>,
    /// Whether the card takes extended length
    #[arg(long, default_value = "supported")]
    pub(crate) extended: Extended,
}

/// Where a simulated card is served.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Place {
    /// Wait for readers on this TCP port of 127.0.0.1; 0 picks one
    #[arg(long, value_name = "PORT")]
    pub(crate) listen: Option<u16>,
    /// Put the card into a reader of vsmartcard's vpcd
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) vpcd: Option<String>,
}

/// How long commands on the link may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Link {
    /// 261 bytes
    Short,
    /// Extended length fields
    Extended,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Extended {
    /// Everywhere
    Supported,
    /// Nowhere
    Refused,
    /// In clear, and not under secure messaging
    RefusedSm,
}

impl From<Extended> for ExtendedLength {
    fn from(extended: Extended) -> Self {
        match extended {
            Extended::Supported => Self::Supported,
            Extended::Refused => Self::Refused,
            Extended::RefusedSm => Self::RefusedUnderSecureMessaging,
        }
    }
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "it, en or de".to_owned())
}

fn kind(name: &str) -> Result<CardKind, String> {
    let name = name.replace('-', "_");
    let found = CardKind::ALL.into_iter().find(|kind| kind.name() == name);
    found.ok_or_else(|| "cie or ts-cns".to_owned())
}

/// A file of the travel document that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LdsFile {
    /// EF.COM.
    Com,
    /// A data group.
    Group(DataGroup),
}

/// Those that this program understands; not DG3 and DG4, the fingerprints
/// and the iris, which are open to authorities only.
fn file(text: &str) -> Result<LdsFile, String> {
    if text.eq_ignore_ascii_case("com") {
        return Ok(LdsFile::Com);
    }
    let number = text.parse().ok();
    let number = number.filter(|number| matches!(number, 1 | 2 | 7 | 11 | 12 | 14 | 15));
    number
        .and_then(DataGroup::new)
        .map(LdsFile::Group)
        .ok_or_else(|| "com, 1, 2, 7, 11, 12, 14, 15".to_owned())
}

fn faults_help() -> String {
    listed("A fault to simulate; may be repeated:", Faults::KNOBS)
}

fn document_help() -> String {
    listed(
        "A setting of the travel document; may be repeated:",
        DocumentOptions::SETTINGS,
    )
}

/// What may be set, a line each.
fn listed(intro: &str, knobs: &[Knob]) -> String {
    let mut help = intro.to_owned();
    for knob in knobs {
        let equals = if knob.value.is_empty() { "" } else { "=" };
        help += &format!(
            "\n  {}{equals}{}: {}",
            knob.name, knob.value, knob.description
        );
    }
    help
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
