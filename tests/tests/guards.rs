//! The guards that stand behind other guards: each alone, since no ordinary
//! run would miss it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use chacha20::ChaCha20Rng;
use cie_core::{
    CancelFlag, CardId, ErrorKind, InstallationKey, Limits, Pending, Transceive as _,
    UnblockVariant,
    agreement::{
        ias::{AgreementError, ChipKey, DomainParameters, KeyAgreement},
        iso9796::{Iso9796Error, Representative},
        modular::Modulus,
    },
    apdu::command::ins,
    app::{
        code::{CodeAnswer, CodeCard as _, CodeCommand},
        ias::Selected,
    },
    bytes::tlv,
    channel::plain::Link,
    memory::{AtrId, KnownTries, LinkRecord, MemoryError, TryMemory, TryRecord, VolatileMemory},
};
use cie_sim::{Profile, identity::DH_GROUP};
use cie_tests::{
    NEW_PIN, Operation, PIN, PUK, Rig, Wire,
    rig::{installation, pin, puk},
    wire::Script,
};
use rand_core::SeedableRng as _;

fn rig() -> Rig {
    Rig::new(Profile::Gemalto, Limits::SHORT)
}

fn group(q: &[u8]) -> Result<DomainParameters, AgreementError> {
    DomainParameters::new(DH_GROUP.g.to_vec(), DH_GROUP.p.to_vec(), Some(q.to_vec()))
}

#[test]
fn an_order_that_is_even_or_short_is_no_order() {
    let mut even = DH_GROUP.q;
    even[31] -= 1;
    // 160 bits are the least, wherever the zeros are.
    let short = [&[0; 12][..], &[0x7F; 20]].concat();
    let enough = [&[0; 12][..], &[0xFF; 20]].concat();
    for bad in [&even[..], &short, &[], &[0; 32], &[1], &DH_GROUP.p] {
        assert!(group(bad).is_err(), "{bad:02X?}");
    }
    assert!(group(&enough).is_ok());
}

#[test]
fn a_public_key_is_as_long_as_the_prime() {
    let group = group(&DH_GROUP.q).unwrap();
    assert!(group.check_public_key(&DH_GROUP.g).is_ok());
    let longer = [&[0], &DH_GROUP.g[..]].concat();
    assert!(group.check_public_key(&longer).is_err());
    assert!(group.check_public_key(&[]).is_err());
}

#[test]
fn our_own_public_key_is_not_taken_for_the_chips() {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let agreement = KeyAgreement::begin(group(&DH_GROUP.q).unwrap(), &mut rng).unwrap();
    let sent = agreement.send_public_key();
    let own = tlv::find(&sent.data, 0x91).unwrap().value;
    let echo = tlv::encode(0xA6, &tlv::encode(0x91, own));
    assert!(agreement.finish(&echo).is_err());
}

#[test]
fn an_exponent_that_makes_every_signature_good_is_no_key() {
    let file = |e: &[u8]| {
        let n = [&[0x00, 0xC1][..], &[0x55; 255]].concat();
        let numbers = [tlv::encode(0x02, &n), tlv::encode(0x02, e)].concat();
        tlv::encode(0x30, &numbers)
    };
    assert!(ChipKey::parse(&file(&[1, 0, 1])).is_ok());
    for bad in [&[][..], &[0], &[1], &[0, 0, 1], &[2], &[1, 0, 0]] {
        assert!(ChipKey::parse(&file(bad)).is_err(), "{bad:02X?}");
    }
}

#[test]
fn a_signature_is_as_long_as_the_modulus() {
    let modulus = Modulus::new(&[0xFF; 256]).unwrap();
    for length in [0, 255, 257] {
        let representative = Representative::new(&modulus, &[3], &vec![0; length]);
        assert_eq!(
            representative.unwrap_err(),
            Iso9796Error::Length,
            "{length}"
        );
    }
}

