//! The two documents contradict each other and themselves. One test for each
//! contradiction, numbered as in the list that was made of them: how it is
//! handled.

use cie_core::{date::Date, messages::Lang};
use cie_recovery::{
    Card, Input, OpenState, Region, RomeTime, Topic, advise,
    knowledge::{self, Carrier, Channel, Confidence, Part, TextKey, When},
    text,
};

use crate::{cases::every_fact, expect};

const REPRINT: &str = "card=ts_cns pin=forgotten puk=both_halves_missing region=";
const ANAGRAFE: &str =
    "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given";

fn region(name: &str) -> Confidence {
    // The path is one that a document describes, not a guess.
    expect::plan(&format!("{REPRINT}{name}")).stages[0]
        .path
        .fact
        .confidence
}

fn holds(told: &str, expected: &[&str]) {
    for one in expected {
        assert_eq!(expect::failure(told, one), None, "{told}: {one}");
    }
}

#[test]
fn c01_the_cip_is_neither_promised_nor_demanded() {
    holds(
        &format!("{REPRINT}lazio"),
        &["note cip_optional_or_needed", "codes pin puk"],
    );
    for name in ["toscana", "campania", "emilia_romagna"] {
        holds(&format!("{REPRINT}{name}"), &["codes pin puk"]);
        assert_eq!(region(name), Confidence::Source);
    }
    holds(
        "card=ts_cns cip=both_halves_missing region=veneto",
        &["note cip_optional_or_needed"],
    );
}

#[test]
fn c02_halves_are_the_rule_and_the_envelope_is_mentioned() {
    holds(
        &format!("{REPRINT}veneto"),
        &[
            "note envelope_or_halves",
            "note ts_cns_first_half",
            "note ts_cns_second_half",
        ],
    );
}

#[test]
fn c03_that_only_lombardia_is_online_gives_way_to_what_is_known_since() {
    for path in knowledge::paths() {
        // A form of one municipality is for its CIE.
        if path.card == Card::Cie {
            continue;
        }
        let online = path
            .steps
            .iter()
            .any(|step| step.channel == Channel::OnlineForm);
        assert_eq!(online, path.fact.key.name() == "lombardia");
    }
    let told = format!("{REPRINT}veneto");
    holds(
        &told,
        &[
            "note ts_cns_online_ways",
            "no-note ts_cns_only_lombardia_online",
        ],
    );
    // What the document says is not lost: it is told to be overtaken.
    let plan = expect::plan(&told);
    let (leads, other) = plan.replaced()[0];
    assert_eq!(leads.key.name(), "ts_cns_online_ways");
    assert_eq!(other.fact.key.name(), "ts_cns_only_lombardia_online");
}

#[test]
fn c04_lombardia_is_not_called_instant() {
    let told = format!("{REPRINT}lombardia");
    holds(&told, &["note lombardia_not_instant", "time -"]);
    let channels: Vec<Channel> = expect::plan(&told)
        .steps()
        .map(|one| one.step.channel)
        .collect();
    assert_eq!(
        channels,
        [
            Channel::Phone,
            Channel::OnlineForm,
            Channel::Email,
            Channel::VideoCall,
            Channel::Wait,
            // The second way: in person.
            Channel::Desk,
        ]
    );
}

#[test]
fn c05_the_operator_triggers_and_sogei_or_the_agenzia_sends() {
    holds(
        &format!("{REPRINT}lombardia"),
        &["inferred lombardia_who_sends"],
    );
    let plan = expect::plan(&format!("{REPRINT}lombardia mobile=no"));
    let second = plan.stages[0]
        .deliveries
        .iter()
        .find(|one| one.part == Part::Second)
        .unwrap();
    assert_eq!(
        second.sender.map(|one| one.value),
        Some("GestioneCMS@sogei.it")
    );
}

#[test]
fn c06_when_the_first_part_comes_is_not_stated_the_second_waits_for_the_call() {
    let plan = expect::plan(&format!("{REPRINT}lombardia"));
    for delivery in &plan.stages[0].deliveries {
        let when = if delivery.part == Part::First {
            When::NotStated
        } else {
            When::AfterVideoCall
        };
        assert_eq!(delivery.when, when);
    }
    holds(
        &format!("{REPRINT}lombardia"),
        &["note lombardia_first_part_when"],
    );
}

#[test]
fn c07_an_email_address_is_advised_where_the_document_leaves_it_open() {
    holds(&format!("{REPRINT}umbria"), &["note same_documents_or_not"]);
    for name in ["campania", "emilia_romagna", "veneto"] {
        holds(
            &format!("{REPRINT}{name}"),
            &[&format!("bring {name}_email")],
        );
    }
}

