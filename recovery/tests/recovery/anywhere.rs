//! In any Region: what holds of its ways whatever is lost.

use crate::expect;

/// In any Region: what a desk does not do, and what a card is still good for.
#[rustfmt::skip]
const ANYWHERE: &[(&str, &[&str])] = &[
    ("card=ts_cns pin=blocked puk=forgotten region=veneto", &[
        "steps veneto_ask veneto_go ts_cns_unblock_with_puk", "codes puk / pin", "main ts_cns_reprint_unblocks_nothing"]),
    ("card=ts_cns pin=blocked puk=forgotten region=not_said", &["codes puk / pin", "main ts_cns_reprint_unblocks_nothing"]),
    ("card=ts_cns pin=blocked puk=forgotten region=bolzano", &[
        "steps bolzano_go bolzano_from_home ts_cns_unblock_with_puk", "codes  /  / pin", "main bolzano_blocked", "lacks bolzano_same_pin"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=bolzano", &["codes pin / pin", "lacks bolzano_blocked ts_cns_unblock_with_puk"]),
    ("card=ts_cns pin=blocked puk=forgotten region=sicilia", &["codes  / pin", "main sicilia_blocked", "lacks sicilia_pin_only"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=veneto", &["lacks ts_cns_unblock_with_puk ts_cns_reprint_unblocks_nothing"]),
    ("card=ts_cns pin=blocked puk=forgotten region=lazio reader=no", &["warns reader_needed"]),
    // An expired card.
    ("card=ts_cns pin=known puk=known expires=2025-01-01 today=2026-11-30", &[
        "steps ts_cns_wait_for_new_card", "codes ", "main ts_cns_new_card_new_codes", "warns card_expired"]),
    ("card=ts_cns pin=blocked puk=known expires=2025-01-01 today=2026-11-30", &["steps ts_cns_wait_for_new_card"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=lazio expires=2025-01-01 today=2026-11-30", &["steps ts_cns_wait_for_new_card"]),
    ("card=ts_cns pin=known puk=blocked expires=2025-01-01 today=2026-11-30", &["steps ts_cns_wait_for_new_card"]),
    // What a minor asks for is what the parent does; of guardians nothing is made up.
    ("card=ts_cns pin=forgotten puk=forgotten requester=minor region=lazio", &["refused minor_needs_parent", "main lazio_parent", "lacks ts_cns_minor lazio_fill_form"]),
    ("card=ts_cns pin=forgotten puk=forgotten requester=minor region=bolzano", &["main bolzano_parents", "lacks ts_cns_minor"]),
    ("card=ts_cns pin=forgotten puk=forgotten requester=minor region=sardegna", &["main sardegna_parent", "lacks ts_cns_minor"]),
    ("card=ts_cns pin=forgotten puk=forgotten requester=minor region=umbria", &["refused minor_needs_parent", "main ts_cns_minor"]),
    ("card=ts_cns pin=forgotten puk=forgotten requester=guardian region=lazio", &["main ts_cns_guardian", "has lazio_fill_form", "lacks lazio_parent ts_cns_minor"]),
    // Who lacks the PUK alone is not promised a PIN.
    ("card=ts_cns pin=known puk=forgotten region=bolzano", &["steps bolzano_go", "codes ", "main bolzano_pin_only", "lacks bolzano_same_pin bolzano_from_home"]),
    ("card=ts_cns pin=known puk=forgotten region=sicilia", &["codes ", "main sicilia_pin_only"]),
    ("card=ts_cns pin=known puk=known cip=forgotten region=bolzano", &["codes  / ", "main bolzano_pin_only", "main ts_cns_cip_by_region"]),
    ("card=ts_cns pin=forgotten puk=known region=bolzano", &["lacks bolzano_pin_only"]),
    ("card=ts_cns pin=blocked puk=forgotten region=bolzano", &["bring bolzano_card", "lacks card_with_chip"]),
    ("card=ts_cns pin=blocked puk=forgotten region=sardegna", &["codes  / pin", "main sardegna_puk_unknown"]),
    ("card=ts_cns pin=known puk=forgotten region=lazio", &["codes puk"]),
    // From home with an e-mail address; else at the desk.
    ("card=ts_cns pin=forgotten puk=forgotten region=lombardia email=no", &[
        "steps lombardia_go lombardia_ask lombardia_get_form lombardia_send_form lombardia_video_call lombardia_wait_for_parts"]),
    // A blocked PUK.
    ("card=ts_cns pin=known puk=blocked region=lazio", &["steps ts_cns_go_on_with_pin ts_cns_ask_for_new_card", "inferred ts_cns_go_on_with_pin", "main ts_cns_three_wrong_puks"]),
    // The first activation.
    ("card=ts_cns pin=never_received region=sicilia card_at_hand=yes", &["no-contact cartaservizi@regione.sicilia.it"]),
    // Trento, where a parent cannot.
    ("card=ts_cns pin=blocked puk=known cip=forgotten requester=parent region=trento", &[
        "refused no_parent_here", "steps ts_cns_unblock_with_puk ts_cns_get_software", "main trento_no_parent"]),
    ("card=ts_cns pin=forgotten puk=forgotten requester=minor region=trento", &["refused no_parent_here", "contact 800 22 80 40", "lacks trento_go"]),
    ("card=ts_cns pin=forgotten puk=forgotten requester=guardian region=trento", &["has trento_go", "main trento_no_parent"]),
    // The CIP, where a source names it.
    ("card=ts_cns cip=forgotten region=lazio", &["codes cip"]),
    ("card=ts_cns cip=forgotten region=piemonte", &["codes cip"]),
    ("card=ts_cns pin=forgotten puk=known cip=forgotten region=toscana", &["codes pin / pin / cip"]),
    ("card=ts_cns pin=forgotten puk=known cip=forgotten region=trento", &["codes pin / pin / cip"]),
    // A text message does, where the source says so and there is a number.
    ("card=ts_cns pin=forgotten puk=forgotten region=trento email=no mobile=yes", &["deliveries trento_first trento_second_sms", "no-warn email_needed"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=trento email=no mobile=no", &["warns email_needed"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=lombardia email=no mobile=yes", &["no-warn email_needed"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=lombardia email=no mobile=no", &["warns email_needed"]),
    ("card=ts_cns cip=forgotten region=campania", &["codes  / ", "main ts_cns_cip_by_region"]),
    // For a CIP that no source of the Region names, a call comes before the errand.
    ("card=ts_cns pin=known puk=known cip=forgotten region=campania", &[
        "steps ts_cns_ask_about_cip campania_ask campania_go_to_asl campania_fill_form", "contact 800.550.506"]),
    ("card=ts_cns pin=blocked puk=known cip=forgotten region=lombardia email=yes mobile=yes", &[
        "steps ts_cns_unblock_with_puk ts_cns_get_software ts_cns_ask_about_cip lombardia_ask lombardia_get_form lombardia_send_form lombardia_video_call lombardia_wait_for_parts lombardia_go",
        "contact 800.070.090", "inferred ts_cns_ask_about_cip"]),
    ("card=ts_cns pin=known cip=first_half_missing region=umbria", &[
        "steps ts_cns_ask_about_cip other_region_ask other_region_go_to_desk", "contact +39 800.030.070"]),
    ("card=ts_cns pin=known cip=forgotten region=not_said", &["has ts_cns_ask_about_cip"]),
    ("card=ts_cns cip=forgotten region=veneto requester=minor", &["refused minor_needs_parent", "has ts_cns_ask_about_cip"]),
    ("card=ts_cns pin=known puk=known cip=forgotten region=puglia", &["lacks ts_cns_ask_about_cip"]),
    ("card=ts_cns pin=forgotten puk=known cip=forgotten region=toscana", &["lacks ts_cns_ask_about_cip"]),
    ("card=ts_cns pin=known puk=known cip=forgotten region=trento requester=parent", &["lacks ts_cns_ask_about_cip"]),
    // Who has to go anyway asks there.
    ("card=ts_cns pin=forgotten puk=forgotten cip=forgotten region=campania", &["lacks ts_cns_ask_about_cip"]),
    ("card=ts_cns pin=known puk=forgotten cip=forgotten region=campania", &["lacks ts_cns_ask_about_cip"]),
    ("card=ts_cns pin=never_received cip=forgotten region=campania", &["lacks ts_cns_ask_about_cip"]),
    // Half of it by text message, and no other way.
    ("card=ts_cns pin=forgotten puk=forgotten region=bolzano mobile=no", &["warns mobile_needed", "no-warn email_needed"]),
    ("card=ts_cns pin=known puk=forgotten region=bolzano mobile=no", &["warns mobile_needed"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=bolzano email=no", &["warns email_needed", "no-warn mobile_needed"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=bolzano mobile=yes", &["no-warn mobile_needed", "deliveries bolzano_part_by_email bolzano_part_by_sms bolzano_home_by_email bolzano_home_by_sms"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=bolzano", &["no-warn mobile_needed"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=lombardia mobile=no", &["no-warn mobile_needed"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=trento mobile=no", &["no-warn mobile_needed"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=lombardia email=no mobile=no", &["no-warn mobile_needed"]),
    // The ways from home of other Regions, where there is none of one's own.
    ("card=ts_cns pin=forgotten puk=forgotten region=veneto", &["note ts_cns_online_ways"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=not_said", &["note ts_cns_online_ways"]),
    ("card=ts_cns pin=known puk=forgotten region=bolzano", &["no-note ts_cns_online_ways"]),
    ("card=ts_cns cip=forgotten region=not_said", &["main ts_cns_cip_by_region"]),
    ("card=ts_cns pin=known puk=known cip=forgotten region=lazio", &["codes cip"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=puglia", &["codes pin puk cip"]),
    // The card says that few attempts are left.
    ("card=ts_cns pin=known pin_tries=1 puk=known region=lazio", &["steps ts_cns_mind_the_pin", "codes "]),
    ("card=ts_cns pin=known pin_tries=2 puk=forgotten region=veneto", &["main ts_cns_puk_before_pin"]),
    ("card=ts_cns pin=known pin_tries=3 puk=forgotten region=veneto", &["lacks ts_cns_puk_before_pin"]),
    ("card=ts_cns pin=known pin_tries=1 puk=known cip=forgotten region=lazio", &["lacks ts_cns_puk_before_pin", "main ts_cns_three_wrong_pins"]),
    ("card=ts_cns pin=known pin_tries=1 cip=forgotten region=lazio", &["lacks ts_cns_puk_before_pin", "main ts_cns_three_wrong_pins"]),
    // Whoever never had codes has no active card, and the source may speak of the reprint alone.
    ("card=ts_cns pin=never_received puk=never_received region=campania", &["bring campania_new_card", "lacks campania_active_card", "main ts_cns_activation_same_desk"]),
    ("card=ts_cns pin=never_received puk=never_received region=lazio", &["main ts_cns_activation_same_desk"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=campania", &["bring campania_active_card", "lacks campania_new_card ts_cns_activation_same_desk"]),
    ("card=ts_cns pin=forgotten puk=blocked region=piemonte", &["contact +39 800.030.070", "main piemonte_blocked"]),
    ("card=ts_cns pin=never_received puk=never_received region=valle_d_aosta requester=guardian", &["desk ausl_desk", "bring court_papers", "lacks villeneuve_desk"]),
    ("card=ts_cns pin=never_received puk=never_received region=valle_d_aosta requester=parent", &["desk villeneuve_desk", "lacks ausl_desk court_papers"]),
    ("card=ts_cns card_lost=yes region=bolzano", &["inferred bolzano_health_authority"]),
    // One office is not its Region: it is named. What all documents say, stays.
    ("card=ts_cns pin=forgotten puk=forgotten region=valle_d_aosta", &["desk villeneuve_desk", "bring card_with_chip", "bring valid_id", "bring valle_d_aosta_email"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=lombardia", &["inferred lombardia_desk", "bring valid_id", "bring lombardia_mobile_or_email"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=sicilia", &["bring sicilia_card", "bring valid_id"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=abruzzo", &["has \"0864 499 455\"", "has \"085 4253 204\""]),
    ("card=ts_without_chip", &["refused no_chip", "main ts_without_chip_since", "contact +39 800.030.070"]),
    ("card=ts_without_chip card_lost=yes", &["refused no_chip", "steps ts_without_chip_ask"]),
    ("card=ts_without_chip card_lost=yes requester=minor", &["refused no_chip", "warns minor_needs_parent"]),
    ("card=ts_without_chip expires=2025-01-01 today=2026-11-30", &["refused no_chip", "steps ts_without_chip_wait", "warns card_expired"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=BZ", &["has bolzano_go"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=TN", &["has trento_go"]),
    ("card=ts_cns pin=never_received region=veneto", &["main toscana_desks_for_others"]),
    ("card=ts_cns pin=never_received region=lazio", &["lacks toscana_desks_for_others"]),
    // A lost card.
    ("card=ts_cns card_lost=yes region=valle_d_aosta", &["contact 800 610 061", "main valle_d_aosta_block"]),
    ("card=ts_cns card_lost=yes region=lazio", &["no-contact 800 610 061", "lacks liguria_where_new_card"]),
    ("card=ts_cns card_lost=yes region=liguria", &["main liguria_where_new_card", "main ts_cns_new_card_activation"]),
    ("card=ts_cns card_lost=yes region=trento", &["main trento_new_card"]),
    ("card=ts_cns card_lost=yes region=lazio requester=minor", &["refused card_lost", "warns minor_needs_parent"]),
    ("card=ts_cns pin=forgotten puk=blocked requester=minor", &["refused puk_blocked", "warns minor_needs_parent"]),
    ("card=ts_cns pin=forgotten puk=known requester=minor expires=2025-01-01 today=2026-11-30", &["refused minor_needs_parent", "main ts_cns_new_card_activation"]),
    // Where a new one is asked for, also when the old one is not lost.
    ("card=ts_cns pin=forgotten puk=blocked region=liguria", &["main liguria_where_new_card"]),
    ("card=ts_cns pin=forgotten puk=blocked region=liguria requester=other", &["main liguria_new_card"]),
    ("card=ts_cns pin=forgotten puk=known region=vda expires=2025-01-01 today=2026-11-30", &["main valle_d_aosta_new_card"]),
    ("card=ts_cns pin=forgotten puk=blocked region=lazio", &["lacks liguria_where_new_card valle_d_aosta_new_card"]),
    ("card=ts_cns pin=forgotten puk=forgotten region=liguria", &["lacks liguria_where_new_card"]),
];

#[test]
fn what_no_desk_does_and_what_expires_is_said_everywhere() {
    let mut wrong = Vec::new();
    for (told, expected) in ANYWHERE {
        wrong.extend(expect::failures("anywhere", told, expected));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a source says of parents is told to the minor who asks, in every Region.
#[test]
fn a_row_for_parents_serves_the_minor() {
    use cie_recovery::{Region, Requester};
    let mut told = 0;
    for region in Region::ALL {
        let notes = |requester: &str| -> Vec<&str> {
            let lost = "card=ts_cns pin=forgotten puk=forgotten";
            let lost = format!("{lost} region={} requester={requester}", region.name());
            match cie_recovery::advise(&expect::situation(&lost)).plan() {
                Some(plan) => {
                    let notes = plan.notes.iter();
                    let of_who = notes.filter(|one| one.who.contains(Requester::Parent));
                    of_who.map(|one| one.fact.key.name()).collect()
                }
                None => Vec::new(),
            }
        };
        assert_eq!(notes("parent"), notes("minor"), "{region:?}");
        told += notes("minor").len();
    }
    assert!(told >= Region::ALL.len() - 1, "{told}");
}
