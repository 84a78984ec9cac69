//! The sentences: complete, different, readable.

use std::collections::BTreeSet;

use cie_core::{MalformedCode, date::Date, messages::Lang};
use cie_recovery::{
    Advice, Answer, Card, Code, CodeState, Contacts, Expiry, Hours, Input, Minute, OpenState,
    Opening, Place, Reason, Region, Relation, Requester, Situation, Warning, Weekday, advise,
    codes::{Half, JoinError, JoinNote, Occasion},
    knowledge::{self, Confidence, TextKey},
    text::{self, Detail, Label},
};

const ALL: Detail = Detail {
    all: true,
    command: None,
    if_lost: None,
};

fn date() -> Date {
    Date::new(2026, 3, 1).unwrap()
}

fn warnings() -> [Warning; 12] {
    [
        Warning::VerifyBeforeGoing,
        Warning::LinkNotInSource,
        Warning::NothingFound,
        Warning::NotDescribedInDetail,
        Warning::MinorNeedsParent,
        Warning::EmailNeeded,
        Warning::MobileNeeded,
        Warning::CardNeeded(Card::Cie),
        Warning::NothingReadsTheCard,
        Warning::ReaderNeeded,
        Warning::NotConfirmed,
        Warning::CardExpired(Card::Cie, date()),
    ]
}

fn answers() -> Vec<Answer> {
    let mut all = vec![
        Answer::CardLost,
        Answer::NfcPhone(true),
        Answer::NfcPhone(false),
        Answer::Place(Place::NotSaid),
    ];
    all.extend(Card::ALL.into_iter().map(Answer::Card));
    all.extend(CodeState::ALL.into_iter().map(Answer::Pin));
    all.extend(CodeState::ALL.into_iter().map(Answer::Puk));
    all.extend(Requester::ALL.into_iter().map(Answer::Requester));
    all.extend(Contacts::ALL.into_iter().map(Answer::Contacts));
    all
}

fn states() -> [OpenState; 8] {
    let until = Minute(13 * 60);
    let next = Opening {
        date: date(),
        weekday: Weekday::Sunday,
        at: Some(until),
    };
    let unstated = Opening { at: None, ..next };
    [
        OpenState::NotStated,
        OpenState::PublicHoliday,
        OpenState::Open { until },
        OpenState::StartNotStated { until },
        OpenState::Disputed,
        OpenState::Closed { next: None },
        OpenState::Closed { next: Some(next) },
        OpenState::Closed {
            next: Some(unstated),
        },
    ]
}

fn join_errors() -> [JoinError; 4] {
    let half = Half::First;
    let why = MalformedCode::Length {
        expected: 4,
        found: 3,
    };
    [
        JoinError::Malformed { half, why },
        JoinError::Malformed {
            half: Half::Second,
            why: MalformedCode::NotDigits,
        },
        JoinError::Total {
            expected: 5,
            found: 8,
        },
        JoinError::NoSuchCode,
    ]
}

/// Every text of a language, in the same order for each, without the names of
/// Regions, days and single words that languages share.
pub(crate) fn all(lang: Lang) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |text: &str| all.push(text.to_owned());
    for key in TextKey::all() {
        add(key.sentence(lang));
    }
    for input in Input::ALL {
        add(text::question(input, lang));
    }
    for answer in answers() {
        add(text::answer(answer, lang));
    }
    for code in Code::ALL {
        add(text::code(code, lang));
    }
    for reason in Reason::ALL {
        add(text::reason(reason, lang));
    }
    for relation in Relation::ALL {
        add(text::relation(relation, lang));
    }
    for confidence in Confidence::ALL {
        add(text::confidence(confidence, lang));
    }
    for day in Weekday::ALL {
        add(text::weekday(day, lang));
    }
    for label in Label::ALL {
        add(text::label(label, lang));
    }
    for half in Half::ALL {
        add(text::half(half, lang));
    }
    for occasion in Occasion::ALL {
        add(text::occasion(occasion, lang));
    }
    for note in JoinNote::ALL {
        add(text::join_note(note, lang));
    }
    for warning in warnings() {
        add(&text::warning(warning, lang));
    }
    for state in states() {
        add(&text::open(state, lang));
    }
    for error in join_errors() {
        add(&text::join_error(error, lang));
    }
    add(&text::hours(&Hours::NotStated, lang));
    add(&text::date(date(), lang));
    add(text::phrase(text::Phrase::NeverACode, lang));
    all
}

