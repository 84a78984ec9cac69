//! PACE: every suite, every password, and what the card refuses.

use std::time::{Duration, Instant};

use cie_core::StatusWord;
use cie_core::agreement::pace::{PaceError, Step};
use cie_core::channel::cipher::Suite;
use cie_core::{MrzKey, Password};
use cie_sim::lds::{LdsFile, Mapping, PaceSuite};
use cie_sim::{Card, Options, Profile};

use crate::terminal::{OK, SELECT_CIE, SELECT_DOCUMENT, SELECT_MF, Terminal, can, options, right};

const DEMANDS: StatusWord = StatusWord::REFERENCED_DATA_NOT_FOUND;
const WRONG_ORDER: StatusWord = StatusWord::CONDITIONS_NOT_SATISFIED;
const SET: &str = "0022C1A40F800A04007F00070202040101830102";
const NONCE: &str = "10860000027C0000";

fn suites(mapping: Mapping) -> impl Iterator<Item = PaceSuite> {
    [
        Suite::TripleDes,
        Suite::Aes128,
        Suite::Aes192,
        Suite::Aes256,
    ]
    .into_iter()
    .flat_map(move |cipher| {
        (0..=18).filter_map(move |parameters| PaceSuite::new(mapping, cipher, parameters))
    })
}

fn opens_with_every_password(mapping: Mapping) {
    for suite in suites(mapping) {
        for mrz in [false, true] {
            let mut terminal = Terminal::new(&[&format!("pace={suite}")]);
            let password = if mrz {
                Password::Mrz(terminal.mrz())
            } else {
                right()
            };
            terminal.pace(&password).unwrap();
            assert_eq!(terminal.secure_hex(SELECT_DOCUMENT).status, OK);
            let dg1 = terminal.read(1);
            let document = terminal.card.travel_document();
            assert_eq!(
                document.file(LdsFile::DataGroup(1)).unwrap(),
                dg1,
                "{suite}"
            );
        }
    }
}

#[test]
fn generic_mapping_opens_every_group_under_every_cipher_with_both_passwords() {
    opens_with_every_password(Mapping::Generic);
}

#[test]
fn integrated_mapping_opens_every_group_under_every_cipher_with_both_passwords() {
    opens_with_every_password(Mapping::Integrated);
}

#[test]
fn chip_authentication_mapping_opens_every_curve_under_every_cipher_with_both_passwords() {
    opens_with_every_password(Mapping::ChipAuthentication);
}

#[test]
fn a_wrong_password_shows_at_the_token_and_nowhere_before_and_is_not_counted() {
    let mut terminal = Terminal::new(&[]);
    for _ in 0..20 {
        let before = terminal.card.exchanges();
        assert_eq!(
            terminal.pace(&can("654321")).unwrap_err(),
            PaceError::WrongPassword { tries: None }
        );
        assert_eq!(terminal.card.exchanges() - before, 5);
        let last = terminal.card.journal().last().unwrap();
        assert_eq!(last.status, StatusWord::AUTHENTICATION_FAILED);
    }
    let mrz = Password::Mrz(MrzKey::new(b"CA00000AA480010143501013"));
    terminal.pace(&mrz).unwrap_err();
    terminal.pace(&right()).unwrap();
}

#[test]
fn the_number_of_another_card_opens_that_card_only() {
    let mut terminal = Terminal::new(&["can=777777"]);
    terminal.pace(&right()).unwrap_err();
    terminal.pace(&can("777777")).unwrap();
}

#[test]
fn a_card_that_demands_the_number_of_the_group_gets_it() {
    for (settings, faults) in [
        (&[][..], &["parameter-id-demanded"][..]),
        (&["pace=ecdh-gm-aes128-13,ecdh-gm-aes128-12"], &[]),
    ] {
        let mut terminal = Terminal::with_faults(settings, faults);
        terminal.pace(&right()).unwrap();
        let statuses: Vec<_> = terminal
            .card
            .journal()
            .iter()
            .map(|entry| entry.status)
            .collect();
        assert_eq!(statuses[..2], [DEMANDS, OK]);
    }
    let mut terminal = Terminal::new(&["pace=ecdh-gm-aes128-13,ecdh-im-aes128-13"]);
    terminal.pace(&right()).unwrap();
    assert_eq!(terminal.card.exchanges(), 5);
}

#[test]
fn what_the_card_does_not_offer_is_refused() {
    let mut terminal = Terminal::new(&[]);
    for (set, status) in [
        (SET, OK),
        // Another protocol; the PIN; another group; no password; no protocol.
        (
            "0022C1A40F800A04007F00070202040202830102",
            StatusWord::WRONG_DATA,
        ),
        ("0022C1A40F800A04007F00070202040101830103", DEMANDS),
        ("0022C1A412800A04007F00070202040101830102840100", DEMANDS),
        ("0022C1A40C800A04007F00070202040101", StatusWord::WRONG_DATA),
        ("0022C1A403830102", StatusWord::WRONG_DATA),
        ("0022C1B603830102", StatusWord::WRONG_P1P2),
    ] {
        assert_eq!(terminal.status(set), status, "{set}");
    }
    let mut without = Terminal::new(&["pace=none"]);
    assert_eq!(without.status(SET), StatusWord::WRONG_DATA);
    assert_eq!(without.status("00A4020C02011C"), StatusWord::FILE_NOT_FOUND);
    assert_eq!(without.status("00B09C0000"), StatusWord::FILE_NOT_FOUND);
}

