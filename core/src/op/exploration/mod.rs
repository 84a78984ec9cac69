//! Walks every state that the books and a card can come into together, until no
//! new one appears, and holds each step to what must be true of it.
//!
//! The steps are those of the operations themselves ([`Session`]); the card is
//! [`World`], which answers a command with a code in every way that a card, or
//! something on the link, is free to. A transition is one such command and its
//! answer. The rules are written here once more, from the promises and not from
//! the code: see docs/tries.md.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it has walked"
)]

mod classes;
mod first_loss;
mod rules;
mod world;

use std::collections::HashSet;

use self::{
    rules::{check, is_true},
    world::{Answers, Codes, Counters, World},
};
use super::{
    ledger::{Known, Ledger},
    resolve::ResolveCodes,
    session::Session,
    unblock_pin::UnblockVariant,
};
use crate::{
    app::code::CodeCommand,
    bytes::secret::{Pin, Puk},
    card::LastTry,
    error::Error,
    memory::{AtrId, LinkRecord, MemoryError, TryBound, TryMemory, TryRecord},
    vocabulary::{CardId, CardKind, InstallationKey, Pending},
};

/// What is remembered, and what is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct State {
    record: TryRecord,
    counters: Counters,
}

/// What a person does in one tap. `true` stands for a right code. Signing sends
/// the one VERIFY that [`Step::Verify`] sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Verify(bool),
    Change(bool),
    Unblock(bool, UnblockVariant),
    /// Without codes.
    Resolve,
    /// With codes: the new PIN, the old PIN, the PUK.
    ResolveWith(bool, bool, bool),
}

impl Step {
    /// All that differ where this is pending.
    fn all(kind: CardKind, pending: Option<Pending>) -> Vec<Self> {
        let both = [false, true];
        let mut steps = vec![Self::Resolve];
        for right in both {
            steps.extend([Self::Verify(right), Self::Change(right)]);
            steps.push(Self::Unblock(right, UnblockVariant::Direct));
            if kind == CardKind::Cie {
                steps.push(Self::Unblock(right, UnblockVariant::ResetFirst));
            }
            steps.extend(match pending {
                // Old and new differ: not both are right.
                Some(Pending::ChangePin) if right => vec![Self::ResolveWith(true, false, true)],
                Some(Pending::ChangePin) => {
                    both.map(|old| Self::ResolveWith(false, old, true)).to_vec()
                }
                Some(Pending::ResetPin | Pending::UnblockPin) => {
                    vec![Self::ResolveWith(right, true, true)]
                }
                Some(Pending::ResetCounter) => vec![Self::ResolveWith(true, true, right)],
                _ => vec![Self::ResolveWith(true, true, true)],
            });
        }
        steps
    }

    /// Runs it, as the operation does once the card is ready for codes.
    fn run(
        self,
        codes: &Codes,
        session: &mut Session<'_, World<'_>>,
    ) -> Result<Option<super::Settlement>, Error> {
        match self {
            Self::Verify(right) => session
                .attempt(&CodeCommand::VerifyPin(codes.pin(right)))
                .map(|()| None)
                .map_err(Error::from),
            Self::Change(right) => session
                .change_pin(codes.pin(right), &codes.new)
                .map(|()| None),
            Self::Unblock(right, variant) => session
                .unblock_pin(codes.puk(right), &codes.new, variant)
                .map(|()| None),
            Self::Resolve => session.resolve(None).map(|done| Some(done.settlement)),
            Self::ResolveWith(new, old, puk) => {
                let codes = ResolveCodes {
                    card: codes.card,
                    new_pin: Some(codes.pin(new)),
                    old_pin: Some(codes.old_pin(old)),
                    puk: Some(codes.puk(puk)),
                };
                session
                    .resolve(Some(&codes))
                    .map(|done| Some(done.settlement))
            }
        }
    }
}

/// The one record there is.
struct OneRecord<'r>(&'r core::cell::Cell<TryRecord>);

impl TryMemory for OneRecord<'_> {
    fn installation(&self) -> &InstallationKey {
        unreachable!("the card is known already")
    }

    fn get(&mut self, _: &CardId) -> Result<TryRecord, MemoryError> {
        Ok(self.0.get())
    }

    fn put(&mut self, _: &CardId, record: &TryRecord) -> Result<(), MemoryError> {
        self.0.set(*record);
        Ok(())
    }

    fn forget(&mut self, _: &CardId) -> Result<(), MemoryError> {
        self.0.set(TryRecord::default());
        Ok(())
    }

    fn get_link(&mut self, _: &AtrId) -> Result<LinkRecord, MemoryError> {
        Ok(LinkRecord::default())
    }

    fn put_link(&mut self, _: &AtrId, _: &LinkRecord) -> Result<(), MemoryError> {
        Ok(())
    }
}

