//! Every way in which something can be pending, on every state of the card.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use cie_core::{
    ErrorKind, LastTry, Limits, Pending, Settlement, Tries, UnblockVariant,
    memory::{KnownTries, TryBound, TryRecord, VolatileMemory},
};
use cie_sim::{Profile, cns};
use cie_tests::{NEW_PIN, PIN, PUK, Rig, TestCard, WRONG_PIN, rig::installation};

/// A PIN that somebody has set elsewhere.
const FOREIGN_PIN: &str = "75319864";

/// A card on which `valid` is the PIN, with `tries` left, unknown here.
fn card(valid: &str, tries: u8) -> Rig {
    let mut rig = Rig::new(Profile::Gemalto, Limits::EXTENDED);
    if valid != PIN {
        rig.change(PIN, valid).unwrap();
    }
    rig.last_try = LastTry::AllowAny;
    for _ in tries..3 {
        rig.verify(WRONG_PIN).unwrap_err();
    }
    rig.memory = VolatileMemory::of(installation());
    rig
}

/// All that may be known of `tries` without being wrong.
fn known(tries: u8) -> Vec<Option<TryBound>> {
    let bounds = (0..=tries).map(TryBound::AtLeast);
    let bounds = bounds.chain([TryBound::Assumed(tries)]);
    let told = [TryBound::Exactly(tries), TryBound::SaidBlocked];
    let nothing = (tries == 3).then_some(None);
    bounds.chain(told).map(Some).chain(nothing).collect()
}

/// Resolves, and checks everything that must hold whatever the case.
fn settle(mut rig: Rig, valid: &str, record: TryRecord, allowed: bool) {
    let tries = rig.card.pin_tries();
    let what = format!("{valid} valid, {tries} tries, {record:?}, allowed: {allowed}");
    rig.remember(&record);
    rig.last_try = if allowed {
        LastTry::AllowAny
    } else {
        LastTry::Ask
    };
    let result = rig.resolve();
    let what = format!("{what}: {:?}", result.as_ref().map(|done| done.settlement));

    let (after, left) = (rig.record(), rig.card.pin_tries());
    if let Some(bound) = after.pin {
        let exact = matches!(bound, TryBound::Exactly(_));
        let at_least = bound.at_least();
        assert!(at_least <= left && (at_least == left || !exact), "{what}");
    }
    let asked = allowed;
    assert!(
        tries == 0 || left > 0 || asked,
        "blocked without a question: {what}"
    );
    let is_valid = |pin: &str| rig.card.has_pin(pin.as_bytes());
    match result.map(|done| done.settlement) {
        Ok(settlement) => {
            assert_eq!(after.pending, None, "{what}");
            match settlement {
                Settlement::NewPin => assert!(is_valid(NEW_PIN) && left == 3, "{what}"),
                Settlement::OldPin => assert!(is_valid(PIN) && left == 3, "{what}"),
                Settlement::UnblockAgain => assert!(!is_valid(NEW_PIN) || tries == 0, "{what}"),
                Settlement::NothingPending => assert_eq!(record.pending, None, "{what}"),
                Settlement::NothingToSettle { .. } => assert_eq!(left, tries, "{what}"),
                other => panic!("{what}: {other:?}"),
            }
        }
        Err(error) => {
            assert_eq!(after.pending, record.pending, "{what}");
            // Full tries and a bound that is good for two: nothing to ask for.
            let plenty = tries == 3
                && match record.pin {
                    Some(TryBound::Assumed(_)) | None => {
                        record.pending != Some(Pending::UnblockPin)
                    }
                    Some(bound) => bound.at_least() >= 2,
                }
                && record.pin.is_none_or(|bound| bound.at_least() >= 2);
            assert!(!plenty || valid == FOREIGN_PIN, "{what}");
            if error.kind.code().name() == "last_try" {
                assert!(!allowed, "{what}");
            } else {
                assert!(
                    matches!(
                        error.kind,
                        ErrorKind::WrongPin { .. } | ErrorKind::PinBlocked { .. }
                    ),
                    "{what}"
                );
            }
            // There is always a way out.
            rig.unblock(PUK, NEW_PIN, UnblockVariant::Direct).unwrap();
            assert_eq!(rig.record().pending, None, "{what}");
            assert_eq!(
                rig.verify(NEW_PIN).unwrap().tries_left,
                Some(KnownTries::exactly(3)),
                "{what}"
            );
        }
    }
}

#[test]
fn whatever_is_pending_on_whatever_card_is_settled_truly_or_left_as_it_is() {
    for valid in [PIN, NEW_PIN, FOREIGN_PIN] {
        for tries in 0..=3 {
            let rig = card(valid, tries);
            assert_eq!(rig.card.pin_tries(), tries);
            for pin in known(tries) {
                for pending in [None].into_iter().chain(Pending::ALL.map(Some)) {
                    for allowed in [false, true] {
                        let record = TryRecord::new(pin, None, pending);
                        settle(rig.clone(), valid, record, allowed);
                    }
                }
            }
        }
    }
}

