//! The TS-CNS: use the PUK, or have the codes again the way the Region has.

use super::{Draft, ask, is_missing, one_half_missing};
use crate::recovery::{
    advice::{Advice, Reason, Relation, Warning},
    knowledge,
    question::Input,
    region::Region,
    situation::{CodeState, Requester, Situation},
};

pub(super) fn advise(situation: &Situation) -> Advice {
    if situation.card_lost {
        let mut draft = Draft::new(situation);
        draft.note(&knowledge::TS_CNS_CIP_PURPOSE);
        draft.note(&knowledge::CIP_OPTIONAL_OR_NEEDED);
        draft.note(&knowledge::TS_CNS_CIP_BY_REGION);
        draft.help(&knowledge::SISTEMA_TS_PHONE);
        return draft.not_covered(Reason::CardLost);
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
        Some(CodeState::Known) if pin == CodeState::Known => complete(situation),
        Some(CodeState::Known) => unblock(situation, pin),
        Some(_) => in_the_region(situation, pin),
    }
}

fn complete(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.stage(&knowledge::TS_CNS_COMPLETE, Relation::Then);
    draft.note(&knowledge::TS_CNS_PIN_PURPOSE);
    draft.note(&knowledge::TS_CNS_PUK_PURPOSE);
    draft.note(&knowledge::TS_CNS_NEEDS_READER);
    draft.plan()
}

fn unblock(situation: &Situation, pin: CodeState) -> Advice {
    let mut draft = Draft::new(situation);
    then_unblock(&mut draft, situation, pin);
    draft.plan()
}

fn then_unblock(draft: &mut Draft<'_>, situation: &Situation, pin: CodeState) {
    draft.stage(&knowledge::TS_CNS_UNBLOCK, Relation::Then);
    draft.note(&knowledge::TS_CNS_PUK_PURPOSE);
    draft.note(&knowledge::TS_CNS_TOO_MANY_WRONG_PINS);
    if pin != CodeState::Blocked {
        draft.note(&knowledge::TS_CNS_FORGOTTEN_PIN_SAME_WAY);
    }
    draft.note(&knowledge::TS_CNS_THREE_WRONG_PINS);
    draft.note(&knowledge::TS_CNS_THREE_WRONG_PUKS);
    // The guide knows no other way than a reader: a phone does not help.
    if situation.at_hand.reader == Some(false) {
        draft.warn(Warning::ReaderNeeded);
    }
}

fn puk_blocked(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    let pin = situation.pin();
    if pin.is_none_or(|pin| pin == CodeState::Known) {
        draft.stage(&knowledge::TS_CNS_USE_PIN, Relation::Then);
    }
    if pin != Some(CodeState::Known) {
        let relation = if pin.is_none() {
            Relation::Otherwise
        } else {
            Relation::Then
        };
        draft.stage(&knowledge::TS_CNS_NEW_CARD, relation);
    }
    draft.note(&knowledge::TS_CNS_THREE_WRONG_PUKS);
    draft.help(&knowledge::SISTEMA_TS_PHONE);
    draft.not_covered(Reason::PukBlocked)
}

/// The reprint, and the first activation, for which the guide describes the same
/// way in Lombardia only.
fn in_the_region(situation: &Situation, pin: CodeState) -> Advice {
    if situation.place.is_none() {
        return ask(&[Input::Region], &[&knowledge::SISTEMA_TS_PHONE]);
    }
    let region = situation.region();
    let path = knowledge::path_of(region);
    let mut draft = Draft::new(situation);
    let with_puk = pin != CodeState::Known && pin != CodeState::NeverReceived;
    if with_puk && situation.puk() == Some(CodeState::Known) {
        then_unblock(&mut draft, situation, pin);
    }
    draft.stage(path, Relation::Then);
    if path.region.is_none() {
        draft.warn(Warning::NotDescribedInDetail);
    }
    if path.link_lost {
        draft.warn(Warning::LinkNotInSource);
    }
    draft.note(&knowledge::TS_CNS_REGION_DECIDES);
    halves(&mut draft, situation, pin);
    if pin == CodeState::NeverReceived {
        draft.note(&knowledge::TS_CNS_CODES_GIVEN);
        draft.note(&knowledge::TS_CNS_ACTIVATION_BY_REGION);
        draft.note(&knowledge::ONLINE_ELSEWHERE_OR_NOT);
        if region != Some(Region::Lombardia) {
            draft.note(&knowledge::TS_CNS_ACTIVATION_SAME_DESK);
        }
        draft.note(&knowledge::TS_CNS_ACTIVATE_FROM_OLD);
    }
    if situation.cip.is_some_and(is_missing) {
        draft.note(&knowledge::TS_CNS_CIP_PURPOSE);
        draft.note(&knowledge::CIP_OPTIONAL_OR_NEEDED);
        draft.note(&knowledge::TS_CNS_CIP_BY_REGION);
    }
    who(&mut draft, situation);
    of_the_region(&mut draft, region);
    draft.plan()
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
        if !states().any(|state| state == CodeState::NeverReceived) {
            draft.note(&knowledge::TS_CNS_OLD_MESSAGES);
        }
    }
}

fn who(draft: &mut Draft<'_>, situation: &Situation) {
    match situation.requester {
        None | Some(Requester::Holder) => {}
        Some(Requester::Other) => {
            draft.warn(Warning::WhoNotStated);
            draft.note(&knowledge::TS_CNS_DELEGATION);
        }
        Some(Requester::Parent | Requester::Guardian | Requester::Minor) => {
            draft.warn(Warning::WhoNotStated);
            draft.note(&knowledge::TS_CNS_MINOR);
        }
    }
}

/// What other sources say of one Region.
fn of_the_region(draft: &mut Draft<'_>, region: Option<Region>) {
    let Some(region) = region else { return };
    for row in knowledge::statements() {
        let of_elsewhere = row.fact.confidence == knowledge::Confidence::External;
        if of_elsewhere && row.region == Some(region) {
            draft.note(row);
        }
    }
    for contact in knowledge::contacts() {
        let of_elsewhere = contact.fact.confidence == knowledge::Confidence::External;
        if of_elsewhere && contact.scope == knowledge::Scope::Region(region) {
            draft.help(contact);
        }
    }
}
