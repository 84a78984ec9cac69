//! Extended length in the IAS application: a card that denies it is believed,
//! one that goes silent at it is of use at the next tap, and the travel
//! document takes notice of neither.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cie_core::{
    Can, CardId, Error, InstallationKey, Limits, Password, Pin, Transceive as _,
    apdu::{Command, Form, command::ins},
    memory::{AtrId, LinkRecord, MemoryError, TryMemory, TryRecord, VolatileMemory},
    time::UnixTime,
};
use cie_document::{Access, ReadRequest, emrtd::com::DataGroup, read_identity};
use cie_sim::{Faults, Profile, STANDARD_CAN};
use cie_tests::{LinkFault, PIN, Rig, rig::installation, wire::Script};

const DAY: u64 = 24 * 60 * 60;

/// Extended commands that the card has answered in the last run.
fn extended(rig: &Rig) -> usize {
    let commands = rig.last.log.iter().map(|exchange| &exchange.command);
    commands
        .filter(|command| matches!(Command::parse(command), Ok((_, Form::Extended))))
        .count()
}

fn verified(rig: &mut Rig) -> (u32, usize) {
    let report = rig.verify(PIN).unwrap();
    (report.traffic.exchanges, extended(rig))
}

fn silent(profile: Profile) -> Rig {
    let faults = Faults::parse(["mute-on-extended"]).unwrap();
    Rig::with_faults(profile, Limits::EXTENDED, faults)
}

fn remembered(rig: &mut Rig) -> LinkRecord {
    let atr = AtrId::of(rig.limits.atr.as_deref());
    rig.memory.get_link(&atr).unwrap()
}

fn read(rig: &mut Rig) -> usize {
    let can = Password::Can(Can::new(STANDARD_CAN.as_bytes()).unwrap());
    let request = ReadRequest::new(Access::Pace(&can), &[DataGroup::DG1]);
    rig.tap(|card| read_identity(card, &request)).unwrap();
    extended(rig)
}

#[test]
fn a_family_that_denies_extended_length_is_believed_where_its_answer_to_reset_tells_it() {
    for profile in Profile::ALL {
        let denies = !profile.takes_extended_in_ias();
        let mut rig = Rig::new(profile, Limits::EXTENDED);
        let (exchanges, extended) = verified(&mut rig);
        assert_eq!(
            (exchanges, extended == 0),
            if denies { (27, true) } else { (17, false) }
        );
        // A hint and no gate: without it the card is asked, once.
        rig.limits.atr = None;
        let (exchanges, extended) = verified(&mut rig);
        if denies {
            assert_eq!((exchanges, extended), (28, 1), "{profile}");
        } else {
            assert_eq!(exchanges, 17, "{profile}");
        }
    }
}

#[test]
fn a_family_that_is_taken_for_another_works_all_the_same() {
    for (profile, other, exchanges) in [
        (Profile::Nxp, Profile::Gemalto, 28),
        (Profile::Gemalto, Profile::Nxp, 27),
    ] {
        let mut rig = Rig::new(profile, Limits::EXTENDED.with_atr(other.atr()));
        rig.limits.atr = Some(other.atr().to_vec());
        assert_eq!(verified(&mut rig).0, exchanges, "{profile}");
    }
}

#[test]
fn a_card_that_goes_silent_at_extended_length_is_of_use_at_the_second_tap() {
    for atr in [Some(Profile::Gemalto.atr().to_vec()), None] {
        let mut rig = silent(Profile::Gemalto);
        rig.limits.atr = atr;
        assert_eq!(rig.verify(PIN).unwrap_err().code().name(), "card_lost");
        assert_eq!(verified(&mut rig), (27, 0));
        assert_eq!(rig.card.pin_tries(), 3);
    }
}

/// What a relay, a reader or a card could make of the answer to an extended
/// command.
const ODD: [fn(Vec<u8>) -> Vec<u8>; 7] = [
    |_| vec![],
    |_| vec![0x90],
    |_| vec![0x90, 0x00],
    |_| vec![0x61, 0xFF],
    |_| vec![0x6C, 0x00],
    |_| vec![0x30; 65_535],
    // A buffer of 256 bytes on the way.
    |mut answer| {
        let status = answer.split_off(answer.len() - 2);
        answer.truncate(256);
        [answer, status].concat()
    },
];

/// Runs a check of the PIN in which the extended commands that `which` chooses
/// by their number are answered so. Returns the exchanges.
fn verified_oddly(
    rig: &mut Rig,
    odd: fn(Vec<u8>) -> Vec<u8>,
    which: impl Fn(usize) -> bool,
) -> Result<u32, Error> {
    let code = Pin::new(PIN.as_bytes()).unwrap();
    let mut sent = 0;
    let mut drips = false;
    rig.tap_wire(|wire, hand| {
        let mut link = Script::new(wire.limits(), |bytes: &[u8]| {
            let (command, form) = Command::parse(bytes).unwrap();
            if drips && command.ins == ins::GET_RESPONSE {
                return Ok(vec![0x61, 0xFF]);
            }
            drips = false;
            let answer = wire.transceive(bytes)?;
            if form == Form::Short {
                return Ok(answer);
            }
            sent += 1;
            if !which(sent - 1) {
                return Ok(answer);
            }
            let answer = odd(answer);
            drips = answer.starts_with(&[0x61]);
            Ok(answer)
        });
        hand.card_on(&mut link).verify_pin(&code)
    })
    .map(|report| report.traffic.exchanges)
}

