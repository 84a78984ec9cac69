//! How the document is opened.

use cie_core::{
    ErrorKind, Limits, Password, PasswordReference, Phase, Transceive as _, apdu::command::ins,
    app::ias::CIE_AID,
};
use cie_document::{Access, emrtd::document::OpenedWith};
use cie_sim::{Profile, SimulatedReader};
use cie_tests::wire::Script;

use super::*;

const SET: u8 = ins::MANAGE_SECURITY_ENVIRONMENT;
const GENERAL: u8 = ins::GENERAL_AUTHENTICATE;

/// Whether a command has a short length field.
fn is_short(command: &[u8]) -> bool {
    command.len() <= 5 || command[4] != 0
}

#[test]
fn nonce_and_token_go_as_short_commands_on_an_extended_link_of_every_family() {
    for profile in Profile::ALL {
        let mut rig = rig_of(profile, phone(), &[], &[]);
        read(&mut rig).unwrap();
        let steps = sent(&rig, GENERAL);
        let forms: Vec<_> = steps.iter().map(|step| is_short(step)).collect();
        assert_eq!(forms, [true, false, false, true], "{profile}");
    }
}

#[test]
fn domain_parameters_that_the_card_demands_are_named_once() {
    let mut rig = rig(&[], &["parameter-id-demanded"]);
    read(&mut rig).unwrap();
    let named = |command: &Vec<u8>| command.ends_with(&[0x84, 0x01, 0x02]);
    let set: Vec<_> = sent(&rig, SET).iter().map(named).collect();
    assert_eq!(set, [false, true]);
}

#[test]
fn a_nonce_of_eight_bytes_opens_as_one_of_sixteen_does() {
    for (faults, len) in [(&["nonce=8"][..], 8), (&["nonce=16"], 16)] {
        let mut rig = rig(&[], faults);
        read(&mut rig).unwrap();
        let answers = rig.last.log.iter();
        let nonce = answers
            .filter(|exchange| exchange.command[1] == GENERAL)
            .map(|exchange| &exchange.response)
            .next()
            .unwrap();
        // 7C, its length, 80, its length, the nonce, the status word.
        assert_eq!(nonce.len(), 4 + len + 2);
    }
}

#[test]
fn of_several_offers_the_strongest_is_taken_and_unknown_ones_are_passed_over() {
    let offers = "pace=dh-gm-3des-2,ecdh-gm-aes128-13,ecdh-gm-aes256-16,dh-gm-aes128-1";
    let mut rig = rig(&[offers], &["unknown-security-info"]);
    let identity = read(&mut rig).unwrap();
    let OpenedWith::Pace { protocol, password } = &identity.opened_with else {
        panic!("{:?}", identity.opened_with);
    };
    // id-PACE-ECDH-GM-AES-CBC-CMAC-256.
    assert!(protocol.ends_with(&[0x04, 0x02, 0x04]), "{protocol:?}");
    assert_eq!(*password, PasswordReference::Can);
    // All five are kept, for the comparison with the signed copy.
    let offered = identity.card_access.unwrap();
    assert_eq!(offered.entries().len(), 5);
    assert_eq!(offered.pace().count(), 4);
}

#[test]
fn a_key_that_is_ours_neutral_or_outside_ends_before_the_token() {
    for suite in ["dh-gm-3des-2", "ecdh-gm-aes128-13"] {
        for (step, steps) in [("mapping", 2), ("ephemeral", 3)] {
            for bad in ["own", "neutral", "outside"] {
                let fault = format!("bad-{step}-key={bad}");
                let mut rig = rig(&[&format!("pace={suite}")], &[&fault]);
                let error = read(&mut rig).unwrap_err();
                assert_eq!(
                    (error.code().name(), error.phase),
                    ("card_misbehaved", Phase::OpenDocument),
                    "{fault}"
                );
                assert_eq!(sent(&rig, GENERAL).len(), steps, "{suite} {fault}");
            }
        }
    }
}

#[test]
fn a_card_that_does_not_know_the_can_is_not_taken_for_one_with_another_can() {
    let error = read(&mut rig(&[], &["wrong-token"])).unwrap_err();
    assert_eq!(error.code().name(), "chip_check_failed");
    let error = read(&mut rig(&[], &["wrong-nonce"])).unwrap_err();
    assert_eq!(error.code().name(), "wrong_can");
    for status in ["SW63C1", "SW63CF"] {
        let mut rig = rig(&["can=654321"], &[&format!("wrong-can-status={status}")]);
        assert_eq!(
            read(&mut rig).unwrap_err().code().name(),
            "wrong_can",
            "{status}"
        );
    }
}

#[test]
fn zeros_in_front_of_keys_do_no_harm_however_the_card_treats_them() {
    for zeros in ["avoid", "send", "leave-out"] {
        for seed in 0..6 {
            let mut rig = rig(&["pace=dh-gm-3des-0"], &[&format!("leading-zeros={zeros}")]);
            rig.seed = seed;
            read(&mut rig).unwrap();
        }
    }
}

#[test]
fn a_link_too_short_for_the_can_ends_before_anything_is_done_with_it() {
    let mut rig = rig_of(Profile::Gemalto, Limits::SHORT, &[], &[]);
    let error = read(&mut rig).unwrap_err();
    assert_eq!(error.code().name(), "link_too_short");
    let log = rig.last.log.iter();
    assert!(log.clone().count() > 0);
    for exchange in log {
        let reads = [ins::SELECT, ins::READ_BINARY];
        assert!(reads.contains(&exchange.command[1]));
    }
}

