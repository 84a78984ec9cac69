//! What holds of the step after any error.

use super::*;
use crate::{
    error::ErrorCode,
    messages::{self, Lang, samples},
    vocabulary::Entry,
};

/// Every error in every phase, of either card and of none, with everything that can be open, and
/// about every entry.
fn all_errors() -> impl Iterator<Item = Error> {
    let open = [None].into_iter().chain(Pending::ALL.map(Some));
    samples::all_errors().into_iter().flat_map(move |error| {
        open.clone().map(move |pending| Error {
            pending,
            ..error.clone()
        })
    })
}

fn steps(error: &Error) -> Vec<NextStep> {
    [vec![error.next_step()], error.otherwise()].concat()
}

#[test]
fn no_step_is_named_twice() {
    for error in all_errors() {
        let steps = steps(&error);
        for (place, step) in steps.iter().enumerate() {
            assert!(
                !steps.iter().skip(place + 1).any(|other| other == step),
                "{error:?}"
            );
        }
    }
}

#[test]
fn nothing_that_the_card_has_refused_is_sent_again_unless_the_person_corrects_or_allows_it() {
    use ErrorCode::{LastTry, PinBlocked, PukBlocked, WrongPin, WrongPuk};
    for error in all_errors() {
        if [WrongPin, WrongPuk, PinBlocked, PukBlocked, LastTry].contains(&error.code()) {
            assert_ne!(error.next_step(), NextStep::HoldAgain, "{error:?}");
        }
    }
}

#[test]
fn a_command_that_may_have_changed_the_card_is_settled_before_anything_else() {
    for error in all_errors() {
        if let ErrorKind::OutcomeUnknown { pending } = error.kind {
            let settles = NextStep::Settle(NeededCodes::of(Some(pending)));
            let expected = match pending.may_have_changed_the_card() {
                true => settles,
                false => NextStep::HoldAgain,
            };
            assert_eq!(error.next_step(), expected, "{error:?}");
        }
    }
}

#[test]
fn settling_asks_for_codes() {
    let none = NeededCodes::of(None);
    for error in all_errors() {
        assert_ne!(error.next_step(), NextStep::Settle(none), "{error:?}");
    }
}

#[test]
fn a_ts_cns_is_never_unblocked_in_another_way() {
    for error in all_errors().filter(|error| error.card == Some(CardKind::TsCns)) {
        assert!(
            !steps(&error).contains(&NextStep::UnblockOtherWay),
            "{error:?}"
        );
    }
}

#[test]
fn a_confirmed_end_is_never_tried_once_more() {
    for error in all_errors() {
        if let Some((code, true)) = error.blocked() {
            assert!(
                !steps(&error).contains(&NextStep::AskLastTry(code)),
                "{error:?}"
            );
        }
    }
}

#[test]
fn a_blocked_code_that_is_not_confirmed_can_be_tried_in_the_end() {
    for error in all_errors() {
        let settled_first = error.to_settle().is_some();
        if let (Some((code, false)), false) = (error.blocked(), settled_first) {
            assert!(
                steps(&error).contains(&NextStep::AskLastTry(code)),
                "{error:?}"
            );
        }
    }
}

#[test]
fn the_last_try_is_never_offered_to_whoever_cannot_allow_it() {
    // What allows it names a code.
    for error in all_errors() {
        for step in steps(&error) {
            if let NextStep::AskLastTry(code) = step {
                assert_eq!(error.last_try(), Some(code), "{error:?}");
            }
        }
    }
}

#[test]
fn a_way_out_is_left_after_every_error_of_the_card() {
    for error in all_errors() {
        let stuck = steps(&error) == [NextStep::Stop];
        let of_the_card = !matches!(
            error.code(),
            ErrorCode::LinkTooShort | ErrorCode::UnsupportedDevice
        );
        assert!(!(stuck && of_the_card), "{error:?}");
    }
}

#[test]
fn the_settings_are_opened_only_where_something_there_can_help() {
    use crate::transceive::LinkError;
    let step = |error| Error::at_start(error).next_step();
    let why = || "why".to_owned();
    assert_eq!(
        step(LinkError::Unavailable(why())),
        NextStep::OpenNfcSettings
    );
    assert_eq!(step(LinkError::Unsupported(why())), NextStep::Stop);
    for error in all_errors() {
        assert_eq!(
            error.next_step() == NextStep::OpenNfcSettings,
            error.code() == ErrorCode::ReaderUnavailable,
            "{error:?}"
        );
    }
}

#[test]
fn an_entry_that_is_known_is_the_one_to_correct() {
    for entry in Entry::ALL {
        for error in all_errors().filter(|error| error.code() == ErrorCode::MalformedCode) {
            let step = error.about(entry).next_step();
            assert_eq!(step, NextStep::CorrectEntry(entry));
        }
    }
}

#[test]
fn the_sentence_leads_to_the_same_step() {
    // Words that a remedy has if and only if the step is this one.
    for error in all_errors() {
        let remedy = messages::error(&error, Lang::En).remedy;
        let says = |words: &str| remedy.contains(words);
        let step = error.next_step();
        assert_eq!(says("surer of"), step == NextStep::CheckOnePin, "{error:?}");
        assert_eq!(
            says("choose the other way"),
            step == NextStep::UnblockOtherWay,
            "{error:?}"
        );
        let settles = says("find out how it ended") && says("ready");
        let settling = matches!(step, NextStep::Settle(_) | NextStep::UnblockOtherWay);
        assert!(!settles || settling, "{error:?}: {remedy}");
        assert!(
            settles || !matches!(step, NextStep::Settle(_)),
            "{error:?}: {remedy}"
        );
        if matches!(step, NextStep::AskLastTry(_)) {
            assert!(says("allow the last attempt"), "{error:?}: {remedy}");
        }
        if step == NextStep::Unblock {
            assert!(says("PUK"), "{error:?}: {remedy}");
        }
    }
}
