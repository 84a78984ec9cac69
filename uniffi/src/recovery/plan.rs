//! The advice, as records with their sentences.

use cie_core::{
    messages::Lang,
    recovery::{
        self, Hours, Plan, PlannedStep, Question, RomeTime, Stage, Subject, Warning,
        knowledge::{Contact, Delivery, Desk, Document, Fact, Source, Statement},
        text,
    },
};

use super::{
    hours::{DayHours, StatedHours},
    words::{
        Channel, Confidence, ContactKind, NoAdviceReason, OperationKind, Reach, RecoveryCode,
        SituationInput, StageRelation,
    },
};
use crate::language::Language;

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
    /// The sources have no way, or none for who asks.
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
    /// What else matters to who asks.
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
}

/// Turns the core's advice into records, in one language and for one time.
pub(super) struct Teller {
    lang: Lang,
    now: Option<RomeTime>,
    subject: Option<Subject>,
}

impl Teller {
    pub(super) const fn new(language: Language, now: Option<RomeTime>) -> Self {
        Self {
            lang: language.core(),
            now,
            subject: None,
        }
    }

    pub(super) fn advice(mut self, advice: &recovery::Advice) -> Advice {
        self.subject = advice.plan().map(|plan| plan.subject);
        match advice {
            recovery::Advice::Questions(questions) => Advice::Questions {
                ask: each(&questions.ask, |one| self.question(one)),
                meanwhile: each(&questions.meanwhile, |one| self.contact(one)),
            },
            recovery::Advice::Plan(plan) => Advice::Plan {
                plan: self.plan(plan),
            },
            recovery::Advice::NotCovered { reason, plan } => Advice::NotCovered {
                reason: (*reason).into(),
                sentence: text::reason(*reason, self.lang).into(),
                plan: self.plan(plan),
            },
        }
    }

    fn question(&self, question: &Question) -> AdviceQuestion {
        AdviceQuestion {
            input: question.input.into(),
            sentence: text::question(question.input, self.lang).into(),
            answers: each(&question.answers, |answer| AdviceAnswer {
                value: answer.name().into(),
                sentence: text::answer(*answer, self.lang).into(),
            }),
        }
    }

    fn plan(&self, plan: &Plan) -> AdvicePlan {
        AdvicePlan {
            stages: each(&plan.stages, |stage| self.stage(stage)),
            notes: each(&plan.notes, |note| self.fact(&note.fact)),
            background: each(&plan.background, |note| self.fact(&note.fact)),
            replaced: each(&plan.replaced(), |(_, other)| self.fact(&other.fact)),
            warnings: each(&plan.warnings, |one| self.warning(*one)),
            help: each(&plan.help, |contact| self.contact(contact)),
            sources: each(&plan.sources(), |source| self.source(source)),
            age: text::age(plan.age(), self.lang),
        }
    }

    fn stage(&self, stage: &Stage) -> AdviceStage {
        let known = |row: Option<&Statement>| row.map(|row| self.fact(&row.fact));
        AdviceStage {
            relation: stage.relation.into(),
            title: self.fact(&stage.path.fact),
            when: known(stage.when),
            codes: each(&stage.codes, |code| (*code).into()),
            steps: each(&stage.steps, |step| self.step(step)),
            deliveries: each(&stage.deliveries, |one| self.delivery(one)),
            cost: known(stage.path.cost),
            time: known(stage.path.time),
        }
    }

    fn step(
        &self,
        PlannedStep {
            step,
            documents,
            contacts,
            desks,
        }: &PlannedStep,
    ) -> AdviceStep {
        AdviceStep {
            fact: self.fact(&step.fact),
            channel: step.channel.into(),
            operation: step.operation.map(|operation| AdviceOperation {
                kind: operation.into(),
                sentence: text::operation(operation, self.lang).into(),
            }),
            documents: each(documents, |one| self.document(one)),
            contacts: each(contacts, |one| self.contact(one)),
            desks: each(desks, |one| self.desk(one)),
        }
    }

    fn document(&self, document: &Document) -> AdviceDocument {
        AdviceDocument {
            fact: self.fact(&document.fact),
            kind: document.kind.name().into(),
        }
    }

    fn contact(&self, contact: &Contact) -> AdviceContact {
        AdviceContact {
            fact: self.fact(&contact.fact),
            kind: contact.kind.into(),
            value: contact.value.into(),
            link: contact.link(),
            reach: contact.reach.into(),
            hours: self.hours(&contact.hours),
        }
    }

    fn desk(&self, desk: &Desk) -> AdviceDesk {
        AdviceDesk {
            fact: self.fact(&desk.fact),
            address: desk.address.map(Into::into),
            by_appointment: desk.by_appointment,
            hours: self.hours(&desk.hours),
        }
    }

    fn delivery(&self, delivery: &Delivery) -> AdviceDelivery {
        AdviceDelivery {
            fact: self.fact(&delivery.fact),
            part: delivery.part.name().into(),
            by: delivery.by.name().into(),
            timing: delivery.when.name().into(),
            sender: delivery.sender.map(|sender| self.contact(sender)),
        }
    }

    fn hours(&self, hours: &Hours) -> StatedHours {
        let state = self.now.map(|now| hours.at(now));
        StatedHours {
            sentence: text::hours(hours, self.lang),
            week: hours.week().map_or_else(Vec::new, |week| {
                each(&week, |(day, times)| DayHours {
                    day: text::weekday(*day, self.lang).into(),
                    times: text::times(times, self.lang),
                })
            }),
            state: state.map(Into::into),
            state_sentence: state.map(|state| text::open(state, self.lang)),
        }
    }

    fn fact(&self, fact: &Fact) -> AdviceFact {
        AdviceFact {
            key: fact.key.name().into(),
            sentence: text::with_place(fact, self.lang),
            confidence: fact.confidence.into(),
            caution: self
                .said_of_activation(fact)
                .then(|| text::said_of_activation(self.lang).into()),
            sources: each(fact.cites(), |cite| self.source(cite.source())),
        }
    }

    /// As `Plan::said_of_activation`.
    fn said_of_activation(&self, fact: &Fact) -> bool {
        self.subject == Some(Subject::Lost) && fact.about == Subject::Activation
    }

    fn source(&self, source: &Source) -> AdviceSource {
        AdviceSource {
            id: source.key.name().into(),
            sentence: text::source(source, self.lang),
            stated: source.stated.map(|date| date.to_string()),
            copied: source.copied.map(|date| date.to_string()),
            url: source.url.map(Into::into),
        }
    }

    fn warning(&self, warning: Warning) -> AdviceWarning {
        AdviceWarning {
            code: warning.name().into(),
            sentence: text::warning(warning, self.lang),
        }
    }
}

fn each<Core, Own>(all: &[Core], tell: impl Fn(&Core) -> Own) -> Vec<Own> {
    all.iter().map(tell).collect()
}
