//! How the chip proves itself: chip authentication, its mapping, active authentication.

use cie_core::agreement::chip_authentication::ChipAuthenticationError;
use cie_core::agreement::modular::Modulus;
use cie_core::agreement::pace::PaceError;
use cie_core::bytes::tlv;
use cie_core::{
    StatusWord,
    apdu::{Command, Le},
};
use cie_sim::identity::{Curve, Identity};
use cie_sim::lds::LdsFile;
use ecdsa::signature::Verifier;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::terminal::{OK, REFUSED, SELECT_DOCUMENT, Terminal, right};

const CHALLENGE: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

fn challenge() -> Command {
    Command::new(0x88, 0, 0).data(CHALLENGE).le(Le::Max)
}

#[test]
fn every_key_of_chip_authentication_gives_a_channel_that_works() {
    for suite in ["dh-3des", "dh-aes128", "dh-aes256", "ecdh-3des-bp256"]
        .map(str::to_owned)
        .into_iter()
        .chain(Curve::ALL.map(|curve| format!("ecdh-aes192-{curve}")))
    {
        let mut terminal = Terminal::open(&[&format!("chip-authentication={suite}")], &[]);
        let before = terminal.card.session_keys().unwrap();
        let document = terminal.card.travel_document();
        terminal
            .authenticate_chip(&document.chip_keys()[0])
            .unwrap();
        assert_ne!(terminal.card.session_keys().unwrap(), before);
        assert_eq!(
            terminal.read(1),
            document.file(LdsFile::DataGroup(1)).unwrap(),
            "{suite}"
        );
    }
}

#[test]
fn of_several_keys_the_numbered_one_is_used() {
    let settings = ["chip-authentication=dh-3des,ecdh-aes128-p256,ecdh-aes256-p256"];
    let mut terminal = Terminal::open(&settings, &[]);
    let document = terminal.card.travel_document();
    for key in document.chip_keys() {
        terminal.authenticate_chip(key).unwrap();
        assert_eq!(terminal.read_status(1), OK);
    }
    let mut unknown = document.chip_keys()[0].clone();
    unknown.id = Some(9);
    assert_eq!(
        terminal.authenticate_chip(&unknown).unwrap_err(),
        ChipAuthenticationError::Refused(StatusWord::REFERENCED_DATA_NOT_FOUND)
    );
    assert_eq!(terminal.read_status(1), OK);
}

#[test]
fn chip_authentication_works_after_basic_access_too_and_in_pieces_of_short_commands() {
    let mut terminal = Terminal::new(&[]);
    terminal.clear(SELECT_DOCUMENT);
    terminal.basic_access(&terminal.mrz()).unwrap();
    let document = terminal.card.travel_document();
    terminal
        .authenticate_chip(&document.chip_keys()[0])
        .unwrap();
    assert_eq!(terminal.read_status(1), OK);
}

#[test]
fn before_the_document_is_open_the_chip_proves_nothing() {
    let mut terminal = Terminal::new(&["active-authentication=ecdsa"]);
    terminal.clear(SELECT_DOCUMENT);
    assert_eq!(terminal.status("002241A603910102"), REFUSED);
    assert_eq!(terminal.status("0088000008 0102030405060708 00"), REFUSED);
    let mut terminal = Terminal::open(&["chip-authentication=none"], &[]);
    let none = StatusWord::REFERENCED_DATA_NOT_FOUND;
    assert_eq!(terminal.secure_hex("002241A603910102").status, none);
    assert_eq!(
        terminal.secure(&challenge()).status,
        StatusWord::CONDITIONS_NOT_SATISFIED
    );
    let mut terminal = Terminal::open(&[], &[]);
    assert_eq!(
        terminal.secure_hex("002241A603910102").status,
        StatusWord::WRONG_DATA
    );
    let go_on = Command::new(0x86, 0, 0).data([0x7C, 0x00]).le(Le::Max);
    assert_eq!(
        terminal.secure(&go_on).status,
        StatusWord::CONDITIONS_NOT_SATISFIED
    );
}

