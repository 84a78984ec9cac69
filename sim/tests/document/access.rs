//! Who gets in how, and what is open then.

use cie_core::MrzKey;
use cie_core::agreement::bac::BacError;
use cie_core::bytes::tlv;
use cie_core::{
    StatusWord,
    apdu::{Command, Le},
};
use cie_sim::lds::LdsFile;
use cie_sim::{Profile, STANDARD_PIN};

use crate::terminal::{OK, REFUSED, SELECT_CIE, SELECT_DOCUMENT, SELECT_MF, Terminal, right};

#[test]
fn basic_access_opens_every_kind_of_document() {
    for kind in ["td1", "td2", "td3"] {
        let mut terminal = Terminal::new(&[&format!("kind={kind}"), "pace=none"]);
        assert_eq!(terminal.status(SELECT_DOCUMENT), OK);
        terminal.basic_access(&terminal.mrz()).unwrap();
        assert_eq!(terminal.card.exchanges(), 3);
        let dg1 = terminal.read(1);
        let zone = tlv::descend(&dg1, &[0x61, 0x5F1F]).unwrap().value.to_vec();
        let document = terminal.card.travel_document();
        assert_eq!(zone, document.mrz().text().as_bytes());
        let lengths = [("td1", 90), ("td2", 72), ("td3", 88)];
        assert!(lengths.contains(&(kind, zone.len())));
    }
}

#[test]
fn a_wrong_zone_opens_nothing_and_a_challenge_is_good_for_one_attempt() {
    let mut terminal = Terminal::new(&[]);
    terminal.clear(SELECT_DOCUMENT);
    let wrong = MrzKey::new(b"CA00000AA480010143501013");
    assert_eq!(
        terminal.basic_access(&wrong).unwrap_err(),
        BacError::WrongKey {
            status: StatusWord::AUTHENTICATION_FAILED
        }
    );
    let again = format!("0082000028{}28", "00".repeat(40));
    assert_eq!(
        terminal.status(&again),
        StatusWord::CONDITIONS_NOT_SATISFIED
    );
    assert_eq!(terminal.status("00B08100 08"), REFUSED);
    terminal.basic_access(&terminal.mrz()).unwrap();
    assert_eq!(terminal.read_status(1), OK);
}

#[test]
fn a_document_without_basic_access_knows_none_of_its_commands() {
    let mut terminal = Terminal::new(&["bac=off"]);
    terminal.clear(SELECT_DOCUMENT);
    let status = StatusWord::INS_NOT_SUPPORTED;
    assert_eq!(
        terminal.basic_access(&terminal.mrz()).unwrap_err(),
        BacError::NotOffered { status }
    );
}

#[test]
fn nothing_of_the_document_is_open_before() {
    let mut terminal = Terminal::new(&["pace=ecdh-cam-aes128-12"]);
    // EF.CardAccess and EF.CardSecurity in the MF.
    assert_eq!(terminal.status("00B09C0008"), OK);
    assert_eq!(terminal.status("00B09D0008"), REFUSED);
    assert_eq!(terminal.status(SELECT_DOCUMENT), OK);
    for file in terminal.card.travel_document().files() {
        let short = 0x80 | file.short_identifier();
        assert_eq!(terminal.status(&format!("00B0{short:02X}0008")), REFUSED);
        let identifier = file.identifier();
        assert_eq!(
            terminal.status(&format!("00A4020C02{identifier:04X}")),
            REFUSED
        );
    }
    for nothing in ["00A4020C020105", "00B0850008"] {
        assert_eq!(terminal.status(nothing), StatusWord::FILE_NOT_FOUND);
    }
}

