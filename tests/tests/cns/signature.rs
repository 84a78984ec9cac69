//! A TS-CNS signs. What it has signed is held against `openssl`; without that
//! command these tests fail.

mod refusals;

use std::{fs, process::Command};

use cie_core::{
    CardKind, ChipProof, Error, ErrorKind, Limits, Operation, Phase, Transceive,
    apdu::command::ins, bytes::hex, extension::Signature,
};
use cie_document::trust::{hash::HashAlgorithm, message_digest::MessageDigest};
use cie_sim::cns::{Card, Profile};
use cie_tests::{
    Codes, LinkFault, Rig,
    rig::pin,
    tcp::TcpCard,
    wire::{Exchange, Script},
};
use serde::Deserialize;
use tempfile::TempDir;

const CODES: Codes = Codes::CNS;
const MESSAGE: &[u8] = b"Nel mezzo del cammin di nostra vita";

const ALGORITHMS: [(HashAlgorithm, &str); 5] = [
    (HashAlgorithm::Sha1, "-sha1"),
    (HashAlgorithm::Sha224, "-sha224"),
    (HashAlgorithm::Sha256, "-sha256"),
    (HashAlgorithm::Sha384, "-sha384"),
    (HashAlgorithm::Sha512, "-sha512"),
];

/// A link that carries no more than it must.
const SMALLEST: Limits = Limits::SHORT.carrying(Limits::SMALLEST, Limits::SMALLEST);

fn digest() -> MessageDigest {
    MessageDigest::of(HashAlgorithm::Sha256, MESSAGE)
}

fn sign(rig: &mut Rig<Card>, digits: &str) -> Result<Signature, Error> {
    rig.tap(|card| cie_document::sign(card, &pin(digits), &digest()))
}

/// Over a link of the test's own making.
fn sign_over(rig: &mut Rig<Card>, link: &mut dyn Transceive) -> Result<Signature, Error> {
    let mut hand = rig.hand();
    cie_document::sign(&mut hand.card_on(link), &pin(CODES.pin), &digest())
}

/// Whether `openssl` verifies a signature with the certificate's key.
fn openssl_verifies(card: &Card, digest: &str, message: &[u8], signature: &[u8]) -> bool {
    let folder = TempDir::new().unwrap();
    let run = |arguments: &str| {
        let mut openssl = Command::new("openssl");
        openssl.args(arguments.split(' ')).current_dir(&folder);
        let output = openssl.output().expect("openssl is not installed");
        output.status.success()
    };
    fs::write(folder.path().join("certificate"), card.certificate()).unwrap();
    fs::write(folder.path().join("message"), message).unwrap();
    fs::write(folder.path().join("signature"), signature).unwrap();
    assert!(run(
        "x509 -inform DER -in certificate -noout -pubkey -out key"
    ));
    run(&format!(
        "dgst {digest} -verify key -signature signature message"
    ))
}

fn sent(log: &[Exchange], instruction: u8) -> Vec<&[u8]> {
    let commands = log.iter().map(|exchange| exchange.command.as_slice());
    commands
        .filter(|command| command[1] == instruction)
        .collect()
}

#[test]
fn every_card_system_signs_every_digest_over_every_link_and_openssl_verifies_it() {
    for profile in Profile::ALL {
        for (algorithm, name) in ALGORITHMS {
            let digest = MessageDigest::of(algorithm, MESSAGE);
            let signatures = [Limits::EXTENDED, Limits::SHORT, SMALLEST].map(|limits| {
                let mut rig = Rig::cns(profile, limits);
                let signature = rig
                    .tap(|card| cie_document::sign(card, &pin(CODES.pin), &digest))
                    .unwrap();
                assert_eq!(signature.certificate, rig.card.certificate());
                assert_eq!(signature.report.operation, Operation::Sign);
                assert_eq!(signature.report.chip, ChipProof::NOTHING);
                assert_eq!(signature.report.tries_left.unwrap().at_least, 3);
                let exchanges = signature.report.traffic.exchanges as usize;
                assert_eq!(exchanges, rig.last.log.len());
                assert_eq!(rig.received(ins::VERIFY), 1, "{profile}");
                assert_eq!(rig.record().pending, None);
                signature.bytes
            });
            let [extended, short, smallest] = &signatures;
            assert_eq!((extended, extended), (short, smallest), "{profile}");
            let card = Rig::cns(profile, Limits::SHORT).card;
            assert!(
                openssl_verifies(&card, name, MESSAGE, extended),
                "{profile} {name}"
            );
            assert!(
                !openssl_verifies(&card, name, b"another", extended),
                "{profile} {name}"
            );
        }
    }
}

