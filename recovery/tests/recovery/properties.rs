//! What holds whatever the advisor is told.

use crate::rules::{a_minor_is_told_whom_to_ask, check};
use cie_core::{date::Date, messages::Lang};
use cie_recovery::{
    Advice, Answer, AtHand, Card, CardSaid, Code, CodeState, Contacts, Expiry, Input, Place,
    Region, Requester, Situation, advise,
    codes::{self, Half, Occasion},
    text::{self, Detail},
};
use proptest::{option, prelude::*, sample::select};

fn any_of<T: Copy + std::fmt::Debug + 'static, const N: usize>(
    all: [T; N],
) -> impl Strategy<Value = T> {
    select(all.to_vec())
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        any_of(Region::ALL).prop_map(Place::Region),
        Just(Place::NotSaid)
    ]
}

fn at_hand() -> impl Strategy<Value = AtHand> {
    let one = || option::of(any::<bool>());
    (one(), one(), one(), one(), one()).prop_map(|(nfc_phone, card, reader, email, mobile)| {
        AtHand {
            nfc_phone,
            card,
            reader,
            email,
            mobile,
        }
    })
}

fn day() -> impl Strategy<Value = Date> {
    (1900_u16..2100, 1_u8..=12, 1_u8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn card_said() -> impl Strategy<Value = CardSaid> {
    let tries = || option::of(0_u8..=15);
    (tries(), tries(), any::<bool>(), option::of(day())).prop_map(
        |(pin_tries, puk_tries, unconfirmed, expires)| CardSaid {
            pin_tries,
            puk_tries,
            unconfirmed,
            expires: expires.map(Expiry::On),
        },
    )
}

prop_compose! {
    fn situation()(
        card in option::of(any_of(Card::ALL)),
        codes in (
            option::of(any_of(CodeState::ALL)),
            option::of(any_of(CodeState::ALL)),
            option::of(any_of(CodeState::ALL)),
        ),
        card_lost in proptest::bool::weighted(0.1),
        requester in option::of(any_of(Requester::ALL)),
        contacts in option::of(any_of(Contacts::ALL)),
        place in option::of(place()),
        municipality in option::of(prop_oneof![
            "[A-Za-zà-ù '-]{1,30}",
            select(&["Carpi", "Milano", "Modena", "Rubiera", "Cesate", "Magnago", "Porto Viro", "Grassobbio", "Castel Giorgio"][..]).prop_map(String::from),
        ]),
        at_hand in at_hand(),
        card_said in card_said(),
        today in option::of(day()),
    ) -> Situation {
        let (pin, puk, cip) = codes;
        Situation {
            card, pin, puk, cip, card_lost, requester, contacts, place, municipality, at_hand,
            card_said, today,
        }
    }
}

fn answered(told: &Situation, answer: Answer) -> Situation {
    let mut told = told.clone();
    told.answer(answer);
    told
}

/// What is said when every question that is left gets the answer at this place.
fn in_the_end(mut told: Situation, pick: usize) -> Advice {
    loop {
        let advice = advise(&told);
        let Advice::Questions(questions) = &advice else {
            return advice;
        };
        let answers = &questions.ask[0].answers;
        told.answer(answers[pick % answers.len()]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_situation_ends_in_questions_or_in_a_plan_whose_steps_have_sources(told in situation()) {
        a_minor_is_told_whom_to_ask(&advise(&told), &told);
        match advise(&told) {
            Advice::Questions(questions) => {
                prop_assert!(!questions.ask.is_empty());
                for question in &questions.ask {
                    prop_assert!(question.answers.len() > 1);
                    let right = |one: &Answer| one.input() == question.input;
                    prop_assert!(question.answers.iter().all(right));
                }
            }
            Advice::Plan(plan) => {
                check(&plan, &told);
                prop_assert!(plan.steps().count() > 0);
                prop_assert!(!plan.sources().is_empty());
            }
            Advice::NotCovered { plan, .. } => check(&plan, &told),
        }
        // The same again: nothing but the situation decides.
        prop_assert_eq!(advise(&told), advise(&told));
    }

    #[test]
    fn answering_whatever_is_asked_ends_in_a_plan_without_a_question_twice(
        told in situation(),
        picks in proptest::collection::vec(0_usize..100, 20),
    ) {
        let mut told = told;
        let mut asked: Vec<Input> = Vec::new();
        for pick in picks {
            let advice = advise(&told);
            let Advice::Questions(questions) = advice else {
                // Card, PIN, PUK, who, contacts, phone.
                prop_assert!(asked.len() <= 6, "{asked:?}");
                return Ok(());
            };
            let question = &questions.ask[0];
            prop_assert!(!asked.contains(&question.input), "{:?} twice", question.input);
            asked.push(question.input);
            told.answer(question.answers[pick % question.answers.len()]);
        }
        prop_assert!(false, "no end: {asked:?}");
    }

    #[test]
    fn a_question_is_asked_only_if_its_answer_changes_what_is_said(told in situation()) {
        let Advice::Questions(questions) = advise(&told) else { return Ok(()) };
        // A question may be idle as long as another is open; so the others are
        // answered, too, in every way.
        for question in &questions.ask {
            let mut settled = vec![told.clone()];
            for other in questions.ask.iter().filter(|other| *other != question) {
                settled = settled
                    .iter()
                    .flat_map(|told| other.answers.iter().map(|answer| answered(told, *answer)))
                    .collect();
            }
            let decides = settled.iter().any(|told| {
                // What an answer leads to may be seen only behind another question.
                [0, 1, 2].into_iter().any(|pick| {
                    let said = |answer: &Answer| in_the_end(answered(told, *answer), pick);
                    let first = said(&question.answers[0]);
                    question.answers.iter().any(|answer| said(answer) != first)
                })
            });
            prop_assert!(decides, "{:?}", question.input);
        }
    }

    #[test]
    fn an_advice_can_be_told_in_every_language(told in situation()) {
        let advice = advise(&told);
        for lang in Lang::ALL {
            for line in text::plain(&advice, lang, None, Detail { all: true, ..Detail::default() }) {
                prop_assert!(!line.trim().is_empty());
                // Who is told to ask first is told so once.
                for part in line.split(']') {
                let lower = part.to_lowercase();
                for ask in ["chiedi prima", "ask first", "vorher fragen", "fragen sie vorher"] {
                    prop_assert!(lower.matches(ask).count() < 2, "{}", line);
                }
                let both = lower.contains("vorher fragen") && lower.contains("fragen sie vorher");
                prop_assert!(!both, "{}", line);
                }
            }
        }
    }

    #[test]
    fn the_first_action_is_within_seven_lines_and_the_ages_are_told_once(told in situation()) {
        let advice = advise(&told);
        let Some(plan) = advice.plan() else { return Ok(()) };
        for lang in Lang::ALL {
            let lines = text::plain(&advice, lang, None, Detail::default());
            if plan.steps().count() > 0 {
                let first = lines.iter().position(|line| line.trim_start().starts_with("1. "));
                prop_assert!(first.unwrap() <= 7, "{lines:#?}");
            }
            let age = text::age(plan.age(cie_recovery::Extent::Shown), lang);
            prop_assert_eq!(lines.iter().filter(|line| **line == age).count(), 1);
            prop_assert_eq!(lines.last(), Some(&age));
        }
    }

    #[test]
    fn no_input_panics_and_a_refused_one_changes_nothing(
        input in any_of(Input::ALL),
        value in "\\PC{0,40}",
    ) {
        let mut told = Situation::default();
        if told.set(input, &value).is_err() {
            prop_assert_eq!(told, Situation::default());
        }
        let _ = Region::find(&value);
    }

    #[test]
    fn a_region_is_recognised_whatever_case_and_signs_are_used(
        region in any_of(Region::ALL),
        signs in proptest::collection::vec(select(&[" ", "-", "'", "’", "  ", "_"][..]), 8),
        upper in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let mut written = String::new();
        let mut signs = signs.into_iter().cycle();
        for (at, c) in region.name().chars().enumerate() {
            match c {
                '_' => written.push_str(signs.next().unwrap()),
                c if upper[at % upper.len()] => written.extend(c.to_uppercase()),
                c => written.push(c),
            }
        }
        prop_assert_eq!(Region::find(&written), Some(region), "{}", written);
    }

    #[test]
    fn joining_keeps_order_and_wipes_or_refuses(
        card in any_of(Card::ALL),
        code in any_of(Code::ALL),
        first in "\\PC{0,12}|[0-9]{0,9}",
        second in "[0-9]{0,9}",
    ) {
        let (mut one, mut two) = (first.clone().into_bytes(), second.clone().into_bytes());
        let joined = codes::join(card, code, &mut one, &mut two);
        prop_assert!(one.iter().chain(&two).all(|byte| *byte == 0));
        if let Ok(joined) = joined {
            prop_assert_eq!(joined.reveal(), format!("{first}{second}"));
            let swapped = joined.swap();
            prop_assert_eq!(swapped.reveal(), format!("{second}{first}"));
        }
    }
}

/// Every combination of what decides, not a sample of it.
#[test]
fn every_combination_of_the_deciding_inputs_ends_in_questions_or_a_plan() {
    fn with_none<T: Copy, const N: usize>(all: [T; N]) -> Vec<Option<T>> {
        all.into_iter().map(Some).chain([None]).collect()
    }
    let places = [Region::Lombardia, Region::Lazio, Region::Trento].map(Place::Region);
    let places: Vec<Option<Place>> = with_none(places);
    let mut plans = 0;
    for card in with_none(Card::ALL) {
        for pin in with_none(CodeState::ALL) {
            for puk in with_none(CodeState::ALL) {
                for requester in with_none(Requester::ALL) {
                    for contacts in with_none(Contacts::ALL) {
                        for place in &places {
                            for nfc_phone in [None, Some(true), Some(false)] {
                                let mut told = Situation {
                                    card,
                                    pin,
                                    puk,
                                    requester,
                                    contacts,
                                    place: *place,
                                    ..Situation::default()
                                };
                                told.at_hand.nfc_phone = nfc_phone;
                                if let Some(plan) = advise(&told).plan() {
                                    check(plan, &told);
                                    plans += 1;
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(plans > 50_000, "{plans}");
}

#[test]
fn where_a_half_comes_from_is_answered_for_every_card_and_region() {
    let mut found = 0;
    for card in Card::ALL {
        for region in Region::ALL {
            for half in Half::ALL {
                for occasion in Occasion::ALL {
                    let facts = codes::origin(card, half, occasion, Some(region));
                    assert!(facts.iter().all(|fact| !fact.cites().is_empty()));
                    found += facts.len();
                }
            }
        }
    }
    assert!(found > 100, "{found}");
}
