//! The CIE: use the PUK, recover it in the app, or have the codes printed again
//! at the Ufficio Anagrafe.

use super::{Draft, ask, is_missing, one_half_missing};
use crate::recovery::{
    advice::{Advice, Reason, Relation, Warning},
    knowledge,
    question::Input,
    situation::{CodeState, Contacts, Requester, Situation},
};

pub(super) fn advise(situation: &Situation) -> Advice {
    if situation.card_lost {
        let mut draft = Draft::new(situation);
        help(&mut draft);
        return draft.not_covered(Reason::CardLost);
    }
    // The service is for holders: who is told to be nobody of them gets no way,
    // whatever is missing.
    match situation.requester {
        Some(Requester::Other) => return refused(situation, Reason::OnlyHolder),
        Some(Requester::Minor) => return refused(situation, Reason::MinorNeedsParent),
        Some(Requester::Holder | Requester::Parent | Requester::Guardian) | None => {}
    }
    if situation.puk() == Some(CodeState::Blocked) {
        return puk_blocked(situation);
    }
    let Some(pin) = situation.pin() else {
        return ask(&[Input::Pin], &[]);
    };
    if pin == CodeState::Known && wrong_entries(situation) {
        return not_blocked_yet(situation);
    }
    match situation.puk() {
        None => ask(&[Input::Puk], &[]),
        Some(CodeState::Known) if pin == CodeState::Known => complete(situation),
        Some(CodeState::Known) => new_pin(situation),
        Some(puk) => without_puk(situation, pin, puk),
    }
}

/// Some wrong entries, the code not blocked: the card said so.
fn wrong_entries(situation: &Situation) -> bool {
    matches!(situation.card_said.pin_tries, Some(1 | 2))
}

fn not_blocked_yet(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.stage(&knowledge::CIE_NOT_BLOCKED_YET, Relation::Then);
    draft.note(&knowledge::CIE_PUK_SETS_NEW_PIN);
    draft.plan()
}

fn complete(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.stage(&knowledge::CIE_COMPLETE, Relation::Then);
    draft.note(&knowledge::CIE_PIN_PURPOSE);
    draft.note(&knowledge::CIE_PUK_PURPOSE);
    draft.note(&knowledge::CIE_CONTACTS_NEEDED);
    draft.plan()
}

/// The PUK is there: nobody has to go anywhere.
fn new_pin(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    then_new_pin(&mut draft, situation);
    draft.plan()
}

fn then_new_pin(draft: &mut Draft<'_>, situation: &Situation) {
    draft.stage(&knowledge::CIE_NEW_PIN, Relation::Then);
    draft.note(&knowledge::CIE_THREE_WRONG_PINS);
    draft.note(&knowledge::CIE_WHERE_NEW_PIN);
    draft.note(&knowledge::CIE_PUK_TEN_TRIES);
    let at_hand = situation.at_hand;
    if at_hand.nfc_phone == Some(false) && at_hand.reader == Some(false) {
        draft.warn(Warning::NothingReadsTheCard);
    }
}

fn without_puk(situation: &Situation, pin: CodeState, puk: CodeState) -> Advice {
    let phone = situation.at_hand.nfc_phone;
    let open: Vec<Input> = [
        (Input::Requester, situation.requester.is_none()),
        (Input::Contacts, situation.contacts.is_none()),
        (
            Input::NfcPhone,
            situation.contacts == Some(Contacts::Given) && phone.is_none(),
        ),
    ]
    .into_iter()
    .filter_map(|(input, open)| open.then_some(input))
    .collect();
    if !open.is_empty() {
        return ask(&open, &[]);
    }

    let mut draft = Draft::new(situation);
    match situation.contacts {
        Some(Contacts::Given) if phone != Some(false) => {
            in_the_app(&mut draft, situation, pin);
        }
        Some(Contacts::Unknown) if phone != Some(false) => {
            in_the_app(&mut draft, situation, pin);
            at_the_office(&mut draft, Relation::Otherwise);
        }
        Some(Contacts::Given) => {
            // Right contacts and no phone for the app: the page has no way.
            at_the_office(&mut draft, Relation::Then);
            draft.note(&knowledge::CIE_OFFICE_WITHOUT_APP);
        }
        _ => at_the_office(&mut draft, Relation::Then),
    }
    halves_at_issue(&mut draft, pin, puk);
    match situation.requester {
        Some(Requester::Parent | Requester::Guardian) => {
            draft.note(&knowledge::CIE_MINOR_NEEDS_PARENT);
        }
        _ => draft.note(&knowledge::CIE_HOLDER_ONLY),
    }
    help(&mut draft);
    draft.plan()
}

