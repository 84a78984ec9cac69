//! What is known of recovering codes: a table of facts, each with its source.
//!
//! The rows are in `core/src/recovery/knowledge/*.toml`; `core/build.rs` checks
//! them and turns them into constants. A row that is broken (a fact without a
//! source, a number without a scope, hours that do not parse, a link that no
//! source has) does not build.
//!
//! ```
//! use cie_core::recovery::{Card, Topic, knowledge};
//!
//! // Nothing is stated about the length of the codes, and something elsewhere.
//! let length = knowledge::about(Card::Cie, Topic::Length, None);
//! assert!(length.stated.is_empty());
//! assert!(!length.elsewhere.is_empty());
//! ```

mod kinds;
mod table;

use super::{
    hours::Hours,
    region::Region,
    situation::{Card, Code},
};
use crate::app::emrtd::date::PartialDate;
pub use kinds::{
    Carrier, Channel, Confidence, ContactKind, DocumentKind, Part, Reach, Topic, When,
};
pub(crate) use table::*;
pub use table::{
    CieText, ElsewhereText, LombardiaText, RegionsText, SourcesText, TextKey, TsCnsText,
};

/// Where facts were read.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// A stable name for programs.
    pub id: &'static str,
    /// What it is called.
    pub name: SourceName,
    /// The date that the source itself states; many state none. Month and day
    /// may be unknown.
    pub stated: Option<PartialDate>,
}

/// What a source is called.
#[derive(Debug, PartialEq, Eq)]
pub enum SourceName {
    /// One of the two documents that this knowledge begins with.
    Document {
        /// Its name, in the catalogue.
        title: TextKey,
        /// Its file in the collection that it came in.
        file: &'static str,
    },
    /// Somewhere else: the name of a site or of a document, no link.
    External(&'static str),
}

impl Source {
    /// Whether this is one of the two documents.
    #[must_use]
    pub const fn is_document(&self) -> bool {
        matches!(self.name, SourceName::Document { .. })
    }
}

/// A place in a source.
#[derive(Debug, PartialEq, Eq)]
pub struct Cite {
    /// The source.
    pub source: &'static Source,
    /// First and last line, in a document; `None` for an external source.
    pub lines: Option<(u16, u16)>,
}

/// A statement with its origin. There is none without.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// The sentence, in the catalogue.
    pub text: TextKey,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it was read; never empty.
    pub cites: &'static [Cite],
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
    /// The Region that it holds for; `None` for all.
    pub region: Option<Region>,
}

/// Something to bring or to have.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is, and who says so.
    pub fact: Fact,
    /// Its kind.
    pub kind: DocumentKind,
}

/// For whom a contact or a desk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// For everybody.
    National,
    /// For people of a Region.
    Region(Region),
    /// For people of one municipality, which its source does not name.
    Municipality,
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
    /// For whom.
    pub scope: Scope,
    /// From where, for a telephone number.
    pub reach: Reach,
    /// When somebody answers.
    pub hours: Hours,
}

/// A place to go to.
#[derive(Debug, PartialEq, Eq)]
pub struct Desk {
    /// What it is, and who says so.
    pub fact: Fact,
    /// Its address, if stated.
    pub address: Option<&'static str>,
    /// For whom.
    pub scope: Scope,
    /// Whether the source asks for an appointment.
    pub by_appointment: bool,
    /// When it is open.
    pub hours: Hours,
}

/// One step of a path.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do, and who says so.
    pub fact: Fact,
    /// How.
    pub channel: Channel,
    /// What it takes.
    pub documents: &'static [&'static Document],
    /// Whom to call or to write to.
    pub contacts: &'static [&'static Contact],
    /// Where.
    pub desks: &'static [&'static Desk],
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
    /// Only if a mobile number was given as contact (`true`), only if none was
    /// (`false`), or always.
    pub mobile: Option<bool>,
}

/// A way to codes that can be used.
#[derive(Debug, PartialEq, Eq)]
pub struct Path {
    /// Its title, and who describes it.
    pub fact: Fact,
    /// For which card.
    pub card: Card,
    /// For which Region; `None` for all.
    pub region: Option<Region>,
    /// The codes that one has afterwards.
    pub codes: &'static [Code],
    /// What it costs; `None` if not stated.
    pub cost: Option<&'static Statement>,
    /// How long it takes; `None` if not stated.
    pub time: Option<&'static Statement>,
    /// Whom to ask for help.
    pub help: &'static [&'static Contact],
    /// What else is good to know.
    pub notes: &'static [&'static Statement],
    /// The source points to a page, and the link is lost.
    pub link_lost: bool,
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
    let described = PATHS
        .iter()
        .find(|path| region.is_some() && path.region == region);
    described.map_or(&OTHER_REGION, |path| *path)
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
        row.card == card && row.topic == topic && (row.region.is_none() || row.region == region)
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
