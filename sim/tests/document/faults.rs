//! What the fault knobs of the travel document do. Those of reading and of the chip are proved
//! with what they disturb.

use cie_core::StatusWord;
use cie_core::agreement::pace::PaceError;
use cie_core::bytes::hex;
use cie_sim::lds::{LdsFile, Mapping, PaceSuite};

use crate::terminal::{OK, SELECT_DOCUMENT, Terminal, right};

#[test]
fn with_a_wrong_nonce_every_password_is_wrong() {
    let mut terminal = Terminal::with_faults(&[], &["wrong-nonce"]);
    let mrz = cie_core::Password::Mrz(terminal.mrz());
    for password in [right(), mrz] {
        assert_eq!(
            terminal.pace(&password).unwrap_err(),
            PaceError::WrongPassword { tries: None }
        );
    }
}

#[test]
fn a_wrong_token_of_the_card_is_refused_by_the_terminal() {
    for suite in ["dh-gm-3des-2", "ecdh-im-aes256-16", "ecdh-cam-aes128-18"] {
        let mut terminal = Terminal::with_faults(&[&format!("pace={suite}")], &["wrong-token"]);
        assert_eq!(terminal.pace(&right()).unwrap_err(), PaceError::NotProved);
    }
}

#[test]
fn an_unfit_key_of_the_card_is_refused_by_the_terminal_at_either_step() {
    for suite in ["dh-gm-3des-2", "ecdh-gm-aes128-13", "ecdh-cam-aes128-12"] {
        for (step, exchanges) in [("mapping", 3), ("ephemeral", 4)] {
            for bad in ["own", "neutral", "outside"] {
                let fault = format!("bad-{step}-key={bad}");
                let mut terminal = Terminal::with_faults(&[&format!("pace={suite}")], &[&fault]);
                let error = terminal.pace(&right()).unwrap_err();
                assert!(
                    matches!(error, PaceError::Misbehaved(_)),
                    "{suite}, {fault}: {error}"
                );
                assert_eq!(terminal.card.exchanges(), exchanges, "{suite}, {fault}");
            }
        }
    }
}

#[test]
fn a_wrong_password_may_be_answered_otherwise() {
    let mut terminal = Terminal::with_faults(&[], &["wrong-can-status=SW63C2"]);
    let wrong = crate::terminal::can("000000");
    assert_eq!(
        terminal.pace(&wrong).unwrap_err(),
        PaceError::WrongPassword { tries: Some(2) }
    );
    assert_eq!(
        terminal.card.journal().last().unwrap().status,
        StatusWord(0x63C2)
    );
}

#[test]
fn a_weaker_ef_card_access_than_the_signed_one_is_what_the_card_then_takes() {
    let mut terminal = Terminal::with_faults(&["pace=ecdh-gm-aes256-16"], &["card-access-differs"]);
    let access = terminal.clear("00A4020C02011C");
    assert_eq!(access.status, OK);
    let access = terminal.clear("00B0000000").data;
    assert_eq!(
        hex::upper(&access),
        "31143012060A04007F00070202040101020102020100"
    );
    terminal.pace(&right()).unwrap_err();
    let weaker = PaceSuite::new(Mapping::Generic, PaceSuite::ISSUED.cipher(), 0).unwrap();
    terminal.pace_with(weaker, &right()).unwrap();
    assert_eq!(terminal.secure_hex(SELECT_DOCUMENT).status, OK);
    let dg14 = hex::upper(&terminal.read(14));
    assert!(dg14.contains("060A04007F00070202040204020102020110"));
    assert!(!dg14.contains("060A04007F00070202040101"));
}

#[test]
fn an_entry_that_nobody_knows_stands_beside_the_others() {
    let mut terminal = Terminal::with_faults(&[], &["unknown-security-info"]);
    let access = hex::upper(&terminal.clear("00B09C0000").data);
    assert!(access.contains("3012060A04007F00070202040101020102020102"));
    assert!(access.contains("060904007F000702027F01"));
    terminal.pace(&right()).unwrap();
}

#[test]
fn a_modified_data_group_differs_from_the_signed_one_in_its_last_byte() {
    for number in [1, 2, 11, 12, 14] {
        let mut terminal = Terminal::open(&[], &[&format!("modified-dg={number}")]);
        let document = terminal.card.travel_document();
        for other in [1, 2, 11, 12, 14] {
            let mut expected = document.file(LdsFile::DataGroup(other)).unwrap().to_vec();
            if other == number {
                *expected.last_mut().unwrap() ^= 1;
            }
            assert!(terminal.read(other) == expected, "{number}, {other}");
        }
    }
}
