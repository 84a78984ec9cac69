//! An advice as lines of text, for a terminal or a message.

use super::*;
use crate::recovery::{Advice, Plan, RomeTime, Stage, knowledge::Statement};

/// The whole advice, line by line. With a time, it also says of each number and
/// desk whether it is open then.
#[must_use]
pub fn plain(advice: &Advice, lang: Lang, now: Option<RomeTime>) -> Vec<String> {
    let mut page = Page {
        lines: Vec::new(),
        lang,
        now,
    };
    match advice {
        Advice::Questions(questions) => {
            for one in &questions.ask {
                page.line(0, question(one.input, lang));
                for (at, choice) in one.answers.iter().enumerate() {
                    page.line(1, &format!("{}. {}", at + 1, answer(*choice, lang)));
                }
            }
            page.contacts(0, Label::Meanwhile, &questions.meanwhile);
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
        let mut number = 0;
        for (at, stage) in plan.stages.iter().enumerate() {
            let name = title(stage.path, lang);
            if at == 0 {
                self.line(0, name);
            } else {
                let follows = relation(stage.relation, lang);
                self.line(0, &format!("{follows}: {name}"));
            }
            self.steps(stage, &mut number);
            self.outcome(stage);
        }
        let notes = plan.notes.iter().copied();
        let (elsewhere, here): (Vec<_>, Vec<_>) =
            notes.partition(|note| note.fact.confidence == Confidence::External);
        for (of, notes) in [(Label::GoodToKnow, here), (Label::FromElsewhere, elsewhere)] {
            let lines = notes
                .iter()
                .map(|note: &&Statement| self.sourced(&note.fact));
            let lines = lines.collect();
            self.section(of, lines);
        }
        self.contacts(0, Label::Help, &plan.help);
        self.section(
            Label::Careful,
            plan.warnings
                .iter()
                .map(|one| warning(*one, lang))
                .collect(),
        );
        self.section(
            Label::Sources,
            plan.sources()
                .into_iter()
                .map(|one| source(one, lang))
                .collect(),
        );
    }

    fn steps(&mut self, stage: &Stage, number: &mut usize) {
        let lang = self.lang;
        for planned in &stage.steps {
            *number += 1;
            let text = self.sourced(&planned.step.fact);
            self.line(1, &format!("{number}. {text}"));
            let bring: Vec<&str> = planned
                .step
                .documents
                .iter()
                .map(|one| document(one, lang))
                .collect();
            if !bring.is_empty() {
                self.labelled(2, Label::Bring, &bring.join("; "));
            }
            for place in &planned.desks {
                let mut text = desk(place, lang).to_owned();
                if let Some(address) = place.address {
                    text += &format!(", {address}");
                }
                if place.by_appointment {
                    text += &format!(" ({})", label(Label::ByAppointment, lang));
                }
                self.labelled(2, Label::Where, &text);
                let times = self.times(&place.hours);
                self.labelled(3, Label::Hours, &times);
            }
            self.contacts(2, Label::Contacts, &planned.contacts);
        }
    }

    fn outcome(&mut self, stage: &Stage) {
        let lang = self.lang;
        if stage.codes().is_empty() {
            return;
        }
        let codes: Vec<&str> = stage.codes().iter().map(|one| code(*one, lang)).collect();
        self.labelled(1, Label::YouGet, &codes.join(", "));
        for one in &stage.deliveries {
            let text = self.sourced(&one.fact);
            self.line(2, &format!("- {text}"));
            if let Some(sender) = one.sender {
                self.line(3, &format!("{}: {}", contact(sender, lang), sender.value));
            }
        }
        for (of, statement) in [
            (Label::Cost, stage.path.cost),
            (Label::Time, stage.path.time),
        ] {
            let text = match statement {
                Some(statement) => fact(&statement.fact, lang),
                None => label(Label::NotStated, lang),
            };
            self.labelled(1, of, text);
        }
    }

    fn contacts(&mut self, depth: usize, of: Label, contacts: &[&Contact]) {
        let lang = self.lang;
        for one in contacts {
            let mut text = format!("{}: {}", self.sourced(&one.fact), one.value);
            let from = reach(one, lang);
            if !from.is_empty() {
                text += &format!(" ({from})");
            }
            let hours = self.times(&one.hours);
            self.labelled(
                depth,
                of,
                &format!("{text}. {}: {hours}", label(Label::Hours, lang)),
            );
        }
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

    /// A fact, with its confidence if it is not what a document says.
    fn sourced(&self, of: &Fact) -> String {
        let text = fact(of, self.lang);
        match of.confidence {
            Confidence::Source => text.to_owned(),
            Confidence::External => {
                let names: Vec<String> = of
                    .cites
                    .iter()
                    .filter(|cite| !cite.source.is_document())
                    .map(|cite| source(cite.source, self.lang))
                    .collect();
                format!("{text} [{}]", names.join("; "))
            }
            Confidence::Inferred => {
                format!("{text} [{}]", confidence(of.confidence, self.lang))
            }
        }
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
