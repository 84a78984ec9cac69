//! Five situations in each Region, by what the fact sheet of its sources says: what
//! must be in the plan, and what must not.

use cie_recovery::{Region, advise, knowledge::Scope};

use crate::expect;

/// Codes that are lost, a child's, somebody else's, a card that was never
/// activated, and a card that is lost.
const SITUATIONS: [&str; 5] = [
    "card=ts_cns pin=forgotten puk=both_halves_missing requester=holder",
    "card=ts_cns pin=forgotten puk=both_halves_missing requester=parent",
    "card=ts_cns pin=blocked puk=forgotten requester=other",
    "card=ts_cns pin=never_received requester=holder",
    "card=ts_cns card_lost=yes",
];

const NOTHING: [&[&str]; 5] = [
    &[
        "warns nothing_found",
        "has other_region_ask sistema_ts_phone toscana_desks_for_others",
        "lacks toscana_desks",
    ],
    &["warns nothing_found", "has ts_cns_minor"],
    &[
        "warns nothing_found",
        "has ts_cns_delegation",
        "lacks ts_cns_minor",
    ],
    &[
        "inferred ts_cns_activation_same_desk",
        "has ts_cns_codes_given",
    ],
    &[
        "refused card_lost",
        "contact +39 800.030.070",
        "lacks other_region_go_to_desk",
    ],
];