#[test]
fn pace_is_for_the_master_file_and_not_for_a_channel_that_is_open() {
    for elsewhere in [SELECT_DOCUMENT, SELECT_CIE] {
        let mut terminal = Terminal::new(&[]);
        assert_eq!(terminal.status(elsewhere), OK);
        assert_eq!(terminal.status(SET), WRONG_ORDER, "{elsewhere}");
        assert_eq!(terminal.status(SELECT_MF), OK);
        assert_eq!(terminal.status(SET), OK);
    }
    let mut terminal = Terminal::new(&[]);
    terminal.pace(&right()).unwrap();
    assert_eq!(terminal.secure_hex(SET).status, WRONG_ORDER);
}

#[test]
fn another_command_between_two_steps_ends_the_run() {
    let mut terminal = Terminal::new(&[]);
    assert_eq!(terminal.status(NONCE), WRONG_ORDER);
    assert_eq!(terminal.status(SET), OK);
    assert_eq!(terminal.status(NONCE), OK);
    // A chain that was begun: only its end is expected (stevansen/IDReaderiOS).
    let select = terminal.status("00A4020C022F01");
    assert_eq!(select, StatusWord::LAST_OF_CHAIN_EXPECTED);
    assert_eq!(terminal.status(NONCE), WRONG_ORDER);
    assert_eq!(terminal.status("00A4020C022F01"), OK);
    assert_eq!(terminal.status(SET), OK);
    assert_eq!(terminal.status(NONCE), OK);
    // The nonce again, where mapping data should be.
    assert_eq!(terminal.status(NONCE), StatusWord::WRONG_DATA);
    assert_eq!(terminal.status(NONCE), WRONG_ORDER);
}

#[test]
fn only_nxp_insists_on_short_commands_for_nonce_and_token() {
    for profile in Profile::ALL {
        let mut terminal = Terminal::of_profile(profile);
        terminal.extended = true;
        terminal.pace(&right()).unwrap();

        let mut terminal = Terminal::of_profile(profile);
        assert_eq!(terminal.status(SET), OK);
        let status = terminal.status("1086000000 00027C00 0000");
        let nxp = profile == Profile::Nxp;
        assert_eq!(
            status,
            if nxp { StatusWord::WRONG_LENGTH } else { OK },
            "{profile}"
        );
        if nxp {
            assert_eq!(terminal.status(NONCE), WRONG_ORDER);
        }
    }
    let mut terminal = Terminal::of_profile(Profile::Nxp);
    let mut machine = terminal.begin(terminal.offered(), &right());
    loop {
        let request = machine.next().unwrap();
        terminal.extended = machine.step() == Some(Step::Token);
        let response = terminal.send(&request.command);
        if terminal.extended {
            assert_eq!(response.status, StatusWord::WRONG_LENGTH);
            break;
        }
        machine.accept(&response, &mut terminal.rng).unwrap();
    }
}

#[test]
fn without_extended_length_the_long_groups_are_out_of_reach_and_curves_are_not() {
    let short = |setting: &str| {
        let options = Options {
            extended: cie_sim::ExtendedLength::Refused,
            ..options(&[setting], &[])
        };
        Terminal::of_card(Card::new(Profile::Gemalto, options)).pace(&right())
    };
    assert_eq!(
        short("pace=dh-gm-3des-2").unwrap_err(),
        PaceError::Refused {
            step: Step::Map,
            status: StatusWord::WRONG_LENGTH
        }
    );
    short("pace=dh-gm-3des-0").unwrap();
    short("pace=ecdh-gm-aes256-18").unwrap();
}

#[test]
fn nonces_of_both_lengths_are_understood_and_so_are_keys_with_leading_zeros() {
    for (fault, length) in [("nonce=8", 8), ("nonce=16", 16), ("seed=1", 8)] {
        let mut terminal = Terminal::with_faults(&[], &[fault]);
        assert_eq!(terminal.status(SET), OK);
        // 7C, length, 80, length, nonce.
        assert_eq!(terminal.clear(NONCE).data.len(), 4 + length);
        let mut terminal = Terminal::with_faults(&[], &[fault]);
        assert_eq!(
            terminal.pace(&right()).unwrap().transcript.nonce_len,
            length
        );
    }
    // One key in 256 begins with a zero.
    for (zeros, mut expected) in [("send", 0), ("leave-out", 3), ("avoid", 0)] {
        let mut terminal =
            Terminal::with_faults(&["pace=dh-gm-3des-0"], &[&format!("leading-zeros={zeros}")]);
        let (mut cut, mut zero) = (0, 0);
        for _ in 0..700 {
            terminal.card.reset();
            let key = terminal.pace(&right()).unwrap().transcript.chip_key;
            cut += usize::from(key.len() < 128);
            zero += usize::from(key[0] == 0);
        }
        if expected > 0 {
            expected = cut;
            assert!(cut > 0);
        }
        assert_eq!(cut, expected, "{zeros}");
        assert_eq!(zero > 0, zeros == "send", "{zeros}");
    }
}

#[test]
fn a_card_that_makes_wait_does_so_longer_after_every_wrong_number() {
    let mut terminal = Terminal::with_faults(&["pace=ecdh-gm-aes128-12"], &["can-delay=60"]);
    let mut time = |password| {
        let begin = Instant::now();
        let result = terminal.pace(&password);
        (begin.elapsed(), result.is_ok())
    };
    assert!(!time(can("000001")).1);
    assert!(!time(can("000001")).1);
    let (waited, opened) = time(right());
    assert!(opened && waited >= Duration::from_millis(120), "{waited:?}");
}
