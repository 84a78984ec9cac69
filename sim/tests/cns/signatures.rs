//! The holder's key: the order of commands that OpenSC keeps, and what comes out.

use cie_core::bytes::hex;
use cie_sim::cns::Profile;
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::signature::Verifier;
use rsa::{RsaPublicKey, pkcs1::DecodeRsaPublicKey};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::der::Decode;

use crate::reader::{OK, Reader};

const PIN: &str = "3234363830FFFFFF";
const RESTORE: &str = "0022F30300";
const OUT_OF_ORDER: u16 = 0x6985;

/// Algorithm and form of a SHA-256 hash (RFC 8017, section 9.2, note 1).
const DIGEST_INFO: &str = "3031300D060960864801650304020105000420";

/// `00 01 FF … FF 00`, DigestInfo, hash: as long as the modulus.
fn block(message: &[u8], length: usize) -> Vec<u8> {
    let info = [
        hex::decode(DIGEST_INFO).unwrap(),
        Sha256::digest(message).to_vec(),
    ]
    .concat();
    let filling = vec![0xFF; length - info.len() - 3];
    [&[0, 1], &filling[..], &[0], &info].concat()
}

fn set(profile: Profile, template: &str) -> String {
    let key = match profile {
        Profile::Idemia | Profile::IdemiaNfc => "02",
        _ => "01",
    };
    format!("0022F1{template}03 8301{key}")
}

/// DECIPHER and COMPUTE DIGITAL SIGNATURE, by template and header, with what stands before the
/// block.
const OPERATIONS: [(&str, &str, &[u8]); 2] = [("B8", "8086", &[0]), ("B6", "9E9A", &[])];

/// In short commands, chained where the data do not fit one.
fn operate(reader: &mut Reader, header: &str, data: &[u8]) -> (Vec<u8>, u16) {
    let mut pieces = data.chunks(255).peekable();
    while let Some(piece) = pieces.next() {
        let data = hex::lower(piece);
        let length = piece.len();
        if pieces.peek().is_none() {
            return reader.send(&format!("002A{header}{length:02X}{data}00"));
        }
        let status = reader.status(&format!("102A{header}{length:02X}{data}"));
        assert_eq!(status.0, OK);
    }
    panic!("there are data");
}

fn verifies(reader: &Reader, message: &[u8], signature: &[u8]) -> bool {
    let certificate = Certificate::from_der(reader.card.certificate()).unwrap();
    let key = certificate.tbs_certificate().subject_public_key_info();
    let key = key.subject_public_key.raw_bytes();
    let key = VerifyingKey::<Sha256>::new(RsaPublicKey::from_pkcs1_der(key).unwrap());
    let signature = Signature::try_from(signature).unwrap();
    key.verify(message, &signature).is_ok()
}

#[test]
fn both_operations_sign_on_every_card_system_so_that_the_certificate_verifies() {
    for profile in Profile::ALL {
        for (template, header, before) in OPERATIONS {
            let mut reader = Reader::new(profile);
            assert_eq!(reader.verify(PIN), OK);
            assert_eq!(reader.status(RESTORE).0, OK);
            assert_eq!(reader.status(&set(profile, template)).0, OK);
            let length = profile.modulus_length();
            let data = [before, &block(b"message", length)].concat();
            let (signature, status) = operate(&mut reader, header, &data);
            assert_eq!((signature.len(), status), (length, OK), "{profile}");
            assert!(verifies(&reader, b"message", &signature), "{profile}");
            assert!(!verifies(&reader, b"another", &signature), "{profile}");
        }
    }
}

#[test]
fn extended_length_carries_a_block_at_once_where_the_card_system_takes_it() {
    for profile in Profile::ALL {
        let mut reader = Reader::new(profile);
        reader.verify(PIN);
        reader.status(RESTORE);
        reader.status(&set(profile, "B6"));
        let length = profile.modulus_length();
        let data = hex::lower(&block(b"message", length));
        let (signature, status) = reader.send(&format!("002A9E9A00{length:04X}{data}0000"));
        if profile == Profile::Athena {
            assert_eq!((signature.len(), status), (0, 0x6700));
        } else {
            assert_eq!(status, OK, "{profile}");
            assert!(verifies(&reader, b"message", &signature), "{profile}");
        }
    }
}

#[test]
fn without_pin_environment_or_key_nothing_is_signed() {
    let block = block(b"message", 128);
    let mut reader = Reader::new(Profile::Athena);
    let sign = |reader: &mut Reader| operate(reader, "9E9A", &block).1;
    let key = set(Profile::Athena, "B6");
    assert_eq!(sign(&mut reader), OUT_OF_ORDER);
    assert_eq!(reader.status(&key).0, OUT_OF_ORDER);
    assert_eq!(reader.status(RESTORE).0, OK);
    assert_eq!(sign(&mut reader), OUT_OF_ORDER);
    assert_eq!(reader.status(&key).0, OK);
    assert_eq!(sign(&mut reader), 0x6982);
    assert_eq!(reader.verify(PIN), OK);
    assert_eq!(sign(&mut reader), OK);
    assert_eq!(sign(&mut reader), OK);
    // The other template, and the first one anew.
    assert_eq!(
        operate(&mut reader, "8086", &[&[0], &block[..]].concat()).1,
        OUT_OF_ORDER
    );
    assert_eq!(reader.verify("3131313131FFFFFF"), 0x63C2);
    assert_eq!(sign(&mut reader), 0x6982);
    reader.card.reset();
    reader.verify(PIN);
    assert_eq!(sign(&mut reader), OUT_OF_ORDER);
}

#[test]
fn other_environments_keys_templates_and_blocks_are_refused() {
    let mut reader = Reader::new(Profile::Athena);
    reader.verify(PIN);
    for (command, expected) in [
        ("0022F33000", 0x6A88),
        ("0022F3030183", 0x6A80),
        ("0022410303", 0x6A86),
    ] {
        assert_eq!(reader.status(command).0, expected, "{command}");
    }
    reader.status(RESTORE);
    for (command, expected) in [
        ("0022F1B603 830102", 0x6A88),
        ("0022F1B603 840101", 0x6A80),
        ("0022F1A403 830101", 0x6A86),
    ] {
        assert_eq!(reader.status(command).0, expected, "{command}");
    }
    reader.status("0022F1B603 830101");
    for (block, expected) in [
        (vec![1; 127], 0x6700),
        (vec![1; 129], 0x6700),
        (vec![0xFF; 128], 0x6A80),
    ] {
        assert_eq!(operate(&mut reader, "9E9A", &block).1, expected);
    }
    reader.status("0022F1B803 830101");
    assert_eq!(operate(&mut reader, "8086", &[1; 129]).1, 0x6A80);
    assert_eq!(operate(&mut reader, "9E9B", &[1; 128]).1, 0x6A86);
}

#[test]
fn a_challenge_is_as_long_as_asked_for_and_on_idemia_32_bytes_at_most() {
    let mut athena = Reader::new(Profile::Athena);
    let (first, second) = (athena.send("0084000008"), athena.send("0084000008"));
    assert_eq!((first.0.len(), first.1), (8, OK));
    assert_ne!(first, second);
    assert_eq!(athena.send("0084000040").0.len(), 64);
    let mut idemia = Reader::new(Profile::Idemia);
    assert_eq!(idemia.send("0084000020").0.len(), 32);
    assert_eq!(idemia.status("0084000021").0, 0x6700);
}