#[test]
fn c08_whole_codes_are_not_promised_at_the_counter_in_lazio() {
    let told = format!("{REPRINT}lazio");
    holds(&told, &["inferred lazio_whole_codes_or_halves"]);
    for delivery in &expect::plan(&told).stages[0].deliveries {
        assert_eq!(
            (delivery.part, delivery.by),
            (Part::NotStated, Carrier::Desk)
        );
        assert_eq!(delivery.when, When::NotStated);
        for (lang, hedge) in [
            (Lang::It, "chiedi conferma"),
            (Lang::En, "ask whether"),
            (Lang::De, "fragen Sie nach"),
        ] {
            let told = text::fact(&delivery.fact, lang);
            assert!(told.contains(hedge), "{told}");
        }
    }
    // Nothing else in the plan promises them, and no CIP.
    holds(&told, &["deliveries lazio_handed_over", "codes pin puk"]);
}

#[test]
fn c09_nobody_is_told_to_look_for_the_chip_on_the_back() {
    let about = knowledge::about(Card::TsCns, Topic::Conflict, None);
    let chip = about
        .elsewhere
        .iter()
        .find(|one| one.fact.key.name() == "ts_cns_chip_on_front");
    let chip = &chip.unwrap().fact;
    assert_eq!(chip.confidence, Confidence::External);
    for (lang, back) in [
        (Lang::It, ["retro", "dietro"]),
        (Lang::En, ["on the back", "back of"]),
        (Lang::De, ["hinten", "Rückseite"]),
    ] {
        let on_the_back = |fact| {
            let text = text::fact(fact, lang);
            let about_chip = text.to_lowercase().contains("chip");
            about_chip && back.iter().any(|back| text.contains(back))
        };
        // It is said to be what the guide writes, and not so.
        assert!(on_the_back(chip), "the words are those of no sentence");
        let others = every_fact().into_iter().filter(|fact| *fact != chip);
        for fact in others {
            assert!(!on_the_back(fact), "{}", text::fact(fact, lang));
        }
    }
}

#[test]
fn c10_the_documents_slips_are_not_carried_over() {
    for key in TextKey::all() {
        let text = key.sentence(Lang::It);
        for slip in ["possono possibile", "dubbi e domanda", "modalità recupero"] {
            assert!(!text.contains(slip), "{text}");
        }
    }
}

#[test]
fn c11_no_link_is_made_up_for_those_that_the_document_lost() {
    for name in ["lombardia", "lazio", "campania", "emilia_romagna"] {
        holds(&format!("{REPRINT}{name}"), &["warns link_not_in_source"]);
    }
    for lang in Lang::ALL {
        for key in TextKey::all() {
            let text = key.sentence(lang).to_lowercase();
            assert!(!text.contains("http") && !text.contains("www."), "{text}");
        }
    }
}

#[test]
fn c12_numbers_and_hours_are_to_be_verified() {
    for name in [
        "lazio",
        "toscana",
        "campania",
        "emilia_romagna",
        "veneto",
        "not_said",
    ] {
        holds(&format!("{REPRINT}{name}"), &["warns verify_before_going"]);
        assert!(
            expect::plan(&format!("{REPRINT}{name}"))
                .age(cie_recovery::Extent::Whole)
                .some_undated
        );
    }
}

#[test]
fn c13_on_tuesday_the_counter_is_uncertain_and_the_phone_is_not() {
    let tuesday = RomeTime::new(Date::new(2026, 12, 1).unwrap(), 9, 0).unwrap();
    let plan = expect::plan(&format!("{ANAGRAFE} municipality=Carpi"));
    let desk = plan
        .desks()
        .into_iter()
        .find(|one| one.fact.key.name() == "carpi_desk");
    let desk = desk.unwrap();
    assert_eq!(desk.hours.at(tuesday), OpenState::Disputed);
    let afternoon = RomeTime::new(Date::new(2026, 12, 1).unwrap(), 15, 0).unwrap();
    assert!(matches!(desk.hours.at(afternoon), OpenState::Closed { .. }));
    let phone = plan
        .contacts()
        .into_iter()
        .find(|one| one.value == "059/649575")
        .unwrap();
    assert!(matches!(phone.hours.at(tuesday), OpenState::Open { .. }));
    assert!(text::hours(&desk.hours, Lang::En).contains("Tuesday 08:30 to 12:30 (not certain)"));
    // Monday evening: the next certain opening is Wednesday.
    let monday = RomeTime::new(Date::new(2026, 11, 30).unwrap(), 20, 0).unwrap();
    let OpenState::Closed { next: Some(next) } = desk.hours.at(monday) else {
        panic!("open")
    };
    assert_eq!(next.date, Date::new(2026, 12, 2).unwrap());
}

#[test]
fn c14_the_leftover_deadlines_of_2022_are_ignored() {
    for lang in Lang::ALL {
        for fact in every_fact() {
            let external = fact.confidence == Confidence::External;
            assert!(external || !text::fact(fact, lang).contains("2022"));
        }
    }
}