#[rustfmt::skip]
const REGIONS: &[(Region, [&[&str]; 5])] = &[
    (Region::Abruzzo, [
        &["warns nothing_found", "has abruzzo_chieti toscana_desks_for_others", "has \"0862 368 685\"", "has \"800 171 718\""],
        &["has ts_cns_minor abruzzo_chieti"],
        &["has ts_cns_delegation", "has \"0861 420 311\""],
        &["has other_region_go_to_desk ts_cns_activation_same_desk", "lacks ts_cns_old_messages"],
        &["refused card_lost", "has ts_cns_report_loss abruzzo_asl3_phone", "lacks other_region_go_to_desk"],
    ]),
    (Region::Basilicata, NOTHING),
    (Region::Calabria, NOTHING),
    (Region::Umbria, NOTHING),
    (Region::Campania, [
        &["bring campania_active_card", "bring campania_email", "has campania_new_or_active campania_second_part", "no-contact +39 800.030.070"],
        &["has ts_cns_minor", "lacks campania_delegate"],
        &["has campania_delegate", "lacks ts_cns_delegation"],
        &["has campania_new_or_active ts_cns_activation_same_desk"],
        &["refused card_lost", "contact 800.550.506", "lacks campania_go_to_asl"],
    ]),
    (Region::EmiliaRomagna, [
        &["deliveries emilia_romagna_first_part emilia_romagna_second_part", "contact 800.033.033", "bring emilia_romagna_email"],
        &["has emilia_romagna_parent", "lacks ts_cns_minor"],
        &["has ts_cns_delegation", "lacks emilia_romagna_parent"],
        &["has emilia_romagna_go_to_usl ts_cns_activation_by_region"],
        &["refused card_lost", "contact 800.033.033"],
    ]),
    (Region::FriuliVeneziaGiulia, [
        &["bring friuli_venezia_giulia_card", "deliveries ", "lacks toscana_desks_for_others friuli_venezia_giulia_loss"],
        &["has friuli_venezia_giulia_parent"],
        &["has ts_cns_delegation"],
        &["has friuli_venezia_giulia_go", "no-note ts_cns_activation_same_desk"],
        &["refused card_lost", "has friuli_venezia_giulia_loss"],
    ]),
    (Region::Lazio, [
        &["main lazio_old_card", "contact 06.99.500", "has lazio_whole_codes_or_halves", "lacks toscana_desks_for_others"],
        &["has lazio_parent"],
        &["has ts_cns_delegation", "lacks lazio_parent"],
        &["main lazio_old_card", "inferred ts_cns_activation_same_desk"],
        &["refused card_lost", "contact 06.99.500", "lacks lazio_old_card"],
    ]),
    (Region::Liguria, [
        &["has liguria_only_asl2 toscana_desks_for_others", "deliveries "],
        &["has ts_cns_minor"],
        &["has liguria_only_asl2 ts_cns_delegation"],
        &["has liguria_only_asl2 ts_cns_activation_by_region"],
        &["refused card_lost", "contact +39 800.030.070"],
    ]),
    (Region::Lombardia, [
        &["note lombardia_video_still", "has lombardia_ask lombardia_video_call lombardia_go lombardia_when_desk", "no-note ts_cns_online_ways", "lacks toscana_desks_for_others lombardia_loss"],
        &["has lombardia_minor"],
        &["has lombardia_delegate", "lacks lombardia_minor"],
        &["has lombardia_covers_activation"],
        &["refused card_lost", "has lombardia_loss", "contact 800.070.090"],
    ]),
    (Region::Marche, [
        &["has marche_cohesion", "lacks toscana_desks_for_others", "deliveries "],
        &["has ts_cns_minor"],
        &["has marche_cohesion", "lacks ts_cns_minor"],
        &["has marche_cohesion ts_cns_activation_by_region"],
        &["refused card_lost", "lacks marche_cohesion"],
    ]),
    (Region::Molise, [
        &["desk molise_desk", "has toscana_desks_for_others", "deliveries "],
        &["has molise_parent"],
        &["has ts_cns_delegation", "lacks molise_parent"],
        &["desk molise_desk", "has ts_cns_activation_by_region"],
        &["refused card_lost", "contact +39 800.030.070", "lacks molise_desk"],
    ]),
    (Region::Piemonte, [
        &["main piemonte_cn2_old_card", "has piemonte_cn2_form toscana_desks_for_others", "lacks piemonte_loss lazio_old_card"],
        &["has piemonte_parent"],
        &["has ts_cns_delegation", "lacks piemonte_parent"],
        &["main piemonte_cn2_old_card", "no-note ts_cns_activation_same_desk"],
        &["refused card_lost", "has piemonte_loss", "lacks piemonte_cn2_old_card"],
    ]),
    (Region::Puglia, [
        &["desk puglia_desk", "has toscana_desks_for_others"],
        &["has ts_cns_minor"],
        &["has ts_cns_delegation"],
        &["desk puglia_desk", "has ts_cns_activation_by_region"],
        &["refused card_lost", "contact +39 800.030.070"],
    ]),
    (Region::Sardegna, [
        &["main sardegna_no_pharmacies", "main sardegna_puk_unknown", "codes pin", "lacks sardegna_pharmacies sardegna_puk_on_portal sardegna_blind_envelope", "lacks toscana_desks_for_others"],
        &["has sardegna_no_pharmacies", "lacks sardegna_pharmacies"],
        &["has sardegna_no_pharmacies", "lacks sardegna_parent"],
        &["main sardegna_no_pharmacies", "lacks sardegna_pharmacies"],
        &["refused card_lost", "lacks sardegna_pharmacies"],
    ]),
    (Region::Sicilia, [
        &["main sicilia_pin_only", "has sicilia_two_kinds toscana_desks_for_others", "no-contact cartaservizi@regione.sicilia.it"],
        &["has ts_cns_minor"],
        &["has ts_cns_delegation"],
        &["has sicilia_two_kinds", "no-note ts_cns_activation_same_desk", "contact cartaservizi@regione.sicilia.it"],
        &["refused card_lost", "no-contact cartaservizi@regione.sicilia.it"],
    ]),
    (Region::Toscana, [
        &["desk toscana_desks", "has toscana_cip toscana_faq_lost", "lacks toscana_desks_for_others toscana_faulty"],
        &["lacks toscana_delegate"],
        &["has toscana_delegate"],
        &["desk toscana_urp", "inferred ts_cns_activation_same_desk"],
        &["refused card_lost", "contact 800.860.070", "lacks toscana_faulty"],
    ]),
    (Region::TrentinoAltoAdige, [
        &["ask region", "meanwhile +39 800.030.070"],
        &["ask region"],
        &["ask region"],
        &["ask region"],
        &["ask region"],
    ]),
    (Region::Trento, [
        &["deliveries trento_first trento_second", "contact 800 22 80 40", "lacks trento_cip trento_faulty", "codes pin puk cip"],
        &["refused no_parent_here", "steps ", "main trento_no_parent", "contact servizionline@provincia.tn.it", "lacks trento_parent_before ts_cns_minor"],
        &["main trento_ill", "lacks trento_no_parent trento_parent_before"],
        &["desk trento_desk", "no-note ts_cns_activation_same_desk"],
        &["refused card_lost", "contact 800 22 80 40", "main trento_cip", "lacks trento_faulty"],
    ]),
    (Region::Bolzano, [
        &["main bolzano_same_pin", "has bolzano_from_home bolzano_when_home bolzano_home_or_not", "bring bolzano_email_and_mobile", "contact 800 816 836", "no-note ts_cns_online_ways", "no-contact https://iam.civis.bz.it/api/appurls/CpsRenew"],
        &["has bolzano_parents"],
        &["has bolzano_ill", "lacks bolzano_parents"],
        &["has bolzano_go ts_cns_activation_by_region", "contact https://iam.civis.bz.it/api/appurls/CpsRenew"],
        &["refused card_lost", "has bolzano_duplicate", "lacks bolzano_same_pin"],
    ]),
    (Region::ValleDAosta, [
        &["desk valle_d_aosta_desks", "contact 800 610 061", "has toscana_desks_for_others", "lacks valle_d_aosta_block"],
        &["has valle_d_aosta_parent", "lacks valle_d_aosta_guardian"],
        &["has valle_d_aosta_delegate"],
        &["desk valle_d_aosta_desks", "no-note ts_cns_activation_same_desk"],
        &["refused card_lost", "has valle_d_aosta_block valle_d_aosta_new_card"],
    ]),
    (Region::Veneto, [
        &["desk veneto_desk", "deliveries veneto_email_part", "has toscana_desks_for_others"],
        &["has veneto_parent"],
        &["has veneto_delegate", "lacks veneto_parent"],
        &["desk veneto_desk", "no-note ts_cns_activation_same_desk"],
        &["refused card_lost", "contact +39 800.030.070"],
    ]),
];