#[test]
fn more_bytes_than_were_asked_for_are_not_taken() {
    let mut rig = rig();
    let result = rig.tap_wire(|wire, hand| {
        let mut script = Script::new(wire.limits(), |command: &[u8]| {
            let mut answer = wire.transceive(command)?;
            if command[1] == ins::READ_BINARY {
                answer.insert(answer.len() - 2, 0);
            }
            Ok(answer)
        });
        hand.card_on(&mut script).verify_pin(&pin(PIN))
    });
    let expected = ErrorKind::CardMisbehaved("more bytes than were asked for");
    assert_eq!(result.unwrap_err().kind, expected);
}

#[test]
fn a_length_corrected_under_secure_messaging_does_not_count_in_the_counter() {
    let mut rig = rig();
    let mut corrections = 0;
    let report = rig.tap_wire(|wire, hand| {
        let mut script = Script::new(wire.limits(), |command: &[u8]| {
            if command[..2] == [0x0C, ins::GET_CHALLENGE] && corrections == 0 {
                corrections += 1;
                return Ok(vec![0x6C, 0x08]);
            }
            wire.transceive(command)
        });
        hand.card_on(&mut script).verify_pin(&pin(PIN))
    });
    assert_eq!(
        (report.unwrap().tries_left, corrections),
        (Some(KnownTries::exactly(3)), 1)
    );
}

/// A card that refuses a command without protection after it carried it out.
fn refused_in_clear(rig: &mut Rig, operation: Operation, at: u8, status: [u8; 2]) -> ErrorKind {
    let result = rig.tap_wire(|wire, hand| {
        let mut script = Script::new(wire.limits(), |command: &[u8]| {
            let answer = wire.transceive(command)?;
            Ok(if command[1] == at {
                status.to_vec()
            } else {
                answer
            })
        });
        operation.run_on(&mut hand.card_on(&mut script))
    });
    result.unwrap_err().kind
}

#[test]
fn a_change_refused_without_a_checksum_stays_to_be_settled() {
    for (operation, at, pending) in [
        (
            Operation::Change,
            ins::CHANGE_REFERENCE_DATA,
            Pending::ChangePin,
        ),
        (
            Operation::Unblock,
            ins::RESET_RETRY_COUNTER,
            Pending::ResetPin,
        ),
    ] {
        for status in [[0x90, 0x00], [0x69, 0x85], [0x69, 0x83], [0x63, 0xC2]] {
            let mut rig = rig();
            let kind = refused_in_clear(&mut rig, operation, at, status);
            assert_eq!(
                kind.code().name() == "card_misbehaved",
                status == [0x90, 0x00]
            );
            assert_eq!(rig.record().pending, Some(pending), "{status:02X?}");
        }
    }
}

/// Cancels after the first command with this instruction and P1.
fn cancelled_after(rig: &mut Rig, variant: UnblockVariant, at: [u8; 2]) {
    let cancel = rig.cancel.clone();
    let result = rig.tap_wire(|wire, hand| {
        let mut script = Script::new(wire.limits(), |command: &[u8]| {
            if command[1..3] == at {
                cancel.cancel();
            }
            wire.transceive(command)
        });
        hand.card_on(&mut script)
            .unblock_pin(&puk(PUK), &pin(NEW_PIN), variant)
    });
    assert_eq!(result.unwrap_err().code().name(), "cancelled");
    rig.cancel = CancelFlag::new();
}

#[test]
fn a_right_puk_alone_settles_nothing() {
    let mut rig = rig();
    let mut record = rig.record();
    record.pending = Some(Pending::ChangePin);
    rig.remember(&record);
    cancelled_after(&mut rig, UnblockVariant::Direct, [ins::VERIFY, 0]);
    assert_eq!(rig.record().pending, Some(Pending::ChangePin));
}

#[test]
fn a_counter_reset_alone_is_half_the_way() {
    let mut rig = rig();
    let at = [ins::RESET_RETRY_COUNTER, 3];
    cancelled_after(&mut rig, UnblockVariant::ResetFirst, at);
    assert_eq!(rig.record().pending, Some(Pending::ResetCounter));
    rig.resolve().unwrap();
    assert!(rig.card.has_pin(NEW_PIN.as_bytes()));
}

