//! Certificate, external authentication, internal authentication.

use cie_core::bytes::tlv;
use cie_core::{
    StatusWord,
    apdu::{Command, Le},
};
use cie_sim::{Profile, STANDARD_PIN};
use hex_literal::hex;

use crate::terminal::{OK, RANDOM, Terminal, authenticated, holder_reference, in_cie};

const OUT_OF_ORDER: StatusWord = StatusWord::CONDITIONS_NOT_SATISFIED;
const NOT_THERE: StatusWord = StatusWord::REFERENCED_DATA_NOT_FOUND;
const WRONG: StatusWord = StatusWord::WRONG_DATA;
const FAILED: StatusWord = StatusWord::AUTHENTICATION_FAILED;
const DENIED: StatusWord = StatusWord::SECURITY_STATUS_NOT_SATISFIED;

const SET_AUTHORITY: [u8; 3] = [0x22, 0x81, 0xB6];
const SET_AUTHENTICATION: [u8; 3] = [0x22, 0x81, 0xA4];
const SET_INTERNAL: [u8; 3] = [0x22, 0x41, 0xA4];
const VERIFY_CERTIFICATE: [u8; 3] = [0x2A, 0x00, 0xAE];
const EXTERNAL: [u8; 3] = [0x82, 0, 0];
const INTERNAL: [u8; 3] = [0x88, 0, 0];
const AUTHORITY: [u8; 6] = hex!("800141830184");
const KEY_82: [u8; 6] = hex!("84018280019B");

fn agreed() -> Terminal {
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.agree();
    terminal
}

fn present(terminal: &mut Terminal, certificate: &[u8]) -> StatusWord {
    assert_eq!(terminal.secure_status(SET_AUTHORITY, &AUTHORITY), OK);
    terminal.secure_status(VERIFY_CERTIFICATE, certificate)
}

#[test]
fn a_certificate_is_verified_only_under_protection_and_with_key_84_set() {
    let mut terminal = agreed();
    let certificate = terminal.certificate(|_| {});
    assert_eq!(
        terminal.secure_status(VERIFY_CERTIFICATE, &certificate),
        OUT_OF_ORDER
    );
    assert_eq!(present(&mut terminal, &certificate), OK);
    for header in [[0x2A, 0x00, 0xBE], [0x2A, 0x80, 0xAE]] {
        let status = terminal.secure_status(header, &certificate);
        assert_eq!(status, StatusWord::WRONG_P1P2);
    }
    // Once for each certificate.
    assert_eq!(
        terminal.secure_status(VERIFY_CERTIFICATE, &certificate),
        OUT_OF_ORDER
    );

    for (data, status) in [
        (&hex!("800141830184")[..], OK),
        (&hex!("830184800141"), OK),
        (&hex!("800102830184"), WRONG),
        (&hex!("800141830185"), NOT_THERE),
        (&hex!("800141"), WRONG),
    ] {
        assert_eq!(
            terminal.secure_status(SET_AUTHORITY, data),
            status,
            "{data:02X?}"
        );
    }
    // With and without Le.
    let with_le = Command::new(0x22, 0x81, 0xB6).data(AUTHORITY).le(Le::Max);
    assert_eq!(terminal.secure(&with_le).status, OK);

    let mut terminal = in_cie(Profile::Gemalto, &[]);
    assert_eq!(terminal.status("002281B606800141830184"), OK);
    assert_eq!(
        terminal.clear_chained(0x2A, 0x00, 0xAE, &certificate),
        OUT_OF_ORDER
    );
}

#[test]
fn a_certificate_with_a_wrong_byte_in_signature_or_remainder_is_6300() {
    let mut terminal = agreed();
    let good = terminal.certificate(|_| {});
    let signature = 10;
    let remainder = good.len() - 10 - 75;
    for byte in [
        signature,
        signature + 128,
        signature + 255,
        remainder,
        remainder + 74,
    ] {
        let mut bad = good.clone();
        bad[byte] ^= 1;
        assert_eq!(present(&mut terminal, &bad), FAILED, "{byte}");
    }
    assert_eq!(
        terminal.secure_status(SET_AUTHENTICATION, &holder_reference()),
        NOT_THERE
    );
}

