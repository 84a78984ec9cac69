//! The advice, as records with their sentences.

use super::{
    hours::StatedHours,
    words::{
        Channel, Confidence, ContactKind, NoAdviceReason, OperationKind, Reach, RecoveryCode,
        SituationInput, StageRelation,
    },
};

/// What the situation leads to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Advice {
    /// More has to be known first.
    Questions {
        /// What is certain to be needed, the question that decides most first.
        /// Never empty. An answer may bring others, or make them superfluous.
        ask: Vec<AdviceQuestion>,
        /// Whom to call meanwhile.
        meanwhile: Vec<AdviceContact>,
    },
    /// What to do.
    Plan {
        /// It.
        plan: AdvicePlan,
    },
    /// The sources give no procedure, or none for the person who asks.
    NotCovered {
        /// Why.
        reason: NoAdviceReason,
        /// The same in a sentence.
        sentence: String,
        /// What is known all the same; it may have no steps.
        plan: AdvicePlan,
    },
}

/// A question that is still open.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceQuestion {
    /// What is asked: the input that takes the answer.
    pub input: SituationInput,
    /// The question.
    pub sentence: String,
    /// The answers to pick from, in order.
    pub answers: Vec<AdviceAnswer>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceAnswer {
    /// For `Situation.set`.
    pub value: String,
    /// For the person.
    pub sentence: String,
}

/// What to do, in order.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdvicePlan {
    /// The ways to go, in order.
    pub stages: Vec<AdviceStage>,
    /// What else matters to the person who asks.
    pub notes: Vec<AdviceFact>,
    /// What is only background: to be folded away until somebody opens it.
    pub background: Vec<AdviceFact>,
    /// What older or less official sources say, and the plan therefore does not:
    /// folded away, too.
    pub replaced: Vec<AdviceFact>,
    /// What to be careful about.
    pub warnings: Vec<AdviceWarning>,
    /// Whom to ask for help.
    pub help: Vec<AdviceContact>,
    /// The sources of all that, each once.
    pub sources: Vec<AdviceSource>,
    /// How old its oldest and its youngest fact are: the last line of a plan.
    pub age: String,
}

/// One way, with its outcome.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceStage {
    /// How it follows the one before.
    pub relation: StageRelation,
    /// Its title, and who describes it.
    pub title: AdviceFact,
    /// When to choose it rather than another; `None` if there is nothing to say.
    pub when: Option<AdviceFact>,
    /// The codes that one has afterwards.
    pub codes: Vec<RecoveryCode>,
    /// Its steps, in order.
    pub steps: Vec<AdviceStep>,
    /// How the codes arrive; empty if not stated.
    pub deliveries: Vec<AdviceDelivery>,
    /// What it costs; `None` if not stated.
    pub cost: Option<AdviceFact>,
    /// How long it takes; `None` if not stated.
    pub time: Option<AdviceFact>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceStep {
    /// What to do, and who says so.
    pub fact: AdviceFact,
    /// How.
    pub channel: Channel,
    /// What this app can do at once instead of telling it: a button.
    pub operation: Option<AdviceOperation>,
    /// What to bring or to have.
    pub documents: Vec<AdviceDocument>,
    /// Whom to call or to write to.
    pub contacts: Vec<AdviceContact>,
    /// Where to go.
    pub desks: Vec<AdviceDesk>,
}

/// A statement with its origin.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceFact {
    /// A stable name for programs.
    pub key: String,
    /// For the person.
    pub sentence: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// In a plan for lost codes, for a fact that its sources say of the first
    /// activation alone: a few words to put behind it.
    pub caution: Option<String>,
    /// Who says so; never empty.
    pub sources: Vec<AdviceSource>,
}

/// Where facts were read.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceSource {
    /// A stable name for programs.
    pub id: String,
    /// What it is called, and its date or that it has none.
    pub sentence: String,
    /// The date that the source itself states: `YYYY-MM-DD`, or less of it.
    pub stated: Option<String>,
    /// The day on which the copy that was read was taken, if it is known.
    pub copied: Option<String>,
    /// Its address, if it is known.
    pub url: Option<String>,
}

/// What an app does itself with the card.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceOperation {
    /// Which.
    pub kind: OperationKind,
    /// The words of its button.
    pub sentence: String,
}

/// Something to bring or to have.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceDocument {
    /// What it is, and who says so.
    pub fact: AdviceFact,
    /// A stable name of its kind.
    pub kind: String,
}

/// A number or an address.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceContact {
    /// Whose it is, and who says so.
    pub fact: AdviceFact,
    /// What it is.
    pub kind: ContactKind,
    /// The number or address, as the source writes it.
    pub value: String,
    /// A `tel:`, `mailto:` or `https:` link; `None` for an address that only
    /// writes.
    pub link: Option<String>,
    /// From where, for a telephone number.
    pub reach: Reach,
    /// When somebody answers.
    pub hours: StatedHours,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceDesk {
    /// What it is, and who says so.
    pub fact: AdviceFact,
    /// Its address, if stated.
    pub address: Option<String>,
    /// A `geo:` link with the address as its query, for a map; iOS opens the same query at `maps:`.
    pub link: Option<String>,
    /// Whether the source asks for an appointment.
    pub by_appointment: bool,
    /// When it is open.
    pub hours: StatedHours,
}

/// How a part of the codes arrives.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceDelivery {
    /// The sentence, and who says so.
    pub fact: AdviceFact,
    /// Which part: `first`, `second`, `both` or `not_stated`.
    pub part: String,
    /// By what: `desk`, `email`, `sms` or `letter`.
    pub by: String,
    /// When: `at_once`, `after_video_call` or `not_stated`.
    pub timing: String,
    /// From which address.
    pub sender: Option<AdviceContact>,
}

/// What to be careful about.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AdviceWarning {
    /// A stable name for programs.
    pub code: String,
    /// For the person.
    pub sentence: String,
    /// Whether it has to be read before the first step is taken; the others come
    /// after the plan.
    pub comes_first: bool,
}
