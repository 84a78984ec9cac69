//! No try is spent that need not be, and none is spent unseen.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{cell::RefCell, rc::Rc};

use cie_core::{
    CardId, CodeKind, Error, ErrorKind, InstallationKey, LastTry, Limits, LinkError, MalformedCode,
    Pending, Phase, Pin, Settlement, Transceive, UnblockVariant, WeakPin,
    apdu::command::ins,
    memory::{AtrId, LinkRecord, MemoryError, TryBound, TryMemory, TryRecord, VolatileMemory},
};
use cie_sim::{Profile, cns};
use cie_tests::{
    NEW_PIN, Operation, PIN, PUK, Rig, TestCard, WRONG_PIN, WRONG_PUK, Wire,
    rig::{installation, pin, puk},
};

fn rig() -> Rig {
    Rig::new(Profile::Gemalto, Limits::SHORT)
}

#[test]
fn a_code_that_cannot_be_right_is_refused_before_there_is_anything_to_send() {
    let length = |found| MalformedCode::PinLength { found };
    for (code, error) in [
        ("", length(0)),
        ("1234", length(4)),
        ("123456789", length(9)),
        ("1234567a", MalformedCode::NotDigits),
        ("12345 78", MalformedCode::NotDigits),
        ("1234567٨", MalformedCode::NotDigits),
        ("１２３４５６７８", MalformedCode::NotDigits),
    ] {
        let found = Pin::new(code.as_bytes()).unwrap_err();
        assert_eq!(found, error, "{code}");
        let error = ErrorKind::from(found);
        assert_eq!(error.code().name(), "malformed_code");
    }
}

#[test]
fn a_simple_or_unchanged_new_pin_is_refused_before_the_first_exchange() {
    let mut rig = rig();
    for (new, expected) in [
        ("11111111", ErrorKind::WeakPin(WeakPin::AllEqual)),
        ("12345678", ErrorKind::WeakPin(WeakPin::Ascending)),
        ("87654321", ErrorKind::WeakPin(WeakPin::Descending)),
        (PIN, ErrorKind::SamePin),
    ] {
        let error = rig.change(PIN, new).unwrap_err();
        assert_eq!((error.kind, error.phase), (expected.clone(), Phase::Start));
        if expected != ErrorKind::SamePin {
            let error = rig.unblock(PUK, new, UnblockVariant::Direct).unwrap_err();
            assert_eq!(error.kind, expected);
        }
    }
    assert_eq!(rig.card.exchanges(), 0);
}

#[test]
fn the_last_try_of_the_puk_is_refused_unless_allowed_and_then_it_is_final() {
    let mut rig = rig();
    for left in (1..10).rev() {
        let error = rig
            .unblock(WRONG_PUK, NEW_PIN, UnblockVariant::Direct)
            .unwrap_err();
        assert_eq!(
            (error.code().name(), error.tries().unwrap().left),
            ("wrong_puk", Some(left))
        );
    }
    let error = rig
        .unblock(PUK, NEW_PIN, UnblockVariant::Direct)
        .unwrap_err();
    assert_eq!((error.code().name(), rig.card.puk_tries()), ("last_try", 1));
    rig.last_try = LastTry::AllowAny;
    let error = rig
        .unblock(WRONG_PUK, NEW_PIN, UnblockVariant::Direct)
        .unwrap_err();
    assert_eq!(
        (error.code().name(), rig.card.puk_tries()),
        ("puk_blocked", 0)
    );
    let error = rig
        .unblock(PUK, NEW_PIN, UnblockVariant::Direct)
        .unwrap_err();
    assert_eq!(error.code().name(), "puk_blocked");
    assert_eq!(rig.received(ins::RESET_RETRY_COUNTER), 0);
}

/// One try left of either code, as far as is known.
const ONE_OF_EACH: TryRecord =
    TryRecord::new(Some(TryBound::AtLeast(1)), Some(TryBound::AtLeast(1)), None);

/// The code of an error `last_try`.
fn asked_for(error: &Error) -> CodeKind {
    match error.kind {
        ErrorKind::LastTry { code } => code,
        _ => panic!("{error}"),
    }
}

#[test]
fn a_yes_to_the_last_try_of_one_code_does_not_allow_that_of_the_other() {
    fn tell_apart<C: TestCard>(mut fresh: Rig<C>) {
        fresh.remember(&ONE_OF_EACH);
        for (operation, other) in [
            (Operation::Verify, Operation::Unblock),
            (Operation::Change, Operation::Unblock),
            (Operation::Unblock, Operation::Verify),
            (Operation::Unblock, Operation::Change),
        ] {
            let what = format!("{operation:?} {other:?}");
            let mut rig = fresh.clone();
            let error = rig.run(operation).unwrap_err();
            let code = asked_for(&error);
            let card = error.card_id.unwrap();
            rig.last_try = LastTry::Allow { card, code };
            let error = rig.run(other).unwrap_err();
            assert_ne!(asked_for(&error), code, "{what}");
            assert_eq!(error.card_id, Some(card), "{what}");
            let codes = [ins::VERIFY, ins::CHANGE_REFERENCE_DATA];
            let codes = codes.map(|ins| rig.received(ins));
            assert_eq!(codes, [0, 0], "{what}");
            assert_eq!(rig.received(ins::RESET_RETRY_COUNTER), 0, "{what}");
            assert_eq!(rig.record(), ONE_OF_EACH, "{what}");
            rig.run(operation).unwrap();
        }
    }
    for limits in [Limits::SHORT, Limits::EXTENDED] {
        tell_apart(Rig::new(Profile::Gemalto, limits.clone()));
        for profile in cns::Profile::ALL {
            tell_apart(Rig::cns(profile, limits.clone()));
        }
    }
}

