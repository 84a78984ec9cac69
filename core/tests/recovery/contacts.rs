//! Every number, address and desk, as the sources have them. The values were
//! written down from the sources, not from the table.

use cie_core::{
    messages::Lang,
    recovery::{
        knowledge::{self, Reach, Scope},
        text,
    },
};

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::National => "national",
        Scope::Region(region) => region.name(),
        Scope::Municipality => "municipality",
    }
}

/// Key, value, scope, from where, hours.
#[rustfmt::skip]
const CONTACTS: &[(&str, &str, &str, Reach, &str)] = &[
    ("one_anagrafe_phone", "059/649575", "municipality", Reach::Any, "Monday–Saturday 08:30 to 12:00"),
    ("sistema_ts_phone", "+39 800.030.070", "national", Reach::Any, "Monday–Saturday 08:00 to 20:00"),
    ("lombardia_help_phone", "800.070.090", "lombardia", Reach::Any, "not stated"),
    ("lombardia_help_email", "spoc_siss@ariaspa.it", "lombardia", Reach::Any, "not stated"),
    ("lombardia_sogei_sender", "GestioneCMS@sogei.it", "lombardia", Reach::Any, "not stated"),
    ("lazio_phone", "06.99.500", "lazio", Reach::Any, "Monday–Friday 08:00 to 18:00"),
    ("toscana_phone_landline", "800.860.070", "toscana", Reach::Landline, "not stated"),
    ("toscana_phone_mobile", "055.438.59.20", "toscana", Reach::Mobile, "not stated"),
    ("toscana_email", "urp@regione.toscana.it", "toscana", Reach::Any, "not stated"),
    ("campania_phone", "800.550.506", "campania", Reach::Any, "not stated"),
    ("emilia_romagna_phone", "800.033.033", "emilia_romagna", Reach::Any,
        "Monday–Friday 08:30 to 18:00; Saturday until 13:00 (the beginning is not stated)"),
    ("cie_help_phone", "06 4298 5699", "national", Reach::Any, "not stated"),
    ("cie_help_email", "cie.cittadini@interno.it", "national", Reach::Any, "not stated"),
    ("sardegna_call_centre", "800.33.66.11", "sardegna", Reach::Any, "Monday–Friday 09:00 to 18:00"),
    ("sardegna_call_centre_second", "+39 070.2796301", "sardegna", Reach::Any, "Monday–Friday 09:00 to 18:00"),
];

#[test]
fn every_number_and_address_is_the_one_of_its_source_with_its_hours() {
    for (key, value, of, reach, hours) in CONTACTS {
        let contact = knowledge::contacts()
            .iter()
            .find(|one| one.fact.text.name() == *key)
            .unwrap_or_else(|| panic!("no {key}"));
        let found = (contact.value, scope(contact.scope), contact.reach);
        assert_eq!(found, (*value, *of, *reach), "{key}");
        assert_eq!(text::hours(&contact.hours, Lang::En), *hours, "{key}");
    }
    assert_eq!(CONTACTS.len(), knowledge::contacts().len());
}

/// Key, address, scope, by appointment, hours.
#[rustfmt::skip]
const DESKS: &[(&str, Option<&str>, &str, bool, &str)] = &[
    ("own_anagrafe_desk", None, "national", true, "not stated"),
    ("one_anagrafe_desk", None, "municipality", true,
        "Monday, Wednesday–Saturday 08:30 to 12:30; Thursday 14:45 to 17:45; Tuesday 08:30 to 12:30 (not certain)"),
    ("spazio_regione", None, "lombardia", true, "not stated"),
    ("lazio_asl_desk", None, "lazio", false, "not stated"),
    ("toscana_desks", None, "toscana", false, "not stated"),
    ("toscana_urp", Some("Via di Novoli 26, Firenze"), "toscana", true,
        "Monday, Wednesday, Friday 09:00 to 13:00; Tuesday, Thursday 09:00 to 16:30"),
    ("campania_asl_desk", None, "campania", false, "not stated"),
    ("emilia_romagna_usl_desk", None, "emilia_romagna", false, "not stated"),
    ("own_asl_desk", None, "national", false, "not stated"),
];

#[test]
fn every_desk_is_the_one_of_its_source_with_its_hours() {
    for (key, address, of, by_appointment, hours) in DESKS {
        let desk = knowledge::desks()
            .iter()
            .find(|one| one.fact.text.name() == *key)
            .unwrap_or_else(|| panic!("no {key}"));
        let found = (desk.address, scope(desk.scope), desk.by_appointment);
        assert_eq!(found, (*address, *of, *by_appointment), "{key}");
        assert_eq!(text::hours(&desk.hours, Lang::En), *hours, "{key}");
    }
    assert_eq!(DESKS.len(), knowledge::desks().len());
}
