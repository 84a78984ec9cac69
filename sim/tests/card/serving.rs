//! The card behind a socket.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use cie_core::{Limits, LinkError, Transceive};
use cie_sim::serve::{Stop, connect_vpcd, serve_listener};
use cie_sim::{Card, Options, Profile, SimulatedReader, State};
use hex_literal::hex;

use crate::terminal::{authenticated, in_cie, seeded};

const CHALLENGE: [u8; 5] = hex!("0084000008");
const SELECT_CARD_ACCESS: [u8; 7] = hex!("00A4020C02011C");
const SELECT_CIE: [u8; 11] = hex!("00A4040C06A00000000039");
const SELECT_MF: [u8; 4] = hex!("00A4000C");

fn send(stream: &mut TcpStream, payload: &[u8]) {
    let length = u16::try_from(payload.len()).unwrap().to_be_bytes();
    stream.write_all(&[&length, payload].concat()).unwrap();
}

fn receive(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut length = [0; 2];
    stream.read_exact(&mut length).ok()?;
    let mut payload = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut payload).ok()?;
    Some(payload)
}

fn ask(stream: &mut TcpStream, payload: &[u8]) -> Vec<u8> {
    send(stream, payload);
    receive(stream).unwrap()
}

/// Stops serving also when a test fails, or it would wait for ever.
struct StopAtEnd(Stop);

