//! What the advisor answers.

use super::{
    knowledge::{Contact, Delivery, Desk, Document, Fact, Path, Source, Statement, Step, Subject},
    question::Question,
    situation::{Card, Code},
};
use cie_core::date::{Date, PartialDate};
use cie_core::named;

/// The advisor's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// It has to know more first.
    Questions(Questions),
    /// What to do.
    Plan(Plan),
    /// There are no codes to have again, or none for this person. What to do instead
    /// is in the plan, which may have no steps.
    NotCovered {
        /// Why.
        reason: Reason,
        /// What is known all the same.
        plan: Plan,
    },
}

/// What the advisor has to know first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questions {
    /// What is certain to be needed, the question that decides most first. Never
    /// empty. An answer may bring others, or make them superfluous.
    pub ask: Vec<Question>,
    /// Whom to call meanwhile.
    pub meanwhile: Vec<&'static Contact>,
}

named! {
    /// Why there is no way.
    pub enum Reason {
        /// The card has no chip, so it has no codes.
        NoChip => "no_chip",
        /// The service is for holders.
        OnlyHolder => "only_holder",
        /// For a holder under age, a parent or the guardian has to ask.
        MinorNeedsParent => "minor_needs_parent",
        /// A parent cannot ask here for a holder under age.
        NoParentHere => "no_parent_here",
        /// The PUK is blocked.
        PukBlocked => "puk_blocked",
        /// The card is lost or stolen.
        CardLost => "card_lost",
    }
}

named! {
    /// How a stage follows the one before.
    pub enum Relation {
        /// It is the first one, or comes after the one before.
        Then => "then",
        /// It is for when the one before cannot be had.
        Otherwise => "otherwise",
    }
}

/// What to do, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// Whether it is for the first codes of a card, or for codes that are lost.
    pub subject: Subject,
    /// The ways to go, in order: the likeliest first.
    pub stages: Vec<Stage>,
    /// What else matters to this person.
    pub notes: Vec<&'static Statement>,
    /// What is only background, to be folded away.
    pub background: Vec<&'static Statement>,
    /// What to be careful about.
    pub warnings: Vec<Warning>,
    /// Whom to ask for help.
    pub help: Vec<&'static Contact>,
}

/// One way, with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What is known of it: title, cost and time.
    pub path: &'static Path,
    /// How it follows the one before.
    pub relation: Relation,
    /// When to choose it; `None` where there is nothing to choose from.
    pub when: Option<&'static Statement>,
    /// Its steps, in order.
    pub steps: Vec<PlannedStep>,
    /// How the codes arrive; empty if not stated.
    pub deliveries: Vec<&'static Delivery>,
    /// The codes that can be used afterwards: not a PIN that stays blocked.
    pub codes: Vec<Code>,
}

/// A step, with what of it is for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// The step.
    pub step: &'static Step,
    /// What to bring or to have.
    pub documents: Vec<&'static Document>,
    /// Whom to call or to write to.
    pub contacts: Vec<&'static Contact>,
    /// Where to go.
    pub desks: Vec<&'static Desk>,
}

/// What to be careful about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Warning {
    /// Numbers and hours may have changed since the source's date.
    VerifyBeforeGoing,
    /// The link is lost in the source.
    LinkNotInSource,
    /// Nothing was found of this Region.
    NothingFound,
    /// The Region was not said, so this is the general way.
    NotDescribedInDetail,
    /// For a holder under age, a parent or the guardian asks.
    MinorNeedsParent,
    /// An e-mail address is needed, and there is none.
    EmailNeeded,
    /// A mobile number is needed, and there is none.
    MobileNeeded,
    /// The card is needed, and is not at hand.
    CardNeeded(Card),
    /// A phone with NFC is not at hand, and no reader is known of.
    NothingReadsTheCard,
    /// A computer with a smart-card reader is needed, and there is none.
    ReaderNeeded,
    /// What the card said was not protected, so it is not certain.
    NotConfirmed,
    /// The card has expired on this date.
    CardExpired(Card, Date),
}

impl Warning {
    /// A stable name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::VerifyBeforeGoing => "verify_before_going",
            Self::LinkNotInSource => "link_not_in_source",
            Self::NothingFound => "nothing_found",
            Self::NotDescribedInDetail => "not_described_in_detail",
            Self::MinorNeedsParent => "minor_needs_parent",
            Self::EmailNeeded => "email_needed",
            Self::MobileNeeded => "mobile_needed",
            Self::CardNeeded(_) => "card_needed",
            Self::NothingReadsTheCard => "nothing_reads_the_card",
            Self::ReaderNeeded => "reader_needed",
            Self::NotConfirmed => "not_confirmed",
            Self::CardExpired(..) => "card_expired",
        }
    }

    /// Whether it has to be read before the first step is taken.
    #[must_use]
    pub const fn comes_first(self) -> bool {
        matches!(
            self,
            Self::MinorNeedsParent
                | Self::NothingFound
                | Self::CardNeeded(_)
                | Self::CardExpired(..)
                | Self::NothingReadsTheCard
                | Self::ReaderNeeded
        )
    }
}

/// How much of a plan is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// What is not folded away.
    Shown,
}

/// How old the facts of a plan are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Age {
    /// The date of the youngest; `None` if none has a date.
    pub youngest: Option<PartialDate>,
    /// The date of the oldest.
    pub oldest: Option<PartialDate>,
    /// That of the youngest is the day of a copy: its source states none.
    pub youngest_is_copy: bool,
    /// The same of the oldest.
    pub oldest_is_copy: bool,
    /// Some have no date.
    pub some_undated: bool,
}

