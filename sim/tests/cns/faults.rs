//! The fault knobs that mean something on this card, and bytes that nobody sends.

use cie_core::LinkError;
use cie_sim::cns::{KNOBS, Profile};
use cie_sim::{AnyProfile, Faults};
use hex_literal::hex;

use crate::reader::{OK, Reader};

const PIN: &str = "3234363830FFFFFF";
const WRONG: &str = "3131313131FFFFFF";
const VERIFY_WRONG: [u8; 13] = hex!("00200010 08 3131313131FFFFFF");

#[test]
fn a_card_that_leaves_before_a_command_does_not_count_it_and_one_that_leaves_after_does() {
    for (fault, left) in [("drop-before=0", 3), ("drop-after=0", 2)] {
        let mut reader = Reader::with_faults(Profile::Athena, &[fault]);
        assert_eq!(reader.card.exchange(&VERIFY_WRONG), Err(LinkError::Lost));
        assert_eq!(reader.tries(), (left, 3), "{fault}");
        assert_eq!(reader.card.exchange(&VERIFY_WRONG).unwrap()[0], 0x63);
    }
}

#[test]
fn a_verified_pin_is_forgotten_when_the_card_leaves() {
    let mut reader = Reader::with_faults(Profile::Athena, &["drop-before=1"]);
    assert_eq!(reader.verify(PIN), OK);
    assert_eq!(reader.card.exchange(&VERIFY_WRONG), Err(LinkError::Lost));
    assert_eq!(reader.status("00200010").0, 0x63C3);
}

#[test]
fn the_end_of_a_file_is_as_the_knob_says() {
    for (end, across, behind) in [
        ("short-9000", (8, OK), (0, 0x6B00)),
        ("6282", (8, 0x6282), (0, 0x6B00)),
        ("6b00", (0, 0x6B00), (0, 0x6B00)),
        ("6cxx", (0, 0x6C08), (0, 0x6B00)),
        ("empty-9000", (8, OK), (0, OK)),
    ] {
        let mut reader = Reader::with_faults(Profile::Athena, &[&format!("eof={end}")]);
        reader.send("00A4080C04 10001003");
        for (command, expected) in [("00B0000810", across), ("00B0001010", behind)] {
            let (data, status) = reader.send(command);
            assert_eq!((data.len(), status), expected, "{end}: {command}");
        }
    }
}

#[test]
fn a_command_with_a_code_is_answered_with_what_the_knobs_say_and_not_carried_out() {
    for (fault, status) in [
        ("plain-status-on-code=6F00", 0x6F00),
        ("plain-status-on-code=9000", OK),
        ("wrong-le-on-code", 0x6C08),
    ] {
        let mut reader = Reader::with_faults(Profile::Athena, &[fault]);
        assert_eq!(reader.verify(WRONG), status, "{fault}");
        assert_eq!(reader.tries(), (3, 3), "{fault}");
    }
}

#[test]
fn blocking_at_once_and_counting_empty_attempts_are_knobs() {
    let mut reader = Reader::with_faults(Profile::Athena, &["immediate-6983"]);
    for expected in [0x63C2, 0x63C1, 0x6983] {
        assert_eq!(reader.verify(WRONG), expected);
    }
    let mut reader = Reader::with_faults(Profile::Athena, &["empty-verify-counts"]);
    assert_eq!(reader.verify(PIN), OK);
    assert_eq!(reader.status("00200010").0, 0x63C2);
    assert_eq!(reader.tries(), (2, 3));
}

#[test]
fn reordered_control_information_has_the_same_data_objects() {
    let select = "00A4080004 11001102 00";
    let usual = Reader::new(Profile::Athena).send(select).0;
    let mut reader = Reader::with_faults(Profile::Athena, &["reorder-children"]);
    let other = reader.send(select).0;
    assert_ne!(usual, other);
    let sorted = |mut bytes: Vec<u8>| {
        bytes.sort_unstable();
        bytes
    };
    assert_eq!(sorted(usual), sorted(other));
}

#[test]
fn answers_without_sense_start_where_the_knob_says() {
    let answer = |fault: &str| {
        let mut reader = Reader::with_faults(Profile::Athena, &[fault, "seed=1"]);
        reader.card.process(&hex!("00A4000C023F00"));
        reader.card.process(&hex!("00A4000C023F00"))
    };
    assert_eq!(answer("empty=2"), hex!("9000"));
    assert_eq!(answer("empty=1"), hex!(""));
    assert_eq!(answer("endless-61=1"), hex!("61FF"));
    assert_ne!(answer("garbage=1"), hex!("9000"));
}

#[test]
fn a_knob_of_the_other_card_is_refused_here() {
    let profile = AnyProfile::Cns(Profile::Athena);
    for knob in Faults::KNOBS {
        let means_something = profile.check_faults(&[knob.name]).is_ok();
        assert_eq!(means_something, KNOBS.contains(&knob.name), "{}", knob.name);
    }
    assert!(profile.check_faults(&["no-q"]).is_err());
    assert!(profile.check_faults(&["drop-after=3"]).is_ok());
    for name in KNOBS {
        assert!(Faults::KNOBS.iter().any(|knob| knob.name == name), "{name}");
    }
}

#[test]
fn random_bytes_are_answered_and_change_no_code() {
    // Numbers that are the same in every run and need no crate (xorshift).
    let mut state = 0x1234_5678_9ABC_DEF0_u64;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound as u64).unwrap()
    };
    let instructions = hex!("22 2A 84 A4 B0 C0 CA 00 FF");
    for profile in Profile::ALL {
        let mut card = Reader::new(profile).card;
        for round in 0..10_000 {
            let length = below(24);
            let mut command: Vec<u8> = (0..length)
                .map(|_| u8::try_from(below(256)).unwrap())
                .collect();
            if round % 4 != 0 && length >= 5 {
                command[0] = hex!("00 10")[below(2)];
                command[1] = instructions[below(instructions.len())];
                command[2] = hex!("00 04 08 09 F1 F3 80 9E")[below(8)];
                command[4] = u8::try_from(length - 5).unwrap();
            }
            assert!(card.process(&command).len() >= 2, "{command:02X?}");
            assert!(card.has_pin(b"24680"), "{command:02X?}");
        }
        assert_eq!((card.pin_tries(), card.puk_tries()), (3, 3), "{profile}");
    }
}
