//! What a municipality that is named does in its own way, and what its page says.

use cie_core::messages::Lang;
use cie_recovery::{
    Card, advise,
    codes::{self, Half, Occasion},
    knowledge::{self, Channel, Condition, ContactKind, DocumentKind, Scope, Subject},
    text::{self, Detail},
};

use crate::expect;

/// With this, the office is the way.
const OFFICE: &str = "card=cie pin=forgotten puk=forgotten requester=holder contacts=not_given";
const BY: &str = "card=cie pin=forgotten puk=forgotten contacts=not_given";

#[rustfmt::skip]
const NAMED: &[(&str, &str, &[&str])] = &[
    ("Milan is booked, for codes and for contacts", "OFFICE municipality=Milano", &[
        "steps milano_book milano_go milano_home_visit cie_set_new_pin", "desk milano_desk", "bring cie_card",
        "contact https://servizicrm.comune.milano.it/spec/carta-di-identita/richiesta-duplicato-pin-puk",
        "contact https://servizicrm.comune.milano.it/spec/carta-di-identita/modifica-contatti-appuntamento-sportello",
        "main milano_in_person", "deliveries milano_first_half milano_second_half", "lacks cie_ask_municipality cie_any_municipality"]),
    ("however it is called", "OFFICE municipality=Mailand", &["has milano_book"]),
    ("the bedridden holder is told of the visit", "OFFICE municipality=Milano", &[
        "has milano_home_visit milano_when_visit",
        "contact https://www.comune.milano.it/servizi/anagrafe/servizi-anagrafici-a-domicilio-per-motivi-di-salute"]),
    ("so is the parent, and goes to the desk", "BY requester=parent municipality=Milano", &[
        "steps milano_book milano_go milano_home_visit cie_set_new_pin", "lacks milano_in_person milano_holder_goes"]),
    ("and the guardian", "BY requester=guardian municipality=Milano", &["has milano_go milano_home_visit", "main cie_guardian_brings"]),
    ("and anybody else", "BY requester=other municipality=Milano", &["steps milano_book milano_holder_goes milano_home_visit cie_holder_sets_new_pin"]),
    ("a minor reads what the parent does", "BY requester=minor municipality=Milano", &["refused minor_needs_parent", "has milano_go milano_home_visit"]),
    ("the app comes first", "card=cie pin=forgotten puk=forgotten requester=holder contacts=given nfc_phone=yes municipality=Milano", &[
        "steps cie_prepare_app cie_recover_puk_in_app cie_wait_48_hours cie_finish_in_app milano_book milano_go milano_home_visit cie_set_new_pin"]),
    ("without an address on paper", "OFFICE municipality=Milano email=no", &["deliveries milano_on_paper", "lacks cie_own_email", "no-warn email_needed"]),
    ("of all this nothing elsewhere", "OFFICE municipality=Monza", &["lacks milano_book milano_home_visit milano_desk", "main cie_any_municipality"]),

    ("a form is where its page is", "OFFICE municipality=Magnago", &[
        "contact https://comune.magnago.mi.it/recupero-codici-pin-e-puk-della-cie", "bring cie_copy_both_sides", "lacks cie_copy"]),
    ("so in Porto Viro", "OFFICE municipality=PortoViro", &[
        "contact https://comune.portoviro.ro.it/novita/ristampa-codici-pin-e-puk-carta-identita-elettronica-cie", "bring cie_copy_both_sides"]),
    ("in Cesate, which asks for a copy", "OFFICE municipality=Cesate", &[
        "contact https://comune.cesate.mi.it/procedimenti/richiesta-ristampa-pin-puk-cie", "bring cie_copy", "lacks cie_copy_both_sides"]),
    ("in Grassobbio", "OFFICE municipality=Grassobbio", &["contact https://comune.grassobbio.bg.it/servizi/servizio-dettaglio/2456906"]),
    ("and in Castel Giorgio", "OFFICE municipality=CastelGiorgio", &["contact https://www.comune.castelgiorgio.tr.it/home/servizi/servizio/Servizio-12.html"]),
    ("who is asked how it is done has the page, too", "OFFICE municipality=Grassobbio email=no", &[
        "has cie_ask_municipality grassobbio_without_email", "contact https://comune.grassobbio.bg.it/servizi/servizio-dettaglio/2456906"]),
    ("and so has a delegate", "BY requester=other municipality=Magnago", &["contact https://comune.magnago.mi.it/recupero-codici-pin-e-puk-della-cie"]),
    ("Magnago without an address", "OFFICE municipality=Magnago email=no", &[
        "steps magnago_take_form cie_set_new_pin", "bring cie_copy_both_sides", "deliveries magnago_on_paper", "inferred magnago_take_form",
        "no-warn email_needed", "lacks cie_ask_municipality cie_own_email magnago_first_half"]),
    ("with one", "OFFICE municipality=Magnago email=yes", &[
        "steps magnago_send_form cie_set_new_pin", "deliveries magnago_first_half magnago_second_half", "lacks magnago_take_form"]),

    ("Modena has hours and a ticket", "OFFICE municipality=Modena", &["main modena_ticket", "desk modena_desk", "lacks cie_ask_municipality modena_page"]),
    ("a delegate has the form", "BY requester=other municipality=Modena", &[
        "contact https://comune.modena.it/servizi/anagrafe-e-stato-civile/codici-pin-puk-e-aggiornamento-contatti-della-cie", "deliveries modena_delegate_halves"]),
    ("and without an address what the ministry says", "BY requester=other municipality=Modena email=no", &[
        "deliveries modena_delegate_on_paper", "main cie_authorised_by_form", "no-warn email_needed"]),

    ("the holder goes to Rubiera's own desk", "OFFICE municipality=Rubiera", &[
        "steps rubiera_go cie_set_new_pin", "desk rubiera_desk", "bring cie_card", "deliveries rubiera_halves",
        "main rubiera_residents", "main rubiera_no_address", "lacks any_anagrafe_desk cie_any_municipality"]),
    ("without an address", "OFFICE municipality=Rubiera email=no", &["deliveries rubiera_on_paper", "no-warn email_needed", "lacks rubiera_no_address"]),
    ("so does the delegate", "BY requester=other municipality=Rubiera", &[
        "steps rubiera_go_as_delegate cie_holder_sets_new_pin", "desk rubiera_desk", "main rubiera_no_address", "deliveries rubiera_delegate_halves"]),
    ("and without one", "BY requester=other municipality=Rubiera email=no", &["deliveries rubiera_delegate_on_paper", "main cie_authorised_by_form"]),

    ("what a guardian brings is asked", "BY requester=guardian municipality=Carpi", &["main cie_guardian_brings", "inferred cie_guardian_brings", "contact 059/649575"]),
    ("everywhere", "BY requester=guardian", &["main cie_guardian_brings"]),
    ("with a form, too", "BY requester=guardian municipality=Cesate", &["main cie_guardian_brings"]),
    ("of nobody else", "BY requester=parent", &["lacks cie_guardian_brings"]),
    ("who has the PUK goes nowhere", "card=cie pin=blocked puk=known requester=guardian", &["lacks cie_guardian_brings"]),

    ("whoever lacks a half looks for it", "card=cie pin=known puk=second_half_missing requester=holder contacts=not_given", &[
        "main cie_look_for_second_half", "note cie_second_half_at_issue", "lacks cie_look_for_first_half"]),
    ("the other one, too", "card=cie pin=first_half_missing puk=first_half_missing requester=parent contacts=not_given", &[
        "main cie_look_for_first_half", "lacks cie_look_for_second_half"]),
    ("not whoever lacks all", "OFFICE", &["lacks cie_look_for_first_half cie_look_for_second_half"]),
];

