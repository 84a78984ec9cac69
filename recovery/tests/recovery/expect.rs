//! The small language in which cases are written.
//!
//! A situation is words `input=value`, as programs give them. An expectation is
//! one of:
//!
//! | expectation | holds if |
//! |---|---|
//! | `ask I…` | exactly these inputs are asked, in this order |
//! | `meanwhile V` | the number V is offered while questions are open |
//! | `steps K…` | exactly these steps, in this order |
//! | `refused R` | it is not covered, for the reason R |
//! | `codes S…` | the codes of each stage, stages separated by `/` |
//! | `bring K`, `desk K` | it is in the plan |
//! | `main K`, `note K` | it is among the notes that are always shown; or anywhere among the notes |
//! | `has K…`, `lacks K…` | every one of these rows or numbers is in the plan, or none |
//! | `no-note K` | it is not |
//! | `deliveries K…` | exactly these, in this order |
//! | `contact V`, `no-contact V` | the number or address is in the plan, or not |
//! | `cost K`, `time K` | of some stage; `-` for stated of none |
//! | `warns W`, `no-warn W` | the warning is there, or not |
//! | `external K`, `inferred K` | the fact is in the plan, with this confidence |
//! | `source S DATE` | the source is cited, with this date or `none` |

use cie_recovery::{
    Advice, Input, Plan, Situation, advise,
    knowledge::{Confidence, Fact},
};

/// A situation from words `input=value`.
pub(crate) fn situation(told: &str) -> Situation {
    let mut situation = Situation::default();
    for word in told.split_whitespace() {
        let (input, value) = word.split_once('=').unwrap();
        let input = Input::parse(input).unwrap_or_else(|| panic!("no input {input}"));
        situation.set(input, value).unwrap();
    }
    situation
}

/// The plan for a situation, covered or not.
pub(crate) fn plan(told: &str) -> Plan {
    let advice = advise(&situation(told));
    advice
        .plan()
        .unwrap_or_else(|| panic!("{told}: {advice:?}"))
        .clone()
}

/// The facts of a plan with this key.
pub(crate) fn facts_named<'a>(
    plan: &'a Plan,
    key: &'a str,
) -> impl Iterator<Item = &'static Fact> + 'a {
    plan.facts()
        .into_iter()
        .filter(move |fact| fact.key.name() == key)
}

/// What of all that is expected of a situation does not hold, each under its point with what holds
/// instead.
pub(crate) fn failures(point: &str, told: &str, expected: &[&str]) -> Vec<String> {
    let failed = |one: &&str| {
        let found = failure(told, one)?;
        Some(format!(
            "{point}: {told}\n  expected {one}\n  found    {found}"
        ))
    };
    expected.iter().filter_map(failed).collect()
}

/// What of `expected` does not hold, with what holds instead.
pub(crate) fn failure(told: &str, expected: &str) -> Option<String> {
    let advice = advise(&situation(told));
    let (word, rest) = expected.split_once(' ').unwrap_or((expected, ""));
    let found = match (&advice, word) {
        (Advice::Questions(questions), "ask") => {
            let asked: Vec<&str> = questions.ask.iter().map(|one| one.input.name()).collect();
            asked.join(" ")
        }
        (Advice::Questions(questions), "meanwhile") => {
            let values: Vec<&str> = questions.meanwhile.iter().map(|one| one.value).collect();
            return (!values.contains(&rest)).then(|| format!("{values:?}"));
        }
        (Advice::NotCovered { reason, .. }, "refused") => reason.name().to_owned(),
        (Advice::Questions(_), _) => return Some(format!("{advice:?}")),
        _ => return of_plan(advice.plan().unwrap(), word, rest),
    };
    (found != rest).then_some(found)
}

fn of_plan(plan: &Plan, word: &str, rest: &str) -> Option<String> {
    let in_list = |list: Vec<&str>, wanted: bool| {
        (list.contains(&rest) != wanted).then(|| format!("{list:?}"))
    };
    let equal = |found: Vec<&str>| {
        let found = found.join(" ");
        (found != rest).then_some(found)
    };
    let stages = || plan.stages.iter();
    match word {
        "steps" => equal(plan.steps().map(|one| one.step.fact.key.name()).collect()),
        "codes" => {
            let of_stage = |stage: &cie_recovery::Stage| {
                let codes: Vec<&str> = stage.codes.iter().map(|code| code.name()).collect();
                codes.join(" ")
            };
            let found: Vec<String> = stages().map(of_stage).collect();
            let found = found.join(" / ");
            (found != rest).then_some(found)
        }
        "bring" => in_list(
            plan.documents()
                .iter()
                .map(|one| one.fact.key.name())
                .collect(),
            true,
        ),
        "desk" => in_list(
            plan.desks().iter().map(|one| one.fact.key.name()).collect(),
            true,
        ),
        "main" => in_list(
            plan.notes.iter().map(|one| one.fact.key.name()).collect(),
            true,
        ),
        "note" | "no-note" => {
            let notes = plan.notes.iter().chain(&plan.background);
            in_list(
                notes.map(|one| one.fact.key.name()).collect(),
                word == "note",
            )
        }
        "has" | "lacks" => {
            let mut all: Vec<&str> = plan.facts().iter().map(|one| one.key.name()).collect();
            all.extend(plan.contacts().iter().map(|one| one.value));
            let wanted = word == "has";
            // A number may have spaces: it stands between signs of its own.
            let words: Vec<&str> = match rest.strip_prefix('"') {
                Some(number) => vec![number.trim_end_matches('"')],
                None => rest.split(' ').collect(),
            };
            let wrong: Vec<&str> = words
                .into_iter()
                .filter(|one| all.contains(one) != wanted)
                .collect();
            (!wrong.is_empty()).then(|| format!("not so of {wrong:?} in {all:?}"))
        }
        "deliveries" => equal(
            stages()
                .flat_map(|stage| &stage.deliveries)
                .map(|one| one.fact.key.name())
                .collect(),
        ),
        "contact" | "no-contact" => {
            let values = plan.contacts().into_iter().map(|one| one.value).collect();
            in_list(values, word == "contact")
        }
        "cost" | "time" => {
            let stated = stages().filter_map(|stage| match word {
                "cost" => stage.path.cost,
                _ => stage.path.time,
            });
            let stated: Vec<&str> = stated.map(|one| one.fact.key.name()).collect();
            if rest == "-" {
                return (!stated.is_empty()).then(|| format!("{stated:?}"));
            }
            in_list(stated, true)
        }
        "warns" | "no-warn" => {
            let warnings = plan.warnings.iter().map(|one| one.name());
            in_list(warnings.collect(), word == "warns")
        }
        "external" | "inferred" => {
            let wanted = Confidence::parse(word).unwrap();
            let mut found = facts_named(plan, rest).map(|fact| fact.confidence);
            match found.next() {
                Some(confidence) if confidence == wanted => None,
                other => Some(format!("{other:?}")),
            }
        }
        "source" => {
            let found: Vec<String> = plan
                .sources()
                .iter()
                .map(|one| {
                    let stated = one.stated.map_or("none".into(), |date| date.to_string());
                    format!("{} {stated}", one.key.name())
                })
                .collect();
            (!found.iter().any(|one| one == rest)).then(|| format!("{found:?}"))
        }
        "refused" | "ask" | "meanwhile" => Some("a plan".into()),
        _ => panic!("no expectation {word:?}"),
    }
}
