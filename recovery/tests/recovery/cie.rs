//! The CIE: where the advice once fell short of what the Ministry's pages say,
//! point by point, and what else they decide.

use cie_core::{date::Date, messages::Lang};
use cie_recovery::{Expiry, Input, advise, text};

use crate::expect;

/// With this, the office is the way.
const OFFICE: &str = "card=cie requester=holder contacts=not_given";
const APP: &str = "card=cie requester=holder contacts=given nfc_phone=yes";

#[rustfmt::skip]
const POINTS: &[(&str, &str, &[&str])] = &[
    ("1: a reprint unblocks nothing", "OFFICE pin=blocked puk=forgotten", &[
        "codes puk / pin", "main cie_reprint_unblocks_nothing", "has cie_set_new_pin", "lacks cie_changed_pin_not_reprinted"]),
    ("2: a changed PIN is not printed again", "OFFICE pin=forgotten puk=forgotten", &[
        "codes puk / pin", "main cie_changed_pin_not_reprinted", "lacks cie_reprint_unblocks_nothing"]),
    ("2: nor after one half", "OFFICE pin=first_half_missing puk=forgotten", &["main cie_changed_pin_not_reprinted"]),
    ("2: what was never received was never changed", "OFFICE pin=never_received puk=never_received", &[
        "codes pin puk", "lacks cie_changed_pin_not_reprinted"]),
    ("3: a lost card is blocked first", "card=cie card_lost=yes", &[
        "refused card_lost", "has \"800 098 558\"", "lacks cie_go_to_anagrafe"]),
    ("3: whoever asks", "card=cie card_lost=yes requester=minor", &["refused card_lost", "has \"800 098 558\""]),
    ("4: the help line", "OFFICE pin=forgotten puk=forgotten", &["contact 06 4298 5699", "contact cie.cittadini@interno.it"]),
    ("5: any municipality", "OFFICE pin=forgotten puk=forgotten", &["main cie_any_municipality", "lacks cie_issuing_municipality"]),
    ("6: without an e-mail address on paper", "OFFICE pin=forgotten puk=forgotten email=no", &[
        "deliveries cie_both_parts_on_paper", "no-warn email_needed", "lacks cie_own_email"]),
    ("7: contacts that are forgotten are looked up first", "card=cie requester=holder contacts=forgotten nfc_phone=yes pin=forgotten puk=forgotten", &[
        "has cie_app_contacts_count cie_recover_puk_in_app cie_go_to_anagrafe cie_when_find_contacts",
        "contact https://www.cartaidentita.interno.gov.it/pgic/login"]),
    ("8: the app wants a lock, the same phone and 48 hours", "APP pin=forgotten puk=forgotten", &[
        "has cie_prepare_app cie_app_same_phone cie_wait_48_hours cie_finish_in_app", "time cie_app_48_hours"]),
    ("9: a blocked PUK takes a new card", "card=cie pin=forgotten puk=blocked", &[
        "refused puk_blocked", "codes pin puk", "main cie_still_identity", "steps cie_ask_for_new_card"]),
    ("9: expired and without a PIN it opens nothing", "card=cie pin=forgotten puk=blocked expires=2026-11-01 today=2026-11-30", &[
        "steps cie_ask_for_new_card", "lacks cie_expired_90_days cie_still_identity"]),
    ("9: a parent asks for it", "card=cie pin=forgotten puk=blocked requester=minor", &["refused puk_blocked", "warns minor_needs_parent"]),
    ("3: of a lost one, too", "card=cie card_lost=yes requester=minor", &["warns minor_needs_parent", "main cie_minor_new_card"]),
    ("11: and of an expired one", "card=cie pin=forgotten puk=known requester=minor expires=2025-01-01 today=2026-11-30", &["refused minor_needs_parent"]),
    ("9: a guardian asks what to bring", "card=cie pin=forgotten puk=blocked requester=guardian", &["main cie_guardian_brings", "lacks cie_minor_new_card"]),
    ("9: nobody asks for the holder", "card=cie pin=forgotten puk=blocked requester=other", &["main cie_other_new_card"]),
    ("9: the PIN goes on, while it lasts, and what the ministry writes is told", "card=cie pin=known puk=blocked", &[
        "steps cie_mind_the_pin cie_ask_for_new_card", "inferred cie_mind_the_pin", "main cie_still_identity", "main cie_puk_ten_tries"]),
    ("9: what a child's card opens, and who asks for a new one", "card=cie pin=forgotten puk=blocked requester=parent", &[
        "main cie_minor_schools", "main cie_minor_new_card"]),
    ("9: not to the holder", "card=cie pin=forgotten puk=blocked requester=holder", &["lacks cie_minor_schools cie_minor_new_card"]),
    ("9: nor does any other page than the ministry's say it", "card=cie pin=known puk=blocked requester=minor", &[
        "main cie_minor_schools", "main cie_minor_new_card", "source ministry_faq none"]),
    ("3: who asks for a child's new card", "card=cie card_lost=yes requester=parent", &["main cie_minor_new_card", "lacks cie_minor_schools"]),
    ("11: the same of an expired one", "card=cie pin=known puk=known requester=parent expires=2025-01-01 today=2026-11-30", &[
        "main cie_minor_new_card", "main cie_minor_schools"]),
    ("10: somebody else goes with a delegation", "card=cie requester=other pin=forgotten puk=forgotten", &[
        "steps cie_holder_uses_app cie_ask_about_delegate cie_go_as_delegate cie_holder_sets_new_pin", "bring cie_delegation", "bring own_id_document"]),
    ("10: Milan visits at home", "card=cie requester=other pin=forgotten puk=forgotten municipality=Milano", &[
        "has milano_holder_goes milano_home_visit", "lacks milano_in_person",
        "contact https://servizicrm.comune.milano.it/spec/carta-di-identita/richiesta-duplicato-pin-puk"]),
    ("10: but a parent goes for a child", "card=cie requester=parent contacts=not_given pin=forgotten puk=forgotten municipality=Milano", &[
        "lacks milano_in_person", "main cie_minor_needs_parent"]),
    ("10: nobody else", "card=cie requester=other pin=forgotten puk=forgotten municipality=Roma", &["lacks milano_home_visit milano_in_person"]),
    ("11: ninety days", "card=cie pin=forgotten puk=known expires=2026-10-15 today=2026-11-30", &[
        "warns card_expired", "main cie_expired_90_days", "has cie_set_new_pin cie_ask_for_new_card"]),
    ("11: and no more", "card=cie pin=forgotten puk=known expires=2026-08-01 today=2026-11-30", &[
        "steps cie_ask_for_new_card", "warns card_expired"]),
    ("12: levels 1 and 2 with the first half", "card=cie requester=holder contacts=given pin=forgotten puk=second_half_missing nfc_phone=no", &["main cie_levels", "has cie_levels_contacts"]),
    ("12: without a contact, after the desk", "OFFICE pin=forgotten puk=second_half_missing nfc_phone=no", &["main cie_levels_after_desk", "lacks cie_levels"]),
    ("12: nor for a child, whose card opens hardly anything", "card=cie requester=parent contacts=given pin=forgotten puk=known nfc_phone=no", &["lacks cie_levels cie_levels_after_desk"]),
    ("12: not without a mobile number", "OFFICE pin=forgotten puk=second_half_missing nfc_phone=no mobile=no", &["lacks cie_levels cie_levels_after_desk cie_levels_page"]),
    ("12: the page to activate them", "OFFICE pin=forgotten puk=second_half_missing nfc_phone=no", &[
        "contact https://www.cartaidentita.interno.gov.it/attiva/"]),
    ("12: not without it", "OFFICE pin=forgotten puk=both_halves_missing nfc_phone=yes", &["lacks cie_levels cie_levels_page"]),
    ("12: nor with a reader", "OFFICE pin=forgotten puk=both_halves_missing nfc_phone=no reader=yes", &[
        "lacks cie_levels", "no-warn nothing_reads_the_card"]),
    ("12: the PUK alone needs something that reads the card", "OFFICE pin=forgotten puk=both_halves_missing nfc_phone=no", &[
        "warns nothing_reads_the_card", "main cie_levels_after_desk"]),
    ("12: at hand, too", "card=cie pin=blocked puk=known nfc_phone=no", &["warns nothing_reads_the_card", "main cie_levels", "has cie_new_pin_by_program", "lacks cie_where_new_pin"]),
    ("12: somebody else has no use for the holder's levels", "card=cie requester=other pin=forgotten puk=forgotten nfc_phone=no", &[
        "no-warn nothing_reads_the_card", "lacks cie_levels"]),
    ("without the card nothing can be done", "OFFICE pin=forgotten puk=forgotten card_at_hand=no", &["warns card_needed"]),
    ("nor with the PUK", "card=cie pin=blocked puk=known card_at_hand=no", &["warns card_needed"]),
    ("a new card needs no old one at hand", "card=cie pin=blocked puk=blocked card_at_hand=no", &["no-warn card_needed"]),
    ("13: what a child's card opens", "card=cie requester=parent contacts=given nfc_phone=yes pin=forgotten puk=forgotten", &["main cie_minor_schools"]),
    ("13: not to others", "APP pin=forgotten puk=forgotten", &["lacks cie_minor_schools"]),
    ("14: abroad is background", "OFFICE pin=forgotten puk=forgotten", &["note cie_abroad"]),
    ("15: the card and a document", "OFFICE pin=forgotten puk=forgotten", &["bring cie_card", "bring cie_id_document"]),
    ("16: Carpi for Carpi", "OFFICE pin=forgotten puk=forgotten municipality=Carpi", &["contact 059/649575", "desk carpi_desk"]),
    ("16: with its province", "OFFICE pin=forgotten puk=forgotten municipality=Carpi(MO)", &["contact 059/649575"]),
    ("10: Milan by another name", "card=cie requester=other pin=forgotten puk=forgotten municipality=Mailand", &["has milano_home_visit"]),
    ("16: and for nobody else", "OFFICE pin=forgotten puk=forgotten municipality=Carpineti", &["no-contact 059/649575", "lacks carpi_desk"]),
    ("17: three, or more than three", "OFFICE pin=forgotten puk=forgotten", &["external cie_three_or_more_than_three"]),
    ("18: unlimited", "card=cie pin=forgotten puk=known expires=unlimited today=2126-01-01", &["main cie_unlimited", "no-warn card_expired"]),
    ("18: a date is a date", "card=cie pin=forgotten puk=known expires=2099-01-01 today=2026-11-30", &["lacks cie_unlimited", "no-warn card_expired"]),
    ("a document is read in Rubiera for residents", "OFFICE pin=forgotten puk=forgotten municipality=Rubiera", &["main rubiera_residents", "lacks grassobbio_residents"]),
    ("a ticket is drawn in Modena", "OFFICE pin=forgotten puk=forgotten municipality=Modena", &[
        "main modena_ticket", "desk modena_desk", "no-contact 059/649575", "steps cie_go_to_anagrafe cie_set_new_pin"]),
    ("a form is sent in Cesate", "OFFICE pin=forgotten puk=forgotten municipality=Cesate", &[
        "steps cesate_send_form cie_set_new_pin", "contact demografici@comune.cesate.mi.it", "no-contact info@comune.magnago.mi.it",
        "bring cie_copy", "deliveries cesate_first_half cesate_second_half", "codes puk / pin"]),
    ("and in Magnago", "OFFICE pin=known puk=forgotten municipality=Magnago", &[
        "steps magnago_send_form", "contact info@comune.magnago.mi.it", "no-contact demografici@comune.cesate.mi.it"]),
    ("but not without an address", "OFFICE pin=forgotten puk=forgotten municipality=Cesate email=no", &[
        "has cie_go_to_anagrafe cesate_without_email cie_both_parts_on_paper", "lacks cesate_send_form", "no-contact demografici@comune.cesate.mi.it"]),
    ("where it is done with a form, nobody is sent to the desk", "OFFICE pin=forgotten puk=forgotten municipality=Grassobbio", &[
        "steps grassobbio_send_form cie_set_new_pin", "lacks cie_go_to_anagrafe cesate_send_form magnago_send_form"]),
    ("nor here", "OFFICE pin=forgotten puk=forgotten municipality=CastelGiorgio", &[
        "steps castel_giorgio_send_form cie_set_new_pin", "contact no-reply@cie.interno.gov.it"]),
    ("here there is a choice", "OFFICE pin=forgotten puk=forgotten municipality=PortoViro", &[
        "steps porto_viro_send_form cie_set_new_pin", "main porto_viro_desk", "contact anagrafe@comune.portoviro.ro.it"]),
    ("and without an address the desk", "OFFICE pin=forgotten puk=forgotten municipality=PortoViro email=no", &[
        "has porto_viro_go", "lacks porto_viro_desk porto_viro_send_form"]),
    ("a form is handed in, without an address", "OFFICE pin=forgotten puk=forgotten municipality=Magnago email=no", &[
        "steps magnago_take_form cie_set_new_pin", "deliveries magnago_on_paper", "no-contact info@comune.magnago.mi.it"]),
    ("10: Milan, which takes no delegate, is not asked for one", "card=cie requester=other pin=forgotten puk=forgotten municipality=Milano", &[
        "steps cie_holder_uses_app milano_book milano_holder_goes milano_home_visit cie_holder_sets_new_pin", "lacks cie_delegation cie_ask_about_delegate",
        "codes puk / puk / puk / pin"]),
    ("10: Modena takes one, and need not be asked", "card=cie requester=other pin=forgotten puk=forgotten municipality=Modena", &[
        "steps cie_holder_uses_app modena_go_as_delegate cie_holder_sets_new_pin", "bring modena_delegation", "desk modena_desk", "lacks cie_card cie_delegation"]),
    ("10: nor Rubiera", "card=cie requester=other pin=known puk=forgotten municipality=Rubiera", &[
        "steps cie_holder_uses_app rubiera_go_as_delegate", "bring rubiera_delegation", "main rubiera_residents", "lacks modena_delegation"]),
    ("10: without what the app needs, it is not told", "card=cie requester=other pin=known puk=forgotten municipality=Rubiera contacts=wrong", &[
        "steps rubiera_go_as_delegate", "codes puk"]),
    ("10: nor without NFC", "card=cie requester=other pin=known puk=forgotten nfc_phone=no", &["lacks cie_holder_uses_app"]),
    ("10: without e-mail the holder authorises the officer", "card=cie requester=other pin=forgotten puk=forgotten email=no municipality=Bozen", &[
        "deliveries cie_delegate_on_paper", "inferred cie_authorised_by_form", "no-warn email_needed"]),
    ("10: Carpi does not say that it takes one", "card=cie requester=other pin=forgotten puk=forgotten municipality=Carpi", &[
        "main carpi_who", "has cie_ask_about_delegate", "contact 059/649575"]),
    ("10: to the holder that is not told", "OFFICE pin=forgotten puk=forgotten municipality=Carpi", &["lacks carpi_who"]),
    ("10: to the holder no delegate is told", "OFFICE pin=forgotten puk=forgotten municipality=Modena", &["lacks modena_delegate"]),
    ("10: how the halves come to a delegate", "card=cie requester=other pin=forgotten puk=forgotten", &[
        "deliveries cie_delegate_first_part cie_delegate_second_part"]),
    ("10: the PUK at hand serves the holder", "card=cie requester=other pin=blocked puk=known", &[
        "refused only_holder", "has cie_set_new_pin", "main cie_puk_is_enough", "lacks cie_go_as_delegate cie_minor_with_parent"]),
    ("10: and a child, with a parent", "card=cie requester=minor pin=blocked puk=known", &[
        "has cie_set_new_pin", "main cie_puk_is_enough", "main cie_minor_with_parent", "lacks cie_holder_only"]),
    ("10: who has all has all", "card=cie requester=minor pin=known puk=known", &["steps cie_keep_codes", "main cie_minor_schools"]),
    ("11: expired for good, whatever is blocked", "card=cie pin=known puk=blocked expires=2025-01-01 today=2026-11-30", &[
        "steps cie_ask_for_new_card", "warns card_expired", "lacks cie_still_identity cie_mind_the_pin cie_expired_90_days",
        "main cie_90_days_over"]),
    ("11: Milan may block it", "card=cie pin=known puk=known expires=2026-11-01 today=2026-11-30 municipality=Milano", &[
        "main milano_expired", "main milano_new_card_cost"]),
    ("11: but not one that is valid", "OFFICE pin=forgotten puk=forgotten municipality=Milano", &["lacks milano_expired milano_new_card_cost"]),
    ("11: a blocked PUK within the ninety days", "card=cie pin=known puk=blocked expires=2026-11-01 today=2026-11-30", &[
        "steps cie_mind_the_pin cie_ask_for_new_card", "main cie_expired_90_days", "lacks cie_still_identity"]),
    ("11: all codes of an expired card are not the end", "card=cie pin=known puk=known expires=2026-11-01 today=2026-11-30", &[
        "steps cie_go_on_with_pin cie_ask_for_new_card", "main cie_expired_90_days", "lacks cie_keep_codes"]),
    ("11: nor is the PUK", "card=cie pin=forgotten puk=known expires=2026-11-01 today=2026-11-30", &[
        "steps cie_set_new_pin cie_where_new_pin cie_ask_for_new_card"]),
    ("11: nor a reprint", "OFFICE pin=forgotten puk=forgotten expires=2026-11-01 today=2026-11-30", &[
        "steps cie_ask_municipality cie_go_to_anagrafe cie_set_new_pin cie_ask_for_new_card", "codes puk / pin / pin puk"]),
    ("the app alone, where there is no reader", "card=cie pin=forgotten puk=known reader=no nfc_phone=yes", &[
        "steps cie_new_pin_in_app", "codes pin"]),
    ("after the office, too", "OFFICE pin=forgotten puk=forgotten reader=no nfc_phone=yes", &["has cie_new_pin_in_app", "lacks cie_set_new_pin"]),
    ("the program alone, where there is no phone", "card=cie pin=forgotten puk=known reader=yes nfc_phone=no", &[
        "steps cie_set_new_pin cie_new_pin_by_program"]),
    ("where there is neither, both are named", "card=cie pin=forgotten puk=known reader=no nfc_phone=no", &[
        "steps cie_new_pin_with_either", "warns nothing_reads_the_card", "contact 06 4298 5699"]),
    ("a minor sees what the parent has to do", "card=cie requester=minor pin=blocked puk=forgotten contacts=given nfc_phone=yes municipality=Modena", &[
        "refused minor_needs_parent", "has cie_recover_puk_in_app", "desk modena_desk", "contact 06 4298 5699"]),
    ("the PIN finds forgotten contacts", "card=cie requester=holder contacts=forgotten nfc_phone=yes pin=known puk=forgotten", &["has cie_when_find_contacts"]),
    ("with a PIN that is nearly blocked the PUK comes first", "APP pin=known pin_tries=2 puk=forgotten", &[
        "has cie_recover_puk_in_app cie_go_to_anagrafe", "main cie_puk_before_pin", "lacks cie_third_wrong_pin_blocks", "contact 06 4298 5699"]),
    ("nor for somebody else", "card=cie requester=other pin=known pin_tries=1 puk=both_halves_missing", &[
        "has cie_holder_uses_app cie_go_as_delegate", "main cie_puk_before_pin"]),
    ("with the PUK it is enough to know", "card=cie pin=known pin_tries=2 puk=known", &["steps cie_third_wrong_pin_blocks"]),
    ("so the PUK is asked for", "card=cie pin=known pin_tries=2", &["ask puk"]),
    ("a PIN with all its tries is not warned of", "APP pin=known pin_tries=3 puk=forgotten", &["lacks cie_puk_before_pin"]),
    ("whoever lost a wallet has no other document", "card=cie card_lost=yes requester=holder", &[
        "main cie_loss_no_document", "has cie_loss_new_card", "lacks cie_holder_loss_no_document"]),
    ("nobody is sent to ask for a card that the holder asks for", "card=cie card_lost=yes requester=other", &[
        "steps cie_report_loss cie_block_card cie_holder_loss_new_card", "main cie_holder_loss_no_document", "main cie_other_new_card"]),
    ("whatever makes a new one necessary", "card=cie pin=blocked puk=blocked requester=other", &["steps cie_holder_asks_for_new_card"]),
    ("nor is a child's document the parent's", "card=cie card_lost=yes requester=parent", &[
        "steps cie_report_loss cie_block_card cie_loss_new_card_for_holder", "lacks cie_loss_no_document"]),
    ("people who did not say who they are, too", "card=cie card_lost=yes", &["main cie_loss_no_document"]),
    ("with the PIN the contacts are changed from home", "card=cie requester=holder contacts=wrong nfc_phone=yes pin=known puk=forgotten", &[
        "steps cie_change_contacts_online cie_prepare_app cie_recover_puk_in_app cie_wait_48_hours cie_finish_in_app cie_ask_municipality cie_go_to_anagrafe",
        "contact https://www.cartaidentita.interno.gov.it/pgic/login", "codes  / puk / puk"]),
    ("not without the PIN", "card=cie requester=holder contacts=wrong nfc_phone=yes pin=forgotten puk=forgotten", &["lacks cie_change_contacts_online cie_recover_puk_in_app"]),
    ("nor with a PIN that is nearly blocked", "card=cie requester=holder contacts=wrong nfc_phone=yes pin=known pin_tries=1 puk=forgotten", &["lacks cie_change_contacts_online"]),
    ("the PUK at hand is the operation", "card=cie pin=blocked puk=known", &["steps cie_set_new_pin cie_where_new_pin", "lacks cie_go_to_anagrafe"]),
];