/// Every state in which the record is true of the card, and the card that
/// nothing is known of and that was never used.
fn beginnings(kind: CardKind) -> Vec<State> {
    let most = Counters::full(kind);
    let bounds = |left: u8| {
        let lower = (0..=left).flat_map(|n| [TryBound::AtLeast(n), TryBound::Assumed(n)]);
        let exact = (kind == CardKind::Cie).then_some(TryBound::Exactly(left));
        lower.chain(exact).chain([TryBound::SaidBlocked])
    };
    let possible = Pending::ALL.into_iter().filter(|pending| match pending {
        Pending::UnblockPin => kind == CardKind::TsCns,
        Pending::VerifyPuk | Pending::ResetPin | Pending::ResetCounter => kind == CardKind::Cie,
        Pending::VerifyPin | Pending::ChangePin => true,
    });
    let pending: Vec<_> = [None].into_iter().chain(possible.map(Some)).collect();
    let mut states = vec![State {
        record: TryRecord::default(),
        counters: most,
    }];
    for pin in 0..=most.pin {
        for puk in 0..=most.puk {
            for pin_bound in bounds(pin) {
                for puk_bound in bounds(puk) {
                    states.extend(pending.iter().map(|&pending| State {
                        record: TryRecord {
                            pin: Some(pin_bound),
                            puk: Some(puk_bound),
                            pending,
                        },
                        counters: Counters { pin, puk },
                    }));
                }
            }
        }
    }
    states
}

/// What was walked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Walked {
    states: usize,
    transitions: usize,
}

/// Walks all that can come of every beginning, on a card whose PUK counter a
/// right PUK resets or leaves.
fn walk(kind: CardKind, puk_resets: bool) -> Walked {
    let (codes, answers) = (Codes::new(), Answers::new(kind));
    let mut open = beginnings(kind);
    let mut seen: HashSet<State> = open.iter().copied().collect();
    let mut walked = Walked::default();
    while let Some(state) = open.pop() {
        assert!(is_true(&state), "the record is not true: {state:?}");
        for step in Step::all(kind, state.record.pending) {
            // With leave nothing differs where none was wanted.
            let mut refused = false;
            for allowed in [false, true] {
                if allowed && !refused {
                    break;
                }
                let mut script = Some(Vec::new());
                while let Some(given) = script {
                    let card = (&answers, puk_resets);
                    let run = world::run(
                        card,
                        state,
                        step,
                        if allowed {
                            LastTry::AllowAny
                        } else {
                            LastTry::Ask
                        },
                        &codes,
                        &given,
                    );
                    check(kind, state, step, allowed, &run);
                    walked.transitions += run.log.len();
                    refused |= run.was_refused_here();
                    if seen.insert(run.after) {
                        open.push(run.after);
                    }
                    script = run.next_script();
                }
            }
        }
    }
    walked.states = seen.len();
    walked
}

#[test]
fn no_state_that_books_and_card_can_come_into_breaks_a_promise() {
    let walks = [
        ("CIE", "resets its counter", CardKind::Cie, true),
        ("CIE", "leaves its counter", CardKind::Cie, false),
        ("TS-CNS", "resets its counter", CardKind::TsCns, true),
        ("TS-CNS", "leaves its counter", CardKind::TsCns, false),
    ];
    let mut table =
        String::from("| card | a right PUK | states | transitions |\n|---|---|---:|---:|\n");
    std::thread::scope(|scope| {
        let running = walks
            .map(|(card, puk, kind, resets)| (card, puk, scope.spawn(move || walk(kind, resets))));
        for (card, puk, walked) in running {
            let Walked {
                states,
                transitions,
            } = walked.join().unwrap();
            let row = format!("| {card} | {puk} | {states} | {transitions} |\n");
            print!("{row}");
            table += &row;
        }
    });
    hold("docs/tries.md", "exploration", &table);
}

/// Holds the table between the marks of a document to what was walked;
/// `UPDATE_DOCS=1` writes it.
fn hold(file: &str, name: &str, table: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let begin = format!("<!-- table: {name} -->\n");
    let (head, rest) = text.split_once(&begin).unwrap();
    let (_, tail) = rest.split_once("<!-- end -->").unwrap();
    let generated = format!("{head}{begin}{table}<!-- end -->{tail}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &generated).unwrap();
    } else {
        assert_eq!(text, generated, "{file} is out of date: UPDATE_DOCS=1");
    }
}
