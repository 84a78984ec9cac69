//! The codes of one card never reach another that has taken its place.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use cie_core::{
    Blame, CardId, CardKind, CodeKind, Error, ErrorKind, LastTry, Limits, NeededCodes, Pending,
    Phase, Resolution, ResolveCodes, Settlement,
    memory::{TryBound, TryMemory as _, TryRecord},
};
use cie_document::trust::{hash::HashAlgorithm, message_digest::MessageDigest};
use cie_sim::{Card, Faults, Options, Profile};
use cie_tests::{
    Codes, NEW_PIN, Operation, PIN, PUK, Rig, TestCard,
    rig::{pin, puk},
};

/// VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER.
const CODE_COMMANDS: [u8; 3] = [0x20, 0x24, 0x2C];

/// One reader and one memory, before which two cards come: both are simulated,
/// and each has a chip key of its own.
struct Desk {
    rig: Rig,
    /// The one that is not at the reader.
    away: Card,
}

impl Desk {
    fn new(limits: Limits) -> Self {
        let options = Options {
            seed: Some(8),
            faults: Faults::parse(["another-card"]).unwrap(),
            ..Options::default()
        };
        Self {
            rig: Rig::new(Profile::Gemalto, limits),
            away: Card::new(Profile::Gemalto, options),
        }
    }

    fn exchange_cards(&mut self) {
        std::mem::swap(&mut self.rig.card, &mut self.away);
    }

    /// What the first tap tells.
    fn pending(&mut self) -> (CardId, TryRecord) {
        self.rig.tap(|card| card.pending()).unwrap()
    }

    /// Remembers that an answer of the card at the reader was lost.
    fn lose(&mut self, pending: Pending) {
        let (id, _) = self.pending();
        let record = TryRecord::new(
            Some(TryBound::Exactly(3)),
            Some(TryBound::Exactly(10)),
            Some(pending),
        );
        self.rig.memory.put(&id, &record).unwrap();
    }

    /// The second tap: every code that might be needed, for this card.
    fn settle(&mut self, card: CardId) -> Result<Resolution, Error> {
        let (old, new, puk) = (pin(PIN), pin(NEW_PIN), puk(PUK));
        let codes = ResolveCodes {
            card,
            new_pin: Some(&new),
            old_pin: Some(&old),
            puk: Some(&puk),
        };
        self.rig.tap(|card| card.resolve(Some(codes)))
    }

    /// Commands with a code that the card at the reader has opened.
    fn codes_received(&self) -> usize {
        CODE_COMMANDS.map(|ins| self.rig.received(ins)).iter().sum()
    }
}

#[test]
fn another_card_gets_no_code_and_both_stay_as_they_were_whatever_is_pending_on_them() {
    for limits in [Limits::SHORT, Limits::EXTENDED] {
        for first in Pending::ALL {
            for second in [None].into_iter().chain(Pending::ALL.map(Some)) {
                let mut desk = Desk::new(limits.clone());
                desk.exchange_cards();
                if let Some(pending) = second {
                    desk.lose(pending);
                }
                let other = desk.pending();
                desk.exchange_cards();
                desk.lose(first);
                let asked_for = desk.pending();
                assert_ne!(asked_for.0, other.0);

                desk.exchange_cards();
                let error = desk.settle(asked_for.0).unwrap_err();
                assert_eq!(error.code().name(), "other_card", "{first} {second:?}");
                assert_eq!(error.blame(), Blame::Caller);
                assert!(error.phase < Phase::VerifyPin, "{:?}", error.phase);
                assert_eq!(desk.codes_received(), 0, "{first} {second:?}");
                assert_eq!(desk.rig.card.pin_tries(), 3);
                assert_eq!(desk.rig.card.puk_tries(), 10);
                assert_eq!(desk.pending(), other, "{first} {second:?}");
                desk.exchange_cards();
                assert_eq!(desk.pending(), asked_for, "{first} {second:?}");
                assert_eq!(desk.codes_received(), 0);
                // And the right card is settled as ever.
                assert_eq!(desk.settle(asked_for.0).unwrap().pending, Some(first));
                assert_eq!(desk.pending().1.pending, None);
            }
        }
    }
}