#[test]
fn a_chip_with_another_key_than_the_signed_one_is_found_out_by_the_next_exchange() {
    for suite in ["dh-3des", "ecdh-aes128-bp256"] {
        let settings = [format!("chip-authentication={suite}")];
        let mut terminal = Terminal::open(
            &settings.each_ref().map(String::as_str),
            &["other-chip-key"],
        );
        let document = terminal.card.travel_document();
        terminal
            .authenticate_chip(&document.chip_keys()[0])
            .unwrap();
        let read = Command::new(0xB0, 0x81, 0).le(Le::Exact(8));
        terminal.try_secure(&read).unwrap_err();
    }
}

#[test]
fn chip_authentication_mapping_proves_the_key_of_ef_card_security_and_no_other() {
    for curve in Curve::ALL {
        let setting = format!("pace=ecdh-cam-aes128-{}", curve.parameter_id());
        for (fault, expected) in [
            ("seed=1", Ok(())),
            ("other-chip-key", Err(PaceError::ChipNotProved)),
        ] {
            let mut terminal = Terminal::with_faults(&[&setting], &[fault]);
            let data = terminal.pace(&right()).unwrap().chip_data.unwrap();
            let document = terminal.card.travel_document();
            let key = document.mapping_key(curve).unwrap();
            assert_eq!(data.verify(key.public_point()), expected, "{curve}");
        }
    }
}

/// The representative of a signature by the chip's RSA key.
fn opened(signature: &[u8]) -> Vec<u8> {
    let key = Identity::standard().device_authentication_key();
    let modulus = Modulus::new(&key.modulus()).unwrap();
    modulus
        .pow(signature, &key.public_exponent())
        .unwrap()
        .to_vec()
}

#[test]
fn active_authentication_with_rsa_signs_the_challenge_behind_a_random_part() {
    for (kind, trailer, hash) in [
        ("rsa-sha1", &[0xBC][..], 20),
        ("rsa-sha256", &[0x34, 0xCC], 32),
    ] {
        for (fault, holds) in [("seed=1", true), ("wrong-chip-signature", false)] {
            let setting = format!("active-authentication={kind}");
            let mut terminal = Terminal::open(&[&setting], &[fault]);
            let block = opened(&terminal.secure(&challenge()).data);
            let again = opened(&terminal.secure(&challenge()).data);
            assert_eq!(block[0], 0x6A);
            let body = block[1..].strip_suffix(trailer).unwrap();
            let (random, digest) = body.split_at(body.len() - hash);
            assert_ne!(&again[1..9], &random[..8]);
            let message = [random, &CHALLENGE].concat();
            let expected = match hash {
                20 => Sha1::digest(&message).to_vec(),
                _ => Sha256::digest(&message).to_vec(),
            };
            assert_eq!(expected == digest, holds, "{kind}, {fault}");
        }
    }
}

#[test]
fn active_authentication_with_ecdsa_signs_the_challenge_with_the_key_of_dg15() {
    for (fault, holds) in [("seed=1", true), ("wrong-chip-signature", false)] {
        let mut terminal = Terminal::open(&["active-authentication=ecdsa"], &[fault]);
        let signature = terminal.secure(&challenge()).data;
        let dg15 = terminal.read(15);
        let point = tlv::descend(&dg15, &[0x6F, 0x30, 0x03]).unwrap().value;
        let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&point[1..]).unwrap();
        let signature = p256::ecdsa::Signature::from_slice(&signature).unwrap();
        assert_eq!(key.verify(&CHALLENGE, &signature).is_ok(), holds, "{fault}");
    }
    let mut terminal = Terminal::open(&["active-authentication=ecdsa"], &[]);
    let short = Command::new(0x88, 0, 0).data([1; 7]).le(Le::Max);
    assert_eq!(terminal.secure(&short).status, StatusWord::WRONG_LENGTH);
}
