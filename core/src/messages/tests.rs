#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cie_tests::sentences;

use super::{
    samples::{FREE_TEXT, all_texts, samples, settlements},
    *,
};
use crate::{apdu::StatusWord, bytes::secret::MalformedCode, vocabulary::Pending};

fn told(kind: ErrorKind, phase: Phase, lang: Lang) -> Text {
    error(&Error::new(kind, phase), lang)
}

#[test]
fn the_codes_are_those_of_the_errors() {
    for code in ErrorCode::ALL {
        for kind in samples(code) {
            assert_eq!(kind.code(), code);
        }
    }
}

#[test]
fn every_code_has_a_cause_and_a_remedy_in_every_language() {
    for lang in Lang::ALL {
        for code in ErrorCode::ALL {
            assert!(!cause(code, lang).is_empty(), "{code}");
            assert!(!remedy(code, lang).is_empty(), "{code}");
        }
    }
}

#[test]
fn every_settlement_has_a_sentence_in_every_language() {
    for lang in Lang::ALL {
        for this in settlements() {
            assert!(!settlement(&this, lang).is_empty(), "{}", this.name());
        }
    }
}

#[test]
fn no_text_is_empty_and_every_text_is_whole_sentences() {
    for lang in Lang::ALL {
        sentences::are_whole(&all_texts(lang));
    }
}

#[test]
fn no_two_languages_say_the_same() {
    sentences::differ(&Lang::ALL.map(all_texts));
}

#[test]
fn no_sentence_is_longer_than_160_characters() {
    for lang in Lang::ALL {
        sentences::are_short(&all_texts(lang));
    }
}

#[test]
fn no_text_holds_a_code_or_the_free_text_of_an_error() {
    for lang in Lang::ALL {
        sentences::hold_no_code(&all_texts(lang), FREE_TEXT);
    }
}

#[test]
fn the_tries_left_are_told_in_the_right_number() {
    let message = |left, lang| {
        let tries = Tries::confirmed(left);
        told(ErrorKind::WrongPin { tries }, Phase::VerifyPin, lang).message
    };
    let expected = |lang| match lang {
        Lang::It => [
            "Non resta nessun tentativo.",
            "Resta 1 tentativo.",
            "Restano 2 tentativi.",
        ],
        Lang::En => ["No attempts left.", "1 attempt left.", "2 attempts left."],
        Lang::De => [
            "Es ist kein Versuch mehr übrig.",
            "Es ist noch 1 Versuch übrig.",
            "Es sind noch 2 Versuche übrig.",
        ],
    };
    for lang in Lang::ALL {
        for (left, expected) in (0..).zip(expected(lang)) {
            let message = message(left, lang);
            assert!(message.ends_with(expected), "{message}");
        }
    }
}

#[test]
fn a_number_of_tries_that_is_not_confirmed_is_told_as_such() {
    for (lang, doubt) in [
        (Lang::It, "non è confermato"),
        (Lang::En, "not confirmed"),
        (Lang::De, "nicht bestätigt"),
    ] {
        for left in 0..=2 {
            let message =
                |tries| told(ErrorKind::WrongPuk { tries }, Phase::VerifyPuk, lang).message;
            assert!(message(Tries::unconfirmed(left)).contains(doubt));
            assert!(!message(Tries::confirmed(left)).contains(doubt));
            assert!(!message(Tries::unknown()).contains(doubt));
        }
    }
}

#[test]
fn the_number_of_characters_is_told_in_the_right_number() {
    let message = |found, lang| {
        let why = MalformedCode::Length { expected: 8, found };
        told(why.into(), Phase::Start, lang).message
    };
    for (lang, expected) in [
        (Lang::It, ["inserito nulla", "1 carattere.", "2 caratteri."]),
        (
            Lang::En,
            ["nothing was", "1 character was", "2 characters were"],
        ),
        (Lang::De, ["nichts", "wurde 1 Zeichen", "wurden 2 Zeichen"]),
    ] {
        for (found, expected) in (0..).zip(expected) {
            let message = message(found, lang);
            assert!(message.contains(expected), "{message}");
        }
    }
}

#[test]
fn details_that_differ_are_told_differently() {
    for lang in Lang::ALL {
        for code in ErrorCode::ALL {
            let mut messages: Vec<String> = samples(code)
                .into_iter()
                .map(|kind| told(kind, Phase::VerifyPin, lang).message)
                .collect();
            let shapes = messages.len();
            messages.sort();
            messages.dedup();
            assert_eq!(messages.len(), shapes, "{code:?}");
        }
    }
}