/// What OpenSC had the simulated card sign. The suites hold OpenSC against the
/// same file.
#[derive(Deserialize)]
struct OfOpenSc {
    message: String,
    signature: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    modulus_length: usize,
    value: String,
}

#[test]
fn the_signature_is_byte_for_byte_what_opensc_had_the_card_make() {
    let file = include_str!("../../vectors/ts-cns-signature.toml");
    let OfOpenSc { message, signature } = toml::from_str(file).unwrap();
    let digest = MessageDigest::of(HashAlgorithm::Sha256, message.as_bytes());
    for profile in Profile::ALL {
        let length = profile.modulus_length();
        let of_opensc = signature.iter().find(|one| one.modulus_length == length);
        let digits = of_opensc.unwrap().value.split_whitespace();
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let ours = rig
            .tap(|card| cie_document::sign(card, &pin(CODES.pin), &digest))
            .unwrap();
        assert_eq!(
            hex::upper(&ours.bytes),
            digits.collect::<String>(),
            "{profile}"
        );
    }
}

#[test]
fn over_tcp_every_card_system_signs_too() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let mut link = TcpCard::serve(rig.card.clone(), rig.limits.clone());
        let signature = sign_over(&mut rig, &mut link).unwrap();
        let card = link.into_card();
        assert!(
            openssl_verifies(&card, "-sha256", MESSAGE, &signature.bytes),
            "{profile}"
        );
    }
}

/// As OpenSC sends them.
#[test]
fn the_commands_are_those_that_opensc_sends() {
    for profile in Profile::ALL {
        for limits in [Limits::EXTENDED, Limits::SHORT] {
            let mut rig = Rig::cns(profile, limits.clone());
            sign(&mut rig, CODES.pin).unwrap();
            let key = match profile {
                Profile::Idemia | Profile::IdemiaNfc => "0022F1B803830102",
                _ => "0022F1B803830101",
            };
            let environment = sent(&rig.last.log, ins::MANAGE_SECURITY_ENVIRONMENT);
            let environment: Vec<_> = environment.into_iter().map(hex::upper).collect();
            assert_eq!(environment, ["0022F30300", key], "{profile}");
            let operation = sent(&rig.last.log, ins::PERFORM_SECURITY_OPERATION);
            let heads: Vec<_> = operation
                .iter()
                .map(|command| hex::upper(command.get(..8).unwrap_or(command)))
                .collect();
            let expected: &[&str] = match (profile, limits.extended) {
                (Profile::Athena, _) => &["002A808681000001"],
                (_, true) => &["002A808600010100"],
                (_, false) => &["102A8086FF000001", "002A808602"],
            };
            for (head, expected) in heads.iter().zip(expected) {
                assert!(head.starts_with(expected), "{profile}: {head}");
            }
            assert_eq!(heads.len(), expected.len(), "{profile}");
            // The PIN first; behind it nothing but the signature.
            let order: Vec<u8> = rig.last.log.iter().map(|one| one.command[1]).collect();
            let verify = order.iter().position(|ins| *ins == ins::VERIFY).unwrap();
            let behind = order.len() - verify - 1;
            assert_eq!(behind, 2 + expected.len(), "{profile}");
        }
    }
}

/// Where `wanted` ends in what the card answered to READ BINARY: the exchange
/// and the byte.
fn end_of(log: &[Exchange], wanted: &[u8]) -> (usize, usize) {
    let read = |exchange: &Exchange| exchange.command[1] == ins::READ_BINARY;
    let places: Vec<(usize, usize, u8)> = log
        .iter()
        .enumerate()
        .filter(|(_, exchange)| read(exchange))
        .flat_map(|(index, Exchange { response, .. })| {
            let data = &response[..response.len() - 2];
            data.iter()
                .enumerate()
                .map(move |(at, byte)| (index, at, *byte))
        })
        .collect();
    let found = places
        .windows(wanted.len())
        .position(|window| window.iter().map(|(.., byte)| byte).eq(wanted))
        .expect("it is not in what was read");
    let (exchange, byte, _) = places[found + wanted.len() - 1];
    (exchange, byte)
}

