//! Numbers that begin with zero bytes: one in 256 does, and each is a chance
//! to lose a byte.

use super::*;

const ZEROS: [LeadingZeros; 3] = [
    LeadingZeros::Avoid,
    LeadingZeros::Send,
    LeadingZeros::LeaveOut,
];

fn run(parts: (Mapping, Suite, u8), zeros: LeadingZeros, seed: u64) -> Run {
    let choice = choice(parts);
    let settings = CardSettings {
        leading_zeros: zeros,
        ..settings(&choice)
    };
    Run::new(&choice, &can(), settings, seed)
}

/// Runs with random keys, every one of which must succeed.
fn many(runs: u64) {
    for seed in 0..runs {
        let zeros = ZEROS[usize::try_from(seed % 3).unwrap()];
        run(CIE, zeros, seed).succeeds();
        run((Mapping::Generic, Suite::Aes128, 13), zeros, seed).succeeds();
    }
}

#[test]
fn three_hundred_dh_and_three_hundred_ecdh_agreements_with_random_keys_succeed() {
    many(300);
}

#[test]
#[ignore = "takes minutes"]
fn ten_thousand_dh_and_ten_thousand_ecdh_agreements_with_random_keys_succeed() {
    many(10_000);
}

#[test]
fn a_mapping_key_of_the_card_that_begins_with_zero_works_padded_and_cut() {
    for zeros in [LeadingZeros::Send, LeadingZeros::LeaveOut] {
        let (run, _) = run(CIE, zeros, MAPPING_KEY).succeeds();
        assert_zero(zeros, &Run::object(&run.answers[2].data, 0x82));
    }
}

#[test]
fn an_ephemeral_key_of_the_card_that_begins_with_zero_works_padded_and_cut() {
    for zeros in [LeadingZeros::Send, LeadingZeros::LeaveOut] {
        let (run, established) = run(CIE, zeros, EPHEMERAL_KEY).succeeds();
        let key = Run::object(&run.answers[3].data, 0x84);
        assert_zero(zeros, &key);
        assert_eq!(established.transcript.chip_key, key);
    }
}

fn assert_zero(zeros: LeadingZeros, key: &[u8]) {
    if zeros == LeadingZeros::Send {
        assert_eq!((key.len(), key[0]), (256, 0));
    } else {
        assert!(key.len() < 256 && key[0] != 0);
    }
}

#[test]
fn tokens_that_begin_with_zero_are_sent_and_compared_whole() {
    let (of_terminal, _) = run(FAST, LeadingZeros::Avoid, TERMINAL_TOKEN).succeeds();
    let token = Run::object(&of_terminal.commands[4].data, 0x85);
    assert_eq!((token.len(), token[0]), (8, 0));
    let (of_card, _) = run(FAST, LeadingZeros::Avoid, CARD_TOKEN).succeeds();
    let token = Run::object(&of_card.answers[4].data, 0x86);
    assert_eq!((token.len(), token[0]), (8, 0));
}

#[test]
fn a_nonce_and_session_keys_that_begin_with_zero_work() {
    let (_, established) = run(FAST, LeadingZeros::Avoid, SESSION_KEY).succeeds();
    assert_eq!(established.messaging.keys().enc()[0], 0);
    let (run, _) = run(FAST, LeadingZeros::Avoid, ENCRYPTED_NONCE).succeeds();
    assert_eq!(Run::object(&run.answers[1].data, 0x80)[0], 0);
}

#[test]
fn the_terminals_public_keys_never_begin_with_zero() {
    for seed in 0..300 {
        let (run, _) = run(
            (Mapping::Generic, Suite::Aes128, 0),
            LeadingZeros::Send,
            seed,
        )
        .succeeds();
        for (index, tag) in [(2, 0x81), (3, 0x83)] {
            let key = Run::object(&run.commands[index].data, tag);
            assert_eq!(key.len(), 128);
            assert_ne!(key[0], 0, "seed {seed}");
        }
    }
}

// Seeds for which the numbers come out so; the tests check that they do.
const MAPPING_KEY: u64 = 95;
const EPHEMERAL_KEY: u64 = 109;
const TERMINAL_TOKEN: u64 = 493;
const CARD_TOKEN: u64 = 568;
const SESSION_KEY: u64 = 223;
const ENCRYPTED_NONCE: u64 = 133;
