//! Every number, address and desk, as the sources have them. The values were
//! written down from the sources, not from the table.

use cie_core::messages::Lang;
use cie_recovery::{
    knowledge::{self, Reach, Scope},
    text,
};

fn scope(scope: Scope) -> String {
    match scope {
        Scope::National => "national".into(),
        Scope::Regions(regions) => {
            let names: Vec<&str> = regions.iter().map(|one| one.name()).collect();
            names.join(",")
        }
        Scope::Asl(_, name) | Scope::Municipality(name) => name.name().into(),
    }
}

/// Key, value, scope, from where, hours, link.
#[rustfmt::skip]
const CONTACTS: &[(&str, &str, &str, Reach, &str, &str)] = &[
    ("carpi_phone", "059/649575", "Carpi", Reach::Any, "Monday–Saturday 08:30 to 12:00", "tel:+39059649575"),
    ("milano_contacts_booking", "https://servizicrm.comune.milano.it/spec/carta-di-identita/modifica-contatti-appuntamento-sportello", "Milano",
        Reach::Any, "not stated", "https://servizicrm.comune.milano.it/spec/carta-di-identita/modifica-contatti-appuntamento-sportello"),
    ("milano_visit_form", "https://www.comune.milano.it/servizi/anagrafe/servizi-anagrafici-a-domicilio-per-motivi-di-salute", "Milano",
        Reach::Any, "not stated", "https://www.comune.milano.it/servizi/anagrafe/servizi-anagrafici-a-domicilio-per-motivi-di-salute"),
    ("modena_page", "https://comune.modena.it/servizi/anagrafe-e-stato-civile/codici-pin-puk-e-aggiornamento-contatti-della-cie", "Modena",
        Reach::Any, "not stated", "https://comune.modena.it/servizi/anagrafe-e-stato-civile/codici-pin-puk-e-aggiornamento-contatti-della-cie"),
    ("rubiera_page", "https://comune.rubiera.re.it/it/servizi/1000121", "Rubiera", Reach::Any, "not stated",
        "https://comune.rubiera.re.it/it/servizi/1000121"),
    ("cesate_page", "https://comune.cesate.mi.it/procedimenti/richiesta-ristampa-pin-puk-cie", "Cesate", Reach::Any, "not stated",
        "https://comune.cesate.mi.it/procedimenti/richiesta-ristampa-pin-puk-cie"),
    ("magnago_page", "https://comune.magnago.mi.it/recupero-codici-pin-e-puk-della-cie", "Magnago", Reach::Any, "not stated",
        "https://comune.magnago.mi.it/recupero-codici-pin-e-puk-della-cie"),
    ("porto_viro_page", "https://comune.portoviro.ro.it/novita/ristampa-codici-pin-e-puk-carta-identita-elettronica-cie", "Porto Viro",
        Reach::Any, "not stated", "https://comune.portoviro.ro.it/novita/ristampa-codici-pin-e-puk-carta-identita-elettronica-cie"),
    ("grassobbio_page", "https://comune.grassobbio.bg.it/servizi/servizio-dettaglio/2456906", "Grassobbio", Reach::Any, "not stated",
        "https://comune.grassobbio.bg.it/servizi/servizio-dettaglio/2456906"),
    ("castel_giorgio_page", "https://www.comune.castelgiorgio.tr.it/home/servizi/servizio/Servizio-12.html", "Castel Giorgio",
        Reach::Any, "not stated", "https://www.comune.castelgiorgio.tr.it/home/servizi/servizio/Servizio-12.html"),
    ("milano_booking", "https://servizicrm.comune.milano.it/spec/carta-di-identita/richiesta-duplicato-pin-puk", "Milano", Reach::Any,
        "not stated", "https://servizicrm.comune.milano.it/spec/carta-di-identita/richiesta-duplicato-pin-puk"),
    ("cesate_email", "demografici@comune.cesate.mi.it", "Cesate", Reach::Any, "not stated", "mailto:demografici@comune.cesate.mi.it"),
    ("magnago_email", "info@comune.magnago.mi.it", "Magnago", Reach::Any, "not stated", "mailto:info@comune.magnago.mi.it"),
    ("porto_viro_email", "anagrafe@comune.portoviro.ro.it", "Porto Viro", Reach::Any, "not stated", "mailto:anagrafe@comune.portoviro.ro.it"),
    ("castel_giorgio_sender", "no-reply@cie.interno.gov.it", "Castel Giorgio", Reach::Any, "not stated", ""),
    ("cie_reserved_area", "https://www.cartaidentita.interno.gov.it/pgic/login", "national", Reach::Any, "not stated",
        "https://www.cartaidentita.interno.gov.it/pgic/login"),
    ("cie_levels_page", "https://www.cartaidentita.interno.gov.it/attiva/", "national", Reach::Any, "not stated",
        "https://www.cartaidentita.interno.gov.it/attiva/"),
    ("bolzano_renew", "https://iam.civis.bz.it/api/appurls/CpsRenew", "bolzano", Reach::Any, "not stated",
        "https://iam.civis.bz.it/api/appurls/CpsRenew"),
    ("cie_block_phone", "800 098 558", "national", Reach::Any, "Monday–Friday 08:00 to 18:00; Saturday 08:00 to 14:00", "tel:800098558"),
    ("cie_help_phone", "06 4298 5699", "national", Reach::Any, "Monday–Friday 09:00 to 16:00; Saturday 09:00 to 13:00", "tel:+390642985699"),
    ("cie_help_email", "cie.cittadini@interno.it", "national", Reach::Any, "not stated", "mailto:cie.cittadini@interno.it"),
    ("sistema_ts_phone", "+39 800.030.070", "national", Reach::Any, "Monday–Saturday 08:00 to 20:00", "tel:+39800030070"),
    ("lombardia_help_phone", "800.070.090", "lombardia", Reach::Any, "not stated", "tel:800070090"),
    ("lombardia_help_email", "spoc_siss@ariaspa.it", "lombardia", Reach::Any, "not stated", "mailto:spoc_siss@ariaspa.it"),
    ("lombardia_sogei_sender", "GestioneCMS@sogei.it", "lombardia", Reach::Any, "not stated", ""),
    ("valle_d_aosta_phone", "800 610 061", "valle_d_aosta", Reach::Any, "not stated", "tel:800610061"),
    ("trento_phone", "800 22 80 40", "trento", Reach::Any, "Monday–Friday 08:00 to 17:00", "tel:800228040"),
    ("trento_email", "servizionline@provincia.tn.it", "trento", Reach::Any, "not stated", "mailto:servizionline@provincia.tn.it"),
    ("bolzano_phone", "800 816 836", "bolzano", Reach::Any, "Monday–Friday 09:00 to 17:00", "tel:800816836"),
    ("bolzano_email", "servicedesk@provincia.bz.it", "bolzano", Reach::Any, "not stated", "mailto:servicedesk@provincia.bz.it"),
    ("lazio_phone", "06.99.500", "lazio", Reach::Any, "Monday–Friday 08:00 to 18:00", "tel:+390699500"),
    ("marche_phone", "800 90 96 96", "marche", Reach::Any, "Monday–Friday 09:00 to 17:00; Saturday 09:00 to 13:00", "tel:800909696"),
    ("toscana_phone_landline", "800.860.070", "toscana", Reach::Landline, "not stated", "tel:800860070"),
    ("toscana_phone_mobile", "055.438.59.20", "toscana", Reach::Mobile, "not stated", "tel:+390554385920"),
    ("toscana_email", "urp@regione.toscana.it", "toscana", Reach::Any, "not stated", "mailto:urp@regione.toscana.it"),
    ("campania_phone", "800.550.506", "campania", Reach::Any, "not stated", "tel:800550506"),
    ("emilia_romagna_phone", "800.033.033", "emilia_romagna", Reach::Any,
        "Monday–Friday 08:30 to 18:00; Saturday until 13:00 (the beginning is not stated)", "tel:800033033"),
    ("abruzzo_asl1_phone", "0862 368 685", "ASL 1", Reach::Any, "not stated", "tel:+390862368685"),
    ("abruzzo_asl1_phone_2", "0863 499 802", "ASL 1", Reach::Any, "not stated", "tel:+390863499802"),
    ("abruzzo_asl1_phone_3", "0864 499 455", "ASL 1", Reach::Any, "not stated", "tel:+390864499455"),
    ("abruzzo_asl2_phone", "800 171 718", "ASL 2", Reach::Any, "not stated", "tel:800171718"),
    ("abruzzo_asl3_phone", "085 4253 201", "ASL 3", Reach::Any, "not stated", "tel:+390854253201"),
    ("abruzzo_asl3_phone_2", "085 4253 202", "ASL 3", Reach::Any, "not stated", "tel:+390854253202"),
    ("abruzzo_asl3_phone_3", "085 4253 204", "ASL 3", Reach::Any, "not stated", "tel:+390854253204"),
    ("abruzzo_asl3_phone_4", "085 4253 205", "ASL 3", Reach::Any, "not stated", "tel:+390854253205"),
    ("abruzzo_asl4_phone", "0861 420 311", "ASL 4", Reach::Any, "not stated", "tel:+390861420311"),
    ("sicilia_email", "cartaservizi@regione.sicilia.it", "sicilia", Reach::Any, "not stated", "mailto:cartaservizi@regione.sicilia.it"),
];