#[test]
fn a_certificate_that_is_signed_but_malformed_is_6a80() {
    let mut terminal = agreed();
    let first_fields = |field: usize| move |body: &mut Vec<u8>| body[field] ^= 1;
    // Profile, holder authorisation, role, object identifier, parity of the modulus.
    for field in [0, 21, 27, 28, 292] {
        let certificate = terminal.certificate(first_fields(field));
        assert_eq!(present(&mut terminal, &certificate), WRONG, "{field}");
    }
    let certificate = terminal.certificate(|body| body.push(0));
    assert_eq!(present(&mut terminal, &certificate), WRONG);
    // Another authority.
    let certificate = terminal.certificate(first_fields(8));
    assert_eq!(present(&mut terminal, &certificate), NOT_THERE);
}

#[test]
fn a_certificate_without_its_data_objects_is_6a80() {
    let mut terminal = agreed();
    let good = terminal.certificate(|_| {});
    let body = tlv::Tlv::single(&good).unwrap();
    let part = |tag| tlv::encode(tag, body.child(tag).unwrap().value);
    let (signature, remainder) = (part(0x5F37), part(0x5F38));
    for bad in [
        vec![0xAA; 100],
        tlv::encode(0x7F22, body.value),
        tlv::encode(0x7F21, &signature),
        tlv::encode(0x7F21, &remainder),
        tlv::encode(
            0x7F21,
            &[tlv::encode(0x5F37, &[1; 128]), remainder.clone()].concat(),
        ),
        [&good[..], &[0]].concat(),
    ] {
        assert_eq!(present(&mut terminal, &bad), WRONG);
    }
    // The authority's reference in clear may be left out, and may not be another one.
    let without = tlv::encode(0x7F21, &[signature.clone(), remainder.clone()].concat());
    assert_eq!(present(&mut terminal, &without), OK);
    let other = tlv::encode(0x42, b"ANOTHER1");
    let other = tlv::encode(0x7F21, &[signature, remainder, other].concat());
    assert_eq!(present(&mut terminal, &other), NOT_THERE);
}

#[test]
fn only_the_holder_of_a_verified_certificate_can_be_set() {
    let mut terminal = agreed();
    assert_eq!(
        terminal.secure_status(SET_AUTHENTICATION, &holder_reference()),
        NOT_THERE
    );
    let certificate = terminal.certificate(|_| {});
    assert_eq!(present(&mut terminal, &certificate), OK);
    let mut other = holder_reference();
    *other.last_mut().unwrap() ^= 1;
    assert_eq!(
        terminal.secure_status(SET_AUTHENTICATION, &other),
        NOT_THERE
    );
    assert_eq!(
        terminal.secure_status(SET_AUTHENTICATION, &holder_reference()),
        OK
    );
}

#[test]
fn a_challenge_is_good_for_one_attempt() {
    let mut terminal = agreed();
    terminal.present_certificate();
    let challenge = terminal.challenge();
    let proof = terminal.proof(&challenge);
    assert_eq!(terminal.secure_status(EXTERNAL, &proof), OK);
    assert_eq!(terminal.secure_status(EXTERNAL, &proof), OUT_OF_ORDER);

    let challenge = terminal.challenge();
    let mut bad = terminal.proof(&challenge);
    bad[100] ^= 1;
    assert_eq!(terminal.secure_status(EXTERNAL, &bad), FAILED);
    let good = terminal.proof(&challenge);
    assert_eq!(terminal.secure_status(EXTERNAL, &good), OUT_OF_ORDER);
    // The failure has taken the role back.
    assert_eq!(terminal.secure_status(SET_INTERNAL, &KEY_82), OK);
    assert_eq!(terminal.secure_status(INTERNAL, &RANDOM), DENIED);
}

#[test]
fn challenges_differ_and_have_eight_bytes() {
    let mut terminal = agreed();
    assert_ne!(terminal.challenge(), terminal.challenge());
    for (le, status) in [
        (Le::None, OK),
        (Le::Max, OK),
        (Le::Exact(4), StatusWord::WRONG_LENGTH),
    ] {
        let response = terminal.secure(&Command::new(0x84, 0, 0).le(le));
        assert_eq!(response.status, status);
        assert_eq!(response.data.len(), if status == OK { 8 } else { 0 });
    }
    assert_eq!(
        terminal.secure_status([0x84, 0, 1], &[]),
        StatusWord::WRONG_P1P2
    );
}

