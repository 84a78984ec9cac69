//! Plain signatures with keys 81 and 83.

use cie_core::agreement::modular::Modulus;
use cie_core::{
    StatusWord,
    apdu::{Command, Response},
};
use cie_sim::identity::{Identity, RsaKey};
use cie_sim::{Profile, STANDARD_PIN, STANDARD_PUK};
use hex_literal::hex;

use crate::terminal::{OK, authenticated, in_cie};

const OUT_OF_ORDER: StatusWord = StatusWord::CONDITIONS_NOT_SATISFIED;
const DENIED: StatusWord = StatusWord::SECURITY_STATUS_NOT_SATISFIED;
const KEY_81: [u8; 6] = hex!("800102840181");

/// What the signature recovers after `00 01 FF … FF 00`.
fn recovered(key: &RsaKey, response: &Response) -> Vec<u8> {
    assert_eq!(response.status, OK);
    let modulus = Modulus::new(&key.modulus()).unwrap();
    let block = modulus.pow(&response.data, &key.public_exponent()).unwrap();
    let filled = block[2..].iter().take_while(|byte| **byte == 0xFF).count();
    assert_eq!((&block[..2], block[2 + filled]), (&[0, 1][..], 0));
    assert!(filled >= 8);
    block[3 + filled..].to_vec()
}

#[test]
fn key_83_signs_any_challenge_in_clear_without_a_code_on_every_profile() {
    let key = Identity::standard().services_key();
    for profile in Profile::ALL {
        let mut terminal = in_cie(profile, &[]);
        for set in ["002241A406800102840183", "002241A406840183800102"] {
            assert_eq!(terminal.status(set), OK);
            for length in [1, 8, 12, 16, 32, 51, 245] {
                let challenge = vec![0x5A; length];
                let command = Command::new(0x88, 0, 0).data(challenge.clone());
                let sent = command.encode(cie_core::apdu::Form::Short).unwrap();
                assert_eq!(
                    recovered(key, &terminal.send(&sent)),
                    challenge,
                    "{profile}"
                );
            }
        }
    }
}

#[test]
fn key_83_signs_under_protection_too_in_pieces_when_the_challenge_is_long() {
    let key = Identity::standard().services_key();
    let mut terminal = in_cie(Profile::St, &[]);
    terminal.agree();
    assert_eq!(
        terminal.secure_status([0x22, 0x41, 0xA4], &hex!("800102840183")),
        OK
    );
    for length in [8, 245] {
        let challenge = vec![0xA5; length];
        let response = terminal.secure(&Command::new(0x88, 0, 0).data(challenge.clone()));
        assert_eq!(recovered(key, &response), challenge);
    }
}

#[test]
fn what_is_empty_or_too_long_is_not_signed() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.status("002241A406800102840183");
    assert_eq!(terminal.status("0088000000"), StatusWord::WRONG_LENGTH);
    let long = [&hex!("00880000F6")[..], &[1; 246]].concat();
    assert_eq!(terminal.send(&long).status, StatusWord::WRONG_LENGTH);
    assert_eq!(terminal.status("0088000101AA"), StatusWord::WRONG_P1P2);
}

#[test]
fn nothing_is_signed_without_a_key_and_a_key_has_one_algorithm() {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    assert_eq!(terminal.status("0088000001AA"), OUT_OF_ORDER);
    for (command, status) in [
        ("002241A40680019B840183", StatusWord::WRONG_DATA),
        ("002241A406800102840182", StatusWord::WRONG_DATA),
        (
            "002241A406800102840184",
            StatusWord::REFERENCED_DATA_NOT_FOUND,
        ),
        ("002241A403800102", StatusWord::WRONG_DATA),
        ("0022F1A403800102", StatusWord::WRONG_P1P2),
    ] {
        assert_eq!(terminal.status(command), status, "{command}");
    }
    assert_eq!(terminal.status("0088000001AA"), OUT_OF_ORDER);
    // Keys are those of DF_CIE.
    terminal.status("00A40000");
    let status = terminal.status("002241A406800102840183");
    assert_eq!(status, StatusWord::REFERENCED_DATA_NOT_FOUND);
}

#[test]
fn the_holders_key_signs_only_under_protection_after_the_pin_and_then_as_often_as_asked() {
    let key = Identity::standard().user_key();
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    assert_eq!(terminal.status("002241A406800102840181"), OK);
    assert_eq!(terminal.status("0088000001AA"), DENIED);

    let mut terminal = authenticated(Profile::Gemalto, &[]);
    let sign = Command::new(0x88, 0, 0).data(*b"digest info");
    assert_eq!(terminal.secure_status([0x22, 0x41, 0xA4], &KEY_81), OK);
    assert_eq!(terminal.secure(&sign).status, DENIED);
    assert_eq!(terminal.verify(0x82, STANDARD_PUK), OK);
    assert_eq!(terminal.secure(&sign).status, DENIED);
    assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);
    for _ in 0..2 {
        assert_eq!(recovered(key, &terminal.secure(&sign)), b"digest info");
    }
    terminal.verify(0x81, "00000000");
    assert_eq!(terminal.secure(&sign).status, DENIED);
}