#[test]
fn without_codes_each_card_is_told_what_it_needs_and_nothing_is_sent() {
    let mut desk = Desk::new(Limits::EXTENDED);
    let [first, second] = [Pending::ChangePin, Pending::ResetCounter].map(|pending| {
        desk.lose(pending);
        let resolution = desk.rig.tap(|card| card.resolve(None)).unwrap();
        let needed = NeededCodes::of(Some(pending));
        assert_eq!(resolution.settlement, Settlement::Needs(needed));
        assert_eq!(desk.codes_received(), 0);
        // The report says whose codes to ask for.
        assert_eq!(resolution.report.card_id, desk.pending().0);
        desk.exchange_cards();
        resolution.report.card_id
    });
    assert_eq!(
        desk.settle(first).unwrap().settlement,
        Settlement::OldPin,
        "the change had not arrived"
    );
    desk.exchange_cards();
    assert_eq!(desk.settle(second).unwrap().settlement, Settlement::NewPin);
}

#[test]
fn a_code_for_one_kind_of_card_never_reaches_the_other_kind() {
    fn refuses<C: TestCard>(rig: &mut Rig<C>, other: CardKind, own: CardKind) {
        for operation in Operation::ALL {
            rig.only = Some(other);
            let error = rig.run(operation).unwrap_err();
            assert_eq!(error.kind, ErrorKind::OtherCard, "{operation:?}");
            assert_eq!(error.blame(), Blame::Caller);
            assert_eq!(error.card, Some(own));
            assert_eq!(CODE_COMMANDS.map(|ins| rig.received(ins)), [0; 3]);
            assert_eq!(rig.record(), TryRecord::default());
        }
        rig.only = Some(own);
        let card = rig.run(Operation::Verify).unwrap().card_id;
        // Nor does it reach another card of the kind, where one was named.
        let other = CardId::parse("00112233445566778899aabbccddeeff").unwrap();
        let codes = CODE_COMMANDS.map(|ins| rig.received(ins));
        rig.same_card = Some(other);
        let error = rig.run(Operation::Verify).unwrap_err();
        assert_eq!(
            (error.kind, error.card_id),
            (ErrorKind::OtherCard, Some(card))
        );
        assert_eq!(CODE_COMMANDS.map(|ins| rig.received(ins)), codes);
        rig.same_card = Some(card);
        rig.run(Operation::Verify).unwrap();
    }
    for limits in [Limits::SHORT, Limits::EXTENDED] {
        let mut cie = Rig::new(Profile::Gemalto, limits.clone());
        refuses(&mut cie, CardKind::TsCns, CardKind::Cie);
        for profile in cie_sim::cns::Profile::ALL {
            let mut health = Rig::cns(profile, limits.clone());
            refuses(&mut health, CardKind::Cie, CardKind::TsCns);
        }
    }
}

#[test]
fn a_yes_to_a_last_try_of_one_card_ends_every_operation_with_a_code_on_another() {
    for limits in [Limits::SHORT, Limits::EXTENDED] {
        let mut desk = Desk::new(limits);
        let (first, _) = desk.pending();
        desk.exchange_cards();
        let (second, _) = desk.pending();
        let one_left = TryRecord::new(
            Some(TryBound::AtLeast(1)),
            Some(TryBound::AtLeast(1)),
            Some(Pending::ChangePin),
        );
        for record in [TryRecord::default(), one_left] {
            desk.rig.memory.put(&second, &record).unwrap();
            for code in [CodeKind::Pin, CodeKind::Puk] {
                desk.rig.last_try = LastTry::Allow { card: first, code };
                // Also where the codes to settle with are for the card at hand.
                let settled = desk.settle(second).map(drop);
                let told = desk.rig.tap(|card| card.resolve(None)).map(drop);
                let run = Operation::ALL.map(|operation| desk.rig.run(operation).map(drop));
                for result in run.into_iter().chain([settled, told]) {
                    let error = result.unwrap_err();
                    assert_eq!(error.code().name(), "other_card", "{code} {record:?}");
                    assert_eq!(error.card_id, Some(second), "{code} {record:?}");
                    assert!(error.phase < Phase::VerifyPin, "{:?}", error.phase);
                }
                assert_eq!(desk.codes_received(), 0, "{code} {record:?}");
                assert_eq!(desk.pending(), (second, record), "{code}");
                // What needs no code is read of any card.
                assert_eq!(desk.rig.info().unwrap().card_id, second, "{code}");
            }
        }
        let code = CodeKind::Pin;
        desk.rig.last_try = LastTry::Allow { card: second, code };
        assert_eq!(desk.settle(second).unwrap().settlement, Settlement::OldPin);
    }
}

