//! A person who knows the codes, and does what `Error::next_step` says and nothing else, gets
//! there: whatever was lost or made up on the way, whatever was entered first.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use cie_core::{
    CardKind, CodeKind, Entry, Error, LastTry, Limits, NeededCodes, NextStep, ResolveCodes,
    Settlement,
};
use cie_sim::{Profile, cns};
use cie_tests::{
    Codes, LinkFault, Operation, Rig, TestCard,
    rig::{pin, puk},
};

/// More taps than any way needs: a TS-CNS protects nothing, and if its answers are made up, all
/// three tries and the PUK may be needed.
const PATIENCE: usize = 12;

/// What the person is about to do at the next tap.
#[derive(Clone, Copy, Debug)]
enum Action {
    Run(Operation),
    Resolve(NeededCodes),
}

struct Person<C> {
    rig: Rig<C>,
    wish: Operation,
    /// What is entered as PIN and PUK: a wrong one until it is corrected.
    codes: Codes,
    right: Codes,
    what: String,
}

impl<C: TestCard> Person<C> {
    fn new(rig: Rig<C>, wish: Operation, what: String) -> Self {
        Self {
            rig,
            wish,
            codes: C::CODES,
            right: C::CODES,
            what,
        }
    }

    /// Taps until it is done; `faults` befall the first taps. Returns how many there were.
    fn follow(&mut self, faults: &[LinkFault]) -> usize {
        let mut action = Action::Run(self.wish);
        for tap in 0..PATIENCE {
            self.rig.bend = faults.get(tap).copied();
            let result = self.tap(action);
            self.rig.last_try = LastTry::Ask;
            action = match result {
                Ok(None) => {
                    self.done();
                    return tap + 1;
                }
                Ok(Some(next)) => next,
                Err(error) => self.obey(&error, error.next_step(), action),
            };
        }
        panic!("{}: not done after {PATIENCE} taps", self.what);
    }

    fn tap(&mut self, action: Action) -> Result<Option<Action>, Error> {
        let needs = match action {
            Action::Run(operation) => {
                let codes = self.codes;
                self.rig.tap(|card| operation.run_with(codes, card))?;
                return Ok(None);
            }
            Action::Resolve(needs) => needs,
        };
        // No code but those that were asked for.
        let (new, old, puk) = (
            pin(self.codes.new_pin),
            pin(self.codes.pin),
            puk(self.codes.puk),
        );
        let codes = ResolveCodes {
            card: self.rig.card_id(),
            new_pin: needs.new_pin.then_some(&new),
            old_pin: needs.old_pin.then_some(&old),
            puk: needs.puk.then_some(&puk),
        };
        let ended = self.rig.tap(|card| card.resolve(Some(codes)))?;
        Ok(match ended.settlement {
            Settlement::NewPin => None,
            Settlement::Needs(more) => panic!("{}: {more:?} besides {needs:?}", self.what),
            Settlement::UnblockAgain => Some(Action::Run(Operation::Unblock)),
            Settlement::OldPin
            | Settlement::NothingPending
            | Settlement::NothingToSettle { .. } => Some(Action::Run(self.wish)),
        })
    }

    /// Does what the step says.
    fn obey(&mut self, error: &Error, step: NextStep, action: Action) -> Action {
        match step {
            NextStep::HoldAgain => action,
            NextStep::CorrectEntry(entry) => {
                match entry {
                    Entry::Pin => self.codes.pin = self.right.pin,
                    Entry::NewPin => self.codes.new_pin = self.right.new_pin,
                    Entry::Puk => self.codes.puk = self.right.puk,
                    Entry::Can | Entry::PrintedLines => panic!("{}: {error}", self.what),
                }
                action
            }
            NextStep::AskLastTry(code) => {
                self.codes = self.right;
                let card = error.card_id.unwrap();
                self.rig.last_try = LastTry::Allow { card, code };
                action
            }
            NextStep::CheckOnePin => {
                let new_is_valid = self.rig.card.has_pin(self.right.new_pin.as_bytes());
                self.codes = self.right;
                if new_is_valid {
                    self.codes.pin = self.right.new_pin;
                }
                if error.code().name() == "last_try" {
                    let (card, code) = (error.card_id.unwrap(), CodeKind::Pin);
                    self.rig.last_try = LastTry::Allow { card, code };
                }
                Action::Run(Operation::Verify)
            }
            NextStep::Unblock => Action::Run(Operation::Unblock),
            NextStep::UnblockOtherWay => Action::Run(match action {
                Action::Run(Operation::Unblock) => Operation::UnblockResetFirst,
                _ => Operation::Unblock,
            }),
            NextStep::Settle(codes) => Action::Resolve(codes),
            // Nobody at a desk can help with a PUK that is not blocked.
            NextStep::Advise => {
                let ask = NextStep::AskLastTry(CodeKind::Puk);
                assert!(error.otherwise().contains(&ask), "{}: {error}", self.what);
                self.obey(error, ask, action)
            }
            // There is no other, and the person holds the same again.
            NextStep::OtherCard => action,
            NextStep::NameCard
            | NextStep::ChooseDocumentAccess
            | NextStep::OpenNfcSettings
            | NextStep::Stop => panic!("{}: {step:?} after {error}", self.what),
        }
    }

