//! The CIE: use the PUK, recover it in the app, or have the codes printed again
//! by a municipality.

use super::{Draft, ask, is_missing, nearly_blocked, one_half_missing};
use crate::{
    advice::{Advice, Reason, Relation, Warning},
    knowledge,
    question::Input,
    situation::{CodeState, Contacts, Expiry, Requester, Situation},
};

pub(super) fn advise(situation: &Situation) -> Advice {
    if situation.card_lost {
        return lost(situation);
    }
    if situation.expired_for_good() {
        return expired_for_good(situation);
    }
    if situation.puk() == Some(CodeState::Blocked) {
        return puk_blocked(situation);
    }
    let Some(pin) = situation.pin() else {
        return ask(&[Input::Pin], &[]);
    };
    match situation.puk() {
        None => ask(&[Input::Puk], &[]),
        Some(CodeState::Known) if nearly_blocked(situation) => not_blocked_yet(situation),
        Some(CodeState::Known) if pin == CodeState::Known => complete(situation),
        Some(CodeState::Known) => with_puk(situation),
        Some(puk) => without_puk(situation, pin, puk),
    }
}

/// A lost card is blocked first; its codes no longer matter.
fn lost(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.new_card(&knowledge::CIE_LOST, Relation::Then);
    if situation.requester.is_none() {
        draft.matters(&knowledge::CIE_LOSS_NO_DOCUMENT);
    }
    help(&mut draft);
    draft.not_covered(Reason::CardLost)
}

fn expired_for_good(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.new_card(&knowledge::CIE_NEW_CARD, Relation::Then);
    draft.note(&knowledge::CIE_90_DAYS_OVER);
    of_the_holder(&mut draft, situation);
    help(&mut draft);
    draft.request()
}

fn not_blocked_yet(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    draft.stage(&knowledge::CIE_NOT_BLOCKED_YET, Relation::Then);
    draft.note(&knowledge::CIE_PUK_SETS_NEW_PIN);
    of_the_card(&mut draft, situation);
    draft.finished()
}

fn complete(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    let path = if situation.expired().is_some() {
        &knowledge::CIE_USE_PIN
    } else {
        &knowledge::CIE_COMPLETE
    };
    draft.stage(path, Relation::Then);
    draft.note(&knowledge::CIE_PIN_PURPOSE);
    draft.note(&knowledge::CIE_PUK_PURPOSE);
    draft.note(&knowledge::CIE_CONTACTS_NEEDED);
    of_the_card(&mut draft, situation);
    draft.finished()
}

/// The PUK is there: the plan is the operation, and nobody has to go anywhere.
fn with_puk(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    new_pin(&mut draft, situation);
    if situation.at_hand.reader != Some(false) {
        draft.stage(&knowledge::CIE_NEW_PIN_ELSEWHERE, Relation::Otherwise);
    }
    draft.note(&knowledge::CIE_THREE_WRONG_PINS);
    // Others cannot, but the holder can, and nobody has to go anywhere.
    draft.for_another(&knowledge::CIE_PUK_IS_ENOUGH);
    draft.for_another(&knowledge::CIE_MINOR_WITH_PARENT);
    of_the_card(&mut draft, situation);
    if situation.requester == Some(Requester::Other) {
        draft.note(&knowledge::CIE_HOLDER_ONLY);
        return draft.not_covered(Reason::OnlyHolder);
    }
    draft.finished()
}

/// What reads the card is needed first, where there is nothing.
fn new_pin(draft: &mut Draft<'_>, situation: &Situation) {
    let at_hand = situation.at_hand;
    draft.stage(&knowledge::CIE_NEW_PIN, Relation::Then);
    draft.matters(&knowledge::CIE_PUK_TEN_TRIES);
    if at_hand.nfc_phone == Some(false) && at_hand.reader != Some(true) {
        draft.warn(Warning::NothingReadsTheCard);
        levels(draft, situation);
        help(draft);
    }
}

