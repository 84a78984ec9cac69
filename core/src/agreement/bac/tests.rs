#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use chacha20::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;
use crate::apdu::Form;

fn key(information: &[u8]) -> MrzKey {
    MrzKey::new(information)
}

/// A terminal that has sent its message, and the card's answer to it.
fn exchange(document: &MrzKey, typed: &MrzKey, seed: u64) -> (Terminal, CardAnswer, ChaCha20Rng) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let mut card = CardSide::new(document).unwrap();
    let mut terminal = Terminal::begin(typed, &mut rng).unwrap();
    let challenge = card
        .answer(&terminal.next().unwrap().unwrap(), &mut rng)
        .unwrap();
    terminal.accept(&challenge.response).unwrap();
    let answer = card
        .answer(&terminal.next().unwrap().unwrap(), &mut rng)
        .unwrap();
    (terminal, answer, rng)
}

#[test]
fn both_sides_have_one_channel_in_300_runs() {
    let document = key(b"L898902C<369080619406236");
    for seed in 0..300 {
        let (mut terminal, answer, _) = exchange(&document, &document, seed);
        let Accepted::Done(mut terminal) = terminal.accept(&answer.response).unwrap() else {
            panic!("two steps are all");
        };
        let mut card = answer.channel.unwrap();
        let command = Command::new(ins::READ_BINARY, 0x81, 0).le(Le::Max);
        let sent = terminal.protect(&command, Form::Short, Le::Max).unwrap();
        assert_eq!(card.open_command(&sent).unwrap(), command);
    }
}

#[test]
fn another_documents_zone_is_a_wrong_key_on_both_sides() {
    let (mut terminal, answer, _) = exchange(
        &key(b"L898902C<369080619406236"),
        &key(b"L898902C<369080619406247"),
        1,
    );
    assert!(answer.channel.is_none());
    let status = StatusWord::AUTHENTICATION_FAILED;
    assert_eq!(
        terminal.accept(&answer.response).unwrap_err(),
        BacError::WrongKey { status }
    );
    assert!(terminal.next().unwrap().is_none());
}

#[test]
fn a_flipped_bit_anywhere_in_the_cards_answer_proves_nothing() {
    let document = key(b"L898902C<369080619406236");
    for bit in 0..MESSAGE_LEN * 8 {
        let (mut terminal, mut answer, _) = exchange(&document, &document, 2);
        if let Some(byte) = answer.response.data.get_mut(bit / 8) {
            *byte ^= 1 << (bit % 8);
        }
        assert_eq!(
            terminal.accept(&answer.response).unwrap_err(),
            BacError::NotProved,
            "bit {bit}"
        );
    }
}

#[test]
fn an_answer_to_another_challenge_proves_nothing() {
    // Recorded from another run with the same card.
    let document = key(b"L898902C<369080619406236");
    let (mut terminal, _, _) = exchange(&document, &document, 3);
    let (_, recorded, _) = exchange(&document, &document, 4);
    assert_eq!(
        terminal.accept(&recorded.response).unwrap_err(),
        BacError::NotProved
    );
}

#[test]
fn the_terminals_own_message_sent_back_proves_nothing() {
    let document = key(b"L898902C<369080619406236");
    let mut rng = ChaCha20Rng::seed_from_u64(5);
    let mut terminal = Terminal::begin(&document, &mut rng).unwrap();
    terminal
        .accept(&Response::new(vec![7; 8], StatusWord::OK))
        .unwrap();
    let own = terminal.next().unwrap().unwrap().data.to_vec();
    assert_eq!(
        terminal
            .accept(&Response::new(own, StatusWord::OK))
            .unwrap_err(),
        BacError::NotProved
    );
}

#[test]
fn a_challenge_is_good_for_one_attempt_only() {
    let document = key(b"L898902C<369080619406236");
    let mut rng = ChaCha20Rng::seed_from_u64(6);
    let mut card = CardSide::new(&document).unwrap();
    let mut terminal = Terminal::begin(&document, &mut rng).unwrap();
    let challenge = card
        .answer(&terminal.next().unwrap().unwrap(), &mut rng)
        .unwrap();
    terminal.accept(&challenge.response).unwrap();
    let command = terminal.next().unwrap().unwrap();
    let wrong = command.clone().data(vec![0; MESSAGE_LEN]);
    let status = |answer: Option<CardAnswer>| answer.unwrap().response.status;
    assert_eq!(
        status(card.answer(&wrong, &mut rng)),
        StatusWord::AUTHENTICATION_FAILED
    );
    assert_eq!(
        status(card.answer(&command, &mut rng)),
        StatusWord::CONDITIONS_NOT_SATISFIED
    );
    assert!(
        card.answer(&Command::new(ins::SELECT, 4, 0), &mut rng)
            .is_none()
    );
}
