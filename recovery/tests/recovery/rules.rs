//! What holds of every plan, whatever was told.

use cie_core::messages::Lang;
use cie_recovery::{
    Advice, Card, Code, CodeState, Contacts, Plan, PlannedStep, Reason, Relation, Requester,
    Situation, Stage, Topic, Warning,
    knowledge::{Channel, Fact, Scope, Statement},
    text,
};

/// What holds of every plan.
pub(crate) fn check(plan: &Plan, situation: &Situation) {
    // A way is chosen by what is said of its own card.
    for stage in &plan.stages {
        let when = stage.when.map(|when| Some(when.card));
        assert!(when.is_none_or(|card| card == situation.card));
    }
    for fact in plan.facts() {
        assert!(!fact.cites().is_empty(), "{fact:?}");
    }
    for fact in plan.facts() {
        // Nothing is told to people of another place, whatever it is.
        let municipality = situation.municipality.as_deref();
        let holds = fact.scope.holds(situation.region(), municipality);
        assert!(holds, "{}", fact.key.name());
        if let Scope::Municipality(_) = fact.scope {
            assert_eq!(situation.card, Some(Card::Cie));
        }
        // Nothing from a source that was struck out.
        assert!(fact.sources().all(|source| source.struck().is_none()));
    }
    // What is overtaken is not said beside what overtakes it.
    for (_, other) in plan.replaced() {
        assert!(!plan.notes.contains(&other) && !plan.background.contains(&other));
    }
    // What matters is little enough to be read.
    assert!(plan.notes.len() <= 8, "{:?}", plan.notes);
    for stage in &plan.stages {
        assert_eq!(Some(stage.path.card), situation.card);
        assert!(!stage.steps.is_empty());
    }
    // Nobody is promised a code that they have: only a new card has others.
    let told = [
        (Code::Pin, situation.pin()),
        (Code::Puk, situation.puk()),
        (Code::Cip, situation.cip),
    ];
    for stage in &plan.stages {
        let new = ["cie_new_card", "cie_lost"].contains(&stage.path.fact.key.name());
        let has = |code: &Code| told.contains(&(*code, Some(CodeState::Known)));
        assert!(new || !stage.codes.iter().any(has), "{stage:?}");
    }
    // Nobody is left with nothing to do and nobody to ask.
    assert!(plan.steps().count() + plan.contacts().len() > 0, "{plan:?}");
    can_begin(plan, situation);
    asks_the_right_person(plan, situation);
    says_nothing_twice(plan);
    let expired = plan
        .warnings
        .iter()
        .any(|one| matches!(one, Warning::CardExpired(..)));
    assert_eq!(expired, situation.expired().is_some());
}

/// A way that needs what the person said they lack is never the first, unless every
/// way does, and then a warning says so.
fn can_begin(plan: &Plan, situation: &Situation) {
    let at_hand = situation.at_hand;
    let lacks = |one: Option<bool>| one == Some(false);
    let stuck = |stage: &Stage| {
        let of = |step: &PlannedStep| match (step.step.channel, step.step.fact.key.name()) {
            (Channel::Email, _) => lacks(at_hand.email),
            (Channel::Here | Channel::Program, _) => lacks(at_hand.reader),
            // It names both.
            (_, "cie_where_new_pin") => lacks(at_hand.nfc_phone) && lacks(at_hand.reader),
            (Channel::App, _) => lacks(at_hand.nfc_phone),
            _ => false,
        };
        stage.steps.iter().any(of)
    };
    // The ways to choose from at the beginning: the first, and those instead of it.
    let mut ways = plan.stages.iter();
    let Some(first) = ways.next() else { return };
    if !stuck(first) {
        return;
    }
    let others = ways.take_while(|one| one.relation == Relation::Otherwise);
    let warned = plan.warnings.iter().any(|one| {
        matches!(
            one,
            Warning::NothingReadsTheCard | Warning::ReaderNeeded | Warning::EmailNeeded
        )
    });
    assert!(others.into_iter().all(stuck) && warned, "{plan:?}");
}

