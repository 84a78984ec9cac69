//! PIN and PUK.

use cie_core::{
    StatusWord,
    apdu::{Command, Le},
};
use cie_sim::{Card, Profile, STANDARD_PIN, STANDARD_PUK, State};

use crate::terminal::{OK, SELECT_CIE, Terminal, authenticated, in_cie, seeded};

const PIN: u8 = 0x81;
const PUK: u8 = 0x82;
const WRONG: &str = "00000000";
const NEW: &str = "86420975";
const BLOCKED: StatusWord = StatusWord::BLOCKED;
const DENIED: StatusWord = StatusWord::SECURITY_STATUS_NOT_SATISFIED;
const WRONG_LENGTH: StatusWord = StatusWord::WRONG_LENGTH;

fn left(tries: u16) -> StatusWord {
    StatusWord(0x63C0 | tries)
}

fn ready() -> Terminal {
    authenticated(Profile::Gemalto, &[])
}

fn change(terminal: &mut Terminal, old: &str, new: &str) -> StatusWord {
    terminal.secure_status([0x24, 0x00, PIN], [old, new].concat().as_bytes())
}

fn reset(terminal: &mut Terminal, p1: u8, data: &str) -> StatusWord {
    terminal.secure_status([0x2C, p1, PIN], data.as_bytes())
}

#[test]
fn three_wrong_pins_block_it_and_a_right_one_fills_the_counter() {
    let mut terminal = ready();
    assert_eq!(terminal.verify(PIN, WRONG), left(2));
    assert_eq!(terminal.verify(PIN, WRONG), left(1));
    assert_eq!(terminal.verify(PIN, STANDARD_PIN), OK);
    assert_eq!(terminal.card.pin_tries(), 3);
    for tries in [2, 1, 0] {
        assert_eq!(terminal.verify(PIN, WRONG), left(tries));
    }
    for code in [WRONG, STANDARD_PIN] {
        assert_eq!(terminal.verify(PIN, code), BLOCKED);
    }
    assert_eq!(terminal.card.pin_tries(), 0);
}

#[test]
fn ten_wrong_puks_block_it_for_good() {
    let mut terminal = ready();
    assert_eq!(terminal.verify(PUK, WRONG), left(9));
    assert_eq!(terminal.verify(PUK, STANDARD_PUK), OK);
    for tries in (0..10).rev() {
        assert_eq!(terminal.verify(PUK, WRONG), left(tries));
    }
    assert_eq!(terminal.verify(PUK, STANDARD_PUK), BLOCKED);
    assert_eq!(reset(&mut terminal, 0x02, NEW), DENIED);
    assert_eq!(
        (terminal.card.pin_tries(), terminal.card.puk_tries()),
        (3, 0)
    );
}

#[test]
fn codes_are_taken_only_under_protection_after_device_authentication() {
    let commands = [
        ([0x20, 0x00, PIN], STANDARD_PIN.to_owned()),
        ([0x20, 0x00, PUK], STANDARD_PUK.to_owned()),
        ([0x24, 0x00, PIN], [STANDARD_PIN, NEW].concat()),
        ([0x2C, 0x02, PIN], NEW.to_owned()),
        ([0x2C, 0x03, PIN], String::new()),
    ];
    for (header, data) in commands {
        let mut terminal = in_cie(Profile::Gemalto, &[]);
        let [ins, p1, p2] = header;
        assert_eq!(terminal.clear_chained(ins, p1, p2, data.as_bytes()), DENIED);
        terminal.agree();
        assert_eq!(terminal.secure_status(header, data.as_bytes()), DENIED);
        terminal.prove_terminal();
        assert_eq!(terminal.secure_status(header, data.as_bytes()), DENIED);
        assert_eq!(
            (terminal.card.pin_tries(), terminal.card.puk_tries()),
            (3, 10)
        );
    }
}

#[test]
fn a_code_of_another_length_is_6700_and_uses_up_nothing() {
    let mut terminal = ready();
    for code in ["1234567", "123456789", "1"] {
        assert_eq!(terminal.verify(PIN, code), WRONG_LENGTH);
    }
    terminal.verify(PIN, STANDARD_PIN);
    assert_eq!(change(&mut terminal, STANDARD_PIN, "1234567"), WRONG_LENGTH);
    assert_eq!(
        change(&mut terminal, STANDARD_PIN, "123456789"),
        WRONG_LENGTH
    );
    assert_eq!(change(&mut terminal, "1234567", ""), WRONG_LENGTH);
    terminal.verify(PUK, STANDARD_PUK);
    assert_eq!(reset(&mut terminal, 0x02, "1234567"), WRONG_LENGTH);
    assert_eq!(reset(&mut terminal, 0x02, ""), WRONG_LENGTH);
    assert_eq!(reset(&mut terminal, 0x03, NEW), WRONG_LENGTH);
    assert_eq!(
        (terminal.card.pin_tries(), terminal.card.puk_tries()),
        (3, 10)
    );
    assert!(terminal.card.has_pin(STANDARD_PIN.as_bytes()));
}