/// What opens without a PIN, and without anything that reads the card: with the first
/// half of the PUK, and a mobile number among the contacts.
fn levels(draft: &mut Draft<'_>, situation: &Situation) {
    // Only the holder may use the PUK so, and only with such a number; the card of a
    // child opens hardly anything.
    let holder = matches!(
        situation.requester,
        None | Some(Requester::Holder | Requester::Guardian)
    );
    if !holder || situation.at_hand.mobile == Some(false) {
        return;
    }
    let half = matches!(
        situation.puk(),
        Some(CodeState::Known | CodeState::SecondHalfMissing)
    );
    let given = !matches!(
        situation.contacts,
        Some(Contacts::NotGiven | Contacts::Wrong)
    );
    draft.note(if half && given {
        &knowledge::CIE_LEVELS
    } else {
        &knowledge::CIE_LEVELS_AFTER_DESK
    });
    draft.note(&knowledge::CIE_LEVELS_CONTACTS);
    draft.help(&knowledge::CIE_LEVELS_PAGE);
}

fn without_puk(situation: &Situation, pin: CodeState, puk: CodeState) -> Advice {
    let phone = situation.at_hand.nfc_phone;
    // Without a phone for the app, its contacts decide nothing.
    let contacts = match situation.contacts {
        None if phone == Some(false) => Some(Contacts::Unknown),
        told => told,
    };
    let Some(requester) = situation.requester else {
        let open = contacts.is_none().then_some(Input::Contacts);
        let open: Vec<Input> = [Input::Requester].into_iter().chain(open).collect();
        return ask(&open, &[]);
    };
    let mut draft = Draft::new(situation);
    if nearly_blocked(situation) {
        draft.note(&knowledge::CIE_PUK_BEFORE_PIN);
    }
    if requester == Requester::Other {
        let app = draft.delegate();
        after_the_office(&mut draft, situation, pin, app);
        of_the_card(&mut draft, situation);
        help(&mut draft);
        return draft.plan();
    }
    let Some(contacts) = contacts else {
        return ask(&[Input::Contacts], &[]);
    };
    let maybe = matches!(
        contacts,
        Contacts::Given | Contacts::Unknown | Contacts::Forgotten
    );
    if maybe && phone.is_none() {
        return ask(&[Input::NfcPhone], &[]);
    }
    // With the PIN, contacts that are wrong are changed from home.
    let change = contacts == Contacts::Wrong
        && pin == CodeState::Known
        && phone == Some(true)
        && situation.at_hand.card != Some(false)
        && !nearly_blocked(situation);
    let app = (maybe && phone == Some(true)) || change;
    if change {
        draft.stage(&knowledge::CIE_NEW_CONTACTS, Relation::Then);
    }
    if app {
        if contacts == Contacts::Forgotten {
            draft.stage(&knowledge::CIE_FIND_CONTACTS, Relation::Then);
        }
        draft.stage(&knowledge::CIE_APP, Relation::Then);
    }
    let relation = if app {
        Relation::Otherwise
    } else {
        Relation::Then
    };
    for (half, where_it_is) in [
        (
            CodeState::FirstHalfMissing,
            &knowledge::CIE_LOOK_FOR_FIRST_HALF,
        ),
        (
            CodeState::SecondHalfMissing,
            &knowledge::CIE_LOOK_FOR_SECOND_HALF,
        ),
    ] {
        if pin == half || puk == half {
            draft.note(where_it_is);
        }
    }
    draft.reprint(relation);
    after_the_office(&mut draft, situation, pin, app);
    if contacts != Contacts::Given && phone != Some(false) {
        draft.note(&knowledge::CIE_APP_CONTACTS_COUNT);
    }
    // One half of the PUK is enough for levels 1 and 2.
    let first_half = puk == CodeState::SecondHalfMissing;
    if first_half && pin != CodeState::Known {
        levels(&mut draft, situation);
    }
    draft.note(&knowledge::CIE_CHANGE_CONTACTS);
    draft.note(&knowledge::CIE_OFFICE_GIVES_BOTH);
    // Without an address, both halves come on paper.
    if situation.at_hand.email != Some(false) {
        draft.note(&knowledge::CIE_EMAIL_NOT_LISTED);
    }
    draft.note(&knowledge::CIE_ABROAD);
    halves_at_issue(&mut draft, pin, puk);
    of_the_card(&mut draft, situation);
    if requester == Requester::Minor {
        // For a holder under age somebody else asks: this is for them. The reason says
        // the same.
        draft.aside(&knowledge::CIE_MINOR_NEEDS_PARENT);
        help(&mut draft);
        return draft.not_covered(Reason::MinorNeedsParent);
    }
    draft.note(&knowledge::CIE_MINOR_NEEDS_PARENT);
    help(&mut draft);
    draft.plan()
}

