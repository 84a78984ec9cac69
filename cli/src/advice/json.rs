//! Advice for programs, as `docs/recover.schema.json` says.

use cie_recovery::{
    Advice, Age, Extent, Hours, OpenState, Plan, PlannedStep, Question, Questions, RomeTime, Span,
    Stage, Warning,
    knowledge::{
        Condition, Confidence, Contact, Delivery, Desk, Document, Fact, Scope, Source, SourceName,
        Statement,
    },
    text,
};
use serde_json::{Map, Value, json};

use super::command;
use crate::{options::option, text::Lang};

/// Of `docs/recover.schema.json`; a change that takes something away, or gives a
/// key another meaning, counts it up.
const SCHEMA_VERSION: u64 = 2;

/// The advice; with a time, what is open then.
pub(crate) fn advice(advice: &Advice, now: Option<RomeTime>, lang: Lang) -> Map<String, Value> {
    let teller = Teller { now, lang };
    let (kind, questions, reason, plan) = match advice {
        Advice::Questions(questions) => ("questions", Some(questions), None, None),
        Advice::Plan(plan) => ("plan", None, None, Some(plan)),
        Advice::NotCovered { reason, plan } => ("not_covered", None, Some(reason), Some(plan)),
    };
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.into(), value);
    put("schema_version", SCHEMA_VERSION.into());
    put("advice", kind.into());
    let at = now.map(|now| format!("{}T{}", now.date(), now.minute()));
    put("at", at.into());
    if let Some(Questions { ask, meanwhile }) = questions {
        put("questions", each(ask, |one| teller.question(one)));
        put("meanwhile", each(meanwhile, |one| teller.contact(one)));
    }
    if let Some(reason) = reason {
        let code = reason.name();
        let text = text::reason(*reason, lang);
        put("reason", json!({ "code": code, "text": text }));
    }
    if let Some(plan) = plan {
        put("plan", teller.plan(plan));
    }
    object
}

struct Teller {
    now: Option<RomeTime>,
    lang: Lang,
}

impl Teller {
    fn question(&self, Question { input, answers }: &Question) -> Value {
        json!({
            "input": input.name(),
            "option": format!("--{}", option(*input)),
            "text": text::question(*input, self.lang),
            "answers": each(answers, |answer| json!({
                "value": answer.name(),
                "text": text::answer(*answer, self.lang),
            })),
        })
    }

    fn plan(&self, plan: &Plan) -> Value {
        let Plan {
            subject,
            stages,
            notes,
            background,
            warnings,
            help,
            ..
        } = plan;
        let replaced = plan.replaced();
        json!({
            "subject": subject.name(),
            "stages": each(stages, |stage| self.stage(stage)),
            "notes": each(notes, |note| self.statement(note)),
            "background": each(background, |note| self.statement(note)),
            "replaced": each(&replaced, |(leads, other)| json!({
                "by": leads.key.name(),
                "fact": self.fact(&other.fact),
            })),
            "warnings": each(warnings, |one| self.warning(*one)),
            "help": each(help, |contact| self.contact(contact)),
            "sources": each(&plan.sources(), |one| source(one, self.lang)),
            "main_source": plan.main_source().map(|source| source.key.name()),
            "age": self.age(plan.age(Extent::Whole)),
        })
    }

    fn age(&self, age: Age) -> Value {
        json!({
            "youngest": age.youngest.map(|date| date.to_string()),
            "oldest": age.oldest.map(|date| date.to_string()),
            "youngest_is_copy": age.youngest_is_copy,
            "oldest_is_copy": age.oldest_is_copy,
            "some_undated": age.some_undated,
            "text": text::age(age, self.lang),
        })
    }

    fn stage(&self, stage: &Stage) -> Value {
        let codes = stage.codes.iter().map(|code| code.name());
        let known = |statement: Option<&Statement>| {
            statement.map(|statement| Value::Object(self.fact(&statement.fact)))
        };
        json!({
            "relation": stage.relation.name(),
            "title": self.fact(&stage.path.fact),
            "when": known(stage.when),
            "codes": codes.collect::<Vec<_>>(),
            "steps": each(&stage.steps, |step| self.step(step, stage)),
            "deliveries": each(&stage.deliveries, |one| self.delivery(one)),
            "cost": known(stage.path.cost),
            "time": known(stage.path.time),
        })
    }

    fn step(&self, planned: &PlannedStep, stage: &Stage) -> Value {
        let PlannedStep {
            step,
            documents,
            contacts,
            desks,
        } = planned;
        let mut object = self.fact(&step.fact);
        object.insert("channel".into(), step.channel.name().into());
        let operation = step.operation.map(|operation| operation.name());
        object.insert("operation".into(), operation.into());
        let command = step.operation.map(|one| command(one, stage.path.card));
        object.insert("command".into(), command.into());
        object.insert(
            "documents".into(),
            each(documents, |one| self.document(one)),
        );
        object.insert("contacts".into(), each(contacts, |one| self.contact(one)));
        object.insert("desks".into(), each(desks, |one| self.desk(one)));
        object.into()
    }

    fn document(&self, document: &Document) -> Value {
        let mut object = self.fact(&document.fact);
        object.insert("kind".into(), document.kind.name().into());
        object.into()
    }