/// The card's certificate, as it is read, with the last byte of `wanted` bent.
fn with_certificate_bent(profile: Profile, wanted: &str, mask: u8) -> Rig<Card> {
    let mut whole = Rig::cns(profile, Limits::EXTENDED);
    sign(&mut whole, CODES.pin).unwrap();
    let (exchange, byte) = end_of(&whole.last.log, &hex::decode(wanted).unwrap());
    let mut rig = Rig::cns(profile, Limits::EXTENDED);
    rig.bend = Some(LinkFault::Flip {
        exchange,
        byte,
        mask,
    });
    rig
}

/// `id-kp-clientAuth`, by one bit `id-kp-codeSigning` (RFC 5280 section
/// 4.2.1.12).
const CLIENT_AUTH: &str = "06082B06010505070302";
/// `id-ce-keyUsage`, critical, with `digitalSignature` alone.
const KEY_USAGE: &str = "0603551D0F0101FF040403020780";

#[test]
fn a_key_that_is_for_signatures_alone_signs_by_the_other_command_with_the_same_result() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let expected = sign(&mut rig, CODES.pin).unwrap();
        let mut rig = with_certificate_bent(profile, CLIENT_AUTH, 0x01);
        let signature = sign(&mut rig, CODES.pin).unwrap();
        assert_eq!(signature.bytes, expected.bytes, "{profile}");
        let [_, set] = sent(&rig.last.log, ins::MANAGE_SECURITY_ENVIRONMENT)[..] else {
            panic!("{profile}")
        };
        assert_eq!(set[2..4], [0xF1, 0xB6], "{profile}");
        for operation in sent(&rig.last.log, ins::PERFORM_SECURITY_OPERATION) {
            assert_eq!(operation[2..4], [0x9E, 0x9A], "{profile}");
        }
    }
}

#[test]
fn a_key_that_is_not_for_signatures_is_not_used_and_the_pin_is_not_sent() {
    for profile in Profile::ALL {
        let mut rig = with_certificate_bent(profile, KEY_USAGE, 0x80);
        let error = sign(&mut rig, CODES.pin).unwrap_err();
        let card = CardKind::TsCns;
        assert_eq!(error.kind, ErrorKind::NotOnThisCard { card }, "{profile}");
        assert_eq!(rig.received(ins::VERIFY), 0, "{profile}");
    }
}

#[test]
fn a_card_without_a_certificate_is_told_before_the_pin_is_sent() {
    let commands = ["00A4080C0411001101", "00A4080C06140090012002"];
    let commands = commands.map(|command| hex::decode(command).unwrap());
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let mut card = rig.card.clone();
        let mut link = Script::new(rig.limits.clone(), |command| {
            if commands.iter().any(|select| select == command) {
                return Ok(vec![0x6A, 0x82]);
            }
            assert_ne!(command[1], ins::VERIFY);
            card.exchange(command)
        });
        let error = sign_over(&mut rig, &mut link).unwrap_err();
        let card = CardKind::TsCns;
        assert_eq!(error.kind, ErrorKind::NotOnThisCard { card }, "{profile}");
    }
}

#[test]
fn a_signature_that_the_certificate_does_not_verify_is_not_returned() {
    for profile in Profile::ALL {
        let mut whole = Rig::cns(profile, Limits::EXTENDED);
        sign(&mut whole, CODES.pin).unwrap();
        let exchange = whole.last.log.len() - 1;
        for byte in [0, profile.modulus_length() - 1] {
            let mut rig = Rig::cns(profile, Limits::EXTENDED);
            rig.bend = Some(LinkFault::Flip {
                exchange,
                byte,
                mask: 0x01,
            });
            let error = sign(&mut rig, CODES.pin).unwrap_err();
            assert_eq!(error.kind, ErrorKind::CardMisbehaved("a wrong signature"));
            assert_eq!(
                (error.phase, error.card),
                (Phase::Sign, Some(CardKind::TsCns))
            );
            assert_eq!(rig.record().pending, None);
            assert_eq!(rig.card.pin_tries(), 3);
        }
    }
}

#[test]
fn neither_trace_nor_debug_show_pin_holder_or_signature() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let signature = sign(&mut rig, CODES.pin).unwrap();
        let shown = format!("{}\n{signature:?}", rig.last.trace.join("\n")).to_uppercase();
        let holder = cie_sim::identity::Identity::standard().holder();
        for secret in [
            CODES.pin.into(),
            hex::upper(CODES.pin.as_bytes()),
            holder.fiscal_code.into(),
            hex::upper(&signature.bytes[..8]),
        ] {
            assert!(!shown.contains(&secret), "{profile}");
        }
        assert!(shown.contains("SIGN"), "{shown}");
    }
}