/// Numbers for municipalities only, found nowhere, of 2008, of the source that was
/// struck out, or of a service that ended: never to be shown.
const NEVER: &[&str] = &[
    "800183443",
    "800263388",
    "800456456",
    "0654224522",
    "800250950",
    "8003366",
    "0702796301",
    "cie.comuni@",
    "cie@ipzs",
    "ciefacile",
];

#[test]
fn numbers_that_are_not_for_citizens_or_found_nowhere_never_appear() {
    for contact in knowledge::contacts() {
        let bare: String = contact
            .value
            .chars()
            .filter(|c| !" ./".contains(*c))
            .collect();
        assert!(!NEVER.iter().any(|never| bare.contains(never)), "{bare}");
    }
    for lang in Lang::ALL {
        for fact in knowledge::facts() {
            let told = text::fact(fact, lang);
            let bare: String = told.chars().filter(|c| !" ./".contains(*c)).collect();
            assert!(!NEVER.iter().any(|never| bare.contains(never)), "{told}");
        }
    }
    let struck = knowledge::sources()
        .iter()
        .filter(|one| one.struck().is_some());
    let struck: Vec<&str> = struck.map(|one| one.key.name()).collect();
    assert_eq!(struck, ["ciefacile"]);
}

#[test]
fn every_number_and_address_is_the_one_of_its_source_with_its_hours() {
    for (key, value, of, reach, hours, link) in CONTACTS {
        let contact = knowledge::contacts()
            .iter()
            .find(|one| one.fact.key.name() == *key)
            .unwrap_or_else(|| panic!("no {key}"));
        let found = (contact.value, scope(contact.fact.scope), contact.reach);
        assert_eq!(found, (*value, (*of).to_owned(), *reach), "{key}");
        assert_eq!(contact.link().unwrap_or_default(), *link, "{key}");
        assert_eq!(text::hours(&contact.hours, Lang::En), *hours, "{key}");
    }
    assert_eq!(CONTACTS.len(), knowledge::contacts().len());
}

