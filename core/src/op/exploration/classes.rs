//! That [`super::world`] leaves out no status word that the books tell from the
//! ones it has.

use crate::{
    apdu::StatusWord,
    app::code::CodeAnswer,
    error::ErrorKind,
    memory::{TryBound, TryRecord},
    op::books::{Attempt, Books, Settled},
    vocabulary::{CardKind, Pending},
};

/// The word of the walk that stands for `word`.
fn stands_for(word: StatusWord) -> StatusWord {
    StatusWord(match word.0 {
        0x63C0 => 0x6983,
        0x9000 | 0x6983 | 0x6300 | 0x63C1..=0x63CF => word.0,
        _ if word.is_refusal() => 0x6A86,
        _ => 0x6F00,
    })
}

/// What was settled, without the status word that is passed on.
fn without_word(mut settled: Settled) -> Settled {
    if let Err(refusal) = &mut settled.result
        && let ErrorKind::CardRefused { status, .. } = &mut refusal.kind
    {
        *status = StatusWord(0);
    }
    settled
}

#[test]
fn of_all_status_words_the_books_tell_only_those_apart_that_are_walked() {
    let bounds = [
        None,
        Some(TryBound::Exactly(0)),
        Some(TryBound::Exactly(3)),
        Some(TryBound::AtLeast(2)),
        Some(TryBound::Assumed(1)),
        Some(TryBound::SaidBlocked),
    ];
    let answers = [
        CodeAnswer::Confirmed,
        CodeAnswer::Plain,
        CodeAnswer::Unconfirmed,
    ];
    for bound in bounds {
        for pending in [None, Some(Pending::ChangePin), Some(Pending::ResetPin)] {
            let record = TryRecord {
                pin: bound,
                puk: bound,
                pending,
            };
            for command in Pending::ALL {
                let attempt = Attempt {
                    command,
                    finds_out: command == Pending::VerifyPin,
                };
                for answer in answers {
                    every_word(&record, attempt, answer);
                }
            }
        }
    }
}

fn every_word(record: &TryRecord, attempt: Attempt, answer: fn(StatusWord) -> CodeAnswer) {
    let books = Books {
        kind: CardKind::Cie,
    };
    for word in (0..=u16::MAX).map(StatusWord) {
        let walked = stands_for(word);
        if walked == word {
            continue;
        }
        let settle = |word| without_word(books.settle(record, attempt, answer(word)));
        assert_eq!(
            settle(word),
            settle(walked),
            "{word} {record:?} {attempt:?}"
        );
    }
}