#[test]
fn all_but_fingerprints_is_open_afterwards_and_is_what_the_document_holds() {
    let settings = ["pace=ecdh-cam-aes128-12", "active-authentication=ecdsa"];
    let mut terminal = Terminal::new(&settings);
    terminal.pace(&right()).unwrap();
    let document = terminal.card.travel_document();
    assert_eq!(terminal.read(0x1D), document.card_security().unwrap());
    assert_eq!(terminal.secure_hex(SELECT_DOCUMENT).status, OK);
    let mut files = 0;
    for file in document.files() {
        let short = file.short_identifier();
        files += 1;
        match file {
            LdsFile::DataGroup(3) => assert_eq!(terminal.read_status(short), REFUSED),
            // Zeros follow its one name.
            LdsFile::Cvca => assert_eq!(terminal.read_status(short), OK),
            _ => assert_eq!(
                terminal.read(short),
                document.file(file).unwrap(),
                "{file:?}"
            ),
        }
    }
    assert_eq!(files, 10);
}

#[test]
fn any_command_in_clear_closes_the_document() {
    for clear in [SELECT_MF, "00A4020C022F01", "0084000008", SELECT_DOCUMENT] {
        let mut terminal = Terminal::open(&[], &[]);
        terminal.clear(clear);
        assert_eq!(terminal.status(SELECT_DOCUMENT), OK);
        assert_eq!(terminal.status("00B0810008"), REFUSED, "{clear}");
    }
}

#[test]
fn errors_under_secure_messaging_are_protected_and_close_nothing() {
    let mut terminal = Terminal::open(&[], &[]);
    for (command, status) in [
        (
            Command::new(0xB0, 0x7F, 0).le(Le::Exact(8)),
            StatusWord::NO_CURRENT_EF,
        ),
        (
            Command::new(0xA4, 0x02, 0x0C).data([0x01, 0x05]),
            StatusWord::FILE_NOT_FOUND,
        ),
        (Command::new(0xB0, 0x83, 0).le(Le::Exact(8)), REFUSED),
        (
            Command::new(0x20, 0, 0x81).data(*b"24681357"),
            StatusWord::INS_NOT_SUPPORTED,
        ),
        (
            Command::new(0xB2, 1, 4).le(Le::Max),
            StatusWord::INS_NOT_SUPPORTED,
        ),
    ] {
        assert_eq!(terminal.secure(&command).status, status);
    }
    assert_eq!(terminal.read_status(1), OK);
}

#[test]
fn a_damaged_command_closes_the_document() {
    let mut terminal = Terminal::open(&[], &[]);
    let channel = terminal.channel.as_mut().unwrap();
    let read = Command::new(0xB0, 0x81, 0).le(Le::Exact(8));
    let mut sealed = channel
        .protect(&read, cie_core::apdu::Form::Short, Le::Max)
        .unwrap();
    *sealed.data.last_mut().unwrap() ^= 1;
    assert_eq!(
        terminal.send(&sealed).status,
        StatusWord::SM_OBJECTS_INCORRECT
    );
    terminal.try_secure(&read).unwrap_err();
}

#[test]
fn the_channel_of_the_document_opens_no_code_and_no_certificate() {
    let mut terminal = Terminal::open(&[], &[]);
    assert_eq!(terminal.secure_hex(SELECT_CIE).status, OK);
    let verify = Command::new(0x20, 0, 0x81).data(STANDARD_PIN.as_bytes());
    assert_eq!(terminal.secure(&verify).status, REFUSED);
    assert_eq!(terminal.read_status(3), REFUSED);
    assert_eq!(terminal.card.pin_tries(), 3);
}

#[test]
fn only_actalis_hides_what_pace_needs_once_the_other_application_was_used() {
    for profile in Profile::ALL {
        let mut terminal = Terminal::of_profile(profile);
        assert_eq!(terminal.status("00B09C0008"), OK);
        terminal.clear(SELECT_CIE);
        terminal.clear(SELECT_MF);
        let hidden = profile == Profile::Actalis;
        let expected = if hidden {
            StatusWord::FILE_NOT_FOUND
        } else {
            OK
        };
        assert_eq!(terminal.status("00B09C0008"), expected, "{profile}");
        terminal.card.leave_field();
        assert_eq!(terminal.status("00B09C0008"), OK);
    }
}