#[test]
fn no_text_is_the_same_in_two_languages() {
    let [it, en, de] = Lang::ALL.map(all);
    let mut same = BTreeSet::new();
    for ((it, en), de) in it.iter().zip(&en).zip(&de) {
        for (one, other) in [(it, en), (it, de), (en, de)] {
            if one == other {
                same.insert(one.clone());
            }
        }
    }
    // The only words that two of the languages share.
    let shared: BTreeSet<String> = ["No"].map(String::from).into();
    assert_eq!(same, shared);
}

#[test]
fn no_text_is_empty_and_every_statement_is_whole_sentences() {
    for lang in Lang::ALL {
        for text in all(lang) {
            assert!(!text.trim().is_empty());
            assert!(
                !text.contains("  ") && !text.contains('\n') && text.trim() == text,
                "{text:?}"
            );
        }
        let sentences = |text: &str| {
            text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        };
        for row in knowledge::statements() {
            assert!(
                sentences(text::fact(&row.fact, lang)),
                "{:?}",
                row.fact.text
            );
        }
        for path in knowledge::paths() {
            assert!(
                path.steps
                    .iter()
                    .all(|one| sentences(text::fact(&one.fact, lang)))
            );
            assert!(
                path.deliveries
                    .iter()
                    .all(|one| sentences(text::fact(&one.fact, lang)))
            );
        }
        for warning in warnings() {
            assert!(sentences(&text::warning(warning, lang)));
        }
    }
}

#[test]
fn sentences_are_short_enough_for_a_notice() {
    for lang in Lang::ALL {
        for text in all(lang) {
            for sentence in text.split(['.', ':', ';', '?']) {
                let words = sentence.split_whitespace().count();
                assert!(words <= 28, "{words} words: {sentence}");
            }
        }
    }
}

/// The general rule for every card that has a plan, in every Region.
#[test]
fn a_plan_for_each_region_and_card_is_told_in_each_language() {
    let mut told = 0;
    for card in Card::ALL {
        for region in Region::ALL {
            let situation = Situation {
                card: Some(card),
                pin: Some(CodeState::Blocked),
                puk: Some(CodeState::BothHalvesMissing),
                requester: Some(Requester::Holder),
                contacts: Some(Contacts::NotGiven),
                place: Some(Place::Region(region)),
                ..Situation::default()
            };
            let advice = advise(&situation);
            // Of two provinces, which one is asked.
            if region == Region::TrentinoAltoAdige && card == Card::TsCns {
                assert!(matches!(advice, Advice::Questions(_)));
                continue;
            }
            assert!(!matches!(advice, Advice::Questions(_)));
            let plan = advice.plan().unwrap();
            for lang in Lang::ALL {
                let page = text::plain(&advice, lang, None, ALL).join("\n");
                for fact in plan.facts() {
                    assert!(
                        page.contains(text::fact(fact, lang)),
                        "{:?}\n{page}",
                        fact.text
                    );
                }
                for source in plan.sources() {
                    assert!(page.contains(&text::source(source, lang)));
                }
                for contact in plan.contacts() {
                    assert!(page.contains(contact.value));
                }
                for warning in &plan.warnings {
                    assert!(page.contains(&text::warning(*warning, lang)));
                }
                for fact in knowledge::facts() {
                    let key = fact.key.name();
                    let instead = key.contains('_') && page.contains(key);
                    assert!(!instead, "{key} instead of its text");
                }
                told += 1;
            }
        }
    }
    assert_eq!(
        told,
        (Card::ALL.len() * Region::ALL.len() - 1) * Lang::ALL.len()
    );
}

#[test]
fn an_expired_card_is_pointed_out_with_its_date() {
    let mut situation = Situation {
        card: Some(Card::Cie),
        pin: Some(CodeState::Forgotten),
        puk: Some(CodeState::Known),
        ..Situation::default()
    };
    situation.read_expiry(Some(date().into()), false);
    situation.set(Input::Today, "2026-03-01").unwrap();
    let expired = |situation: &Situation| {
        text::plain(&advise(situation), Lang::En, None, ALL)
            .iter()
            .any(|line| line.contains("The card expired on 1 March 2026."))
    };
    assert!(!expired(&situation), "its last day");
    situation.set(Input::Today, "2026-03-02").unwrap();
    assert!(expired(&situation));
}

#[test]
fn a_document_that_was_read_says_until_when_the_card_is_valid_or_that_it_has_no_limit() {
    let date = Date::new(2099, 1, 1).unwrap();
    for (unlimited, expiry, expected) in [
        (true, None, Some(Expiry::Unlimited)),
        (false, Some(date.into()), Some(Expiry::On(date))),
        (false, None, None),
    ] {
        let mut situation = Situation::default();
        situation.read_expiry(expiry, unlimited);
        assert_eq!(situation.card_said.expires, expected);
    }
}

