//! What is flipped, and what must come of it.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use cie_core::{
    apdu::command::ins,
    channel::secure::{is_chained, is_secure},
};

use crate::recording::{Flip, Recording};

const WORKERS: usize = 2;

/// What a flip must lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Must {
    /// An error, after which nothing is sent. The rest of the answer may
    /// still be fetched if `rest`.
    Fail { rest: bool },
    /// The same result, as if nothing had happened; one more GET RESPONSE may
    /// have been sent, no other command.
    ChangeNothing,
    /// The same result, or an error before any code is sent. That is so where
    /// the answer had no protection in the first place (a refusal of extended
    /// length, after which everything is sent again in short commands), and
    /// where a GET RESPONSE for nothing comes between two pieces of a command.
    ChangeNothingOrFailEarly,
}

pub(crate) fn must<T>(recording: &Recording<T>, flip: Flip) -> Must {
    let Flip {
        exchange,
        byte,
        mask,
    } = flip;
    let response = &recording.log.get(exchange).unwrap().response;
    let (body, status) = response.split_last_chunk::<2>().unwrap();
    let bare = body.is_empty() && recording.command(exchange).ins != ins::GET_RESPONSE;
    let mut flipped = response.clone();
    *flipped.get_mut(byte).unwrap() ^= mask;
    let [first, _] = *flipped.last_chunk::<2>().unwrap();
    match status {
        _ if bare => Must::ChangeNothingOrFailEarly,
        _ if byte < body.len() => Must::Fail { rest: true },
        [0x61, _] if first != 0x61 => Must::Fail { rest: false },
        _ if first == 0x6C && recording.asked(exchange).is_code_command() => {
            Must::Fail { rest: false }
        }
        _ if first == 0x61 && is_chained(recording.asked(exchange).cla) => {
            Must::ChangeNothingOrFailEarly
        }
        _ => Must::ChangeNothing,
    }
}

/// Whether the answer of an exchange is one to a protected command.
pub(crate) fn is_protected<T>(recording: &Recording<T>, exchange: usize) -> bool {
    is_secure(recording.asked(exchange).cla)
}

/// What is flipped in one answer.
pub(crate) fn flips<T>(recording: &Recording<T>, exchange: usize) -> Vec<Flip> {
    let response = &recording.log.get(exchange).unwrap().response;
    let status_at = response.len() - 2;
    let mut flips = Vec::new();
    for byte in 0..response.len() {
        if recording.asked(exchange).is_code_command() {
            flips.extend((0..8).map(|bit| (byte, 1 << bit)));
        } else {
            flips.push((byte, 1 << ((exchange + byte) % 8)));
        }
    }
    // The first half of the status word becomes 61 and 6C, which no flip of
    // one bit in 90 does: "there is more" and "ask again".
    let first = *response.get(status_at).unwrap();
    for wanted in [0x61, 0x6C] {
        if first != wanted {
            flips.push((status_at, first ^ wanted));
        }
    }
    let flips = flips.into_iter();
    flips
        .map(|(byte, mask)| Flip {
            exchange,
            byte,
            mask,
        })
        .collect()
}

/// Checks every flip, and says how many there were.
pub(crate) fn in_parallel(name: &str, work: &[Flip], check: impl Fn(Flip) + Sync) {
    let begun = Instant::now();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(flip) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                    check(*flip);
                }
            });
        }
    });
    println!(
        "{name}: {} flips in {:.1} s",
        work.len(),
        begun.elapsed().as_secs_f32()
    );
}
