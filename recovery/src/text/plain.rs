//! An advice as lines of text, for a terminal or a message.
//!
//! What has to be known before the first step comes before it, in seven lines at
//! most. A plan names its main source once; a line from elsewhere names its own.

use super::*;
use crate::{
    Advice, Card, Extent, Plan, PlannedStep, RomeTime, Stage, Warning,
    knowledge::{Document, Part, Statement},
};

/// How much is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Detail {
    /// Also what is only background.
    pub all: bool,
    /// The command that does a step on this card, where there are commands.
    pub command: Option<fn(Operation, Card) -> String>,
    /// How one says that the card is lost, where a plan needs the card: behind its
    /// warning.
    pub if_lost: Option<&'static str>,
}

/// The advice, line by line. With a time, it also says of each number and desk
/// whether it is open then.
#[must_use]
pub fn plain(advice: &Advice, lang: Lang, now: Option<RomeTime>, detail: Detail) -> Vec<String> {
    let mut page = Page {
        lines: Vec::new(),
        lang,
        now,
        detail,
        main: advice.plan().and_then(Plan::main_source),
    };
    match advice {
        Advice::Questions(questions) => {
            for one in &questions.ask {
                page.line(0, question(one.input, lang));
                for (at, choice) in one.answers.iter().enumerate() {
                    page.line(1, &format!("{}. {}", at + 1, answer(*choice, lang)));
                }
            }
            for one in &questions.meanwhile {
                page.contact(None, 0, Label::Meanwhile, one);
            }
        }
        Advice::Plan(plan) => page.plan(plan),
        Advice::NotCovered { reason: why, plan } => {
            page.line(0, reason(*why, lang));
            page.plan(plan);
        }
    }
    page.lines
}

struct Page {
    lines: Vec<String>,
    lang: Lang,
    now: Option<RomeTime>,
    detail: Detail,
    /// The source that is told once.
    main: Option<&'static Source>,
}