fn refused(situation: &Situation, reason: Reason) -> Advice {
    let mut draft = Draft::new(situation);
    draft.note(match reason {
        Reason::MinorNeedsParent => &knowledge::CIE_MINOR_NEEDS_PARENT,
        _ => &knowledge::CIE_HOLDER_ONLY,
    });
    draft.not_covered(reason)
}

/// The app gives the PUK alone; who needs a PIN sets one with it.
fn in_the_app(draft: &mut Draft<'_>, situation: &Situation, pin: CodeState) {
    draft.stage(&knowledge::CIE_APP, Relation::Then);
    draft.note(&knowledge::CIE_APP_IN_DETAIL);
    draft.note(&knowledge::CIE_APP_48_HOURS);
    if pin != CodeState::Known {
        then_new_pin(draft, situation);
    }
}

fn at_the_office(draft: &mut Draft<'_>, relation: Relation) {
    draft.stage(&knowledge::CIE_ANAGRAFE, relation);
    if draft.may_be_that_municipality() {
        draft.note(&knowledge::CIE_COUNTER_HOURS_CONFLICT);
    }
    draft.note(&knowledge::CIE_KEEP_BOTH_HALVES);
    draft.note(&knowledge::CIE_SECOND_HALF_DIFFERS);
    draft.note(&knowledge::CIE_EMAIL_NOT_LISTED);
    draft.note(&knowledge::CIE_WHICH_MUNICIPALITY);
    draft.note(&knowledge::CIE_ABROAD);
    draft.note(&knowledge::CIE_REPRINT_BY_EMAIL);
    draft.note(&knowledge::CIE_WITHOUT_EMAIL);
}

/// Where the halves came from: maybe they are still there.
fn halves_at_issue(draft: &mut Draft<'_>, pin: CodeState, puk: CodeState) {
    let lacks = |half| pin == half || puk == half;
    let all = [pin, puk]
        .into_iter()
        .any(|state| is_missing(state) && !one_half_missing(state));
    draft.note(&knowledge::CIE_LENGTH);
    if all || lacks(CodeState::FirstHalfMissing) {
        draft.note(&knowledge::CIE_FIRST_HALF_AT_ISSUE);
    }
    if all || lacks(CodeState::SecondHalfMissing) {
        draft.note(&knowledge::CIE_SECOND_HALF_AT_ISSUE);
    }
}

fn puk_blocked(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    let pin = situation.pin();
    if pin.is_none_or(|pin| pin == CodeState::Known) {
        draft.stage(&knowledge::CIE_USE_PIN, Relation::Then);
    }
    if pin != Some(CodeState::Known) {
        let relation = if pin.is_none() {
            Relation::Otherwise
        } else {
            Relation::Then
        };
        draft.stage(&knowledge::CIE_NEW_CARD, relation);
    }
    draft.note(&knowledge::CIE_PUK_TEN_TRIES);
    help(&mut draft);
    draft.not_covered(Reason::PukBlocked)
}

fn help(draft: &mut Draft<'_>) {
    draft.help(&knowledge::CIE_HELP_PHONE);
    draft.help(&knowledge::CIE_HELP_EMAIL);
}
