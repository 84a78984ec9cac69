//! The TS-CNS: use the PUK, or have the codes again the way the Region has.

use super::{Draft, ask, is_missing, nearly_blocked, one_half_missing};
use crate::{
    advice::{Advice, Questions, Reason, Relation, Warning},
    knowledge::{self, Channel, Path, Scope, Topic},
    question::{Input, Question},
    region::Region,
    situation::{Code, CodeState, Place, Requester, Situation},
};

pub(super) fn advise(situation: &Situation) -> Advice {
    if situation.card_lost {
        return lost(situation);
    }
    if situation.expired().is_some() {
        return expired(situation);
    }
    if situation.puk() == Some(CodeState::Blocked) {
        return puk_blocked(situation);
    }
    let no_cip = situation.cip.is_some_and(is_missing);
    let Some(pin) = situation.pin() else {
        if no_cip {
            return in_the_region(situation, CodeState::Known);
        }
        return ask(&[Input::Pin], &[]);
    };
    if pin == CodeState::NeverReceived || (no_cip && pin == CodeState::Known) {
        return in_the_region(situation, pin);
    }
    match situation.puk() {
        None => ask(&[Input::Puk], &[]),
        // Here and now first; only the CIP takes the way to the Region.
        Some(CodeState::Known) if no_cip => in_the_region(situation, pin),
        Some(CodeState::Known) if nearly_blocked(situation) => not_blocked_yet(situation),
        Some(CodeState::Known) if pin == CodeState::Known => complete(situation),
        Some(CodeState::Known) => unblock(situation, pin),
        Some(_) => in_the_region(situation, pin),
    }
}

/// A lost card is blocked; the one that replaces it brings codes of its own.
fn lost(situation: &Situation) -> Advice {
    if let Some(question) = whose(situation) {
        return question;
    }
    let mut draft = Draft::new(situation);
    draft.stage(&knowledge::TS_CNS_LOST, Relation::Then);
    draft.whom_to_call();
    draft.of_the_region(true);
    draft.note(&knowledge::TS_CNS_CIP_PURPOSE);
    draft.note(&knowledge::CIP_OPTIONAL_OR_NEEDED);
    draft.note(&knowledge::TS_CNS_CIP_BY_REGION);
    draft.help_of_the_region();
    draft.not_covered(Reason::CardLost)
}

/// The codes of an expired card are of no use: the new one has its own.
fn expired(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.stage(&knowledge::TS_CNS_EXPIRED, Relation::Then);
    draft.topic_of_the_region(Topic::NewCard);
    draft.note(&knowledge::TS_CNS_VALIDITY);
    draft.request()
}

fn not_blocked_yet(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.stage(&knowledge::TS_CNS_NOT_BLOCKED_YET, Relation::Then);
    draft.note(&knowledge::TS_CNS_PUK_PURPOSE);
    draft.note(&knowledge::TS_CNS_THREE_WRONG_PUKS);
    draft.plan()
}

fn complete(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.stage(&knowledge::TS_CNS_COMPLETE, Relation::Then);
    draft.note(&knowledge::TS_CNS_PIN_PURPOSE);
    draft.note(&knowledge::TS_CNS_PUK_PURPOSE);
    draft.note(&knowledge::TS_CNS_NEEDS_READER);
    draft.plan()
}

/// The PUK is there: the plan is the operation.
fn unblock(situation: &Situation, pin: CodeState) -> Advice {
    let mut draft = Draft::new(situation);
    then_unblock(&mut draft, situation, pin);
    draft.plan()
}

/// The operation itself.
fn with_the_puk(draft: &mut Draft<'_>, situation: &Situation) {
    draft.stage(&knowledge::TS_CNS_UNBLOCK, Relation::Then);
    draft.note(&knowledge::TS_CNS_THREE_WRONG_PUKS);
    // The guide knows no other way than a reader: a phone does not help.
    if situation.at_hand.reader == Some(false) {
        draft.warn(Warning::ReaderNeeded);
        draft.help(&knowledge::SISTEMA_TS_PHONE);
    }
}