#[test]
fn what_a_municipality_does_in_its_own_way_is_told_to_those_who_name_it() {
    let mut wrong = Vec::new();
    for (point, told, expected) in NAMED {
        let told = told.replace("OFFICE", OFFICE).replace("BY", BY);
        wrong.extend(expect::failures(point, &told, expected));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without it nobody can fill the form in.
#[test]
fn a_step_of_a_municipality_that_needs_its_form_says_where_the_form_is() {
    let mut forms = 0;
    for path in knowledge::paths() {
        let Scope::Municipality(_) = path.fact.scope else {
            continue;
        };
        for step in path.steps {
            let told = text::fact(&step.fact, Lang::It).contains("modulo");
            let brought = step
                .documents
                .iter()
                .any(|one| one.kind == DocumentKind::Form);
            if told || brought {
                forms += 1;
                let page = step.contacts.iter().any(|one| one.kind == ContactKind::Web);
                assert!(page, "{}", step.fact.key.name());
            }
        }
    }
    assert!(forms >= 9, "{forms}");
}

/// Who has no address is not left with a half that comes by e-mail.
#[test]
fn a_way_of_a_municipality_to_a_desk_says_how_it_goes_without_an_email_address() {
    let mut desks = 0;
    for path in knowledge::paths() {
        let of_municipality = matches!(path.fact.scope, Scope::Municipality(_));
        let to_a_desk = path.steps.iter().any(|one| one.channel == Channel::Desk);
        if of_municipality && to_a_desk {
            desks += 1;
            let mut deliveries = path.deliveries.iter();
            let without = deliveries.any(|one| one.only_if.contains(Condition::NoEmail));
            assert!(without, "{}", path.fact.key.name());
        }
    }
    assert!(desks >= 5, "{desks}");
}

/// What only the ministry says is not told in the name of a municipality.
#[test]
fn a_delivery_in_the_name_of_a_municipality_is_on_its_page() {
    for path in knowledge::paths() {
        for delivery in path.deliveries {
            if let Scope::Municipality(_) = delivery.fact.scope {
                let mut sources = delivery.fact.sources();
                let own = sources.any(|one| one.kind == knowledge::SourceKind::Municipality);
                assert!(own, "{}", delivery.fact.key.name());
            }
        }
    }
    let told = format!("{OFFICE} municipality=Magnago");
    for (lang, second) in [
        (
            Lang::It,
            "- La seconda metà arriva al tuo indirizzo e-mail. [Ministero dell'Interno",
        ),
        (
            Lang::En,
            "- The second half comes to your e-mail address. [Ministry of the Interior",
        ),
        (
            Lang::De,
            "- Die zweite Hälfte kommt an Ihre E-Mail-Adresse. [Innenministerium",
        ),
    ] {
        let page = page(&told, lang);
        assert!(page.contains(second), "{page}");
    }
}

fn page(told: &str, lang: Lang) -> String {
    let advice = advise(&expect::situation(told));
    let all = Detail {
        all: true,
        ..Detail::default()
    };
    text::plain(&advice, lang, None, all).join("\n")
}

/// Sentences that a person can do something with, as that person reads them.
#[test]
fn the_plan_of_a_municipality_reads_as_its_page_does() {
    for (told, lang, expected) in [
        (
            "OFFICE municipality=Milano",
            Lang::It,
            "Milano: Qualsiasi sede anagrafica (su appuntamento)",
        ),
        (
            "OFFICE municipality=Milano",
            Lang::En,
            "Milan: Book online.",
        ),
        (
            "OFFICE municipality=Milano",
            Lang::De,
            "dass er sich dauerhaft nicht bewegen kann",
        ),
        (
            "OFFICE municipality=Magnago email=no",
            Lang::It,
            "L'ufficio ti contatta.",
        ),
        (
            "OFFICE municipality=Modena",
            Lang::En,
            "Hours: Monday–Saturday 12:00 to 12:30; Thursday 17:00 to 17:30",
        ),
        (
            "OFFICE municipality=Rubiera",
            Lang::De,
            "Bürgerschalter (Sportello Unico dei cittadini)",
        ),
        (
            "BY requester=guardian municipality=Carpi",
            Lang::De,
            "Fragen Sie vorher, und bringen Sie die Ernennung und den eigenen Ausweis mit.",
        ),
    ] {
        let told = told.replace("OFFICE", OFFICE).replace("BY", BY);
        let page = page(&told, lang);
        assert!(page.contains(expected), "{page}");
    }
    // Nothing there is had at once.
    let magnago = page(&format!("{OFFICE} municipality=Magnago email=no"), Lang::It);
    assert!(!magnago.contains("subito"), "{magnago}");
}

/// Where the halves of a new card are is said of the card's issue: there is nothing to ask.
#[test]
fn where_the_halves_of_a_new_card_are_is_not_marked_as_said_of_activation() {
    for half in Half::ALL {
        let facts = codes::origin(Card::Cie, half, Occasion::Issue, None);
        assert!(!facts.is_empty() && facts.iter().all(|one| one.about == Subject::Both));
    }
    for (lang, mark) in [
        (Lang::It, "detto dell'attivazione"),
        (Lang::En, "said of activation"),
        (Lang::De, "gilt laut Quelle für die Aktivierung"),
    ] {
        let page = page(OFFICE, lang);
        assert!(!page.contains(mark), "{page}");
    }
}

/// The ministry wants both parents for a card that is valid for travel, and a parent alone
/// may ask for another one: nobody alone is told that it cannot be done.
#[test]
fn a_parent_alone_is_told_that_the_consent_of_the_other_will_do() {
    let told = "card=cie card_lost=yes requester=parent municipality=Milano";
    for (lang, travel, consent) in [
        (
            Lang::It,
            "Perché valga per l'estero servono i due genitori",
            "o l'assenso firmato di chi manca",
        ),
        (
            Lang::En,
            "To be valid for travel it takes both parents",
            "or the signed consent of the one who is absent",
        ),
        (
            Lang::De,
            "Damit sie für Reisen gilt, braucht es beide Eltern",
            "oder die unterschriebene Zustimmung des abwesenden Elternteils",
        ),
    ] {
        let page = page(told, lang);
        assert!(
            page.contains(&format!("{travel}, {consent}"))
                || page.contains(&format!("{travel} {consent}")),
            "{page}"
        );
        // In no other sentence are both needed.
        let both = ["due genitori", "both parents", "beide Eltern"];
        let said: usize = both.iter().map(|words| page.matches(words).count()).sum();
        assert_eq!(said, 1, "{page}");
    }
}
