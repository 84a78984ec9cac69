//! Real operations, several taps deep, on cards and links that answer every
//! command with a code in any way that they are free to: whatever comes, no last
//! try is used unasked and no record is better than the card. What is sampled
//! here, `cie_core`'s `op::exploration` walks through as a whole, without the
//! link and the cryptography.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and this one says how much it tried"
)]

use chacha20::ChaCha20Rng;
use cie_core::{
    Card, LastTry, Limits, ResolveCodes, UnblockVariant, apdu::Command, memory::TryBound,
};
use cie_sim::{Profile, cns};
use cie_tests::{
    Codes, Rig,
    rig::{pin, puk},
    twist::{Twist, Twisted},
};
use rand_core::{Rng as _, SeedableRng as _};

/// One of `all`.
fn pick<T: Copy>(rng: &mut ChaCha20Rng, all: &[T]) -> T {
    let index = rng.next_u32() as usize % all.len();
    *all.get(index).unwrap()
}

/// Words that say that a command was not carried out, numbers first.
const REFUSALS: [u16; 12] = [
    0x63C0, 0x63C1, 0x63C2, 0x63C9, 0x6983, 0x6300, 0x6982, 0x6985, 0x6700, 0x6A86, 0x6D00, 0x6E00,
];
/// Words that do not say so.
const OTHERS: [u16; 4] = [0x6F00, 0x6581, 0x6110, 0x6C08];

/// What may become of a command with a code. `is_right` says whether the card
/// would carry it out: a refusal that counts is told only where it would not.
fn twist(rng: &mut ChaCha20Rng, kind: Kind, is_right: bool) -> Twist {
    let delivered = rng.next_u32().is_multiple_of(2);
    let refused = !(delivered && is_right);
    match rng.next_u32() % 8 {
        0..=2 => Twist::Honest,
        3 => Twist::LoseCommand,
        4 => Twist::LoseAnswer,
        5 => Twist::Told {
            status: pick(rng, &OTHERS),
            delivered,
        },
        6 if refused => Twist::Told {
            // Under a checksum the number is true, and so left to the card.
            status: match kind {
                Kind::Cie => pick(rng, REFUSALS.get(5..).unwrap()),
                Kind::TsCns => pick(rng, &REFUSALS),
            },
            delivered,
        },
        _ if kind == Kind::Cie => Twist::Clear {
            status: match rng.next_u32() % 4 {
                0 => 0x9000,
                1 => pick(rng, &OTHERS),
                _ => pick(rng, &REFUSALS),
            },
            delivered,
        },
        _ => Twist::LoseAnswer,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Cie,
    TsCns,
}

/// A tap of somebody who may be wrong about any code.
fn tap<C: Twisted>(rig: &mut Rig<C>, kind: Kind, rng: &mut ChaCha20Rng) -> String {
    let Codes {
        pin: old,
        puk: own_puk,
        new_pin,
        wrong_pin,
        wrong_puk,
    } = C::CODES;
    let valid = [old, new_pin, wrong_pin]
        .into_iter()
        .find(|code| rig.card.has_pin(code.as_bytes()))
        .unwrap();
    let given = pick(rng, &[valid, old, new_pin, wrong_pin]);
    let given_puk = pick(rng, &[own_puk, wrong_puk]);
    // The new PIN may be the one that is valid already.
    let next = pick(rng, &[old, new_pin]);
    let other = pick(rng, &[old, new_pin, wrong_pin]);
    let step = rng.next_u32() % 6;
    let right = |command: &Command| match command.ins {
        0x20 if command.p2 == 0x82 => given_puk == own_puk,
        0x2C if kind == Kind::TsCns => given_puk == own_puk,
        0x2C => true,
        _ if step == 5 => command.data.starts_with(valid.as_bytes()),
        _ => given == valid,
    };
    let id = rig.card_id();
    let what = format!("step {step}: {given}, {given_puk}, {next}, {other}, {valid} is valid");
    let run = |card: &mut Card<'_>| match step {
        0 | 1 => card.verify_pin(&pin(given)).map(drop),
        2 if given == next => card.verify_pin(&pin(given)).map(drop),
        2 => card.change_pin(&pin(given), &pin(next)).map(drop),
        3 => {
            let variant = match kind {
                Kind::Cie if given == valid => UnblockVariant::ResetFirst,
                _ => UnblockVariant::Direct,
            };
            card.unblock_pin(&puk(given_puk), &pin(next), variant)
                .map(drop)
        }
        4 => card.resolve(None).map(drop),
        _ => {
            let (new, old, puk) = (pin(given), pin(other), puk(given_puk));
            let codes = ResolveCodes {
                card: id,
                new_pin: Some(&new),
                old_pin: Some(&old),
                puk: Some(&puk),
            };
            card.resolve(Some(codes)).map(drop)
        }
    };
    let result = C::tap(
        rig,
        |command| {
            if command.is_code_command() {
                twist(rng, kind, right(command))
            } else {
                Twist::Honest
            }
        },
        run,
    );
    format!("{what}: {result:?}")
}

/// Several taps, and what must hold after each.
fn survive<C: Twisted>(mut rig: Rig<C>, kind: Kind, seed: u64, taps: usize) -> usize {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let most = (rig.card.pin_tries(), rig.card.puk_tries());
    let mut story = vec![format!("seed {seed}")];
    let mut refused = 0;
    for _ in 0..taps {
        let allowed = rng.next_u32().is_multiple_of(8);
        rig.last_try = if allowed {
            LastTry::AllowAny
        } else {
            LastTry::Ask
        };
        let before = (rig.card.pin_tries(), rig.card.puk_tries());
        let done = tap(&mut rig, kind, &mut rng);
        let after = (rig.card.pin_tries(), rig.card.puk_tries());
        refused += usize::from(done.contains("LastTry"));
        story.push(format!(
            "allowed: {allowed}, {done}, {after:?}, {:?}",
            rig.record()
        ));
        let story = story.join("\n");
        let used_up = (after.0 == 0 && before.0 > 0) || (after.1 == 0 && before.1 > 0);
        assert!(allowed || !used_up, "a last try unasked: {story}");
        let record = rig.record();
        let left = |bound: Option<TryBound>, most| bound.map_or(most, TryBound::at_least);
        assert!(left(record.pin, most.0) <= after.0, "{story}");
        assert!(left(record.puk, most.1) <= after.1, "{story}");
    }
    refused
}

#[test]
fn whatever_a_cie_or_its_link_answers_no_last_try_goes_unasked() {
    let mut refused = 0;
    for seed in 0..80 {
        let rig = Rig::new(Profile::ALL[seed % Profile::ALL.len()], Limits::EXTENDED);
        refused += survive(rig, Kind::Cie, seed as u64, 5);
    }
    println!("a CIE: {refused} last tries were asked for");
    assert!(refused > 20, "{refused}");
}

#[test]
fn whatever_a_ts_cns_or_its_link_answers_no_last_try_goes_unasked() {
    let mut refused = 0;
    for seed in 0..2_000 {
        let profile = cns::Profile::ALL[seed % cns::Profile::ALL.len()];
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.only = Some(cie_core::CardKind::TsCns);
        refused += survive(rig, Kind::TsCns, seed as u64, 8);
    }
    println!("a TS-CNS: {refused} last tries were asked for");
    assert!(refused > 200, "{refused}");
}
