//! Long answers, long commands, extended length fields.

use cie_core::{StatusWord, apdu::Command};
use cie_sim::{Card, ExtendedLength, Options, Profile};
use hex_literal::hex;

use crate::terminal::{GET_P, OK, SELECT_CIE, Terminal, in_cie, seeded};

const OUT_OF_ORDER: StatusWord = StatusWord::CONDITIONS_NOT_SATISFIED;

#[test]
fn an_answer_that_was_not_asked_for_waits_behind_61xx() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    let whole = terminal.clear(GET_P).data;
    assert_eq!(whole.len(), 274);

    // Without Le, with an Le that is too short, with the longest short Le, whichever class.
    let command = hex!("00CB3FFF0C4D0A7008BFA10104A3029800");
    let first = terminal.exchange(&command);
    assert_eq!((first.data.len(), first.status.0), (0, 0x6100));
    let second = terminal.exchange(&hex!("0CC0000000"));
    assert_eq!((second.data.len(), second.status.0), (256, 0x6112));
    let third = terminal.exchange(&hex!("00C0000010"));
    assert_eq!((third.data.len(), third.status.0), (16, 0x6102));
    let last = terminal.exchange(&hex!("00C0000000"));
    assert_eq!((last.data.len(), last.status), (2, OK));
    assert_eq!(*whole, [&second.data[..], &third.data, &last.data].concat());

    let first = terminal.exchange(&[&command[..], &[0x05]].concat());
    assert_eq!((&first.data[..], first.status.0), (&whole[..5], 0x6100));
    let first = terminal.exchange(&[&command[..], &[0x00]].concat());
    assert_eq!((&first.data[..], first.status.0), (&whole[..256], 0x6112));
}

#[test]
fn what_waits_is_lost_with_the_next_command_and_there_is_nothing_without_one() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    assert_eq!(terminal.exchange(&hex!("00C0000000")).status, OUT_OF_ORDER);
    terminal.exchange(&hex!("00CB3FFF0C4D0A7008BFA10104A3029800"));
    terminal.status("00A4020C021001");
    assert_eq!(terminal.exchange(&hex!("00C0000000")).status, OUT_OF_ORDER);
}

#[test]
fn a_command_that_does_not_belong_to_a_chain_breaks_it() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    let (first, last) = ("102241A403800102", "002241A403840183");
    assert_eq!(terminal.status(first), OK);
    assert_eq!(terminal.status(last), OK);
    for between in ["00A4020C021001", "00C0000000", "102281A403800102", "FF"] {
        assert_eq!(terminal.status(first), OK);
        terminal.status(between);
        assert_eq!(terminal.status(last), StatusWord::WRONG_DATA, "{between}");
    }
}

#[test]
fn commands_that_need_no_chain_are_refused_in_pieces() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for command in [
        "10A4020C0110",
        "10B0810001AA",
        "10200081043030",
        "10CB3FFF014D",
    ] {
        let expected = if command == "10200081043030" {
            StatusWord::WRONG_LENGTH
        } else {
            StatusWord::CHAINING_NOT_SUPPORTED
        };
        assert_eq!(terminal.status(command), expected, "{command}");
    }
    assert_eq!(
        terminal.status("1020008102 3030"),
        StatusWord::CHAINING_NOT_SUPPORTED
    );
}

#[test]
fn a_chain_without_end_is_refused_and_forgotten() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    let piece = [&hex!("102241A6FF")[..], &[0xAA; 255]].concat();
    for _ in 0..16 {
        assert_eq!(terminal.send(&piece).status, OK);
    }
    assert_eq!(terminal.send(&piece).status, StatusWord::WRONG_LENGTH);
    assert_eq!(terminal.send(&piece).status, OK);
}

#[test]
fn extended_length_is_taken_or_refused_as_the_options_say() {
    let (clear, secure) = (hex!("00840000000008"), hex!("0C8400000000018100 00"));
    let refused = StatusWord::WRONG_LENGTH;
    for (extended, clear_status, secure_status) in [
        (ExtendedLength::Supported, OK, OUT_OF_ORDER),
        (ExtendedLength::Refused, refused, refused),
        (ExtendedLength::RefusedUnderSecureMessaging, OK, refused),
    ] {
        let options = Options {
            extended,
            ..seeded(&[])
        };
        let mut terminal = Terminal::new(Card::new(Profile::Gemalto, options));
        terminal.status(SELECT_CIE);
        assert_eq!(
            terminal.exchange(&clear).status,
            clear_status,
            "{extended:?}"
        );
        // Without keys a protected command is out of order; one that is too long is so first.
        assert_eq!(
            terminal.exchange(&secure).status,
            secure_status,
            "{extended:?}"
        );
        terminal.agree();
        assert_eq!(
            terminal.exchange(&secure).status == refused,
            secure_status == refused
        );
        assert!(terminal.card.session_keys().is_none());
    }
    assert_eq!(Options::default().extended, ExtendedLength::Supported);
}

#[test]
fn an_extended_protected_exchange_carries_a_certificate_and_a_long_answer_in_one_piece() {
    let mut terminal = in_cie(Profile::Bit4id, &[]);
    terminal.agree();
    let certificate = terminal.certificate(|_| {});
    terminal.secure_status([0x22, 0x81, 0xB6], &hex!("800141830184"));
    let whole = Command::new(0x2A, 0x00, 0xAE).data(certificate);
    assert_eq!(terminal.secure_extended(&whole).status, OK);
    let sod = Command::new(0xB0, 0x86, 0).le(cie_core::apdu::Le::Max);
    let before = terminal.card.exchanges();
    assert!(terminal.secure_extended(&sod).data.len() > 2000);
    assert_eq!(terminal.card.exchanges(), before + 1);
}

#[test]
fn commands_of_other_classes_and_instructions_and_broken_ones_are_refused() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    for (command, status) in [
        ("80A4000C", StatusWord::CLA_NOT_SUPPORTED),
        ("04A4000C", StatusWord::CLA_NOT_SUPPORTED),
        ("08A4000C", StatusWord::CLA_NOT_SUPPORTED),
        ("80C00000", StatusWord::CLA_NOT_SUPPORTED),
        ("00FF0000", StatusWord::INS_NOT_SUPPORTED),
        ("", StatusWord::WRONG_LENGTH),
        ("00A400", StatusWord::WRONG_LENGTH),
        ("00A4000C0200", StatusWord::WRONG_LENGTH),
    ] {
        assert_eq!(terminal.status(command), status, "{command}");
    }
}
