//! Terminal and card against each other.

use super::*;

#[test]
fn the_protocol_of_the_cie_gives_both_sides_one_channel_with_nonces_of_8_and_16_bytes() {
    for nonce_len in [8, 16] {
        let mut rng = rng(nonce_len as u64);
        let choice = choice(Mapping::Generic, Suite::TripleDes, 2);
        let settings = CardSettings {
            nonce_len,
            ..CardSettings::default()
        };
        let password = can(b"010203");
        let mut card = Card::begin(choice.clone(), &password, settings, &mut rng).unwrap();
        let mut terminal = Terminal::begin(choice, &password);
        let (mut terminal, mut card) = run(&mut terminal, &mut card, &mut rng).unwrap();
        assert_same_channel(&mut terminal, &mut card);
        assert_eq!(terminal.transcript.nonce_len, nonce_len);
    }
}

#[test]
fn a_wrong_password_shows_at_the_token_and_on_both_sides() {
    let mut rng = rng(1);
    let choice = choice(Mapping::Generic, Suite::TripleDes, 2);
    let mut card = Card::begin(
        choice.clone(),
        &can(b"010203"),
        CardSettings::default(),
        &mut rng,
    )
    .unwrap();
    let mut terminal = Terminal::begin(choice, &can(b"010204"));
    assert_eq!(
        run(&mut terminal, &mut card, &mut rng).unwrap_err(),
        PaceError::WrongPassword { tries: None }
    );
    assert_eq!(terminal.step(), None);
}
