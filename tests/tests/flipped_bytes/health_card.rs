//! The same on a TS-CNS, all of whose answers come in clear. What is flipped in
//! a status word cannot be found out there. What holds is that no code goes out
//! for a second time, that nothing is called certain, and that nothing panics.

use cie_core::{
    ChipProof, Error, ErrorKind, LastTry, Limits, Transceive, UnblockVariant, apdu::Command,
    memory::TryBound,
};
use cie_sim::cns::{Card, Profile};
use cie_tests::{
    Codes, LinkFault, Operation, Rig,
    rig::pin,
    wire::{Exchange, Script, Wire},
};

use crate::recording::parse;

const CODES: Codes = Codes::CNS;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    Run(Operation),
    WrongPin,
    WrongPuk,
    Read,
    /// What is left open after the answer to a change was lost, which the card
    /// has made or has not made.
    Resolve {
        changed: bool,
    },
}

const SCENES: [Scene; 8] = [
    Scene::Run(Operation::Verify),
    Scene::Run(Operation::Change),
    Scene::Run(Operation::Unblock),
    Scene::WrongPin,
    Scene::WrongPuk,
    Scene::Read,
    Scene::Resolve { changed: true },
    Scene::Resolve { changed: false },
];

impl Scene {
    /// A card on which it is next.
    fn rig(self, profile: Profile, limits: &Limits) -> Rig<Card> {
        let mut rig = Rig::cns(profile, limits.clone());
        if let Self::Resolve { changed } = self {
            // Of a card that nothing is known of, no code is sent here unasked.
            rig.verify(CODES.pin).unwrap();
            let mut straight = rig.clone();
            straight.run(Operation::Change).unwrap();
            let last = straight.last.log.len() - 1;
            rig.bend = Some(if changed {
                LinkFault::LoseAnswer(last)
            } else {
                LinkFault::LoseCommand(last)
            });
            rig.run(Operation::Change).unwrap_err();
            assert!(rig.record().pending.is_some());
            // If the new PIN is refused, the old one may be the third try.
            if !changed {
                rig.last_try = LastTry::AllowAny;
            }
        }
        rig
    }

    fn run(self, rig: &mut Rig<Card>) -> Result<(), Error> {
        match self {
            Self::Run(operation) => rig.run(operation).map(drop),
            Self::WrongPin => rig.verify(CODES.wrong_pin).map(drop),
            Self::WrongPuk => {
                let direct = UnblockVariant::Direct;
                rig.unblock(CODES.wrong_puk, CODES.new_pin, direct)
                    .map(drop)
            }
            Self::Read => {
                let read = rig.tap(|card| card.read_personal_data())?;
                cie_document::HolderCertificate::of(&read)?;
                assert_eq!(read.chip, ChipProof::NOTHING);
                Ok(())
            }
            Self::Resolve { .. } => rig.resolve().map(drop),
        }
    }
}

/// The commands with codes that were sent, whole.
fn codes(log: &[Exchange]) -> Vec<&[u8]> {
    let commands = log.iter().map(|exchange| exchange.command.as_slice());
    commands
        .filter(|command| parse(command).is_code_command())
        .collect()
}

/// Bits to flip in a byte of an answer: all of them after a code; one otherwise;
/// and what makes a status word begin with `61`, `6C`, `63` and `90`.
fn masks(exchange: usize, byte: usize, answer: &Exchange) -> Vec<u8> {
    let mut masks: Vec<u8> = if parse(&answer.command).is_code_command() {
        (0..8).map(|bit| 1 << bit).collect()
    } else {
        vec![1 << ((exchange + byte) % 8)]
    };
    if byte + 2 == answer.response.len() {
        let first = *answer.response.get(byte).unwrap();
        let wanted = [0x61, 0x6C, 0x63, 0x90].map(|wanted| first ^ wanted);
        masks.extend(wanted.iter().filter(|mask| **mask != 0));
    }
    masks
}

/// Whether an error claims to be certain of what the card has said.
fn claims_certainty(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::WrongPin { tries } | ErrorKind::WrongPuk { tries } => tries.confirmed,
        ErrorKind::PinBlocked { confirmed }
        | ErrorKind::PukBlocked { confirmed }
        | ErrorKind::CardRefused { confirmed, .. } => *confirmed,
        _ => false,
    }
}

fn flip_everything(scene: Scene, profile: Profile, limits: &Limits) -> usize {
    let ready = scene.rig(profile, limits);
    let mut straight = ready.clone();
    let wrong = matches!(scene, Scene::WrongPin | Scene::WrongPuk);
    assert_eq!(scene.run(&mut straight).is_err(), wrong, "{scene:?}");
    let log = straight.last.log;
    let most = match scene {
        Scene::Read => 0,
        // The new PIN, and if that is refused the old one.
        Scene::Resolve { .. } => 2,
        _ => 1,
    };
    assert!(codes(&log).len() <= most, "{scene:?}");
    let mut flips = 0;
    for (exchange, answer) in log.iter().enumerate() {
        for byte in 0..answer.response.len() {
            for mask in masks(exchange, byte, answer) {
                flips += 1;
                let what = format!("{profile} {scene:?} {exchange}.{byte} ^ {mask:02X}");
                let mut rig = ready.clone();
                rig.bend = Some(LinkFault::Flip {
                    exchange,
                    byte,
                    mask,
                });
                let result = scene.run(&mut rig);
                let sent = codes(&rig.last.log);
                assert!(sent.len() <= most, "{what}: {} codes", sent.len());
                if let [first, second] = sent[..] {
                    assert_ne!(first, second, "{what}: sent twice");
                }
                let certain = result.as_ref().err().is_some_and(claims_certainty);
                assert!(!certain, "{what}: {result:?}");
                let record = rig.record();
                for bound in [record.pin, record.puk].into_iter().flatten() {
                    let exact = matches!(bound, TryBound::Exactly(_));
                    assert!(!exact, "{what}: {bound:?}");
                }
            }
        }
    }
    flips
}

#[test]
fn after_a_flipped_answer_in_clear_no_code_is_sent_again_and_nothing_is_certain() {
    let mut flips = 0;
    for profile in Profile::ALL {
        for limits in [Limits::SHORT, Limits::EXTENDED] {
            for scene in SCENES {
                flips += flip_everything(scene, profile, &limits);
            }
        }
    }
    println!("health cards: {flips} flips");
    assert!(flips > 15_000, "{flips}");
}

/// That the bits of a status word after a code are all flipped, also into one
/// that says yes.
#[test]
fn a_refusal_that_is_flipped_into_a_success_is_sent_once_all_the_same() {
    let wrong = pin(CODES.wrong_pin);
    let mut card = Rig::cns(Profile::Athena, Limits::SHORT).card;
    let mut rig = Rig::cns(Profile::Athena, Limits::SHORT);
    let mut wire = Wire::new(&mut card, rig.limits.clone());
    let mut codes = 0;
    let mut lying = Script::new(rig.limits.clone(), |command: &[u8]| {
        let answer = wire.transceive(command)?;
        if Command::parse(command).unwrap().0.is_code_command() {
            codes += 1;
            return Ok(vec![0x90, 0x00]);
        }
        Ok(answer)
    });
    let verified = rig.hand().card_on(&mut lying).verify_pin(&wrong);
    // It cannot be found out: nothing of such a card is proved, and that is said.
    assert_eq!(verified.unwrap().chip, ChipProof::NOTHING);
    assert_eq!(codes, 1);
    assert_eq!(rig.record().pin, Some(TryBound::AtLeast(3)));
}