#[test]
fn wrong_parameters_of_code_commands_are_refused() {
    let mut terminal = ready();
    terminal.verify(PIN, STANDARD_PIN);
    terminal.verify(PUK, STANDARD_PUK);
    let not_there = StatusWord::REFERENCED_DATA_NOT_FOUND;
    for (header, status) in [
        ([0x20, 0x00, 0x83], not_there),
        ([0x20, 0x00, 0x00], not_there),
        ([0x20, 0x01, PIN], StatusWord::WRONG_P1P2),
        ([0x24, 0x00, PUK], not_there),
        ([0x24, 0x01, PIN], StatusWord::WRONG_P1P2),
        ([0x2C, 0x02, PUK], not_there),
        ([0x2C, 0x00, PIN], StatusWord::WRONG_P1P2),
    ] {
        assert_eq!(
            terminal.secure_status(header, NEW.as_bytes()),
            status,
            "{header:02X?}"
        );
    }
}

#[test]
fn an_empty_verify_tells_the_counter_and_uses_up_nothing() {
    let mut terminal = ready();
    assert_eq!(terminal.verify(PIN, ""), left(3));
    assert_eq!(terminal.verify(PUK, ""), left(10));
    terminal.verify(PIN, WRONG);
    assert_eq!(terminal.verify(PIN, ""), left(2));
    terminal.verify(PIN, WRONG);
    terminal.verify(PIN, WRONG);
    assert_eq!(terminal.verify(PIN, ""), BLOCKED);
}

#[test]
fn the_pin_is_changed_after_it_was_verified_and_the_old_one_is_checked_again() {
    let mut terminal = ready();
    assert_eq!(change(&mut terminal, STANDARD_PIN, NEW), DENIED);
    assert_eq!(terminal.verify(PIN, STANDARD_PIN), OK);
    assert_eq!(change(&mut terminal, WRONG, NEW), left(2));
    assert!(terminal.card.has_pin(STANDARD_PIN.as_bytes()));
    // The wrong one has taken the verification back.
    assert_eq!(change(&mut terminal, STANDARD_PIN, NEW), DENIED);
    assert_eq!(terminal.verify(PIN, STANDARD_PIN), OK);
    assert_eq!(change(&mut terminal, STANDARD_PIN, NEW), OK);
    assert!(terminal.card.has_pin(NEW.as_bytes()));
    assert_eq!(terminal.verify(PIN, STANDARD_PIN), left(2));
    assert_eq!(terminal.verify(PIN, NEW), OK);
}

#[test]
fn the_last_try_blocks_and_a_blocked_pin_is_not_changed() {
    let state = State::default().with_tries(1, 10);
    let mut terminal = Terminal::new(Card::with_state(Profile::Gemalto, seeded(&[]), state));
    terminal.status(SELECT_CIE);
    terminal.agree().authenticate();
    assert_eq!(terminal.verify(PIN, WRONG), left(0));
    assert_eq!(change(&mut terminal, STANDARD_PIN, NEW), BLOCKED);
    assert!(terminal.card.has_pin(STANDARD_PIN.as_bytes()));
}

#[test]
fn the_puk_unblocks_with_a_new_pin_directly_or_after_the_form_without_one() {
    for first in [false, true] {
        let mut terminal = ready();
        for _ in 0..3 {
            terminal.verify(PIN, WRONG);
        }
        assert_eq!(reset(&mut terminal, 0x02, NEW), DENIED);
        assert_eq!(reset(&mut terminal, 0x03, ""), DENIED);
        assert_eq!(terminal.verify(PUK, STANDARD_PUK), OK);
        if first {
            assert_eq!(reset(&mut terminal, 0x03, ""), OK);
            assert_eq!(terminal.card.pin_tries(), 3);
            assert!(terminal.card.has_pin(STANDARD_PIN.as_bytes()));
        }
        assert_eq!(reset(&mut terminal, 0x02, NEW), OK);
        assert_eq!(terminal.card.pin_tries(), 3);
        assert_eq!(terminal.verify(PIN, NEW), OK);
    }
}

#[test]
fn the_form_without_a_pin_is_taken_with_and_without_le() {
    let mut terminal = ready();
    terminal.verify(PUK, STANDARD_PUK);
    for le in [Le::None, Le::Max] {
        let command = Command::new(0x2C, 0x03, PIN).le(le);
        assert_eq!(terminal.secure(&command).status, OK);
    }
}

#[test]
fn a_new_pin_must_be_verified_before_it_opens_anything() {
    let mut terminal = ready();
    terminal.verify(PIN, STANDARD_PIN);
    terminal.verify(PUK, STANDARD_PUK);
    assert_eq!(reset(&mut terminal, 0x02, NEW), OK);
    let read = Command::new(0xB0, 0x82, 0).le(Le::Max);
    assert_eq!(terminal.secure(&read).status, DENIED);
}

#[test]
fn counters_and_codes_outlive_power_and_verification_does_not() {
    let mut terminal = ready();
    terminal.verify(PIN, STANDARD_PIN);
    change(&mut terminal, STANDARD_PIN, NEW);
    terminal.verify(PIN, WRONG);
    terminal.verify(PUK, WRONG);
    terminal.card.leave_field();
    assert_eq!(
        (terminal.card.pin_tries(), terminal.card.puk_tries()),
        (2, 9)
    );
    terminal.channel = None;
    terminal.status(SELECT_CIE);
    terminal.agree().authenticate();
    let read = Command::new(0xB0, 0x82, 0).le(Le::Max);
    assert_eq!(terminal.secure(&read).status, DENIED);
    assert_eq!(terminal.verify(PIN, NEW), OK);
}
