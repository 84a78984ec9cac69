//! Secure messaging on the card's side.

use cie_core::apdu::command::CLA_CHAINING;
use cie_core::bytes::tlv::{self, Children};
use cie_core::channel::secure::SecureMessaging;
use cie_core::{
    StatusWord,
    apdu::{Command, Form, Le, Response},
};
use cie_sim::{Profile, STANDARD_PIN, STANDARD_PUK};
use hex_literal::hex;

use crate::terminal::{OK, SELECT_CIE, Terminal, authenticated, in_cie};

const MISSING: StatusWord = StatusWord::SM_OBJECTS_MISSING;
const INCORRECT: StatusWord = StatusWord::SM_OBJECTS_INCORRECT;
const DENIED: StatusWord = StatusWord::SECURITY_STATUS_NOT_SATISFIED;
/// Opens the PIN to the holder's signature key.
const MSE_KEY_81: ([u8; 3], &[u8]) = ([0x22, 0x41, 0xA4], &hex!("800102840181"));

fn agreed() -> Terminal {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.agree();
    terminal
}

/// A protected GET CHALLENGE and its data objects.
fn sealed_challenge(terminal: &Terminal) -> Command {
    let (keys, ssc) = terminal.channel.clone().unwrap();
    let command = Command::new(0x84, 0, 0).le(Le::Exact(8));
    SecureMessaging::new(keys, ssc)
        .protect(&command, Form::Short, Le::Max)
        .unwrap()
}

fn answer(terminal: &mut Terminal, sealed: &Command) -> Response {
    terminal.exchange(&sealed.encode(Form::Short).unwrap())
}

#[test]
fn a_protected_command_is_answered_with_data_status_and_checksum_under_9000() {
    let mut terminal = agreed();
    let answer = terminal.protected_answer(&Command::new(0x84, 0, 0).le(Le::Exact(8)));
    assert_eq!(answer.status, OK);
    let tags: Vec<u32> = Children::of(&answer.data)
        .map(|object| object.unwrap().tag)
        .collect();
    assert_eq!(tags, [0x87, 0x99, 0x8E]);

    let mut terminal = agreed();
    let answer = terminal.protected_answer(&Command::new(0x20, 0, 0x81).data(*b"12345678"));
    assert_eq!(answer.status, OK, "the outer status word of a refusal");
    let status = tlv::find(&answer.data, 0x99).unwrap();
    assert_eq!(status.value, hex!("6982"));
    assert_eq!(tlv::find(&answer.data, 0x8E).unwrap().value.len(), 8);
    assert_eq!(answer.data.len(), 14);
}

#[test]
fn every_flipped_bit_of_a_command_is_refused_in_clear_and_ends_the_session() {
    let terminal = agreed();
    let good = sealed_challenge(&terminal).encode(Form::Short).unwrap();
    // Class and length decide what the bytes are before any checksum is looked at.
    let body = 5..good.len() - 1;
    for byte in (1..4).chain(body) {
        for bit in 0..8 {
            let mut bad = good.to_vec();
            bad[byte] ^= 1 << bit;
            if bad[1] == 0xC0 {
                continue;
            }
            let mut terminal = terminal.clone();
            let response = Response::parse(&terminal.card.process(&bad)).unwrap();
            assert!(
                [MISSING, INCORRECT].contains(&response.status) && response.data.is_empty(),
                "bit {bit} of byte {byte}: {response:?}"
            );
            assert!(terminal.card.session_keys().is_none());
            let sealed = sealed_challenge(&terminal);
            let again = answer(&mut terminal, &sealed);
            assert_eq!(again.status, StatusWord::CONDITIONS_NOT_SATISFIED);
        }
    }
}

#[test]
fn a_missing_checksum_is_6987_and_a_wrong_one_6988() {
    let terminal = agreed();
    let sealed = sealed_challenge(&terminal);
    let with = |data: &[u8]| {
        let command = sealed.clone().data(data);
        answer(&mut terminal.clone(), &command).status
    };
    let (le, checksum) = sealed.data.split_at(3);
    assert_eq!(with(&sealed.data), OK);
    assert_eq!(with(le), MISSING);
    assert_eq!(with(&[]), MISSING);
    assert_eq!(with(checksum), INCORRECT);
    assert_eq!(
        with(&[le, &hex!("8E080000000000000000")].concat()),
        INCORRECT
    );
    assert_eq!(
        with(&[&sealed.data[..], &hex!("99029000")].concat()),
        INCORRECT
    );
}

#[test]
fn another_padding_indicator_than_01_is_refused_although_the_checksum_is_right() {
    let mut terminal = agreed();
    let (keys, mut ssc) = terminal.channel.clone().unwrap();
    ssc.increment();
    let mut body = tlv::encode(0x87, &[0x02, 1, 2, 3, 4, 5, 6, 7, 8]);
    let mut input = [&ssc.bytes()[..], &hex!("0C22 41A4 80000000"), &body].concat();
    cie_core::channel::cipher::pad(&mut input, 8);
    tlv::push(&mut body, 0x8E, &keys.mac(&input).unwrap());
    let command = Command::new(0x22, 0x41, 0xA4)
        .cla(0x0C)
        .data(body)
        .le(Le::Max);
    assert_eq!(answer(&mut terminal, &command).status, INCORRECT);
    assert!(terminal.card.session_keys().is_none());
}

#[test]
fn a_repeated_command_is_refused() {
    let mut terminal = agreed();
    let sealed = sealed_challenge(&terminal);
    assert_eq!(answer(&mut terminal, &sealed).status, OK);
    assert_eq!(answer(&mut terminal, &sealed).status, INCORRECT);
}

