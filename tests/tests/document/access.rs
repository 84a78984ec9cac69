//! How the document is opened.

use cie_core::{
    agreement::password::{Password, PasswordReference},
    apdu::command::ins,
    app::{emrtd::document::OpenedWith, ias::CIE_AID},
    op::{self, Access},
    progress::Phase,
    transceive::{Limits, Transceive as _},
    trust::verdict::{Failure, Finding, Verdict},
};
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
    for (faults, len) in [(&["short-nonce"][..], 8), (&[], 16)] {
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
                    (error.code(), error.phase),
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
    assert_eq!(error.code(), "chip_check_failed");
    let error = read(&mut rig(&[], &["wrong-nonce"])).unwrap_err();
    assert_eq!(error.code(), "wrong_can");
    for status in ["SW63C1", "SW63CF"] {
        let mut rig = rig(&["can=654321"], &[&format!("wrong-can-status={status}")]);
        assert_eq!(read(&mut rig).unwrap_err().code(), "wrong_can", "{status}");
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
    assert_eq!(error.code(), "link_too_short");
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
        rig.clone()
            .with_context(|cx| op::read_identity(&mut passport, &request, cx))
    });
    let [with_lines, with_can] = results;
    assert_eq!(with_lines.unwrap().opened_with, OpenedWith::Bac);
    assert_eq!(with_can.unwrap_err().code(), "unsupported_card");
}

/// A document whose EF.CardAccess and DF_CIE are refused on the way, in clear.
/// It is opened with the printed lines and asked to prove its chip.
fn without_offers(document: &[&str], bac_is_chosen: bool) -> Verdict {
    let rig = rig(document, &[]);
    let key = lines(&rig);
    let password = Password::Mrz(key.clone());
    let mut card = SimulatedReader::new(rig.card.clone(), phone());
    let mut relay = Script::new(phone(), |command: &[u8]| {
        let file = command.ends_with(&[0x01, 0x1C]) || command.ends_with(&CIE_AID);
        let selects = command[1] == ins::SELECT && file;
        // By the short identifier 1C.
        let reads = command[..3] == [0x00, ins::READ_BINARY, 0x9C];
        if selects || reads {
            return Ok(vec![0x6A, 0x82]);
        }
        card.transceive(command)
    });
    let access = if bac_is_chosen {
        Access::Bac(&key)
    } else {
        Access::Pace(&password)
    };
    let asked = Asked {
        prove_chip: true,
        ..Asked::with(access)
    };
    let request = asked.request();
    let identity = rig
        .clone()
        .with_context(|cx| op::read_identity(&mut relay, &request, cx))
        .unwrap();
    assert_eq!(identity.opened_with, OpenedWith::Bac);
    identity.verdict(&trust(&rig), NOW)
}

#[test]
fn a_document_that_signs_an_offer_of_pace_and_shows_none_is_a_downgrade() {
    let verdict = without_offers(&["kind=td3"], false);
    let downgraded = Finding::Failed(Failure::CardAccessAltered);
    assert_eq!(verdict.chip_genuine, downgraded, "{verdict}");
    for (document, bac_is_chosen) in [
        // Older than PACE: nothing is signed of it.
        (&["kind=td3", "pace=none"][..], false),
        // The caller chose basic access control.
        (&["kind=td3"], true),
    ] {
        let verdict = without_offers(document, bac_is_chosen);
        assert!(verdict.is_complete(), "{document:?}: {verdict}");
    }
}

#[test]
fn a_cie_that_hides_its_offers_is_never_opened_with_basic_access_unasked() {
    let mut rig = rig(&["pace=none"], &[]);
    let password = Password::Mrz(lines(&rig));
    let error = Asked::with(Access::Pace(&password))
        .read(&mut rig)
        .unwrap_err();
    assert_eq!(error.code(), "card_reset_required");
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
        cie_tests::Bend::LoseCommand(token),
        cie_tests::Bend::LoseAnswer(token),
    ] {
        let mut rig = rig(&[], &[]);
        rig.bend = Some(bend);
        assert_eq!(read(&mut rig).unwrap_err().code(), "card_lost");
        assert!(rig.last.log.len() <= token + 1);
        assert!(sent(&rig, GENERAL).len() <= 4);
    }
}