#[test]
fn five_situations_in_each_region_are_answered_as_its_sources_say() {
    let mut wrong = Vec::new();
    for (region, expected) in REGIONS {
        for (told, expected) in SITUATIONS.iter().zip(expected) {
            let told = format!("{told} region={}", region.name());
            wrong.extend(expect::failures(region.name(), &told, expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all = |region: &Region| REGIONS.iter().any(|(of, _)| of == region);
    assert!(Region::ALL.iter().all(all));
}

/// Trentino-Alto Adige is two: which one is asked, however it is written, and the
/// two alone are offered; a list of all Regions has them instead of it.
#[test]
fn of_trentino_alto_adige_the_province_is_asked() {
    use cie_recovery::{Advice, Input};
    let offered = |told: &str| -> Vec<&str> {
        match advise(&expect::situation(told)) {
            Advice::Questions(open) => {
                assert_eq!(open.ask[0].input, Input::Region);
                open.ask[0].answers.iter().map(|one| one.name()).collect()
            }
            other => panic!("{other:?}"),
        }
    };
    let lost = "card=ts_cns pin=forgotten puk=forgotten";
    for written in [
        "trentino_alto_adige",
        "Trentino-Südtirol",
        "TrentinoAltoAdige",
    ] {
        let told = format!("{lost} region={written}");
        assert_eq!(offered(&told), ["trento", "bolzano", "not_said"]);
    }
    let all = offered(lost);
    assert_eq!(all.len(), Region::ALL.len());
    assert!(all.contains(&"bolzano") && !all.contains(&"trentino_alto_adige"));
}

/// The number that blocks is in the step itself, before the one for all.
#[test]
fn a_number_is_told_once_and_where_it_serves() {
    let values = |told: &str| -> Vec<&str> {
        let plan = expect::plan(told);
        plan.steps()
            .flat_map(|one| &one.contacts)
            .map(|one| one.value)
            .collect()
    };
    assert_eq!(
        values("card=ts_cns card_lost=yes region=valle_d_aosta"),
        ["800 610 061", "+39 800.030.070"]
    );
    for (region, own) in [
        ("trento", "800 22 80 40"),
        ("bolzano", "800 816 836"),
        ("toscana", "800.860.070"),
    ] {
        let told = format!("card=ts_cns card_lost=yes region={region}");
        let values = values(&told);
        assert_eq!(values.first(), Some(&own));
        assert_eq!(values.last(), Some(&"+39 800.030.070"));
    }
    let told = "card=ts_cns pin=forgotten puk=forgotten region=bolzano";
    let in_help = expect::plan(told)
        .help
        .iter()
        .any(|one| one.value == "800 816 836");
    assert!(!in_help && values(told).contains(&"800 816 836"));
}

/// A number of one office carries its name, and who says so, and when.
#[test]
fn what_one_office_says_and_every_number_is_told_with_whose_it_is() {
    use cie_core::messages::Lang;
    use cie_recovery::text;
    let told = |told: &str| {
        let advice = advise(&expect::situation(told));
        text::plain(&advice, Lang::It, None, text::Detail::default()).join("\n")
    };
    let lombardia = told("card=ts_cns pin=forgotten puk=forgotten region=lombardia");
    assert!(
        lombardia.contains("Vai allo sportello della ASST della tua zona. Chiedi prima se dà i codici. [nostra lettura]"),
        "{lombardia}"
    );
    let aosta = told("card=ts_cns pin=forgotten puk=forgotten region=vda requester=other");
    assert!(
        aosta.contains("Villeneuve: Chi non può muoversi"),
        "{aosta}"
    );
    let abruzzo = told("card=ts_cns pin=forgotten puk=forgotten region=abruzzo");
    let number = "0862 368 685 [Carta dei servizi della Regione Abruzzo (del 2016)]";
    assert!(abruzzo.contains(number), "{abruzzo}");
    let piemonte = told("card=ts_cns pin=forgotten puk=forgotten region=piemonte");
    assert!(piemonte.contains("ASL CN2 (Alba-Bra): "), "{piemonte}");
}

/// What is for a Region is for nobody who says another, and "only Lombardia
/// online" is said to nobody.
#[test]
fn nobody_is_told_what_is_for_another_region() {
    for region in Region::ALL {
        for told in SITUATIONS {
            let told = format!("{told} region={}", region.name());
            let advice = advise(&expect::situation(&told));
            for fact in advice.plan().iter().flat_map(|plan| plan.facts()) {
                match fact.scope {
                    Scope::National => {}
                    Scope::Regions(regions) => assert!(regions.contains(region), "{fact:?}"),
                    Scope::Asl(of, _) => assert_eq!(of, region, "{fact:?}"),
                    Scope::Municipality(_) => panic!("{told}: {fact:?}"),
                }
            }
        }
    }
}

/// A place touches one file of rows: the advisor knows none by name. One row is of many
/// Regions, and of the desks of another.
#[test]
fn the_advisor_names_no_row_of_a_place() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/advisor");
    let mut read = Vec::new();
    for folder in [folder.clone(), folder.join("draft")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                read.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut named = 0;
    for text in &read {
        for rest in text.split("knowledge::").skip(1) {
            let end =
                rest.find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_');
            let name = &rest[..end.unwrap_or(rest.len())];
            let key = name.to_ascii_lowercase();
            let all = cie_recovery::knowledge::facts();
            let Some(fact) = all.into_iter().find(|one| one.key.name() == key) else {
                continue;
            };
            named += 1;
            let national = fact.scope == Scope::National;
            assert!(national || key == "toscana_desks_for_others", "{key}");
        }
    }
    assert!(named > 50, "{named}");
}

/// Nor a Region, but for the one that is two Provinces, of which one is asked.
#[test]
fn the_advisor_decides_nothing_by_the_name_of_a_region() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/advisor");
    let mut named = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let rest = text.split("Region::").skip(1);
        named.extend(rest.map(|rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric());
            rest[..end.unwrap_or(rest.len())].to_owned()
        }));
    }
    assert_eq!(named, ["TrentinoAltoAdige"]);
}

