//! Every way in which something can be pending, on every state of the card.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use cie_core::{
    ErrorKind, LastTry, Limits, Pending, Settlement, UnblockVariant,
    memory::{KnownTries, TryBound, TryRecord, VolatileMemory},
};
use cie_sim::Profile;
use cie_tests::{NEW_PIN, PIN, PUK, Rig, WRONG_PIN, rig::installation};

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
            if error.kind.code() == "last_try" {
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