/// A reprint unblocks nothing and knows no PIN that was changed: then the PUK.
fn after_the_office(draft: &mut Draft<'_>, situation: &Situation, pin: CodeState, app: bool) {
    match pin {
        CodeState::Known => {
            draft.without_usable_pin();
            return;
        }
        CodeState::Blocked => draft.note(&knowledge::CIE_REPRINT_UNBLOCKS_NOTHING),
        CodeState::NeverReceived => {}
        _ => draft.note(&knowledge::CIE_CHANGED_PIN_NOT_REPRINTED),
    }
    let lost = matches!(pin, CodeState::Forgotten | CodeState::Blocked);
    if lost {
        draft.without_usable_pin();
    }
    if lost || app {
        if situation.requester == Some(Requester::Other) {
            draft.stage(&knowledge::CIE_HOLDER_NEW_PIN, Relation::Then);
            draft.matters(&knowledge::CIE_PUK_TEN_TRIES);
        } else {
            new_pin(draft, situation);
        }
        draft.note(&knowledge::CIE_THREE_OR_MORE_THAN_THREE);
    }
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

/// What a card that has expired, never expires, or is a child's is good for.
fn of_the_card(draft: &mut Draft<'_>, situation: &Situation) {
    if situation.expired().is_some() {
        draft.new_card(&knowledge::CIE_NEW_CARD, Relation::Then);
        draft.note(&knowledge::CIE_EXPIRED_90_DAYS);
    }
    of_the_holder(draft, situation);
}

fn of_the_holder(draft: &mut Draft<'_>, situation: &Situation) {
    if situation.card_said.expires == Some(Expiry::Unlimited) {
        draft.note(&knowledge::CIE_UNLIMITED);
    }
    if situation.requester.is_some() {
        draft.note(&knowledge::CIE_MINOR_SCHOOLS);
    }
}

fn puk_blocked(situation: &Situation) -> Advice {
    let mut draft = Draft::new(situation);
    let maybe_pin = situation.pin().is_none_or(|pin| pin == CodeState::Known);
    let expired = situation.expired().is_some();
    if maybe_pin {
        draft.stage(&knowledge::CIE_PIN_ALONE, Relation::Then);
        // What the ministry says of such a card is not hidden.
        draft.matters(&knowledge::CIE_PUK_TEN_TRIES);
        draft.matters(&knowledge::CIE_THREE_WRONG_PINS);
    }
    let relation = if maybe_pin && !expired {
        Relation::Otherwise
    } else {
        Relation::Then
    };
    draft.new_card(&knowledge::CIE_NEW_CARD, relation);
    if !expired {
        draft.note(&knowledge::CIE_STILL_IDENTITY);
    } else if maybe_pin {
        // Without any code it opens nothing.
        draft.note(&knowledge::CIE_EXPIRED_90_DAYS);
    }
    draft.note(&knowledge::CIE_PUK_TEN_TRIES);
    of_the_holder(&mut draft, situation);
    help(&mut draft);
    draft.not_covered(Reason::PukBlocked)
}

fn help(draft: &mut Draft<'_>) {
    draft.help(&knowledge::CIE_HELP_PHONE);
    draft.help(&knowledge::CIE_HELP_EMAIL);
}
