//! PIN and PUK: references, padding, tries.

use cie_core::Limits;
use cie_sim::cns::{Card, Profile, STANDARD_PIN, STANDARD_PUK};
use cie_sim::{Options, SimulatedReader, State};

use crate::reader::{OK, Reader};

/// `24680`, `54321` and `11111`, padded.
const PIN: &str = "3234363830FFFFFF";
const NEW: &str = "3534333231FFFFFF";
const WRONG: &str = "3131313131FFFFFF";
/// `13572468` and `00000000`.
const PUK: &str = "3133353732343638";
const WRONG_PUK: &str = "3030303030303030";

fn command(reader: &Reader, ins: &str, p1: &str, data: [&str; 2]) -> String {
    let reference = reader.card.profile().pin_reference();
    let length = data.concat().len() / 2;
    format!("00{ins}{p1}{reference:02X}{length:02X}{}", data.concat())
}

#[test]
fn the_codes_of_a_fresh_card_are_the_published_ones() {
    let reader = Reader::new(Profile::Athena);
    assert!(reader.card.has_pin(STANDARD_PIN.as_bytes()));
    assert_eq!((STANDARD_PIN, STANDARD_PUK), ("24680", "13572468"));
    assert_eq!(reader.tries(), (3, 3));
}

#[test]
fn the_pin_has_one_reference_on_each_card_system_and_under_others_no_try_is_used() {
    for profile in Profile::ALL {
        let mut reader = Reader::new(profile);
        let own = if profile == Profile::St { 0x90 } else { 0x10 };
        for reference in [0x00, 0x01, 0x10, 0x11, 0x1A, 0x81, 0x90, 0x91] {
            if reference != own {
                for ins in ["20", "24", "2C"] {
                    let command = format!("00{ins}00{reference:02X}08{WRONG}");
                    assert_eq!(reader.status(&command).0, 0x6A88, "{profile}: {command}");
                }
            }
        }
        assert_eq!(reader.tries(), (3, 3));
        assert_eq!(reader.verify(PIN), OK, "{profile}");
    }
}

#[test]
fn wrong_pins_count_down_and_block_and_the_right_one_fills_the_counter() {
    let mut reader = Reader::new(Profile::Athena);
    assert_eq!(reader.verify(WRONG), 0x63C2);
    assert_eq!(reader.verify(PIN), OK);
    assert_eq!(reader.tries(), (3, 3));
    for expected in [0x63C2, 0x63C1, 0x63C0, 0x6983] {
        assert_eq!(reader.verify(WRONG), expected);
    }
    assert_eq!(reader.verify(PIN), 0x6983);
    assert_eq!(reader.status("00200010").0, 0x6983);
}

#[test]
fn a_code_of_another_length_or_in_pieces_is_refused_and_uses_no_try() {
    let mut reader = Reader::new(Profile::Athena);
    for (command, expected) in [
        ("0020001005 3234363830", 0x6700),
        ("0020001009 3234363830FFFFFFFF", 0x6700),
        ("002400100A 32343638303534333231", 0x6700),
        ("002C001008 3133353732343638", 0x6700),
        ("102000100432343638", 0x6884),
        ("0020011008 3234363830FFFFFF", 0x6A86),
        ("002C0210083534333231FFFFFF", 0x6A86),
    ] {
        assert_eq!(reader.status(command).0, expected, "{command}");
    }
    assert_eq!(reader.tries(), (3, 3));
}

#[test]
fn verify_without_data_tells_the_tries_or_that_the_pin_is_verified_and_uses_none() {
    let mut reader = Reader::new(Profile::Athena);
    for _ in 0..5 {
        assert_eq!(reader.status("00200010").0, 0x63C3);
    }
    assert_eq!(reader.verify(PIN), OK);
    assert_eq!(reader.status("0020001000").0, OK);
    assert_eq!(reader.verify(WRONG), 0x63C2);
    assert_eq!(reader.status("00200010").0, 0x63C2);
}