/// Key, address, scope, by appointment, hours.
#[rustfmt::skip]
const DESKS: &[(&str, Option<&str>, &str, bool, &str)] = &[
    ("any_anagrafe_desk", None, "national", false, "not stated"),
    ("carpi_desk", None, "Carpi", true,
        "Monday, Wednesday–Saturday 08:30 to 12:30; Thursday 14:45 to 17:45; Tuesday 08:30 to 12:30 (not certain)"),
    ("modena_desk", Some("via Santi 40"), "Modena", false, "Monday–Saturday 12:00 to 12:30; Thursday 17:00 to 17:30"),
    ("milano_desk", None, "Milano", true, "not stated"),
    ("rubiera_desk", None, "Rubiera", false, "not stated"),
    ("own_asl_desk", None, "national", false, "not stated"),
    ("valle_d_aosta_desks", None, "valle_d_aosta", false, "not stated"),
    ("villeneuve_desk", None, "Villeneuve", false, "not stated"),
    ("ausl_desk", None, "Villeneuve", false, "not stated"),
    ("piemonte_desk", None, "piemonte", false, "not stated"),
    ("liguria_desk", None, "liguria", false, "not stated"),
    ("spazio_regione", None, "lombardia", true, "not stated"),
    ("trento_desk", None, "trento", true, "not stated"),
    ("bolzano_desk", None, "bolzano", false, "not stated"),
    ("veneto_desk", None, "veneto", false, "not stated"),
    ("friuli_venezia_giulia_desk", None, "friuli_venezia_giulia", false, "not stated"),
    ("emilia_romagna_usl_desk", None, "emilia_romagna", false, "not stated"),
    ("toscana_desks", None, "toscana", false, "not stated"),
    ("toscana_urp", Some("Via di Novoli 26, Firenze"), "toscana", true,
        "Monday, Wednesday, Friday 09:00 to 13:00; Tuesday, Thursday 09:00 to 16:30"),
    ("marche_desk", None, "marche", false, "not stated"),
    ("lazio_asl_desk", None, "lazio", false, "not stated"),
    ("molise_desk", Some("Campobasso, via Petrella 1; Trivento, via Acquasantianni; Isernia, distretto; Frosolone; \
        Larino, via Marra 10; Termoli, via del Molinello 1; Montenero di Bisaccia; Venafro, distretto; Bojano; Riccia"),
        "molise", false, "not stated"),
    ("campania_asl_desk", None, "campania", false, "not stated"),
    ("puglia_desk", None, "puglia", false, "not stated"),
    ("sicilia_desk", None, "sicilia", false, "not stated"),
    ("sardegna_desk", None, "sardegna", false, "not stated"),
];

#[test]
fn every_desk_is_the_one_of_its_source_with_its_hours() {
    for (key, address, of, by_appointment, hours) in DESKS {
        let desk = knowledge::desks()
            .iter()
            .find(|one| one.fact.key.name() == *key)
            .unwrap_or_else(|| panic!("no {key}"));
        let found = (desk.address, scope(desk.fact.scope), desk.by_appointment);
        assert_eq!(
            found,
            (*address, (*of).to_owned(), *by_appointment),
            "{key}"
        );
        assert_eq!(text::hours(&desk.hours, Lang::En), *hours, "{key}");
    }
    assert_eq!(DESKS.len(), knowledge::desks().len());
}

#[test]
fn a_desk_with_one_address_is_found_on_a_map_in_its_town() {
    let links = knowledge::desks().iter().filter_map(|desk| desk.link());
    let links: Vec<String> = links.collect();
    assert_eq!(
        links,
        [
            "geo:0,0?q=via%20Santi%2040%2C%20Modena",
            "geo:0,0?q=Via%20di%20Novoli%2026%2C%20Firenze",
        ]
    );
}
