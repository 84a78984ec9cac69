//! Active authentication with keys and raw signatures of OpenSSL.

use cie_core::bytes::tlv::{self, Tlv};
use cie_document::{
    emrtd::{
        public_key::PublicKey,
        security_info::{ActiveAuthenticationInfo, SecurityInfos},
    },
    trust::{active, signature::SignatureError},
};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use crate::bench::Bench;

const CHALLENGE: [u8; 8] = *b"challeng";
const RSA: &str = "-algorithm RSA -pkeyopt rsa_keygen_bits:1536";

struct Chip {
    bench: Bench,
    key: PublicKey,
}

impl Chip {
    fn new(key: &str) -> Self {
        let bench = Bench::new();
        bench.openssl(&format!("genpkey {key} -out key"));
        let info = bench.openssl("pkey -in key -pubout -outform DER");
        Self {
            key: PublicKey::parse(&info).unwrap(),
            bench,
        }
    }

    /// The private key applied to a number as long as the modulus.
    fn raw(&self, representative: &[u8]) -> Vec<u8> {
        self.bench.put("in", representative);
        self.bench
            .openssl("pkeyutl -decrypt -in in -inkey key -pkeyopt rsa_padding_mode:none")
    }

    fn modulus(&self) -> &[u8] {
        let PublicKey::Rsa { modulus, .. } = &self.key else {
            panic!("an RSA key");
        };
        modulus
    }
}

type Hash = fn(&[u8]) -> Vec<u8>;

fn sha1(bytes: &[u8]) -> Vec<u8> {
    Sha1::digest(bytes).to_vec()
}

/// ISO/IEC 9796-2 scheme 1: header, random part, hash, trailer.
fn representative(len: usize, head: &[u8], hash: Hash, trailer: &[u8]) -> Vec<u8> {
    let digest_len = hash(&[]).len();
    let random = vec![0x5A; len - head.len() - digest_len - trailer.len()];
    let digest = hash(&[&random[..], &CHALLENGE].concat());
    [head, &random, &digest, trailer].concat()
}

#[test]
fn rsa_answers_with_every_hash_are_right_for_their_challenge_only() {
    let chip = Chip::new(RSA);
    let len = chip.modulus().len();
    let hashes: [(Hash, &[u8]); 6] = [
        (sha1, &[0xBC]),
        (sha1, &[0x33, 0xCC]),
        (|bytes| Sha224::digest(bytes).to_vec(), &[0x38, 0xCC]),
        (|bytes| Sha256::digest(bytes).to_vec(), &[0x34, 0xCC]),
        (|bytes| Sha384::digest(bytes).to_vec(), &[0x36, 0xCC]),
        (|bytes| Sha512::digest(bytes).to_vec(), &[0x35, 0xCC]),
    ];
    for (hash, trailer) in hashes {
        let answer = chip.raw(&representative(len, &[0x6A], hash, trailer));
        assert_eq!(active::verify(&chip.key, None, CHALLENGE, &answer), Ok(()));
        assert_eq!(
            active::verify(&chip.key, None, *b"another!", &answer),
            Err(SignatureError::Invalid)
        );
    }
}

#[test]
fn the_smaller_of_two_equivalent_rsa_answers_and_padding_are_accepted() {
    let chip = Chip::new(RSA);
    let modulus = chip.modulus().to_vec();
    let padded = representative(modulus.len(), &[0x6B, 0xBB, 0xBA], sha1, &[0xBC]);
    let answer = chip.raw(&padded);
    assert_eq!(active::verify(&chip.key, None, CHALLENGE, &answer), Ok(()));
    let mut borrow = 0;
    let mut other: Vec<u8> = modulus
        .iter()
        .rev()
        .zip(answer.iter().rev())
        .map(|(n, s)| {
            let difference = i16::from(*n) - i16::from(*s) - borrow;
            borrow = i16::from(difference < 0);
            u8::try_from(difference.rem_euclid(256)).unwrap()
        })
        .collect();
    other.reverse();
    assert_eq!(active::verify(&chip.key, None, CHALLENGE, &other), Ok(()));
}