/// Somebody cancels while the record is being written.
struct CancelledMidway(VolatileMemory, CancelFlag);

impl TryMemory for CancelledMidway {
    fn installation(&self) -> &InstallationKey {
        self.0.installation()
    }

    fn get(&mut self, card: &CardId) -> Result<TryRecord, MemoryError> {
        self.0.get(card)
    }

    fn put(&mut self, card: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.1.cancel();
        self.0.put(card, record)
    }

    fn forget(&mut self, card: &CardId) -> Result<(), MemoryError> {
        self.0.forget(card)
    }

    fn get_link(&mut self, atr: &AtrId) -> Result<LinkRecord, MemoryError> {
        self.0.get_link(atr)
    }

    fn put_link(&mut self, atr: &AtrId, record: &LinkRecord) -> Result<(), MemoryError> {
        self.0.put_link(atr, record)
    }
}

#[test]
fn a_code_that_was_noted_as_sent_is_sent() {
    let mut rig = rig();
    let memory = VolatileMemory::of(installation());
    let mut memory = CancelledMidway(memory, rig.cancel.clone());
    let mut card = rig.card.clone();
    let mut wire = Wire::new(&mut card, Limits::SHORT);
    let report = rig
        .hand()
        .card_with(&mut wire, &mut memory)
        .verify_pin(&pin(PIN));
    assert_eq!(report.unwrap().tries_left, Some(KnownTries::exactly(3)));
}

#[test]
fn a_channel_that_failed_once_carries_no_code_any_more() {
    let mut card = rig().card;
    let mut wire = Wire::new(&mut card, Limits::SHORT);
    let mut codes = 0;
    let mut script = Script::new(Limits::SHORT, |command: &[u8]| {
        let mut answer = wire.transceive(command)?;
        if command[1] == ins::VERIFY {
            codes += 1;
            let last_of_checksum = answer.len() - 3;
            answer[last_of_checksum] ^= 1;
        }
        Ok(answer)
    });
    let (mut rng, mut observer) = (ChaCha20Rng::seed_from_u64(1), ());
    let mut link = Link::new(&mut script, &mut observer, 20).unwrap();
    let mut selected = Selected::open(&mut link).unwrap();
    let parameters = selected.domain_parameters().unwrap();
    let authority = selected.authority_key().unwrap();
    let chip_key = selected.chip_key().unwrap();
    let agreed = selected.agree(parameters, &mut rng).unwrap();
    let mut card = agreed.authenticate(&authority, chip_key, &mut rng).unwrap();
    let right = pin(PIN);
    for command in [
        CodeCommand::VerifyPin(&right),
        CodeCommand::VerifyPin(&right),
        CodeCommand::ResetCounter,
    ] {
        let command = command.encode(card.code_form()).unwrap();
        assert_eq!(card.send_once(command), CodeAnswer::Unknown);
    }
    assert_eq!(codes, 1);
}

#[test]
fn cancelling_stops_between_exchanges_and_never_after_a_code() {
    for index in 0..28 {
        let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
        let cancel = rig.cancel.clone();
        let result = rig.tap_wire(|wire, hand| {
            let mut done = 0;
            let limits = wire.limits();
            let mut script = Script::new(limits, |command: &[u8]| {
                let answer = wire.transceive(command);
                done += 1;
                if done > index {
                    cancel.cancel();
                }
                answer
            });
            hand.card_on(&mut script).verify_pin(&pin(PIN))
        });
        match result {
            Err(error) => {
                assert_eq!(error.code().name(), "cancelled");
                assert_eq!(
                    rig.received(ins::VERIFY),
                    0,
                    "cancelled after the code was sent"
                );
                assert_eq!(rig.record(), Default::default());
            }
            Ok(report) => {
                assert!(index >= 26, "cancelled after exchange {index} and went on");
                assert_eq!(
                    report.tries_left,
                    Some(KnownTries::exactly(3)),
                    "the answer to the code was heard"
                );
            }
        }
    }
}
