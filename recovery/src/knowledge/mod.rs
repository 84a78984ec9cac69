//! What is known of recovering codes: a table of facts, each with its source.
//!
//! The rows are in `recovery/knowledge/*.toml`; `recovery/build.rs` checks
//! them and turns them into constants. A row that is broken (a fact without a
//! source, a number without a scope, hours that do not parse, a link that no
//! source has) does not build.
//!
//! ```
//! use cie_recovery::{Card, Topic, knowledge};
//!
//! // Nothing is stated about the length of the codes, and something elsewhere.
//! let length = knowledge::about(Card::Cie, Topic::Length, None);
//! assert!(length.stated.is_empty());
//! assert!(!length.elsewhere.is_empty());
//! ```

mod place;
mod rows;
mod sentence;
mod source;
mod table;

use std::fmt::Write as _;

use super::{
    hours::Hours,
    region::Region,
    situation::{Card, Code, Requesters},
};
pub use crate::kinds::{
    Carrier, Channel, Condition, Conditions, Confidence, ContactKind, DocumentKind, Operation,
    Part, Reach, SourceKind, Subject, Topic, When,
};
pub use place::{PlaceName, Regions, Scope};
pub use rows::Rows;
pub use sentence::TextKey;
pub use source::{Cite, Cites, Source, SourceKey, SourceName};
pub(crate) use table::*;

/// The stable name of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey(u16);

impl RowKey {
    /// As the row writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        // One string for all: a table of pointers would be thrice as large.
        let mut names = ROW_NAMES.split('\n');
        names.nth(self.0.into()).unwrap_or_default()
    }

    /// The file that it is in, of `recovery/knowledge`.
    #[must_use]
    pub fn file(self) -> String {
        let files = FILES.iter().rev();
        let mut before = files.filter(|(first, _)| *first <= self.0);
        let (_, name) = before.next().copied().unwrap_or_default();
        format!("{name}.toml")
    }
}

/// A statement with its origin. There is none without.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// The row's stable name, for programs.
    pub key: RowKey,
    /// Its sentence; several rows may say the same.
    pub text: TextKey,
    /// How sure it is.
    pub confidence: Confidence,
    /// Of which codes the sources say it.
    pub about: Subject,
    /// For whom it holds.
    pub scope: Scope,
    /// Where it was read; never empty.
    pub cites: Cites,
}

impl Fact {
    /// Where it was read; never empty.
    #[must_use]
    pub fn cites(&self) -> &'static [Cite] {
        self.cites.all()
    }

    /// Its sources, in the order in which they are cited.
    pub fn sources(&self) -> impl Iterator<Item = &'static Source> {
        self.cites().iter().map(Cite::source)
    }

    /// The facts that this one leads over, where they disagree: it is official
    /// and they are not, or it is newer.
    pub fn replaces(&self) -> impl Iterator<Item = &'static Statement> {
        let pairs = REPLACED.iter().filter(|(one, _)| *one == self.key);
        pairs.filter_map(|(_, other)| {
            STATEMENTS
                .iter()
                .find(|row| row.fact.key == *other)
                .copied()
        })
    }
}

/// A fact that stands by itself.
#[derive(Debug, PartialEq, Eq)]
pub struct Statement {
    /// The fact.
    pub fact: Fact,
    /// The card that it is about.
    pub card: Card,
    /// Its subject.
    pub topic: Topic,
    /// Whether every plan that it fits shows it; others fold away.
    pub main: bool,
    /// For whom it is; empty for everybody.
    pub who: Requesters,
    /// On what conditions.
    pub only_if: Conditions,
}

/// Something to bring or to have.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is, and who says so.
    pub fact: Fact,
    /// Its kind.
    pub kind: DocumentKind,
    /// The same thing where no place has a name of its own for it.
    pub instead_of: Option<RowKey>,
}

/// A number or an address.
#[derive(Debug, PartialEq, Eq)]
pub struct Contact {
    /// Whose it is, and who says so.
    pub fact: Fact,
    /// What it is.
    pub kind: ContactKind,
    /// The number or address, as the source writes it.
    pub value: &'static str,
    /// From where, for a telephone number.
    pub reach: Reach,
    /// When somebody answers.
    pub hours: Hours,
    /// On what conditions it is told.
    pub only_if: Conditions,
}

impl Contact {
    /// What a touch opens: `tel:`, `mailto:` or the page. `None` for an address
    /// that only writes.
    ///
    /// A number that begins with 0 gets Italy's +39 (RFC 3966, global numbers); a
    /// free number is dialled as it is, since it answers inside Italy alone.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        match self.kind {
            ContactKind::Phone => {
                let dialled = |c: &char| c.is_ascii_digit() || *c == '+';
                let number: String = self.value.chars().filter(dialled).collect();
                let prefix = if number.starts_with('0') { "+39" } else { "" };
                Some(format!("tel:{prefix}{number}"))
            }
            ContactKind::Email => Some(format!("mailto:{}", self.value)),
            ContactKind::Web => Some(self.value.into()),
            ContactKind::Sender => None,
        }
    }
}

/// A place to go to.
#[derive(Debug, PartialEq, Eq)]
pub struct Desk {
    /// What it is, and who says so.
    pub fact: Fact,
    /// Its address, if stated.
    pub address: Option<&'static str>,
    /// Whether the source asks for an appointment.
    pub by_appointment: bool,
    /// When it is open.
    pub hours: Hours,
}