#[test]
fn a_refused_reset_of_the_pin_names_the_other_way() {
    let way = "reset first";
    for lang in Lang::ALL {
        let remedy = |status, phase| {
            let confirmed = true;
            told(ErrorKind::CardRefused { status, confirmed }, phase, lang).remedy
        };
        for status in [
            StatusWord::CONDITIONS_NOT_SATISFIED,
            StatusWord::SECURITY_STATUS_NOT_SATISFIED,
        ] {
            assert!(remedy(status, Phase::ResetPin).contains(way));
            assert!(!remedy(status, Phase::VerifyPin).contains(way));
        }
        assert!(!remedy(StatusWord::NO_DIAGNOSIS, Phase::ResetPin).contains(way));
    }
}

#[test]
fn a_link_too_short_for_the_can_names_the_printed_lines() {
    for lang in Lang::ALL {
        let remedy = |phase| told(ErrorKind::LinkTooShort, phase, lang).remedy;
        assert!(remedy(Phase::OpenDocument).contains("MRZ"));
        assert!(!remedy(Phase::Start).contains("MRZ"));
    }
}

#[test]
fn the_status_word_of_a_refusal_is_told() {
    for lang in Lang::ALL {
        let kind = ErrorKind::CardRefused {
            status: StatusWord::NO_DIAGNOSIS,
            confirmed: true,
        };
        assert!(told(kind, Phase::Select, lang).message.contains("6F00"));
    }
}

#[test]
fn an_answer_without_protection_to_a_change_is_to_be_settled() {
    for lang in Lang::ALL {
        let settle = told(
            ErrorKind::OutcomeUnknown {
                pending: Pending::ChangePin,
            },
            Phase::ChangePin,
            lang,
        )
        .remedy;
        for (kind, open) in [
            (ErrorKind::CardMisbehaved(""), true),
            (ErrorKind::PinBlocked { confirmed: false }, true),
            (ErrorKind::PinBlocked { confirmed: true }, false),
        ] {
            assert_eq!(
                told(kind.clone(), Phase::ChangePin, lang).remedy == settle,
                open
            );
            assert_ne!(told(kind, Phase::VerifyPin, lang).remedy, settle);
        }
    }
}

#[test]
fn only_before_the_first_code_and_while_reading_is_the_card_said_to_be_untouched() {
    for lang in Lang::ALL {
        let untouched = lang.words().untouched();
        for phase in Phase::ALL {
            for kind in [ErrorKind::CardLost, ErrorKind::CardMisbehaved("")] {
                let said = told(kind, phase, lang).message.contains(untouched);
                let reading = [Phase::OpenDocument, Phase::ReadDocument, Phase::ProveChip];
                let reading = reading.contains(&phase);
                assert_eq!(said, phase < Phase::VerifyPin || reading, "{phase}");
            }
        }
    }
}

#[test]
fn with_one_try_left_the_remedy_is_careful() {
    for lang in Lang::ALL {
        let remedy = |left| {
            let tries = Tries::confirmed(left);
            told(ErrorKind::WrongPuk { tries }, Phase::VerifyPuk, lang).remedy
        };
        let code = CodeKind::Puk;
        let last = told(ErrorKind::LastTry { code }, Phase::VerifyPuk, lang).remedy;
        assert_eq!(remedy(1), last);
        assert_ne!(remedy(2), last);
        assert_eq!(remedy(0), super::remedy(ErrorCode::PukBlocked, lang));
    }
}

#[test]
fn a_language_is_found_by_tag_and_by_locale() {
    for (tag, lang) in [
        ("it", Some(Lang::It)),
        ("it_IT.UTF-8", Some(Lang::It)),
        ("de-CH", Some(Lang::De)),
        ("DE_at@euro", Some(Lang::De)),
        ("EN", Some(Lang::En)),
        ("en.UTF-8", Some(Lang::En)),
        ("C", None),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("fr_FR.UTF-8", None),
        ("italiano", None),
        ("", None),
    ] {
        assert_eq!(Lang::from_tag(tag), lang, "{tag}");
    }
    for lang in Lang::ALL {
        assert_eq!(Lang::from_tag(lang.name()), Some(lang));
    }
}