#[test]
fn the_date_of_a_source_reads_as_people_say_it() {
    let of = |id: &str, lang| {
        let mut sources = knowledge::sources().iter();
        let source = sources.find(|one| one.key.name() == id).unwrap();
        text::source(source, lang)
    };
    for (id, it, de) in [
        (
            "piemonte_text",
            "(dell'11 aprile 2023)",
            "(vom 11. April 2023)",
        ),
        ("sistema_ts_guide", "(di giugno 2018)", "(vom Juni 2018)"),
        (
            "cie_municipality_page",
            "(del 29 ottobre 2024)",
            "(vom 29. Oktober 2024)",
        ),
    ] {
        assert!(of(id, Lang::It).ends_with(it), "{}", of(id, Lang::It));
        assert!(of(id, Lang::De).ends_with(de), "{}", of(id, Lang::De));
    }
}

/// With a known PIN the step that follows is our conclusion, and marked so.
#[test]
fn what_follows_a_blocked_puk_is_announced_as_what_it_is() {
    let situation = Situation {
        card: Some(Card::Cie),
        pin: Some(CodeState::Known),
        puk: Some(CodeState::Blocked),
        ..Situation::default()
    };
    for (lang, ours) in [
        (Lang::It, "nostra lettura"),
        (Lang::En, "our reading"),
        (Lang::De, "unsere Lesart"),
    ] {
        let page = text::plain(&advise(&situation), lang, None, ALL);
        let step = page.iter().find(|line| line.contains("1. ")).unwrap();
        assert!(step.contains(ours), "{step}");
    }
}

#[test]
fn nothing_is_said_twice_about_a_number_or_a_desk() {
    for lang in Lang::ALL {
        let appointment = text::label(Label::ByAppointment, lang);
        for desk in knowledge::desks() {
            let told = text::fact(&desk.fact, lang);
            assert!(!told.contains(appointment), "{told}");
        }
        for contact in knowledge::contacts() {
            let reach = text::reach(contact, lang);
            let words = reach.split(' ').next_back().unwrap();
            assert!(reach.is_empty() || !text::fact(&contact.fact, lang).contains(words));
        }
        let hours = text::label(Label::Hours, lang).to_lowercase();
        let none = text::hours(&Hours::NotStated, lang);
        assert!(!none.to_lowercase().contains(&hours), "{none}");
    }
}

#[test]
fn every_question_shows_the_answers_by_number() {
    let lines = text::plain(&advise(&Situation::default()), Lang::It, None, ALL);
    assert_eq!(
        lines,
        [
            "Che carta è?",
            "  1. La carta d'identità elettronica (CIE)",
            "  2. La Tessera Sanitaria con il chip (TS-CNS)",
            "  3. La Tessera Sanitaria senza chip",
        ]
    );
}

#[test]
fn the_age_of_a_plan_is_that_of_what_it_shows_and_a_copy_is_told_from_a_date() {
    let page = |told: &str, lang, detail| {
        let advice = advise(&crate::expect::situation(told));
        text::plain(&advice, lang, None, detail).pop().unwrap()
    };
    let lost = "card=cie card_lost=yes";
    for (lang, age) in [
        (Lang::It, "Date delle notizie: 4 ottobre 2026 (copia)."),
        (Lang::En, "Dates of the information: 4 October 2026 (copy)."),
        (Lang::De, "Stand der Angaben: 4. Oktober 2026 (Kopie)."),
    ] {
        assert_eq!(page(lost, lang, Detail::default()), age);
    }
    let office = "card=cie pin=forgotten puk=forgotten requester=holder contacts=not_given";
    let shown = page(office, Lang::It, Detail::default());
    assert_eq!(
        shown,
        "Dove c'è una data: dal 29 ottobre 2024 al 4 ottobre 2026 (copia); il resto è senza data."
    );
    // What is folded away is older.
    assert!(page(office, Lang::It, ALL).contains("dal 23 maggio 2024"));
    let abruzzo = "card=ts_cns pin=forgotten puk=forgotten region=abruzzo";
    let plan = crate::expect::plan(abruzzo);
    let brochure = plan
        .sources()
        .into_iter()
        .find(|one| one.key.name() == "abruzzo_brochure");
    let brochure = text::source(brochure.unwrap(), Lang::It);
    assert!(brochure.ends_with("(del 2016)"), "{brochure}");
}
