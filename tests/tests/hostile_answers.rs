//! Answers that were made to hurt: at random, and where a look at the code
//! says that it might.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says how much it has done"
)]

use std::time::{Duration, Instant};

use chacha20::ChaCha20Rng;
use cie_core::{
    ErrorKind, Limits, Transceive as _,
    agreement::ias::DomainParameters,
    apdu::command::ins,
    memory::{KnownTries, TryBound, TryRecord},
};
use cie_sim::{Profile, identity::DH_GROUP};
use cie_tests::{NEW_PIN, Operation, PIN, Rig, rig::pin, wire::Script};
use rand_core::{Rng as _, SeedableRng as _};

#[test]
fn the_answer_to_a_code_is_fetched_to_its_end_though_cancelled() {
    let mut rig = Rig::new(Profile::Gemalto, Limits::SHORT);
    let cancel = rig.cancel.clone();
    let report = rig.tap_wire(|wire, hand| {
        let mut held = None;
        let mut script = Script::new(wire.limits(), |command: &[u8]| {
            if command[1] == ins::GET_RESPONSE
                && let Some(answer) = held.take()
            {
                return Ok(answer);
            }
            let answer = wire.transceive(command)?;
            if command[1] != ins::VERIFY {
                return Ok(answer);
            }
            cancel.cancel();
            let available = u8::try_from(answer.len() - 2).unwrap();
            held = Some(answer);
            Ok(vec![0x61, available])
        });
        hand.card_on(&mut script).verify_pin(&pin(PIN))
    });
    assert_eq!(report.unwrap().tries_left, Some(KnownTries::exactly(3)));
}

#[test]
fn zeros_before_a_groups_order_cost_no_time() {
    let q = [vec![0; 8 << 20], DH_GROUP.q.to_vec()].concat();
    let begun = Instant::now();
    let parameters =
        DomainParameters::new(DH_GROUP.g.to_vec(), DH_GROUP.p.to_vec(), Some(q)).unwrap();
    parameters.check_public_key(&DH_GROUP.g).unwrap();
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(10), "{taken:?}");
}

/// Bends an answer in one of many ways.
fn bend(answer: &mut Vec<u8>, rng: &mut ChaCha20Rng) {
    const STATUS_WORDS: [u16; 16] = [
        0x9000, 0x6100, 0x6282, 0x6300, 0x63C0, 0x63C2, 0x6700, 0x6883, 0x6982, 0x6983, 0x6988,
        0x6A82, 0x6B00, 0x6C00, 0x6E00, 0x6F00,
    ];
    let mut below = |n: usize| rng.next_u32() as usize % n;
    let at = below(answer.len());
    let body = answer.len() - 2;
    let status = STATUS_WORDS[below(STATUS_WORDS.len())] | [0, 0x2A][below(2)];
    match below(10) {
        0 => answer.truncate(at),
        1 => answer[at] ^= 1 << below(8),
        2 => answer.insert(at, 0x82),
        3 => drop(answer.remove(at)),
        4 => *answer = status.to_be_bytes().to_vec(),
        5 => answer[body..].copy_from_slice(&status.to_be_bytes()),
        // Lengths are near the beginning.
        6 => answer[at.min(3)] = [0x80, 0x81, 0x82, 0x83, 0x84, 0xFF, 0x00, 0x7F][below(8)],
        7 => *answer = vec![0x30; below(70_000)],
        8 => *answer = [&answer[..body], &answer[..]].concat(),
        _ => *answer = [&[0_u8; 300][..], &answer[..]].concat(),
    }
}

/// One operation with right codes over a link that bends one answer of
/// `rate`; whether it succeeded.
fn survive(seed: usize, rate: u32) -> bool {
    let mut rng = ChaCha20Rng::seed_from_u64(seed as u64);
    let limits = [Limits::SHORT, Limits::EXTENDED][seed % 2].clone();
    let profile = Profile::ALL[seed % Profile::ALL.len()];
    let operation = Operation::ALL[seed / 2 % Operation::ALL.len()];
    let mut rig = Rig::new(profile, limits);
    rig.remember(&TryRecord::new(
        Some(TryBound::Exactly(3)),
        Some(TryBound::Exactly(10)),
        None,
    ));
    let mut codes = Vec::new();
    let result = rig.tap_wire(|wire, hand| {
        let mut script = Script::new(wire.limits(), |command: &[u8]| {
            let with_code = [
                ins::VERIFY,
                ins::CHANGE_REFERENCE_DATA,
                ins::RESET_RETRY_COUNTER,
            ];
            if with_code.contains(&command[1]) {
                assert_eq!(command[0], 0x0C, "seed {seed}: not protected, or in pieces");
                codes.push([command[1], command[2], command[3]]);
            }
            let mut answer = wire.transceive(command)?;
            if rng.next_u32().is_multiple_of(rate) {
                bend(&mut answer, &mut rng);
            }
            Ok(answer)
        });
        operation.run_on(&mut hand.card_on(&mut script))
    });
    let sent = codes.len();
    codes.dedup();
    assert!(
        codes.len() == sent && sent <= operation.code_commands(),
        "seed {seed}: a code was sent twice: {codes:02X?}"
    );
    let TryRecord {
        pin, puk, pending, ..
    } = rig.record();
    let most = |bound: Option<TryBound>| bound.map_or(0, TryBound::at_least);
    assert!(most(pin) <= rig.card.pin_tries(), "seed {seed}: {pin:?}");
    assert!(most(puk) <= rig.card.puk_tries(), "seed {seed}: {puk:?}");
    let changed = rig.card.has_pin(NEW_PIN.as_bytes());
    match &result {
        Ok(_) => assert_eq!(changed, operation != Operation::Verify, "seed {seed}"),
        Err(error) => {
            assert!(!changed || pending.is_some(), "seed {seed}: {error}");
            let unknown = matches!(error.kind, ErrorKind::OutcomeUnknown { .. });
            assert!(!unknown || pending.is_some(), "seed {seed}: {error}");
        }
    }
    result.is_ok()
}

#[test]
fn whatever_a_link_makes_of_the_answers_no_code_is_sent_twice_and_no_success_is_made_up() {
    let (mut runs, mut successes) = (0, 0);
    for rate in [10, 40] {
        for seed in 0..300 {
            runs += 1;
            successes += usize::from(survive(seed, rate));
        }
    }
    println!("{runs} runs, {successes} of them not disturbed enough to fail");
    assert!((50..runs - 50).contains(&successes), "{successes}");
}