impl Desk {
    /// What a touch opens: a `geo:` address with a query, as Android defines it for "somewhere
    /// that is called so", since no source gives coordinates (developer.android.com, Common
    /// intents, Maps). `None` where no address is stated, or several are.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let address = self.address.filter(|address| !address.contains(';'))?;
        let town = match self.fact.scope {
            Scope::Municipality(name) if !address.contains(name.name()) => {
                format!(", {}", name.name())
            }
            _ => String::new(),
        };
        let mut link = String::from("geo:0,0?q=");
        for byte in address.bytes().chain(town.bytes()) {
            match byte {
                // Unreserved (RFC 3986, section 2.3).
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    link.push(char::from(byte));
                }
                _ => {
                    // A `String` takes everything.
                    let _ = write!(link, "%{byte:02X}");
                }
            }
        }
        Some(link)
    }
}

/// One step of a path.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do, and who says so.
    pub fact: Fact,
    /// How.
    pub channel: Channel,
    /// What a program with this library does itself, with the card.
    pub operation: Option<Operation>,
    /// What it takes.
    pub documents: Rows<Document>,
    /// Whom to call or to write to.
    pub contacts: Rows<Contact>,
    /// Where.
    pub desks: Rows<Desk>,
    /// For whom it is; empty for everybody.
    pub who: Requesters,
    /// On what conditions.
    pub only_if: Conditions,
}

/// How a part of the codes arrives.
#[derive(Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The sentence, and who says so.
    pub fact: Fact,
    /// Which part.
    pub part: Part,
    /// By what.
    pub by: Carrier,
    /// When.
    pub when: When,
    /// From which address.
    pub sender: Option<&'static Contact>,
    /// On what conditions.
    pub only_if: Conditions,
}

/// A way to codes that can be used.
#[derive(Debug, PartialEq, Eq)]
pub struct Path {
    /// Its title, and who describes it.
    pub fact: Fact,
    /// For which card.
    pub card: Card,
    /// The codes that one has afterwards.
    pub codes: &'static [Code],
    /// Further codes, for people who ask for them.
    pub on_request: &'static [Code],
    /// For whom it is; empty for everybody.
    pub who: Requesters,
    /// Who cannot go this way.
    pub not_for: Requesters,
    /// On what conditions.
    pub only_if: Conditions,
    /// When to choose it.
    pub when: Option<&'static Statement>,
    /// What it costs; `None` if not stated.
    pub cost: Option<&'static Statement>,
    /// How long it takes; `None` if not stated.
    pub time: Option<&'static Statement>,
    /// Whom to ask for help.
    pub help: Rows<Contact>,
    /// What else is good to know.
    pub notes: Rows<Statement>,
    /// The source points to a page, and the link is lost.
    pub link_lost: bool,
    /// It is not the first way of its Region.
    pub second: bool,
    /// What to do, in order.
    pub steps: &'static [Step],
    /// How the codes arrive; empty if not stated.
    pub deliveries: &'static [Delivery],
}

/// Every source.
#[must_use]
pub fn sources() -> &'static [&'static Source] {
    SOURCES
}

/// Every statement.
#[must_use]
pub fn statements() -> &'static [&'static Statement] {
    STATEMENTS
}

/// Every contact.
#[must_use]
pub fn contacts() -> &'static [&'static Contact] {
    CONTACTS
}

/// Every desk.
#[must_use]
pub fn desks() -> &'static [&'static Desk] {
    DESKS
}

/// Everything to bring or to have.
#[must_use]
pub fn documents() -> &'static [&'static Document] {
    DOCUMENTS
}

/// Every path.
#[must_use]
pub fn paths() -> &'static [&'static Path] {
    PATHS
}

/// How codes of a TS-CNS are had again in a Region: its own path, or the
/// general one.
#[must_use]
pub fn path_of(region: Option<Region>) -> &'static Path {
    let mut described = paths_of(region).filter(|path| !path.second);
    described.next().unwrap_or(&OTHER_REGION)
}

/// Another way in a Region, if one is known.
#[must_use]
pub fn second_path_of(region: Option<Region>) -> Option<&'static Path> {
    paths_of(region).find(|path| path.second)
}

fn paths_of(region: Option<Region>) -> impl Iterator<Item = &'static Path> {
    PATHS.iter().copied().filter(move |path| {
        let of_region = matches!(path.fact.scope, Scope::Regions(_));
        of_region && path.fact.scope.holds(region, None)
    })
}

/// Every fact of the table: of statements, documents, contacts, desks and paths.
#[must_use]
pub fn facts() -> Vec<&'static Fact> {
    let mut facts: Vec<&'static Fact> = Vec::new();
    facts.extend(STATEMENTS.iter().map(|row| &row.fact));
    facts.extend(DOCUMENTS.iter().map(|row| &row.fact));
    facts.extend(CONTACTS.iter().map(|row| &row.fact));
    facts.extend(DESKS.iter().map(|row| &row.fact));
    for path in PATHS {
        facts.push(&path.fact);
        facts.extend(path.steps.iter().map(|row| &row.fact));
        facts.extend(path.deliveries.iter().map(|row| &row.fact));
    }
    facts
}

/// What is known of a subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What the two documents state, or what follows from them. Empty means
    /// *not stated*.
    pub stated: Vec<&'static Statement>,
    /// What other sources say.
    pub elsewhere: Vec<&'static Statement>,
}

/// What is known of `topic` for a card, in a Region when it matters. A plan shows
/// what its situation needs; the other statements are for programs that ask here.
#[must_use]
pub fn about(card: Card, topic: Topic, region: Option<Region>) -> About {
    let mut found = About::default();
    let fits = |row: &&&Statement| {
        row.card == card && row.topic == topic && row.fact.scope.holds(region, None)
    };
    for row in STATEMENTS.iter().filter(fits) {
        if row.fact.confidence == Confidence::External {
            found.elsewhere.push(row);
        } else {
            found.stated.push(row);
        }
    }
    found
}