fn then_unblock(draft: &mut Draft<'_>, situation: &Situation, pin: CodeState) {
    with_the_puk(draft, situation);
    draft.stage(&knowledge::TS_CNS_UNBLOCK_ELSEWHERE, Relation::Otherwise);
    draft.note(&knowledge::TS_CNS_PUK_PURPOSE);
    draft.note(&knowledge::TS_CNS_TOO_MANY_WRONG_PINS);
    if pin != CodeState::Blocked {
        draft.note(&knowledge::TS_CNS_FORGOTTEN_PIN_SAME_WAY);
    }
    draft.note(&knowledge::TS_CNS_THREE_WRONG_PINS);
    draft.note(&knowledge::TS_CNS_CARE_WITHOUT_CODES);
}

fn puk_blocked(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    let mut relation = Relation::Then;
    if situation.pin().is_none_or(|pin| pin == CodeState::Known) {
        draft.stage(&knowledge::TS_CNS_USE_PIN, relation);
        relation = Relation::Otherwise;
    }
    draft.stage(&knowledge::TS_CNS_NEW_CARD, relation);
    draft.whom_to_call();
    draft.topic_of_the_region(Topic::NewCard);
    draft.note(&knowledge::TS_CNS_THREE_WRONG_PUKS);
    draft.note(&knowledge::TS_CNS_CARE_WITHOUT_CODES);
    draft.help(&knowledge::SISTEMA_TS_PHONE);
    draft.not_covered(Reason::PukBlocked)
}

/// Which Region, if that is open; of Trentino-Alto Adige, which of the two
/// provinces, since each has a way of its own.
fn whose(situation: &Situation) -> Option<Advice> {
    let question = match situation.place {
        None => Question::about(Input::Region),
        Some(Place::Region(Region::TrentinoAltoAdige)) => Question::which_province(),
        Some(_) => return None,
    };
    Some(Advice::Questions(Questions {
        ask: vec![question],
        meanwhile: vec![&knowledge::SISTEMA_TS_PHONE],
    }))
}

/// The reprint, and the first activation, of which most Regions speak alone.
fn in_the_region(situation: &Situation, pin: CodeState) -> Advice {
    if let Some(question) = whose(situation) {
        return question;
    }
    let region = situation.region();
    let path = knowledge::path_of(region);
    let mut draft = Draft::new(situation);
    let with_puk = pin != CodeState::Known
        && pin != CodeState::NeverReceived
        && situation.puk() == Some(CodeState::Known);
    if with_puk {
        then_unblock(&mut draft, situation, pin);
    }
    let asks = situation.requester;
    if asks.is_some_and(|requester| path.not_for.contains(requester)) {
        draft.topic_of_the_region(Topic::Who);
        draft.help_of_the_region();
        return draft.not_covered(Reason::NoParentHere);
    }
    // Another way is for whoever lacks what it gives.
    let has_pin = situation.pin().unwrap_or(pin) == CodeState::Known;
    let second = knowledge::second_path_of(region);
    let second = second.filter(|one| !has_pin || one.codes != [Code::Pin]);
    let by_email = path.steps.iter().any(|one| one.channel == Channel::Email);
    let swapped = by_email && situation.at_hand.email == Some(false);
    let (first, second) = match second {
        Some(second) if swapped => (second, Some(path)),
        second => (path, second),
    };
    if situation.cip.is_some_and(is_missing) && only_the_cip(situation, pin, with_puk) {
        let names = |one: &Path| [one.codes, one.on_request].concat().contains(&Code::Cip);
        if !names(first) && !second.is_some_and(names) {
            draft.stage(&knowledge::TS_CNS_ABOUT_CIP, Relation::Then);
            draft.whom_to_call();
        }
    }
    draft.stage(first, Relation::Then);
    if let Some(second) = second {
        draft.stage(second, Relation::Otherwise);
    }
    // A desk prints codes; it unblocks nothing.
    if pin == CodeState::Blocked && !with_puk {
        draft.without_usable_pin();
        with_the_puk(&mut draft, situation);
        // Of a Region whose sources speak of the PIN alone, a row of its own says more.
        if path.codes.contains(&Code::Puk) {
            draft.note(&knowledge::TS_CNS_REPRINT_UNBLOCKS_NOTHING);
        }
    }
    if nearly_blocked(situation) {
        draft.matters(if situation.puk().is_some_and(is_missing) {
            &knowledge::TS_CNS_PUK_BEFORE_PIN
        } else {
            &knowledge::TS_CNS_THREE_WRONG_PINS
        });
    }
    if !described(path) {
        draft.warn(match region {
            Some(_) => Warning::NothingFound,
            None => Warning::NotDescribedInDetail,
        });
    }
    if path.link_lost {
        draft.warn(Warning::LinkNotInSource);
    }
    let first = pin == CodeState::NeverReceived;
    if region.is_some() && (first || !described(path)) {
        // It is said of activation; of a Region of which nothing was found, it is
        // the lead there is.
        draft.leads_of_the_region();
    }
    draft.of_the_region(false);
    who(&mut draft, situation);
    draft.note(&knowledge::TS_CNS_REGION_DECIDES);
    // Where one of its own is from home, the ways of others are nothing to know.
    let own = [Some(path), knowledge::second_path_of(region)];
    if own.into_iter().flatten().all(goes_to_a_desk) {
        draft.note(&knowledge::TS_CNS_ONLINE_WAYS);
    }
    halves(&mut draft, situation, pin);
    if pin == CodeState::NeverReceived {
        draft.note(&knowledge::TS_CNS_CODES_GIVEN);
        draft.note(&knowledge::TS_CNS_ACTIVATION_BY_REGION);
        draft.note(&knowledge::TS_CNS_ACTIVATE_FROM_OLD);
        if path.fact.about == knowledge::Subject::Lost {
            draft.matters(&knowledge::TS_CNS_ACTIVATION_SAME_DESK);
        }
    }
    if situation.cip.is_some_and(is_missing) {
        if !draft.gives(Code::Cip) {
            draft.matters(&knowledge::TS_CNS_CIP_BY_REGION);
        }
        draft.note(&knowledge::TS_CNS_CIP_PURPOSE);
        draft.note(&knowledge::CIP_OPTIONAL_OR_NEEDED);
        draft.note(&knowledge::TS_CNS_CIP_BY_REGION);
    }
    draft.help_of_the_region();
    draft.request()
}