#[test]
fn external_authentication_covers_both_values_serial_number_challenge_and_group() {
    let mut terminal = agreed();
    terminal.present_certificate();
    let agreed = terminal.agreed.clone();
    let fields: [fn(&mut Terminal) -> &mut Vec<u8>; 5] = [
        |terminal| &mut terminal.agreed.own,
        |terminal| &mut terminal.agreed.chip,
        |terminal| &mut terminal.agreed.g,
        |terminal| &mut terminal.agreed.p,
        |terminal| &mut terminal.agreed.q,
    ];
    for field in fields {
        field(&mut terminal)[0] ^= 1;
        let challenge = terminal.challenge();
        let proof = terminal.proof(&challenge);
        assert_eq!(terminal.secure_status(EXTERNAL, &proof), FAILED);
        terminal.agreed = agreed.clone();
    }
    let mut challenge = terminal.challenge();
    challenge[0] ^= 1;
    let proof = terminal.proof(&challenge);
    assert_eq!(terminal.secure_status(EXTERNAL, &proof), FAILED);
    let challenge = terminal.challenge();
    let mut proof = terminal.proof(&challenge);
    proof[7] ^= 1;
    assert_eq!(terminal.secure_status(EXTERNAL, &proof), FAILED);
}

#[test]
fn external_authentication_in_the_wrong_order_or_length_is_refused() {
    let mut terminal = agreed();
    let proof = terminal.proof(&[0; 8]);
    assert_eq!(terminal.secure_status(EXTERNAL, &proof), OUT_OF_ORDER);
    terminal.challenge();
    assert_eq!(terminal.secure_status(EXTERNAL, &proof), OUT_OF_ORDER);
    terminal.present_certificate();
    // The attempt before has used the challenge up.
    assert_eq!(terminal.secure_status(EXTERNAL, &proof), OUT_OF_ORDER);
    terminal.challenge();
    assert_eq!(terminal.secure_status(EXTERNAL, &proof), FAILED);
    terminal.challenge();
    assert_eq!(terminal.secure_status(EXTERNAL, &proof[..263]), WRONG);
    assert_eq!(
        terminal.secure_status([0x82, 0, 1], &proof),
        StatusWord::WRONG_P1P2
    );
    let mut terminal = in_cie(Profile::Gemalto, &[]);
    terminal.status("0084000008");
    assert_eq!(terminal.clear_chained(0x82, 0, 0, &proof), OUT_OF_ORDER);
}

#[test]
fn the_chip_proves_itself_only_to_a_proved_terminal() {
    let mut terminal = agreed();
    assert_eq!(terminal.secure_status(INTERNAL, &RANDOM), OUT_OF_ORDER);
    assert_eq!(terminal.secure_status(SET_INTERNAL, &KEY_82), OK);
    assert_eq!(terminal.secure_status(INTERNAL, &RANDOM), DENIED);
    terminal.prove_terminal();
    assert_eq!(
        terminal.secure_status(INTERNAL, &RANDOM[..7]),
        StatusWord::WRONG_LENGTH
    );
    assert_eq!(terminal.verify(0x81, STANDARD_PIN), DENIED);

    let mut terminal = in_cie(Profile::Gemalto, &[]);
    assert_eq!(terminal.status("002241A40684018280019B"), OK);
    assert_eq!(terminal.status("0088000008 1112131415161718"), OUT_OF_ORDER);
}

#[test]
fn the_chips_answer_keeps_the_keys_and_starts_the_counter_anew() {
    let mut terminal = agreed();
    let keys = terminal.card.session_keys();
    terminal.authenticate();
    assert_eq!(terminal.card.session_keys(), keys);
    // The terminal has taken the new counter: were it another one, this would be 6988.
    assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);

    let mut terminal = agreed();
    let (_, counter) = terminal.channel.clone().unwrap();
    terminal.authenticate();
    terminal.channel.as_mut().unwrap().1 = counter;
    let answer = terminal.protected_answer(&Command::new(0x84, 0, 0));
    assert_eq!(answer.status, StatusWord::SM_OBJECTS_INCORRECT);
}

#[test]
fn device_authentication_can_be_done_again_in_the_same_session() {
    let mut terminal = authenticated(Profile::Gemalto, &[]);
    terminal.authenticate();
    assert_eq!(terminal.verify(0x81, STANDARD_PIN), OK);
}