    /// The card has a PIN that the person knows, and all its tries.
    fn done(&mut self) {
        let known = [self.right.new_pin, self.right.pin];
        let valid = known
            .into_iter()
            .find(|pin| self.rig.card.has_pin(pin.as_bytes()));
        assert!(valid.is_some(), "{}: nobody knows the PIN", self.what);
        assert_eq!(self.rig.card.pin_tries(), 3, "{}", self.what);
        assert_eq!(self.rig.record().pending, None, "{}", self.what);
    }
}

/// What the link does to the first tap, at every exchange: status words that a card or a relay may
/// give in clear at any place among them.
fn faults(exchanges: usize) -> impl Iterator<Item = LinkFault> {
    const MADE_UP: [u16; 9] = [
        0x6982, 0x6A88, 0x6F00, 0x6300, 0x63C0, 0x63C1, 0x6700, 0x6983, 0x6985,
    ];
    (0..exchanges).flat_map(move |at| {
        // The commands with codes are the last.
        let with_codes = at + 4 > exchanges;
        let made_up = MADE_UP.into_iter().take(if with_codes { 9 } else { 3 });
        [LinkFault::LoseCommand(at), LinkFault::LoseAnswer(at)]
            .into_iter()
            .chain(made_up.map(move |status| LinkFault::Answer(at, status)))
    })
}

fn at(fault: LinkFault) -> usize {
    match fault {
        LinkFault::LoseCommand(at) | LinkFault::LoseAnswer(at) | LinkFault::Answer(at, _) => at,
        LinkFault::Flip { exchange, .. } => exchange,
    }
}

fn after_every_fault<C: TestCard>(fresh: &Rig<C>, operations: &[Operation]) {
    for &operation in operations {
        let mut whole = fresh.clone();
        whole.run(operation).unwrap();
        // Up to the first code all operations are the same.
        let from = match operation {
            Operation::Verify => 0,
            _ => whole.last.log.len().saturating_sub(4),
        };
        for fault in faults(whole.last.log.len()).filter(|fault| at(*fault) >= from) {
            let what = format!("{operation:?} {fault:?}");
            let taps = Person::new(fresh.clone(), operation, what.clone()).follow(&[fault]);
            let most = if fresh.only == Some(CardKind::Cie) {
                4
            } else {
                8
            };
            assert!(taps <= most, "{what}: {taps} taps");
        }
    }
}

/// The same where the second tap is disturbed as well: a sample of the pairs.
fn after_two_faults<C: TestCard>(fresh: &Rig<C>, operations: &[Operation]) {
    for &operation in operations {
        let mut whole = fresh.clone();
        whole.run(operation).unwrap();
        let faults: Vec<_> = faults(whole.last.log.len()).collect();
        for (number, first) in faults.iter().rev().take(33).enumerate() {
            let second = faults.iter().rev().nth(number * 7 % 33).unwrap();
            let what = format!("{operation:?} {first:?} {second:?}");
            Person::new(fresh.clone(), operation, what).follow(&[*first, *second]);
        }
    }
}

/// Codes that the person enters wrongly first, and again and again until told to correct them.
fn after_wrong_entries<C: TestCard>(fresh: &Rig<C>, operations: &[Operation]) {
    for &operation in operations {
        for wrong in 0..=3 {
            let what = format!("{operation:?} after {wrong} wrong PINs");
            let mut person = Person::new(fresh.clone(), operation, what);
            for _ in 0..wrong {
                person.rig.last_try = LastTry::AllowAny;
                person.rig.verify(C::CODES.wrong_pin).unwrap_err();
            }
            person.rig.last_try = LastTry::Ask;
            person.codes.pin = C::CODES.wrong_pin;
            person.codes.puk = C::CODES.wrong_puk;
            person.follow(&[]);
        }
    }
}

fn cie() -> Rig {
    let mut fresh = Rig::new(Profile::Gemalto, Limits::EXTENDED);
    fresh.only = Some(CardKind::Cie);
    fresh
}

fn ts_cns() -> Rig<cns::Card> {
    let mut fresh = Rig::cns(cns::Profile::default(), Limits::EXTENDED);
    fresh.only = Some(CardKind::TsCns);
    fresh
}

#[test]
fn after_any_fault_of_the_link_the_steps_lead_there_on_a_cie() {
    after_every_fault(&cie(), &Operation::ALL);
}

#[test]
fn after_any_fault_of_the_link_the_steps_lead_there_on_a_ts_cns() {
    after_every_fault(&ts_cns(), &Operation::OF_A_TS_CNS);
}

#[test]
fn after_faults_at_two_taps_the_steps_lead_there_on_either_card() {
    after_two_faults(&cie(), &Operation::ALL);
    after_two_faults(&ts_cns(), &Operation::OF_A_TS_CNS);
}

#[test]
fn after_wrong_codes_the_steps_lead_there_on_either_card() {
    after_wrong_entries(&cie(), &Operation::ALL);
    after_wrong_entries(&ts_cns(), &Operation::OF_A_TS_CNS);
}
