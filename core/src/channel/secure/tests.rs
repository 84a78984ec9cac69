#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use hex_literal::hex;

use super::*;
use crate::{
    agreement::kdf::{Hash, session_keys},
    channel::cipher::Suite,
};

fn ias(ssc: u64) -> SecureMessaging {
    let secret: Vec<u8> = (0..=255).collect();
    let keys = session_keys(Hash::Sha256, Suite::TripleDes, &secret).unwrap();
    SecureMessaging::new(keys, Ssc::of_8_bytes(ssc))
}

#[test]
fn both_sides_understand_each_other_in_every_suite_form_and_parity() {
    for suite in [
        Suite::TripleDes,
        Suite::Aes128,
        Suite::Aes192,
        Suite::Aes256,
    ] {
        let keys = SessionKeys::new(
            suite,
            &[0x11; 32][..suite.key_len()],
            &[0x22; 32][..suite.key_len()],
        );
        let ssc = if suite == Suite::TripleDes {
            Ssc::of_8_bytes(9)
        } else {
            Ssc::of_16_bytes(9)
        };
        let mut terminal = SecureMessaging::new(keys.clone().unwrap(), ssc);
        let mut card = SecureMessaging::new(keys.unwrap(), ssc);
        for ins in [0xB0, 0xB1] {
            for len in [0, 1, 7, 8, 15, 16, 231, 300] {
                for le in [Le::None, Le::Exact(8), Le::Max] {
                    let command = Command::new(ins, 1, 2).data(vec![0x5A; len]).le(le);
                    let sent = terminal.protect(&command, Form::Extended, Le::Max).unwrap();
                    assert_eq!(card.open_command(&sent).unwrap(), command);
                    let answer = Response::new(vec![0x80; len], StatusWord(0x6282));
                    let sealed = card
                        .protect_response(&answer, ins == 0xB1, StatusWord::OK)
                        .unwrap();
                    let opened = terminal.open_response(&sealed, ins == 0xB1).unwrap();
                    assert_eq!(opened, answer);
                }
            }
        }
    }
}

#[test]
fn a_flipped_bit_anywhere_in_an_answer_is_refused() {
    let good = hex!("871101DA634791789350 9AB7B6D66CFACD221F990290008E08930650C230E16EFB");
    let open = |body: &[u8]| {
        let response = Response::new(body.to_vec(), StatusWord::OK);
        ias(4).open_response(&response, false)
    };
    assert_eq!(*open(&good).unwrap().data, [1, 2, 3, 4, 5, 6, 7, 8]);
    for bit in 0..good.len() * 8 {
        let mut bad = good;
        bad[bit / 8] ^= 1 << (bit % 8);
        assert!(open(&bad).is_err(), "bit {bit}");
    }
    assert_eq!(open(&[]), Err(SecureError::Missing));
    assert_eq!(open(&good[19..]), Err(SecureError::Checksum));
    assert_eq!(open(&good[..23]), Err(SecureError::Missing));
    assert_eq!(
        open(&[&good[..], &[0x99, 2, 0x90, 0]].concat()),
        Err(SecureError::Incorrect)
    );
}