#[test]
fn c15_what_a_document_says_twice_is_said_once_and_cites_both_places() {
    for told in [ANAGRAFE.to_owned(), format!("{REPRINT}lombardia")] {
        let plan = expect::plan(&told);
        for (at, note) in plan.notes.iter().enumerate() {
            assert!(!plan.notes[at + 1..].contains(note));
        }
    }
    let about = knowledge::about(Card::Cie, Topic::Outcome, None);
    let both = |one: &&&knowledge::Statement| one.fact.key.name() == "cie_office_gives_both";
    let lines: Vec<u16> = about
        .stated
        .iter()
        .find(both)
        .unwrap()
        .fact
        .cites()
        .iter()
        .map(|one| one.lines().unwrap().0)
        .collect();
    assert_eq!(lines, [39, 41]);
}

#[test]
fn c16_an_email_address_is_asked_for_only_of_who_has_one() {
    holds(
        ANAGRAFE,
        &[
            "bring cie_id_document",
            "bring cie_own_email",
            "inferred cie_email_not_listed",
        ],
    );
    holds(
        &format!("{ANAGRAFE} email=no"),
        &[
            "no-warn email_needed",
            "deliveries cie_both_parts_on_paper",
            "lacks cie_own_email cie_email_not_listed",
        ],
    );
}

#[test]
fn c17_the_app_gives_the_puk_and_the_office_both() {
    let told = "card=cie pin=never_received puk=never_received requester=holder contacts=given nfc_phone=yes";
    holds(told, &["codes puk / pin puk / pin"]);
}

#[test]
fn c18_names_are_the_proper_ones() {
    let sentences = TextKey::all().map(|key| key.sentence(Lang::It).to_owned());
    let sources = knowledge::sources()
        .iter()
        .map(|source| text::source(source, Lang::It));
    let all: Vec<String> = sentences.chain(sources).collect();
    let says = |words: &str| all.iter().any(|text| text.contains(words));
    assert!(says("Ministero dell'Interno"));
    assert!(!says("Ministero degli") && !says("ristampa del codici"));
}

#[test]
fn c19_a_pin_that_is_only_forgotten_goes_the_way_of_a_blocked_one() {
    let steps = |told| -> Vec<&str> {
        let plan = expect::plan(told);
        plan.steps().map(|one| one.step.fact.key.name()).collect()
    };
    assert_eq!(
        steps("card=cie pin=forgotten puk=known"),
        steps("card=cie pin=blocked puk=known")
    );
    // For the TS-CNS that is a conclusion, and said to be one.
    holds(
        "card=ts_cns pin=forgotten puk=known",
        &["inferred ts_cns_forgotten_pin_same_way"],
    );
    holds(
        "card=ts_cns pin=blocked puk=known",
        &["no-note ts_cns_forgotten_pin_same_way"],
    );
}

#[test]
fn c20_right_contacts_and_no_phone_for_the_app_lead_to_the_office() {
    holds(
        "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=given nfc_phone=no",
        &["steps cie_ask_municipality cie_go_to_anagrafe cie_set_new_pin"],
    );
}

#[test]
fn c21_issue_and_reprint_are_kept_apart() {
    use cie_recovery::codes::{Half, Occasion, origin};
    let issue = origin(Card::Cie, Half::Second, Occasion::Issue, None);
    let reprint = origin(Card::Cie, Half::Second, Occasion::Reprint, None);
    assert_eq!(issue[0].key.name(), "cie_second_half_at_issue");
    assert_eq!(reprint[0].key.name(), "cie_second_part_by_email");
    holds(ANAGRAFE, &["note cie_second_half_differs"]);
}

#[test]
fn c22_one_municipalitys_number_is_for_nobody_else() {
    let number = "no-contact 059/649575";
    holds(ANAGRAFE, &[number]);
    holds(&format!("{ANAGRAFE} municipality=Roma"), &[number]);
    holds(&format!("{ANAGRAFE} region=emilia_romagna"), &[number]);
    // Of Trentino-Alto Adige there is no plan: which province is asked.
    for region in Region::ALL
        .into_iter()
        .filter(|one| *one != Region::TrentinoAltoAdige)
    {
        let told = format!("{REPRINT}{} municipality=Carpi", region.name());
        holds(&told, &[number]);
    }
    for name in ["Carpi", "comune di CARPI"] {
        let mut situation = expect::situation(ANAGRAFE);
        situation.set(Input::Municipality, name).unwrap();
        let advice = advise(&situation);
        let contacts = advice.plan().unwrap().contacts();
        assert!(
            contacts.iter().any(|one| one.value == "059/649575"),
            "{name}"
        );
    }
}