/// What holds in several Regions is told in words that fit all of them.
#[test]
fn no_reason_and_no_warning_names_a_region() {
    use cie_core::messages::Lang;
    use cie_recovery::{Reason, Warning, text};
    let warnings = [
        Warning::NothingFound,
        Warning::NotDescribedInDetail,
        Warning::EmailNeeded,
        Warning::MobileNeeded,
    ];
    for lang in Lang::ALL {
        let reasons = Reason::ALL
            .into_iter()
            .map(|of| text::reason(of, lang).to_owned());
        let warnings = warnings.into_iter().map(|of| text::warning(of, lang));
        for told in reasons.chain(warnings) {
            for region in Region::ALL {
                let names = text::region(region, lang).split(['/', '-', ' ']);
                // "Alto", "Valle" and the like are words of their own.
                for name in names.filter(|name| name.len() > 5) {
                    assert!(!told.contains(name), "{told}");
                }
            }
        }
    }
}

/// For municipalities only, found nowhere, or of the source that was struck out.
#[test]
fn numbers_that_are_not_for_citizens_are_nowhere() {
    use cie_core::messages::Lang;
    use cie_recovery::knowledge;
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let contacts = knowledge::contacts().iter().map(|one| one.value.to_owned());
    let sentences = Lang::ALL.into_iter().flat_map(|lang| {
        let all = knowledge::TextKey::all();
        all.map(move |key| key.sentence(lang).to_owned())
    });
    for told in contacts.chain(sentences) {
        let numbers = digits(&told);
        for number in [
            "800183443",
            "800263388",
            "800250950",
            "800456456",
            "0654224522",
        ] {
            assert!(!numbers.contains(number), "{told}");
        }
        for address in ["cie.comuni@", "cie@ipzs.it"] {
            assert!(!told.contains(address), "{told}");
        }
    }
}
