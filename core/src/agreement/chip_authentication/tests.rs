#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use chacha20::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;
use crate::apdu::Form;

const SUITES: [Suite; 4] = [
    Suite::TripleDes,
    Suite::Aes128,
    Suite::Aes192,
    Suite::Aes256,
];

/// A card with a fresh key, and a terminal that has read it.
fn pair(group: &Group, suite: Suite, key_id: Option<&[u8]>, seed: u64) -> (Terminal, CardSide) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let key = group.draw_any(&group.generator(), &mut rng).unwrap();
    let card = CardSide::new(group.clone(), key.private().clone(), key_id).unwrap();
    let chip = ChipPublicKey::new(group.clone(), card.public_key()).unwrap();
    let agreement = group.agreement();
    let protocol = Protocol { agreement, suite };
    let terminal = Terminal::begin(protocol, chip, key_id, &mut rng).unwrap();
    (terminal, card)
}

/// Lets both sides talk; gives both channels.
fn run(
    terminal: &mut Terminal,
    card: &mut CardSide,
) -> Result<(SecureMessaging, SecureMessaging), ChipAuthenticationError> {
    loop {
        let answer = card.answer(&terminal.next().unwrap()).unwrap();
        if let Accepted::Done(channel) = terminal.accept(&answer.response)? {
            return Ok((*channel, *answer.channel.unwrap()));
        }
    }
}

fn arrives(terminal: &mut SecureMessaging, card: &mut SecureMessaging) -> bool {
    let command = Command::new(ins::READ_BINARY, 0x81, 0).le(Le::Max);
    let sent = terminal.protect(&command, Form::Short, Le::Max).unwrap();
    card.open_command(&sent)
        .is_ok_and(|opened| opened == command)
}

#[test]
fn both_sides_have_one_channel_in_every_group_and_suite_with_and_without_a_key_name() {
    for (seed, id) in (0..).zip(Group::PARAMETER_IDS) {
        let group = Group::standardised(id).unwrap();
        for suite in SUITES {
            for key_id in [None, Some(&[0x01][..]), Some(&[0x00, 0xFF])] {
                let (mut terminal, mut card) = pair(&group, suite, key_id, seed);
                let (mut terminal, mut card) = run(&mut terminal, &mut card).unwrap();
                assert!(arrives(&mut terminal, &mut card), "{group:?} {suite:?}");
            }
        }
    }
}

#[test]
fn a_chip_with_another_private_key_has_another_channel() {
    let group = Group::standardised(13).unwrap();
    let (mut terminal, _) = pair(&group, Suite::Aes128, None, 1);
    let (_, mut impostor) = pair(&group, Suite::Aes128, None, 2);
    let (mut terminal, mut impostor) = run(&mut terminal, &mut impostor).unwrap();
    assert!(!arrives(&mut terminal, &mut impostor));
}

#[test]
fn the_commands_are_those_of_the_standard() {
    let group = Group::standardised(12).unwrap();
    let (terminal, _) = pair(&group, Suite::TripleDes, Some(&[0x07]), 3);
    let command = terminal.next().unwrap();
    let header = |command: &Command| [command.cla, command.ins, command.p1, command.p2];
    assert_eq!(header(&command), [0x00, 0x22, 0x41, 0xA6]);
    let mut expected = vec![0x91, 65];
    expected.extend_from_slice(terminal.own.public().as_bytes());
    expected.extend_from_slice(&[0x84, 1, 0x07]);
    assert_eq!(*command.data, expected);

    let (mut terminal, _) = pair(&group, Suite::Aes256, None, 4);
    let command = terminal.next().unwrap();
    assert_eq!(header(&command), [0x00, 0x22, 0x41, 0xA4]);
    assert_eq!(
        *command.data,
        [0x80, 10, 0x04, 0, 0x7F, 0, 7, 2, 2, 3, 2, 4]
    );
    terminal.accept(&Response::status(StatusWord::OK)).unwrap();
    let command = terminal.next().unwrap();
    assert_eq!(header(&command), [0x00, 0x86, 0x00, 0x00]);
    let mut expected = vec![0x7C, 67, 0x80, 65];
    expected.extend_from_slice(terminal.own.public().as_bytes());
    assert_eq!(*command.data, expected);
}