impl Advice {
    /// The plan, whether or not there are codes to have.
    #[must_use]
    pub const fn plan(&self) -> Option<&Plan> {
        match self {
            Self::Plan(plan) | Self::NotCovered { plan, .. } => Some(plan),
            Self::Questions(_) => None,
        }
    }
}

impl Plan {
    /// Every step of every stage, in order.
    pub fn steps(&self) -> impl Iterator<Item = &PlannedStep> {
        self.stages.iter().flat_map(|stage| &stage.steps)
    }

    /// Every contact, once.
    #[must_use]
    pub fn contacts(&self) -> Vec<&'static Contact> {
        let of_steps = self.steps().flat_map(|step| &step.contacts);
        let senders = self.stages.iter().flat_map(|stage| {
            stage
                .deliveries
                .iter()
                .filter_map(|one| one.sender.as_ref())
        });
        once(of_steps.chain(senders).chain(&self.help).copied())
    }

    /// Every desk, once.
    #[must_use]
    pub fn desks(&self) -> Vec<&'static Desk> {
        once(self.steps().flat_map(|step| &step.desks).copied())
    }

    /// Everything to bring or to have, once.
    #[must_use]
    pub fn documents(&self) -> Vec<&'static Document> {
        once(self.steps().flat_map(|step| &step.documents).copied())
    }

    /// Every fact in the plan, its background last.
    #[must_use]
    pub fn facts(&self) -> Vec<&'static Fact> {
        self.told(true)
    }

    fn told(&self, background: bool) -> Vec<&'static Fact> {
        let mut facts: Vec<&'static Fact> = Vec::new();
        for stage in &self.stages {
            facts.push(&stage.path.fact);
            let of_path = [stage.when, stage.path.cost, stage.path.time];
            facts.extend(of_path.into_iter().flatten().map(|row| &row.fact));
            facts.extend(stage.steps.iter().map(|step| &step.step.fact));
            facts.extend(stage.deliveries.iter().map(|delivery| &delivery.fact));
        }
        facts.extend(self.documents().into_iter().map(|document| &document.fact));
        facts.extend(self.contacts().into_iter().map(|contact| &contact.fact));
        facts.extend(self.desks().into_iter().map(|desk| &desk.fact));
        let folded = self.background.iter().filter(|_| background);
        let notes = self.notes.iter().chain(folded);
        facts.extend(notes.map(|note| &note.fact));
        facts
    }

    /// What other sources say where they disagree with a fact of the plan, which
    /// is official or newer: the fact that leads, and the other.
    #[must_use]
    pub fn replaced(&self) -> Vec<(&'static Fact, &'static Statement)> {
        let facts = self.facts().into_iter();
        once(facts.flat_map(|fact| fact.replaces().map(move |other| (fact, other))))
    }

    /// The sources of all that, each once, the two documents first.
    #[must_use]
    pub fn sources(&self) -> Vec<&'static Source> {
        let replaced = self.replaced();
        let others = replaced.iter().map(|(_, other)| &other.fact);
        let facts = self.facts().into_iter().chain(others);
        let mut found = once(facts.flat_map(Fact::sources));
        found.sort_by_key(|source| !source.is_document());
        found
    }

    /// The source behind most of the plan's ways: told once, so that only lines
    /// from elsewhere name theirs.
    #[must_use]
    pub fn main_source(&self) -> Option<&'static Source> {
        let mut counted: Vec<(&'static Source, usize)> = Vec::new();
        let first_way = self.stages.first().into_iter();
        let facts = first_way.flat_map(|stage| {
            let steps = stage.steps.iter().map(|step| &step.step.fact);
            steps.chain([&stage.path.fact])
        });
        for source in facts.filter_map(|fact| fact.sources().next()) {
            match counted.iter_mut().find(|(one, _)| one.reads_like(source)) {
                Some((_, count)) => *count += 1,
                None => counted.push((source, 1)),
            }
        }
        // The first of those that are counted most.
        let most = counted.iter().map(|(_, count)| *count).max()?;
        let mut counted = counted.iter();
        counted
            .find(|(_, count)| *count == most)
            .map(|(one, _)| *one)
    }

    /// How old its facts are: of the whole plan by all their sources, of what is
    /// shown by the one that is told with each.
    #[must_use]
    pub fn age(&self, extent: Extent) -> Age {
        let main = self.main_source();
        let told = |fact: &&'static Fact| {
            let mains = |one: &&Source| main.is_some_and(|main| one.reads_like(main));
            fact.sources().find(mains).or_else(|| fact.sources().next())
        };
        let sources: Vec<&Source> = match extent {
            Extent::Whole => self.facts().into_iter().flat_map(Fact::sources).collect(),
            Extent::Shown => self.told(false).iter().filter_map(told).collect(),
        };
        let mut age = Age::default();
        for source in sources {
            let Some(date) = source.date() else {
                age.some_undated = true;
                continue;
            };
            let copy = source.stated.is_none();
            let key = |date: PartialDate| (date.year(), date.month(), date.day());
            if age.youngest.is_none_or(|other| key(date) > key(other)) {
                (age.youngest, age.youngest_is_copy) = (Some(date), copy);
            }
            if age.oldest.is_none_or(|other| key(date) < key(other)) {
                (age.oldest, age.oldest_is_copy) = (Some(date), copy);
            }
        }
        age
    }

    /// Whether the sources say a fact of the first codes alone, while the plan is
    /// for codes that are lost: one asks first whether it holds for them.
    #[must_use]
    pub fn said_of_activation(&self, fact: &Fact) -> bool {
        self.subject == Subject::Lost && fact.about == Subject::Activation
    }
}

fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
