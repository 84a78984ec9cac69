//! Every sentence that a person may see, in Italian, English and German.
//!
//! Keyed by the stable codes of [`ErrorKind`], and independent of any program:
//! the words fit a phone and a desktop. No sentence holds a code that was
//! entered, or the free text of a reader or a file system.
//!
//! Sentences that differ for a TS-CNS are in `ts_cns`; where the card is not
//! known, the sentences speak of a CIE.
//!
//! The facts behind the sentences: PIN and PUK of a CIE have 8 digits, in two
//! halves, with the municipality's receipt and in the letter with the card
//! (italia/cie-middleware-windows-docs has the first on the receipt, and the
//! ministry's page on the codes, of 29 October 2024, has it handed over with
//! the receipt: the sentences say what both do). 3 tries of the PIN, 10
//! of the PUK, and a blocked PUK is final (the former, `sblocco.rst`). A lost PUK is recovered
//! in the CieID app or at the municipality.

mod de;
mod en;
mod it;
mod remedy;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
mod ts_cns;
mod words;

use core::fmt;

use self::words::Words;
use crate::{
    error::{Error, ErrorCode, ErrorKind},
    named,
    next_step::NextStep,
    op::Settlement,
    phase::Phase,
    vocabulary::{CardKind, CodeKind, Tries},
};

named! {
    /// A language of the catalogue, by its tag (ISO 639-1).
    ///
    /// Exhaustive: a program has its own sentences in each.
    pub enum Lang {
        /// Italian.
        It => "it",
        /// English.
        En => "en",
        /// German.
        De => "de",
    }
}

impl Lang {
    /// The language of a tag (`de-CH`) or of a POSIX locale (`it_IT.UTF-8`),
    /// in any case. `None` for `C`, `POSIX`, and every other language.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|lang| language.eq_ignore_ascii_case(lang.name()))
    }

    fn words(self) -> &'static dyn Words {
        match self {
            Self::It => &it::Italian,
            Self::En => &en::English,
            Self::De => &de::German,
        }
    }
}

/// What to tell a person of an error: whole sentences, separated by a space.
///
/// Exhaustive: programs make their own, of what only they know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What happened, and what it means.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// The message and the remedy, a line each.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_lines(f, [&self.message, &self.remedy])
    }
}

/// Writes the sentences that are not empty, a line each.
///
/// # Errors
/// Those of the formatter.
#[doc(hidden)]
pub fn write_lines<const N: usize>(
    f: &mut fmt::Formatter<'_>,
    sentences: [&String; N],
) -> fmt::Result {
    let said = sentences.into_iter().filter(|text| !text.is_empty());
    for (line, text) in said.enumerate() {
        if line > 0 {
            f.write_str("\n")?;
        }
        f.write_str(text)?;
    }
    Ok(())
}

/// What happened and what to do about it, with all that is known: tries left,
/// the rule that a code breaks, what was under way. What to do about a lost or
/// blocked code, step by step, is said by the crate `cie-recovery`.
#[must_use]
pub fn error(error: &Error, lang: Lang) -> Text {
    let words = lang.words();
    Text {
        message: message(error, words),
        remedy: remedy_of(error, words),
    }
}

/// What an error with this code means in general.
#[must_use]
pub fn cause(code: ErrorCode, lang: Lang) -> &'static str {
    lang.words().cause(code)
}

/// What to do in general about an error with this code.
#[must_use]
pub fn remedy(code: ErrorCode, lang: Lang) -> &'static str {
    lang.words().remedy(code)
}

/// What an error with this code means on a TS-CNS; `None` where that is the same
/// as in general ([`cause`]).
#[must_use]
pub fn cause_on_ts_cns(code: ErrorCode, lang: Lang) -> Option<&'static str> {
    lang.words().ts_cns().cause(code)
}

/// What to do on a TS-CNS about an error with this code; `None` where that is
/// the same as in general ([`remedy`]).
#[must_use]
pub fn remedy_on_ts_cns(code: ErrorCode, lang: Lang) -> Option<&'static str> {
    lang.words().ts_cns().remedy(code)
}

/// A line that says what is going on.
#[must_use]
pub fn phase(phase: Phase, lang: Lang) -> &'static str {
    lang.words().phase(phase)
}

/// How a pending operation has ended.
#[must_use]
pub fn settlement(settlement: &Settlement, lang: Lang) -> &'static str {
    lang.words().settlement(settlement)
}

/// What was proved of the chip: see [`crate::op::ChipProof`].
#[must_use]
pub fn chip(key_proved: bool, issuer_checked: bool, lang: Lang) -> &'static str {
    lang.words().chip(key_proved, issuer_checked)
}

/// Whether the card is a TS-CNS, as far as is known.
fn of_ts_cns(error: &Error) -> bool {
    error.card == Some(CardKind::TsCns)
}

/// What an error with this code means on the card at hand.
fn cause_on(error: &Error, code: ErrorCode, words: &dyn Words) -> &'static str {
    let own = if of_ts_cns(error) {
        words.ts_cns().cause(code)
    } else {
        None
    };
    own.unwrap_or_else(|| words.cause(code))
}

/// What to do about an error with this code on the card at hand.
fn remedy_on(error: &Error, code: ErrorCode, words: &dyn Words) -> &'static str {
    let own = if of_ts_cns(error) {
        words.ts_cns().remedy(code)
    } else {
        None
    };
    own.unwrap_or_else(|| words.remedy(code))
}