    fn delivery(&self, delivery: &Delivery) -> Value {
        let Delivery {
            fact,
            part,
            by,
            when,
            sender,
            only_if,
        } = delivery;
        let mut object = self.fact(fact);
        object.insert("part".into(), part.name().into());
        object.insert("by".into(), by.name().into());
        object.insert("when".into(), when.name().into());
        let sender = sender.map(|sender| self.contact(sender));
        object.insert("sender".into(), sender.into());
        let mobile = if only_if.contains(Condition::Mobile) {
            Some(true)
        } else {
            only_if.contains(Condition::NoMobile).then_some(false)
        };
        object.insert("mobile".into(), mobile.into());
        object.into()
    }

    fn contact(&self, contact: &Contact) -> Value {
        let Contact {
            fact,
            kind,
            value,
            reach,
            hours,
            ..
        } = contact;
        let mut object = self.fact(fact);
        object.insert("kind".into(), kind.name().into());
        object.insert("value".into(), (*value).into());
        object.insert("link".into(), contact.link().into());
        object.insert("reach".into(), reach.name().into());
        self.put_hours(&mut object, hours);
        object.into()
    }

    fn desk(&self, desk: &Desk) -> Value {
        let Desk {
            fact,
            address,
            by_appointment,
            hours,
        } = desk;
        let mut object = self.fact(fact);
        object.insert("address".into(), (*address).into());
        object.insert("by_appointment".into(), (*by_appointment).into());
        self.put_hours(&mut object, hours);
        object.into()
    }

    fn put_hours(&self, object: &mut Map<String, Value>, hours: &Hours) {
        let spans = match hours {
            Hours::NotStated => Value::Null,
            Hours::Stated(spans) => each(spans, span),
        };
        object.insert("hours".into(), spans);
        let open = self.now.map(|now| self.open(hours.at(now)));
        object.insert("open".into(), open.into());
    }

    fn open(&self, state: OpenState) -> Value {
        let (until, next) = match state {
            OpenState::Open { until } | OpenState::StartNotStated { until } => (Some(until), None),
            OpenState::Closed { next } => (None, next),
            OpenState::NotStated | OpenState::PublicHoliday | OpenState::Disputed => (None, None),
        };
        let next = next.map(|next| {
            json!({
                "date": next.date.to_string(),
                "weekday": next.weekday.name(),
                "at": next.at.map(|at| at.to_string()),
            })
        });
        json!({
            "state": state.name(),
            "until": until.map(|until| until.to_string()),
            "next": next,
            "text": text::open(state, self.lang),
        })
    }

    fn statement(&self, statement: &Statement) -> Value {
        let mut object = self.fact(&statement.fact);
        object.insert("topic".into(), statement.topic.name().into());
        object.into()
    }

    fn warning(&self, warning: Warning) -> Value {
        let date = match warning {
            Warning::CardExpired(_, date) => Some(date.to_string()),
            _ => None,
        };
        json!({
            "code": warning.name(),
            "text": text::warning(warning, self.lang),
            "date": date,
        })
    }

    /// What every fact has.
    fn fact(&self, fact: &Fact) -> Map<String, Value> {
        let Fact {
            key,
            text: _,
            confidence,
            about,
            scope,
            cites: _,
        } = fact;
        let cites = each(fact.cites(), |cite| {
            json!({
                "source": cite.source().key.name(),
                "lines": cite.lines().map(|(first, last)| [first, last]),
            })
        });
        let confidence: Confidence = *confidence;
        let mut object = Map::new();
        object.insert("key".into(), key.name().into());
        object.insert("text".into(), text::fact(fact, self.lang).into());
        object.insert("confidence".into(), confidence.name().into());
        object.insert("about".into(), about.name().into());
        put_scope(&mut object, *scope);
        object.insert("cites".into(), cites);
        object
    }
}

/// A source; with its address, if it has one.
pub(crate) fn source(source: &Source, lang: Lang) -> Value {
    let file = match source.name {
        SourceName::Document { file, .. } => Some(file),
        SourceName::External(_) => None,
    };
    json!({
        "id": source.key.name(),
        "text": text::source(source, lang),
        "kind": source.kind.name(),
        "url": source.url,
        "stated": source.stated.map(|date| date.to_string()),
        "copied": source.copied.map(|date| date.to_string()),
        "struck": source.struck(),
        "file": file,
    })
}

fn put_scope(object: &mut Map<String, Value>, scope: Scope) {
    let (name, regions) = match scope {
        Scope::National => ("national", Vec::new()),
        Scope::Regions(regions) => ("region", regions.iter().map(|one| one.name()).collect()),
        Scope::Asl(region, _) => ("asl", vec![region.name()]),
        Scope::Municipality(_) => ("municipality", Vec::new()),
    };
    object.insert("scope".into(), name.into());
    object.insert("regions".into(), regions.into());
    object.insert("place".into(), scope.place().into());
}

fn span(span: &Span) -> Value {
    let days: Vec<_> = span.days.iter().map(|day| day.name()).collect();
    json!({
        "days": days,
        "from": span.from.map(|from| from.to_string()),
        "to": span.to.to_string(),
        "disputed": span.disputed,
    })
}

fn each<T>(all: &[T], tell: impl Fn(&T) -> Value) -> Value {
    all.iter().map(tell).collect()
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