impl Drop for StopAtEnd {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Serves `card` on a port of this machine while `run` talks to it; gives the card back.
fn while_listening(
    mut card: Card,
    state_file: Option<&Path>,
    run: impl FnOnce(&dyn Fn() -> TcpStream),
) -> Card {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let stop = Stop::new();
    thread::scope(|scope| {
        let stopped = stop.clone();
        let server = scope.spawn(move || {
            serve_listener(&listener, &mut card, state_file, &stopped).unwrap();
            card
        });
        let stop = StopAtEnd(stop);
        run(&|| {
            let stream = TcpStream::connect(address).unwrap();
            stream.set_nodelay(true).unwrap();
            stream
                .set_read_timeout(Some(Duration::from_secs(10)))
                .unwrap();
            stream
        });
        drop(stop);
        server.join().unwrap()
    })
}

#[test]
fn a_control_byte_gets_the_atr_and_other_frames_are_commands() {
    let card = Card::new(Profile::Bit4id, seeded(&[]));
    while_listening(card, None, |connect| {
        let mut stream = connect();
        send(&mut stream, &[0x01]);
        assert_eq!(ask(&mut stream, &[0x04]), Profile::Bit4id.atr());
        assert_eq!(ask(&mut stream, &SELECT_CIE), hex!("9000"));
        // Neither a command nor a control.
        assert_eq!(ask(&mut stream, &[0x03]), hex!("6700"));
        assert_eq!(ask(&mut stream, &[]), hex!("6700"));
    });
}

#[test]
fn frames_may_arrive_in_pieces_and_several_at_once() {
    let card = Card::new(Profile::Gemalto, seeded(&[]));
    while_listening(card, None, |connect| {
        let mut stream = connect();
        for byte in [&[0x00, 0x0B][..], &SELECT_CIE].concat() {
            stream.write_all(&[byte]).unwrap();
        }
        assert_eq!(receive(&mut stream).unwrap(), hex!("9000"));
        send(&mut stream, &[0x02]);
        stream
            .write_all(&[&[0x00, 0x01, 0x04, 0x00, 0x05][..], &CHALLENGE].concat())
            .unwrap();
        assert_eq!(receive(&mut stream).unwrap(), Profile::Gemalto.atr());
        assert_eq!(receive(&mut stream).unwrap().len(), 10);
    });
}

#[test]
fn only_a_new_connection_is_a_new_field() {
    let card = Card::new(Profile::Actalis, seeded(&[]));
    while_listening(card, None, |connect| {
        let mut stream = connect();
        assert_eq!(ask(&mut stream, &SELECT_CARD_ACCESS), hex!("9000"));
        assert_eq!(ask(&mut stream, &SELECT_CIE), hex!("9000"));
        for control in [0x00, 0x02] {
            send(&mut stream, &[control]);
            send(&mut stream, &[0x01]);
            // The reset has selected the MF again; the file stays hidden.
            assert_eq!(ask(&mut stream, &hex!("00A4020C02D003")), hex!("9000"));
            assert_eq!(ask(&mut stream, &SELECT_CARD_ACCESS), hex!("6A82"));
        }
        drop(stream);
        assert_eq!(ask(&mut connect(), &SELECT_CARD_ACCESS), hex!("9000"));
    });
}

#[test]
fn what_was_agreed_is_forgotten_with_the_connection_and_by_both_controls() {
    let get_public_value = hex!("00CB3FFF064D04A602910000");
    for control in [Some(0x00), Some(0x02), None] {
        let mut terminal = in_cie(Profile::St, &[]);
        terminal.agree();
        let offered = [&hex!("80019B83018191820100")[..], &terminal.agreed.own].concat();
        let (first, last) = offered.split_at(255);
        while_listening(Card::new(Profile::St, seeded(&[])), None, |connect| {
            let mut stream = connect();
            ask(&mut stream, &SELECT_CIE);
            ask(&mut stream, &[&hex!("102241A6FF")[..], first].concat());
            let status = ask(&mut stream, &[&hex!("002241A60B")[..], last].concat());
            assert_eq!(status, hex!("9000"));
            match control {
                Some(control) => send(&mut stream, &[control]),
                None => stream = connect_after(stream, connect),
            }
            ask(&mut stream, &SELECT_CIE);
            assert_eq!(ask(&mut stream, &get_public_value), hex!("6985"));
        });
    }
}

fn connect_after(stream: TcpStream, connect: &dyn Fn() -> TcpStream) -> TcpStream {
    drop(stream);
    connect()
}

#[test]
fn a_card_that_leaves_closes_the_connection_and_is_back_at_the_next() {
    let card = Card::new(Profile::Nxp, seeded(&["drop-after=1"]));
    let card = while_listening(card, None, |connect| {
        let mut stream = connect();
        assert_eq!(ask(&mut stream, &SELECT_MF), hex!("9000"));
        send(&mut stream, &CHALLENGE);
        assert_eq!(receive(&mut stream), None);
        assert_eq!(ask(&mut connect(), &CHALLENGE).len(), 10);
    });
    assert_eq!(card.exchanges(), 3);
}

#[test]
fn a_changed_counter_is_in_the_file_when_the_answer_arrives() {
    // The same seed gives the same session, so what one card was sent can be sent to another.
    let mut terminal = authenticated(Profile::Gemalto, &[]);
    terminal.verify(0x81, "00000000");
    let (verify, session) = terminal.sent.split_last().unwrap();

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("card");
    let fresh = || Card::new(Profile::Gemalto, seeded(&[]));
    let wrong_once = State::default().with_tries(2, 10);
    while_listening(fresh(), Some(&path), |connect| {
        let mut stream = connect();
        for command in session {
            ask(&mut stream, command);
        }
        assert_eq!(State::load(&path).unwrap(), None);
        ask(&mut stream, verify);
        assert_eq!(State::load(&path).unwrap(), Some(wrong_once.clone()));
    });

    let path = folder.path().join("in process");
    let mut reader = SimulatedReader::with_state_file(fresh(), Limits::SHORT, path.clone());
    for command in session {
        reader.transceive(command).unwrap();
    }
    assert_eq!(State::load(&path).unwrap(), None);
    reader.transceive(verify).unwrap();
    assert_eq!(State::load(&path).unwrap(), Some(wrong_once.clone()));

    let again = Card::with_state(Profile::Gemalto, Options::default(), wrong_once);
    assert_eq!((again.pin_tries(), again.puk_tries()), (2, 10));
}

#[test]
fn a_reader_carries_no_more_than_its_limits_say() {
    let unsupported = |answer: Result<Vec<u8>, LinkError>| {
        assert!(matches!(answer, Err(LinkError::Unsupported(_))));
    };
    let extended = hex!("00840000000008");
    let mut reader = SimulatedReader::new(Card::new(Profile::St, seeded(&[])), Limits::SHORT);
    assert_eq!(reader.limits().atr.as_deref(), Some(Profile::St.atr()));
    unsupported(reader.transceive(&[0; 262]));
    unsupported(reader.transceive(&extended));
    assert_eq!(reader.card().exchanges(), 0);
    let short = Limits::SHORT.carrying(Limits::SHORT.max_command, 9);
    let mut reader = SimulatedReader::new(reader.into_card(), short);
    unsupported(reader.transceive(&CHALLENGE));
    let mut reader = SimulatedReader::new(reader.into_card(), Limits::EXTENDED);
    assert_eq!(reader.transceive(&extended).unwrap().len(), 10);
}

#[test]
fn only_resetting_the_field_of_a_reader_brings_a_hidden_file_back() {
    let card = Card::new(Profile::Actalis, seeded(&[]));
    let mut reader = SimulatedReader::new(card, Limits::SHORT);
    reader.transceive(&SELECT_CIE).unwrap();
    reader.card_mut().reset();
    let answer = reader.transceive(&SELECT_CARD_ACCESS).unwrap();
    assert_eq!(answer, hex!("6A82"));
    reader.leave_field();
    let answer = reader.transceive(&SELECT_CARD_ACCESS).unwrap();
    assert_eq!(answer, hex!("9000"));
}

/// Plays vpcd: accepts the card and talks to it while `run` lasts.
fn as_vpcd(mut card: Card, run: impl FnOnce(&TcpListener, &Stop)) -> Card {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let stop = Stop::new();
    thread::scope(|scope| {
        let stopped = stop.clone();
        let server = scope.spawn(move || {
            connect_vpcd(address, &mut card, None, &stopped).unwrap();
            card
        });
        let stop = StopAtEnd(stop);
        run(&listener, &stop.0);
        // Unless the test has stopped it, the card must see for itself that vpcd has closed.
        server.join().unwrap()
    })
}

#[test]
fn a_card_plugged_into_vpcd_answers_until_vpcd_closes() {
    let card = as_vpcd(Card::new(Profile::St, seeded(&[])), |listener, _| {
        let (mut stream, _) = listener.accept().unwrap();
        assert_eq!(ask(&mut stream, &[0x04]), Profile::St.atr());
        assert_eq!(ask(&mut stream, &CHALLENGE).len(), 10);
    });
    assert_eq!(card.exchanges(), 1);
}

#[test]
fn a_card_plugged_into_vpcd_is_taken_out_by_stop_and_comes_back_after_a_fault() {
    let card = Card::new(Profile::St, seeded(&["drop-before=0"]));
    as_vpcd(card, |listener, stop| {
        let (mut stream, _) = listener.accept().unwrap();
        send(&mut stream, &CHALLENGE);
        assert_eq!(receive(&mut stream), None);
        let (mut stream, _) = listener.accept().unwrap();
        assert_eq!(ask(&mut stream, &CHALLENGE).len(), 10);
        stop.stop();
        assert_eq!(receive(&mut stream), None);
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_peer_that_sends_length_and_payload_apart_is_not_slowed_down() {
    as_vpcd(Card::new(Profile::St, seeded(&[])), |listener, _| {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_nodelay(false).unwrap();
        let start = Instant::now();
        for _ in 0..50 {
            stream.write_all(&[0x00, 0x05]).unwrap();
            stream.write_all(&CHALLENGE).unwrap();
            assert_eq!(receive(&mut stream).unwrap().len(), 10);
        }
        // Without the option about 2 s.
        assert!(start.elapsed() < Duration::from_millis(800));
    });
}