impl Page {
    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}{text}", "  ".repeat(depth)));
    }

    fn labelled(&mut self, depth: usize, of: Label, text: &str) {
        let of = label(of, self.lang);
        self.line(depth, &format!("{of}: {text}"));
    }

    fn plan(&mut self, plan: &Plan) {
        let lang = self.lang;
        let first = |warning: &&Warning| warning.comes_first();
        for one in plan.warnings.iter().filter(first) {
            let mut text = warning(*one, lang);
            if let (Warning::CardNeeded(_), Some(how)) = (one, self.detail.if_lost) {
                text += &format!(" ({how})");
            }
            self.line(0, &text);
        }
        let mut number = 0;
        for (at, stage) in plan.stages.iter().enumerate() {
            let name = fact(&stage.path.fact, lang);
            if at == 0 {
                self.line(0, name);
                if let Some(main) = self.main {
                    self.labelled(1, Label::Source, &source(main, lang));
                }
                if plan.said_of_activation(&stage.path.fact) {
                    self.line(1, phrase(Phrase::ActivationOnly, lang));
                }
            } else {
                let follows = relation(stage.relation, lang);
                self.line(0, &format!("{follows}: {name}"));
            }
            if let Some(when) = stage.when {
                self.labelled(1, Label::When, fact(&when.fact, lang));
            }
            self.steps(plan, stage, &mut number);
            self.outcome(plan, stage);
        }
        self.notes(plan, Label::GoodToKnow, &plan.notes);
        for contact in &plan.help {
            self.contact(Some(plan), 0, Label::Help, contact);
        }
        let later = plan.warnings.iter().filter(|one| !one.comes_first());
        let later = later.map(|one| warning(*one, lang)).collect();
        self.section(Label::Careful, later);
        if self.detail.all {
            self.background(plan);
        }
        let extent = if self.detail.all {
            Extent::Whole
        } else {
            Extent::Shown
        };
        self.line(0, &age(plan.age(extent), lang));
    }

    fn background(&mut self, plan: &Plan) {
        let lang = self.lang;
        self.notes(plan, Label::Background, &plan.background);
        let replaced = plan.replaced();
        let replaced = replaced
            .iter()
            .map(|(_, other)| self.with_sources(&other.fact));
        let replaced = replaced.collect();
        self.section(Label::Replaced, replaced);
        let sources = plan.sources().into_iter().map(|one| {
            let url = one.url.map(|url| format!(" {url}")).unwrap_or_default();
            source(one, lang) + &url
        });
        let sources = sources.collect();
        self.section(Label::Sources, sources);
    }

    fn notes(&mut self, plan: &Plan, of: Label, notes: &[&'static Statement]) {
        let lines = notes.iter().map(|note| self.sourced(plan, &note.fact));
        let lines = lines.collect();
        self.section(of, lines);
    }

    fn steps(&mut self, plan: &Plan, stage: &Stage, number: &mut usize) {
        let lang = self.lang;
        for planned in &stage.steps {
            *number += 1;
            let PlannedStep {
                step,
                documents,
                contacts,
                desks,
            } = planned;
            let text = self.sourced(plan, &step.fact);
            self.line(1, &format!("{number}. {text}"));
            if let (Some(operation), Some(command)) = (step.operation, self.detail.command) {
                let command = command(operation, stage.path.card);
                self.labelled(2, Label::Command, &command);
            }
            if !documents.is_empty() {
                let bring = self.bring(plan, documents);
                self.labelled(2, Label::Bring, &bring);
            }
            for place in desks {
                let mut text = self.sourced(plan, &place.fact);
                if let Some(address) = place.address {
                    text += &format!(", {address}");
                }
                if place.by_appointment {
                    text += &format!(" ({})", label(Label::ByAppointment, lang));
                }
                self.labelled(2, Label::Where, &text);
                if place.hours != Hours::NotStated {
                    let times = self.times(&place.hours);
                    self.labelled(3, Label::Hours, &times);
                }
            }
            for one in contacts {
                self.contact(Some(plan), 2, Label::Contacts, one);
            }
        }
    }

    /// What to have ready; who says so once, where it is the same of all.
    fn bring(&self, plan: &Plan, documents: &[&'static Document]) -> String {
        let marked = documents.iter().map(|one| {
            let name = with_place(&one.fact, self.lang);
            (name, self.marks(Some(plan), &one.fact))
        });
        let marked: Vec<(String, String)> = marked.collect();
        let last = marked.last().map(|(_, marks)| marks.clone());
        let last = last.unwrap_or_default();
        let same = marked.iter().all(|(_, marks)| *marks == last);
        let parts = marked.into_iter();
        let parts: Vec<String> = parts
            .map(|(name, marks)| if same { name } else { name + &marks })
            .collect();
        parts.join("; ") + if same { &last } else { "" }
    }

    fn outcome(&mut self, plan: &Plan, stage: &Stage) {
        let lang = self.lang;
        for one in &stage.deliveries {
            let text = self.sourced(plan, &one.fact);
            self.line(1, &format!("- {text}"));
            if let Some(sender) = one.sender {
                self.line(
                    2,
                    &format!("{}: {}", fact(&sender.fact, lang), sender.value),
                );
            }
        }
        if !stage.codes.is_empty() {
            let codes: Vec<&str> = stage.codes.iter().map(|one| code(*one, lang)).collect();
            self.labelled(1, Label::YouGet, &codes.join(", "));
        }
        // How long it takes is in the deliveries where both say it.
        let told = stage
            .deliveries
            .iter()
            .any(|one| one.part != Part::NotStated);
        let time = stage.path.time.filter(|_| self.detail.all || !told);
        for (of, statement) in [(Label::Cost, stage.path.cost), (Label::Time, time)] {
            if let Some(statement) = statement {
                let text = self.sourced(plan, &statement.fact);
                self.labelled(1, of, &text);
            }
        }
    }

    fn contact(&mut self, plan: Option<&Plan>, depth: usize, of: Label, one: &Contact) {
        let lang = self.lang;
        let mut text = format!("{}: {}", with_place(&one.fact, lang), one.value);
        let from = reach(one, lang);
        if !from.is_empty() {
            text += &format!(" ({from})");
        }
        if one.hours != Hours::NotStated {
            let hours = self.times(&one.hours);
            text += &format!(". {}: {hours}", label(Label::Hours, lang));
        }
        text += &self.marks(plan, &one.fact);
        self.labelled(depth, of, &text);
    }

    /// The hours and, with a time, whether it is open.
    fn times(&self, stated: &Hours) -> String {
        let text = hours(stated, self.lang);
        match (self.now, stated) {
            (Some(now), Hours::Stated(_)) => {
                format!("{text}. {}", open(stated.at(now), self.lang))
            }
            _ => text,
        }
    }

    /// A fact, and who says so.
    fn sourced(&self, plan: &Plan, of: &Fact) -> String {
        with_place(of, self.lang) + &self.marks(Some(plan), of)
    }

    /// The source of a fact where that is not the plan's, a word where it is
    /// concluded, or said of the first codes alone.
    fn marks(&self, plan: Option<&Plan>, of: &Fact) -> String {
        let lang = self.lang;
        let mut marks: Vec<String> = Vec::new();
        if of.confidence == Confidence::Inferred {
            marks.push(confidence(of.confidence, lang).into());
        } else if !self.is_from_main(of) {
            marks.extend(of.sources().next().map(|one| source(one, lang)));
        }
        let activation = |plan: &Plan| {
            // Where the whole first way speaks of activation, it says so once.
            let mut stages = plan.stages.iter();
            let whole = |one: &Stage| plan.said_of_activation(&one.path.fact);
            plan.said_of_activation(of) && !stages.next().is_some_and(whole)
        };
        if plan.is_some_and(activation) {
            marks.push(phrase(Phrase::SaidOfActivation, lang).into());
        }
        if marks.is_empty() {
            return String::new();
        }
        format!(" [{}]", marks.join("; "))
    }

    fn is_from_main(&self, of: &Fact) -> bool {
        self.main
            .is_some_and(|main| of.sources().any(|one| one.reads_like(main)))
    }

    fn with_sources(&self, of: &Fact) -> String {
        let mut names: Vec<String> = of.sources().map(|one| source(one, self.lang)).collect();
        names.dedup();
        format!("{} [{}]", fact(of, self.lang), names.join("; "))
    }

    fn section(&mut self, of: Label, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        let heading = label(of, self.lang);
        self.line(0, &format!("{heading}:"));
        for text in lines {
            self.line(1, &format!("- {text}"));
        }
    }
}