#[test]
fn the_points_in_which_the_advice_fell_short_are_answered_as_the_ministry_says() {
    let mut wrong = Vec::new();
    for (point, told, expected) in POINTS {
        let told = told.replace("OFFICE", OFFICE).replace("APP", APP);
        wrong.extend(expect::failures(point, &told, expected));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_numbers_to_call_have_the_ministrys_hours() {
    for (told, value, hours) in [
        (
            "card=cie card_lost=yes",
            "800 098 558",
            "Monday–Friday 08:00 to 18:00; Saturday 08:00 to 14:00",
        ),
        (
            "card=cie pin=blocked puk=blocked",
            "06 4298 5699",
            "Monday–Friday 09:00 to 16:00; Saturday 09:00 to 13:00",
        ),
    ] {
        let plan = expect::plan(told);
        let contacts = plan.contacts();
        let contact = contacts.iter().find(|one| one.value == value).unwrap();
        assert_eq!(text::hours(&contact.hours, Lang::En), hours);
    }
}

/// The ninetieth day still counts; a card without a limit never expires.
#[test]
fn ninety_days_are_counted_from_the_day_on_the_card() {
    let steps = |today: &str| -> Vec<&str> {
        let told = format!("card=cie pin=forgotten puk=known expires=2026-08-31 today={today}");
        let plan = expect::plan(&told);
        plan.steps().map(|one| one.step.fact.key.name()).collect()
    };
    assert!(steps("2026-11-29").contains(&"cie_set_new_pin"));
    assert_eq!(steps("2026-12-01"), ["cie_ask_for_new_card"]);
    let mut situation = expect::situation("card=cie pin=forgotten puk=known");
    situation.set(Input::Expires, "unlimited").unwrap();
    assert_eq!(situation.card_said.expires, Some(Expiry::Unlimited));
    situation.today = Date::new(2199, 1, 1);
    assert_eq!(situation.expired(), None);
    assert!(advise(&situation).plan().unwrap().warnings.is_empty());
}