#[test]
fn to_settle_a_change_takes_a_yes_to_the_last_try_of_the_pin() {
    fn settle<C: TestCard>(mut rig: Rig<C>) {
        let mut record = ONE_OF_EACH;
        record.pending = Some(Pending::ChangePin);
        rig.remember(&record);
        let (before, card) = (rig.record(), rig.card_id());
        let code = CodeKind::Puk;
        for last_try in [LastTry::Ask, LastTry::Allow { card, code }] {
            rig.last_try = last_try;
            let error = rig.resolve().unwrap_err();
            assert_eq!(asked_for(&error), CodeKind::Pin, "{last_try:?}");
            assert_eq!(rig.received(ins::VERIFY), 0, "{last_try:?}");
            assert_eq!(rig.record(), before, "{last_try:?}");
        }
        let code = CodeKind::Pin;
        rig.last_try = LastTry::Allow { card, code };
        assert_eq!(rig.resolve().unwrap().settlement, Settlement::OldPin);
    }
    settle(rig());
    for profile in cns::Profile::ALL {
        settle(Rig::cns(profile, Limits::EXTENDED));
    }
}

#[test]
fn a_yes_to_any_last_try_allows_that_of_either_code_of_every_card() {
    fn use_up<C: TestCard>(mut fresh: Rig<C>, operations: &[Operation]) {
        fresh.remember(&ONE_OF_EACH);
        fresh.last_try = LastTry::AllowAny;
        for operation in operations {
            fresh.clone().run(*operation).unwrap();
        }
        let wrong = fresh.verify(C::CODES.wrong_pin).unwrap_err();
        assert_eq!(wrong.code().name(), "wrong_pin");
        let (puk, new) = (C::CODES.wrong_puk, C::CODES.new_pin);
        let wrong = fresh.unblock(puk, new, UnblockVariant::Direct).unwrap_err();
        assert_eq!(wrong.code().name(), "wrong_puk");
    }
    use_up(rig(), &Operation::ALL);
    for profile in cns::Profile::ALL {
        let rig = Rig::cns(profile, Limits::EXTENDED);
        use_up(rig, &Operation::OF_A_TS_CNS);
    }
}

#[test]
fn a_right_puk_costs_no_try_and_leaves_a_bound_since_no_card_tells_its_counter() {
    let mut rig = rig();
    rig.unblock(WRONG_PUK, NEW_PIN, UnblockVariant::Direct)
        .unwrap_err();
    assert_eq!(rig.record().puk, Some(TryBound::Exactly(9)));
    rig.unblock(PUK, NEW_PIN, UnblockVariant::Direct).unwrap();
    assert_eq!(rig.record().puk, Some(TryBound::AtLeast(9)));
    assert_eq!(rig.record().pin, Some(TryBound::Exactly(3)));
}

/// A memory that can be looked into while an operation runs, and told to fail.
#[derive(Clone)]
struct Glass {
    installation: InstallationKey,
    inner: Rc<RefCell<(VolatileMemory, Option<&'static str>)>>,
}

impl Glass {
    fn new() -> Self {
        let memory = VolatileMemory::of(installation());
        Self {
            installation: installation(),
            inner: Rc::new(RefCell::new((memory, None))),
        }
    }
}

impl TryMemory for Glass {
    fn installation(&self) -> &InstallationKey {
        &self.installation
    }

    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        let mut inner = self.inner.borrow_mut();
        match inner.1 {
            Some("get") => Err(MemoryError("no".into())),
            _ => inner.0.get(card),
        }
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        let mut inner = self.inner.borrow_mut();
        match inner.1 {
            Some("put") => Err(MemoryError("no".into())),
            _ => inner.0.put(card, record),
        }
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        self.inner.borrow_mut().0.forget(card)
    }

    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError> {
        self.inner.borrow_mut().0.get_link(atr)
    }

    fn put_link(&mut self, atr: &AtrId, record: &LinkRecord) -> Result<(), MemoryError> {
        self.inner.borrow_mut().0.put_link(atr, record)
    }
}

/// Looks into the memory at the moment a command passes.
struct Watched<'w, 'c> {
    wire: Wire<'c>,
    memory: Glass,
    id: CardId,
    seen: &'w mut Vec<(u8, TryRecord)>,
}

impl Transceive for Watched<'_, '_> {
    fn limits(&self) -> Limits {
        self.wire.limits()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.seen
            .push((command[1], self.memory.get(&self.id).unwrap()));
        self.wire.transceive(command)
    }
}