#[test]
fn a_card_that_answers_oddly_where_extended_length_is_tried_out_is_asked_short_in_the_same_tap() {
    for (number, odd) in ODD.into_iter().enumerate() {
        let mut rig = Rig::new(Profile::Gemalto, Limits::EXTENDED);
        let exchanges = verified_oddly(&mut rig, odd, |_| true).unwrap();
        assert!(exchanges <= 28 + 33, "{number}: {exchanges}");
        assert_eq!(rig.card.pin_tries(), 3);
    }
}

#[test]
fn a_card_that_twice_answers_oddly_to_a_later_extended_command_gets_short_ones_then() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::EXTENDED);
    let (_, commands) = verified(&mut rig);
    assert!(commands > 4, "{commands}");
    for (number, odd) in ODD.into_iter().enumerate() {
        for later in 1..commands {
            let mut rig = Rig::new(Profile::Gemalto, Limits::EXTENDED);
            let mut taps = 1;
            while let Err(why) = verified_oddly(&mut rig, odd, |sent| sent == later) {
                taps += 1;
                assert!(
                    taps < 4,
                    "command {later}, answer {number}: {why:?} {:?}",
                    rig.last.trace
                );
            }
            assert_eq!(rig.card.pin_tries(), 3);
        }
    }
}

#[test]
fn a_card_that_goes_silent_is_of_use_also_where_nothing_can_be_remembered_of_its_link() {
    let mut rig = silent(Profile::Gemalto);
    let code = Pin::new(PIN.as_bytes()).unwrap();
    let mut forgetful = Forgetful(rig.memory.clone());
    for _ in 0..2 {
        let report =
            rig.tap_wire(|wire, hand| hand.card_with(wire, &mut forgetful).verify_pin(&code));
        assert_eq!(report.unwrap().traffic.exchanges, 27);
    }
}

/// A memory whose records of links can be neither read nor written.
struct Forgetful(VolatileMemory);

impl TryMemory for Forgetful {
    fn installation(&self) -> &InstallationKey {
        self.0.installation()
    }

    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        self.0.get(card)
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.0.put(card, record)
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        self.0.forget(card)
    }

    fn get_link(&mut self, _: &AtrId) -> Result<LinkRecord, MemoryError> {
        Err(MemoryError("a pipe".into()))
    }

    fn put_link(&mut self, _: &AtrId, _: &LinkRecord) -> Result<(), MemoryError> {
        Err(MemoryError("a pipe".into()))
    }
}

#[test]
fn a_silent_card_is_asked_again_after_ten_short_operations_and_after_thirty_days() {
    let mut rig = silent(Profile::Gemalto);
    for _ in 0..2 {
        assert_eq!(rig.verify(PIN).unwrap_err().code().name(), "card_lost");
        for _ in 0..10 {
            assert_eq!(verified(&mut rig), (27, 0));
        }
    }
    assert_eq!(rig.verify(PIN).unwrap_err().code().name(), "card_lost");
    rig.now = UnixTime(rig.now.0 + 29 * DAY);
    assert_eq!(verified(&mut rig), (27, 0));
    rig.now = UnixTime(rig.now.0 + DAY);
    // Another card of its kind may take it, and then nothing is remembered.
    rig.card.set_faults(Faults::default());
    assert_eq!(verified(&mut rig).0, 17);
    assert_eq!(remembered(&mut rig), LinkRecord::default());
}

#[test]
fn what_is_remembered_of_one_kind_of_card_is_not_of_another() {
    let mut rig = silent(Profile::Gemalto);
    rig.verify(PIN).unwrap_err();
    rig.card.set_faults(Faults::default());
    rig.limits.atr = Some(Profile::Actalis.atr().to_vec());
    assert_eq!(verified(&mut rig).0, 17);
    rig.limits.atr = Some(Profile::Gemalto.atr().to_vec());
    assert_eq!(verified(&mut rig).0, 27);
}

#[test]
fn a_link_lost_twice_at_one_later_extended_command_makes_the_next_operation_short() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::EXTENDED);
    // The chip's key, the terminal's certificate: in clear and protected.
    for (first, second, short) in [(6, 6, true), (10, 10, true), (6, 10, false)] {
        rig.memory = VolatileMemory::of(installation());
        for lost in [first, second] {
            rig.bend = Some(LinkFault::LoseAnswer(lost));
            assert_eq!(rig.verify(PIN).unwrap_err().code().name(), "card_lost");
        }
        let (exchanges, _) = verified(&mut rig);
        assert_eq!(exchanges, if short { 27 } else { 17 }, "{first} {second}");
    }
}

#[test]
fn an_operation_that_goes_through_makes_up_for_a_link_that_was_lost_before_it() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::EXTENDED);
    for _ in 0..2 {
        rig.bend = Some(LinkFault::LoseAnswer(6));
        assert_eq!(rig.verify(PIN).unwrap_err().code().name(), "card_lost");
        assert_eq!(verified(&mut rig).0, 17);
    }
}

#[test]
fn a_link_lost_at_a_short_command_is_not_put_down_to_extended_length() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::EXTENDED);
    for lost in [0, 1, 9, 12] {
        for _ in 0..2 {
            rig.bend = Some(LinkFault::LoseAnswer(lost));
            rig.verify(PIN).unwrap_err();
        }
        assert_eq!(remembered(&mut rig), LinkRecord::default(), "{lost}");
    }
}

#[test]
fn neither_the_hint_nor_what_is_remembered_touches_the_travel_document() {
    for profile in Profile::ALL {
        let mut rig = silent(profile);
        let before = read(&mut rig);
        assert!(before > 0, "{profile}");
        let _ = rig.verify(PIN);
        rig.verify(PIN).unwrap();
        assert_eq!(read(&mut rig), before, "{profile}");
    }
}