#[test]
fn a_group_that_is_told_without_its_order_works_as_well() {
    let standard = Group::standardised(0).unwrap();
    // The same prime, and as generator the square of the usual one.
    let g = standard.generator();
    let square = standard
        .key_pair(&g, crate::agreement::group::PrivateKey::new(&[2]))
        .unwrap();
    let p = crate::bytes::hex::decode(
        "B10B8F96A080E01DDE92DE5EAE5D54EC52C99FBCFB06A3C69A6A9DCA52D23B61\
         6073E28675A23D189838EF1E2EE652C013ECB4AEA906112324975C3CD49B83BF\
         ACCBDD7D90C4BD7098488E9C219A73724EFFD6FAE5644738FAA31A4FF55BCCC0\
         A151AF5F0DC8B4BD45BF37DF365C1A65E68CFDA76D4DA708DF1FB2BC2E4A4371",
    )
    .unwrap();
    let group = Group::diffie_hellman(&p, square.public().as_bytes(), None).unwrap();
    assert_eq!(group.parameter_id(), None);
    let (mut terminal, mut card) = pair(&group, Suite::TripleDes, None, 5);
    let (mut terminal, mut card) = run(&mut terminal, &mut card).unwrap();
    assert!(arrives(&mut terminal, &mut card));
    assert_eq!(
        Group::diffie_hellman(&p, g.as_bytes(), None)
            .unwrap()
            .parameter_id(),
        Some(0)
    );
}

#[test]
fn a_protocol_of_the_other_kind_and_a_bad_key_are_refused_before_anything_is_sent() {
    let group = Group::standardised(12).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(6);
    let (_, card) = pair(&group, Suite::Aes128, None, 6);
    let chip = ChipPublicKey::new(group.clone(), card.public_key()).unwrap();
    let protocol = Protocol {
        agreement: Agreement::Dh,
        suite: Suite::Aes128,
    };
    assert_eq!(
        Terminal::begin(protocol, chip, None, &mut rng).unwrap_err(),
        ChipAuthenticationError::Unsupported
    );
    let mut off_curve = card.public_key().to_vec();
    *off_curve.last_mut().unwrap() ^= 1;
    assert_eq!(
        ChipPublicKey::new(group, &off_curve).unwrap_err(),
        ChipAuthenticationError::UnusableKey(GroupError::NotAnElement)
    );
}

#[test]
fn the_card_refuses_bad_keys_unknown_names_and_commands_out_of_turn() {
    let group = Group::standardised(12).unwrap();
    let (mut terminal, mut card) = pair(&group, Suite::Aes128, Some(&[1]), 7);
    let set_at = terminal.next().unwrap();
    terminal.accept(&Response::status(StatusWord::OK)).unwrap();
    let general = terminal.next().unwrap();
    let mut status = |command: &Command| card.answer(command).unwrap().response.status;
    assert_eq!(status(&general), StatusWord::CONDITIONS_NOT_SATISFIED);
    let unnamed = set_at.clone().data(set_at.data.get(..12).unwrap());
    assert_eq!(status(&unnamed), StatusWord::REFERENCED_DATA_NOT_FOUND);
    assert_eq!(status(&set_at), StatusWord::OK);
    let mut bad = general.clone();
    *bad.data.last_mut().unwrap() ^= 1;
    assert_eq!(status(&bad), StatusWord::WRONG_DATA);
    // A failure ends the attempt.
    assert_eq!(status(&general), StatusWord::CONDITIONS_NOT_SATISFIED);
    assert_eq!(status(&set_at), StatusWord::OK);
    assert_eq!(status(&general), StatusWord::OK);
    assert!(card.answer(&Command::new(ins::SELECT, 4, 0)).is_none());
}

#[test]
fn a_refusal_ends_the_run() {
    let group = Group::standardised(12).unwrap();
    let (mut terminal, _) = pair(&group, Suite::Aes128, None, 8);
    let status = StatusWord::REFERENCED_DATA_NOT_FOUND;
    assert_eq!(
        terminal.accept(&Response::status(status)).unwrap_err(),
        ChipAuthenticationError::Refused(status)
    );
    assert!(terminal.next().is_none());
}

#[test]
fn identifiers_lead_back_to_their_protocol() {
    for agreement in [Agreement::Dh, Agreement::Ecdh] {
        for suite in SUITES {
            let protocol = Protocol { agreement, suite };
            assert_eq!(Protocol::from_oid(&protocol.oid()), Some(protocol));
        }
    }
    assert_eq!(Protocol::from_oid(&ID_CA), None);
    for tail in [[0, 1], [3, 1], [1, 0], [2, 5]] {
        assert_eq!(Protocol::from_oid(&[&ID_CA[..], &tail].concat()), None);
    }
}
