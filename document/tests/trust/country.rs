//! Who may sign for whom: with a list of all countries, each for its own.

use cie_core::{bytes::tlv, messages::Lang};
use cie_document::{
    emrtd::com::DataGroup,
    trust::{
        chain::ChainLink,
        country::Country,
        store::TrustStore,
        verdict::{ChipEvidence, Evidence, Failure, Finding, Gap, Summary, Verdict},
    },
};

use crate::authority::{Authority, P256, now};

/// DG1 of a card that this state has issued, with the check digits of ICAO Doc
/// 9303-5 for the same person.
fn dg1(state: &str) -> Vec<u8> {
    let zone = format!(
        "I<{state:<<3}D231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6\
         ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
    );
    tlv::encode(0x61, &tlv::encode(0x5F1F, zone.as_bytes()))
}

/// An authority of one country, and a document signer of another or of none.
fn authority(country: &str, signer: &str) -> Authority {
    let authority = Authority::new(P256);
    let field = |country: &str| match country {
        "" => String::new(),
        country => format!("/C={country}"),
    };
    authority.root(
        "csca",
        &format!("{}/O=State/CN=Country Signer", field(country)),
    );
    authority.issue(
        "ds",
        &format!("{}/O=State/CN=Document\u{202E} Signer", field(signer)),
        "csca",
        "keyUsage=critical,digitalSignature",
    );
    authority
}

fn judged(authority: &Authority, state: Option<&str>, trust: &TrustStore) -> Verdict {
    let dg1 = state.map_or_else(|| tlv::encode(0x61, b"not a zone"), dg1);
    let dg11 = tlv::encode(0x6B, b"");
    let files = [(1, &dg1[..]), (11, &dg11)];
    Verdict::of(&Evidence {
        security_object: Some(&authority.security_object(&files)),
        files: &files,
        trust,
        at: now(),
        chip: &ChipEvidence::File(DataGroup::DG11.number()),
        card_access: None,
    })
}

fn other(of: ChainLink, country: &str) -> Finding {
    Finding::Failed(Failure::OtherCountry(of, Country::new(country).unwrap()))
}

#[test]
fn france_cannot_sign_for_italy_however_it_is_trusted() {
    let france = authority("FR", "FR");
    let italy = authority("IT", "IT");
    let mut list = france.trust();
    list.add(&italy.bench.get("csca.pem")).unwrap();

    let verdict = judged(&france, Some("ITA"), &list);
    assert!(verdict.signed_by.is_proved() && verdict.signer_trusted.is_proved());
    assert_eq!(
        verdict.signer_country,
        other(ChainLink::DocumentSigner, "FR")
    );
    assert_eq!(verdict.signer_country.code(), "other_country");
    assert_eq!(
        verdict.chip_genuine,
        Finding::NotChecked(Gap::ChipKeyNotSigned)
    );
    assert_eq!(verdict.summary(), Summary::OtherCountry);
    assert!(verdict.summary().is_bad() && verdict.has_failed() && !verdict.is_complete());

    for (authority, state) in [(&italy, "ITA"), (&france, "FRA")] {
        let verdict = judged(authority, Some(state), &list);
        assert_eq!(verdict.signer_country, Finding::Proved);
        assert_eq!(verdict.summary(), Summary::Complete, "{verdict}");
    }
}

#[test]
fn the_codes_that_differ_from_iso_3166_are_compared_and_case_does_not_matter() {
    for (country, state, finding) in [
        ("DE", "D", Finding::Proved),
        ("de", "D", Finding::Proved),
        ("GB", "GBD", Finding::Proved),
        ("EU", "EUE", Finding::Proved),
        ("UN", "UNO", Finding::Proved),
        ("KS", "RKS", Finding::Proved),
        ("HK", "CHN", Finding::Proved),
        ("AT", "D", other(ChainLink::DocumentSigner, "AT")),
        ("FR", "EUE", other(ChainLink::DocumentSigner, "FR")),
        // Of no country that is known: neither right nor wrong.
        ("IT", "UTO", Finding::NotChecked(Gap::UnknownCountry)),
        ("QQ", "ITA", Finding::NotChecked(Gap::UnknownCountry)),
    ] {
        let authority = authority(country, country);
        let verdict = judged(&authority, Some(state), &authority.trust());
        assert_eq!(verdict.signer_country, finding, "{country} {state}");
    }
}