#[test]
fn a_yes_to_a_last_try_of_another_card_has_a_ts_cns_get_no_code() {
    let card = CardId::parse("00112233445566778899aabbccddeeff").unwrap();
    for profile in cie_sim::cns::Profile::ALL {
        for code in [CodeKind::Pin, CodeKind::Puk] {
            let mut rig = Rig::cns(profile, Limits::EXTENDED);
            rig.last_try = LastTry::Allow { card, code };
            let digest = MessageDigest::of(HashAlgorithm::Sha256, b"a message");
            let right = pin(Codes::CNS.pin);
            let signed = rig.tap(|card| cie_document::sign(card, &right, &digest));
            let run = Operation::OF_A_TS_CNS.map(|operation| rig.run(operation).map(drop));
            for result in run.into_iter().chain([signed.map(drop)]) {
                let error = result.unwrap_err();
                assert_eq!(error.code().name(), "other_card", "{profile} {code}");
                assert_eq!(error.card_id, Some(rig.card_id()), "{profile} {code}");
            }
            assert_eq!(CODE_COMMANDS.map(|ins| rig.received(ins)), [0; 3]);
            assert_eq!(rig.record(), TryRecord::default(), "{profile} {code}");
        }
    }
}

#[test]
fn a_yes_to_any_last_try_is_for_either_card_unless_one_of_them_is_named() {
    let mut desk = Desk::new(Limits::EXTENDED);
    desk.rig.last_try = LastTry::AllowAny;
    let ids = [(); 2].map(|()| {
        let (id, _) = desk.pending();
        let record = TryRecord::new(Some(TryBound::AtLeast(1)), None, None);
        desk.rig.memory.put(&id, &record).unwrap();
        desk.rig.run(Operation::Verify).unwrap();
        desk.exchange_cards();
        id
    });
    desk.rig.same_card = Some(ids[1]);
    let codes = desk.codes_received();
    let error = desk.rig.run(Operation::Verify).unwrap_err();
    assert_eq!(error.code().name(), "other_card");
    assert_eq!(error.card_id, Some(ids[0]));
    assert_eq!(desk.codes_received(), codes);
    desk.exchange_cards();
    desk.rig.run(Operation::Verify).unwrap();
}

#[test]
fn a_pin_too_short_for_the_card_is_told_before_any_code_of_resolve_is_sent() {
    for pending in [Pending::ChangePin, Pending::ResetPin, Pending::ResetCounter] {
        for short_is_new in [true, false] {
            let mut desk = Desk::new(Limits::EXTENDED);
            desk.lose(pending);
            let (card, record) = desk.pending();
            let (short, right, puk) = (pin("24680"), pin(PIN), puk(PUK));
            let (new, old) = if short_is_new {
                (&short, &right)
            } else {
                (&right, &short)
            };
            let codes = ResolveCodes {
                card,
                new_pin: Some(new),
                old_pin: Some(old),
                puk: Some(&puk),
            };
            let result = desk.rig.tap(|card| card.resolve(Some(codes)));
            let error = result.unwrap_err();
            assert_eq!(error.code().name(), "malformed_code", "{pending}");
            assert_ne!(error.phase, Phase::Start, "{pending}");
            assert_eq!(error.card, Some(CardKind::Cie), "{pending}");
            assert_eq!(error.card_id, Some(card), "{pending}");
            // Whose the codes are counts before what they look like.
            let another = CardId::parse(&"5a".repeat(16)).unwrap();
            let codes = ResolveCodes {
                card: another,
                ..codes
            };
            let result = desk.rig.tap(|card| card.resolve(Some(codes)));
            assert_eq!(result.unwrap_err().kind, ErrorKind::OtherCard, "{pending}");
            assert_eq!(desk.codes_received(), 0, "{pending}");
            assert_eq!(desk.pending().1, record, "{pending}");
        }
    }
}
