//! Reading, in every way and to the end.

use cie_core::bytes::tlv;
use cie_core::{Limits, Transceive};
use cie_core::{
    StatusWord,
    apdu::{Command, Le},
};
use cie_sim::lds::LdsFile;
use cie_sim::{Card, Profile, SimulatedReader};

use crate::terminal::{OK, Terminal, options, right};

#[test]
fn a_file_is_read_by_identifier_by_short_identifier_and_with_an_offset_of_any_size() {
    let mut terminal = Terminal::open(&["photo=60000"], &[]);
    let document = terminal.card.travel_document();
    let dg2 = document.file(LdsFile::DataGroup(2)).unwrap();
    let read = |p1, p2| Command::new(0xB0, p1, p2).le(Le::Exact(16));
    let odd = |offset: u16, p2: u8| {
        let offset = tlv::encode(0x54, &offset.to_be_bytes());
        Command::new(0xB1, 0, p2).data(offset).le(Le::Exact(20))
    };
    assert_eq!(terminal.secure(&read(0x82, 0x05)).data[..], dg2[5..21]);
    assert_eq!(
        terminal.secure(&read(0x7F, 0xF0)).data[..],
        dg2[0x7FF0..0x8000]
    );
    assert_eq!(terminal.secure_hex("00A4020C020101").status, OK);
    assert_eq!(terminal.secure_hex("00A4020C020102").status, OK);
    assert_eq!(terminal.secure(&read(0, 1)).data[..], dg2[1..17]);
    // A data object 53 of two bytes more; beyond 32,767 only this form reaches.
    for (offset, short) in [(0x9000, 0), (0x9001, 2)] {
        let answer = terminal.secure(&odd(offset, short)).data;
        let at = usize::from(offset);
        assert_eq!(tlv::find(&answer, 0x53).unwrap().value, &dg2[at..at + 18]);
    }
}

#[test]
fn every_behaviour_at_the_end_of_a_file_is_played_under_secure_messaging() {
    let length = {
        let terminal = Terminal::new(&[]);
        let document = terminal.card.travel_document();
        document.file(LdsFile::DataGroup(1)).unwrap().len()
    };
    assert_eq!(length, 95);
    let at = |offset| Command::new(0xB0, 0, offset).le(Le::Exact(32));
    for (behaviour, across, bytes, behind) in [
        ("short-9000", OK, 5, StatusWord::OFFSET_OUTSIDE_FILE),
        (
            "6282",
            StatusWord::END_OF_FILE,
            5,
            StatusWord::OFFSET_OUTSIDE_FILE,
        ),
        (
            "6b00",
            StatusWord::OFFSET_OUTSIDE_FILE,
            0,
            StatusWord::OFFSET_OUTSIDE_FILE,
        ),
        ("empty-9000", OK, 5, OK),
    ] {
        let mut terminal = Terminal::open(&[], &[&format!("eof={behaviour}")]);
        assert_eq!(terminal.read_status(1), OK);
        let answer = terminal.secure(&at(90));
        assert_eq!(
            (answer.status, answer.data.len()),
            (across, bytes),
            "{behaviour}"
        );
        let answer = terminal.secure(&at(95));
        assert_eq!(
            (answer.status, answer.data.len()),
            (behind, 0),
            "{behaviour}"
        );
    }
    // The command does not count: the terminal takes its step back.
    let mut terminal = Terminal::open(&[], &["eof=6cxx"]);
    assert_eq!(terminal.read_status(1), OK);
    terminal.try_secure(&at(90)).unwrap_err();
    assert_eq!(
        terminal.card.journal().last().unwrap().status,
        StatusWord(0x6C05)
    );
    let channel = terminal.channel.as_mut().unwrap();
    channel.step_back();
    channel.step_back();
    let answer = terminal.secure(&Command::new(0xB0, 0, 90).le(Le::Exact(5)));
    assert_eq!((answer.status, answer.data.len()), (OK, 5));
}

#[test]
fn a_long_answer_comes_whole_in_an_extended_command_and_in_pieces_otherwise() {
    let mut terminal = Terminal::open(&[], &[]);
    let dg2 = terminal.read(2);
    let all = terminal.secure(&Command::new(0xB0, 0x82, 0).le(Le::Exact(65_536)));
    assert_eq!((all.status, all.data.as_slice()), (OK, dg2.as_slice()));
}

#[test]
fn a_reader_of_261_bytes_cannot_carry_the_steps_of_2048_bits() {
    let card = Card::new(Profile::Gemalto, options(&[], &[]));
    let mut reader = SimulatedReader::new(card, Limits::SHORT);
    let terminal = Terminal::new(&[]);
    let mut machine = terminal.begin(terminal.offered(), &right());
    let mut rng = terminal.rng;
    loop {
        let command = machine.next().unwrap().command;
        let long = command.data.len() > 255;
        let form = if long {
            cie_core::apdu::Form::Extended
        } else {
            cie_core::apdu::Form::Short
        };
        let answer = reader.transceive(&command.encode(form).unwrap());
        if long {
            answer.unwrap_err();
            assert_eq!(reader.card().exchanges(), 2);
            break;
        }
        let answer = cie_core::apdu::Response::parse(&answer.unwrap()).unwrap();
        machine.accept(&answer, &mut rng).unwrap();
    }
}