/// A change was not made, `left` tries are left, and all that is known of them is `bound`:
/// the person is asked once, and the old PIN, which is right, is found.
fn settle_with_one_yes<C: TestCard>(mut rig: Rig<C>, left: u8, bound: u8) {
    let what = format!("{left} left, at least {bound} known");
    rig.last_try = LastTry::AllowAny;
    for _ in left..3 {
        rig.verify(C::CODES.wrong_pin).unwrap_err();
    }
    let known = Some(TryBound::AtLeast(bound));
    rig.remember(&TryRecord::new(known, None, Some(Pending::ChangePin)));
    rig.last_try = LastTry::Ask;
    let settled = match rig.resolve() {
        Err(error) => {
            let ErrorKind::LastTry { code } = error.kind else {
                panic!("{what}: {error}");
            };
            assert!(rig.card.pin_tries() > 0, "{what}");
            let card = error.card_id.unwrap();
            rig.last_try = LastTry::Allow { card, code };
            rig.resolve().unwrap_or_else(|why| panic!("{what}: {why}"))
        }
        Ok(settled) => settled,
    };
    assert_eq!(settled.settlement, Settlement::OldPin, "{what}");
    assert_eq!(rig.card.pin_tries(), 3, "{what}");
}

#[test]
fn a_yes_to_the_last_try_is_spent_on_the_old_pin_where_the_change_was_not_made() {
    for (left, bound) in [(1, 0), (1, 1), (2, 1), (2, 2), (3, 0), (3, 1), (3, 2)] {
        let cie = Rig::new(Profile::Gemalto, Limits::EXTENDED);
        settle_with_one_yes(cie, left, bound);
        for profile in cns::Profile::ALL {
            settle_with_one_yes(Rig::cns(profile, Limits::EXTENDED), left, bound);
        }
    }
}

#[test]
fn a_change_that_was_made_leaves_tries_for_the_new_pin_behind_the_old_one() {
    for bound in 0..=1 {
        let mut rig = card(NEW_PIN, 3);
        let known = Some(TryBound::AtLeast(bound));
        rig.remember(&TryRecord::new(known, None, Some(Pending::ChangePin)));
        assert_eq!(rig.resolve().unwrap().settlement, Settlement::NewPin);
    }
}

#[test]
fn where_the_card_says_that_one_try_is_left_the_new_pin_is_not_sent_behind_the_old_one() {
    let mut rig = card(FOREIGN_PIN, 2);
    let known = Some(TryBound::AtLeast(1));
    rig.remember(&TryRecord::new(known, None, Some(Pending::ChangePin)));
    let error = rig.resolve().unwrap_err();
    let tries = Tries::confirmed(1);
    assert_eq!(error.kind, ErrorKind::WrongPin { tries });
    assert_eq!(rig.card.pin_tries(), 1);
    assert_eq!(rig.record().pending, Some(Pending::ChangePin));
}

#[test]
fn whoever_mistyped_one_pin_settles_a_change_by_a_check_of_the_other() {
    for (valid, old, new) in [(NEW_PIN, PIN, FOREIGN_PIN), (PIN, FOREIGN_PIN, NEW_PIN)] {
        let mut rig = card(valid, 3);
        let known = Some(TryBound::AtLeast(2));
        rig.remember(&TryRecord::new(known, None, Some(Pending::ChangePin)));
        rig.last_try = LastTry::Ask;
        let error = rig.resolve_with(old, new).unwrap_err();
        let tries = Tries::confirmed(1);
        assert_eq!(error.kind, ErrorKind::WrongPin { tries });
        assert_eq!(error.pending, Some(Pending::ChangePin));
        let remedy = cie_core::messages::error(&error, cie_core::messages::Lang::En).remedy;
        assert!(remedy.contains("Check only the one that you are surer of."));

        let (card, code) = (error.card_id.unwrap(), cie_core::CodeKind::Pin);
        rig.last_try = LastTry::Allow { card, code };
        rig.verify(valid).unwrap();
        assert_eq!(rig.card.pin_tries(), 3);
        assert_eq!(rig.record().pending, None);
    }
}

#[test]
fn one_pin_for_old_and_new_is_refused_before_it_is_sent() {
    let mut rig = card(NEW_PIN, 3);
    rig.remember(&TryRecord::new(None, None, Some(Pending::ChangePin)));
    let error = rig.resolve_with(NEW_PIN, NEW_PIN).unwrap_err();
    assert_eq!(error.kind, ErrorKind::SamePin);
    assert_eq!(rig.card.pin_tries(), 3);
    assert_eq!(rig.record().pin, None);
}