fn message(error: &Error, words: &dyn Words) -> String {
    let cause = cause_on(error, error.code(), words);
    let doubt = |confirmed| match confirmed {
        true => "",
        false if of_ts_cns(error) => words.ts_cns().unprotected,
        false => words.unconfirmed(),
    };
    match &error.kind {
        ErrorKind::WrongPin { tries } | ErrorKind::WrongPuk { tries } => {
            join([cause, &tries_left(*tries, words)])
        }
        ErrorKind::PinBlocked { confirmed } | ErrorKind::PukBlocked { confirmed } => {
            join([cause, doubt(*confirmed)])
        }
        ErrorKind::LastTry { code } => words.last_try(*code).into(),
        ErrorKind::MalformedCode(why) => join([cause, &words.malformed(*why)]),
        ErrorKind::WeakPin(why) => join([cause, words.weak(*why)]),
        ErrorKind::OutcomeUnknown { pending } => join([cause, words.under_way(*pending)]),
        ErrorKind::CardRefused { status, confirmed } => join([
            cause,
            &words.status(*status),
            doubt(*confirmed),
            untouched(error.phase, words),
            try_may_be_used(error, words),
        ]),
        ErrorKind::CardMisbehaved(_) => join([
            cause,
            untouched(error.phase, words),
            try_may_be_used(error, words),
        ]),
        // With a code under way these are `outcome_unknown`.
        ErrorKind::CardLost
        | ErrorKind::LinkTooShort
        | ErrorKind::ReaderUnavailable(_)
        | ErrorKind::UnsupportedDevice(_)
        | ErrorKind::Cancelled
        | ErrorKind::Busy => join([cause, untouched(error.phase, words)]),
        ErrorKind::LibraryFault { .. } if error.pending.is_some() => cause.into(),
        ErrorKind::LibraryFault { .. } => join([cause, untouched(error.phase, words)]),
        // These happen before any code is sent, and their causes say so.
        ErrorKind::SamePin
        | ErrorKind::OtherCard
        | ErrorKind::WrongCan
        | ErrorKind::WrongMrz
        | ErrorKind::CardResetRequired
        | ErrorKind::LongReadRefused { .. }
        | ErrorKind::BasicAccessOnly
        | ErrorKind::NoBasicAccess { .. }
        | ErrorKind::NotACie { .. }
        | ErrorKind::NotOnThisCard { .. }
        | ErrorKind::UnsupportedCard(_)
        | ErrorKind::ChipCheckFailed(_)
        | ErrorKind::MemoryUnavailable(_) => cause.into(),
    }
}

/// Follows [`Error::next_step`], so that no button contradicts a sentence.
fn remedy_of(error: &Error, words: &dyn Words) -> String {
    let of = |code| remedy_on(error, code, words);
    let general = of(error.code());
    let last_try = |code| match code {
        CodeKind::Puk if of_ts_cns(error) => words.ts_cns().last_puk,
        code => words.last_try_remedy(code),
    };
    let open = error.to_settle().map(|pending| words.settle(pending));
    match (error.next_step(), &error.kind) {
        (NextStep::CheckOnePin, ErrorKind::SamePin) => words.check_the_surer_pin().into(),
        (NextStep::CheckOnePin, _) => join([words.check_the_surer_pin(), last_try(CodeKind::Pin)]),
        (NextStep::AskLastTry(code), _) => last_try(code).into(),
        (NextStep::UnblockOtherWay, _) => join([open.unwrap_or_default(), words.other_way()]),
        (NextStep::Settle(_), _) => open.unwrap_or_default().into(),
        (_, ErrorKind::OutcomeUnknown { pending }) => words.settle(*pending).into(),
        (_, ErrorKind::LibraryFault { .. }) => {
            let settle = error.pending.map(|pending| words.settle(pending));
            settle.unwrap_or(general).into()
        }
        (_, ErrorKind::LinkTooShort)
            if error.otherwise().contains(&NextStep::ChooseDocumentAccess) =>
        {
            join([general, words.lines_instead()])
        }
        (NextStep::Unblock, _) => of(ErrorCode::PinBlocked).into(),
        (NextStep::Advise, ErrorKind::WrongPuk { .. }) => of(ErrorCode::PukBlocked).into(),
        (_, ErrorKind::WrongPin { tries }) if tries.left == Some(1) => {
            last_try(CodeKind::Pin).into()
        }
        (_, ErrorKind::WrongPuk { tries }) if tries.left == Some(1) => {
            last_try(CodeKind::Puk).into()
        }
        _ => general.into(),
    }
}

fn tries_left(tries: Tries, words: &dyn Words) -> String {
    match tries.left {
        Some(left) if tries.confirmed => words.tries(left),
        Some(left) => words.tries_unconfirmed(left),
        None => words.tries_unknown().into(),
    }
}

/// Before the first code nothing on the card can have changed.
fn untouched(phase: Phase, words: &dyn Words) -> &'static str {
    let reading = (Phase::OpenDocument..=Phase::ProveChip).contains(&phase);
    if phase < Phase::VerifyPin || reading {
        words.untouched()
    } else {
        ""
    }
}

/// Which code the card was checking when it gave an answer that means
/// nothing: it may have counted that as a try.
fn try_may_be_used(error: &Error, words: &dyn Words) -> &'static str {
    match error.phase {
        // A TS-CNS takes PUK and new PIN in one.
        Phase::ResetPin if of_ts_cns(error) => words.try_may_be_used(CodeKind::Puk),
        Phase::VerifyPin | Phase::ChangePin => words.try_may_be_used(CodeKind::Pin),
        Phase::VerifyPuk => words.try_may_be_used(CodeKind::Puk),
        _ => "",
    }
}

/// Sentences in a row; an empty one is left out.
#[must_use]
pub fn join<const N: usize>(sentences: [&str; N]) -> String {
    sentences
        .into_iter()
        .filter(|sentence| !sentence.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