#[test]
fn basic_access_takes_two_exchanges_after_the_selection() {
    let mut rig = rig(&[], &[]);
    let key = lines(&rig);
    let identity = Asked::with(Access::Bac(&key)).read(&mut rig).unwrap();
    assert_eq!(identity.opened_with, OpenedWith::Bac);
    let first: Vec<_> = rig
        .last
        .log
        .iter()
        .map(|exchange| exchange.command[1])
        .collect();
    assert_eq!(
        first[..4],
        [
            ins::SELECT,
            ins::GET_CHALLENGE,
            ins::EXTERNAL_AUTHENTICATE,
            ins::READ_BINARY
        ]
    );
}

#[test]
fn a_passport_older_than_pace_opens_with_its_lines_and_not_with_a_can() {
    let rig = rig(&["kind=td3", "pace=none"], &[]);
    let passwords = [Password::Mrz(lines(&rig)), can()];
    let results = passwords.map(|password| {
        let mut card = SimulatedReader::new(rig.card.clone(), phone());
        // A passport knows nothing of DF_CIE.
        let mut passport = Script::new(phone(), |command: &[u8]| {
            if command[1] == ins::SELECT && command.ends_with(&CIE_AID) {
                return Ok(vec![0x6A, 0x82]);
            }
            card.transceive(command)
        });
        let asked = Asked::with(Access::Pace(&password));
        let request = asked.request();
        read_identity(&mut rig.clone().hand().card_on(&mut passport), &request)
    });
    // Nothing changes over by itself; it is said how to ask for it.
    for result in results {
        assert_eq!(result.unwrap_err().kind, ErrorKind::BasicAccessOnly);
    }
    let key = lines(&rig);
    let identity = Asked::with(Access::Bac(&key)).read(&mut rig.clone());
    let identity = identity.unwrap();
    assert_eq!(identity.opened_with, OpenedWith::Bac);
    assert_eq!(identity.pace_passed_over(), Some(false));
    assert_eq!(identity.lines_agree, Some(true));
}

#[test]
fn hidden_offers_never_lead_to_basic_access_unasked_and_asking_for_it_says_that_there_is_pace() {
    let hidden = ["hidden-card-access", "hidden-cie"];
    let password = Password::Mrz(lines(&rig(&[], &[])));
    for (faults, error) in [
        (&hidden[..1], ErrorKind::CardResetRequired),
        (&hidden[..], ErrorKind::BasicAccessOnly),
    ] {
        let mut rig = rig(&[], faults);
        for access in [Access::Pace(&password), Access::Pace(&can())] {
            let result = Asked::with(access).read(&mut rig);
            assert_eq!(result.unwrap_err().kind, error);
            assert!(sent(&rig, ins::GET_CHALLENGE).is_empty());
        }
        let key = lines(&rig);
        let identity = Asked::with(Access::Bac(&key)).read(&mut rig).unwrap();
        assert_eq!(identity.opened_with.name(), "bac");
        assert_eq!(identity.pace_passed_over(), Some(true));
    }
}

#[test]
fn a_chip_without_basic_access_says_so_whatever_it_answers() {
    let mut rig = rig(&["bac=off"], &[]);
    let key = lines(&rig);
    let error = Asked::with(Access::Bac(&key)).read(&mut rig).unwrap_err();
    assert_eq!(
        (error.code().name(), error.phase),
        ("no_basic_access", Phase::OpenDocument)
    );
}

#[test]
fn lines_with_dates_that_are_no_days_open_the_chip_in_either_way_and_leave_the_rest_of_dg1() {
    for dates in [
        ["birth=680000", "expiry=999999"],
        ["birth=990230", "expiry=990101"],
    ] {
        let mut rig = rig(&dates, &[]);
        let key = lines(&rig);
        let password = Password::Mrz(key.clone());
        for access in [Access::Pace(&password), Access::Bac(&key)] {
            let identity = Asked::with(access).read(&mut rig).unwrap();
            let holder = identity.holder(NOW);
            assert_eq!(holder.document_number.as_deref(), Some("CA00000AA"));
            let printed = dates[0].split_once('=').unwrap().1;
            assert_eq!(holder.birth_as_printed.as_deref(), Some(printed));
            assert_eq!(holder.unlimited, dates[1] == "expiry=990101");
            assert!(holder.malformed.is_empty());
            assert_eq!(identity.lines_agree, Some(true));
        }
    }
}

#[test]
fn parameters_are_named_after_6a87_too() {
    let mut rig = rig(&[], &["parameter-id-demanded=SW6A87"]);
    read(&mut rig).unwrap();
    assert_eq!(sent(&rig, SET).len(), 2);
}

#[test]
fn a_cie_that_hides_its_offers_is_never_opened_with_basic_access_unasked() {
    let mut rig = rig(&["pace=none"], &[]);
    let password = Password::Mrz(lines(&rig));
    let error = Asked::with(Access::Pace(&password))
        .read(&mut rig)
        .unwrap_err();
    assert_eq!(error.code().name(), "card_reset_required");
    assert!(sent(&rig, ins::GET_CHALLENGE).is_empty());
}

#[test]
fn once_the_token_was_sent_nothing_is_sent_again() {
    let mut whole = rig(&[], &[]);
    read(&mut whole).unwrap();
    let token = whole
        .last
        .log
        .iter()
        .rposition(|exchange| exchange.command[1] == GENERAL)
        .unwrap();
    for bend in [
        cie_tests::LinkFault::LoseCommand(token),
        cie_tests::LinkFault::LoseAnswer(token),
    ] {
        let mut rig = rig(&[], &[]);
        rig.bend = Some(bend);
        assert_eq!(read(&mut rig).unwrap_err().code().name(), "card_lost");
        assert!(rig.last.log.len() <= token + 1);
        assert!(sent(&rig, GENERAL).len() <= 4);
    }
}
