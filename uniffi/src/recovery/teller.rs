//! Makes the records of the core's advice.

use cie_core::messages::Lang;
use cie_recovery::{
    Extent, Hours, Plan, PlannedStep, Question, RomeTime, Stage, Subject, Warning,
    knowledge::{Contact, Delivery, Desk, Document, Fact, Source, Statement},
    text,
};

use super::{
    hours::{DayHours, StatedHours},
    plan::{
        Advice, AdviceAnswer, AdviceContact, AdviceDelivery, AdviceDesk, AdviceDocument,
        AdviceFact, AdviceOperation, AdvicePlan, AdviceQuestion, AdviceSource, AdviceStage,
        AdviceStep, AdviceWarning,
    },
};
use crate::language::Language;

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

    pub(super) fn advice(mut self, advice: &cie_recovery::Advice) -> Advice {
        self.subject = advice.plan().map(|plan| plan.subject);
        match advice {
            cie_recovery::Advice::Questions(questions) => Advice::Questions {
                ask: each(&questions.ask, |one| self.question(one)),
                meanwhile: each(&questions.meanwhile, |one| self.contact(one)),
            },
            cie_recovery::Advice::Plan(plan) => Advice::Plan {
                plan: self.plan(plan),
            },
            cie_recovery::Advice::NotCovered { reason, plan } => Advice::NotCovered {
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
            age: text::age(plan.age(Extent::Whole), self.lang),
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
            link: desk.link(),
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
                .then(|| text::phrase(text::Phrase::SaidOfActivation, self.lang).into()),
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
            comes_first: warning.comes_first(),
        }
    }
}

fn each<Core, Own>(all: &[Core], tell: impl Fn(&Core) -> Own) -> Vec<Own> {
    all.iter().map(tell).collect()
}
