//! What the advisor answers.

use super::{
    knowledge::{Contact, Delivery, Desk, Document, Fact, Path, Source, Statement, Step},
    named::named,
    question::Question,
    situation::Code,
};
use crate::app::emrtd::date::Date;

/// The advisor's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// It has to know more first.
    Questions(Questions),
    /// What to do.
    Plan(Plan),
    /// The sources have no way, or none for who asks. What other sources say is
    /// in the plan, which may have no steps.
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
    Reason {
        /// The card has no chip, so it has no codes.
        NoChip => "no_chip",
        /// The service is for holders.
        OnlyHolder => "only_holder",
        /// For a holder under age, a parent or the guardian has to ask.
        MinorNeedsParent => "minor_needs_parent",
        /// The PUK is blocked.
        PukBlocked => "puk_blocked",
        /// The card is lost or stolen.
        CardLost => "card_lost",
    }
}

named! {
    /// How a stage follows the one before.
    Relation {
        /// It is the first one, or comes after the one before.
        Then => "then",
        /// It is for when the one before cannot be had.
        Otherwise => "otherwise",
    }
}

/// What to do, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The ways to go, in order.
    pub stages: Vec<Stage>,
    /// What else the sources say about it.
    pub notes: Vec<&'static Statement>,
    /// What to be careful about.
    pub warnings: Vec<Warning>,
    /// Whom to ask for help.
    pub help: Vec<&'static Contact>,
}

/// One way, with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What is known of it: title, codes, cost and time.
    pub path: &'static Path,
    /// How it follows the one before.
    pub relation: Relation,
    /// Its steps, in order.
    pub steps: Vec<PlannedStep>,
    /// How the codes arrive; empty if not stated.
    pub deliveries: Vec<&'static Delivery>,
}

impl Stage {
    /// The codes that one has afterwards.
    #[must_use]
    pub const fn codes(&self) -> &'static [Code] {
        self.path.codes
    }
}

/// A step, with those of its contacts and desks that are for who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// The step.
    pub step: &'static Step,
    /// Whom to call or to write to.
    pub contacts: Vec<&'static Contact>,
    /// Where to go.
    pub desks: Vec<&'static Desk>,
}

/// What to be careful about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Warning {
    /// A source has no date: verify numbers and hours before going anywhere.
    UndatedSource,
    /// Numbers and hours may have changed since the source's date.
    VerifyBeforeGoing,
    /// The link is lost in the source.
    LinkNotInSource,
    /// A contact or desk is of one municipality, and maybe not of yours.
    OnlyThatMunicipality,
    /// The Region is not described by itself.
    NotDescribedInDetail,
    /// The sources do not say who may ask.
    WhoNotStated,
    /// An e-mail address is needed, and there is none.
    EmailNeeded,
    /// The card is needed, and is not at hand.
    CardNeeded,
    /// Neither a phone with NFC nor a reader is at hand.
    NothingReadsTheCard,
    /// A computer with a smart-card reader is needed, and there is none.
    ReaderNeeded,
    /// What the card said was not protected, so it is not certain.
    NotConfirmed,
    /// Something in the plan is from other sources than the two documents.
    FromElsewhere,
    /// The card has expired on this date.
    CardExpired(Date),
}

impl Warning {
    /// A stable name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UndatedSource => "undated_source",
            Self::VerifyBeforeGoing => "verify_before_going",
            Self::LinkNotInSource => "link_not_in_source",
            Self::OnlyThatMunicipality => "only_that_municipality",
            Self::NotDescribedInDetail => "not_described_in_detail",
            Self::WhoNotStated => "who_not_stated",
            Self::EmailNeeded => "email_needed",
            Self::CardNeeded => "card_needed",
            Self::NothingReadsTheCard => "nothing_reads_the_card",
            Self::ReaderNeeded => "reader_needed",
            Self::NotConfirmed => "not_confirmed",
            Self::FromElsewhere => "from_elsewhere",
            Self::CardExpired(_) => "card_expired",
        }
    }
}

impl Advice {
    /// The plan, whether or not the sources cover it.
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
        let mut found: Vec<&'static Contact> = Vec::new();
        for contact in of_steps.chain(senders).chain(&self.help) {
            if !found.contains(contact) {
                found.push(contact);
            }
        }
        found
    }

    /// Every desk, once.
    #[must_use]
    pub fn desks(&self) -> Vec<&'static Desk> {
        let mut found: Vec<&'static Desk> = Vec::new();
        for desk in self.steps().flat_map(|step| &step.desks) {
            if !found.contains(desk) {
                found.push(desk);
            }
        }
        found
    }

    /// Everything to bring or to have, once.
    #[must_use]
    pub fn documents(&self) -> Vec<&'static Document> {
        let mut found: Vec<&'static Document> = Vec::new();
        for document in self.steps().flat_map(|step| step.step.documents) {
            if !found.contains(document) {
                found.push(document);
            }
        }
        found
    }

    /// Every fact in the plan.
    #[must_use]
    pub fn facts(&self) -> Vec<&'static Fact> {
        let mut facts: Vec<&'static Fact> = Vec::new();
        for stage in &self.stages {
            facts.push(&stage.path.fact);
            facts.extend(
                stage
                    .path
                    .cost
                    .iter()
                    .chain(&stage.path.time)
                    .map(|row| &row.fact),
            );
            facts.extend(stage.steps.iter().map(|step| &step.step.fact));
            facts.extend(stage.deliveries.iter().map(|delivery| &delivery.fact));
        }
        facts.extend(self.documents().into_iter().map(|document| &document.fact));
        facts.extend(self.contacts().into_iter().map(|contact| &contact.fact));
        facts.extend(self.desks().into_iter().map(|desk| &desk.fact));
        facts.extend(self.notes.iter().map(|note| &note.fact));
        facts
    }

    /// The sources of all that, each once, the two documents first.
    #[must_use]
    pub fn sources(&self) -> Vec<&'static Source> {
        let mut found: Vec<&'static Source> = Vec::new();
        for cite in self.facts().into_iter().flat_map(|fact| fact.cites) {
            if !found.contains(&cite.source) {
                found.push(cite.source);
            }
        }
        found.sort_by_key(|source| !source.is_document());
        found
    }
}
