//! How the two cards are told apart, and what is read without a code.

use cie_core::{
    apdu::command::ins,
    app::{
        cns::card_system::CardSystem,
        emrtd::{date::Date, mrz::Sex},
    },
    error::{CardKind, ErrorKind},
    op::{self, CardDetails, ChipProof, memory::TryRecord},
    recovery::Region,
    transceive::Limits,
};
use cie_sim::{cns::Profile, identity::Identity};
use cie_tests::{Bend, Codes, Rig};

/// GET DATA with one tag in P1 and P2.
const GET_DATA: u8 = 0xCA;

#[test]
fn card_info_says_which_card_it_is_its_number_and_which_region_it_hints_at() {
    for (profile, system, region) in [
        (Profile::Athena, Some(CardSystem::Athena), Region::Lombardia),
        (Profile::St, Some(CardSystem::St), Region::Toscana),
        (
            Profile::Idemia,
            Some(CardSystem::Idemia),
            Region::EmiliaRomagna,
        ),
        (
            Profile::IdemiaNfc,
            Some(CardSystem::Idemia),
            Region::EmiliaRomagna,
        ),
        (Profile::St2022Nfc, Some(CardSystem::St2022), Region::Veneto),
    ] {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        let info = rig.info().unwrap();
        assert_eq!(info.kind(), CardKind::TsCns);
        assert_eq!(info.chip, ChipProof::NOTHING);
        assert_eq!(info.card_id, rig.card_id());
        assert_eq!(info.known, TryRecord::default());
        let CardDetails::TsCns {
            system: told,
            number,
            region: hint,
        } = info.details
        else {
            panic!("{profile}")
        };
        assert_eq!((told, hint), (system, Some(region)), "{profile}");
        assert!(number.as_str().starts_with('6'));
    }
}

/// A phone that tells no answer to reset.
#[test]
fn without_an_answer_to_reset_every_card_system_is_found_all_the_same() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.limits.atr = None;
        let information = rig.info();
        // A code that the card does not find under this reference costs
        // nothing; only STIncard over contacts needs its answer to reset.
        let verified = rig.verify(Codes::CNS.pin);
        assert_eq!(information.unwrap().kind(), CardKind::TsCns, "{profile}");
        assert_eq!(verified.is_ok(), profile != Profile::St, "{profile}");
        assert_eq!(rig.card.pin_tries(), 3, "{profile}");
    }
}

#[test]
fn over_contacts_a_ts_cns_is_asked_for_its_files_at_once() {
    for profile in [Profile::Athena, Profile::St, Profile::Idemia] {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.tap(|wire, cx| op::pending(wire, cx)).unwrap();
        let sent: Vec<u8> = rig.last.log.iter().map(|sent| sent.command[1]).collect();
        assert_eq!(sent, [ins::SELECT, ins::READ_BINARY], "{profile}");
    }
}

#[test]
fn an_answer_to_reset_of_a_ts_cns_does_not_make_a_cie_one() {
    let mut rig = Rig::new(cie_sim::Profile::default(), Limits::EXTENDED);
    rig.limits.atr = Some(Profile::Athena.atr().to_vec());
    let info = rig.info().unwrap();
    assert_eq!(info.kind(), CardKind::Cie);
    rig.verify(cie_tests::PIN).unwrap();
}

#[test]
fn holder_validity_and_certificate_are_read_without_a_code() {
    let holder = Identity::standard().holder();
    for profile in Profile::ALL {
        for limits in [Limits::EXTENDED, Limits::SHORT] {
            let mut rig = Rig::cns(profile, limits);
            let card = rig
                .tap(|wire, cx| op::read_personal_data(wire, cx))
                .unwrap();
            let data = card.personal_data;
            assert_eq!(data.surname.as_deref(), Some(holder.surname), "{profile}");
            assert_eq!(data.given_names.as_deref(), Some(holder.given_name));
            assert_eq!(data.fiscal_code.unwrap().as_str(), holder.fiscal_code);
            assert_eq!(data.birth, Date::new(1980, 1, 1));
            assert_eq!(data.sex, Some(Sex::Female));
            let certificate = card.certificate.unwrap();
            assert!(certificate.not_before < certificate.not_after);
            assert_eq!(card.card_id, rig.card_id());
            assert_eq!(card.chip, ChipProof::NOTHING);
            for sent in &rig.last.log {
                let allowed = [ins::SELECT, ins::READ_BINARY, ins::GET_RESPONSE, GET_DATA];
                assert!(allowed.contains(&sent.command[1]), "{profile}");
            }
        }
    }
}

#[test]
fn what_only_one_of_the_cards_has_is_said_as_such() {
    let mut cie = Rig::new(cie_sim::Profile::default(), Limits::EXTENDED);
    let error = cie
        .tap(|wire, cx| op::read_personal_data(wire, cx))
        .unwrap_err();
    let card = CardKind::Cie;
    assert_eq!(error.kind, ErrorKind::NotOnThisCard { card });
}

#[test]
fn a_number_with_one_wrong_digit_is_no_ts_cns() {
    for profile in Profile::ALL {
        let mut rig = Rig::cns(profile, Limits::EXTENDED);
        rig.tap(|wire, cx| op::pending(wire, cx)).unwrap();
        let read = |sent: &cie_tests::wire::Exchange| sent.command[1] == ins::READ_BINARY;
        let exchange = rig.last.log.iter().rposition(read).unwrap();
        for byte in 0..16 {
            rig.bend = Some(Bend::Flip {
                exchange,
                byte,
                mask: 0x01,
            });
            let error = rig.verify(Codes::CNS.pin).unwrap_err();
            assert!(
                matches!(error.kind, ErrorKind::CardMisbehaved(_)),
                "{profile}: {error}"
            );
        }
        assert_eq!(rig.received(ins::VERIFY), 0, "{profile}");
    }
}