#[test]
fn any_clear_command_but_get_response_ends_secure_messaging_role_and_codes() {
    for command in [
        "00A40000",
        SELECT_CIE,
        "00A4020C021001",
        "00B0810000",
        "0084000008",
        "00FF0000",
        "80CA0000",
        "00A4000C0200",
        "102241A403800102",
    ] {
        let mut terminal = authenticated(Profile::Gemalto, &[]);
        assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);
        terminal.status(command);
        assert!(terminal.card.session_keys().is_none(), "{command}");
        terminal.channel = None;
        terminal.status(SELECT_CIE);
        terminal.agree();
        assert_eq!(terminal.verify(0x81, STANDARD_PIN), DENIED);
        let (header, data) = MSE_KEY_81;
        assert_eq!(terminal.secure_status(header, data), OK);
        assert_eq!(terminal.secure_status([0x88, 0, 0], &[1]), DENIED);
    }
    for command in ["00C0000000", "0CC0000000"] {
        let mut terminal = authenticated(Profile::Gemalto, &[]);
        terminal.status(command);
        assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK, "{command}");
    }
}

#[test]
fn each_piece_of_a_chain_is_protected_and_answered_by_itself() {
    let mut terminal = agreed();
    let certificate = terminal.certificate(|_| {});
    terminal.secure_status([0x22, 0x81, 0xB6], &hex!("800141830184"));
    let before = terminal.card.exchanges();
    assert_eq!(terminal.secure_status([0x2A, 0x00, 0xAE], &certificate), OK);
    assert_eq!(terminal.card.exchanges(), before + 2);
    let pieces: Vec<_> = terminal.card.journal().iter().rev().take(2).collect();
    assert_eq!(
        (pieces[1].cla, pieces[1].lc, pieces[1].status),
        (CLA_CHAINING, 231, OK)
    );
    assert_eq!(
        (pieces[0].cla, pieces[0].lc, pieces[0].status),
        (0, 123, OK)
    );
}

#[test]
fn a_chain_does_not_cross_the_border_of_secure_messaging() {
    let mut terminal = agreed();
    let piece = Command::new(0x22, 0x41, 0xA4)
        .cla(CLA_CHAINING)
        .data(hex!("800102"));
    assert_eq!(terminal.protected_answer(&piece).status, OK);
    let rest = terminal.status("002241A403840183");
    assert_eq!(rest, StatusWord::WRONG_DATA);
}

#[test]
fn a_protected_get_response_is_a_clear_one() {
    let mut terminal = authenticated(Profile::Gemalto, &[]);
    let sealed = {
        let (keys, ssc) = terminal.channel.as_mut().unwrap();
        let mut machine = SecureMessaging::new(keys.clone(), *ssc);
        let read = Command::new(0xB0, 0x85, 0).le(Le::Max);
        machine.protect(&read, Form::Short, Le::Max).unwrap()
    };
    let first = answer(&mut terminal, &sealed);
    // 256 bytes of file make 283 bytes of answer.
    assert_eq!((first.data.len(), first.status.0), (256, 0x611B));
    let last = terminal.exchange(&hex!("0CC000001B"));
    assert_eq!((last.data.len(), last.status), (0x1B, OK));
    assert!(terminal.card.session_keys().is_some());
}

#[test]
fn selecting_files_and_df_cie_under_protection_keeps_the_session_and_the_mf_closes_the_codes() {
    let mut terminal = authenticated(Profile::Gemalto, &[]);
    assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);
    assert_eq!(terminal.verify(0x82, STANDARD_PUK), OK);
    let read = Command::new(0xB0, 0, 0).le(Le::Exact(4));
    assert_eq!(
        terminal.secure_status([0xA4, 0x02, 0x04], &hex!("1003")),
        OK
    );
    assert_eq!(terminal.secure(&read).status, OK);
    assert_eq!(
        terminal.secure_status([0xA4, 0x04, 0x0C], &hex!("A00000000039")),
        OK
    );
    assert_eq!(
        terminal.secure_status([0xA4, 0x02, 0x0C], &hex!("1003")),
        OK
    );
    assert_eq!(terminal.secure(&read).status, OK);

    assert_eq!(terminal.secure_status([0xA4, 0x00, 0x0C], &[]), OK);
    assert_eq!(terminal.verify(0x81, STANDARD_PIN), DENIED);
    assert_eq!(
        terminal.secure_status([0xA4, 0x04, 0x0C], &hex!("A00000000039")),
        OK
    );
    assert_eq!(
        terminal.secure_status([0xA4, 0x02, 0x0C], &hex!("1003")),
        OK
    );
    assert_eq!(terminal.secure(&read).status, DENIED);
    assert_eq!(terminal.secure_status([0x2C, 0x03, 0x81], &[]), DENIED);
    assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);
}

#[test]
fn the_journal_tells_what_came_deciphered_and_nothing_of_the_data() {
    let mut terminal = authenticated(Profile::Gemalto, &[]);
    terminal.verify(0x81, "00000000");
    let entry = terminal.card.journal().last().unwrap();
    assert_eq!(
        (entry.ins, entry.p1, entry.p2, entry.lc),
        (0x20, 0x00, 0x81, 8)
    );
    assert_eq!((entry.protected, entry.status), (true, StatusWord(0x63C2)));
    assert_eq!(entry.exchange + 1, terminal.card.exchanges());
    assert!(!format!("{:?} {:?}", terminal.card, terminal.card.journal()).contains("00000000"));
}