#[test]
fn the_memory_says_what_may_be_lost_before_a_code_is_on_its_way() {
    let mut rig = rig();
    let mut memory = Glass::new();
    let id = rig.card_id();
    let full = TryRecord::new(Some(TryBound::Exactly(3)), None, None);
    memory.put(&id, &full).unwrap();
    let mut card = rig.card.clone();
    let mut seen = Vec::new();
    let wire = Wire::new(&mut card, Limits::SHORT);
    let mut watched = Watched {
        wire,
        memory: memory.clone(),
        id,
        seen: &mut seen,
    };
    rig.hand()
        .card_with(&mut watched, &mut memory)
        .change_pin(&pin(PIN), &pin(NEW_PIN))
        .unwrap();
    let at = |ins| seen.iter().find(|(sent, _)| *sent == ins).unwrap().1;
    let lower = Some(TryBound::AtLeast(2));
    assert_eq!(at(ins::GET_CHALLENGE), full);
    assert_eq!(
        (at(ins::VERIFY).pin, at(ins::VERIFY).pending),
        (lower, Some(Pending::VerifyPin))
    );
    let change = at(ins::CHANGE_REFERENCE_DATA);
    assert_eq!(
        (change.pin, change.pending),
        (lower, Some(Pending::ChangePin))
    );
    assert_eq!(memory.get(&id).unwrap(), full);
}

#[test]
fn without_a_memory_no_code_is_sent() {
    for failing in ["get", "put"] {
        let mut rig = rig();
        let mut memory = Glass::new();
        memory.inner.borrow_mut().1 = Some(failing);
        let mut card = rig.card.clone();
        let mut wire = Wire::new(&mut card, Limits::SHORT);
        let error = rig
            .hand()
            .card_with(&mut wire, &mut memory)
            .unblock_pin(&puk(PUK), &pin(NEW_PIN), UnblockVariant::Direct)
            .unwrap_err();
        assert_eq!(error.code().name(), "memory_unavailable");
        assert!(
            !wire
                .card
                .journal()
                .iter()
                .any(|entry| entry.ins == ins::VERIFY)
        );
    }
}

#[test]
fn nothing_known_is_no_reason_to_refuse_and_a_blocked_code_may_be_asked_again() {
    let mut rig = rig();
    assert_eq!(rig.record(), TryRecord::default());
    assert!(rig.verify(PIN).is_ok());
    rig.last_try = LastTry::AllowAny;
    for _ in 0..3 {
        rig.verify(WRONG_PIN).unwrap_err();
    }
    rig.last_try = LastTry::Ask;
    assert_eq!(rig.record().pin, Some(TryBound::Exactly(0)));
    // Another program has unblocked the card in the meantime.
    let mut elsewhere = rig.clone();
    elsewhere.memory = VolatileMemory::of(installation());
    elsewhere
        .unblock(PUK, NEW_PIN, UnblockVariant::Direct)
        .unwrap();
    rig.card = elsewhere.card;
    assert!(rig.verify(NEW_PIN).is_ok());
}

#[test]
fn a_new_pin_is_never_sent_when_the_old_pin_or_the_puk_is_wrong() {
    let mut rig = rig();
    rig.change(WRONG_PIN, NEW_PIN).unwrap_err();
    rig.unblock(WRONG_PUK, NEW_PIN, UnblockVariant::ResetFirst)
        .unwrap_err();
    assert_eq!(rig.received(ins::CHANGE_REFERENCE_DATA), 0);
    assert_eq!(rig.received(ins::RESET_RETRY_COUNTER), 0);
}

#[test]
fn the_card_knows_the_operation_from_its_journal_alone() {
    let mut rig = rig();
    rig.unblock(PUK, NEW_PIN, UnblockVariant::ResetFirst)
        .unwrap();
    let codes: Vec<_> = rig
        .card
        .journal()
        .iter()
        .filter(|entry| [ins::VERIFY, ins::RESET_RETRY_COUNTER].contains(&entry.ins))
        .map(|entry| (entry.protected, entry.ins, entry.p1, entry.p2, entry.lc))
        .collect();
    assert_eq!(
        codes,
        [
            (true, 0x20, 0x00, 0x82, 8),
            (true, 0x2C, 0x03, 0x81, 0),
            (true, 0x2C, 0x02, 0x81, 8)
        ]
    );
}

#[test]
fn a_yes_to_a_last_try_is_used_up_by_one_operation_with_a_code() {
    let mut rig = Rig::new(Profile::default(), Limits::EXTENDED);
    rig.last_try = LastTry::AllowAny;
    let codes: Vec<_> = rig.tap(|card| {
        let wrong = pin(WRONG_PIN);
        // Looking at the card uses nothing up, the first wrong PIN does.
        card.pending().unwrap();
        let tries = (0..3).map(|_| card.verify_pin(&wrong).unwrap_err().code().name());
        tries.collect()
    });
    assert_eq!(codes, ["wrong_pin", "wrong_pin", "last_try"]);
}