/// A holder under age who has to ask for something is told first that a parent or the
/// guardian does, or that a parent cannot here.
pub(crate) fn a_minor_is_told_whom_to_ask(advice: &Advice, situation: &Situation) {
    let Some(plan) = advice.plan() else { return };
    let asks = plan.steps().any(|one| {
        use Channel as C;
        matches!(
            one.step.channel,
            C::Desk | C::Phone | C::Email | C::OnlineForm | C::VideoCall
        )
    });
    if situation.requester != Some(Requester::Minor) || !asks {
        return;
    }
    let reason = match advice {
        Advice::NotCovered { reason, .. } => Some(*reason),
        _ => None,
    };
    let told = matches!(
        reason,
        Some(Reason::MinorNeedsParent | Reason::NoParentHere)
    );
    let warned = plan.warnings.contains(&Warning::MinorNeedsParent);
    // Once, and not twice.
    assert!(told != warned, "{reason:?} {:?}", plan.warnings);
}

/// What is for somebody else is not in the plan, and what does not hold is not.
fn asks_the_right_person(plan: &Plan, situation: &Situation) {
    let steps: Vec<&str> = plan.steps().map(|one| one.step.fact.key.name()).collect();
    let has = |key: &str| steps.contains(&key);
    let requester = situation.requester;
    // Nobody is told to fill in at the desk what they bring filled in.
    let child = matches!(requester, Some(Requester::Parent | Requester::Minor));
    assert!(!child || !has("lazio_fill_form"), "{steps:?}");
    // Nobody else is told to do what the holder does, where a code has to be asked for.
    let asks = !matches!(situation.puk(), Some(CodeState::Known));
    if requester == Some(Requester::Other) && asks {
        assert!(!has("cie_set_new_pin"), "{steps:?}");
    }
    // Where the request is made with a form, nobody is sent to the desk instead.
    let by_form = steps
        .iter()
        .any(|key| key.ends_with("_send_form") && !key.starts_with("lombardia"));
    assert!(!by_form || !has("cie_go_to_anagrafe"), "{steps:?}");
    // A blocked PIN that the Region's way does not unblock: what to ask is said.
    let blocked = situation.pin() == Some(CodeState::Blocked) && asks;
    let region = plan.stages.iter().find(|stage| {
        stage.path.card == Card::TsCns
            && stage.path.codes == [Code::Pin]
            && !stage.path.second
            && stage.path.fact.key.name() != "ts_cns_unblock"
            && stage.path.fact.key.name() != "ts_cns_unblock_elsewhere"
    });
    if blocked && region.is_some() {
        let outcome = |one: &&Statement| one.topic == Topic::Outcome && one.main;
        assert!(plan.notes.iter().any(outcome), "{:?}", plan.notes);
        let same = plan
            .facts()
            .iter()
            .any(|one| one.key.name() == "bolzano_same_pin");
        assert!(!same);
    }
    // Levels 1 and 2 take half of the PUK and a mobile number.
    let notes = || plan.notes.iter().chain(&plan.background);
    let levels = |key: &str| notes().any(|one| one.fact.key.name() == key);
    if levels("cie_levels") {
        let half = matches!(
            situation.puk(),
            Some(CodeState::Known | CodeState::SecondHalfMissing)
        );
        let given = !matches!(
            situation.contacts,
            Some(Contacts::NotGiven | Contacts::Wrong)
        );
        assert!(half && given, "{situation:?}");
    }
    assert!(!(levels("cie_levels") && levels("cie_levels_after_desk")));
}

/// No sentence of what is shown comes twice, in no language.
fn says_nothing_twice(plan: &Plan) {
    let mut told: Vec<&Fact> = plan.notes.iter().map(|one| &one.fact).collect();
    told.extend(plan.steps().map(|one| &one.step.fact));
    told.extend(
        plan.stages
            .iter()
            .flat_map(|one| &one.deliveries)
            .map(|one| &one.fact),
    );
    let sentences: Vec<&str> = told.iter().map(|fact| text::fact(fact, Lang::It)).collect();
    for (at, one) in sentences.iter().enumerate() {
        assert!(!sentences[at + 1..].contains(one), "{one}");
    }
}