/// Whether all that the way to the Region could give is the CIP.
fn only_the_cip(situation: &Situation, pin: CodeState, with_puk: bool) -> bool {
    let no_puk = situation.puk().is_some_and(is_missing);
    with_puk || pin == CodeState::Known && !no_puk
}

fn goes_to_a_desk(path: &Path) -> bool {
    path.steps.iter().any(|step| step.channel == Channel::Desk)
}

/// Whether a path is that of a Region, and not the general one.
fn described(path: &Path) -> bool {
    matches!(path.fact.scope, Scope::Regions(_))
}

/// Where the halves came from, and that one alone is not enough.
fn halves(draft: &mut Draft<'_>, situation: &Situation, pin: CodeState) {
    let states = [Some(pin), situation.puk(), situation.cip];
    let states = || states.into_iter().flatten();
    if states().any(one_half_missing) {
        draft.note(&knowledge::TS_CNS_ACTIVE_WITH_BOTH);
        draft.note(&knowledge::TS_CNS_ONE_HALF_SAME_REPRINT);
        draft.note(&knowledge::TS_CNS_LENGTH);
    }
    if states().any(|state| is_missing(state) && state != CodeState::SecondHalfMissing) {
        draft.note(&knowledge::TS_CNS_FIRST_HALF);
        draft.note(&knowledge::ENVELOPE_OR_HALVES);
    }
    if states().any(|state| is_missing(state) && state != CodeState::FirstHalfMissing) {
        draft.note(&knowledge::TS_CNS_SECOND_HALF);
        // Who never activated the card was never sent any.
        if states().any(|state| state == CodeState::SecondHalfMissing)
            && pin != CodeState::NeverReceived
        {
            draft.note(&knowledge::TS_CNS_OLD_MESSAGES);
        }
    }
}

/// What holds for anyone who goes for somebody else: the Region's word, or the general
/// one, which says that one asks first.
fn who(draft: &mut Draft<'_>, situation: &Situation) {
    let Some(requester) = situation.requester else {
        return;
    };
    if requester == Requester::Holder {
        return;
    }
    if !draft.region_says_who(requester) {
        draft.note(&knowledge::TS_CNS_MINOR);
        draft.note(&knowledge::TS_CNS_GUARDIAN);
        draft.note(&knowledge::TS_CNS_DELEGATION);
    }
}