#[test]
fn the_pin_is_changed_with_the_old_one_and_a_wrong_old_one_costs_a_try() {
    let mut reader = Reader::new(Profile::St);
    let change = |reader: &mut Reader, data| {
        let change = command(reader, "24", "00", data);
        reader.status(&change).0
    };
    assert_eq!(change(&mut reader, [WRONG, NEW]), 0x63C2);
    assert!(reader.card.has_pin(b"24680"));
    assert_eq!(change(&mut reader, [PIN, NEW]), OK);
    assert!(reader.card.has_pin(b"54321"));
    assert_eq!(reader.tries(), (3, 3));
    assert_eq!(reader.verify(PIN), 0x63C2);
    assert_eq!(reader.verify(NEW), OK);
}

#[test]
fn a_new_pin_that_is_no_padded_number_of_5_to_8_digits_is_refused_before_any_try() {
    let mut reader = Reader::new(Profile::Athena);
    for bad in [
        "31323334FFFFFFFF",
        "3132333435FFFF00",
        "31323334353637FE",
        "FFFFFFFFFFFFFFFF",
        "0102030405060708",
        "3132333435FF3637",
    ] {
        for (ins, old) in [("24", WRONG), ("2C", WRONG_PUK)] {
            let command = command(&reader, ins, "00", [old, bad]);
            assert_eq!(reader.status(&command).0, 0x6A80, "{command}");
        }
    }
    assert_eq!(reader.tries(), (3, 3));
}

#[test]
fn the_puk_unblocks_with_a_new_pin_or_with_the_old_one_and_verifies_nothing() {
    for (p1, new) in [("00", NEW), ("01", "")] {
        let mut reader = Reader::new(Profile::Athena);
        for _ in 0..3 {
            reader.verify(WRONG);
        }
        let reset = command(&reader, "2C", p1, [PUK, new]);
        assert_eq!(reader.status(&reset).0, OK);
        assert_eq!(reader.tries(), (3, 3));
        assert_eq!(reader.status("00200010").0, 0x63C3);
        assert_eq!(reader.verify(if p1 == "00" { NEW } else { PIN }), OK);
    }
}

#[test]
fn a_wrong_puk_tells_its_own_tries_and_the_last_one_is_final() {
    let mut reader = Reader::new(Profile::Athena);
    reader.verify(WRONG);
    let wrong = command(&reader, "2C", "00", [WRONG_PUK, NEW]);
    for expected in [0x63C2, 0x63C1, 0x63C0, 0x6983] {
        assert_eq!(reader.status(&wrong).0, expected);
    }
    let right = command(&reader, "2C", "00", [PUK, NEW]);
    assert_eq!(reader.status(&right).0, 0x6983);
    assert_eq!(reader.tries(), (2, 0));
    assert!(reader.card.has_pin(b"24680"));
}

#[test]
fn a_right_puk_fills_its_own_counter() {
    let mut reader = Reader::new(Profile::Athena);
    let wrong = command(&reader, "2C", "00", [WRONG_PUK, NEW]);
    assert_eq!(reader.status(&wrong).0, 0x63C2);
    let right = command(&reader, "2C", "00", [PUK, NEW]);
    assert_eq!(reader.status(&right).0, OK);
    assert_eq!(reader.tries(), (3, 3));
}

#[test]
fn verification_outlives_select_and_not_a_reset() {
    let mut reader = Reader::new(Profile::Athena);
    assert_eq!(reader.verify(PIN), OK);
    reader.send("00A4080C04 11001101");
    reader.send("00A4000C02 3F00");
    assert_eq!(reader.status("00200010").0, OK);
    reader.card.reset();
    assert_eq!(reader.status("00200010").0, 0x63C3);
}

#[test]
fn a_reader_keeps_the_state_of_a_card_in_a_file() {
    use cie_core::Transceive;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("card");
    let card = Card::new(Profile::Athena, Options::default());
    let mut reader = SimulatedReader::with_state_file(card, Limits::SHORT, path.clone());
    let wrong = cie_core::bytes::hex::decode(&format!("0020001008{WRONG}")).unwrap();
    assert_eq!(reader.transceive(&wrong).unwrap(), [0x63, 0xC2]);
    let state = State::load_cns(&path).unwrap().unwrap();
    assert_eq!(state, State::cns().with_tries(2, 3));
    let card = Card::with_state(Profile::St, Options::default(), state);
    assert_eq!((card.pin_tries(), card.puk_tries()), (2, 3));
}