#[test]
fn rsa_answers_of_another_form_are_refused() {
    let chip = Chip::new(RSA);
    let len = chip.modulus().len();
    let signed = [
        // Total recovery: the challenge has no part in it.
        representative(len, &[0x4A], sha1, &[0xBC]),
        representative(len, &[0x6A], sha1, &[0x34, 0xCC]),
        representative(len, &[0x6A], sha1, &[0x31, 0xCC]),
        representative(len, &[0x6B, 0xBB, 0xAA], sha1, &[0xBC]),
        representative(len, &[0x00], sha1, &[0xBC]),
        [&[0x6A][..], &vec![0; len - 2], &[0xBC]].concat(),
    ];
    for representative in signed {
        let answer = chip.raw(&representative);
        assert_eq!(
            active::verify(&chip.key, None, CHALLENGE, &answer),
            Err(SignatureError::Invalid)
        );
    }
    for answer in [
        &[][..],
        &[1],
        &vec![0xFF; len],
        &vec![0; len],
        &vec![1; len + 1],
    ] {
        assert_eq!(
            active::verify(&chip.key, None, CHALLENGE, answer),
            Err(SignatureError::Invalid)
        );
    }
}

/// `ActiveAuthenticationInfo` with an arc of plain ECDSA.
fn info(arc: u8) -> ActiveAuthenticationInfo {
    let mut entry = tlv::encode(0x06, &[0x67, 0x81, 0x08, 0x01, 0x01, 0x05]);
    tlv::push(&mut entry, 0x02, &[1]);
    tlv::push(
        &mut entry,
        0x06,
        &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, arc],
    );
    let file = tlv::encode(0x31, &tlv::encode(0x30, &entry));
    let infos = SecurityInfos::parse(&file).unwrap();
    infos.active_authentication().unwrap().clone()
}

#[test]
fn ecdsa_answers_are_two_numbers_of_the_length_of_the_order() {
    for (curve, digest, arc, len) in [
        ("P-256", "sha256", 3, 32),
        ("brainpoolP256r1", "sha1", 1, 32),
        ("brainpoolP384r1", "sha384", 4, 48),
        ("P-521", "sha512", 5, 66),
    ] {
        let chip = Chip::new(&format!("-algorithm EC -pkeyopt ec_paramgen_curve:{curve}"));
        chip.bench.put("in", &CHALLENGE);
        let der = chip.bench.openssl(&format!("dgst -{digest} -sign key in"));
        let mut plain = Vec::new();
        for number in Tlv::single(&der).unwrap().children() {
            let number = number.unwrap().value;
            let mut padded = vec![0; len];
            for (to, from) in padded.iter_mut().rev().zip(number.iter().rev()) {
                *to = *from;
            }
            plain.extend(padded);
        }
        let verify = |arc, challenge, answer: &[u8]| {
            active::verify(&chip.key, Some(&info(arc)), challenge, answer)
        };
        assert_eq!(verify(arc, CHALLENGE, &plain), Ok(()), "{curve}");
        assert_eq!(
            verify(arc, *b"another!", &plain),
            Err(SignatureError::Invalid)
        );
        assert_eq!(verify(2, CHALLENGE, &plain), Err(SignatureError::Invalid));
        assert_eq!(verify(arc, CHALLENGE, &der), Err(SignatureError::Invalid));
        assert!(matches!(
            verify(6, CHALLENGE, &plain),
            Err(SignatureError::Unsupported(_))
        ));
        // Without DG14 the hash is not known, and nothing is said.
        assert!(matches!(
            active::verify(&chip.key, None, CHALLENGE, &plain),
            Err(SignatureError::Unsupported(_))
        ));
    }
}
