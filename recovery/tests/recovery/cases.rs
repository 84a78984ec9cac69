//! The cases that the two documents decide, numbered as in the list that was
//! made of them before there was any code. What the words mean: `expect.rs`.

use cie_core::messages::Lang;
use cie_recovery::{Card, Topic, knowledge, text};

use crate::expect;

#[rustfmt::skip]
const CASES: &[(u8, &str, &[&str])] = &[
    // --- The CIE ---
    (1, "card=cie pin=forgotten puk=second_half_missing requester=holder contacts=given nfc_phone=yes email=yes", &[
        "steps cie_prepare_app cie_recover_puk_in_app cie_wait_48_hours cie_finish_in_app cie_ask_municipality cie_go_to_anagrafe cie_set_new_pin",
        "codes puk / puk / pin"]),
    (2, "card=cie pin=both_halves_missing puk=both_halves_missing requester=holder contacts=given nfc_phone=yes mobile=yes", &[
        "has cie_recover_puk_in_app cie_set_new_pin"]),
    (3, "card=cie pin=both_halves_missing puk=both_halves_missing requester=holder contacts=not_given", &[
        "steps cie_ask_municipality cie_go_to_anagrafe", "desk any_anagrafe_desk"]),
    (4, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=forgotten nfc_phone=no", &[
        "steps cie_ask_municipality cie_go_to_anagrafe cie_set_new_pin"]),
    (5, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=wrong", &[
        "steps cie_ask_municipality cie_go_to_anagrafe cie_set_new_pin"]),
    (6, "card=cie pin=forgotten puk=known", &[
        "steps cie_set_new_pin cie_where_new_pin", "codes pin / pin", "no-contact 059/649575"]),
    (7, "card=cie pin=blocked puk=known", &["has cie_set_new_pin", "note cie_three_wrong_pins"]),
    (8, "card=cie pin=known pin_tries=1 puk=known", &["steps cie_third_wrong_pin_blocks", "codes "]),
    (8, "card=cie pin=forgotten puk=known pin_tries=1", &["has cie_set_new_pin cie_three_wrong_pins"]),
    (9, "card=cie pin=forgotten puk=both_halves_missing requester=parent contacts=not_given", &[
        "has cie_go_to_anagrafe", "main cie_minor_needs_parent"]),
    (10, "card=cie pin=forgotten puk=both_halves_missing requester=guardian contacts=not_given", &[
        "has cie_go_to_anagrafe", "main cie_minor_needs_parent"]),
    (11, "card=cie pin=forgotten puk=both_halves_missing requester=minor contacts=given nfc_phone=yes", &[
        "refused minor_needs_parent", "note cie_minor_needs_parent",
        "has cie_recover_puk_in_app cie_go_to_anagrafe cie_set_new_pin"]),
    (12, "card=cie pin=forgotten puk=known requester=other", &[
        "refused only_holder", "steps cie_set_new_pin cie_where_new_pin", "main cie_puk_is_enough"]),
    (13, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given", &["cost cie_reprint_free"]),
    (14, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given", &["bring cie_id_document", "bring cie_card"]),
    (15, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given", &["deliveries cie_first_part_at_desk cie_second_part_by_email", "time cie_reprint_time"]),
    (16, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given", &["codes puk / pin", "note cie_office_gives_both"]),
    (16, "card=cie pin=known puk=both_halves_missing requester=holder contacts=given nfc_phone=yes", &[
        "codes puk / puk", "note cie_app_gives_puk_only", "time cie_app_48_hours"]),
    (17, "card=cie pin=first_half_missing puk=first_half_missing requester=holder contacts=not_given", &[
        "note cie_first_half_at_issue", "no-note cie_second_half_at_issue"]),
    (17, "card=cie pin=second_half_missing puk=second_half_missing requester=holder contacts=not_given", &[
        "note cie_second_half_at_issue", "no-note cie_first_half_at_issue"]),
    (19, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given", &["no-contact 059/649575"]),
    (19, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given municipality=Carpi", &["contact 059/649575", "desk carpi_desk"]),
    (19, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given municipality=Pavullo", &["no-contact 059/649575", "has cie_go_to_anagrafe"]),
    (23, "card=cie pin=blocked puk=blocked", &[
        "refused puk_blocked", "external cie_puk_ten_tries", "external cie_ask_for_new_card",
        "steps cie_ask_for_new_card", "codes pin puk"]),
    (23, "card=cie puk=blocked pin=known", &["refused puk_blocked", "steps cie_mind_the_pin cie_ask_for_new_card"]),

    // --- The TS-CNS ---
    (24, "card=ts_cns pin=forgotten puk=both_halves_missing region=lombardia", &[
        "has lombardia_get_form lombardia_send_form lombardia_video_call lombardia_wait_for_parts",
        "desk spazio_regione", "bring lombardia_filled_form", "bring id_copy_both_sides", "bring ts_cns_copy",
        "has lombardia_first_part lombardia_second_part_email lombardia_second_part_sms",
        "contact GestioneCMS@sogei.it"]),
    (25, "card=ts_cns pin=forgotten puk=both_halves_missing region=lombardia mobile=yes", &[
        "has lombardia_second_part_sms", "lacks lombardia_second_part_email"]),
    (25, "card=ts_cns pin=forgotten puk=both_halves_missing region=lombardia mobile=no", &[
        "has lombardia_second_part_email", "lacks lombardia_second_part_sms"]),
    (28, "card=ts_cns pin=never_received region=lombardia", &[
        "has lombardia_get_form lombardia_covers_activation"]),
    (29, "card=ts_cns pin=forgotten puk=both_halves_missing region=lombardia", &[
        "contact spoc_siss@ariaspa.it", "contact 800.070.090"]),
    (31, "card=ts_cns pin=forgotten puk=both_halves_missing region=lazio", &[
        "steps lazio_ask lazio_go_to_asl lazio_fill_form", "desk lazio_asl_desk", "bring lazio_card",
        "bring lazio_id", "codes pin puk", "contact 06.99.500", "note lazio_web_form"]),
    (33, "card=ts_cns pin=forgotten puk=both_halves_missing region=toscana", &[
        "steps toscana_ask toscana_go_to_desk", "desk toscana_desks", "desk toscana_urp", "bring toscana_card", "bring toscana_id"]),
    (36, "card=ts_cns pin=forgotten puk=both_halves_missing region=campania", &[
        "steps campania_ask campania_go_to_asl campania_fill_form", "desk campania_asl_desk", "bring campania_active_card",
        "bring campania_id", "bring campania_email", "contact 800.550.506"]),
    (38, "card=ts_cns pin=forgotten puk=both_halves_missing region=emilia-romagna", &[
        "steps emilia_romagna_ask emilia_romagna_go_to_usl", "desk emilia_romagna_usl_desk", "bring emilia_romagna_card",
        "bring emilia_romagna_id", "bring emilia_romagna_email", "contact 800.033.033",
        "deliveries emilia_romagna_first_part emilia_romagna_second_part"]),
    (40, "card=ts_cns pin=forgotten puk=both_halves_missing region=umbria", &[
        "steps other_region_ask other_region_go_to_desk", "desk own_asl_desk", "bring card_with_chip", "bring valid_id",
        "contact +39 800.030.070", "warns nothing_found", "deliveries "]),
    (43, "card=ts_cns card_lost=yes region=veneto", &["refused card_lost", "note ts_cns_cip_purpose"]),
    (44, "card=ts_cns pin=forgotten puk=both_halves_missing region=lazio", &["note cip_optional_or_needed"]),
    (45, "card=ts_cns pin=second_half_missing puk=second_half_missing region=not_said", &[
        "note ts_cns_active_with_both", "note ts_cns_second_half", "no-note ts_cns_first_half",
        "inferred ts_cns_one_half_same_reprint", "warns not_described_in_detail"]),
    (50, "card=ts_cns pin=forgotten puk=both_halves_missing", &["ask region", "meanwhile +39 800.030.070"]),
    (52, "card=ts_cns pin=forgotten puk=both_halves_missing region=toscana", &[
        "source ts_cns_guide none", "warns verify_before_going"]),
    (52, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given", &["source cie_municipality_page 2024-10-29", "warns verify_before_going"]),

    // --- The first questions ---
    (0, "", &["ask card"]),
    (0, "card=cie", &["ask pin"]),
    (0, "card=cie pin=forgotten", &["ask puk"]),
    (0, "card=cie pin=forgotten puk=both_halves_missing", &["ask requester contacts"]),
    (0, "card=cie pin=forgotten puk=both_halves_missing contacts=given", &["ask requester"]),
    (0, "card=cie pin=forgotten puk=both_halves_missing contacts=given requester=holder", &["ask nfc_phone"]),
    (0, "card=ts_cns card_lost=yes", &["ask region"]),
    (0, "card=ts_cns pin=blocked puk=known", &[
        "steps ts_cns_unblock_with_puk ts_cns_get_software", "codes pin / pin"]),
    (0, "card=ts_cns pin=blocked puk=blocked", &["refused puk_blocked", "steps ts_cns_ask_for_new_card", "codes "]),
    (0, "card=ts_cns pin=blocked puk=known reader=no nfc_phone=yes", &["warns reader_needed"]),
    (0, "card=ts_cns pin=blocked puk=known reader=no", &["warns reader_needed"]),
    (0, "card=ts_cns pin=blocked puk=known reader=yes nfc_phone=no", &["no-warn reader_needed"]),
    (0, "card=ts_cns pin=blocked puk=known", &[
        "note ts_cns_too_many_wrong_pins", "external ts_cns_three_wrong_pins", "no-warn verify_before_going"]),
    (0, "card=ts_cns pin=blocked puk=known cip=both_halves_missing region=lazio", &[
        "steps ts_cns_unblock_with_puk ts_cns_get_software lazio_ask lazio_go_to_asl lazio_fill_form"]),
    (0, "card=ts_cns pin=blocked puk=known cip=both_halves_missing", &["ask region"]),
    (0, "card=ts_cns pin=blocked cip=both_halves_missing", &["ask puk"]),
    (0, "card=ts_cns pin=never_received region=lazio", &[
        "inferred ts_cns_activation_same_desk", "no-note ts_cns_old_messages"]),
    (0, "card=ts_cns pin=never_received region=lombardia", &["no-note ts_cns_activation_same_desk"]),
    (0, "card=ts_cns pin=forgotten puk=second_half_missing region=veneto", &[
        "inferred ts_cns_old_messages", "no-note ts_cns_activation_same_desk", "external ts_cns_length"]),
    (0, "card=cie pin=forgotten puk=known card_at_hand=no", &["warns card_needed", "no-warn verify_before_going"]),
    (0, "card=cie pin=forgotten puk=known card_at_hand=yes", &["no-warn card_needed"]),
    (0, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given card_at_hand=no", &["warns card_needed", "note cie_keep_both_halves", "external cie_length"]),
    (0, "card=cie pin=forgotten puk=both_halves_missing requester=holder contacts=not_given municipality=Roma", &["no-note cie_counter_hours_conflict"]),
    (0, "card=cie pin=known puk=known card_at_hand=no", &["no-warn card_needed"]),
    (0, "card=ts_cns pin=forgotten puk=both_halves_missing region=lombardia card_at_hand=no email=no mobile=no", &[
        "warns card_needed", "warns email_needed"]),
    (0, "card=ts_cns pin=forgotten puk=both_halves_missing region=lombardia card_at_hand=yes email=yes", &[
        "no-warn card_needed", "no-warn email_needed"]),
    (0, "card=ts_without_chip", &["refused no_chip", "inferred ts_no_chip_no_codes"]),
];

#[test]
fn every_case_of_the_two_documents_is_answered_as_they_say() {
    let mut wrong = Vec::new();
    for (number, told, expectations) in CASES {
        wrong.extend(expect::failures(
            &format!("case {number}"),
            told,
            expectations,
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Questions about a card, without a situation: the statements that answer them.
#[rustfmt::skip]
const ASKED: &[(u8, Card, Topic, &[&str])] = &[
    (13, Card::Cie, Topic::Cost, &["cie_reprint_free"]),
    (15, Card::Cie, Topic::Time, &["cie_reprint_time"]),
    (16, Card::Cie, Topic::Outcome, &["cie_app_gives_puk_only", "cie_reprint_unblocks_nothing", "cie_changed_pin_not_reprinted", "cie_office_gives_both"]),
    (17, Card::Cie, Topic::Issue, &["cie_keep_both_halves", "cie_first_half_at_issue", "cie_second_half_at_issue"]),
    (22, Card::Cie, Topic::UseOnline, &["cie_contacts_needed"]),
    (43, Card::TsCns, Topic::Purpose, &["ts_cns_pin_purpose", "ts_cns_puk_purpose", "ts_cns_cip_purpose"]),
    (45, Card::TsCns, Topic::Issue, &["ts_cns_first_half", "ts_cns_second_half"]),
    (46, Card::TsCns, Topic::Obtain, &["ts_cns_what_it_is", "ts_cns_sent_free", "ts_cns_validity"]),
    (47, Card::TsCns, Topic::Tries, &["ts_cns_too_many_wrong_pins"]),
    (51, Card::TsCns, Topic::UseOnline, &["ts_cns_needs_reader"]),
    // Silent: nothing is made up.
    (0, Card::TsCns, Topic::Cost, &[]),
    (0, Card::TsCns, Topic::Time, &[]),
    // That they are silent.
    (0, Card::TsCns, Topic::Who, &["ts_cns_guardian"]),
    (0, Card::Cie, Topic::Length, &[]),
];

#[test]
fn questions_about_a_card_are_answered_by_what_the_documents_state_and_nothing_else() {
    let mut wrong = Vec::new();
    for (number, card, topic, keys) in ASKED {
        let about = knowledge::about(*card, *topic, None);
        let found: Vec<&str> = about.stated.iter().map(|one| one.fact.key.name()).collect();
        if &found != keys {
            wrong.push(format!("case {number}: {topic:?} {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn case_18_no_fact_is_taken_from_the_leftover_dates_of_the_municipalitys_page() {
    for fact in every_fact() {
        for cite in fact.cites() {
            if cite.source().key.name() == "cie_municipality_page" {
                let (first, last) = cite.lines().unwrap();
                assert!(last < 46 || first > 60, "{}", fact.key.name());
            }
        }
    }
}

#[test]
fn case_27_without_the_video_call_the_second_part_is_not_promised() {
    let plan = expect::plan("card=ts_cns pin=forgotten puk=both_halves_missing region=lombardia");
    let second = plan.stages[0]
        .deliveries
        .iter()
        .filter(|one| one.part == knowledge::Part::Second);
    let mut seen = 0;
    for delivery in second {
        assert_eq!(delivery.when, knowledge::When::AfterVideoCall);
        seen += 1;
    }
    assert_eq!(seen, 2);
}

#[test]
fn case_29_hours_that_no_source_has_are_not_stated() {
    let help = knowledge::contacts()
        .iter()
        .find(|one| one.value == "800.070.090")
        .unwrap();
    assert_eq!(text::hours(&help.hours, Lang::En), "not stated");
}

#[test]
fn case_37_in_campania_a_plain_address_is_enough() {
    let plan =
        expect::plan("card=ts_cns pin=forgotten puk=both_halves_missing region=campania email=yes");
    assert!(!plan.warnings.iter().any(|one| one.name() == "email_needed"));
    let email = plan
        .documents()
        .into_iter()
        .find(|one| one.kind == knowledge::DocumentKind::Email);
    let email = email.unwrap();
    for lang in Lang::ALL {
        assert!(text::fact(&email.fact, lang).contains("PEC"));
    }
    let without =
        expect::plan("card=ts_cns pin=forgotten puk=both_halves_missing region=campania email=no");
    assert!(
        without
            .warnings
            .iter()
            .any(|one| one.name() == "email_needed")
    );
}

#[test]
fn case_47_three_wrong_pins_are_never_said_to_be_the_guides_number() {
    for (lang, three) in [(Lang::It, "tre"), (Lang::En, "three"), (Lang::De, "drei")] {
        for row in knowledge::statements() {
            let of_guide = row.fact.confidence != knowledge::Confidence::External;
            if row.card == Card::TsCns && row.topic == Topic::Tries && of_guide {
                let words = text::fact(&row.fact, lang).to_lowercase();
                let mut words = words.split(|c: char| !c.is_alphabetic());
                assert!(!words.any(|word| word == three), "{}", row.fact.key.name());
            }
        }
    }
}

#[test]
fn case_52_whatever_comes_from_a_document_shows_its_date_or_that_it_has_none() {
    let sources = |told| expect::plan(told).sources();
    let guide = sources("card=ts_cns pin=forgotten puk=both_halves_missing region=lazio")[0];
    let page = sources("card=cie pin=forgotten puk=known")[0];
    for (lang, undated, dated) in [
        (Lang::It, "senza data", "29 ottobre 2024"),
        (Lang::En, "no date", "29 October 2024"),
        (Lang::De, "ohne Datum", "29. Oktober 2024"),
    ] {
        assert!(text::source(guide, lang).contains(undated));
        assert!(text::source(page, lang).contains(dated));
    }
}

/// Every fact of the table.
pub(crate) fn every_fact() -> Vec<&'static knowledge::Fact> {
    let mut facts: Vec<&knowledge::Fact> = Vec::new();
    facts.extend(knowledge::statements().iter().map(|one| &one.fact));
    facts.extend(knowledge::documents().iter().map(|one| &one.fact));
    facts.extend(knowledge::contacts().iter().map(|one| &one.fact));
    facts.extend(knowledge::desks().iter().map(|one| &one.fact));
    for path in knowledge::paths() {
        facts.push(&path.fact);
        facts.extend(path.steps.iter().map(|one| &one.fact));
        facts.extend(path.deliveries.iter().map(|one| &one.fact));
    }
    facts
}