#[test]
fn what_cannot_be_compared_is_not_a_failure_and_the_summary_says_so() {
    let italy = authority("IT", "IT");
    let without = authority("", "");
    let signer_without = authority("IT", "");
    for (authority, state, gap) in [
        (&italy, None, Gap::IssuingStateNotRead),
        (&without, Some("ITA"), Gap::NoCountry),
        (&signer_without, Some("ITA"), Gap::NoCountry),
    ] {
        let verdict = judged(authority, state, &authority.trust());
        assert_eq!(verdict.signer_country, Finding::NotChecked(gap));
        assert!(!verdict.has_failed());
        assert_eq!(verdict.summary(), Summary::Complete);
        let text = cie_document::messages::verdict(&verdict, Lang::En);
        assert!(text.summary.contains("(Document Signer, State"), "{text:?}");
        assert!(text.summary.ends_with("was not checked."), "{text:?}");
    }
}

#[test]
fn a_difference_counts_without_trust_and_an_agreement_proves_nothing_then() {
    let nobody = TrustStore::new();
    let france = authority("FR", "FR");
    let verdict = judged(&france, Some("ITA"), &nobody);
    assert_eq!(verdict.summary(), Summary::OtherCountry);
    // Nobody vouches for a name: the country alone is told.
    let text = cie_document::messages::verdict(&verdict, Lang::En).summary;
    assert!(
        text.contains("its signer (FR) belongs to another"),
        "{text}"
    );
    let text =
        cie_document::messages::verdict(&judged(&france, Some("ITA"), &france.trust()), Lang::En);
    assert!(
        text.summary.contains("(Document Signer, State, FR)"),
        "{text:?}"
    );
    let verdict = judged(&france, Some("FRA"), &nobody);
    assert_eq!(
        verdict.signer_country,
        Finding::NotChecked(Gap::SignerNotTrusted)
    );
    assert_eq!(verdict.summary(), Summary::SignerNotChecked);
    let text = cie_document::messages::verdict(&verdict, Lang::En);
    assert!(!text.summary.contains("Document"), "{text:?}");
}

#[test]
fn a_signer_that_names_no_country_does_not_hide_its_country_signers() {
    let france = authority("FR", "");
    let verdict = judged(&france, Some("ITA"), &france.trust());
    assert!(verdict.signer_trusted.is_proved());
    assert_eq!(verdict.summary(), Summary::OtherCountry);
    assert_eq!(
        verdict.signer_country,
        other(ChainLink::CountrySigner, "FR")
    );
    let text = cie_document::messages::verdict(&verdict, Lang::En);
    let named =
        "the country signer above its signer (Country Signer, State, FR) belongs to another";
    assert!(text.summary.contains(named), "{text:?}");
    assert!(text.signer_country.ends_with("and names FR."), "{text:?}");
}

#[test]
fn a_signer_of_the_right_country_whose_authority_is_of_another_is_not_contradicted() {
    let mixed = authority("FR", "IT");
    let verdict = judged(&mixed, Some("ITA"), &TrustStore::new());
    assert_eq!(
        verdict.signer_country,
        other(ChainLink::CountrySigner, "FR")
    );
    let text = cie_document::messages::verdict(&verdict, Lang::En).summary;
    assert!(text.contains("(FR)") && !text.contains("IT"), "{text}");
}

#[test]
fn an_odd_character_in_dg1_does_not_switch_the_comparison_off() {
    let france = authority("FR", "FR");
    let zone = "C<ITACA00000AA4<<<<<<<<<<<<<<<8001014F3501014ITA<<<<<<<<<<<6\
                ONEIL<<SIMULATA<<<<<<<<<<<<<<<";
    for (from, to) in [
        ("ONEIL<", "O'NEIL"),
        ("ONEIL<", "O NEIL"),
        ("800101", "8O0101"),
        ("<6", "<"),
    ] {
        let zone = zone.replacen(from, to, 1);
        let dg1 = tlv::encode(0x61, &tlv::encode(0x5F1F, zone.as_bytes()));
        let files = [(1, &dg1[..])];
        let verdict = Verdict::of(&Evidence {
            security_object: Some(&france.security_object(&files)),
            files: &files,
            trust: &france.trust(),
            at: now(),
            chip: &ChipEvidence::NotAsked,
            card_access: None,
        });
        assert_eq!(verdict.summary(), Summary::OtherCountry, "{to}");
    }
}
